"""ZIP archives without their list of entries, because they break off: read by what stands before each entry."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from depesche.errors import ReportError
from depesche.ingest.entries import Shelf
from depesche.ingest.pieces import Piece
from depesche.ingest.unpacked import TornError

_ENTRY, _LIST = b"PK\x03\x04", (b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06")
_HEADER = struct.Struct("<4sHHHHHIIIHH")
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int

    @property
    def open_end(self) -> bool:
        """Whether its sizes stand behind it."""
        return bool(self.flags & 0x8)


def torn_pieces(file: BinaryIO, shelf: Shelf) -> Iterator[Piece]:
    """Give the entries up to where the archive breaks off, and then the error.

    Raises:
        ReportError: always, at the latest behind the last entry: the archive is not whole.

    """
    file.seek(0)
    if file.read(4) not in {_ENTRY, *_LIST}:
        raise ReportError("This is no ZIP archive that can be read.", hint="Get the file again.")
    file.seek(0)
    try:
        while (entry := _next(file)) is not None:
            yield from _pieces(file, entry, shelf)
    except TornError as torn:
        raise torn.after(shelf.done, "entries") from None
    raise TornError("truncated").after(shelf.done, "entries")


def _next(file: BinaryIO) -> _Entry | None:
    head = file.read(_HEADER.size)
    if head[:4] in _LIST:
        return None
    if len(head) < _HEADER.size:
        raise TornError("truncated")
    mark, _, flags, method, _, _, crc, packed, size, name, extra = _HEADER.unpack(head)
    if mark != _ENTRY:
        raise TornError("damaged")
    raw = _exactly(file, name)
    _exactly(file, extra)
    if 0xFFFFFFFF in {packed, size}:
        raise TornError("damaged")  # larger than is read anyway
    return _Entry(_text(raw), flags, method, crc, packed, size)


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _pieces(file: BinaryIO, entry: _Entry, shelf: Shelf) -> Iterator[Piece]:
    if entry.flags & 0x1 or entry.method not in {0, 8} or (entry.open_end and entry.method == 0):
        if entry.open_end:
            raise TornError("damaged")  # where it ends, only the list would tell
        _skip(file, entry.packed)
        yield shelf.failed(entry.name, "The entry is encrypted or packed in a way that cannot be undone here.")
        return
    raw = _inflated(file, entry, shelf) if entry.method == 8 else _stored(file, entry, shelf)
    if entry.name.endswith(("/", "\\")):
        return
    if shelf.passes(entry.name):
        yield from shelf.passed_over()
        return
    why = shelf.entry(shelf.limits.entry + 1 if raw is None else len(raw))
    if raw is None or why:
        yield shelf.failed(entry.name, why or "The entry is too large.")
    elif not entry.open_end and zlib.crc32(raw) != entry.crc:
        yield shelf.failed(entry.name, "The entry is damaged.", "Get the archive again.")
    else:
        yield shelf.read(entry.name, raw)


def _stored(file: BinaryIO, entry: _Entry, shelf: Shelf) -> bytes | None:
    if entry.packed <= shelf.limits.entry:
        return _exactly(file, entry.packed)
    _skip(file, entry.packed)
    return None


def _inflated(file: BinaryIO, entry: _Entry, shelf: Shelf) -> bytes | None:
    """Unpack an entry whose end only its own bytes tell; None where it is too large."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    out = bytearray()
    size = taken = 0
    rest = b""
    while not unpacker.eof:
        rest = rest or file.read(_CHUNK)
        try:
            found = unpacker.decompress(rest, _CHUNK)
        except zlib.error:
            raise TornError("damaged") from None
        if not rest and not found:
            raise TornError("truncated")
        taken += len(rest) - len(unpacker.unconsumed_tail)
        rest = unpacker.unconsumed_tail
        size += len(found)
        if size > max(20 * shelf.limits.entry, shelf.limits.ratio * taken):
            raise TornError("a bomb")
        if size <= shelf.limits.entry:
            out += found
    file.seek(-len(unpacker.unused_data), 1)
    if entry.open_end:
        _sizes_behind(file)
    return bytes(out) if size <= shelf.limits.entry else None


def _sizes_behind(file: BinaryIO) -> None:
    """Step over the sizes behind an entry: with a mark or without, in 12 bytes or 20."""
    behind = file.read(28)
    marks = (_ENTRY, *_LIST)
    lengths = (16, 24) if behind.startswith(b"PK\x07\x08") else (12, 20)
    length = next((one for one in lengths if behind[one : one + 4] in marks), lengths[0])
    if len(behind) < length:
        raise TornError("truncated")
    file.seek(length - len(behind), 1)


def _exactly(file: BinaryIO, size: int) -> bytes:
    raw = file.read(size)
    if len(raw) < size:
        raise TornError("truncated")
    return raw


def _skip(file: BinaryIO, size: int) -> None:
    here = file.tell()
    end = file.seek(0, 2)
    if here + size > end:
        raise TornError("truncated")
    file.seek(here + size)
