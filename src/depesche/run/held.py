"""The positions of a case in its own terms: under the case's names of actors and the codebook's of issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from depesche.records import Report
from depesche.relate.actors_renamed import renamed
from depesche.relate.issues import turned
from depesche.relate.positions import Held, governments, held_of, sides
from depesche.run.codebook import codebook
from depesche.run.story import all_packs
from depesche.store.case import Case


@dataclass(frozen=True, slots=True)
class Holding:
    """Positions, for whom each actor acts, and what the issues are called by id."""

    held: tuple[Held, ...]
    sides: Mapping[str, str]
    names: Mapping[str, str]


def holding(case: Case, *, report: str | None = None, since: str | None = None) -> Holding:
    """All positions of a case that an issue covers; issues that somebody has hidden are left out.

    Args:
        case: an open case.
        report: only this one, by name.
        since: only reports of this ISO day and later.

    """
    pack = all_packs()["de"]
    book = codebook(case, pack)
    names = {issue.id: issue.name for issue in book.issues if not issue.hidden}
    other_way = turned(book.codes, book.issues, pack)
    held: list[Held] = []
    speaks: list[tuple[str, str | None]] = list(governments(pack))
    for one in _reports(case, report, since):
        held += held_of(one, book.codes, names, other_way)
        speaks += [(actor.name, actor.acts_for) for actor in one.actors]
        speaks += [(position.actor, position.acts_for) for position in one.positions]
    return Holding(tuple(held), sides(speaks), names)


def _reports(case: Case, report: str | None, since: str | None) -> Iterator[Report]:
    wanted = (row for row in case.rows(since=since) if report in {None, row.name})
    for row in wanted:
        if row.double_of is None or report is not None:
            yield renamed(case.version_of(row.id), case.called([row.id])[row.id])


def of_issues(held: Iterable[Held], words: str) -> list[Held]:
    """The positions on issues whose names hold some words, in any case of letters."""
    return [one for one in held if words.casefold() in one.name.casefold()]
