"""A file name states what everybody would read out of it, and nothing more."""

from __future__ import annotations

import pytest

from depesche.ingest.filename import facts


@pytest.mark.parametrize(
    ("name", "published", "outlet"),
    [
        ("2022-01-10_tagesbote.txt", "2022-01-10", "tagesbote"),
        ("20220110-tagesbote", "2022-01-10", "tagesbote"),
        ("2022-01-10 tagesbote.html", "2022-01-10", "tagesbote"),
        ("2022-01-10_see-bote_Gespräche ohne Ende.txt", "2022-01-10", "see-bote"),
        ("tagesbote_2022-01-10.txt", "2022-01-10", "tagesbote"),
        ("10.01.2022_tagesbote.txt", "2022-01-10", "tagesbote"),
        ("2022_01_10.txt", "2022-01-10", None),
        ("2022-01-10 Gespräche ohne Ende.txt", "2022-01-10", None),
        ("2022-01-10-gespraeche-ohne-ende.html", "2022-01-10", None),
        ("2022-01-10_001.txt", "2022-01-10", None),
        ("2022-01-10_2d727af6667c690c.txt", "2022-01-10", None),
        ("2022-13-45_tagesbote.txt", None, None),
        ("2022-01-10_2022-01-12.txt", None, None),
        ("000_2d727af6667c690c.txt", None, None),
        ("bericht.txt", None, None),
        ("2022-01-10/bericht.txt", None, None),
    ],
)
def test_day_and_outlet(name, published, outlet):
    """Several words after a day may be an outlet or a headline, so they state neither."""
    stated = {fact.field: fact.value for fact in facts(name)}
    assert (stated.get("published"), stated.get("outlet")) == (published, outlet)
    assert {fact.basis for fact in facts(name)} <= {"file name"}
