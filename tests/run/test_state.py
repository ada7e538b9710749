"""Stating a day gives the times of a report their values."""

from __future__ import annotations

from tests.run.conftest import toy_build

from depesche.run.state import state


def values(case):
    return [(time.value, time.open) for _, time in case.times(report="2031-03-06_bote.txt")]


def test_a_stated_day_resolves_the_times(case, folder):
    """At once, in every version, and what was left open stays known; taken back, the day that was read counts again."""
    toy_build(case, folder)
    older = case.report("2031-03-06_bote.txt").id
    (folder / "2031-03-06_bote.txt").write_text("Am Montag sagte Kolb nichts.")
    toy_build(case, folder)
    assert values(case) == [("2031-03-03", "XXXX-WXX-1")]

    state(case, "2031-03-06_bote.txt", "published", "2031-04-09", "me")
    assert values(case) == [("2031-04-07", "XXXX-WXX-1")]
    assert [time.value for time in case.report(older).times] == ["2031-04-07"]

    state(case, "2031-03-06_bote.txt", "published", "", "me")
    assert values(case) == [("2031-03-03", "XXXX-WXX-1")]


def test_a_report_without_a_day_gets_one(case, folder):
    """What was open has a value then; other fields leave the times alone."""
    toy_build(case, folder)
    state(case, "double.txt", "outlet", "Bote", "me")
    assert [time.value for _, time in case.times(report="double.txt")] == ["XXXX-WXX-1"]

    state(case, "double.txt", "published", "2031-04-09", "me")
    assert [time.value for _, time in case.times(report="double.txt")] == ["2031-04-07"]
    assert case.row("double.txt").published == "2031-04-09"
    before = case.report("double.txt")
    assert toy_build(case, folder).same == 6
    assert before == case.report("double.txt")
