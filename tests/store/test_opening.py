"""Opening a case: what is let in, what is refused, and what the user is told."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event
from tests.store.conftest import WORDS, a_read_report, sql

from depesche.errors import CaseError, ReportError
from depesche.store import database, schema, write
from depesche.store.case import Case
from depesche.store.faults import translated


def without_rights(act) -> str:
    """Run a function as a user who owns nothing, and return what it raised, in words."""
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            act()
            os.write(write, b"nothing")
        except BaseException as error:  # noqa: BLE001
            os.write(write, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    return told


@pytest.fixture
def folder():
    """A folder that everybody may look into, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)
        Path(made).chmod(0o755)


# The file


def test_a_case_belongs_to_its_owner_and_is_one_file(path):
    """Nobody else may read it, nothing is left beside it, and its head tells what it is."""
    with Case.open(path, create=True) as case:
        case.put(a_read_report(), reader="1")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [path] == list(path.parent.iterdir())
    assert path.read_bytes()[68:72] == b"DPSC"
    assert sql(path, "PRAGMA user_version")[0] == (schema.SCHEMA,)


def test_a_connection_is_set_up_carefully(case):
    """Foreign keys hold, a stranger's schema is not trusted, the journal is one that this SQLite does not corrupt."""
    with case._engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "trusted_schema", "cell_size_check", "journal_mode")
        }

    journal = "wal" if database.wal_is_safe(sqlite3.sqlite_version_info) else "truncate"
    assert found == {"foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "journal_mode": journal}


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 6, 23), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
    ],
)
def test_the_write_ahead_log_is_used_where_it_is_mended(version, safe):
    """The mended versions are the newest and two older lines."""
    assert safe == database.wal_is_safe(version)


@pytest.mark.parametrize("name", ["ein Fall?#%20&.depesche", "ä%(x)s.depesche", "-.depesche", "'\".depesche"])
def test_odd_file_names_are_no_matter(tmp_path, name):
    """The name is a name, whatever it would mean in an address."""
    with Case.open(tmp_path / name, create=True) as case:
        case.put(a_read_report(), reader="1")

    assert [tmp_path / name] == list(tmp_path.iterdir())


def test_a_case_is_one_file_with_a_write_ahead_log_too(path, monkeypatch):
    """The log is there while the case is open, and gone when it is closed."""
    monkeypatch.setattr(database, "wal_is_safe", lambda _: True)
    with Case.open(path, create=True) as case:
        case.put(a_read_report(), reader="1")
        assert path.with_name(f"{path.name}-wal").exists()

    assert [path] == list(path.parent.iterdir())


def test_a_case_that_was_taken_away_is_not_made_anew(path):
    """Closing it leaves no empty file, and asking it says what is wrong."""
    case = Case.open(path, create=True)
    case._engine.dispose()
    path.unlink()

    with pytest.raises(CaseError, match="cannot be opened"):
        list(case.rows())
    case.close()
    assert not path.exists()


# What is refused


def nothing(path):
    assert not path.exists()


def text_file(path):
    path.write_text("Am Montag sprachen sie. " * 100)


def other_database(path):
    sql(path, "CREATE TABLE recipes (name)")


def empty_file(path):
    path.touch()


def newer_case(path):
    Case.open(path, create=True).close()
    sql(path, f"PRAGMA user_version = {schema.SCHEMA + 1}")


def cut_off(path):
    Case.open(path, create=True).close()
    os.truncate(path, path.stat().st_size - 5000)


@pytest.mark.parametrize(
    ("make", "create", "words"),
    [
        (nothing, False, "no case here"),
        (lambda path: path.mkdir(), False, "is a folder"),
        (lambda path: path.mkdir(), True, "is a folder"),
        (os.mkfifo, True, "no case of Depesche"),
        (empty_file, False, "is empty"),
        (text_file, False, "no case of Depesche"),
        (text_file, True, "no case of Depesche"),
        (other_database, False, "no case of Depesche"),
        (other_database, True, "no case of Depesche"),
        (newer_case, True, "newer version"),
        (cut_off, False, "damaged"),
    ],
)
def test_what_is_no_case_is_refused_and_left_alone(path, make, create, words):
    """The message says what it is instead, where, and what to do; not a byte is changed."""
    make(path)
    before = path.read_bytes() if path.is_file() else None

    with pytest.raises(CaseError, match=words) as caught:
        Case.open(path, create=create)
    assert caught.value.where == str(path)
    assert caught.value.hint
    assert before == (path.read_bytes() if path.is_file() else None)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nowhere/x.depesche", "folder of the case does not exist"),
        ("a file/x.depesche", "folder of the case does not exist"),
        ("x" * 300, "cannot be opened: .*too long"),
        ("a\0b", "cannot be opened: .*null"),
    ],
)
def test_a_path_that_cannot_be_is_told(tmp_path, name, words):
    """Folders are not made in passing: the path may be misspelt."""
    (tmp_path / "a file").touch()
    with pytest.raises(CaseError, match=words):
        Case.open(tmp_path / name, create=True)


def test_a_case_that_was_just_begun_is_made(path):
    """A process that was killed before the first table leaves an empty file, and the next one goes on."""
    path.touch(0o600)

    with Case.open(path, create=True) as case:
        assert case.put(a_read_report(), reader="1") == "new"


# What can go wrong later


def test_a_locked_case_is_told_after_some_patience(path):
    """Nothing is lost: the one who was first writes on, the other can try again."""
    with Case.open(path, create=True) as first, Case.open(path, patience=0.1) as second:
        with first._writing() as connection:
            connection.execute(schema.failures.delete())
            assert list(second.rows()) == []
            with pytest.raises(CaseError, match="Another process is writing"):
                second.put(a_read_report(), reader="1")
        assert second.put(a_read_report(), reader="1") == "new"
        assert [row.name for row in first.rows()] == ["a.txt"]


def test_a_case_is_waited_for(path):
    """A process that is done soon is not even noticed."""
    with Case.open(path, create=True, patience=2) as first, Case.open(path, patience=2) as second:
        held = threading.Event()

        def hold():
            with first._writing() as connection:
                write.fail(connection, "b.txt", "/b.txt", None, ReportError("no"))
                held.set()
                threading.Event().wait(0.2)

        holder = threading.Thread(target=hold)
        holder.start()
        assert held.wait(10)
        assert second.put(a_read_report(), reader="1") == "new"
        holder.join()
        assert [one.name for one in first.failures()] == ["b.txt"]


def test_a_full_disk_is_told_and_loses_nothing(path):
    """What was put before is there, the report that did not fit is not."""
    with Case.open(path, create=True) as case:
        case.put(a_read_report(), reader="1")
        case._engine.dispose()
        pages = sql(path, "PRAGMA page_count")[0][0]
        event.listen(case._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count = {pages + 1}"))
        with pytest.raises(CaseError, match="disk is full"):
            case.put(a_read_report("b.txt", WORDS * 1000), reader="1")
        assert [row.name for row in case.rows()] == ["a.txt"]
        assert case.sound()


@pytest.mark.parametrize("wal", [False, True])
def test_a_read_only_folder_can_be_read_from(folder, wal, monkeypatch):
    """An archived case is shown, whatever the journal; only writing is refused."""
    monkeypatch.setattr(database, "wal_is_safe", lambda _: wal)
    path = folder / "x.depesche"
    with Case.open(path, create=True) as case:
        case.put(a_read_report(), reader="1")
    path.chmod(0o444)
    folder.chmod(0o555)

    def show():
        with Case.open(path) as case:
            assert [row.name for row in case.rows()] == ["a.txt"]

    def write():
        with Case.open(path) as case:
            case.state("a.txt", "outlet", "Bote", "me")

    assert without_rights(show) == "nothing"
    assert "CaseError: The case cannot be written" in without_rights(write)
    assert "CaseError: The case cannot be written" in without_rights(
        lambda: Case.open(folder / "new.depesche", create=True)
    )


def test_a_case_that_may_not_be_read_is_told(folder):
    """The rights of the file are named."""
    path = folder / "x.depesche"
    Case.open(path, create=True).close()
    path.chmod(0o000)

    assert "CaseError: The case or its journal cannot be opened" in without_rights(lambda: Case.open(path))
    folder.chmod(0o000)
    assert "CaseError: The case or its journal cannot be opened" in without_rights(lambda: Case.open(path))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_BUSY, "Another process"),
        (sqlite3.SQLITE_IOERR_WRITE, "disk fails"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "read-only"),
        (sqlite3.SQLITE_FULL, "disk is full"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged"),
        (None, "damaged"),
    ],
)
def test_every_complaint_of_sqlite_has_its_words(code, words):
    """Extended codes count as what they extend."""
    error = sqlite3.OperationalError("x")
    if code is not None:
        error.sqlite_errorcode = code

    assert words in translated(error, Path("x")).what


# The schema's history


def test_an_older_schema_is_brought_up_to_date(path):
    """A case of the time before the first schema gets its tables, and keeps its mark."""
    Case.open(path, create=True).close()
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    engine = database.connect(path, create=False, patience=1)
    with engine.connect().execution_options(**database.WRITE) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        connection.exec_driver_sql("PRAGMA user_version = 0")
    engine.dispose()
    assert sql(path, "SELECT name FROM sqlite_master WHERE name = 'reports'") == []

    with Case.open(path) as case:
        assert case.put(a_read_report(), reader="1") == "new"
    assert sql(path, "PRAGMA user_version")[0] == (schema.SCHEMA,)


def test_the_migrations_lead_to_the_schema(case):
    """What the migrations make is what the tables say, and the newest bears the schema's number."""
    with case._engine.connect() as connection:
        # The full-text index is no table of SQLAlchemy's, and has tables of its own.
        opts = {"include_name": lambda name, _kind, _parents: not str(name).startswith("finding")}
        assert compare_metadata(MigrationContext.configure(connection, opts=opts), schema.metadata) == []
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == f"{schema.SCHEMA:04}"


def test_a_migration_that_is_interrupted_leaves_nothing(path, monkeypatch):
    """Tables come all together or not at all."""
    path.touch()
    migrate = database.migrate

    def interrupted(connection):
        migrate(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(database, "migrate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Case.open(path, create=True)
    assert sql(path, "SELECT count(*) FROM sqlite_master")[0] == (0,)
    monkeypatch.undo()
    Case.open(path, create=True).close()


def test_decisions_cannot_be_changed(case, path):
    """Not even by somebody who opens the file with another program."""
    case.put(a_read_report(), reader="1")
    case.state("a.txt", "outlet", "Bote", "me")

    for deed in ("UPDATE decisions SET who = 'you'", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            sql(path, deed)


def test_opening_a_case_does_not_load_the_migrations(path):
    """They weigh more than everything else, and only a new or old case needs them."""
    Case.open(path, create=True).close()
    script = (
        f"import sys; from depesche.store.case import Case; Case.open({str(path)!r}); print('alembic' in sys.modules)"
    )

    assert subprocess.check_output([sys.executable, "-c", script], text=True).strip() == "False"
