"""Get the bytes of a report, never more than the settings allow and never from what is no file."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from depesche.errors import ReportError
from depesche.ingest.sources import Found, not_a_file, reason, shown, vanished

# Without blocking, so that a pipe that took a file's place cannot hold up the run; Windows knows no such flag.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def load(found: Found, max_bytes: int) -> bytes:
    """Read the bytes of a report.

    Raises:
        ReportError: if it is gone, may not be read, is no file, is empty, or holds more than `max_bytes`.

    """
    if found.piece is not None:
        raw = (
            found.piece.raw
            if found.piece.raw is not None
            else (found.piece.text or "").encode("utf-8", "surrogatepass")
        )
    else:
        raw = _from_stdin(max_bytes) if found.path is None else _from_file(found.path, max_bytes)
    if not raw:
        raise ReportError("The file is empty.", where=where(found), hint="Save the report again.")
    if len(raw) > max_bytes:
        raise ReportError(
            f"The file has {_megabytes(found, raw)} MB; no more than {max_bytes / 1e6:,.0f} MB are read.",
            where=where(found),
            hint="Split it into one file per report, or set max_bytes in depesche.toml.",
        )
    return raw


def where(found: Found) -> str:
    """The path of a report as an error shows it; of what lies in another file, its name."""
    return shown(str(found.path)) if found.path and found.piece is None else found.name


def head_of(path: Path, count: int) -> bytes:
    """The first bytes of a file.

    Raises:
        ReportError: as `load`.

    """
    return _from_file(path, count - 1)


def _from_stdin(max_bytes: int) -> bytes:
    stream: BinaryIO = sys.stdin.buffer
    return stream.read(max_bytes + 1)


def _from_file(path: Path, max_bytes: int) -> bytes:
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise not_a_file(mode, path)
            return file.read(max_bytes + 1)
    except FileNotFoundError:
        raise vanished(path) from None
    except (OSError, ValueError) as error:
        raise reason(error, path) from error


def _megabytes(found: Found, raw: bytes) -> str:
    """How large the file is; of standard input only so much is known as was read."""
    try:
        return f"{found.path.stat().st_size / 1e6:,.1f}" if found.path else f"over {len(raw) // 1_000_000:,}"
    except OSError:
        return f"over {len(raw) // 1_000_000:,}"
