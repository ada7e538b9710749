"""Web archives give the pages in them, with address and day; what is no page is passed over, what breaks off is noticed."""

from __future__ import annotations

import gzip
import io
import resource
import time
import zlib
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ingest.warcs import DAY, HTML, Writer, of
from warcio.archiveiterator import ArchiveIterator

from depesche.ingest.pieces import Given, Limits, Piece
from depesche.ingest.source_warc import read_warc


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_comes_with_its_address_and_day(packed, tmp_path):
    """And with the encoding that its server stated, while its bytes stay as they are."""
    path = tmp_path / "x.warc"
    headers = [("Content-Type", 'text/html; charset="ISO-8859-1"')]
    path.write_bytes(
        Writer(packed).add("https://elbe.example/a?x=1", "Gespräche".encode("latin-1"), headers=headers).raw
    )
    [piece] = read_warc(Given("x.warc", path=path))
    assert (piece.key, piece.suffix, piece.raw, piece.as_of) == (
        "https://elbe.example/a?x=1",
        ".html",
        b"Gespr\xe4che",
        DAY,
    )
    assert (piece.encoding, piece.basis) == ("ISO-8859-1", "HTTP header")
    assert [(fact.field, fact.value) for fact in piece.facts] == [
        ("address", "https://elbe.example/a?x=1"),
        ("fetched", DAY),
    ]


@pytest.mark.parametrize(
    ("content_type", "suffix"),
    [
        ("text/html", ".html"), ("Text/HTML;charset=utf-8", ".html"), ("application/xhtml+xml", ".html"), ("text/plain", ".txt"),
        ("application/pdf", ".pdf"), ("image/png", None), ("text/css", None), ("application/json", None), ("", ".html"),
    ],
)  # fmt: skip
def test_only_pages_texts_and_pdf_are_read(content_type, suffix):
    """What states nothing is read where it begins as a page does."""
    found, error = of(Writer().add("http://e.example/", headers=[("Content-Type", content_type)]).raw)
    assert error is None
    assert [piece.suffix for piece in found] == ([suffix] if suffix else [])


def test_everything_else_is_passed_over():
    """Requests, metadata, what was not found, what is no web address, what the server tells robots, and what was seen before."""
    page = [("Content-Type", "text/plain")]
    writer = Writer()
    writer.writer.write_record(writer.writer.create_warcinfo_record("x.warc.gz", {"software": "x"}))
    writer.add("http://e.example/", b"", kind="request", status="GET / HTTP/1.1")
    writer.add("http://e.example/", b"via: x", kind="metadata")
    writer.add("dns:e.example", b"e.example 1.2.3.4", kind="resource", warc_content_type="text/plain")
    writer.add("urn:screenshot:http://e.example/", b"<html>", kind="resource", warc_content_type="text/html")
    writer.add("http://e.example/gone", status="404 Not Found").add("http://e.example/moved", status="301 Moved")
    writer.add("http://e.example/robots.txt", b"User-agent: *", headers=page)
    record = writer.writer.create_revisit_record("http://e.example/", "sha1:X", "http://e.example/", DAY)
    writer.writer.write_record(record)
    assert of(writer.raw) == ([], None)


def test_a_page_kept_without_its_answer_is_read():
    """Resource records state the kind of file themselves."""
    [piece], _ = of(
        Writer().add("https://e.example/a", b"<p>x", kind="resource", warc_content_type="text/html; charset=utf-8").raw
    )
    assert (piece.raw, piece.encoding, piece.basis) == (b"<p>x", "utf-8", "HTTP header")


def test_versions_of_a_page_have_one_key():
    """They differ in when they were taken."""
    raw = Writer().add("https://e.example/a").add("https://e.example/a", warc={"WARC-Date": "2031-03-05T00:00:00Z"}).raw
    assert [(piece.key, piece.as_of) for piece in of(raw)[0]] == [
        ("https://e.example/a", DAY),
        ("https://e.example/a", "2031-03-05T00:00:00Z"),
    ]


def chunked(raw: bytes, size=10) -> bytes:
    parts = [raw[i : i + size] for i in range(0, len(raw), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(raw: bytes) -> bytes:
    return zlib.compress(raw)[2:-4]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(HTML), {"Content-Encoding": "gzip"}),
        (zlib.compress(HTML), {"Content-Encoding": "deflate"}),
        (raw_deflate(HTML), {"Content-Encoding": "deflate"}),
        (HTML, {"Content-Encoding": "identity"}),
        (HTML, {"Content-Encoding": "gzip"}),
        (chunked(HTML), {"Transfer-Encoding": "chunked"}),
        (HTML, {"Transfer-Encoding": "chunked"}),
        (chunked(gzip.compress(HTML)), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        (gzip.compress(zlib.compress(HTML)), {"Content-Encoding": "deflate, gzip"}),
    ],
    ids=[
        "gzip",
        "deflate",
        "deflate without frame",
        "identity",
        "said but not packed",
        "chunks",
        "said but no chunks",
        "both",
        "twice",
    ],
)
def test_what_transport_did_to_a_page_is_undone(body, headers):
    """Archives keep the bytes as they came over the wire, and sometimes the headers of what was undone already."""
    [piece], _ = of(
        Writer().add("http://e.example/", body, headers=[("Content-Type", "text/html"), *headers.items()]).raw
    )
    assert (piece.error, piece.raw) == (None, HTML)


@pytest.mark.parametrize(
    ("body", "headers", "word"),
    [
        (gzip.compress(HTML)[:-20], {"Content-Encoding": "gzip"}, "breaks off"),
        (gzip.compress(HTML)[:10] + b"\xff" * 9, {"Content-Encoding": "gzip"}, "damaged"),
        (chunked(HTML)[:30], {"Transfer-Encoding": "chunked"}, "breaks off"),
        (gzip.compress(bytes(200_000_000), 9), {"Content-Encoding": "gzip"}, "unpacks to more"),
        (gzip.compress(gzip.compress(bytes(200_000_000), 9)), {"Content-Encoding": "gzip, gzip"}, "unpacks to more"),
        (HTML, {"Content-Encoding": "zstd"}, "cannot be undone"),
        (HTML, {"Content-Encoding": "br"}, "brotli"),
    ],
    ids=["cut", "damaged", "cut chunks", "bomb", "bomb in bomb", "unknown", "brotli"],
)
def test_a_page_that_cannot_be_unpacked_is_an_error_and_the_next_is_read(body, headers, word):
    """The error names the page."""
    if word == "brotli" and find_spec("brotli"):
        pytest.skip("brotli is installed")
    raw = (
        Writer()
        .add("http://e.example/1", body, headers=[("Content-Type", "text/html"), *headers.items()])
        .add("http://e.example/2")
        .raw
    )
    found, error = of(raw)
    assert error is None
    assert [(piece.key, piece.raw) for piece in found] == [("http://e.example/1", None), ("http://e.example/2", HTML)]
    assert word in (found[0].error or "")


def test_a_bomb_costs_neither_time_nor_memory():
    """S5: a record of 200 MB in a small file is an error piece, in seconds and without being held in memory."""
    raw = Writer().add("http://e.example/1", bytes(200_000_000)).add("http://e.example/2").raw
    assert len(raw) < 1_000_000
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    found, error = of(raw)
    assert time.monotonic() - begun < 5
    assert Piece() in list(read_warc(Given("x", raw=raw)))  # a sign of life meanwhile
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes
    assert [(piece.key, piece.raw is None) for piece in found] == [
        ("http://e.example/1", True),
        ("http://e.example/2", False),
    ]
    assert error is None


def test_a_file_that_unpacks_to_gigabytes_ends():
    """Whatever it holds, it is given up at 200 times its size."""
    raw = Writer().add("http://e.example/2").raw + gzip.compress(
        b"WARC/1.0\r\nContent-Length: 9000000000\r\n\r\n" + bytes(600_000_000), 9
    )
    found, error = of(raw, Limits(entry=10_000_000))
    assert len(found) == 1
    assert "a bomb after 1 records" in str(error)


def records_before(raw: bytes, cut: int) -> int:
    """How many pages stand whole before a place, as warcio's own offsets tell."""
    iterator = ArchiveIterator(io.BytesIO(raw))
    ends = []
    for record in iterator:
        record.content_stream().read()
        iterator.read_to_end()
        ends.append(iterator.get_record_offset() + iterator.get_record_length())
    return sum(end <= cut for end in ends)


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_that_breaks_off_is_noticed(packed):
    """E3: at every place; warcio ends silently there. Whole records before it stay."""
    writer = Writer(packed)
    for number in range(4):
        writer.add(f"http://e.example/{number}", HTML + b"x" * number)
    raw = writer.raw
    for cut in range(6, len(raw) - 4, 13):
        found, error = of(raw[:cut])
        # Behind a page stand blank lines and the end of its gzip, which may be cut without a loss.
        assert records_before(raw, cut) <= len(found) <= records_before(raw, cut + 16)
        if error is None:
            # Cut just where a record ends, nothing tells that there was more.
            assert records_before(raw, cut + 4) == len(found) > records_before(raw, cut - 5)
        else:
            assert "truncated after" in str(error)


def test_one_gzip_around_all_records_is_read_too():
    """What a user packs by hand; warcio refuses it."""
    found, error = of(gzip.compress(Writer(packed=False).add("http://e.example/1").add("http://e.example/2").raw))
    assert (len(found), error) == (2, None)


def test_records_behind_damage_are_found_again():
    """A wrong length costs what it touches; the place is named."""
    raw = Writer(packed=False).add("http://e.example/1").add("http://e.example/2").add("http://e.example/3").raw
    at = raw.index(b"Content-Length: ", raw.index(b"e.example/2"))
    end = raw.index(b"\r\n", at)
    shorter = raw[:at] + b"Content-Length: 30" + raw[end:]
    found, error = of(shorter)
    assert error is None
    assert [piece.key for piece in found][0::2] == ["http://e.example/1", "http://e.example/3"] or "damage-1" in [
        p.key for p in found
    ]
    assert found[-1].key == "http://e.example/3"


def test_what_is_no_web_archive_is_refused():
    """A text that happens to end so."""
    assert "no web archive" in str(of(b"Genf. " * 100)[1])
    assert "no web archive" in str(of(gzip.compress(b"Genf. " * 100))[1])


def test_passing_over_is_fast():
    """5,000 records a second at the very least; a sign of life comes meanwhile."""
    writer = Writer()
    for number in range(200):
        writer.add(
            f"http://e.example/{number}", b"\x89PNG" + bytes(range(256)) * 8, headers=[("Content-Type", "image/png")]
        )
        writer.add(f"http://e.example/{number}", b"", kind="request", status="GET / HTTP/1.1")
    raw = writer.raw * 10
    begun = time.process_time()
    pieces = list(read_warc(Given("x.warc.gz", raw=raw)))
    assert 4000 / (time.process_time() - begun) > 5000
    assert pieces == [Piece(), Piece()]


def test_long_heads_cost_no_time():
    """White space before nothing is the slowest to look through."""
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\nWARC-Target-URI: http://e.example/" + b"\tx" * 30_000
    )
    begun = time.process_time()
    of((head + b"\r\n\r\n") * 50)
    assert time.process_time() - begun < 1


def test_many_comments_before_a_page_cost_no_time():
    """Told apart in every way, forty of them would take days."""
    begun = time.process_time()
    found, _ = of(Writer().add("http://e.example/", b"<!---->" * 9000 + b"x", headers=[]).raw)
    assert found == []
    assert time.process_time() - begun < 1


SEEDS = [
    Writer(packed).add("http://e.example/1").add("http://e.example/2", chunked(gzip.compress(HTML)), headers=[
        ("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"),
    ]).add("http://e.example/3", b"x", kind="resource", warc_content_type="text/plain").raw
    for packed in (True, False)
]  # fmt: skip


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 255)), max_size=8),
    st.integers(0, 9000),
)
def test_damaged_web_archives_give_pieces_or_an_error_and_nothing_else(seed, changes, cut):
    """Whatever stands in the file: nothing escapes but ReportError."""
    raw = bytearray(seed)
    for at, value in changes:
        raw[at % len(raw)] = value
    for piece in of(bytes(raw[: max(1, cut % (2 * len(raw)))]))[0]:
        assert (piece.raw is None) == (piece.error is not None)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=500), st.sampled_from([b"", b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: 3\r\n\r\n"]))
def test_random_bytes_are_an_error(raw, start):
    """Or nothing at all."""
    of(start + raw)
