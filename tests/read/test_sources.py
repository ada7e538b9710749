"""The source of a reporting clause: its words from the first to the last."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief, read


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Jan Pell, Leiter der Hafenbehörde, sagte, die Lage sei ernst.", "Jan Pell, Leiter der Hafenbehörde"),
        ("Ida Weg, die Chefin der Behörde, sagte, die Lage sei ernst.", "Ida Weg, die Chefin der Behörde"),
        ("Das Amt und die Polizei warnten, die Lage sei ernst.", "Das Amt und die Polizei"),
        ("Einer der beiden Fahrer sagte, die Lage sei ernst.", "Einer der beiden Fahrer"),
        ("Die Lage sei ernst, sagte der Vorsitzende des Verbandes, Elmar Tamsen.", "der Vorsitzende des Verbandes, Elmar Tamsen"),
        ("Die Lage sei ernst, sagte Jan R. Tamsen.", "Jan R. Tamsen"),
        ("Die Lage sei ernst, sagte Tamsens enger Mitarbeiter Nils Berg.", "Tamsens enger Mitarbeiter Nils Berg"),
        ("Die Lage sei ernst, teilte die Regierung in Oslo mit.", "die Regierung in Oslo"),
        ("Die Lage sei ernst, sagte der Minister in Oslo.", "der Minister"),
        ("Olga Ruud, Chefin des Amtes sagte, die Lage sei ernst.", "Olga Ruud, Chefin des Amtes"),
        ("Wie das Polizeipräsidium Nordkamm mitteilte, ist die Brücke gesperrt.", "das Polizeipräsidium Nordkamm"),
    ],
    ids=[
        "name and role", "name and role with article", "joined", "one of", "role and name", "initial", "genitive before adjective",
        "body and place", "person and place", "comma that is missing", "name of a body",
    ],
)  # fmt: skip
def test_a_source_is_the_whole_phrase(text, source):
    """Appositions, members, genitives and the place of a body belong to it; where somebody spoke does not."""
    assert brief(text, "source")[0] == (source,)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Nach Angaben von Jan Pell, dem Leiter der Behörde, ist die Brücke gesperrt.",
            "Jan Pell, dem Leiter der Behörde",
        ),
        (
            "Nach Angaben der Sprecherin des Amtes, Ida Weg, ist die Brücke gesperrt.",
            "der Sprecherin des Amtes, Ida Weg",
        ),
        ("Nach Ansicht einiger Ärzte ist die Lage ernst.", "einiger Ärzte"),
        ("Nach Angaben des Leiters vom Hafenamt ist die Brücke gesperrt.", "des Leiters vom Hafenamt"),
        (
            "Laut Hauptmann Jan Pell von der Küstenwache ist die Brücke gesperrt.",
            "Hauptmann Jan Pell von der Küstenwache",
        ),
        ("Die Brücke sei gesperrt, so Ida Weg, die Leiterin der Behörde.", "Ida Weg, die Leiterin der Behörde"),
        ("Laut einer Pressemitteilung des Amtes ist die Brücke gesperrt.", "des Amtes"),
        ("Nach Angaben der Polizei und der Feuerwehr ist die Brücke gesperrt.", "der Polizei und der Feuerwehr"),
        ("Laut BBC sind von zwanzig Menschen zwei verletzt.", "BBC"),
    ],
    ids=[
        "name and role",
        "role and name",
        "genitive without article",
        "vom",
        "name and von",
        "so",
        "of the press",
        "two",
        "no phrase of its own",
    ],
)
def test_the_source_of_a_phrase_holds_what_belongs_to_it(text, source):
    """What is set off by commas and what the source carries is part of it."""
    assert brief(text, "source")[0] == (source,)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Tamsen beschuldigte General Pell, die Brücke gesprengt zu haben.", "Tamsen"),
        ("Die Vereinten Nationen haben Norwegen gebeten, Helfer zu schicken.", "Die Vereinten Nationen"),
        ("Der Vorsitzende Jan Pell bezweifelte die Eignung Tamsens: Er sei zu jung.", "Der Vorsitzende Jan Pell"),
        ("Die Anwendung der Richtlinie stellte der Vorsitzende Jan Pell in Frage: „Das ist nicht lebensnah.“", "der Vorsitzende Jan Pell"),
        ("Die Anhänger des Ministers warnte er, die Lage sei ernst.", "er"),
        ("„Wir gehen nicht“, zitierte man Ida Weg.", "Ida Weg"),
        ("Einige der Moslems haben Minister Jan Pell geschrieben, dass man warte.", "Einige der Moslems"),
    ],
    ids=["first of two names", "number", "masculine der", "object in front", "pronoun", "man", "some of many"],
)  # fmt: skip
def test_the_subject_is_told_by_form_number_and_place(text, source):
    """Case decides where it shows, then the number of the verb, then who can act, then who stands in front."""
    assert brief(text, "source")[0] == (source,)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Jan Pell wies es zurück, nannte die Lage ernst und drohte, die Brücke zu sperren.", "Jan Pell"),
        ("Jan Pell sagte, es gebe keinen Streit, und drohte, die Brücke zu sperren.", "Jan Pell"),
        ("Als Helfer kamen, lachte der Mann und drohte, die Brücke zu sperren.", "der Mann"),
    ],
    ids=["over a clause without a subject", "over what was said", "subject behind its verb"],
)
def test_a_joined_clause_shares_the_nearest_subject_of_its_kind(text, source):
    """Clauses without a subject of their own, and what was said in between, are passed over."""
    assert brief(text, "source")[-1] == (source,)


def test_the_addressee_stands_with_its_own_verb():
    """What stands before an earlier participle belongs to that."""
    text = "Russland hat Truppen zusammengezogen und die Allianz aufgefordert, den Vertrag zu achten."

    assert brief(text, "addressee") == [("die Allianz",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In dem Bericht der Behörde wird gefordert, dass die Brücke gesperrt werde.",
            ("dem Bericht der Behörde", "Behörde"),
        ),
        ("Zwei Schiffe kamen. Man sei bereit, hieß es in einer Mitteilung.", ("einer Mitteilung", "unspecified")),
        ("Jan Pell mahnte zur Ruhe. Man sei bereit, hieß es in einer Mitteilung.", ("einer Mitteilung", "Jan Pell")),
        ("Der Text lautete: „Wir gehen nicht.“", ("Der Text", "Text")),
    ],
    ids=["passive", "nobody spoke", "text of whoever spoke", "lauten"],
)
def test_a_text_can_be_the_source(text, expected):
    """Of a passive it is the text it stands in, whose actor is whom it is of; behind a text without a name is whoever spoke before."""
    assert brief(text, "source", "actor")[-1] == expected


def test_a_name_can_begin_with_its_particle():
    """`Von der Notz` in front of the verb is the person and no phrase with von."""
    text = "Konstanze von der Notz kam. Von der Notz betonte, man sei bereit."

    assert brief(text, "source", "actor")[-1] == ("Von der Notz", "Konstanze von der Notz")


@pytest.mark.parametrize(
    ("text", "source", "addressee"),
    [
        ("Wien fordert von der Allianz mehr Geld.", "Wien", "von der Allianz"),
        ("„Das reicht nicht“, sagte Karl Tamsen zu Wiens Forderung nach Geld.", "Karl Tamsen", ""),
        ("„Das reicht nicht“, sagte Karl Tamsen zu Wiens Botschafter.", "Karl Tamsen", "zu Wiens Botschafter"),
    ],
    ids=["von asks a state's neighbour", "a thing is not spoken to", "a person is"],
)
def test_nobody_is_taken_into_the_source_or_spoken_to_who_is_not(text, source, addressee):
    """A state ends the source before von, and somebody's thing is no addressee."""
    assert [(source, addressee)] == brief(text, "source", "addressee")


def test_es_behind_was_is_the_subject():
    """`was es als Angriff bezeichnet`: what is called so is `was`, and who calls it so is `es`."""
    text = "Norwegen sagt, man warte auf das, was es als Antwort der Nachbarn bezeichnet."

    assert ("es", "Norway") in brief(text, "source", "actor")


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Im Mai vorigen Jahres hatte das Außenamt Kanadas die kanadische Hafengarde als Gefahr eingestuft.",
            "das Außenamt Kanadas",
            ("die kanadische Hafengarde als Gefahr",),
        ),
        ("Im Mai stufte Kanada die Nato als Gefahr ein.", "Kanada", ("die Nato als Gefahr",)),
        (
            "Ende vergangenen Monats forderte die Partei die dänische Ministerin Ida Weg zum Rücktritt auf.",
            "die Partei",
            ("zum Rücktritt",),
        ),
        (
            "Im Mai stufte Kanada der Minister Jan Pell als Gefahr ein.",
            "der Minister Jan Pell",
            ("Kanada", "als Gefahr"),
        ),
        ("Diese Vorwürfe weist die Partei zurück.", "die Partei", ("Diese Vorwürfe",)),
    ],
    ids=["body and body", "state and alliance", "body and person", "case that tells", "one behind, one in front"],
)
def test_of_two_behind_the_verb_whose_case_does_not_tell_the_first_is_the_subject(text, source, content):
    """However well known the second is; a time in front of the verb is no part of what was said."""
    found = read(text).statements

    assert [(s.source and s.source.text, tuple(c.text for c in s.content)) for s in found] == [(source, content)]


def test_whom_a_demonstrative_behind_the_verb_speaks_of_is_no_source():
    """`dieser` can be no accusative: the body behind it is spoken of."""
    text = "Jan Pell trat vor die Presse. In Oslo stufte {} die Behörde als Gefahr ein."

    assert brief(text.format("dieser"), "source") == []
    assert brief(text.format("gestern"), "source") == [("die Behörde",)]
