"""Who may be meant at a place: everybody in a report, and in a text as long as a book whoever is named around there."""

from __future__ import annotations

from tests.read.conftest import DE

from depesche.read import cast as casts
from depesche.read.cast import Cast
from depesche.read.lookup import lookup


def a_cast(number, gap):
    """So many persons, each named once, one after the other."""
    cast = Cast(lookup(DE))
    for n in range(number):
        cast.note(cast.add(f"Person {n}", "person"), n * gap, n * gap + 5, "Name")
    return cast


def test_in_a_report_everybody_is_near():
    """Nobody is left out of a text of ordinary length, wherever one looks."""
    cast = a_cast(30, 1000)

    assert cast.near(0) == cast.near(29_000) == cast.entities


def test_in_a_book_only_those_around_are_near():
    """The work for one description does not grow with the text; the order is that in which they came up."""
    cast = a_cast(500, 1000)
    near = cast.near(250_000)

    assert [e.name for e in near] == [f"Person {n}" for n in range(250 - casts._FAR // 1000, 250 + casts._FAR // 1000)]


def test_who_is_named_nowhere_is_left_out_of_nothing():
    """Somebody added without a place may be meant anywhere, and is found once when a place is known."""
    cast = a_cast(500, 1000)
    stranger = cast.add("Stranger", "office")
    assert cast.near(0)[-1] is stranger
    assert cast.near(499_000)[-1] is stranger

    cast.note(stranger, 499_100, 499_110, "Fremde")
    assert stranger not in cast.near(0)
    assert cast.near(499_000).count(stranger) == 1


def test_a_copy_finds_its_own():
    """What is added to a copy is not found in the first."""
    cast = a_cast(500, 1000)
    copy = cast.copy()
    copy.note(copy.add("New", "person"), 250_500, 250_510, "New")

    assert "New" in {e.name for e in copy.near(250_000)}
    assert "New" not in {e.name for e in cast.near(250_000)}
    assert not {id(e) for e in copy.near(250_000)} & {id(e) for e in cast.near(250_000)}
