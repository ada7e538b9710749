"""The files that coding comes in: one file, a folder or an archive, within bounds, since they come from strangers."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from depesche.errors import UsageError

_LARGEST = 64 << 20  # bytes of one file, unpacked
_MOST = 100_000  # files


def members(path: Path, suffixes: tuple[str, ...]) -> Mapping[str, Member]:
    """The files of a path that end so, by name without the suffix's folder; nothing is read yet.

    A file alone brings those along that stand beside it under the same stem, as `a.txt` beside `a.ann`.

    Args:
        path: a file, a folder or an archive.
        suffixes: how the files end, in small letters; the first is that of the files that hold coding.

    Raises:
        UsageError: if there is nothing, or too much.

    """
    if path.is_dir():
        found = {str(one.relative_to(path)): Member(one) for one in path.rglob("*") if one.is_file()}
    elif path.is_file() and zipfile.is_zipfile(path):
        found = dict(_packed(path))
    elif path.is_file():
        found = {one.name: Member(one) for one in path.parent.iterdir() if _beside(one, path, suffixes)}
    else:
        raise UsageError("There is no such file or folder.", where=str(path))
    kept = {name: one for name, one in sorted(found.items()) if _is_ours(name, suffixes)}
    is_there = any(name.lower().endswith(suffixes[0]) for name in kept)
    if not is_there or len(kept) > _MOST:
        what = f"more than {_MOST} files" if is_there else f"no file that ends with {suffixes[0]}"
        raise UsageError(f"There is {what} in it.", where=str(path), hint="Is it what --from says?")
    return kept


def _packed(path: Path) -> Iterator[tuple[str, Member]]:
    try:
        with zipfile.ZipFile(path) as packed:
            for entry in packed.infolist():
                if not entry.is_dir():
                    yield entry.filename, Member(path, entry)
    except (zipfile.BadZipFile, ValueError) as error:
        raise UsageError(f"The archive is damaged: {error}", where=str(path)) from error


def _beside(one: Path, path: Path, suffixes: tuple[str, ...]) -> bool:
    """Whether a file is the one that was named, or belongs to it."""
    return one == path or (one.is_file() and one.stem in {path.stem, "TypeSystem"} and one.suffix in suffixes)


def _is_ours(name: str, suffixes: tuple[str, ...]) -> bool:
    """Hidden files, and what macOS puts into archives, are nobody's coding."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return name.lower().endswith(suffixes) and not any(part.startswith((".", "__MACOSX")) for part in parts)


class Member:
    """A file that may be read."""

    def __init__(self, path: Path, entry: zipfile.ZipInfo | None = None) -> None:
        self._path = path
        self._entry = entry
        self.where = f"{path}: {entry.filename}" if entry else str(path)

    def read(self) -> bytes:
        """Its bytes.

        Raises:
            UsageError: if it is too large, damaged, locked, or cannot be read.

        """
        size = self._entry.file_size if self._entry else self._path.stat().st_size
        if size > _LARGEST:
            raise UsageError(f"The file is larger than {_LARGEST >> 20} MiB.", where=self.where)
        try:
            if self._entry is None:
                return self._path.read_bytes()
            with zipfile.ZipFile(self._path) as packed:
                return packed.read(self._entry)
        except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
            raise UsageError(f"The file cannot be read: {error}", where=self.where) from error

    def text(self) -> str:
        """Its text, line ends as they are.

        Raises:
            UsageError: if it is no UTF-8 either.

        """
        try:
            return self.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError("The file is not UTF-8.", where=self.where) from error
