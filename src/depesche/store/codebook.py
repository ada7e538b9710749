"""What a case knows of its issues: the names that positions have for them, and what people ruled on the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from depesche.records import Decision
from depesche.store import review
from depesche.store.dialects import json_whole
from depesche.store.schema import KINDS, decisions, reports

VERDICT = "codebook"


def issue_names(connection: Connection) -> dict[tuple[str, str], int]:
    """The distinct `(issue, issue_text)` of all positions, with how many have them; doubles of a report do not count."""
    table = KINDS["positions"].table
    text = json_whole(table.c.rest, "issue_text")
    first = select(func.min(reports.c.name)).where(reports.c.current).group_by(reports.c.digest)
    query = (
        select(table.c.issue, text, func.count())
        .join(reports, reports.c.id == table.c.report_id)
        .where(reports.c.current, reports.c.name.in_(first))
        .group_by(table.c.issue, text)
        .order_by(table.c.issue, text)
    )
    return {(issue, told[0] or ""): count for issue, told, count in connection.execute(query)}


def rule(connection: Connection, issue: str, fields: Mapping[str, Any], who: str) -> None:
    """Write down an edit of the codebook. issue: the id of the entry; fields: of the ruling."""
    when = datetime.now(UTC).isoformat(timespec="seconds")
    review.append(connection, Decision(f"issue:{issue}", VERDICT, dict(fields), who, when))


def rulings(connection: Connection) -> list[tuple[dict[str, Any], str]]:
    """All edits of the codebook with who made them, oldest first."""
    query = (
        select(decisions.c.fields, decisions.c.who).where(decisions.c.verdict == VERDICT).order_by(decisions.c.number)
    )
    return [(row.fields, row.who) for row in connection.execute(query)]
