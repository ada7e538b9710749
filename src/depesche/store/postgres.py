"""Opens a case on a PostgreSQL server: makes its schema, knows it, brings it up to date, and lets one process write at a time."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

from sqlalchemy import BinaryExpression, Connection, Engine, QueuePool, UnaryExpression, create_engine, event, text
from sqlalchemy.dialects.postgresql.psycopg import PGCompiler_psycopg
from sqlalchemy.sql import operators

from depesche.errors import CaseError
from depesche.extras import extra
from depesche.store.address import Address
from depesche.store.faults import EMPTY, NEWER, NO_RIGHT, NOT_A_CASE, damage_of, fault
from depesche.store.schema import SCHEMA

OLDEST = 150_000
"""The oldest server that is known to do, as it tells its version."""


class Compiler(PGCompiler_psycopg):
    """PostgreSQL's SQL, with the habits of SQLite's that our questions count on."""

    def visit_like_op_binary(self, binary: BinaryExpression[Any], operator: Any, **how: Any) -> str:
        """Plain letters of either case are the same to SQLite's LIKE."""
        return str(self.visit_ilike_op_binary(binary, operator, **how))  # type: ignore[no-untyped-call]

    def order_by_clause(self, select: Any, **how: Any) -> str:
        """What is missing comes first, and last where the order is turned round."""
        pieces = [f"{self.process(one, **how)}{_missing(one)}" for one in select._order_by_clauses]  # noqa: SLF001 (the dialect's part)
        return f" ORDER BY {', '.join(pieces)}" if pieces else ""


def _missing(one: Any) -> str:
    turned = isinstance(one, UnaryExpression) and one.modifier is operators.desc_op
    inner = one.element if isinstance(one, UnaryExpression) else one
    if not getattr(inner, "nullable", True):  # nothing to say, and an index fits
        return ""
    return " NULLS LAST" if turned else " NULLS FIRST"


def connect(place: Address, *, create: bool, patience: float) -> Engine:
    """Open a case on a server, make it if asked to, and bring an older schema up to date.

    Args:
        place: where it is.
        create: whether a missing case is made.
        patience: how many seconds to wait for another process that is writing.

    Raises:
        CaseError: if there is no case, or the server cannot be reached or refuses.
        SetupError: if the driver is not installed.

    """
    driver = extra("psycopg", "postgres", "Cases on PostgreSQL")
    engine = create_engine("postgresql+psycopg://", creator=partial(_open, driver, place), poolclass=QueuePool)
    engine.dialect.statement_compiler = Compiler
    event.listen(engine, "begin", partial(_begin, schema=place.schema, patience=patience))
    try:
        with damage_of(place):
            _admit(engine, place, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _open(driver: Any, place: Address) -> Any:
    """A connection that sees the schema of the case and no other, and in which whatever is read together is of one moment."""
    raw = driver.connect(
        **{"connect_timeout": "10", "application_name": "depesche", **place.connecting}, autocommit=True
    )
    try:
        raw.execute("SELECT set_config('search_path', %s, false)", [f'"{place.schema}"'])
        raw.execute("SET default_transaction_isolation TO 'repeatable read'")
        raw.execute("SET client_encoding TO 'UTF8'")
        raw.execute("SET jit TO off")  # it takes longer than any of our questions
        raw.autocommit = False
    except BaseException:
        with suppress(Exception):
            raw.close()
        raise
    return raw


def _begin(connection: Connection, schema: str, patience: float) -> None:
    """Take the right to write at once, in turn; what is written next sees all that was written before."""
    if not connection.get_execution_options().get("depesche_write"):
        return
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout TO {max(1, int(patience * 1000))}")
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended(%(of)s, 0))", {"of": schema})


def _admit(engine: Engine, place: Address, *, create: bool) -> None:
    """Let in a case of this schema or an older one, make one where there is none, refuse everything else."""
    with engine.connect() as connection:
        _check_server(connection, place)
        version = _version(connection, place)
    if version is None and not create:
        raise CaseError("There is no case here.", where=str(place), hint="depesche build CASE PATH makes one.")
    if version == 0 and not create:
        raise fault(EMPTY, place)
    if version is None or version < SCHEMA:
        with engine.connect().execution_options(depesche_write=True) as connection, connection.begin():
            _bring_up(connection, place)


def _check_server(connection: Connection, place: Address) -> None:
    asked = "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
    number, encoding = connection.exec_driver_sql(asked).one()
    if number < OLDEST:
        hint = "Depesche needs PostgreSQL 15 or a later one."
        raise CaseError("This PostgreSQL server is too old.", where=str(place), hint=hint)
    if encoding != "UTF8":
        hint = "Make one with: createdb --encoding=UTF8 --template=template0 NAME"
        raise CaseError("This database cannot hold every character.", where=str(place), hint=hint)


def _version(connection: Connection, place: Address) -> int | None:
    """The schema that a case has: None where there is none at all, 0 of one that is empty.

    Raises:
        CaseError: if what is there is no case, or one of a newer Depesche.

    """
    of = {"of": place.schema}
    asked = "SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = :of"
    may = connection.execute(text(asked), of).scalar()
    if may is None:
        return None
    if not may:  # its tables would seem not to be there
        raise fault(NO_RIGHT, place)
    asked = "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = :of"
    tables = set(connection.execute(text(asked), of).scalars())
    if not tables:
        return 0
    if "depesche" not in tables:
        raise fault(NOT_A_CASE, place)
    version = int(connection.exec_driver_sql("SELECT version FROM depesche").scalar_one())
    if version > SCHEMA:
        raise fault(NEWER, place)
    return version


def _bring_up(connection: Connection, place: Address) -> None:
    """Make or renew the tables; another process may have done so while this one waited."""
    from depesche.store.database import migrate  # noqa: PLC0415 (it opens cases of either kind)

    version = _version(connection, place)
    if version == SCHEMA:
        return
    if version is None:
        connection.exec_driver_sql(f'CREATE SCHEMA "{place.schema}"')
    if not version:
        connection.exec_driver_sql("CREATE TABLE depesche (version integer NOT NULL)")
        connection.exec_driver_sql("INSERT INTO depesche VALUES (0)")
    migrate(connection)
    _order_as_sqlite(connection)
    connection.exec_driver_sql(f"UPDATE depesche SET version = {SCHEMA}")  # noqa: S608 (a number of ours)


def _order_as_sqlite(connection: Connection) -> None:
    """Let words be compared by their code points, whatever the language of the database is: exports must not depend on it."""
    asked = """
        SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND a.atttypid = 'text'::regtype AND a.attcollation <> 'pg_catalog."C"'::regcollation ORDER BY 1, 2"""
    columns: dict[str, list[str]] = {}
    for table, column in connection.exec_driver_sql(asked).all():
        columns.setdefault(table, []).append(column)
    for table, names in columns.items():
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in names)
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {changes}')


def sound(connection: Connection) -> bool:
    """Whether every row of every table can be read; the server has checksums of its own where it was set up so."""
    asked = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
    for name in list(connection.exec_driver_sql(asked).scalars()):
        connection.exec_driver_sql(f'SELECT sum(length(t::text)) FROM "{name}" t').scalar_one()  # noqa: S608 (the server's own names)
    return True
