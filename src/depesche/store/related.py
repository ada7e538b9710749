"""The tables behind relations: what is known of each report for comparing, and what comparing found."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, Table

from depesche.relations import CaseActor, Dating, Discrepancy, Held, Issue, Lineage, Meeting, Shift, Silence, Utterance
from depesche.store.schema import Json, Words, metadata

# What comparing must know of a report before it is opened, one row per version; the blobs are arrays of numbers (relate.sketch).
sketches = Table(
    "sketches",
    metadata,
    Column("report_id", Words, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Words, nullable=False),
    Column("keys", LargeBinary, nullable=False),
    Column("weights", LargeBinary, nullable=False),
    Column("bands", LargeBinary, nullable=False),
    Column("passages", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("actors", Json, nullable=False),
)

# A record in the small form in which it is compared with those of other reports, once for each block: those that share one may be one.
# space: `actor`, `held` or `talk`; place: any order within the report. data: what relate made of it.
entries = Table(
    "entries",
    metadata,
    Column("space", Words, primary_key=True),
    Column("block", Words, primary_key=True),
    Column("report_id", Words, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("data", Json, nullable=False),
    sqlite_with_rowid=False,
)
Index("entries_report", entries.c.report_id, entries.c.space)

# What was compared at once: a story, a name, a calendar's entry. The id is a digest of all that went in, so that it need not be done again;
# what hangs on it does so by its number, which is short and grows, so that rows of one unit are neighbours in the file.
units = Table(
    "units",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False),
)
Index("units_kind", units.c.kind)


def _unit() -> Column[int]:
    return Column("unit", Integer, ForeignKey("units.number", ondelete="CASCADE"), primary_key=True)


# The reports that a unit had a say on: another unit of its kind on one of them takes its place, and one that is gone takes it along.
unit_reports = Table(
    "unit_reports",
    metadata,
    _unit(),
    Column("report_id", Words, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
Index("unit_reports_report", unit_reports.c.report_id)

relations = Table(
    "relations",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("unit", Integer, ForeignKey("units.number", ondelete="CASCADE"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("id", Words, nullable=False),
    Column("actor", Words),
    Column("day", Words),
    Column("status", Words),
    Column("confidence", Float, nullable=False),
    Column("data", Json, nullable=False),
)
Index("relations_unit", relations.c.unit)
Index("relations_kind", relations.c.kind, relations.c.day)
Index("relations_actor", relations.c.kind, relations.c.actor)
Index("relations_id", relations.c.id)

# Into which reports a relation points; of actors the cast tells it.
relation_reports = Table(
    "relation_reports",
    metadata,
    Column("relation", Integer, ForeignKey("relations.number", ondelete="CASCADE"), primary_key=True),
    Column("name", Words, primary_key=True),
    sqlite_with_rowid=False,
)
Index("relation_reports_name", relation_reports.c.name)

# Under which name the case knows an actor of a report. Two units may each have a record of one name, as that of a ship and its owner.
cast = Table(
    "cast",
    metadata,
    _unit(),
    Column("report_id", Words, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Words, primary_key=True),
    Column("called", Words, nullable=False),
    sqlite_with_rowid=False,
)
Index("cast_report", cast.c.report_id, cast.c.name)

RELATIONS: dict[str, type[Any]] = {
    "datings": Dating,
    "cast": CaseActor,
    "utterances": Utterance,
    "lineage": Lineage,
    "meetings": Meeting,
    "discrepancies": Discrepancy,
    "silences": Silence,
    "shifts": Shift,
    "issues": Issue,
    "held": Held,
}
"""The kinds of relation, by the name under which the case gives them."""
