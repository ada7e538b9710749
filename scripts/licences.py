"""Lists what the core is built on, under which licences: `python scripts/licences.py` writes docs/licences.md.

The names are those of requirements/lock.txt; licences and who needs whom are read from the metadata of what is installed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "lock.txt"
PAGE = ROOT / "docs" / "licences.md"
VENDORED = ROOT / "src" / "depesche" / "web" / "static" / "vendor" / "vendor.json"
US = "depesche"
# Needed on other systems only, so that the metadata is not at hand where the page is made.
ELSEWHERE = {"colorama": ("BSD-3-Clause", "click, on Windows")}
# Words with which packages call the licences that SPDX has shorter names for.
SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
HEAD = """# Licences

Depesche stands under the Apache License 2.0. This is what the core needs, whatever it is used for; the [extras](cli.md#extras) bring
packages of their own. The list is made of the packages' metadata by `scripts/licences.py`, and `make sbom` writes the same as a bill of
materials in CycloneDX, with the hashes of every file. None of them stands under the GPL or AGPL alone. HanTa, whose German model tags
words, stands under the LGPL: it is installed beside Depesche as it is.

| package | versions | licence | needed by |
| --- | --- | --- | --- |
"""
MIDDLE = """
The workbench and charts bring these with them, in `depesche/web/static/vendor`, with the texts of their licences:

| library | version | licence |
| --- | --- | --- |
"""
TAIL = """
Where the tables of the language packs come from is told in `depesche/packs/NOTICES.md`.
"""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of the core. versions: those we ask for, empty where others do. needed_by: names, ours first."""

    name: str
    versions: str
    licence: str
    needed_by: tuple[str, ...]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page as the file has it."""
    rows = "".join(
        f"| {one.name} | {one.versions or '–'} | {one.licence} | {', '.join(one.needed_by)} |\n" for one in packages()
    )
    brought = "".join(f"| {one['name']} | {one['version']} | {one['licence']} |\n" for one in vendored())
    return f"{HEAD}{rows}{MIDDLE}{brought}{TAIL}"


def packages() -> list[Package]:
    """Every package that the core needs, by name."""
    needs = {name: dict(_needs(name)) for name in (US, *locked())}
    found = []
    for name in locked():
        by = tuple(one for one in (US, *locked()) if name in needs[one])
        if name in ELSEWHERE and _installed(name) is None:
            licence, who = ELSEWHERE[name]
            found.append(Package(name, "", licence, (who,)))
        else:
            found.append(Package(name, needs[US].get(name, ""), licence_of(name), by))
    return found


def locked() -> list[str]:
    """The names that are pinned for the core."""
    return sorted(set(re.findall(r"^([a-z0-9-]+)==", LOCK.read_text(encoding="utf-8"), re.MULTILINE)))


def vendored() -> list[dict[str, str]]:
    """What is not Python and comes with us."""
    found: list[dict[str, str]] = json.loads(VENDORED.read_text(encoding="utf-8"))
    return sorted(found, key=lambda one: one["name"])


def licence_of(name: str) -> str:
    """The licence of a package that is installed: as an expression, else in its own words, else by its classifiers."""
    found = _installed(name)
    if found is None:
        return "not installed"
    told: Any = found.metadata
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    classed = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License :: ")]
    own = str(told.get("License") or "").strip().split("\n")[0]
    joined = ", ".join(sorted({SPDX.get(one, one) for one in classed}))
    # A whole text stands there too, or words that say nothing.
    return SPDX.get(own, own) if 0 < len(own) <= 60 and own != "Dual License" else joined or "not stated"


def copyleft_alone(licence: str) -> bool:
    """Whether every choice that a licence leaves is the GPL or AGPL.

    >>> copyleft_alone("GPL-3.0-only"), copyleft_alone("MPL-1.1 OR GPL-2.0-only"), copyleft_alone("LGPL-3.0-or-later")
    (True, False, False)
    """
    strong = re.compile(r"(?<!L)(?<!Lesser )(A?GPL|General Public License)", re.IGNORECASE)
    return all(
        strong.search(re.sub("Lesser General Public License", "LGPL", choice)) for choice in licence.split(" OR ")
    )


def _needs(name: str) -> Iterator[tuple[str, str]]:
    """What a package needs here, with the versions it asks for."""
    found = _installed(name)
    for line in (found.requires or ()) if found else ():
        asked = Requirement(line)
        if asked.marker is None or asked.marker.evaluate({"extra": ""}):
            versions = ", ".join(sorted(map(str, asked.specifier), key=lambda one: (one[0] == "<", one)))
            yield canonicalize_name(asked.name), versions


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


if __name__ == "__main__":
    main()
