"""What several stages ask of one report is made once, and never taken for another report's."""

from __future__ import annotations

from depesche.read.once import Once
from depesche.records import Sentence

TABLES = object()


def test_what_is_asked_again_is_not_made_again():
    """The same tables and sentences give the same object."""
    once, sentences, made = Once[list[int]](), (), []

    def make():
        made.append(1)
        return made

    assert once.get(TABLES, sentences, make) is once.get(TABLES, sentences, make)
    assert made == [1]


def test_equal_sentences_of_another_report_are_not_the_same():
    """Only the very same objects count, so that nothing of one report is told of another."""
    once = Once[str]()
    one, other = [Sentence(0, 10, 0)], [Sentence(0, 10, 0)]

    assert once.get(TABLES, one, lambda: "one") == "one"
    assert once.get(TABLES, other, lambda: "other") == "other"
    assert once.get(object(), other, lambda: "tables") == "tables"
    assert once.get(TABLES, other, lambda: "authors", ("Ida Lund",)) == "authors"
    assert once.get(TABLES, other, lambda: "no others", ("Ida Lund",)) == "authors"
