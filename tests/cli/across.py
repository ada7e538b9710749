"""Relations made by hand between the reports of the case made by hand, a part of them with words that would act on a terminal."""

from __future__ import annotations

from depesche.records import Published
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
from depesche.store.rows import UnitRow

HOSTILE = "\x1b[31mrot\x9b31m\u202e Verkehrsinfrastrukturfinanzierungsgesellschaftsgründungsversammlungsbeschluss"


def quote(report, words):
    start = report.text.index(words)
    return Quote(report.name, start, start + len(words), words)


def because(words="Elba"):
    return (Reason("actors.table", (), (words, words)),)


def unit(first, second):
    """Everything of one kind each, once harmless and once not."""
    said, told = first.statements[0], second.statements[0]
    mine, theirs = Member(first.name, said.id, "Wir warten nicht"), Member(second.name, told.id, "Wir warten hier")
    a, b = quote(first, "Wir warten nicht"), quote(second, "drohte der Sprecher")
    talk = Member(second.name, "c" * 16, "drohte der Sprecher")
    position = Member(second.name, "d" * 16, "drohte der Sprecher")
    return UnitRow(
        "by hand",
        "story",
        {
            "cast": [
                CaseActor(
                    "1a" * 8, "Mira Kolb", "person", ("Mira Kolb", "Kolb"), (Member(first.name, "a1", "Mira Kolb"),)
                ),
                CaseActor(
                    "1b" * 8,
                    HOSTILE,
                    "group",
                    (HOSTILE, f"{HOSTILE} 2"),
                    (talk,),
                    HOSTILE,
                    HOSTILE,
                    0.5,
                    because(HOSTILE),
                ),
            ],
            "utterances": [
                Utterance(
                    "2a" * 8, "Mira Kolb", (mine, theirs), "2031-03-03", 0, 0, 0.8, because("Mira Kolb"), "by hand"
                ),
                Utterance(
                    "2b" * 8,
                    HOSTILE,
                    (theirs, Member(first.name, first.statements[1].id, HOSTILE)),
                    None,
                    1,
                    None,
                    0.4,
                    because(HOSTILE),
                ),
            ],
            "lineage": [
                Lineage(
                    "3a" * 8,
                    "shared passage",
                    (first.name, second.name),
                    first.name,
                    ((a, b),),
                    (0.25, 0.004),
                    ("nda",),
                    0.7,
                    because(),
                ),
            ],
            "meetings": [
                Meeting(
                    "4a" * 8,
                    "elba-varnia-genf",
                    "held",
                    (Told("Elba", (talk,)), Told("Varnia", (talk,))),
                    (talk, Member(first.name, said.id, "x")),
                    (Told("2031-03-04", (talk,)), Told("2031-03-10/2031-03-16", (talk,))),
                    (Told("Genf", (talk,)),),
                    (Told("bilateral", (talk,)),),
                    (Told("PT7H", (talk,)), Told("PT5H", (talk,))),
                    (Told("ohne Einigung", (talk,)),),
                    (Step("2031-03-03", "planned", talk), Step(None, "held", talk), Step("2031-03-05", "held", talk)),
                    0.9,
                    because(),
                ),
                Meeting(
                    "4b" * 8, HOSTILE, "planned", (Told(HOSTILE, (talk,)),), (talk,), place=(Told(HOSTILE, (talk,)),)
                ),
            ],
            "discrepancies": [
                Discrepancy("5a" * 8, "duration", "wording", "how long the talks took", a, b, reasons=because()),
                Discrepancy(
                    "5b" * 8,
                    "number",
                    "conflict",
                    HOSTILE,
                    a,
                    Quote(second.name, 0, 9, HOSTILE),
                    "within",
                    reasons=because(HOSTILE),
                ),
            ],
            "silences": [
                Silence("6a" * 8, second.name, "demand", "Mira Kolb: Wir warten nicht", (a,), (mine,), 0.5, because()),
                Silence("6b" * 8, first.name, "figure", HOSTILE, (b,), (), 0.5, because(HOSTILE)),
            ],
            "shifts": [
                Shift(
                    "7a" * 8,
                    "Mira Kolb",
                    "opening",
                    "act",
                    Stand(mine, "2031-03-03", "refuse", "contra", a),
                    Stand(position, "2031-03-09", "offer", "pro", b),
                    0.6,
                    because(),
                    "refusal given up",
                ),
                Shift(
                    "7b" * 8,
                    HOSTILE,
                    HOSTILE,
                    "silence",
                    Stand(theirs, None, "demand", HOSTILE, b),
                    None,
                    0.3,
                    because(HOSTILE),
                ),
            ],
            "issues": [Issue("opening", "opening of the strait", ("opening",)), Issue("odd", HOSTILE, by=HOSTILE)],
            "held": [
                Held(
                    "8a" * 8,
                    first.name,
                    "2031-03-03",
                    "Mira Kolb",
                    "refuse",
                    "contra",
                    a,
                    ("opening of the strait", "Öffnung der Meerenge"),
                    issue="opening",
                    name="opening of the strait",
                    side="Varnia",
                ),
                Held(
                    "8b" * 8,
                    second.name,
                    "2031-03-09",
                    "Elba",
                    "demand",
                    "pro",
                    b,
                    ("opening of the strait", "Öffnung der Meerenge"),
                    issue="opening",
                    name="opening of the strait",
                ),
                Held("8c" * 8, second.name, None, HOSTILE, "demand", "pro", b, issue="odd", name=HOSTILE),
                Held("8d" * 8, second.name, None, f"{HOSTILE} 2", "refuse", "contra", b, issue="odd", name=HOSTILE),
            ],
            "datings": [Dating(second.name, None, ("2031-03-10", "2031-03-11"), 0.6, because("Elba"))],
        },
        dated=((second.id, Published(None, ("2031-03-10", "2031-03-11"), "Elba is Elba in the tables."), None),),
    )
