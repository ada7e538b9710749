"""Discrepancies of real reports, held against what a person found."""

from __future__ import annotations

import json

import pytest
from tests.relate.told_story import PACKS, meetings, read

from depesche.relate.discrepancies import find_discrepancies
from depesche.relate.utterances import find_utterances

CLUSTERS = ("gulf-2019", "confidence-vote-2005")


def places(report, span) -> range:
    """The characters of a gold span."""
    at = -1
    for _ in range(span.get("n", 0) + 1):
        at = report.text.index(span["text"], at + 1)
    return range(at, at + len(span["text"]))


def met(entry, sides) -> bool:
    """Whether an entry has both sides of a gold discrepancy."""
    return all(
        any(q.report == report.name and q.start < span.stop and span.start < q.end for q in (entry.a, entry.b))
        for report, span in sides
    )


@pytest.mark.corpora
def test_the_gold_discrepancies_of_two_reports_are_found(data):
    """Of what differs between two reports on one day, most is found."""
    gold = json.loads((data / "gold" / "cross.json").read_bytes())
    files = {path.name[:3]: path for path in (data / "reports").glob("*.txt")}
    reports = {key: read(key, files[key].read_bytes().decode(), "2022-01-10") for key in ("000", "001")}
    some = list(reports.values())
    entries = find_discrepancies(some, find_utterances(some, PACKS), meetings(some), PACKS)
    wanted = [
        [(reports[x[side]["report"]], places(reports[x[side]["report"]], x[side]["span"])) for side in ("a", "b")]
        for x in gold["discrepancy"]
    ]

    assert sum(any(met(entry, sides) for entry in entries) for sides in wanted) >= len(wanted) - 1


@pytest.mark.corpora
@pytest.mark.parametrize("name", CLUSTERS)
def test_controls_of_the_clusters_are_not_reported(data, tmp_path, name):
    """What looks like a conflict and is none, by the judgement of a person, is no entry."""
    folder = data / "gold" / "clusters"
    gold = json.loads((folder / f"{name}.json").read_bytes())
    texts = _texts(folder, name, tmp_path)
    reports = {one["id"]: read(one["file"], texts[one["file"]], one["published"]) for one in gold["reports"]}
    some = list(reports.values())
    entries = find_discrepancies(some, find_utterances(some, PACKS), meetings(some), PACKS)
    controls = [
        [(reports[x[side]["report"]], places(reports[x[side]["report"]], x[side]["span"])) for side in ("a", "b")]
        for x in gold["discrepancy"]
        if x["relation"] == "none"
    ]

    assert controls
    assert not [entry for entry in entries for sides in controls if met(entry, sides)]


def _texts(folder, name, out) -> dict[str, str]:
    """The texts of a cluster, as its own script makes them."""
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    subprocess.run([sys.executable, folder / "make_reports.py", folder / f"{name}.json", out], check=True)
    return {path.name: path.read_bytes().decode() for path in out.glob("*.txt")}
