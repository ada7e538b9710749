"""The plan: stages in an order that works, and versions that tell when to read anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.conftest import a_report

import depesche
from depesche import packs
from depesche.records import Fact, Header, Published
from depesche.run import plan
from depesche.stages import check_order


def test_every_stage_gets_what_it_needs():
    """Each one's needs are given by those before it."""
    stages = plan.stages()

    check_order(stages, plan.GIVEN)
    assert {"header", "clutter", "sentences", "times", "actors", "statements"} <= {
        field for stage in stages for field in stage.gives
    }


def test_a_german_report_is_read():
    """The whole way: language, statement, actor, and a time that hangs on the day."""
    text = "Wien (dpa) - Die Ministerin Ida Kolb reist am Montag nach Genf. „Wir reden weiter“, sagte Kolb am Dienstag."
    report = plan.read_report(a_report(text, "2031-03-06_bote.txt"))

    assert (report.language, report.unread) == ("de", None)
    assert [one.content[0].text for one in report.statements] == ["Wir reden weiter"]
    assert {"Montag", "Dienstag"} == {time.span.text for time in report.times}
    assert {time.value for time in plan.dated(report, "2031-03-06").times} >= {"2031-03-04"}
    assert report.times == plan.dated(plan.dated(report, "2031-03-06"), None).times


def test_a_report_without_a_pack_is_kept_unread():
    """It says which language it is in; one that nobody can tell says so."""
    english = a_report("The foreign minister said on Monday that the talks in Geneva would continue.")
    facts = (Fact("published", "2031-03-06", "table"), Fact("published", "2031-03-01", "page"))
    english = plan.read_report(replace(english, facts=facts))
    empty = plan.read_report(a_report("1234 5678"))

    assert (english.language, english.unread) == ("en", "There is no language pack for en.")
    assert (empty.language, empty.unread) == (None, "The language could not be told.")
    assert english.header.published == Published("2031-03-06", None, "table")
    assert empty.header == Header()
    assert english.statements == empty.statements == ()


def test_half_a_day_resolves_nothing():
    """A page may state no more than a month."""
    report = plan.read_report(a_report("Am Montag sprach die Ministerin Ida Kolb lange über die Fähre."))

    assert report.times
    assert plan.dated(report, "2031-03") == report


def test_versions_change_with_what_reads(monkeypatch, tmp_path):
    """A file in a reading room, a part, a pack: each has its share."""
    assert plan.reader_version().startswith(f"{depesche.__version__}+")
    assert plan.version_for("de") == f"{plan.reader_version()} de {packs.load('de').version}"
    assert plan.version_for("xx") == plan.version_for(None) == plan.reader_version() != plan.taker_version()

    package = tmp_path / "depesche"
    for room in plan.READERS:
        (package / room).mkdir(parents=True)
        (package / room / "one.py").write_text("1")
    (package / "paragraphs.py").write_text("1")
    monkeypatch.setattr(depesche, "__file__", str(package / "__init__.py"))
    digests = [plan._digest_of(plan.READERS, ())]
    for path in sorted(Path(package).rglob("*.py")):
        path.write_text("2")
        digests.append(plan._digest_of(plan.READERS, ()))
    digests.append(plan._digest_of(plan.READERS, ("HanTa",)))
    assert len(set(digests)) == len(digests)
