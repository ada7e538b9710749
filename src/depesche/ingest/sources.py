"""Find the reports below the paths that a user names: files, folders of them, and standard input."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from depesche.errors import ReportError
from depesche.ingest.beside import fetched_facts
from depesche.ingest.kinds import NO_REPORTS, ONLY_NAMED, ONLY_TOLD, PAGES, TEXTS, UNREAD, UNREAD_HINT, suffix
from depesche.ingest.pieces import Piece
from depesche.ingest.registry import HEAD, choose, suffixes
from depesche.records import Fact

# How browsers name the folder of pictures and scripts that they save beside a page.
_BESIDE = ("_files", "-Dateien", "_Dateien", "-files")
_Identity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """A report that can be read, or something that was named and cannot.

    name: the path below the folder that was named, else the file's own name; fit to be shown and stored.
    origin: what identifies the source over several builds: the resolved path, or `stdin:NAME`.
    path: None for standard input. error: why it cannot be read, raised by `read`.
    piece: what lies in a file that holds several reports. facts: what the files around it state about it.
    """

    name: str
    origin: str
    path: Path | None
    error: ReportError | None = None
    piece: Piece | None = None
    facts: tuple[Fact, ...] = ()


def find(paths: Sequence[str], stdin_name: str = "stdin.txt", *, passed: Counter[str] | None = None) -> Iterator[Found]:
    """Find reports, in the order of the paths and by name within a folder; a file that is reached twice counts once.

    What cannot be read (a path that does not exist, a folder that leads back into itself, a PDF) is found too, with
    an `error`. Hidden files, and in folders files that are no reports, are passed over.

    Args:
        paths: files, folders, or `-` for standard input.
        stdin_name: the name of what comes in by standard input.
        passed: is told how many files of each suffix were passed over, if given.

    """
    finder = _Finder(stdin_name, Counter() if passed is None else passed)
    chosen = {Path(path).with_suffix("") for path in paths if suffix(path) in PAGES}
    for path in paths:
        # `reports/*` names the folders of pictures and scripts too that were saved beside the pages.
        if not _saved_beside(str(Path(path)), {str(page) for page in chosen}):
            yield from finder.named(path)


def shown(name: str) -> str:
    r"""A file name as it can be shown and stored: composed letters, and `%0A` for what is no visible character.

    >>> shown("Gespra\u0308ch\n\udcff.txt")
    'Gespräch%0A%FF.txt'
    """
    return "".join(_visible(c) for c in unicodedata.normalize("NFC", name))


def _visible(character: str) -> str:
    if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return character
    # Bytes that are no UTF-8 come from the operating system as lone surrogates U+DC80 to U+DCFF.
    raw = character.encode("utf-8", "surrogateescape" if "\udc80" <= character <= "\udcff" else "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in raw)


@dataclass(slots=True)
class _Folder:
    """A folder still to be looked into; `above` are the folders it was reached through, itself included."""

    path: Path
    base: Path
    above: tuple[_Identity, ...]


@dataclass(slots=True)
class _Finder:
    stdin_name: str
    passed: Counter[str]
    origins: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    folders: set[_Identity] = field(default_factory=set)

    def named(self, given: str) -> Iterator[Found]:
        """Everything that one path of the user's leads to."""
        if given == "-":
            yield from self._once(None, f"stdin:{shown(self.stdin_name)}", shown(self.stdin_name))
            return
        path = Path(given)
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            yield self._failed(path, path.name or given, reason(error, path))
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._walk(_Folder(path, path, (_identity(status),)))
        else:
            yield from self._file(path, path.name, status, chosen=True)

    def _walk(self, top: _Folder) -> Iterator[Found]:
        """Look through a folder in the order of names, without recursion: folders may be nested deeply."""
        self.folders.add(top.above[-1])
        waiting = [iter(self._entries(top))]
        while waiting:
            for one in waiting[-1]:
                if isinstance(one, Found):
                    yield one
                else:
                    waiting.append(iter(self._entries(one)))
                    break
            else:
                waiting.pop()

    def _entries(self, folder: _Folder) -> Iterator[Found | _Folder]:
        try:
            names = sorted(entry.name for entry in folder.path.iterdir())
        except OSError as error:
            yield self._failed(folder.path, _relative(folder.path, folder.base), reason(error, folder.path))
            return
        pages = {Path(name).stem for name in names if suffix(name) in PAGES}
        for name in names:
            if not name.startswith(".") and not _saved_beside(name, pages):
                yield from self._entry(folder.path / name, folder)

    def _entry(self, path: Path, folder: _Folder) -> Iterator[Found | _Folder]:
        relative = _relative(path, folder.base)
        try:
            status = path.stat()
        except OSError as error:
            gone = isinstance(error, FileNotFoundError) and not path.is_symlink()
            yield self._failed(path, relative, vanished(path) if gone else reason(error, path))
            return
        if not stat.S_ISDIR(status.st_mode):
            yield from self._file(path, relative, status, chosen=False)
            return
        identity = _identity(status)
        if identity in folder.above:
            problem = ReportError(
                "This folder leads back into itself and was not followed again.",
                where=shown(str(path)),
                hint="It is a link to a folder above it; nothing is missing.",
            )
            yield self._failed(path, relative, problem)
        elif identity not in self.folders:
            self.folders.add(identity)
            yield _Folder(path, folder.base, (*folder.above, identity))

    def _file(self, path: Path, name: str, status: os.stat_result, *, chosen: bool) -> Iterator[Found]:
        """One file; `chosen` if the user named it, so that it is not passed over in silence."""
        kind = suffix(path.name)
        if not stat.S_ISREG(status.st_mode):
            yield self._failed(path, name, not_a_file(status.st_mode, path))
        elif kind in UNREAD:
            problem = ReportError(f"{UNREAD[kind]} ({kind}) are not read.", where=shown(str(path)), hint=UNREAD_HINT)
            yield self._failed(path, name, problem)
        elif chosen and kind in NO_REPORTS:
            problem = ReportError(f"A {kind} file is no report.", where=shown(str(path)), hint=UNREAD_HINT)
            yield self._failed(path, name, problem)
        elif chosen or kind in TEXTS | PAGES or _is_read(path, kind):
            yield from self._once(path, _origin(path), name)
        else:
            self.passed[kind] += 1

    def _once(self, path: Path | None, origin: str, name: str) -> Iterator[Found]:
        if origin not in self.origins:
            self.origins.add(origin)
            yield Found(self._unique(name, path), origin, path, facts=fetched_facts(path) if path else ())

    def _failed(self, path: Path, name: str, error: ReportError) -> Found:
        return Found(self._unique(name, path), _origin(path), path, error)

    def _unique(self, name: str, path: Path | None) -> str:
        """Two folders may both hold `a.txt`: the second one is called by its folder too."""
        name = shown(name)
        above = list(path.absolute().parts[1:-1]) if path else []
        tried = name
        while tried in self.names and above:
            tried = str(PurePosixPath(shown(above.pop()), tried))
        number = 2
        while tried in self.names:
            tried, number = f"{name} ({number})", number + 1
        self.names.add(tried)
        return tried


def _is_read(path: Path, kind: str) -> bool:
    """Whether a file of a folder is one that some source reads."""
    if kind in ONLY_NAMED or not any(path.name.lower().endswith(end) for end in suffixes()):
        return False
    if kind not in ONLY_TOLD:
        return True
    try:
        with path.open("rb") as file:
            return choose(path.name, file.read(HEAD)) is not None
    except OSError:
        return True  # it is named with its error when its turn comes


def not_a_file(mode: int, path: Path) -> ReportError:
    """The error for devices, pipes and sockets, which may never end."""
    kinds = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"), (stat.S_ISDIR, "a folder"))
    what = next((words for test, words in kinds if test(mode)), "a device")
    return ReportError(
        f"This is {what} and no file.",
        where=shown(str(path)),
        hint="To read what comes out of a pipe, hand it in by standard input: depesche build CASE -",
    )


def vanished(path: Path) -> ReportError:
    """The error for what was in a folder when it was listed, and is not when its turn comes."""
    return ReportError(
        "The file has vanished since the folder was looked through.",
        where=shown(str(path)),
        hint="Build again if it is back.",
    )


def reason(error: OSError | ValueError, path: Path) -> ReportError:
    """Why the operating system does not let us at a path, in words that say what to do."""
    where = shown(str(path))
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.EACCES, errno.EPERM}:
        return ReportError("You may not read this.", where=where, hint="Ask its owner for the right to read it.")
    if number == errno.ELOOP:
        return ReportError("This link leads back to itself.", where=where, hint="Remove the link.")
    if number == errno.ENOENT and path.is_symlink():
        return ReportError("This link leads nowhere.", where=where, hint="Remove the link or restore its target.")
    if number in {errno.ENOENT, errno.ENOTDIR}:
        return ReportError("There is no such file or folder.", where=where, hint="Check how the path is written.")
    return ReportError(f"This cannot be opened: {error}.", where=where)


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino


def _origin(path: Path) -> str:
    return shown(os.path.realpath(path))


def _relative(path: Path, base: Path) -> str:
    below = path.relative_to(base).as_posix()
    return base.absolute().name if below == "." else below


def _saved_beside(name: str, pages: set[str]) -> bool:
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in _BESIDE)
