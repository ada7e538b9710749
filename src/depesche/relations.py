"""The nouns that reach over reports: what several of them say, who follows whom, where they differ, what one leaves out.

Every class is frozen and slotted. A relation points into reports by their names and by the ids of their records, and carries the
words that it rests on, so that it can be shown without opening a report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from depesche.records import Act, digest

Grade = Literal["conflict", "precision", "wording", "superseded"]
Kinship = Literal["near-duplicate", "shared passage", "same wire", "translated twin"]


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a report: `text == reports[report].text[start:end]`. report: its name."""

    report: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A record of a report that belongs to a relation: its report's name, its id, and its words in one line."""

    report: str
    record: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is held to be so: a rule, the words it looked at, and what it took from them.

    `texts.told` says it in a language: the rule is a key of the texts (`reason.RULE`), whose placeholders are `{q0}`, `{q1}` ...
    for the quotes and `{v0}`, `{v1}` ... for the values.
    """

    rule: str
    quotes: tuple[Quote, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One value of something, and the records that tell it."""

    value: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Dating:
    """The day of a report as the case tells it.

    value: ISO day or None where none is likelier than the others. interval: first and last day that fit, where several do;
    an end that is open is empty. confidence: how sure the value is, or the interval where there is no value.
    """

    report: str
    value: str | None
    interval: tuple[str, str] | None
    confidence: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class CaseActor:
    """One actor over the case. name: the canonical name. members: the actor records of reports that are this actor.

    names: every form met. reasons: the evidence for each merge; none where all reports use the same canonical name.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    members: tuple[Member, ...]
    role: str | None = None
    acts_for: str | None = None
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same words of the same actor on the same occasion, over reports (guidelines: Across reports).

    members: statements, by day, report and place; at least two reports. day: when it was said, ISO, or None.
    longest: index of the member that renders most. first: index of the member whose report has it first, None where that is open.
    """

    id: str
    actor: str
    members: tuple[Member, ...]
    day: str | None = None
    longest: int = 0
    first: int | None = None
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Two reports of which one reuses the other, or both a third (guidelines: Across reports).

    reports: names, sorted. source: the one that was there first, None where nothing tells. passages: the same words on either
    side, the first of each pair from reports[0]. shares: how much of each report is shared, 0 to 1. agencies: wires both credit.
    """

    id: str
    kind: Kinship
    reports: tuple[str, str]
    source: str | None = None
    passages: tuple[tuple[Quote, Quote], ...] = ()
    shares: tuple[float, float] = (0.0, 0.0)
    agencies: tuple[str, ...] = ()
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What one report knew of a meeting: its status, on the report's day (ISO or None)."""

    day: str | None
    status: str
    member: Member


@dataclass(frozen=True, slots=True)
class Meeting:
    """One talk over the case: each field with the reports behind it, the value that holds first.

    status: as the newest report has it. history: how it was told, oldest report first. date, place, forum, duration, outcome: the
    values told, the best one first; empty where nobody tells any. members: the talk records.
    """

    id: str
    name: str
    status: str
    participants: tuple[Told, ...]
    members: tuple[Member, ...]
    date: tuple[Told, ...] = ()
    place: tuple[Told, ...] = ()
    forum: tuple[Told, ...] = ()
    duration: tuple[Told, ...] = ()
    outcome: tuple[Told, ...] = ()
    history: tuple[Step, ...] = ()
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two values for the same thing (guidelines: Across reports), or two in one report that do not go together.

    kind: `date`, `duration`, `place`, `number`, `unit`, `name`, `attribution`, `wording`, `scope`, `status`, `dispute` (told as
    a fact and denied), `gender`, `weekday`.
    grade: a conflict cannot both be so; precision: one is more exact; wording: said otherwise; superseded: a later report knows better.
    about: in a few words. a, b: both sides; scope: `across` or `within` one report.
    """

    id: str
    kind: str
    grade: Grade
    about: str
    a: Quote
    b: Quote
    scope: str = "across"
    members: tuple[Member, ...] = ()
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """What a report of the same occasion leaves out though others have it. kind: `utterance`, `demand` or `figure`."""

    id: str
    report: str
    kind: str
    about: str
    others: tuple[Quote, ...]
    members: tuple[Member, ...] = ()
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where an actor stood on an issue in one report: a position with its day (when said, else the report's; ISO or None)."""

    member: Member
    day: str | None
    act: Act
    stance: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Held:
    """A position over the case: one of one report, in the case's names and the codebook's terms. id: that of the position.

    day: that of the report; ISO or None. issue, name: id and name in the codebook, empty until it is coded; called: what the report calls
    it, in English where one can be put together and in its own words. stance: towards the issue as the codebook names it.
    topic: that of the issue. toward: the stance towards the topic, neutral where the issue tells none, empty without a topic.
    side: the state or body that the actor speaks for in the end.
    """

    id: str
    report: str
    day: str | None
    actor: str
    act: Act
    stance: str
    quote: Quote
    called: tuple[str, str] = ("", "")
    issue: str = ""
    name: str = ""
    acts_for: str | None = None
    side: str | None = None
    addressee: str | None = None
    condition: str | None = None
    outlet: str | None = None
    confidence: float = 0.5
    topic: str = ""
    toward: str = ""

    @property
    def words(self) -> str:
        """What the report calls the issue."""
        return self.called[1] or self.called[0]

    @property
    def stand(self) -> Stand:
        """Where the actor stood by it."""
        line = " ".join(self.quote.text.split())
        return Stand(Member(self.report, self.id, line), self.day, self.act, self.stance, self.quote)

    @property
    def order(self) -> tuple[str, str, int, str]:
        """By day, report and place; those without a day first."""
        return self.day or "", self.report, self.quote.start, self.id


@dataclass(frozen=True, slots=True)
class Shift:
    """An actor's stand on an issue that moved. kind: `act`, `stance` or `silence` (later reports have none)."""

    id: str
    actor: str
    issue: str
    kind: str
    before: Stand
    after: Stand | None
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """An entry of the case's codebook.

    id: a slug, stable over renaming. name: what it is called. covers: issue names of positions that it groups. patterns: words
    that make a position its own, `*` for any ending. by: `proposed` or the person's name. topic: what it is shown under with other
    issues that are about the same things; empty where it stands by itself.
    """

    id: str
    name: str
    covers: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    hidden: bool = False
    note: str = ""
    by: str = "proposed"
    topic: str = ""


def relation_id(kind: str, *parts: str) -> str:
    """The stable name of a relation: the same kind and parts always give the same 16 hex digits.

    parts: what makes it what it is, the ids of its members for a group; their order counts, so hand them in sorted.
    """
    return digest("|".join([kind, *parts]))[:16]
