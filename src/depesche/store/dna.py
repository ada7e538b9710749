"""Files of the Discourse Network Analyzer, version 3: their tables, how offsets count there, and how they are written."""

from __future__ import annotations

import base64
import hashlib
import shutil
import sqlite3
import tempfile
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any

from depesche.store.coded import carried

LONGEST = 190
"""Characters that a label holds at most."""
PASSWORD = "depesche"  # noqa: S105 (no secret: the program wants one, and the docs tell it)
"""What the program asks for when the file is opened."""
_PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
    "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "ViewOthersDocuments",
    "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip
_ID = "ID INTEGER NOT NULL PRIMARY KEY"
_COLOUR = tuple(f"{one} INTEGER NOT NULL DEFAULT 0" for one in ("Red", "Green", "Blue"))


def _to(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _data(value: str, *more: str) -> tuple[str, ...]:
    """A table with a value for each statement and variable."""
    keys = (_to("StatementId", "STATEMENTS"), _to("VariableId", "VARIABLES"), "UNIQUE (StatementId, VariableId)")
    return _ID, "StatementId INTEGER NOT NULL", "VariableId INTEGER NOT NULL", value, *keys, *more


TABLES: Mapping[str, tuple[str, ...]] = {
    "SETTINGS": ("Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"),
    "CODERS": (
        _ID, "Name TEXT NOT NULL", *_COLOUR, "Refresh INTEGER NOT NULL DEFAULT 0", "FontSize INTEGER NOT NULL DEFAULT 14",
        "Password TEXT NOT NULL", "PopupWidth INTEGER DEFAULT 300", "ColorByCoder INTEGER NOT NULL DEFAULT 0",
        "PopupDecoration INTEGER NOT NULL DEFAULT 0", "PopupAutoComplete INTEGER NOT NULL DEFAULT 1",
        *(f"Permission{one} INTEGER NOT NULL DEFAULT 1" for one in _PERMISSIONS),
    ),
    "DOCUMENTS": (
        _ID, "Title TEXT NOT NULL", "Text TEXT NOT NULL", "Coder INTEGER",
        *(f"{one} TEXT NOT NULL DEFAULT ''" for one in ("Author", "Source", "Section", "Notes", "Type")),
        "Date INTEGER NOT NULL", _to("Coder", "CODERS"),
    ),
    "STATEMENTTYPES": (_ID, "Label TEXT NOT NULL", *_COLOUR),
    "VARIABLES": (
        _ID, "Variable TEXT NOT NULL", "DataType TEXT NOT NULL DEFAULT 'short text'", "StatementTypeId INTEGER",
        _to("StatementTypeId", "STATEMENTTYPES"), "UNIQUE (Variable, StatementTypeId)",
    ),
    "VARIABLELINKS": (
        _ID, "SourceVariableId INTEGER", "TargetVariableId INTEGER", _to("SourceVariableId", "VARIABLES"),
        _to("TargetVariableId", "VARIABLES"),
    ),
    "REGEXES": ("Label TEXT PRIMARY KEY", *_COLOUR),
    "CODERRELATIONS": (
        _ID, "Coder INTEGER", "OtherCoder INTEGER",
        *(f"{one} INTEGER NOT NULL DEFAULT 1" for one in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")),
        _to("Coder", "CODERS"), _to("OtherCoder", "CODERS"),
    ),
    "STATEMENTS": (
        _ID, "StatementTypeId INTEGER", "DocumentId INTEGER", "Start INTEGER NOT NULL CHECK (0 <= Start)",
        "Stop INTEGER NOT NULL CHECK (Start < Stop)", "Coder INTEGER", _to("StatementTypeId", "STATEMENTTYPES"),
        _to("Coder", "CODERS"), _to("DocumentId", "DOCUMENTS"),
    ),
    "DATABOOLEAN": _data("Value INTEGER NOT NULL DEFAULT 1"),
    "DATAINTEGER": _data("Value INTEGER NOT NULL DEFAULT 0"),
    "ENTITIES": (
        _ID, "VariableId INTEGER NOT NULL", "Value TEXT NOT NULL DEFAULT ''", "Red INTEGER", "Green INTEGER",
        "Blue INTEGER", "ChildOf INTEGER", "UNIQUE (VariableId, Value)", _to("ChildOf", "ENTITIES"),
        _to("VariableId", "VARIABLES"),
    ),
    "DATASHORTTEXT": _data("Entity INTEGER NOT NULL", _to("Entity", "ENTITIES")),
    "DATALONGTEXT": _data("Value TEXT DEFAULT ''"),
    "ATTRIBUTEVARIABLES": (
        _ID, "VariableId INTEGER NOT NULL", "AttributeVariable TEXT NOT NULL", "UNIQUE (VariableId, AttributeVariable)",
        _to("VariableId", "VARIABLES"),
    ),
    "ATTRIBUTEVALUES": (
        _ID, "EntityId INTEGER NOT NULL", "AttributeVariableId INTEGER NOT NULL",
        "AttributeValue TEXT NOT NULL DEFAULT ''", "UNIQUE (EntityId, AttributeVariableId)", _to("EntityId", "ENTITIES"),
        _to("AttributeVariableId", "ATTRIBUTEVARIABLES"),
    ),
}  # fmt: skip
"""The tables of a file and their columns."""


class Units:
    """Offsets in a text: in code points, as we count, and in UTF-16 units, as Java does.

    >>> units = Units("😀 Genf")
    >>> units.of(2), units.back(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self._wide = [place for place, letter in enumerate(text) if ord(letter) > 0xFFFF]
        self._wide_units = [place + number for number, place in enumerate(self._wide)]

    def of(self, place: int) -> int:
        """A place in code points, in units."""
        return place + bisect_left(self._wide, place)

    def back(self, unit: int) -> int:
        """A place in units, in code points; one amid a letter is its beginning."""
        before = bisect_left(self._wide_units, unit)
        amid = before and unit == self._wide_units[before - 1] + 1
        return unit - before if not amid else self._wide[before - 1]


class Filling:
    """A file that is being written."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def add(self, table: str, **values: Any) -> int:
        """Put a row into a table; gives its number."""
        columns, marks = ", ".join(values), ", ".join("?" * len(values))
        words = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 (our own names)
        return self._raw.execute(words, tuple(values.values())).lastrowid or 0


@contextmanager
def writing(out: IO[bytes]) -> Iterator[Filling]:
    """Write a file with all its tables, made aside, so that it goes to a pipe too; the same rows make the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.dna"
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            for pragma in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF"):
                raw.execute(f"PRAGMA {pragma}")
            raw.execute("BEGIN")
            for name, columns in TABLES.items():
                raw.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
            yield Filling(raw)
            raw.execute("COMMIT")
        with path.open("rb") as made:
            shutil.copyfileobj(made, out)


def label(words: str) -> str:
    r"""Words in one line, no longer than a label may be.

    >>> label("Wir zahlen\nnicht")
    'Wir zahlen nicht'
    """
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


@cache
def password_hash(password: str = PASSWORD) -> str:
    """A password as the program keeps it: SHA-256 of salt and word, a hundred thousand times over, behind the salt.

    The salt is always the same, so that the file is; the password is no secret.
    """
    salt = hashlib.sha256(b"depesche").digest()[:16]
    found = salt + password.encode()
    for _ in range(100_000):
        found = hashlib.sha256(found).digest()
    return base64.b64encode(salt + found).decode("ascii")


VARIABLES: Mapping[str, Sequence[tuple[str, str]]] = {
    "DNA Statement": (
        ("person", "short text"),
        ("organization", "short text"),
        ("concept", "short text"),
        ("agreement", "boolean"),
        ("act", "short text"),
        ("addressee", "short text"),
        ("acts for", "short text"),
        ("issue text", "long text"),
        ("condition", "long text"),
        ("depesche", "long text"),
    ),
    "Depesche statement": (
        ("actor", "short text"),
        ("mode", "short text"),
        ("act", "short text"),
        ("content", "long text"),
        ("cue", "long text"),
        ("source", "long text"),
        ("addressee", "long text"),
        ("occasion", "long text"),
        ("via", "long text"),
        ("depesche", "long text"),
    ),
    "Depesche neutral position": (
        ("person", "short text"),
        ("organization", "short text"),
        ("concept", "short text"),
        ("act", "short text"),
        ("addressee", "short text"),
        ("acts for", "short text"),
        ("issue text", "long text"),
        ("condition", "long text"),
        ("depesche", "long text"),
    ),
}
"""The types of statement that our files have, with their variables."""
KIND_OF: Mapping[str, str] = {
    "DNA Statement": "positions",
    "Depesche neutral position": "positions",
    "Depesche statement": "statements",
}
"""The kind of record that a type of statement stands for."""
PERSONS = frozenset({"person", "office"})
"""The kinds of actor that stand as a person; all others are organizations."""


def shown(type_: str, fields: Mapping[str, Any], words: Mapping[str, str], *, person: bool) -> dict[str, Any]:
    """What the variables of a statement show of a record.

    Args:
        type_: the type of statement.
        fields: of the record.
        words: of its stretches of text, by role.
        person: whether its actor is a person.

    """
    actor, acts_for = fields.get("actor") or "", fields.get("acts_for") or ""
    values: dict[str, Any] = {
        "act": fields.get("act"),
        "addressee": words.get("addressee") or fields.get("addressee"),
        **{role: words.get(role) for role in ("content", "cue", "source", "occasion", "via", "condition")},
        "actor": actor,
        "mode": fields.get("mode"),
        "person": actor if person else "",
        "organization": acts_for if person else actor,
        "acts for": "" if person else acts_for,
        "concept": fields.get("issue"),
        "issue text": fields.get("issue_text"),
        "agreement": int(fields.get("stance") != "contra"),
    }
    return {name: _held(values[name], sort) for name, sort in VARIABLES[type_] if name != "depesche"}


def _held(value: Any, sort: str) -> Any:
    """A value as a variable of a sort holds it."""
    if sort == "boolean":
        return value
    words = carried(str(value or ""))
    return label(words) if sort == "short text" else words
