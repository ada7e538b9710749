"""Web archives for tests, as warcio writes them."""

from __future__ import annotations

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from depesche.errors import ReportError
from depesche.ingest.pieces import Given, Limits, Piece
from depesche.ingest.source_warc import read_warc

DAY = "2031-03-04T05:06:07Z"
HTML = "<!DOCTYPE html><html><p>Gespräche in Genf.</p></html>".encode()


class _Writer(WARCWriter):  # type: ignore[misc]
    """warcio leaves the files open that it writes into first; memory needs no closing."""

    _create_temp_file = staticmethod(io.BytesIO)


class Writer:
    """Web archives as warcio writes them."""

    def __init__(self, packed=True):
        self.out = io.BytesIO()
        self.writer = _Writer(self.out, gzip=packed)

    def add(
        self, address, body=HTML, kind="response", status="200 OK", headers=(("Content-Type", "text/html"),), **more
    ):
        http = (
            StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
            if kind in {"response", "request", "revisit"}
            else None
        )
        record = self.writer.create_warc_record(
            address,
            kind,
            payload=io.BytesIO(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": DAY, **more.pop("warc", {})},
            **more,
        )
        self.writer.write_record(record)
        return self

    @property
    def raw(self) -> bytes:
        return self.out.getvalue()


def of(raw: bytes, limits=Limits(), reader=read_warc):  # noqa: B008 (it never changes)
    found: list[Piece] = []
    try:
        found.extend(
            piece
            for piece in reader(Given("x.wacz" if reader is not read_warc else "x.warc.gz", raw=raw, limits=limits))
            if piece.key
        )
    except ReportError as error:
        return found, error
    return found, None
