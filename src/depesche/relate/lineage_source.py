"""Which of two kindred reports was there first, where anything tells."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.records import Published, Report
from depesche.relate.lineage_shared import Shared
from depesche.relations import Quote, Reason

_WHOLE = 0.9  # share of a text that another has for it to be a cut of it
_CUT = 0.8  # share from which nothing worth the word was cut


@dataclass(frozen=True, slots=True)
class Guess:
    """Whose text it was: the report's name, and why."""

    source: str
    reason: Reason


def source(shared: Shared, agencies: tuple[str, ...]) -> Guess | None:
    """Who was there first: the agency that is credited, the outlet that is named, the earlier day, the fuller text.

    Two that credit the same agency both follow it, whichever came first.
    """
    a, b = shared.a.report, shared.b.report
    told = _credited(a, b) or _credited(b, a)
    if told is None and not agencies:
        told = _named(a, b) or _named(b, a) or _earlier(a, b) or _earlier(b, a)
        if told is None and shared.same:
            told = _fuller(shared)
    return told


def _credited(first: Report, then: Report) -> Guess | None:
    """The second credits the agency whose own report the first is."""
    outlet = first.header.outlet
    if outlet is None or outlet not in then.header.agencies:
        return None
    return Guess(first.name, Reason("lineage.credits", (), (then.name, outlet, first.name)))


def _named(first: Report, then: Report) -> Guess | None:
    """The second has a statement by way of the first's outlet."""
    outlet = first.header.outlet
    if outlet is None or outlet == then.header.outlet:
        return None
    for statement in then.statements:
        via = statement.via
        if via is not None and outlet.lower() in via.text.lower():
            quote = Quote(then.name, via.start, via.end, via.text)
            return Guess(first.name, Reason("lineage.names", (quote,), (then.name, outlet)))
    return None


def _earlier(first: Report, then: Report) -> Guess | None:
    """The first was published on an earlier day, whatever day of an interval it was."""
    one, other = _days(first.header.published), _days(then.header.published)
    if one is None or other is None or not one[1] < other[0]:
        return None
    return Guess(first.name, Reason("lineage.earlier", (), (first.name, one[1], then.name, other[0])))


def _days(published: Published) -> tuple[str, str] | None:
    if published.interval is not None:
        return published.interval if all(published.interval) else None
    return (published.value, published.value) if published.value else None


def _fuller(shared: Shared) -> Guess | None:
    """One has all of the other and more: cutting is commoner than adding."""
    low, high = sorted(((shared.shares[0], shared.a.name), (shared.shares[1], shared.b.name)))
    if high[0] < _WHOLE or low[0] > _CUT:
        return None
    return Guess(low[1], Reason("lineage.cut", (), (low[1], high[1])))
