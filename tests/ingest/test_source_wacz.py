"""A WACZ gives the pages of its web archives with their titles, and says what was changed since."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ingest.warcs import HTML, Writer, of

from depesche.errors import ReportError
from depesche.ingest.pieces import Given
from depesche.ingest.source_wacz import read_wacz


@pytest.fixture(scope="module")
def wacz(tmp_path_factory) -> bytes:
    """A WACZ as the `wacz` package makes it from two pages and a picture."""
    from wacz.main import main  # type: ignore[import-untyped] # noqa: PLC0415 (heavy)

    folder = tmp_path_factory.mktemp("wacz")
    titled = b"<!DOCTYPE html><html><head><title>Gespr\xc3\xa4che in Genf</title></head><p>Der Bericht dazu.</p></html>"
    writer = Writer().add("https://e.example/1", titled).add("https://e.example/2", HTML)
    writer.add("https://e.example/x.png", b"\x89PNG", headers=[("Content-Type", "image/png")])
    (folder / "a.warc.gz").write_bytes(writer.raw)
    listed = (
        {"format": "json-pages-1.0", "id": "pages", "title": "Pages"},
        {"url": "https://e.example/1", "title": "Gespräche in Genf"},
    )
    (folder / "pages.jsonl").write_text("\n".join(json.dumps(one) for one in listed))
    main(["create", "-f", str(folder / "a.warc.gz"), "-o", str(folder / "a.wacz"), "-p", str(folder / "pages.jsonl")])
    raw: bytes = (folder / "a.wacz").read_bytes()
    return raw


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_wacz_gives_its_pages_with_their_titles(wacz):
    """The archive's own list tells the titles."""
    found, error = of(wacz, reader=read_wacz)
    assert error is None
    assert [piece.key for piece in found] == ["https://e.example/1", "https://e.example/2"]
    assert [fact.value for fact in found[0].facts if fact.field == "title"] == ["Gespräche in Genf"]


def again(raw: bytes, change) -> bytes:
    """The archive with some of its files changed; None takes one away."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def test_a_changed_wacz_says_so(wacz):
    """Its pages are read all the same; each changed file is named."""
    other = Writer().add("https://e.example/9").raw
    found, _ = of(again(wacz, lambda name, raw: other if name.endswith(".warc.gz") else raw), reader=read_wacz)
    assert [(piece.key.split("#")[-1], piece.error is None) for piece in found] == [
        ("https://e.example/9", True),
        ("digest", False),
    ]
    found, _ = of(again(wacz, lambda name, raw: raw + b" " if name == "datapackage.json" else raw), reader=read_wacz)
    assert found[0].key == "datapackage.json#digest"
    found, _ = of(again(wacz, lambda name, raw: raw + b"\n" if name.endswith(".jsonl") else raw), reader=read_wacz)
    assert [piece.key for piece in found if piece.error] == ["pages/pages.jsonl#digest"]


def test_a_wacz_without_its_lists_is_read_unchecked(wacz):
    """That it is unchecked is said."""
    found, error = of(again(wacz, lambda name, raw: raw if name.startswith("archive") else None), reader=read_wacz)
    assert [piece.key for piece in found] == ["datapackage.json", "https://e.example/1", "https://e.example/2"]
    assert error is None
    assert "no web archive" in str(of(again(wacz, lambda *_: None), reader=read_wacz)[1])


def test_a_zip_whose_name_does_not_tell_is_read_as_one(wacz):
    """Both begin alike; what is in it decides."""
    plain = again(wacz, lambda name, raw: raw if name == "datapackage.json" else None)
    assert [piece.key for piece in read_wacz(Given("x", raw=plain))] == ["datapackage.json"]
    assert [piece.key for piece in read_wacz(Given("x", raw=wacz))] == ["https://e.example/1", "https://e.example/2"]
    with pytest.raises(ReportError, match="truncated after"):
        list(read_wacz(Given("x", raw=plain[:40])))


def test_a_wacz_that_breaks_off_is_noticed(wacz):
    """Its list of files stands at the end. A web archive in it that is cut ends alone."""
    for cut in (5, len(wacz) // 2, len(wacz) - 10):
        assert "truncated after 0 records" in str(of(wacz[:cut], reader=read_wacz)[1])
    shorter = again(wacz, lambda name, raw: raw[:-9] if name.endswith(".warc.gz") else raw)
    found, error = of(shorter, reader=read_wacz)
    assert error is None
    assert [piece.error is None for piece in found] == [True, True, False]
    assert "truncated after 3 records" in (found[-1].error or "")


@pytest.mark.parametrize(
    "listed",
    [
        b"null",
        b"[]",
        b'{"resources": [1, {"path": 2}]}',
        b"[" * 100_000,
        b"\xff",
        json.dumps({"resources": {}}).encode(),
    ],
)
def test_lists_that_make_no_sense_are_passed_over(wacz, listed):
    """The pages are what counts."""
    raw = again(wacz, lambda name, raw: raw if name.startswith("archive") else listed + b"\n" + listed)
    found, error = of(raw, reader=read_wacz)
    assert error is None
    assert [piece.key for piece in found if piece.raw] == ["https://e.example/1", "https://e.example/2"]


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=500), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]))
def test_random_bytes_are_an_error(raw, start):
    """Or nothing at all."""
    of(start + raw, reader=read_wacz)
