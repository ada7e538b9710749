"""From mentions to meetings: what a report tells of one meeting in several places comes together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from depesche.language.intervals import Interval, interval
from depesche.read.cast import Entity
from depesche.read.talk_draft import Mention, Range
from depesche.read.talk_parties import Parties
from depesche.read.talk_places import Place
from depesche.read.talk_words import Forum
from depesche.records import Time

_STRENGTH = {"cancelled": 5, "broken off": 4, "held": 3, "under way": 2, "planned": 1, "proposed": 0}
_REMEMBERED = 40  # meetings that a mention may be of: the last ones told of
_PARTIES = 16  # parties of one meeting: where a report names more, they are not all of one
_CALLS = frozenset(["call", "summons", "visit"])


@dataclass(slots=True)
class Meeting:
    """All that a report tells of one meeting."""

    kind: str
    status: str
    parties: list[Entity] = field(default_factory=list)
    place: Place | None = None
    when: list[Time] = field(default_factory=list)
    lasting: Time | None = None
    forum: Forum | None = None
    outcome: Range | None = None
    evidence: dict[Range, None] = field(default_factory=dict)
    sides: set[str] = field(default_factory=set)
    rule: str = ""
    weight: float = 0.6
    told: bool = False


class Merger:
    """Puts the mentions of a report together, in their order."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.meetings: list[Meeting] = []

    def add(self, mention: Mention) -> None:
        """Join a mention to the meeting it is of, or begin a new one with it."""
        known = self._known(mention)
        if known is not None:
            self._join(known, mention)
        elif not self._stands_alone(mention):
            return
        else:
            self.meetings.append(self._begun(mention))
            known = self.meetings[-1]
        if len(known.sides) > 1:
            self.parties.last = list(known.parties)

    def _known(self, mention: Mention) -> Meeting | None:
        """The meeting that agrees best; among equals the last told of."""
        best: tuple[float, int] | None = None
        for number, meeting in enumerate(self.meetings[-_REMEMBERED:]):
            weight = self._agreement(meeting, mention)
            if weight is not None and (best is None or (weight, number) > best):
                best = (weight, number)
        return self.meetings[-_REMEMBERED:][best[1]] if best else None

    def _agreement(self, meeting: Meeting, mention: Mention) -> float | None:
        """How many of the facts agree; None where one contradicts, or where nothing binds the two."""
        days = _same_days(meeting.when, mention.when)
        place = _same_place(meeting.place, mention.place)
        who = self._same_parties(meeting, mention)
        if days is False or place is False or who is False or (meeting.kind in _CALLS) != (mention.kind in _CALLS):
            return None
        if meeting.forum and mention.forum and meeting.forum is not mention.forum:
            return None
        one_forum = (mention.forum is None) != (meeting.forum is None) and bool(mention.parties or mention.forum)
        if one_forum and not (days or place or len(meeting.sides & self._sides(mention)) > 1):
            return None
        if meeting.told and not _status_fits(meeting.status, mention, same_day=days is True):
            return None
        facts = (days is True) + (place is True) + (who is True)
        called_off = who is True and mention.status == meeting.status == "cancelled"
        if mention.further and not (days or place or called_off):
            return None
        if not facts and not mention.definite:
            return None
        return facts + (0.5 if mention.status == meeting.status else 0.0)

    def _sides(self, mention: Mention) -> set[str]:
        return {self.parties.side(entity) for entity in mention.parties}

    def _same_parties(self, meeting: Meeting, mention: Mention) -> bool | None:
        """Whether the same sides can meet; None where that cannot be told, as of one person whose state is not known."""
        mine, theirs = meeting.sides, self._sides(mention)
        if not mine or not theirs:
            return None
        shared = mine & theirs
        if not shared:
            alone = min(len(mine), len(theirs)) == 1
            unknown = alone and any(e.kind == "person" and not e.codes for e in (*meeting.parties, *mention.parties))
            return None if unknown else False
        return not (len(mine) > 1 and len(theirs) > 1 and len(shared) < 2)

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether a mention tells enough to be a meeting: who, and with whom, where or when."""
        sides = {self.parties.side(entity) for entity in mention.parties}
        where = mention.place is not None or bool(mention.when)
        if self._inherits(mention) or self._of_the_report(mention):
            return True
        if mention.forum is not None and (where or len(sides) > 1):
            return True
        if len(mention.places) > 1:
            return False
        if self.parties.count(mention.parties) > 1:
            return len(sides) > 1 or where or mention.sure
        offered = mention.status == "proposed" and mention.parties[:1] and mention.parties[0] in self.parties.main()
        return len(sides) == 1 and mention.sure and (where or bool(offered))

    def _inherits(self, mention: Mention) -> bool:
        """`Die Gespräche sollen nun am Freitag stattfinden`: other facts of talks told of before make new ones of the same parties."""
        talking = mention.kind in {"talks", "round"} or mention.status == "planned"
        goes_on = mention.further or (mention.definite and talking)
        fresh = mention.place is not None or bool(mention.when)
        return (
            bool(self.meetings)
            and not mention.parties
            and goes_on
            and fresh
            and mention.kind != "call"
            and bool(self._before())
        )

    def _of_the_report(self, mention: Mention) -> bool:
        """A meeting without parties that is the first told of, with its place or length, is that of the two the report is about.

        One of them must be named in the sentence.
        """
        fresh = mention.place is not None or (bool(mention.when) and mention.lasting is not None)
        if not (mention.definite or mention.lasting) or mention.kind not in {"meeting", "talks", "round"}:
            return False
        if mention.parties or mention.forum is not None or self._before() is not None or not fresh:
            return False
        return any(entity.name in mention.around for entity in self.parties.main())

    def _before(self) -> Meeting | None:
        """The last meeting told of with two sides."""
        for meeting in reversed(self.meetings[-_REMEMBERED:]):
            if len(meeting.sides) > 1:
                return meeting
        return None

    def _begun(self, mention: Mention) -> Meeting:
        parties, place = list(mention.parties), mention.place
        before = self._before()
        if not parties and mention.forum is None and before is not None:
            parties = list(before.parties)
            if place is None and before.status in {"cancelled", "broken off"}:
                place = before.place
        main = self.parties.main()
        if not parties and mention.forum is None:
            parties = main
        elif mention.status == "proposed" and len(parties) == 1 and parties[0] in main:
            parties = main  # who offers talks offers them to the other side
        begun = Meeting(
            mention.kind, mention.status, [], place, list(mention.when), mention.lasting, mention.forum,
            mention.outcome, {mention.evidence: None}, set(), mention.rule, mention.weight, mention.told,
        )  # fmt: skip
        self._add(begun, parties)
        return begun

    def _add(self, meeting: Meeting, parties: Iterable[Entity]) -> None:
        """Add parties that a meeting does not have yet, as many as one can grasp."""
        known = {id(entity) for entity in meeting.parties}
        new = [entity for entity in parties if id(entity) not in known]
        meeting.parties += new[: max(0, _PARTIES - len(known))]
        meeting.sides |= {self.parties.side(entity) for entity in meeting.parties}

    def _join(self, meeting: Meeting, mention: Mention) -> None:
        self._add(meeting, mention.parties)
        if meeting.place is None or (
            meeting.place.is_state and mention.place is not None and not mention.place.is_state
        ):
            meeting.place = mention.place or meeting.place
        if mention.when and (not meeting.when or _narrower(mention.when, meeting.when)):
            meeting.when = list(mention.when)
        meeting.lasting = meeting.lasting or mention.lasting
        meeting.forum = meeting.forum or mention.forum
        meeting.outcome = meeting.outcome or mention.outcome
        stronger = _STRENGTH[mention.status] > _STRENGTH[meeting.status]
        own = mention.parties or mention.when or mention.places
        if mention.told and (stronger or (own and not meeting.told and mention.status == "planned")):
            meeting.status = mention.status
        meeting.told = meeting.told or mention.told
        meeting.evidence.setdefault(mention.evidence)
        meeting.weight = min(0.95, meeting.weight + 0.05)


def _status_fits(status: str, mention: Mention, *, same_day: bool) -> bool:
    """Whether one meeting can be told of in two ways: what was held is no more planned, unless the day is the same."""
    if status == mention.status or same_day or not mention.told:
        return True
    if status == "cancelled" and mention.when:
        return False  # it is put off: what is planned now is another one
    pair = {status, mention.status}
    if pair <= {"held", "under way", "broken off"} or pair == {"planned", "cancelled"}:
        return True
    return pair == {"planned", "proposed"} and mention.definite


def _same_days(mine: Sequence[Time], theirs: Sequence[Time]) -> bool | None:
    """Whether two meetings can be on one day; None where one names none, or where it cannot be told."""
    if not mine or not theirs:
        return None
    ours, others = _stretch(mine), _stretch(theirs)
    if ours is None or others is None:
        same = {_open(time) for time in mine} == {_open(time) for time in theirs}
        comparable = all(_core(time).startswith("XXXX-WXX-") for time in (*mine, *theirs)) or all(
            time.anchor is not None and time.anchor.unit == "day" for time in (*mine, *theirs)
        )
        return True if same else (False if comparable else None)
    if ours[0] > others[1] or others[0] > ours[1]:
        return False
    narrow = all(a == b for a, b in (ours, others))
    return True if narrow else None


def _core(time: Time) -> str:
    return time.open.partition("T")[0]


def _open(time: Time) -> tuple[str, int | None]:
    """A time as the text alone tells it: `gestern` and `heute` are both days counted from the report's."""
    counted = time.anchor.offset if time.anchor is not None else None
    return _core(time), None if _core(time).startswith("XXXX-WXX-") else counted


def _narrower(theirs: Sequence[Time], mine: Sequence[Time]) -> bool:
    """Whether the times of one passage tell the day more closely than those told before."""
    ours, others = _stretch(mine), _stretch(theirs)
    if ours is None or others is None:
        return max(len(_core(time)) for time in theirs) > max(len(_core(time)) for time in mine)
    return ours[0] <= others[0] and others[1] <= ours[1] and ours != others


@lru_cache(maxsize=512)
def _days(value: str) -> Interval | None:
    """The days of a value; each mention is held against many meetings."""
    return interval(value)


def _stretch(times: Iterable[Time]) -> tuple[str, str] | None:
    spans = [_days(time.value) for time in times]
    if any(span is None for span in spans):
        return None
    return min(span[0] for span in spans if span).isoformat(), max(span[1] for span in spans if span).isoformat()


def _same_place(mine: Place | None, theirs: Place | None) -> bool | None:
    """Whether two meetings can be in one place; a state and a town in it go together."""
    if mine is None or theirs is None:
        return None
    if mine.name == theirs.name:
        return True
    if mine.is_state or theirs.is_state:
        return bool(mine.state) and mine.state == theirs.state
    return False
