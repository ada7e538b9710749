"""Datelines: `Washington/Moskau (dpa) -`, `Wien –`, `Berlin, 10. Januar 2022`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from depesche.clean.credits import agencies
from depesche.clean.days import find_days
from depesche.clean.names import known
from depesche.packs import Pack

_PLACE = r"(?:St\. )?[A-ZÄÖÜ][\w.’'-]*(?: (?:am |an der |ob der |im |bei |in der |de |la |of )?[A-ZÄÖÜ][\w.’'-]*){0,2}"
_PLACES = rf"(?P<places>{_PLACE}(?: ?/ ?{_PLACE}){{0,4}})"
_DASH = r"\s?[-–—]+\s"
_WITH_AGENCY = re.compile(
    rf"{_PLACES}(?: \([^()\d]{{2,30}}\))?(?:,? (?P<when>[^()]{{4,30}}))? ?\((?P<credit>[^()]{{2,60}})\)"
    rf"(?:{_DASH}|:\s|\s(?=[A-ZÄÖÜ„»\"]))"
)
_AGENCY_ALONE = re.compile(rf"\((?P<credit>[^()]{{2,60}})\){_DASH}")
_WITH_DAY = re.compile(
    rf"{_PLACES}(?: \([^()\d]{{2,30}}\))?,? (?:den |am )?(?P<when>\d[^()\n–—:]{{6,24}}?)(?:\s?[-–—:]|\.?$)"
)
# Wires write their own name in small letters, or the place in capitals.
_SMALL = re.compile(r"[a-z]{2,5}(?:/[a-z]{2,5}){0,2}")
_STOPPED = re.compile(rf"(?P<places>{_PLACE})\. (?=[A-ZÄÖÜ„»\"])")
_PLAIN = re.compile(rf"{_PLACES} [–—-] (?=[A-ZÄÖÜ„»\"'‚›])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The places, agencies and day of a dateline."""

    places: tuple[str, ...]
    agencies: tuple[str, ...] = ()
    day: str | None = None


@lru_cache(maxsize=8)
def _seats(pack: Pack) -> frozenset[str]:
    """The towns that are known to be ones: capitals, seats of governments, and cities that can mean nothing else."""
    states = pack.table("states")
    capitals = (name for row in states for key in ("capitals_de", "seats") for name in row[key].split("|") if name)
    places = pack.table("places")
    cities = (row["name_de"] for row in places if row["kind"] == "city" and row["ambiguous"] != "yes")
    return frozenset((*capitals, *cities, *pack.words("towns")))


def read_dateline(words: str, pack: Pack, *, after: bool = False) -> Dateline | None:
    """Read the dateline at the start of a paragraph.

    Args:
        words: the paragraph.
        pack: knows agencies, months and capitals.
        after: the place follows a sentence, so that only known towns count where nothing else marks it.

    """
    return _credited(words, pack) or _dated(words, pack) or _bare(words, pack, sure=after)


def _credited(words: str, pack: Pack) -> Dateline | None:
    for form in (_WITH_AGENCY, _AGENCY_ALONE):
        match = form.match(words)
        places = _places(match["places"]) if match and "places" in match.groupdict() else ()
        named = (agencies(match["credit"], pack) or _unknown(match)) if match else None
        if match and named:
            days = find_days(match[0], pack)
            return Dateline(places, named, days[0].value if len(days) == 1 else None)
    return None


def _unknown(match: re.Match[str]) -> tuple[str, ...] | None:
    """What stands where an agency does, and is written as one, is one, even if no table knows it."""
    credit, places = match["credit"], match.groupdict().get("places") or ""
    dashed = match[0].rstrip()[-1] in "-–—"
    if not dashed or not places:
        return None
    capitals = places.isupper() and len(places) > 3 and credit.replace("/", "").isalpha()
    return tuple(credit.split("/")) if capitals or _SMALL.fullmatch(credit) else None


def _dated(words: str, pack: Pack) -> Dateline | None:
    match = _WITH_DAY.match(words)
    days = find_days(match["when"], pack) if match else []
    # `Am 10. Januar 2022:` names no place.
    common = match and known(pack).common.fullmatch(match["places"].casefold())
    if match and not common and len(days) == 1 and (days[0].start, days[0].end) == (0, len(match["when"].rstrip(" ."))):
        return Dateline(_places(match["places"]), (), days[0].value)
    return None


def _bare(words: str, pack: Pack, *, sure: bool) -> Dateline | None:
    match = _PLAIN.match(words) or (None if sure else _STOPPED.match(words))
    if not match:
        return None
    places = _places(match["places"])
    known_ones = [place in _seats(pack) for place in places]
    return Dateline(places) if any(known_ones) and (not sure or all(known_ones) or len(places) > 1) else None


def _places(words: str) -> tuple[str, ...]:
    return tuple(_written(place.strip()) for place in words.split("/"))


def _written(place: str) -> str:
    """A place as it is usually written: wires set datelines in capitals.

    >>> _written("GENF"), _written("Frankfurt am Main")
    ('Genf', 'Frankfurt am Main')
    """
    return re.sub(r"\w+", lambda word: word[0].capitalize(), place) if place.isupper() and len(place) > 3 else place
