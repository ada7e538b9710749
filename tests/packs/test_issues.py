"""The tables for positions and issues agree with one another and can be merged."""

from __future__ import annotations

from typing import get_args

import pytest

from depesche.packs import load
from depesche.records import Act

DE = load("de")
KEYS = {
    "issue_adjectives": ("stem",),
    "issue_light": ("noun",),
    "issue_nouns": ("noun",),
    "issue_verbs": ("lemma",),
    "position_events": ("act",),
    "position_nouns": ("noun",),
    "position_participles": ("participle",),
    "position_polarity": ("word",),
    "position_verbs": ("cue",),
    "position_cues": ("verb", "with", "not", "whose"),
}
STANCES = {"", "pro", "contra", "neutral"}


@pytest.mark.parametrize("name", sorted(KEYS))
def test_no_row_stands_twice(name: str) -> None:
    """Of two rows with the same key one would never be read."""
    keys = [tuple(row[key] for key in KEYS[name]) for row in DE.table(name)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", ["position_cues", "position_nouns", "position_participles", "position_verbs"])
def test_acts_and_stances_are_those_of_the_guidelines(name: str) -> None:
    """A slip in a table would make records that no schema allows."""
    acts = {row["act"] for row in DE.table(name)} - {"", "content"}
    assert acts <= set(get_args(Act))
    assert {row["stance"] for row in DE.table(name)} <= STANCES


def test_every_act_has_a_row_of_event_classes() -> None:
    """Also those that PLOVER leaves out have one, with an empty cell."""
    assert {row["act"] for row in DE.table("position_events")} == set(get_args(Act))


def test_what_verbs_are_called_as_nouns_is_known() -> None:
    """The noun of a verb names issues, so it needs a gender and an English name."""
    nouns = {form for row in DE.table("issue_nouns") for form in (row["noun"], row["plural"])}
    assert {row["noun"] for row in DE.table("issue_verbs")} - nouns - {""} == set()


def test_cells_are_what_the_columns_allow() -> None:
    """Gender, way and the like have few values."""
    assert {row["gender"] for row in DE.table("issue_nouns")} <= {"m", "f", "n"}
    assert {row["way"] for row in (*DE.table("issue_verbs"), *DE.table("issue_light"))} <= {"pro", "contra"}
    assert {row["not"] for row in DE.table("position_cues")} <= {"", "yes", "no"}
    assert {row["whose"] for row in DE.table("position_cues")} <= {"", "own", "other"}
    assert {row["judges"] for row in DE.table("position_polarity")} == {"good", "bad"}
