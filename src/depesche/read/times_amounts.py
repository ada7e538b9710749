"""Durations and sets: how long and how often."""

from __future__ import annotations

import re
from collections.abc import Callable

from depesche.read.times_dates import UNITS, YEARS, month, part, rel_direction, unit, weekday
from depesche.read.times_rules import DoesNotFitError, Match
from depesche.read.times_words import duration

NUMBERS = ("N", "NUMW", "DEC", "BIG", *YEARS)
AMOUNTS = (*NUMBERS, "QUANT", "HUNDREDS", "HALF", "EIN")
LONGEST = 40  # letters of a noun that are looked at
# How a number of units is counted from the report's day; halves of years are counted in months.
STEPS = {"Y": ("month", 12), "H": ("month", 6), "Q": ("month", 3), "M": ("month", 1), "W": ("week", 1), "D": ("day", 1)}
STEPS |= {"DE": ("year", 10), "CE": ("year", 100), "ML": ("year", 1000)}


def _amount(match: Match) -> str:
    """The number that stands before the first unit."""
    words = [w for w in match.words(*AMOUNTS, *UNITS) if w.kind not in UNITS]
    if not words:
        return "X"
    if any(w.kind == "HALF" for w in words):
        return "0.5"
    if any(w.kind in {"QUANT", "HUNDREDS"} for w in words):
        return "X"
    first = words[0]
    number = re.sub(r"[.\u00a0\u202f]", "", first.value) if first.kind == "BIG" else first.value.replace(",", ".")
    return number.lstrip("0") or "0"


def _duration(match: Match) -> str:
    """The duration, with its lesser unit if there is one: drei Jahre und vier Monate."""
    if whole := match.value("HALFNOUN"):
        return whole
    unit, amount = match.need(*UNITS), _amount(match)
    if unit == "H":  # TIMEX3 knows no half-years
        unit, amount = "M", amount if amount == "X" else f"{float(amount) * 6:g}"
    return duration(amount, unit) + _lesser(match, unit)


def _lesser(match: Match, unit: str) -> str:
    """What a second unit adds: 4M to P3Y, T30M to P1D, 30M to PT2H."""
    words = match.words(*NUMBERS, "EIN", *UNITS)[-2:]
    if len(match.words(*UNITS)) != 2 or not match.words("UND") or len(words) != 2 or words[0].kind in UNITS:
        return ""
    second = duration(words[0].value, words[1].value).removeprefix("P")
    return second.removeprefix("T") if unit.startswith("T") else second


def _since(match: Match, sign: int = -1) -> str:
    """Unit and offset of a duration that is counted from the report's day, without a direction."""
    unit = next((w.value for w in match.words(*UNITS)), "Y")
    amount = _amount(match)
    name, step = STEPS.get(unit, ("other", 1))
    if amount == "X" or match.words("HALFNOUN"):
        return "other -"
    offset = float(amount) * step
    if offset > 99999:
        raise DoesNotFitError
    if name == "month" and offset % 12 == 0 and unit in {"Y", "DE", "CE"}:
        name, offset = "year", offset / 12
    return f"{name} {sign * round(offset)}"


def _ahead(match: Match) -> str:
    return _since(match, 1)


def _stretch(match: Match) -> str:
    rel = match.value("REL", "THIS") or "0"
    if rel == "0":
        return "other - -"
    return f"{_since(match, -1 if int(rel) < 0 else 1)} {rel_direction(match)}"


def _each(match: Match) -> str:
    step = match.value("ORDW") or "1"
    if unit := match.value(*UNITS):
        return duration(step, unit)
    if match.words("WD", "WDP"):
        return f"XXXX-WXX-{weekday(match)}" + ((match.value("WDP") or "").partition(" ")[2])
    if match.words("MON"):
        return f"XXXX-{month(match)}"
    if match.words("SEASON"):
        return f"XXXX-{match.need('SEASON')[:2]}"
    return f"XXXX-XX-XX{part(match)}"


def _every(match: Match) -> str:
    """One of the unit that stands last: the day in `acht Stunden am Tag`."""
    words = match.words(*UNITS)
    return duration("1", words[-1].value if words else unit(match))


def _word_value(match: Match) -> str:
    return match.need("SETADV", "SETDAYS", "DURADJ", "REF", "REFEARLIER", "REFNOUN", "MOMENT")


def _adjective_unit(match: Match) -> str:
    number = match.need("N", "DEC").replace(",", ".")
    unit = match.need("ADJUNIT")
    if unit == "Y":
        _no_age(match)
    return duration(number, unit)


def _year_adjective(match: Match) -> str:
    value = match.need("YEARADJ")
    _no_age(match)
    return value


def _no_age(match: Match) -> None:
    """Refuse ages: `ein neunjähriger Krieg` lasts, `ein neunjähriger Junge` does not; its noun must last."""
    if not match.tokens.lexicon.lasting.search(_next_noun(match)[-LONGEST:].lower()):
        raise DoesNotFitError


def _next_noun(match: Match) -> str:
    text, places = match.tokens.text, match.tokens.places
    for start, end in places[match.last : match.last + 3]:
        if text[start].isupper():
            return text[start:end]
    return ""


AMOUNT_FIELDS: dict[str, Callable[[Match], str]] = {
    "DUR": _duration,
    "SINCE": _since,
    "AHEAD": _ahead,
    "STRETCH": _stretch,
    "EACH": _each,
    "EVERY": _every,
    "VALUE": _word_value,
    "ADJUNIT": _adjective_unit,
    "YEARADJ": _year_adjective,
}
