"""The calibration error."""

from __future__ import annotations

import pytest

from depesche.score.calibration import Calibration


@pytest.mark.parametrize(
    ("judged", "error"),
    [
        ([], 0.0),
        ([(0.5, True), (0.5, False)], 0.0),
        ([(1.0, True)], 0.0),
        ([(1.0, False)], 1.0),
        ([(0.9, True)] * 9 + [(0.9, False)], 0.0),
        ([(0.25, False), (0.75, False), (0.75, False), (0.75, False)], 0.625),
        ([(0.71, True), (0.79, False)], 0.25),  # one bin: its mean is .75, and half is right
    ],
)
def test_it_is_the_mean_distance_over_records(judged, error):
    """In each tenth the mean confidence is compared with the share that is right; a tenth counts by how many it holds."""
    assert Calibration.of(judged).error == pytest.approx(error)


def test_a_line_for_each_bin():
    """Bins that hold nothing are left out; lines fit a terminal."""
    lines = Calibration.of([(0.31, True), (0.95, True), (0.99, False)]).lines()

    assert [line.split() for line in lines[1:]] == [["0.310", "1.000", "1"], ["0.970", "0.500", "2"]]
    assert max(map(len, lines)) <= 80
