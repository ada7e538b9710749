"""Measuring actors against a corpus of named entities, from the command line."""

from __future__ import annotations

import json


def test_actors_are_measured_against_a_corpus(tmp_path, depesche):
    """Each sentence of the corpus is read, and the names found are compared with those marked."""
    corpus = tmp_path / "corpus.tsv"
    corpus.write_text("Außenminister O\nKarl B-PER\nTamsen I-PER\nreist O\nab O\n. O\n", encoding="utf-8")
    ran = depesche("score", "ner", str(corpus), "--errors")

    assert (ran.code, ran.err) == (0, "")
    assert "persons" in ran.out
    measured = json.loads(depesche("score", "ner", str(corpus), "--json").out)["rows"]
    assert measured["ner.person"]["f1"] == 1.0


def test_what_is_no_corpus_is_a_wrong_call(tmp_path, depesche):
    """A file that marks nothing is named, with the forms that are known."""
    (tmp_path / "a.txt").write_text("Karl Tamsen reist ab.\n", encoding="utf-8")

    assert depesche("score", "ner", str(tmp_path / "a.txt")).code == 2
