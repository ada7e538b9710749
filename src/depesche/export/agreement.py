"""How far people agree who ruled on the same records: Krippendorff's alpha for each kind of record and each of its fields.

Alpha as in Krippendorff, Content Analysis (4th edition, 2019), chapter 12, for nominal values with some missing: 1 is full
agreement, 0 what chance would give.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from depesche.errors import UsageError

if TYPE_CHECKING:
    from depesche.store.case import Case
    from depesche.store.overlay import Standing

VERDICT = "verdict"
AS_READ = "as read"
_DECIDING = ("accept", "reject", "correct", "add")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree on a field of a kind of record.

    units: records with values of at least two people. share: of the pairs of values that are the same. alpha, kappa: None where all
    values are one, so that there is nothing to agree on by chance; kappa: Cohen's, only of two people.
    """

    kind: str
    field: str
    units: int
    share: float
    alpha: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A record on which people ruled differently; settled: whether somebody's final ruling stands."""

    kind: str
    record: str
    report: str
    rulings: tuple[Standing, ...]
    settled: bool


def agreement(case: Case, who: Sequence[str] = ()) -> list[Agreement]:
    """How far people agree, by kind and field; fields that nobody corrected are left out.

    Args:
        case: an open case.
        who: whose rulings count; empty for everybody's.

    Raises:
        UsageError: if one of them ruled on nothing.

    """
    known = [name for name, _ in case.coders()]
    for name in who:
        if name not in known:
            raise UsageError(f"{name} ruled on nothing here.", hint=f"Known: {', '.join(known) or 'nobody'}.")
    by_kind: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in case.all_standing():
        if one.verdict in _DECIDING and not one.final and (not who or one.who in who):
            by_kind[one.kind].append(one)
    found = []
    for kind, rulings in sorted(by_kind.items()):
        fields = sorted({name for one in rulings for name in one.values})
        found += [_agreement(kind, name, _table(rulings, name)) for name in (VERDICT, *fields)]
    return [one for one in found if one.units]


def _table(rulings: Iterable[Standing], field: str) -> dict[str, dict[str, str]]:
    """The value that each person gave to each record; of a field none from who rejected the record."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one in rulings:
        if field == VERDICT:
            found[one.record or ""][one.who] = "accept" if one.verdict == "add" else one.verdict
        elif one.verdict != "reject":
            value = one.values.get(field, AS_READ)
            found[one.record or ""][one.who] = value if value == AS_READ else json.dumps(value, sort_keys=True)
    return found


def _agreement(kind: str, field: str, table: Mapping[str, Mapping[str, str]]) -> Agreement:
    units = [list(values.values()) for values in table.values() if len(values) > 1]
    pairs = [a == b for values in units for a, b in combinations(values, 2)]
    share = sum(pairs) / len(pairs) if pairs else 0.0
    return Agreement(kind, field, len(units), share, alpha(units), kappa(table))


def alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal values.

    Args:
        units: the values that each unit was given; those with fewer than two do not count.

    Returns:
        None where all values are one, or there are none.

    >>> alpha([["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]])
    0.5333333333333333

    """
    met: Counter[str] = Counter()
    observed = 0.0
    for values in units:
        if len(values) < 2:
            continue
        counts = Counter(values)
        met.update(values)
        same = sum(n * (n - 1) for n in counts.values())
        observed += (len(values) * (len(values) - 1) - same) / (len(values) - 1)
    number = met.total()
    expected = number * number - sum(n * n for n in met.values())
    if not expected:
        return None
    return 1 - (number - 1) * observed / expected


def kappa(table: Mapping[str, Mapping[str, str]]) -> float | None:
    """Cohen's kappa of two people; None where there are not two, or chance alone would make them agree.

    >>> kappa({"1": {"A": "x", "B": "x"}, "2": {"A": "y", "B": "y"}, "3": {"A": "x", "B": "y"}})
    0.4
    """
    people = sorted({who for values in table.values() for who in values})
    if len(people) != 2:
        return None
    pairs = [(values[people[0]], values[people[1]]) for values in table.values() if len(values) == 2]
    if not pairs:
        return None
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[value] * second[value] for value in first) / len(pairs) ** 2
    if chance == 1:
        return None
    return round((sum(a == b for a, b in pairs) / len(pairs) - chance) / (1 - chance), 12)


def disputes(case: Case) -> list[Dispute]:
    """The records on which people ruled differently, those not settled first, then by kind, report and record."""
    by: defaultdict[tuple[str, str], list[Standing]] = defaultdict(list)
    for one in case.all_standing():
        if one.verdict in _DECIDING and one.record:
            by[one.kind, one.record].append(one)
    found = []
    for (kind, record), rulings in by.items():
        own = [one for one in rulings if not one.final]
        if len({(one.verdict, json.dumps(one.values, sort_keys=True)) for one in own}) > 1:
            found.append(Dispute(kind, record, rulings[0].report, tuple(rulings), any(one.final for one in rulings)))
    return sorted(found, key=lambda one: (one.settled, one.kind, one.report, one.record))
