"""Turns what the user has into raw reports."""

from __future__ import annotations

from dataclasses import replace

from depesche.errors import ReportError
from depesche.ingest import filename
from depesche.ingest.decode import Decoded, decode
from depesche.ingest.kinds import kind_of
from depesche.ingest.load import load, where
from depesche.ingest.sources import Found
from depesche.records import Report, Source, digest
from depesche.settings import Settings

VERSION = "text 1"


def read(found: Found, *, settings: Settings, raw: bytes | None = None) -> Report:
    """Read one report: its text, where it came from, and what is stated about it outside the article.

    Facts come in the order in which they lie over each other: the file's name first, then the page's tags.

    Args:
        found: what `find` found.
        settings: limits on size, time and memory.
        raw: the bytes, where they are at hand already; standard input can be read only once.

    Raises:
        ReportError: if it cannot be read, whatever the reason; nothing else is raised.

    """
    if found.error:
        raise found.error
    raw = load(found, settings.max_bytes) if raw is None else raw
    kind = kind_of(found.name, raw)
    decoded = decode(raw, kind, where=where(found))
    if not decoded.text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise ReportError("The file holds nothing but white space.", where=where(found), hint="Save the report again.")
    report = Report(found.name, decoded.text, _source(found, raw, kind, decoded), filename.facts(found.name))
    return _with_page(report, decoded, where(found), settings) if kind == "page" else report


def _source(found: Found, raw: bytes, kind: str, decoded: Decoded) -> Source:
    return Source(found.origin, kind, digest(raw), decoded.encoding, decoded.basis, decoded.replaced, VERSION)


def _with_page(report: Report, decoded: Decoded, place: str, settings: Settings) -> Report:
    from depesche.ingest.worker import take_apart_safely  # noqa: PLC0415  a process is started for pages alone

    try:
        page = take_apart_safely(decoded.text, seconds=settings.page_seconds, megabytes=settings.page_megabytes)
    except ReportError as error:
        raise ReportError(error.what, where=place, hint=error.hint) from None
    source = replace(report.source, replaced=page.text.count("\ufffd"), extractor=page.extractor)
    return replace(report, text=page.text, source=source, facts=(*report.facts, *page.facts), blocks=page.blocks)
