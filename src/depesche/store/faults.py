"""What SQLite says when something is wrong, in words that a user can act on."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from depesche.errors import CaseError
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


def fault(kind: tuple[str, str], path: Path) -> CaseError:
    """Make the error of one of the kinds above."""
    return CaseError(kind[0], where=str(path), hint=kind[1])


def translated(error: BaseException | None, path: Path) -> CaseError:
    """The error a user is shown for one that SQLite raised; what has no code of its own is damage."""
    code = getattr(error, "sqlite_errorcode", None)
    return fault(_BY_CODE.get(code & 0xFF, DAMAGED) if isinstance(code, int) else DAMAGED, path)


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
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
def damage_of(path: Path) -> Iterator[None]:
    """Turn whatever goes wrong while a case is only read into a `CaseError`: its content must be damaged."""
    try:
        with faults_of(path):
            yield
    except (SQLAlchemyError, ValueError, TypeError, LookupError, AttributeError, zlib.error) as error:
        raise fault(DAMAGED, path) from error
