"""The page: whole, linked both ways, inert, legible. What needs a browser is in test_browser.py."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from tests.export.filled import filled

from depesche.errors import ReportError, UsageError
from depesche.export.article import lay_out
from depesche.export.briefing import Briefing, ReportLine
from depesche.export.page import TEMPLATES, write_html, write_page
from depesche.export.plain import visible
from depesche.export.registry import write
from depesche.records import Header, Published


@pytest.fixture
def page_of(make_case):
    """Write the page of reports that are put into a case, or of a case."""

    def write_it(given, lang="en", title="Talks"):
        case = given if hasattr(given, "reports") else make_case(given, f"{lang}.depesche")
        out = io.StringIO()
        write_html(case, out, lang=lang, title=title)
        return out.getvalue()

    return write_it


def tree_of(page):
    return html.document_fromstring(page)


def words_of(tree, path):
    return [" ".join(one.text_content().split()) for one in tree.xpath(path)]


def check_links(tree):
    ids = Counter(tree.xpath("//@id"))
    targets = tree.xpath("//@href")

    assert [name for name, times in ids.items() if times > 1] == []
    assert [href for href in targets if not (href.startswith("#") and href[1:] in ids)] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)?|r\d+([mps]\d+)?", name)] == []


def test_every_link_leads_somewhere_and_no_id_is_double(case):
    """With a failure, a double and a report that was not read in the case."""
    bridge = case.report("a/bridge.txt")
    case.put(replace(bridge, name="z.txt", source=replace(bridge.source, origin="/in/z")), reader="test 1")
    case.fail("d.pdf", "/in/d.pdf", None, ReportError("This is a PDF."))
    out = io.StringIO()
    write(case, "html", out)

    check_links(tree_of(out.getvalue()))


def test_statement_and_place_lead_to_each_other(page_of, reports):
    """From the margin to the words in the report and back, for every statement."""
    tree = tree_of(page_of(reports))
    for name in ("r1{}1", "r1{}2", "r1{}3", "r1{}4", "r2{}1"):
        [line] = tree.xpath(f"//*[@id='{name.format('m')}']")
        [place] = tree.xpath(f"//*[@id='{name.format('s')}']")

        assert f"#{name.format('s')}" in line.xpath(".//@href")
        assert f"#{name.format('m')}" == place.get("href")
        assert place.xpath("ancestor::*[@class='text']")


def test_a_line_leads_to_the_paragraph_that_has_its_words(page_of, story):
    """In every part of the briefing."""
    tree = tree_of(page_of(story))
    for part in ("happened", "said", "stands", "moved", "disputed", "coming", "copied", "missing"):
        links = tree.xpath(f"//section[@id='{part}']//a[@class='src']/@href")
        assert links, part
        for link in links:
            assert tree.xpath(f"//*[@id='{link[1:]}']/ancestor-or-self::details[@class='report']")


def test_the_briefing_says_what_stands_in_the_reports(page_of, story):
    """What happened, who said what in how many reports and where first, who holds what, what is disputed, what is next."""
    tree = tree_of(page_of(story))

    def said(part):
        return " ".join(words_of(tree, f"//section[@id='{part}']"))

    assert "6 May Tuesday Bergland – Talgrund held Auental · 5 hours · with Ada Brenn" in said("happened")
    assert "Ada Brenn refuses 5 May „Wir zahlen keinen Zoll“ in 3 reports, first in Auenblatt, 5 May, para. 2" in said(
        "said"
    )
    assert "offers opening of the bridge Bergland bietet nun eine Öffnung bei Nacht an." in said("stands")
    assert "5 May · demands Bergland fordert die Öffnung der Brücke. Auenblatt, 5 May, para. 2" in said("moved")
    assert "Duration: Bergland – Talgrund, Auental cannot both be so" in said("disputed")
    assert "The same meeting is told to have lasted “fünf Stunden” and “vier Stunden”." in said("disputed")
    assert "9 May Friday Bergland – Talgrund planned Uferstadt" in said("coming")
    assert "third, 7 May, para. 2 draws on the same wire as Auenblatt, 5 May, para. 2, which was there first" in said(
        "copied"
    )
    assert "third, 7 May leaves out: Talgrund" in said("missing")


def test_what_differs_is_marked(page_of, story):
    """Both sides of a discrepancy, and the words in which a version differs from the longest."""
    tree = tree_of(page_of(story))

    assert words_of(tree, "//section[@id='disputed']//mark")[:2] == ["fünf Stunden", "vier Stunden"]
    assert words_of(tree, "//*[@class='versions']//*[@class='d-other']") == ["Wir zahlen", "Wir zahlen"]
    assert words_of(tree, "//*[@class='versions']//*[@class='gap']") == ["[…]", "[…]"]


def test_a_part_that_has_nothing_says_so(page_of, reports):
    """Reports that were not related have a page all the same."""
    tree = tree_of(page_of(reports))

    assert "Nothing was found to be left out." in words_of(tree, "//section[@id='missing']/p")
    assert "The reports were not found to differ." in words_of(tree, "//section[@id='disputed']/p")


def test_why_a_report_has_its_day_is_folded_beside_its_facts(page_of, story):
    """Where the case tells the day; the reasons are said in the page's language."""
    tree = tree_of(page_of(story, "de"))

    assert words_of(tree, "//*[@id='r3']//*[@class='day-why']") == [
        "Warum dieser Tag Dasselbe Treffen soll „fünf Stunden“ und „vier Stunden“ gedauert haben."
    ]
    assert not tree.xpath("//*[@id='r1']//*[@class='day-why']")


def test_the_whole_text_of_a_report_is_there(reports):
    """Marks take nothing away."""
    for report in reports:
        pieces = [piece.text for paragraph in lay_out(report) for piece in paragraph.pieces]
        assert "".join(report.text.split()) == "".join("".join(pieces).split())


@settings(max_examples=60)
@given(st.text(max_size=60), st.data())
def test_any_text_with_any_marks_makes_a_sound_page(text, data):
    """Statements that begin in white space, at the end, or have no words; control characters; no text at all."""
    from depesche.records import Report, Source, Span, Statement  # noqa: PLC0415

    edges = st.integers(0, len(text))
    statements = []
    for number in range(data.draw(st.integers(0, 4))):
        spans = [Span.of(text, *sorted((data.draw(edges), data.draw(edges)))) for _ in range(3)]
        statements.append(Statement(f"{number}", "mixed", tuple(spans[:1]), tuple(spans[1:2]), spans[2], text[:5]))
    report = Report("n", text, Source("", "text", "", "utf-8", "", 0, ""), statements=tuple(statements))
    row = ReportLine("n", report.id, 1, None, text, text, (text, text), text, text, len(statements))
    out = io.StringIO()
    write_page(Briefing((row,)), [report], out, title=text)
    tree = tree_of(out.getvalue())

    check_links(tree)
    assert out.getvalue().encode()
    assert len(statements) == len(tree.xpath("//*[@class='text']//a[@class='no']"))
    pieces = [piece.text for paragraph in lay_out(report) for piece in paragraph.pieces]
    assert "".join(text.split()) == "".join("".join(pieces).split())


def test_a_cell_beside_its_label_is_one_piece(page_of, reports):
    """On a narrow screen the label stands at the left; what belongs to one value is not parted over both columns."""
    tree = tree_of(page_of(reports))
    cells = tree.xpath("//td[@data-label and not(contains(@class, 'num'))]")

    assert len(cells) > 5
    assert [cell.text_content() for cell in cells if len(cell) != 1 or cell.text or cell[0].tail] == []


def test_facts_come_with_their_basis(case):
    """And what a person states is said to be so."""
    case.state("a/bridge.txt", "outlet", "Auenbote", "me")
    case.state("a/bridge.txt", "agencies", "fpa, dpx", "me")
    out = io.StringIO()
    write(case, "html", out)
    facts = words_of(tree_of(out.getvalue()), "//*[@id='r1']//dl/div")

    assert "Day Monday 5 May 2031 (between Monday 5 May 2031 and Tuesday 6 May 2031) from the file name" in facts
    assert "Outlet Auenbote stated by a person" in facts
    assert "Agencies fpa, dpx stated by a person" in facts
    assert "Dateline Auental from the text" in facts


def test_a_person_who_agrees_with_a_table_is_the_one_who_says_so(case):
    """Of two who state the same the one is named whose word counts."""
    case.state("a/bridge.txt", "outlet", "Auenblatt", "me")
    out = io.StringIO()
    write(case, "html", out)

    assert "Outlet Auenblatt stated by a person" in words_of(tree_of(out.getvalue()), "//*[@id='r1']//dl/div")


def test_overlaps_stay_visible(reports):
    """The words of an inner statement lie in two lanes at once."""
    pieces = [piece for paragraph in lay_out(reports[0]) for piece in paragraph.pieces]
    [inner] = [piece for piece in pieces if piece.text == "die Brücke bleibe offen"]

    assert inner.lanes == (0, 1)
    assert inner.numbers == (3,)


def test_clutter_is_dimmed_and_not_deleted(page_of, reports):
    """The reader sees what was left out of the reading."""
    assert words_of(tree_of(page_of(reports)), "//*[@class='text']/p[@class='dim']") == ["Foto: fpa"]


def test_the_page_speaks_german(page_of, story):
    """All its own words; those of the reports stay as they are."""
    tree = tree_of(page_of(story, "de"))

    assert tree.get("lang") == "de"
    assert words_of(tree, "//*[@class='lead']") == [
        "3 Berichte, 2 Medien genannt, Montag, 5. Mai 2031 bis Mittwoch, 7. Mai 2031."
    ]
    assert {"Was geschah", "Wer was vertritt", "Was strittig ist", "Die Berichte"} <= set(words_of(tree, "//h2"))
    english = {"The reports", "Statements", "held", "refuses", "undated", "Language", "from the", "told", "first in"}
    assert not [word for word in english if word in " ".join(words_of(tree, "//body"))]


def test_a_language_that_the_page_does_not_speak_is_refused(case):
    """Before anything is written."""
    out = io.StringIO()
    with pytest.raises(UsageError, match="does not speak fr"):
        write(case, "html", out, lang="fr")

    assert not out.getvalue()


def test_a_build_that_runs_meanwhile_does_not_spoil_the_page(case, a_raw):
    """The page shows the versions that its briefing told of; what is new comes with the next page."""

    class Busy(io.StringIO):
        def write(self, words):
            if not self.tell():
                bridge = case.report("a/bridge.txt")
                case.put(replace(a_raw("Ganz anders.\n", "a/bridge.txt"), source=bridge.source), reader="test 1")
                case.put(a_raw("Neu.\n", "a/new.txt"), reader="test 1")
            return super().write(words)

    out = Busy()
    write(case, "html", out)
    tree = tree_of(out.getvalue())

    assert case.report("a/bridge.txt").text == "Ganz anders.\n"
    assert len(tree.xpath("//details[@class='report']")) == 3
    check_links(tree)
    assert tree.xpath("//*[@id='r1s1']/ancestor::*[@id='r1']")


def test_the_title_is_that_of_the_case_unless_one_is_given(case):
    """The name of its file says enough."""
    first, second = io.StringIO(), io.StringIO()
    write(case, "html", first)
    write(case, "html", second, title="Brücke & Zoll")

    assert words_of(tree_of(first.getvalue()), "//h1") == ["talks"]
    assert words_of(tree_of(second.getvalue()), "//h1") == ["Brücke & Zoll"]


def test_an_empty_case_has_a_page(page_of):
    """It says that there is nothing yet."""
    tree = tree_of(page_of([]))

    check_links(tree)
    assert "The case holds no reports yet." in words_of(tree, "//p")


def test_nothing_in_the_page_loads_or_runs(reports):
    """No script, no style but its own, no address outside the page, whatever stands in any field of a briefing."""
    evil = '"><script>alert(1)</script><img src=//x.example/ onerror=alert(1)><a href="javascript:alert(1)">'
    report = replace(
        reports[0],
        language=evil,
        header=Header(Published(evil, (evil, evil), evil), evil, (evil,), (evil,), (evil,), title=evil),
        statements=tuple(replace(one, actor=evil, id=evil) for one in reports[0].statements),
    )
    out = io.StringIO()
    brief = filled(Briefing, evil)
    brief = replace(brief, reports=(replace(brief.reports[0], double_of=None),))
    write_page(brief, [report], out, title=evil)
    tree = tree_of(out.getvalue())

    assert out.getvalue().count("&lt;script&gt;alert(1)") > 100
    assert not tree.xpath("//script|//img|//iframe|//object|//embed|//link|//svg|//form|//base")
    assert not [name for name in tree.xpath("//@*/..") for name in name.attrib if name.startswith("on")]
    assert not tree.xpath("//@style|//@src|//@srcset|//@action")
    check_links(tree)


def test_the_policy_allows_one_style_sheet_and_nothing_else(page_of, reports):
    """By its hash."""
    tree = tree_of(page_of(reports))
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [style] = tree.xpath("//style/text()")
    sha = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{sha}'; base-uri 'none'; form-action 'none'" == policy
    assert "</" not in style
    assert "url(" not in style
    assert "@import" not in style


def test_what_deceives_the_eye_is_shown_by_name(page_of, reports):
    """Direction controls, zero-width characters and controls, wherever they stand."""
    trick = "gro\u202exe.txt\u200b\x1b\x85\ufeff"
    page = page_of([replace(reports[2], name=trick)], title=trick)

    assert visible(trick) == "gro⟦RLO⟧xe.txt⟦ZWSP⟧⟦1B⟧⟦85⟧⟦BOM⟧"
    assert visible(trick) in page
    assert not set(trick) - set("groxe.txt") & set(page)


# Colours


def luminance(colour):
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def schemes():
    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark = (dict(re.findall(r"--(\w+): (#\w+|rgba\([^)]*\))", block)) for block in blocks[:2])
    return {"light": light, "dark": {**light, **dark}}


def solid(value, under=(0.0, 0.0, 0.0)):
    if value.startswith("#"):
        digits = value[1:] if len(value) == 7 else "".join(2 * one for one in value[1:])
        return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    *parts, alpha = (float(part) for part in value[5:-1].split(","))
    return tuple(alpha * part / 255 + (1 - alpha) * below for part, below in zip(parts, under, strict=True))


@pytest.mark.parametrize(
    ("scheme", "ink"), [*product(("light", "dark"), ("ink", "muted", "link", "who", "cue", "when", "aside"))]
)
def test_colours_can_be_read(scheme, ink):
    """WCAG AA for text: on the paper, on the sheet, on what a link led to, and where statements overlap."""
    colours = schemes()[scheme]
    grounds = [solid(colours[name]) for name in ("paper", "sheet", "target")]
    stacked = grounds[0]
    for _ in range(2):
        stacked = solid(colours["tint"], stacked)
        grounds.append(stacked)

    assert min(contrast(solid(colours[ink]), ground) for ground in grounds) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_can_be_seen(scheme):
    """WCAG AA for what is no text: 3 to 1."""
    colours = schemes()[scheme]

    assert contrast(solid(colours["said"]), solid(colours["paper"])) >= 3
