"""The same case in a file and on a PostgreSQL server: what goes in comes out the same, byte for byte, whatever is done to it."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import signal
import time
from itertools import count
from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient
from tests.conftest import SAMPLE, a_report
from tests.run.conftest import toy_build
from tests.run.test_kill import building, write
from tests.store.conftest import a_read_report, dump
from tests.store.postgres_server import binaries, server

from depesche.cli.app import main
from depesche.errors import CaseError
from depesche.export.registry import names
from depesche.export.registry import write as export
from depesche.run.local import build
from depesche.run.recent import remember
from depesche.run.relating import relate
from depesche.settings import Settings
from depesche.store import copying
from depesche.store.address import place_of
from depesche.store.case import Case
from depesche.store.listed import ORDERS
from depesche.store.listed import Wanted as Listing
from depesche.store.queue import Wanted
from depesche.web.app import make_app
from depesche.web.desk import Desk

_NUMBER = count(1)
QUERIES = (
    "Treffen", "Verhand*", '"in Genf"', "Treffen OR Genf -Wien", "Minister Gespräch", "genf", '"die Küste" Schiff',
    "act:demand", "kind:statement Schiff", "since:2031-03-04 Hafen", "outlet:bote", "Wasser",
)  # fmt: skip
ADDED = """Der Hafenkurier, 7. März 2031

Die Außenministerin von Karvelien, Darja Tschulkowa, sagte am Freitag in Genf: »Wir fordern den Abzug der Schiffe.«
Anton Radlow lehnte das ab. Die Gespräche sollen am Montag weitergehen."""


@pytest.fixture(scope="session")
def base():
    """What the URL of a case begins with: of a server that is there, or of one that is made for these tests."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    if given := os.environ.get("DEPESCHE_POSTGRES"):
        yield given
        return
    found = binaries()
    if found is None:
        pytest.skip("there are no server binaries of PostgreSQL; DEPESCHE_POSTGRES may name a server")
    with server(found) as url:
        yield url


@pytest.fixture
def ours(base):
    """A server on which these tests may make users, and everybody is let in without a password."""
    if os.environ.get("DEPESCHE_POSTGRES"):
        pytest.skip("makes users, and so needs a server that these tests start")
    return base


@pytest.fixture(scope="session")
def fresh(base):
    """Gives the URL of a case that is not there yet."""
    return lambda: f"{base}{'&' if '?' in base else '?'}case=t{os.getpid()}_{next(_NUMBER)}"


@pytest.fixture(params=["sqlite", "postgres"])
def place(request, tmp_path):
    """Where a case may be, on either engine."""
    return tmp_path / "talks.depesche" if request.param == "sqlite" else request.getfixturevalue("fresh")()


@pytest.fixture(scope="session")
def url(fresh):
    """The sample, built on the server."""
    where = fresh()
    with Case.open(where, create=True) as case:
        build(case, [str(SAMPLE)], settings=Settings())
    return where


@pytest.fixture
def both(sample_case, url):
    """The sample of either engine, to be looked at."""
    with Case.open(sample_case) as first, Case.open(url) as second:
        yield first, second


def exported(case):
    """Everything that any format writes."""
    found = {}
    for name in names():
        out = io.BytesIO()
        how = {"title": "Talks"} if name == "html" else {}
        export(case, name, out, **how)
        found[name] = out.getvalue()
    return found


def hashes(case):
    """A digest of every table, row by row as it is kept."""
    with case._engine.connect() as connection:
        return {
            table.name: hashlib.sha256(
                "\n".join(map(repr, sorted(map(repr, rows)))).encode("utf-8", "backslashreplace")
            ).hexdigest()
            for table in copying.tables()
            for rows in [[row for some in copying.batches(connection, table) for row in some]]
        }


def hits(found):
    """What a search gave, in its order."""
    return found.total, [(one.row.name, one.statement, one.snippet, one.marks) for one in found.hits], found.facets


def behind(case, *commands):
    """Do something to a case on a server behind its back."""
    with case._engine.begin() as connection:
        for one in commands:
            connection.exec_driver_sql(one)


def test_exports_are_the_same_byte_for_byte(both):
    """Of one pile of reports both engines give the same, in every format."""
    first, second = map(exported, both)
    assert first.keys() == second.keys() >= {"json", "csv", "html"}
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.parametrize("words", QUERIES)
def test_a_search_finds_the_same_in_the_same_order(both, words):
    """Whatever the engine finds words by, hits, their order, snippets and facets are the same."""
    first, second = (hits(case.search(words, limit=50)) for case in both)
    assert first == second


def test_lists_are_in_the_same_order(both):
    """Queues, names, days and whom a name means do not depend on how an engine compares words, and what is missing comes where it did."""

    def asked(case):
        return (
            [case.queue("Ada", Wanted(kind), limit=500) for kind in ("statements", "positions", "figures")],
            case.names_with("k", 50), case.daily(), case.daily("tschulkowa"), case.counts(), case.acting(),
            list(case.issue_names().items()), case.outlets(), list(case.statements(actor="RADLOW")),
            [case.listing(Listing(words="HAFEN"), order) for order in ORDERS], case.listing(Listing(outlet="")),
        )  # fmt: skip

    first, second = map(asked, both)
    assert first == second
    assert first[2]["reports"]


def test_strings_come_back_as_they_went_in(place):
    """A NUL, a lone surrogate and the character that stands for them, in texts and in what a person says."""
    odd = "Ein\x00 Wort\ud800 und \ufdd0 mehr."
    with Case.open(place, create=True) as case:
        case.put(a_report(odd, "a\x00.txt"), reader="1")
        case.state("a\x00.txt", "title", "T\udfff\x00itel", "Ada")
        assert odd == case.report("a\x00.txt").text
        assert case.report("a\x00.txt").header.title == "T\udfff\x00itel"
        assert [row.title for row in case.rows()] == ["T\udfff\x00itel"]


def test_rulings_versions_and_removals_are_kept(place):
    """A ruling follows into another version; older versions stay; what is removed is gone, and decisions are not."""
    with Case.open(place, create=True) as case:
        report = a_read_report()
        assert case.put(report, reader="1") == "new"
        assert case.put(report, reader="1") == "same"
        case.rule(report.statements[0].id, "correct", "Ada", {"actor": "Rau"})
        assert case.put(a_read_report(text=report.text + " Ende."), reader="1") == "changed"
        assert [one.actor for one in case.report("a.txt").statements] == ["Rau"]
        assert [one.number for one in case.versions("a.txt")] == [1, 2]
        assert case.search("reden").total > 0
        case.remove("a.txt")
        assert (list(case.rows()), case.search("reden").total, len(case.decisions())) == ([], 0, 1)


def test_decisions_are_never_changed(fresh):
    """The server itself refuses to change or take away what a person decided."""
    with Case.open(fresh(), create=True) as case:
        case.put(a_read_report(), reader="1")
        case.state("a.txt", "title", "Titel", "Ada")
        for command in ("UPDATE decisions SET who = 'Eve'", "DELETE FROM decisions"):
            with pytest.raises(DBAPIError, match="never changed"):
                behind(case, command)


def test_a_case_that_grows_is_related_anew_in_the_same_way(both, tmp_path, fresh):
    """One more report, of which all is looked at again that it touches: the same on both engines."""
    (tmp_path / "added.txt").write_text(ADDED)
    found = []
    for case, where in zip(both, (tmp_path / "grown.depesche", fresh()), strict=True):
        with Case.open(where, create=True) as grown:
            case.copy_to(grown)
            build(grown, [str(tmp_path / "added.txt")], settings=Settings())
            relate(grown)
            found.append((exported(grown), hits(grown.search("Genf Gespräche"))))
    assert found[0] == found[1]


def test_a_copy_loses_nothing_there_and_back(sample_case, fresh, tmp_path):
    """From a file to a server and back to a file, every row of every table is the same, and the search finds the same."""
    there, back = fresh(), tmp_path / "back.depesche"
    changed = tmp_path / "changed.depesche"
    shutil.copy(sample_case, changed)
    with Case.open(changed) as case:
        first = next(case.statements())[1]
        case.rule(first.id, "reject", "Ada", note="Nein\x00\ud801")
        before, found = hashes(case), hits(case.search("Treffen"))
    assert main(["copy", str(changed), there]) == 0
    assert main(["copy", there, str(back)]) == 0
    for where in (there, back):
        with Case.open(where) as case:
            assert before == hashes(case)
            assert found == hits(case.search("Treffen"))
            case.state(next(case.rows()).name, "title", "Neu", "Ada")  # numbers of decisions go on


def test_a_copy_never_writes_over_a_case(sample_case, url, tmp_path, capsys):
    """What is in the way is named, and stays as it is."""
    there = tmp_path / "there.depesche"
    with Case.open(there, create=True) as case:
        case.put(a_read_report(), reader="1")
        before = hashes(case)
    for source, target in ((sample_case, url), (url, there), (url, url)):
        assert main(["copy", str(source), str(target)]) == CaseError.exit_code
        assert "holds something already" in capsys.readouterr().err
    with Case.open(there) as case:
        assert before == hashes(case)


def test_a_killed_build_resumes(fresh, tmp_path):
    """Whenever it is killed, all that it told to be done is there, and the next build ends where it would have ended."""
    write(tmp_path / "reports", 1)
    with Case.open(tmp_path / "whole", create=True) as case:
        toy_build(case, tmp_path / "reports")
        whole = dump(case)
    for wait in (0.3, 0.8):
        where = fresh()
        child, pipe = building(where, tmp_path / "reports")
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(pipe) as told:
            finished = told.read().splitlines()
        with Case.open(where, create=True) as case:
            assert set(finished) <= {row.name for row in case.rows()}
            toy_build(case, tmp_path / "reports")
            assert whole == dump(case)


def test_two_builds_at_once_lose_nothing(fresh, tmp_path):
    """They make the case together, wait for each other report by report, and end in the same case as one."""
    write(tmp_path / "reports", 1)
    with Case.open(tmp_path / "whole", create=True) as case:
        toy_build(case, tmp_path / "reports")
        whole = dump(case)
    where = fresh()
    children = [building(where, tmp_path / "reports") for _ in range(2)]
    for child, pipe in children:
        with os.fdopen(pipe) as told:
            told.read()
        assert os.waitpid(child, 0)[1] == 0
    with Case.open(where) as case:
        assert whole == dump(case)


def test_who_waits_too_long_is_told_who_writes(fresh):
    """Another process is writing: those who read are not kept waiting, and those who write only as long as they have patience."""
    where = fresh()
    with Case.open(where, create=True) as first, Case.open(where, patience=0.2) as second:
        with first._writing():
            assert list(second.rows()) == []
            with pytest.raises(CaseError, match="Another process is writing"):
                second.put(a_read_report(), reader="1")
        assert second.put(a_read_report(), reader="1") == "new"


def test_what_is_read_at_once_is_of_one_moment(fresh):
    """Somebody who writes meanwhile does not show half-way in what another one reads."""
    where = fresh()
    with Case.open(where, create=True) as first, Case.open(where) as second:

        def twice(connection):
            before = connection.execute(text("SELECT count(*) FROM reports")).scalar_one()
            writer = Thread(target=lambda: first.put(a_read_report(), reader="1"))
            writer.start()
            writer.join()
            return before, connection.execute(text("SELECT count(*) FROM reports")).scalar_one()

        assert second._read(twice) == (0, 0)
        assert len(list(second.rows())) == 1


def test_people_do_what_they_were_let_do(fresh, ours):
    """With the rights that the page on teams grants, one person reads, another one reviews and builds, and a third sees nothing."""
    where = fresh()
    schema = f"depesche_{place_of(where).stem}"
    with Case.open(where, create=True) as case:
        case.put(a_read_report(), reader="1")
        for name in ("rau", "lenz", "eve"):
            behind(case, f"DO $$ BEGIN CREATE ROLE {name} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
        behind(
            case,
            f"GRANT USAGE ON SCHEMA {schema} TO rau, lenz",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO rau",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO lenz",
            f"GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA {schema} TO lenz",
        )
    with Case.open(where.replace("depesche@", "lenz@")) as case:
        assert case.put(a_read_report("b.txt", "Ein Wort von Kolb und noch eines."), reader="1") == "new"
        case.state("b.txt", "title", "Titel", "Lenz")
        assert case.search("Wort").total > 0
    with Case.open(where.replace("depesche@", "rau@")) as case:
        assert [row.title for row in case.rows()] == [None, "Titel"]
        assert case.search("Wort").total > 0
        with pytest.raises(CaseError, match="may not do that"):
            case.state("b.txt", "title", "Anders", "Rau")
    with pytest.raises(CaseError, match="may not do that"):
        Case.open(where.replace("depesche@", "eve@"))


def test_cases_of_one_database_are_apart(fresh):
    """Each has a schema of its own, and one says nothing of the other."""
    one, other = fresh(), fresh()
    with Case.open(one, create=True) as first, Case.open(other, create=True) as second:
        first.put(a_read_report(), reader="1")
        assert (len(list(first.rows())), list(second.rows())) == (1, [])


@pytest.mark.parametrize(
    ("commands", "what"),
    [
        (["UPDATE depesche SET version = 99"], "newer version"),
        (["DROP TABLE depesche"], "no case of Depesche"),
        (["DROP TABLE figures"], "damaged"),
    ],
)
def test_what_is_no_case_is_refused_as_a_file_is(fresh, commands, what):
    """A newer schema, a schema of somebody else's, a table that is gone."""
    where = fresh()
    with Case.open(where, create=True) as case:
        case.put(a_read_report(), reader="1")
        behind(case, *commands)
    with pytest.raises(CaseError, match=what), Case.open(where) as case:
        list(case.figures())


def test_a_case_that_is_not_there_is_not_made_by_looking(fresh):
    """Only a build makes one."""
    where = fresh()
    for _ in range(2):
        with pytest.raises(CaseError, match="There is no case here") as told:
            Case.open(where)
        assert told.value.where == str(place_of(where))


def test_a_server_that_does_not_answer_is_told(tmp_path, ours, monkeypatch):
    """Nobody listens, an unknown user, an unknown database: each with what to do, and never a password."""
    monkeypatch.setenv("PGPASSWORD", "geheim-1234")
    nobody = f"postgresql://ada@/x?host={tmp_path}&case=a"
    stranger = ours.replace("depesche@", "stranger@") + "&case=a"
    elsewhere = ours.replace("/postgres?", "/nowhere?") + "&case=a"
    for where, what in ((nobody, "cannot be reached"), (stranger, "let this user in"), (elsewhere, "no such database")):
        with pytest.raises(CaseError, match=what) as told:
            Case.open(where, create=True)
        assert told.value.hint
        assert "geheim" not in f"{told.value}{told.value.__cause__}"


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("postgresql://ada:geheim-1234@db/x?case=a", "must not have a password"),
        ("postgresql://ada@db/x", "does not say which case"),
        ("postgresql://ada@db/x?case=a;drop", "does not say which case"),
        ("postgresql://ada@db/x?case=a&password=geheim-1234", "no setting password"),
        ("postgresql://ada@db:port/x?case=a", "cannot be read"),
    ],
)
def test_a_url_that_makes_no_sense_is_refused(where, what):
    """Before anybody is asked, and without telling a password again."""
    with pytest.raises(CaseError, match=what) as told:
        place_of(where)
    assert "geheim" not in str(told.value)


def test_the_command_line_takes_a_url(fresh, capsys, tmp_path):
    """Building, showing, stating, searching, explaining, exporting, checking, removing: CASE may be a URL everywhere."""
    where = fresh()
    one = SAMPLE / "2031-03-03_hafenkurier.txt"
    assert main(["build", where, str(one)]) == 0
    for words in (["show", where], ["show", where, "statements"], ["search", where, "Hafen"], ["doctor", where],
                  ["set", where, one.name, "outlet=Kurier", "--person", "Ada"], ["review", where, "progress", "--person", "Ada"],
                  ["explain", where, one.name],
                  ["export", where, "--to", "json", "-o", str(tmp_path / "x.json")]):  # fmt: skip
        code = main(words)
        out = capsys.readouterr()
        assert code == 0, (words, out.err[-500:])
    assert "Kurier" in (tmp_path / "x.json").read_text()
    assert main(["remove", where, one.name]) == 0


def test_the_workbench_serves_a_case_of_a_server(url, tmp_path, monkeypatch):
    """Every page that lists, draws or searches shows the case, by its name, beside cases in files that were open before."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    with Case.open(tmp_path / "before.depesche", create=True) as case:
        remember(tmp_path / "before.depesche")
    with Case.open(url) as case:
        desk = Desk(case, token="secret", port=8642, hosts=("127.0.0.1:8642",))
        client = TestClient(
            make_app(desk), base_url="http://127.0.0.1:8642", headers={"authorization": "Bearer secret"}
        )
        assert place_of(url).stem in client.get("/").text
        for page in ("/", "/reports", "/search?q=Treffen", "/review", "/api/v1/search?q=Treffen"):
            assert client.get(page).status_code == 200, page
