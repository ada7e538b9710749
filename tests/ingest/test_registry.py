"""Which source reads a file is told by its bytes first, by its name where they do not tell."""

from __future__ import annotations

import time

import pytest

from depesche.ingest.kinds import starts_as_page
from depesche.ingest.registry import choose, may_hold_many, sources

PAGE = b"<!doctype html><p>Genf"


@pytest.mark.parametrize(
    ("name", "head", "source"),
    [
        ("a.txt", b"Genf. Nein, sagte Kolb.", None),
        ("a.html", b"Genf. Nein, sagte Kolb.", None),
        ("a.html", b"<p>Genf", "page"),
        ("a.txt", PAGE, "page"),
        ("a", PAGE, "page"),
        ("a.html", "\ufeff<html>".encode("utf-16"), "page"),
        ("a.zip", b"PK\x03\x04", "zip"),
        ("a.txt", b"PK\x03\x04", "zip"),
        ("a.wacz", b"PK\x03\x04", "wacz"),
        ("a.warc.gz", b"\x1f\x8b\x08", "warc"),
        ("a.tar.gz", b"\x1f\x8b\x08", "tar"),
        ("a.gz", b"\x1f\x8b\x08", "compressed"),
        ("a.xml", b"<?xml version='1.0'?><rss version='2.0'><channel>", "feed"),
        ("a.xml", b"<?xml version='1.0'?><TEI/>", None),
        ("a.xml", b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x">', "newsml"),
        ("a.json", b'{"uri": "urn:x:1", "headline": "Genf", "body_text": "Nein."}', "ninjs"),
        ("a.json", b'[{"text": "Nein, sagte Kolb.", "date": "2031-03-04"}]', "json"),
        ("a.jsonl", b'{"text": "Nein, sagte Kolb."}', "jsonl"),
        ("a.csv", b"text;date\n", "csv"),
        ("a.docx", b"PK\x03\x04", "docx"),
        ("a.odt", b"PK\x03\x04", "odt"),
        ("a.eml", b"From: a@bote.example\nSubject: Genf\nDate: Tue, 4 Mar 2031 12:00:00 +0100\n\nNein.", "mail"),
        ("a.mbox", b"From a@bote.example Tue Mar  4 12:00:00 2031\nFrom: a@bote.example\n", "mbox"),
        ("a", b"From Geneva it is told that nothing was agreed.", None),
        ("a.txt", b"%PDF-1.7", "pdf"),
    ],
)
def test_a_source_is_chosen(name, head, source):
    """None is plain text."""
    found = choose(name, head)

    assert (found.name if found else None) == source


def test_many_comments_cost_no_time():
    """A hostile file of some hundred bytes must not keep a build busy."""
    began = time.perf_counter()
    for number in (30, 3_000):
        starts_as_page(b"<!---->" * number + b"x")

    assert time.perf_counter() - began < 5


def test_names_tell_what_may_hold_many():
    """So that a large file is read in slices."""
    assert may_hold_many("a.warc.gz")
    assert not may_hold_many("a.html")


def test_every_source_says_what_it_is():
    """In words that begin a sentence."""
    assert all(one.about and one.suffixes and all(end.startswith(".") for end in one.suffixes) for one in sources())
