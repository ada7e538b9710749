"""The case as one page to mail to a colleague: no network, no script, and nothing in it that a report could set off."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

import depesche
from depesche import texts
from depesche.export.article import Article, article
from depesche.export.briefing import Briefing, briefing
from depesche.export.highlight import ROLES
from depesche.export.registry import Written, exporter
from depesche.export.templating import environment, words
from depesche.records import Fact, Report
from depesche.relations import Dating

if TYPE_CHECKING:
    from jinja2 import Environment

    from depesche.store.case import Case

TEMPLATES = Path(__file__).parent / "templates"
# How many lines of each part stand open; the others are folded.
SHOWN = {
    "talks": 8,
    "said": 8,
    "sides": 4,
    "stands": 4,
    "moved": 6,
    "disputed": 6,
    "odd": 3,
    "copied": 5,
    "reports": 40,
}


@exporter(
    "html", suffix=".html", about="one page to read, print and mail: the briefing, and every report with its evidence"
)
def write_html(case: Case, out: IO[str], *, lang: str = "en", title: str | None = None) -> Written:
    """Write the case as a page; return how many reports it shows.

    Args:
        case: an open case.
        out: where to.
        lang: the language of the page's own words, `en` or `de`.
        title: the headline; by default the name of the case.

    """
    found = briefing(case)
    dated = {one.report: one for one in case.datings()}
    write_page(found, _versions(case, found), out, lang=lang, title=title or case.path.stem, dated=dated)
    return Written(len(found.reports))


def _versions(case: Case, found: Briefing) -> Iterator[Report]:
    """The very versions that the briefing told of, whatever a build stores meanwhile.

    What a person stated is among their facts, so that the page can say whose word it is.
    """
    for row in found.reports:
        report = case.report(row.id)
        fields = case.stated(report.name).items()
        said = (Fact(name, ", ".join(v) if isinstance(v, list) else str(v), "person") for name, v in fields)
        yield replace(report, facts=(*report.facts, *said))


def write_page(
    brief: Briefing,
    reports: Iterable[Report],
    out: IO[str],
    *,
    title: str,
    lang: str = "en",
    dated: Mapping[str, Dating] = MappingProxyType({}),
) -> None:
    """Write a page from a briefing and the same reports once more, in the same order; one report is held at a time.

    Args:
        brief: of the whole case.
        reports: as many as it has.
        out: where to.
        title: the headline.
        lang: the language of the page's own words.
        dated: what the case tells of the days of reports, by their names.

    Raises:
        UsageError: if the page does not speak the language.

    """
    lang = texts.language(lang)
    context = words(lang, _years(brief)) | {
        "title": title,
        "lang": lang,
        "brief": brief,
        "numbers": {row.name: row.number for row in brief.reports},
        "articles": _articles(brief, reports, lang, dated),
        "marks": [role for role in ROLES if role != "clutter"],
        "shown": SHOWN,
        "version": depesche.__version__,
        **_style(),
    }
    for chunk in _environment().get_template("page.html").generate(context):
        out.write(chunk)


def _articles(
    brief: Briefing, reports: Iterable[Report], lang: str, dated: Mapping[str, Dating]
) -> Iterator[tuple[Any, Article]]:
    """The row of each report in the briefing, and the report laid out."""
    for row, report in zip(brief.reports, reports, strict=True):
        yield row, article(report, dated.get(report.name), lang)


def _years(brief: Briefing) -> str | None:
    """The one year that all reports are of, or None."""
    years = {day[:4] for day in brief.days}
    return years.pop() if len(years) == 1 else None


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return environment(TEMPLATES)


@lru_cache(maxsize=1)
def _style() -> dict[str, Any]:
    """The style sheet, and its hash for the policy: no other style and nothing else at all may load."""
    from markupsafe import Markup  # noqa: PLC0415

    css = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    sha = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return {"style": Markup(css), "style_hash": Markup(f"'sha256-{sha}'")}  # noqa: S704 (our own file)
