"""The German tables of states, bodies, roles, names and places hold what docs/packs.md promises."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from babel import Locale

from depesche.packs import Pack, load

TABLES = {
    "states": "code",
    "organisations": "name_en",
    "agencies_media": "name_en",
    "parties": "name_en",
    "roles": "",  # the masculine noun, or the feminine one where there is no other
    "bodies": "noun",
    "titles": "",  # an English word may have a row for each kind
    "firstnames": "name",
    "places": "name_de",
}
LISTS = ["papers", "surname_particles", "surnames"]
LEVELS = {
    "head", "minister", "deputy", "spokesperson", "politician", "official", "official-generic",
    "military", "expert", "business", "media", "arts", "sport", "person",
}  # fmt: skip
# Territories of ISO 3166-1 that are no states, and codes that CLDR has beside it.
DEPENDENT = set(
    """
    AC AI AQ AS AW AX BL BM BQ BV CC CK CP CQ CW CX DG EA EH EU EZ FK FO GF GG GI GL GP GS GU HK HM IC IM IO JE KY MF MO MP
    MQ MS NC NF NU PF PM PN PR QO RE SH SJ SX TA TC TF TK UM UN VG VI WF XA XB YT ZZ
    """.split()  # noqa: SIM905
)
# Canonical names that differ from CLDR on purpose: reports write these.
OTHER_THAN_CLDR = {
    "CI": "Elfenbeinküste",
    "CD": "Demokratische Republik Kongo",
    "CG": "Republik Kongo",
    "GB": "Großbritannien",
    "PS": "Palästina",
    "VA": "Vatikan",
    "HK": "Hongkong",
    "MO": "Macau",
}
WITHOUT_ADJECTIVE = {"KN"}  # Saint Kitts and Nevis: German has no adjective and no noun for its people
WITHOUT_PEOPLE = {"KN", "VA"}


@pytest.fixture(scope="module")
def de() -> Pack:
    """The German pack."""
    return load("de")


def forms(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def by(pack: Pack, table: str, key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in pack.table(table)}


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_clean(de, table):
    """Every cell is composed Unicode without stray blanks, and no alternative in it is empty or written twice."""
    wrong = [
        cell
        for row in de.table(table)
        for cell in row.values()
        if cell != unicodedata.normalize("NFC", cell)
        or re.search(r"\s\s|\|\s|\s\||^\||\|$|\|\|", cell)
        or len(set(forms(cell))) < len(forms(cell))
    ]
    assert wrong == []


@pytest.mark.parametrize(("table", "key"), [item for item in TABLES.items() if item[1]])
def test_no_key_stands_twice(de, table, key):
    """A row is found by its key."""
    counts = Counter(row[key] for row in de.table(table))

    assert [name for name, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("table", ["states", "organisations", "agencies_media", "parties"])
def test_a_form_names_one_thing(de, table):
    """No form leads to two rows of a table."""
    counts = Counter(form for row in de.table(table) for form in forms(row["names_de"]))

    assert [form for form, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("table", ["states", "organisations", "agencies_media", "parties"])
def test_doubtful_forms_stand_apart(de, table):
    """A form that as often means something else is in no other cell, so that only a reader who asks for it meets it."""
    wrong = [
        form
        for row in de.table(table)
        for form in forms(row["doubtful"])
        if any(form in forms(cell) for key, cell in row.items() if key not in {"doubtful", "name_en", "descriptions"})
    ]
    assert wrong == []


def test_every_state_of_the_world_is_there(de):
    """Nobody is left out: each sovereign state of ISO 3166-1, Kosovo, Taiwan and Palestine have a row."""
    cldr = {str(code) for code in Locale("de").territories}
    sovereign = {code for code in cldr if len(code) == 2 and code.isalpha()} - DEPENDENT

    assert len(sovereign) == 197
    assert sovereign - set(by(de, "states", "code")) == set()


def test_states_are_called_as_in_cldr(de):
    """The canonical German name is CLDR's, but where reports write another."""
    cldr = Locale("de").territories
    other = {
        row["code"]: forms(row["names_de"])[0]
        for row in de.table("states")
        if row["code"] in cldr and cldr[row["code"]] != forms(row["names_de"])[0]
    }
    assert other == OTHER_THAN_CLDR


def test_cldr_names_are_known_forms(de):
    """Whoever writes CLDR's name of a state is understood too, but for the long names of Hong Kong and Macau."""
    cldr = Locale("de").territories
    unknown = {
        row["code"]
        for row in de.table("states")
        if row["code"] in cldr and cldr[row["code"]] not in forms(row["names_de"])
    }
    assert unknown == {"HK", "MO"}


def test_states_have_adjective_and_people(de):
    """`russisch`, `Russe`, `Russin`, `Russen`: each state has them, or is named here as having none."""
    rows = de.table("states")

    assert {row["code"] for row in rows if not row["adjective"]} == WITHOUT_ADJECTIVE
    for column in ("demonym_m", "demonym_f", "demonym_pl"):
        assert {row["code"] for row in rows if not row[column]} == WITHOUT_PEOPLE
    assert [row["code"] for row in rows if not row["adjective_en"]] == []


def test_sovereign_states_have_a_capital(de):
    """Reports name governments by their towns."""
    rows = [row for row in de.table("states") if row["status"] == "state"]

    assert [row["code"] for row in rows if not row["capitals_de"] + row["doubtful"]] == []


def test_people_are_inflected(de):
    """A noun in -e is weak, one in -er takes -s and -n, a feminine one in -in has its plural."""
    for row in de.table("states"):
        masculine, feminine, plural = (forms(row[f"demonym_{key}"]) for key in ("m", "f", "pl"))
        adjectival = {form + ending for form in masculine if form.endswith("e") for ending in ("r", "n")} <= {
            *masculine
        }
        for form in masculine:
            if form.endswith("er") and form + "s" in masculine:
                assert form + "n" in plural, form
            elif form.endswith("e") and not adjectival:
                assert form + "n" in masculine or form + "s" in masculine, form
        assert all(form + "nen" in feminine for form in feminine if form.endswith("in")), row["code"]


@pytest.mark.parametrize(
    ("code", "column", "form"),
    [
        ("RU", "names_de", "Russische Föderation"),
        ("RU", "seats", "Kreml"),
        ("RU", "capital_adjectives", "Moskauer"),
        ("US", "names_de", "Vereinigten Staaten"),
        ("US", "seats", "Weißen Haus"),
        ("US", "adjective", "US-amerikanisch"),
        ("UA", "capitals_de", "Kyjiw"),
        ("DE", "demonym_m", "Deutscher"),
        ("DE", "demonym_pl", "Deutschen"),
        ("FR", "demonym_f", "Französinnen"),
        ("GB", "adjective_en", "British"),
        ("CH", "adjective", "Schweizer"),
        ("HU", "demonym_m", "Ungarn"),
        ("IL", "demonym_pl", "Israelis"),
        ("YE", "demonym_m", "Jemeniten"),
        ("SU", "adjective", "sowjetisch"),
        ("XK", "demonym_pl", "Kosovaren"),
        ("GE", "capitals_de", "Tiflis"),
    ],
)
def test_states_hold(de, code, column, form):
    """Forms that reports are full of."""
    assert form in forms(by(de, "states", "code")[code][column])


@pytest.mark.parametrize(
    ("table", "form", "name"),
    [
        ("organisations", "Nordatlantikpakt", "NATO"),
        ("organisations", "Europäischen Union", "EU"),
        ("organisations", "Weltsicherheitsrat", "UN Security Council"),
        ("organisations", "Internationalen Atomenergiebehörde", "International Atomic Energy Agency"),
        ("organisations", "Auswärtigen Amt", "German Foreign Office"),
        ("organisations", "US-Außenministerium", "US State Department"),
        ("organisations", "Staatsduma", "State Duma"),
        ("organisations", "Huthi-Rebellen", "Houthis"),
        ("agencies_media", "Ria Nowosti", "RIA Novosti"),
        ("agencies_media", "Süddeutschen Zeitung", "Süddeutsche Zeitung"),
        ("agencies_media", "Al-Dschasira", "Al Jazeera"),
        ("parties", "Bündnis 90/Die Grünen", "Greens"),
        ("parties", "Freiheitlichen", "FPÖ"),
        ("parties", "Recht und Gerechtigkeit", "Law and Justice"),
    ],
)
def test_bodies_are_found_by_their_forms(de, table, form, name):
    """A form leads to its canonical name."""
    assert [row["name_en"] for row in de.table(table) if form in forms(row["names_de"])] == [name]


@pytest.mark.parametrize("table", ["organisations", "agencies_media", "parties", "places"])
def test_states_referred_to_exist(de, table):
    """A code is one of the table of states, or a dependent territory of ISO 3166-1."""
    known = set(by(de, "states", "code")) | DEPENDENT | {""}

    assert {row.get("state", row.get("code", "")) for row in de.table(table)} - known == set()


def test_roles_are_whole(de):
    """Each noun has an English word, a known level, and itself among its forms."""
    rows = de.table("roles")
    names = Counter(row["m"] or row["f"] for row in rows)

    assert len(rows) >= 450
    assert [name for name, n in names.items() if n > 1] == []
    assert {row["level"] for row in rows} == LEVELS
    for row in rows:
        assert row["role_en"], row
        assert {row["m"], row["f"]} - {""} <= set(forms(row["forms"])), row


@pytest.mark.parametrize(
    ("noun", "column", "value"),
    [
        ("Präsident", "forms", "Präsidenten"),
        ("Abgeordneter", "forms", "Abgeordneten"),
        ("Abgeordneter", "f", "Abgeordnete"),
        ("Beamter", "f", "Beamtin"),
        ("Anwalt", "f", "Anwältin"),
        ("Anwalt", "forms", "Anwälten"),
        ("Außenminister", "role_en", "foreign minister"),
        ("Vize-Außenminister", "role_en", "deputy foreign minister"),
        ("Vize-Außenminister", "level", "deputy"),
        ("Chef", "suffix", "yes"),
        ("Staatsoberhaupt", "gender", "n"),
        ("Augenzeuge", "level", "person"),
        ("Kaufmann", "forms", "Kaufleute"),
        ("Richter", "doubtful", "surname"),
        ("Nationalrat", "doubtful", "body"),
    ],
)
def test_roles_hold(de, noun, column, value):
    """Gender, rank and inflection of nouns of each sort."""
    [row] = [row for row in de.table("roles") if row["m"] == noun]

    assert value in forms(row[column])


def test_bodies_are_whole(de):
    """Each noun has a gender, an English word, a kind, and itself among its forms."""
    rows = de.table("bodies")

    assert len(rows) >= 250
    assert {row["gender"] for row in rows} == {"m", "f", "n", "pl"}
    assert [row["noun"] for row in rows if not (row["name_en"] and row["kind"])] == []
    assert [row["noun"] for row in rows if row["noun"] not in forms(row["forms"])] == []


@pytest.mark.parametrize(
    ("noun", "form"),
    [("Ministerium", "Ministerien"), ("Rat", "Räten"), ("Rebellen", "Rebellen"), ("Bündnis", "Bündnisses")],
)
def test_bodies_are_inflected(de, noun, form):
    """Nouns of bodies come with their cases and plurals."""
    assert form in forms(by(de, "bodies", "noun")[noun]["forms"])


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Wladimir", "m"), ("Sergej", "m"), ("Ursula", "f"), ("Wolodymyr", "m"), ("Condoleezza", "f"), ("Kim", "u")],
)
def test_first_names_have_a_gender(de, name, gender):
    """Masculine, feminine, or both."""
    assert by(de, "firstnames", "name")[name]["gender"] == gender


@pytest.mark.parametrize("word", ["Juni", "Islam", "Europa", "Kaiser", "Darin", "Berlin", "Star"])
def test_words_are_no_first_names(de, word):
    """What a report mostly means as something else is left out, though registers have it."""
    assert word not in by(de, "firstnames", "name")


def test_first_names_are_many_and_told_apart(de):
    """Enough to know most persons by, and of most the gender is known."""
    genders = Counter(row["gender"] for row in de.table("firstnames"))

    assert 8_000 <= genders.total() <= 13_000
    assert set(genders) == {"m", "f", "u"}
    assert genders["u"] < 0.2 * genders.total()


@pytest.mark.parametrize(
    ("name", "english", "code", "ambiguous"),
    [
        ("Genf", "Geneva", "CH", ""),
        ("Charkiw", "Kharkiv", "UA", ""),
        ("Tscheljabinsk", "Chelyabinsk", "RU", ""),
        ("Krim", "Crimea", "UA", ""),
        ("Essen", "Essen", "DE", "yes"),
        ("Russe", "Ruse", "BG", "yes"),
        ("Niederösterreich", "Lower Austria", "AT", ""),
    ],
)
def test_places_hold(de, name, english, code, ambiguous):
    """German names lead to English ones; words that are towns as well are marked."""
    row = by(de, "places", "name_de")[name]

    assert (row["name_en"], row["code"], row["ambiguous"]) == (english, code, ambiguous)


def test_capitals_are_places(de):
    """A dateline from a capital is understood, however small the town is."""
    places = by(de, "places", "name_de")
    capitals = {row["code"]: forms(row["capitals_de"]) for row in de.table("states") if row["status"] == "state"}
    unknown = [code for code, names in capitals.items() if names and not any(name in places for name in names)]

    assert unknown == []


@pytest.mark.parametrize("name", LISTS)
def test_lists_have_no_doubles(de, name):
    """A word of a list stands once."""
    assert [word for word, n in Counter(de.words(name)).items() if n > 1] == []


@pytest.mark.parametrize(
    ("word", "known"),
    [("Merkel", True), ("Putin", True), ("Kern", False), ("Berlin", False), ("Thomas", False), ("Minister", False)],
)
def test_surnames_are_no_other_words(de, word, known):
    """What a report mostly means as a first name, town, role or everyday word is not in the list."""
    assert (word in de.words("surnames")) is known


def test_parts_of_names_are_told_apart(de):
    """A word has one meaning at each place of a name."""
    rows = de.table("name_parts")

    assert {row["kind"] for row in rows} == {"place", "body", "thing", "family"}
    assert {row["where"] for row in rows} == {"first", "last", "any", "legal", "before", "month"}
    assert [key for key, n in Counter((row["word"], row["where"]) for row in rows).items() if n > 1] == []


def test_the_pack_is_small(de):
    """It is read at every start; words for comparing reports came to those for reading them."""
    assert sum(path.stat().st_size for path in de.folder.glob("*.t*")) < 1_900_000


@pytest.mark.parametrize("source", ["GeoNames", "Berlin", "Leipzig", "Cologne", "Munich", "Wikidata"])
def test_sources_are_named(de, source):
    """Whose data the tables carry stands beside them."""
    assert source in (de.folder.parent / "NOTICES.md").read_text(encoding="utf-8")
