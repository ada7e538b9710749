"""The best one-to-one assignment."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from depesche.score.assign import assign

worths = st.integers(1, 6).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([0.0, 0.2, 0.5, 1.0]), min_size=columns, max_size=columns), min_size=1, max_size=6
    )
)


@pytest.mark.parametrize(
    ("worth", "pairs"),
    [
        ([], []),
        ([[1.0]], [(0, 0)]),
        ([[0.9, 0.8], [0.8, 0.0]], [(0, 1), (1, 0)]),
        ([[0.1], [0.7], [0.2]], [(1, 0)]),
        ([[0.1, 0.7, 0.2]], [(0, 1)]),
    ],
    ids=["nothing", "one", "the sum counts", "more rows", "more columns"],
)
def test_the_sum_of_the_worth_is_the_largest(worth, pairs):
    """Pairs are chosen together, not one after the other."""
    assert pairs == assign(worth)


@given(worths)
def test_no_other_assignment_is_worth_more(worth):
    """The library's optimum and ours are the same, and nobody is paired twice."""
    pairs = assign(worth)

    rows, columns = linear_sum_assignment(np.array(worth), maximize=True)
    assert sum(worth[i][j] for i, j in pairs) == pytest.approx(np.array(worth)[rows, columns].sum())
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == min(len(worth), len(worth[0]))


def test_every_way_of_pairing_is_weighed():
    """On a square, the best of all permutations is found."""
    worth = [[0.3, 0.6, 0.5], [0.6, 0.9, 0.1], [0.2, 0.8, 0.75]]
    best = max(permutations(range(3)), key=lambda p: sum(worth[i][j] for i, j in enumerate(p)))

    assert list(enumerate(best)) == assign(worth)
