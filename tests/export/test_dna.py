"""Files of the Discourse Network Analyzer: all that goes out comes back, and what coders changed is what holds."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import random
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from tests.export.coded import reports as odd_reports
from tests.export.coded import told

from depesche.errors import UsageError
from depesche.export.dna import _Making, write_dna
from depesche.export.registry import write
from depesche.run.coding_dna import read_dna
from depesche.run.coding_in import take_in
from depesche.store.case import Case
from depesche.store.coded import carried, codings, record_of
from depesche.store.dna import LONGEST, PASSWORD, TABLES, Units, password_hash, writing
from depesche.store.foreign import opened

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
OURS = {"positions", "statements"}


@pytest.fixture
def whole(sample_case):
    """The sample case, opened."""
    with Case.open(sample_case) as case:
        yield case


@pytest.fixture
def made(whole, tmp_path):
    """The sample as such a file."""
    path = tmp_path / "made.dna"
    write(whole, "dna", path)
    return path


def rows(path, sql, *values):
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(sql, values).fetchall()


def change(path, sql, *values):
    with closing(sqlite3.connect(path)) as raw, raw:
        assert raw.execute(sql, values).rowcount


def value_of(path, statement, variable):
    """What a variable of a statement says, whatever its type."""
    found = rows(
        path,
        "SELECT e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity JOIN VARIABLES v ON v.ID = d.VariableId "
        "WHERE d.StatementId = ? AND v.Variable = ? UNION ALL "
        "SELECT d.Value FROM DATALONGTEXT d JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = ? AND v.Variable = ? "
        "UNION ALL "
        "SELECT d.Value FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId WHERE d.StatementId = ? AND v.Variable = ?",
        *(statement, variable) * 3,
    )
    return found[0][0] if found else None


def expected(report):
    return told(one for one in codings(report) if one.kind in OURS and first(one))


def first(coded):
    return coded.spans.get("evidence" if coded.kind == "positions" else "content", ())


def test_all_that_goes_out_comes_back(whole, made):
    """Every position and statement of the case, with its fields and all its stretches of text."""
    back = list(read_dna(made))
    by_report = {one.report: [c for c in back if c.report == one.report] for one in back}
    reports = list(whole.reports(doubles=False))

    assert list(by_report) == [report.name for report in reports]
    for report in reports:
        assert told(by_report[report.name]) == expected(report)
        kept = {one.id: one for kind in OURS for one in getattr(report, kind)}
        for one in by_report[report.name]:
            if one.kind:
                assert record_of(one, report.text) == kept[one.record]
    assert {one.who for one in back} == {""}


@FEW
@given(odd_reports())
def test_odd_texts_come_back(report):
    """Letters beyond the basic plane count twice there; controls, which the file cannot hold, are one letter each."""
    out = io.BytesIO()
    with writing(out) as file:
        _Making(file).document(1, report)
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(out.getvalue())
        text = carried(report.text)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        for start, stop, value in raw.execute(
            "SELECT s.Start, s.Stop, d.Value FROM STATEMENTS s JOIN DATALONGTEXT d ON d.StatementId = s.ID "
            "JOIN VARIABLES v ON v.ID = d.VariableId WHERE v.Variable = 'depesche'"
        ):
            spans = json.loads(value)["spans"]
            ends = spans.get("evidence") or spans["content"]
            there = text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le")
            assert there == text[min(a for a, _ in ends) : max(b for _, b in ends)]


def test_units_go_there_and_back():
    """For every place in a text; one amid a letter is its beginning."""
    text = "😀a😀😀b\u00e9"
    units = Units(text)
    for place in range(len(text) + 1):
        assert units.of(place) == len(text[:place].encode("utf-16-le")) // 2
        assert units.back(units.of(place)) == place
    assert units.back(1) == 0
    assert units.back(4) == 2


def test_the_file_is_what_the_program_knows(whole, made):
    """All its tables, the default type with its four variables first, labels that fit, keys that lead somewhere."""
    assert {name for (name,) in rows(made, "SELECT name FROM sqlite_master WHERE type = 'table'")} == set(TABLES)
    assert rows(made, "SELECT Variable, DataType FROM VARIABLES WHERE StatementTypeId = 1 ORDER BY ID LIMIT 4") == [
        ("person", "short text"), ("organization", "short text"), ("concept", "short text"), ("agreement", "boolean"),
    ]  # fmt: skip
    assert rows(made, "PRAGMA foreign_key_check") == []
    assert rows(made, "PRAGMA integrity_check") == [("ok",)]
    assert rows(made, f"SELECT count(*) FROM ENTITIES WHERE length(Value) > {LONGEST}") == [(0,)]
    assert rows(made, "SELECT Value FROM SETTINGS WHERE Property = 'version'") == [("3.0.11",)]
    assert rows(made, "SELECT ID, Name FROM CODERS ORDER BY ID")[0] == (1, "Admin")
    missing = rows(
        made,
        "SELECT s.ID, v.Variable FROM STATEMENTS s JOIN VARIABLES v ON v.StatementTypeId = s.StatementTypeId "
        "WHERE NOT EXISTS (SELECT 1 FROM DATASHORTTEXT d WHERE d.StatementId = s.ID AND d.VariableId = v.ID) "
        "AND NOT EXISTS (SELECT 1 FROM DATALONGTEXT d WHERE d.StatementId = s.ID AND d.VariableId = v.ID) "
        "AND NOT EXISTS (SELECT 1 FROM DATABOOLEAN d WHERE d.StatementId = s.ID AND d.VariableId = v.ID)",
    )
    assert missing == []
    report = next(one for one in whole.reports(doubles=False) if one.header.published.value)
    [(title, date, source, notes)] = rows(
        made, "SELECT Title, Date, Source, Notes FROM DOCUMENTS WHERE Text = ?", report.text
    )
    assert title == report.header.title
    assert datetime.fromtimestamp(date, UTC).date().isoformat() == report.header.published.value
    assert source == (report.header.outlet or "")
    assert json.loads(notes)["digest"] == report.digest


def test_networks_of_the_program_hold_only_stances(whole, made):
    """Who is neither for nor against is not in the type that networks are made of; persons and bodies stand apart."""
    positions = [p for report in whole.reports(doubles=False) for p in report.positions]
    kinds = {report.id: {a.name: a.kind for a in report.actors} for report in whole.reports()}
    counted = rows(
        made, "SELECT t.Label, count(*) FROM STATEMENTS s JOIN STATEMENTTYPES t ON t.ID = s.StatementTypeId GROUP BY 1"
    )
    stances = [p.stance for p in positions if p.evidence]
    assert dict(counted)["DNA Statement"] == sum(one != "neutral" for one in stances)
    assert dict(counted).get("Depesche neutral position", 0) == stances.count("neutral")
    contra = rows(made, "SELECT count(*) FROM DATABOOLEAN WHERE Value = 0")
    assert contra == [(stances.count("contra"),)]
    persons = {
        p.actor
        for report in whole.reports(doubles=False)
        for p in report.positions
        if kinds[report.id].get(p.actor) in {"person", "office"} and p.stance != "neutral"
    }
    told_there = rows(
        made,
        "SELECT DISTINCT e.Value FROM ENTITIES e JOIN VARIABLES v ON v.ID = e.VariableId "
        "WHERE v.Variable = 'person' AND v.StatementTypeId = 1 AND e.Value != ''",
    )
    assert {value for (value,) in told_there} == persons != set()


def test_the_same_bytes_each_time(whole):
    """To a file and to a stream."""
    made = [io.BytesIO(), io.BytesIO()]
    for out in made:
        write_dna(whole, out)
    assert made[0].getvalue() == made[1].getvalue()


def test_the_password_is_kept_as_the_program_keeps_it():
    """Salt, then the digest of a hundred thousand rounds."""
    raw = base64.b64decode(password_hash())
    digest = hashlib.sha256(raw[:16] + PASSWORD.encode()).digest()
    for _ in range(99_999):
        digest = hashlib.sha256(digest).digest()

    assert raw[16:] == digest


def a_position(made):
    """The number of a statement that is a position, and its record."""
    [(number, value)] = rows(
        made,
        "SELECT s.ID, d.Value FROM STATEMENTS s JOIN DATALONGTEXT d ON d.StatementId = s.ID "
        "JOIN VARIABLES v ON v.ID = d.VariableId WHERE v.Variable = 'depesche' AND s.StatementTypeId = 1 ORDER BY s.ID LIMIT 1",
    )
    return number, json.loads(value)["record"]


def find(made, record):
    [found] = [one for one in read_dna(made) if one.record == record]
    return found


def test_what_a_coder_changed_is_what_holds(made):
    """Agreement, concept and act; all other fields and records stay as they went out."""
    before = {one.record: one for one in read_dna(made) if one.kind}
    number, record = a_position(made)
    change(made, "UPDATE DATABOOLEAN SET Value = 1 - Value WHERE StatementId = ?", number)
    variable = "(SELECT ID FROM VARIABLES WHERE Variable = 'concept' AND StatementTypeId = 1)"
    change(made, f"INSERT INTO ENTITIES (VariableId, Value) VALUES ({variable}, 'bridge toll')")
    change(
        made,
        f"UPDATE DATASHORTTEXT SET Entity = (SELECT max(ID) FROM ENTITIES) WHERE StatementId = ? AND VariableId = {variable}",
        number,
    )
    change(made, "UPDATE STATEMENTS SET Coder = 1 WHERE ID = ?", number)
    after = {one.record: one for one in read_dna(made) if one.kind}
    was, now = before.pop(record), after.pop(record)

    assert after == before
    assert now.fields["stance"] == {"pro": "contra", "contra": "pro"}[was.fields["stance"]]
    assert now.fields["issue"] == "bridge toll"
    assert now.who == "Admin"
    assert {**now.fields, "stance": was.fields["stance"], "issue": was.fields["issue"]} == was.fields
    assert now.spans == was.spans


def test_a_statement_that_was_moved_lies_there(made):
    """In code points of the text, whatever the program counts in."""
    number, record = a_position(made)
    change(made, "UPDATE STATEMENTS SET Start = Start + 2, Stop = Stop + 3 WHERE ID = ?", number)
    [(text, start, stop)] = rows(
        made,
        "SELECT Text, Start, Stop FROM DOCUMENTS d JOIN STATEMENTS s ON s.DocumentId = d.ID WHERE s.ID = ?",
        number,
    )
    [span] = find(made, record).spans["evidence"]

    assert (span.start, span.end, span.text) == (start, stop, text[start:stop])


def test_a_new_statement_of_the_programs_own_type_is_a_position(made):
    """With the person, the body, the concept and the stance that were coded, and no record that it was made of."""
    change(made, "INSERT INTO STATEMENTS VALUES (90001, 1, 1, 3, 12, 1)")
    for variable, value in (("person", "Ada Brenn"), ("organization", "Bergland"), ("concept", "bridge toll")):
        own = f"(SELECT ID FROM VARIABLES WHERE Variable = '{variable}' AND StatementTypeId = 1)"
        change(
            made,
            f"INSERT OR IGNORE INTO ENTITIES (ID, VariableId, Value) VALUES ((SELECT max(ID) + 1 FROM ENTITIES), {own}, ?)",
            value,
        )
        entity = f"(SELECT ID FROM ENTITIES WHERE VariableId = {own} AND Value = ?)"
        change(
            made, f"INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (90001, {own}, {entity})", value
        )
    change(made, "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (90001, 4, 0)")
    [(text,)] = rows(made, "SELECT Text FROM DOCUMENTS WHERE ID = 1")
    [new] = [one for one in read_dna(made) if one.kind and not one.record]

    assert new.kind == "positions"
    assert new.fields == {
        "actor": "Ada Brenn", "acts_for": "Bergland", "issue": "bridge toll", "stance": "contra", "act": "assess",
    }  # fmt: skip
    assert new.spans["evidence"][0].text == text[3:12]
    assert record_of(new, text).stance == "contra"


def test_words_that_were_typed_are_found_in_the_text(made):
    """The nearest stretch that has them becomes the source; words that no text has are a remark."""
    [(number, text, start)] = rows(
        made,
        "SELECT s.ID, d.Text, s.Start FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId "
        "WHERE s.StatementTypeId = 2 ORDER BY s.ID LIMIT 1",
    )
    record = json.loads(value_of(made, number, "depesche"))["record"]
    words = text[start : start + 5]
    source = "(SELECT ID FROM VARIABLES WHERE Variable = 'source' AND StatementTypeId = 2)"
    change(made, f"UPDATE DATALONGTEXT SET Value = ? WHERE StatementId = ? AND VariableId = {source}", words, number)
    assert [(s.start, s.text) for s in find(made, record).spans["source"]] == [(start, words)]
    change(
        made, f"UPDATE DATALONGTEXT SET Value = 'no such words' WHERE StatementId = ? AND VariableId = {source}", number
    )
    assert find(made, record).fields["remark"] == "source: no such words"
    change(made, f"UPDATE DATALONGTEXT SET Value = '' WHERE StatementId = ? AND VariableId = {source}", number)
    assert "source" not in find(made, record).spans


@pytest.mark.parametrize("table", ["DOCUMENTS", "STATEMENTS", "VARIABLES", "DATASHORTTEXT", "CODERS"])
def test_a_missing_table_is_named(made, table):
    """At once, before anything is read."""
    with closing(sqlite3.connect(made)) as raw, raw:
        raw.execute(f"DROP TABLE {table}")
    with pytest.raises(UsageError, match=f"There is no table {table} in the file"):
        next(iter(read_dna(made)))


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE VIEW DOCUMENTS AS SELECT 1 AS ID, 'a' AS Title, 'b' AS Text, '' AS Notes",
        "CREATE VIRTUAL TABLE DOCUMENTS USING fts5(ID, Title, Text, Notes)",
        "CREATE TABLE DOCUMENTS (ID, Title, Notes, x, Text GENERATED ALWAYS AS (upper(x)) VIRTUAL)",
    ],
    ids=["view", "virtual", "computed"],
)
def test_nothing_of_a_strangers_file_runs(made, sql):
    """Views, virtual tables and computed columns in place of a table are none."""
    with closing(sqlite3.connect(made)) as raw, raw:
        raw.execute("DROP TABLE DOCUMENTS")
        raw.execute(sql)
    with pytest.raises(UsageError, match="DOCUMENTS"):
        list(read_dna(made))


def test_a_strangers_file_stays_as_it_is(made):
    """Triggers do not fire, nothing is written beside it, and a write is refused."""
    with closing(sqlite3.connect(made)) as raw, raw:
        raw.execute("CREATE TRIGGER t AFTER INSERT ON DOCUMENTS BEGIN DELETE FROM STATEMENTS; END")
    before = made.read_bytes()
    list(read_dna(made))
    with opened(made) as file, pytest.raises(UsageError):
        list(file.rows('DOCUMENTS" UNION SELECT 1 --', ("ID",)))

    assert made.read_bytes() == before
    assert [one.name for one in made.parent.iterdir()] == [made.name]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"SQLite format 3\x00" + b"\x00" * 200, b"x" * 5000])
def test_what_is_no_such_file_is_refused(tmp_path, data):
    """Quickly, with what is wrong; a folder and a name that is not there too."""
    path = tmp_path / "a.dna"
    path.write_bytes(data)
    for one in (path, tmp_path, tmp_path / "none.dna"):
        with pytest.raises(UsageError):
            list(read_dna(one))


def test_damaged_files_end_in_our_errors(made):
    """Whatever byte is wrong: records, or an error that says so, and nothing else."""
    data = made.read_bytes()
    chance = random.Random(7)
    seen: set[str] = set()
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randrange(20)):
            broken[chance.randrange(100, min(len(data), 80_000))] ^= 1 << chance.randrange(8)
        made.write_bytes(broken)
        try:
            list(read_dna(made))
            seen.add("read")
        except UsageError:
            seen.add("refused")

    assert seen == {"read", "refused"}


def test_reading_too_long_ends(made):
    """The clock is looked at while SQLite works."""
    with closing(sqlite3.connect(made)) as raw, raw:
        raw.executemany("INSERT INTO REGEXES (Label) VALUES (?)", ((f"{n:x}",) for n in range(60_000)))
    with opened(made, patience=-1.0) as file, pytest.raises(UsageError, match="too long"):
        list(file.rows("REGEXES", ("Label",)))


def test_what_a_coder_changed_becomes_a_ruling(sample_case, tmp_path):
    """From a case, through the program's file and changes by hand, back into the case."""
    shutil.copy(sample_case, tmp_path / "a.depesche")
    with Case.open(tmp_path / "a.depesche") as case:
        write(case, "dna", tmp_path / "made.dna")
        number, record = a_position(tmp_path / "made.dna")
        change(tmp_path / "made.dna", "UPDATE DATABOOLEAN SET Value = 1 - Value WHERE StatementId = ?", number)
        change(tmp_path / "made.dna", "INSERT INTO STATEMENTS VALUES (90001, 1, 1, 3, 12, 2)")
        change(
            tmp_path / "made.dna",
            "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) SELECT 90001, VariableId, Entity FROM DATASHORTTEXT "
            "WHERE StatementId = ?",
            number,
        )
        found = take_in(case, read_dna(tmp_path / "made.dna"), "Ada Brenn")
        [ruling] = case.standing(record)

    assert (found.correct, found.add, found.reject) == (1, 1, 0)
    assert (ruling.verdict, ruling.who) == ("correct", "Ada Brenn")
    assert set(ruling.values) == {"stance"}


def test_a_file_that_grows_while_it_is_read_is_refused(made):
    """Damaged files can have the same bytes in many rows; there is never more text than a few times the file."""
    with opened(made) as file:
        file._room = 1_000
        with pytest.raises(UsageError, match="more in it"):
            list(file.rows("DOCUMENTS", ("ID", "Text")))


def test_a_file_of_countless_tables_is_refused(tmp_path):
    """Before they are looked at one by one."""
    with closing(sqlite3.connect(tmp_path / "a.dna")) as raw, raw:
        for number in range(600):
            raw.execute(f"CREATE TABLE t{number} (x)")
    with pytest.raises(UsageError, match="500 tables"):
        list(read_dna(tmp_path / "a.dna"))


@pytest.mark.parametrize(
    "words",
    [
        "[" * 100_000,
        "{}",
        "[1]",
        '{"record": 1, "person": 0, "fields": [], "spans": {"evidence": [[-1, 9]]}}',
        "\x00",
        "1e999",
    ],
)
def test_what_stands_in_our_variable_is_not_trusted(made, words):
    """Anything else than what went out makes it a statement of the coder's own; notes that are none leave the title."""
    number, record = a_position(made)
    ours = "(SELECT ID FROM VARIABLES WHERE Variable = 'depesche' AND StatementTypeId = 1)"
    change(made, f"UPDATE DATALONGTEXT SET Value = ? WHERE StatementId = ? AND VariableId = {ours}", words, number)
    change(made, "UPDATE DOCUMENTS SET Notes = ? WHERE ID = 1", words)
    back = list(read_dna(made))
    [title] = rows(made, "SELECT Title FROM DOCUMENTS WHERE ID = 1")

    assert record not in {one.record for one in back}
    assert [one.kind for one in back if one.kind and not one.record] == ["positions"]
    assert back[0].report == title[0]
