"""The infinitive that a verb form belongs to, told from the morphemes it is most probably made of."""

from __future__ import annotations

from depesche.language.model import NEVER, Model, State, Weights
from depesche.language.morphemes import FIRST, Morphemes, Row, Steps, bound

_Path = dict[State, tuple[State, int]]
_NONE: Weights = {}


class Lemmas:
    """Finds the best way to cut a form into morphemes when its tag is known: first into known ones alone, else into any."""

    def __init__(self, model: Model, morphemes: Morphemes) -> None:
        self._model = model
        self._morphemes = morphemes
        self._ways: dict[int, dict[State, Steps]] = {}

    def lemma(self, form: str, tag: int) -> str:
        """The lemma of a verb form in small letters; the form itself where it cannot be cut."""
        if tag not in self._ways:
            self._ways[tag] = self._ways_to(tag)
        parts = self._parts(form, tag, guess=False) or self._parts(form, tag, guess=True)
        return self._infinitive(parts, self._model.names[tag]) if parts else form

    def _ways_to(self, tag: int) -> dict[State, Steps]:
        """Per state the steps to morphemes that a word of a tag may hold."""
        all_steps, inside = self._morphemes.steps, set[int]()
        new = {state[1] for state, ends in self._morphemes.ends.items() if any(end == tag for end, _ in ends)}
        while new:
            inside |= new
            new = {state[1] for state, steps in all_steps.items() if not new.isdisjoint(steps)} - inside
        ways = {state: [(t, step) for t, step in steps.items() if t in inside] for state, steps in all_steps.items()}
        return {state: steps for state, steps in ways.items() if steps}

    def _parts(self, form: str, tag: int, *, guess: bool) -> list[tuple[str, int]]:
        """The morphemes of the best path, with their tags."""
        rows: list[Row] = [{FIRST: 0.0}, *({} for _ in form)]
        back: list[_Path] = [{} for _ in rows]
        ways = self._ways[tag]
        for start in range(len(form)):
            least = bound(rows[start])
            live = [(s, weight, ways[s]) for s, weight in rows[start].items() if weight >= least and s in ways]
            for end in range(start + 1, len(form) + 1) if live else ():
                weights = self._weights(form[start:end], len(form), guess=guess)
                for state, weight, steps in live if weights else ():
                    for t, step in steps:
                        if t in weights and weight + step + weights[t] > rows[end].get((state[1], t), NEVER):
                            rows[end][state[1], t] = weight + step + weights[t]
                            back[end][state[1], t] = (state, start)
        return _traced(form, self._last(rows[-1], tag), back)

    def _weights(self, piece: str, size: int, *, guess: bool) -> Weights:
        """What a piece weighs as a morpheme of each tag that it may have."""
        known = self._morphemes.known.get(piece, _NONE)
        return {**self._morphemes.guesses(piece, size), **known} if guess else known

    def _last(self, row: Row, tag: int) -> State | None:
        """The best of the states that a word of the tag may end in."""
        ended = {
            state: weight + step
            for state, weight in row.items()
            for end, step in self._morphemes.ends.get(state, ())
            if end == tag
        }
        return max(ended, key=lambda state: ended[state], default=None)

    def _infinitive(self, parts: list[tuple[str, int]], name: str) -> str:
        """The morphemes of the stem, its last one in the form of the infinitive, and what infinitives end in."""
        kind = name[:2]
        affixes = self._model.affixes.get(kind, [])
        stem = [part for part in parts if part[1] not in affixes] or parts
        last, tag = stem[-1]
        what = self._model.names[tag]
        if what[:2] == kind or what.startswith("SUF"):
            last = self._model.stems.get(tag, {}).get(last, last)
        whole = "".join(piece for piece, _ in stem[:-1]) + last
        return whole + self._ending(whole, kind)

    def _ending(self, stem: str, kind: str) -> str:
        """What the longest end of the stem that the model knows calls for; # stands for the beginning of the word."""
        endings = self._model.infinitives.get(kind, {})
        marked = f"#{stem}"
        return next((endings[marked[i:]] for i in range(len(marked)) if marked[i:] in endings), "")


def _traced(form: str, state: State | None, back: list[_Path]) -> list[tuple[str, int]]:
    """Go back from the last state to the first."""
    parts: list[tuple[str, int]] = []
    end = len(form)
    while state is not None and end:
        before, start = back[end][state]
        parts.append((form[start:end], state[1]))
        state, end = before, start
    return parts[::-1]
