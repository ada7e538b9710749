"""What a notebook shows of reports and utterances: every word as text, every mark where it belongs."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from tests.conftest import a_report

import depesche
from depesche.errors import UsageError
from depesche.export import notebook
from depesche.records import Header, Statement, Time

TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def case(sample_case):
    with depesche.open(sample_case) as opened:
        yield opened


def shown(view) -> str:
    html: str = view._repr_html_()
    return html


def test_a_report_is_shown_whole_with_its_marks(case):
    """Every word stands there once, in its order; what was said leads to who said it."""
    report = case.report("2031-03-04_elbanzeiger.txt")
    html = shown(depesche.view(report))
    words = unescape(TAG.sub(" ", html)).split()

    assert "".join(words).endswith("".join(report.text.split()))
    assert 'title="Marit Hallvik, direct, inform"' in html
    assert html.count("underline 2px") >= len(report.statements)
    assert html.count("dotted") >= len(report.times)
    assert repr(depesche.view(report)) == f"<report '{report.name}': {len(report.statements)} statements>"


def test_whatever_a_report_says_is_text():
    """Marks of ours are the only markup, whatever stands in title, text, names or actors."""
    evil = "<script>alert(1)</script> \x1b[31m \u202e \"'&amp; <img src=x onerror=alert(1)>"
    report = a_report(f"{evil}\n\nGenf.", name=f"{evil}.txt")
    span = report.span(0, len(evil))
    said = Statement("s1", "direct", (span,), actor=f'" onmouseover="x {evil}')
    when = Time("t1", report.span(0, 8), "DATE", "2031", "2031")
    full = replace(report, header=Header(title=evil, outlet=evil), statements=(said,), times=(when,))
    html = shown(depesche.view(full))

    assert set(re.findall(r"<(/?\w+)", html)) == {
        f"{end}{tag}" for end in ("", "/") for tag in ("div", "h4", "p", "small", "span")
    }
    assert set(re.findall(r"<\w+ ([\w-]+)=", html)) <= {"style"}
    assert set(re.findall(r'" ([\w-]+)="', html)) <= {"title"}
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_a_long_report_is_cut(monkeypatch):
    """At the end of a paragraph, and said to be."""
    monkeypatch.setattr(notebook, "_LONGEST", 10)
    html = shown(depesche.view(a_report("Erster Absatz.\n\nZweiter Absatz.")))

    assert "Erster Absatz." in html
    assert "Zweiter" not in html
    assert html.endswith("<p>…</p></div>")


def test_a_report_that_is_not_read_says_why():
    """It has no marks, but its words."""
    report = a_report("Ceci.", name="fr.txt")
    told = replace(report, unread="There is no language pack for fr.")

    assert "There is no language pack for fr." in shown(depesche.view(told))


def test_an_utterance_is_shown_in_all_its_versions(case):
    """A row for each report, with what it has otherwise than the longest."""
    one = next(one for one in case.utterances(actor="Hallvik") if len(one.members) > 2)
    view = depesche.view(one, case)
    html = shown(view)

    assert html.count("<tr>") == len({member.report for member in one.members})
    assert html.count("longest") == 1
    assert "Marit Hallvik" in html
    assert repr(view) == f"<utterance of Marit Hallvik in {len({m.report for m in one.members})} reports>"


def test_what_differs_is_marked(case):
    """Bold where words are others, […] where some are missing."""
    html = "".join(shown(depesche.view(one, case)) for one in case.utterances)

    assert "font-weight: bold" in html
    assert "[…]" in html


def test_anything_else_is_refused(case):
    """With what can be shown."""
    for what, where in (("a.txt", case), (next(case.utterances()), None), (None, None)):
        with pytest.raises(UsageError, match="A report can be shown"):
            depesche.view(what, where)  # type: ignore[arg-type]
