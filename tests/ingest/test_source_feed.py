"""Feeds give each entry as a page of its own, with what the feed states about it."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche.errors import ReportError
from depesche.ingest.feed_entries import is_feed
from depesche.ingest.pieces import Given, Limits, Piece
from depesche.ingest.source_feed import read_feed

LONG = "<p>" + "Die Gespräche in Genf dauern an. " * 20 + "</p>"
RSS = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Elbbote</title>{}</channel></rss>'


def a_feed(kind: str) -> bytes:
    """Two entries as feedgen writes them: a whole one and a teaser."""
    feed = FeedGenerator()
    feed.id("https://elbe.example/")
    feed.title("Elbbote")
    feed.link(href="https://elbe.example/")
    feed.description("Nachrichten")
    feed.language("de")
    for number, content in ((1, LONG), (2, None)):
        entry = feed.add_entry(order="append")
        entry.id(f"tag:elbe.example,2031:{number}")
        entry.title(f"Bericht {number} & mehr")
        entry.link(href=f"https://elbe.example/{number}")
        entry.author(name="Anna Beispiel", email="a@elbe.example")
        entry.published(datetime(2031, 3, 4, 5, 6, 7, tzinfo=UTC))
        entry.updated(datetime(2031, 3, 5, 6, 7, 8, tzinfo=UTC))
        entry.summary("Kurz: Genf.")
        if content:
            entry.content(content, type="html" if kind == "atom" else "CDATA")
    raw: bytes = feed.atom_str() if kind == "atom" else feed.rss_str()
    return raw


def of(raw: bytes | str, limits=Limits()):  # noqa: B008 (it never changes)
    found: list[Piece] = []
    try:
        found.extend(read_feed(Given("x.rss", raw=raw.encode() if isinstance(raw, str) else raw, limits=limits)))
    except ReportError as error:
        return found, error
    return found, None


def stated(piece: Piece) -> dict[str, str]:
    return {fact.field: fact.value for fact in piece.facts}


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_each_entry_is_a_page_with_what_the_feed_states(kind):
    """Title, day, outlet and address; a mere teaser is marked as one."""
    raw = a_feed(kind)
    assert is_feed(raw)
    (first, second), error = of(raw)
    assert error is None
    assert (first.key, first.suffix) == ("tag:elbe.example,2031:1", ".html")
    assert b"Die Gespr\xc3\xa4che in Genf" in (first.raw or b"")
    assert (first.raw or b"").startswith(b"<!DOCTYPE html>")
    expected = {
        "title": "Bericht 1 & mehr",
        "published": "2031-03-04",
        "outlet": "Elbbote",
        "address": "https://elbe.example/1",
    } | ({"byline": "Anna Beispiel"} if kind == "atom" else {})
    facts = stated(first)
    assert {name: facts.get(name) for name in expected} == expected
    assert "teaser" not in facts
    assert stated(second)["teaser"] == "yes"
    assert b"Kurz: Genf." in (second.raw or b"")
    assert first.as_of == ("2031-03-05T06:07:08Z" if kind == "atom" else "2031-03-04T05:06:07Z")


def test_a_feed_is_read_from_a_path_too(tmp_path):
    """Its bytes are, never the path by itself: what is in the file decides."""
    path = tmp_path / "x.xml"
    path.write_bytes(a_feed("atom"))
    assert len(list(read_feed(Given("x.xml", path=path)))) == 2


@pytest.mark.parametrize(
    ("item", "key", "facts"),
    [
        ("<title>A</title><guid>g1</guid><link>https://e.example/a</link>", "g1", {"address": "https://e.example/a"}),
        ("<title>A</title><link>https://e.example/a</link>", "https://e.example/a", {"title": "A"}),
        ("<title>A</title>", "A", {"title": "A"}),
        ("<description>x</description>", "unnamed", {"teaser": "yes"}),
        ("<title>A</title><pubDate>Wed, 05 Mar 2031 00:30:00 +0100</pubDate>", "A", {"published": "2031-03-05"}),
        ("<title>A</title><pubDate>2031-03-05T00:30:00+01:00</pubDate>", "A", {"published": "2031-03-05"}),
        ("<title>A</title><author>a@e.example (Karl Muster)</author>", "A", {"byline": "Karl Muster"}),
        ("<title>&lt;b&gt;A&lt;/b&gt;</title>", "g", {"title": "A"}),
        ("<title>A&nbsp;B</title>", "g", {"title": "A B"}),
    ],
    ids=["guid", "link", "title", "nothing", "day in Berlin", "iso day", "author", "markup in title", "undefined entity"],
)  # fmt: skip
def test_odd_entries(item, key, facts):
    """What is missing is left out; the day is the one that was written."""
    (piece,), error = of(RSS.format(f"<item>{item}</item>"))
    assert error is None
    assert key in {piece.key, "g"}
    assert {name: stated(piece).get(name) for name in facts} == facts


def test_entries_with_one_id_are_told_apart():
    """Some feeds give all entries the address of the site."""
    item = "<item><title>{}</title><guid>g</guid></item>"
    assert [piece.key for piece in of(RSS.format(item.format("A") + item.format("B")))[0]] == ["g", "g-2"]


def test_an_entry_that_says_nothing_is_an_error():
    """It has a place, so that it can be seen that something is missing."""
    assert of(RSS.format("<item><link>https://e.example/</link></item>"))[0][0].error == "The entry says nothing."


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_feed_that_breaks_off_gives_what_stands_before(kind):
    """E3: an entry that is not whole is none."""
    raw = a_feed(kind)
    whole = of(raw)[0]
    for cut in range(200, len(raw.rstrip()) - 1, 97):
        found, error = of(raw[:cut])
        assert error
        assert found == whole[: len(found)]
        assert len(found) == raw[:cut].count(b"</item>") + raw[:cut].count(b"</entry>")


@pytest.mark.parametrize(
    "head",
    [
        b"<rss version='2.0'>", b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- x --><rss>", '<?xml version="1.0"?><rss>'.encode("utf-16"),
        b'<feed xmlns="http://www.w3.org/2005/Atom">', b'<?xml-stylesheet href="x"?><a:feed xmlns:a="http://www.w3.org/2005/Atom">',
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">',
    ],
)  # fmt: skip
def test_feeds_are_told_by_their_beginning(head):
    """RSS 0.9 to 2, and Atom."""
    assert is_feed(head)


@pytest.mark.parametrize(
    "head", [b"<TEI><rss>", b"<newsItem/>", b"rss", b"", b"<feed>", b"<rdf:RDF>", b"<!-- " * 9000, b"<!---->" * 9000]
)
def test_other_xml_is_no_feed(head):
    """It is for other sources."""
    assert not is_feed(head)


ITEM = "<rss><channel><item><title>{}</title></item></channel></rss>"
LAUGHS = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
BOMBS = {
    "laughs": f'<!DOCTYPE r [<!ENTITY a "ha">{LAUGHS}]>' + ITEM.format("&j;"),
    "file": '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///SECRET">]>' + ITEM.format("x&a;"),
    "dtd": '<!DOCTYPE rss SYSTEM "file:///SECRET">' + ITEM.format("x"),
    "quadratic": f'<!DOCTYPE r [<!ENTITY a "{"x" * 20_000}">]>' + ITEM.format("&a;" * 20_000),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_entities_are_not_followed(bomb, tmp_path):
    """S6: no file is opened and nothing multiplied."""
    (tmp_path / "secret").write_text("Losung")
    begun = time.process_time()
    found, _ = of(BOMBS[bomb].replace("/SECRET", str(tmp_path / "secret")))
    assert time.process_time() - begun < 2
    for piece in found:
        assert len(piece.raw or b"") < 200_000
        assert "Losung" not in repr(piece)


def test_a_path_in_the_bytes_is_not_opened(tmp_path):
    """feedparser opens what looks like a path or an address when it is given a string."""
    path = tmp_path / "f.xml"
    path.write_bytes(a_feed("rss"))
    found, error = of(str(path))
    assert not found
    assert "no feed" in str(error)


def test_markup_that_never_ends_costs_no_time():
    """Nothing but opening brackets."""
    begun = time.process_time()
    of(RSS.format("<item><title>A</title><description>" + "&lt;" * 300_000 + "</description></item>"))
    assert time.process_time() - begun < 2


def test_limits_hold():
    """Too many entries end the feed, too many bytes refuse it."""
    found, error = of(a_feed("rss"), Limits(entries=1))
    assert len(found) == 1
    assert "more than 1 entries" in str(error)
    assert "larger than 100" in str(of(a_feed("rss"), Limits(entry=100))[1])


SEEDS = [a_feed("rss"), a_feed("atom")]


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 255)), max_size=8),
    st.integers(0, 9000),
)
def test_damaged_feeds_give_pieces_or_an_error_and_nothing_else(seed, changes, cut):
    """Whatever stands in the file: nothing escapes but ReportError."""
    raw = bytearray(seed)
    for at, value in changes:
        raw[at % len(raw)] = value
    for piece in of(bytes(raw[: max(1, cut % (2 * len(raw)))]))[0]:
        assert (piece.raw is None) == (piece.error is not None)
        assert piece.key


@settings(deadline=None, max_examples=100)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"<rss><channel><item><title>", b"<?xml version='1.0' encoding='"])
)
def test_random_bytes_are_an_error(raw, start):
    """Or empty entries."""
    of(start + raw)
