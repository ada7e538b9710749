"""From drafts to records: statements with ids, actors with every form met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast as typed

from depesche.read.cast import Cast, Entity
from depesche.read.draft import Draft, Range
from depesche.records import Act, Actor, ActorKind, Report, Span, Statement, record_id

_NOBODY = "unspecified"


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
        role = entity.title or (entity.roles[0].english if entity.roles else None)
        codes = sorted(entity.codes)
        state = cast.tables.states.get(codes[0]) if len(codes) == 1 and entity.kind in {"person", "office"} else None
        found.append(
            Actor(
                id=record_id(digest, "actor", mentions[:1]),
                name=entity.name,
                kind=typed("ActorKind", entity.kind),
                names=tuple(entity.forms),
                role=role,
                acts_for=state.name if state else None,
                mentions=mentions,
                confidence=0.8 if entity.kind != "group" else 0.5,
                why=entity.why,
            )
        )
    return tuple(found)
