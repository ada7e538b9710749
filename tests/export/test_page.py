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

from depesche.errors import ReportError, UsageError
from depesche.export.article import lay_out
from depesche.export.briefing import briefing_of
from depesche.export.page import TEMPLATES, write_page
from depesche.export.plain import visible
from depesche.export.registry import write
from depesche.records import Header, Published


def page_of(reports, lang="en", title="Talks"):
    out = io.StringIO()
    write_page(briefing_of(reports), reports, out, lang=lang, title=title)
    return out.getvalue()


def tree_of(page):
    return html.document_fromstring(page)


def words_of(tree, path):
    return [" ".join(one.text_content().split()) for one in tree.xpath(path)]


def check_links(tree):
    ids = Counter(tree.xpath("//@id"))
    targets = tree.xpath("//@href")

    assert [name for name, times in ids.items() if times > 1] == []
    assert [href for href in targets if not (href.startswith("#") and href[1:] in ids)] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)?|[a-z]\d+", name)] == []


def test_every_link_leads_somewhere_and_no_id_is_double(case):
    """With a failure, a double and a report that was not read in the case."""
    bridge = case.report("a/bridge.txt")
    case.put(replace(bridge, name="z.txt", source=replace(bridge.source, origin="/in/z")), reader="test 1")
    case.fail("d.pdf", "/in/d.pdf", None, ReportError("This is a PDF."))
    out = io.StringIO()
    write(case, "html", out)

    check_links(tree_of(out.getvalue()))


def test_statement_and_place_lead_to_each_other(reports):
    """From the line to the words in the report and back, for every statement."""
    tree = tree_of(page_of(reports))
    for number in range(1, 6):
        [line] = tree.xpath(f"//*[@id='s{number}']")
        [place] = tree.xpath(f"//*[@id='p{number}']")

        assert f"#p{number}" in line.xpath(".//@href")
        assert f"#s{number}" == place.get("href")
        assert place.xpath("ancestor::*[@class='text']")


def test_a_line_says_what_stands_in_the_report(reports):
    """The act, the mode, the report's own words, and where they stand."""
    [line] = tree_of(page_of(reports)).xpath("//*[@id='s1']")

    assert (
        " ".join(line.text_content().split())
        == "1 „Wir zahlen nicht … und wir warten nicht.“ refuses · verbatim · sagte · Auenblatt, para. 2"
    )


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
    page = page_of([report])
    tree = tree_of(page)

    check_links(tree)
    assert page.encode()
    assert len(statements) == len(tree.xpath("//*[@class='text']//a[@class='no']"))
    pieces = [piece.text for paragraph in lay_out(report) for piece in paragraph.pieces]
    assert "".join(text.split()) == "".join("".join(pieces).split())


def test_a_cell_beside_its_label_is_one_piece(reports):
    """On a narrow screen the label stands at the left; what belongs to one value is not parted over both columns."""
    tree = tree_of(page_of(reports))
    cells = tree.xpath("//section[@id='talks' or @id='figures']//td[@data-label]")

    assert len(cells) > 5
    assert [cell.text_content() for cell in cells if len(cell) != 1 or cell.text or cell[0].tail] == []


def test_lengths_of_talks_are_said_in_words(reports):
    """`PT7H` is seven hours."""
    [talk] = reports[0].talks
    reports[0] = replace(reports[0], talks=(replace(talk, duration="PT7H"),))

    assert "7 hours" in page_of(reports)
    assert "7 Stunden" in page_of(reports, "de")
    assert "PT7H" not in page_of(reports)


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


def test_clutter_is_dimmed_and_not_deleted(reports):
    """The reader sees what was left out of the reading."""
    assert words_of(tree_of(page_of(reports)), "//*[@class='text']/p[@class='dim']") == ["Foto: fpa"]


def test_the_page_speaks_german(reports):
    """All its own words; those of the reports stay as they are."""
    tree = tree_of(page_of(reports, "de"))

    assert tree.get("lang") == "de"
    assert words_of(tree, "//*[@class='lead']") == [
        "3 Berichte aus 1 Medium, 5 Aussagen, 3 Akteure. Montag, 5. Mai 2031."
    ]
    assert {"Die Berichte", "Wer was gesagt hat", "Tag für Tag"} <= set(words_of(tree, "//h2"))
    english = {"The reports", "Statements", "verbatim", "refuses", "undated", "Language", "from the text"}
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
    assert tree.xpath("//*[@id='p1']/ancestor::*[@id='r1']")


def test_the_title_is_that_of_the_case_unless_one_is_given(case):
    """The name of its file says enough."""
    first, second = io.StringIO(), io.StringIO()
    write(case, "html", first)
    write(case, "html", second, title="Brücke & Zoll")

    assert words_of(tree_of(first.getvalue()), "//h1") == ["talks"]
    assert words_of(tree_of(second.getvalue()), "//h1") == ["Brücke & Zoll"]


def test_an_empty_case_has_a_page():
    """It says that there is nothing yet."""
    tree = tree_of(page_of([]))

    check_links(tree)
    assert "The case holds no reports yet." in words_of(tree, "//p")


def test_nothing_in_the_page_loads_or_runs(reports):
    """No script, no style but its own, no address outside the page."""
    evil = '"><script>alert(1)</script><img src=//x.example/ onerror=alert(1)><a href="javascript:alert(1)">'
    report = replace(
        reports[0],
        name=f"{evil}.txt",
        language=evil,
        header=Header(Published(evil, (evil, evil), evil), evil, (evil,), (evil,), (evil,), title=evil),
        statements=tuple(replace(one, actor=evil, id=evil) for one in reports[0].statements),
    )
    tree = tree_of(page_of([report], title=evil))

    assert not tree.xpath("//script|//img|//iframe|//object|//embed|//link|//svg|//form|//base")
    assert not [name for name in tree.xpath("//@*/..") for name in name.attrib if name.startswith("on")]
    assert not tree.xpath("//@style|//@src|//@srcset|//@action")
    check_links(tree)


def test_the_policy_allows_one_style_sheet_and_nothing_else(reports):
    """By its hash."""
    tree = tree_of(page_of(reports))
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [style] = tree.xpath("//style/text()")
    sha = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{sha}'; base-uri 'none'; form-action 'none'" == policy
    assert "</" not in style
    assert "url(" not in style
    assert "@import" not in style


def test_what_deceives_the_eye_is_shown_by_name(reports):
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
