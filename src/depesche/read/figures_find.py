"""Where a sentence asserts a quantity: number, words before it and the noun it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.read.amounts import Amount, Amounts, Value
from depesche.read.figures_units import Unit, Units
from depesche.read.lookup import Lookup
from depesche.read.phrases import noun_phrase
from depesche.records import Token

_AGED = re.compile(r"([^\W\d_]{2,40}|\d{1,3})-?[Jj]ährige[nrs]?")
_STRONG = re.compile(r"([^\W\d_]{2,40}|\d{1,6})-?köpfige[nrsm]?")
_YEAR = re.compile(r"1\d{3}|20\d\d|2100")
_SIGNS = frozenset(["$", "€", "£", "US$", "¥"])
_THEM = frozenset(["ihnen", "denen", "diesen"])
_NOUNS = frozenset(["NN", "NNA", "NNI", "NE"])
_TOWARDS = frozenset(["auf", "zu", "und", "bzw.", "gegen"])
_COUNTED = frozenset(["persons", "things", "words"])


@dataclass(frozen=True, slots=True)
class Found:
    """A figure over tokens[start:end]; head is the token of its noun, None where it has none; rule says how it was found."""

    start: int
    end: int
    value: Value
    unit: Unit
    head: int | None
    rule: str
    weight: float
    number_end: int


class Finder:
    """Finds the figures of sentences one after the other and remembers what was counted last."""

    def __init__(self, amounts: Amounts, units: Units, tables: Lookup) -> None:
        self.amounts, self.units, self.tables = amounts, units, tables
        self.counted: Unit | None = None

    def figures(self, tokens: Sequence[Token], free: Sequence[bool]) -> Iterator[Found]:
        """The figures of a sentence from left to right; free says which tokens are neither a time nor clutter."""
        i = 0
        while i < len(tokens):
            found = self._at(tokens, i, free) if free[i] and self.amounts.counts(tokens[i].text) else None
            if found is not None:
                if found.unit.kind in _COUNTED:
                    self.counted = found.unit
                yield found
            i = max(found.end, i + 1) if found else i + 1

    def _at(self, tokens: Sequence[Token], i: int, free: Sequence[bool]) -> Found | None:
        aged = self._aged(tokens, i)
        if aged is not None:
            return aged
        end = next((k for k in range(i, min(i + 24, len(tokens))) if not free[k]), min(i + 24, len(tokens)))
        amount = self.amounts.at(tokens, i, end)
        if amount is None or self._is_name(tokens, amount):
            return None
        return self._signed(tokens, amount) or self._with_noun(tokens, amount, end) or self._bare(tokens, amount)

    def _aged(self, tokens: Sequence[Token], i: int) -> Found | None:
        """`der 58-Jährige`, `die 29-jährige Pilotin`, `die zwölfköpfige Besatzung`."""
        word = tokens[i].text
        for pattern, unit, rule in (
            (_AGED, Unit("years", "age"), "age"),
            (_STRONG, Unit("members", "persons"), "strength"),
        ):
            found = pattern.fullmatch(word)
            number = self.amounts.number(found[1]) if found else None
            if number is None or number != int(number):
                continue
            return Found(i, i + 1, int(number), unit, None, rule, 0.9, i + 1)
        return None

    def _is_name(self, tokens: Sequence[Token], amount: Amount) -> bool:
        """`Artikel 5`, `G7`, `3:1`, `U-2`: a number that is part of a name, of a result or of a longer word."""
        i = amount.first
        if i and tokens[i - 1].text in self.amounts.classes["name"] and not amount.words:
            return True
        glued = i and tokens[i - 1].end == tokens[i].start and tokens[i - 1].text[-1] not in "(„“\"»«'–—-$€£/"
        behind = tokens[amount.end] if amount.end < len(tokens) else None
        tail = behind is not None and behind.start == tokens[amount.end - 1].end and behind.text[0] in "-/:"
        minutes = i > 1 and tokens[i - 1].text in "'′" and tokens[i - 2].text.isdigit()  # `25°59'43`
        hyphen = i > 1 and tokens[i - 1].text == "-" and tokens[i - 2].end == tokens[i - 1].start
        return bool(glued or tail or minutes or (hyphen and tokens[i - 1].end == tokens[i].start))

    def _signed(self, tokens: Sequence[Token], amount: Amount) -> Found | None:
        """`$ 5`, `€ 3 Millionen`: the sign of a currency before its number."""
        if not amount.first or amount.start != amount.first or tokens[amount.first - 1].text not in _SIGNS:
            return None
        unit = self.units.of(tokens[amount.first - 1].text, self.tables)
        return Found(amount.first - 1, amount.end, amount.value, unit, None, unit.kind, 0.9, amount.end)

    def _with_noun(self, tokens: Sequence[Token], amount: Amount, end: int) -> Found | None:
        j = amount.end
        if j >= end:
            return None
        if tokens[j].text == "von" and j + 1 < end and tokens[j + 1].text in _THEM:
            return self._found(amount, j + 2, self.counted or Unit("of them", "words"), None, "taken up", 0.7)
        if (unit := self.units.by_word.get(tokens[j].text)) and unit.kind in {"money", "share", "measure"}:
            return self._found(amount, j + 1, unit, j, unit.kind, 0.95)
        if amount.kind == "part":
            return None
        if tokens[j].text in self.amounts.classes["many"]:  # `zwischen 1722 und 1787 Zigtausende`
            return None
        phrase = noun_phrase(tokens, j, end)
        if phrase is None or tokens[phrase.head].tag not in _NOUNS or self._stops(tokens, j, phrase.head):
            return None
        head = tokens[phrase.head].text
        if head in self.amounts.classes["never"]:
            return None
        unit = self.units.of(head, self.tables)
        if unit.kind == "age":
            return self._lived(tokens, amount, phrase.head, unit)
        if any(self.amounts.number(token.text) for token in tokens[j : phrase.head]):  # `drei der 14 Seeleute`
            return self._found(amount, j, unit, None, "some of them", 0.8)
        rule = "count" if amount.kind == "number" else amount.kind
        return self._found(amount, phrase.head + 1, unit, phrase.head, rule, 0.85 if unit.kind != "words" else 0.7)

    def _stops(self, tokens: Sequence[Token], j: int, head: int) -> bool:
        """Whether what follows the number is a phrase of its own: a name, or an article that opens no genitive."""
        first = tokens[j]
        if first.tag in {"ART", "PPOSAT", "PDAT"}:
            return first.text.lower() not in {"der", "dieser", "seiner", "ihrer"}
        return first.tag == "NE" and head == j

    def _lived(self, tokens: Sequence[Token], amount: Amount, head: int, unit: Unit) -> Found | None:
        """`82 Jahre alt`, `im Alter von 82 Jahren`: other lengths of time are times, and no figures."""
        old = head + 1 < len(tokens) and tokens[head + 1].text in {"alt", "alte", "alter", "alten"}
        at_age = any(t.text == "Alter" for t in tokens[max(0, amount.start - 3) : amount.start])
        return self._found(amount, head + 1, unit, head, "age", 0.9) if old or at_age else None

    def _bare(self, tokens: Sequence[Token], amount: Amount) -> Found | None:
        """A number without a noun: somebody's age behind the name, or things that were counted before."""
        i, j = amount.first, amount.end
        if self._age_behind_name(tokens, amount):
            return self._found(amount, j, Unit("years", "age"), None, "age", 0.8)
        if amount.kind == "part":
            return self._found(amount, j, Unit("share", "share"), None, "share", 0.75)
        if i and tokens[i - 1].text in self.amounts.classes["alone"] and self.counted:
            return Found(i - 1, j, amount.value, self.counted, None, "taken up", 0.65, j)
        if amount.kind == "many" or amount.value == 1:
            return None
        if unit := self._ahead(tokens, j):
            return self._found(amount, j, unit, None, unit.kind, 0.75)
        of_them = j < len(tokens) and tokens[j].text == "davon"
        if not self.counted or (not of_them and not amount.words and self._labelled(tokens, amount)):
            return None
        return self._found(amount, j, self.counted, None, "taken up", 0.5)

    @staticmethod
    def _age_behind_name(tokens: Sequence[Token], amount: Amount) -> bool:
        """`Mira Kolb, 46, sagte`, `Mira Kolb (46)`."""
        i, j = amount.first, amount.end
        if i < 2 or j - i != 1 or tokens[i - 2].tag != "NE" or not isinstance(amount.value, int):
            return False
        around = tokens[i - 1].text, tokens[j].text if j < len(tokens) else "."
        return 5 < amount.value < 110 and around in {("(", ")"), (",", ","), (",", ".")}

    def _ahead(self, tokens: Sequence[Token], j: int) -> Unit | None:
        """`von 16 auf 18 Prozent`, `76 zu 74 Sitzen`: the unit stands with the second number."""
        if j >= len(tokens) or tokens[j].text not in _TOWARDS:
            return None
        for k in range(j + 1, min(j + 4, len(tokens))):
            amount = self.amounts.at(tokens, k, len(tokens))
            if amount is not None:
                found = self._with_noun(tokens, amount, len(tokens))
                return found.unit if found else None
        return None

    def _labelled(self, tokens: Sequence[Token], amount: Amount) -> bool:
        """Whether a bare number in digits is more likely a year, a label or part of a list than a quantity."""
        i = amount.first
        if _YEAR.fullmatch(tokens[i].text) or not i or (amount.start == i and "." not in tokens[i].text):
            return True
        return tokens[i - 1].tag in {"NN", "NE", "CARD", "XY", "FM"}

    @staticmethod
    def _found(amount: Amount, end: int, unit: Unit, head: int | None, rule: str, weight: float) -> Found:
        return Found(amount.start, end, amount.value, unit, head, rule, weight, amount.end)
