"""Utterances: which statements of several reports render the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.relate.made_utterances import AGAIN, PACKS, WORDS, Said, a_report, groups, indirect, joined

from depesche.records import Header, Published, Span, Statement
from depesche.relate.utterances import find_utterances, same_words
from depesche.texts.reasons import told


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Der Damm bleibt bis zum Herbst geschlossen", "der Damm bleibe bis zum Herbst geschlossen"),
        ("Eine Teilung des Sees kommt für uns nicht in Frage", "eine Teilung des Sees komme nicht infrage"),
        ("Wir weisen diesen Vorwurf entschieden zurück", "man lehne die Anschuldigung entschieden ab"),
        (
            "Unsere Soldaten ziehen bis Mai von der Brücke ab",
            "der Abzug der Truppen von der Brücke sei bis Mai zugesagt",
        ),
        ("Das Treffen war zäh, aber sachlich", "die Unterredung sei mühsam, aber nüchtern verlaufen"),
        (
            "Wir sind zu Gesprächen über die Fischereirechte bereit",
            "man sei offen für Verhandlungen über Rechte der Fischerei",
        ),
        ("Wir haben nicht die Absicht, die Insel anzugreifen", "ein Überfall auf die Insel sei nicht geplant"),
        ("Keiner von uns wird die Schleuse öffnen", "die Öffnung der Schleuse werde er nicht anordnen"),
        ("Wir wollen bis dahin keine Manöver abhalten", "man werde bis dahin auf Militärübungen verzichten"),
    ],
    ids=[
        "mood",
        "together or apart",
        "particle",
        "nouns for verbs",
        "judgement",
        "compound",
        "negated",
        "order",
        "verzichten",
    ],
)
def test_the_same_words_are_one_utterance_in_any_wording(a, b):
    """Direct here and indirect there, in another mood, order or translation."""
    assert joined(Said(a), indirect(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Der Damm bleibt bis zum Herbst geschlossen", "Die Fischer bekommen eine Entschädigung aus der Staatskasse"),
        ("Wir reden heute über den Damm", "Wir reden morgen über die Gefangenen"),
        ("Beide Seiten haben miteinander gesprochen", "Beide Seiten treffen sich am Freitag wieder"),
        ("Das ist ein guter Tag für unser Land", "Das ist kein Grund für neue Fragen"),
        ("Der Damm ist eine Gefahr für das ganze Tal", "Der Damm wird nächstes Jahr von einer neuen Firma gestrichen"),
    ],
    ids=["other matter", "one common word", "common words only", "hardly a word", "one topic"],
)
def test_what_says_something_else_is_no_utterance_in_common(a, b):
    """One actor says many things on one day; what they share must tell something."""
    assert not joined(Said(a), indirect(b))


def test_the_same_thing_said_on_another_day_is_another_utterance():
    """A press conference a week later, with the same message in other words."""
    assert joined(WORDS, AGAIN)
    assert not joined(WORDS, AGAIN, later="2031-05-13")
    assert not joined(replace(WORDS, day="2031-05-05"), replace(AGAIN, day="2031-05-06"))


def test_a_day_named_beside_the_words_outweighs_the_day_of_the_report():
    """A weekly that looks back on what was said on the day of the other report."""
    later = replace(AGAIN, day="2031-05-06")

    assert joined(replace(WORDS, day="2031-05-06"), later, later="2031-05-08")


def test_a_quotation_told_again_days_later_is_the_same_utterance():
    """Nobody says the very same sentence of many words twice; both must quote it."""
    long = Said("Wer die Brücke sperrt, sperrt den Markt, die Schule und das Krankenhaus im Tal")

    assert joined(long, long, later="2031-05-11")
    assert not joined(long, replace(long, mode="indirect"), later="2031-05-11")


def test_what_another_speaker_echoes_is_not_joined():
    """Different people say the same words: the minister, and his colleague from the other side."""
    assert not joined(WORDS, replace(WORDS, actor="Jan Behr"))


def test_a_group_without_a_name_is_not_the_person():
    """An unnamed spokesperson may be anybody."""
    assert not joined(WORDS, replace(WORDS, actor="Sprecher"))


def test_the_state_stands_for_who_speaks_for_it():
    """One report has the person, the other the state; but a stand of the state that is only named is nobody's utterance."""
    state = replace(AGAIN, actor="Nordland")

    assert joined(WORDS, state)
    assert not joined(WORDS, replace(state, mode="reported"))


def test_who_is_unknown_says_nothing_in_common():
    """`unspecified` is no actor."""
    assert not joined(replace(WORDS, actor="unspecified"), replace(WORDS, actor="unspecified"))


def test_a_stand_repeated_in_general_terms_is_not_joined():
    """The act is named in a word or two; that says not which time it was."""
    assert not joined(
        Said("derartige Pläne", mode="reported", frame="bestritt sie.", act="deny"),
        Said("solche Pläne", mode="reported", frame="bestritt sie.", act="deny"),
    )


def test_yes_and_no_are_two_things():
    """A denial turns a short statement round."""
    assert not joined(Said("Wir ziehen die Boote ab"), indirect("man ziehe die Boote nicht ab"))


def test_a_long_statement_that_is_denied_once_is_joined_and_flagged():
    """All else is the same: a slip of one report rather than two utterances. The reasons say so."""
    words = "Die Fähre nach Lindholm wird im Sommer {}wieder jeden Abend mit Lotsen durch die Klippen fahren"
    reports = (a_report("a", Said(words.format(""))), a_report("b", indirect(words.format("nicht "))))
    [one] = find_utterances(reports, PACKS)

    assert "utterances.denial" in [reason.rule for reason in one.reasons]


def test_numbers_that_differ_are_flagged():
    """Three here and five there in the same sentence: one utterance with a discrepancy, told by its quotes."""
    words = "In dieser Woche kommen {} Gefangene aus dem Lager am Nordufer frei"
    reports = (a_report("a", Said(words.format("drei"))), a_report("b", indirect(words.format("fünf"))))
    [one] = find_utterances(reports, PACKS)
    [reason] = [reason for reason in one.reasons if reason.rule == "utterances.numbers"]

    assert [quote.text for quote in reason.quotes] == ["drei Gefangene", "fünf Gefangene"]


def test_acts_that_exclude_each_other_speak_against():
    """Who takes an offer does not refuse it."""
    taken = Said("das Angebot der Lotsen", mode="reported", frame="annehmen wollte sie.", act="accept")
    refused = Said("das Angebot der Lotsen", mode="reported", frame="ablehnte sie.", act="refuse")

    assert joined(refused, refused)
    assert not joined(taken, refused)


def test_undated_reports_need_more_in_common():
    """Where the days are not known, a statement alone is not enough; company from the same two reports helps."""
    short = ("Der Markt am Fluss bleibt offen", "der Markt am Ufer bleibe offen")
    company = (
        "Die Lotsen verlangen doppelten Lohn",
        "Kein Frachter ankert nachts vor Lindholm",
        "Das Hochwasser kam vom Stausee",
    )
    alone = (a_report("a", Said(short[0]), day=None), a_report("b", indirect(short[1]), day=None))
    a = a_report("a", Said(short[0]), *map(Said, company), day=None)
    b = a_report("b", indirect(short[1]), *map(Said, company), day=None)

    assert not groups(*alone)
    assert ("a-0", "b-0") in groups(a, b)
    assert ("a-0", "b-0") in groups(
        replace(alone[0], header=Header(published=Published("2031-05-06"))),
        replace(alone[1], header=Header(published=Published("2031-05-06"))),
    )


def test_a_date_that_undated_reports_both_name_brings_them_together():
    """`12. Mai` before the words in either, though nobody knows of which year."""
    a = a_report("a", Said("Die Lotsen bekommen ihren Lohn am Hafen", opening="XXXX-05-12"), day=None)
    again = indirect("der Lohn der Lotsen werde am Hafen gezahlt", opening="XXXX-05-12")

    assert groups(a, a_report("b", again, day=None)) == [("a-0", "b-0")]
    assert groups(a, a_report("b", replace(again, opening="XXXX-05-19"), day=None)) == []


def test_one_weekday_is_of_any_week():
    """Two weekdays part two undated statements; one and the same does not make them one."""
    words = Said("Wer die Brücke sperrt, sperrt den Markt, die Schule und das Krankenhaus im Tal")
    monday, friday = replace(words, day="XXXX-WXX-1"), replace(words, day="XXXX-WXX-5")
    short = replace(WORDS, words="Die Brücke ist sicher", day="XXXX-WXX-1")

    assert groups(a_report("a", monday, day=None), a_report("b", monday, day=None))
    assert not groups(
        a_report("a", indirect(monday.words, day="XXXX-WXX-1"), day=None), a_report("b", friday, day=None)
    )
    assert not groups(a_report("a", short, day=None), a_report("b", indirect(short.words, day="XXXX-WXX-1"), day=None))


def test_an_utterance_split_in_two_belongs_to_both_halves():
    """One report quotes two sentences in one go, the other renders each by itself."""
    whole = Said("Die Fähre fährt wieder ab Lindholm. Unsere Zöllner bleiben an der Schleuse.")
    halves = (indirect("die Fähre fahre wieder ab Lindholm"), indirect("die Zöllner blieben an der Schleuse"))

    assert sorted(groups(a_report("a", whole), a_report("b", *halves))) == [("a-0", "b-0"), ("a-0", "b-1")]


def test_two_sentences_that_both_reports_quote_are_one_utterance():
    """Not one for each sentence."""
    whole = Said("Die Fähre fährt wieder ab Lindholm. Unsere Zöllner bleiben an der Schleuse.")

    assert groups(a_report("a", whole), a_report("b", whole)) == [("a-0", "b-0")]


def test_a_summary_beside_the_quotation_goes_with_it():
    """`Sie nannte den Tag ergiebig. „Der Tag war ergiebig“`, against another report that has the words."""
    summary = Said("das Treffen im Rathaus als langwierig", mode="reported", frame="bezeichnete sie", act="assess")
    words = Said("Der Tag war langwierig, aber ergiebig")

    assert groups(
        a_report("a", summary, words), a_report("b", indirect("der Tag sei langwierig, aber ergiebig gewesen"))
    ) == [("a-0", "a-1", "b-0")]


def nested(name, outer, inner, *, actors=("Ines Tolk", "Nordland")):
    """A report where a statement lies in another one: what somebody says that somebody else said."""
    whole = a_report(name, indirect(outer, actor=actors[0]))
    start = whole.text.index(inner)
    content = (Span.of(whole.text, start, start + len(inner)),)
    lying = Statement(f"{name}-1", "indirect", content, actor=actors[1], act="inform")
    return replace(whole, statements=(*whole.statements, lying))


def test_what_lies_in_a_statement_goes_with_what_lies_in_the_other():
    """The outer statement is the speaker's, the inner one the state's; they are not mixed up."""
    a = nested(
        "a",
        "Nordland habe zugesichert, dass es die Insel nicht angreifen werde",
        "dass es die Insel nicht angreifen werde",
    )
    b = nested(
        "b", "ihr Land habe versprochen, dass es die Insel nicht attackiere", "dass es die Insel nicht attackiere"
    )

    assert sorted(groups(a, b)) == [("a-0", "b-0"), ("a-1", "b-1")]


def test_the_longest_version_and_the_first_report_are_told():
    """Members stand by day; the longest is the one that renders most, the first is in the oldest report."""
    long = "Die Brücke gehört allen Anwohnern des Tals, und dabei bleibt es auch im nächsten Winter"
    [one] = find_utterances(
        (a_report("a", Said(long), day="2031-05-07"), a_report("b", AGAIN, day="2031-05-06")), PACKS
    )

    assert [member.report for member in one.members] == ["b", "a"]
    assert one.members[one.longest].text == long
    assert one.first == 0


def test_who_was_first_is_open_on_one_day_and_without_days():
    """Nothing is guessed from the names of the reports."""
    [same] = find_utterances((a_report("a", WORDS), a_report("b", AGAIN)), PACKS)
    long = Said("Wer die Brücke sperrt, sperrt den Markt, die Schule und das Krankenhaus im Tal")
    [undated] = find_utterances((a_report("a", long), a_report("b", long, day=None)), PACKS)

    assert same.first is None
    assert undated.first is None


def test_the_day_is_the_one_named():
    """It is known where a report names it, or where only one day fits all reports."""
    [named] = find_utterances((a_report("a", replace(WORDS, day="2031-05-05")), a_report("b", AGAIN)), PACKS)
    [open_day] = find_utterances((a_report("a", WORDS), a_report("b", AGAIN)), PACKS)

    assert named.day == "2031-05-05"
    assert open_day.day is None


def test_the_occasion_counts():
    """A press conference and an interview are two occasions; two names of one help."""
    asked = replace(WORDS, occasion="auf einer Pressekonferenz")
    [same] = find_utterances(
        (a_report("a", asked), a_report("b", replace(AGAIN, occasion="bei einem Briefing"))), PACKS
    )
    [other] = find_utterances((a_report("a", asked), a_report("b", replace(AGAIN, occasion="im Radio"))), PACKS)

    assert "utterances.occasion" in [reason.rule for reason in same.reasons]
    assert "utterances.other-occasion" in [reason.rule for reason in other.reasons]
    assert other.confidence < same.confidence


def test_reasons_say_what_is_shared_and_what_only_one_has():
    """In both languages, with the words of the reports."""
    a = a_report("a", Said("Die Brücke gehört allen Anwohnern des Tals, sogar im Winter"))
    [one] = find_utterances((a, a_report("b", AGAIN)), PACKS)
    lines = {reason.rule: told(reason, "de") for reason in one.reasons}

    assert "Brücke" in lines["utterances.words"]
    assert "Ines Tolk" in lines["utterances.actor"]
    assert any("Winter" in told(reason, "en") for reason in one.reasons if reason.rule == "utterances.only")
    assert 0.5 < one.confidence < 1


def test_passages_alone_can_be_held_against_each_other():
    """Without knowing who said them, and when."""
    assert same_words("Der Damm bleibt zu", "der Damm bleibe geschlossen", PACKS["de"])
    assert not same_words("Der Damm bleibt zu", "die Fähre fährt nicht", PACKS["de"])


def test_the_families_of_words_are_lemmas_of_one_word():
    """Each has a weight and two words at least, none twice, none with a space."""
    for row in PACKS["de"].table("word_families"):
        words = row["words"].split("|")
        assert row["weight"] in {"1", "2", "3"}
        assert len(words) == len(set(words)) > 1, words
        assert not any(" " in word or not word for word in words), words
