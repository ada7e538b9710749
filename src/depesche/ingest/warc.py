"""Reads web archives record by record: fast past what is no page, bounded in memory, and aware of where a file breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.ingest.unpacked import Stream, TornError

_END = re.compile(rb"\r?\n\r?\n")
_TYPE = re.compile(rb"^WARC-Type:[ \t]*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
# Longer heads than this are no heads.
_HEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class Record:
    """The head of a record, as bytes; kind is its WARC-Type in lower case, empty where it tells none."""

    head: bytes
    kind: bytes
    length: int

    def field(self, name: str) -> str:
        """The value of a named field, empty where there is none."""
        pattern = rb"^" + re.escape(name.encode()) + rb":(.*)$"
        found = re.search(pattern, self.head, re.IGNORECASE | re.MULTILINE)
        return found.group(1).strip()[:4096].decode("utf-8", "replace") if found else ""


class Records:
    """The records in a stream, one after the other; what is not read of one is passed over before the next.

    count: how many were passed whole. damaged: how many stretches between records made no sense.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._buffer = b""
        self._at = 0
        self._left = 0
        self.count = 0
        self.damaged = 0

    def __iter__(self) -> Iterator[Record]:
        """Move from record to record.

        Raises:
            TornError: if the file breaks off or is damaged beyond finding the next record.

        """
        first = True
        while True:
            if not first:
                self.skip()
                self.count += 1
            if not self._to_next(first=first):
                return
            first = False
            yield self._head()

    def peek(self, size: int) -> bytes:
        """The first bytes of the record that are still unread, without reading them."""
        size = min(size, self._left)
        while len(self._buffer) - self._at < size:
            self._more()
        return self._buffer[self._at : self._at + size]

    def read(self) -> bytes:
        """All of the record that is still unread; ask for its length first."""
        parts = []
        while self._left:
            if self._at >= len(self._buffer):
                self._more()
            part = self._buffer[self._at : self._at + self._left]
            self._at += len(part)
            self._left -= len(part)
            parts.append(part)
        return b"".join(parts)

    def skip(self, at_most: int | None = None) -> bool:
        """Pass over what is still unread of the record, or so much of it and a little more; whether something is left then."""
        stop = 0 if at_most is None else self._left - at_most
        while self._left > max(0, stop):
            if self._at >= len(self._buffer):
                self._more()
            step = min(self._left, len(self._buffer) - self._at)
            self._at += step
            self._left -= step
        return self._left > 0

    def _more(self) -> None:
        found = self._stream.some()
        if not found:
            raise TornError("truncated")
        self._buffer = self._buffer[self._at :] + found
        self._at = 0

    def _to_next(self, *, first: bool) -> bool:
        """Go to where the next record begins; False at the end of the file."""
        skipped = False
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in b"\r\n":
                self._at += 1
            while len(self._buffer) - self._at < 5:
                found = self._stream.some()
                if not found:
                    return self._ends(skipped=skipped)
                self._buffer = (self._buffer[self._at :] + found).lstrip(b"\r\n")
                self._at = 0
            if self._buffer.startswith(b"WARC/", self._at):
                self.damaged += skipped
                return True
            if first:
                raise TornError("damaged")
            skipped = True
            start = self._buffer.find(b"\nWARC/", self._at)
            self._at = start + 1 if start >= 0 else max(self._at + 1, len(self._buffer) - 5)

    def _ends(self, *, skipped: bool) -> bool:
        if self._buffer[self._at :].strip(b"\r\n\x00") or skipped:
            raise TornError("damaged" if skipped else "truncated")
        return False

    def _head(self) -> Record:
        while (end := _END.search(self._buffer, self._at)) is None:
            if len(self._buffer) - self._at > _HEAD:
                raise TornError("damaged")
            self._more()
        head = self._buffer[self._at : end.start()]
        self._at = end.end()
        length = _LENGTH.search(head)
        if length is None:
            raise TornError("damaged")
        self._left = int(length.group(1))
        kind = _TYPE.search(head)
        return Record(head, kind.group(1).lower() if kind else b"", self._left)
