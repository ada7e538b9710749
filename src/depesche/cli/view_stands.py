"""Who stands where: the table of actors and issues, the stands that moved, and the codebook, as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from depesche.cli.places import Places
from depesche.cli.query import is_meant
from depesche.export.as_json import as_json

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.query import Query
    from depesche.relate.position_matrix import Matrix
    from depesche.relate.position_pairs import Pair
    from depesche.relations import Issue, Shift
    from depesche.store.case import Case

_ISSUES, _ACTORS = 20, 12


def matrix_of(case: Case, query: Query) -> Matrix:
    """The table: sides with what is said for them; or each actor by itself, if that is asked for or only so one is found.

    Issues share the row of their topic, unless some are asked for.
    """
    from depesche.relate.position_matrix import matrix  # noqa: PLC0415 (start-up)

    words = (query.issue or "").casefold()
    held = [
        one
        for one in case.held(report=query.report, since=query.since)
        if words in f"{one.name}\n{one.topic}".casefold()
    ]
    sides = {} if query.each else {one.actor: one.side for one in held if one.side}
    if query.actor is not None:
        is_wanted = is_meant(case, query.actor)
        as_sides = [one for one in held if is_wanted(sides.get(one.actor, one.actor))]
        sides = sides if as_sides else {}
        held = as_sides or [one for one in held if is_wanted(one.actor)]
    return matrix(held, sides=sides, actors=_ACTORS, issues=query.limit or _ISSUES, by="issue" if words else "topic")


def show_matrix(console: Console, case: Case, matrix: Matrix, query: Query) -> None:
    """The table, or of one actor every cell with its sentences."""
    from depesche.cli.view_positions import show_cells  # noqa: PLC0415 (start-up)
    from depesche.cli.view_positions import show_matrix as show_table  # noqa: PLC0415 (start-up)

    if query.actor is None:
        show_table(console, matrix)
    else:
        show_cells(console, matrix, place=Places(case).of)


def matrix_lines(matrix: Matrix) -> Iterator[dict[str, Any]]:
    """A line for each cell, by actor and row as the table has them; behind that of a topic those of its issues, which name it."""
    topics = {issue: matrix.names[row] for row, issues in matrix.under.items() for issue in issues}
    for actor in matrix.actors:
        for issue in (one for row in matrix.issues for one in (row, *matrix.under.get(row, ()))):
            cell = matrix.cells.get((actor, issue))
            if cell is not None:
                acts = [{"act": act, "stance": stance, "count": count} for act, stance, count in cell.acts]
                about = {"issue": issue, "name": matrix.names[issue], "topic": topics.get(issue)}
                yield {"kind": "cell", "actor": actor, **about, **as_json(cell), "acts": acts}


def agreement(case: Case, query: Query) -> Iterator[Pair]:
    """Which sides agree on an issue, and which are against each other, as they stand last."""
    from depesche.packs import load  # noqa: PLC0415 (start-up)
    from depesche.relate.position_pairs import agreement as pairs  # noqa: PLC0415 (start-up)

    held = list(case.held(report=query.report, since=query.since))
    sides = {} if query.each else {one.actor: one.side for one in held if one.side}
    is_wanted = is_meant(case, query.actor) if query.actor else None
    words = (query.issue or "").casefold()
    found = (one for one in pairs(held, load("de"), sides) if words in one.name.casefold())
    of_kind = (one for one in found if query.kind in {None, one.kind})
    return islice((one for one in of_kind if is_wanted is None or any(map(is_wanted, one.actors))), query.limit)


def shifts(case: Case, query: Query, names: Mapping[str, str]) -> Iterator[Shift]:
    """The stands that moved; names: what issues are called, by id."""
    found = (one for one in case.shifts(query.actor, query.since) if query.kind in {None, one.kind})
    words = (query.issue or "").casefold()
    wanted = (one for one in found if words in names.get(one.issue, one.issue).casefold())
    return islice(wanted, query.limit)


def issues(case: Case, query: Query) -> Iterator[tuple[Issue, int]]:
    """The entries of the codebook that positions have and nobody has hidden, with how many positions."""
    from depesche.run.codebook import codebook  # noqa: PLC0415 (start-up)

    book = codebook(case)
    counts = book.count()
    words = (query.issue or "").casefold()
    found = ((one, counts[one.id]) for one in book.issues if counts[one.id] and not one.hidden)
    wanted = ((one, count) for one, count in found if words in "\n".join((one.id, one.name, *one.covers)).casefold())
    return islice(wanted, query.limit)
