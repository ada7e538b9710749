"""What scripts and notebooks use."""

from __future__ import annotations

import pytest

import depesche
from depesche.errors import CaseError


def test_a_case_is_opened_and_asked(tmp_path):
    """`depesche.open` is the one name to know."""
    with depesche.open(tmp_path / "t.depesche", create=True) as case:
        assert list(case.rows()) == []
    with depesche.open(str(tmp_path / "t.depesche")) as case:
        assert case.sound()


def test_a_case_that_is_not_there_is_not_made(tmp_path):
    """A slip in a path must not leave an empty case behind."""
    with pytest.raises(CaseError):
        depesche.open(tmp_path / "t.depesche")

    assert list(tmp_path.iterdir()) == []


def test_what_is_not_there_is_said_to_be_so():
    """As in any module."""
    with pytest.raises(AttributeError, match="nonsense"):
        _ = depesche.nonsense
