"""What the words of a match add to a value: each field of `times_rules.tsv` is one small function here.

A field that cannot be filled makes the rule not fit, so that the next rule has its turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from depesche.language.calendar import easter
from depesche.read.times_rules import Match
from depesche.read.times_words import duration

YEARS = ("YEAR", "ROUND", "OLDYEAR")
NUMBERS = ("N", "NUMW", "DEC", "BIG", *YEARS)
AMOUNTS = (*NUMBERS, "QUANT", "HUNDREDS", "HALF", "EIN")
UNITS = (
    "JAHR", "JAHRE", "UNITS", "HALBJAHR", "QUARTAL", "MONAT", "WOCHE", "TAG", "TAGES", "STUNDE", "DEKADE", "JHDT",
    "JTSD", "WE",
)  # fmt: skip
DAYPARTS = ("PART", "PARTLOW", "PARTS")
LONGEST = 40  # letters of a noun that are looked at
LEAP = 2000  # a year in which every day-month exists
UNIT_OPEN = {
    "Y": "XXXX", "Q": "XXXX-QX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "DE": "XXX", "CE": "XX",
}  # fmt: skip
UNIT_NAME = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century"}
# How a number of units is counted from the report's day; halves of years are counted in months.
STEPS = {"Y": ("month", 12), "H": ("month", 6), "Q": ("month", 3), "M": ("month", 1), "W": ("week", 1), "D": ("day", 1)}
STEPS |= {"DE": ("year", 10), "CE": ("year", 100), "ML": ("year", 1000)}


class DoesNotFitError(Exception):
    """The words do not make a value of this kind: 31 as an hour, 14 as a month."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What a rule's columns become with the words filled in. offset and direction as in `records.Anchor`."""

    open: str
    anchor: tuple[str, ...]
    mod: str | None


def fill(match: Match) -> Filled:
    """Fill the columns of a rule from the words that it matched.

    Raises:
        DoesNotFitError: if a field cannot be filled or the value is none.

    """
    open_ = _filled(match.rule.open, match)
    _check(open_)
    anchor = tuple(_filled(match.rule.anchor, match).split()) if "X" in open_ or open_.startswith("P") else ()
    if "_REF" in open_:
        anchor = tuple(_filled(match.rule.anchor, match).split())
    return Filled(open_, anchor, _mod(match))


def _filled(template: str, match: Match) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: FIELDS[name.group(1)](match), template)


def _check(open_: str) -> None:
    """Refuse months, days, hours and minutes that do not exist."""
    found = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d|XX)(?:-(\d\d|XX))?(?:T(?:(\d\d):(\d\d)|[A-Z]{2}))?", open_)
    if not found:
        return
    month, day, hour, minute = found.groups()
    if month != "XX" and not 1 <= int(month) <= 12:
        raise DoesNotFitError(open_)
    if hour and (int(hour) > 24 or int(minute) > 59):
        raise DoesNotFitError(open_)
    if month != "XX" and day and day != "XX":
        year = int(open_[:4]) if open_[:4].isdigit() and open_[:4] != "0000" else LEAP
        _date(year, int(month), int(day))


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DoesNotFitError from error


def _mod(match: Match) -> str | None:
    """What restricts the value: Anfang, Mitte, Ende, rund, mehr als ..."""
    value = match.value("BEG", "EARLY") or (match.value("BEGUNIT") or " ").split(" ")[-1]
    if value:
        return value
    if match.rule.name == "time.clock":
        return _clock_mod(match)
    mods = [w.value for w in match.words("MODW", "GEGEN") if w.value]
    if not mods and match.rule.name.startswith("duration") and match.words("BIS"):
        return "EQUAL_OR_LESS"
    return mods[0] if mods else None


def _clock_mod(match: Match) -> str | None:
    if match.words("KURZ"):
        return "BEFORE" if match.words("VOR") else "AFTER" if match.words("NACH") else "APPROX"
    return "APPROX" if match.words("GEGEN", "MODW") else None


def _need(value: str | None) -> str:
    if value is None:
        raise DoesNotFitError
    return value


def _year(match: Match) -> str:
    return _need(match.value(*YEARS))


def _early_year(match: Match) -> str:
    return f"{int(_need(match.value('N'))):04}"


def _month(match: Match) -> str:
    return _need(match.value("MON"))


def _day(match: Match) -> str:
    number = int(_need(match.value("ORD", "ORDW", "N")).rstrip("."))
    if not 1 <= number <= 53:
        raise DoesNotFitError(number)
    return f"{number:02}"


def _day_month_year(match: Match) -> str:
    day, month, year = (int(part) for part in _need(match.value("DMY")).replace(" ", "").split("."))
    if year < 100:
        year += 2000 if year < 50 else 1900
    return _date(year, month, day).isoformat()


def _range_date(match: Match) -> str:
    """The first day of `15.-18.03.2018`."""
    return _day_month_year(match)[:-2] + _day(match)


def _day_month(match: Match) -> str:
    day, month = (int(part) for part in _need(match.value("DM")).rstrip(".").replace(" ", "").split("."))
    return _date(LEAP, month, day).strftime("%m-%d")


def _weekday(match: Match) -> str:
    return _need(match.value("WD", "WDP", "WDS"))[0]


def _eve(match: Match) -> str:
    """The weekday before: the night to Monday begins on Sunday."""
    if match.value("PART") != "TNI":
        raise DoesNotFitError
    return str((int(_weekday(match)) - 2) % 7 + 1)


def _eve_date(match: Match) -> str:
    if match.value("PART") != "TNI":
        raise DoesNotFitError
    return (_date(LEAP, int(_month(match)), int(_day(match))) - timedelta(days=1)).strftime("%m-%d")


def _part(match: Match) -> str:
    if found := match.value(*DAYPARTS) or (match.value("WDP") or "").partition(" ")[2]:
        return found
    words = match.words("DREL")  # `gestern morgen`, `Montag morgen`: the last one is the part of the day
    if not words or words[-1].value != "1":
        raise DoesNotFitError
    return "TMO"


def _clock(match: Match) -> str:
    """The time of day: 20.30 Uhr, 14 Uhr 15, neun Uhr, halb neun, Viertel nach acht."""
    words = [w for w in match.tokens.words[match.first : match.last] if w]
    numbers = [w.value for w in words if w.kind in {"N", "CLOCK", "NUMW", "EIN"}]
    kinds = {w.kind for w in words}
    hour, _, minute = numbers[0].replace(".", ":").partition(":")
    minute = minute or (numbers[1] if len(numbers) > 1 else "00")
    if not (len(hour) <= 2 and len(minute) <= 2 and hour.isdigit() and minute.isdigit() and int(minute) < 60):
        raise DoesNotFitError
    total = int(hour) * 60 + int(minute) - (30 if "HALF" in kinds else 0)
    if "VIERTEL" in kinds:
        total += 15 if "NACH" in kinds else -15
    if match.value("PARTS") in {"TAF", "TEV"} and total < 12 * 60:
        total += 12 * 60  # `8 Uhr abends`
    if not 0 <= total <= 24 * 60:
        raise DoesNotFitError
    return f"T{total // 60:02}:{total % 60:02}"


def _rel(match: Match) -> str:
    value = match.value("REL", "THIS", "DREL", "DRELADJ")
    if value is None:
        value = _need(match.value("RELUNIT", "RELADJ")).lstrip("YMWQ")
    return value or "0"


def _rel_direction(match: Match) -> str:
    return "past" if int(_rel(match)) < 0 else "future" if int(_rel(match)) > 0 else "near"


def _next(match: Match) -> str:
    return _need(match.value("NEXTDAY", "DAYAFTER", "DAYBEFORE", "REL"))


def _unit(match: Match) -> str:
    value = match.value(*UNITS)
    if value is None:
        value = _need(match.value("RELUNIT", "RELADJ", "BEGUNIT"))[0]
    return value


def _unit_open(match: Match) -> str:
    return _need(UNIT_OPEN.get(_unit(match)))


def _unit_name(match: Match) -> str:
    return UNIT_NAME.get(_unit(match), "other")


def _rel_ref(match: Match) -> str:
    value = match.value("RECENT")
    return value or ("PAST_REF" if int(_rel(match)) < 0 else "FUTURE_REF")


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
    units = [w.value for w in match.words(*UNITS)]
    unit, amount = _need(units[0] if units else None), _amount(match)
    if unit == "H":  # TIMEX3 knows no half-years
        unit, amount = "M", amount if amount == "X" else f"{float(amount) * 6:g}"
    return duration(amount, unit) + _lesser(match, unit, len(units))


def _lesser(match: Match, unit: str, units: int) -> str:
    """What a second unit adds: 4M to P3Y, T30M to P1D, 30M to PT2H."""
    words = match.words(*NUMBERS, "EIN", *UNITS)[-2:]
    if units != 2 or not match.words("UND") or len(words) != 2 or words[0].kind in UNITS:
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
    return f"{_since(match, -1 if int(rel) < 0 else 1)} {_rel_direction(match)}"


def _each(match: Match) -> str:
    step = match.value("ORDW") or "1"
    if unit := match.value(*UNITS):
        return duration(step, unit)
    if match.words("WD", "WDP"):
        return f"XXXX-WXX-{_weekday(match)}" + ((match.value("WDP") or "").partition(" ")[2])
    if match.words("MON"):
        return f"XXXX-{_month(match)}"
    if match.words("SEASON"):
        return f"XXXX-{match.value('SEASON')}"
    return f"XXXX-XX-XX{_part(match)}"


def _every(match: Match) -> str:
    return duration("1", _unit(match))


def _word_value(match: Match) -> str:
    return _need(match.value("SETADV", "SETDAYS", "DURADJ", "REF", "REFEARLIER", "REFNOUN", "MOMENT"))


def _adjective_unit(match: Match) -> str:
    number = _need(match.value("N", "DEC")).replace(",", ".")
    unit = _need(match.value("ADJUNIT"))
    if unit == "Y":
        _no_age(match)
    return duration(number, unit)


def _year_adjective(match: Match) -> str:
    value = _need(match.value("YEARADJ"))
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


def _feast(match: Match) -> str:
    rule = _need(match.value("HOL"))
    year = match.value(*YEARS)
    if not rule.startswith("easter"):
        return f"{year or 'XXXX'}-{rule}"
    if year is None:
        return "XXXX-XX-XX"
    return (easter(int(year)) + timedelta(days=int(rule.removeprefix("easter")))).isoformat()


def _feast_anchor(match: Match) -> str:
    rule = _need(match.value("HOL"))
    return f"easter {int(rule.removeprefix('easter'))}" if rule.startswith("easter") else "date -"


def _ordinal(match: Match) -> str:
    number = _need(match.value("ORD", "ORDW")).rstrip(".")
    if not 1 <= int(number) <= (2 if match.words("HALBJAHR") else 4):
        raise DoesNotFitError
    return number


def _century(match: Match) -> str:
    number = int(_need(match.value("ORD", "ORDW")).rstrip("."))
    if not 1 <= number <= 30:
        raise DoesNotFitError
    return f"{number - 1:02}"


def _year_pair(match: Match) -> str:
    first, second = (w.value for w in match.words(*YEARS, "N"))
    second = first[: 4 - len(second)] + second if len(second) in {2, 4} else ""
    if len(second) != 4 or not 0 < int(second) - int(first) <= 50:
        raise DoesNotFitError
    return f"{first}/{second}"


def _short_year(match: Match) -> str:
    number = _need(match.value("N"))
    if len(number) != 2:
        raise DoesNotFitError
    return f"{'19' if int(number) > 40 else '20'}{number}"


FIELDS: dict[str, Callable[[Match], str]] = {
    "ISO": lambda m: _need(m.value("ISO")),
    "DMY": _day_month_year,
    "RANGEDMY": _range_date,
    "DM": _day_month,
    "Y": _year,
    "EARLYYEAR": _early_year,
    "M": _month,
    "D": _day,
    "W": _weekday,
    "EVE": _eve,
    "EVEDATE": _eve_date,
    "P": _part,
    "T": _clock,
    "REL": _rel,
    "RELDIR": _rel_direction,
    "RELREF": _rel_ref,
    "NEXT": _next,
    "UNITOPEN": _unit_open,
    "UNITNAME": _unit_name,
    "DUR": _duration,
    "SINCE": _since,
    "AHEAD": _ahead,
    "STRETCH": _stretch,
    "EACH": _each,
    "EVERY": _every,
    "VALUE": _word_value,
    "ADJUNIT": _adjective_unit,
    "YEARADJ": _year_adjective,
    "SEASON": lambda m: _need(m.value("SEASON")),
    "FEAST": _feast,
    "FEASTANCHOR": _feast_anchor,
    "ORDINAL": _ordinal,
    "DECADE": lambda m: _need(m.value("DECADE")),
    "CENTURY": _century,
    "MILLENNIUM": lambda m: str(int(_century(m))),
    "YEARS": _year_pair,
    "SHORTYEAR": _short_year,
}
