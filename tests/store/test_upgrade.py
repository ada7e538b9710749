"""A case of an older version is brought up to date after a copy of it was kept, whatever happens in between."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from tests.store.conftest import a_read_report, dump

from depesche.cli.app import main
from depesche.errors import CaseError
from depesche.store import database, schema
from depesche.store.case import Case

OLDER = range(3, schema.SCHEMA)


def downgraded(path: Path, to: int) -> Path:
    """A case with a report, as the schema of a number had it."""
    with Case.open(path, create=True) as case:
        case.put(a_read_report(), reader="1")
        case.state("a.txt", "outlet", "Bote", "me")
        with case._engine.connect().execution_options(**database.WRITE) as connection, connection.begin():
            config = Config()
            config.set_main_option("script_location", str(database.MIGRATIONS))
            config.attributes["connection"] = connection
            command.downgrade(config, f"{to:04}")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {to}")
    return path


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


@pytest.mark.parametrize("number", OLDER)
def test_a_copy_is_kept_before_the_tables_are_renewed(tmp_path, number):
    """It is the case as it was; the renewed one holds the same."""
    path = downgraded(tmp_path / "x.depesche", number)
    with Case.open(path) as case:
        held = dump(case)
        assert case.sound()
    kept = tmp_path / f"x.depesche.schema{number}.bak"

    assert (version(path), version(kept)) == (schema.SCHEMA, number)
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.replace(path)  # and it can be taken back
    with Case.open(path) as case:
        assert dump(case) == held
    assert sorted(one.name for one in tmp_path.iterdir()) == ["x.depesche", f"x.depesche.schema{number}.bak"]


def test_the_user_is_told_of_the_copy(tmp_path, capsys):
    """Once, on standard error, with where it lies."""
    path = downgraded(tmp_path / "x.depesche", OLDER[0])
    codes = [main(["show", str(path), "reports", "--text"]) for _ in range(2)]

    assert codes == [0, 0]
    assert capsys.readouterr().err.splitlines() == [
        f"{path} was of an older version and has been brought up to date; as it was it lies in {path}.schema{OLDER[0]}.bak."
    ]


def test_a_case_of_this_version_is_not_copied(tmp_path):
    """Only an older one is."""
    Case.open(tmp_path / "x.depesche", create=True).close()
    Case.open(tmp_path / "x.depesche").close()

    assert [one.name for one in tmp_path.iterdir()] == ["x.depesche"]


def test_an_interrupted_renewal_leaves_the_case_as_it_was(tmp_path, monkeypatch):
    """The next opening does it, and the copy of before stays."""
    path = downgraded(tmp_path / "x.depesche", schema.SCHEMA - 1)
    migrate = database.migrate

    def interrupted(connection):
        migrate(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(database, "migrate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Case.open(path)
    monkeypatch.undo()
    before = version(path)
    Case.open(path).close()

    assert (before, version(path)) == (schema.SCHEMA - 1, schema.SCHEMA)


def test_without_a_copy_nothing_is_renewed(tmp_path):
    """Here the name of the copy is longer than a file's may be."""
    path = downgraded(tmp_path / f"{'x' * 226}.depesche", schema.SCHEMA - 1)
    with pytest.raises(CaseError, match="no copy of it could be kept"):
        Case.open(path)

    assert version(path) == schema.SCHEMA - 1
