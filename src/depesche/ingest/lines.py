"""The lines of a file that may be too large to be held, decoded one by one."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.ingest.decode import decode
from depesche.ingest.pieces import Given

_HEAD = 1 << 18


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines with their ends, None for one that is longer than anything may be; and the encoding of the file."""

    lines: Iterator[str | None]
    encoding: str
    basis: str


def read_lines(given: Given) -> Lines:
    """Decode a file line by line; its encoding is found by its first kilobytes.

    A line that is no UTF-8 in a file that began as such is read as Windows-1252.

    Raises:
        ReportError: if the file is no text.

    """
    with given.open() as file:
        head = file.read(_HEAD)
    if len(head) == _HEAD and b"\n" in head:
        head = head[: head.rfind(b"\n") + 1]
        head += b"\x00" if len(head) % 2 and head[1:2] == b"\x00" else b""
    found = decode(head, where=given.name)
    wide = found.encoding.startswith(("utf-16", "utf-32"))
    lines = _wide(given, found.encoding) if wide else _narrow(given, found.encoding)
    return Lines(lines, found.encoding, found.basis)


def _narrow(given: Given, encoding: str) -> Iterator[str | None]:
    most = given.limits.entry
    other = encoding if encoding != "utf-8" else "windows-1252"
    with given.open() as file:
        mark = file.read(3)
        file.seek(3 if mark == codecs.BOM_UTF8 else 0)
        while line := file.readline(most):
            if len(line) == most and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = file.readline(1 << 20)
                yield None
                continue
            yield _decoded(line, encoding, other)


def _decoded(line: bytes, encoding: str, other: str) -> str:
    if encoding == "utf-8" or line.isascii():
        try:
            return line.decode("utf-8").replace("\x00", "\ufffd")
        except UnicodeDecodeError:
            # Most of the line's letters being UTF-8, it is damaged; else it is in another encoding.
            damaged = line.decode("utf-8", "replace")
            if sum(map(str.isalpha, damaged)) and any(ord(c) > 127 and c != "\ufffd" for c in damaged):
                return damaged.replace("\x00", "\ufffd")
    return line.decode(other, "replace").replace("\x00", "\ufffd")


def _wide(given: Given, encoding: str) -> Iterator[str | None]:
    most = given.limits.entry
    with given.open() as file, io.TextIOWrapper(file, encoding, "replace", newline="\n") as text:
        while line := text.readline(most):
            if len(line) == most and not line.endswith("\n"):
                while line and not line.endswith("\n"):
                    line = text.readline(1 << 20)
                yield None
                continue
            yield line.removeprefix("\ufeff").replace("\x00", "\ufffd")
