"""Measuring a decision that two sentences say the same."""

from __future__ import annotations

import pytest

from depesche.errors import UsageError
from depesche.score.wording import pairs, score

HEAD = "id\tsentence1\tsentence2\tlabel\n"


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text(
        f"{HEAD}1\tDer Damm bleibt zu\tder Damm bleibe geschlossen\t1\n"
        "2\tDer Damm bleibt zu\tdie Fähre legt ab\t0\n"
        "3\tDer Hafen ruht\tder Hafen ruhe\t1\n"
        "4\tohne Urteil\tauch ohne\t-\n",
        encoding="utf-8",
    )
    return path


def test_pairs_are_read_with_their_labels(corpus):
    """A row without a label is no pair."""
    assert [(pair.id, pair.same) for pair in pairs(corpus)] == [("1", True), ("2", False), ("3", True)]


def test_right_and_wrong_decisions_are_counted_and_listed(corpus):
    """Precision and recall of `the same`, and the share that is right."""
    table = score(corpus, lambda a, _: "Damm" in a)

    assert table.rows["wording.same"].precision == 0.5
    assert table.rows["wording.same"].recall == 0.5
    assert table.rows["wording.right"].figure == pytest.approx(1 / 3)
    assert [(miss.kind, miss.report) for miss in table.misses] == [("extra", "2"), ("missed", "3")]


@pytest.mark.parametrize("content", [b"Nur ein Satz\n", b"", b"\xff\xfe\x00"], ids=["no columns", "empty", "no text"])
def test_what_holds_no_pairs_is_a_wrong_call(tmp_path, content):
    """The columns that are looked for are named."""
    path = tmp_path / "pairs.tsv"
    path.write_bytes(content)

    with pytest.raises(UsageError):
        list(pairs(path))
