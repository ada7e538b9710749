"""What is disputed: where two reports tell the same thing otherwise, and what does not go together within one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesche.export.cites import Cites, Passage
from depesche.export.parts import KEPT, Part, best, newest_first
from depesche.records import Figure, Position, Statement, Talk
from depesche.relations import Discrepancy, Grade, Member, Reason, Silence

GRADES: tuple[Grade, ...] = ("conflict", "superseded", "precision", "wording")
# What is told of words comes behind what is told of things.
_OF_WORDS = ("wording", "name")


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """Both sides of a discrepancy. subject: whom or what it is about, empty where that is not known."""

    id: str
    kind: str
    grade: Grade
    subject: str
    a: Passage
    b: Passage
    confidence: float
    reasons: tuple[Reason, ...] = ()

    @property
    def told_in(self) -> str:
        """The report that is cited first."""
        return self.a.place.report


@dataclass(frozen=True, slots=True)
class SilenceLine:
    """What a report leaves out. report: its number in the briefing. passage: the words in the first of the others that have them."""

    id: str
    report: str
    number: int
    outlet: str | None
    day: str | None
    kind: str
    actor: str
    passage: Passage
    others: int
    confidence: float
    reasons: tuple[Reason, ...] = ()

    @property
    def told_in(self) -> str:
        """The report that leaves it out."""
        return self.report


def disputes(cites: Cites) -> tuple[Part[DisputeLine], Part[DisputeLine], Part[DisputeLine]]:
    """What reports tell otherwise; what they only word otherwise; what is odd within one.

    Conflicts come first, then what a later report knows better, then what one tells more exactly; within a grade the surest.
    """
    parts = []
    for wanted in (_of_things, _of_words, _odd):
        found, total = best((one for one in _asked(cites) if wanted(one)), _rank, KEPT)
        parts.append(Part(tuple(line for one in found if (line := dispute(cites, one))), total))
    things, words, odd = parts
    return things, words, odd


def _asked(cites: Cites) -> Iterator[Discrepancy]:
    for one in cites.case.discrepancies():
        if cites.wants(one.a.report, one.b.report) and (not cites.asks or cites.about(*_actors(cites, one))):
            yield one


def _odd(one: Discrepancy) -> bool:
    return one.scope == "within"


def _of_words(one: Discrepancy) -> bool:
    return not _odd(one) and (one.grade == "wording" or one.kind in _OF_WORDS)


def _of_things(one: Discrepancy) -> bool:
    return not _odd(one) and not _of_words(one)


def _rank(one: Discrepancy) -> tuple[int, float, str]:
    return GRADES.index(one.grade) if one.grade in GRADES else len(GRADES), -one.confidence, one.id


def dispute(cites: Cites, one: Discrepancy) -> DisputeLine | None:
    """A discrepancy in a line; None where the reports do not have it any more."""
    a, b = (cites.passage(side.report, [side]) for side in (one.a, one.b))
    if a is None or b is None:
        return None
    subject = _subject(cites, one)
    return DisputeLine(one.id, one.kind, one.grade, subject, a, b, one.confidence, one.reasons)


def _actors(cites: Cites, one: Discrepancy) -> Iterator[str]:
    for member in one.members:
        record = cites.record(member)
        names = record.participants if isinstance(record, Talk) else (getattr(record, "actor", None) or "",)
        for name in names:
            yield cites.named(member.report, name)
    yield one.about.rpartition(" of ")[2]


def _subject(cites: Cites, one: Discrepancy) -> str:
    """Whom or what a discrepancy is about: who speaks, who meets where, what is counted."""
    if one.kind == "name":
        return " / ".join(dict.fromkeys([one.a.text, one.b.text]))
    return next((words for member in one.members if (words := _words_for(cites, member))), "")


def _words_for(cites: Cites, member: Member) -> str:
    record = cites.record(member)
    if isinstance(record, Talk):
        who = " – ".join(cites.named(member.report, name) for name in record.participants[:2])
        return f"{who}, {record.place}" if record.place else who
    if isinstance(record, (Statement, Position)) and record.actor:
        return cites.named(member.report, record.actor)
    return record.about if isinstance(record, Figure) else ""


def silences(cites: Cites) -> Part[SilenceLine]:
    """What reports leave out: first what most of the others have, then the surest, then what the newest leave out."""

    def rank(one: Silence) -> tuple[int, float, int, str]:
        return (
            -len({quote.report for quote in one.others}),
            -one.confidence,
            newest_first(cites.day(one.report)),
            one.id,
        )

    wanted = (one for one in cites.case.silences() if cites.wants(one.report) and one.others and cites.about(_who(one)))
    found, total = best(wanted, rank, KEPT)
    once: dict[tuple[str, str], SilenceLine] = {}
    for line in filter(None, (silence(cites, one) for one in found)):
        once.setdefault((line.report, line.passage.sentence), line)
    return Part(tuple(once.values()), total - len(found) + len(once))


def _who(one: Silence) -> str:
    return one.about.partition(":")[0]


def silence(cites: Cites, one: Silence) -> SilenceLine | None:
    """What a report leaves out in a line; None where the reports do not have it any more."""
    passage = next(filter(None, (cites.passage(quote.report, [quote]) for quote in one.others)), None)
    place = cites.place(one.report)
    if passage is None or place is None:
        return None
    others = len({quote.report for quote in one.others})
    return SilenceLine(
        one.id,
        place.report,
        place.number,
        place.outlet,
        place.day,
        one.kind,
        _who(one),
        passage,
        others,
        one.confidence,
        one.reasons,
    )
