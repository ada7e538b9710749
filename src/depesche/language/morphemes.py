"""Which tags a word form can have, told from the morphemes it may be made of.

A search over the lattice of all ways to cut a form into morphemes, known and unknown, as HanTa does it (Wartena 2019), with the same
beam and the same weights. It is quick because it looks only at what a table holds: morphemes are looked up by the piece, what may end
a word is listed per state, the weights of unknown beginnings are kept, and a path that is sure to leave the beam is not followed.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from depesche.language.model import EMPTY, NEVER, START, Model, State, Weights

FIRST: State = (EMPTY, START)
# How many states of a row are gone on with, and how far behind the last of them another may be.
_BEAM, _NEAR = 3, 1.0
# What is taken off where a form is nothing but one unknown morpheme.
_WHOLE = 4.6
# Lengths are counted up to this one. Of a form that long or longer no unknown morpheme is shorter than the third figure.
_COUNTED, _LONG, _SHORTEST = 24, 4, 3
# A tag with no more morphemes than this is a closed class: endings, linking sounds, the hyphen.
_CLOSED = 60
_NONE: Weights = {}

Row = dict[State, float]
Steps = list[tuple[int, float]]
Targets = list[tuple[State, float]]


class After(NamedTuple):
    """What may follow a state inside a word.

    endings: by the piece, where the morphemes of closed classes lead to. stems: the steps to open ones. unknown: to those of which
    a morpheme may be unknown. most, most_unknown: the greatest weight of any morpheme with the step to it. longest: how long one can be.
    """

    endings: dict[str, Targets]
    stems: Weights
    unknown: Steps
    most: float
    most_unknown: float
    longest: int


def bound(row: Row) -> float:
    """What a state of a row must weigh to be gone on with."""
    return sorted(row.values())[-1 - _BEAM] - _NEAR if len(row) > _BEAM else NEVER


class Morphemes:
    """The tables of a model, turned round for look-up by piece and by state."""

    def __init__(self, model: Model) -> None:
        self.steps: dict[State, Weights] = {
            state: {tag: step for tag, step in after.items() if tag > 0} for state, after in model.after.items()
        }
        self.ends: dict[State, Steps] = {
            state: [(-tag, step) for tag, step in after.items() if tag < 0] for state, after in model.after.items()
        }
        self.known: dict[str, Weights] = {}
        for tag, morphemes in model.morphemes.items():
            for piece, own in morphemes.items():
                self.known.setdefault(piece, {})[tag] = own
        self._suffixes = model.suffixes
        self._tails = frozenset(next(iter(model.suffixes.values())))
        self._lengths = {
            tag: [model.unseen + rare + weight for weight in model.lengths[tag]] for tag, rare in model.rare.items()
        }
        self._begun: dict[tuple[str, int, bool], Targets] = {}
        self._weighed: dict[tuple[str, int], Weights] = {}
        most = {tag: max(known.values()) for tag, known in model.morphemes.items()}
        longest = {tag: max(map(len, known)) for tag, known in model.morphemes.items()}
        self._after = {
            state: self._what_follows(state, steps, model.morphemes, most, longest)
            for state, steps in self.steps.items()
            if steps and state != FIRST
        }
        self._hyphened = {
            state for state, after in self._after.items() if set(after.endings) == {"-"} and not after.stems
        }
        inner = {tag for state in self._after for tag in self.steps[state]}
        stems = {tag for after in self._after.values() for tag in after.stems}
        self._inner = {
            piece: [(tag, own) for tag, own in tags.items() if tag in stems]
            for piece, tags in self.known.items()
            if not inner.isdisjoint(tags)
        }
        self._longest = max(map(len, self._inner))

    def _what_follows(
        self,
        state: State,
        steps: Weights,
        morphemes: dict[int, dict[str, float]],
        most: Weights,
        longest: dict[int, int],
    ) -> After:
        closed = {tag for tag in steps if len(morphemes[tag]) <= _CLOSED and tag not in self._lengths}
        endings: dict[str, Targets] = {}
        for tag in closed:
            for piece, own in morphemes[tag].items():
                endings.setdefault(piece, []).append(((state[1], tag), steps[tag] + own))
        unknown = [(tag, step) for tag, step in steps.items() if tag in self._lengths]
        return After(
            endings,
            {tag: step for tag, step in steps.items() if tag not in closed},
            unknown,
            max(step + most[tag] for tag, step in steps.items()),
            max((step + max(self._lengths[t]) + max(self._suffixes[t].values()) for t, step in unknown), default=NEVER),
            max(longest[tag] for tag in steps),
        )

    def tags(self, form: str) -> list[tuple[int, float]]:
        """The tags that a form in small letters can have, each with its weight, the best first; none for what is no word."""
        size = len(form)
        shortest = _SHORTEST if size >= _LONG else 1
        rows = [self._beginning(form[:end], end == size, end >= shortest) for end in range(size + 1)]
        bounds = [bound(row) for row in rows[:-1]] + [NEVER]
        idle = () if "-" in form else self._hyphened
        for start in range(1, size):
            least = bound(rows[start])
            live = [
                (state, weight, self._after[state])
                for state, weight in rows[start].items()
                if weight >= least and state in self._after and state not in idle
            ]
            if live:
                self._follow(form, start, live, rows, bounds)
        return _ended(rows[-1], self.ends)

    def _beginning(self, piece: str, whole: bool, guessed: bool) -> Row:
        """The states that a piece leads to as the first morpheme of a form, without those that are sure to leave the beam."""
        row = dict(self._unknown_beginning(piece, whole)) if guessed else {}
        steps = self.steps[FIRST]
        for tag, own in self.known.get(piece, _NONE).items():
            row.pop((START, tag), None)
            if tag in steps:
                row[START, tag] = steps[tag] + own
        return row

    def _unknown_beginning(self, piece: str, whole: bool) -> Targets:
        key = (self._tail(piece), min(len(piece), _COUNTED), whole)
        found = self._begun.get(key)
        if found is None:
            steps, weights = self.steps[FIRST], self._unknown(*key[:2])
            row = {(START, tag): steps[tag] + weight for tag, weight in weights.items() if tag in steps}
            least = NEVER if whole else bound(row)
            off = _WHOLE if whole else 0.0
            found = [(state, weight - off) for state, weight in row.items() if weight > NEVER and weight >= least]
            self._begun[key] = found
        return found

    def _unknown(self, tail: str, length: int) -> Weights:
        """What an unknown morpheme of each tag weighs, by its last letters and its length."""
        found = self._weighed.get((tail, length))
        if found is None:
            found = {tag: weights[length] + self._suffixes[tag][tail] for tag, weights in self._lengths.items()}
            self._weighed[tail, length] = found
        return found

    def guesses(self, piece: str, size: int) -> Weights:
        """The tags that a piece of a form of some length may have as an unknown morpheme, with their weights."""
        if size >= _LONG and len(piece) < _SHORTEST:
            return {}
        weights = self._unknown(self._tail(piece), min(len(piece), _COUNTED))
        return weights if len(piece) < size else {tag: weight - _WHOLE for tag, weight in weights.items()}

    def _tail(self, piece: str) -> str:
        """The last letters by which an unknown morpheme is judged: four at most, and never the whole of it."""
        tail = piece[-4:] if len(piece) > 4 else piece[1:]
        while tail not in self._tails:  # the empty one is
            tail = tail[1:]
        return tail

    def _follow(
        self, form: str, start: int, live: list[tuple[State, float, After]], rows: list[Row], bounds: list[float]
    ) -> None:
        """Follow the states at a place of a form to all places behind it."""
        size, inner = len(form), self._inner
        found = [
            (end, piece, inner[piece])
            for end in range(start + 1, min(size, start + self._longest) + 1)
            if (piece := form[start:end]) in inner
        ]
        for (_, last), weight, (endings, stems, _, most, _, longest) in live:
            for end, piece, tags in found:
                if end > start + longest:
                    break
                if weight + most < bounds[end]:
                    continue
                row = rows[end]
                for target, step in endings.get(piece, ()):
                    if weight + step > row.get(target, NEVER):
                        row[target] = weight + step
                for tag, own in tags if stems else ():
                    if tag in stems:
                        _enter(row, (last, tag), weight + stems[tag] + own)
        guessing = [one for one in live if one[2].unknown]
        for end in range(start + (_SHORTEST if size >= _LONG else 1), size + 1) if guessing else ():
            self._guess_on(form[start:end], guessing, bounds[end], rows[end])

    def _guess_on(self, piece: str, live: list[tuple[State, float, After]], least: float, row: Row) -> None:
        """Follow the states at a place over an unknown morpheme."""
        weights: Weights | None = None
        known = self.known.get(piece, _NONE)
        for (_, last), weight, (_, _, unknown, _, most, _) in live:
            if weight + most < least:
                continue
            weights = weights or self._unknown(self._tail(piece), min(len(piece), _COUNTED))
            for tag, step in unknown:
                total = weight + step + weights[tag]
                if total > row.get((last, tag), NEVER) and tag not in known:
                    row[last, tag] = total


def _enter(row: Row, state: State, weight: float) -> None:
    if weight > row.get(state, NEVER):
        row[state] = weight


def _ended(row: Row, ends: dict[State, Steps]) -> list[tuple[int, float]]:
    """The weights of the tags that the states of the last row end in, the paths to one tag added up."""
    last: Row = {}
    for state, weight in row.items():
        for tag, step in ends.get(state, ()):
            _enter(last, (state[1], tag), weight + step)
    found: Weights = {}
    for (_, tag), weight in last.items():
        found[tag] = _sum(found[tag], weight) if tag in found else weight
    return sorted(found.items(), key=lambda pair: -pair[1])


def _sum(one: float, other: float) -> float:
    """The logarithm of the sum of two probabilities."""
    high, low = max(one, other), min(one, other)
    return high + math.log1p(math.exp(low - high))
