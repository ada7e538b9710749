"""Making entries: a discrepancy with its two sides, the rule that found it and what that rule saw."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from depesche.relations import Discrepancy, Grade, Member, Quote, Reason, relation_id


def entry(
    kind: str,
    grade: Grade,
    about: str,
    sides: Sequence[Quote],
    reason: str,
    confidence: float,
    values: Sequence[str] = (),
    members: Iterable[Member] = (),
) -> Discrepancy:
    """Put a discrepancy together; its sides go by report and place.

    Args:
        kind: as in `Discrepancy`.
        grade: how far the two sides can both be so.
        about: what differs, in a few words.
        sides: both quotes; values, if any, are in their order.
        reason: the rule, without the `discrepancies.` before it.
        confidence: how sure it is that the two speak of the same and that the grade is right.
        values: what was taken from the quotes.
        members: the records that the sides are.

    """
    order = sorted(range(2), key=lambda side: sides[side])
    a, b = (sides[side] for side in order)
    told = [values[side] for side in order] + list(values[2:]) if len(values) > 1 else list(values)
    return Discrepancy(
        id=relation_id("discrepancy", kind, *(f"{one.report}:{one.start}-{one.end}" for one in (a, b))),
        kind=kind,
        grade=grade,
        about=" ".join(about.split()),
        a=a,
        b=b,
        scope="within" if a.report == b.report else "across",
        members=tuple(sorted(set(members))),
        confidence=round(confidence, 3),
        reasons=(Reason(f"discrepancies.{reason}", (a, b), tuple(told)),),
        why=f"discrepancies.{reason}",
    )
