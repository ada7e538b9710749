"""What archives have in common: how their entries are called, which are passed over, and how much they may hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from depesche.errors import ReportError
from depesche.ingest.kinds import PAGES, suffix
from depesche.ingest.pieces import Limits, Piece
from depesche.ingest.unpacked import HARMLESS

NO_REPORTS = frozenset(
    {
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".mp3",
        ".mp4", ".m4a", ".m4v", ".ogg", ".oga", ".ogv", ".wav", ".webm", ".mov", ".avi", ".mpg", ".mpeg", ".flac",
        ".woff", ".woff2", ".ttf", ".otf", ".eot", ".css", ".js", ".mjs", ".map", ".py", ".pyc", ".php", ".exe",
        ".dll", ".so", ".dmg", ".iso", ".bin", ".dat", ".db", ".sqlite", ".depesche", ".toml", ".yaml", ".yml",
        ".ini", ".lnk", ".url", ".sig", ".asc", ".md5", ".sha1", ".sha256", ".cdx", ".cdxj", ".idx",
    }
)  # fmt: skip
"""How the names of entries end that are passed over in silence, as such files are in a folder."""

# The folder of pictures and scripts that a browser saves beside a page.
_BESIDE = re.compile(r"^(?P<stem>.+?)(?:_files|-Dateien|_Dateien|-files|\.files)$")
_DRIVE = re.compile(r"^[A-Za-z]:")
_DEEPEST = 100
_HEARTBEAT = 2000
# No file system has longer paths; of a longer one the end is kept.
_LONGEST = 4096


def key_of(name: str) -> str:
    r"""An entry's path as a name that leads nowhere: no drive, no way up, forward slashes, composed letters.

    >>> key_of("..\\..\\etc/./passwd"), key_of("C:/a//b.txt"), key_of("/../")
    ('etc/passwd', 'a/b.txt', '')
    """
    plain = _DRIVE.sub("", unicodedata.normalize("NFC", name[-_LONGEST:]).replace("\\", "/"))
    return "/".join(part for part in plain.split("/") if part.strip() not in {"", ".", ".."})


@dataclass(slots=True)
class Shelf:
    """Keeps account of an archive while its entries are read.

    done: how many entries were passed, with what result ever.
    packed: the size of the archive in bytes, 0 where that is not known; of more than `ratio` times that, nothing more is read.
    pages: the pages without suffix that are known to stand in it.
    """

    limits: Limits
    packed: int = 0
    pages: set[str] = field(default_factory=set)
    count: int = 0
    passed: int = 0
    total: int = 0
    done: int = 0
    _names: dict[str, int] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """The key of an entry: its path; a second one of the same path ends in -2.

        >>> shelf = Shelf(Limits())
        >>> shelf.key("a.txt"), shelf.key("./a.txt"), shelf.key("")
        ('a.txt', 'a-2.txt', 'unnamed')
        """
        first = key_of(name) or "unnamed"
        tried, number = first, self._names.get(first, 1)
        while tried in self._names:
            number += 1
            path = PurePosixPath(first)
            ending = suffix(path.name)
            tried = f"{first[: len(first) - len(ending)]}-{number}{first[len(first) - len(ending) :]}"
        self._names[first] = number
        self._names.setdefault(tried, 1)
        return tried

    def passes(self, name: str) -> bool:
        """Whether an entry is passed over: hidden, of a kind that is no report, or saved beside a page."""
        parts = key_of(name).split("/")
        ending = suffix(parts[-1])
        if any(part.startswith((".", "__MACOSX")) for part in parts) or ending in NO_REPORTS:
            return True
        if ending in PAGES:
            self.pages.add(key_of(name).removesuffix(parts[-1][-len(ending) :]))
        return any(self._beside(parts[:i], parts[i]) for i in range(min(len(parts) - 1, _DEEPEST)))

    def _beside(self, above: list[str], folder: str) -> bool:
        found = _BESIDE.match(folder)
        return found is not None and "/".join([*above, found["stem"]]) in self.pages

    def passed_over(self) -> list[Piece]:
        """Note that an entry was passed over; gives an empty piece now and then, as a sign of life."""
        self.passed += 1
        self.done += 1
        self._counted()
        return [Piece()] if self.passed % _HEARTBEAT == 0 else []

    def entry(self, size: int, packed: int | None = None) -> str | None:
        """Why an entry of this size is not read, or None; counts it.

        Raises:
            ReportError: if with it the archive holds more than is read of any.

        """
        self.count += 1
        self._counted()
        if size > self.limits.entry:
            return f"The entry is larger than {self.limits.entry:,} bytes."
        if packed is not None and size > max(HARMLESS, self.limits.ratio * packed):
            return f"The entry unpacks to more than {self.limits.ratio} times its size."
        self.total += size
        if self.total > self.limits.total:
            raise ReportError(
                f"The archive holds more than {self.limits.total:,} bytes.",
                hint="What stands before that is kept; unpack the rest into a folder.",
            )
        if self.packed and self.total > max(20 * HARMLESS, self.limits.ratio * self.packed):
            raise ReportError(
                f"The archive unpacks to more than {self.limits.ratio} times its size.",
                hint="It was made to fill memory and disk; what stands before that is kept.",
            )
        return None

    def _counted(self) -> None:
        if self.count + self.passed > self.limits.entries:
            raise ReportError(
                f"The archive has more than {self.limits.entries:,} entries.",
                hint="What stands before that is kept; unpack the rest into a folder.",
            )

    def failed(self, name: str, why: str, hint: str = "Unpack the archive and look at the file.") -> Piece:
        """The piece that stands for an entry that cannot be read."""
        self.done += 1
        return Piece(key=self.key(name), suffix=suffix(key_of(name)), error=why, hint=hint)

    def read(self, name: str, raw: bytes) -> Piece:
        """The piece for an entry that was read."""
        self.done += 1
        return Piece(key=self.key(name), suffix=suffix(PurePosixPath(key_of(name)).name), raw=raw)
