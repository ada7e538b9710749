"""No pattern of the pack may be slow on hostile text: twice the text takes about twice the time."""

from __future__ import annotations

import time

import pytest
from tests.conftest import a_report

from depesche.clean.clutter import mark_clutter
from depesche.clean.header import read_header
from depesche.packs import load

SEEDS = (
    "Foto: A ", "Von Anna ", "(", "Wien/", "a/", "Lesen Sie auch ", "1.1.2022 ", "Facebook ", "x  ", "\n", " ", "A ",
    "Quelle: dpa, ", "Bild", "Jetzt ", "Genf (dpa", "date 2022-01", "St. ", "(Foto: ", "Anna Beispiel und ", "10.", "[",
)  # fmt: skip


def seconds(text: str) -> float:
    report, de = a_report(text), load("de")
    began = time.perf_counter()
    mark_clutter(read_header(report, de), de)
    return time.perf_counter() - began


@pytest.mark.parametrize("seed", SEEDS)
def test_time_grows_with_the_text_and_not_faster(seed):
    """Repeated beginnings of everything that is looked for are the worst that a text can hold."""
    seconds(seed * 10)
    small, large = (min(seconds(seed * n) for _ in range(3)) for n in (4_000, 16_000))
    # Four times the text: below twenty milliseconds the clock and the other processes decide.
    assert large < max(10 * small, 0.05)
