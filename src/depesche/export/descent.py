"""Who copied from whom, and what has moved: lineage and shifts in short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesche.export.cites import Cites, Passage, Place
from depesche.export.parts import KEPT, Part, best, newest_first
from depesche.relations import Lineage, Member, Reason, Shift, Stand


@dataclass(frozen=True, slots=True)
class LineageLine:
    """Two reports of which one reuses the other, or both a third. later, earlier: where the longest shared passage stands in them.

    sure: whether it is known which was first; if not, they come by name. shares: how much of `later` and of `earlier` is shared.
    """

    id: str
    kind: str
    later: Place
    earlier: Place
    sure: bool
    shares: tuple[float, float]
    agencies: tuple[str, ...]
    passage: Passage | None
    passages: int
    confidence: float
    reasons: tuple[Reason, ...] = ()

    @property
    def told_in(self) -> str:
        """The report that is cited first."""
        return self.later.report


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A stand that moved, with the sentences before and after; after: None where later reports have none."""

    id: str
    actor: str
    issue: str
    kind: str
    before: Passage
    before_day: str | None
    before_act: str
    after: Passage | None
    after_day: str | None
    after_act: str | None
    confidence: float
    reasons: tuple[Reason, ...] = ()

    @property
    def told_in(self) -> str:
        """The report that is cited first."""
        return (self.after or self.before).place.report


def lineage(cites: Cites) -> Part[LineageLine]:
    """Which report follows which: those that share most of their text first."""

    def rank(one: Lineage) -> tuple[float, float, str]:
        return -max(one.shares), -one.confidence, one.id

    found, total = best((one for one in cites.case.lineage() if cites.wants(*one.reports)), rank, KEPT)
    return Part(tuple(line for one in found if (line := descent(cites, one))), total)


def descent(cites: Cites, one: Lineage) -> LineageLine | None:
    """Who follows whom in a line; None where the case does not have the reports any more."""
    sides = (0, 1) if one.source == one.reports[1] else (1, 0)
    pairs = sorted(one.passages, key=lambda pair: (-len(pair[0].text), pair))
    places = [cites.place(one.reports[side], pairs[0][side].start if pairs else 0) for side in sides]
    later, earlier = places
    if later is None or earlier is None:
        return None
    passage = cites.passage(one.reports[sides[0]], [pairs[0][sides[0]]]) if pairs else None
    return LineageLine(
        one.id,
        one.kind,
        later,
        earlier,
        one.source is not None,
        (one.shares[sides[0]], one.shares[sides[1]]),
        one.agencies,
        passage,
        len(pairs),
        one.confidence,
        one.reasons,
    )


def shifts(cites: Cites) -> Part[ShiftLine]:
    """Whose stand has moved: the surest first, the newest of equals; what is only a silence comes last.

    What moved for a side and for the person who speaks for it is told of the side.
    """
    names = {issue.id: issue.name for issue in cites.case.issues()}

    def asked() -> Iterator[Shift]:
        for one in cites.case.shifts():
            inside = [stand.member.report for stand in (one.before, one.after) if stand]
            if cites.wants(*inside) and cites.about(one.actor):
                yield one

    def rank(one: Shift) -> tuple[bool, float, int, bool, str]:
        known = cites.cast.get(one.actor)
        day = newest_first(one.after.day if one.after else None)
        return one.after is None, -one.confidence, day, known is not None and known.kind == "person", one.id

    found, total = best(asked(), rank, KEPT)
    once: dict[tuple[Member, Member | None], ShiftLine] = {}
    for one in found:
        if line := _shift(cites, one, names.get(one.issue, one.issue)):
            once.setdefault((one.before.member, one.after.member if one.after else None), line)
    return Part(tuple(once.values()), total - len(found) + len(once))


def _shift(cites: Cites, one: Shift, issue: str) -> ShiftLine | None:
    before = _stand(cites, one.before)
    after = _stand(cites, one.after) if one.after else None
    if before is None or (one.after and after is None):
        return None
    return ShiftLine(
        one.id,
        one.actor,
        issue,
        one.kind,
        before,
        one.before.day,
        one.before.act,
        after,
        one.after.day if one.after else None,
        one.after.act if one.after else None,
        one.confidence,
        one.reasons,
    )


def _stand(cites: Cites, stand: Stand) -> Passage | None:
    return cites.passage(stand.quote.report, [stand.quote])
