"""A PDF file is read as its reader reads it: column by column, words whole, without what stands on every page."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph

from depesche.errors import ReportError
from depesche.ingest.pieces import Given
from depesche.ingest.source_pdf import _clean, read_pdf

BODY = "Die Unterhändler beider Seiten trafen sich am Montag in Genf, ohne sich in der Sache zu einigen. "
HEADLINE = "Unterhändler gehen ohne jede Einigung auseinander und reisen ab"


def read(raw: bytes):
    [piece] = read_pdf(Given("a.pdf", raw=raw))
    return piece


def printed(columns: int, count: int = 30) -> bytes:
    """Pages with a headline, columns, a running head and page numbers, set by reportlab."""
    out = io.BytesIO()

    def running(page, document):
        page.setFont("Helvetica", 8)
        page.drawString(40, 815, "Elbanzeiger, 4. März 2031")
        page.drawString(280, 20, f"Seite {document.page}")

    document = BaseDocTemplate(out, pagesize=(595, 842), title="Ohne Einigung", invariant=1)
    width = 515 / columns
    frames = [Frame(40 + i * width, 60, width - 12, 640, id=str(i)) for i in range(columns)]
    document.addPageTemplates(PageTemplate(frames=[Frame(40, 700, 515, 80), *frames], onPage=running))
    style = ParagraphStyle("x", fontSize=9, leading=11, spaceAfter=6)
    story = [Paragraph(HEADLINE, ParagraphStyle("h", fontSize=18, leading=22)), FrameBreak()]
    story += [Paragraph(f"Absatz {n} beginnt. {BODY * 3}Ende von {n}.", style) for n in range(count)]
    document.build(story)
    return out.getvalue()


def drawn(lines, size=10, leading=12) -> bytes:
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(400, 400), invariant=1)
    page.setFont("Helvetica", size)
    for i, line in enumerate(lines):
        page.drawString(20, 300 - i * leading, line)
    page.save()
    return out.getvalue()


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_another_and_paragraphs_stay_whole(columns):
    """The headline comes first, then every paragraph in order, even where a column or page cuts it."""
    piece = read(printed(columns))
    cut = {(block.start, block.end) for block in piece.blocks}
    text = [part for part in piece.text.split("\n\n") if not part.startswith(("Seite ", "Elbanzeiger"))]

    assert text == [HEADLINE, *(f"Absatz {n} beginnt. {BODY * 3}Ende von {n}." for n in range(30))]
    assert cut


def test_running_heads_and_page_numbers_are_clutter_with_their_reason():
    """What stands on every page is marked off, and nothing else is."""
    piece = read(printed(2))
    said = {(piece.text[block.start : block.end], block.kind, block.why) for block in piece.blocks}

    assert said == {
        ("Elbanzeiger, 4. März 2031", "clutter", "running head"),
        *((f"Seite {n + 1}", "clutter", "page number") for n in range(len(piece.pages))),
    }


def test_pages_say_where_each_begins():
    """The first words of a page stand at its offset, within a paragraph that it cuts too."""
    raw = printed(1)
    piece = read(raw)
    document = pypdfium2.PdfDocument(raw)
    try:
        assert len(piece.pages) == len(document) > 1
        assert list(piece.pages) == sorted(piece.pages)
        for number, start in enumerate(piece.pages[1:], start=1):
            first = document[number].get_textpage().get_text_range()
            lines = [line for line in first.splitlines() if not line.startswith(("Elb", "Seite"))]
            assert piece.text[start:].startswith(lines[0].strip()[:40])
    finally:
        document.close()


def test_what_the_file_states_of_itself_is_kept_but_its_making_is_no_publication():
    """The title is a title; the day of making is called so."""
    assert {fact.field for fact in read(printed(1, 2)).facts} == {"title", "created"}


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Die Verhand-", "lungen enden."], "Die Verhandlungen enden."),
        (["Der Außen\u00ad", "minister kam."], "Der Außenminister kam."),
        (["Der Nord-", "Süd-Dialog ruht."], "Der Nord-Süd-Dialog ruht."),
        (["Die EU-", "Staaten schweigen."], "Die EU-Staaten schweigen."),
        (["Die EU-", "weite Regel gilt."], "Die EU-weite Regel gilt."),
        (["Die Vor-", "und Nachteile."], "Die Vor- und Nachteile."),
        (["Das Re-Import-", "verbot und das Re-Importverbot"], "Das Re-Importverbot und das Re-Importverbot"),
        (["Ein deutsch-", "russischer Rat, ein deutsch-russischer Plan."],
         "Ein deutsch-russischer Rat, ein deutsch-russischer Plan."),
        (["Er sprach \u2013", "lange."], "Er sprach \u2013 lange."),
    ],
)  # fmt: skip
def test_words_that_a_line_cut_are_whole_again(lines, text):
    """A cut word is joined, a real hyphen stays; in doubt the rest of the document decides."""
    assert read(drawn(lines)).text == text


def test_ligatures_become_letters():
    """What the printer drew as one sign is searched for as letters."""
    assert _clean("o\ufb03ziell") == "offiziell"


def test_a_table_keeps_its_rows():
    """Cells of a row stand on one line, parted by tabs, and are not read as columns."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(400, 400), invariant=1)
    for i in range(8):
        page.drawString(20, 300 - i * 14, f"Partei {i}" + "en und so" * (i == 2))
        page.drawString(200, 300 - i * 14, f"{i * 7} Prozent")
    page.save()

    assert "Partei 3\t21 Prozent" in read(out.getvalue()).text


def test_pages_printed_by_a_browser_are_read_too(browser):
    """Chromium's columns and soft hyphens come out as running text."""
    words = " ".join(["Die Verhand&shy;lungs&shy;partei&shy;en trafen den Außen&shy;minis&shy;ter in Genf."] * 60)
    html = (
        "<html lang=de><title>Ohne Einigung</title><body style='font:11px sans-serif;hyphens:manual'>"
        f"<h1>{HEADLINE}</h1><div style='columns:3;column-gap:24px;text-align:justify'><p>{words}</p></div></body></html>"
    )
    page = browser.new_page()
    page.set_content(html)
    raw = page.pdf(format="A4")
    page.close()
    headline, _, text = read(raw).text.partition("\n\n")
    plain = " ".join(["Die Verhandlungsparteien trafen den Außenminister in Genf."] * 60)

    assert headline == HEADLINE
    # A column that ends with a sentence ends a paragraph, for all that can be seen.
    assert text.replace("\n\n", " ") == plain


@pytest.mark.parametrize("times", [1, 4], ids=["a few lines", "a page"])
def test_a_narrow_gutter_between_columns_set_to_full_width_is_seen(browser, times):
    """The gaps between the words of a line may be as wide as the gutter, and a column may hold few lines."""
    said = (
        (
            "Die talvonische Außenministerin sagte am Dienstag in Genf: „Wir lehnen das Angebot ab, solange die Küstenwache unsere "
            "Häfen blockiert und die Verbindung geschlossen bleibt.“ Die Gespräche dauerten sieben Stunden."
        ),
        (
            "Er forderte den Abzug der Küstenwache. Er nannte das Angebot unzureichend und verlangte neue Verhandlungen bis zum Ende "
            "der Woche. Die EU-Staaten begrüßten die Gespräche."
        ),
    )
    paragraphs = "".join(f"<p>{words}</p>" for words in said * times)
    style = "font:16px serif;columns:2;column-gap:16px;text-align:justify"
    page = browser.new_page()
    page.set_content(f"<html lang=de><body><h1>{HEADLINE}</h1><div style='{style}'>{paragraphs}</div></body></html>")
    raw = page.pdf(format="A4")
    page.close()

    assert " ".join(read(raw).text.split()) == " ".join([HEADLINE, *said * times])


def refused(raw: bytes) -> str:
    with pytest.raises(ReportError) as caught:
        list(read_pdf(Given("a.pdf", raw=raw)))
    return str(caught.value)


def test_a_scan_is_named_as_what_needs_text_recognition():
    """A page without characters is no empty report."""
    out = io.BytesIO()
    page = canvas.Canvas(out, invariant=1)
    page.rect(20, 20, 50, 50)
    page.save()

    assert "scanned" in refused(out.getvalue())
    assert "OCR" in refused(out.getvalue())


def test_an_encrypted_file_is_named_as_such():
    """The reader is told to take the password off."""
    out = io.BytesIO()
    page = canvas.Canvas(out, encrypt=StandardEncryption("geheim", canPrint=0))
    page.drawString(20, 20, "Genf")
    page.save()

    assert "encrypted" in refused(out.getvalue())


def test_too_many_pages_are_refused(monkeypatch):
    """A file of more pages than a person reads is not opened page by page."""
    monkeypatch.setattr("depesche.ingest.source_pdf._MOST_PAGES", 1)

    assert "pages" in refused(printed(1))


def survives(raw: bytes) -> None:
    """Either pieces or our own error."""
    try:
        for piece in read_pdf(Given("a.pdf", raw=raw)):
            assert piece.text is not None
            assert piece.text == piece.text.encode().decode()
            assert all(0 <= block.start < block.end <= len(piece.text) for block in piece.blocks)
            assert all(0 <= page <= len(piece.text) for page in piece.pages)
    except ReportError:
        pass


GOOD = printed(2, 4)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file_gives_no_crash(part):
    """A file whose end is missing is read as far as PDFium mends it, or named as damaged."""
    survives(GOOD[: int(len(GOOD) * part)])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8)), max_size=10))
def test_damaged_files_give_pieces_or_our_error(changes):
    """Whatever bytes are changed, nothing else escapes."""
    raw = bytearray(GOOD)
    for at, new in changes:
        raw[at : at + len(new)] = new
    survives(bytes(raw))


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_pieces_or_our_error(raw):
    """Bytes that only begin like a PDF file are refused."""
    survives(b"%PDF-1.7\n" + raw)


def test_wide_gaps_between_words_are_no_cells():
    """Justified lines of a narrow column may be stretched to twice the usual gap."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(400, 400), invariant=1)
    page.setFont("Helvetica", 10)
    page.drawString(20, 300, "Unterhändler")
    page.drawString(20 + page.stringWidth("Unterhändler", "Helvetica", 10) + 13, 300, "reisen")
    page.drawString(20, 288, "danach wieder ab.")
    page.save()

    assert read(out.getvalue()).text == "Unterhändler reisen danach wieder ab."


def test_a_headline_over_two_of_three_columns_does_not_break_the_third():
    """What stands beside a headline is read in its own column."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=(600, 400), invariant=1)
    page.setFont("Helvetica", 18)
    page.drawString(20, 350, "Ohne Einigung gehen beide ab")
    page.setFont("Helvetica", 9)
    for column in range(3):
        for row in range(12):
            words = f"Spalte {column} Zeile {row:02} mit Wörtern,"
            page.drawString(20 + column * 190, 320 - row * 11, words)
    page.save()
    text = read(out.getvalue()).text
    wanted = [f"Spalte {column} Zeile {row:02} mit Wörtern," for column in range(3) for row in range(12)]

    assert text == "Ohne Einigung gehen beide ab\n\n" + " ".join(wanted)
