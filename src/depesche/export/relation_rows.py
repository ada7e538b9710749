"""Relations as rows for spreadsheets: a row for each utterance's version, discrepancy, silence, or pair of reports."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from depesche.export.cites import reason_words
from depesche.export.network import Network
from depesche.export.plain import visible
from depesche.export.spreadsheet import neutral
from depesche.relations import CaseActor, Discrepancy, Issue, Lineage, Silence, Utterance

_UTTERANCE = ("utterance", "actor", "day", "report", "record", "words", "longest", "first", "confidence")
_DISCREPANCY = (
    "discrepancy", "kind", "grade", "scope", "about", "report a", "start a", "end a", "words a",
    "report b", "start b", "end b", "words b", "confidence", "reasons",
)  # fmt: skip
_SILENCE = ("silence", "report", "kind", "about", "told by", "words", "confidence", "reasons")
_LINEAGE = (
    "lineage", "kind", "report a", "report b", "first", "share a", "share b", "agencies", "passages", "confidence",
    "reasons",
)  # fmt: skip


def rows(kind: str, relations: Iterable[Any]) -> Iterator[str]:
    """A table of relations, line by line, as `export --to csv` writes tables: UTF-8 with a mark, semicolons, decimal comma.

    Raises:
        KeyError: for a kind that has no table; `TABLES` tells which have.

    """
    columns, cells_of = TABLES[kind]
    yield "\ufeff"  # Without the mark a spreadsheet program takes UTF-8 for Windows-1252.
    yield _written(columns)
    for one in relations:
        for cells in cells_of(one):
            yield _written([neutral(visible(cell)) for cell in cells])


def hit_rows(hits: Iterable[Any]) -> Iterator[str]:
    """What a search found (`store.search.Hit`), as such a table."""
    yield "\ufeff"
    yield _written(("report", "published", "outlet", "record", "actor", "act", "mode", "words", "start", "end"))
    for hit in hits:
        one = hit.statement
        said = (one.id, one.actor or "", one.act or "", one.mode) if one else ("", "", "", "")
        about = (hit.row.name, hit.row.published or "", hit.row.outlet or "")
        cells = (*about, *said, hit.snippet, str(hit.start), str(hit.end))
        yield _written([neutral(visible(cell)) for cell in cells])


def report_rows(reports: Iterable[Any]) -> Iterator[str]:
    """Reports in a line each (`store.rows.ReportRow`), as such a table."""
    yield "\ufeff"
    yield _written(("report", "published", "outlet", "title", "language", "double of", "unread", "statements"))
    for row in reports:
        about = (row.name, row.published, row.outlet, row.title, row.language, row.double_of, row.unread)
        cells = (*(one or "" for one in about), str(row.counts.get("statements", 0)))
        yield _written([neutral(visible(cell)) for cell in cells])


def tie_rows(found: Network) -> Iterator[str]:
    """The ties of a network, as such a table."""
    names = {node.id: node.name for node in found.nodes}
    yield "\ufeff"
    yield _written(("from", "to", "weight", "stance", "issues"))
    for one in found.edges:
        cells = (names[one.a], names[one.b], f"{one.weight:g}".replace(".", ","), one.stance, "; ".join(one.issues))
        yield _written([neutral(visible(cell)) for cell in cells])


def _written(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _utterance(one: Utterance) -> Iterator[list[str]]:
    for number, member in enumerate(one.members):
        signs = ["yes" if number == place else "" for place in (one.longest, one.first)]
        about = [one.id, one.actor, one.day or "", member.report, member.record, member.text]
        yield [*about, *signs, _number(one.confidence)]


def _discrepancy(one: Discrepancy) -> Iterator[list[str]]:
    sides = [cell for q in (one.a, one.b) for cell in (q.report, str(q.start), str(q.end), q.text)]
    about = [one.id, one.kind, one.grade, one.scope, one.about]
    yield [*about, *sides, _number(one.confidence), _reasons(one.reasons)]


def _silence(one: Silence) -> Iterator[list[str]]:
    told_by = ", ".join(dict.fromkeys(quote.report for quote in one.others))
    words = one.others[0].text if one.others else ""
    about = [one.id, one.report, one.kind, one.about]
    yield [*about, told_by, words, _number(one.confidence), _reasons(one.reasons)]


def _lineage(one: Lineage) -> Iterator[list[str]]:
    about = [one.id, one.kind, *one.reports, one.source or "", *map(_number, one.shares), ", ".join(one.agencies)]
    yield [*about, str(len(one.passages)), _number(one.confidence), _reasons(one.reasons)]


def _actor(one: CaseActor) -> Iterator[list[str]]:
    about = [one.id, one.name, one.kind, one.role or "", one.acts_for or "", ", ".join(one.names)]
    yield [*about, str(len({member.report for member in one.members})), _number(one.confidence), _reasons(one.reasons)]


def _issue(one: Issue) -> Iterator[list[str]]:
    yield [
        one.id,
        one.name,
        one.topic,
        ", ".join(one.covers),
        "; ".join(one.patterns),
        "yes" if one.hidden else "",
        one.by,
    ]


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _reasons(reasons: Iterable[Any]) -> str:
    return "; ".join(filter(None, (reason_words(one) for one in reasons)))


TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Any], Iterator[list[str]]]]] = {
    "utterances": (_UTTERANCE, _utterance),
    "discrepancies": (_DISCREPANCY, _discrepancy),
    "silences": (_SILENCE, _silence),
    "lineage": (_LINEAGE, _lineage),
    "cast": (("actor", "name", "kind", "role", "acts for", "names", "reports", "confidence", "reasons"), _actor),
    "issues": (("issue", "name", "topic", "covers", "patterns", "hidden", "by"), _issue),
}
"""The columns of each table, and what gives its rows."""
