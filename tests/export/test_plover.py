"""Event records: valid, of the classes that positions and talks have, each pointing at its words."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import jsonschema
import pytest

from depesche.export.plover import schema
from depesche.export.registry import write
from depesche.records import Position, Talk
from depesche.store.case import Case


def events(case):
    out = io.BytesIO()
    written = write(case, "plover", out)
    found = [json.loads(line) for line in out.getvalue().decode("utf-8").splitlines()]
    assert written.rows == len(found)
    return found


@pytest.fixture
def whole(sample_case):
    """The sample case, opened."""
    with Case.open(sample_case) as case:
        yield case


def test_every_line_is_valid(whole):
    """As the schema beside it says, which is a schema."""
    checker = jsonschema.Draft202012Validator(schema())
    checker.check_schema(schema())
    found = events(whole)

    assert [error.message for one in found for error in checker.iter_errors(one)] == []
    assert len({one["id"] for one in found}) == len(found) > 100


def test_events_are_positions_with_a_class_and_talks(whole):
    """Neither more nor fewer, and the words are the report's."""
    found = events(whole)
    reports = {report.id: report for report in whole.reports(doubles=False)}
    expected = {
        f"{report.id}-{p.id}": p.plover for report in reports.values() for p in report.positions if p.plover
    } | {f"{report.id}-{t.id}": "CONSULT" for report in reports.values() for t in report.talks}

    assert {one["id"]: one["event_type"] for one in found} == expected
    for one in found:
        for span in one["spans"]:
            assert reports[one["report_id"]].text[span["start"] : span["end"]] == span["text"]
    assert {one["event_type"] for one in found} >= {"AGREE", "DEMAND", "REJECT", "CONSULT"}


def test_actors_go_by_their_names_over_the_case(whole):
    """With the ids of the cast; talks of one meeting tell so."""
    cast = {one.id: one.name for one in whole.cast()}
    meetings = {one.id for one in whole.meetings()}
    found = events(whole)
    told = [actor for one in found for actor in (*one["actor"], *one["recipient"]) if actor["id"]]

    assert told
    assert all(cast[actor["id"]] == actor["name"] for actor in told)
    assert {one["meeting"] for one in found if one["meeting"]} == meetings != set()


@pytest.mark.parametrize(
    ("status", "forum", "date", "expected"),
    [
        ("planned", "telephone", "2031-05-07", ("phone", ["future"], "2031-05-07", "event")),
        ("proposed", "UN Security Council", None, ("multilateral", ["hypothetical"], "2031-05-05", "report")),
        ("cancelled", "bilateral", "2031-05", (None, ["negation"], "2031-05-05", "report")),
        ("held", None, "2031-05-05/2031-05-06", (None, [], "2031-05-05/2031-05-06", "event")),
    ],
)
def test_how_a_talk_is_told(make_case, reports, status, forum, date, expected):
    """What lies ahead, is proposed or called off says so in its context; the host of a talk is not known."""
    report = reports[0]
    evidence = report.talks[0].evidence
    talk = Talk("c" * 16, "t", ("Bergland", "Talgrund"), status, evidence, forum=forum, date=date, place="Auental")
    [one] = [e for e in events(make_case([replace(report, talks=(talk,))])) if e["event_type"] == "CONSULT"]

    assert (one["mode"], one["context"], one["date"], one["date_of"]) == expected
    assert [actor["name"] for actor in one["actor"]] == ["Bergland", "Talgrund"]
    assert (one["recipient"], one["place"]) == ([], "Auental")


def test_lines_stay_lines(make_case, reports):
    """Whatever a report says: line ends and lone surrogates are escaped, formulas are words."""
    report = reports[0]
    evidence = report.positions[0].evidence
    bad = Position("d" * 16, "=1+1\n\ud800\x00", "demand", "\u2028@x", "pro", evidence, plover="DEMAND")
    case = make_case([replace(report, positions=(bad,))])
    out = io.BytesIO()
    write(case, "plover", out)
    [line] = [one for one in out.getvalue().decode("utf-8").split("\n") if "DEMAND" in one]

    assert json.loads(line)["issue"] == "\u2028@x"
    assert json.loads(line)["actor"][0]["name"] == "=1+1\n\ud800\x00"
