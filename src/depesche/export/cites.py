"""Where words stand: every line of a briefing cites reports by their numbers, with the paragraph and the words themselves."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from depesche.export.words import around, line
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Report, Span, Statement
from depesche.relations import CaseActor, Member, Quote, Reason
from depesche.texts.reasons import all_reasons, told

if TYPE_CHECKING:
    from depesche.store.case import Case
    from depesche.store.rows import ReportRow

_HELD = 64
ALL_KINDS = ("statements", "times", "actors", "talks", "positions", "figures")
# `Genf (nda) - `: where and by whom a report was written is no part of its first sentence.
_DATELINE = re.compile(r"\A[^()]{1,60}\([^()]{2,30}\)\s?[-–—:]\s")
_NAMES_HELD = 512


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a report. number: that of the report in the briefing, from 1. day: the report's, ISO, or None."""

    report: str
    number: int
    outlet: str | None
    day: str | None
    paragraph: int
    language: str | None = None

    @property
    def cited(self) -> str:
        """Report and paragraph as they are cited: `a.txt:4`."""
        return f"{self.report}:{self.paragraph}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report with what stands before and behind them in their sentence. quoted: the report has them in quotation marks."""

    place: Place
    words: str
    before: str = ""
    behind: str = ""
    quoted: bool = False

    @property
    def sentence(self) -> str:
        """The words with what stands around them."""
        return f"{self.before}{self.words}{self.behind}"


@dataclass(frozen=True, slots=True)
class CastLine:
    """What must be known of an actor of the case: what it is, for whom it acts, and how many reports name it."""

    kind: str
    acts_for: str | None
    reports: int


class Cites:
    """Gives the places and words that lines of a briefing cite, a few reports at a time.

    What is not among the rows has no place: a report that came while the briefing was made.
    """

    def __init__(
        self,
        case: Case,
        rows: Iterable[ReportRow],
        only: Collection[str] | None = None,
        actor: str | None = None,
        *,
        cast: Iterable[CaseActor] | None = None,
        kinds: Iterable[str] | None = None,
    ) -> None:
        """Look up what a briefing cites.

        Args:
            case: an open case.
            rows: every report of the case.
            only: the names of the reports that the briefing is asked for; None for all.
            actor: the actor that it is asked for, by any name or words of one; None for all.
            cast: the actors that must be known, where these are few; None for all of the case.
            kinds: the kinds of record that are cited; None for all.

        """
        self._kinds = ALL_KINDS if kinds is None else tuple(kinds)
        self.case = case
        self.only = only
        self.rows: dict[str, tuple[int, ReportRow]] = {row.name: (n, row) for n, row in enumerate(rows, start=1)}
        self._reports: OrderedDict[str, tuple[Report, tuple[tuple[int, int], ...]]] = OrderedDict()
        self._names: OrderedDict[str, Mapping[str, str]] = OrderedDict()
        self._cast = None if cast is None else _lines(cast)
        self._actor = actor and actor.strip().casefold()
        self._meant = frozenset(_meant(case, actor)) if actor else frozenset()

    @property
    def single(self) -> str | None:
        """The one report that the briefing is asked for, if it is one."""
        return next(iter(self.only)) if self.only is not None and len(self.only) == 1 else None

    @property
    def asks(self) -> bool:
        """Whether the briefing is asked for one actor."""
        return bool(self._actor)

    def about(self, *names: str) -> bool:
        """Whether the briefing is asked for one of these actors."""
        if not self._actor:
            return True
        if self._meant:
            return any(name in self._meant for name in names)
        return any(self._actor in name.casefold() for name in names)

    def wants(self, *names: str) -> bool:
        """Whether the briefing is asked for one of these reports."""
        return any(name in self.rows and (self.only is None or name in self.only) for name in names)

    def wanted(self) -> Iterator[ReportRow]:
        """The reports that the briefing is asked for, by name."""
        return (row for _, row in self.rows.values() if self.wants(row.name))

    @property
    def newest(self) -> str | None:
        """The day of the newest report asked for, ISO."""
        return max((row.published for row in self.wanted() if row.published), default=None)

    @property
    def cast(self) -> Mapping[str, CastLine]:
        """The actors of the case by name."""
        if self._cast is None:
            self._cast = _lines(self.case.cast())
        return self._cast

    def report(self, name: str) -> Report | None:
        """The version of a report that the briefing tells of."""
        return self._opened(name)[0] if name in self.rows else None

    def day(self, name: str) -> str | None:
        """The day of a report, ISO."""
        return self.rows[name][1].published if name in self.rows else None

    def called(self, row: ReportRow, name: str) -> str:
        """The name under which the case knows an actor of a report."""
        names = self._names.get(row.id)
        if names is None:
            names = self._names[row.id] = self.case.called([row.id]).get(row.id, {})
            if len(self._names) > _NAMES_HELD:
                self._names.popitem(last=False)
        return names.get(name, name)

    def named(self, report: str, name: str) -> str:
        """The same, by the name of the report."""
        return self.called(self.rows[report][1], name) if report in self.rows else name

    def place(self, name: str, start: int = 0) -> Place | None:
        """The paragraph of a report that an offset stands in."""
        if name not in self.rows:
            return None
        number, row = self.rows[name]
        if row.double_of in self.rows:  # the page shows the text once
            number = self.rows[row.double_of][0]
        _, cut = self._opened(name)
        return Place(name, number, row.outlet, row.published, number_at(cut, start), row.language)

    def passage(self, name: str, spans: Iterable[Span | Quote], *, quoted: bool = False) -> Passage | None:
        """Words of a report with their place; with their sentence around them where they are one piece."""
        inside = sorted(spans, key=lambda span: (span.start, span.end))
        place = self.place(name, inside[0].start if inside else 0)
        if place is None:
            return None
        if len(inside) != 1:
            return Passage(place, " … ".join(line(span.text) for span in inside), quoted=quoted)
        [span] = inside
        report, cut = self._opened(name)
        if report.text[span.start : span.end] != span.text:  # another version of the report
            return Passage(place, line(span.text), quoted=quoted)
        first, last = cut[place.paragraph - 1] if cut else (0, len(report.text))
        clutter = report.header.clutter  # what is no part of the article is no part of the sentence either
        first = max([first, *(one.end for one in clutter if one.end <= span.start)])
        last = min([last, *(one.start for one in clutter if one.start >= span.end)])
        before, behind = around(report.text, first, last, span.start, span.end)
        return Passage(place, line(span.text), _DATELINE.sub("", before), behind, quoted)

    def statement(self, member: Member) -> Statement | None:
        """The statement that a relation has as a member."""
        found = self.record(member)
        return found if isinstance(found, Statement) else None

    def record(self, member: Member) -> Any:
        """The record that a relation has as a member, of whatever kind, or None."""
        report = self.report(member.report)
        if report is None:
            return None
        kinds = (report.statements, report.talks, report.positions, report.figures, report.actors, report.times)
        return next((one for records in kinds for one in records if one.id == member.record), None)

    def _opened(self, name: str) -> tuple[Report, tuple[tuple[int, int], ...]]:
        if name not in self._reports:
            report = self.case.version_of(self.rows[name][1].id, kinds=self._kinds)
            self._reports[name] = (report, paragraphs(report.text))
            if len(self._reports) > _HELD:
                self._reports.popitem(last=False)
        self._reports.move_to_end(name)
        return self._reports[name]


def _lines(cast: Iterable[CaseActor]) -> dict[str, CastLine]:
    return {one.name: CastLine(one.kind, one.acts_for, len(one.members)) for one in cast}


def _meant(case: Case, actor: str) -> set[str]:
    """The names in the case that somebody may mean: the very name, else another of its names, else words of one."""
    cast = list(case.cast(actor))
    wanted = actor.strip().casefold()
    for test in (lambda one: one.name.casefold() == wanted, lambda one: wanted in map(str.casefold, one.names)):
        if found := {one.name for one in cast if test(one)}:
            return found
    return {one.name for one in cast} or {one.name for _, one in case.actors(actor)}


def reason_words(reason: Reason, lang: str = "en") -> str:
    """Say a reason in a language; one by a rule that is not known any more says nothing."""
    if reason.rule not in all_reasons():
        return ""
    try:
        return told(reason, lang)
    except (KeyError, IndexError):
        return ""
