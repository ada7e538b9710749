"""Clauses that a phrase or a noun attributes, chains, and hearsay."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Laut dem Ministerium sind die Gespräche vertagt.", "dem Ministerium", "Laut", "sind die Gespräche vertagt"),
        ("Dem Ministerium zufolge sind die Gespräche vertagt.", "Dem Ministerium", "zufolge", "sind die Gespräche vertagt"),
        ("Nach Angaben der Polizei ist jede Brücke gesperrt.", "der Polizei", "Nach Angaben", "ist jede Brücke gesperrt"),
        ("Nach Einschätzung der Vereinten Nationen droht Hunger.", "der Vereinten Nationen", "Nach Einschätzung", "droht Hunger"),
        ("Aus Sicht der Regierung ist der Vertrag tot.", "der Regierung", "Aus Sicht", "ist der Vertrag tot"),
        ("Die Gespräche seien gescheitert, so der Sprecher.", "der Sprecher", "so", "Die Gespräche seien gescheitert"),
        ("Das Boot liegt laut Reederei vor der Küste.", "Reederei", "laut", "Das Boot liegt … vor der Küste"),
        ("Das Boot liegt der Reederei zufolge vor der Küste.", "der Reederei", "zufolge", "Das Boot liegt … vor der Küste"),
        ("Das Boot liegt nach Angaben der Reederei vor der Küste.", "der Reederei", "nach Angaben", "Das Boot liegt … vor der Küste"),
        ("Das Boot liegt, so die Reederei, vor der Küste.", "die Reederei", "so", "Das Boot liegt … vor der Küste"),
        ("Medienberichten zufolge sind zwei Boote gesunken.", "Medienberichten", "zufolge", "sind zwei Boote gesunken"),
    ],
    ids=[
        "laut", "zufolge", "nach Angaben", "nach Einschätzung", "aus Sicht", "so at the end", "laut inside", "zufolge inside",
        "nach Angaben inside", "so inside", "media",
    ],
)  # fmt: skip
def test_a_phrase_attributes_its_clause(text, source, cue, content):
    """The clause under the phrase is the content, without the phrase; inside a clause it leaves two spans."""
    assert [("indirect", source, cue, content)] == brief(text, "mode", "source", "cue", "content")


def test_own_accounts_are_those_of_the_subject():
    """`nach eigenen Angaben` attributes the clause to its subject."""
    assert brief("Nach eigenen Angaben hat Russland den Hafen geräumt.", "actor", "content") == [
        ("Russia", "hat Russland den Hafen geräumt")
    ]


def test_demnach_goes_on_with_the_last_speaker():
    """`demnach` carries on what the last source said."""
    text = "Die Sprecherin Marta Olsen sagte, die Suche sei zu Ende. Demnach sind zwei Boote gesunken."

    assert brief(text, "actor", "cue") == [("Marta Olsen", "sagte"), ("Marta Olsen", "Demnach")]


@pytest.mark.parametrize(
    ("text", "actor", "cue", "via"),
    [
        ("Die Fähre lege ab, sagte Karl Tamsen der Agentur Interfax zufolge.", "Karl Tamsen", "sagte", "der Agentur Interfax"),
        ("Karl Tamsen sagte laut Interfax, das Boot sei sicher.", "Karl Tamsen", "sagte", "Interfax"),
        ("Die Zeitung zitierte Karl Tamsen mit den Worten: „Wir gehen nicht.“", "Karl Tamsen", "zitierte … mit den Worten", "Die Zeitung"),
        ("„Das Boot ist sicher“, zitierte die Agentur Tass den Minister.", "Minister", "zitierte", "die Agentur Tass"),
    ],
    ids=["zufolge", "laut", "zitierte", "zitierte behind"],
)  # fmt: skip
def test_a_chain_is_one_statement_by_whoever_spoke(text, actor, cue, via):
    """Who passes the words on is the medium, not the speaker."""
    assert [(actor, cue, via)] == brief(text, "actor", "cue", "via")


@pytest.mark.parametrize(
    ("text", "actor", "cue", "content"),
    [
        (
            "Russlands Vorschlag, die Grenze neu zu ziehen, liegt vor.",
            "Russia",
            "Vorschlag",
            "die Grenze neu zu ziehen",
        ),
        ("Die Behauptung der Nato, ein Bündnis zu sein, ist alt.", "NATO", "Behauptung", "ein Bündnis zu sein"),
    ],
    ids=["state", "genitive behind"],
)
def test_a_noun_is_a_cue_with_a_clause(text, actor, cue, content):
    """A noun reports where a clause hangs on it; who made the offer is its genitive."""
    assert [("indirect", actor, cue, content)] == brief(text, "mode", "actor", "cue", "content")


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Zwanzig Menschen sollen verletzt worden sein.", "sollen", "Zwanzig Menschen … verletzt worden sein"),
        (
            "Der Konvoi soll am Abend die Grenze überquert haben.",
            "soll",
            "Der Konvoi … am Abend die Grenze überquert haben",
        ),
        ("Befürchtet wird, dass die Brücke einstürzt.", "Befürchtet", "dass die Brücke einstürzt"),
        ("Kritisiert wurde, dass niemand gewarnt habe.", "Kritisiert", "dass niemand gewarnt habe"),
    ],
    ids=["plural", "singular", "fear", "criticism"],
)
def test_hearsay_and_impersonal_passives_have_no_source(text, cue, content):
    """What is said without saying by whom has no source and an unspecified actor."""
    assert [("indirect", "unspecified", "", cue, content)] == brief(text, "mode", "actor", "source", "cue", "content")


def test_hearsay_with_a_source_names_it():
    """A phrase that names the source of hearsay makes it that source's."""
    [(actor, source)] = brief("Der Kapitän soll nach Angaben der Nato den Kurs geändert haben.", "actor", "source")

    assert (actor, source) == ("NATO", "der Nato")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("So soll die Brücke am Hafen gesperrt werden.", [("Ida Weg", "sollen")]),
        ("Zwei Schiffe sollen ohne Wasser sein.", [("unspecified", "sollen")]),
        ("Die Gespräche sollen am Montag beginnen.", []),
        ("Wann das Schiff fahren soll, ist offen.", []),
    ],
    ids=["a plan", "how things stand", "talks", "a question"],
)
def test_what_is_to_be_behind_somebodys_words_is_theirs(sentence, expected):
    """`sollen` behind a statement passes on what its speaker plans; how things are said to stand is nobody's, and talks are none."""
    text = f"Ministerin Ida Weg sagte, man müsse handeln. {sentence}"

    found = [(actor, "sollen") for actor, why in brief(text, "actor", "why") if str(why).startswith("hearsay")]
    assert found == expected


def test_a_question_that_nobody_is_said_to_ask_is_no_statement():
    """`zu der Frage, ob …` names what is spoken of; `Tamsens Frage, ob …` was asked by somebody."""
    assert not brief("Zu der Frage, ob der Hafen öffnet, gibt es nichts Neues.", "content")
    assert brief("Karl Tamsens Frage, ob der Hafen öffnet, blieb offen.", "source") == [("Karl Tamsens",)]
