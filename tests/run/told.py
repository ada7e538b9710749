"""Invented stories, told by several outlets with and without a day, and cases made of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from depesche.records import Fact, Report, Source, digest
from depesche.run.plan import read_report
from depesche.run.progress import Related
from depesche.run.relating import relate
from depesche.store.case import Case

FISH = (
    (
        "Norwegen und Portugal streiten um Heringe",
        "Lissabon und Oslo ringen um die Heringsquote",
        "Noch keine Einigung im Heringsstreit",
    ),
    (
        "Lissabon (dpa) - Am Mittwoch haben Norwegen und Portugal in Lissabon über die Heringsquote verhandelt.",
        "In Lissabon trafen sich am Mittwoch Vertreter Norwegens und Portugals, um über die Heringsquote zu verhandeln.",
        "Norwegen und Portugal verhandelten am 14. Mai in Lissabon über die Heringsquote.",
    ),
    (
        "Die norwegische Außenministerin Ingrid Halvorsdal forderte den Abzug der portugiesischen Kutter.",
        "Norwegens Außenministerin Ingrid Halvorsdal verlangte, Portugal müsse seine Kutter abziehen.",
        "Halvorsdal, die norwegische Außenministerin, bestand auf einem Abzug der portugiesischen Kutter.",
    ),
    (
        "„Wir geben keinen einzigen Hering her, bevor die Kutter umkehren“, sagte Halvorsdal nach dem Treffen.",
        "Halvorsdal sagte nach dem Treffen: „Wir geben keinen einzigen Hering her, bevor die Kutter umkehren.“",
        "Nach dem Treffen sagte Halvorsdal, man gebe keinen einzigen Hering her, bevor die Kutter umkehrten.",
    ),
    (
        "Der portugiesische Unterhändler Tomás Belmonteiro wies die Forderung zurück und bot neue Gespräche in Oslo an.",
        "Portugals Unterhändler Tomás Belmonteiro lehnte die Forderung ab. Er schlug neue Gespräche in Oslo vor.",
        "Belmonteiro, der für Portugal verhandelt, wies die Forderung zurück und bot Gespräche in Oslo an.",
    ),
    (
        "Nach Angaben der norwegischen Küstenwache kreuzen 140 Kutter vor den Inseln.",
        "Die norwegische Küstenwache sprach von 210 Kuttern, die vor den Inseln kreuzen.",
        "Vor den Inseln kreuzen laut der norwegischen Küstenwache 140 Kutter.",
    ),
)
TRAMS = (
    (
        "Straßenbahner in Montevideo legen die Arbeit nieder",
        "Streik der Straßenbahner in Uruguay geht weiter",
        "Montevideo ohne Straßenbahnen",
    ),
    (
        "Montevideo (AFP) - Die Straßenbahner von Montevideo streiken seit Dienstag für höhere Löhne.",
        "Seit Dienstag streiken in Montevideo die Straßenbahner, sie wollen höhere Löhne.",
        "In Uruguay streiken seit dem 3. Juni die Straßenbahner der Hauptstadt für höhere Löhne.",
    ),
    (
        "Der uruguayische Verkehrsminister Raúl Halvorsdal drohte mit Entlassungen.",
        "Uruguays Verkehrsminister Raúl Halvorsdal hat den Streikenden mit der Entlassung gedroht.",
        "Verkehrsminister Raúl Halvorsdal droht den Straßenbahnern mit Entlassungen.",
    ),
    (
        "„Wer morgen nicht fährt, der fährt nie wieder“, sagte der Minister.",
        "Der Minister sagte, wer morgen nicht fahre, der fahre nie wieder.",
        "„Wer morgen nicht fährt, der fährt nie wieder“, warnte der Minister die Fahrer.",
    ),
    (
        "Die Gewerkschafterin Pilar Quintanar forderte 12 Prozent mehr Lohn.",
        "Pilar Quintanar, die Sprecherin der Gewerkschaft, verlangte 12 Prozent mehr Lohn.",
        "Gewerkschaftssprecherin Pilar Quintanar forderte 15 Prozent mehr Lohn.",
    ),
    (
        "Am Freitag wollen beide Seiten im Rathaus von Montevideo verhandeln.",
        "Für Freitag sind Verhandlungen im Rathaus von Montevideo geplant.",
        "Beide Seiten wollen am Freitag im Rathaus von Montevideo miteinander verhandeln.",
    ),
)
FISH_DAYS = ("2031-05-14", "2031-05-15", None)
TRAM_DAYS = ("2031-06-04", "2031-06-05", None)

KINDS = (
    *("datings", "cast", "utterances", "lineage", "meetings"),
    *("discrepancies", "silences", "held", "shifts", "issues"),
)


@lru_cache(maxsize=512)
def read(name: str, text: str, day: str | None = None, outlet: str | None = None) -> Report:
    """A report as the plan of a build reads it; day, outlet: what a table states."""
    given = (("published", day), ("outlet", outlet))
    facts = tuple(Fact(field, value, "table") for field, value in given if value)
    raw = text.encode("utf-8", "surrogatepass")
    source = Source(f"/{name}", "text", digest(raw), "utf-8", "valid UTF-8", 0, "text 1")
    return replace(read_report(Report(name, text, source, facts=facts)), sentences=(), cast=None)


def tell(name: str, story: Sequence[Sequence[str]], seed: int, day: str | None) -> Report:
    """An outlet's version of a story: each sentence in one of its wordings, the last ones in an order of its own."""
    chance = random.Random(seed)
    title, *rest = (chance.choice(wordings) for wordings in story)
    tail = rest[2:]
    chance.shuffle(tail)
    return read(name, "\n\n".join([title, *rest[:2], " ".join(tail[:2]), *tail[2:]]) + "\n", day)


def two_stories(seed: int = 0, each: int = 3) -> list[Report]:
    """Reports of two stories that have nothing to do with each other but a surname."""
    return [
        tell(f"{outlet}_{number}.txt", story, 100 * seed + number, days[number % len(days)])
        for outlet, story, days in (("fjordbote", FISH, FISH_DAYS), ("tramblatt", TRAMS, TRAM_DAYS))
        for number in range(each)
    ]


def put(case: Case, *reports: Report, reader: str = "1") -> None:
    """Put reports into a case, as a build does."""
    for report in reports:
        case.put(report, reader=reader)


def built(path: Path, *steps: Iterable[Report]) -> dict[str, Any]:
    """What a case holds that takes its reports in some steps, each of them related."""
    with Case.open(path, create=True) as case:
        for step in steps:
            put(case, *step)
            relate(case)
        return held(case)


def held(case: Case) -> dict[str, Any]:
    """Everything that relating decides: the relations of every kind, and the day, times and talks of every report."""
    found: dict[str, Any] = {kind: list(getattr(case, kind)()) for kind in KINDS}
    for report in case.reports():
        found[report.name] = (report.header, report.times, report.talks)
    called = case.called([row.id for row in case.rows() if row.double_of is None])
    return found | {"called": {key: names for key, names in called.items() if names}}


def differ(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """What two cases do not have in common, in words that help whoever reads a failure."""
    return [
        f"{key}: {one.get(key)!r} | {other.get(key)!r}"
        for key in sorted({*one, *other})
        if one.get(key) != other.get(key)
    ]


def again(case: Case) -> Related:
    """Relate a case a second time."""
    return relate(case)


@contextmanager
def a_case(path: Path, *reports: Report) -> Iterator[Case]:
    """A case of some reports that was related."""
    with Case.open(path, create=True) as case:
        put(case, *reports)
        relate(case)
        yield case
