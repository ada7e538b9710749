"""Days as people and machines write them down beside a report: in tables, file names and a page's tags."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    ("januar", "jänner", "jan", "january"),
    ("februar", "feber", "feb", "february"),
    ("märz", "mär", "mrz", "march", "mar"),
    ("april", "apr"),
    ("mai", "may"),
    ("juni", "jun", "june"),
    ("juli", "jul", "july"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt", "october", "oct"),
    ("november", "nov"),
    ("dezember", "dez", "december", "dec"),
)
_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)"),
    re.compile(r"(?P<y>\d{4})/(?P<m>\d{1,2})/(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?:[, ].*)?"),
    re.compile(r"(?P<d>\d{1,2})\.?\s+(?P<m>[^\W\d_]+)\.?\s+(?P<y>\d{4})(?:[, ].*)?"),
    re.compile(r"(?P<m>[^\W\d_]+)\.?\s+(?P<d>\d{1,2}),\s+(?P<y>\d{4})(?:[, ].*)?"),
)
_FIRST, _LAST = 1900, 2100


def day(text: str) -> str | None:
    """The day that a text names in full, as ISO date; what is said about hours and zones is left aside.

    >>> day("10. Januar 2022"), day("10.01.2022, 14:30 Uhr"), day("2022-01-10T23:30:00Z"), day("30.02.2022")
    ('2022-01-10', '2022-01-10', '2022-01-10', None)
    """
    for form in _FORMS:
        found = form.fullmatch(text.strip()[:100])
        if found:
            month = found["m"]
            return iso(
                int(found["y"]), int(month) if month.isdecimal() else _NUMBER.get(month.lower(), 0), int(found["d"])
            )
    return None


def iso(year: int, month: int, day_of_month: int) -> str | None:
    """The ISO date, or None where the calendar has no such day or it lies outside 1900 to 2100."""
    try:
        return date(year, month, day_of_month).isoformat() if _FIRST <= year <= _LAST else None
    except ValueError:
        return None
