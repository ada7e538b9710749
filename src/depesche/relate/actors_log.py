"""Rulings on actors as decisions: appended to the case, taken back by a later one, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from depesche.errors import UsageError
from depesche.records import Decision
from depesche.relate.actors_rulings import Ruling, Side, Verb, describe
from depesche.relations import Member, relation_id

_TARGET = "actors:"
_UNDO = "undo"


def id_of(ruling: Ruling) -> str:
    """The stable name of a ruling."""
    names = (side.name for side in ruling.sides)
    return relation_id("ruling", ruling.verb, *names, ruling.name or "", *ruling.reports, ruling.when)


def as_decision(ruling: Ruling) -> Decision:
    """A ruling as it is written down."""
    fields: dict[str, Any] = {
        "name": ruling.name,
        "reports": list(ruling.reports),
        "sides": [s.name for s in ruling.sides],
    }
    members = [
        {"keys": list(side.keys), "members": [[m.report, m.record, m.text] for m in side.members]}
        for side in ruling.sides
    ]
    return Decision(f"{_TARGET}{id_of(ruling)}", ruling.verb, fields, ruling.who, ruling.when, {"sides": members})


def rulings_of(decisions: Iterable[Decision]) -> tuple[Ruling, ...]:
    """The rulings on actors that hold, in the order in which they were made; those taken back are left out."""
    found: dict[str, Ruling] = {}
    for decision in decisions:
        if not decision.target.startswith(_TARGET):
            continue
        if decision.verdict == _UNDO:
            found.pop(decision.target, None)
        else:
            found[decision.target] = _read(decision)
    return tuple(found.values())


def _read(decision: Decision) -> Ruling:
    sides = tuple(
        Side(name, tuple(Member(*member) for member in side["members"]), tuple(side["keys"]))
        for name, side in zip(decision.fields["sides"], decision.anchor["sides"], strict=True)
    )
    verb = cast("Verb", decision.verdict)
    return Ruling(verb, sides, decision.fields["name"], tuple(decision.fields["reports"]), decision.who, decision.when)


def undoing(rulings: Sequence[Ruling], which: int | None = None, who: str = "", when: str = "") -> Decision:
    """Take a ruling back: the one of this number, counted from 1, or the last.

    Raises:
        UsageError: if there is no such ruling.

    """
    if not rulings:
        raise UsageError("Nothing has been ruled on the actors of this case.", hint="There is nothing to undo.")
    number = len(rulings) if which is None else which
    if not 0 < number <= len(rulings):
        told = "; ".join(f"{i} {describe(ruling)}" for i, ruling in enumerate(rulings, start=1))
        raise UsageError(f"There is no ruling {number}.", hint=f"These hold: {told}")
    return Decision(f"{_TARGET}{id_of(rulings[number - 1])}", _UNDO, {}, who, when)
