"""The text of a page is what its reader sees, in the order in which it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import ReportError
from depesche.ingest.page import Page, pages_of

LONG = "Die Unterhändler beider Seiten trafen sich am Montag in Genf, ohne sich in der Sache zu einigen. "


def take_apart(page: str) -> Page:
    """The page as a whole."""
    return pages_of(page)[0][1]


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang=de><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Eins</p><p>Zwei</p>", "Eins\n\nZwei"),
        ("<div>Eins</div><div>Zwei</div>", "Eins\nZwei"),
        ("<p>Ein <b>fettes</b>\n   <i>Wort</i> .</p>", "Ein fettes Wort ."),
        ("<p>Zeile<br>neue<br><br>dritte<br></p>", "Zeile\nneue\n\ndritte"),
        ("<ul><li>Eins<li>Zwei</ul>", "Eins\nZwei"),
        ("<table><tr><td>a<td>b<tr><th>c<th>d</table>", "a\tb\nc\td"),
        ("<p>K&ouml;ln &amp; Wien&#8230; &#x80;</p>", "Köln & Wien… €"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<p>Er sagte: <q>Nein</q>.</p>", "Er sagte: „Nein“."),
        ("<p>Ein</p><script>x</script><style>y</style><noscript>z</noscript><template>t</template>", "Ein"),
        ("<p>Ein<span hidden>es</span><span style='display: none'>x</span> Wort</p>", "Ein Wort"),
        ("<p>Man<!-- nicht --> sprach<svg><title>t</title></svg> .</p>", "Man sprach ."),
        ("Lose <div>Block</div> Enden", "Lose\nBlock\nEnden"),
        ("<dialog>zu</dialog><dialog open>auf</dialog>", "auf"),
    ],
    ids=[
        "paragraphs", "divs", "inline", "br", "list", "table", "entities", "pre", "q", "scripts", "hidden", "comment",
        "loose", "dialog",
    ],
)  # fmt: skip
def test_the_text_is_what_a_reader_sees(body, text):
    """Block elements stand apart, inline ones do not, and what is not shown is not there."""
    assert take_apart(page(body)).text == text


def verdicts(body: str, head: str = "") -> dict[str, str]:
    taken = take_apart(page(body, head))
    return {taken.text[block.start : block.end]: block.kind for block in taken.blocks}


def test_blocks_tell_the_article_from_what_surrounds_it():
    """Navigation, captions, boxes and footers are clutter; the headline is the title."""
    paragraphs = [LONG + f"Das ist Absatz Nummer {n}." for n in range(4)]
    body = (
        "<nav><a href=/>Startseite</a></nav><article><h1>Ohne Einigung</h1>"
        "<figure><figcaption>Der Saal. Foto: Max Muster</figcaption></figure>"
        + "".join(f"<p>{one}</p>" for one in paragraphs[:2])
        + "<h2>Neue Forderungen</h2>"
        + "".join(f"<p>{one}</p>" for one in paragraphs[2:])
        + "<div class=newsletter>Jetzt bestellen</div></article><footer>Impressum</footer>"
    )
    found = verdicts(body)
    assert found.pop("Ohne Einigung") == "title"
    assert {text for text, kind in found.items() if kind == "article"} == {*paragraphs, "Neue Forderungen"}


def test_blocks_cover_the_text():
    """Every character but white space belongs to one block, in order."""
    taken = take_apart(page(f"<h1>Titel</h1><div><p>{LONG}</p>lose<ul><li>a<li>b</ul></div>"))
    edges = [edge for block in taken.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    between = zip([0, *edges[1::2]], [*edges[::2], len(taken.text)], strict=True)
    assert all(not taken.text[start:end].strip() for start, end in between)


HEADS = {
    "JSON-LD": (
        '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "datePublished": '
        '"2022-01-10T23:30:00+01:00", "headline": "Ohne Einigung", "author": [{"name": "Anna Beispiel"}, '
        '{"name": "Karl Muster"}], "publisher": {"name": "Tagesbote"}}]}</script>'
    ),
    "meta": (
        '<meta property="article:published_time" content="2022-01-10T08:00:00Z"><meta property="og:title" '
        'content="Ohne Einigung"><meta name=author content="Anna Beispiel und Karl Muster"><meta '
        'property="og:site_name" content="Tagesbote">'
    ),
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_page_states_facts_about_its_report(head):
    """Search engines and networks are told what readers are told, and so are we."""
    facts = take_apart(page(f"<p>{LONG}</p>", head)).facts
    stated = {(fact.field, fact.value) for fact in facts}
    assert stated == {
        ("published", "2022-01-10"),
        ("title", "Ohne Einigung"),
        ("outlet", "Tagesbote"),
        ("byline", "Anna Beispiel"),
        ("byline", "Karl Muster"),
        ("language", "de"),
    }
    assert all(fact.basis.startswith("page (") for fact in facts)


def test_without_a_name_the_address_tells_the_outlet():
    """The tables of the packs know whose it is."""
    head = "<link rel=canonical href='https://www.tagesbote.example/politik/1.html'>"
    assert ("outlet", "tagesbote.example", "page (address)") in {
        (fact.field, fact.value, fact.basis) for fact in take_apart(page(f"<p>{LONG}</p>", head)).facts
    }


def test_a_day_may_stand_in_the_article_alone():
    """`<time>` outside of the article is that of some other report."""
    body = (
        f"<time datetime=2021-01-01></time><article><time datetime='2022-01-10T10:00'>heute</time><p>{LONG}</article>"
    )
    [published] = [fact for fact in take_apart(page(body)).facts if fact.field == "published"]
    assert (published.value, published.basis) == ("2022-01-10", "page (time datetime)")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "\\ud800 a\\u0000b"}</script>',
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": [[[["x"]]]], "publisher": 7}</script>',
        '<meta property="article:published_time" content="2022-99-99">',
    ],
    ids=["surrogate", "nested", "odd kinds", "no day"],
)
def test_hostile_metadata_does_no_harm(head):
    """What cannot be stored or understood is left out."""
    for fact in take_apart(page(f"<p>{LONG}</p>", head)).facts:
        fact.value.encode("utf-8")
        assert "\x00" not in fact.value
        assert fact.field != "published"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<div>" * 50_000 + "tief", "nested deeper than 256"),
        ("<p>" + "x" * 11_000_000, "more than 10 MB in one element"),
        (page("<script>alles</script>"), "shows no text"),
        ("<!-- -->", "shows no text"),
    ],
    ids=["50,000 elements deep", "11 MB element", "script only", "nothing"],
)
def test_what_cannot_be_read_whole_is_refused(html, words):
    """Half a report without a word about it would be worse."""
    with pytest.raises(ReportError, match=words):
        take_apart(html)


def test_entities_and_addresses_are_not_followed(tmp_path):
    """A page must not read files or call home."""
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    html = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>Wort &x;</p></body></html>'
    assert "geheim" not in take_apart(html).text


@given(st.text(st.sampled_from("<>/abp &;\"'=!-\n\u00a0😀"), max_size=200))
def test_no_markup_makes_it_fail_otherwise(markup):
    """Any soup of tags is a page or is said to be none, and its blocks lie within its text."""
    try:
        taken = take_apart(markup)
    except ReportError:
        return
    assert all(0 <= block.start < block.end <= len(taken.text) for block in taken.blocks)
