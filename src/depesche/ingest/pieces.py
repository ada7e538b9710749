"""What a source is given and what it gives: files in, pieces out, one at a time however large the file.

Sources are found through the entry point group `depesche.sources`; those that ship with Depesche too. Each is a function marked with
`@source`. It runs in a process of its own with limits on time and memory, because what it reads is hostile.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar

from depesche.records import Block, Fact

GROUP = "depesche.sources"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a source may give. Sizes are bytes.

    entry: the largest entry of a container; a larger one is a piece with an error. total: of all entries of one container together.
    entries: how many of them. ratio: how many times its packed size an entry may have; more is a bomb.
    """

    entry: int = 20_000_000
    total: int = 20_000_000_000
    entries: int = 10_000_000
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Given:
    """A file that a source is to read: by its path, or by its bytes where it lay in another file.

    name: what the report would be called, for its suffix and for messages. options: what the user stated about columns and the like.
    """

    name: str
    path: Path | None = None
    raw: bytes | None = None
    limits: Limits = Limits()
    options: dict[str, str] = field(default_factory=dict)

    def open(self) -> BinaryIO:
        """The file from its beginning, seekable."""
        if self.raw is not None:
            return io.BytesIO(self.raw)
        assert self.path is not None
        return self.path.open("rb")

    def read(self) -> bytes:
        """All of it; only for sources of single reports, whose size is checked before."""
        if self.raw is not None:
            return self.raw
        with self.open() as file:
            return file.read()


@dataclass(frozen=True, slots=True)
class Piece:
    """A report that a file holds, or a file within it.

    key: what tells it from the other pieces of the file, the same in every build (a path within the archive, an address, a row's id);
    empty where the file is one report. name: what the report is called where that is not the file's name with the key behind it.
    text: the text of a report, with blocks, facts and extractor as a report has them; or
    raw: the bytes of a file that another source is to read, chosen by its first bytes and by `suffix`.
    kind: what the text was (`pdf`, `mail` ...). pages: where in the text each page begins, for what has pages.
    encoding, basis, replaced: how bytes became text, as in `records.Source`.
    as_of: when this version was taken or issued (ISO date and time), for pieces of which there may be several versions.
    error, hint: why the piece cannot be read; the pieces around it can. A piece with neither text, raw nor error counts for nothing:
    a source that passes over much gives one now and then, so that it is not taken for stuck.
    """

    key: str = ""
    name: str = ""
    text: str | None = None
    raw: bytes | None = None
    suffix: str = ""
    kind: str = ""
    facts: tuple[Fact, ...] = ()
    blocks: tuple[Block, ...] = ()
    pages: tuple[int, ...] = ()
    extractor: str = ""
    encoding: str = "utf-8"
    basis: str = ""
    replaced: int = 0
    as_of: str | None = None
    error: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of file: what it is called, how its names end, how its bytes begin, and what reads it.

    tells: looks at the first kilobytes where the beginning alone does not tell (XML, JSON). many: it may hold several reports.
    rank: of several that know the same ending, the lowest is asked first whether it knows the bytes.
    """

    name: str
    suffixes: tuple[str, ...]
    starts: tuple[bytes, ...]
    about: str
    function: Callable[[Given], Iterator[Piece]]
    tells: Callable[[bytes], bool] | None = None
    many: bool = False
    rank: int = 50


Reader = TypeVar("Reader", bound=Callable[[Given], Iterator[Piece]])


def source(
    name: str,
    *,
    suffixes: tuple[str, ...],
    about: str,
    starts: tuple[bytes, ...] = (),
    tells: Callable[[bytes], bool] | None = None,
    many: bool = False,
    rank: int = 50,
) -> Callable[[Reader], Reader]:
    """Mark a function `(given) -> pieces` as what reads a kind of file.

    It raises `ReportError` where the file cannot be read at all, or no further: the pieces before that stay.

    Args:
        name: what the kind is called: `pdf`.
        suffixes: how file names end, with the dot, in lower case.
        about: what it is, as the beginning of a sentence: `PDF files`.
        starts: how the bytes begin, where that tells it from everything else.
        tells: whether the first 64 kilobytes are of this kind.
        many: whether a file may hold several reports.
        rank: of several that know the same ending, the lowest is asked first; whatever is more special than others goes before them.

    """

    def mark(function: Reader) -> Reader:
        function.source = Source(name, suffixes, starts, about, function, tells, many, rank)  # type: ignore[attr-defined]
        return function

    return mark
