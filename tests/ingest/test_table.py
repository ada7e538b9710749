"""A side table is read as people write them, and what is wrong with it is said by line and column."""

from __future__ import annotations

import pytest

from depesche.errors import UsageError
from depesche.ingest.table import side_table, stated_of, unknown
from depesche.records import Fact


def table(tmp_path, text: str | bytes):
    path = tmp_path / "angaben.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return side_table(path)


@pytest.mark.parametrize(
    "text",
    [
        "report,published,outlet\na.txt,2022-01-10,Küstenbote\n",
        "Datei;x\n".replace("Datei;x", "file;published;outlet") + "a.txt;10.01.2022;Küstenbote\r\n",
        "name\tPublished\tOutlet\na.txt\t10. Januar 2022\tKüstenbote",
        '\ufeff"report","published","outlet"\n"a.txt","10. Jänner 2022","Küstenbote"\n\n',
        "report;published;outlet\na.txt;2022-01-10;Küstenbote\n".encode("cp1252"),
        'outlet,report,notiz,published\nKüstenbote,./a.txt,"gelesen,\nzweimal",2022-01-10\n',
    ],
    ids=["commas", "semicolons", "tabs", "quotes and mark", "windows-1252", "other order, own column"],
)  # fmt: skip
def test_tables_as_people_write_them(tmp_path, text):
    """Separators, encodings, days and the order of columns are the writer's choice."""
    stated = {(fact.field, fact.value, fact.basis) for fact in table(tmp_path, text)["a.txt"]}
    assert stated == {("published", "2022-01-10", "table"), ("outlet", "Küstenbote", "table")}


def test_a_cell_may_hold_several_names(tmp_path):
    """Each is a fact of its own; an empty cell states nothing."""
    facts = table(tmp_path, "report;byline;agencies;title\na.txt;Anna Beispiel, Karl Muster;dpa/AFP;\n")["a.txt"]
    assert [(fact.field, fact.value) for fact in facts] == [
        ("byline", "Anna Beispiel"),
        ("byline", "Karl Muster"),
        ("agencies", "dpa"),
        ("agencies", "AFP"),
    ]


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        ("report,published\na.txt,2022-01-10\nb.txt,Montag\n", "'Montag' is no day", "line 3, column published"),
        ("report,published\na.txt,30.02.2022\n", "'30.02.2022' is no day", "line 2, column published"),
        ("report,publised\na.txt,2022-01-10\n", "There is no column publised", "line 1"),
        ("report,outlet,outlet\na.txt,x,y\n", "two columns outlet", "line 1"),
        ("datei,outlet\na.txt,x\n", "No column of the table says which report", "line 1"),
        ("report,outlet\na.txt,x,y\n", "has 3 cells where the first line has 2", "line 2"),
        ("report,outlet\n,x\n", "does not say which report", "line 2, column report"),
        ("report,outlet\na.txt,x\na.txt,y\n", "stands in line 2 already", "line 3"),
        ('report,outlet\na.txt,"x\nb.txt,y\nc.txt,z\n', "cannot be cut into cells", "line 2"),
        (f"report,outlet\na.txt,x\nb.txt,{'y' * 200_000}\n", "cannot be cut into cells", "line 3"),
        ("", "The table is empty", "angaben.csv"),
        ("\n \n", "The table is empty", "angaben.csv"),
        (b"PK\x03\x04 ein Tabellenblatt", "The table is no text", "angaben.csv"),
    ],
    ids=[
        "no day", "no such day", "slip of the pen", "column twice", "no report column", "too many cells", "no name",
        "contradiction", "open quotation mark", "endless cell", "empty", "blank", "spreadsheet",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_named(tmp_path, text, what, where):
    """The line and the column are told, and what to do."""
    with pytest.raises(UsageError) as caught:
        table(tmp_path, text)
    assert what in caught.value.what
    assert where in str(caught.value.where)
    assert caught.value.hint


def test_a_table_that_is_not_there(tmp_path):
    """It is a mistake in the call."""
    with pytest.raises(UsageError, match="cannot be read"):
        side_table(tmp_path / "nix.csv")


def test_reports_are_found_by_name_and_the_rest_is_told():
    """People write file names with or without folder and suffix; a name that fits no report is a mistake to be told."""
    stated = {name: (Fact("outlet", name, "table"),) for name in ("a.txt", "montag/b.txt", "c", "fehlt.txt")}
    names = ["montag/a.txt", "montag/b.txt", "dienstag/c.html"]
    assert [stated_of(stated, name)[0].value for name in names] == ["a.txt", "montag/b.txt", "c"]
    assert stated_of(stated, "d.txt") == ()
    assert unknown(stated, names) == ("fehlt.txt",)
