"""Search: in every form and inside compounds, exactly where it fits, and never an error whatever is typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche.records import Statement, record_id
from depesche.store.case import Case
from depesche.store.search import narrowed, parse, without

TEXTS = {
    "a.txt": "Das Außenministertreffen endete ohne Ergebnis. Die Häuser der Botschaft blieben zu. 😀 Man verhandelte weiter.",
    "b.txt": "Ein Treffen der Außenminister in Genf gab es nicht. „Wir warten nicht länger“, sagte Ada Brenn.",
    "c.txt": "Die Straße blieb gesperrt; die Verhandlungen ruhten. Gesperrte Straßen gab es auch anderswo.",
}


def report(name, text, **columns):
    made = replace(a_report(text, name), language="de")
    at = text.find("Wir warten")
    statements: tuple[Statement, ...] = ()
    if at >= 0:
        span = made.span(at, at + len("Wir warten nicht länger"))
        identity = record_id(made.digest, "statement", (span,))
        statements = (Statement(identity, "direct", (span,), actor="Ada Brenn", act="refuse"),)
    return replace(made, statements=statements)


@pytest.fixture
def full(case):
    for name, text in TEXTS.items():
        case.put(report(name, text), reader="1")
    return case


def names(found):
    return [hit.row.name for hit in found.hits if hit.statement is None]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Treffen", {"a.txt", "b.txt"}),
        ("außenminister", {"a.txt", "b.txt"}),
        ("AUSSENMINISTER", {"a.txt", "b.txt"}),
        ("Haus", {"a.txt"}),
        ("strasse", {"c.txt"}),
        ("Verhandlung", {"c.txt"}),
        ("verhand*", {"a.txt", "c.txt"}),
        ("treffen genf", {"b.txt"}),
        ("treffen OR gesperrt", {"a.txt", "b.txt", "c.txt"}),
        ("treffen -genf", {"a.txt"}),
        ('"Treffen der Außenminister"', {"b.txt"}),
        ('"Außenminister der Treffen"', set()),
        ('"die Verhandlung"', set()),
        ("report:a.txt treffen", {"a.txt"}),
        ("kind:report treffen", {"a.txt", "b.txt"}),
        ("nirgends", set()),
        ("", set()),
    ],
)
def test_words_are_found(full, words, expected):
    """Any form, any case, umlauts as they are typed, inside compounds; phrases as they are written."""
    found = full.search(words)

    assert set(names(found)) == expected
    assert found.total == len(found.hits)


@pytest.mark.parametrize("words", ["actor:Brenn", "act:refuse", "mode:direct", "warten actor:ada", 'actor:"Ada Brenn"'])
def test_statements_are_found_by_their_fields(full, words):
    """With the statement, and its words as the snippet."""
    [hit] = full.search(words).hits

    assert (hit.statement.actor, hit.snippet) == ("Ada Brenn", "Wir warten nicht länger")


def test_what_fits_is_marked(full):
    """In the snippet, and at its place in the report, in code points."""
    for words in ("treffen", "verhandelt", "strasse", "warten"):
        for hit in full.search(words).hits:
            assert hit.marks
            text = TEXTS[hit.row.name]
            first, last = hit.marks[0]
            assert text[hit.at[0] : hit.at[1]] == hit.snippet[first:last]
            assert " ".join(text[hit.start : hit.end].split()) == " ".join(hit.snippet.split())


def test_the_index_keeps_step(full):
    """With texts that change, reports that go, and rulings that reject."""
    [hit] = full.search("act:refuse").hits
    full.rule(hit.statement.id, "reject", "Ada")
    assert full.search("act:refuse").hits == ()
    full.put(report("b.txt", "Etwas anderes steht jetzt hier."), reader="1")
    assert names(full.search("genf")) == []
    assert names(full.search("anderes")) == ["b.txt"]
    full.remove("c.txt")
    assert names(full.search("gesperrt")) == []
    for number in range(30):
        full.put(report("b.txt", "Etwas anderes steht jetzt hier."), reader=str(number))
    assert names(full.search("anderes")) == ["b.txt"]


def test_facets_lead_on(full):
    """Each value narrows the query down to so many hits."""
    found = full.search("warten OR treffen")
    for name, values in found.facets.items():
        for value, number in values:
            assert full.search(narrowed("warten OR treffen", name, value)).total >= number > 0
    assert without(narrowed("treffen", "act", "refuse"), "act") == "treffen"


def test_a_list_is_turned_page_by_page(full):
    """No hit twice, none left out."""
    whole = [hit.row.name for hit in full.search("der OR die OR das", limit=50).hits]
    pages = [
        hit.row.name for at in range(0, 10, 2) for hit in full.search("der OR die OR das", offset=at, limit=2).hits
    ]

    assert pages == whole


ODD = [
    '"',
    "OR",
    "-",
    "*",
    "actor:",
    "since:2022",
    "act:refuse",
    "(",
    "NEAR(",
    "' OR 1=1 --",
    "\x00",
    "\ud800",
    "😀",
    "kind:report",
]
WORDS = st.lists(st.one_of(st.text(max_size=12), st.sampled_from(ODD)), max_size=8)


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_nothing_that_is_typed_is_an_error(tmp_path_factory, pieces):
    """What makes no sense is noted."""
    words = " ".join(pieces)
    path = tmp_path_factory.getbasetemp() / "search.depesche"
    with Case.open(path, create=True) as case:
        if not list(case.rows()):
            for name, text in TEXTS.items():
                case.put(report(name, text), reader="1")
        found = case.search(words)

    assert found.total >= len(found.hits)
    assert parse(words) is not None


def test_a_filter_that_makes_no_sense_is_noted(full):
    """And counts for nothing."""
    assert parse("since:gestern act:sing mode:direct").notes == ("since:gestern", "act:sing")
    assert full.search("treffen", act="sing").asked.notes == ("act:sing",)
