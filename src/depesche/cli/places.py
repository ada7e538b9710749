"""Where the words of a relation stand: the paragraph, the day and the outlet of their reports."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from depesche.cli.days import published_in_words
from depesche.errors import UsageError
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Statement

if TYPE_CHECKING:
    from depesche.relations import Member, Quote
    from depesche.store.case import Case
    from depesche.store.rows import ReportRow

_HELD = 64  # reports of which paragraphs and records are kept at once


class _Read(NamedTuple):
    """What is kept of a report. day: in words. places: where each record begins, by id."""

    row: ReportRow | None
    day: str
    cut: tuple[tuple[int, int], ...]
    statements: dict[str, Statement]
    places: dict[str, int]


class Places:
    """Looks up where relations point to; only some reports are held at a time."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._read = lru_cache(maxsize=_HELD)(self._look)

    def row(self, report: str) -> ReportRow | None:
        """A report in one line; None where it is no longer in the case."""
        return self._read(report).row

    def paragraph(self, report: str, start: int) -> int:
        """The number, from 1, of the paragraph that stands at an offset."""
        return number_at(self._read(report).cut, start)

    def of(self, quote: Quote) -> str:
        """Report and paragraph of a quote, as they are cited: `a.txt:4`."""
        return f"{quote.report}:{self.paragraph(quote.report, quote.start)}"

    def of_member(self, member: Member) -> str:
        """Report and paragraph of a record; the report alone where the record is gone."""
        start = self._read(member.report).places.get(member.record)
        return member.report if start is None else f"{member.report}:{self.paragraph(member.report, start)}"

    def statement(self, member: Member) -> Statement | None:
        """The statement that a member is."""
        return self._read(member.report).statements.get(member.record)

    def paper(self, report: str) -> str:
        """The outlet and the day of a report, in words."""
        read = self._read(report)
        return report if read.row is None else ", ".join(filter(None, [read.row.outlet, read.day]))

    def _look(self, report: str) -> _Read:
        try:
            row = self._case.row(report)
        except UsageError:
            return _Read(None, "", (), {}, {})
        found = self._case.report(row.id)
        statements = {one.id: one for one in found.statements}
        records: tuple[Any, ...] = (*found.talks, *found.positions, *found.actors, *found.statements)
        places = {one.id: _begin(one) for one in records} | {one.id: one.span.start for one in found.figures}
        return _Read(row, published_in_words(found.header.published), paragraphs(found.text), statements, places)


def _begin(record: Any) -> int:
    """The first character of what a record points at."""
    names = ("content", "cue") if isinstance(record, Statement) else ("evidence", "mentions")
    spans = next((spans for name in names if (spans := getattr(record, name, ()))), ())
    return min((span.start for span in spans), default=0)
