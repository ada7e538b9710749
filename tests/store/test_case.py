"""What a case keeps: versions, doubles, failures, what people state; and how it is asked."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from tests.store.conftest import WORDS, a_read_report, dump

from depesche.errors import ReportError, UsageError
from depesche.records import Fact, Figure, Header, Position, Published, Talk


def read_on(day, name="a.txt", text=WORDS):
    return replace(a_read_report(name, text), header=Header(Published(day, None, "stated")))


def names_of(found):
    return [row.name for row, _ in found]


# Versions


def test_a_changed_text_is_a_new_version(case):
    """The older one stays, with its records, under its id."""
    old, new = a_read_report(), a_read_report(text=WORDS + " Man wartet.")
    assert [case.put(old, reader="1"), case.put(new, reader="1")] == ["new", "changed"]

    assert new == case.report("a.txt")
    assert old == case.report(old.id)
    assert [(one.number, one.current) for one in case.versions("a.txt")] == [(1, False), (2, True)]
    assert [new.id] == [row.id for row in case.rows()]
    assert [new.statements[0].id] == [statement.id for _, statement in case.statements()]


def test_a_text_that_comes_back_is_the_current_version_again(case):
    """No version is there twice."""
    old, new = a_read_report(), a_read_report(text=WORDS + " Man wartet.")
    for report in (old, new):
        case.put(report, reader="1")

    assert case.put(old, reader="1") == "changed"
    assert [(new.id, 2, False), (old.id, 3, True)] == [(v.id, v.number, v.current) for v in case.versions("a.txt")]


def test_another_reader_replaces_what_was_read(case):
    """The same text read anew is the same version."""
    report = a_read_report()
    case.put(report, reader="1", raw=b"bytes")

    assert case.put(replace(report, statements=()), reader="2") == "again"
    assert list(case.statements()) == []
    assert [(one.reader, one.number) for one in case.versions("a.txt")] == [("2", 1)]
    assert case.raw("a.txt") == b"bytes"


def test_the_same_report_changes_nothing(case):
    """Putting twice is putting once."""
    case.put(a_read_report(), reader="1")
    before = dump(case)

    assert case.put(a_read_report(), reader="1") == "same"
    assert before == dump(case)


def test_other_facts_are_read_again(case):
    """What is stated from outside may change the reading."""
    case.put(a_read_report(), reader="1")

    assert case.put(replace(a_read_report(), facts=(Fact("outlet", "Bote", "table"),)), reader="1") == "again"
    assert case.known()["/a.txt"].facts == (Fact("outlet", "Bote", "table"),)


def test_an_origin_keeps_its_name(case):
    """A file that is reached by another path is the report it was."""
    case.put(a_read_report("a.txt"), reader="1")
    elsewhere = replace(a_read_report("a.txt"), name="below/a.txt")

    assert case.name_for("below/a.txt", "/a.txt") == "a.txt"
    assert case.put(elsewhere, reader="1") == "same"
    assert [row.name for row in case.rows()] == ["a.txt"]


def test_two_origins_never_share_a_name(case):
    """The second file of a name is called by its folder too."""
    for folder in ("/x/b", "/y/b", "/b"):
        report = a_read_report(text=f"{WORDS} {folder}")
        case.put(replace(report, source=replace(report.source, origin=f"{folder}/a.txt")), reader="1")

    assert [row.name for row in case.rows()] == ["/b/a.txt", "a.txt", "b/a.txt"]


def test_a_moved_report_keeps_its_name_and_versions(case):
    """The new place counts from now on."""
    case.put(a_read_report(), reader="1", stamp="s")
    case.move("a.txt", "/new/a.txt")

    assert list(case.known()) == ["/new/a.txt"]
    assert case.known()["/new/a.txt"].stamp == ""
    report = a_read_report(text=WORDS + " Neu.")
    assert case.put(replace(report, source=replace(report.source, origin="/new/a.txt")), reader="1") == "changed"


# Doubles


@pytest.mark.parametrize("order", list(itertools.permutations("abc")))
def test_doubles_do_not_depend_on_the_order(case, order):
    """Of the same text under several names the first name stands for all, whichever came first."""
    for letter in order:
        case.put(a_read_report(f"{letter}.txt"), reader="1")

    assert [row.double_of for row in case.rows()] == [None, "a.txt", "a.txt"]
    assert names_of(case.statements()) == names_of(case.actors()) == names_of(case.times()) == ["a.txt"]
    assert names_of(case.statements(report="c.txt")) == ["c.txt"]
    assert [one.name for one in case.reports(doubles=False)] == ["a.txt"]


@pytest.mark.parametrize("gone", ["a.txt", "b.txt", "c.txt"])
def test_a_double_that_goes_leaves_what_another_order_would(case, gone, path):
    """After a removal the case is as if the report had never been there."""
    letters = "abc"
    for letter in letters:
        case.put(a_read_report(f"{letter}.txt"), reader="1")
    case.remove(gone)
    after = dump(case)

    for letter in letters:
        if f"{letter}.txt" != gone:
            case.remove(f"{letter}.txt")
    for letter in reversed(letters):
        if f"{letter}.txt" != gone:
            case.put(a_read_report(f"{letter}.txt"), reader="1")
    assert after == dump(case)
    assert len(list(case.statements())) == 1


def test_an_older_text_makes_no_double(case):
    """Only current versions are compared."""
    case.put(a_read_report("a.txt"), reader="1")
    case.put(a_read_report("a.txt", WORDS + " Neu."), reader="1")
    case.put(a_read_report("b.txt"), reader="1")

    assert [row.double_of for row in case.rows()] == [None, None]


# Taking out


def test_remove_takes_everything_but_decisions(case):
    """All versions and records go; what a person ruled stays."""
    for text in (WORDS, WORDS + " Neu."):
        case.put(a_read_report(text=text), reader="1", raw=b"x")
    case.state("a.txt", "outlet", "Bote", "me")
    case.fail("a.txt", "/elsewhere", None, ReportError("no"))
    case.remove("a.txt")

    assert list(case.rows()) == list(case.statements()) == list(case.times()) == list(case.actors()) == []
    assert (case.known(), case.failures()) == ({}, [])
    assert len(case.decisions()) == 1
    case.put(a_read_report(), reader="1")
    assert case.row("a.txt").outlet == "Bote"


def test_a_name_that_is_taken_out_is_free(case):
    """Another file may have it."""
    case.put(a_read_report(), reader="1")
    case.remove("a.txt")

    assert case.name_for("a.txt", "/elsewhere/a.txt") == "a.txt"


def test_what_is_not_there_cannot_be_removed(case):
    """The error says how to find out what is there."""
    with pytest.raises(UsageError, match=r"no report b\.txt") as caught:
        case.remove("b.txt")
    assert caught.value.hint


# Failures


def test_a_failure_is_replaced_and_goes_when_the_report_is_read(case):
    """One note for one source, the newest."""
    report = a_read_report()
    case.fail("a.txt", "/a.txt", None, ReportError("first"))
    case.fail("a.txt", "/a.txt", "d", ReportError("second", where="here", hint="do"))

    [noted] = case.failures()
    assert (
        noted.what,
        noted.where,
        noted.hint,
        noted.kind,
        noted.bytes_digest,
    ) == ("second", "here", "do", "ReportError", "d")
    case.put(report, reader="1")
    assert case.failures() == []
    case.fail("a.txt", "/a.txt", None, ReportError("third"))
    assert [row.name for row in case.rows()] == ["a.txt"]
    case.touch(report)
    assert case.failures() == []
    case.fail("b.txt", "/b.txt", None, ReportError("fourth"))
    case.forget_failure("/b.txt")
    assert case.failures() == []


# Stating


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("published", "2031-03-06", Published("2031-03-06", None, "stated by Ida")),
        ("outlet", " Der Bote ", "Der Bote"),
        ("title", "Man redet", "Man redet"),
        ("byline", "Ida Kolb, Jan Rau", ("Ida Kolb", "Jan Rau")),
        ("agencies", "dpa", ("dpa",)),
        ("dateline", "Washington, D.C.; Genf", ("Washington, D.C.", "Genf")),
    ],
)
def test_what_a_person_states_wins(case, field, value, expected):
    """It lies over what was read, in every query, and over every later reading."""
    case.put(read_on("2031-01-01"), reader="1")
    case.state("a.txt", field, value, "Ida")

    assert expected == getattr(case.report("a.txt").header, field)
    case.put(read_on("2031-01-02"), reader="2")
    assert expected == getattr(case.report("a.txt").header, field)
    row = case.row("a.txt")
    assert (row.published, row.outlet, row.title) == (
        "2031-03-06" if field == "published" else "2031-01-02",
        "Der Bote" if field == "outlet" else None,
        "Man redet" if field == "title" else None,
    )


def test_the_newest_statement_wins_and_can_be_taken_back(case):
    """Every decision stays written down."""
    case.put(read_on("2031-01-01"), reader="1")
    for day in ("2031-03-06", "2031-03-07"):
        case.state("a.txt", "published", day, "Ida")
    assert case.row("a.txt").published == "2031-03-07"
    assert case.stated("a.txt") == {"published": "2031-03-07"}

    case.state("a.txt", "published", "", "Ida")
    assert (case.row("a.txt").published, case.stated("a.txt")) == ("2031-01-01", {})
    assert [{"published": day} for day in ("2031-03-06", "2031-03-07", None)] == [d.fields for d in case.decisions()]
    assert {("report:a.txt", "state", "Ida")} == {(d.target, d.verdict, d.who) for d in case.decisions()}


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("b.txt", "published", "2031-03-06"),
        ("a.txt", "nonsense", "x"),
        ("a.txt", "published", "6.3.2031"),
        ("a.txt", "published", "2031-02-30"),
        ("a.txt", "published", "20310306"),
    ],
)
def test_what_makes_no_sense_is_not_stated(case, name, field, value):
    """Nothing is written down then."""
    case.put(a_read_report(), reader="1")

    with pytest.raises(UsageError):
        case.state(name, field, value, "Ida")
    assert case.decisions() == []


# Asking


@pytest.fixture
def full(case):
    """Three reports of two actors, one of them without a day."""
    talk, position = Talk("t", "ferry", ("Varnia",), "held", ()), Position("p", "Varnia", "demand", "ferry", "pro", ())
    figure = Figure("f", a_read_report().span(0, 2), (1.0, 2.0), "km", "fence")
    other = a_read_report("b.txt", WORDS + " b")
    other = replace(other, statements=(replace(other.statements[0], actor="Varnia", mode="direct"),), actors=())
    case.put(read_on("2031-03-06"), reader="1")
    case.put(replace(other, header=Header(Published("2031-03-07"))), reader="1")
    case.put(
        replace(a_read_report("sub/c.txt", WORDS + " c"), talks=(talk,), positions=(position,), figures=(figure,)),
        reader="1",
    )
    return case


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["a.txt", "b.txt", "sub/c.txt"]),
        ({"actor": "Ida Kolb"}, ["a.txt", "sub/c.txt"]),
        ({"actor": "kolb"}, ["a.txt", "sub/c.txt"]),
        ({"actor": "DIE MINISTERIN"}, ["a.txt", "sub/c.txt"]),
        ({"actor": "ida"}, ["a.txt", "sub/c.txt"]),
        ({"actor": "varnia"}, ["b.txt"]),
        ({"actor": "Ko"}, []),
        ({"actor": ""}, []),
        ({"mode": "direct"}, ["b.txt"]),
        ({"report": "sub/c.txt"}, ["sub/c.txt"]),
        ({"report": "c.txt"}, ["sub/c.txt"]),
        ({"since": "2031-03-06"}, ["a.txt", "b.txt"]),
        ({"since": "2031-03-07"}, ["b.txt"]),
        ({"since": "2031", "actor": "Varnia"}, ["b.txt"]),
    ],
)
def test_statements_are_found_by_what_is_asked(full, asked, expected):
    """Every filter, alone and together; an actor by every name that a report gives."""
    assert expected == names_of(full.statements(**asked))


def test_the_other_kinds_are_found_too(full):
    """Each with the report it stands in."""
    assert names_of(full.actors(actor="Kolb")) == ["a.txt", "sub/c.txt"]
    assert names_of(full.actors(kind="state")) == []
    assert names_of(full.times(since="2031-03-07", type="DATE")) == ["b.txt"]
    assert names_of(full.times(type="SET")) == []
    assert names_of(full.talks()) == names_of(full.figures()) == names_of(full.positions("Varnia")) == ["sub/c.txt"]
    assert [row.name for row in full.rows(since="2031-03-07")] == ["b.txt"]
    assert full.row("sub/c.txt").counts == {
        "statements": 1,
        "times": 1,
        "actors": 1,
        "talks": 1,
        "positions": 1,
        "figures": 1,
    }


@pytest.mark.parametrize("asked", [{"mode": "loud"}, {"since": "monday"}, {"report": "z.txt"}])
def test_a_question_that_makes_no_sense_is_refused_at_once(full, asked):
    """Before the first record is asked for."""
    with pytest.raises(UsageError):
        full.statements(**asked)


def test_an_end_that_several_names_share_is_refused(full):
    """The error names them."""
    full.put(a_read_report("other/c.txt", WORDS + " d"), reader="1")

    with pytest.raises(UsageError) as caught:
        full.report("c.txt")
    assert "other/c.txt, sub/c.txt" in str(caught.value)


def test_long_answers_come_in_pages_and_hold_nothing(case):
    """More than two pages of reports; the case may be changed while they are being looked at."""
    for number in range(120):
        case.put(a_read_report(f"{number:03}.txt", f"{WORDS} {number}"), reader="1")
    seen = []
    for row, _ in case.statements():
        seen.append(row.name)
        if row.name == "010.txt":
            case.remove("119.txt")

    assert [f"{number:03}.txt" for number in range(119)] == seen == [one.name for one in case.reports()]
