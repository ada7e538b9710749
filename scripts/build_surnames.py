"""Build `surnames.txt` of the German pack: surnames by which persons go alone in the news.

    python scripts/build_surnames.py OFFICES.csv [MEMBERS.csv ...]

A file with a column `person` (or `officeholderLabel`) has whole names, as tables of office holders of Wikidata do; one with a column
`last` has surnames, as the lists of the Bundestag do. Names of East Asian states are left out, where the surname stands
first, and so is what is a first name, a town, a role or an everyday word too. NOTICES.md of the packs names the sources.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent / "tables"
PACK = Path(__file__).parents[1] / "src/depesche/packs/de"
SURNAME_FIRST = {"china", "south-korea", "China", "South Korea", "North Korea", "Vietnam", "Taiwan", "Cambodia"}
SHORTEST = 4
HEAD = """\
# Surnames of politicians, by which a person is known where a report gives no first name.
# Made by scripts/build_surnames.py; mend the list in scripts/tables, not this file. Sources: NOTICES.md.
"""


def column(table: str, *names: str) -> set[str]:
    """All forms in some columns of a table of the pack."""
    lines = (PACK / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    head, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    places = [head.index(name) for name in names]
    return {form.strip() for row in rows for place in places for form in row[place].split("|")}


def ruled_out() -> set[str]:
    """What mostly means something else: first names, towns, roles, states and our own list."""
    own = (HERE / "surnames_drop.txt").read_text(encoding="utf-8").splitlines()
    return (
        {line for line in own if line and not line.startswith("#")}
        | column("firstnames", "name")
        | column("places", "name_de", "name_en")
        | column("roles", "forms")
        | column("bodies", "forms")
        | column("months", "month", "other")
        | column("states", "names_de", "demonym_m", "demonym_f", "demonym_pl", "capitals_de", "doubtful")
    )


def surnames(path: Path) -> Iterator[str]:
    """The surnames of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("country") in SURNAME_FIRST:
                continue
            whole = row.get("last") or (row.get("officeholderLabel") or row.get("person") or "").partition(" ")[2]
            words = unicodedata.normalize("NFC", whole).split()
            if words:
                yield words[-1].removesuffix(",")


def is_surname(word: str) -> bool:
    """Whether a word is written as a surname is: Latin letters, one capital ahead of small ones in each part."""
    parts = word.split("-")
    return len(word) >= SHORTEST and all(part.isalpha() and part[0].isupper() and not part.isupper() for part in parts)


def main() -> None:
    """Write the list: those of the files, and our own."""
    own = set((HERE / "surnames.txt").read_text(encoding="utf-8").splitlines()[1:])
    found = {name for argument in sys.argv[1:] for name in surnames(Path(argument))}
    kept = sorted(own | {name for name in found - ruled_out() if is_surname(name)})
    (PACK / "surnames.txt").write_text(HEAD + "".join(f"{name}\n" for name in kept), encoding="utf-8")
    print(f"{len(kept)} surnames")


if __name__ == "__main__":
    main()
