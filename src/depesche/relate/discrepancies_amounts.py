"""How two numbers for the same thing stand to one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from depesche.packs import Pack
from depesche.records import Figure
from depesche.relate.discrepancies_story import marks

_ROOM = 0.12  # how far off a number may be before which `etwa` stands
_FAR = 2.0  # `mehr als 100` is not said of more than so many times as many


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the bounds within which it may lie. exact: told without a hedge and not in round numbers."""

    low: float
    high: float
    exact: bool


def compared(a: Figure, b: Figure, pack: Pack) -> str:
    """`same`, `closer` (they go together, one is told more exactly) or `apart` (both cannot be so).

    >>> from depesche import packs
    >>> from depesche.records import Span
    >>> three = [("13 Boote", 13.0), ("etwa 14 Boote", 14.0), ("20 Boote", 20.0)]
    >>> figures = [Figure(t, Span(0, len(t), t), v, "boats", "boats") for t, v in three]
    >>> [compared(figures[0], other, packs.load("de")) for other in figures]
    ['same', 'closer', 'apart']
    """
    one, other = amount(a, pack), amount(b, pack)
    if a.value == b.value:
        return "same"
    if one.low <= other.high and other.low <= one.high:
        return "closer"
    return "apart"


def amount(figure: Figure, pack: Pack) -> Amount:
    """A figure with its bounds: the words before the number widen them, and so do noughts at its end."""
    low, high = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    hedge = _hedge(figure.span.text, pack)
    if hedge == "about" or figure.why.endswith(".many"):
        return Amount(low * (1 - _ROOM), high * (1 + _ROOM), exact=False)
    if hedge == "least":
        return Amount(low, high * _FAR, exact=False)
    if hedge == "most":
        return Amount(low / _FAR, high, exact=False)
    step = _step(low)
    return Amount(low - step, high + _step(high), exact=step == 0)


def _hedge(text: str, pack: Pack) -> str:
    """The class of the words that a figure begins with."""
    start = re.split(r"\d", text, maxsplit=1)[0].lower().split()
    for size in (2, 1):
        for word in (" ".join(start[i : i + size]) for i in range(len(start))):
            if kind := _hedges(pack).get(word):
                return kind
    return ""


def _step(value: float) -> float:
    """Half of the last figure that is told, where a number is that large and that round: 100,000 may be 98,000."""
    if value < 1000 or value != int(value):
        return 0.0
    digits = str(int(value))
    noughts = len(digits) - len(digits.rstrip("0"))
    return 0.5 * 10**noughts / 2 if noughts >= 3 else 0.0


@lru_cache(maxsize=4)
def _hedges(pack: Pack) -> dict[str, str]:
    """The words before a number that widen it."""
    exact = marks(pack)["exact"]
    rows = [row for row in pack.table("amounts") if row["class"] in {"about", "least", "most"}]
    return {
        form: row["class"] for row in rows for form in row["words"].replace("_", " ").split("|") if form not in exact
    }
