"""Knowledge as data: what the readers must know about a language, in commented tables.

A pack is a folder of `.tsv` tables and `.txt` word lists. Built-in packs lie beside this file; others are found
through the entry point group `depesche.packs`, whose entries name a folder.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

from depesche.errors import PackError

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Pack:
    """A language pack. version: a digest of its files, so that a change in any makes reports be read anew."""

    code: str
    folder: Path
    version: str

    def table(self, name: str) -> tuple[dict[str, str], ...]:
        """The rows of `NAME.tsv`: the first line names the columns, `#` starts a comment line, `-` is an empty cell.

        Raises:
            PackError: if the table is missing or a row has more or fewer cells than the head.

        """
        return _table(self.folder / f"{name}.tsv")

    def words(self, name: str) -> tuple[str, ...]:
        """The lines of `NAME.txt` in their order, without comments and empty lines.

        Raises:
            PackError: if the list is missing.

        """
        return _words(self.folder / f"{name}.txt")


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        raw = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise PackError(
            "A language pack lacks one of its files.", where=str(path), hint="Install depesche again."
        ) from error
    return [(n, line) for n, line in enumerate(raw, start=1) if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=256)
def _words(path: Path) -> tuple[str, ...]:
    return tuple(line.strip() for _, line in _lines(path))


@lru_cache(maxsize=256)
def _table(path: Path) -> tuple[dict[str, str], ...]:
    head: list[str] = []
    rows = []
    for number, line in _lines(path):
        cells = [cell.strip() for cell in line.split("\t")]
        if not head:
            head = cells
        elif len(cells) != len(head):
            raise PackError(
                f"A row has {len(cells)} cells where the head has {len(head)}.",
                where=f"{path}:{number}",
                hint="Cells are separated by single tabs; an empty cell is written -.",
            )
        else:
            rows.append({key: "" if cell == "-" else cell for key, cell in zip(head, cells, strict=True)})
    return tuple(rows)


def _version(folder: Path) -> str:
    sha = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in {".tsv", ".txt"}:
            sha.update(path.name.encode())
            sha.update(path.read_bytes())
    return sha.hexdigest()[:12]


@lru_cache(maxsize=1)
def _folders() -> dict[str, Path]:
    found = {path.name: path for path in HERE.iterdir() if path.is_dir() and (path / "cues.tsv").exists()}
    for entry in entry_points(group="depesche.packs"):
        found[entry.name] = Path(str(entry.load()))
    return found


def codes() -> tuple[str, ...]:
    """The languages for which a pack is installed, as ISO 639-1 codes."""
    return tuple(sorted(_folders()))


@lru_cache(maxsize=16)
def load(code: str) -> Pack:
    """Find the pack of a language.

    >>> load("de").code
    'de'

    Raises:
        PackError: if none is installed.

    """
    folder = _folders().get(code)
    if folder is None:
        raise PackError(
            f"There is no language pack for {code}.",
            hint=f"Installed: {', '.join(codes()) or 'none'}. Reports in other languages are kept unread.",
        )
    return Pack(code, folder, _version(folder))
