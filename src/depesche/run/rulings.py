"""Rules on the actors of a case as a person asks: made of what they type, kept as a decision, and related by at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from depesche.errors import UsageError
from depesche.relate.actors_decide import find, merging, renaming, splitting
from depesche.relate.actors_keys import key_of
from depesche.relate.actors_log import as_decision, rulings_of, undoing
from depesche.relate.actors_made import RULED
from depesche.relate.actors_rulings import Ruling, describe
from depesche.relate.actors_seen import Seen
from depesche.relations import CaseActor, Member
from depesche.run.progress import Progress, Related
from depesche.run.relating import relate
from depesche.run.story import all_packs
from depesche.store.case import Case
from depesche.store.codec import decode

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a ruling did. told: in words. related: what was related anew."""

    told: str
    related: Related


def in_force(case: Case) -> tuple[Ruling, ...]:
    """The rulings that hold, oldest first."""
    return rulings_of(case.decisions("actors:"))


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


def _keys_of(case: Case, actors: Iterable[CaseActor]) -> dict[tuple[str, str], str]:
    """The keys of the records of some actors; where nobody ruled on one, all its records have the same."""
    members: list[Member] = []
    for actor in actors:
        is_ruled = any(reason.rule in RULED for reason in actor.reasons)
        members += actor.members if is_ruled else actor.members[:1]
    return _keys(case, members, {name: case.row(name).id for name in sorted({one.report for one in members})})


def _keys(case: Case, members: Iterable[Member], ids: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """The keys of records by report and id; those that the case no longer has are left out."""
    wanted = {(one.report, one.record) for one in members}
    some = sorted({ids[report] for report, _ in wanted if report in ids})
    pack = all_packs()["de"]
    found: dict[tuple[str, str], str] = {}
    for at in range(0, len(some), _BATCH):
        for row in case.entries_of("actor", some[at : at + _BATCH]):
            seen = decode(Seen, row.data)
            if (seen.report, seen.record) in wanted:
                found[seen.report, seen.record] = key_of(seen, pack)
    return found
