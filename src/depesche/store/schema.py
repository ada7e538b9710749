"""The tables: one per kind of record, with the columns that are asked for and the rest as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeDecorator

from depesche.records import Actor, Figure, Position, Statement, Talk, Time
from depesche.store.codec import from_json

APPLICATION_ID = 0x44505343
"""Stands in the file's head, so that `file` and Depesche know a case when they see one: "DPSC"."""

SCHEMA = 5
"""The schema this version writes; stands in the file's head as `user_version` and names the newest migration."""

ESCAPE = "\ufdd0"
_ODD = re.compile(f"[\x00\ud800-\udfff{ESCAPE}]")
_ESCAPED = re.compile(f"{ESCAPE}([0-9a-f]{{4}})")


def escaped(words: str) -> str:
    """Write what no database takes as text (lone surrogates, NUL) as a free character of Unicode's and four digits."""
    return _ODD.sub(lambda found: f"{ESCAPE}{ord(found[0]):04x}", words)


def unescaped(words: str) -> str:
    """Take back what `escaped` did."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)


class Words(TypeDecorator[str]):
    """Any string that Python can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (SQLAlchemy's)
        """On the way in."""
        return None if value is None else escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """On the way out."""
        return None if value is None else unescaped(value)


def encoded(value: Any) -> str:
    """Write a value down as `Json` does; who has many may do so where it keeps nobody waiting."""
    return escaped(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


class Json(TypeDecorator[Any]):
    """JSON whose strings may be any that Python can hold."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002
        """On the way in."""
        return encoded(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """On the way out."""
        return None if value is None else from_json(unescaped(value))


metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("digest", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("language", Words),
    Column("unread", Words),
    Column("published", Words),
    Column("outlet", Words),
    Column("title", Words),
    Column("header", Json, nullable=False),
    Column("facts", Json, nullable=False),
    Column("blocks", Json, nullable=False),
    Column("counts", Json, nullable=False),
    Column("basis", Words, nullable=False),
    Column("content", Words, nullable=False),
    Column("reader", Words, nullable=False),
    Column("read_at", Words, nullable=False),
    Column("dated", Json),
    Column("own_talks", Json),
)
Index(
    "reports_current", reports.c.name, unique=True, sqlite_where=text("current = 1"), postgresql_where=text("current")
)
Index("reports_name", reports.c.name, reports.c.number)
Index("reports_digest", reports.c.digest)
Index("reports_published", reports.c.published)

sources = Table(
    "sources",
    metadata,
    Column("report_id", Words, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("bytes_digest", Words, nullable=False),
    Column("extractor", Words, nullable=False),
    Column("data", Json, nullable=False),
    Column("bytes", LargeBinary),
)

origins = Table(
    "origins",
    metadata,
    Column("origin", Words, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
    Column("stamp", Words, nullable=False),
)

# Versions of a source that were taken, by when they were issued; a source that comes in several is known by all of them.
captures = Table(
    "captures",
    metadata,
    Column("origin", Words, primary_key=True),
    Column("as_of", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("stamp", Words, nullable=False),
)
Index("captures_name", captures.c.name)

failures = Table(
    "failures",
    metadata,
    Column("origin", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("what", Words, nullable=False),
    Column("where", Words),
    Column("hint", Words),
    Column("bytes_digest", Words),
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("target", Words, nullable=False),
    Column("verdict", Words, nullable=False),
    Column("fields", Json, nullable=False),
    Column("who", Words, nullable=False),
    Column("when", Words, nullable=False),
    Column("anchor", Json, nullable=False),
)
Index("decisions_target", decisions.c.target)

# What stands of the decisions on records: the newest of each person that was not taken back. Made of `decisions` and nothing else.
rulings = Table(
    "rulings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("target", Words, nullable=False),
    Column("record", Words),
    Column("report", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("verdict", Words, nullable=False),
    Column("fields", Json, nullable=False),
    Column("when", Words, nullable=False),
    Column("final", Boolean, nullable=False),
    Column("carried", Boolean, nullable=False),
)
Index("rulings_target", rulings.c.target)
Index("rulings_report", rulings.c.report)
Index("rulings_record", rulings.c.record, rulings.c.who)
Index("rulings_who", rulings.c.who, rulings.c.number)

# What the entries of the full-text index `finding` are of: a report, where record is empty, or a statement of it. content: the digest of
# what was read, so that another reading is known. Entries of `finding` that have none here count for nothing.
findable = Table(
    "findable",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report_id", Words, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("record", Words, nullable=False),
    Column("content", Words, nullable=False),
)
Index("findable_report", findable.c.report_id)

# Long stems of the index, from the last letter to the first, so that those with one ending lie together.
endings = Table("endings", metadata, Column("word", Words, primary_key=True), sqlite_with_rowid=False)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its class, its table (named as the field of `Report`), and the fields that are columns."""

    record: type
    table: Table
    columns: tuple[str, ...]


def _kind(name: str, record: type, *columns: str, extra: tuple[Column[Any], ...] = (), index: str) -> Kind:
    table = Table(
        name,
        metadata,
        Column("report_id", Words, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        Column("place", Integer, primary_key=True),
        Column("id", Words, nullable=False),
        Column("start", Integer),
        Column("end", Integer),
        *(Column(one, Words) for one in columns),
        *extra,
        Column("confidence", Float, nullable=False),
        Column("rest", Json, nullable=False),
    )
    Index(f"{name}_id", table.c.id)
    Index(f"{name}_confidence", table.c.confidence, table.c.id)
    Index(f"{name}_{index}", table.c[index])
    return Kind(record, table, ("id", *columns, "confidence"))


KINDS = {
    "statements": _kind("statements", Statement, "actor", "mode", "act", index="actor"),
    "times": _kind("times", Time, "type", "value", extra=(Column("day", Words),), index="day"),
    "actors": _kind("actors", Actor, "name", "kind", "role", "acts_for", index="name"),
    "talks": _kind("talks", Talk, "name", "status", "date", index="date"),
    "positions": _kind("positions", Position, "actor", "act", "issue", "stance", index="actor"),
    "figures": _kind("figures", Figure, "unit", "actor", index="actor"),
}
"""The kinds of record that a reader gives, by the field of `Report` that holds them."""
