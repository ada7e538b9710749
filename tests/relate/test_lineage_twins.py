"""Two reports that tell the same things in the same order, in other words."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.relate.lineage_reports import HARBOUR, PACKS, RAILWAY, report, saying

from depesche.records import Figure, Span
from depesche.relate.lineage import find_lineage
from depesche.relate.lineage_twins import Item, items, order

ONE = (
    ("Ohm", "dass die Schleuse spätestens im Herbst ganz geschlossen werde"),
    ("Varga", "ihre Regierung bestehe auf freier Durchfahrt für Getreide"),
    ("Ohm", "wer die Pegel manipuliere, müsse mit einer Sperre rechnen"),
    ("Varga", "man habe niemals Messgeräte verstellt"),
    ("Ohm", "eine Lösung vor dem Winter halte er für unwahrscheinlich"),
    ("Varga", "neue Gutachter sollten den Damm gemeinsam untersuchen"),
    ("Ohm", "dafür fehle bislang das nötige Vertrauen"),
    ("Varga", "beide Ufer bräuchten rasch sauberes Wasser"),
)
OTHER = (
    ("Ohm", "bis zum Herbst sei die Schleuse dicht"),
    ("Varga", "ihr Land verlange, dass Getreide die Durchfahrt frei passieren dürfe"),
    ("Ohm", "bei gefälschten Pegeln drohe die Sperre"),
    ("Varga", "verstellt worden seien diese Messgeräte nie"),
    ("Ohm", "vor dem Winter sehe er keine Lösung"),
    ("Varga", "sie schlage vor, Gutachter zum Damm zu schicken, und zwar gemeinsam"),
    ("Ohm", "das Vertrauen, das dafür nötig wäre, fehle"),
    ("Varga", "rasch müsse sauberes Wasser an die Ufer"),
)


def told(name, sayings, fill=()):
    """A report of things said, one after the other."""
    one = report(name, *(f"{who}: {words}." for who, words in sayings), *fill)
    for who, words in sayings:
        one = saying(one, words, who, mode="indirect")
    return one


def test_the_same_things_in_the_same_order_are_a_translation():
    """The words differ, the facts and their order do not."""
    [found] = find_lineage([told("a.txt", ONE), told("b.txt", OTHER)], PACKS)

    assert (found.kind, found.why, found.source) == ("translated twin", "same order", None)
    assert found.reasons[0].rule == "lineage.order"


NO_TWINS = {
    "another order": [OTHER[i] for i in (5, 0, 7, 2, 4, 1, 6, 3)],
    "other speakers": [({"Ohm": "Varga", "Varga": "Ohm"}[who], words) for who, words in OTHER],
    "two things of many": OTHER[:2],
}


@pytest.mark.parametrize("sayings", NO_TWINS.values(), ids=NO_TWINS)
def test_reports_of_one_event_are_no_twins(sayings):
    """Whoever was there too tells the same things, but not all of them, or in an order of their own."""
    fill = RAILWAY if len(sayings) < len(OTHER) else ()

    assert find_lineage([told("a.txt", ONE), told("b.txt", sayings, fill)], PACKS) == ()


def test_one_agency_needs_less():
    """Where both credit one agency, fewer things in the same order are enough."""
    pair = [told("a.txt", ONE[:5]), told("b.txt", OTHER[:5])]
    alone = find_lineage(pair, PACKS)
    credited = find_lineage([replace(one, header=replace(one.header, agencies=("AFP",))) for one in pair], PACKS)

    assert (alone, [one.kind for one in credited]) == ((), ["same wire"])


def test_twins_are_found_among_many():
    """In a bigger story the two are brought together by what they tell alike."""
    others = [report(f"c{n}.txt", *HARBOUR[n:], *RAILWAY[:n]) for n in range(0, 6, 5)]
    found = find_lineage([told("a.txt", ONE), told("b.txt", OTHER), *others], PACKS)

    assert ("a.txt", "b.txt", "translated twin") in [(*one.reports, one.kind) for one in found]


def test_figures_and_statements_are_told_in_their_order():
    """What a report tells is listed as it stands there, small numbers with little weight."""
    one = told("a.txt", ONE[:2])
    one = replace(
        one, figures=(Figure("f", Span(0, 3, "Ohm"), 3, "boats", ""), Figure("g", Span(4, 5, " "), 120.5, "km", ""))
    )

    assert [(item.kind, item.weight) for item in items(one, PACKS["de"])][:2] == [("figure", 0.5), ("figure", 2.0)]


NUMBERS = st.lists(st.integers(0, 5), max_size=7)


def numbered(numbers):
    return [Item("figure", Span(i, i + 1, "x"), frozenset([n]), 1.0 + n) for i, n in enumerate(numbers)]


@settings(max_examples=200, deadline=None)
@given(NUMBERS, NUMBERS)
def test_the_chain_is_the_heaviest_that_goes_forward(mine, theirs):
    """No other run of matches that goes forward on both sides weighs more."""
    pairs = [(i, j) for i, n in enumerate(mine) for j, m in enumerate(theirs) if n == m]
    best = 0.0
    for many in range(min(len(mine), len(theirs)) + 1):
        for run in combinations(pairs, many):
            if all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(run)):
                best = max(best, sum(1.0 + mine[i] for i, _ in run))
    found = order(numbered(mine), numbered(theirs))

    assert sum(one.weight for one, _ in found.matched) == best
    assert 0.0 <= found.share <= 1.0
    assert 0.0 <= found.ordered <= 1.0
