"""Part-of-speech tags and lemmas by HanTa's German model, with what it computes kept per word form.

HanTa (Wartena 2019) analyses every form anew each time it meets it. Here its morphological analysis runs once per form, and the
search over the sentence looks only at the tags a word can have. Tags are HanTa's own, but for long forms that it does not know: only
their last letters are analysed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

EMPTY, START, END, UNKNOWN = 0, 1, 2, 3
_BEAM = 5
# How many word forms are kept; at about 300 bytes each this bounds the cache at some 60 MB.
_FORMS = 200_000
# A form this long that the model does not know is nearly always a compound, whose head (its last letters) decides the tag.
_LONG, _HEAD = 13, 9
# No verb is this long; for what is, the analysis would take longer than anybody waits: it grows with the square.
_ENDLESS = 60


class Tagger:
    """HanTa's model with two caches: (form, case flag) -> tags, and (form, tag) -> lemma."""

    def __init__(self) -> None:
        from HanTa.HanoverTagger import HanoverTagger  # noqa: PLC0415 (0.5 s, only when something is read)

        self._model = HanoverTagger("morphmodel_ger.pgz")
        self._names = {number: name.replace("(", "").replace(")", "") for number, name in self._model.int2tag.items()}
        for number, name in self._model.int2tag.items():
            if name in {"$(", "$,", "$."}:
                self._names[number] = name
        self._tags: dict[tuple[str, bool], tuple[tuple[int, float], ...]] = {}
        self._lemmas: dict[tuple[str, int], str] = {}

    def tag(self, words: list[str]) -> list[tuple[str, str]]:
        """Tag a sentence: one (tag, lemma) a word. Tags are STTS; only verbs get a lemma, other words their lower form.

        >>> tagger().tag(["Er", "wies", "es", "zurück", "."])[1]
        ('VVFIN', 'weisen')
        """
        if not words:
            return []
        found = []
        for word, number in zip(words, self._search(words), strict=True):
            name = self._names.get(number, "XY")
            found.append((name, self._lemma(word, number) if name[0] == "V" else word.lower()))
        return found

    def _lemma(self, word: str, number: int) -> str:
        key = (word.lower(), number)
        if key not in self._lemmas:
            if len(self._lemmas) > _FORMS:
                self._lemmas.clear()
            endless = len(word) > _ENDLESS
            self._lemmas[key] = key[0] if endless else self._model._analyze(word, number, taglevel=1)[0]  # noqa: SLF001
        return self._lemmas[key]

    def _word(self, word: str, cased: bool) -> tuple[tuple[int, float], ...]:
        key = (word, cased)
        found = self._tags.get(key)
        if found is None:
            if len(self._tags) > _FORMS:
                self._tags.clear()
            known = word.lower() in self._model.cache
            form = word if known or len(word) < _LONG else self._shortened(word)
            tags = self._model._tag_word(form, cutoff=5, casesensitive=cased, conditional=True)  # noqa: SLF001
            found = () if len(tags) == 1 and tags[0][0] == UNKNOWN else tuple(dict(tags).items())
            self._tags[key] = found
        return found

    @staticmethod
    def _shortened(word: str) -> str:
        tail = word[-_HEAD:]
        return tail.capitalize() if word[0].isupper() else tail

    def _search(self, words: list[str]) -> list[int]:
        """Viterbi over pairs of tags, as HanTa does it, but over each word's own tags only."""
        transitions: dict[tuple[int, int], dict[int, float]] = self._model.LP_trans_word
        row: dict[tuple[int, int], float] = {(EMPTY, START): 0.0}
        back: list[dict[tuple[int, int], tuple[int, int]]] = []
        for i, word in enumerate(words):
            tags = self._word(word, i > 0)
            floor = sorted(row.values(), reverse=True)[_BEAM] - 1 if len(row) > _BEAM else -1e6
            new: dict[tuple[int, int], float] = {}
            origin: dict[tuple[int, int], tuple[int, int]] = {}
            for state, score in row.items():
                if score < floor:
                    continue
                after = transitions[state]
                for tag, own in tags or [(t, 0.0) for t in after if t != END]:
                    step = after.get(tag)
                    if step is None:
                        continue
                    total = score + step + own
                    target = (state[1], tag)
                    if total > new.get(target, -1e6):
                        new[target] = total
                        origin[target] = state
            row = new
            back.append(origin)
        return self._trace(row, back)

    def _trace(
        self, row: dict[tuple[int, int], float], back: list[dict[tuple[int, int], tuple[int, int]]]
    ) -> list[int]:
        transitions = self._model.LP_trans_word
        best: Any = max(
            row,
            key=lambda state: row[state] + transitions[state].get(END, float("-inf")),
            default=None,
        )
        if best is None:
            return [UNKNOWN] * len(back)
        found = []
        for origin in reversed(back):
            found.append(best[1])
            best = origin[best]
        return found[::-1]


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The German tagger of this process, loaded when first asked for (half a second)."""
    return Tagger()
