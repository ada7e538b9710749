"""Keeps reports that somebody hands over in a folder of the case's own, where the next build finds them."""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from depesche.errors import ReportError
from depesche.ingest.kinds import TEXTS, UNREAD, UNREAD_HINT, suffix
from depesche.ingest.registry import suffixes
from depesche.records import digest
from depesche.store.address import Address

_PIECE = 1 << 16
_LONGEST = 120  # bytes of a file name: every file system takes that, with a number behind it
_NUMBERS = 1000
# Names that Windows keeps for devices, whatever stands behind the point.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def folder_of(case: Path | Address) -> Path:
    """Where the reports lie that were handed over for a case: beside it, and of one on a server among what this user keeps.

    >>> folder_of(Path("/x/talks.depesche"))
    PosixPath('/x/talks.reports')
    """
    return case.with_name(f"{case.stem}.reports")


def clean_file_name(given: str) -> str:
    r"""The name under which a file is kept: its own, without folders or anything that a file system could take for more.

    >>> clean_file_name("../../etc/passwd.txt"), clean_file_name("C:\\x\\Bericht 1.html"), clean_file_name("\x00..hid\u202eden.txt")
    ('passwd.txt', 'Bericht 1.html', 'hidden.txt')
    >>> clean_file_name("NUL.txt"), clean_file_name("..."), clean_file_name("a:b?.txt")
    ('_NUL.txt', 'report.txt', 'a_b_.txt')
    """
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", given)[-1])
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C" and unicodedata.category(c) not in {"Zl", "Zp"})
    name = re.sub(r'[<>:"|?*]', "_", " ".join(name.split())).strip(". ")
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot and 0 < len(ending) <= 10 else (name, "")
    while len((stem + ending).encode()) > _LONGEST:
        stem = stem[:-1]
    name = f"{stem.rstrip()}{ending}" if stem else f"report{ending or '.txt'}"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def keep(folder: Path, given: str, source: BinaryIO, max_bytes: int) -> Path | None:
    """Keep one report; its file, or None if the folder has exactly this already under this name.

    Nothing is ever written over: another text of the same name gets a number.

    Args:
        folder: where to; made if it is not there.
        given: the name that the sender gave it.
        source: its bytes.
        max_bytes: how many are taken.

    Raises:
        ReportError: if it is of a kind that is not read, or too large; nothing is kept then.

    """
    name = clean_file_name(given)
    kind = suffix(name)
    if kind not in TEXTS | suffixes():
        what = UNREAD.get(kind, f"{kind} files")
        raise ReportError(f"{what[:1].upper()}{what[1:]} ({kind}) are not read.", where=name, hint=UNREAD_HINT)
    folder.mkdir(mode=0o700, exist_ok=True, parents=True)
    part = folder / f".{os.getpid()}-{secrets.token_hex(8)}.part"  # two may hand over a file of one name at once
    try:
        with part.open("xb") as out:
            _copy(source, out, max_bytes, name)
        return _placed(part, folder, name)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _copy(source: BinaryIO, out: BinaryIO, max_bytes: int, name: str) -> None:
    written = 0
    while piece := source.read(_PIECE):
        written += len(piece)
        if written > max_bytes:
            raise ReportError(
                f"The file is larger than {max_bytes:,} bytes.",
                where=name,
                hint="The setting max_bytes in depesche.toml allows more.",
            )
        out.write(piece)


def _placed(part: Path, folder: Path, name: str) -> Path | None:
    """Give a file that is complete its name, or another where that is taken."""
    taken = {one.name.casefold(): one for one in folder.iterdir() if not one.name.startswith(".")}
    data = digest(part.read_bytes())
    for candidate in _names(name):
        path = taken.get(candidate.casefold())
        if path is None:
            path = folder / candidate
            try:
                _named(part, path)
            except FileExistsError:  # somebody else's by now, and perhaps the same text
                pass
            else:
                return path
        if path.is_file() and digest(path.read_bytes()) == data:
            return None
    raise ReportError("There are too many reports of this name.", where=name, hint="Give it another name.")


def _named(part: Path, path: Path) -> None:
    """Give a file its name, unless that was taken meanwhile: nothing is ever written over.

    Raises:
        FileExistsError: if it was.

    """
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, as on many sticks: the name is taken first, then filled
        with path.open("xb"):
            part.replace(path)


def _names(name: str) -> Iterator[str]:
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot else (name, "")
    yield name
    for number in range(2, _NUMBERS):
        yield f"{stem} ({number}){ending}"
