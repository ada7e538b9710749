"""An invented story in three reports, with everything that relating may find between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.conftest import a_report

from depesche.records import Figure, Header, Position, Published, Report, Span, Statement, Talk
from depesche.relations import (
    CaseActor,
    Dating,
    Discrepancy,
    Held,
    Issue,
    Lineage,
    Meeting,
    Member,
    Quote,
    Reason,
    Shift,
    Silence,
    Stand,
    Step,
    Told,
    Utterance,
)

FIRST = (
    "Auental (fpa) - Bergland und Talgrund treffen sich am Dienstag in Auental.\n\n"
    "„Wir zahlen keinen Zoll“, sagte Ada Brenn. Bergland fordert die Öffnung der Brücke.\n"
)
SECOND = (
    "Die Gespräche in Auental sind nach fünf Stunden ohne Ergebnis geblieben.\n\n"
    "Brenn sagte, man zahle keinen Cent Zoll. Talgrund lehnt die Öffnung der Brücke ab. Der Müller klagte, sie störe.\n\n"
    "Am 9. Mai will man sich in Uferstadt wieder treffen.\n"
)
THIRD = (
    "Bergland bietet nun eine Öffnung bei Nacht an.\n\n"
    "„Wir zahlen keinen Zoll“, sagte Brenn. Die Gespräche dauerten vier Stunden. Es kamen 30 Boten.\n"
)
NAMES = ("a/first.txt", "b/second.txt", "c/third.txt")


def at(report: Report, words: str) -> Span:
    """The first place of some words."""
    start = report.text.index(words)
    return report.span(start, start + len(words))


def quote(report: Report, words: str) -> Quote:
    """The same as the side of a relation."""
    span = at(report, words)
    return Quote(report.name, span.start, span.end, span.text)


def a_statement(report: Report, name: str, mode: Any, actor: str, words: str, act: Any = "inform") -> Statement:
    return Statement(name * 16, mode, (at(report, words),), actor=actor, act=act, confidence=0.8)


def a_position(
    report: Report, name: str, actor: str, act: Any, words: str, stance: str = "pro", **more: Any
) -> Position:
    fields = {"issue_text": "Brückenöffnung", "confidence": 0.7, **more}
    return Position(name * 16, actor, act, "bridge opening", stance, (at(report, words),), **fields)


def held_of(report: Report, sides: Mapping[str, str], names: Mapping[str, str] | None = None) -> list[Held]:
    """The positions of a report in the terms of the case. sides: for whom somebody acts. names: of issues in the codebook."""
    return [
        Held(
            one.id, report.name, report.header.published.value, one.actor, one.act, one.stance,
            quote(report, one.evidence[0].text), (one.issue, one.issue_text), name := (names or {}).get(one.issue, ""), name,
            side=sides.get(one.actor, one.actor), confidence=one.confidence,
        )
        for one in report.positions
    ]  # fmt: skip


def a_talk(report: Report, name: str, status: str, words: str, **more: Any) -> Talk:
    return Talk(name * 16, "bergland-talgrund", ("Bergland", "Talgrund"), status, (at(report, words),), **more)


def a_first() -> Report:
    report = replace(a_report(FIRST, NAMES[0]), language="de")
    return replace(
        report,
        header=Header(Published("2031-05-05", None, "file name"), "Auenblatt", ("fpa",), title="Treffen in Auental"),
        statements=(a_statement(report, "1", "direct", "Ada Brenn", "Wir zahlen keinen Zoll", "refuse"),),
        positions=(a_position(report, "2", "Bergland", "demand", "Bergland fordert die Öffnung der Brücke"),),
        talks=(a_talk(report, "3", "planned", "treffen sich am Dienstag in Auental", place="Auental"),),
    )


def a_second() -> Report:
    report = replace(a_report(SECOND, NAMES[1]), language="de")
    held = a_talk(
        report, "4", "held", "Die Gespräche in Auental", place="Auental", duration="PT5H",
        outcome=at(report, "ohne Ergebnis geblieben"),
    )  # fmt: skip
    return replace(
        report,
        header=Header(Published("2031-05-07"), "Talbote"),
        statements=(
            a_statement(report, "5", "indirect", "Brenn", "man zahle keinen Cent Zoll", "refuse"),
            a_statement(report, "6", "indirect", "Müller", "sie störe", "accuse"),
        ),
        positions=(
            a_position(report, "7", "Talgrund", "refuse", "Talgrund lehnt die Öffnung der Brücke ab", "contra"),
        ),
        talks=(held, a_talk(report, "8", "planned", "will man sich in Uferstadt wieder treffen", place="Uferstadt")),
    )


def a_third() -> Report:
    report = replace(a_report(THIRD, NAMES[2]), language="de")
    return replace(
        report,
        header=Header(Published("2031-05-07")),
        statements=(a_statement(report, "9", "direct", "Ada Brenn", "Wir zahlen keinen Zoll", "refuse"),),
        positions=(a_position(report, "a", "Ada Brenn", "offer", "Bergland bietet nun eine Öffnung bei Nacht an"),),
        talks=(a_talk(report, "b", "held", "Die Gespräche", duration="PT4H"),),
        figures=(Figure("c" * 16, at(report, "30 Boten"), 30.0, "people", "messengers"),),
    )


def members(*pairs: tuple[Report, str]) -> tuple[Member, ...]:
    """Records of reports as members of a relation."""
    return tuple(Member(report.name, name * 16) for report, name in pairs)


def found(one: Report, two: Report, three: Report) -> dict[str, list[Any]]:
    """What relating finds between the three."""
    held, plan = members((one, "3"), (two, "4"), (three, "b")), members((two, "8"))
    who = (Told("Bergland", held), Told("Talgrund", held), Told("Ada Brenn", held[:1]))
    steps = tuple(Step(day, status, member) for day, status, member in zip(
        ("2031-05-05", "2031-05-07", "2031-05-07"), ("planned", "held", "held"), held, strict=True
    ))  # fmt: skip
    met = Meeting(
        "m1", "bergland-talgrund-auental", "held", who, held, (Told("2031-05-06", held),), (Told("Auental", held[:2]),),
        duration=(Told("PT5H", held[1:2]), Told("PT4H", held[2:])), outcome=(Told("ohne Ergebnis", held[1:2]),),
        history=steps, reasons=(Reason("talks.same_place", (), ()),),
    )  # fmt: skip
    again = Meeting(
        "m2", "bergland-talgrund-uferstadt", "planned", who[:2], plan, (Told("2031-05-09", plan),),
        (Told("Uferstadt", plan),), history=(Step("2031-05-07", "planned", plan[0]),),
    )  # fmt: skip
    said = members((one, "1"), (two, "5"), (three, "9"))
    before, after = quote(one, "Bergland fordert die Öffnung der Brücke"), quote(three, "Öffnung bei Nacht")
    lasted = (quote(two, "fünf Stunden"), quote(three, "vier Stunden"))
    why = Reason("discrepancies.meeting_length", lasted, ())
    return {
        "cast": [
            CaseActor("p1", "Ada Brenn", "person", ("Ada Brenn", "Brenn"), said, "minister", "Bergland"),
            CaseActor("p2", "Bergland", "state", ("Bergland",), ()),
            CaseActor("p3", "Talgrund", "state", ("Talgrund",), ()),
        ],
        "held": [
            held
            for report in (one, two, three)
            for held in held_of(report, {"Ada Brenn": "Bergland"}, {"bridge opening": "opening of the bridge"})
        ],
        "utterances": [Utterance("u1", "Ada Brenn", said, "2031-05-05", 1, 0, 0.9)],
        "meetings": [met, again],
        "discrepancies": [
            Discrepancy("d1", "duration", "conflict", "duration", *lasted, members=held[1:], reasons=(why,)),
            Discrepancy(
                "d2", "wording", "wording", "what Ada Brenn said", quote(one, "Wir zahlen keinen Zoll"),
                quote(two, "man zahle keinen Cent Zoll"), members=said[:2],
            ),
            Discrepancy(
                "d3", "gender", "conflict", "gender of Müller", quote(two, "Der Müller"), quote(two, "sie"), "within"
            ),
        ],
        "lineage": [
            Lineage(
                "l1", "same wire", (one.name, three.name), one.name,
                ((quote(one, "„Wir zahlen keinen Zoll“, sagte"), quote(three, "„Wir zahlen keinen Zoll“, sagte")),),
                (0.2, 0.25), ("fpa",),
            )
        ],
        "silences": [
            Silence("s1", three.name, "demand", "Talgrund: Öffnung der Brücke", (quote(two, "Talgrund lehnt"),))
        ],
        "issues": [Issue("opening", "opening of the bridge", ("bridge opening", "Brückenöffnung"))],
        "shifts": [
            Shift(
                "h1", "Bergland", "opening", "act",
                Stand(Member(one.name, "2" * 16), "2031-05-05", "demand", "pro", before),
                Stand(Member(three.name, "a" * 16), "2031-05-07", "offer", "pro", after), 0.7,
            )
        ],
        "datings": [Dating(three.name, "2031-05-07", None, 0.8, (why,))],
    }  # fmt: skip


def reports() -> tuple[Report, Report, Report]:
    """The three reports."""
    return a_first(), a_second(), a_third()
