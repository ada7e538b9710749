"""Names of issues are grouped by what they are about, whatever the language and the words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.packs import load
from depesche.relate.codebook import code
from depesche.relate.issue_keys import Name, keyed
from depesche.relate.issues import propose, slug, turned
from depesche.relations import Issue

DE = load("de")


def grouped(*names: tuple[str, str]) -> list[set[str]]:
    """The names in the report's words, by the entry that they are proposed for."""
    book = propose(dict.fromkeys(names, 1), DE)
    codes = code(names, book)
    return sorted(({text or issue for (issue, text), home in codes.items() if home == one.id} for one in book), key=min)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("NATO enlargement", "Nato-Osterweiterung"), ("NATO enlargement", "")),
        (("", "Ausdehnung der Nato"), ("", "Nato-Erweiterung")),
        (("membership of Kenya", ""), ("", "Mitgliedschaft Kenias")),
        (("", "Aufnahme Maltas"), ("", "Beitritt Maltas")),
        (("withdrawal of the troops", ""), ("", "Abzug der Truppen")),
        (("", "verbindliche Garantien"), ("", "rechtsverbindliche Sicherheitsgarantien")),
        (("limit of military exercises", ""), ("", "Festlegung des Umfangs von Manövern")),
        (("quality of talks", ""), ("", "Verlauf der Gespräche")),
        (("", "Auflösung des Parlaments vor Ablauf der Frist"), ("", "Auflösung des Parlaments")),
        (("", "Garantien zum Ende der Nato-Erweiterung"), ("", "Garantien für eine Nichterweiterung der Nato")),
    ],
    ids=lambda name: name[1] or name[0],
)
def test_other_words_for_one_issue_have_one_key(one, other):
    """Synonyms, compounds, word order and the language of a name do not make another issue."""
    assert keyed(Name(*one), DE).key == keyed(Name(*other), DE).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stationierung von Raketen in Europa", "Raketengespräche"),
        ("Sanktionen gegen Kenia", "Sanktionen gegen Malta"),
        ("Aufnahme Maltas", "Aufnahme Kenias"),
        ("schriftliche Antwort", "rasche Antwort"),
        ("Gespräche über Raketen", "Gespräche über Fischerei"),
        ("Hafen", "Schließung des Hafens"),
        ("Abzug der Truppen", "Verlegung der Truppen"),
    ],
)
def test_two_issues_stay_two(one, other):
    """Another head, another state or another thing is another issue."""
    assert len(grouped((one, one), (other, other))) == 2


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("Stationierung von Raketen", "Stationierung von Raketen in Europa"),
        ("Fortsetzung der Gespräche", "Fortsetzung der Gespräche mit Malta"),
        ("Aufnahme Maltas", "Aufnahme Maltas in die Nato"),
        ("Ausweitung der Fangquoten", "Expansion"),
    ],
)
def test_what_only_says_more_joins_the_wider_issue(wide, narrow):
    """A region, the only state that the case has there, or a bare noun of which it has one issue make no other one."""
    assert len(grouped((wide, wide), (narrow, narrow))) == 1


def test_a_second_state_parts_what_one_state_did_not():
    """Where a case has talks with two states, neither is simply the talks."""
    names = ["Fortsetzung der Gespräche", "Fortsetzung der Gespräche mit Malta", "Fortsetzung der Gespräche mit Kenia"]

    assert len(grouped(*((name, name) for name in names))) == 3


def test_a_bare_noun_told_more_often_than_its_only_kin_is_not_taken_for_it():
    """In a large case `Neuwahlen` are not all those of the one state that is named once."""
    names = {("early elections", "Neuwahlen"): 6, ("early elections in Malta", "Neuwahlen in Malta"): 1}

    assert len(propose(names, DE)) == 2


@pytest.mark.parametrize(
    ("name", "against"),
    [
        ("Ende der Nato-Osterweiterung", True),
        ("end of the NATO enlargement", True),
        ("Nichterweiterung der Nato", True),
        ("Nato-Osterweiterung", False),
        ("Fragen der Abrüstung", False),
        ("Garantien zum Ende der Nato-Erweiterung", False),
    ],
)
def test_names_for_less_of_a_thing_turn_the_stance(name, against):
    """Who is for an end of something is against it."""
    assert keyed(Name(name), DE).turned is against


def test_stances_are_turned_against_the_name_of_the_entry():
    """An entry that is itself called an end turns nobody's stance who is for that end."""
    names = {("Ende der Blockade", "Ende der Blockade"): "a", ("Blockade", "Blockade"): "a"}

    assert turned(names, [Issue("a", "Blockade")], DE) == {("Ende der Blockade", "Ende der Blockade")}
    assert turned(names, [Issue("a", "Ende der Blockade")], DE) == {("Blockade", "Blockade")}


def test_an_entry_is_called_by_the_shortest_common_english_name():
    """Neither a rare name nor one that says less of the thing names it."""
    names = {
        ("early closure of the port", "vorzeitige Schließung des Hafens"): 2,
        ("closure of the port", "Schließung des Hafens"): 2,
        ("closure of ports", "Sperrung von Häfen"): 0,
        ("ban of the closure of the port", "Verbot der Schließung des Hafens"): 3,
    }
    [issue] = propose(names, DE)

    assert issue.name == "closure of the port"
    assert "Verbot der Schließung des Hafens" in issue.covers


WORDS = [
    "Hafen",
    "Raketen",
    "Gespräche",
    "Kenia",
    "Malta",
    "Nato",
    "Ende",
    "neue",
    "mit",
    "der",
    "über",
    "-",
    "§",
    "Öl",
]
NAMES = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join) | st.text(max_size=12)
COUNTED = st.dictionaries(st.tuples(NAMES, NAMES), st.integers(0, 5), max_size=15)


@given(COUNTED)
@settings(max_examples=150, deadline=None)
def test_every_name_is_in_one_entry_whatever_the_order(names):
    """The order in which names come tells nothing; each name with a letter has one entry, each id is its entry's alone."""
    book = propose(names, DE)
    codes = code(names, book)

    assert propose(dict(reversed(list(names.items()))), DE) == book
    assert set(codes) == {(issue, text) for issue, text in names if (text or issue).strip()}
    assert len({issue.id for issue in book}) == len(book)
    assert len({cover.casefold() for issue in book for cover in issue.covers}) == sum(len(i.covers) for i in book)


@given(COUNTED, COUNTED)
@settings(max_examples=100, deadline=None)
def test_what_a_codebook_kept_covers_stays_when_names_are_added(before, more):
    """Entries that are handed in lose no name and keep their ids."""
    kept = propose(before, DE)
    after = {issue.id: set(issue.covers) for issue in propose(before | more, DE, kept)}

    assert all(set(issue.covers) <= after[issue.id] for issue in kept)


def test_a_new_name_joins_the_entry_that_was_kept():
    """What fits is proposed into what is there."""
    kept = [Issue("mine", "The port", ("Schließung des Hafens",))]
    names = {("closure of the port", "Schließung des Hafens"): 1, ("closure of the port", "Sperrung des Hafens"): 1}
    [issue] = propose(names, DE, kept)

    assert (issue.id, issue.name) == ("mine", "The port")
    assert "Sperrung des Hafens" in issue.covers


def test_ids_depend_on_what_an_issue_is_about_and_not_on_counts():
    """However often names are met, and whichever gives the entry its name, the id stays."""
    one = {("NATO enlargement", "Nato-Erweiterung"): 9, ("NATO enlargement", "Nato-Osterweiterung"): 1}
    other = {("NATO enlargement", "Nato-Erweiterung"): 1, ("", "Ausdehnung der Nato"): 9}

    assert [i.id for i in propose(one, DE)] == [i.id for i in propose(other, DE)] == ["nato-enlargement"]


@pytest.mark.parametrize(
    ("words", "begins"), [(["Größe"], "groesse"), (["Порт"], ""), (["a" * 90], "a" * 20), (["---"], "")]
)
def test_slugs_are_letters_digits_and_hyphens(words, begins):
    """What letters cannot tell is told by a digest, so that two words never share a slug by that."""
    found = slug(words)

    assert found.startswith(begins)
    assert found
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_names_of_any_length_are_read_in_time():
    """A name of a megabyte is read like a short one."""
    assert len(propose({("x", "Hafen " * 200_000): 1, ("y", "-" * 1_000_000): 1}, DE)) == 2


def test_the_tables_for_grouping_name_nouns_that_are_known():
    """A slip in a table would put issues below a noun that no name has."""
    nouns = {row["noun"] for row in DE.table("issue_nouns")}
    groups = DE.table("issue_groups")

    assert {row["as"] for row in groups} <= nouns
    assert {row["where"] for row in groups} == {"head", "behind", "any"}
    assert {row["way"] for row in groups} <= {"pro", "contra"}
    assert {word for word in DE.words("issue_wide") if word[0].islower()} <= {
        row["stem"] for row in DE.table("issue_adjectives")
    }
