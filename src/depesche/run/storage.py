"""Where an archive is read from and written to: a folder, or whatever fsspec reaches (`s3://bucket/folder`)."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from depesche.errors import SetupError
from depesche.extras import extra


def is_remote(path: str) -> bool:
    """Whether a path is an address of a store and no path of this machine.

    >>> is_remote("s3://archive/2031"), is_remote("/archive/2031")
    (True, False)
    """
    return "://" in path


@dataclass(frozen=True)
class Storage:
    """A folder here or elsewhere, in which files appear whole or not at all. It pickles, so that workers can be handed it."""

    root: str

    @cached_property
    def _at(self) -> tuple[Any, str]:
        """The file system and the path in it."""
        core = extra("fsspec.core", "arrow", "Archives")
        try:
            system, path = core.url_to_fs(self.root)
        except (ImportError, ValueError) as error:
            raise SetupError(
                f"This store cannot be reached: {error}", where=self.root, hint="Install the package that fsspec names."
            ) from error
        return system, str(path).rstrip("/")

    def _full(self, name: str) -> str:
        return f"{self._at[1]}/{name}"

    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return bool(self._at[0].isfile(self._full(name)))

    def read(self, name: str) -> bytes:
        """All bytes of a file."""
        return bytes(self._at[0].cat_file(self._full(name)))

    def write(self, name: str, data: bytes) -> None:
        """Put a file in place: by another name first where the file system can rename, at once where it puts whole objects.

        Raises:
            SetupError: if it cannot be written.

        """
        system, full = self._at[0], self._full(name)
        try:
            if is_remote(self.root):
                system.pipe_file(full, data)
                return
            path = Path(full)
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
            with part.open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            part.replace(path)
        except OSError as error:
            raise SetupError(
                f"The archive cannot be written: {error.strerror or error}",
                where=f"{self.root}/{name}",
                hint="Is there room, and may you write there?",
            ) from error

    def names(self, folder: str) -> list[str]:
        """The files below a folder, sorted, by their names below the root."""
        system, path = self._at
        found = system.find(self._full(folder)) if system.isdir(self._full(folder)) else []
        return sorted(str(one)[len(path) + 1 :] for one in found)

    def remove(self, name: str) -> None:
        """Take a file away."""
        self._at[0].rm_file(self._full(name))


def listed(path: str) -> list[tuple[str, int]]:
    """The files below an address, sorted, each with its size in bytes; of a file, itself."""
    system, at = Storage(path)._at  # noqa: SLF001 (its own kind)
    protocol = path.partition("://")[0]
    if not system.isdir(at):
        return [(path, int(system.size(at) or 0))]
    return sorted(
        (f"{protocol}://{one}", int(about["size"] or 0)) for one, about in system.find(at, detail=True).items()
    )


@contextmanager
def fetched(path: str) -> Iterator[Path]:
    """A file on this machine: where it is, or for an address a copy that is gone afterwards."""
    if not is_remote(path):
        yield Path(path)
        return
    system, at = Storage(path)._at  # noqa: SLF001
    with tempfile.TemporaryDirectory(prefix="depesche-") as folder:
        copy = Path(folder) / path.rsplit("/", 1)[-1]
        with system.open(at, "rb") as source, copy.open("wb") as out:
            shutil.copyfileobj(source, out, 1 << 20)
        yield copy
