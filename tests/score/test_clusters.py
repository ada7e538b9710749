"""Measuring what is said of the reports of one story."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from depesche.cli.score_cluster import CORPORA, measured, pool
from depesche.errors import SetupError, UsageError
from depesche.score.clusters import gold_of, score
from depesche.score.dates import cluster_of
from depesche.score.match import place

TEXTS = {
    "00.txt": "Varnia will verhandeln, sagte Kolb. Das Treffen in Genf kostet 14 Millionen. Elba nennt es Erpressung.",
    "01.txt": "Kolb sagte, man wolle verhandeln. In Genf trafen sich beide, für 40 Millionen. Elba spricht von Zwang.",
}


def at(report, words):
    return {"report": report, "span": {"text": words}}


def gold(**lists):
    reports = [
        {"id": "a", "file": "00.txt", "published": "2031-03-04"},
        {"id": "b", "file": "01.txt", "published": "2031-03-05"},
    ]
    return {"reports": reports, "talks": [], "same_utterance": [], "same_position": [], "discrepancy": []} | lists


def span(name, words):
    start = TEXTS[name].index(words)
    return {"start": start, "end": start + len(words), "text": words}


def export(statements=None, **lists):
    """Ours: of each report its statements by their words, and what reaches over reports."""
    statements = statements or {}
    reports = [
        {"report": f"folder/{name}", "statements": [{"content": [span(name, one)]} for one in statements.get(name, ())]}
        for name in TEXTS
    ]
    return {"reports": reports, "same_utterance": [], "discrepancy": []} | lists


@pytest.mark.parametrize(
    ("published", "worth", "figures"),
    [
        ({"value": "2031-03-04"}, "right", [1.0, 1.0, 1.0]),
        ({"value": None, "interval": ["2031-03-01", None]}, "held", [0.0, 1.0, 1.0]),
        ({"value": "2031-03-02", "interval": ["2031-03-01", "2031-03-05"]}, "held", [0.0, 1.0, 1.0]),
        ({"value": "2031-03-02"}, "wrong", [0.0, 0.0, 0.0]),
        ({"value": None, "interval": [None, "2031-03-02"]}, "wrong interval", [0.0, 0.0, 0.0]),
        ({"value": None, "interval": None}, "open", [0.0, 0.0, 1.0]),
    ],
)
def test_a_day_is_right_held_wrong_or_open(published, worth, figures):
    """An interval holds the day or is wrong; nothing stated is not wrong."""
    ours = export()
    ours["reports"][0]["header"] = {"published": published}

    result = score("t", gold(), {"00.txt": TEXTS["00.txt"]}, ours)

    assert dict(result.days) == {worth: 1}
    assert [row.figure for row in result.table.rows.values()] == figures
    assert f"1 {worth}" in "\n".join(result.lines())


def utterance(confidence="sure"):
    members = [at("a", "Varnia will verhandeln"), at("b", "man wolle verhandeln")]
    return {"confidence": confidence, "members": members}


JOINED = [[["folder/00.txt", 0], ["folder/01.txt", 0]]]
SAID = {"00.txt": ["will verhandeln"], "01.txt": ["man wolle verhandeln"]}


def test_a_sure_utterance_is_joined_where_a_group_meets_both_spans():
    """Three tenths of the shorter span are enough; without a group the pair is missed, with its words."""
    ours = export(SAID, same_utterance=JOINED)

    joined = score("t", gold(same_utterance=[utterance()]), TEXTS, ours)
    apart = score("t", gold(same_utterance=[utterance()]), TEXTS, ours | {"same_utterance": []})

    assert joined.figures()["cluster.utterances.joined"] == 1.0
    assert "that reach over reports: 1;" in joined.lines()[-1]
    [miss] = apart.table.misses
    assert (miss.kind, miss.report, miss.text) == ("missed", "a+b", "Varnia will verhandeln | man wolle verhandeln")


def test_what_is_only_likely_is_not_measured():
    """Gold itself is not certain of it, so no row is made for it."""
    result = score("t", gold(same_utterance=[utterance("likely")]), TEXTS, export())

    assert "cluster.utterances.joined" not in result.figures()


def test_the_same_position_on_another_occasion_is_to_be_kept_apart():
    """Joining it is a mistake, so leaving it alone is what counts."""
    told = gold(same_position=[utterance()])

    joined = score("t", told, TEXTS, export(SAID, same_utterance=JOINED))

    assert score("t", told, TEXTS, export(SAID)).figures()["cluster.positions.apart"] == 1.0
    assert joined.figures()["cluster.positions.apart"] == 0.0
    assert [miss.kind for miss in joined.table.misses] == ["extra"]


def discrepancy(relation, first="14 Millionen", second="40 Millionen"):
    return {"relation": relation, "a": at("a", first), "b": at("b", second)}


def ours_of(first="14 Millionen", second="40 Millionen"):
    """A discrepancy of ours with its sides in the other order."""
    return {
        "a": {"report": "folder/01.txt", "span": span("01.txt", second)},
        "b": {"report": "folder/00.txt", "span": span("00.txt", first)},
    }


def test_discrepancies_are_found_by_relation_whichever_side_comes_first():
    """Both sides must be met; one that was not reported is missed under its relation."""
    told = gold(discrepancy=[discrepancy("conflict"), discrepancy("wording", "Erpressung", "Zwang")])

    result = score("t", told, TEXTS, export(discrepancy=[ours_of(), ours_of("Genf", "Zwang")]))

    assert result.figures()["cluster.discrepancies.conflict"] == 1.0
    assert result.figures()["cluster.discrepancies.wording"] == 0.0
    assert [(miss.kind, miss.of, miss.text) for miss in result.table.misses[:1]] == [
        ("missed", "discrepancies: wording", "Erpressung | Zwang")
    ]


def test_a_control_is_to_be_left_alone():
    """What only looks like a discrepancy counts as right where nothing is reported."""
    told = gold(discrepancy=[discrepancy("none")])

    assert score("t", told, TEXTS, export()).figures()["cluster.discrepancies.controls"] == 1.0
    assert score("t", told, TEXTS, export(discrepancy=[ours_of()])).figures()["cluster.discrepancies.controls"] == 0.0


@pytest.mark.parametrize(
    ("ours", "found"),
    [
        ({"status": "held", "evidence": "Treffen in Genf"}, 1.0),
        ({"status": "planned", "place": "Genf", "evidence": "Treffen"}, 1.0),
        ({"status": "planned", "date": "2031-03-06", "evidence": "Treffen"}, 0.0),
        ({"status": "held", "evidence": "Varnia will"}, 0.0),
    ],
    ids=["same status", "same place", "nothing the same but the words", "other words"],
)
def test_a_talk_is_found_by_its_evidence_and_one_field(ours, found):
    """Status, day or place must be the same too."""
    meeting = {"name": "geneva", "status": "held", "date": "2031-03-04", "place": "Genf"}
    told = gold(talks=[meeting | {"evidence": [at("a", "Das Treffen in Genf")]}])
    mine = export()
    mine["reports"][0]["talks"] = [ours | {"evidence": [span("00.txt", ours["evidence"])]}]

    assert score("t", told, TEXTS, mine).figures()["cluster.talks"] == found


def test_reports_without_a_text_are_left_out():
    """Where a corpus is not at hand, what is said of its reports counts neither way."""
    told = gold(same_utterance=[utterance()], discrepancy=[discrepancy("conflict")])

    result = score("t", told, {"00.txt": TEXTS["00.txt"]}, export(SAID, same_utterance=JOINED))

    assert sum(result.days.values()) == 1
    assert set(result.figures()) == {f"cluster.published.{one}" for one in ("right", "held", "not wrong")}


def test_gold_that_does_not_fit_its_texts_is_an_error():
    """The figures would mean nothing."""
    told = gold(discrepancy=[discrepancy("conflict", "99 Millionen")])

    with pytest.raises(SetupError, match="99 Millionen"):
        score("t", told, TEXTS, export(discrepancy=[ours_of()]))


@pytest.mark.parametrize("content", ["", "{", "[]", '{"reports": []}'])
def test_what_is_no_cluster_is_named(tmp_path, content):
    """A missing list is as wrong as a broken file."""
    (tmp_path / "t.json").write_text(content, "utf-8")

    with pytest.raises(UsageError, match="cluster"):
        gold_of(tmp_path / "t.json")


# Against the scorer that comes with the data


def placed(text, one, rng):
    """A span of gold with offsets, often a little off."""
    start, end = place(text, one)
    end = min(len(text), end + rng.choice([0, 0, 4, 60]))
    start = min(end - 1, start + rng.choice([0, 0, 3, 20]))
    return {"start": start, "end": end, "text": text[start:end]}


def as_export(told, texts, seed):
    """What a program of middling quality would say of a cluster: some days, groups, discrepancies and talks, some wrong."""
    rng = random.Random(seed)
    names = {one["id"]: one["file"] for one in told["reports"]}

    def mine(side):
        return placed(texts[names[side["report"]]], side["span"], rng)

    reports: dict[str, dict[str, Any]] = {
        key: {"report": f"x/{name}", "statements": [], "talks": []} for key, name in names.items()
    }
    for key, one in reports.items():
        day = next(each["published"] for each in told["reports"] if each["id"] == key)
        wide, narrow = [day[:4], None], ["1990-01-01", "1990-01-02"]
        value, interval = rng.choice([(day, None), (None, wide), ("1990-01-01", narrow), (None, narrow), (None, None)])
        one["header"] = {"published": {"value": value, "interval": interval}}
    groups = []
    for group in [*told["same_utterance"], *told["same_position"]]:
        members = []
        for member in [one for one in group["members"] if rng.random() < 0.85]:
            statements = reports[member["report"]]["statements"]
            members.append([reports[member["report"]]["report"], len(statements)])
            statements.append({"content": [mine(member)]})
        groups.append(members)
    sides = [
        {side: {"report": reports[one[side]["report"]]["report"], "span": mine(one[side])} for side in ("a", "b")}
        for one in told["discrepancy"]
        if rng.random() < 0.6
    ]
    for talk in told["talks"]:
        evidence = rng.choice(talk["evidence"])
        status, date = rng.choice([talk["status"], None]), rng.choice([talk["date"], "1990-01-01"])
        said = {"status": status, "date": date, "place": rng.choice([talk["place"], "nowhere"])}
        reports[evidence["report"]]["talks"].append(said | {"evidence": [mine(evidence)]})
    return {"reports": list(reports.values()), "same_utterance": groups, "discrepancy": sides}


def by_the_other(data, path, folder, given):
    """All numbers that the other scorer prints, in their order."""
    (folder / "export.json").write_text(json.dumps(given), "utf-8")
    command = [sys.executable, data / "gold/clusters/score_cluster.py", path, folder, folder / "export.json"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [int(one) for one in re.findall(r"\d+", out)]


def by_us(result):
    """The same numbers out of our measurement."""
    rows, days = result.table.rows, result.days

    def counts(key, *, inverted=False):
        row = rows.get(key)
        return [row.gold - row.hit if inverted else row.hit, row.gold] if row else [0, 0]

    across = int(re.findall(r"\d+", result.lines()[-1])[0])
    return [
        *(days["right"], days["held"], days["wrong"], days["open"] + days["wrong interval"]),
        *counts("utterances.joined"),
        across,
        *counts("positions.apart", inverted=True),
        *(
            one
            for kind in ("conflict", "supplement", "development", "wording")
            for one in counts(f"discrepancies.{kind}")
        ),
        *counts("discrepancies.controls", inverted=True),
        len(result.sides),
        *counts("talks"),
    ]


@pytest.mark.corpora
@pytest.mark.parametrize("name", ["gulf-2019", "confidence-vote-2005"])
def test_figures_are_those_of_the_other_scorer(data: Path, tmp_path, name):
    """Two programs written apart agree on every number, on our own export as on distorted ones."""
    path = data / "gold/clusters" / f"{name}.json"
    every = pool([data / "corpora" / one for one in CORPORA])
    texts = {one.name: one.text for one in cluster_of(path, every)}
    for file, text in texts.items():
        (tmp_path / file).write_bytes(text.encode())
    told = gold_of(path)

    ours = measured(path, every)
    exports = [ours.export, *(as_export(told, texts, seed) for seed in range(5))]
    results = [by_us(score(name, told, texts, one)) for one in exports]

    assert results == [by_the_other(data, path, tmp_path, one) for one in exports]
    assert len({tuple(one) for one in results}) == len(results)
