"""What the fuzzer begins with, and what it once found, is read without any other failure than ReportError."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from depesche.errors import ReportError
from depesche.ingest.http_body import body_of, head_of
from depesche.ingest.pieces import Given, Limits, Piece
from depesche.ingest.source_compressed import read_compressed
from depesche.ingest.source_feed import read_feed
from depesche.ingest.source_tar import read_tar
from depesche.ingest.source_wacz import read_wacz
from depesche.ingest.source_warc import read_warc
from depesche.ingest.source_zip import read_zip

CORPUS = Path(__file__).with_name("corpus")
READERS = {
    "compressed": read_compressed,
    "feed": read_feed,
    "tar": read_tar,
    "wacz": read_wacz,
    "warc": read_warc,
    "zip": read_zip,
}


@pytest.mark.parametrize(
    "path",
    sorted(path for name in READERS for path in (CORPUS / name).iterdir()),
    ids=lambda p: f"{p.parent.name}-{p.name}",
)
def test_every_file_gives_pieces_or_an_error(path):
    """By its own source and by all others, since names may lie."""
    for name, reader in READERS.items():
        pieces: list[Piece] = []
        with suppress(ReportError):
            pieces.extend(reader(Given("x", raw=path.read_bytes(), limits=Limits(entry=100_000))))
        assert all(not piece.key or (piece.raw is None) == (piece.error is not None) for piece in pieces)
        assert pieces or name != path.parent.name or "-" in path.name


@pytest.mark.parametrize("path", sorted((CORPUS / "http").iterdir()), ids=lambda p: p.name)
def test_every_answer_has_a_body_or_an_error(path):
    """As archives keep it."""
    raw = path.read_bytes()
    head = head_of(raw)
    with suppress(ReportError):
        assert head is None or body_of(head, raw, Limits()) is not None
