"""The words of the interface, in English and in German. What a report says is never translated.

A key names what is said, not where it stands. Placeholders are those of `str.format`; both languages have the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, get_args

from depesche.errors import UsageError
from depesche.texts.pages import all_pages
from depesche.texts.table import DAY_FORMS, MONTHS, TABLE, WEEKDAYS, Words

Lang = Literal["en", "de"]
LANGS: tuple[Lang, ...] = get_args(Lang)
_LENGTH = re.compile(r"P(?:(T)(?=\d+[HMS])|(?!T)(?=\d+[DWMY]))(\d{1,9})([HMSDWY])", re.ASCII)


def language(code: str) -> Lang:
    """Make sure that the interface speaks a language.

    >>> language("de")
    'de'

    Raises:
        UsageError: if it does not.

    """
    if code not in LANGS:
        raise UsageError(f"The interface does not speak {code}.", hint=f"It speaks {' and '.join(LANGS)}.")
    return code


def keys() -> tuple[str, ...]:
    """Every key there is, sorted."""
    return tuple(sorted(all_words()))


def all_words() -> Mapping[str, Words]:
    """The whole table, for those who check it."""
    return MappingProxyType({**TABLE, **all_pages()})


def text(key: str, lang: str = "en", **values: object) -> str:
    """Say something in a language.

    >>> text("statements", "de")
    'Aussagen'
    >>> text("span of days", first="Monday", last="Friday")
    'Monday to Friday'

    Raises:
        KeyError: for a key that is not in the table, or a placeholder left empty; a mistake of the programmer's.

    """
    words: str = getattr(TABLE.get(key) or all_pages()[key], language(lang))
    return words.format(**values) if values else words


def count(key: str, number: int, lang: str = "en") -> str:
    """Say how many there are: the table has a pair `KEY.one` and `KEY.many`.

    >>> count("statement", 1), count("statement", 1200), count("statement", 1200, "de")
    ('1 statement', '1,200 statements', '1.200 Aussagen')
    """
    return text(f"{key}.one" if number == 1 else f"{key}.many", lang, n=figure(number, lang))


def figure(number: int, lang: str = "en") -> str:
    """Write a whole number as the language groups its digits."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if lang == "de" else grouped


def name_of(group: str, value: str | None, lang: str = "en") -> str:
    """Name a value of the guidelines (`act`, `mode`, `kind` ...); one that the table lacks stays as it is.

    >>> name_of("act", "demand", "de"), name_of("act", "newly made", "de"), name_of("act", None)
    ('fordert', 'newly made', '')
    """
    if not value:
        return ""
    key = f"{group}.{value}"
    return text(key, lang) if key in TABLE or key in all_pages() else value


def length(value: str, lang: str = "en") -> str:
    """Say how long something took; anything but a whole number of one unit stays as it is.

    >>> length("PT7H"), length("PT1M", "de"), length("P2W", "de"), length("PT1H30M"), length("PXD")
    ('7 hours', '1 Minute', '2 Wochen', 'PT1H30M', 'PXD')
    """
    found = _LENGTH.fullmatch(value)
    if found is None:
        return value
    clock, number, unit = found.groups()
    return count(f"length.{'TM' if clock and unit == 'M' else unit}", int(number), lang)


def basis_words(basis: str | None, lang: str = "en") -> str:
    """Say how a fact is known. A basis names a kind of evidence, with details in brackets: `text (dateline)`.

    >>> basis_words("text (dateline)"), basis_words("file name", "de"), basis_words("stated by me", "de")
    ('from the text (dateline)', 'aus dem Dateinamen', 'angegeben von me')
    >>> basis_words("a newly made one", "de"), basis_words(None)
    ('a newly made one', '')
    """
    if not basis:
        return ""
    if basis.startswith("stated by "):
        return text("stated by", lang, who=basis.removeprefix("stated by "))
    kind, bracket, details = basis.partition(" (")
    head, colon, rest = details.removesuffix(")").partition(":")
    closing = f" ({name_of('detail', head, lang)}{colon}{rest})" if bracket else ""
    return f"{name_of('basis', kind, lang)}{closing}"


def long_day(value: str | None, lang: str = "en") -> str:
    """Write an ISO day out; anything else stays as it is, and no day is called undated.

    >>> long_day("2022-01-10"), long_day("2022-01-10", "de")
    ('Monday 10 January 2022', 'Montag, 10. Januar 2022')
    >>> long_day("2022-01"), long_day(None)
    ('2022-01', 'undated')
    """
    return _day(value, lang, "long")


def short_day(value: str | None, lang: str = "en") -> str:
    """Write an ISO day in short.

    >>> short_day("2022-01-10"), short_day("2022-01-10", "de")
    ('10 Jan 2022', '10.01.2022')
    """
    return _day(value, lang, "short")


def weekday(value: str | None, lang: str = "en") -> str:
    """Name the weekday of an ISO day; anything else has none.

    >>> weekday("2022-01-10"), weekday("2022-01-10", "de"), weekday("2022-01")
    ('Monday', 'Montag', '')
    """
    try:
        return WEEKDAYS[language(lang)][date.fromisoformat(value or "").weekday()]
    except ValueError:
        return ""


def _day(value: str | None, lang: str, form: Literal["long", "short"]) -> str:
    if not value:
        return text("undated", lang)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    known = language(lang)
    return DAY_FORMS[known, form].format(
        weekday=WEEKDAYS[known][day.weekday()],
        day=day.day,
        month=MONTHS[known][day.month - 1],
        number=day.month,
        year=day.year,
    )
