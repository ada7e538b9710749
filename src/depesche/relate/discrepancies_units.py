"""The same measure in two units: `60 Meilen (100 Kilometer)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from depesche.packs import Pack
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Story, marks
from depesche.relations import Discrepancy

_NUMBER = r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,6})?|\d{1,12}(?:[.,]\d{1,6})?"
_FAR = 30  # characters that may stand between the two
_SLACK = 1.06  # what is written in round numbers was rounded before and after converting


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and how its values become those of the unit of its dimension."""

    name: str
    dimension: str
    factors: tuple[float, ...]
    offset: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as a text has it. numbers: one, or both ends of a range. steps: by how much each may have been rounded, up or down."""

    start: int
    end: int
    numbers: tuple[float, ...]
    steps: tuple[float, ...]
    unit: Unit


def misconverted(story: Story) -> Iterator[Discrepancy]:
    """Measures that stand beside themselves in another unit and are not the same."""
    for name, report in story.reports.items():
        reader = measures(story.pack(name))
        for a, b in pairwise(reader.read(report.text)):
            if reader.beside(report.text, a, b) and not same(a, b):
                sides = [story.quote(name, m.start, m.end) for m in (a, b)]
                right = _told(a, b.unit)
                about = f"conversion of {a.unit.name} to {b.unit.name}"
                yield entry("unit", "conflict", about, sides, "unit", 0.9, (a.unit.name, b.unit.name, right))


def same(a: Measure, b: Measure) -> bool:
    """Whether two measures are the same, as far as they are told: each may have been rounded in its last figure.

    >>> from depesche import packs
    >>> read = measures(packs.load("de")).read
    >>> [same(*read(text)) for text in ("60 Meilen (100 Kilometer)", "60 Meilen (160 Kilometer)")]
    [True, False]
    """
    return any(
        all(_meet(*pair, f, g, a.unit.offset, b.unit.offset) for pair in _numbers(a, b))
        for f in a.unit.factors
        for g in b.unit.factors
    )


def _numbers(a: Measure, b: Measure) -> Iterator[tuple[float, float, float, float]]:
    yield from zip(a.numbers, a.steps, b.numbers, b.steps, strict=True)


def _meet(x: float, dx: float, y: float, dy: float, f: float, g: float, p: float, q: float) -> bool:
    """Whether x in a unit of factor f and offset p, and y in one of g and q, can be the same."""
    low, high = sorted((((x - dx) * f + p), ((x + dx) * f + p)))
    under, over = sorted((((y - dy) * g + q), ((y + dy) * g + q)))
    room = (_SLACK - 1) * max(abs(high), abs(over)) / 2
    return low - room <= over and under - room <= high


def _told(a: Measure, unit: Unit) -> str:
    """The first measure in the other's unit, in round numbers."""
    told = [(x * a.unit.factors[0] + a.unit.offset - unit.offset) / unit.factors[0] for x in a.numbers]
    return " – ".join(f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}" for value in told)


class Measures:
    """Finds measures: a number, or two of a range, and a unit behind."""

    def __init__(self, pack: Pack) -> None:
        self._units: dict[str, Unit] = {}
        for row in pack.table("conversions"):
            factors = [float(cell) for cell in (row["factor"], row["other"]) if cell]
            unit = Unit(row["unit"], row["dimension"], tuple(factors), float(row["offset"] or 0))
            self._units |= dict.fromkeys((word.replace("_", " ") for word in row["words"].split("|")), unit)
        amounts = {row["class"]: "" for row in pack.table("amounts")}
        for row in pack.table("amounts"):
            amounts[row["class"]] += "|" + row["words"].replace("_", " ")
        self._times = {form: float(row["value"]) for row in pack.table("amounts") for form in _forms(row, "times")}
        self._find = re.compile(
            rf"(?<![\w.,])({_NUMBER})(?:\s?(?:{_any(amounts['joins'].split('|'))}|und)\s?({_NUMBER}))?\s?"
            rf"(?:({_any(self._times)})\s)?({_any(self._units)})(?!\w)"
        )
        hedge = _any("|".join(amounts[name] for name in ("about", "least", "most")).split("|"))
        turned = _any(marks(pack)["convert"])
        self._between = re.compile(
            rf"(?:\s?[(\[–—/=]\s?|\s(?:{turned})\s|,\s(?:{turned})\s)(?:(?:{turned})\s)?(?:(?:{hedge})\s)?",
            re.IGNORECASE,
        )

    def read(self, text: str) -> list[Measure]:
        """Every measure of a text, in order."""
        return [self._measure(found) for found in self._find.finditer(text)]

    def beside(self, text: str, a: Measure, b: Measure) -> bool:
        """Whether nothing but a bracket or `umgerechnet` stands between two measures of one dimension in two units."""
        if a.unit.name == b.unit.name or a.unit.dimension != b.unit.dimension or len(a.numbers) != len(b.numbers):
            return False
        return b.start - a.end <= _FAR and self._between.fullmatch(text, a.end, b.start) is not None

    def _measure(self, found: re.Match[str]) -> Measure:
        times = self._times.get(found[3] or "", 1.0)
        read = [_read(one) for one in (found[1], found[2]) if one]
        return Measure(
            found.start(),
            found.end(),
            tuple(number * times for number, _ in read),
            tuple(step * times for _, step in read),
            self._units[found[4]],
        )


def _forms(row: dict[str, str], kind: str) -> list[str]:
    return row["words"].split("|") if row["class"] == kind else []


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted({*words} - {""}, key=lambda word: (-len(word), word)))


def _read(digits: str) -> tuple[float, float]:
    """A number and half its last figure.

    >>> _read("3.400"), _read("1,5")
    ((3400.0, 50.0), (1.5, 0.05))
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", digits):
        digits = digits.replace(".", "")
    whole, _, part = digits.replace(",", ".").partition(".")
    number = float(f"{whole}.{part or 0}")
    if part:
        return number, 0.5 * 10 ** -len(part)
    noughts = len(whole) - len(whole.rstrip("0")) if number else 0
    return number, 0.5 * 10**noughts


@lru_cache(maxsize=4)
def measures(pack: Pack) -> Measures:
    """What finds measures in a pack's language."""
    return Measures(pack)
