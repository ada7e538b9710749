"""Build `firstnames.tsv` of the German pack from open registers of names and our own lists.

    python scripts/build_firstnames.py REGISTER.csv [POLITICIANS.csv ...]

REGISTER.csv has the columns name, count_male, count_female. Each further file has a column `person` with whole names;
names of East Asian states are left out, where the surname stands first. NOTICES.md of the packs names the sources.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent / "tables"
TARGET = Path(__file__).parents[1] / "src/depesche/packs/de/firstnames.tsv"
ENOUGH = 6  # bearers in the register; below, misspellings are too many
CLEAR = 0.9  # share of one gender from which a name is called masculine or feminine
SURE = 50  # bearers from which the register is believed against our own list
SURNAME_FIRST = {"china", "south-korea"}
HEAD = """\
# First names. gender: m, f, or u where the name is borne by both or the sources do not tell.
# Made by scripts/build_firstnames.py; mend the lists in scripts/tables, not this file. Sources: NOTICES.md.
name\tgender
"""


def words(name: str) -> set[str]:
    """The lines of one of our own lists."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def register(path: Path) -> dict[str, tuple[int, int]]:
    """Bearers of every name, masculine and feminine."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        unicodedata.normalize("NFC", row["name"]): (int(row["count_male"]), int(row["count_female"])) for row in rows
    }


def politicians(path: Path) -> Iterator[str]:
    """The first names of the persons in a table of office holders."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            first, _, rest = unicodedata.normalize("NFC", row["person"]).partition(" ")
            if rest and row.get("country") not in SURNAME_FIRST:
                yield first


def is_name(word: str) -> bool:
    """Whether a word is written as a first name is: Latin letters, a capital first, no initials."""
    letters = word.replace("-", "").replace("'", "").replace("’", "")
    latin = all("LATIN" in unicodedata.name(c, "") for c in letters)
    return len(letters) > 1 and letters.isalpha() and latin and word[0].isupper() and not word.isupper()


def gender(masculine: int, feminine: int) -> str:
    """The gender that the bearers of a name tell."""
    total = masculine + feminine
    if not total:
        return "u"
    return "m" if masculine / total >= CLEAR else "f" if feminine / total >= CLEAR else "u"


def collect(known: dict[str, tuple[int, int]], others: set[str]) -> dict[str, str]:
    """Every name and its gender."""
    own = {"m": words("firstnames_m.txt"), "f": words("firstnames_f.txt")}
    candidates = {name for name, counts in known.items() if sum(counts) >= ENOUGH} | own["m"] | own["f"] | others
    found = {}
    for name in candidates - words("firstnames_drop.txt"):
        counts = known.get(name, (0, 0))
        ours = [g for g, names in own.items() if name in names]
        told = len(ours) == 1 and sum(counts) < SURE
        if is_name(name):
            found[name] = ours[0] if told else gender(*counts)
    return found


def main() -> None:
    """Write the table."""
    first, *rest = (Path(argument) for argument in sys.argv[1:])
    found = collect(register(first), {name for path in rest for name in politicians(path)})
    rows = "".join(f"{name}\t{found[name]}\n" for name in sorted(found))
    TARGET.write_text(HEAD + rows, encoding="utf-8")
    print(f"{len(found)} names")


if __name__ == "__main__":
    main()
