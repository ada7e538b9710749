"""Office documents give the text that stands in them once all changes are accepted."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.errors import ReportError
from depesche.ingest.pieces import Given
from depesche.ingest.source_docx import read_docx
from depesche.ingest.source_odt import read_odt

docx = pytest.importorskip("docx", reason="python-docx is not installed")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document() -> bytes:
    made = docx.Document()
    made.core_properties.title = "Ohne Einigung"
    made.core_properties.author = "Erika Muster"
    made.sections[0].header.paragraphs[0].text = "Elbanzeiger"
    made.sections[0].footer.paragraphs[0].text = "Seite 1"
    made.add_heading("Ohne Einigung", 0)
    made.add_paragraph("Die Unterhändler trafen sich in ").add_run("Genf").bold = True
    table = made.add_table(rows=2, cols=2)
    for i, words in enumerate(["Partei", "Sitze", "Grüne", "7"]):
        table.cell(i // 2, i % 2).text = words
    made.add_paragraph("Danach\treiste man ab.")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def archive(**files: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def word(body: str, head: str = "", **files: str) -> bytes:
    main = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return archive(word__document=main, **files)


def read(raw, reader=read_docx):
    [piece] = reader(Given("a.docx", raw=raw))
    return piece


def test_a_document_is_read_in_order_with_tables_and_what_surrounds_it():
    """Head, title, paragraphs, table rows with tabs, foot: each apart, what is no article marked off."""
    piece = read(document())

    assert piece.text == (
        "Elbanzeiger\n\nOhne Einigung\n\nDie Unterhändler trafen sich in Genf\n\n"
        "Partei\tSitze\nGrüne\t7\n\nDanach\treiste man ab.\n\nSeite 1"
    )
    assert [(piece.text[block.start : block.end], block.kind, block.why) for block in piece.blocks] == [
        ("Elbanzeiger", "clutter", "page head"),
        ("Ohne Einigung", "title", "style Title"),
        ("Seite 1", "clutter", "page foot"),
    ]
    assert {fact.field: fact.value for fact in piece.facts}.items() >= {
        ("title", "Ohne Einigung"),
        ("byline", "Erika Muster"),
    }
    assert "published" not in {fact.field for fact in piece.facts}


def test_tracked_changes_are_read_as_accepted():
    """Inserted text stays, deleted and moved text goes."""
    body = (
        "<w:p><w:r><w:t>Man </w:t></w:r><w:del><w:r><w:delText>schwieg</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>sprach</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom>"
        "<w:r><w:instrText>HYPERLINK</w:instrText><w:t>.</w:t></w:r></w:p>"
    )

    assert read(word(body)).text == "Man sprach."


def test_footnotes_stand_at_the_end():
    """The number stays in the sentence; the note is clutter below."""
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>So die Agentur.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = '<w:p><w:r><w:t>Man sprach</w:t><w:footnoteReference w:id="2"/><w:t>.</w:t></w:r></w:p>'
    piece = read(word(body, word__footnotes=notes))

    assert piece.text == "Man sprach[2].\n\n[2] So die Agentur."
    assert [block.why for block in piece.blocks] == ["footnote"]


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, FILE])
def test_a_document_type_is_refused(head):
    """No entity is resolved, so none can fetch a file or fill the memory."""
    with pytest.raises(ReportError, match="document type"):
        read(word("<w:p><w:r><w:t>x</w:t></w:r></w:p>", head))


def test_a_bomb_is_refused_before_it_is_unpacked():
    """A file that unpacks to far more than it is packed is no document."""
    with pytest.raises(ReportError, match="bomb"):
        read(archive(word__document=b" " * 15_000_000))


def odt() -> bytes:
    head = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "meta")
    )
    content = (
        f"<office:document-content{head}><office:body><office:text><text:tracked-changes><text:p>weg</text:p>"
        "</text:tracked-changes><text:h text:style-name='Title'>Ohne Einigung</text:h><text:p>Man<text:s/>"
        "<text:span>sprach</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>"
        "So die Agentur.</text:p></text:note-body></text:note>\n in Genf.</text:p><table:table><table:table-row>"
        "<table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
        "</table:table-row></table:table></office:text></office:body></office:document-content>"
    )
    meta = (
        f'<office:document-meta{head} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Ohne</dc:title>'
        "<meta:creation-date>2031-03-04T10:00:00</meta:creation-date></office:meta></office:document-meta>"
    )
    return archive(content=content, meta=meta)


def test_an_opendocument_text_is_read_likewise():
    """Titles, spaces, notes, tables and tracked deletions are as in Word documents."""
    piece = read(odt(), read_odt)

    assert piece.text == "Ohne Einigung\n\nMan sprach[1] in Genf.\n\na\tb\n\n[1] So die Agentur."
    assert {fact.field: fact.value for fact in piece.facts} == {"title": "Ohne", "created": "2031-03-04"}


GOOD = {read_docx: document(), read_odt: odt()}


@pytest.mark.parametrize("reader", GOOD)
@pytest.mark.parametrize("part", [0.2, 0.6, 0.99])
def test_a_truncated_document_is_named(reader, part):
    """A zip archive whose end is missing cannot be opened."""
    with pytest.raises(ReportError, match="truncated"):
        read(GOOD[reader][: int(len(GOOD[reader]) * part)], reader)


@pytest.mark.parametrize("reader", GOOD)
@settings(max_examples=60, deadline=None)
@given(changes=st.lists(st.tuples(st.integers(0, 100_000), st.binary(min_size=1, max_size=6)), max_size=8))
def test_damaged_documents_give_pieces_or_our_error(reader, changes):
    """Whatever bytes are changed, nothing else escapes."""
    raw = bytearray(GOOD[reader])
    for at, new in changes:
        raw[at % len(raw) : at % len(raw) + len(new)] = new
    try:
        piece = read(bytes(raw), reader)
    except ReportError:
        return
    assert all(0 <= block.start < block.end <= len(piece.text) for block in piece.blocks)
