"""What a case knows of its issues: names with counts, and what people ruled."""

from __future__ import annotations

from dataclasses import replace

from tests.store.conftest import a_read_report

from depesche.records import Position


def with_positions(name, text, *issues):
    """A report with one position for each issue, all on its first words."""
    report = a_read_report(name, text)
    span = report.span(0, 2)
    positions = tuple(
        Position(f"{name}{n}", "Elba", "demand", issue, "pro", (span,), issue_text=words)
        for n, (issue, words) in enumerate(issues)
    )
    return replace(report, positions=positions)


TEXT = "Am Montag sagte Kolb, der Hafen bleibe zu."


def test_names_of_issues_are_counted_over_current_reports(case):
    """Older versions and doubles of a report do not count twice; odd characters come back as they were."""
    odd = ("Öl\ud800", "Öl \x00")
    case.put(with_positions("a.txt", f"{TEXT} Gestern.", ("port", "Hafen")), reader="1")
    case.put(with_positions("a.txt", TEXT, ("port", "Hafen"), ("port", "Häfen"), odd), reader="1")
    case.put(with_positions("b.txt", TEXT, ("port", "Hafen")), reader="1")
    case.put(with_positions("c.txt", f"{TEXT} Mehr nicht.", ("port", "Hafen"), ("Zoll", "")), reader="1")

    assert case.issue_names() == {("port", "Hafen"): 2, ("port", "Häfen"): 1, odd: 1, ("Zoll", ""): 1}


def test_a_case_without_positions_has_no_names(case):
    """Nor has one without reports."""
    assert case.issue_names() == {}
    assert case.issue_rulings() == []


def test_rulings_come_back_in_their_order_and_are_decisions(case):
    """They are appended like all that people decide, and nothing else is among them."""
    case.put(a_read_report(), reader="1")
    case.state("a.txt", "outlet", "Hafenkurier", "ida")
    for verb in ("rename", "hide"):
        case.rule_issue("port", {"verb": verb, "on": []}, "ida")

    assert case.issue_rulings() == [({"verb": "rename", "on": []}, "ida"), ({"verb": "hide", "on": []}, "ida")]
    assert [one.target for one in case.decisions()] == ["report:a.txt", "issue:port", "issue:port"]
