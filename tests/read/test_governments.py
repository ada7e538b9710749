"""Governments that are called by the person who leads them."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief

LEADS = "Die kanadische Ministerpräsidentin Ida Kolb reiste ab. "
UNTOLD = "Ida Kolb reiste ab. "
MAYOR = "Die kanadische Bürgermeisterin Ida Kolb reiste ab. "
TWO = "Der kanadische Minister Jan Pell ging. Der norwegische Minister Jan Pell kam. "
CALLED = [
    "Ida Kolbs Regierung", "Kolbs Regierung", "Kolbs neue Regierung", "Die Regierung Kolb", "Die Regierung Ida Kolbs", "Kolbs Kabinett",
    "Das Kabinett Kolb", "Die Regierung von Ida Kolb", "Die Regierung der Präsidentin Ida Kolb",
    "Die Kolb-Regierung", "Kolbs Administration", "Kolbs Minderheitsregierung",
]  # fmt: skip


@pytest.mark.parametrize("subject", [*CALLED, "Die Regierung unter Kolb"])
def test_a_government_called_by_its_head_is_the_state_that_the_report_gives_the_person(subject):
    """As `die norwegische Regierung` is Norway."""
    assert brief(f"{LEADS}{subject} warnte vor Streit.", "actor") == [("Canada",)]


@pytest.mark.parametrize("subject", CALLED)
def test_it_is_so_behind_the_verb_and_where_the_state_is_told_later(subject):
    """The whole report tells whom somebody acts for."""
    behind = subject.replace("D", "d", 1) if subject.startswith(("Die ", "Das ")) else subject

    assert brief(f"Im Mai hatte {behind} vor Streit gewarnt. {LEADS}", "actor") == [("Canada",)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (UNTOLD + "Ida Kolbs Regierung warnte vor Streit.", "Ida Kolb"),
        (UNTOLD + "Die Regierung Kolb warnte vor Streit.", "Ida Kolb"),
        (UNTOLD + "Kolbs Regierung warnte vor Streit.", "Kolbs Regierung"),
        (MAYOR + "Ida Kolbs Regierung warnte vor Streit.", "Ida Kolb"),
        (TWO + "Die Regierung Pell warnte vor Streit.", "Jan Pell"),
        (LEADS + "Die norwegische Regierung warnte vor Streit.", "Norway"),
        (LEADS + "Ein Minister der Regierung Kolb warnte vor Streit.", "Minister der Regierung Kolb"),
    ],
    ids=["full name", "behind", "surname", "mayor", "two states", "its own adjective", "somebody of it"],
)
def test_where_nothing_tells_the_state_it_is_left_as_it_is_called(text, actor):
    """No report that gives the person a single state, no state."""
    assert brief(text, "actor") == [(actor,)]


@pytest.mark.parametrize(
    ("subject", "actor"),
    [("Ida Kolbs Sprecher", "Ida Kolbs Sprecher"), ("Ida Kolbs Nachfolger Jan Pell", "Jan Pell")],
)
def test_who_stands_behind_a_full_name_in_the_genitive_is_somebody_else(subject, actor):
    """The name in the genitive says whose they are."""
    assert brief(f"{LEADS}{subject} warnte vor Streit.", "actor") == [(actor,)]
