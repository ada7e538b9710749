"""Web pages as a source: decoded, taken apart, and cut into dated entries where they are live tickers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from depesche.errors import ReportError
from depesche.ingest.decode import decode
from depesche.ingest.kinds import PAGES, starts_as_page
from depesche.ingest.page import Page, pages_of
from depesche.ingest.pieces import Given, Piece, source

_TAG = re.compile(rb"<[a-zA-Z!/?]")


def _tells(head: bytes) -> bool:
    # A page whose text starts late may have no doctype; but some tag stands in its first kilobytes.
    return starts_as_page(head) or _TAG.search(head.replace(b"\x00", b"")) is not None


@source("page", suffixes=tuple(sorted(PAGES)), about="web pages", tells=_tells)
def read_page(given: Given) -> Iterator[Piece]:
    """Read a saved page: first what it says as a whole, then each entry of a live ticker as a report of its own.

    Raises:
        ReportError: if it is nested too deeply to be read whole, or shows no text.

    """
    decoded = decode(given.read(), "page", charset=given.options.get("charset"))
    if not decoded.text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise ReportError("The file holds nothing but white space.", hint="Save the report again.")
    for key, page in pages_of(decoded.text):
        yield _piece(key, page, decoded.encoding, decoded.basis)


def _piece(key: str, page: Page, encoding: str, basis: str) -> Piece:
    return Piece(
        key=key,
        text=page.text,
        kind="page",
        facts=page.facts,
        blocks=page.blocks,
        extractor=page.extractor,
        encoding=encoding,
        basis=basis,
        replaced=page.text.count("\ufffd"),
    )
