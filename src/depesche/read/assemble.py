"""From drafts to records: statements with ids, actors with every form met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast as typed

from depesche.read.cast import Cast, Entity
from depesche.read.draft import Draft, Range
from depesche.records import Act, Actor, ActorKind, Report, Span, Statement, record_id

_NOBODY = "unspecified"
_NAMED, _GROUP = 0.8, 0.5  # confidence
_ROLES = 3
_OFFICES = frozenset(["authority", "diplomacy", "government"])


def assemble(report: Report, drafts: Sequence[Draft], cast: Cast) -> Report:
    """Turn drafts into statements in the order of the text, one per actor for a joint source, and the cast into actors."""
    digest = report.digest  # hashes the whole text: once, not once a record
    statements: list[Statement] = []
    taken: set[str] = set()
    for draft in sorted(drafts, key=lambda d: (d.start, d.end, d.rule)):
        for slot, entity in enumerate(draft.entities or [None]):
            statement = _statement(report, digest, draft, entity, slot)
            if statement.id not in taken:
                taken.add(statement.id)
                statements.append(statement)
    return replace(report, statements=tuple(statements), actors=_actors(report, digest, cast))


def _statement(report: Report, digest: str, draft: Draft, entity: Entity | None, slot: int) -> Statement:
    def spans(ranges: Sequence[Range]) -> tuple[Span, ...]:
        return tuple(report.span(a, b) for a, b in ranges)

    def span(one: Range | None) -> Span | None:
        return report.span(*one) if one else None

    content, cue, source = spans(draft.content), spans(draft.cue), span(draft.source)
    return Statement(
        id=record_id(digest, "statement", (*content, *cue, *((source,) if source else ())), slot),
        mode=draft.mode,
        content=content,
        cue=cue,
        source=source,
        actor=entity.name if entity else _NOBODY,
        addressee=span(draft.addressee),
        occasion=span(draft.occasion),
        via=span(draft.via),
        frame=spans(draft.frame),
        act=typed("Act | None", draft.act),
        confidence=round(draft.weight if entity else draft.weight * 0.8, 2),
        why=draft.rule,
    )


def _actors(report: Report, digest: str, cast: Cast) -> tuple[Actor, ...]:
    found = []
    for entity in cast.entities:
        mentions = tuple(report.span(a, b) for a, b in sorted(entity.mentions))
        if not mentions:
            continue
        found.append(
            Actor(
                id=record_id(digest, "actor", mentions[:1]),
                name=entity.name,
                kind=_kind(entity),
                names=tuple(entity.forms),
                role=_role(entity),
                acts_for=_acts_for(entity, cast),
                mentions=mentions,
                confidence=_NAMED if entity.kind != "group" else _GROUP,
                why=entity.why,
            )
        )
    return tuple(found)


def _kind(entity: Entity) -> ActorKind:
    """`office` is an institution with an office; somebody who is only described is a person all the same."""
    if entity.body is not None and entity.kind == "organisation" and entity.body.kind in _OFFICES:
        return "office"
    return typed("ActorKind", "person" if entity.kind == "office" else entity.kind)


def _role(entity: Entity) -> str | None:
    """All that somebody is, in the order of the report; what another role says more exactly is left out."""
    if entity.body is not None:
        return entity.body.english if _kind(entity) == "office" else None
    titles = list(entity.titles) or [role.english for role in entity.roles[:1]]
    kept = [t for t in titles if not any(t != other and t in other for other in titles)]
    return ", ".join(kept[:_ROLES]) or None


def _acts_for(entity: Entity, cast: Cast) -> str | None:
    """The state that stands beside a person or institution most often; else the body."""
    if entity.kind == "group" or (entity.kind != "person" and not entity.why.startswith("described")):
        return None
    states = cast.tables.states
    votes = [one for one in entity.votes.most_common(2) if one[0] in states]
    if len(votes) == 1 or (len(votes) == 2 and votes[0][1] > votes[1][1]):
        return states[votes[0][0]].name
    if entity.bodies:
        return next(iter(entity.bodies))
    alone = states.get(next(iter(entity.codes))) if len(entity.codes) == 1 else None
    return alone.name if alone else None
