"""Numbers in figures and in words, and what stands around them: `rund zweieinhalb Millionen`, `310 bis 3.400`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from depesche.packs import Pack
from depesche.read.lookup import cells
from depesche.read.times_words import lexicon
from depesche.records import Token

Value = float | tuple[float, float]

_GROUPED = re.compile(r"\d{1,3}(?:[.’'\u00a0\u202f]\d{3})+(?:,\d{1,9})?")
_PLAIN = re.compile(r"\d{1,15}(?:,\d{1,9})?")
_FRACTION = re.compile(r"(\d{1,2})/([1-9]\d?)")
_THOUSANDS = re.compile(r"\d{3}")
_BLANKS = " \u00a0\u202f"
_KEPT = 50_000  # how many words are kept of which it is known whether they count something
_LONGEST = 60  # characters; no number word is longer
_BETWEEN = frozenset(
    ["zwischen", "("]
)  # what opens a range whose numbers `und` joins; in brackets it is the same in another unit
_ONES = frozenset(["ein", "eine", "einer", "einem", "einen", "eines", "einige", "halbe", "halben", "halbes"])


@dataclass(frozen=True, slots=True)
class Amount:
    """A number over tokens[start:end], the words before it that belong to it included; first is the number's own first token.

    kind: `number`, `many` (`Hunderte`), `part` (`ein Drittel`) or `range`. words: whether it is written in letters.
    """

    start: int
    first: int
    end: int
    value: Value
    kind: str = "number"
    words: bool = False


class Amounts:
    """The words of a pack that amounts are made of."""

    def __init__(self, pack: Pack) -> None:
        self.classes: dict[str, dict[str, str]] = {}
        self._counting: dict[str, bool] = {}
        for row in pack.table("amounts"):
            for form in cells(row["words"]):
                self.classes.setdefault(row["class"], {})[form.replace("_", " ")] = row["value"]
        self._forms = {form: word.value for form, word in lexicon(pack).forms.items() if word.kind == "NUMW"}
        self._forms = {form: n for form, n in self._forms.items() if not form.startswith("beide")}
        self.before = {form for name in ("about", "least", "most") for form in self.classes[name]}

    def number(self, word: str) -> Decimal | None:
        """The number that one word is: `100.000`, `1,5`, `zweihundertfünfzig`, `zweieinhalb`; None if it is none.

        >>> from depesche.packs import load
        >>> [str(amounts(load("de")).number(w)) for w in ("3.400", "1,5", "zweieinhalb", "fünfhundertzwanzig", "Rat")]
        ['3400', '1.5', '2.5', '520', 'None']
        """
        if word[0].isdigit():
            if _GROUPED.fullmatch(word):
                return Decimal(re.sub(r"[^\d,]", "", word).replace(",", "."))
            return Decimal(word.replace(",", ".")) if _PLAIN.fullmatch(word) else None
        low = word.lower()
        if not low.isalpha() or len(low) > _LONGEST or (word[0].isupper() and not word[1:].islower()):
            return None
        return self._spelled(low)

    def counts(self, word: str) -> bool:
        """Whether a word may begin an amount, or holds one (`58-Jährige`): most words do not, and that is kept."""
        found = self._counting.get(word)
        if found is None:
            if len(self._counting) >= _KEPT:
                self._counting.clear()
            listed = any(word in self.classes[name] for name in ("many", "part", "times")) or word.lower() in _ONES
            found = word[0].isalnum() and (listed or "ige" in word or self.number(word) is not None)
            self._counting[word] = found
        return found

    def _spelled(self, low: str) -> Decimal | None:
        """A number in letters: thousands, hundreds, what is left."""
        if low in self._forms:
            return Decimal(self._forms[low])
        for word, size in (("tausend", 1000), ("hundert", 100)):
            head, found, tail = low.partition(word)
            if not found:
                continue
            many = Decimal(1) if head in {"", "ein"} else self._spelled(head)
            rest = Decimal(0) if not tail else self._spelled(tail.removeprefix("und"))
            return None if many is None or rest is None or rest >= size else many * size + rest
        return None

    def at(self, tokens: Sequence[Token], i: int, end: int) -> Amount | None:
        """The amount whose number begins at a token, with the range it opens, and with the words before it."""
        found = self._single(tokens, i, end)
        if found is None:
            return None
        found = self._ranged(tokens, found, end) or found
        return Amount(self._left(tokens, i), i, found.end, found.value, found.kind, found.words)

    def _single(self, tokens: Sequence[Token], i: int, end: int) -> Amount | None:
        """A number with what multiplies it, a plural of no exact number, or a share."""
        word = tokens[i].text
        if word in self.classes["many"]:
            return Amount(i, i, i + 1, int(self.classes["many"][word]), "many", words=True)
        if word.lower() in _ONES or word in self.classes["part"] or word in self.classes["times"]:
            return self._one_of(tokens, i, end)
        number = self.number(word)
        if number is None:
            return None
        j = i + 1
        while (
            j < end
            and _THOUSANDS.fullmatch(tokens[j].text)
            and _follows(tokens, j)
            and word.isdigit()
            and word[0] != "0"
        ):
            number, j = number * 1000 + int(tokens[j].text), j + 1
        if j < end and (half := _FRACTION.fullmatch(tokens[j].text)):
            number, j = number + Decimal(half[1]) / Decimal(half[2]), j + 1
        if j < end and tokens[j].text in self.classes["part"]:  # `zwei Drittel`
            share = number * Decimal(self.classes["part"][tokens[j].text])
            return Amount(i, i, j + 1, round(float(share), 2), "part", words=True)
        number, j = self._multiplied(tokens, number, j, end)
        return Amount(i, i, j, _plain(number), words=not word[0].isdigit())

    def _one_of(self, tokens: Sequence[Token], i: int, end: int) -> Amount | None:
        """`eine Million`, `eine halbe Milliarde`, `ein Dutzend`, `ein Drittel`, `Millionen`: the noun is what counts."""
        number, j = Decimal(1), i
        while j < end and tokens[j].text.lower() in _ONES and j - i < 2:
            number *= Decimal("0.5") if tokens[j].text.lower().startswith("halb") else 1
            j += 1
        if j >= end:
            return None
        word = tokens[j].text
        if word in self.classes["part"] and (j > i or word == "Hälfte"):
            return Amount(
                i, i, j + 1, round(float(number * Decimal(self.classes["part"][word])), 2), "part", words=True
            )
        if word not in self.classes["times"]:
            return None
        number, j = self._multiplied(tokens, number, j, end)
        return Amount(i, i, j, _plain(number), "number" if j - i > 1 else "many", words=True)

    def _multiplied(self, tokens: Sequence[Token], number: Decimal, j: int, end: int) -> tuple[Decimal, int]:
        while j < end and (size := self.classes["times"].get(tokens[j].text)):
            number, j = number * Decimal(size), j + 1
        if j < end and (size := self.classes["times"].get(tokens[j].text.partition("-")[0])) and "-" in tokens[j].text:
            number *= Decimal(size)  # `die 3,5-Millionen-Stadt`, `die 3,5 Millionen-Metropole`
        return number, j

    def _ranged(self, tokens: Sequence[Token], low: Amount, end: int) -> Amount | None:
        """`310 bis 3.400`, `zwischen 500 und 5.500`, `drei oder vier`: the lower number takes the upper one's millions."""
        j = low.end
        if j >= end or low.kind != "number" or not isinstance(low.value, (int, float)):
            return None
        between = low.first > 0 and tokens[low.first - 1].text.lower() in _BETWEEN
        joined = _longest(self.classes["joins"], tokens, j, end) or (1 if between and tokens[j].text == "und" else 0)
        if not joined or j + joined >= end:
            return None
        high = self._single(tokens, j + joined, end)
        if high is None or high.kind != "number" or not isinstance(high.value, (int, float)):
            return None
        first = low.value
        if high.end - high.first > 1 and low.end - low.first == 1 and first < high.value:
            size = self._multiplied(tokens, Decimal(1), high.first + 1, high.end)[0]
            first = _plain(Decimal(str(first)) * size) if first * float(size) < high.value else first
        if not first < high.value:
            return None
        return Amount(low.start, low.first, high.end, (first, high.value), "range", low.words)

    def _left(self, tokens: Sequence[Token], i: int) -> int:
        """Where the words begin that stand before a number and belong to it: `mehr als`, `rund`, `bis zu`."""
        start = i
        for _ in range(3):
            for width in (2, 1):
                a = start - width
                if a >= 0 and " ".join(t.text.lower() for t in tokens[a:start]) in self.before and _adverb(tokens, a):
                    start = a
                    break
            else:
                return start
        return start


def _adverb(tokens: Sequence[Token], i: int) -> bool:
    """`über 500 Soldaten` is more than these; `sprach über 500 Soldaten` cannot be told from it, so the tagger decides."""
    return tokens[i].text.lower() not in {"über", "unter", "gegen"} or tokens[i].tag == "ADV"


def _longest(forms: dict[str, str], tokens: Sequence[Token], i: int, end: int) -> int:
    for width in (2, 1):
        if i + width <= end and " ".join(t.text for t in tokens[i : i + width]) in forms:
            return width
    return 0


def _follows(tokens: Sequence[Token], j: int) -> bool:
    """Whether one blank stands between a token and the one before: `25 000`."""
    return tokens[j].start - tokens[j - 1].end == 1


def _plain(number: Decimal) -> float:
    return int(number) if number == number.to_integral_value() else float(number)


@lru_cache(maxsize=4)
def amounts(pack: Pack) -> Amounts:
    """The compiled tables of a pack."""
    return Amounts(pack)
