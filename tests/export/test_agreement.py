"""How far people agree: as the textbook and another implementation have it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from depesche.export.agreement import agreement, alpha, disputes, kappa

VALUES = st.lists(st.dictionaries(st.sampled_from("ABCD"), st.sampled_from("xyz"), min_size=2), min_size=1, max_size=12)


def test_alpha_is_that_of_the_textbook():
    """Krippendorff's own example of four observers, twelve units and missing values: .743."""
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    units = [[str(one) for one in unit if one is not None] for unit in zip(*observers, strict=True)]

    assert alpha(units) == pytest.approx(0.743, abs=0.0005)


@given(VALUES)
def test_alpha_is_that_of_nltk(units):
    """Whoever rated whatever."""
    found = alpha([list(one.values()) for one in units])
    if found is None:
        assert len({value for one in units for value in one.values()}) == 1
        return
    triples = [(who, str(n), value) for n, one in enumerate(units) for who, value in one.items()]

    assert found == pytest.approx(AnnotationTask(data=triples).alpha())


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), min_size=1, max_size=15))
def test_kappa_is_that_of_nltk(pairs):
    """Of two people."""
    found = kappa({str(n): {"A": a, "B": b} for n, (a, b) in enumerate(pairs)})
    if found is None:
        assert len({value for pair in pairs for value in pair}) == 1
        return
    triples = [(who, str(n), value) for n, pair in enumerate(pairs) for who, value in zip("AB", pair, strict=True)]

    assert found == pytest.approx(AnnotationTask(data=triples).kappa())


def test_agreement_is_told_by_kind_and_field(make_case, reports):
    """A field has a value from everybody who did not reject the record; a final ruling is no opinion."""
    case = make_case(reports)
    one, two, three, four = (statement.id for statement in reports[0].statements)
    for who, verdicts in {"Ada": "aarc", "Bo": "aaac"}.items():
        for record, letter in zip((one, two, three, four), verdicts, strict=True):
            verdict = {"a": "accept", "r": "reject", "c": "correct"}[letter]
            act = "demand" if who == "Ada" else "warn"
            case.rule(record, verdict, who, {"act": act} if verdict == "correct" else None)
    rows = {(row.kind, row.field): row for row in agreement(case)}

    assert set(rows) == {("statements", "verdict"), ("statements", "act")}
    assert (rows["statements", "verdict"].units, rows["statements", "verdict"].share) == (4, 0.75)
    assert (rows["statements", "act"].units, round(rows["statements", "act"].share, 2)) == (3, 0.67)
    assert {(found.record, found.settled) for found in disputes(case)} == {(three, False), (four, False)}
    case.rule(three, "accept", "Cy", final=True)
    assert [(found.record, found.settled) for found in disputes(case)] == [(four, False), (three, True)]
    assert rows == {(row.kind, row.field): row for row in agreement(case)}
