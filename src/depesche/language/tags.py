"""Part-of-speech tags and lemmas from HanTa's German model, with what was computed kept per word form.

Tags are HanTa's own (Wartena 2019), but for long nouns that it does not know: only their last letters are analysed. A form is
analysed once, if the table of forms does not tell it, and the search over the sentence looks only at the tags that its words can have.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from depesche.language import forms as shipped
from depesche.language import model as tables
from depesche.language.forms import Forms, Tags
from depesche.language.lemmas import Lemmas
from depesche.language.model import END, NEVER, Model, State
from depesche.language.morphemes import FIRST, Morphemes
from depesche.packs import Pack

# How many states the search over a sentence goes on with, and how far behind the last of them another may be.
_BEAM, _NEAR = 5, 1.0
# A tag that is so much less probable than the best one of its form is left out.
_CUTOFF = 5.0
# How many entries each cache may hold; at about 300 bytes each this bounds them at some 30 MB.
_FORMS = 100_000
# A noun this long that the model does not know is nearly always a compound, whose head (its last letters) decides the tag.
# What is longer still is cut whatever it is.
_LONG, _LONGER, _HEAD = 16, 24, 11
# No verb is this long; for what is, the analysis would take longer than anybody waits: it grows with the square.
_ENDLESS = 60
_APOSTROPHES = frozenset(["'", "`", "´", "''", "``", "´´"])


class Tagger:
    """The model with its caches: (form, whether its case counts) -> tags, small form -> tags, (small form, tag) -> lemma."""

    def __init__(self, model: Model, forms: Forms) -> None:
        self._model = model
        self._forms = forms
        self._morphemes = Morphemes(model)
        self._lemmas = Lemmas(model, self._morphemes)
        self._any: Tags = tuple((tag, 0.0) for tag in model.priors)
        self._verbal = frozenset(tag for tag, name in model.names.items() if name[0] == "V")
        self._tags: dict[tuple[str, bool], Tags] = {}
        self._analysed: dict[str, Tags] = {}
        self._infinitives: dict[tuple[str, int], str] = {}

    def tag(self, words: list[str]) -> list[tuple[str, str]]:
        """Tag a sentence: one (tag, lemma) a word. Tags are STTS; only verbs get a lemma, other words their lower form.

        >>> tagger().tag(['Er', 'wies', 'es', 'zurück', '.'])[1]
        ('VVFIN', 'weisen')
        """
        names = self._model.names
        found = []
        for word, number in zip(words, self._search(words), strict=True):
            form = word.lower()
            found.append((names[number], self.lemma(form, number) if number in self._verbal else form))
        return found

    def is_verbal(self, tag: int) -> bool:
        """Whether the words of a tag are forms of verbs."""
        return tag in self._verbal

    def lemma(self, form: str, tag: int) -> str:
        """The infinitive of a verb form in small letters."""
        found = self._infinitives.get((form, tag))
        if found is None:
            _make_room(self._infinitives)
            endless = form if len(form) > _ENDLESS else None
            found = endless or self._forms.lemma(form, tag) or self._lemmas.lemma(form, tag)
            self._infinitives[form, tag] = found
        return found

    def tags_of(self, word: str, *, cased: bool) -> Tags:
        """The tags that a word can have, with their weights given the tag; cased: whether a capital means something."""
        found = self._tags.get((word, cased))
        if found is None:
            _make_room(self._tags)
            found = self._tags[word, cased] = self._weighed(word, cased=cased)
        return found

    def _weighed(self, word: str, *, cased: bool) -> Tags:
        form = '"' if word in _APOSTROPHES else word.lower()
        large = word[:1].isupper()
        counted = self._model.forms.get(form)
        weights = self._given(counted or self._analysis(analysed_part(word)), cased=cased, large=large)
        least = NEVER if counted else max(weights.values(), default=NEVER) - _CUTOFF
        return tuple(sorted(((t, w) for t, w in weights.items() if w >= least), key=lambda pair: -pair[1])) or self._any

    def _given(self, tags: Iterable[tuple[int, float]], *, cased: bool, large: bool) -> dict[int, float]:
        """How probable a form is given each of its tags, with the capital that it has or not."""
        priors, cases = self._model.priors, self._model.cases
        return {tag: weight + (cases[tag][large] if cased else 0.0) - priors[tag] for tag, weight in tags}

    def _analysis(self, part: str) -> Tags:
        found = self._analysed.get(part)
        if found is None:
            _make_room(self._analysed)
            found = self._analysed[part] = self._forms.tags(part) or self.analysis(part)
        return found

    def analysis(self, part: str) -> Tags:
        """What the morphemes of a form say of its tags, in hundredths, as the table of forms has it."""
        return tuple((tag, round(weight, 2)) for tag, weight in self._morphemes.tags(part))

    def likely(self, tags: Tags) -> Tags:
        """Those of the tags of a form that are not left out, whatever its capital means."""
        kept: set[int] = set()
        for cased, large in ((False, False), (True, False), (True, True)):
            weights = self._given(tags, cased=cased, large=large)
            kept |= {tag for tag, weight in weights.items() if weight >= max(weights.values()) - _CUTOFF}
        return tuple((tag, weight) for tag, weight in tags if tag in kept)

    def _search(self, words: list[str]) -> list[int]:
        """The best path over a sentence. A row holds, per pair of tags, the weight of the best way there and the pair before."""
        sentence = self._model.sentence
        row: dict[State, tuple[float, State]] = {FIRST: (0.0, FIRST)}
        rows = [row]
        for i, word in enumerate(words):
            tags = self.tags_of(word, cased=i > 0)
            old, row = row, {}
            least = sorted([weight for weight, _ in old.values()])[-1 - _BEAM] - _NEAR if len(old) > _BEAM else NEVER
            for state, (weight, _) in old.items():
                if weight < least:
                    continue
                after, last = sentence[state], state[1]
                for tag, own in tags:
                    total = weight + after[tag] + own
                    target = (last, tag)
                    before = row.get(target)
                    if before is None or total > before[0]:
                        row[target] = (total, state)
            rows.append(row)
        return self._traced(rows)

    def _traced(self, rows: list[dict[State, tuple[float, State]]]) -> list[int]:
        """The tags of the best path, found from its end."""
        state = max(rows[-1], key=lambda state: rows[-1][state][0] + self._model.sentence[state][END])
        found = []
        for row in rows[:0:-1]:
            found.append(state[1])
            state = row[state][1]
        return found[::-1]


def analysed_part(word: str) -> str:
    """The letters of a form that are analysed.

    >>> analysed_part("Fährhafenbehörde"), analysed_part("verhandelten")
    ('afenbehörde', 'verhandelten')
    """
    form = word.lower()
    return form[-_HEAD:] if len(form) >= (_LONG if word[:1].isupper() else _LONGER) else form


def _make_room(cache: dict[Any, Any]) -> None:
    """Empty a cache that has grown to its bound."""
    if len(cache) >= _FORMS:
        cache.clear()


@lru_cache(maxsize=2)
def tagger(pack: Pack | None = None) -> Tagger:
    """The German tagger of this process, loaded when first asked for (a fifth of a second), with the forms that a pack brings."""
    return Tagger(tables.load(), shipped.load(pack.folder) if pack else Forms())
