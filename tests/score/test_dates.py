"""Measuring days against those on which texts appeared."""

from __future__ import annotations

import json
import lzma
from hashlib import sha256

import pytest

from depesche.errors import UsageError
from depesche.relations import Dating
from depesche.score.dates import Dated, Dates, Found, cluster_of, grouped, texts_of


def found(value, interval, confidence=0.5, day="2021-05-04"):
    return Found(Dated("a", "", day), Dating("a", value, interval, confidence, ()), "because")


@pytest.mark.parametrize(
    ("value", "interval", "outcome"),
    [
        ("2021-05-04", None, "right"),
        ("2021-05-04", ("2021-05-04", "2021-05-06"), "right"),
        ("2021-05-03", ("2021-05-03", "2021-05-06"), "held"),
        (None, ("2021-05-03", "2021-05-06"), "held"),
        (None, ("2021-05-03", ""), "bounded"),
        (None, ("", "2021-05-04"), "bounded"),
        ("2021-05-03", None, "wrong"),
        ("2021-05-05", ("2021-05-05", "2021-05-06"), "wrong"),
        (None, ("2021-05-05", ""), "wrong"),
        (None, None, "open"),
    ],
)
def test_what_is_stated_is_worth(value, interval, outcome):
    """A day is right or not; an interval holds the day or not, with or without a value."""
    assert found(value, interval).outcome == outcome


def test_figures_lines_and_errors():
    """Shares of all reports, and what is wrong with its reasons."""
    result = Dates(
        "alone", "each report alone", [found("2021-05-04", None, 0.9), found("2021-05-03", None), found(None, None)]
    )

    assert result.figures() == {
        "dates.alone.right": pytest.approx(1 / 3),
        "dates.alone.held": pytest.approx(1 / 3),
        "dates.alone.not wrong": pytest.approx(2 / 3),
    }
    assert result.calibration.error == pytest.approx((0.1 + 0.5) / 2)
    assert result.errors() == ["each report alone, wrong: 1", "  a: 2021-05-03 for 2021-05-04: because"]
    assert all(len(line) <= 80 for line in result.lines())


def test_without_texts_nothing_is_claimed():
    """No division by nothing."""
    assert Dates("alone", "none").figures()["dates.alone.right"] == 0


def test_texts_come_with_their_days(tmp_path):
    """The day stands in `date`, or ends the name of a document; what has none is passed over."""
    rows = [
        {"id": "x", "text": "Eins.", "date": "2021-05-04"},
        {"documentName": "7 - Ein Titel (2020-01-02)", "originalText": "Zwei."},
        {"id": "z", "text": "Drei.", "date": None},
    ]
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.xz"
    text = "".join(json.dumps(row) + "\n" for row in rows)
    plain.write_text(text, "utf-8")
    packed.write_bytes(lzma.compress(text.encode()))

    assert [(one.name, one.text, one.day) for one in texts_of(plain)] == [
        ("x", "Eins.", "2021-05-04"),
        ("7 - Ein Titel (2020-01-02)", "Zwei.", "2020-01-02"),
    ]
    assert texts_of(packed) == texts_of(plain)


def test_a_cluster_finds_its_texts_in_the_corpora(tmp_path):
    """By their digests; its reports are dated together, those of a corpus each alone."""
    pool = [Dated("x", "Genf", "2021-05-04"), Dated("y", "Wien", "2021-05-05")]
    gold = tmp_path / "talks.json"
    full = sha256(b"Genf").hexdigest()
    gold.write_text(json.dumps({"reports": [{"file": "00.txt", "sha256": full, "published": "2021-05-04"}]}), "utf-8")
    cluster = cluster_of(gold, pool)

    assert cluster == [Dated("00.txt", "Genf", "2021-05-04", "talks")]
    assert [len(group) for group in grouped([*pool, *cluster, *cluster])] == [1, 1, 2]


@pytest.mark.parametrize("content", ["", "{", '{"id": "x", "text": "Eins."}', "[]"])
def test_what_is_no_corpus_is_named(tmp_path, content):
    """With the forms that are known."""
    for name, reader in (("a.jsonl", texts_of), ("a.json", lambda path: cluster_of(path, []))):
        (tmp_path / name).write_text(content, "utf-8")
        with pytest.raises(UsageError, match=r"file|text"):
            reader(tmp_path / name)
