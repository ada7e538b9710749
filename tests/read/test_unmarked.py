"""Words that lost their quotation marks, and interviews, which never had any."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief, read

_BEFORE = "Die Fähre lag am Montag still. Der Hafenchef Karl Tamsen sah sich das an."


@pytest.mark.parametrize(
    ("speech", "contents"),
    [
        (
            "Wir warten nicht länger, sagte Mira Kolb. Morgen legen wir ab. Der Hafen ist leer.",
            ["Wir warten nicht länger", "Morgen legen wir ab"],
        ),
        (
            "Ich hatte Glück. Mir ist nichts geschehen. Es war knapp, sagte Mira Kolb.",
            ["Ich hatte Glück", "Mir ist nichts geschehen", "Es war knapp"],
        ),
        ("Das Boot sei heil, sagte Mira Kolb. Ich fahre wieder.", ["Das Boot sei heil", "Ich fahre wieder"]),
        ("Wir haben gewartet, schrieb Mira Kolb am Abend.", ["Wir haben gewartet"]),
        ("Mira Kolb blieb hart: Wir fahren bei jedem Wetter.", ["Wir fahren bei jedem Wetter"]),
        ("Mira Kolb blieb hart: Ich glaube, dass er hält.", ["Ich glaube, dass er hält"]),
        ("Er halte nicht, sagte Mira Kolb. Wir fordern Geld.", ["Er halte nicht", "Wir fordern Geld"]),
        ("Zum Fahrplan meinte Mira Kolb dagegen: Wir ändern nichts.", ["Wir ändern nichts"]),
    ],
    ids=[
        "behind",
        "before",
        "behind the subjunctive",
        "medium verb",
        "colon",
        "what I think",
        "what we want",
        "colon away from its verb",
    ],
)
def test_the_first_person_beside_somebodys_words_is_theirs(speech, contents):
    """In a report whose speech has no marks, a sentence in the first person is by whoever speaks beside it."""
    assert brief(f"{_BEFORE} {speech}", "mode", "actor", "content") == [
        ("indirect", "Mira Kolb", content) for content in contents
    ]


@pytest.mark.parametrize(
    "text",
    [
        "„Das Boot fährt am Montag in aller Frühe wieder“, sagte Mira Kolb. Wir haben nachgefragt.",
        "Das Boot fährt wieder, sagte Mira Kolb. Am Montag beginnt unser Sommer.",
        "Der Hafen ist leer. Wir haben nachgefragt. Das Boot fährt wieder.",
        "Wir sind am Hafen. Dort ist es still. Das Boot fährt wieder, sagte Mira Kolb.",
    ],
    ids=["speech has marks", "unser", "nobody speaks", "the reporter in between"],
)
def test_the_first_person_is_the_reporters_elsewhere(text):
    """Where speech has marks, or nobody's words stand beside it, the reporter speaks of themselves."""
    assert not [s for s in read(text).statements if s.why == "first person without marks"]


_INTERVIEW = (
    "HAFENBLATT: Frau Kolb, was fordern Sie? Mira Kolb: Ein neues Boot. Das alte sei am Ende, sagt der Kapitän. "
    "HAFENBLATT: Wer zahlt das? Mira Kolb: Wir alle."
)


@pytest.mark.parametrize(
    "text",
    [
        _INTERVIEW,
        _INTERVIEW.replace(" HAFEN", "\n\nHAFEN").replace(" Mira", "\n\nMira"),
        _INTERVIEW + "\n\nDer Hafen wurde im Jahr 2029 erweitert.",
    ],
    ids=["in one paragraph", "in paragraphs", "with a box"],
)
def test_answers_in_an_interview_are_the_labels(text):
    """Each answer under a speaker's label is one direct statement; questions and what stands inside answers are none."""
    assert brief(text, "mode", "actor", "source", "cue", "content") == [
        ("direct", "Mira Kolb", "Mira Kolb", "", "Ein neues Boot. Das alte sei am Ende, sagt der Kapitän"),
        ("direct", "Mira Kolb", "Mira Kolb", "", "Wir alle"),
    ]


def test_a_later_paragraph_of_an_answer_has_no_label():
    """An answer goes on in the next paragraph, up to the next label."""
    text = "HAFENBLATT: Was nun?\n\nMira Kolb: Wir warten.\n\nDas Boot ist alt.\n\nHAFENBLATT: Und dann?\n\nMira Kolb: Mal sehen."

    assert brief(text, "actor", "source", "content") == [
        ("Mira Kolb", "Mira Kolb", "Wir warten"),
        ("Mira Kolb", "", "Das Boot ist alt"),
        ("Mira Kolb", "Mira Kolb", "Mal sehen"),
    ]


def test_a_label_that_comes_up_once_makes_no_interview():
    """A word before a colon is a label only where it comes up again."""
    text = "Der Hafen ist zu. Ergebnis: Niemand fährt. Mira Kolb: Das ist hart."

    assert not [s for s in read(text).statements if s.why == "interview"]


@pytest.mark.parametrize(
    ("heading", "source", "cue"),
    [
        ("Mira Kolbs Fazit", "Mira Kolbs", "Fazit"),
        ("Die Begründung der Kapitänin Mira Kolb", "der Kapitänin Mira Kolb", "Begründung"),
        ("Das Fazit von Mira Kolb nach der Sitzung", "Mira Kolb", "Fazit"),
        ("Ihr Fazit", "Ihr", "Fazit"),
    ],
    ids=["genitive before", "genitive behind", "von", "possessive"],
)
def test_a_noun_of_saying_heads_what_stands_behind_its_colon(heading, source, cue):
    """A noun of saying with somebody's name says whose the sentence behind its colon is; speech goes on from there."""
    text = f"Mira Kolb sprach mit den Leuten. {heading}: Der Damm hält. Man werde ihn prüfen."

    assert brief(text, "actor", "source", "cue", "content") == [
        ("Mira Kolb", source, cue, "Der Damm hält"),
        ("Mira Kolb", "", "", "Man werde ihn prüfen"),
    ]


@pytest.mark.parametrize("heading", ["Der Grund", "Das Fazit", "Mira Kolbs Boot"])
def test_a_heading_without_somebodys_word_is_the_reporters(heading):
    """Without a noun of saying, or without somebody whose it is, a heading says nothing of who speaks."""
    assert brief(f"Der Hafen ist zu. {heading}: Der Damm hält.", "content") == []


def test_words_behind_the_colon_of_a_cue_in_between_go_on():
    """A reporting clause between words and more words behind its colon: one statement of two spans."""
    text = "Der Damm muss weg, sagte Mira Kolb: Ein neuer muss her."

    assert brief(text, "actor", "content") == [("Mira Kolb", "Der Damm muss weg … Ein neuer muss her")]


@pytest.mark.parametrize(
    ("glued", "content"),
    [
        ("Keine Eile Mit dem Bau gebe es Ärger, sagte Mira Kolb.", "Mit dem Bau gebe es Ärger"),
        ("Damm ist undicht Es sei ein Riss entdeckt worden, sagte Mira Kolb.", "Es sei ein Riss entdeckt worden"),
        ("Neue Boote Im Hafen ist laut Mira Kolb kein Platz.", "Im Hafen ist … kein Platz"),
    ],
)
def test_a_subhead_that_runs_into_a_sentence_is_no_part_of_what_is_said(glued, content):
    """The capital of a word that opens a sentence shows where a subhead ends that has lost its line."""
    assert brief(glued, "actor", "content") == [("Mira Kolb", content)]


def test_a_title_in_the_midst_of_a_sentence_is_no_subhead():
    """Behind an article a capital belongs to a title."""
    assert brief("Der Verein Mit Herz sei am Ende, sagte Mira Kolb.", "content") == [
        ("Der Verein Mit Herz sei am Ende",)
    ]


@pytest.mark.parametrize(
    ("sentence", "source", "addressee"),
    [
        ("Der Damm hält, sagte der Minister der Zeitung Hafenblatt.", "der Minister", "der Zeitung Hafenblatt"),
        ("Der Damm hält, sagte ein Sprecher der Nachrichtenagentur nda.", "ein Sprecher", "der Nachrichtenagentur nda"),
        ("Die Chefin der Zeitung sagte, der Damm halte.", "Die Chefin der Zeitung", ""),
        ("Der Damm hält, sagte die Redakteurin der Zeitung.", "die Redakteurin der Zeitung", ""),
    ],
    ids=["told", "agency", "before the verb", "who works there"],
)
def test_a_medium_behind_the_one_who_tells_is_told(sentence, source, addressee):
    """Behind a verb of telling, `der Zeitung` behind its subject is whom it is told, unless the subject works there."""
    assert brief(sentence, "source", "addressee") == [(source, addressee)]


def test_what_stands_in_a_text_is_said_by_it():
    """`steht in dem Erlass` behind words in the subjunctive is their reporting clause."""
    text = "Das lasse keine Ausnahme zu, steht in dem Bericht."

    assert brief(text, "source", "cue", "content") == [("dem Bericht", "steht", "Das lasse keine Ausnahme zu")]


@pytest.mark.parametrize("clause", ["wie weit er den Damm fürchtete", "wie man den Leuten empfahl"])
def test_wie_with_a_degree_or_man_reports_nothing(clause):
    """A clause with wie tells whose words stand around it, but not where it asks for a degree or is anybody's."""
    assert not [s for s in read(f"Karl Tamsen fuhr weg. Das Boot zeigt, {clause}.").statements if "wie" in s.why]


@pytest.mark.parametrize(
    ("sentence", "cue", "content"),
    [
        ("Mira Kolb ist überzeugt, dass der Damm hält.", "ist überzeugt", "dass der Damm hält"),
        ("Der Damm ist alt, ist Mira Kolb überzeugt.", "ist … überzeugt", "Der Damm ist alt"),
        ("Mira Kolb ist davon überzeugt: Ohne Damm wird es nass.", "ist … überzeugt", "Ohne Damm wird es nass"),
        ("Mira Kolb zeigt sich zuversichtlich: Der Damm bleibt dicht.", "zeigt sich", "Der Damm bleibt dicht"),
        ("Mira Kolb schrieb nun: Der Damm hält.", "schrieb", "Der Damm hält"),
    ],
)
def test_a_state_of_mind_reports_as_a_verb_does(sentence, cue, content):
    """Being convinced, and showing confidence, report a clause with dass, before the verb or behind a colon."""
    assert brief(sentence, "actor", "cue", "content") == [("Mira Kolb", cue, content)]


@pytest.mark.parametrize(
    ("label", "source"),
    [
        ("Mira Kolb", "Mira Kolb"),
        ("Mira Kolb zum HAFENBLATT", "Mira Kolb"),
        ("Bürgermeisterin Mira Kolb auf Anfrage", "Bürgermeisterin Mira Kolb"),
    ],
)
def test_a_person_alone_before_a_colon_speaks_where_speech_has_no_marks(label, source):
    """In a text without marks around speech, a person with nothing but an occasion before a colon says what follows."""
    text = f"Der Damm ist alt. {label}: Das Land wird zahlen müssen. Der Hafen ist leer."

    assert brief(text, "mode", "actor", "source", "content") == [
        ("indirect", "Mira Kolb", source, "Das Land wird zahlen müssen")
    ]


def test_a_label_within_a_text_with_marks_is_left_alone():
    """Where speech stands in quotation marks, a sentence with a colon behind a name may tell about that person."""
    text = (
        "„Der Damm hält auch in diesem Jahr ohne Zweifel stand“, sagte Karl Tamsen. Mira Kolb: Sie wird zahlen müssen."
    )

    assert brief(text, "actor") == [("Karl Tamsen",)]


@pytest.mark.parametrize("phrase", ["laut Aussage von Freitag", "nach Angaben vom Montag"])
def test_a_weekday_is_nobody_who_says_something(phrase):
    """A day behind a noun of saying tells when it was said."""
    assert brief(f"Der Damm ist {phrase} undicht.", "actor", "source") == [("unspecified", "")]


def test_a_weekday_can_be_somebodys_name():
    """A person of the report who is called like a day speaks."""
    text = "Karl Freitag leitet den Hafen. Der Damm ist nach Angaben von Freitag undicht."

    assert brief(text, "actor", "source") == [("Karl Freitag", "Freitag")]


@pytest.mark.parametrize("when", ["Wenige Stunden, nachdem", "Nur zwei Tage, bevor"])
def test_how_long_before_or_after_is_no_part_of_what_is_asked_for(when):
    """A length of time in front of a clause with nachdem or bevor is when somebody acted."""
    assert brief(f"{when} der Damm brach, forderte Mira Kolb Hilfe.", "content") == [("Hilfe",)]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Mira Kolb, sagte Karl Tamsen, habe recht.", "Karl Tamsen"),
        ("Karl Tamsen, sagt ein Betreuer, habe den Damm gut gekannt.", "ein Betreuer"),
    ],
)
def test_whoever_stands_in_what_was_said_does_not_say_it(sentence, source):
    """Where a cue cuts into what it reports, the speaker stands behind the verb, not in front of the comma."""
    assert brief(sentence, "source") == [(source,)]


def test_dagegen_behind_a_verb_is_no_part_of_it():
    """`meinte dagegen` is said by contrast, and reports as the verb alone does."""
    text = "Zum Hafen meinte Mira Kolb dagegen: Niemand war dort."

    assert brief(text, "actor", "cue", "content") == [("Mira Kolb", "meinte", "Niemand war dort")]


def test_as_expected_is_no_act():
    """A participle behind als or wie compares, and nobody acts by it."""
    text = "Der Hafen wuchs mehr als erwartet, Fähren, Boote und Netze stützen ihn."

    assert brief(text, "content") == []
