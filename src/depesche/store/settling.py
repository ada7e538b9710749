"""For which record of which version each ruling holds: the table `rulings` is made of the decisions and the reports alone.

Every function runs within its caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from depesche.records import Report
from depesche.store.anchors import follow, main_spans, moved, place_in
from depesche.store.overlay import VERDICTS
from depesche.store.schema import KINDS, decisions, reports, rulings

TAKE_BACK, ATTACH, DISMISS = "take back", "attach", "dismiss"
_PAGE = 500


def settle(connection: Connection, target: str) -> None:
    """Work out anew what stands on a target, and for which record it holds."""
    rows = connection.execute(select(decisions).where(decisions.c.target == target).order_by(decisions.c.number)).all()
    gone = {int(row.fields["number"]) for row in rows if row.verdict == TAKE_BACK}
    rows = [row for row in rows if row.number not in gone]
    dismissed = {int(row.fields["number"]) for row in rows if row.verdict == DISMISS}
    attached = {int(row.fields["number"]): str(row.fields["record"]) for row in rows if row.verdict == ATTACH}
    newest = {row.who: row for row in rows if row.verdict in VERDICTS and row.number not in dismissed}
    connection.execute(delete(rulings).where(rulings.c.target == target))
    made = [_holding(connection, row, attached.get(row.number)) for row in newest.values()]
    if made:
        connection.execute(insert(rulings), made)


def resettle(connection: Connection, name: str) -> None:
    """Work out anew for which records the rulings on a report hold: it has another version or reading, or is gone."""
    mine = select(rulings.c.target).where(rulings.c.report == name)
    for target in connection.execute(mine.distinct()).scalars().all():
        settle(connection, target)


def regain(connection: Connection, ids: Iterable[str]) -> None:
    """Let rulings that lost their record hold again where a record of that id is there once more."""
    if connection.execute(select(rulings.c.number).where(rulings.c.record.is_(None)).limit(1)).first() is None:
        return
    wanted = sorted(ids)
    for at in range(0, len(wanted), _PAGE):
        lost = rulings.c.record.is_(None) & rulings.c.target.in_(wanted[at : at + _PAGE])
        for target in connection.execute(select(rulings.c.target).where(lost).distinct()).scalars().all():
            settle(connection, target)


def _holding(connection: Connection, row: Row[Any], attached: str | None) -> dict[str, Any]:
    anchor = row.anchor
    record, report, fields, carried = _record_for(connection, row, attached)
    return {
        "number": row.number,
        "target": row.target,
        "record": record,
        "report": report,
        "kind": anchor["kind"],
        "who": row.who,
        "verdict": row.verdict,
        "fields": {name: value for name, value in fields.items() if name != "final"},
        "when": row.when,
        "final": bool(fields.get("final")),
        "carried": carried,
    }


def _record_for(
    connection: Connection, row: Row[Any], attached: str | None
) -> tuple[str | None, str, Mapping[str, Any], bool]:
    """The record that a decision holds for, its report, the values as they are there, and whether it was carried."""
    anchor, fields = row.anchor, row.fields
    kind, name = anchor["kind"], anchor["report"]
    for wanted in filter(None, [row.target, attached]):
        where = home(connection, kind, wanted)
        if where is not None:
            if wanted == row.target:
                return wanted, where[1], fields, False
            return _carried(connection, row, *where, wanted)
    found = connection.execute(select(reports.c.id).where(reports.c.name == name, reports.c.current)).scalar()
    if found is None:
        return None, name, fields, False
    if row.verdict == "add":
        return _still_added(connection, row, found)
    report = _as_read(connection, found, kind)
    one = follow(anchor, fields, report)
    return (None, name, fields, False) if one is None else _moved(row, report, one)


def _carried(
    connection: Connection, row: Row[Any], report_id: str, name: str, record: str
) -> tuple[str | None, str, Mapping[str, Any], bool]:
    report = _as_read(connection, report_id, row.anchor["kind"])
    one = next(one for one in getattr(report, row.anchor["kind"]) if one.id == record)
    found = _moved(row, report, one)
    return found if found[0] else (None, name, row.fields, False)


def _moved(row: Row[Any], report: Report, one: Any) -> tuple[str | None, str, Mapping[str, Any], bool]:
    start = min((span.start for span in main_spans(one)), default=0)
    fields = moved(row.fields, start - row.anchor["start"], report.text)
    return (None, report.name, row.fields, False) if fields is None else (one.id, report.name, fields, True)


def _still_added(
    connection: Connection, row: Row[Any], report_id: str
) -> tuple[str | None, str, Mapping[str, Any], bool]:
    """A record that a person added stands as long as its words are in the report."""
    report = _as_read(connection, report_id, row.anchor["kind"])
    start = place_in(row.anchor, report.text)
    fields = None if start is None else moved(row.fields, start - row.anchor["start"], report.text)
    if fields is None:
        return None, report.name, row.fields, False
    return row.target, report.name, fields, fields != row.fields


def home(connection: Connection, kind: str, record: str) -> tuple[str, str] | None:
    """Id and name of the report whose current version has a record; the first by name of several with one text."""
    table = KINDS[kind].table
    asked = (
        select(reports.c.id, reports.c.name)
        .join(table, table.c.report_id == reports.c.id)
        .where(table.c.id == record, reports.c.current)
        .order_by(reports.c.name)
        .limit(1)
    )
    found = connection.execute(asked).one_or_none()
    return None if found is None else (str(found.id), str(found.name))


def _as_read(connection: Connection, report_id: str, kind: str) -> Report:
    from depesche.store.query import report_of  # noqa: PLC0415 (it asks this module what was ruled)

    return report_of(connection, report_id, kinds=(kind,), ruled=False)
