"""Speech that goes on without a cue, and statements inside statements."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief, read


@pytest.mark.parametrize(
    "sentence",
    [
        "Es gebe aber keinen Grund zur Panik",
        "Die Fähre liege im Hafen",
        "Alle Häfen könnten bald öffnen",
        "Zwei Boote seien gesunken",
        "Man werde die Suche fortsetzen",
        "Die Truppen würden bald abgezogen",
    ],
    ids=["es gebe", "liege", "könnten", "seien", "werde", "würden"],
)
def test_a_sentence_in_the_subjunctive_goes_on_with_the_speaker(sentence):
    """A sentence in the subjunctive without a cue is a statement of its own, by whoever spoke before."""
    text = f"Karl Tamsen sagte, die Lage sei ernst. {sentence}."

    assert [
        ("indirect", "Karl Tamsen", "Karl Tamsen", "sagte", "die Lage sei ernst"),
        ("indirect", "Karl Tamsen", "", "", sentence),
    ] == brief(text, "mode", "actor", "source", "cue", "content")


def test_speech_goes_on_over_several_sentences():
    """Each sentence in the subjunctive is a record; one in the indicative is the reporter's."""
    text = "Marta Olsen sagte, das Boot sei sicher. Es liege im Hafen. Man werde es prüfen. Der Hafen ist leer."

    assert [c for (c,) in brief(text, "content")] == ["das Boot sei sicher", "Es liege im Hafen", "Man werde es prüfen"]


def test_a_carried_sentence_with_a_quoted_part_is_mixed():
    """Quoted words inside carried speech make it mixed."""
    text = "Karl Tamsen sagte, die Lage sei ernst. Es gebe aber „keinen Grund zur Panik“."

    assert [mode for (mode,) in brief(text, "mode")] == ["indirect", "mixed"]


def test_the_indicative_is_the_reporters_own():
    """A sentence in the indicative behind a statement is no statement."""
    text = "Karl Tamsen sagte, die Lage sei ernst. Am Montag kamen weitere Schiffe in den Hafen."

    assert brief(text, "cue") == [("sagte",)]


def test_a_statement_inside_a_statement_is_a_record_of_its_own():
    """Somebody's own attribution inside indirect speech overlaps the outer record."""
    text = "Karl Tamsen sagte, die US-Delegation habe klar gemacht, dass niemand gehe."

    assert brief(text, "actor", "cue", "content") == [
        ("Karl Tamsen", "sagte", "die US-Delegation habe klar gemacht, dass niemand gehe"),
        ("United States", "klar gemacht", "dass niemand gehe"),
    ]


def test_under_a_negated_cue_inside_speech_is_no_second_record():
    """Nested attribution needs a cue that is not negated."""
    text = "Karl Tamsen sagte, die US-Seite habe nicht gesagt, dass sie bleibe."

    assert brief(text, "actor", "cue") == [("Karl Tamsen", "sagte")]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Washington und Kiew forderten eine Waffenruhe.", ["United States", "Ukraine"]),
        ("Moskau und Washington sprachen in Genf. Beide Seiten betonten, dass man rede.", ["Russia", "United States"]),
        ("Ida Lund und Karl Tamsen sagten, sie seien zufrieden.", ["Ida Lund", "Karl Tamsen"]),
        ("Russland und die USA sind der Ansicht, dass man reden muss.", ["Russia", "United States"]),
    ],
    ids=["capitals", "both sides", "persons", "states"],
)
def test_joint_sources_make_one_record_each(text, actors):
    """Who speak together have one record per actor, with the same spans and ids of their own."""
    found = read(text).statements

    assert actors == [s.actor for s in found]
    assert len({(s.content, s.cue, s.source) for s in found}) == 1
    assert len(actors) == len({s.id for s in found})


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Karl Tamsen sagte, man rede. Ministerin Ida Weg ist besorgt. Die Lage sei ernst.", "Ida Weg"),
        ("Karl Tamsen sagte, man rede. Zwei Fahrer kamen ums Leben. Die Lage sei ernst.", "Karl Tamsen"),
        ("Karl Tamsen sagte, man rede. Ministerin Ida Weg wies Vorwürfe zurück: Die Lage sei ernst.", "Ida Weg"),
        ("Karl Tamsen sagte, man rede. Es wurde befürchtet, dass es brenne. Die Lage sei ernst.", "unspecified"),
        (
            "Minister Karl Tamsen kam. Der 58-Jährige leitet die Delegation Russlands. Die Lage sei ernst.",
            "Karl Tamsen",
        ),
    ],
    ids=["subject before", "nobody in particular", "in the same sentence", "voice without a name", "subject described"],
)
def test_speech_goes_on_by_the_nearest_voice(text, actor):
    """Whoever spoke last in this sentence or the one before, else its subject, else the last speaker."""
    assert brief(text, "actor")[-1] == (actor,)


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "Ministerin Ida Weg warnte vor Überschwemmungen. Die Dämme hätten Risse bekommen.",
            ["vor Überschwemmungen", "Die Dämme hätten Risse bekommen"],
        ),
        (
            "Ministerin Ida Weg warnte vor Überschwemmungen.\n\nWäre die Brücke offen, hätten alle Platz.",
            ["vor Überschwemmungen"],
        ),
    ],
    ids=["behind what is told", "in a new paragraph"],
)
def test_the_past_subjunctive_goes_on_behind_an_act_that_tells(text, contents):
    """`hätten`, `würden` go on with what somebody told, in the same paragraph only."""
    assert [c for (c,) in brief(text, "content")] == contents


def test_what_somebody_else_wants_in_between_takes_no_voice():
    """Speech goes on by whoever spoke, although the sentence before tells what a state wants."""
    text = (
        "„Wir brauchen Garantien“, sagte Karl Tamsen. Frankreich will den Ausbau des Hafens stoppen. "
        "Das Land sei offen für Vorschläge."
    )

    assert ("Karl Tamsen", "Das Land sei offen für Vorschläge") in brief(text, "actor", "content")


def test_words_behind_a_noun_of_saying_are_by_whoever_stands_with_von():
    """`Aussage von Ida Weg: „…“`: the words are hers, and not the last speaker's."""
    text = "Karl Tamsen sagte, man rede. Aussage von Ida Weg: „Wir haben alles versucht.“"

    assert brief(text, "source", "actor")[-1] == ("Ida Weg", "Ida Weg")
