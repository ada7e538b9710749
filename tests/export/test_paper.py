"""The briefing as Markdown and as a Word document: all its lines with their sources, and nothing that a report can set off."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.export.filled import filled

from depesche.errors import UsageError
from depesche.export.briefing import Briefing, briefing
from depesche.export.markdown import escaped, footnote, lines
from depesche.export.paper import of_briefing, paper, plain
from depesche.export.registry import write
from depesche.export.word import document
from depesche.store.case import Case

HOSTILE = (
    "<script>alert(1)</script> [a](javascript:alert(1)) ![b](http://evil.example/x.png) **c** `d` # e\n\n- f\n> g\n| h | i |\n"
    "&lt; www.evil.example "
    "http://evil.example a@b.example <http://evil.example> [j]: http://evil.example 'k' ~~l~~ \u202egnp.\x00\x1b]0;m\x07"
)
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXT = st.text("ab1 .-+*_`[]()<>#|~&@!$^=:/\\\"'„“…é😀\n\t", max_size=25)


@pytest.fixture(scope="module")
def whole(sample_case):
    """The sample case, opened."""
    with Case.open(sample_case) as case:
        yield case


def inside(tokens):
    """Every token, also those within others."""
    for one in tokens:
        yield one
        yield from inside(one.children or ())


def kinds(text):
    return {one.type.removesuffix("_open").removesuffix("_close") for one in inside(GFM.parse(text))}


def words_of(text):
    return "".join(one.content for one in inside(GFM.parse(text)) if one.type == "text")


def markdown(case, **options):
    out = io.BytesIO()
    written = write(case, "md", out, **options)
    assert written.rows == len(list(case.rows()))
    return out.getvalue().decode("utf-8")


def word(case, **options):
    out = io.BytesIO()
    write(case, "docx", out, **options)
    return out.getvalue()


OURS = {
    "paragraph", "inline", "text", "heading", "bullet_list", "list_item", "blockquote", "strong", "em", "table", "thead",
    "tbody", "tr", "th", "td",
}  # fmt: skip


def test_markdown_has_the_lines_of_the_briefing(whole):
    """With their headings, a table of the reports, and a footnote for each place that is cited."""
    text = markdown(whole)
    told = words_of(text)
    found = briefing(whole)

    passages = [line.passage for line in found.said.lines[:12]]
    passages += [line.passage for line in found.sides.lines[0].lines[:6]]
    for passage in passages:
        assert plain(passage.words) in told
    for row in found.reports:
        assert plain(row.name) in told
    for heading in ("What happened", "Who holds what", "What comes next", "Sources"):
        assert f"## {heading}\n" in text
    assert kinds(text) <= OURS
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert cited == set(re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)) != set()


def test_headings_speak_german(whole):
    """What reports say is never translated."""
    text = markdown(whole, lang="de", title="Lage am Sund")

    assert text.startswith("# Lage am Sund\n")
    assert "## Was geschah\n" in text
    assert "## Quellen\n" in text
    with pytest.raises(UsageError):
        markdown(whole, lang="fr")


@settings(max_examples=400, deadline=None)
@given(TEXT)
def test_escaped_words_are_words(words):
    """Whatever they are, wherever they stand: at the beginning of a line, in a list, a quotation, a cell, beside letters."""
    expected = " ".join(words.split())
    for frame in ("{}", "- {}", "> {}", "## {} x", "x {} y", "*x* {}"):
        begins = not frame.startswith(("x", "*"))
        text = frame.format(escaped(words, begins=begins))
        assert kinds(text) <= OURS, text
        if expected:
            assert expected in words_of(text)
    for source in (f"{words}, undated, para. 4, {words}", f"{words}, {words}, para. 4, a.txt"):
        assert kinds(footnote(1, source) + "\n\n[^1]\n") <= OURS
    row = f"| a | b |\n| --- | --- |\n| {escaped(words, begins=False)} | z |\n"
    assert [one.type for one in GFM.parse(row)].count("td_open") == 2
    assert kinds(row) <= OURS


def test_a_hostile_briefing_makes_no_markup():
    """Every field of it has markup, addresses, controls and line ends."""
    made = of_briefing(filled(Briefing, HOSTILE), "en", HOSTILE)
    text = "".join(lines(made))

    assert kinds(text) <= OURS
    assert not re.search(r"(?<!\\)://evil|[\x00-\x08\x1b\u202e]|(?<!\\)<|https?://|www\.", text)
    assert "evil" in text
    assert sum(line.startswith("# ") for line in text.splitlines()) == 1


def test_a_hostile_briefing_is_text_in_word():
    """No link, picture, field or control, and the same words."""
    made = of_briefing(filled(Briefing, HOSTILE), "de", HOSTILE)
    data = document(made)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        body = packed.read("word/document.xml").decode("utf-8")
        relations = packed.read("word/_rels/document.xml.rels").decode("utf-8")
    texts = [one.text for one in docx.Document(io.BytesIO(data)).paragraphs]

    assert not re.search(r"<w:(hyperlink|drawing|fldSimple|instrText|pict|object)|\x00|\u202e|<script", body)
    assert "evil" not in relations
    assert "External" not in relations
    assert plain(HOSTILE) in texts


def test_word_has_the_blocks_of_the_paper(whole):
    """Headings, items, quotations, the table of reports, and the numbered list of sources."""
    made = paper(whole)
    found = docx.Document(io.BytesIO(word(whole)))
    styles = {
        "title": "Title",
        "heading": "Heading 1",
        "subheading": "Heading 2",
        "item": "List Bullet",
        "quote": "Quote",
    }
    expected = [
        (styles.get(block.kind, "Normal"), "".join(piece.text for piece in block.pieces))
        for block in made.blocks
        if block.kind != "table"
    ]
    read = [
        (one.style.name, "".join(run.text for run in one.runs if not run.font.superscript))
        for one in found.paragraphs
        if one.style
    ]

    assert read[: len(expected)] == expected
    assert [text for _, text in read[len(expected) + 1 :]] == [
        f"[{number}] {source}" for number, source in enumerate(made.sources, start=1)
    ]
    [table] = found.tables
    [block] = [one for one in made.blocks if one.kind == "table"]
    assert tuple(tuple(cell.text for cell in row.cells) for row in table.rows) == block.rows


def test_word_tells_no_day_and_nobody(whole):
    """The same bytes each time; the file's own facts are fixed, its language is that of the headings."""
    data = word(whole, lang="de")
    about = docx.Document(io.BytesIO(data)).core_properties
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        styles = packed.read("word/styles.xml").decode("utf-8")

    assert data == word(whole, lang="de")
    assert (about.created.year, about.modified.year, about.last_modified_by) == (1980, 1980, "")
    assert about.author.startswith("Depesche ")
    assert 'w:val="de-DE"' in styles


def test_every_cited_number_has_a_source(whole):
    """And no place has two."""
    made = paper(whole)
    cited = [number for block in made.blocks for number in block.cites]

    assert set(cited) == set(range(1, len(made.sources) + 1))
    assert len(set(made.sources)) == len(made.sources)


def test_an_empty_case_says_so(make_case):
    """In both formats."""
    case = make_case([])

    assert "The case holds no reports yet" in markdown(case)
    assert "The case holds no reports yet." in [one.text for one in docx.Document(io.BytesIO(word(case))).paragraphs]


def test_what_was_not_read_is_named(make_case, reports):
    """With why."""
    unread = replace(reports[2], unread="There is no language pack for pl.")
    text = words_of(markdown(make_case([unread])))

    assert "c/quiet.txt: There is no language pack for pl." in text
