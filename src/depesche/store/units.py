"""Forgets what was found in units whose reports are gone or were read anew, so that it is found again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from depesche.store.related import cast, entries, unit_reports, units

_PAGE = 500


def forget(connection: Connection, report_ids: Sequence[str], kind: str | None = None) -> None:
    """Drop the units that have a say on some reports, and all that was found in them. kind: only units of this kind."""
    for at in range(0, len(report_ids), _PAGE):
        some = report_ids[at : at + _PAGE]
        for table in (unit_reports, cast):
            mine = units.c.number.in_(select(table.c.unit).where(table.c.report_id.in_(some)))
            connection.execute(delete(units).where(mine if kind is None else mine & (units.c.kind == kind)))


def leave_out(connection: Connection, report_ids: Sequence[str]) -> None:
    """Let the records of some reports meet no others any more, as when another report with the same text came before them."""
    for at in range(0, len(report_ids), _PAGE):
        some = entries.c.report_id.in_(report_ids[at : at + _PAGE])
        if met := list(connection.execute(select(entries.c.report_id).where(some).distinct()).scalars()):
            forget(connection, met)
            connection.execute(delete(entries).where(entries.c.report_id.in_(met)))
