"""Days, months, years, parts of the day and clock times: what their words add to a value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from depesche.language.intervals import advent, easter, sunday
from depesche.read.times_rules import DoesNotFitError, Match

YEARS = ("YEAR", "ROUND", "OLDYEAR")
UNITS = (
    "JAHR", "JAHRE", "UNITS", "HALBJAHR", "QUARTAL", "MONAT", "WOCHE", "TAG", "TAGES", "STUNDE", "DEKADE", "JHDT",
    "JTSD", "WE",
)  # fmt: skip
DAYPARTS = ("PART", "PARTLOW", "PARTS")
LEAP = 2000  # a year in which every day-month exists
UNIT_OPEN = {
    "Y": "XXXX", "Q": "XXXX-QX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX", "DE": "XXX", "CE": "XX",
}  # fmt: skip
EDGED = {"year", "quarter", "month", "week"}
UNIT_NAME = {"Y": "year", "Q": "quarter", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century"}


def day_of(year: int, month: int, day: int) -> date:
    """A day of the calendar; one that does not exist makes the rule not fit."""
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DoesNotFitError from error


def _year(match: Match) -> str:
    return match.need(*YEARS)


def _early_year(match: Match) -> str:
    return f"{int(match.need('N')):04}"


def month(match: Match) -> str:
    """The number of a month, in two digits."""
    return match.need("MON", "MONPART")[:2]


def _day(match: Match) -> str:
    number = int(match.need("ORD", "ORDW", "N").rstrip("."))
    if not 1 <= number <= 53:
        raise DoesNotFitError(number)
    return f"{number:02}"


def _day_month_year(match: Match) -> str:
    day, month, year = (int(part) for part in match.need("DMY").replace(" ", "").split("."))
    if year < 100:
        year += 2000 if year < 50 else 1900
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise DoesNotFitError from error


def _range_date(match: Match) -> str:
    """The first day of `15.-18.03.2018`."""
    return _day_month_year(match)[:-2] + _day(match)


def _day_month(match: Match) -> str:
    day, month = (int(part) for part in match.need("DM").rstrip(".").replace(" ", "").split("."))
    return day_of(LEAP, month, day).strftime("%m-%d")


def weekday(match: Match) -> str:
    """The number of a weekday, Monday is 1."""
    return match.need("WD", "WDP", "WDS", "WDPS")[0]


def _eve(match: Match) -> str:
    """The weekday before: the night to Monday begins on Sunday."""
    if match.value("PART") != "TNI":
        raise DoesNotFitError
    return str((int(weekday(match)) - 2) % 7 + 1)


def _eve_date(match: Match) -> str:
    if match.value("PART") != "TNI":
        raise DoesNotFitError
    return (day_of(LEAP, int(month(match)), int(_day(match))) - timedelta(days=1)).strftime("%m-%d")


def part(match: Match) -> str:
    """The part of the day in TIMEX3's letters."""
    if match.words("HOLP"):
        return f"T{match.need('HOLP').partition('T')[2]}"
    if found := match.value(*DAYPARTS) or (match.value("WDP", "WDPS") or "").partition(" ")[2]:
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
    hour, minute, *_ = f"{numbers[0].replace('.', ':')}:".split(":")
    minute = minute or (numbers[1] if len(numbers) > 1 else "00")
    if not (len(hour) <= 2 and len(minute) <= 2 and hour.isdigit() and minute.isdigit() and int(minute) < 60):
        raise DoesNotFitError
    total = int(hour) * 60 + int(minute) - (30 if "HALF" in kinds else 0)
    if "VIERTEL3" in kinds:
        total -= 15
    elif "VIERTEL" in kinds:  # `Viertel nach acht`, `Viertel vor acht`, and `viertel acht` for a quarter past seven
        total += 15 if "NACH" in kinds else -15 if "VOR" in kinds else -45
    if match.value("PARTS") in {"TAF", "TEV"} and total < 12 * 60:
        total += 12 * 60  # `8 Uhr abends`
    if not 0 <= total <= 24 * 60:
        raise DoesNotFitError
    return f"T{total // 60:02}:{total % 60:02}"


def rel(match: Match) -> str:
    """Which one, counted from the one that runs now: `vergangenen` is -1, `diesem` 0."""
    value = match.value("REL", "THIS", "DREL", "DRELADJ")
    if value is None:
        value = match.need("RELUNIT", "RELADJ").lstrip("YMWQ")
    return value or "0"


def _night(match: Match) -> str:
    """The day on which a night or a part of a day begins: the coming night is that of the report's own day."""
    away = int(rel(match))
    return str(away - 1 if away > 0 and match.value("PART") == "TNI" else away)


def _nowadays(match: Match) -> str:
    """The present, for `die heutige Jugend` and `die Welt von heute`; yesterday is a day."""
    if rel(match) != "0":
        raise DoesNotFitError
    return "PRESENT_REF"


def rel_direction(match: Match) -> str:
    """The direction that such a word gives."""
    return "past" if int(rel(match)) < 0 else "future" if int(rel(match)) > 0 else "near"


def _next(match: Match) -> str:
    value = match.need("NEXTDAY", "DAYAFTER", "DAYBEFORE", "SAME", "THEN", "REL")
    if match.words("REL") and int(value) < 0:  # `am letzten Tag` is the last of something
        raise DoesNotFitError
    return value


def unit(match: Match) -> str:
    """The unit's letters, as the table has them."""
    value = match.value(*UNITS)
    if value is None:
        value = match.need("RELUNIT", "RELADJ", "BEGUNIT")[0]
    return value


def _unit_open(match: Match) -> str:
    return UNIT_OPEN.get(unit(match)) or match.need()


def _unit_name(match: Match) -> str:
    return UNIT_NAME.get(unit(match), "other")


def _edge(match: Match) -> str:
    """Unit and offset of a beginning or an end, which may be that of another year: `zu Jahresbeginn`; a middle is this one's."""
    name = UNIT_NAME.get(unit(match), "other")
    mod = match.value("BEG") or (match.value("BEGUNIT") or "").partition(" ")[2]
    return f"{name}-{mod.lower()} -" if mod in {"START", "END"} and name in EDGED else f"{name} 0"


def _rel_ref(match: Match) -> str:
    value = match.value("RECENT")
    return value or ("PAST_REF" if int(rel(match)) < 0 else "FUTURE_REF")


HOLIDAYS = ("HOL", "HOLP", "HOLW")


def _feast(match: Match) -> str:
    """The open value of a feast: month and day, or what moves; a year makes it whole."""
    day = _feast_day(match)
    if day:
        return day.isoformat()
    rule = match.need(*HOLIDAYS)
    if rule.startswith("sunday"):
        return f"XXXX-{rule[6:8]}-XX"
    return "XXXX-XX-XX" if _moving(match)[0] else f"XXXX-{rule.partition('T')[0]}"


def _feast_week(match: Match) -> str:
    """The week around a feast, or its weekend."""
    end = "-WE" if match.need("HOLW").endswith("-WE") else ""
    day = _feast_day(match)
    return f"{day:%G}-W{day:%V}{end}" if day else f"XXXX-WXX{end}"


def _feast_day(match: Match) -> date | None:
    """The day of a feast whose year is told."""
    year = match.value(*YEARS)
    if year is None:
        return None
    unit, offset = _moving(match)
    rule = match.need(*HOLIDAYS)
    if unit == "sunday":
        return sunday(int(year), int(rule[6:8]), offset)
    if not unit:
        return day_of(int(year), int(rule[:2]), int(rule[3:5]))
    return (easter(int(year)) if unit == "easter" else advent(int(year))) + timedelta(days=offset)


def _moving(match: Match) -> tuple[str, int]:
    """How a feast moves: days from Easter or Advent Sunday, or the number of a Sunday in its month (`sunday05+2`)."""
    rule = match.need(*HOLIDAYS).partition("T")[0].removesuffix("-WE")
    for unit in ("easter", "advent"):
        if rule.startswith(unit):
            return unit, int(rule.removeprefix(unit))
    return ("sunday", int(rule[-1])) if rule.startswith("sunday") else ("", 0)


def _feast_anchor(match: Match) -> str:
    unit, offset = _moving(match)
    return f"{unit} {offset}" if unit else "date -"


def _shared_year(match: Match) -> str:
    """The year of the first end of a range that shares it with the second: `von Mai bis Juli 2020`; it may be the year before."""
    first, second = (word.value for word in match.words("MON"))
    return f"{int(match.need(*YEARS)) - (first > second):04}"


def _ordinal(match: Match) -> str:
    number = match.need("ORD", "ORDW").rstrip(".")
    if not 1 <= int(number) <= (2 if match.words("HALBJAHR") else 4):
        raise DoesNotFitError
    return number


def _century(match: Match) -> str:
    number = int(match.need("ORD", "ORDW").rstrip("."))
    if not 1 <= number <= 30:
        raise DoesNotFitError
    return f"{number - 1:02}"


def _year_pair(match: Match) -> str:
    first, second = (w.value for w in match.words(*YEARS, "N"))
    longest = 50 if len(second) == 4 else 9  # years: 2014/52 is a number of something
    second = first[: 4 - len(second)] + second if len(second) in {2, 4} else ""
    if len(second) != 4 or not 0 < int(second) - int(first) <= longest:
        raise DoesNotFitError
    return f"{first}/{second}"


def _short_year(match: Match) -> str:
    number = match.need("N")
    if len(number) != 2:
        raise DoesNotFitError
    return f"{'19' if int(number) > 40 else '20'}{number}"


DATE_FIELDS: dict[str, Callable[[Match], str]] = {
    "ISO": lambda m: m.need("ISO"),
    "DMY": _day_month_year,
    "RANGEDMY": _range_date,
    "DM": _day_month,
    "Y": _year,
    "EARLYYEAR": _early_year,
    "M": month,
    "D": _day,
    "W": weekday,
    "EVE": _eve,
    "EVEDATE": _eve_date,
    "P": part,
    "T": _clock,
    "REL": rel,
    "NIGHT": _night,
    "EDGE": _edge,
    "NOWADAYS": _nowadays,
    "RELDIR": rel_direction,
    "RELREF": _rel_ref,
    "NEXT": _next,
    "UNITOPEN": _unit_open,
    "UNITNAME": _unit_name,
    "SEASON": lambda m: m.need("SEASON")[:2],
    "FEAST": _feast,
    "FEASTANCHOR": _feast_anchor,
    "FEASTWEEK": _feast_week,
    "YSHARED": _shared_year,
    "ORDINAL": _ordinal,
    "DECADE": lambda m: m.need("DECADE"),
    "CENTURY": _century,
    "MILLENNIUM": lambda m: str(int(_century(m))),
    "YEARS": _year_pair,
    "SHORTYEAR": _short_year,
}
