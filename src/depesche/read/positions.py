"""Positions: where somebody stands on an issue (guidelines: Position)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast as typed

from depesche.packs import Pack
from depesche.read.position_claims import Claim, once, taken_up, with_one_name
from depesche.read.position_reading import PositionReading
from depesche.records import Act, Position, Report, record_id
from depesche.stages import stage


@stage(needs=("sentences", "actors", "statements"), gives=("positions",))
def read_positions(report: Report, pack: Pack) -> Report:
    """Find what each actor demands, offers, refuses or judges, from statements and from the report's own words."""
    if not report.sentences:
        return report
    reading = PositionReading(report, pack)
    claims = sorted([*reading.from_statements(), *reading.told()], key=lambda c: (c.start, c.evidence[0][1], c.actor))
    claims = once(with_one_name(taken_up(claims, reading.sides.party), reading.issues))
    digest = report.digest
    made: dict[str, Position] = {}
    for claim in claims:
        position = _position(reading, digest, claim, made)
        made[position.id] = position
    return replace(report, positions=tuple(made.values()))


def _position(reading: PositionReading, digest: str, claim: Claim, made: Mapping[str, Position]) -> Position:
    spans = tuple(reading.report.span(a, b) for a, b in claim.evidence)
    identity = f"position|{claim.actor}|{claim.act}"
    slot = 0
    while (name := record_id(digest, identity, spans, slot)) in made:
        slot += 1
    acts_for = reading.sides.acts_for(claim.actor)
    return Position(
        id=name,
        actor=claim.actor,
        act=typed("Act", claim.act),
        issue=claim.en or reading.issues.english(claim.named.name) or claim.named.name,
        stance=claim.stance,
        evidence=spans,
        acts_for=acts_for if acts_for != claim.actor else None,
        addressee=claim.addressee,
        condition=claim.condition,
        issue_text=claim.named.name,
        plover=reading.tables.events.get(claim.act) or None,
        confidence=round(claim.weight, 2),
        why=claim.why,
    )
