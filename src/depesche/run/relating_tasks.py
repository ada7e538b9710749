"""What workers do for relating: functions of an open case and a picklable task, which write nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from depesche.packs import Pack
from depesche.records import Published, Report, digest
from depesche.relations import Held
from depesche.run.story import Given, all_packs, relate_story
from depesche.store.case import Case
from depesche.store.codec import decode, encode, from_json
from depesche.store.compare import ready
from depesche.store.query import DERIVED
from depesche.store.rows import EntryRow, OutlineRow, SketchRow, UnitRow


def unit_id(given: str) -> str:
    """The id of a unit: a digest of all that goes into it, short because every relation bears it."""
    return digest(given)[:20]


def sketched(case: Case, task: tuple[str, Sequence[str]]) -> list[SketchRow]:
    """Sketch some reports. task: the version of what relates, and their ids."""
    own = (case.version_of(report_id, own=True, kinds=("actors",)) for report_id in task[1])
    return [sketch_of(report, task[0]) for report in own]


def sketch_of(report: Report, version: str) -> SketchRow:
    """The sketch of a report that was read. version: of what relates."""
    import numpy as np  # noqa: PLC0415

    from depesche.relate.actors_seen import seen  # noqa: PLC0415
    from depesche.relate.lineage_keys import index_keys  # noqa: PLC0415
    from depesche.relate.sketch import key_number, sketch  # noqa: PLC0415

    made = sketch(report, all_packs()[report.language or ""])
    index = index_keys(report.text, report.header.clutter)
    return SketchRow(
        report.id,
        version,
        np.array([key.number for key in made.keys], "<u8").tobytes(),
        np.array([key.weight for key in made.keys], "<f4").tobytes(),
        np.array([key_number("band", one) for one in index.bands], "<u8").tobytes(),
        np.array([key_number("passage", one) for one in index.passages], "<u8").tobytes(),
        index.signature,
        tuple(encode(one) for one in seen(report, "")),
    )


def named(case: Case, task: tuple[str, Sequence[tuple[str, str, str | None]]]) -> UnitRow:
    """See whom the actors of a story stand for. task: its unit, and its reports: name, id, and the day that holds now."""
    from depesche.relate.actors_keys import key_of  # noqa: PLC0415
    from depesche.relate.actors_seen import Seen  # noqa: PLC0415
    from depesche.relate.actors_story import in_story  # noqa: PLC0415

    unit, reports = task
    pack = name_pack()
    ids, days = {name: one for name, one, _ in reports}, {one: day for _, one, day in reports}
    label = reports[0][0]
    # A person may have stated the day after the report was sketched.
    seen = (
        replace(decode(Seen, data), story=label, day=days[report_id])
        for report_id, several in case.sketched_actors(list(days)).items()
        for data in several
    )
    entries: dict[tuple[str, str], list[EntryRow]] = {("actor", report_id): [] for report_id in days}
    for one in in_story(seen, pack):
        report_id = ids[one.report]
        mine = entries["actor", report_id]
        mine.append(EntryRow(report_id, len(mine), encode(one), (key_of(one, pack),)))
    return ready(UnitRow(unit, "names", entries=entries, of=tuple(days)))


def merged(_case: Case, task: tuple[Sequence[tuple[str, Sequence[EntryRow]]], Sequence[Any]]) -> list[UnitRow]:
    """Bring the records of some blocks together. task: the units with their records, and what people ruled on actors."""
    from depesche.relate.actors import merge, names_in  # noqa: PLC0415
    from depesche.relate.actors_seen import Seen  # noqa: PLC0415

    made = []
    for unit, rows in task[0]:
        seen = [decode(Seen, from_json(row.data)) for row in rows]
        ids = {one.report: row.report_id for one, row in zip(seen, rows, strict=True)}
        actors = merge(seen, name_pack(), task[1])
        named = names_in(actors, seen)
        called = {(ids[report], name): to for report, names in named.items() for name, to in names.items()}
        made.append(ready(UnitRow(unit, "actor", {"cast": actors}, called)))
    return made


@dataclass(frozen=True, slots=True)
class Stands:
    """The positions of an actor, and what the codebook makes of what each calls its issue.

    codings: for each the id of its issue, or an empty one, its name, whether the stance towards it is the opposite one, and its topic.
    """

    rows: Sequence[EntryRow]
    side: str | None
    codings: Sequence[tuple[str, str, bool, tuple[str, int] | None]]


def followed(_case: Case, task: Sequence[tuple[str, Stands]]) -> list[UnitRow]:
    """Follow where some actors stand. task: their units with their positions."""
    from depesche.relate.position_shifts import shifts  # noqa: PLC0415
    from depesche.relate.positions import coded  # noqa: PLC0415

    made = []
    for unit, stands in task:
        held = []
        for row, (issue, name, turned, topic) in zip(stands.rows, stands.codings, strict=True):
            if not issue or not name:
                continue
            one: Held = decode(Held, from_json(row.data))
            sides = {one.actor: stands.side} if stands.side else {}
            about = {issue: topic} if topic else {}
            found = coded(one, {one.called: issue}, {issue: name}, {one.called} if turned else (), sides, about)
            held += [found] if found is not None else []
        made.append(ready(UnitRow(unit, "stand", {"held": held, "shifts": shifts(held, name_pack())})))
    return made


def name_pack() -> Pack:
    """The pack by which names are compared over reports: that of German, until there are more."""
    return all_packs()["de"]


Task = tuple[str, Sequence[tuple[OutlineRow, Published | None]], Mapping[str, str]]


def compared(case: Case, task: Task) -> UnitRow:
    """Compare the reports of a story.

    task: its unit; its reports, each with the day that one of the same text states; how people renamed actors everywhere.
    """
    unit, rows, renamed = task
    names = case.called([row.report_id for row, _ in rows])
    given = [
        Given(
            row.report_id,
            case.version_of(row.report_id, own=True),
            {**renamed, **names[row.report_id]},
            known,
            row.dated,
            case.overlay(row.digest).of_kinds(DERIVED),
        )
        for row, known in rows
    ]
    told = relate_story(given, rows[0][0].name)
    entries = {
        ("talk", report_id): [
            EntryRow(report_id, place, encode(one), _talk_keys(one)) for place, one in enumerate(talks)
        ]
        for report_id, talks in told.talks.items()
    } | {
        ("held", report_id): [EntryRow(report_id, place, encode(one), (one.actor,)) for place, one in enumerate(held)]
        for report_id, held in told.held.items()
    }
    return ready(UnitRow(unit, "story", told.found, dated=told.dated, entries=entries))


def _talk_keys(seen: Any) -> tuple[str, ...]:
    from depesche.relate.talks_seen import keys_of  # noqa: PLC0415

    return tuple(keys_of(seen))


def canonical(value: Any) -> str:
    """A value as JSON that is always the same."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
