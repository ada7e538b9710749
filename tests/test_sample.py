"""The sample case: its reports can be read, and its gold belongs to them."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import depesche
from depesche.ingest import read
from depesche.ingest.sources import find
from depesche.score.gold import gold_files, score
from depesche.settings import Settings

SAMPLE = Path(depesche.__file__).parent / "sample"
REPORTS = SAMPLE / "reports"
GOLD = SAMPLE / "gold"
STEMS = sorted(path.stem for path in GOLD.glob("*.json") if path.stem != "cross")
RECORDS = {"statements", "times", "talks", "positions", "figures"}


@lru_cache
def texts() -> dict[str, str]:
    """The text of every report, as ingest makes it."""
    return {found.name: read(found, settings=Settings()).text for found in find([str(REPORTS)])}


def gold(stem: str) -> Any:
    return json.loads((GOLD / f"{stem}.json").read_bytes())


def placed(given: Any, text: str) -> Any:
    """A gold record with its spans as an export writes them."""
    if isinstance(given, list):
        return [placed(one, text) for one in given]
    if not isinstance(given, dict):
        return given
    if "text" in given and set(given) <= {"text", "n"}:
        start = -1
        for _ in range(given.get("n", 0) + 1):
            start = text.find(given["text"], start + 1)
            assert start >= 0, f"{given} stands nowhere in the report"
        return {"start": start, "end": start + len(given["text"]), "text": given["text"]}
    return {key: placed(value, text) for key, value in given.items()}


def perfect_export() -> dict[str, Any]:
    """What an export would hold if the readers made no mistake."""
    reports = {stem: placed(gold(stem), texts()[gold(stem)["report"]]) for stem in STEMS}
    names = {stem: report["report"] for stem, report in reports.items()}
    cross = gold("cross")

    def side(given: Any) -> Any:
        name = names[given["report"]]
        return {"report": name, "span": placed(given["span"], texts()[name])}

    return {
        "reports": list(reports.values()),
        "same_utterance": [[[names[stem], index] for stem, index in group] for group in cross["same_utterance"]],
        "discrepancy": [{**one, "a": side(one["a"]), "b": side(one["b"])} for one in cross["discrepancy"]],
        "lineage": [{**one, "spans": [side(span) for span in one["spans"]]} for one in cross["lineage"]],
    }


def test_every_report_has_gold():
    """Gold is complete: no report of the sample goes unmeasured."""
    assert sorted(gold(stem)["report"] for stem in STEMS) == sorted(texts())


@pytest.mark.parametrize("stem", STEMS)
def test_gold_holds_every_kind_of_record(stem):
    """A kind of record that a report lacks is an empty list, never a missing one."""
    assert set(gold(stem)) == {"report", "header", "actors", *RECORDS}
    assert gold(stem)["statements"]
    assert gold(stem)["times"]


@pytest.mark.parametrize("stem", STEMS)
def test_gold_names_only_actors_it_lists(stem):
    """Whoever speaks, meets or is addressed is introduced in the list of actors."""
    report = gold(stem)
    known = {actor["id"] for actor in report["actors"]}
    met = {one["actor"] for one in report["statements"] + report["positions"]}
    met |= {name for talk in report["talks"] for name in talk["participants"]}
    met |= {one["addressee"] for one in report["positions"]} - {None}

    assert met <= known


def test_a_page_is_taken_apart_into_the_text_its_gold_points_into():
    """Where the extraction of pages changes, the gold on pages must be looked at again."""
    made = list(GOLD.glob("*.txt"))

    assert [path.stem for path in made] == ["orsund-gespraeche-genf"]
    for path in made:
        assert texts()[f"{path.stem}.html"] == path.read_bytes().decode("utf-8")


def test_the_gold_itself_scores_full_marks():
    """Every span of the gold is found, and nothing in it contradicts the scorer's idea of a match."""
    table = score(GOLD, REPORTS, perfect_export())

    assert [key for key, figure in table.figures().items() if figure != 1.0] == []
    assert len(list(gold_files(GOLD))) == len(STEMS)


def test_the_reports_contradict_each_other():
    """The sample shows what the tool is for: both sides of a discrepancy are different words of different reports."""
    cross = gold("cross")

    assert len(cross["discrepancy"]) >= 5
    for one in cross["discrepancy"]:
        assert one["a"]["report"] != one["b"]["report"]
        assert one["a"]["span"]["text"] != one["b"]["span"]["text"]


def test_shared_utterances_come_from_several_reports():
    """A group of statements that render the same words spans at least two reports, and its members exist."""
    for group in gold("cross")["same_utterance"]:
        assert len({stem for stem, _ in group}) > 1
        for stem, index in group:
            assert gold(stem)["statements"][index]["content"]


def test_the_sample_ships_with_the_package():
    """`depesche` can open the sample wherever it is installed."""
    shipped = files("depesche").joinpath("sample", "reports")

    assert sum(1 for _ in shipped.iterdir()) == len(STEMS)
