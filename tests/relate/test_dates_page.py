"""docs/dates.md says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.relate.dated import day, read

from depesche import packs
from depesche.cli.score_dates import measured
from depesche.relate.dates import date_reports
from depesche.texts.reasons.dates import REASONS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")
SIDES = re.compile(r"\.(?:past|ahead|open)$")
SHARES = ("right", "held", "bounded", "wrong", "open")
FILES = {
    "Wikinews, politics": "text-de/wikinews-de-politik.jsonl",
    "Wikinews corpus, dev": "wikinews-quotes/dev.jsonl.xz",
}


def table(first: str) -> list[list[str]]:
    """The rows of the table whose first column has this name."""
    rows = re.search(rf"^\| {re.escape(first)} \|.*\n\| ---.*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    assert rows
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1].splitlines()]


@pytest.mark.parametrize(("text", "value", "interval"), table("the whole report"))
def test_the_examples_are_so(text, value, interval):
    """Each report of the page is dated as it says."""
    first, _, last = interval.partition(" to")

    assert day(text) == (value or None, (first, last.strip()) if interval else None)


def test_every_reason_is_told():
    """The page names every rule, and none that is not there."""
    told = {name for rules, _ in table("rule") for name in re.findall(r"`([^`]+)`", rules)}

    assert told == {SIDES.sub("", rule) for rule in REASONS}


def test_every_reason_of_an_example_is_on_the_page():
    """What dates the examples is explained."""
    reports = [read("a", text) for text, *_ in table("the whole report")]
    found = {
        SIDES.sub("", reason.rule)
        for report in reports
        for dating in date_reports([report], {"de": packs.load("de")})
        for reason in dating.reasons
    }

    assert {"dates.whole", "dates.counted", "dates.latest"} <= found
    assert not [rule for rule in found if f"`{rule}`" not in PAGE]


@pytest.mark.corpora
@pytest.mark.parametrize(("name", "file"), FILES.items())
def test_the_figures_are_so(data, name, file):
    """The page has what is measured, to a hundredth: rules for reading that change move a report or two."""
    [row] = [row for row in table("data") if row[0] == name]
    [result] = measured([data / "corpora" / file])

    assert len(result.found) == int(row[1])
    assert [result.counts[share] / int(row[1]) for share in SHARES] == pytest.approx(
        [float(cell) for cell in row[2:]], abs=0.011
    )
