"""Opens files: those that hold many reports into one after the other, those that are one report into its text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from depesche.errors import ReportError
from depesche.ingest.load import head_of, where
from depesche.ingest.pieces import Given, Limits, Piece
from depesche.ingest.registry import HEAD, choose
from depesche.ingest.sources import Found, shown
from depesche.ingest.worker import pieces_of
from depesche.records import Report
from depesche.settings import Settings

DEEPEST = 3
"""How many files a report may lie in, one within the other: a page in a WARC in a WACZ."""

# What names a report wherever it was taken from, so that two files may hold two versions of it.
_LASTING = re.compile(r"(?:https?|urn|tag):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """A report, and what else its file holds beside it."""

    report: Report
    more: tuple[Found, ...]


def is_many(found: Found) -> bool:
    """Whether a file may hold several reports, as far as its name and first bytes tell.

    Raises:
        ReportError: if it cannot be opened.

    """
    if (
        found.error
        or (found.piece is not None and found.piece.raw is None)
        or (found.path is None and found.piece is None)
    ):
        return False
    chosen = choose(_called(found), _head(found))
    return chosen is not None and chosen.many


def unpacked(found: Found, settings: Settings, depth: int = 0) -> Iterator[Found]:
    """The reports in a file, one after the other, files within it opened too; a file that is one report comes back as it is.

    Where the file breaks off, what was read until then has come, and a last one says with an `error` what is wrong.
    """
    try:
        if is_many(found):
            for piece in _pieces_in(found, settings, depth):
                yield from unpacked(_within(found, piece), settings, depth + 1)
            return
    except ReportError as error:
        told = ReportError(error.what, where=error.where or where(found), hint=error.hint)
        yield replace(found, error=told, piece=None)
        return
    yield found


def _pieces_in(found: Found, settings: Settings, depth: int) -> Iterator[Piece]:
    if depth >= DEEPEST:
        raise ReportError(
            f"This lies in more than {DEEPEST} files, one within the other.",
            where=found.name,
            hint="Unpack the outer ones and build again.",
        )
    chosen = choose(_called(found), _head(found))
    assert chosen is not None
    return _pieces(chosen.name, found, settings, depth)


def opened(found: Found, raw: bytes, settings: Settings) -> tuple[Piece | None, tuple[Found, ...]]:
    """What a file that is one report says, and what else lies in it; None for plain text.

    Raises:
        ReportError: if it cannot be read.

    """
    chosen = choose(_called(found), raw[:HEAD])
    if chosen is None:
        return None, ()
    given = replace(found, path=None, piece=Piece(raw=raw, suffix=found.piece.suffix if found.piece else ""))
    try:
        pieces = list(_pieces(chosen.name, given, settings, DEEPEST, _charset(found)))
    except ReportError as error:
        raise ReportError(error.what, where=where(found), hint=error.hint) from None
    if not pieces:
        raise ReportError("There is no report in it.", where=where(found), hint="Look at the source; it may be empty.")
    more = tuple(_within(found, piece) for piece in pieces[1:])
    return pieces[0], more


def _pieces(
    source: str, found: Found, settings: Settings, depth: int, charset: dict[str, str] | None = None
) -> Iterator[Piece]:
    inner = found.piece.raw if found.piece else None
    limits = Limits(entry=settings.max_bytes)
    given = Given(
        found.name,
        found.path if inner is None else None,
        inner,
        limits,
        {**settings.named_columns(), **(charset or {})},
    )
    seconds = settings.page_seconds
    return pieces_of(source, given, seconds=seconds, megabytes=settings.page_megabytes, depth=depth)


def _charset(found: Found) -> dict[str, str]:
    """What a web archive says of the encoding of a page in it."""
    piece = found.piece
    return {"charset": piece.encoding} if piece and piece.raw is not None and piece.basis == "HTTP header" else {}


def _head(found: Found) -> bytes:
    if found.piece is not None:
        return (found.piece.raw or b"")[:HEAD]
    assert found.path is not None
    return head_of(found.path, HEAD)


def _called(found: Found) -> str:
    """The name of a file with the ending that tells what it is, where only whoever holds it tells."""
    suffix = found.piece.suffix if found.piece else ""
    return found.name if found.name.lower().endswith(suffix) else found.name + suffix


def _within(outer: Found, piece: Piece) -> Found:
    """A piece as something found: called after its file, unless it has a name that lasts wherever it is taken from."""
    key = shown(piece.key)
    lasting = bool(piece.as_of and _LASTING.match(piece.key))
    name = shown(piece.name) or (key if lasting else f"{outer.name}#{key}" if key else outer.name)
    origin = key if lasting else f"{outer.origin}#{key}" if key else outer.origin
    error = ReportError(piece.error, where=name, hint=piece.hint) if piece.error else None
    return Found(name, origin, outer.path, error, piece, (*outer.facts, *piece.facts))


def stands(origin: str) -> bool:
    """Whether a source is still where it was: its file, or the file it lies in. Standard input and addresses always are.

    >>> stands("stdin:a.txt"), stands("/no/such/a.zip#b.txt")
    (True, False)
    """
    if origin.startswith("stdin:") or _LASTING.match(origin):
        return True
    ends = [len(origin), *(i for i, c in enumerate(origin) if c == "#")]
    return any(os.path.exists(origin[:end]) for end in ends)  # noqa: PTH110 (Path's raises where it may not look)
