"""Unpacks compressed bytes as a stream: bounded in memory and in what may come out, and it notices where a file breaks off."""

from __future__ import annotations

import bz2
import lzma
import zlib
from typing import Any, BinaryIO, Literal

from depesche.errors import ReportError
from depesche.ingest.pieces import Limits

GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
PACKED = (GZIP, BZIP2, XZ)

_CHUNK = 1 << 16
# An .xz file says itself how much memory it wants; the tool's own highest level wants 65 MB.
_XZ_MEMORY = 100 << 20
# So much may come out of anything, however small it is: harmless, and small files compress oddly well.
HARMLESS = 1 << 20

_FAULTS = (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError)


class TornError(Exception):
    """The bytes end too early, make no sense, or unpack to far too much: nothing behind this can be read."""

    def __init__(self, why: Literal["truncated", "damaged", "a bomb"]) -> None:
        super().__init__(why)
        self.why = why

    def after(self, count: int, noun: str) -> ReportError:
        """The error to end with, which says how many pieces had been read.

        >>> TornError("truncated").after(2, "records").what
        'The file is truncated after 2 records.'
        """
        hint = "What stands before that is kept; get the file again if it was not downloaded to its end."
        if self.why == "a bomb":
            hint = "It was made to fill memory and disk; what stands before that is kept."
        return ReportError(f"The file is {self.why} after {count} {noun}.", hint=hint)


class Stream:
    """What a compressed file holds, read from its beginning to its end; files that are not compressed come through as they are.

    Several compressed files one behind the other count as one, as they do for `gunzip`.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file = file
        self.limits = limits
        self._waiting = file.read(_CHUNK)
        self._kind = next((kind for kind in PACKED if self._waiting.startswith(kind)), None)
        self._unpacker: Any = None
        self.taken = len(self._waiting)
        self.given = 0
        self.members = 0

    @property
    def packed(self) -> bool:
        """Whether the file is compressed."""
        return self._kind is not None

    def some(self, at_most: int = _CHUNK) -> bytes:
        """The next bytes; none at the end.

        Raises:
            TornError: if the file breaks off, is damaged or unpacks to too much.

        """
        if self._kind is None:
            found = self._waiting[:at_most] or self._file.read(at_most)
            self._waiting = self._waiting[at_most:]
            self.taken = self.given = self.given + len(found)
            return found
        while True:
            if not self._more():
                return b""
            try:
                found = self._unpacker.decompress(self._waiting, at_most)
            except (*_FAULTS, MemoryError):
                raise TornError("damaged") from None
            self._keep_rest()
            if found:
                self.given += len(found)
                self._check()
                return found  # type: ignore[no-any-return]

    def _more(self) -> bool:
        """Make sure that there is a member to unpack and bytes to unpack it from; False at the end of all."""
        hungry = self._unpacker is None or getattr(self._unpacker, "needs_input", True)
        if not self._waiting and hungry:
            self._waiting = self._file.read(_CHUNK)
            self.taken += len(self._waiting)
        if self._unpacker is None:
            return self._next_member()
        if not self._waiting and hungry:
            raise TornError("truncated")
        return True

    def _next_member(self) -> bool:
        # Tapes and discs fill the last block with zeros.
        while self._waiting and not self._waiting.strip(b"\x00"):
            self._waiting = self._file.read(_CHUNK)
            self.taken += len(self._waiting)
        if not self._waiting:
            return False
        self._waiting = self._waiting.lstrip(b"\x00") if self.members else self._waiting
        assert self._kind is not None
        while len(self._waiting) < len(self._kind):
            more = self._file.read(_CHUNK)
            if not more:
                raise TornError("truncated")
            self._waiting += more
            self.taken += len(more)
        if not self._waiting.startswith(self._kind):
            raise TornError("damaged")
        self._unpacker = _unpacker(self._kind)
        self.members += 1
        return True

    def _keep_rest(self) -> None:
        if self._unpacker.eof:
            self._waiting = self._unpacker.unused_data
            self._unpacker = None
        else:
            # zlib hands back what it has not looked at; the others keep it themselves.
            self._waiting = getattr(self._unpacker, "unconsumed_tail", b"")

    def _check(self) -> None:
        if self.given > max(20 * self.limits.entry, self.limits.ratio * self.taken):
            raise TornError("a bomb")


def _unpacker(kind: bytes) -> Any:
    if kind == GZIP:
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    return bz2.BZ2Decompressor() if kind == BZIP2 else lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


def unpack(packed: bytes, how: str, limits: Limits) -> bytes:
    """Unpack the body of a web answer, as its `Content-Encoding` says.

    >>> unpack(zlib.compress(b"Genf"), "deflate", Limits())
    b'Genf'

    Raises:
        ReportError: if it is damaged, too large, or packed in a way that is not known here.

    """
    for step in reversed([word.strip().lower() for word in how.split(",") if word.strip()]):
        if step == "identity":
            continue
        packed = _bounded(packed, _decoder(step, packed), limits)
    return packed


def _decoder(step: str, packed: bytes) -> Any:
    if step in {"gzip", "x-gzip"}:
        # Some servers say so of what they did not pack, and archives keep what browsers unpacked under its old name.
        return zlib.decompressobj(zlib.MAX_WBITS | 16) if packed.startswith(GZIP) else None
    if step == "deflate":
        # Half of all servers leave out the frame that the standard demands.
        framed = len(packed) > 1 and packed[0] & 15 == 8 and int.from_bytes(packed[:2], "big") % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)
    if step == "br":
        return _brotli()
    raise ReportError(
        f"The page is packed in a way that cannot be undone here ({step[:20]}).", hint="Save it from a browser instead."
    )


def _brotli() -> Any:
    try:
        import brotli  # type: ignore[import-not-found] # noqa: PLC0415 (only where it is installed)
    except ImportError:
        raise ReportError(
            "The page is packed with brotli, which cannot be undone here.", hint="pip install brotli, and build again."
        ) from None
    return _Brotli(brotli.Decompressor())


class _Brotli:
    """Brotli's own unpacker with the interface of zlib's."""

    def __init__(self, unpacker: Any) -> None:
        self._unpacker = unpacker
        self.unconsumed_tail = b""

    @property
    def eof(self) -> bool:
        return bool(self._unpacker.is_finished())

    def decompress(self, packed: bytes, at_most: int) -> bytes:
        found: bytes = self._unpacker.process(packed, output_buffer_limit=at_most)
        # It may hold back output although it took all input; an empty call fetches it.
        return found


def _bounded(packed: bytes, unpacker: Any, limits: Limits) -> bytes:
    if unpacker is None:
        return packed
    most = min(limits.entry, max(HARMLESS, limits.ratio * len(packed)))
    out = bytearray()
    rest = packed
    while not unpacker.eof:
        try:
            found = unpacker.decompress(rest, _CHUNK)
        except Exception:  # noqa: BLE001 (brotli raises its own, which may not be installed)
            raise ReportError("The packed page is damaged.", hint="Save it again.") from None
        rest = unpacker.unconsumed_tail
        out += found
        if len(out) > most:
            raise ReportError("The page unpacks to more than is read.", hint="Nothing; it may be a trap.")
        if not found and not rest:
            raise ReportError("The packed page breaks off.", hint="Save it again.")
    return bytes(out)
