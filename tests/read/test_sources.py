"""The source of a reporting clause: its words from the first to the last."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Jan Pell, Leiter der Hafenbehörde, sagte, die Lage sei ernst.", "Jan Pell, Leiter der Hafenbehörde"),
        ("Ida Weg, die Chefin der Behörde, sagte, die Lage sei ernst.", "Ida Weg, die Chefin der Behörde"),
        ("Das Amt und die Polizei warnten, die Lage sei ernst.", "Das Amt und die Polizei"),
        ("Einer der beiden Fahrer sagte, die Lage sei ernst.", "Einer der beiden Fahrer"),
        ("Die Lage sei ernst, sagte der Vorsitzende des Verbandes, Elmar Tamsen.", "der Vorsitzende des Verbandes, Elmar Tamsen"),
        ("Die Lage sei ernst, sagte Jan R. Tamsen.", "Jan R. Tamsen"),
        ("Die Lage sei ernst, sagte Tamsens enger Mitarbeiter Nils Berg.", "Tamsens enger Mitarbeiter Nils Berg"),
        ("Die Lage sei ernst, teilte die Regierung in Oslo mit.", "die Regierung in Oslo"),
        ("Die Lage sei ernst, sagte der Minister in Oslo.", "der Minister"),
        ("Wie das Polizeipräsidium Nordkamm mitteilte, ist die Brücke gesperrt.", "das Polizeipräsidium Nordkamm"),
    ],
    ids=[
        "name and role", "name and role with article", "joined", "one of", "role and name", "initial", "genitive before adjective",
        "body and place", "person and place", "name of a body",
    ],
)  # fmt: skip
def test_a_source_is_the_whole_phrase(text, source):
    """Appositions, members, genitives and the place of a body belong to it; where somebody spoke does not."""
    assert brief(text, "source")[0] == (source,)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Nach Angaben von Jan Pell, dem Leiter der Behörde, ist die Brücke gesperrt.",
            "Jan Pell, dem Leiter der Behörde",
        ),
        (
            "Nach Angaben der Sprecherin des Amtes, Ida Weg, ist die Brücke gesperrt.",
            "der Sprecherin des Amtes, Ida Weg",
        ),
        ("Nach Ansicht einiger Ärzte ist die Lage ernst.", "einiger Ärzte"),
        ("Nach Angaben des Leiters vom Hafenamt ist die Brücke gesperrt.", "des Leiters vom Hafenamt"),
        (
            "Laut Hauptmann Jan Pell von der Küstenwache ist die Brücke gesperrt.",
            "Hauptmann Jan Pell von der Küstenwache",
        ),
        ("Die Brücke sei gesperrt, so Ida Weg, die Leiterin der Behörde.", "Ida Weg, die Leiterin der Behörde"),
        ("Laut BBC sind von zwanzig Menschen zwei verletzt.", "BBC"),
    ],
    ids=[
        "name and role",
        "role and name",
        "genitive without article",
        "vom",
        "name and von",
        "so",
        "no phrase of its own",
    ],
)
def test_the_source_of_a_phrase_holds_what_belongs_to_it(text, source):
    """What is set off by commas and what the source carries is part of it."""
    assert brief(text, "source")[0] == (source,)
