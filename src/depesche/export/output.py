"""Files that are whole or not there at all, in UTF-8 whatever the locale says."""

from __future__ import annotations

import io
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, cast

from depesche.errors import SetupError, UsageError


@contextmanager
def to_path(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """Open a file, for text or for bytes, that takes its name only once it is written to the end.

    A file that was there keeps its rights, and stays as it was if anything goes wrong. A link is followed. Devices and
    pipes are written straight.

    Raises:
        UsageError: if the path is a folder.
        SetupError: if it cannot be written.

    """
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise UsageError("The export cannot be written to a folder.", where=str(path), hint="Name a file in it.")
    try:
        if target.exists() and not target.is_file():
            with target.open("wb" if binary else "w", **_text(binary=binary)) as stream:
                yield stream
        else:
            with _aside(target, binary=binary) as stream:
                yield stream
    except OSError as error:
        raise SetupError(
            f"The export cannot be written: {error.strerror or error}",
            where=str(path),
            hint="Is there room, and may you write there?",
        ) from error


def _text(*, binary: bool) -> dict[str, Any]:
    return {} if binary else {"encoding": "utf-8", "newline": ""}


@contextmanager
def _aside(target: Path, *, binary: bool) -> Iterator[IO[Any]]:
    """Write to a file beside the target and then put it in the target's place."""
    part = target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.part")
    try:
        with part.open("xb" if binary else "x", **_text(binary=binary)) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o7777)
        part.replace(target)
    except BaseException:
        # Ctrl-C too: nothing half-written stays behind.
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def to_stream(stream: IO[str] | IO[bytes], *, binary: bool = False) -> Iterator[IO[Any]]:
    """Write UTF-8, or bytes as they are, to an open stream, which stays open; line ends are left as they are.

    Raises:
        UsageError: for bytes to a stream that takes text alone.

    """
    raw = getattr(stream, "buffer", None) or stream
    if binary:
        if isinstance(raw, io.TextIOBase):
            raise UsageError(
                "The format is made of bytes, and the stream takes text.",
                hint="Name a file, or open it in binary mode.",
            )
        stream.flush()
        yield cast("IO[bytes]", raw)
        raw.flush()
        return
    if isinstance(raw, io.TextIOBase):
        yield cast("IO[str]", raw)
        return
    stream.flush()
    wrapper = io.TextIOWrapper(cast("IO[bytes]", raw), encoding="utf-8", newline="", write_through=True)
    try:
        yield wrapper
    finally:
        wrapper.flush()
        wrapper.detach()
