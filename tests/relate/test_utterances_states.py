"""Acts of a state that one report has of its government and another of a ministry, and governments called by their head."""

from __future__ import annotations

import pytest
from tests.relate.made_utterances import PACKS
from tests.relate.told_story import read

from depesche.relate.utterances import find_utterances
from depesche.relate.utterances_states import sides_of
from depesche.texts.reasons import told

GOVERNMENT = (
    "Im Mai hatte Ida Kolbs Regierung die norwegische Hafengarde zu einer gefährlichen Schmugglerbande erklärt."
)
MINISTRY = "Im Mai vorigen Jahres hatte das Außenministerium Kanadas die norwegische Hafengarde als Schmugglerbande eingestuft."
LEADS = "Die kanadische Ministerpräsidentin Ida Kolb eröffnete ein Museum in Ottawa."
ALIEN = "Die dänische Ministerpräsidentin Ida Kolb eröffnete ein Museum in Kopenhagen."


def joined(*texts: str) -> list[tuple[str, set[str]]]:
    """The utterances of undated reports: who acted by each, and in which reports."""
    reports = [read("abcdefgh"[i], text, None) for i, text in enumerate(texts)]
    return [(one.actor, {member.report for member in one.members}) for one in find_utterances(reports, PACKS)]


def test_an_act_of_a_government_is_its_ministrys_where_both_name_the_month():
    """Whom the head of the government acts for, a third report of the story tells."""
    assert joined(GOVERNMENT, MINISTRY, LEADS) == [("Außenministerium Kanadas", {"a", "b"})]


@pytest.mark.parametrize(
    "texts",
    [
        (GOVERNMENT, MINISTRY),
        (GOVERNMENT, MINISTRY, ALIEN),
        (GOVERNMENT, MINISTRY, LEADS, ALIEN),
        (GOVERNMENT, MINISTRY.replace("Mai", "Juni"), LEADS),
        (GOVERNMENT.replace("Im Mai", "Damals"), MINISTRY, LEADS),
        (GOVERNMENT.replace("Kolbs Regierung", "Kolb"), MINISTRY, LEADS),
        (GOVERNMENT, MINISTRY.replace("norwegische Hafengarde", "Gewerkschaft der Lotsen"), LEADS),
    ],
    ids=[
        "state unknown",
        "another state",
        "reports at odds",
        "another month",
        "no month",
        "the person herself",
        "another matter",
    ],
)
def test_without_one_state_month_and_matter_they_are_two(texts):
    """Each of them can be another act."""
    assert joined(*texts) == []


def test_the_reasons_name_the_month_and_who_acts_for_whom():
    """The ministry for the state, never the other way round."""
    reports = [read(name, text, None) for name, text in (("a", GOVERNMENT), ("b", MINISTRY), ("c", LEADS))]
    (found,) = find_utterances(reports, PACKS)
    said = [told(reason, "en") for reason in found.reasons]

    assert "Außenministerium Kanadas speaks for Canada" in said
    assert any("the same month" in one for one in said)


def test_whom_somebody_acts_for_is_what_all_reports_tell():
    """Reports at odds tell nothing; the ministries of the tables are known."""
    own, other = read("a", LEADS), read("b", ALIEN)

    assert sides_of([own], PACKS["de"])["Ida Kolb"] == "Canada"
    assert "Ida Kolb" not in sides_of([own, other], PACKS["de"])
    assert sides_of([], PACKS["de"])["Russian Foreign Ministry"] == "Russia"
