"""Builds a case on this machine, one report at a time, taking only what is new or changed."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from depesche import ingest
from depesche.errors import DepescheError, ReportError, SetupError
from depesche.ingest.load import load
from depesche.ingest.opened import is_many, stands, unpacked
from depesche.ingest.sources import Found, find
from depesche.ingest.table import stated_of
from depesche.records import Fact, Published, Report, digest
from depesche.run.plan import read_report, taker_version, told_again, version_for
from depesche.run.progress import Double, Progress, Silent, StepOutcome, Summary, Unread
from depesche.run.relating import relate, relating_version
from depesche.run.relating_tasks import sketch_of
from depesche.run.story import all_packs
from depesche.settings import Settings
from depesche.store.case import Case
from depesche.store.codec import basis
from depesche.store.rows import Known, Outcome, SketchRow

_SKETCHES = 50  # that are written at once
Facts = Mapping[str, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a report, and its version for reports of a language."""

    read: Callable[[Report], Report] = read_report
    version: Callable[[str | None], str] = version_for


def build(
    case: Case,
    paths: Sequence[str],
    *,
    settings: Settings,
    facts: Facts | None = None,
    progress: Progress | None = None,
    reader: Reader | None = None,
    workers: int = 1,
) -> Summary:
    """Read the reports below some paths into a case, and relate what is new to all that is there.

    A source whose bytes, facts and readers are those of the last time is passed over. A report that cannot be read is
    noted, and the run goes on. Reports whose files are gone stay in the case. What a side table once stated about a
    report holds until a table states something else.

    Args:
        case: an open case.
        paths: files, folders, or `-` for standard input; their order does not matter.
        settings: limits for what is read.
        facts: what a side table states, by report name.
        progress: is told how it goes.
        reader: what reads the reports, if not the plan of `run.plan`.
        workers: how many processes relate them, as in `run.relating.relate`.

    Raises:
        SetupError: if the case cannot be written or a language pack is damaged; what was done until then is kept.
        KeyboardInterrupt: if the user interrupts; `progress.done` was told, and what was done until then is kept.

    """
    run = _Run(case, settings, facts or {}, progress or Silent(), reader or Reader())
    try:
        run.all(paths)
        run.keep_sketches()
        related = relate(case, run.progress, workers=workers)
        case.index_words()
    except KeyboardInterrupt:
        run.progress.done(run.summary(stopped=True))
        raise
    summary = replace(run.summary(), related=related)
    run.progress.done(summary)
    return summary


@dataclass(slots=True)
class _Run:
    """One build: what it was asked for, and what it has counted so far."""

    case: Case
    settings: Settings
    facts: Facts
    progress: Progress
    reader: Reader
    began: float = field(default_factory=time.monotonic)
    counts: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)
    sketches: list[SketchRow] = field(default_factory=list)

    def all(self, paths: Sequence[str]) -> None:
        """Take every source below the paths."""
        self.noted = self._forget_what_is_gone()
        # In one order, whatever the user's: of two files of the same name the first one keeps it.
        ordered = sorted(paths, key=os.path.abspath)
        # They are looked for twice, rather than kept in memory only to be counted.
        self.progress.start(_total(find(ordered)))
        for found in find(ordered, passed=self.passed):
            self._file(found)

    def _file(self, found: Found) -> None:
        """Take what one file holds."""
        broken = single = False
        for one in unpacked(found, self.settings):
            broken |= one.origin == found.origin and one.error is not None
            single |= one is found
            self.progress.step(*self._one(one))
        if not broken and not single and found.origin in self.noted:
            self.case.forget_failure(found.origin)

    def summary(self, *, stopped: bool = False) -> Summary:
        """What was done so far."""
        rows = [row for row in self.case.rows() if row.name in self.seen and (row.double_of or row.unread)]
        return Summary(
            new=self.counts["new"],
            changed=self.counts["changed"],
            again=self.counts["again"],
            same=self.counts["same"],
            doubles=tuple(Double(row.name, row.double_of) for row in rows if row.double_of),
            unread=tuple(Unread(row.name, row.unread) for row in rows if row.unread),
            failed=tuple(one for one in self.case.failures() if one.origin in self.failed),
            passed=dict(sorted(self.passed.items())),
            seconds=time.monotonic() - self.began,
            stopped=stopped,
        )

    def _forget_what_is_gone(self) -> set[str]:
        """Drop the notes on files that are no more, and return where those are that still stand."""
        standing = set()
        for failure in self.case.failures():
            if stands(failure.origin):
                standing.add(failure.origin)
            else:
                self.case.forget_failure(failure.origin)
        return standing

    def _known(self, found: Found) -> Known | None:
        """What the case knows of a source.

        A file that is where no file was before, while the one of its name is gone, is the report of that name.
        """
        known = self.case.known_of(found.origin)
        home = None if known or found.error or found.path is None else self.case.origin_of(found.name)
        if home is None or stands(home):
            return known
        self.case.move(found.name, found.origin)
        return self.case.known_of(found.origin)

    def _one(self, found: Found) -> tuple[str, StepOutcome]:
        """Take one source, whatever happens."""
        known = self._known(found)
        name = known.name if known else self.case.name_for(found.name, found.origin)
        raw: bytes | None = None
        try:
            raw = self._load(found)
            outcome = self._take(replace(found, name=name), raw, known)
        except SetupError:
            raise
        except Exception as error:  # noqa: BLE001 (one bad report must not end the run, whatever is wrong with it)
            self.failed.add(found.origin)
            self.case.fail(name, found.origin, None if raw is None else digest(raw), _explained(error, name))
            return name, "failed"
        self.seen.add(name)
        return name, outcome

    def _load(self, found: Found) -> bytes:
        if found.error:
            raise found.error
        return load(found, self.settings.max_bytes)

    def _take(self, found: Found, raw: bytes, known: Known | None) -> StepOutcome:
        """Read a source if anything about it is new."""
        given = self._given(found.name, known)
        if known and self._stamp_of(found, known) == self._stamp(raw, given, known.language):
            if found.origin in self.noted:
                self.case.forget_failure(found.origin)
            return self._count("same")
        read = ingest.read_all(found, settings=self.settings, raw=raw)
        outcome = self._put(replace(read.report, facts=(*given, *read.report.facts)), raw, known, given)
        for one in read.more:
            self.progress.step(*self._one(one))
        return outcome

    def _stamp_of(self, found: Found, known: Known) -> str | None:
        """What was noted when this version of the source was taken."""
        as_of = found.piece.as_of if found.piece else None
        return known.stamp if as_of is None else self.case.taken(found.origin, as_of)

    def _put(self, report: Report, raw: bytes, known: Known | None, given: tuple[Fact, ...]) -> StepOutcome:
        if (
            known
            and not report.source.as_of
            and (known.basis, known.reader) == (basis(report), self.reader.version(known.language))
        ):
            self.case.touch(report, raw=raw, stamp=self._stamp(raw, given, known.language))
            return self._count("same")
        report = self._dated(self.reader.read(report))
        reader = self.reader.version(report.language)
        outcome = self.case.put(report, reader=reader, raw=raw, stamp=self._stamp(raw, given, report.language))
        if outcome not in {"same", "older"} and report.unread is None:
            self._sketch(report)
        return self._count(outcome, unread=report.unread is not None)

    def _sketch(self, report: Report) -> None:
        """Keep what relating needs of a report while it is at hand; of those that are lost it sees to later."""
        if report.language in all_packs():
            self.sketches.append(sketch_of(report, relating_version()))
        if len(self.sketches) >= _SKETCHES:
            self.keep_sketches()

    def keep_sketches(self) -> None:
        """Write the sketches down: some at a time, because a transaction costs some milliseconds."""
        self.case.put_sketches(self.sketches)
        self.sketches.clear()

    def _given(self, name: str, known: Known | None) -> tuple[Fact, ...]:
        """What a side table states about a report: this time, else what one stated before."""
        stated = stated_of(self.facts, name)
        if stated or not known:
            return stated
        return known.facts

    def _stamp(self, raw: bytes, given: tuple[Fact, ...], language: str | None) -> str:
        """What must be the same for a source to be passed over without being decoded."""
        stated = [f"{fact.field}={fact.value!r}" for fact in given]
        return digest("\n".join([digest(raw), taker_version(), self.reader.version(language), *stated]))

    def _dated(self, report: Report) -> Report:
        """What a person stated wins over the day that was read."""
        day = self.case.stated(report.name).get("published")
        if not day:
            return report
        header = replace(report.header, published=Published(str(day)))
        return replace(told_again(replace(report, header=header)), header=report.header)

    def _count(self, outcome: Outcome, *, unread: bool = False) -> StepOutcome:
        told: StepOutcome = "changed" if outcome == "older" else outcome
        self.counts[told] += 1
        return "unread" if unread and outcome != "same" else told


def _total(found: Iterator[Found]) -> int | None:
    """How many reports there are, None where only opening all files would tell."""
    number = 0
    for one in found:
        with suppress(ReportError):
            if is_many(one):
                return None
        number += 1
    return number


def _explained(error: Exception, name: str) -> DepescheError:
    """What is noted of an error; one that nobody foresaw keeps its kind as its cause."""
    if isinstance(error, ReportError):
        return error
    unforeseen = ReportError(
        f"This report could not be read: {type(error).__name__}: {error}",
        where=name,
        hint="This is a mistake in Depesche; please report it with the text.",
    )
    unforeseen.__cause__ = error
    return unforeseen
