"""The part of a case that reaches over reports: what is written there, asked of it, and forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from rich.console import Console
from tests.run.told import KINDS, a_case, differ, held, put, two_stories
from tests.store.conftest import a_read_report, sql

from depesche.cli.query import Query
from depesche.cli.views import nothing
from depesche.errors import UsageError
from depesche.records import Published
from depesche.relations import Dating, Lineage, Member, Quote, Silence, Utterance
from depesche.run.relating import relate
from depesche.store import database
from depesche.store.case import Case
from depesche.store.rows import EntryRow, SketchRow, UnitRow

A, B = (a_read_report(name, f"Am Montag sagte Kolb, man wolle reden. Und {name}.") for name in ("a.txt", "b.txt"))
C = a_read_report("c.txt", "Am Dienstag sagte Kolb gar nichts.")


@pytest.fixture
def three(case):
    """A case of three reports."""
    put(case, A, B, C)
    return case


def said(number: int, *reports, actor: str = "Ida Kolb", day: str | None = "2031-03-03") -> Utterance:
    """An utterance of some reports."""
    members = tuple(Member(one.name, one.statements[0].id, "Am") for one in reports)
    return Utterance(f"{number:016x}", actor, members, day=day)


def unit(name: str, *utterances: Utterance, of=(A, B)) -> UnitRow:
    """A story that gave some utterances."""
    return UnitRow(name, "story", {"utterances": utterances}, of=tuple(one.id for one in of))


# Asking


def test_relations_come_by_day_then_actor_then_id(three):
    """Those without a day come last, however they were written."""
    some = [said(4, A, B, day=None), said(3, A, B), said(2, A, B, actor="Bo Rau"), said(1, B, C, day="2031-03-02")]
    three.put_units([unit("one", *some)])

    assert [int(one.id, 16) for one in three.utterances()] == [1, 2, 3, 4]
    assert list(three.utterances()) == sorted(some, key=lambda one: (one.day or "~", one.actor, one.id))


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"actor": "kolb"}, [1, 3]),
        ({"actor": "Bo Rau"}, [2]),
        ({"actor": "%"}, []),
        ({"report": "c.txt"}, [2]),
        ({"report": "a.txt"}, [1, 3]),
        ({"since": "2031-03-04"}, [3]),
        ({"since": "2031-03-04", "actor": "rau"}, []),
    ],
)
def test_utterances_can_be_chosen(three, asked, wanted):
    """By words of the actor's name, by a report that they reach into, by day."""
    three.put_units(
        [unit("one", said(1, A, B), said(2, B, C, actor="Bo Rau", day=None), said(3, A, B, day="2031-03-05"))]
    )

    assert [int(one.id, 16) for one in three.utterances(**asked)] == wanted


def test_a_report_that_is_not_there_is_told(three):
    """As everywhere where a report is asked for."""
    with pytest.raises(UsageError, match="no report nobody"):
        list(three.utterances(report="nobody.txt"))


def test_many_relations_come_one_by_one(three):
    """More than a page of them, each once."""
    three.put_units([unit("one", *(said(number, A, B) for number in range(450)))])

    assert [int(one.id, 16) for one in three.utterances()] == list(range(450))
    assert three.related() == {"utterances": 450}


def test_every_kind_comes_back_as_it_was(three):
    """With lone surrogates, NUL and empty parts."""
    odd = "\ud800\x00\ufdd0 ‚\"'"
    quote = Quote("a.txt", 0, 2, odd)
    found: dict[str, Sequence[Any]] = {
        "lineage": [Lineage("1" * 16, "same wire", ("a.txt", "b.txt"), None, ((quote, quote),), (0.5, 1.0), (odd,))],
        "silences": [Silence("2" * 16, "a.txt", "figure", odd, (quote,))],
        "datings": [Dating("b.txt", None, ("", "2031-03-03"), 0.25, ())],
    }
    three.put_units([UnitRow("x", "story", found)])

    assert {kind: list(getattr(three, kind)()) for kind in found} == found
    assert [kind for kind, _ in three.relation("1")] == ["lineage"]


# Writing


def test_a_unit_is_written_as_a_whole_or_not_at_all(three):
    """A relation that does not fit takes its unit and those beside it along."""
    with pytest.raises(AssertionError):
        three.put_units([unit("good", said(1, A, B)), UnitRow("bad", "story", {"lineage": [said(2, A, B)]})])

    assert three.units("story") == set()
    assert three.related() == {}


def test_two_of_one_id_are_one(three):
    """A unit that gives a relation twice does not stop the case."""
    three.put_units([unit("one", said(1, A, B), said(1, A, B))])

    assert len(list(three.utterances())) == 1


def test_a_unit_takes_the_place_of_others_of_its_kind_on_its_reports(three):
    """The older one goes in the same moment, with all it gave; those of other reports or kinds stay."""
    three.put_units(
        [
            unit("old", said(1, A, B)),
            unit("apart", said(2, C, C), of=(C,)),
            replace(unit("x"), kind="names", of=(A.id,)),
        ]
    )
    three.put_units([unit("new", said(3, B), of=(B,))])

    assert three.units("story") == {"apart", "new"}
    assert three.units("names") == {"x"}
    assert sorted(int(one.id, 16) for one in three.utterances()) == [2, 3]


def test_dropping_a_unit_takes_back_all_it_gave(three):
    """Relations, where they reach, and the names it gave."""
    three.put_units([replace(unit("one", said(1, A, B)), called={(A.id, "Ida Kolb"): "Ida Kolb-Rau"})])
    assert three.called([A.id]) == {A.id: {"Ida Kolb": "Ida Kolb-Rau"}}
    three.drop_units(["one", "never was"])

    assert three.related() == {}
    assert three.called([A.id, B.id]) == {A.id: {}, B.id: {}}
    assert three.called_digests() == {}


@pytest.mark.parametrize("first", [0, 1])
def test_of_two_actors_that_a_report_calls_alike_one_gives_the_name(three, first):
    """It does not matter which was written first, and the other is still there when it goes."""
    units = [UnitRow(name, "actor", called={(A.id, "Kolb"): name}) for name in ("Ida Kolb", "Kolb-Werft")]
    for one in (units[first], units[1 - first]):
        three.put_units([one])
    assert three.called([A.id]) == {A.id: {"Kolb": "Ida Kolb"}}
    three.drop_units(["Ida Kolb"])

    assert three.called([A.id]) == {A.id: {"Kolb": "Kolb-Werft"}}


def test_the_day_that_the_case_tells(three):
    """It stands where the report states none, yields to a person, and is no day to tell others by."""
    day = Published("2031-03-03", None, "the case")
    three.put_sketches([SketchRow(A.id, "1", b"", b"", b"", b"", b"")])
    three.put_units([UnitRow("one", "story", dated=[(A.id, day, A)], of=(A.id,))])
    assert three.row("a.txt").published == "2031-03-03"
    assert three.report("a.txt").header.published == day
    assert [(one.day, one.dated) for one in three.outlines()] == [(None, True)]

    three.state("a.txt", "outlet", "Bote", "me")
    assert (three.row("a.txt").published, three.row("a.txt").outlet) == ("2031-03-03", "Bote")
    three.state("a.txt", "published", "2031-04-01", "me")
    assert three.row("a.txt").published == "2031-04-01"
    assert [(one.day, one.dated) for one in three.outlines()] == [("2031-04-01", False)]
    three.state("a.txt", "published", "", "me")
    assert three.row("a.txt").published is None
    assert three.units("story") == set()


def test_entries_meet_by_block(three):
    """Those of current versions, by report and place; what is written anew takes the place of all that was there."""
    rows = {
        ("actor", one.id): [EntryRow(one.id, place, {"at": place}, ("kolb", f"own {one.name}")) for place in range(2)]
        for one in (B, A)
    }
    three.put_units([UnitRow("one", "names", entries=rows, of=(A.id, B.id))])
    blocks = dict(three.in_blocks("actor"))
    assert [(row.report_id, row.place) for row in blocks["kolb"]] == [(A.id, 0), (A.id, 1), (B.id, 0), (B.id, 1)]
    assert sorted(blocks) == ["kolb", "own a.txt", "own b.txt"]

    three.put_units([UnitRow("two", "names", entries={("actor", A.id): [EntryRow(A.id, 0, {}, ("rau",))]}, of=(A.id,))])
    assert {block: len(some) for block, some in three.in_blocks("actor")} == {"kolb": 2, "own b.txt": 2, "rau": 1}
    assert three.units("names") == {"two"}
    three.leave_out([B.id])
    assert [block for block, _ in three.in_blocks("actor")] == ["rau"]


# Forgetting


@pytest.mark.parametrize("how", ["removed", "read anew"])
def test_what_hung_on_a_report_goes_with_it(three, how):
    """Nothing points into a report that is gone, and whatever comes in its place is compared."""
    three.put_units(
        [
            unit("one", said(1, A, B)),
            unit("two", said(2, C, C), of=(C,)),
            UnitRow("kolb", "actor", called={(A.id, "Ida Kolb"): "Ida Kolb"}),
        ]
    )
    if how == "removed":
        three.remove("a.txt")
    else:
        put(three, A, reader="2")

    assert [int(one.id, 16) for one in three.utterances()] == [2]
    assert (three.units("story"), three.units("actor")) == ({"two"}, set())


# Cases of before


def brought_back(path) -> None:
    """Make of a case one of the schema that knew no relations."""
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    engine = database.connect(path, create=False, patience=1)
    with engine.connect().execution_options(**database.WRITE) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
        connection.exec_driver_sql("PRAGMA user_version = 1")
    database.disconnect(engine)


def test_a_case_of_before_relations_is_related_by_the_next_build(path, tmp_path):
    """It opens, keeps its reports and decisions, says what to do, and ends as a new case would."""
    reports = two_stories(0, 2)
    with Case.open(path, create=True) as case:
        put(case, *reports)
        case.state(reports[0].name, "outlet", "Fjordbote", "me")
    brought_back(path)
    tables = {name for (name,) in sql(path, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert not tables & {"units", "relations", "sketches"}

    with Case.open(path) as case, Case.open(tmp_path / "new", create=True) as new:
        assert [kind for kind in KINDS if list(getattr(case, kind)())] == []
        assert case.row(reports[0].name).outlet == "Fjordbote"
        nothing(Console(file=(told := StringIO())), case, Query())
        assert "depesche build relates the reports" in told.getvalue()
        relate(case)
        put(new, *reports)
        new.state(reports[0].name, "outlet", "Fjordbote", "me")
        relate(new)

        assert list(case.utterances())
        assert differ(held(new), held(case)) == []


def test_a_case_that_was_related_can_be_brought_back_and_forth(path):
    """What relating found is found again."""
    with a_case(path, *two_stories(0, 2)) as case:
        before = held(case)
    brought_back(path)
    with Case.open(path) as case:
        relate(case)

        assert differ(before, held(case)) == []
