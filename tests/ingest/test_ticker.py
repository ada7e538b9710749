"""A live ticker is many reports on one page, each with its own day."""

from __future__ import annotations

import pytest

from depesche.ingest.page import pages_of

WORDS = "Die Unterhändler setzten ihre Gespräche im Hotel am See fort, sagte eine Sprecherin."
ENTRY = (
    '<article class="entry" id="e{n}"><time datetime="2031-03-0{n}T14:0{n}:00+01:00">14:0{n}</time>'
    "<h3>Meldung {n}</h3><p>{w} {n}</p></article>"
)
HEAD = (
    "<h1>Liveticker: Gespräche in Genf</h1>"
    "<p>Alle Meldungen von den Gesprächen über die Straße von Orsund, fortlaufend von unten nach oben.</p>"
)


def ticker(mark: str, entries: str) -> str:
    body = f"<main {mark}>{HEAD}<div>{entries}</div></main>"
    return f"<!DOCTYPE html><html lang=de><head><title>Ticker</title></head><body>{body}</body></html>"


def entries_of(count: int) -> str:
    return "".join(ENTRY.format(n=n, w=WORDS) for n in range(count, 0, -1))


@pytest.mark.parametrize(
    "mark",
    ['class="liveticker"', 'itemscope itemtype="https://schema.org/LiveBlogPosting"', 'id="live-blog"'],
    ids=["class", "microdata", "id"],
)
def test_each_entry_is_a_report_with_its_own_day(mark):
    """What stands around the entries stays a report of its own, without their text."""
    (key, whole), *apart = pages_of(ticker(mark, entries_of(4)))

    assert key == ""
    assert "fortlaufend" in whole.text
    assert WORDS not in whole.text
    assert [name for name, _ in apart] == ["e4", "e3", "e2", "e1"]
    assert all(WORDS in one.text for _, one in apart)
    stated = [{fact.field: fact.value for fact in one.facts} for _, one in apart]
    assert [one["published"] for one in stated] == ["2031-03-04", "2031-03-03", "2031-03-02", "2031-03-01"]
    assert stated[0]["title"] == "Meldung 4"
    assert stated[0]["ticker"] == "Liveticker: Gespräche in Genf"


def test_json_ld_tells_of_a_ticker_too():
    """As search engines are told."""
    said = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Genf"}</script>'

    assert len(pages_of(ticker("", said + entries_of(3)))) == 4


@pytest.mark.parametrize(
    ("mark", "count"), [("", 5), ('class="liveticker"', 2)], ids=["a list of teasers", "two dates in one article"]
)
def test_other_pages_stay_whole(mark, count):
    """Dated teasers below an article are no ticker, and neither is an article with two dates."""
    [(key, whole)] = pages_of(ticker(mark, entries_of(count)))

    assert key == ""
    assert WORDS in whole.text


def test_entries_without_names_are_told_apart_by_their_time():
    """Two of the same minute get a number; the same page gives the same keys again."""
    one = '<li><time datetime="2031-03-04T10:00">10:00</time> ' + WORDS + "</li>"
    page = ticker('class="news-ticker"', f"<ol>{one * 3}</ol>")

    assert [key for key, _ in pages_of(page)][1:] == ["2031-03-04T10:00", "2031-03-04T10:00-2", "2031-03-04T10:00-3"]
    assert pages_of(page) == pages_of(page)
