"""An article that changes keeps its versions, in the order in which they were issued, whatever the order in which they came in."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from tests.conftest import a_report

from depesche.store.case import Case

TEXTS = {
    "2031-03-03T08:00:00Z": "Kolb sagte: „Nein.“",
    "2031-03-03T12:00:00Z": "Kolb sagte: „Vielleicht.“",
    "2031-03-04T08:00:00Z": "Kolb sagte nichts.",
}


def version(as_of: str, text: str):
    report = a_report(text, "https://bote.example/genf")
    return replace(report, source=replace(report.source, origin="https://bote.example/genf", as_of=as_of))


def put(case, as_of):
    return case.put(version(as_of, TEXTS[as_of]), reader="1", stamp=f"stamp {as_of}")


@pytest.mark.parametrize("order", list(permutations(TEXTS)), ids=lambda order: " ".join(one[8:13] for one in order))
def test_versions_are_numbered_by_when_they_were_issued(tmp_path, order):
    """The newest is the current one, and each is there once."""
    with Case.open(tmp_path / "x.depesche", create=True) as case:
        for as_of in order:
            put(case, as_of)
        found = case.versions("https://bote.example/genf")

        assert [(one.number, one.current) for one in found] == [(1, False), (2, False), (3, True)]
        assert [case.report(one.id).text for one in found] == list(TEXTS.values())
        assert [case.taken("https://bote.example/genf", as_of) for as_of in TEXTS] == [f"stamp {one}" for one in TEXTS]


def test_an_older_version_does_not_take_the_place_of_the_current_one(tmp_path):
    """It is told apart from a change, and the same version again is the same."""
    first, second, _ = TEXTS
    with Case.open(tmp_path / "x.depesche", create=True) as case:
        told = [put(case, second), put(case, first), put(case, first), put(case, second)]

        assert told == ["new", "older", "same", "same"]
        assert case.report("https://bote.example/genf").text == TEXTS[second]


def test_an_article_that_was_not_changed_is_one_version(tmp_path):
    """Taken at two times with one text."""
    with Case.open(tmp_path / "x.depesche", create=True) as case:
        case.put(version("2031-03-04T08:00:00Z", "Kolb schwieg."), reader="1", stamp="b")
        told = case.put(version("2031-03-03T08:00:00Z", "Kolb schwieg."), reader="1", stamp="a")

        assert told == "same"
        assert len(case.versions("https://bote.example/genf")) == 1


def test_what_is_taken_out_is_forgotten(tmp_path):
    """A report that comes in again after that is new."""
    with Case.open(tmp_path / "x.depesche", create=True) as case:
        for as_of in TEXTS:
            put(case, as_of)
        case.remove("https://bote.example/genf")

        assert case.taken("https://bote.example/genf", next(iter(TEXTS))) is None
        assert put(case, next(iter(TEXTS))) == "new"
