"""`depesche review`: the same rulings as in the browser, at a terminal and for programs."""

from __future__ import annotations

import json
import shutil

import pytest

from depesche.cli.app import main
from depesche.store.case import Case


@pytest.fixture
def path(sample_case, tmp_path):
    shutil.copy(sample_case, tmp_path / "a.depesche")
    return str(tmp_path / "a.depesche")


def asked(capsys, *argv):
    assert main(["review", *argv]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_records_are_ruled_on(path, capsys):
    """From the queue, by the beginning of an id; what was ruled is told, and can be taken back."""
    first, second, third = asked(capsys, path, "queue", "--limit", "3")
    assert main(["review", path, "accept", first["record"][:8]]) == 0
    assert main(["review", path, "correct", second["record"], "act=warn", "content=0-5", "--note", "so"]) == 0
    assert main(["review", path, "reject", third["record"], "--person", "Bo"]) == 0
    assert main(["review", path, "undo", "--person", "Bo"]) == 0
    assert "Taken back" in capsys.readouterr().err
    with Case.open(path) as case:
        held = {one.record: one for one in case.all_standing()}
    progress = {line["records"]: line for line in asked(capsys, path)}

    assert {one: held[one].verdict for one in held} == {first["record"]: "accept", second["record"]: "correct"}
    assert held[second["record"]].values["act"] == "warn"
    assert (progress["statements"]["yours"], progress["statements"]["corrected"]) == (2, 1)
    assert [line["ruling"] for line in asked(capsys, path, "history", second["record"])] == ["correct"]


def test_agreement_is_told(path, capsys):
    """Once two people ruled on the same."""
    assert asked(capsys, path, "agreement") == []
    for line in asked(capsys, path, "queue", "--limit", "4"):
        for who in ("Ada", "Bo"):
            main(
                [
                    "review",
                    path,
                    "accept" if who == "Ada" or line["sure"] < 0.5 else "reject",
                    line["record"],
                    "--person",
                    who,
                ]
            )
    [row] = asked(capsys, path, "agreement")

    assert (row["records"], row["field"], row["units"]) == ("statements", "verdict", 4)


@pytest.mark.parametrize("do", ["progress", "queue", "agreement", "unmatched"])
def test_a_terminal_of_80_columns_shows_it(path, capsys, monkeypatch, do):
    """Every table."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["review", path, do, "--text"]) == 0

    assert [line for line in capsys.readouterr().out.splitlines() if len(line) > 80] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["accept"], "RECORD"),
        (["accept", "ffffffff"], "no record"),
        (["correct", "ffffffff", "act"], "no"),
        (["undo"], "nothing to take back"),
        (["dismiss", "x"], "is no number"),
        (["dismiss", "7"], "No ruling of this number"),
        (["queue", "--kind", "tunes"], "no kind of record"),
    ],
)
def test_what_makes_no_sense_is_told(path, capsys, words, told):
    """With what to do; nothing is written."""
    assert main(["review", path, *words]) == 2
    assert told in capsys.readouterr().err
    with Case.open(path) as case:
        assert case.decisions() == []
