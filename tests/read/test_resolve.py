"""Which actor a mention stands for."""

from __future__ import annotations

import pytest
from tests.read.conftest import brief, read

LUND = "Außenministerin Ida Lund kam am Montag an. "
TAMSEN = "Außenminister Karl Tamsen kam am Montag an. "
BOTH = "Außenministerin Ida Lund traf Außenminister Karl Tamsen. "


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (LUND + "Lund sagte, es gebe Fortschritte.", "Ida Lund"),
        ("„Wir warten ab“, sagte Lund. Außenministerin Ida Lund kam am Montag an.", "Ida Lund"),
        (TAMSEN + "Tamsens Angebot, die Linie zu teilen, blieb ohne Antwort.", "Karl Tamsen"),
        (TAMSEN + "Laut Tamsen ist die Linie sicher.", "Karl Tamsen"),
        (LUND + "Die Ministerin sagte, es gebe Fortschritte.", "Ida Lund"),
        (LUND + "Die Außenministerin sagte, es gebe Fortschritte.", "Ida Lund"),
        (TAMSEN + "Der 61-Jährige sagte, es gebe Fortschritte.", "Karl Tamsen"),
        (TAMSEN + "Der 61-jährige Politiker sagte, es gebe Fortschritte.", "Karl Tamsen"),
        (LUND + "Sie sagte, es gebe Fortschritte.", "Ida Lund"),
        (TAMSEN + "Er sagte, es gebe Fortschritte.", "Karl Tamsen"),
        (BOTH + "Er sagte, es gebe Fortschritte.", "Karl Tamsen"),
        (BOTH + "Sie sagte, es gebe Fortschritte.", "Ida Lund"),
        (LUND + "Der norwegische Botschafter sagte, Lund habe Zeit.", "norwegischer Botschafter"),
        ("Der russische Minister Sergej Rjabkow kam an. Die Russin sagte, man sei bereit.", "Sergej Rjabkow"),
        ("Kremlsprecher Dmitri Peskow kam an. Der Kremlsprecher sagte, man warte ab.", "Dmitri Peskow"),
        ("Der Sprecher des Kremls, Dmitri Peskow, sagte, man warte ab.", "Dmitri Peskow"),
        ("Ida Lund, die Außenministerin von Norwegen, sagte, man warte ab.", "Ida Lund"),
        ("Der norwegischen Außenministerin Ida Lund zufolge ist der Vertrag fertig.", "Ida Lund"),
        ("Der ukrainische Präsident Wolodymyr Selenskyj kam an. Der Präsident sagte, man warte ab.", "Wolodymyr Selenskyj"),
    ],
    ids=[
        "surname", "surname first", "genitive", "laut", "role's head", "role", "age", "age as adjective", "she", "he", "he of two",
        "she of two", "another role", "gender slip", "compound role", "apposition", "apposition behind", "dative", "president",
    ],
)  # fmt: skip
def test_a_person_is_one_actor_by_every_name(text, actor):
    """Full name, surname, role, age and pronoun stand for the same person."""
    assert [actor] == [a for (a,) in brief(text, "actor")]


@pytest.mark.parametrize(
    ("subject", "actor"),
    [
        ("London", "United Kingdom"), ("Moskau", "Russia"), ("Wien", "Austria"), ("Kiew", "Ukraine"), ("Der Kreml", "Russia"),
        ("Das Weiße Haus", "United States"), ("Der Elysee-Palast", "France"), ("Die US-Regierung", "United States"),
        ("Die russische Seite", "Russia"), ("Die US-Seite", "United States"), ("Die deutsche Regierung", "Germany"),
        ("Die Bundesregierung", "Germany"), ("Die ukrainische Delegation", "Ukraine"), ("Die Uno", "United Nations"),
        ("Die OSZE", "OSCE"), ("Die EU-Kommission", "European Commission"), ("Norwegen", "Norway"),
        ("Das russische Außenministerium", "Russian Foreign Ministry"),
        ("Das norwegische Außenministerium", "norwegisches Außenministerium"),
    ],
)  # fmt: skip
def test_seats_and_adjectives_stand_for_governments(subject, actor):
    """A capital, a seat, or an adjective with `Seite` or `Regierung` is the government of its state."""
    assert [(actor,)] == brief(f"{subject} lehnte den Vorschlag ab.", "actor")


@pytest.mark.parametrize(
    "place", ["In Wien", "In London", "In Moskau"],
)  # fmt: skip
def test_a_capital_is_a_place_behind_in(place):
    """`in Wien` is where it was said, not who said it."""
    assert brief(f"{place} sagte Außenministerin Ida Lund, man warte ab.", "actor") == [("Ida Lund",)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Die karvelische Marine lief aus. Karvelien forderte Belege.", "Karvelien"),
        ("Karvelien schwieg. Die karvelische Regierung forderte Belege.", "Karvelien"),
        ("Karvelien schwieg. Die karvelische Seite forderte Belege.", "Karvelien"),
        ("Karvelien schwieg. Die karvelische Hauptstadt Lubrina ist leer. Lubrina forderte Belege.", "Karvelien"),
    ],
    ids=["name", "government", "side", "capital"],
)
def test_states_are_learned_from_the_report(text, actor):
    """A name beside its adjective is a state, though no table knows it."""
    assert [(actor,)] == brief(text, "actor")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (LUND + "Nach Angaben ihres Büros reist sie am Montag ab.", "Ida Lund"),
        (TAMSEN + "Sein eigenes Ministerium bestritt, dass es spät sei.", "Außenministerium"),
        (
            "Der norwegische Außenminister Karl Tamsen kam an. Sein Ministerium bestritt, dass es spät sei.",
            "norwegisches Außenministerium",
        ),
        (
            "Das polnische Außenministerium forderte Geduld. " + TAMSEN + "Sein Ministerium sagte, es sei spät.",
            "Polish Foreign Ministry",
        ),
        (
            "Das Finanzministerium forderte Geduld. " + TAMSEN + "Sein Ministerium bestritt, dass es spät sei.",
            "Außenministerium",
        ),
        ("Ida Lund, Norwegens Außenministerin, schwieg. Ihre Regierung sagte, es sei spät.", "Norway"),
        ("Ida Lund, 58, Außenministerin von Norwegen, schwieg. Ihre Regierung sagte, es sei spät.", "Norway"),
        ("Das Finanzministerium forderte Geduld. Laut Angaben vom Ministerium ist es spät.", "Finanzministerium"),
        (TAMSEN + "Ihr Büro bestritt, dass es spät sei.", "Büro"),
    ],
    ids=["office", "minister's", "with a state", "named before", "another", "government", "age", "vom", "nobody's"],
)
def test_a_possessive_leads_to_whom_it_belongs(text, actor):
    """`ihre Regierung` is a state, `sein Ministerium` the house of the minister or the one named before, `ihr Büro` whose it is."""
    assert brief(text, "actor")[-1] == (actor,)


@pytest.mark.parametrize(
    ("text", "actor", "kind"),
    [
        ("Umfragen zufolge liegt sie vorn.", "Umfragen", "group"),
        ("Der Jahresbericht warnt vor Regen.", "Jahresbericht", "group"),
        ("Enthüllungen zufolge wusste sie davon.", "Enthüllungen", "group"),
        ("Laut einer Grußbotschaft ist es spät.", "Grußbotschaft", "group"),
        ("Eine Studie der Universität Tamsen besagt, dass es regnet.", "Tamsen", "organisation"),
        ("Laut einer Studie der Behörde regnet es.", "Behörde", "office"),
        (LUND + "Laut einem Bericht von Lund regnet es.", "Ida Lund", "person"),
    ],
    ids=["polls", "compound", "plural", "no embassy", "named", "described", "von"],
)
def test_what_is_written_speaks_for_whom_it_is_of(text, actor, kind):
    """A report or poll speaks for those whose it is; else it is a thing that speaks, of the kind group."""
    report = read(text)
    assert [s.actor for s in report.statements] == [actor]
    assert [a.kind for a in report.actors if a.name == actor] == [kind]


def test_two_roles_behind_a_name_are_one_persons():
    """`Ida Lund, 61, Lotsin und Gesandte des Bundes,` is one person, with both roles."""
    text = "Ida Lund, 61, gelernte Pilotin und Gesandte des Nordbunds, hat am Montag gesagt: „Es ist spät.“"

    assert brief(text, "actor") == [("Ida Lund",)]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Die baupolitische Sprecherin der Fraktion Dr. Ida Lund sprach von Fehlern.", "Ida Lund", "spokesperson"),
        (
            "Der erst im Mai ins Amt gekommene Finanzminister Karl Tamsen sagte, es sei spät.",
            "Karl Tamsen",
            "finance minister",
        ),
        ("Bundespräsident Karl-Walter Tamsen nannte das falsch.", "Karl-Walter Tamsen", "federal president"),
        ("Ein anderer Student, Karl, sagte, es regne.", "anderer Student", "student"),
        (
            "Der Sprecher von Präsident Karl Tamsen sagte, es sei spät.",
            "Sprecher von Präsident Karl Tamsen",
            "spokesperson",
        ),
    ],
    ids=["behind a genitive", "attribute", "hyphens", "comma", "somebody else's"],
)
def test_a_role_is_no_part_of_a_name(text, name, role):
    """Whoever is named at the end of a phrase about a role is the actor; the role is told apart."""
    report = read(text)
    assert [s.actor for s in report.statements] == [name]
    assert [a.role for a in report.actors if a.name == name] == [role]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Das „Amt für Schrift und Presse“ des Hafens sagte, es sei spät.", "Amt für Schrift und Presse des Hafens"),
        ("Laut dem Meinungs- und Marktforschungsinstitut ist es spät.", "Meinungs- und Marktforschungsinstitut"),
    ],
    ids=["marks", "half a compound"],
)
def test_names_are_whole_and_without_marks(text, actor):
    """`und` inside quotation marks or behind half a compound parts no name, and no mark is part of one."""
    assert brief(text, "actor") == [(actor,)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gestern haben sich Orsanien und Velmarien geeinigt.", "Orsanien"),
        ("Gestern haben sich Orsanien und Velmarien geeinigt.", "Velmarien"),
        ("Zwischen Norwegen und Velmarland gibt es Streit. Velmarland schweigt.", "Velmarland"),
        ("Orsanistan forderte Hilfe.", "Orsanistan"),
        ("Das Treffen fand in Tamsora statt. Tamsora fordert mehr Hilfe.", "Tamsora"),
        ("KEINE EILE IN TAMSORA\n\nEine Eile sieht niemand. Tamsora sagt, es schütze nur seine Küste.", "Tamsora"),
        (
            "Der orsanische Minister sprach in der Hauptstadt Tamsora. Orsanien schwieg. Tamsora fordert Hilfe.",
            "Orsanien",
        ),
    ],
    ids=["endings", "both", "beside a state", "stan", "a place", "a place in capitals", "capital"],
)
def test_unknown_states_and_towns_are_no_persons(text, name):
    """A name that ends like a state's and acts, or stands beside one, is a state; one behind `in` a town, whose government speaks."""
    actors = read(text).actors
    assert name in {a.name for a in actors if a.kind == "state"}
    assert not [a.name for a in actors if a.kind == "person"]


@pytest.mark.parametrize(
    "text",
    ["Gestern kam Karl Umbrien an. Umbrien schwieg.", "Die Orsanien kam an.", "Minister Orsanien sagte, es regne.",
     "Trotz allem glaubt niemand in Karl Tamsora. Tamsora sagte, es regne."],
    ids=["first name", "article", "role", "behind in"],
)  # fmt: skip
def test_names_of_persons_and_things_teach_no_state(text):
    """What stands behind a first name, a role or an article is no state, whatever it ends in."""
    assert not [a.name for a in read(text).actors if a.kind == "state"]


@pytest.mark.parametrize("dateline", ["Wien (nda) - ", "Wien/Bern (nda) - ", "WIEN (nda) - "])
def test_the_town_of_a_dateline_is_no_government(dateline):
    """Where a report was written does not act, and `beide Delegationen` are not its government's."""
    text = f"{dateline}Nach langen Gesprächen haben sich Norwegen und Polen geeinigt. Beide Delegationen sagten, es sei spät."
    report = read(text)
    assert {a.name for a in report.actors} == {"Norway", "Poland"}
    assert {s.actor for s in report.statements} == {"Norway", "Poland"}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Die Nato schwieg. Sie erklärte am Abend, man prüfe die Lage.", "NATO"),
        ("Russland schwieg. Es erklärte am Abend, man prüfe die Lage.", "Russia"),
        ("Die USA schwiegen. Sie erklärten am Abend, man prüfe die Lage.", "United States"),
    ],
    ids=["sie", "es", "plural"],
)
def test_pronouns_stand_for_bodies_and_states_too(text, actor):
    """Where no person fits, a pronoun means the body or state of its gender and number."""
    assert [(actor,)] == brief(text, "actor")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Nach Angaben des norwegischen Außenministeriums ist die Lage ruhig.", "norwegisches Außenministerium"),
        ("Dem norwegischen Botschafter zufolge ist die Lage ruhig.", "norwegischer Botschafter"),
        ("Laut der norwegischen Botschafterin ist die Lage ruhig.", "norwegische Botschafterin"),
        ("Der Sprecher des Ministeriums erklärte, die Lage sei ruhig.", "Sprecher des Ministeriums"),
        ("Die Regierung erklärte, die Lage sei ruhig.", "Regierung"),
        ("Das Potsdamer Amtsgericht erklärte, die Lage sei ruhig.", "Potsdamer Amtsgericht"),
    ],
    ids=["neuter genitive", "masculine dative", "feminine dative", "genitive kept", "article off", "town"],
)
def test_who_is_only_described_is_named_in_the_nominative(text, actor):
    """Whoever is not named is called by the report's own words, without the article and in the nominative."""
    assert [(actor,)] == brief(text, "actor")


@pytest.mark.parametrize("doubled", ["und und", "und sowie und"])
def test_a_conjunction_written_twice_is_a_slip_of_the_pen(doubled):
    """It parts the members of a joint source as one does, and the report is read on."""
    text = f"Anna Groß {doubled} Karl Weiß sagten am Montag, man werde verhandeln."

    assert brief(text, "actor") == [("Anna Groß",), ("Karl Weiß",)]


def test_a_source_that_is_cut_off_is_nobodys():
    """`von` without anybody behind it is passed over, and the possessive before the noun counts."""
    text = "Anna Groß schwieg. Ihr Vorschlag von, zunächst über die Fähren zu reden, fand Zustimmung."

    assert ("Anna Groß",) in brief(text, "actor")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (
            "Karveliens Unterhändler droht mit Absage.\n\nDer karvelische Vize-Außenminister Karl Tamsen schwieg.",
            "Karl Tamsen",
        ),
        ("Die Vermittlerin fordert Geduld.\n\nAm Abend kam die Sondergesandte Ida Lund an.", "Ida Lund"),
        ("Der Vermittler fordert Geduld.\n\nAm Abend kam die Sondergesandte Ida Lund an.", "Vermittler"),
        ("Die Vermittlerin fordert Geduld.\n\nEs kamen die Sondergesandten Ida Lund und die Gesandte Eva Groß.", "Vermittlerin"),
    ],
    ids=["same state", "same rank", "another gender", "more than one"],
)  # fmt: skip
def test_who_is_described_first_can_be_named_later(text, actor):
    """A headline speaks of a role; the one person of that state or rank named just below is meant."""
    assert brief(text, "actor")[0] == (actor,)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Der Vizekanzler und Arbeitsminister Karl Tamsen sagte, man warte ab.", ["Karl Tamsen"]),
        ("Die Kanzlerin Ida Lund und Arbeitsminister Karl Tamsen sagten, man warte ab.", ["Ida Lund", "Karl Tamsen"]),
        ("Lundische und tamsische Zeitungen meldeten, man warte ab.", ["Lundische und tamsische Zeitungen"]),
    ],
    ids=["one", "two", "two adjectives of one noun"],
)
def test_two_offices_can_be_one_person(text, actors):
    """A second office without an article is the same person's, unless the first has a name too."""
    assert [a for (a,) in brief(text, "actor")] == actors


def test_several_are_nobody_in_particular():
    """A plural takes up no single person of that role."""
    assert brief(TAMSEN + "Die Minister sagten, man warte ab.", "actor") == [("Minister",)]


def test_a_noun_of_the_other_gender_means_somebody_else():
    """`die Ministerin` is no man, though he is a minister of another rank and spoke last."""
    text = "„Nein“, sagte Vize-Außenminister Karl Tamsen. Auch Ida Lund kam. Die Außenministerin sagte, man warte ab."

    assert brief(text, "actor")[-1] == ("Ida Lund",)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Norwegen schwieg lange. Die Regierung lehnte den Plan ab.", "Norway"),
        ("Norwegen und Dänemark schwiegen. Die Regierung lehnte den Plan ab.", "Regierung"),
        (
            "Das norwegische Außenministerium warnte vor Eile. Das Ministerium lehnte den Plan ab.",
            "norwegisches Außenministerium",
        ),
        ("Das EU-Parlament schwieg. Das Parlament lehnte den Plan ab.", "European Parliament"),
        ("Das Parlament lehnte den Plan ab.", "Parlament"),
    ],
    ids=["government", "of two", "ministry", "parliament", "nothing before"],
)
def test_a_noun_alone_takes_up_the_body_before_it(text, actor):
    """`die Regierung` is that of the only state spoken of just before, `das Ministerium` the one named last."""
    spoke = [a for a in read(text).statements if "Plan" in a.content[0].text]

    assert [a.actor for a in spoke] == [actor]


def test_what_a_preposition_joins_inside_a_source_is_no_second_actor():
    """`die Räte von Stadt und Kreis` are one body of people, `Moskau und Kiew` are two states."""
    assert len(brief("Die Minister von Stadt und Kreis haben das Vorhaben kritisiert.", "actor")) == 1
    assert brief("Moskau und Kiew kritisierten den Plan.", "actor") == [("Russia",), ("Ukraine",)]
