"""Days that a report states in full, and half dates, as they stand in headers and sign-offs."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from depesche.packs import Pack

_FIRST, _LAST = 1900, 2100


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was found, and where."""

    value: str
    start: int
    end: int


@lru_cache(maxsize=8)
def _forms(pack: Pack) -> tuple[re.Pattern[str], dict[str, int]]:
    """One pattern for all the ways in which days are written, and the number of each month's name."""
    number: dict[str, int] = {}
    for row in pack.table("months"):
        for name in (row["month"], *row["other"].split()):
            number[name.casefold()] = int(row["number"])
    months = "|".join(re.escape(name) for name in sorted(number, key=len, reverse=True))
    pattern = re.compile(
        r"(?<![\w.])(?:"
        r"(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)(?!\d)"
        r"|(?P<d2>\d{1,2})\.\s?(?P<m2>\d{1,2})\.\s?(?P<y2>\d{4}|\d\d)(?![\d.]*\d)"
        rf"|(?P<d3>\d{{1,2}})\.?\s?(?P<m3>{months})\.?\s(?P<y3>\d{{4}})(?!\d))",
        re.IGNORECASE,
    )
    return pattern, number


def find_days(text: str, pack: Pack) -> list[Day]:
    """Every day that a text names with its year; a year of two digits is one of this century."""
    pattern, number = _forms(pack)
    found = []
    for match in pattern.finditer(text):
        year, month, day = (next(match[f"{part}{i}"] for i in (1, 2, 3) if match[f"{part}{i}"]) for part in "ymd")
        value = _iso(
            int(year) + (2000 if len(year) == 2 else 0), number.get(month.casefold(), 0) or int(month), int(day)
        )
        if value:
            found.append(Day(value, match.start(), match.end()))
    return found


def month(year: int, number: int) -> tuple[str, str] | None:
    """The first and the last day of a month, or None if there is no such month.

    >>> month(2022, 2)
    ('2022-02-01', '2022-02-28')
    """
    if not (_FIRST <= year <= _LAST and 1 <= number <= 12):
        return None
    return date(year, number, 1).isoformat(), date(year, number, monthrange(year, number)[1]).isoformat()


def _iso(year: int, number: int, day: int) -> str | None:
    try:
        return date(year, number, day).isoformat() if _FIRST <= year <= _LAST else None
    except ValueError:
        return None
