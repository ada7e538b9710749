"""Where reports differ, and what one leaves out that others have, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.layout import hanging, head, plain, quoted, shortened
from depesche.cli.places import Places
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.query import Query
    from depesche.relations import Discrepancy, Quote, Silence
    from depesche.store.case import Case

GRADES = {
    "conflict": "Cannot both be so",
    "superseded": "A later report knows better",
    "precision": "One is more exact",
    "wording": "Said in other words",
}
_LINES = 3


def discrepancies(case: Case, query: Query) -> Iterator[Discrepancy]:
    """The discrepancies asked for, the gravest grade first."""
    order = list(GRADES)
    found = sorted(case.discrepancies(query.report, query.grade, query.kind), key=lambda one: order.index(one.grade))
    return islice(found, query.limit)


def silences(case: Case, query: Query) -> Iterator[Silence]:
    """The silences asked for, by report."""
    found = (one for one in case.silences(query.report) if query.report in {None, one.report})
    wanted = (one for one in found if query.kind in {None, one.kind})
    return islice(sorted(wanted, key=lambda one: (one.report, one.kind, one.about, one.id)), query.limit)


def show_discrepancies(console: Console, case: Case, found: Iterator[Discrepancy]) -> None:
    """By grade: what it is about, both sides with their places, and why."""
    places = Places(case)
    for number, (grade, group) in enumerate(groupby(found, key=lambda one: one.grade)):
        some = list(group)
        if number:
            console.print()
        console.print(Text.assemble(plain(GRADES[grade], "bold underline"), f" ({grade}, {len(some)})"))
        for one in some:
            console.print()
            show_discrepancy(console, places, one)


def show_discrepancy(console: Console, places: Places, one: Discrepancy) -> None:
    """One discrepancy."""
    kind = one.kind if one.scope == "across" else f"{one.kind}, within one report"
    head(console, plain(one.about, "bold"), f"{kind} · {one.id[:8]}")
    for side in (one.a, one.b):
        _side(console, places, side)
    for reason in one.reasons:
        hanging(console, plain(told(reason), "dim"))


def _side(console: Console, places: Places, side: Quote) -> None:
    words = shortened(side.text, _LINES * (console.width - 6))
    quoted(console, plain(words), places.of(side))


def show_silences(console: Console, case: Case, found: Iterator[Silence]) -> None:
    """By report: what it leaves out, and where the others have it."""
    places = Places(case)
    for number, (report, group) in enumerate(groupby(found, key=lambda one: one.report)):
        if number:
            console.print()
        head(console, Text.assemble(plain(report, "bold"), " leaves out"), places.paper(report))
        for one in group:
            quoted(console, plain(one.about), f"{one.kind} · {one.id[:8]}", 2)
            having = ", ".join(dict.fromkeys(map(places.of, one.others)))
            hanging(console, plain(f"in {having}", "dim"))
