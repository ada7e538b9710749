"""SQLite files that other programs made: read as what strangers hand over, and never written.

Nothing in such a file runs: no view, trigger or function of it is reached, and what takes too long or is too much ends the reading.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from depesche.errors import UsageError

_MAGIC = b"SQLite format 3\x00"
_LARGEST = 2 << 30  # bytes of a file
_MOST = 5_000_000  # rows that are read of one file
_TABLES = 500  # that a file may have
_PATIENCE = 120.0  # seconds that one file may take
_STEPS = 20_000  # of SQLite's machine, between two looks at the clock
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 64 << 20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 200,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


class Foreign:
    """A foreign file: its tables, by name."""

    def __init__(self, path: Path, raw: sqlite3.Connection) -> None:
        self._path = path
        self._raw = raw
        self._left = _MOST
        self._room = 4 * path.stat().st_size  # a damaged file can have the same bytes in many rows
        found = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' LIMIT ?", (_TABLES + 1,)
        ).fetchall()
        if len(found) > _TABLES:
            raise UsageError(
                f"The file has more than {_TABLES} tables.", where=str(path), hint="Is it what --from says?"
            )
        self._tables = {
            str(name).casefold(): [str(one[0]) for one in raw.execute("SELECT name FROM pragma_table_info(?)", (name,))]
            for name, sql in found
            if str(sql).split(maxsplit=2)[1:2] != ["VIRTUAL"]
        }

    def require(self, table: str, columns: Sequence[str]) -> None:
        """See to it that there is a table with some columns; views, virtual tables and computed columns do not count.

        Raises:
            UsageError: if there is none.

        """
        known = self._tables.get(table.casefold())
        if known is None:
            raise UsageError(
                f"There is no table {table} in the file.", where=str(self._path), hint="Is it what --from says?"
            )
        missing = sorted({one.casefold() for one in columns} - {one.casefold() for one in known})
        if missing:
            raise UsageError(
                f"The table {table} has no column {missing[0]}.", where=str(self._path), hint="Is it what --from says?"
            )

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The rows of a table, by the first of the columns.

        Raises:
            UsageError: if there is no such table, the file is damaged, or it takes too long.

        """
        self.require(table, columns)
        wanted = ", ".join(f'"{one}"' for one in columns)
        with _faults(self._path):
            for row in self._raw.execute(f'SELECT {wanted} FROM "{table}" ORDER BY 1'):  # noqa: S608 (our own names)
                self._left -= 1
                self._room -= sum(len(value) for value in row if isinstance(value, (str, bytes)))
                if min(self._left, self._room) < 0:
                    raise UsageError("The file has more in it than there can be.", where=str(self._path))
                yield row


@contextmanager
def opened(path: Path, *, patience: float = _PATIENCE) -> Iterator[Foreign]:
    """Open a foreign file for reading alone.

    Args:
        path: the file.
        patience: seconds that reading it may take.

    Raises:
        UsageError: if there is none, it is no SQLite file, too large, or damaged.

    """
    _look(path)
    until = time.monotonic() + patience
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with _faults(path), closing(sqlite3.connect(address, uri=True, isolation_level=None)) as raw:
        for limit, value in _LIMITS.items():
            raw.setlimit(limit, value)
        raw.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
        raw.text_factory = lambda data: data.decode("utf-8", "replace")
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON", "mmap_size = 0"):
            raw.execute(f"PRAGMA {pragma}")
        found = Foreign(path, raw)
        raw.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY)
        yield found


def _look(path: Path) -> None:
    """See to it that it is a file, and one of SQLite's; a pipe would keep us waiting for ever."""
    try:
        if not path.is_file():
            raise UsageError("There is no such file.", where=str(path))
        if path.stat().st_size > _LARGEST:
            raise UsageError(f"The file is larger than {_LARGEST >> 30} GiB.", where=str(path))
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
    except (OSError, ValueError) as error:
        raise UsageError(f"The file cannot be read: {error}", where=str(path)) from error
    if begins != _MAGIC:
        raise UsageError("The file is no SQLite database.", where=str(path), hint="Is it what --from says?")


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise UsageError("The file takes too long to read.", where=str(path)) from error
        raise UsageError(f"The file cannot be read: {error}", where=str(path)) from error
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:  # the last where SQLite names what is damaged
        raise UsageError(f"The file is damaged: {error}", where=str(path)) from error
