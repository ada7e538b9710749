"""The briefing as a whole: its parts, what is left out on request, what it says is missing."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest
from tests.export import story as told

from depesche.errors import ReportError, UsageError
from depesche.export.briefing import briefing
from depesche.export.cites import Passage, Place

PARTS = ("happened", "said", "sides", "moved", "disputed", "worded", "odd", "coming", "copied", "missing")


def renamed(report, name):
    """The same text from another file."""
    return replace(report, name=name, source=replace(report.source, origin=f"/in/{name}"))


def every(kind, value):
    """All records of a kind within a value."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for one in value:
            yield from every(kind, one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from every(kind, getattr(value, field.name))


def counts(found):
    return {name: getattr(found, name).total for name in PARTS if getattr(found, name)}


def test_every_part_is_told(story):
    """What relates the reports of a case is in its briefing, each thing once."""
    assert counts(briefing(story)) == {
        "happened": 1, "said": 2, "sides": 2, "moved": 1, "disputed": 1, "worded": 1, "odd": 1, "coming": 1,
        "copied": 1, "missing": 1,
    }  # fmt: skip


def test_every_line_cites_a_paragraph_that_has_its_words(story):
    """Nothing is in a briefing that no report says."""
    found = briefing(story)
    passages = list(every(Passage, found))
    texts = {report.name: " ".join(report.text.split()) for report in story.reports()}

    assert len(passages) > 20
    for one in passages:
        assert all(piece in texts[one.place.report] for piece in one.sentence.split(" … "))
    for name in PARTS:
        for line in getattr(found, name).lines:
            assert list(every(Place, line)), name
            assert line.told_in in texts


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"actor": "Talgrund"}, {"happened", "sides", "disputed", "coming", "missing"}),
        ({"actor": "ministerin brenn"}, set()),
        ({"actor": "Brenn"}, {"happened", "said", "sides", "worded"}),
        ({"mode": "indirect"}, {"said"}),
        ({"report": "first.txt"}, {"happened", "said", "sides", "moved", "worded", "copied"}),
        ({"since": "2031-05-06"}, set(PARTS)),
        ({"since": "2031-05-08"}, set()),
    ],
    ids=["actor", "nobody", "short name", "mode", "report", "since", "too late"],
)
def test_filters_leave_out_what_is_not_asked_for(story, wanted, left):
    """An actor's own words, stands, talks and disputes; what a report or the reports of some days have a part in."""
    assert set(counts(briefing(story, **wanted))) == left


@pytest.mark.parametrize("wanted", [{"mode": "shouted"}, {"since": "Monday"}, {"report": "none.txt"}])
def test_a_filter_that_makes_no_sense_is_refused(case, wanted):
    """Rather than showing nothing."""
    with pytest.raises(UsageError):
        briefing(case, **wanted)


def test_what_is_missing_is_said(case):
    """Reports without a day, reports that were not read, sources that could not be."""
    case.fail("d.pdf", "/in/d.pdf", None, ReportError("This is a PDF.", hint="Save it as text."))
    found = briefing(case)

    assert found.undated == ("b/valley.txt",)
    assert [(one.name, one.hint) for one in found.unread] == [("c/quiet.txt", None), ("d.pdf", "Save it as text.")]
    assert [row.statements for row in found.reports] == [4, 1, 0]


def test_a_report_that_is_asked_for_stands_without_what_failed(case):
    """What could not be read is no part of it."""
    case.fail("d.pdf", "/in/d.pdf", None, ReportError("This is a PDF."))

    assert briefing(case, report="b/valley.txt").unread == ()


def test_the_newest_reports_say_how_their_day_is_known(case):
    """With the interval where several days fit; the newest come first."""
    first = briefing(case).by_day[0]

    assert (first.name, first.day, first.basis, first.interval) == (
        "a/bridge.txt", "2031-05-05", "file name", ("2031-05-05", "2031-05-06"),
    )  # fmt: skip


def test_a_double_is_named_and_not_told_twice(make_case):
    """The first by name tells; what cites the other leads to the text that is shown."""
    first = told.a_first()
    case = make_case([renamed(first, "z.txt"), first])
    found = briefing(case)

    assert [(row.name, row.double_of) for row in found.reports] == [("a/first.txt", None), ("z.txt", "a/first.txt")]
    assert found.statements == 1
    assert found.said.total == 1


def test_a_double_that_is_asked_for_is_told(make_case):
    """Then it stands alone."""
    first = told.a_first()
    found = briefing(make_case([renamed(first, "z.txt"), first]), report="z.txt")

    assert [(row.name, row.double_of) for row in found.reports] == [("z.txt", None)]
    assert [line.passage.place.report for line in found.said.lines] == ["z.txt"]


def test_an_empty_case_has_an_empty_briefing(make_case):
    """Nothing in it, and no error."""
    found = briefing(make_case([]))

    assert (found.reports, found.unread, found.undated, found.days) == ((), (), (), ())
    assert counts(found) == {}


def test_relations_into_reports_that_are_not_there_are_passed_over(make_case, relate):
    """A report may have gone, or have come while the briefing was made."""
    reports = told.reports()
    case = make_case([reports[0], reports[2]])
    relate(case, **told.found(*reports))
    found = briefing(case)

    assert not found.disputed.lines
    assert {place.report for place in every(Place, found)} == {"a/first.txt", "c/third.txt"}


def test_the_order_in_which_reports_came_does_not_matter(make_case, relate, story):
    """The same case gives the same briefing."""
    reports = told.reports()
    other = make_case(reports[::-1], "other.depesche")
    relate(other, {(reports[1].id, "Brenn"): "Ada Brenn"}, **told.found(*reports))

    assert briefing(other) == briefing(story)
