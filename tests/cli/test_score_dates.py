"""Measuring the days that are found, from the command line."""

from __future__ import annotations

import json
from hashlib import sha256

from depesche.cli.score_dates import quality

ONE = "Der Vertrag wurde am 3. Mai 2021 in Oslo unterzeichnet."
TWO = "Die Wahl wird am 3. Mai 2021 stattfinden, hieß es in Oslo."


def test_days_are_measured_alone_and_together(tmp_path, depesche):
    """The texts of a corpus are dated each alone, those of a cluster together."""
    corpus, cluster = tmp_path / "c.jsonl", tmp_path / "talks.json"
    rows = [{"id": "one", "text": ONE, "date": "2021-05-03"}, {"id": "two", "text": TWO, "date": "2021-05-09"}]
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    told = {"file": "00.txt", "sha256": sha256(ONE.encode()).hexdigest(), "published": "2021-05-03"}
    cluster.write_text(json.dumps({"reports": [told]}), "utf-8")
    ran = depesche("score", "dates", str(corpus), str(cluster), "--errors")

    assert (ran.code, ran.err) == (0, "")
    assert "two: /2021-05-03 for 2021-05-09" in ran.out
    figures = json.loads(depesche("score", "dates", str(corpus), str(cluster), "--json").out)["figures"]
    assert figures["dates.alone.right"] == 0.5
    assert figures["dates.together.right"] == 1.0


def test_the_quality_page_has_the_days(tmp_path):
    """One data set with the figures of both; texts of clusters may lie in corpora that are not measured themselves."""
    corpus, other, cluster = tmp_path / "c.jsonl", tmp_path / "o.jsonl", tmp_path / "talks.json"
    corpus.write_text(json.dumps({"id": "two", "text": TWO, "date": "2021-05-01"}) + "\n", "utf-8")
    other.write_text(json.dumps({"id": "one", "text": ONE, "date": "2021-05-03"}) + "\n", "utf-8")
    told = {"file": "00.txt", "sha256": sha256(ONE.encode()).hexdigest(), "published": "2021-05-03"}
    cluster.write_text(json.dumps({"reports": [told]}), "utf-8")
    one = quality([corpus], [cluster], [other])

    assert one.figures["dates.alone.not wrong"] == one.figures["dates.together.right"] == 1.0
    assert one.figures["dates.alone.right"] == 0.0
    assert [count for _, count in one.errors] == [0, 0]


def test_what_is_no_corpus_is_a_wrong_call(tmp_path, depesche):
    """The file is named, with the forms that are known."""
    (tmp_path / "a.jsonl").write_text("nichts\n", encoding="utf-8")

    assert depesche("score", "dates", str(tmp_path / "a.jsonl")).code == 2
