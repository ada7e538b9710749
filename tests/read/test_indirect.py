"""Indirect speech: every kind of clause that can be what somebody said."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Der Minister betonte, dass die Grenze offen bleibe.", "Der Minister", "betonte", "dass die Grenze offen bleibe"),
        ("Der Minister betonte, daß die Grenze offen bleibe.", "Der Minister", "betonte", "daß die Grenze offen bleibe"),
        ("Der Kanzler fragte, ob die Zusage noch gilt.", "Der Kanzler", "fragte", "ob die Zusage noch gilt"),
        ("Die Rednerin erläuterte, wie die Zählung verläuft.", "Die Rednerin", "erläuterte", "wie die Zählung verläuft"),
        ("Der Richter fragte, wann der Mann ging.", "Der Richter", "fragte", "wann der Mann ging"),
        ("Die Rednerin sagte, sie sehe keine Fortschritte.", "Die Rednerin", "sagte", "sie sehe keine Fortschritte"),
        ("Der Minister sagte, die Lage sei ernst.", "Der Minister", "sagte", "die Lage sei ernst"),
        ("Der Minister sagte, die Truppen würden bald abgezogen.", "Der Minister", "sagte", "die Truppen würden bald abgezogen"),
        ("Der Minister sagte, alle Häfen könnten bald öffnen.", "Der Minister", "sagte", "alle Häfen könnten bald öffnen"),
        ("Der Minister drohte, die Brücke zu sperren.", "Der Minister", "drohte", "die Brücke zu sperren"),
        ("Die Regierung kündigte an, den Hafen zu öffnen.", "Die Regierung", "kündigte an", "den Hafen zu öffnen"),
        ("Der Minister lehnte es ab, die Brücke zu räumen.", "Der Minister", "lehnte … ab", "die Brücke zu räumen"),
        ("Die Lage sei ernst, sagte der Botschafter.", "der Botschafter", "sagte", "Die Lage sei ernst"),
        ("Er habe nichts gesehen, gab der Zeuge an.", "der Zeuge", "gab … an", "Er habe nichts gesehen"),
        ("Wie der Sprecher sagte, wird am Montag verhandelt.", "der Sprecher", "sagte", "wird am Montag verhandelt"),
        ("Der Minister wies darauf hin, dass die Frist ablaufe.", "Der Minister", "wies darauf hin", "dass die Frist ablaufe"),
        ("Die Agentur Interfax meldete, zwei Boote seien gesunken.", "Die Agentur Interfax", "meldete", "zwei Boote seien gesunken"),
        ("Die Vorwürfe seien haltlos, hieß es aus dem Ministerium.", "dem Ministerium", "hieß es", "Die Vorwürfe seien haltlos"),
        (
            "Der Sprecher sagte, man habe das Schreiben erhalten und prüfe es.",
            "Der Sprecher", "sagte", "man habe das Schreiben erhalten und prüfe es",
        ),
        (
            "Der Sprecher sagte, dass man das Schreiben kenne und dass man es prüfe.",
            "Der Sprecher", "sagte", "dass man das Schreiben kenne und dass man es prüfe",
        ),
    ],
    ids=[
        "dass", "old spelling", "ob", "how", "when", "subjunctive I", "sei", "substitute würden", "substitute könnten", "infinitive",
        "separable verb and infinitive", "correlate es", "content first", "separable verb behind", "wie X sagte", "prepositional adverb",
        "agency", "hieß es aus", "two verbs", "two dass-clauses",
    ],
)  # fmt: skip
def test_a_clause_under_a_cue_is_indirect(text, source, cue, content):
    """The content is the clause with its complementiser, without cue, source and final stop."""
    assert [("indirect", source, cue, content)] == brief(text, "mode", "source", "cue", "content")


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Der Minister sagte zu Journalisten, er werde bleiben.", "addressee", "zu Journalisten"),
        ("Der Minister sagte der Agentur Interfax, er werde bleiben.", "addressee", "der Agentur Interfax"),
        ("Der Minister sagte gegenüber Reuters, er werde bleiben.", "addressee", "gegenüber Reuters"),
        ("Der Botschafter warf Russland vor, die Gespräche zu stören.", "addressee", "Russland"),
        ("Der Präsident forderte die Miliz auf, die Waffen niederzulegen.", "addressee", "die Miliz"),
        ("Die Opposition rief die Regierung dazu auf, den Notstand zu beenden.", "addressee", "die Regierung"),
        ("Die Regierung wurde von Polen aufgefordert, den Hafen zu öffnen.", "addressee", "Die Regierung"),
        ("Der Präsident forderte Jan Pell und seine Helfer auf, zu gehen.", "addressee", "Jan Pell und seine Helfer"),
        ("Der Präsident forderte den Chef des Amtes in Bern auf, zu gehen.", "addressee", "den Chef des Amtes in Bern"),
        ("Dem Orden wird vorgeworfen, Geld zu verstecken.", "addressee", "Dem Orden"),
        ("Der Präsident hat seinen Ministern untersagt, zu reden.", "addressee", "seinen Ministern"),
        ("Laut Interfax hat Jan Pell der Polizei untersagt, zu reden.", "addressee", "der Polizei"),
        ("Der Regierung unter der Führung von Jan Pell wird vorgeworfen, zu lügen.", "source", ""),
        ("Er ließ gegenüber der Zeitung durchblicken, dass er bleibe.", "addressee", "gegenüber der Zeitung"),
        ("Ein Vertreter des Amtes, Jan Pell, erklärte, er bleibe.", "addressee", ""),
        ("Die Mitglieder sind aufgerufen, bis Montag abzustimmen.", "addressee", "Die Mitglieder"),
        ("Die Mitglieder sind aufgerufen, bis Montag abzustimmen.", "source", ""),
        ("Der Minister sagte vor Reportern, er werde bleiben.", "occasion", "vor Reportern"),
        ("Der Minister sagte auf einer Pressekonferenz in Genf, er bleibe.", "occasion", "auf einer Pressekonferenz in Genf"),
        ("In einem Interview mit der Zeitung sagte er, er bleibe im Amt.", "occasion", "In einem Interview mit der Zeitung"),
        ("Der Minister sagte, er werde bleiben.", "addressee", ""),
        ("Der Minister sagte, er werde bleiben.", "occasion", ""),
        ("Der Minister sagte, er werde bleiben.", "via", ""),
    ],
    ids=[
        "zu", "dative", "gegenüber", "accused", "called upon", "called upon with dazu", "passive", "joined",
        "with its place", "dative of a thing", "dative plural",
        "behind a medium", "no agent", "gegenüber with any verb", "apposition", "passive of state",
        "passive of state, source", "vor", "auf", "in front",
        "no addressee", "no occasion", "no medium",
    ],
)  # fmt: skip
def test_addressee_and_occasion_are_told_apart(text, field, expected):
    """`zu Journalisten` are spoken to; `vor Reportern` is where it was said. Both keep their preposition."""
    assert [(expected,)] == brief(text, field)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Der Minister sagte, er werde bleiben.", "inform"),
        ("Der Minister drohte, die Brücke zu sperren.", "threaten"),
        ("Der Minister warnte, die Lage könne kippen.", "warn"),
        ("Der Minister kündigte an, den Hafen zu öffnen.", "commit"),
        ("Der Minister forderte, den Hafen zu öffnen.", "demand"),
        ("Der Minister lehnte es ab, die Brücke zu räumen.", "refuse"),
        ("Der Minister dementierte, dass es eine Frist gebe.", "deny"),
        ("Der Minister warf Russland vor, die Gespräche zu stören.", "accuse"),
        ("Die Opposition rief alle dazu auf, zu Hause zu bleiben.", "call"),
        ("Der Minister bot an, die Gespräche fortzusetzen.", "offer"),
        ("Der Minister beteuerte, die Brücke sei sicher.", "inform"),
    ],
    ids=[
        "inform",
        "threaten",
        "warn",
        "commit",
        "demand",
        "refuse",
        "deny",
        "accuse",
        "call",
        "offer",
        "inform, strongly",
    ],
)
def test_the_cue_tells_the_act(text, act):
    """Which act a statement performs is known from its verb."""
    assert [(act,)] == brief(text, "act")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Die Behörde hatte sie aufgefordert, das Land zu verlassen.", "Die Behörde"),
        ("Die Forderungen Moskaus wies sie zurück.", "sie"),
        ("Die USA kritisierte sie scharf.", "sie"),
        ("„Das wussten alle“, schrieb Sasse.", "Sasse"),
    ],
    ids=["an office ahead", "a demand ahead", "a plural ahead", "a name like a verb"],
)
def test_the_subject_is_who_can_be_it(text, source):
    """`sie` behind the verb is its object if somebody in one stands ahead; a verb form written large is a name."""
    assert [(source,)] == brief(text, "source")


def test_the_cue_of_being_of_one_mind_holds_the_adjective():
    """`sind sich einig` is one cue."""
    assert brief("Die Parteien sind sich einig, dass der Minister bleiben darf.", "cue") == [("sind sich einig",)]
