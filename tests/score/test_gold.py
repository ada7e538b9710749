"""The measurement as a whole: against an independent scorer on distorted gold, and on a small case made here."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from depesche.errors import SetupError, UsageError
from depesche.score.gold import gold_files, score
from depesche.score.match import place
from depesche.score.tables import error_lines

TEXT = "Varnia wolle reden, sagte Kolb am Montag. „Wir warten“, sagte sie."
# What the rows are called by the scorer that comes with the data.
NAMES = {
    "header published": "header.published",
    "clutter characters": "header.clutter",
    "header agencies": "header.agencies",
    "header byline": "header.byline",
    "header dateline": "header.dateline",
    "statements": "statements",
    "statements exact": "statements.exact",
    "statements with actor": "statements.with_actor",
    **{f"recall {mode}": f"statements.recall.{mode}" for mode in ("direct", "indirect", "mixed", "reported")},
    **{name: f"statements.{name}" for name in ("actor", "mode", "source", "cue", "addressee", "occasion", "via")},
    "times": "times",
    "times with value": "times.value",
    "time type": "times.type",
    "positions": "positions",
    "positions with actor and act": "positions.actor_act",
    "stance": "positions.stance",
    "addressee of position": "positions.addressee",
    "talks (who, where or when, status)": "talks",
    "figures with value": "figures.value",
    "same utterance pairs": "across.same_utterance",
    "discrepancies found": "across.discrepancies",
}


def placed(text, value, rng):
    """Gold's spans with offsets, some of them shifted by a few characters."""
    if isinstance(value, list):
        return [placed(text, one, rng) for one in value]
    if not isinstance(value, dict):
        return value
    if "text" in value:
        start, end = place(text, value)
        end = min(len(text), end + rng.choice([0, 0, 0, 4, 30]))
        start = min(end, start + rng.choice([0, 0, 0, 3]))
        return {"start": start, "end": end, "text": text[start:end]}
    return {key: placed(text, one, rng) for key, one in value.items()}


def distorted(text, gold, rng):
    """What a reader of middling quality would have read: some missed, some doubled, some fields wrong."""
    ours = placed(text, gold, rng)
    names = [actor["id"] for actor in gold.get("actors", [])]
    for kind in ("statements", "times", "positions", "talks", "figures"):
        kept = [one | {"was": i} for i, one in enumerate(ours.get(kind, [])) if rng.random() < 0.8]
        kept += [dict(rng.choice(kept)) for _ in range(5) if kept]
        for one in kept:
            for field in [field for field in one if rng.random() < 0.15]:
                if field == "actor" or (kind, field) == ("positions", "addressee"):
                    one[field] = rng.choice([*names, None])
                elif field in {"mode", "value", "type", "act", "stance", "issue", "place", "date", "status", "via"}:
                    one[field] = None
        rng.shuffle(kept)
        ours[kind] = kept
    return ours


def as_export(gold_dir, report_dir, seed):
    """A whole export made from gold, with groups and discrepancies over several reports."""
    rng = random.Random(seed)
    reports, texts = [], {}
    for key, gold in gold_files(gold_dir):
        texts[key] = (gold["report"], (report_dir / gold["report"]).read_bytes().decode())
        reports.append(distorted(texts[key][1], gold, rng) | {"report": f"folder/{gold['report']}"})
    cross = json.loads((gold_dir / "cross.json").read_text())
    indices = {(report["report"], one["was"]): i for report in reports for i, one in enumerate(report["statements"])}
    groups = [
        [[name, indices[name, i]] for key, i in group if (name := f"folder/{texts[key][0]}", i) in indices]
        for group in cross["same_utterance"]
    ]
    told = []
    for one in [one for one in cross["discrepancy"] if rng.random() < 0.7]:
        sides = [one[side] for side in ("a", "b") if one.get(side) and one[side]["report"] in texts]
        spans = [(texts[s["report"]][0], placed(texts[s["report"]][1], s["span"], rng)) for s in sides]
        told.append({side: {"report": name, "span": span} for side, (name, span) in zip("ab", spans, strict=False)})
    return {"reports": reports, "same_utterance": groups, "discrepancy": told}


def told_by_the_other(line):
    """A line of the other scorer: its name, then precision, recall and F1, or one share."""
    [(name, figures)] = re.findall(r"^\s*(.+?) +((?:P )?\d\.\d{3} .*)", line)
    return name, re.findall(r"\d\.\d{3}", figures)


@pytest.mark.corpora
@pytest.mark.parametrize("seed", range(5))
def test_figures_are_those_of_the_other_scorer(data: Path, tmp_path, seed):
    """Two programs written apart agree on every figure, so neither has a quirk of its own."""
    export = as_export(data / "gold", data / "reports", seed)
    (tmp_path / "export.json").write_text(json.dumps(export))
    command = [sys.executable, data / "score.py", data / "gold", data / "reports", tmp_path / "export.json"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()

    rows = score(data / "gold", data / "reports", export).rows

    for name, figures in map(told_by_the_other, lines):
        row = rows[NAMES[name]]
        ours = [row.figure] if row.ours is None else [row.precision, row.recall, row.figure]
        assert figures == [f"{one:.3f}" for one in ours], name
    assert len(lines) == len(rows) == len(NAMES)


@pytest.fixture
def small(tmp_path):
    """A folder of gold with one report and three records."""
    gold = {
        "report": "a.txt",
        "header": {"published": {"value": "2031-03-04"}, "agencies": ["nra"]},
        "actors": [{"id": "Mira Kolb", "kind": "person"}],
        "statements": [
            {"content": [{"text": "Varnia wolle reden"}], "mode": "indirect", "actor": "Mira Kolb"},
            {"content": [{"text": "Wir warten"}], "mode": "direct", "actor": "Mira Kolb"},
        ],
        "times": [{"span": {"text": "Montag"}, "type": "DATE", "value": "2031-03-03"}],
    }
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold))
    (tmp_path / "a.txt").write_text(TEXT)
    return tmp_path


def statement(words, mode="indirect", actor="Kolb"):
    start = TEXT.index(words)
    span = {"start": start, "end": start + len(words), "text": words}
    return {"content": [span], "mode": mode, "actor": actor}


def test_what_went_wrong_is_told(small):
    """Missed, extra, wrong actor, wrong mode and wrong value are listed with their words."""
    ours = [statement("Varnia wolle reden", "mixed", "Varnia"), statement("am Montag")]
    monday = {"span": {"start": 34, "end": 40, "text": "Montag"}, "type": "DATE", "value": "XXXX-WXX-1"}
    export = {"reports": [{"report": "a.txt", "statements": ours, "times": [monday]}]}

    table = score(small / "gold", small, export)

    assert [(miss.kind, miss.text, miss.note) for miss in table.misses] == [
        ("missed", "Wir warten", "direct, Mira Kolb"),
        ("extra", "am Montag", "indirect, Kolb, "),
        ("wrong actor", "Varnia wolle reden", "Varnia for Mira Kolb"),
        ("wrong mode", "Varnia wolle reden", "mixed for indirect"),
        ("wrong value", "Montag", "XXXX-WXX-1 for 2031-03-03"),
    ]


def test_a_report_that_is_not_in_the_export_counts_as_missed(small):
    """Leaving reports out must not make the figures better."""
    table = score(small / "gold", small, {"reports": []})

    assert table.rows["statements"].gold == 2
    assert table.figures()["statements"] == 0.0


def test_gold_of_a_page_points_into_the_text_beside_it(small):
    """A page's own bytes are no text; what was made of them lies beside the gold under the same stem."""
    (small / "gold" / "a.txt").write_text(TEXT)
    (small / "a.txt").write_text(f"<p>{TEXT}</p>")

    table = score(small / "gold", small, {"reports": [{"report": "a.txt", "statements": [statement("Wir warten")]}]})

    assert table.rows["statements"].hit == 1


def test_gold_that_does_not_fit_its_report_is_an_error(small):
    """The error names the report, for the figures would mean nothing."""
    (small / "a.txt").write_text("Ein ganz anderer Text.")

    with pytest.raises(SetupError, match="does not hold") as caught:
        score(small / "gold", small, {"reports": []})

    assert str(caught.value.where).startswith("a.txt")


@pytest.mark.parametrize("content", ["{", "\xff"], ids=["broken JSON", "no UTF-8"])
def test_damaged_gold_is_an_error(small, content):
    """The error names the file."""
    (small / "gold" / "b.json").write_bytes(content.encode("latin-1"))

    with pytest.raises(SetupError) as caught:
        score(small / "gold", small, {"reports": []})

    assert str(caught.value.where).endswith("b.json")


def test_a_missing_report_is_an_error(small):
    """A wrong second folder is noticed at once."""
    with pytest.raises(SetupError):
        score(small / "gold", small / "gold", {"reports": []})


def test_a_folder_without_gold_is_misuse(tmp_path):
    """So is a wrong first folder."""
    with pytest.raises(UsageError):
        score(tmp_path, tmp_path, {"reports": []})


def test_what_went_wrong_with_positions_is_told(small):
    """Missed and extra positions, another actor or act, and another stance are listed by class."""
    gold = json.loads((small / "gold" / "a.json").read_text())
    base = {"actor": "Mira Kolb", "act": "demand", "issue": "x", "stance": "pro"}
    gold["positions"] = [
        base | {"evidence": [{"text": words}]} for words in ("Varnia wolle reden", "Wir warten", "Montag")
    ]
    (small / "gold" / "a.json").write_text(json.dumps(gold))

    def ours(words, **other):
        return base | {"evidence": statement(words)["content"]} | other

    positions = [ours("Wir warten", stance="contra"), ours("Montag", act="offer"), ours("sagte")]
    table = score(small / "gold", small, {"reports": [{"report": "a.txt", "positions": positions}]})

    assert [(miss.kind, miss.text, miss.note) for miss in table.misses if miss.of == "positions"] == [
        ("missed", "Varnia wolle reden", "Mira Kolb, demand"),
        ("extra", "sagte", "Mira Kolb, demand"),
        ("wrong stance", "Wir warten", "contra for pro, x"),
        ("wrong actor or act", "Montag", "Mira Kolb, offer for Mira Kolb, demand"),
    ]
    assert next(error_lines(table)) == "positions, missed: 1"


def test_what_went_wrong_with_talks_and_figures_is_told(tmp_path):
    """A talk with another status is missed and extra, a figure with another value is a wrong value."""
    text = "Varnia trifft am Montag Lorien mit 14 Booten und drei Schiffen."

    def span(words):
        return {"start": text.index(words), "end": text.index(words) + len(words), "text": words}

    talk = {
        "participants": ["Varnia", "Lorien"],
        "place": None,
        "date": "2031-03-03",
        "evidence": [span("Varnia trifft")],
    }
    gold = {
        "report": "a.txt",
        "header": {},
        "statements": [],
        "times": [],
        "talks": [talk | {"status": "held"}],
        "figures": [{"span": span("14 Booten"), "value": 14}, {"span": span("drei Schiffen"), "value": 3}],
    }
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps(gold))
    (tmp_path / "a.txt").write_text(text)
    ours = {
        "report": "a.txt",
        "talks": [talk | {"status": "planned"}],
        "figures": [{"span": span("14 Booten"), "value": 40}],
    }

    table = score(tmp_path / "gold", tmp_path, {"reports": [ours]})

    assert [(miss.kind, miss.of, miss.text, miss.note) for miss in table.misses] == [
        ("missed", "talks", "Varnia trifft", "Varnia, Lorien; -; 2031-03-03; held"),
        ("extra", "talks", "Varnia trifft", "Varnia, Lorien; -; 2031-03-03; planned"),
        ("missed", "figures", "drei Schiffen", "3"),
        ("wrong value", "figures", "14 Booten", "40 for 14"),
    ]


def test_what_went_wrong_between_reports_is_told(small):
    """A pair not linked, a pair linked for nothing, a discrepancy not seen and one made up are listed with their words."""
    told = json.loads((small / "gold" / "a.json").read_text())
    (small / "gold" / "b.json").write_text(json.dumps(told | {"report": "b.txt"}))
    (small / "b.txt").write_text(TEXT)
    sides = {"a": {"report": "a", "span": {"text": "Montag"}}, "b": {"report": "b", "span": {"text": "Montag"}}}
    cross = {"same_utterance": [[["a", 0], ["b", 0]]], "discrepancy": [sides | {"about": "the day"}]}
    (small / "gold" / "cross.json").write_text(json.dumps(cross))
    reports = [
        {"report": name, "statements": [statement("Varnia wolle reden"), statement("Wir warten")]}
        for name in ("a.txt", "b.txt")
    ]
    warten = statement("Wir warten")["content"][0]
    export = {
        "reports": reports,
        "same_utterance": [[["a.txt", 1], ["b.txt", 1]]],
        "discrepancy": [
            {"about": "words", "a": {"report": "a.txt", "span": warten}, "b": {"report": "b.txt", "span": warten}}
        ],
    }

    table = score(small / "gold", small, export)

    assert [
        (miss.kind, miss.of, miss.report, miss.text, miss.note)
        for miss in table.misses
        if miss.of in {"same utterance", "discrepancies"}
    ] == [
        ("missed", "same utterance", "a", "Varnia wolle reden", "b[0] 'Varnia wolle reden'"),
        ("extra", "same utterance", "a", "Wir warten", "b[1] 'Wir warten'"),
        ("missed", "discrepancies", "a+b", "Montag | Montag", "the day"),
        ("extra", "discrepancies", "a+b", "Wir warten | Wir warten", "words"),
    ]
