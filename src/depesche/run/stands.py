"""Who stands where over a case: the table of actors and issues as pages, charts and the terminal show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from depesche.relate.position_matrix import Cell, Matrix, matrix
from depesche.relations import Held, Shift
from depesche.store.case import Case

ACTORS, ISSUES = 12, 20


@dataclass(frozen=True, slots=True)
class Stands:
    """A matrix, the shifts in it by actor and row, and the days on which anybody took a stand."""

    matrix: Matrix
    moved: Mapping[tuple[str, str], tuple[Shift, ...]]
    days: tuple[str, ...]


def stands(
    case: Case, *, since: str = "", until: str = "", actor: str = "", issue: str = "", sides: bool = True
) -> Stands:
    """Who stands where.

    Args:
        case: an open case.
        since: first ISO day that counts; with it or `until` positions without a day do not.
        until: the last one.
        actor: only those whose names have these words.
        issue: only issues and topics whose names have these words; each issue has a row of its own then.
        sides: whether persons count for the state or body that they speak for.

    """
    held = list(case.held())
    days = tuple(sorted({one.day for one in held if one.day}))
    shown = [one for one in held if _fits(one, since, until, issue)]
    of = {one.actor: one.side for one in shown if one.side} if sides else {}
    if actor:
        words = actor.casefold()
        shown = [one for one in shown if words in f"{of.get(one.actor, one.actor)}\n{one.actor}".casefold()]
    made = matrix(shown, sides=of, actors=ACTORS, issues=ISSUES, by="issue" if issue else "topic")
    return Stands(made, _moved(case.shifts(), made, of, until), days)


def _fits(one: Held, since: str, until: str, issue: str) -> bool:
    if (since or until) and not (one.day and since <= one.day <= (until or "~")):
        return False
    return issue.casefold() in f"{one.name}\n{one.topic}\n{one.issue}".casefold()


def _moved(
    shifts: Iterable[Shift], made: Matrix, sides: Mapping[str, str], until: str
) -> dict[tuple[str, str], tuple[Shift, ...]]:
    rows = {issue: row for row, issues in made.under.items() for issue in issues}
    found: dict[tuple[str, str], tuple[Shift, ...]] = {}
    for one in shifts:
        if until and (one.after is None or not one.after.day or one.after.day > until):
            continue
        actors = {one.actor, sides.get(one.actor) or one.actor}
        for place in ((actor, row) for actor in actors for row in {one.issue, rows.get(one.issue, one.issue)}):
            if place in made.cells:
                found[place] = (*found.get(place, ()), one)
    return found


def cells(found: Stands) -> Iterator[dict[str, Any]]:
    """The cells of a matrix as rows of data: actor, issue, what is done most there, and its first sentence."""
    for actor in found.matrix.actors:
        for issue in found.matrix.issues:
            cell = found.matrix.cells.get((actor, issue))
            if cell is not None:
                yield _row(found, actor, issue, cell)


def _row(found: Stands, actor: str, issue: str, cell: Cell) -> dict[str, Any]:
    act, stance, _ = cell.acts[0]
    words = " ".join(cell.stands[-1].quote.text.split()) if cell.stands else ""
    return {
        "actor": actor,
        "issue": found.matrix.names[issue],
        "id": issue,
        "act": act,
        "stance": stance,
        "count": cell.count,
        "first": cell.first,
        "last": cell.last,
        "words": words[:200],
        "moved": (actor, issue) in found.moved,
    }
