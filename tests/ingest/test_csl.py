"""An export of Zotero states about files what a side table would."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import UsageError
from depesche.ingest.csl import csl_facts
from depesche.ingest.table import stated_of

ENTRY = {
    "id": "muster2031",
    "type": "article-newspaper",
    "title": "Ohne Einigung",
    "container-title": "Elbanzeiger",
    "author": [{"family": "Muster", "given": "Erika"}, {"literal": "Redaktion"}],
    "issued": {"date-parts": [[2031, 3, 4]]},
    "URL": "https://elbanzeiger.example/1",
}
BETTER = {
    "title": "Ohne Einigung",
    "publicationTitle": "Elbanzeiger",
    "creators": [
        {"firstName": "Erika", "lastName": "Muster", "creatorType": "author"},
        {"name": "Redaktion", "creatorType": "author"},
        {"name": "Nein", "creatorType": "translator"},
    ],
    "date": "2031-03-04",
    "url": "https://elbanzeiger.example/1",
    "attachments": [{"path": "C:\\zotero\\storage\\X1\\einigung.pdf"}, {"title": "ohne Datei"}],
}
SAID = {
    ("published", "2031-03-04"),
    ("outlet", "Elbanzeiger"),
    ("title", "Ohne Einigung"),
    ("address", "https://elbanzeiger.example/1"),
    ("byline", "Erika Muster"),
    ("byline", "Redaktion"),
}


def table(tmp_path, content):
    path = tmp_path / "library.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return csl_facts(path)


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        (ENTRY, "Ohne Einigung.pdf"),
        (ENTRY | {"file": "Volltext:/home/x/einigung.pdf:application/pdf"}, "korpus/einigung.pdf"),
        (ENTRY | {"file": "files/1/einigung.pdf; files/1/einigung.html"}, "einigung.html"),
        (BETTER, "einigung.pdf"),
    ],
)
def test_files_are_found_by_their_name_else_by_the_title(tmp_path, entry, name):
    """Both exports state the same of the file that an entry belongs to."""
    found = table(tmp_path, [entry] if entry is not BETTER else {"items": [entry]})

    assert {(fact.field, fact.value) for fact in stated_of(found, name)} == SAID


def test_a_date_without_a_day_states_no_day(tmp_path):
    """A month is not a day of publication."""
    found = table(tmp_path, [ENTRY | {"issued": {"date-parts": [[2031, 3]]}}])

    assert "published" not in {fact.field for fact in found["Ohne Einigung"]}


def test_a_title_that_two_entries_share_names_no_file(tmp_path):
    """Nobody can tell which of them is meant."""
    assert table(tmp_path, [ENTRY, ENTRY | {"container-title": "Hafenkurier"}]) == {}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"title": "x"', "truncated"),
        ("{}", "no list"),
        ("[1]", "no list"),
        (
            json.dumps([ENTRY | {"file": "a.pdf"}, BETTER | {"attachments": [], "file": "a.pdf", "date": ""}]),
            "Two entries",
        ),
    ],
)
def test_misuse_is_told(tmp_path, content, message):
    """A file that is no export is refused with what to do."""
    with pytest.raises(UsageError, match=message):
        table(tmp_path, content)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda one: (
        st.lists(one, max_size=3) | st.dictionaries(st.sampled_from(["date-parts", "raw", "path", "family"]), one)
    ),
)


@given(st.lists(st.dictionaries(st.sampled_from([*ENTRY, *BETTER, "file"]), VALUES), max_size=3))
def test_values_of_any_type_are_borne(tmp_path_factory, entries):
    """A field that holds something else than it should states nothing."""
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    with suppress(UsageError):
        csl_facts(path)
