"""Measuring pairs of sentences from the command line."""

from __future__ import annotations

import json


def test_pairs_of_sentences_are_measured(tmp_path, depesche):
    """The words alone decide whether two sentences say the same."""
    corpus = tmp_path / "pairs.tsv"
    corpus.write_text(
        "id\tsentence1\tsentence2\tlabel\n"
        "1\tDer Damm bleibt zu\tder Damm bleibe geschlossen\t1\n"
        "2\tDer Damm bleibt zu\tdie Fähre legt ab\t0\n",
        encoding="utf-8",
    )
    ran = depesche("score", "wording", str(corpus), "--errors")

    assert (ran.code, ran.err) == (0, "")
    assert "same words" in ran.out
    measured = json.loads(depesche("score", "wording", str(corpus), "--json").out)["rows"]
    assert measured["wording.same"]["f1"] == 1.0


def test_what_holds_no_pairs_is_a_wrong_call(tmp_path, depesche):
    """A file that is not there, and one without the columns."""
    (tmp_path / "a.txt").write_text("Nur ein Satz.\n", encoding="utf-8")

    assert depesche("score", "wording", str(tmp_path / "a.txt")).code == 2
    assert depesche("score", "wording", str(tmp_path / "none.tsv")).code == 2
