"""Rewriting of sentences by rule, to make reports of which it is known where their words come from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

SWAPS = Path(__file__).parent / "lineage_swaps.tsv"
_INSERTED = ("nun", "zudem", "offenbar", "unterdessen", "tatsächlich")
_DELETED = re.compile(r" (?:auch|bereits|jedoch|zudem|noch|nun|allerdings|sehr|derzeit)(?= )")
_AFTER = re.compile(r"\b(?:hat|ist|wird|wurde|sei|habe|haben|sind|werden|wurden)(?= )")
_SAID_AFTER = re.compile(r'^["„“»](?P<words>[^"„“”»«]+)["“”«], (?P<verb>sagte|erklärte|betonte) (?P<who>[^".:,]+)\.$')
_SAID_BEFORE = re.compile(
    r'^(?P<who>[A-ZÄÖÜ][^".:,]+?) (?P<verb>sagte|erklärte|betonte): ["„“»](?P<words>[^"„“”»«]+)["“”«]\.?$'
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_CUES = re.compile(
    r"\b(?:sag|erklär|beton|forder|warn|kritisier|kündig|berichte|teil|meinte|zufolge|laut)\w*", re.IGNORECASE
)
_PAIR = re.compile(r"\b([a-zäöüß]+) ([a-zäöüß]+)\b")
_SHORTEST = 12  # letters before a sentence may end
_END = re.compile(r"(?<=[^\W\d_]{3})[.!?][\"“”«»]?\s+(?=[\"„»«]?[A-ZÄÖÜ])")


def sentences(text: str) -> list[str]:
    """The sentences of an article, roughly: a full stop behind a number or a short word ends none.

    >>> sentences("Am 3. Mai kam Dr. Ohm nach Belmont. Er blieb bis zum Abend.")
    ['Am 3. Mai kam Dr. Ohm nach Belmont.', 'Er blieb bis zum Abend.']
    """
    found, start = [], 0
    plain = " ".join(text.split())
    for match in _END.finditer(plain):
        if match.end() - start >= _SHORTEST:
            found.append(plain[start : match.end()].strip())
            start = match.end()
    return [*found, *([plain[start:]] if plain[start:] else [])]


@lru_cache(maxsize=1)
def _swaps() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = [line.split("\t") for line in SWAPS.read_text("utf-8").splitlines() if line and line[0] != "#"][1:]
    table = dict(rows) | {other: one for one, other in rows}
    forms = "|".join(re.escape(form) for form in sorted(table, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)"), table


def reword(sentence: str, chance: Random, rate: float) -> str:
    """A sentence with other words for some of its own, adverbs more or less, other marks and numbers, quotations turned round.

    >>> reword('"Wir warten", sagte Ohm.', Random(1), 1.0)
    'Ohm erklärte: »Wir warten«.'
    """
    pattern, table = _swaps()
    said = _turned(sentence) if chance.random() < rate else sentence
    said = pattern.sub(lambda match: table[match[0]] if chance.random() < rate else match[0], said)
    if chance.random() < rate / 2:
        said = _DELETED.sub("", said, count=1)
    if chance.random() < rate / 2:
        said = _AFTER.sub(lambda match: f"{match[0]} {chance.choice(_INSERTED)}", said, count=1)
    if chance.random() < rate:
        said = re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", said)
    return _other_marks(said) if chance.random() < rate else said


def _turned(sentence: str) -> str:
    """A quotation with its speaker before it instead of behind it, or the other way round."""
    if match := _SAID_AFTER.match(sentence):
        return f'{match["who"]} {match["verb"]}: "{match["words"]}".'
    if match := _SAID_BEFORE.match(sentence):
        return f'"{match["words"].rstrip(".")}", {match["verb"]} {match["who"]}.'
    return sentence


def _other_marks(sentence: str) -> str:
    """Quotation marks of another country."""
    return re.sub(r'["„“»]([^"„“”»«]+)["“”«]', r"»\1«", sentence)


class Translator:
    """Makes what stands in for another translation: most words but names, numbers and cues give way to words built alike."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.alike: dict[tuple[bool, str, int], list[str]] = defaultdict(list)
        for word in sorted({word for text in texts for word in _WORD.findall(text)}):
            self.alike[_shape(word)].append(word)

    def translate(self, sentence: str, names: Sequence[str], chance: Random) -> str:
        """A sentence with most small words and half of the nouns in other words, and its words in another order."""
        kept = frozenset(names)

        def other(match: re.Match[str]) -> str:
            word = match[0]
            if word in kept or _CUES.fullmatch(word) or chance.random() > (0.5 if word[0].isupper() else 0.8):
                return word
            return chance.choice(self.alike.get(_shape(word)) or [word])

        return _WORD.sub(other, _PAIR.sub(lambda pair: swapped(pair, chance), reword(sentence, chance, 0.8)))


def swapped(pair: re.Match[str], chance: Random) -> str:
    """Two neighbouring words, now and then the other way round."""
    return f"{pair[2]} {pair[1]}" if chance.random() < 0.4 else pair[0]


def _shape(word: str) -> tuple[bool, str, int]:
    return word[0].isupper(), word[-2:], min(12, len(word)) // 3
