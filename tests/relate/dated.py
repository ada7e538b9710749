"""What the tests of dating share: reports read to the end, and what is stated of them put briefly."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.conftest import a_report

from depesche.packs import load
from depesche.records import Published, Report
from depesche.relate.dates import date_reports
from depesche.run.plan import dated, read_in

DE = load("de")
PACKS = {"de": DE}


@cache
def read(name: str, text: str) -> Report:
    """A report as it comes out of a case."""
    return replace(read_in(a_report(text, name), "de"), sentences=(), cast=None)


def of_day(report: Report, day: str) -> Report:
    """The report as if it stated its day."""
    header = replace(report.header, published=Published(day, None, "stated"))
    return dated(replace(report, header=header), day)


def days(*reports: Report) -> dict[str, tuple[str | None, tuple[str, str] | None]]:
    """Value and interval of each report that states no day."""
    return {d.report: (d.value, d.interval) for d in date_reports(reports, PACKS)}


def day(text: str) -> tuple[str | None, tuple[str, str] | None]:
    """Value and interval of a report that is dated alone."""
    return days(read("a", text))["a"]


OVER = read(
    "over",
    "date 2023-05 Die Gespräche zwischen Frankreich und Ägypten sind am Dienstag in Kairo zu Ende gegangen. "
    "Außenministerin Claire Vasseur sprach von einem guten Anfang. Am Donnerstag tagt in Wien die OSZE.",
)
AHEAD = read(
    "ahead",
    "Frankreich und Ägypten wollen am Dienstag in Kairo über die Grenze verhandeln. Außenministerin Claire Vasseur "
    "reiste am Montag ab. Die OSZE soll am 11. Mai in Wien tagen.",
)
LATER = read(
    "later",
    "Die OSZE hat am Donnerstag in Wien getagt. Bereits am Dienstag hatten Frankreich und Ägypten in Kairo miteinander "
    "verhandelt. „Das genügt uns nicht“, sagte Claire Vasseur am Freitag in Paris.",
)
STORY = (OVER, AHEAD, LATER)
