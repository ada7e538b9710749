"""Rules on the actors of a case as a person asks: made of what they type, kept as a decision, and related by at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from depesche.errors import UsageError
from depesche.relate.actors_decide import find, merging, renaming, splitting
from depesche.relate.actors_log import as_decision, undoing
from depesche.relate.actors_made import RULED
from depesche.relate.actors_rulings import Ruling, describe
from depesche.relations import CaseActor, Member
from depesche.run.progress import Progress, Related
from depesche.run.relating import relate
from depesche.run.ruled import Record, in_force, keys_at
from depesche.store.case import Case


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a ruling did. told: in words. related: what was related anew."""

    told: str
    related: Related


def join(case: Case, names: Sequence[str], called: str | None, who: str, progress: Progress | None = None) -> Outcome:
    """Rule that some actors are one.

    Raises:
        UsageError: if a name is nobody's or several's, or if all are one actor's already.

    """
    actors = tuple(case.cast())
    keys = _keys_of(case, [find(actors, name) for name in names])
    return _rule(case, merging(actors, names, called, keys, who, _now()), progress)


def part(
    case: Case,
    name: str,
    form: str,
    reports: Sequence[str],
    called: str | None,
    who: str,
    progress: Progress | None = None,
) -> Outcome:
    """Rule that whoever reports call `form` is somebody else; in some reports only, where any are named.

    Raises:
        UsageError: if there is no such actor or form, or nothing would be left.

    """
    actors = tuple(case.cast())
    keys = _keys_of(case, [find(actors, name)])
    return _rule(case, splitting(actors, name, form, reports, called, keys=keys, who=who, when=_now()), progress)


def rename(case: Case, name: str, called: str, who: str, progress: Progress | None = None) -> Outcome:
    """Rule what an actor is called.

    Raises:
        UsageError: if there is no such actor, or another is called so.

    """
    if not called.strip():
        raise UsageError("An actor needs a name.", hint="depesche actors CASE rename ACTOR NAME")
    actors = tuple(case.cast())
    keys = _keys_of(case, [find(actors, name)])
    return _rule(case, renaming(actors, name, called, keys, who, _now()), progress)


def undo(case: Case, which: int | None, who: str, progress: Progress | None = None) -> Outcome:
    """Take a ruling back: that of this number, counted from 1, or the last.

    Raises:
        UsageError: if there is none.

    """
    rulings = in_force(case)
    decision = undoing(rulings, which, who, _now())
    last = rulings[-1 if which is None else which - 1]
    case.decide(decision)
    return Outcome(f"Taken back: {describe(last)}", relate(case, progress))


def _rule(case: Case, ruling: Ruling, progress: Progress | None) -> Outcome:
    case.decide(as_decision(ruling))
    return Outcome(describe(ruling), relate(case, progress))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _keys_of(case: Case, actors: Iterable[CaseActor]) -> dict[Record, str]:
    """The keys of the records of some actors; where nobody ruled on one, all its records have the same."""
    members: list[Member] = []
    for actor in actors:
        is_ruled = any(reason.rule in RULED for reason in actor.reasons)
        members += actor.members if is_ruled else actor.members[:1]
    return keys_at(case, members, {name: case.row(name).id for name in sorted({one.report for one in members})})
