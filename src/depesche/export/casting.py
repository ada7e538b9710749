"""Who the actors of a report are over the case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from depesche.records import Report
from depesche.relations import CaseActor

if TYPE_CHECKING:
    from depesche.store.case import Case

Json = dict[str, Any]


class Cast:
    """Who the actors of a report are over the case."""

    def __init__(self, case: Case, report: Report) -> None:
        self._called = case.called([report.id]).get(report.id, {})
        self._kinds = {one.name: (one.kind, one.acts_for) for one in report.actors}
        wanted = {self._called.get(name, name) for name in _actors(report)}
        self._known: dict[str, CaseActor] = {one.name: one for one in case.cast_called(sorted(wanted))}

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
