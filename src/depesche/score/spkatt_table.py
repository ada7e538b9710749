"""Measures events of speech, thought and writing as the shared task SpkAtt-2023 did.

Each of our events is paired with at most one of the annotators', so that the shares of right tokens sum up highest: once with the
shares of ours (precision), once with those of theirs (recall). A token is right if it has the same role in both. Both figures
are means over events, so that a long message weighs no more than a short one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from depesche.score.assign import assign
from depesche.score.spkatt_files import CUE, PARTICLE, PARTS, ROLES, Event, Place, Speech

_GROUPS = {"joint": PARTS, "cues": (CUE, PARTICLE), "roles": ROLES}


@dataclass(slots=True)
class Shares:
    """The shares of right tokens, one of each event that has any, on our side and on the annotators'."""

    ours: list[float] = field(default_factory=list)
    gold: list[float] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The mean share of ours."""
        return sum(self.ours) / len(self.ours) if self.ours else 0.0

    @property
    def recall(self) -> float:
        """The mean share of the annotators'."""
        return sum(self.gold) / len(self.gold) if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as annotated. kind: `missed cue`, `extra cue`, `missed Source`, `Topic for Message` ..."""

    kind: str
    speech: str
    words: str
    cue: str


@dataclass(slots=True)
class SpkAtt:
    """What was measured on some speeches."""

    shares: dict[str, Shares] = field(default_factory=lambda: {name: Shares() for name in (*_GROUPS, *PARTS)})
    faults: list[Fault] = field(default_factory=list)

    def add(self, speech: Speech, ours: Sequence[Event]) -> None:
        """Count one speech."""
        for name, parts in _GROUPS.items():
            _measure(self.shares[name], speech.events, ours, parts)
        pairs = _pairs(speech.events, ours, PARTS, of_ours=False)
        for part in PARTS:
            _along(self.shares[part], speech.events, ours, pairs, part)
        self.faults += _faults(speech, ours, pairs)

    def figures(self) -> dict[str, float]:
        """F1 of everything, of cues, of roles, and of each role."""
        return {f"spkatt.{name.lower()}": share.f1 for name, share in self.shares.items()}

    def lines(self) -> list[str]:
        """The table for people."""
        out = [f"{'':22} {'precision':>9} {'recall':>7} {'F1':>6} {'gold':>6} {'ours':>6}"]
        for name, share in self.shares.items():
            shown = name if name in _GROUPS else f"  {name}"
            figures = f"{share.precision:9.3f} {share.recall:7.3f} {share.f1:6.3f}"
            out.append(f"{shown:22} {figures} {len(share.gold):6} {len(share.ours):6}")
        return out

    def as_json(self) -> dict[str, Any]:
        """The table for programs, with every error."""
        rows = {
            name.lower(): {
                "precision": share.precision,
                "recall": share.recall,
                "f1": share.f1,
                "gold": len(share.gold),
                "ours": len(share.ours),
            }
            for name, share in self.shares.items()
        }
        return {"rows": rows, "misses": [asdict(fault) for fault in self.faults]}

    def error_lines(self) -> Iterator[str]:
        """What went wrong, the commonest class first."""
        kinds: dict[str, list[Fault]] = {}
        for fault in self.faults:
            kinds.setdefault(fault.kind, []).append(fault)
        for kind, members in sorted(kinds.items(), key=lambda one: (-len(one[1]), one[0])):
            yield f"{kind}: {len(members)}"
            yield from (f"  {one.speech}: {one.words!r} at {one.cue!r}" for one in members)


def _tokens(event: Event, parts: Sequence[str]) -> set[tuple[str, Place]]:
    return {(part, place) for part in parts for place in event[part]}


def _worth(gold: Sequence[Event], ours: Sequence[Event], parts: Sequence[str], *, of_ours: bool) -> list[list[float]]:
    """The share of right tokens of each pair, of ours or of gold's."""
    theirs, mine = [_tokens(g, parts) for g in gold], [_tokens(o, parts) for o in ours]
    return [[len(g & o) / max(1, len(o if of_ours else g)) for o in mine] for g in theirs]


def _pairs(gold: Sequence[Event], ours: Sequence[Event], parts: Sequence[str], *, of_ours: bool) -> dict[int, int]:
    """Which of our events each of gold's is paired with."""
    worth = _worth(gold, ours, parts, of_ours=of_ours)
    return {g: o for g, o in _assigned(worth) if worth[g][o]}


def _assigned(worth: list[list[float]]) -> list[tuple[int, int]]:
    return assign(worth) if worth and worth[0] else []


def _measure(shares: Shares, gold: Sequence[Event], ours: Sequence[Event], parts: Sequence[str]) -> None:
    gold = [event for event in gold if _tokens(event, parts)]
    ours = [event for event in ours if _tokens(event, parts)]
    for of_ours, side, many in ((True, shares.ours, len(ours)), (False, shares.gold, len(gold))):
        worth = _worth(gold, ours, parts, of_ours=of_ours)
        found = [worth[g][o] for g, o in _assigned(worth)]
        side.extend(found + [0.0] * (many - len(found)))


def _along(shares: Shares, gold: Sequence[Event], ours: Sequence[Event], pairs: dict[int, int], part: str) -> None:
    """One role, along the pairs of whole events."""
    partner = {o: g for g, o in pairs.items()}
    for g, event in enumerate(gold):
        if event[part]:
            other = ours[pairs[g]][part] if g in pairs else frozenset()
            shares.gold.append(len(event[part] & other) / len(event[part]))
    for o, event in enumerate(ours):
        if event[part]:
            other = gold[partner[o]][part] if o in partner else frozenset()
            shares.ours.append(len(event[part] & other) / len(event[part]))


def _faults(speech: Speech, ours: Sequence[Event], pairs: dict[int, int]) -> Iterator[Fault]:
    taken = set(pairs.values())
    for g, event in enumerate(speech.events):
        cue = _words(speech, event[CUE])
        if g not in pairs or not event[CUE] & ours[pairs[g]][CUE]:
            yield Fault("missed cue", speech.name, cue, cue)
            continue
        yield from _role_faults(speech, event, ours[pairs[g]], cue)
    for o, event in enumerate(ours):
        if o not in taken:
            cue = _words(speech, event[CUE])
            yield Fault("extra cue", speech.name, cue, cue)


def _role_faults(speech: Speech, gold: Event, ours: Event, cue: str) -> Iterator[Fault]:
    for role in ROLES:
        if gold[role] and not gold[role] & ours[role]:
            other = next((name for name in ROLES if gold[role] & ours[name]), None)
            kind = f"{other} for {role}" if other else f"missed {role}"
            yield Fault(kind, speech.name, _words(speech, gold[role]), cue)
        elif gold[role] and gold[role] != ours[role]:
            yield Fault(f"edges of {role}", speech.name, _words(speech, gold[role] ^ ours[role]), cue)
        elif ours[role] and not gold[role] and not any(ours[role] & gold[name] for name in ROLES):
            yield Fault(f"extra {role}", speech.name, _words(speech, ours[role]), cue)


def _words(speech: Speech, places: frozenset[Place]) -> str:
    return " ".join(speech.text[a:b] for a, b, place in speech.where if place in places)
