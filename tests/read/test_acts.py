"""Reported acts: an act that is named without its words."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief, read


@pytest.mark.parametrize(
    ("text", "act", "cue", "content"),
    [
        ("Russland forderte Garantien für den Hafen.", "demand", "forderte", "Garantien für den Hafen"),
        ("Das Ministerium wies die Vorwürfe zurück.", "refuse", "wies … zurück", "die Vorwürfe"),
        ("Die russische Seite lehnte den Vorschlag ab.", "refuse", "lehnte … ab", "den Vorschlag"),
        ("Die Regierung warb um Geduld.", "call", "warb", "um Geduld"),
        ("Das Weiße Haus warnte vor schnellen Schlüssen.", "warn", "warnte", "vor schnellen Schlüssen"),
        ("Die Regierung drohte mit Sanktionen.", "threaten", "drohte", "mit Sanktionen"),
        ("Die Rednerin erinnerte an den Vertrag von 1990.", "inform", "erinnerte", "an den Vertrag von 1990"),
        ("Der Minister bezeichnete den Plan als Irrweg.", "assess", "bezeichnete", "den Plan als Irrweg"),
        ("Der Minister lobte die Gespräche als offen.", "assess", "lobte", "die Gespräche als offen"),
        ("Der Minister nannte den Vertrag einen Fehler.", "assess", "nannte", "den Vertrag einen Fehler"),
        ("Die Bundesregierung begrüßte das Abkommen.", "assess", "begrüßte", "das Abkommen"),
        ("Der Kreml bestritt die Darstellung.", "deny", "bestritt", "die Darstellung"),
        ("Die Kommission versprach Hilfe.", "commit", "versprach", "Hilfe"),
        ("Die Rebellen boten eine Waffenruhe an.", "offer", "boten … an", "eine Waffenruhe"),
        ("Die Rebellen stimmten der Waffenruhe zu.", "accept", "stimmten … zu", "der Waffenruhe"),
        ("Der Minister machte Polen für den Vorfall verantwortlich.", "accuse", "machte … verantwortlich", "Polen für den Vorfall"),
        ("Der Vertrag wurde von Russland abgelehnt.", "refuse", "abgelehnt", "Der Vertrag"),
        ("Das Parlament rief die Bürger zur Ruhe auf.", "call", "rief … auf", "zur Ruhe"),
    ],
    ids=[
        "accusative", "separable", "separable, adjective", "um", "vor", "mit", "an", "als", "als with adjective", "two accusatives",
        "welcome", "deny", "promise", "offer", "dative", "blame", "passive", "zu with addressee",
    ],
)  # fmt: skip
def test_an_act_that_is_only_named_is_reported(text, act, cue, content):
    """The content is what the act is about, with its preposition; a separable verb's cue has two spans."""
    assert [("reported", act, cue, content)] == brief(text, "mode", "act", "cue", "content")


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Die Ministerin wollte den Bericht nicht kommentieren.", "nicht kommentieren", "den Bericht"),
        ("Die Ministerin wollte sich nicht zu dem Bericht äußern.", "sich nicht … äußern", "zu dem Bericht"),
        ("Der Minister schloss einen Abzug nicht aus.", "schloss … nicht aus", "einen Abzug"),
        ("Der Sprecher ließ offen, ob der Minister kommt.", "ließ offen", "ob der Minister kommt"),
    ],
    ids=["not comment", "not speak on", "not rule out", "leave open"],
)
def test_refusing_to_say_is_an_act(text, cue, content):
    """The cue of a refusal keeps its `nicht`."""
    assert [(cue, content)] == brief(text, "cue", "content")


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte nicht, dass er zurücktrete.",
        "Die Sprecherin hatte nicht gesagt, wann die Fähre ablegt.",
    ],
    ids=["sagte nicht", "had not said"],
)
def test_under_a_negated_cue_is_no_statement(text):
    """What somebody did not say is no statement."""
    assert list(read(text).statements) == []


@pytest.mark.parametrize(
    "text",
    [
        "Die Fähre legte am Morgen mit Verspätung ab.",
        "In Wien sprachen die Delegationen über den Hafen.",
        "Der Minister reiste am Montag nach Genf.",
        "Die Forderungen Moskaus nach Garantien liegen auf dem Tisch.",
        "Der von Russland geforderte Abzug bleibt aus.",
        "Die Fähre soll am Montag ablegen.",
        "Der Vertrag gilt seit dem Frühjahr und läuft im Herbst aus.",
        "Es regnete, und niemand wusste, wo die Boote lagen.",
    ],
    ids=["event", "talks", "travel", "noun without clause", "participle", "plan", "fact", "weather"],
)
def test_the_reporters_own_voice_is_no_statement(text):
    """What the reporter says, and demands that are only a noun or a participle, are no statements."""
    assert list(read(text).statements) == []


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        (
            "Russland wies die Vorwürfe zurück, forderte aber Belege.",
            [("Russia", "Russland", "die Vorwürfe"), ("Russia", "Russland", "Belege")],
        ),
        (
            "Polen bestritt den Vorfall und drohte mit Sanktionen.",
            [("Poland", "Polen", "den Vorfall"), ("Poland", "Polen", "mit Sanktionen")],
        ),
        (
            "Polen bestritt den Vorfall und sagte, die Brücke sei leer.",
            [("Poland", "Polen", "den Vorfall"), ("Poland", "Polen", "die Brücke sei leer")],
        ),
        (
            "Polen bestritt den Vorfall und forderte, die Brücke zu räumen.",
            [("Poland", "Polen", "den Vorfall"), ("Poland", "Polen", "die Brücke zu räumen")],
        ),
    ],
    ids=["asyndetic", "und with preposition", "und with clause", "und with infinitive"],
)
def test_a_subject_is_shared_by_the_verbs_that_follow(text, acts):
    """A verb without a subject of its own is said by the subject of the clause before."""
    assert acts == brief(text, "actor", "source", "content")


@pytest.mark.parametrize(
    ("text", "actor", "content"),
    [
        ("Karl Tamsen, der einen Abzug forderte, reiste ab.", "Karl Tamsen", "einen Abzug"),
        ("Ida Lund, die den Vertrag begrüßte, reiste ab.", "Ida Lund", "den Vertrag"),
    ],
    ids=["der", "die"],
)
def test_a_relative_pronoun_stands_for_its_noun(text, actor, content):
    """Who speaks in a relative clause is the noun that the clause belongs to."""
    assert [(actor, content)] == brief(text, "actor", "content")


def test_a_headline_that_names_an_act_counts():
    """Headlines are read as the text is."""
    text = "Russland fordert Garantien\n\nDie Delegationen trafen am Montag in Genf ein."

    assert brief(text, "mode", "actor", "content") == [("reported", "Russia", "Garantien")]


@pytest.mark.parametrize(
    "text", ["Norwegen führt die Gruppe mit vier Punkten an.", "Ida befürchtet …"], ids=["leads", "no words"]
)
def test_what_is_led_and_what_has_no_words_is_no_statement(text):
    """`anführen` reports reasons in a clause only; a content without a letter says nothing."""
    assert read(text).statements == ()


def test_a_name_in_quotation_marks_keeps_both_in_its_source_and_none_in_the_actor():
    """`der „Verband für Fähren“` is called `Verband für Fähren`."""
    text = "Am Montag warnte der „Verband für Fähren“ vor hohen Preisen."

    assert brief(text, "source", "actor") == [("der „Verband für Fähren“", "Verband für Fähren")]


def test_quoted_words_behind_somebody_are_no_name():
    """`warf der Delegation „Verrat am Land“ vor`: a phrase in quotation marks is the name of a group, not of a delegation."""
    text = "Jan Pell warf der Delegation „Verrat am Land“ vor."

    assert brief(text, "addressee", "content") == [("der Delegation", "„Verrat am Land“")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Mira Kolb nannte es einen Fehler, dass die Fähre auslief.", "einen Fehler, dass die Fähre auslief"),
        ("Nach der Rede bezeichnete es Mira Kolb als gut, dass alle kamen.", "als gut, dass alle kamen"),
    ],
    ids=["behind its subject", "ahead of it"],
)
def test_a_pronoun_that_keeps_the_place_of_a_clause_is_neither_subject_nor_content(text, content):
    """`es` in `nannte es einen Fehler, dass …` stands for the clause."""
    assert [("Mira Kolb", content)] == brief(text, "source", "content")


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Das Parlament hat den Rücktritt abgelehnt und einem Pakt zugestimmt.", ["den Rücktritt", "einem Pakt"]),
        ("Die Kommission hatte dem Antrag stattgegeben und das Ergebnis annulliert.", ["dem Antrag"]),
    ],
    ids=["two acts", "an act and a deed"],
)
def test_each_of_two_participles_has_what_stands_on_its_side(text, contents):
    """What belongs to the participle on the other side of `und` is no content."""
    assert [(content,) for content in contents] == brief(text, "content")


@pytest.mark.parametrize(
    "text",
    [
        "Der Nominierung muss das Parlament zustimmen.",
        "Die Ministerin wollte die Einwohner über die Pläne informieren.",
        "Mira Kolb kann das Urteil anfechten.",
    ],
    ids=["must", "wanted", "can"],
)
def test_what_somebody_must_or_can_do_is_no_act(text):
    """An act took place; `musste zugeben` did, `muss zustimmen` did not."""
    assert not brief(text, "content")
    assert brief("Die Ministerin musste Fehler einräumen.", "content") == [("Fehler",)]


def test_a_participle_in_brackets_is_no_act_of_the_subject():
    """`(unterstützt durch …)` tells of the subject in passing."""
    assert not brief("Das Bündnis (unterstützt durch die Partei der Fischer) führt mit fünf Punkten.", "content")


@pytest.mark.parametrize(
    "text",
    ["Mira Kolb sprach von einem guten Tag.", "Mira Kolb sprach im Fernsehen von einem guten Tag."],
    ids=["beside its verb", "apart"],
)
def test_the_preposition_of_speaking_is_the_cue_s(text):
    """`sprach von` is the cue, and what follows the content."""
    [(cue, content)] = brief(text, "cue", "content")

    assert (str(cue).replace(" … ", " "), content) == ("sprach von", "einem guten Tag")
