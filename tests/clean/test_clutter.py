"""What is no part of the article is marked, to the character, and the article is left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche.clean.clutter import mark_clutter
from depesche.clean.header import read_header
from depesche.packs import load
from depesche.records import Block, Report

BODY = "Die Gespräche in Genf sind ohne Einigung zu Ende gegangen. Beide Seiten wollen weiter verhandeln, hieß es."
MORE = "Ein neuer Termin steht noch nicht fest. Die Delegationen reisten nach eigenen Angaben in der Nacht ab."


def cleaned(report: Report) -> Report:
    return mark_clutter(read_header(report, load("de")), load("de"))


def clutter(text: str) -> list[str]:
    return [span.text for span in cleaned(a_report(text)).header.clutter]


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Anna Beispiel / AFP",
        "Bild: picture alliance/dpa/Anna Beispiel",
        "(Foto: Anna Beispiel)",
        "Anna Beispiel / Reuters",
        "© Anna Beispiel/Reuters",
        "Video abspielen",
        "Artikel anhören",
        "04:32 Min.",
        "Lesedauer: 3 Minuten",
        "Video: So lief der Tag in Genf",
        "Jetzt kostenlos registrieren",
        "Sie haben noch kein Konto bei uns? Jetzt anlegen",
        "Bereits Abonnent? Zum Login",
        "Dieser Artikel ist exklusiv für Abonnenten.",
        "Testen Sie unser Angebot vier Wochen lang für einen Euro.",
        "Merkliste",
        "Jetzt unseren Newsletter abonnieren",
        "Erhalten Sie jeden Morgen das Neueste in Ihr Postfach.",
        "Wir verwenden Cookies, um unser Angebot zu verbessern.",
        "An dieser Stelle finden Sie einen externen Inhalt von YouTube.",
        "Auf Facebook teilen",
        "Facebook Twitter WhatsApp E-Mail",
        "Link kopieren",
        "12 Kommentare",
        "Kommentar abgeben / Kommentare ansehen",
        "Lesen Sie auch: Wer in Genf am Tisch sitzt",
        "Mehr zum Thema",
        "Das könnte Sie auch interessieren:",
        "Zur Startseite",
        "Impressum",
        "Anzeige",
    ],
)
def test_lines_that_are_clutter_wherever_they_stand(line):
    """Between two paragraphs, the line alone is marked."""
    assert clutter(f"{BODY}\n\n{line}\n\n{MORE}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "asc/dpa/AFP",
        "Quelle: dpa",
        "(APA, 10.1.2022)",
        "Von Anna Beispiel, Genf",
        "Stand: 10.01.2022, 14:30 Uhr",
        "(Weitere Berichte von Anna Beispiel in Genf; Bearbeitung von Karl Muster)",
        "USA warnen vor Eskalation",
        "DRINGENDE FRAGEN",
        "„Lesen Sie doch den Vertrag“, sagte er.",
        "Sie wollen nicht weiter verhandeln.",
        "Die Kommentare der Minister waren scharf.",
        "Newsletter und Videos der Armee warnten vor dem Marsch.",
        "Der Inhalt des Abkommens ist geheim.",
        "Anmelden müssen sich künftig alle Beobachter.",
    ],
)
def test_lines_that_are_none(line):
    """Credits belong to the report, subheads and sentences to the article."""
    assert clutter(f"{BODY}\n\n{line}\n\n{MORE}") == []


def test_a_tracking_prefix_is_marked_without_the_space_around_it():
    """Half a date before the first word is no part of the first sentence."""
    assert clutter(f" date 2022-01 {BODY}\n\n{MORE}") == ["date 2022-01"]


CAPTION = "Treffen am See: Die Delegationen kommen an"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{BODY}\n{CAPTION}\n\n{CAPTION}\n\nFoto: A. Muster / dpa\n\n{MORE}",
            [CAPTION, CAPTION, "Foto: A. Muster / dpa"],
        ),
        (f"{BODY}\n\n{CAPTION}\nFoto: A. Muster / dpa\n\n{MORE}", [CAPTION, "Foto: A. Muster / dpa"]),
        (f"{BODY}\n\n{CAPTION}. Foto: A. Muster / dpa\n\n{MORE}", [f"{CAPTION}. Foto: A. Muster / dpa"]),
        (f"Keine Einigung\nFoto: A. Muster / dpa\n\n{BODY}\n\n{MORE}", ["Foto: A. Muster / dpa"]),
        (f"{BODY}\nFoto: A. Muster / dpa\n\n{MORE}", ["Foto: A. Muster / dpa"]),
        (f"{BODY} (Foto: A. Muster) {MORE}", ["(Foto: A. Muster)"]),
        (f"{BODY}\n\nNein.\n\n{MORE}\n\nNein.\n\n{BODY}", []),
    ],
    ids=["twice", "above the credit", "one line", "headline above", "paragraph above", "in brackets", "no picture"],
)
def test_captions(text, expected):
    """A caption is marked each time it stands there, but neither headline nor paragraph is taken for one."""
    assert clutter(text) == expected


def test_everything_behind_the_sign_off_is_clutter():
    """The article ends where it is signed, whatever the boxes say."""
    tail = ["Unbekannte Schaltfläche", "Noch ein Satz aus einem Kasten, den niemand kennt."]
    assert clutter("\n".join([BODY, MORE, "asc/dpa", *tail])) == tail


def test_without_a_sign_off_the_first_box_ends_the_article():
    """Short lines before it may still be the article's last words."""
    text = f"{BODY}\n{MORE}\nDamit endet es.\nMehr zum Thema\nWer am Tisch sitzt\nStreit um Genf (03.01.2022)"
    assert clutter(text) == ["Mehr zum Thema", "Wer am Tisch sitzt", "Streit um Genf (03.01.2022)"]


def test_a_sign_off_in_the_middle_ends_nothing():
    """Two reports in one file are two reports."""
    assert clutter(f"{BODY}\n\nasc/dpa\n\n{MORE}\n\n{BODY}") == []


def test_lost_line_ends_leave_two_spaces():
    """Where a page was flattened to one line, boxes are still told apart."""
    assert clutter(f"{BODY} {MORE}  Kommentar abgeben  Portal:Politik") == ["Kommentar abgeben", "Portal:Politik"]
    assert clutter(f"{BODY} Er wollte keinen Kommentar abgeben. {MORE}") == []


def test_boxes_name_the_outlet():
    """A paper's own boxes say whose they are, if they say it of one alone."""
    text = f"{BODY}\n\n{MORE}\n\nasc/dpa\n"
    assert cleaned(a_report(text + "Sie haben noch kein SPIEGEL-Konto?")).header.outlet == "DER SPIEGEL"
    assert cleaned(a_report(text + "Sie haben noch kein SPIEGEL-Konto?\nMehr mit FAZ+")).header.outlet is None
    assert cleaned(a_report(f"{BODY} Das berichtet der SPIEGEL.\n\n{MORE}")).header.outlet is None


def test_a_page_says_which_blocks_are_clutter():
    """Blocks count, but credits among them stay, and boxes within the article are found as in plain text."""
    parts = (
        ("clutter", "Startseite Politik"),
        ("title", "Keine Einigung"),
        ("clutter", "Von Anna Beispiel"),
        ("article", BODY),
        ("article", "Lesen Sie auch: Wer am Tisch sitzt"),
        ("article", MORE),
        ("clutter", "asc/dpa"),
        ("clutter", "Irgendein Kasten mit einem langen Satz, der nichts mit dem Bericht zu tun hat."),
    )
    text, blocks = "", []
    for kind, words in parts:
        blocks.append(Block(len(text), len(text) + len(words), kind, ""))
        text += words + "\n\n"
    found = cleaned(replace(a_report(text), blocks=tuple(blocks)))
    assert [span.text for span in found.header.clutter] == [parts[0][1], parts[4][1], parts[7][1]]


LINES = st.sampled_from(
    [BODY, MORE, CAPTION, "Foto: A. Muster / dpa", "Merkliste", "asc/dpa", "", " ", "date 2022-01", "(APA, 10.1.2022)",
     "Von Anna Beispiel", "12 Kommentare", "😀", "Wien – Es", "(", "\u2028", "\x0b"]
)  # fmt: skip


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "  ", " "]))
def test_spans_are_the_reports_own_text(lines, gap):
    """Its clutter is in order, apart, and free of white space at the edges; the text is as before."""
    report = a_report(gap.join(lines))
    found = cleaned(report)
    assert found.text == report.text
    before = 0
    for span in found.header.clutter:
        assert span.text == report.text[span.start : span.end] == span.text.strip() != ""
        assert span.start >= before
        before = span.end


@given(st.text(max_size=300))
def test_any_text_can_be_cleaned(text):
    """Headers and clutter are looked for in whatever people hand in."""
    cleaned(a_report(text))
