"""What the store is built on, for those who look for what is wrong."""

from __future__ import annotations

import sqlite3

from depesche.store.database import journal_mode
from depesche.store.schema import SCHEMA


def engine() -> tuple[str, str]:
    """The version of SQLite, and the journal mode that cases are opened in with it.

    >>> engine()[1] in {"WAL", "TRUNCATE"}
    True
    """
    return sqlite3.sqlite_version, journal_mode()


def schema() -> int:
    """The number of the schema that every case has once it is opened: an older one is brought up to it."""
    return SCHEMA
