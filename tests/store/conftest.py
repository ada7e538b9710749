"""What the tests of the store share."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import a_report

from depesche.records import Actor, Anchor, Report, Statement, Time, record_id
from depesche.store.case import Case

WORDS = "Am Montag sagte Kolb, man wolle reden. Laut Varnia ist das zu spät."


def a_read_report(name: str = "a.txt", text: str = WORDS) -> Report:
    """A report with one statement, one time and one actor: its first, second and third word."""
    report = replace(a_report(text, name), language="de")
    first, second, third = (report.span(*at) for at in ((0, 2), (3, 9), (10, 15)))
    one = record_id(report.digest, "statement", (first,))
    return replace(
        report,
        statements=(Statement(one, "indirect", (first,), cue=(second,), source=third, actor="Ida Kolb", act="offer"),),
        times=(Time("t" + one, second, "DATE", "XXXX-WXX-1", "XXXX-WXX-1", anchor=Anchor("weekday", None, "past")),),
        actors=(Actor("a" + one, "Ida Kolb", "person", ("Kolb", "die Ministerin"), mentions=(third,)),),
    )


def sql(path: Path, *command) -> list[tuple[Any, ...]]:
    """Do something to a case behind its back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(*command).fetchall()


def dump(case):
    """Everything that queries give, but for when it was read."""
    rows = list(case.rows())
    return (
        rows,
        list(case.reports()),
        [list(ask()) for ask in (case.statements, case.times, case.actors, case.talks, case.positions, case.figures)],
        case.known(),
        case.failures(),
        case.decisions(),
        [replace(version, read_at="") for row in rows for version in case.versions(row.name)],
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a case may lie."""
    return tmp_path / "talks.depesche"


@pytest.fixture
def case(path) -> Iterator[Case]:
    """A new case."""
    with Case.open(path, create=True) as opened:
        yield opened
