"""Whole reports of several styles, and every record that is read out of them.

`make accept` writes the records anew, so that a change of the readers can be reviewed as a difference.
"""

from __future__ import annotations

import pytest
from tests.reports.conftest import HERE, read, records

REPORTS = sorted(HERE.glob("*.txt"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_records_are_those_accepted(path):
    """A report's records are the ones that a person has read and accepted (see `make accept`)."""
    assert path.with_suffix(".json").read_text(encoding="utf-8") == records(read(path))


def test_every_report_has_its_records():
    """No records without their report, and at least six styles."""
    assert [p.stem for p in REPORTS] == sorted(p.stem for p in HERE.glob("*.json"))
    assert len(REPORTS) >= 6
