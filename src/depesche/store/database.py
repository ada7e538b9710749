"""Opens the case file: creates it, knows it, brings it up to date, sets how SQLite treats it."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import stat
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import OperationalError

from depesche.errors import CaseError
from depesche.store.address import Address
from depesche.store.faults import CANNOT_OPEN, DAMAGED, EMPTY, NEWER, NOT_A_CASE, READ_ONLY, damage_of, fault
from depesche.store.schema import APPLICATION_ID, SCHEMA

MIGRATIONS = Path(__file__).parent / "migrations"
_log = logging.getLogger("depesche.store")
_AGAIN = 0.003  # seconds until the right to write is asked for again
WRITE = {"depesche_write": True}
"""Execution option of a connection whose transactions are going to write."""

CHECK_UP_TO = 64 * 2**20
"""Bytes up to which a file is checked as a whole when it is opened; a larger one would keep every command waiting."""


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite has the mended write-ahead log; older ones can corrupt a case that two processes have open.

    >>> wal_is_safe((3, 40, 1)), wal_is_safe((3, 44, 6)), wal_is_safe((3, 51, 3))
    (False, True, True)
    """
    backported = {(3, 44): 6, (3, 50): 7}.get(version[:2])
    return version >= (3, 51, 3) or (backported is not None and version[2] >= backported)


def journal_mode() -> str:
    """The journal mode that cases are opened in with this SQLite."""
    return "WAL" if wal_is_safe(sqlite3.sqlite_version_info) else "TRUNCATE"


def connect(path: Path | Address, *, create: bool, patience: float) -> Engine:
    """Open a case, make it if asked to, and bring an older schema up to date.

    Args:
        path: the file, or where it is on a server.
        create: whether a missing file is made.
        patience: how many seconds to wait for another process that is writing.

    Raises:
        CaseError: if there is no case, or it cannot be used.

    """
    if isinstance(path, Address):
        from depesche.store import postgres  # noqa: PLC0415 (a case in a file has no need of it)

        return postgres.connect(path, create=create, patience=patience)
    _make_sure(path, create=create)
    engine = create_engine("sqlite://", creator=partial(_open, path), poolclass=QueuePool)
    event.listen(engine, "connect", lambda raw, _: _set_up(raw, patience))
    event.listen(engine, "begin", partial(_begin, patience=patience))
    try:
        with damage_of(path):
            _admit(engine, path, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def disconnect(engine: Engine) -> None:
    """Let go of a case, and leave one file behind: in the modes we use SQLite keeps a journal or a log beside it."""
    if engine.dialect.name == "sqlite":
        with suppress(sqlite3.Error), closing(engine.raw_connection()) as raw:
            cursor = raw.cursor()
            for pragma in ("busy_timeout = 0", "journal_mode = DELETE"):  # refused while another process has it open
                cursor.execute(f"PRAGMA {pragma}")
    engine.dispose()


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the schema of an open case up to a migration, within the connection's transaction."""
    from alembic import command  # noqa: PLC0415 (half a second that only a new or old case costs)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _make_sure(path: Path, *, create: bool) -> None:
    """See to it that there is a file to open."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        if not create:
            raise CaseError(
                "There is no case here.", where=str(path), hint="depesche build CASE PATH makes one."
            ) from None
        _make(path)
        return
    except (OSError, ValueError) as error:
        raise _hindered(path, error, CANNOT_OPEN) from error
    if stat.S_ISDIR(mode):
        raise CaseError("A case is a file, and this is a folder.", where=str(path), hint="Name a file in it.")
    if not stat.S_ISREG(mode):  # a pipe would keep us waiting for ever
        raise fault(NOT_A_CASE, path)


def _make(path: Path) -> None:
    """Make an empty file by hand, because SQLite would let others read it."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CaseError("The folder of the case does not exist.", where=str(path), hint="Make it first.") from error
    except (OSError, ValueError) as error:
        raise _hindered(path, error, READ_ONLY) from error


def _hindered(path: Path, error: OSError | ValueError, rights: tuple[str, str]) -> CaseError:
    if isinstance(error, OSError) and error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return fault(rights, path)
    return CaseError(f"The case cannot be opened: {error}.", where=str(path), hint="Check how the path is written.")


def _open(path: Path) -> sqlite3.Connection:
    """Open a file that is there: one that was taken away meanwhile must not be made anew, empty and open to all."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, check_same_thread=False)


def _set_up(raw: Any, patience: float) -> None:
    raw.isolation_level = None  # SQLAlchemy's "begin" event begins transactions, so that they may be IMMEDIATE
    for pragma in (
        f"busy_timeout = {int(patience * 1000)}",
        "trusted_schema = OFF",  # a case may come from a stranger
        "cell_size_check = ON",
        "foreign_keys = ON",
        "cache_size = -65536",  # in KiB: what relating writes lies all over a large file
    ):
        raw.execute(f"PRAGMA {pragma}")
    try:
        raw.execute(f"PRAGMA journal_mode = {journal_mode()}")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:  # what cannot be written needs no journal
            raise


def _begin(connection: Connection, patience: float) -> None:
    """Take the right to write at once: asked for half-way, it could be refused without waiting."""
    if not connection.get_execution_options().get("depesche_write"):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite looks again after a tenth of a second, and somebody who writes one report after the other would always be first. So it is
    # asked far more often, and whoever writes much leaves gaps (`Case.put`).
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        _begin_writing(connection, time.monotonic() + patience)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(patience * 1000)}")


def _begin_writing(connection: Connection, until: float) -> None:
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
            if code != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_AGAIN)
        else:
            return


def _head(connection: Connection) -> tuple[int, int, int]:
    def one(sql: str) -> int:
        return int(connection.execute(text(sql)).scalar_one())

    return (
        one("PRAGMA application_id"),
        one("PRAGMA user_version"),
        one("SELECT count(*) FROM sqlite_master"),
    )


def _admit(engine: Engine, path: Path, *, create: bool) -> None:
    """Let in a case of this schema or an older one, make one of an empty file, refuse everything else."""
    with engine.connect() as connection:
        application, version, tables = _head(connection)
        empty = (application, version, tables) == (0, 0, 0)
        if empty and not create:
            raise fault(EMPTY, path)
        if not empty and application != APPLICATION_ID:
            raise fault(NOT_A_CASE, path)
        if version > SCHEMA:
            raise fault(NEWER, path)
        if path.stat().st_size <= CHECK_UP_TO and not sound(connection):
            raise fault(DAMAGED, path)
    if version < SCHEMA:
        with engine.connect().execution_options(**WRITE) as connection, connection.begin():
            kept = _bring_up(connection, path)
        if kept is not None:
            _log.warning(
                "%s was of an older version and has been brought up to date; as it was it lies in %s.", path, kept
            )


def _bring_up(connection: Connection, path: Path) -> Path | None:
    """Make or renew the tables; another process may have done so while this one waited. Return the copy of what was there."""
    version = _head(connection)[1]
    if version == SCHEMA:
        return None
    kept = back_up(path, version) if version else None
    migrate(connection)
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
    connection.execute(text(f"PRAGMA user_version = {SCHEMA}"))
    return kept


def back_up(path: Path, version: int) -> Path:
    """Keep a case as it is beside itself, before its tables are renewed; a copy that is there already stays. version: of its schema.

    Raises:
        CaseError: if the copy cannot be made; the case is left alone then.

    """
    kept = path.with_name(f"{path.name}.schema{version}.bak")
    if kept.exists():
        return kept
    part = kept.with_name(f".{kept.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(_open(path)) as source, closing(_open(part)) as target:
            source.backup(target)
        part.replace(kept)
    except (OSError, sqlite3.Error) as error:
        raise CaseError(
            f"The case is of an older version, and no copy of it could be kept: {error}.",
            where=str(kept),
            hint="Make room there, or the right to write; the case was left as it is.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()
    return kept


def sound(connection: Connection) -> bool:
    """Whether the database finds its own structures in order."""
    if connection.dialect.name == "postgresql":
        from depesche.store import postgres  # noqa: PLC0415 (a case in a file has no need of it)

        return postgres.sound(connection)
    return bool(connection.execute(text("PRAGMA quick_check(1)")).scalar_one() == "ok")
