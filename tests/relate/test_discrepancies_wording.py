"""One utterance in the words of two reports."""

from __future__ import annotations

import pytest
from tests.relate.told_story import PACKS, story, utterance

from depesche.relate.discrepancies import find_discrepancies

OFFER = "Ida Berg sagte, sie sei offen für Gespräche über den Abzug der Schiffe{}."
RETURN = "Ida Berg sagte, sie fordere die Rückgabe der Inseln{}."
CLOSE = "Ida Berg sagte, sie {} die Häfen im Norden {}."


def found(first: str, second: str, *words: str):
    """The entries for an utterance whose two members hold the words."""
    reports = story(first, second)
    return find_discrepancies(reports, (utterance(reports, *words),), (), PACKS)


@pytest.mark.parametrize(
    ("first", "second", "words", "expected"),
    [
        (
            CLOSE.format("werde", "schließen"),
            CLOSE.format("werde", "nicht schließen"),
            ("sie werde", "sie werde"),
            ("wording", "conflict", "turned"),
        ),
        (
            "Ida Berg lehnte die Stationierung der Radaranlagen auf Runde ab.",
            "Ida Berg stimmte der Stationierung der Radaranlagen auf Runde zu.",
            ("die Stationierung", "der Stationierung"),
            ("wording", "conflict", "acts"),
        ),
        (
            CLOSE.format("werde", "schließen"),
            CLOSE.format("könnte", "schließen"),
            ("sie werde", "sie könnte"),
            ("wording", "wording", "firmer_may"),
        ),
        (
            CLOSE.format("werde", "schließen"),
            CLOSE.format("müsse", "schließen"),
            ("sie werde", "sie müsse"),
            ("wording", "wording", "firmer_must"),
        ),
        (
            OFFER.format(" aus der Nordsee"),
            OFFER.format(""),
            ("sie sei", "sie sei"),
            ("scope", "precision", "scope"),
        ),
        (
            RETURN.format(", die nach 1997 besetzt worden seien"),
            RETURN.format(""),
            ("sie fordere", "sie fordere"),
            ("scope", "precision", "scope"),
        ),
        (
            "„Die Fahrt war lang, nass und ohne jede Aussicht auf Fisch“, sagte Ida Berg.",
            "Die Fahrt sei lang und nass gewesen, sagte Ida Berg.",
            ("Die Fahrt", "Die Fahrt"),
            ("wording", "precision", "shortened"),
        ),
        (
            "„Wir werden die Häfen im Norden niemals schließen“, sagte Ida Berg.",
            "Sie werde die Häfen im Norden nie zumachen, sagte Ida Berg.",
            ("Wir werden", "Sie werde"),
            ("wording", "wording", "other_words"),
        ),
    ],
    ids=[
        "negated",
        "other act",
        "left open",
        "made a must",
        "limited",
        "limited by a clause",
        "shortened",
        "other image",
    ],
)
def test_what_changes_in_an_utterance(first, second, words, expected):
    """A negation or the other act is a conflict; a limit or words that only one has tell more exactly; the rest is wording."""
    [entry] = found(first, second, *words)

    assert (entry.kind, entry.grade, entry.why.removeprefix("discrepancies.")) == expected


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (
            OFFER.format(""),
            "Ida Berg sagte, sie sei jedoch auch offen für Gespräche über den Abzug der Schiffe.",
            ("sie sei", "sie sei"),
        ),
        (
            CLOSE.format("werde", "niemals schließen"),
            CLOSE.format("werde", "nie schließen"),
            ("sie werde", "sie werde"),
        ),
    ],
    ids=["idle words", "another negation"],
)
def test_words_without_a_sense_of_their_own_make_no_difference(first, second, words):
    """Fillers and one negation for another leave an utterance as it is, as far as it is rendered."""
    assert not [one for one in found(first, second, *words) if one.grade != "wording"]


def test_a_limit_that_both_have_is_none():
    """Two reports that both name the sea do not differ in scope, even if one names it more closely."""
    entries = found(OFFER.format(" aus der Nordsee"), OFFER.format(" aus dem Norden der Nordsee"), "sie sei", "sie sei")

    assert "scope" not in {one.kind for one in entries}


def test_each_sentence_is_held_against_the_one_that_renders_it():
    """Of a long quotation, every sentence is compared with what the other report makes of it."""
    entries = found(
        "„Wir schließen keinen Hafen im Norden. Unsere Fischer brauchen endlich Ruhe“, sagte Ida Berg.",
        "Die Fischer bräuchten Frieden, sagte Ida Berg.",
        "Wir schließen",
        "Die Fischer",
    )

    assert [entry.a.text for entry in entries] == ["Unsere Fischer brauchen endlich Ruhe"]
