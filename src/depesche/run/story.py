"""What is done with the reports of one story: their days first, then whatever they have to do with each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from depesche import packs
from depesche.packs import Pack
from depesche.records import Published, Report
from depesche.relations import Dating, Held
from depesche.run.plan import dated, told_again
from depesche.store.rulings import NOTHING, Overlay


@dataclass(frozen=True, slots=True)
class Given:
    """A report of a story. report: as it was read, without a day that the case once told. names: the case's names of its actors.

    known: the day that a report of the same text states. dated: whether the case told its day when it was compared last. ruled: what
    people ruled on the records that are made anew with the day.
    """

    id: str
    report: Report
    names: Mapping[str, str]
    known: Published | None = None
    dated: bool = False
    ruled: Overlay = NOTHING


@dataclass(frozen=True, slots=True)
class Told:
    """What a story gave. dated: as `UnitRow.dated`. talks, held: the talks and positions of each report, ready to be
    compared, by report id.
    """

    found: Mapping[str, Sequence[Any]]
    dated: tuple[tuple[str, Published | None, Report | None], ...]
    talks: Mapping[str, tuple[Any, ...]]
    held: Mapping[str, tuple[Held, ...]]


@lru_cache(maxsize=1)
def all_packs() -> Mapping[str, Pack]:
    """The language packs by code."""
    return {code: packs.load(code) for code in packs.codes()}


def relate_story(given: Sequence[Given], label: str) -> Told:
    """Compare the reports of a story.

    Args:
        given: its reports, in any order.
        label: what the story is called: the name of its first report.

    """
    from depesche.relate.actors_renamed import renamed  # noqa: PLC0415 (only who relates needs these)
    from depesche.relate.discrepancies import find_discrepancies  # noqa: PLC0415
    from depesche.relate.lineage import find_lineage  # noqa: PLC0415
    from depesche.relate.positions import held_of  # noqa: PLC0415
    from depesche.relate.silences import find_silences  # noqa: PLC0415
    from depesche.relate.talks import merge_talks  # noqa: PLC0415
    from depesche.relate.talks_seen import seen_of  # noqa: PLC0415
    from depesche.relate.utterances import find_utterances  # noqa: PLC0415

    known = all_packs()
    given = sorted(given, key=lambda one: one.report.name)
    fresh = [_fresh(one) for one in given]
    datings = _datings([renamed(report, one.names) for one, report in zip(given, fresh, strict=True)])
    told = [_dated(one, report, datings.get(report.name)) for one, report in zip(given, fresh, strict=True)]
    reports = [renamed(one.ruled.over(report), one.names) for one, (report, _) in zip(given, told, strict=True)]
    talks = {one.id: seen_of(r, known[r.language or ""], label) for one, r in zip(given, reports, strict=True)}
    found: dict[str, Sequence[Any]] = {"datings": tuple(datings.values())}
    meetings = merge_talks([talk for several in talks.values() for talk in several])
    utterances = find_utterances(reports, known) if len(reports) > 1 else ()
    if len(reports) > 1:
        found["lineage"] = find_lineage(reports, known)
        found["utterances"] = utterances
        found["silences"] = find_silences(reports, utterances, meetings, known)
    found["discrepancies"] = find_discrepancies(reports, utterances, meetings, known)
    held = {one.id: tuple(held_of(report)) for one, report in zip(given, reports, strict=True)}
    return Told(found, tuple(row for _, rows in told for row in rows), talks, held)


def _fresh(one: Given) -> Report:
    """A report as it was read, with its times as they were before the case found a day for it."""
    if one.known is not None:
        header = replace(one.report.header, published=one.known)
        return told_again(replace(one.report, header=header))
    return dated(one.report, one.report.header.published.value) if one.dated else one.report


def _datings(reports: Sequence[Report]) -> dict[str, Dating]:
    from depesche.relate.dates import date_reports  # noqa: PLC0415

    return {one.report: one for one in date_reports(reports, all_packs())}


Row = tuple[str, Published | None, Report | None]


def _dated(one: Given, fresh: Report, dating: Dating | None) -> tuple[Report, tuple[Row, ...]]:
    """The report with the day that the case tells, and what is to be kept of that."""
    day = one.known or _published(dating)
    if day is None:
        return fresh, ((one.id, None, _derived(fresh)),) if one.dated else ()
    # A month or an interval that the report states stays where the case knows no better.
    told = replace(fresh, header=replace(fresh.header, published=day))
    if one.known is None and day.value is not None:
        # A day makes of talks that were found other ones, and none where there were none.
        told = told_again(told) if fresh.talks else dated(told, day.value)
    return told, ((one.id, day, _derived(told)),)


def _derived(report: Report) -> Report:
    """What its day makes of a report, without what stays: it may have to go from one process to another."""
    return replace(report, text="", facts=(), blocks=(), actors=(), statements=(), positions=(), figures=())


def _published(dating: Dating | None) -> Published | None:
    from depesche.relate.dates import basis_of  # noqa: PLC0415

    if dating is None or (dating.value is None and dating.interval is None):
        return None
    return Published(dating.value, dating.interval, basis_of(dating))
