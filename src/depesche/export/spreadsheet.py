"""One row per statement, position, talk or figure, in the form that a German spreadsheet program opens rightly with a double click."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING

from depesche.errors import UsageError
from depesche.export.highlight import in_order, place_of
from depesche.export.plain import visible
from depesche.export.registry import Written, exporter
from depesche.export.words import joined
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Report, Span, Statement

if TYPE_CHECKING:
    from depesche.store.case import Case

COLUMNS = (
    "report", "published", "outlet", "paragraph", "page", "actor", "mode", "act", "source", "cue", "content",
    "addressee", "occasion", "via", "start", "end", "confidence", "why", "verdict",
)  # fmt: skip
POSITION_COLUMNS = (
    "report", "published", "outlet", "paragraph", "page", "actor", "for", "act", "plover", "issue", "issue_text", "stance",
    "addressee", "condition", "evidence", "start", "end", "confidence", "why", "verdict",
)  # fmt: skip
TALK_COLUMNS = (
    "report", "published", "outlet", "paragraph", "page", "name", "participants", "forum", "place", "date", "when", "duration",
    "status", "outcome", "evidence", "start", "end", "confidence", "why", "verdict",
)  # fmt: skip
FIGURE_COLUMNS = (
    "report", "published", "outlet", "paragraph", "page", "figure", "low", "high", "unit", "about", "actor",
    "start", "end", "confidence", "why", "verdict",
)  # fmt: skip
# A cell that begins so is taken for a formula, by some programs also in its full-width form.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@exporter("csv", suffix=".csv", about="one row per statement, for spreadsheets: UTF-8, semicolons, decimal comma")
def write_csv(case: Case, out: IO[str], *, of: str = "statements") -> Written:
    """Write every statement, those that a person rejected too; return the number of rows, and of cells that were defused.

    Reports with the same text count once, as everywhere where statements are counted.

    Args:
        case: an open case.
        out: where to.
        of: what has a row each: `statements`, `positions`, `talks` or `figures`.

    Raises:
        UsageError: for any other kind of record.

    """
    return write_rows(case.reports(doubles=False, rejected=True), out, of=of)


def write_rows(reports: Iterable[Report], out: IO[str], *, of: str = "statements") -> Written:
    """Write the records of reports, each with the verdict of people on it."""
    if of not in _TABLES:
        raise UsageError(f"There is no table of {of}.", hint=f"Known: {', '.join(_TABLES)}.")
    columns, cells_of = _TABLES[of]
    out.write("\ufeff")  # Without the mark a spreadsheet program takes UTF-8 for Windows-1252.
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(columns)
    number = defused = 0
    for report in reports:
        for cells in cells_of(report):
            safe = [neutral(cell) for cell in cells]
            defused += sum(one != cell for one, cell in zip(safe, cells, strict=True))
            rows.writerow(safe)
            number += 1
    return Written(number, defused)


def neutral(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet program would calculate.

    >>> neutral("=HYPERLINK(0)"), neutral("Genf")
    ("'=HYPERLINK(0)", 'Genf')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _rows(report: Report) -> Iterator[list[str]]:
    cut = paragraphs(report.text)
    published = report.header.published.value
    for one in in_order(report.statements):
        cells = [
            report.name,
            published,
            report.header.outlet,
            str(number_at(cut, place_of(one))),
            str(report.page_at(place_of(one)) or ""),
            one.actor,
            one.mode,
            one.act,
            *(joined(spans) for spans in _spans(one)),
            *_edges(one),
            f"{one.confidence:.2f}".replace(".", ","),
            one.why,
            one.verdict,
        ]
        yield [visible(cell or "") for cell in cells]


def _position_rows(report: Report) -> Iterator[list[str]]:
    cut = paragraphs(report.text)
    for one in sorted(report.positions, key=lambda position: (position.evidence[:1], position.id)):
        cells = [
            *_place(report, cut, one.evidence),
            one.actor,
            one.acts_for,
            one.act,
            one.plover,
            one.issue,
            one.issue_text,
            one.stance,
            one.addressee,
            joined([one.condition]),
            joined(one.evidence),
            *_ends(one.evidence),
            *_trust(one.confidence, one.why, one.verdict),
        ]
        yield [visible(cell or "") for cell in cells]


def _talk_rows(report: Report) -> Iterator[list[str]]:
    cut = paragraphs(report.text)
    for one in sorted(report.talks, key=lambda talk: (talk.evidence[:1], talk.id)):
        cells = [
            *_place(report, cut, one.evidence),
            one.name,
            ", ".join(one.participants),
            one.forum,
            one.place,
            one.date,
            joined(one.when),
            one.duration,
            one.status,
            joined([one.outcome]),
            joined(one.evidence),
            *_ends(one.evidence),
            *_trust(one.confidence, one.why, one.verdict),
        ]
        yield [visible(cell or "") for cell in cells]


def _figure_rows(report: Report) -> Iterator[list[str]]:
    cut = paragraphs(report.text)
    for one in sorted(report.figures, key=lambda figure: (figure.span, figure.id)):
        ends = one.value if isinstance(one.value, tuple) else (one.value, one.value)
        cells = [
            *_place(report, cut, (one.span,)),
            joined([one.span]),
            *(f"{end:f}".rstrip("0").rstrip(".").replace(".", ",") for end in ends),
            one.unit,
            one.about,
            one.actor,
            *_ends((one.span,)),
            *_trust(one.confidence, one.why, one.verdict),
        ]
        yield [visible(cell or "") for cell in cells]


def _place(report: Report, cut: Sequence[tuple[int, int]], evidence: tuple[Span, ...]) -> tuple[str | None, ...]:
    """The columns that every row begins with: report, day, outlet, paragraph, and page where there are any."""
    paragraph = str(number_at(cut, evidence[0].start)) if evidence else ""
    page = str(report.page_at(evidence[0].start) or "") if evidence else ""
    return report.name, report.header.published.value, report.header.outlet, paragraph, page


def _ends(evidence: tuple[Span, ...]) -> tuple[str, str]:
    """From the first character of the evidence to its last."""
    if not evidence:
        return "", ""
    return str(min(span.start for span in evidence)), str(max(span.end for span in evidence))


def _trust(confidence: float, why: str, verdict: str) -> tuple[str | None, ...]:
    """The columns that every row ends with."""
    return f"{confidence:.2f}".replace(".", ","), why, verdict


def _spans(one: Statement) -> tuple[tuple[Span | None, ...], ...]:
    return ((one.source,), one.cue, one.content, (one.addressee,), (one.occasion,), (one.via,))


def _edges(one: Statement) -> tuple[str, str]:
    """From the first character of the content to its last, in code points of the report's text."""
    if not one.content:
        return "", ""
    return str(min(span.start for span in one.content)), str(max(span.end for span in one.content))


_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Report], Iterator[list[str]]]]] = {
    "statements": (COLUMNS, _rows),
    "positions": (POSITION_COLUMNS, _position_rows),
    "talks": (TALK_COLUMNS, _talk_rows),
    "figures": (FIGURE_COLUMNS, _figure_rows),
}
