"""Stating a day gives the times of a report their values."""

from __future__ import annotations

from dataclasses import replace

from tests.run.conftest import toy_build

from depesche.run.local import Reader, build
from depesche.run.state import state
from depesche.settings import Settings
from depesche.store.case import Case


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


def test_a_stated_day_tells_what_talks_were(tmp_path):
    """The same as if it had been known when the report was read: whether they were held, too; taken back, they are as before."""
    path = tmp_path / "a.txt"
    path.write_text("Russland und Polen treffen sich am 3. Mai 2031 in Genf. Das teilte Wien am Montag mit.", "utf-8")

    def told(case):
        return [talk for _, talk in case.talks()]

    with Case.open(tmp_path / "a.depesche", create=True) as case:
        build(case, [str(path)], settings=Settings())
        before = told(case)
        state(case, "a.txt", "published", "2031-04-09", "me")
        assert [one.status for one in told(case)] == ["planned"]
        again = told(case)
        build(case, [str(path)], settings=Settings(), reader=replace(Reader(), version=lambda _language: "another"))
        assert told(case) == again
        state(case, "a.txt", "published", "", "me")
        assert told(case) == before
        assert [one.status for one in before] != ["planned"]
