"""What was altered between the versions of a report, and which records that touched."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from depesche.export.as_json import KINDS, as_json
from depesche.records import Report, Span
from depesche.wording import Change, differences

if TYPE_CHECKING:
    from depesche.store.case import Case
    from depesche.store.rows import Version

Fate = Literal["gone", "new", "reworded", "changed"]

_AROUND = 60  # characters shown on either side of what was altered
_TOLD = ("statements", "positions", "talks", "figures", "times")
_NOT_SAID = frozenset({"id", "confidence", "why", "verdict", "open", "anchor", "since", "until"})


@dataclass(frozen=True, slots=True)
class Alteration:
    """A stretch that was altered: its words before and after, with a little of the text around. start, end: in the newer text."""

    before: str
    after: str
    lead: str
    trail: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that the newer version has otherwise.

    fate: `gone` or `new`; `reworded` where only its words were altered; `changed` where its fields differ, which are named.
    """

    kind: str
    fate: Fate
    before: Any | None
    after: Any | None
    fields: tuple[str, ...] = ()

    @property
    def record(self) -> Any:
        """As it is now, else as it was."""
        return self.after if self.after is not None else self.before


@dataclass(frozen=True, slots=True)
class Revision:
    """Two versions of a report, one after the other. as_of: when the newer was issued, where its source tells."""

    before: Version
    after: Version
    as_of: str | None
    alterations: tuple[Alteration, ...]
    touched: tuple[Touched, ...]


def revisions(case: Case, name: str) -> Iterator[Revision]:
    """Every step from one version of a report to the next, oldest first; none for a report that never changed.

    Raises:
        UsageError: if there is no such report.

    """
    versions = case.versions(name)
    older = case.report(versions[0].id)
    for before, after in pairwise(versions):
        newer = case.report(after.id)
        yield revision(before, after, older, newer)
        older = newer


def revision_object(step: Revision) -> dict[str, Any]:
    """A step as a JSON object: which versions, what was altered, and each record that is gone, new or otherwise."""
    altered = [
        {"start": one.start, "end": one.end, "before": one.before, "after": one.after} for one in step.alterations
    ]
    touched = [
        {
            "kind": one.kind,
            "fate": one.fate,
            "fields": list(one.fields),
            "before": as_json(one.before),
            "after": as_json(one.after),
        }
        for one in step.touched
    ]
    versions = {"from": step.before.number, "to": step.after.number, "as_of": step.as_of}
    return {"kind": "revision", "report": step.after.name, **versions, "altered": altered, "touched": touched}


def revision(before: Version, after: Version, older: Report, newer: Report) -> Revision:
    """What one version has otherwise than the one before."""
    changes = differences(older.text, newer.text)
    alterations = tuple(
        _alteration(one, older.text, newer.text) for one in changes if one.kind not in {"same", "spelling"}
    )
    touched = tuple(_touched(older, newer, _Map(changes)))
    return Revision(before, after, newer.source.as_of, alterations, touched)


def _alteration(change: Change, older: str, newer: str) -> Alteration:
    lead = newer[max(0, change.start_b - _AROUND) : change.start_b]
    trail = newer[change.end_b : change.end_b + _AROUND]
    before, after = older[change.start_a : change.end_a], newer[change.start_b : change.end_b]
    return Alteration(before, after, lead, trail, change.start_b, change.end_b)


class _Map:
    """Where a place of the older text is in the newer one."""

    def __init__(self, changes: list[Change]) -> None:
        self._changes = changes
        self._starts = [one.start_a for one in changes]

    def at(self, place: int, *, end: bool) -> int:
        """The place in the newer text; what was altered moves to the edge of what stands there now."""
        number = bisect_right(self._starts, place - 1 if end else place) - 1
        if number < 0:
            return 0
        one = self._changes[number]
        if one.kind == "same":
            return (
                min(one.start_b + place - one.start_a, one.end_b)
                if place <= one.end_a
                else one.end_b + place - one.end_a
            )
        return one.end_b if end else one.start_b


def _touched(older: Report, newer: Report, places: _Map) -> Iterator[Touched]:
    for kind in _TOLD:
        waiting = {_place(record, None): record for record in getattr(newer, kind)}
        for record in getattr(older, kind):
            nearest = _nearest(_place(record, places), waiting)
            if nearest is None:
                yield Touched(KINDS[kind], "gone", record, None)
                continue
            after = waiting.pop(nearest)
            named = tuple(_differing(record, after))
            if named:
                yield Touched(KINDS[kind], "changed", record, after, named)
            elif _words(record) != _words(after):
                yield Touched(KINDS[kind], "reworded", record, after)
        for record in waiting.values():
            yield Touched(KINDS[kind], "new", None, record)


_At = tuple[int, int, str]


def _place(record: Any, places: _Map | None) -> _At:
    """From where to where a record's evidence reaches, in the newer text, and who acts: several records may share a stretch."""
    spans = list(_evidence(record))
    start, end = min((one.start for one in spans), default=0), max((one.end for one in spans), default=0)
    if places is not None:
        start, end = places.at(start, end=False), places.at(end, end=True)
    return start, end, str(getattr(record, "actor", None) or getattr(record, "name", "") or "")


def _nearest(wanted: _At, waiting: dict[_At, Any]) -> _At | None:
    """The record of the newer version that stands in the same place: exactly, else with at least half of it in common."""
    if wanted in waiting:
        return wanted
    best, most = None, 0.5
    for at in waiting:
        shared = min(wanted[1], at[1]) - max(wanted[0], at[0])
        share = shared / max(1, wanted[1] - wanted[0], at[1] - at[0])
        if share > most or (share == most and best is not None and at[2] == wanted[2]):
            best, most = at, share
    return best


def _evidence(record: Any) -> Iterator[Span]:
    for name in ("content", "evidence", "span"):
        value = getattr(record, name, None)
        if isinstance(value, Span):
            yield value
        elif value:
            yield from value


def _words(record: Any) -> tuple[str, ...]:
    return tuple(span.text for span in _evidence(record))


def _differing(before: Any, after: Any) -> Iterator[str]:
    """The fields that say something else; spans are compared by their words, evidence as a whole elsewhere."""
    for one in fields(before):
        if one.name in _NOT_SAID or one.name in {"content", "evidence", "span", "frame", "when"}:
            continue
        if _plain(getattr(before, one.name)) != _plain(getattr(after, one.name)):
            yield one.name


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return value.text
    return tuple(_plain(one) for one in value) if isinstance(value, tuple) else value
