"""Utterances in real reports, held against gold."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import pytest
from tests.conftest import a_report

from depesche import packs
from depesche.records import Fact
from depesche.relate.utterances import find_utterances
from depesche.run.plan import read_report

PACKS = {"de": packs.load("de")}


def read(path, day):
    """A report on a day that is stated."""
    report = a_report(path.read_bytes().decode("utf-8"), path.name)
    return read_report(replace(report, facts=(Fact("published", day, "table"),)))


def span(text, told):
    """Where gold's words stand."""
    at = -1
    for _ in range(told.get("n", 0) + 1):
        at = text.index(told["text"], at + 1)
    return range(at, at + len(told["text"]))


def reach(report, record):
    """The characters of a statement's content."""
    [statement] = [one for one in report.statements if one.id == record]
    return {n for piece in statement.content for n in range(piece.start, piece.end)}


def linked(reports, utterances):
    """The pairs of statements over reports that are joined, each as the characters of both."""
    by_name = {report.name: report for report in reports}
    return [
        {m.report: reach(by_name[m.report], m.record) for m in pair}
        for one in utterances
        for pair in combinations(one.members, 2)
        if pair[0].report != pair[1].report
    ]


def joined(pairs, a, b):
    """Whether a pair has both places."""
    return any(a[0] in pair and b[0] in pair and pair[a[0]] & set(a[1]) and pair[b[0]] & set(b[1]) for pair in pairs)


@pytest.mark.corpora
def test_the_same_words_of_two_real_reports_are_joined(data):
    """Of gold's pairs nearly all, and nearly none that gold does not have."""
    golds = {name: json.loads((data / "gold" / f"{name}.json").read_text("utf-8")) for name in ("000", "001")}
    reports = [read(data / "reports" / gold["report"], gold["header"]["published"]["value"]) for gold in golds.values()]
    texts = dict(zip(golds, reports, strict=True))
    groups = json.loads((data / "gold" / "cross.json").read_text("utf-8"))["same_utterance"]

    def place(key, index):
        report = texts[key]
        content = golds[key]["statements"][index]["content"]
        pieces = content if isinstance(content, list) else [content]
        return report.name, {n for piece in pieces for n in span(report.text, piece)}

    told = [
        (place(*a), place(*b))
        for group in groups
        for a, b in combinations(group, 2)
        if a[0] != b[0] and {a[0], b[0]} <= set(golds)
    ]
    found = linked(reports, find_utterances(reports, PACKS))
    recall = sum(joined(found, a, b) for a, b in told) / len(told)
    precision = sum(any(joined([pair], a, b) for a, b in told) for pair in found) / len(found)

    assert recall >= 0.8
    assert precision >= 0.8


@pytest.mark.corpora
@pytest.mark.parametrize("cluster", ["gulf-2019", "confidence-vote-2005"])
def test_what_is_only_the_same_position_is_not_joined(data, tmp_path, cluster):
    """Another occasion or another speaker; and of the sure pairs some are joined where the cluster has any of one actor."""
    gold_file = data / "gold" / "clusters" / f"{cluster}.json"
    subprocess.run(
        [sys.executable, str(gold_file.parent / "make_reports.py"), str(gold_file), str(tmp_path)], check=True
    )
    gold = json.loads(gold_file.read_text("utf-8"))
    reports = {one["id"]: read(tmp_path / one["file"], one["published"]) for one in gold["reports"]}
    found = linked(list(reports.values()), find_utterances(list(reports.values()), PACKS))

    def pairs(kind):
        for one in gold[kind]:
            for a, b in combinations(one["members"], 2):
                if a["report"] != b["report"]:
                    yield (
                        one.get("confidence"),
                        *((reports[m["report"]].name, span(reports[m["report"]].text, m["span"])) for m in (a, b)),
                    )

    sure = [(a, b) for confidence, a, b in pairs("same_utterance") if confidence == "sure"]

    assert [(a, b) for _, a, b in pairs("same_position") if joined(found, a, b)] == []
    assert sum(joined(found, a, b) for a, b in sure) >= len(sure) // 2
