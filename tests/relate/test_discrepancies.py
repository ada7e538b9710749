"""What two reports of one story tell otherwise, and what looks like it and is none."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.relate.told_story import PACKS, meetings, story

from depesche.relate.discrepancies import MOST, find_discrepancies
from depesche.texts.reasons import told

PORT = "Am Hafen von Sandvik hat Norwegen {} Soldaten zum Schutz der Fähren stationiert."
PORT_TOO = "Norwegen hat zum Schutz der Fähren am Hafen von Sandvik {} Soldaten stationiert."
SLIDE = "Bei dem Erdrutsch im Tal von Aldra sind {} Menschen getötet worden."
FERRY = "Die Fähre „Solveig“ ist am {} vor der Insel Runde auf ein Riff gelaufen und gesunken."
FERRY_TOO = "Vor der Insel Runde ist die Fähre „Solveig“ am {} auf ein Riff gelaufen und gesunken."
BOAT = "Die Küstenwache {} am Montag in der Sandbucht einen norwegischen Kutter {}."
MET = "Das Treffen zwischen Norwegen und Kanada am Montag in Bern {}."
FISH = "„Die Fischerei vor der Küste muss bis zum Herbst vollständig ruhen, sonst sterben die Bestände“, sagte {}."


def found(*texts: str, days: tuple[str | None, ...] = ()):
    """The entries for reports with these texts."""
    reports = story(*texts, days=days)
    return find_discrepancies(reports, (), meetings(reports), PACKS)


def kinds(entries) -> list[tuple[str, str]]:
    return [(one.kind, one.grade) for one in entries]


@pytest.mark.parametrize(
    ("texts", "days", "expected"),
    [
        ((PORT.format(400), PORT_TOO.format(900)), (), ("number", "conflict")),
        ((PORT.format(412), PORT_TOO.format("etwa 400")), (), ("number", "precision")),
        ((PORT.format(912), PORT_TOO.format("mehrere")), (), ("number", "precision")),
        ((SLIDE.format(12), SLIDE.format(31)), ("2031-05-04", "2031-05-08"), ("number", "superseded")),
        ((SLIDE.format(12), SLIDE.format(31)), ("2031-05-04", "2031-05-04"), ("number", "conflict")),
        ((PORT.format("900"), PORT_TOO.format("1200 norwegische")), (), ("number", "conflict")),
        (
            (
                "Bei dem Anschlag auf den Markt in Kolvik gab es 14 Tote und 30 Verletzte.",
                "Nach dem Anschlag auf den Markt von Kolvik sind 19 Menschen gestorben und 30 Verletzte in Kliniken.",
            ),
            (),
            ("number", "conflict"),
        ),
        (
            (
                "Kanada sagte der Küstenregion Hilfen in Höhe von 300 Millionen Euro für den Wiederaufbau zu.",
                "Die Küstenregion soll von Kanada 500 Millionen Euro für den Wiederaufbau erhalten.",
            ),
            (),
            ("number", "conflict"),
        ),
        (
            (
                "Die Gespräche zwischen Norwegen und Kanada in Bern dauerten nach Angaben aus Oslo sechs Stunden.",
                "Nach vierstündigen Gesprächen in Bern haben sich Norwegen und Kanada vertagt.",
            ),
            (),
            ("duration", "conflict"),
        ),
        ((FERRY.format("Montag"), FERRY_TOO.format("Sonntag")), (), ("date", "conflict")),
        (
            (MET.format("hat drei Stunden gedauert"), MET.format("hat sechs Stunden gedauert")),
            (),
            ("duration", "conflict"),
        ),
        (
            (MET.format("hat fast sechs Stunden gedauert"), MET.format("hat rund sechs Stunden gedauert")),
            (),
            ("duration", "precision"),
        ),
        (
            (MET.format("ist abgesagt worden"), "Norwegen und Kanada haben sich am Montag in Bern getroffen."),
            (),
            ("status", "conflict"),
        ),
        (
            ("Norwegen und Kanada haben sich am Montagabend in Bern getroffen.", MET.format("ist zu Ende gegangen")),
            (),
            ("date", "precision"),
        ),
        (
            (BOAT.format("hat", "beschlagnahmt"), "Norwegen bestreitet die Beschlagnahmung eines seiner Kutter."),
            (),
            ("dispute", "conflict"),
        ),
        ((FISH.format("Olav Lund"), FISH.format("Ida Berg")), (), ("attribution", "conflict")),
        (
            (
                "Der norwegische Außenminister Olav Lund sagte, er reise nach Bern.",
                "Der norwegische Außenminister Jens Dahl sagte, er reise nach Genf.",
            ),
            (),
            ("name", "conflict"),
        ),
        (
            ("Der Sprecher Dmitri Saryschkin sagte, man warte.", "Der Sprecher Dmitri Saryshkin sagte, man prüfe."),
            (),
            ("name", "wording"),
        ),
        (
            (
                "Olav Lund forderte ein Ende der Fischereiverbote und einen Abzug der Schiffe.",
                "Olav Lund forderte ein Ende der Fischereiverbote und die Freilassung der Seeleute.",
            ),
            (),
            ("wording", "wording"),
        ),
    ],
    ids=[
        "count", "hedged count", "loose count", "grown count", "count of one day", "a modifier more", "the dead", "money",
        "length of an event", "day of an event", "length",
        "rounded length", "held or called off", "evening of the day", "told and denied", "who said it", "who holds an office",
        "letters of a name", "items of a list",
    ],
)  # fmt: skip
def test_what_differs_is_found_and_graded(texts, days, expected):
    """The same thing told otherwise is one entry, with its kind and how far both can be so."""
    assert kinds(found(*texts, days=days)) == [expected]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ((PORT.format(400), PORT_TOO.format(400)), ()),
        ((PORT.format(400), "Dänemark hat zum Schutz der Brücken in Korsör 900 Soldaten stationiert."), ()),
        ((PORT.format(400), PORT_TOO.format("weitere 900")), ()),
        ((PORT.format(400), PORT_TOO.format(900)), ("2030-01-04", "2031-05-04")),
        ((FERRY.format("Montag"), FERRY_TOO.format("5. Mai")), ()),
        ((MET.format("hat drei Wochen gedauert"), MET.format("hat 21 Tage gedauert")), ()),
        ((MET.format("ist zu Ende gegangen"), MET.format("hat drei Stunden gedauert")), ()),
        (
            (
                BOAT.format("soll", "beschlagnahmt haben"),
                "Norwegen bestreitet die Beschlagnahmung eines seiner Kutter.",
            ),
            (),
        ),
        (
            (BOAT.format("hat", "beschlagnahmt"), "Norwegen bestreitet die Beschlagnahmung eines seiner Flugzeuge."),
            (),
        ),
        ((FISH.format("Olav Lund"), FISH.format("Lund")), ()),
        (
            (
                "Der norwegische Außenminister Olav Lund sagte, er reise nach Bern.",
                "Der stellvertretende norwegische Außenminister Jens Dahl sagte, er reise nach Genf.",
            ),
            (),
        ),
        (
            ("Der Sprecher Olav Lund sagte, man warte.", "Der Sprecher Olav Lunde sagte, man prüfe."),
            (),
        ),
        (
            (
                "Olav Lund forderte ein Ende der Fischereiverbote und einen Abzug der Schiffe.",
                "Olav Lund forderte ein Ende der Fischereiverbote.",
            ),
            (),
        ),
    ],
    ids=[
        "same count", "other place", "something more", "a year apart", "same day by another name", "same length in other units",
        "told by one alone", "hearsay", "something else denied", "same speaker", "a deputy", "other surname", "no second item",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_none(texts, days):
    """The same value in other words, and values of other things, are no discrepancy."""
    assert found(*texts, days=days) == ()


def test_both_sides_are_the_reports_own_words():
    """Each side is a quote of its report, and says of which record it was read."""
    [entry] = found(PORT.format(400), PORT_TOO.format(900))

    assert (entry.a.text, entry.b.text) == ("400 Soldaten", "900 Soldaten")
    assert [member.report for member in entry.members] == ["a", "b"]
    assert "Sandvik" in entry.about or "Hafen" in entry.about


def test_a_reason_is_told_in_both_languages():
    """Every entry says why, with both quotes."""
    [entry] = found(PORT.format(400), PORT_TOO.format(900))

    assert all("400 Soldaten" in told(entry.reasons[0], lang) for lang in ("en", "de"))


SOME = (
    PORT.format(400), PORT_TOO.format(900), FERRY.format("Montag"), FERRY_TOO.format("Sonntag"), SLIDE.format(12),
    MET.format("hat drei Stunden gedauert"), MET.format("hat sechs Stunden gedauert"), FISH.format("Olav Lund"),
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(SOME))), st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(order: list[int], chance: random.Random):
    """Whatever order they come in, and whatever else is among them, the entries are the same and quote their reports."""
    reports = story(*(SOME[i] for i in order))
    shuffled = chance.sample(reports, len(reports))
    entries = find_discrepancies(reports, (), meetings(reports), PACKS)

    assert entries == find_discrepancies(shuffled, (), meetings(shuffled), PACKS)
    texts = {report.name: report.text for report in reports}
    assert entries
    assert all(texts[side.report][side.start : side.end] == side.text for one in entries for side in (one.a, one.b))


def test_entries_are_bounded():
    """A story has at most so many entries, the surest of them."""
    masts = " ".join(f"Der Mast {n} ist {n} Fuß ({n} Meter) hoch." for n in range(30, 30 + 2 * MOST))
    entries = found(masts)

    assert len(entries) == MOST
    assert [one.confidence for one in entries] == sorted((one.confidence for one in entries), reverse=True)


@pytest.mark.parametrize("text", ["", " \n\n", "....", "12 12 12", "„", "A" * 5000, "x. " * 4000], ids=repr)
def test_odd_texts_do_no_harm(text):
    """A text without words, or without an end, has no discrepancy with anything."""
    assert found(text[:6000], PORT.format(400)) == ()


def test_a_report_in_a_language_without_a_pack_is_left_out():
    """What cannot be read is not compared."""
    reports = story(PORT.format(400), PORT_TOO.format(900))

    assert find_discrepancies(reports, (), (), {}) == ()
