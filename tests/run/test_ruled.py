"""What people rule reaches what is found over reports, once the case is related again; machine records stay."""

from __future__ import annotations

import shutil

import pytest

from depesche.run.relating import relate
from depesche.store.case import Case


@pytest.fixture
def case(sample_case, tmp_path):
    shutil.copy(sample_case, tmp_path / "a.depesche")
    with Case.open(tmp_path / "a.depesche") as opened:
        yield opened


def test_what_is_rejected_is_no_utterance_any_more(case):
    """And comes back when the ruling is taken back."""
    before = {one.id for one in case.utterances()}
    one = next(one for one in case.utterances() if len(one.members) == 2)
    case.rule(one.members[0].record, "reject", "Ada")
    relate(case)
    assert one.id not in {found.id for found in case.utterances()}
    case.take_back("Ada")
    relate(case)
    assert before == {found.id for found in case.utterances()}


def test_a_corrected_position_stands_where_it_was_put(case):
    """In the matrix and the shifts; the reading itself is as it was."""
    held = next(one for one in case.held() if one.stance == "pro")
    case.rule(held.id, "correct", "Ada", {"stance": "contra"})
    relate(case)
    [now] = [one for one in case.held() if one.id == held.id]
    report = case.as_read(held.report)

    assert now.stance == "contra"
    assert next(one for one in report.positions if one.id == held.id).stance != "contra"
    assert [one.stance for one in case.report(held.report).positions if one.id == held.id] == ["contra"]


def test_a_rejected_talk_leaves_the_calendar(case):
    """Also where the case tells the day of its report, and talks are made anew with it."""
    one = next(one for one in case.meetings() if len(one.members) == 1)
    case.rule(one.members[0].record, "reject", "Ada")
    relate(case)

    assert one.members[0].record not in {member.record for found in case.meetings() for member in found.members}


def test_a_ruling_touches_only_its_story(case):
    """Nothing else is compared anew."""
    relate(case)
    assert relate(case).done.get("story", 0) == 0
    [item] = case.queue("Ada")
    case.rule(item.record, "flag", "Ada")
    assert relate(case).done.get("story", 0) == 0
    case.rule(item.record, "reject", "Ada")
    assert relate(case).done.get("story", 0) == 1
