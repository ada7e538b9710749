"""The briefing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import ReportError, UsageError
from depesche.export.briefing import briefing, briefing_of, joined, shorten


def renamed(report, name):
    """The same text from another file."""
    return replace(report, name=name, source=replace(report.source, origin=f"/in/{name}"))


def test_statements_are_told_by_actor_and_day(case):
    """Who said most comes first; each line says where it stands."""
    found = briefing(case)

    assert [(part.actor, part.count) for part in found.actors] == [
        ("Ada Brenn", 3),
        ("Sprecher von Ada Brenn", 1),
        ("Talgrund", 1),
    ]
    [day] = found.actors[0].days
    assert day.day == "2031-05-05"
    first = day.lines[0]
    assert (
        first.report,
        first.paragraph,
        first.mode,
        first.act,
        first.cue,
    ) == ("a/bridge.txt", 2, "direct", "refuse", "sagte")
    assert first.content == "Wir zahlen nicht … und wir warten nicht."


def test_days_come_in_order_and_the_undated_last(case):
    """The same lines once more, by day."""
    assert [(day.day, [line.number for line in day.lines]) for day in briefing(case).days] == [
        ("2031-05-05", [1, 2, 3, 4]),
        (None, [5]),
    ]


def test_what_is_missing_is_said(case):
    """Reports without a day, reports that were not read, sources that could not be."""
    case.fail("d.pdf", "/in/d.pdf", None, ReportError("This is a PDF.", hint="Save it as text."))
    found = briefing(case)

    assert found.undated == ("b/valley.txt", "c/quiet.txt")
    assert [(one.name, one.hint) for one in found.unread] == [("c/quiet.txt", None), ("d.pdf", "Save it as text.")]
    assert [row.statements for row in found.reports] == [4, 1, 0]


def test_a_double_is_named_and_not_told_twice(make_case, reports):
    """The first by name tells the statements, whichever came first."""
    bridge = reports[0]
    found = briefing(make_case([renamed(bridge, "z.txt"), bridge]))

    assert [(row.name, row.double_of) for row in found.reports] == [("a/bridge.txt", None), ("z.txt", "a/bridge.txt")]
    assert len(found.lines) == 4


def test_a_double_that_is_asked_for_is_told(make_case, reports):
    """Then it stands alone."""
    bridge = reports[0]
    found = briefing(make_case([renamed(bridge, "z.txt"), bridge]), report="z.txt")

    assert [(row.name, row.double_of) for row in found.reports] == [("z.txt", None)]
    assert len(found.lines) == 4


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({"actor": "talgrund"}, [5]),
        ({"mode": "indirect"}, [2, 3, 4]),
        ({"actor": "Ada Brenn", "mode": "direct"}, [1]),
        ({"report": "b/valley.txt"}, [1]),
        ({"since": "2031-05-05"}, [1, 2, 3, 4]),
        ({"since": "2031-05-06"}, []),
    ],
    ids=["actor", "mode", "both", "report", "since", "too late"],
)
def test_filters_leave_out_what_is_not_asked_for(case, wanted, numbers):
    """They mean what they mean everywhere; the numbers of what stays do not change."""
    assert numbers == [line.number for line in briefing(case, **wanted).lines]


@pytest.mark.parametrize("wanted", [{"mode": "shouted"}, {"since": "Monday"}, {"report": "none.txt"}])
def test_a_filter_that_makes_no_sense_is_refused(case, wanted):
    """Rather than showing nothing."""
    with pytest.raises(UsageError):
        briefing(case, **wanted)


def test_nobody_comes_last(reports):
    """However much is told without a name."""
    valley = reports[1]
    unnamed = tuple(replace(valley.statements[0], id=name * 16, actor="unspecified") for name in "abc")
    found = briefing_of([replace(valley, statements=(*unnamed, *valley.statements))])

    assert [part.actor for part in found.actors] == ["Talgrund", None]


def test_an_empty_case_has_an_empty_briefing(make_case):
    """Nothing in it, and no error."""
    found = briefing(make_case([]))

    assert (found.reports, found.actors, found.unread, found.undated) == ((), (), (), ())


@given(st.text(), st.integers(4, 60))
def test_short_is_never_longer_than_asked_for(text, width):
    """And says that it was cut."""
    short = shorten(text, width)

    assert short == text if len(text) <= width else len(short) <= width and short.endswith("…")


def test_pieces_are_joined_in_one_line(reports):
    """White space of the report's lines is not the reader's business; what is missing is not there."""
    assert joined([None, reports[0].statements[0].occasion]) == "vor Reportern"
