"""When two records are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import SetupError
from depesche.score.match import Actors, chars, fold, match, overlap, place

KOLB = {"id": "Mira Kolb", "kind": "person", "names": ["die Ministerin", "Frau Kolb-Ahn"]}
VARNIA = {"id": "Varnia", "kind": "state", "names": ["varnische Seite", "Regierung in Ostrau"]}
sets = st.lists(st.frozensets(st.integers(0, 30), min_size=1, max_size=12), max_size=8)


@pytest.mark.parametrize(
    ("name", "gold", "expected"),
    [
        ("Mira Kolb", "Mira Kolb", True),
        ("Kolb", "Mira Kolb", True),
        ("Ministerin", "Mira Kolb", True),
        ("Jan Ahn", "Mira Kolb", True),
        ("Ostrau", "Varnia", False),
        ("Die varnische Seite", "Varnia", True),
        ("VARNIA", "Varnia", True),
        ("Varnia", "Mira Kolb", False),
        ("Unknown", "Unknown", True),
        ("Unknown", "Nobody", False),
        (None, None, True),
        (None, "Varnia", False),
        ("Varnia", None, False),
    ],
)
def test_a_name_stands_for_an_actor(name, gold, expected):
    """Any name of the actor does; for persons the last word of any; nobody is nobody."""
    assert expected == Actors.of([KOLB, VARNIA]).same(name, gold)


@pytest.mark.parametrize(
    ("name", "folded"),
    [("Die Élysée", "elysee"), ("Der", "der"), ("US-Regierung", "us regierung"), (None, ""), ("  The  EU ", "eu")],
)
def test_names_are_compared_without_what_varies(name, folded):
    """Case, accents, hyphens and a leading article make no difference, but an article alone is a name."""
    assert folded == fold(name)


def test_edges_of_quotation_do_not_count():
    """A span with its quotation marks and full stop covers the same as one without."""
    text = "„Das reicht nicht.“"
    wide, narrow = {"start": 0, "end": len(text), "text": text}, {"start": 1, "end": 17, "text": text[1:17]}

    assert overlap(chars(text, wide), chars(text, [narrow])) == 1.0


@pytest.mark.parametrize(
    "span", [{"start": 0, "end": 4, "text": "Genf"}, {"text": "Genf"}, {"text": "Wien", "n": 1}], ids=repr
)
def test_a_span_that_is_not_in_the_text_is_an_error(span):
    """Figures over the wrong text would be worthless."""
    with pytest.raises(SetupError):
        place("Wien und Bern", span)


def test_equal_overlaps_go_to_the_pair_that_agrees():
    """Two statements in one sentence are told apart by their actors, whatever their order."""
    same = frozenset({1, 2, 3})

    pairs = match([same, same], [same, same], agree=lambda g, o: g != o)

    assert {(0, 1), (1, 0)} == {(p.gold, p.ours) for p in pairs}


@given(sets, sets)
def test_pairs_are_one_to_one_and_above_the_floor(gold, ours):
    """No record is counted twice, and none that shares less than half."""
    pairs = match(gold, ours)

    assert len(pairs) == len({p.gold for p in pairs}) == len({p.ours for p in pairs})
    assert all(p.overlap == overlap(gold[p.gold], ours[p.ours]) >= 0.5 for p in pairs)


@given(sets)
def test_records_match_themselves(records):
    """A perfect reading scores in full."""
    assert len(records) == len(match(records, records))
