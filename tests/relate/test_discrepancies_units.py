"""Measures that stand beside themselves in another unit."""

from __future__ import annotations

import pytest
from tests.relate.told_story import PACKS, story

from depesche.relate.discrepancies_story import Story
from depesche.relate.discrepancies_units import measures, misconverted


@pytest.mark.parametrize(
    "text",
    [
        "Das Wrack liegt 60 Meilen (100 Kilometer) vor der Küste.",
        "Die Rinne ist zwischen 210 und 2.200 Meilen (340 und 3.500 km) lang.",
        "Der Mast ist 30 Fuß (9 Meter) hoch.",
        "Es waren 50 Grad Fahrenheit (10 Grad Celsius).",
        "Er wiegt 200 Pfund, umgerechnet etwa 91 Kilogramm.",
        "Die Weide misst 3 Millionen Acres (1,2 Millionen Hektar).",
        "Das Boot läuft 12 Knoten (22 km/h).",
        "Im Tank waren 10 Gallonen (45,5 Liter).",
    ],
)
def test_a_right_conversion_is_no_discrepancy(text):
    """Numbers that may have been rounded on the way are the same."""
    assert list(misconverted(Story(story(text), PACKS))) == []


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Das Wrack liegt 60 Meilen (160 Kilometer) vor der Küste.", ("60 Meilen", "160 Kilometer")),
        ("Die Rinne ist 210 bis 2.200 Meilen (340 bis 5.300 km) lang.", ("210 bis 2.200 Meilen", "340 bis 5.300 km")),
        ("Es waren 90 Grad Fahrenheit (20 Grad Celsius).", ("90 Grad Fahrenheit", "20 Grad Celsius")),
        ("Die Weide misst 3 Millionen Acres (12.000 Hektar).", ("3 Millionen Acres", "12.000 Hektar")),
    ],
)
def test_a_wrong_conversion_is_found(text, sides):
    """A measure that is not the same in the other unit is a conflict inside the report."""
    [entry] = misconverted(Story(story(text), PACKS))

    assert (entry.kind, entry.grade, entry.scope) == ("unit", "conflict", "within")
    assert (entry.a.text, entry.b.text) == sides


@pytest.mark.parametrize(
    "text",
    [
        "Das Schiff ist 60 Meter lang und 9 Fuß tief.",
        "Es kostete 100 Pfund (120 Euro).",
        "Das Feld ist 60 Meilen (300 Hektar) entfernt.",
        "Bei 12 Knoten (3 Grad Celsius) war Schluss.",
    ],
    ids=["two measures", "money", "other dimension", "speed and heat"],
)
def test_other_measures_are_not_compared(text):
    """Only what stands for the same measure is converted, and money never is."""
    assert list(misconverted(Story(story(text), PACKS))) == []


def test_every_unit_converts_into_itself():
    """The table is whole: every unit has a dimension, factors above nought and words of its own."""
    rows = PACKS["de"].table("conversions")
    words = [word for row in rows for word in row["words"].split("|")]

    assert len(words) == len(set(words))
    assert all(float(row["factor"]) > 0 and row["dimension"] for row in rows)
    assert [m.unit.name for m in measures(PACKS["de"]).read("3 Knoten und 4,5 Tonnen")] == ["knots", "tonnes"]
