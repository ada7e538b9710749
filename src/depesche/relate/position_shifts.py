"""Whose stand has moved: from no to yes, from yes to no, from weighing to announcing, from a wish to silence.

A shift is only claimed where two passages of different days speak of the same thing: they share words that are rare with this actor, name
no different states, and turn to nobody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from depesche.language.issues import issue_words
from depesche.packs import Pack
from depesche.relate.issue_keys import Name, keyed
from depesche.relate.positions import WANTING, Held
from depesche.relate.words import words
from depesche.relations import Reason, Shift, relation_id

_YES = frozenset(["offer", "accept", "commit"])
_NO = frozenset(["refuse"])
_JUDGING = frozenset(["assess"])
_MILDER = frozenset(["warn", "demand"])
_LONG = 9
# Passages are short; of what is longer only so much is looked at.
_LOOKED_AT = 1_500
# A word that stands in more passages of an actor than this is none of the thing's own.
_RARE_SHARE, _RARE_LEAST = 0.2, 4
_POSTINGS = 20
# How many later reports of an actor without an issue make a silence, and on how many days.
_SILENT_REPORTS, _SILENT_DAYS = 3, 2
_LEAST_ON_OTHER_ISSUE = 3
_CONFIDENCE = {1: 0.5, 2: 0.6, 3: 0.7}
_SURE = 0.75
_SILENCE = 0.3


@dataclass(frozen=True, slots=True)
class _Seen:
    """A position with what its passage says. states: those that it names beside the actor and those spoken to."""

    held: Held
    stems: frozenset[str]
    states: frozenset[str]
    weighing: bool

    @property
    def day(self) -> str:
        return self.held.day or ""


def shifts(held: Iterable[Held], pack: Pack, actor: str | None = None) -> tuple[Shift, ...]:
    """The shifts of one actor, or of one side if `actor` names it and what its speakers hold is handed in.

    Positions without a day tell of no shift.
    """
    dated = sorted((one for one in held if one.day), key=lambda one: one.order)
    if len({one.day for one in dated}) < 2:
        return ()
    reader = _Reader(pack)
    seen = [reader.seen(one) for one in dated]
    rare = _Rare(seen)
    found: dict[str, Shift] = {}
    pairs = [*_on_one_issue(seen), *_on_other_issues(seen, rare)]
    for before, after, same_issue in pairs:
        shift = _shift(before, after, rare, reader, actor or before.held.actor, same_issue=same_issue)
        if shift is not None and shift.id not in found:
            found[shift.id] = shift
    for shift in _silences(seen, actor):
        found.setdefault(shift.id, shift)
    return tuple(sorted(found.values(), key=lambda one: (one.after.day if one.after else "", one.before.day, one.id)))


class _Reader:
    """Reads passages by the tables of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._names = issue_words(pack)
        self._states = frozenset(row["name_en"] for row in pack.table("states"))
        self._weighing = tuple(f" {word}" for word in pack.words("position_weighing"))
        self._keys: dict[str, tuple[frozenset[str], bool]] = {}

    def seen(self, held: Held) -> _Seen:
        text = held.quote.text[:_LOOKED_AT]
        stems = {word.stem for word in words(text, self._pack) if not word.idle}
        stems |= {piece for stem in stems if "-" in stem for piece in stem.split("-") if len(piece) > 2}
        line = f" {' '.join(text.lower().split())}"
        others = self._states_in(text) - {held.actor, held.acts_for}
        return _Seen(held, frozenset(stems), others, any(word in line for word in self._weighing))

    def _states_in(self, text: str) -> frozenset[str]:
        found = set()
        tokens = [word for word in text.replace(",", " ").split() if word[:1].isalpha()]
        for at, word in enumerate(tokens):
            plain = word.strip(".;:!?\"'„“»«()")
            name = self._names.name_at([plain, *tokens[at + 1 : at + 4]], 0) if plain[:1].isupper() else None
            state = self._names.state(plain)
            found |= {one for one in (name[1] if name else None, state[0] if state else None) if one in self._states}
        return frozenset(found)

    def issue(self, name: str) -> tuple[frozenset[str], bool]:
        """The stems of an issue's name, and whether more than one noun tells it from others."""
        if name not in self._keys:
            stems = frozenset(word.stem for word in words(name, self._pack) if not word.idle)
            self._keys[name] = stems, not keyed(Name(name), self._pack).key.bare
        return self._keys[name]


class _Rare:
    """How often words stand in the passages of an actor."""

    def __init__(self, seen: Sequence[_Seen]) -> None:
        passages = {one.stems for one in seen}
        self._in = Counter(stem for stems in passages for stem in stems)
        self._most = max(_RARE_LEAST, int(len(passages) * _RARE_SHARE))

    def is_rare(self, stem: str) -> bool:
        return self._in[stem] <= self._most

    def shared(self, a: _Seen, b: _Seen) -> frozenset[str]:
        """The rare words of two passages."""
        return frozenset(stem for stem in a.stems & b.stems if self.is_rare(stem))


def _weight(stems: Iterable[str]) -> int:
    """A long word tells more than a short one."""
    return sum(2 if len(stem) >= _LONG else 1 for stem in stems)


# Which positions are held against each other


def _on_one_issue(seen: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen, bool]]:
    """What was said of an issue last, beside what was said of it on the next day."""
    by_issue: defaultdict[str, list[_Seen]] = defaultdict(list)
    for one in seen:
        by_issue[one.held.issue].append(one)
    for issue in sorted(by_issue):
        days = [list(group) for _, group in groupby(by_issue[issue], key=lambda one: one.day)]
        for earlier, later in pairwise(days):
            yield from ((before, after, True) for before, after in _unlike(earlier, later))


def _unlike(earlier: Sequence[_Seen], later: Sequence[_Seen]) -> Iterator[tuple[_Seen, _Seen]]:
    """Pairs of two days on which not the same was said; who says both on one day has not moved."""
    said_before = {(one.held.act, one.held.stance) for one in earlier}
    said_after = {(one.held.act, one.held.stance) for one in later}
    new = [one for one in later if (one.held.act, one.held.stance) not in said_before or not one.weighing]
    old = [one for one in earlier if (one.held.act, one.held.stance) not in said_after or one.weighing]
    yield from ((before, after) for before in old[-3:] for after in new[:3])


def _on_other_issues(seen: Sequence[_Seen], rare: _Rare) -> Iterator[tuple[_Seen, _Seen, bool]]:
    """Passages that share several rare words though their issues were named otherwise."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(seen):
        for stem in one.stems:
            if rare.is_rare(stem):
                postings[stem].append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for stem, places in sorted(postings.items()):
        if len(places) <= _POSTINGS:
            for i, a in enumerate(places):
                for b in places[i + 1 :]:
                    shared[a, b] += _weight([stem])
    for (a, b), weight in sorted(shared.items()):
        before, after = seen[a], seen[b]
        if weight >= _LEAST_ON_OTHER_ISSUE and before.day < after.day and before.held.issue != after.held.issue:
            yield before, after, False


# What a pair amounts to


def _shift(before: _Seen, after: _Seen, rare: _Rare, reader: _Reader, actor: str, *, same_issue: bool) -> Shift | None:
    turn = _turn(before, after, same_issue=same_issue)
    if turn is None:
        return None
    weight = _sameness(before, after, rare, reader, same_issue=same_issue)
    if weight == 0:
        return None
    kind, why = turn
    shared = ", ".join(sorted(rare.shared(before, after) or before.stems & after.stems))
    rule = "issues.escalated" if why == "escalation" else "issues.moved"
    reason = Reason(rule, (before.held.quote, after.held.quote), (before.day, after.day, shared))
    identity = relation_id("shift", actor, before.held.record, after.held.record)
    return Shift(
        identity,
        actor,
        after.held.issue if same_issue else before.held.issue,
        kind,
        before.held.stand,
        after.held.stand,
        _CONFIDENCE.get(weight, _SURE),
        (reason,),
        why,
    )


def _turn(before: _Seen, after: _Seen, *, same_issue: bool) -> tuple[str, str] | None:
    """Which kind of shift two positions would be, and why; None for none."""
    a, b = before.held, after.held
    opposite = {a.stance, b.stance} == {"pro", "contra"}
    if _escalates(before, after):
        return "act", "escalation"
    if not same_issue:
        return None
    if a.act in _NO and b.act in _YES and a.stance != b.stance:
        return "act", "refusal given up"
    if a.act in _YES and b.act in _NO and a.stance != b.stance:
        return "act", "offer taken back"
    if opposite and a.act in WANTING and b.act in WANTING:
        return "stance", "opposite stance"
    if a.actor == b.actor and a.act in _JUDGING and a.stance == "neutral" != b.stance and b.act in WANTING:
        return "stance", "open before"
    return None


def _escalates(before: _Seen, after: _Seen) -> bool:
    """Weighed, then announced; warned of or demanded, then threatened with."""
    a, b = before.held, after.held
    if "contra" in {a.stance, b.stance} and a.stance != b.stance and a.act != "warn":
        return False
    if before.weighing and not after.weighing:
        return a.act in WANTING and b.act in {"commit", "threaten"}
    return a.act in _MILDER and b.act == "threaten" and not after.weighing


def _sameness(before: _Seen, after: _Seen, rare: _Rare, reader: _Reader, *, same_issue: bool) -> int:
    """How much speaks for one and the same thing; 0 where that is too little, or something speaks against it."""
    a, b = before.held, after.held
    if before.states and after.states and not before.states & after.states:
        return 0
    if a.addressee and b.addressee and a.addressee != b.addressee:
        return 0
    shared = rare.shared(before, after)
    if not same_issue:
        weight = _weight(shared)
        return weight if weight >= _LEAST_ON_OTHER_ISSUE else 0
    named, specific = reader.issue(a.name)
    if specific:
        return _weight(before.stems & after.stems)
    weight = _weight(shared - named)
    return weight if weight >= 2 else 0


# Silence


def _silences(seen: Sequence[_Seen], actor: str | None) -> Iterator[Shift]:
    """Issues that an actor wanted something on in several reports, and that no later one of several has."""
    reports: dict[str, str] = {one.held.report: one.day for one in seen}
    wanted: defaultdict[str, list[_Seen]] = defaultdict(list)
    last: dict[str, str] = {}
    for one in seen:
        last[one.held.issue] = one.day
        if one.held.act in WANTING and one.held.stance == "pro":
            wanted[one.held.issue].append(one)
    for issue in sorted(wanted):
        later = {report: day for report, day in reports.items() if day > last[issue]}
        told = {one.held.report for one in wanted[issue]}
        if len(told) > 1 and len(later) >= _SILENT_REPORTS and len(set(later.values())) >= _SILENT_DAYS:
            yield _silence(wanted[issue][-1], later, actor)


def _silence(before: _Seen, later: dict[str, str], actor: str | None) -> Shift:
    who = actor or before.held.actor
    reason = Reason("issues.silent", (before.held.quote,), (before.day, str(len(later)), min(later.values())))
    identity = relation_id("shift", who, before.held.record, "silence")
    return Shift(identity, who, before.held.issue, "silence", before.held.stand, None, _SILENCE, (reason,), "silence")
