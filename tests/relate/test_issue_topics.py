"""Issues are shown under topics: what they are about, without being one issue."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche.packs import load
from depesche.relate.codebook import code
from depesche.relate.issue_keys import Name
from depesche.relate.issue_topics import topic_of, topic_words, ways, with_topics
from depesche.relate.issues import propose, turned
from depesche.relate.position_matrix import matrix
from depesche.relate.positions import coded, governments, held_of, sides, topics
from depesche.relations import Issue
from depesche.run.plan import read_report

DE = load("de")


def topics_of(*names: str) -> dict[str, str]:
    """The topic that is proposed for each of these names of reports, by the name."""
    book = propose({(name, name): 1 for name in names}, DE)
    return {name: issue.topic for name in names for issue in book if name in issue.covers}


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("Stationierung von Raketen", "weapons and arms control"),
        ("Verzicht auf Angriffswaffen", "weapons and arms control"),
        ("Raketengespräche", "weapons and arms control"),
        ("Abrüstungsgespräche", "weapons and arms control"),
        ("Abzug von Atomwaffen", "weapons and arms control"),
        ("Lieferung von Waffen", "arms supplies"),
        ("Begrenzung von Manövern", "military exercises"),
        ("Beitritt Maltas zur Nato", "enlargement and membership"),
        ("Politik der offenen Tür", "enlargement and membership"),
        ("Aufnahme von Gesprächen", "talks"),
        ("Aufnahme von Flüchtlingen", "refugees and migration"),
        ("Gespräche über Sanktionen", "sanctions"),
        ("Verlauf der Gespräche", "talks"),
        ("Wahlkampf", "elections"),
        ("Auflösung des Parlaments", "confidence votes and early elections"),
        ("Sperrung der Meerenge", "straits and sea routes"),
        ("Festsetzung des Tankers", "ships and crews"),
        ("Schutz der Schifffahrt", "escorts at sea"),
        ("Handelskrieg", "trade and tariffs"),
    ],
)
def test_the_thing_decides_the_topic_and_not_what_is_done_about_it(name, topic):
    """Whoever talks about missiles, deploys or withdraws them is found in one row."""
    found = topic_of(Name("", name), DE)

    assert found is not None
    assert found.topic == topic


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("missile talks", "weapons and arms control"),
        ("strike weapons at the border", "weapons and arms control"),
        ("Malta NATO membership", "enlargement and membership"),
        ("NATO open door policy", "enlargement and membership"),
        ("sanctions on shipping companies", "sanctions"),
    ],
)
def test_english_names_have_the_same_topics(name, topic):
    """Persons call issues in English, and so does the codebook."""
    found = topic_of(Name(name), DE)

    assert found is not None
    assert found.topic == topic


@pytest.mark.parametrize("name", ["Theater", "Haltung", "x", "", "Nachbar", "-"])
def test_what_the_thesaurus_does_not_know_stands_by_itself(name):
    """No topic is better than a wrong one."""
    assert topic_of(Name("", name), DE) is None


def test_unlike_demands_about_one_thing_stay_two_issues():
    """A topic joins rows of a table, not issues."""
    names = {("", "Stationierung von Raketen"): 1, ("", "Raketengespräche"): 1}
    book = propose(names, DE)

    assert len(book) == 2
    assert {issue.topic for issue in book} == {"weapons and arms control"}


def test_who_belongs_to_a_body_is_a_topic_for_each_body():
    """Two bodies are two topics, and where a case has two a bare name is neither's."""
    found = topics_of("Nato-Osterweiterung", "Beitritt Maltas zur EU", "Aufnahme Kenias")

    assert found["Nato-Osterweiterung"] == "enlargement of NATO"
    assert found["Beitritt Maltas zur EU"] == "enlargement of EU"
    assert found["Aufnahme Kenias"] == "enlargement and membership"


def test_a_bare_name_is_that_of_the_only_body_of_a_case():
    """Who speaks of one alliance means that one; members of a party are none of its."""
    found = topics_of(
        "Nato-Osterweiterung", "Garantien gegen die Erweiterung der Nato", "Aufnahme Kenias", "Parteimitgliedschaft"
    )

    assert found["Aufnahme Kenias"] == "enlargement of NATO"
    assert found["Parteimitgliedschaft"] != "enlargement of NATO"


def test_a_body_that_is_named_once_among_many_is_not_everybody_s():
    """What is mostly left out is not known."""
    names = {("", "Aufnahme Kenias"): 5, ("", "Beitritt Maltas zur EU"): 1}
    found = {issue.name: issue.topic for issue in propose(names, DE)}

    assert found["Aufnahme Kenias"] == "enlargement and membership"


@pytest.mark.parametrize(
    ("name", "topic", "way"),
    [
        ("NATO enlargement", "enlargement of NATO", 1),
        ("membership of Malta", "enlargement of NATO", 1),
        ("guarantees on the non-enlargement of NATO", "enlargement of NATO", -1),
        ("deployment of missiles", "weapons and arms control", 1),
        ("withdrawal of missiles", "weapons and arms control", -1),
        ("missile talks", "weapons and arms control", 0),
        ("disarmament", "weapons and arms control", -1),
        ("limit of military exercises", "military exercises", 0),
        ("end of the sanctions", "sanctions", -1),
        ("escalation", "escalation and restraint", 0),
    ],
)
def test_a_stance_reaches_the_topic_only_where_the_issue_tells_it(name, topic, way):
    """Who is for talks on missiles is neither for nor against missiles."""
    assert ways([Issue("a", name, topic=topic)], DE) == {"a": way}


def test_nothing_is_known_of_a_topic_that_a_person_made_up():
    """Who is for the issue may be against what the person had in mind."""
    assert ways([Issue("a", "NATO enlargement", topic="Ida's questions"), Issue("b", "sanctions")], DE) == {}


def test_a_topic_that_is_there_is_kept():
    """What a person or an earlier proposal says stands."""
    kept = Issue("a", "Hafen", covers=("Hafen",), topic="Kai")

    assert with_topics([kept], {("", "Hafen"): 3}, DE) == (kept,)


@given(st.lists(st.text(max_size=30), max_size=6))
@settings(deadline=None)
def test_any_name_has_a_topic_of_the_table_or_none(names):
    """Whatever reports call their issues."""
    known = set(topic_words(DE).topics)
    book = propose({(name, name): 1 for name in names}, DE)

    assert all(issue.topic in known or not issue.topic or " of " in issue.topic for issue in book)


def test_the_order_of_names_does_not_matter():
    """The same case has the same topics."""
    names = [("", "Aufnahme Kenias"), ("", "Nato-Osterweiterung"), ("", "Raketengespräche"), ("", "Hafen")]

    assert propose(dict.fromkeys(names, 1), DE) == propose(dict.fromkeys(reversed(names), 1), DE)


def test_the_thesaurus_holds_together():
    """Each term has a topic of the table and is read as something; bodies are known; doings are nouns that issues have."""
    topics = {row["topic"] for row in DE.table("issue_topics")}
    terms = DE.table("issue_terms")
    nouns = {row["noun"] for row in DE.table("issue_nouns")}

    assert {row["topic"] for row in terms} == topics
    assert all(topic_of(_as_name(row["term"]), DE) is not None for row in terms)
    assert len({row["term"] for row in terms}) == len(terms)
    assert {row["way"] for row in terms} <= {"", "contra", "none"}
    assert set(DE.words("issue_bodies")) <= {row["name_en"] for row in DE.table("organisations")}
    assert {row["way"] for row in DE.table("issue_ways")} == {"pro", "contra"}
    assert {row["noun"] for row in DE.table("issue_ways")} - nouns <= {"Durchsetzung", "Perspektive", "Vollendung"}


def _as_name(term):
    """English terms have no capitals."""
    return Name(term) if term.islower() else Name("", term)


def table_of(paths):
    """Who stands where in these reports, by sides and topics."""
    reports = [read_report(a_report(path.read_text(encoding="utf-8"), path.name)) for path in paths]
    names = Counter((one.issue, one.issue_text) for report in reports for one in report.positions)
    book = propose(names, DE)
    codes, called = code(names, book), {issue.id: issue.name for issue in book}
    of = sides([*((one.name, one.acts_for) for report in reports for one in report.actors), *governments(DE)])
    about, around = topics(book, DE), turned(codes, book, DE)
    every = (coded(one, codes, called, around, of, about) for report in reports for one in held_of(report))
    return matrix((one for one in every if one is not None), sides=of)


@pytest.mark.corpora
@pytest.mark.parametrize("topic", ["enlargement of NATO", "weapons and arms control", "military exercises"])
def test_both_sides_of_a_negotiation_stand_in_the_rows_that_it_is_about(data, topic):
    """Whatever words each side has for it; the row opens to what exactly each of them wants."""
    table = table_of(sorted((data / "reports").glob("*.txt")))
    row = next(row for row in table.issues if table.names[row] == topic)

    assert table.actors[:2] == ("Russia", "United States")
    assert all((side, row) in table.cells for side in table.actors[:2])
    assert len(table.under[row]) > 1


@pytest.mark.corpora
def test_on_the_enlargement_both_sides_are_against_each_other(data):
    """A refusal of guarantees against a thing is for the thing, a demand for them is against it."""
    table = table_of(sorted((data / "reports").glob("*.txt")))
    row = next(row for row in table.issues if table.names[row] == "enlargement of NATO")
    russia, america = ({stance for _, stance, _ in table.cells[side, row].acts} for side in table.actors[:2])

    assert (russia, america) == ({"contra"}, {"pro"})
