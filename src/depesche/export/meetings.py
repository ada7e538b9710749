"""Who met, who meets next: the talks of a briefing, each once, whoever tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from depesche.export.cites import Cites, Passage, Place
from depesche.export.parts import KEPT, Part, best, newest_first
from depesche.records import Talk
from depesche.relations import Meeting, Member, Reason, Step, Told

# What is only announced or asked for; all else has happened or has been called off.
OPEN = ("planned", "proposed")
_STEPS, _PLACES, _PERSONS, _WEEKS = 12, 3, 6, 6
_FIELDS = ("date", "place", "duration", "outcome")


@dataclass(frozen=True, slots=True)
class StepLine:
    """What a report knew of a talk, with its words."""

    day: str | None
    status: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another value that some report tells. field: `date`, `place`, `duration` or `outcome`."""

    field: str
    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk in one line.

    sides: states and bodies; persons: who spoke for them. unheard: its day is over and no report tells whether it took place.
    reports: how many tell of it. places: where its outcome stands, and where the newest reports tell what it is now. history: oldest
    report first.
    """

    id: str
    name: str
    status: str
    sides: tuple[str, ...]
    persons: tuple[str, ...]
    date: str | None
    place: str | None
    forum: str | None
    duration: str | None
    outcome: Passage | None
    reports: int
    places: tuple[Place, ...]
    history: tuple[StepLine, ...]
    otherwise: tuple[Otherwise, ...]
    unheard: bool
    confidence: float
    reasons: tuple[Reason, ...] = ()

    @property
    def told_in(self) -> str:
        """The report that is cited first."""
        return self.places[0].report

    @property
    def order(self) -> tuple[bool, str, str]:
        """By day, those without one last."""
        return self.date is None, self.date or "", self.id

    @property
    def who(self) -> tuple[str, ...]:
        """The sides, or whoever is named where none is."""
        return self.sides or self.persons


def talks(cites: Cites) -> tuple[Part[TalkLine], Part[TalkLine]]:
    """What has happened and what comes next.

    Of what has happened the talks come first of which most reports tell, the newest of equals first; of what comes the soonest
    first. Next is what lies behind the day of the newest report, and what is announced or asked for without a day; of the latter
    only what a report of the last weeks tells, for all else may be over.
    """
    newest = cites.newest or ""

    def told(*, ahead: bool) -> Iterator[Meeting]:
        for one in cites.case.meetings():
            wanted = cites.wants(*_reports(one.members)) and cites.about(*(told.value for told in one.participants))
            if wanted and ahead is _is_ahead(one, newest) and not _is_stale(one, newest):
                yield one

    past, held = best(told(ahead=False), _rank_past, KEPT)
    coming, ahead = best(told(ahead=True), _rank_coming, KEPT)
    return _part(cites, past, held, newest), _part(cites, coming, ahead, newest)


def _part(cites: Cites, found: Sequence[Meeting], total: int, newest: str) -> Part[TalkLine]:
    lines = (line(cites, one, newest) for one in found)
    return Part(tuple(line for line in lines if line.places), total)


def _date(one: Meeting) -> str | None:
    return one.date[0].value if one.date else None


def _is_ahead(one: Meeting, newest: str) -> bool:
    day = _date(one)
    if day is None:
        return one.status in OPEN
    return day.rpartition("/")[2] > newest and one.status not in {"held", "under way", "broken off"}


def _is_stale(one: Meeting, newest: str) -> bool:
    """Whether something without a day was announced or asked for so long ago that it may be over."""
    days = [step.day for step in one.history if step.day]
    if one.status not in OPEN or one.date or not newest or len(days) < len(one.history):
        return False
    try:
        age = date.fromisoformat(newest) - date.fromisoformat(max(days))
    except ValueError:
        return False
    return age.days > _WEEKS * 7


def _rank_past(one: Meeting) -> tuple[bool, int, int, str]:
    return one.status in OPEN, -len(_reports(one.members)), newest_first(_date(one)), one.id


def _rank_coming(one: Meeting) -> tuple[bool, str, bool, int, str]:
    day = _date(one)
    return day is None, day or "", one.status == "proposed", -len(_reports(one.members)), one.id


def _reports(members: Sequence[Member]) -> set[str]:
    return {member.report for member in members}


def line(cites: Cites, one: Meeting, newest: str) -> TalkLine:
    """A talk in one line. newest: the day of the newest report, ISO."""
    history = tuple(_history(cites, one.history))
    told = [told.value for told in one.participants]
    persons = tuple(name for name in told if name in cites.cast and cites.cast[name].kind == "person")
    day = _date(one)
    now = [step.passage.place for step in history if step.status == one.status] or [
        one.passage.place for one in history
    ]
    outcome = _outcome(cites, one.outcome)
    places = dict.fromkeys([*([outcome.place] if outcome else []), *reversed(now[-_PLACES:])])
    return TalkLine(
        one.id,
        one.name,
        one.status,
        tuple(name for name in told if name not in persons),
        persons[:_PERSONS],
        day,
        _first(one.place),
        _first(one.forum),
        _first(one.duration),
        outcome,
        len(_reports(one.members)),
        tuple(places)[:_PLACES],
        history,
        tuple(_otherwise(cites, one)),
        one.status in OPEN and day is not None and day.rpartition("/")[2] <= newest,
        one.confidence,
        one.reasons,
    )


def _first(told: Sequence[Told]) -> str | None:
    return told[0].value if told else None


def _history(cites: Cites, steps: Sequence[Step]) -> Iterator[StepLine]:
    """The steps, the undated last; of many the first and the last ones."""
    ordered = sorted(steps, key=lambda step: (step.day is None, step.day or "", step.member))
    if len(ordered) > _STEPS:
        ordered = [*ordered[: _STEPS // 2], *ordered[-_STEPS // 2 :]]
    for step in ordered:
        passage = _evidence(cites, step.member)
        if passage is not None:
            yield StepLine(step.day, step.status, passage)


def _evidence(cites: Cites, member: Member) -> Passage | None:
    talk = cites.record(member)
    return cites.passage(member.report, talk.evidence[:1]) if isinstance(talk, Talk) and talk.evidence else None


def _outcome(cites: Cites, told: Sequence[Told]) -> Passage | None:
    for one in told:
        for member in one.members:
            talk = cites.record(member)
            if isinstance(talk, Talk) and talk.outcome:
                return cites.passage(member.report, [talk.outcome])
    return None


def _otherwise(cites: Cites, one: Meeting) -> Iterator[Otherwise]:
    for field in _FIELDS:
        for told in getattr(one, field)[1:]:
            passage = next(filter(None, (_evidence(cites, member) for member in told.members)), None)
            if passage is not None:
                yield Otherwise(field, told.value, passage.place)


def amount(value: float | tuple[float, float]) -> str:
    """A value as it is written: whole numbers without a point, a range with both ends.

    >>> amount(1200.0), amount(2.5), amount((500, 5500))
    ('1,200', '2.5', '500 to 5,500')
    """
    if isinstance(value, tuple):
        return " to ".join(map(amount, value))
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
