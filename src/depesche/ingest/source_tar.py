"""Tar archives, compressed or not: their files as pieces, read from front to back."""

from __future__ import annotations

import io
import struct
import tarfile
from collections.abc import Iterator
from typing import IO, Self, cast

from depesche.errors import ReportError
from depesche.ingest.entries import Shelf
from depesche.ingest.pieces import Given, Limits, Piece, source
from depesche.ingest.unpacked import PACKED, Stream, TornError

_CHUNK = 1 << 16
# No header of a tar needs more in one go; one that asks for more wants to fill memory.
_HEADER = 1 << 20
# As long as it gives nothing, a source counts as stuck.
_HEARTBEAT = 100 << 20
_FAULTS = (
    tarfile.TarError,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    LookupError,
    TypeError,
    RecursionError,
    struct.error,
)


def is_tar(head: bytes) -> bool:
    """Whether the bytes begin as a tar does: by the checksum of its first header."""
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except _FAULTS:
        return False
    return True


@source(
    "tar",
    suffixes=(".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tbz", ".tar.xz", ".txz"),
    about="tar archives",
    starts=PACKED,
    tells=is_tar,
    many=True,
)
def read_tar(given: Given) -> Iterator[Piece]:
    """Read the files in a tar archive, the path within it as their key.

    Raises:
        ReportError: if it is no tar archive, breaks off or holds more than is read.

    """
    with given.open() as file:
        yield from tar_pieces(Stream(file, given.limits), given.limits)


def tar_pieces(stream: Stream, limits: Limits) -> Iterator[Piece]:
    """Read the files in the tar that a stream holds."""
    shelf = Shelf(limits)
    forward = _Forward(stream)
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", forward), mode="r:", tarinfo=_Member, errorlevel=2) as tar:
            while (member := tar.next()) is not None:
                tar.members = []  # type: ignore[attr-defined] # it would keep every header it has seen
                yield from _pieces(tar, member, shelf)
                while forward.tell() + _HEARTBEAT < tar.offset:
                    forward.seek(forward.tell() + _HEARTBEAT)
                    yield Piece()
        while stream.some():
            pass  # behind the end stands what tells whether the file is whole
    except TornError as torn:
        if not shelf.done and torn.why == "damaged":
            raise ReportError("This is no tar archive that can be read.", hint="Get the file again.") from None
        raise torn.after(shelf.done, "entries") from None
    except _FAULTS:
        raise TornError("damaged").after(shelf.done, "entries") from None


def _pieces(tar: tarfile.TarFile, member: tarfile.TarInfo, shelf: Shelf) -> Iterator[Piece]:
    name = member.name
    if member.isdir():
        return
    if shelf.passes(name):
        yield from shelf.passed_over()
        return
    why = shelf.entry(member.size)
    if not member.isfile():
        kind = "a link" if member.islnk() or member.issym() else "a device or pipe"
        yield shelf.failed(
            name, f"The entry is {kind} and no file.", "Links are not followed; nothing else is missing."
        )
    elif why:
        yield shelf.failed(name, why)
    else:
        file = tar.extractfile(member)
        assert file is not None
        raw = file.read(member.size)
        yield shelf.read(name, raw)


class _Member(tarfile.TarInfo):
    """A header that tells a cut archive from one that ends: tarfile takes both for its end."""

    @classmethod
    def fromtarfile(cls, tar: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tar)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except (tarfile.EmptyHeaderError, tarfile.TruncatedHeaderError):  # type: ignore[attr-defined]
            raise TornError("truncated") from None
        except tarfile.HeaderError:
            raise TornError("damaged") from None


class _Forward(io.RawIOBase):
    """A stream as the file that tarfile wants, which steps back by one byte at most and forward by reading."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self._stream = stream
        self._at = 0
        self._rest = b""
        self._last = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= self._most:
            raise TornError("damaged")
        parts = []
        wanted = size
        while wanted:
            found = self._rest or self._stream.some()
            if not found:
                raise TornError("truncated")
            part, self._rest = found[:wanted], found[wanted:]
            parts.append(part)
            wanted -= len(part)
        got = b"".join(parts)
        self._at += len(got)
        self._last = got[-1:] or self._last
        return got

    @property
    def _most(self) -> int:
        return max(_HEADER, self._stream.limits.entry + _CHUNK)

    def seek(self, where: int, whence: int = 0) -> int:
        if where == self._at - 1 and self._last and whence == 0:
            self._rest = self._last + self._rest
            self._last = b""
            self._at = where
        if where < self._at or whence:
            raise TornError("damaged")
        while self._at < where:
            self.read(min(_CHUNK, where - self._at))
        return self._at
