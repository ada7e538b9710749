"""Pairing one to one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from depesche.score.pairing import best_pairs

WORTH = st.integers(0, 6).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 9).map(lambda n: n / 9), min_size=columns, max_size=columns), max_size=6
    )
)


@pytest.mark.parametrize(
    ("worth", "pairs"),
    [
        ([], []),
        ([[]], []),
        ([[0.0]], []),
        ([[1.0], [0.5]], [(0, 0)]),
        ([[0.9, 0.8], [0.8, 0.0]], [(0, 1), (1, 0)]),
        ([[0.1, 0.0, 0.2]], [(0, 2)]),
    ],
)
def test_the_sum_counts_not_the_best_single_pair(worth, pairs):
    """A pair is given up where two others are worth more together; what is worth nothing is no pair."""
    assert best_pairs(worth) == pairs


@given(WORTH)
def test_no_other_pairing_is_worth_more(worth):
    """The sum is that of an independent solver, and no row or column is used twice."""
    pairs = best_pairs(worth)
    rows, columns = linear_sum_assignment(worth, maximize=True) if worth and worth[0] else ([], [])

    assert sum(worth[r][c] for r, c in pairs) == pytest.approx(
        sum(worth[r][c] for r, c in zip(rows, columns, strict=True))
    )
    assert len({r for r, _ in pairs}) == len({c for _, c in pairs}) == len(pairs)
