"""Figures: what is a quantity, its value and unit, what it is of, and who asserts it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.read.conftest import DE, read

from depesche.packs import Pack
from depesche.read.amounts import amounts
from depesche.read.figures import Said, read_figures
from depesche.read.figures_units import units
from depesche.records import Figure, Span, Statement, spans_of


def figures(text: str) -> list[Figure]:
    """The figures of a text."""
    return list(read(text).figures)


def words(text: str) -> list[tuple[str, object, str]]:
    """Span, value and unit of each figure."""
    return [(one.span.text, one.value, one.unit) for one in figures(text)]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("7", "7"),
        ("3.400", "3400"),
        ("1.200.000", "1200000"),
        ("2,5", "2.5"),
        ("zwölf", "12"),
        ("zweieinhalb", "2.5"),
        ("siebenundvierzig", "47"),
        ("dreihundertfünf", "305"),
        ("zweitausendachthundert", "2800"),
        ("tausend", "1000"),
        ("ein", "None"),
        ("beide", "None"),
        ("Rat", "None"),
        ("3:1", "None"),
        ("dreizehnter", "None"),
    ],
)
def test_a_number_is_read_in_figures_and_in_letters(word: str, value: str) -> None:
    """Groups of three, a decimal comma, and the words that German builds numbers of; articles and ordinals are none."""
    assert str(amounts(DE).number(word)) == value


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Im Hafen lagen 63 Frachter.", [("63 Frachter", 63, "ships")]),
        ("Der Schaden betrug rund 240 Millionen Euro.", [("rund 240 Millionen Euro", 240_000_000, "EUR")]),
        ("Der Kredit umfasst 3,4 Milliarden Dollar.", [("3,4 Milliarden Dollar", 3_400_000_000, "USD")]),
        ("Das Werk kostete $ 5 Millionen.", [("$ 5 Millionen", 5_000_000, "USD")]),
        ("Sie gingen zweieinhalb Kilometer.", [("zweieinhalb Kilometer", 2.5, "km")]),
        ("Es kamen 25 000 Menschen.", [("25 000 Menschen", 25_000, "people")]),
        ("Es kam eine halbe Million Menschen.", [("eine halbe Million Menschen", 500_000, "people")]),
        ("Ein Dutzend Soldaten wartete.", [("Ein Dutzend Soldaten", 12, "soldiers")]),
        ("Hunderte Bauern kamen.", [("Hunderte Bauern", 100, "farmers")]),
        ("Zwei Drittel der Wähler blieben zu Hause.", [("Zwei Drittel", 0.67, "share")]),
        ("Die Steuer steigt um 18 Prozent.", [("18 Prozent", 18, "percent")]),
        ("Bei dem Unglück gab es fünf Tote.", [("fünf Tote", 5, "dead")]),
        ("Die zwölfköpfige Besatzung schwieg.", [("zwölfköpfige", 12, "members")]),
        ("Zigtausende Bauern kamen.", [("Zigtausende Bauern", 10_000, "farmers")]),
    ],
)
def test_a_figure_is_number_and_noun(sentence: str, expected: list[tuple[str, object, str]]) -> None:
    """The span holds number and noun, the value is the plain number, the unit is English where a table has it."""
    assert words(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Das Ministerium zählte mehr als 1.200 Soldaten.", [("mehr als 1.200 Soldaten", 1200, "soldiers")]),
        ("Bis zu zwölf Frachter durften fahren.", [("Bis zu zwölf Frachter", 12, "ships")]),
        ("Es fielen mindestens sechs Schüsse.", [("mindestens sechs Schüsse", 6, "shots")]),
        ("Die Reichweite liegt zwischen 500 und 5.500 km.", [("500 und 5.500 km", (500, 5500), "km")]),
        ("Die Reise führt über 310 bis 3.400 Meilen.", [("310 bis 3.400 Meilen", (310, 3400), "miles")]),
        ("Es fehlen zwei bis drei Millionen Euro.", [("zwei bis drei Millionen Euro", (2_000_000, 3_000_000), "EUR")]),
        ("Die Steuer stieg von 16 auf 18 Prozent.", [("16", 16, "percent"), ("18 Prozent", 18, "percent")]),
    ],
)
def test_ranges_have_two_ends_and_bounds_belong_to_the_span(
    sentence: str, expected: list[tuple[str, object, str]]
) -> None:
    """A range gives both ends, the lower one in the millions of the upper; `mehr als` and `bis zu` do not change the value."""
    assert words(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Sie kamen am 12. März 2031 um 10:30 Uhr.",
        "Die Gespräche dauerten acht Stunden.",
        "Er verwies auf Artikel 5 und auf § 12 des Gesetzes.",
        "Die Gruppe der G7 und die Maschine vom Typ Boeing 737 waren Thema.",
        "Die Mannschaft gewann 3:1.",
        "Der zweite Anlauf gelang.",
        "Im Jahr 1997 trat das Land bei.",
        "Er rief dreizehn Mal an.",
        "Eine Sprecherin schwieg.",
        "Der Ort liegt auf 25°59'43 nördlicher Breite.",
    ],
)
def test_times_names_and_results_are_no_figures(sentence: str) -> None:
    """What dates, numbers a law or a type, counts goals or orders things asserts no quantity."""
    assert words(sentence) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Juri Melnow sprach in Bern. Der 58-Jährige war müde.", "age of Juri Melnow"),
        ("Die 29-jährige Pilotin Anna Berg landete.", "age of Anna Berg"),
        ("Teresa Kolb, 61, leitet das Haus.", "age of Teresa Kolb"),
        ("Paul Anders starb im Alter von 82 Jahren.", "age of Paul Anders"),
    ],
)
def test_an_age_is_of_the_person_named(text: str, about: str) -> None:
    """The name behind an adjective, else the one named last before."""
    assert [(one.unit, one.about) for one in figures(text)] == [("years", about)]


@pytest.mark.parametrize(
    ("sentence", "about"),
    [
        ("An der Grenze stehen 100.000 russische Soldaten.", "Russian soldiers"),
        ("Die Partei bekam 18 Prozent der Stimmen.", "votes"),
        ("Es entstand ein Schaden von 40 Millionen Euro.", "damage"),
        ("Die Brücke ist 300 Meter lang.", "length"),
        ("Sie brachten 30 Tonnen Kerosin.", "Kerosin"),
        ("Auf dem Hof standen 14 rote Karren.", "rote Karren"),
    ],
)
def test_what_a_figure_is_of_stands_around_it(sentence: str, about: str) -> None:
    """English where the tables have the noun, else the report's own words."""
    assert [one.about for one in figures(sentence)] == [about]


def test_a_number_alone_takes_up_what_was_counted_before() -> None:
    """`drei von ihnen` and `übrigen elf` are of the things counted last."""
    text = "In Brennow sitzen 14 Seeleute. Drei von ihnen sind krank, die übrigen elf sind gesund."
    assert words(text) == [
        ("14 Seeleute", 14, "sailors"),
        ("Drei von ihnen", 3, "sailors"),
        ("übrigen elf", 11, "sailors"),
    ]


def test_who_asserts_a_figure_is_who_makes_the_statement() -> None:
    """The innermost statement that holds it; outside all of them it is the reporter's, and nobody's."""
    text = "Im Hafen lagen 63 Frachter. Ministerin Mira Kolb sagte, es seien 71 Frachter."
    assert [(one.span.text, one.actor) for one in figures(text)] == [
        ("63 Frachter", None),
        ("71 Frachter", "Mira Kolb"),
    ]


def test_the_innermost_statement_that_holds_a_figure_whole_asserts_it() -> None:
    """Of one statement inside another the inner one; one that ends before the figure does holds it not."""
    text = "Kolb sagte, laut Arlow seien 71 Frachter da."

    def says(actor: str, words: str) -> Statement:
        return Statement(actor, "indirect", (Span.of(text, at := text.index(words), at + len(words)),), actor=actor)

    said = Said([says("Kolb", text[12:-1]), says("Arlow", "seien 71 Frachter da"), says("Lund", "seien 71")])
    assert said.actors(Span.of(text, 29, 40)) == ["Arlow"]
    assert said.actors(Span.of(text, 12, 16)) == ["Kolb"]
    assert said.actors(Span.of(text, 0, 4)) == [None]


def test_clutter_and_times_hold_no_figures() -> None:
    """What is no part of the article asserts nothing, and `3. Mai` counts no Mays."""
    text = "Kolb zählte 71 Frachter.\n\nIm Hafen standen am 3. Mai 300 Soldaten."
    at = text.index("Im Hafen")
    report = read(text)
    marked = replace(report, header=replace(report.header, clutter=(report.span(at, len(text)),)))
    assert {one.span.text for one in report.figures} == {"71 Frachter", "300 Soldaten"}
    assert [one.span.text for one in read_figures(marked, DE).figures] == ["71 Frachter"]


def test_two_actors_of_one_figure_make_two_records() -> None:
    """A joint source asserts it twice, with the same span and ids of their own."""
    found = figures("Russland und die Ukraine teilten mit, 300 Soldaten seien frei.")
    assert [one.actor for one in found] == ["Russia", "Ukraine"]
    assert len({one.span for one in found}) == 1
    assert len({one.id for one in found}) == 2


def test_no_word_of_units_stands_under_two_units() -> None:
    """A form that two rows claim would be read by the first alone."""
    forms = [form for row in DE.table("units") for form in row["words"].split("|")]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("pack", [DE])
def test_every_unit_has_a_kind_that_the_reader_knows(pack: Pack) -> None:
    """The kind decides how `about` is found."""
    kinds = {unit.kind for unit in units(pack).by_word.values()}
    assert kinds <= {"money", "measure", "share", "age", "things", "persons"}


def test_reading_grows_in_step_with_the_text() -> None:
    """Twice as many sentences give twice as many figures, and every span is the report's own text."""
    text = "Im Hafen lagen 63 Frachter, und 14 Seeleute sagten, es seien 71 bis 80 Schiffe gewesen. "
    once, twice = read(text * 20), read(text * 40)
    assert len(twice.figures) == 2 * len(once.figures)
    assert all(twice.text[span.start : span.end] == span.text for span in spans_of(twice))
