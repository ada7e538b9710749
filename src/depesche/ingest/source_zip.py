"""ZIP archives: their files as pieces, in the order of the archive's own list; without that list, from front to back."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from depesche.ingest.entries import Shelf
from depesche.ingest.pieces import Given, Limits, Piece, source
from depesche.ingest.zip_torn import torn_pieces

_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
)
FAULTS = (*_FAULTS, TypeError, MemoryError, zlib.error, struct.error)
"""What zipfile raises over damaged archives."""


@source("zip", suffixes=(".zip",), about="ZIP archives", starts=(b"PK\x03\x04", b"PK\x05\x06"), many=True)
def read_zip(given: Given) -> Iterator[Piece]:
    """Read the files in a ZIP archive, the path within it as their key.

    Raises:
        ReportError: if it is no ZIP archive, breaks off or holds more than is read.

    """
    with given.open() as file:
        yield from zip_pieces(file, given.limits)


def zip_pieces(file: BinaryIO, limits: Limits) -> Iterator[Piece]:
    """Read the files in the ZIP archive that a file holds."""
    size = file.seek(0, 2)
    shelf = Shelf(limits, size)
    try:
        archive = zipfile.ZipFile(file)
    except FAULTS:
        # The list of entries stands at the end: an archive that breaks off has none.
        yield from torn_pieces(file, shelf)
        return
    with archive:
        entries = archive.infolist()
        for info in entries:
            shelf.passes(name_of(info))  # pages are known before what was saved beside them
        for info in entries:
            yield from _pieces(archive, info, shelf)


def name_of(info: zipfile.ZipInfo) -> str:
    """The path of an entry; many programs write UTF-8 without saying so, and zipfile takes that for cp437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shelf: Shelf) -> Iterator[Piece]:
    name = name_of(info)
    if name.endswith(("/", "\\")):
        return
    if shelf.passes(name):
        yield from shelf.passed_over()
        return
    why = shelf.entry(info.file_size, info.compress_size)
    kind = info.external_attr >> 28 if info.create_system == 3 else 0
    if info.flag_bits & 0x1:
        yield shelf.failed(name, "The entry is encrypted.", "Unpack the archive with its password.")
    elif kind not in {0, 8}:
        what = "a link" if kind == 10 else "a device or pipe"
        yield shelf.failed(
            name, f"The entry is {what} and no file.", "Links are not followed; nothing else is missing."
        )
    elif why:
        yield shelf.failed(name, why)
    else:
        yield _read(archive, info, shelf, name)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shelf: Shelf, name: str) -> Piece:
    try:
        with archive.open(info) as file:
            raw = file.read(shelf.limits.entry + 1)
    except NotImplementedError:
        return shelf.failed(name, "The entry is packed in a way that cannot be undone here.")
    except FAULTS:
        return shelf.failed(name, "The entry is damaged.", "Get the archive again.")
    if len(raw) != info.file_size:
        return shelf.failed(name, "The entry is not as large as the archive says.", "Get the archive again.")
    return shelf.read(name, raw)
