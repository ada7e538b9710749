"""Turns what the user has into raw reports."""

from __future__ import annotations

from dataclasses import replace

from depesche.errors import ReportError
from depesche.ingest import filename
from depesche.ingest.decode import decode
from depesche.ingest.load import load, where
from depesche.ingest.metadata import host_of
from depesche.ingest.opened import Opened, opened
from depesche.ingest.pieces import Piece
from depesche.ingest.sources import Found
from depesche.records import Fact, Report, Source, digest
from depesche.settings import Settings

VERSION = "text 1"


def read(found: Found, *, settings: Settings, raw: bytes | None = None) -> Report:
    """Read one report: its text, where it came from, and what is stated about it outside the article.

    Facts come in the order in which they lie over each other: the file's name first, then what the source states, then the page's tags.

    Args:
        found: what `find` found, or a piece of it.
        settings: limits on size, time and memory.
        raw: the bytes, where they are at hand already; standard input can be read only once.

    Raises:
        ReportError: if it cannot be read, whatever the reason; nothing else is raised.

    """
    return read_all(found, settings=settings, raw=raw).report


def read_all(found: Found, *, settings: Settings, raw: bytes | None = None) -> Opened:
    """Read a report together with what else lies in it, as the entries of a live ticker do; see `read`."""
    if found.error:
        raise found.error
    raw = load(found, settings.max_bytes) if raw is None else raw
    if found.piece is not None and found.piece.text is not None:
        return Opened(_report(found, raw, found.piece), ())
    first, more = opened(found, raw, settings)
    if first is None:
        return Opened(_text(found, raw), ())
    return Opened(_report(found, raw, first), more)


def _report(found: Found, raw: bytes, piece: Piece) -> Report:
    assert piece.text is not None
    if not piece.text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise ReportError("There is no text in it.", where=where(found), hint="Look at the source; it may be empty.")
    source = Source(
        found.origin,
        piece.kind,
        digest(raw),
        piece.encoding,
        piece.basis,
        piece.replaced,
        piece.extractor,
        piece.pages,
        piece.as_of or (found.piece.as_of if found.piece else None),
    )
    stated = (*filename.facts(found.name), *found.facts)
    own = piece.facts if found.piece is not piece else ()
    return Report(found.name, piece.text, source, _with_host((*stated, *own)), piece.blocks)


def _with_host(stated: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """An outlet that nothing else states is called by the host of the report's address."""
    address = next((fact for fact in stated if fact.field == "address"), None)
    host = host_of(address.value) if address else ""
    if not host or any(fact.field == "outlet" for fact in stated):
        return stated
    return (*stated, Fact("outlet", host, "address"))


def _text(found: Found, raw: bytes) -> Report:
    decoded = decode(raw, where=where(found))
    piece = Piece(
        text=decoded.text,
        kind="text",
        extractor=VERSION,
        encoding=decoded.encoding,
        basis=decoded.basis,
        replaced=decoded.replaced,
    )
    if not decoded.text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise ReportError("The file holds nothing but white space.", where=where(found), hint="Save the report again.")
    return _report(replace(found, piece=piece if found.piece is None else found.piece), raw, piece)
