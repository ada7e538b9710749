"""Issues: the key that brings names of one issue together, and their English names."""

from __future__ import annotations

import pytest

from depesche.language.issues import english, issue_key, issue_words
from depesche.packs import load

DE = load("de")

SAME = [
    ("Nato-Osterweiterung", "Ausdehnung der NATO nach Osten"),
    ("NATO-Erweiterung", "weitere Expansion der Nato"),
    ("Abzug der Truppen", "Rückzug der Soldaten"),
    ("Waffenstillstand", "Feuerpause"),
    ("russische Sanktionen", "Sanktionen Russlands"),
    ("EU-Beitritt Georgiens", "Mitgliedschaft Georgiens in der EU"),
]
OTHER = [
    ("Bundesregierung", "Kreml"),
    ("Erweiterung der NATO", "Erweiterung der EU"),
    ("Abzug der Truppen", "Abzug der Raketen"),
    ("Sanktionen", "Sanktionen gegen Banken"),
    ("Verhandlungen über Zölle", "Verhandlungen über Fischerei"),
]
ENGLISH = [
    ("Nato-Osterweiterung", "NATO enlargement"),
    ("Beitritt der Ukraine zur NATO", "Ukraine NATO membership"),
    ("Sanktionen gegen russische Banken", "sanctions on Russian banks"),
    ("Freilassung der Geiseln", "release of the hostages"),
    ("Friedensgespräche", "peace talks"),
    ("Stationierung von Mittelstreckenraketen in Europa", "deployment of medium-range missiles in Europe"),
    ("schriftliche Antwort", "written reply"),
    ("Sicherheitsgarantien", "security guarantees"),
    ("Reise nach Wien", None),
    ("Moskaus Vorschläge", "Russia proposals"),
    ("Sperrholzpreis", None),
    ("", None),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_one_issue_have_one_key(one: str, other: str) -> None:
    """Compounds, synonyms, genitives and adjectives of states say the same in other words."""
    assert issue_key(one, DE) == issue_key(other, DE)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_narrows_an_issue_down_keeps_it_apart(one: str, other: str) -> None:
    """A key holds everything that a name says besides its head."""
    assert issue_key(one, DE) != issue_key(other, DE)


@pytest.mark.parametrize(("name", "wanted"), ENGLISH)
def test_an_english_name_is_put_together_from_known_words_only(name: str, wanted: str | None) -> None:
    """Where one word has no English name the issue has none."""
    assert english(name, DE) == wanted


def test_a_state_that_only_the_report_knows_is_called_by_its_name() -> None:
    """What a report teaches narrows the issue down as the tables do; nobody knows its English adjective."""
    local = {"karvelischen": "Karvelien"}
    assert "Karvelien" in issue_key("Rückzug der karvelischen Flotte", DE, local).modifiers
    assert english("Rückzug der karvelischen Truppen", DE, local) == "withdrawal of the Karvelien troops"


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("Friedensgespräche", (["Frieden"], "Gespräche")),
        ("Grenzzaun", (["Grenze"], "Zaun")),
        ("Gefangenenlager", (["Gefangene"], "Lager")),
        ("Gespräche", ([], "Gespräche")),
        ("Quatsch", ([], "Quatsch")),
    ],
)
def test_a_compound_is_cut_where_nouns_meet(word: str, wanted: tuple[list[str], str]) -> None:
    """What joins the parts, or what the first has lost, is made good."""
    assert issue_words(DE).split(word) == wanted


def test_every_noun_is_kept_under_one_that_is_kept_under_itself() -> None:
    """Synonyms lead to one noun in one step, and so two names can always meet."""
    nouns = {row["noun"]: row for row in DE.table("issue_nouns")}
    assert all(nouns[row["same"]]["same"] == "" for row in nouns.values() if row["same"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Manöver an der Grenze", "military exercise at the border"),
        ("Lieferung an die Ukraine", "delivery to Ukraine"),
        ("Stützpunkte nahe der Grenze", "bases near the border"),
        ("Verhalten der Nordatlantikvertrags-Organisation (NATO)", "conduct of NATO"),
    ],
)
def test_where_something_is_is_told_and_a_name_stands_once(name, said):
    """A name and its short form in brackets are one; `an der` is a place, `an die` a direction."""
    assert english(name, DE) == said
