"""Who acts in a report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.conftest import a_report
from tests.read.conftest import DE, read

from depesche.read.actors import read_actors
from depesche.read.statements import read_statements
from depesche.run.plan import read_in, stages

TEXT = (
    "Der russische Vizeaußenminister Sergej Rjabkow traf am Montag in Genf ein. Moskau fordere Garantien, sagte Rjabkow. "
    "Die Agentur Interfax zitierte Rjabkow mehrfach. Die Nato lehnte Russlands Forderung ab."
)


def actors(text):
    return {a.name: a for a in read(text).actors}


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Sergej Rjabkow", "person"), ("Russia", "state"), ("Interfax", "agency"), ("NATO", "organisation")],
)
def test_actors_have_a_kind(name, kind):
    """Persons are told from states, agencies and organisations."""
    assert kind == actors(TEXT)[name].kind


def test_actors_keep_every_form_met():
    """The names of an actor are all the forms in the report, in their order."""
    assert actors(TEXT)["Sergej Rjabkow"].names == ("Sergej Rjabkow", "Rjabkow")


def test_a_person_has_a_role_and_a_state():
    """The words around a name tell the office and whom its holder acts for."""
    person = actors(TEXT)["Sergej Rjabkow"]

    assert person.acts_for == "Russia"
    assert person.role


def test_mentions_are_where_the_report_names_the_actor():
    """Every mention is a span of the text with one of the names."""
    person = actors(TEXT)["Sergej Rjabkow"]

    assert [m.text for m in person.mentions] == ["Sergej Rjabkow", "Rjabkow", "Rjabkow"]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Die Gespräche finden in Wien statt.", "Austria"),
        ("Die Fähre liegt im Hafen.", "Fähre"),
    ],
    ids=["place", "thing"],
)
def test_places_and_things_are_no_actors(text, absent):
    """What only is somewhere does not act."""
    assert absent not in actors(text)


def test_ids_are_unique_and_stable():
    """An actor's id is its own, and the same whenever the text is read."""
    first = [a.id for a in read(TEXT).actors]
    read.cache_clear()

    assert first == [a.id for a in read(TEXT).actors]
    assert len(first) == len(set(first))


def test_the_cast_is_drawn_up_once_and_left_as_it_was():
    """Readers go on with a copy of the cast that the actors were read from, and reading twice gives the same."""
    report = replace(a_report(TEXT), language="de")
    for stage in stages()[: stages().index(read_actors) + 1]:
        report = stage(report, DE)
    first, second = read_statements(report, DE), read_statements(report, DE)

    assert (first.actors, first.statements) == (second.actors, second.statements)
    assert read_in(report, "de").cast is None


def test_authors_do_not_act():
    """The line that names who wrote the report names nobody who acts in it."""
    assert set(actors("Streit um die Fähren\n\nVon Ida Lund\n\nDie Nato lehnte die Forderung ab.")) == {"NATO"}


@pytest.mark.parametrize(
    ("text", "absent"),
    [("Die Demokratische Partei Thailands kam.", "Democratic Party"), ("Die thailändische SPD kam.", "SPD")],
)
def test_a_body_of_another_state_is_another_body(text, absent):
    """What the tables know by a name is not meant where the state beside it is another."""
    assert absent not in actors(text)
