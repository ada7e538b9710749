"""Web archives (WARC): the pages, texts and PDF files that were answered, each with its address and when it was fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from depesche.errors import ReportError
from depesche.ingest.http_body import Head, body_of, head_of
from depesche.ingest.pieces import Given, Limits, Piece, source
from depesche.ingest.unpacked import GZIP, Stream, TornError
from depesche.ingest.warc import Record, Records
from depesche.records import Fact

READ = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}
"""The media types that are read, and what kind of file each is."""

_WANTED = frozenset((b"response", b"resource"))
_PAGE = re.compile(rb"^WARC-Target-URI:[ \t]*<?https?://", re.IGNORECASE | re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
# What is once taken for a comment stays one (`*+`): else comments could be told apart in more ways than there is time for.
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 1 << 16
_LONGEST = 2_000  # characters of an address that is stated
# As long as it gives nothing, a source counts as stuck.
_HEARTBEAT = 2000
_HEARTBEAT_BYTES = 100 << 20


@source("warc", suffixes=(".warc", ".warc.gz"), about="web archives", starts=(b"WARC/", GZIP), many=True)
def read_warc(given: Given) -> Iterator[Piece]:
    """Read the pages in a web archive, their addresses as keys; several versions of a page have one key and differ in `as_of`.

    Raises:
        ReportError: if it is no web archive, breaks off, or is damaged so that no further record is found.

    """
    with given.open() as file:
        yield from warc_pieces(Stream(file, given.limits), given.limits)


def warc_pieces(stream: Stream, limits: Limits) -> Iterator[Piece]:
    """Read the pages in the web archive that a stream holds."""
    records = Records(stream)
    quiet = quiet_since = 0
    damaged = total = 0
    try:
        for record in records:
            piece = _piece(record, records, limits)
            if records.damaged > damaged:
                damaged = records.damaged
                yield Piece(
                    key=f"damage-{damaged}", error="The web archive is damaged here.", hint="Get the file again."
                )
            quiet += 1
            total += len(piece.raw or b"") if piece else 0
            if total > limits.total:
                raise _too_much(limits)
            if piece is not None or quiet >= _HEARTBEAT or stream.given - quiet_since > _HEARTBEAT_BYTES:
                quiet, quiet_since = 0, stream.given
                yield piece or Piece()
            while records.skip(_HEARTBEAT_BYTES):
                yield Piece()
    except TornError as torn:
        if not records.count and torn.why == "damaged":
            raise ReportError("This is no web archive that can be read.", hint="Get the file again.") from None
        raise torn.after(records.count, "records") from None


def _piece(record: Record, records: Records, limits: Limits) -> Piece | None:
    """What a record says, or None where it is no page."""
    if record.kind not in _WANTED or not _PAGE.search(record.head):
        return None
    address = record.field("WARC-Target-URI").strip("<>")
    if record.kind == b"resource":
        content_type = record.field("Content-Type")
        head = Head(200, {"content-type": content_type}, 0)
    else:
        found = head_of(records.peek(_HEAD))
        if found is None or found.status != 200:
            return None
        head = found
    ending = _ending(head, records, address)
    if ending is None:
        return None
    return _given(record, records, limits, head, address, ending)


def _ending(head: Head, records: Records, address: str) -> str | None:
    """How a file of this kind would end, or None where it is of none that is read."""
    try:
        if urlsplit(address).path == "/robots.txt":
            return None
    except ValueError:
        return None
    if head.media:
        return READ.get(head.media)
    # Without a word on what it is, only what looks like a page is taken for one.
    return ".html" if _BEGINS.match(records.peek(_HEAD), head.body_at) else None


def _given(record: Record, records: Records, limits: Limits, head: Head, address: str, ending: str) -> Piece:
    date = record.field("WARC-Date")
    as_of = date if _DATE.fullmatch(date) else None
    facts = [Fact("address", address[:_LONGEST], "WARC")] if address else []
    if as_of:
        facts.append(Fact("fetched", as_of, "WARC"))
    cut = record.field("WARC-Truncated")
    if cut:
        facts.append(Fact("truncated", cut[:40], "WARC"))
    # A page whose record lost its address is called by the record.
    called = address or record.field("WARC-Record-ID").strip("<>") or "page"
    piece = Piece(key=called, suffix=ending, as_of=as_of, facts=tuple(facts))
    if record.length > limits.entry + _HEAD:
        too_large = f"The page is larger than {limits.entry:,} bytes."
        return replace(piece, error=too_large, hint="Save it by itself.")
    try:
        raw = body_of(head, records.read(), limits)
    except ReportError as error:
        return replace(piece, error=error.what, hint=error.hint)
    encoding = head.charset
    basis = "HTTP header" if encoding else ""
    return replace(piece, raw=raw, encoding=encoding or "utf-8", basis=basis)


def _too_much(limits: Limits) -> ReportError:
    return ReportError(
        f"The pages in the web archive are larger than {limits.total:,} bytes.",
        hint="What stands before that is kept; split the archive.",
    )
