"""What templates write with: the words of the interface, days and counts, and an environment that escapes everything."""

from __future__ import annotations

from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from depesche import texts
from depesche.export.cites import Place, reason_words
from depesche.export.disputes import SilenceLine
from depesche.export.plain import visible

if TYPE_CHECKING:
    from jinja2 import Environment

_LABEL = 24


def words(lang: str, year: str | None = None) -> dict[str, Any]:
    """What every template may call. year: days of this one are written without it."""
    near = partial(_near_day, lang=lang, year=year)
    return {
        "t": partial(_text, lang),
        "count": partial(_count, lang),
        "name_of": partial(_name, lang),
        "basis_words": lambda basis: texts.basis_words(basis, lang),
        "reason_words": partial(reason_words, lang=lang),
        "long_day": lambda value: texts.long_day(value, lang),
        "short_day": lambda value: texts.short_day(value, lang),
        "near_day": near,
        "weekday": lambda value: texts.weekday(value, lang),
        "length": partial(texts.length, lang=lang),
        "span_of_days": lambda value: "–".join(near(day) for day in value.split("/")),
        "share": lambda value: f"{value:.0%}".replace("%", "\u00a0%") if lang == "de" else f"{value:.0%}",
    }


def _near_day(value: str | None, lang: str, year: str | None) -> str:
    """A day in short, without its year where all reports are of that year.

    >>> _near_day("2031-03-04", "en", "2031"), _near_day("2031-03-04", "de", "2031"), _near_day("2030-12-31", "en", "2031")
    ('4 Mar', '04.03.', '31 Dec 2030')
    """
    short = texts.short_day(value, lang)
    if year is None or not (value or "").startswith(year):
        return short
    return short.removesuffix(f" {year}") if lang == "en" else short.removesuffix(year)


def _text(lang: str, key: str, **values: object) -> str:
    return texts.text(key, lang, **values)


def _count(lang: str, key: str, number: int) -> str:
    return texts.count(key, number, lang)


def _name(lang: str, group: str, value: str | None) -> str:
    return texts.name_of(group, value, lang)


def environment(folder: Path) -> Environment:
    """Every value that a template writes is escaped, and what cannot be seen in it is shown by name."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (only pages need it)

    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["quoted"] = quoted
    made.filters["label"] = label
    return made


def quoted(words: str, language: str | None) -> str:
    """Put quotation marks as the report's language has them; those of a quotation in it are left.

    >>> quoted("Es reicht", "de"), quoted("Enough", "en")
    ('„Es reicht“', '“Enough”')
    """
    first, last = ("“", "”") if language == "en" else ("„", "“")
    return f"{first}{words}{last}"


def label(place: Place | SilenceLine) -> str:
    """What a report is called where it is cited: by its outlet, else by its file, long names without their middle."""
    name = place.outlet or PurePosixPath(place.report).stem
    return name if len(name) <= _LABEL else f"{name[: _LABEL // 2]}…{name[-_LABEL // 2 + 2 :]}"
