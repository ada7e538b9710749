"""Who the actors of a report are over the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from depesche.records import Report

if TYPE_CHECKING:
    from depesche.store.case import Case

Json = dict[str, Any]
_HELD = 20_000  # actors


@dataclass(frozen=True, slots=True)
class Known:
    """What is told of an actor of the case, without all that names it."""

    id: str
    kind: str


class Casts:
    """The actors of a case, those that were asked for last being held: one that every report names is not read for each anew."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._held: dict[str, Known | None] = {}

    def of(self, report: Report) -> Cast:
        """The actors of a report."""
        called = self._case.called([report.id]).get(report.id, {})
        wanted = {called.get(name, name) for name in _actors(report)}
        missing = sorted(wanted - self._held.keys())
        if len(self._held) > _HELD:
            self._held.clear()
            missing = sorted(wanted)
        self._held |= dict.fromkeys(missing)
        self._held |= {one.name: Known(one.id, one.kind) for one in self._case.cast_called(missing)}
        return Cast(report, called, {name: self._held[name] for name in wanted})


class Cast:
    """The actors of a report. called: under which names the case knows them; known: what it tells of these."""

    def __init__(self, report: Report, called: Mapping[str, str], known: Mapping[str, Known | None]) -> None:
        self._called = called
        self._known = known
        self._kinds = {one.name: (one.kind, one.acts_for) for one in report.actors}

    def told(self, name: str | None, acts_for: str | None = None) -> list[Json]:
        """An actor as a list of one, or of none where nobody is named."""
        if not name or name == "unspecified":
            return []
        called = self._called.get(name, name)
        known = self._known.get(called)
        kind, side = self._kinds.get(name, (None, None))
        side = acts_for or side
        return [
            {
                "name": called,
                "id": known.id if known else None,
                "text": name,
                "kind": kind or (known.kind if known else None),
                "acts_for": self._called.get(side, side) if side else None,
            }
        ]


def _actors(report: Report) -> Iterable[str]:
    yield from (one.name for one in report.actors)
    for position in report.positions:
        yield from filter(None, (position.actor, position.addressee))
    for talk in report.talks:
        yield from talk.participants
