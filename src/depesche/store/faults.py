"""What SQLite says when something is wrong, in words that a user can act on."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from depesche.errors import CaseError
from depesche.store.address import Address
from depesche.store.codec import DamagedError

DAMAGED = (
    "The case file is damaged.",
    "Take an older copy of it, or build the case anew from the reports; `depesche doctor` tells more.",
)
NOT_A_CASE = ("This file is no case of Depesche.", "Name another file; `depesche build CASE PATH` makes a case.")
EMPTY = ("This case is empty: nothing was ever built into it.", "depesche build CASE PATH fills it.")
NEWER = ("This case was made by a newer version of Depesche.", "Bring Depesche up to date; the case is left untouched.")
READ_ONLY = (
    "The case cannot be written: the file or its folder is read-only or another user's.",
    "Give yourself the right to write there, or copy the case to another folder.",
)
CANNOT_OPEN = (
    "The case or its journal cannot be opened.",
    "Check that the folder exists and that you may read and write there.",
)

_BY_CODE = {
    sqlite3.SQLITE_BUSY: ("Another process is writing to this case.", "Wait until it is done, then try again."),
    sqlite3.SQLITE_LOCKED: ("Another process is writing to this case.", "Wait until it is done, then try again."),
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_FULL: ("The disk is full.", "Make room and try again; what was read so far is kept."),
    sqlite3.SQLITE_IOERR: ("The disk fails to read or write the case.", "Check the disk, then try again."),
    sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: NOT_A_CASE,
}

UNREACHED = (
    "The PostgreSQL server of the case cannot be reached.",
    "Check host and port in the URL, and whether the server runs and lets this machine in.",
)
UNKNOWN = (
    "The PostgreSQL server does not let this user in.",
    "Check the user in the URL; the password belongs into PGPASSWORD or ~/.pgpass.",
)
NO_RIGHT = (
    "This user may not do that in the database of the case.",
    "Let its owner grant the rights; docs/team.md has the commands.",
)
FAILED = ("The PostgreSQL server could not do what was asked.", "Look into its log, then try again.")
_BY_STATE = {
    "08": UNREACHED,
    "57": UNREACHED,
    "28": UNKNOWN,
    "3D": (
        "There is no such database on this PostgreSQL server.",
        "createdb --encoding=UTF8 --template=template0 NAME makes one.",
    ),
    "42501": NO_RIGHT,
    "55P03": ("Another process is writing to this case.", "Wait until it is done, then try again."),
    "40": ("Another process is writing to this case.", "Wait until it is done, then try again."),
    "25006": (
        "The PostgreSQL server of the case takes nothing new: it only follows another.",
        "Name the server that is written to.",
    ),
    "53100": ("The disk of the PostgreSQL server is full.", "Make room and try again; what was read so far is kept."),
    "53": ("The PostgreSQL server has no room for another connection.", "Try again, or let it take more."),
    "XX": ("The PostgreSQL server finds its own files damaged.", "Restore a copy; docs/team.md says how."),
    "42P01": DAMAGED,
    "42703": DAMAGED,
}
_BY_WORDS = {
    "authentication failed": "28",
    "no password supplied": "28",
    "pg_hba.conf": "28",
    'role "': "28",
    'database "': "3D",
    "too many": "53",
}


def fault(kind: tuple[str, str], path: Path | Address) -> CaseError:
    """Make the error of one of the kinds above."""
    return CaseError(kind[0], where=str(path), hint=kind[1])


def translated(error: BaseException | None, path: Path | Address) -> CaseError:
    """The error a user is shown for one that SQLite raised; what has no code of its own is damage."""
    if type(error).__module__.startswith("psycopg"):
        return _of_server(error, path)
    code = getattr(error, "sqlite_errorcode", None)
    return fault(_BY_CODE.get(code & 0xFF, DAMAGED) if isinstance(code, int) else DAMAGED, path)


def _of_server(error: Any, path: Path | Address) -> CaseError:
    """The same of PostgreSQL's. What the server says is not shown: it may have words of reports in it."""
    state = str(getattr(error, "sqlstate", None) or "")
    if not state:  # there was no connection at all, and the reason is told in words alone
        words = str(error)
        state = next((state for piece, state in _BY_WORDS.items() if piece in words), "08")
    kind = next((_BY_STATE[state[:n]] for n in (5, 2) if state[:n] in _BY_STATE), FAILED)
    return fault(kind, path)


@contextmanager
def faults_of(path: Path | Address) -> Iterator[None]:
    """Turn what SQLite has to complain of, and content that has lost its form, into a `CaseError`."""
    try:
        yield
    except DBAPIError as error:
        raise translated(error.orig, path) from error
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except DamagedError as error:
        raise fault(DAMAGED, path) from error


@contextmanager
def damage_of(path: Path | Address) -> Iterator[None]:
    """Turn whatever goes wrong while a case is only read into a `CaseError`: its content must be damaged."""
    try:
        with faults_of(path):
            yield
    except (SQLAlchemyError, ValueError, TypeError, LookupError, AttributeError, zlib.error) as error:
        raise fault(DAMAGED, path) from error
