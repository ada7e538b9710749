"""The bonds of a story: all that its reports tell of each other's days, ready to be solved together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from depesche.language.intervals import interval
from depesche.packs import Pack
from depesche.records import Report
from depesche.relate.dates_days import EVERY, count, latest, moved, stretch, weekdays
from depesche.relate.dates_events import Event, passages, quoted_words, shared_events
from depesche.relate.dates_mark import Mark
from depesche.relate.dates_marks import read_marks
from depesche.relate.dates_mentions import Mention, mentions_of
from depesche.relate.dates_solve import Bond
from depesche.relate.dates_tense import PAST
from depesche.relate.dates_week import phase
from depesche.relations import Quote, Reason

_ONE_YEAR = 366
_NEAR = 7  # days within which two reports quote the same words
_SAME = 3  # days within which two have the same text
_ALIKE = 3  # sentences that make it the same text
_SIDE = {"past": "past", "ahead": "ahead", "": "open"}
_NAMED = 0.8  # how sure it is that an event was on the day that a report names for it
_HEAD = 200  # characters at the head of a report in which half a date may stand


@dataclass(slots=True)
class Story:
    """The reports in the order of their names, what each tells, and the bonds between them.

    persons: whom each report names; naming: the reports that name a person. named: the latest day, month
    or year that any of them tells as past with its year. told: for each bond that a reader can check, by its
    key, the reason that says it.
    """

    reports: tuple[Report, ...]
    marks: list[tuple[Mark, ...]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    persons: list[frozenset[str]] = field(default_factory=list)
    naming: dict[str, list[int]] = field(default_factory=dict)
    named: Mark | None = None
    bonds: list[Bond] = field(default_factory=list)
    told: dict[tuple[int, int, str], Reason] = field(default_factory=dict)

    def bind(self, bond: Bond, reason: Reason) -> None:
        """Add a bond with what it rests on."""
        self.bonds.append(bond)
        self.told[bond.key] = reason


def told_story(reports: Sequence[Report], packs: Mapping[str, Pack]) -> Story:
    """Collect the bonds of a story."""
    story = Story(tuple(sorted(reports, key=lambda report: (report.name, report.digest))))
    mentions: list[list[Mention]] = []
    said: list[dict[str, Quote]] = []
    for number, report in enumerate(story.reports):
        pack = packs.get(report.language or "")
        readable = pack is not None and report.unread is None
        story.marks.append(read_marks(report, pack) if pack and readable else ())
        mentions.append(mentions_of(number, report, story.marks[number], pack) if pack and readable else [])
        said.append(quoted_words(report, pack) if pack and readable else {})
        _of_header(story, number, report)
        _of_marks(story, number)
    story.persons = [frozenset(a.name for a in report.actors if a.kind == "person") for report in story.reports]
    for number, names in enumerate(story.persons):
        for name in names:
            story.naming.setdefault(name, []).append(number)
    story.events = shared_events(mentions, story.persons, said) if len(story.reports) > 1 else []
    story.named = _latest_named(story)
    _of_events(story)
    if len(story.reports) > 1:
        _of_words(story, said, "words", 1, _NEAR, 0.5)
        _of_words(story, [passages(report) for report in story.reports], "text", _ALIKE, _SAME, 0.6)
    return story


def _latest_named(story: Story) -> Mark | None:
    named = (
        mark
        for marks in story.marks
        for mark in marks
        if mark.side == PAST and mark.rule in {"dates.whole", "dates.stretch"}
    )
    years = (mark for mark in named if count(mark.days) <= _ONE_YEAR and mark.quotes)
    return max(years, key=lambda mark: (latest(mark.days), mark.quotes), default=None)


def known_day(report: Report) -> date | None:
    """The day that a report states in full."""
    try:
        return date.fromisoformat(report.header.published.value or "")
    except ValueError:
        return None


def _of_header(story: Story, number: int, report: Report) -> None:
    """The day that is stated, or half of one."""
    published = report.header.published
    if day := known_day(report):
        bond = Bond(number, 1.0, (number, -1, "dates.known"), days=stretch(day, day))
        story.bind(bond, Reason("dates.known", (), (report.name, day.isoformat())))
        return
    half = interval(published.value) if published.value else None
    if half is None and published.interval:
        first, last = (interval(value) if value else None for value in published.interval)
        half = (first[0], last[1]) if first and last else None
    if half is None or not stretch(*half):
        return
    words = half[0].isoformat()[:7]
    place = report.text.find(words, 0, _HEAD)
    quotes = (Quote(report.name, place, place + len(words), words),) if place >= 0 else ()
    rule = "dates.header" if quotes else "dates.stated"
    values = () if quotes else (published.value or words,)
    bond = Bond(number, 1.0, (number, -1, rule), days=stretch(*half))
    story.bind(bond, Reason(rule, quotes, values))


def _of_marks(story: Story, number: int) -> None:
    """What each mark alone demands of the report's day, and what its weekdays demand together."""
    for place, mark in enumerate(story.marks[number]):
        days = moved(mark.days, mark.low, mark.high)
        if EVERY not in {days, mark.days}:
            rule = f"{mark.rule}.{_SIDE[mark.side]}"
            story.bind(Bond(number, mark.weight, (number, place, rule), days=days), Reason(rule, mark.quotes))
    found = phase(story.marks[number])
    if found:
        rule = "dates.phase" if found.behind and found.ahead else "dates.behind" if found.behind else "dates.before"
        quotes = tuple(mark.quotes[0] for side in (found.behind[:1], found.ahead[:1]) for mark in side)
        bond = Bond(number, found.weight, (number, -2, rule), days=weekdays(found.days))
        story.bind(bond, Reason(rule, quotes))


def _of_events(story: Story) -> None:
    """Each shared event is a node of its own, between whose days the reports lie."""
    for number, event in enumerate(story.events, start=len(story.reports)):
        for mention in event.mentions:
            key = (mention.report, mention.quote.start, f"event {number}")
            if mention.days != EVERY:
                own = (mention.report, mention.quote.start, f"day of {number}")
                story.bonds.append(Bond(number, _NAMED, own, days=mention.days))
            rule, quotes = f"dates.shared.{_SIDE[mention.side]}", _beside(mention, event)
            bond = Bond(mention.report, mention.weight, key, number, low=mention.low, high=mention.high)
            story.bind(bond, Reason(rule, quotes, (quotes[1].report,)))


def _beside(mention: Mention, event: Event) -> tuple[Quote, Quote]:
    """The words of one report about an event, and those of the other that tells its day best."""
    return mention.quote, best_told([other for other in event.mentions if other.report != mention.report]).quote


def best_told(mentions: Sequence[Mention]) -> Mention:
    """The mention that tells the day of an event best: with its year, with its date, with a weekday."""
    return max(
        mentions,
        key=lambda m: (bool(m.mark and m.mark.whole), bool(m.mark and m.mark.month_day), m.days != EVERY, m.weight),
    )


def _of_words(
    story: Story, said: Sequence[Mapping[str, Quote]], kind: str, least: int, near: int, weight: float
) -> None:
    """Reports that quote the same words, or have the same sentences, are few days apart."""
    having: dict[str, list[int]] = {}
    for number, quotes in enumerate(said):
        for key in quotes:
            having.setdefault(key, []).append(number)
    shared: dict[tuple[int, int], list[str]] = {}
    for key, numbers in having.items():
        for pair in pairwise(numbers):
            shared.setdefault(pair, []).append(key)
    for (first, second), keys in sorted(shared.items()):
        if len(keys) >= least:
            here, there = (min(said[n][key] for key in keys) for n in (first, second))
            bond = Bond(first, weight, (first, -3, f"{kind} {second}"), second, low=-near, high=near)
            story.bind(bond, Reason(f"dates.{kind}", (here, there), (there.report,)))
