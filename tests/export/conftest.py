"""Three invented reports, as read: overlapping statements, an interrupted quotation, a day that is unknown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.export import story as told

from depesche.records import (
    Actor,
    Anchor,
    Fact,
    Figure,
    Header,
    Position,
    Published,
    Report,
    Source,
    Span,
    Statement,
    Talk,
    Time,
    digest,
    record_id,
)
from depesche.store.case import Case
from depesche.store.rows import UnitRow

BRIDGE = """Bergland beharrt auf Brückenzoll

Auental (fpa) - Bergland hält am Zoll für die Brücke fest. „Wir zahlen
nicht“, sagte Ministerin Ada Brenn am Montag vor Reportern, „und wir
warten nicht.“ Ihr Sprecher habe erklärt, die Brücke bleibe offen. Man
sei zu Gesprächen bereit.

Foto: fpa
"""
VALLEY = "Talgrund weist Vorwürfe zurück\n\nTalgrund wies die Vorwürfe aus Bergland zurück, meldete fpa am Dienstag.\n"
NOTHING = "Am Ufer war es ruhig.\n"


def raw(text: str, name: str) -> Report:
    data = text.encode("utf-8", "surrogatepass")
    return Report(
        name, text, Source(f"/in/{name}", "text", digest(data), "utf-8", "valid UTF-8", 0, "text 1"), language="de"
    )


def find(report: Report, *pieces: str) -> tuple[Span, ...]:
    """The first place of each piece in the report's text."""
    return tuple(report.span(at := report.text.index(piece), at + len(piece)) for piece in pieces)


def said(report: Report, mode, *content, cue=(), source=None, **fields) -> Statement:
    """A statement whose spans are given by their words."""
    spans, cues = find(report, *content), find(report, *cue)
    for name in ("addressee", "occasion", "via"):
        if name in fields:
            [fields[name]] = find(report, fields[name])
    [who] = find(report, source) if source else [None]
    name = record_id(report.digest, "statement", (*spans, *cues), len(fields))
    return Statement(name, mode, spans, cues, who, confidence=0.875, why="rule 1", **fields)


def bridge() -> Report:
    report = raw(BRIDGE, "a/bridge.txt")
    brenn = {"source": "Ministerin Ada Brenn", "actor": "Ada Brenn"}
    day = Time(
        "a" * 16, find(report, "Montag")[0], "DATE", "2031-05-05", "XXXX-WXX-1", anchor=Anchor("weekday", None, "past")
    )
    return replace(
        report,
        facts=(Fact("published", "2031-05-05", "file name"), Fact("outlet", "Auenblatt", "table")),
        header=Header(
            Published("2031-05-05", ("2031-05-05", "2031-05-06"), "file name"),
            "Auenblatt",
            ("fpa",),
            dateline=("Auental",),
            clutter=find(report, "Foto: fpa"),
            title="Bergland beharrt auf Brückenzoll",
        ),
        actors=(
            Actor("b" * 16, "Ada Brenn", "person", ("Ada Brenn",), "Ministerin", "Bergland", find(report, "Ada Brenn")),
        ),
        statements=(
            said(
                report, "direct", "Wir zahlen\nnicht", "und wir\nwarten nicht.", cue=("sagte",), act="refuse",
                occasion="vor Reportern", **brenn,
            ),
            said(report, "indirect", "Ihr Sprecher habe erklärt, die Brücke bleibe offen", actor="Ada Brenn"),
            said(
                report, "indirect", "die Brücke bleibe offen", cue=("erklärt",), source="Ihr Sprecher",
                actor="Sprecher von Ada Brenn", act="inform",
            ),
            said(report, "indirect", "Man\nsei zu Gesprächen bereit", actor="Ada Brenn", act="offer"),
        ),
        times=(day,),
        talks=(Talk("c" * 16, "bridge-talks", ("Bergland", "Talgrund"), "proposed", find(report, "Gesprächen")),),
        positions=(Position("d" * 16, "Ada Brenn", "refuse", "toll", "contra", find(report, "Wir zahlen\nnicht")),),
        figures=(Figure("e" * 16, find(report, "Zoll")[0], (1.0, 2.5), "EUR", "toll"),),
    )  # fmt: skip


def valley() -> Report:
    report = raw(VALLEY, "b/valley.txt")
    statement = said(
        report, "reported", "die Vorwürfe aus Bergland", cue=("wies", "zurück,"), source="Talgrund", actor="Talgrund",
        act="refuse", via="fpa",
    )  # fmt: skip
    return replace(report, header=Header(title="Talgrund weist Vorwürfe zurück"), statements=(statement,))


def quiet() -> Report:
    return replace(raw(NOTHING, "c/quiet.txt"), language="pl", unread="There is no language pack for pl.")


@pytest.fixture
def reports() -> list[Report]:
    """By name, as a case gives them."""
    return [bridge(), valley(), quiet()]


@pytest.fixture
def make_case(tmp_path):
    """Make a case of reports, in the order given."""
    cases = []

    def make(reports, name="case.depesche") -> Case:
        case = Case.open(tmp_path / name, create=True)
        cases.append(case)
        for report in reports:
            case.put(report, reader="test 1")
        return case

    yield make
    for case in cases:
        case.close()


@pytest.fixture
def case(make_case, reports):
    """The three reports in a case."""
    return make_case(reports, "talks.depesche")


@pytest.fixture
def a_raw():
    """How to make a report of a text and a name."""
    return raw


@pytest.fixture
def a_statement():
    """How to make a statement of words in a report."""
    return said


@pytest.fixture
def relate():
    """Put relations into a case, as if they had been found."""

    def put(case, called=(), **found):
        case.put_units([UnitRow(f"unit {sorted(found)}", "story", found, dict(called))])

    return put


@pytest.fixture
def story(make_case, relate):
    """Three reports of one story in a case, with all that relates them."""
    reports = told.reports()
    case = make_case(reports, "story.depesche")
    relate(case, {(reports[1].id, "Brenn"): "Ada Brenn"}, **told.found(*reports))
    return case
