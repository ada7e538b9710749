"""The header holds what a report states of itself, in the words of those who credit it, and nothing inferred."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.conftest import a_report

from depesche.clean.header import read_header
from depesche.packs import load
from depesche.records import Block, Fact, Header, Published

BODY = "Die Gespräche in Genf sind ohne Einigung zu Ende gegangen. Beide Seiten wollen weiter verhandeln, hieß es."
MORE = "Ein neuer Termin steht noch nicht fest. Die Delegationen reisten nach eigenen Angaben in der Nacht ab."


def header(text: str, name: str = "a.txt", facts: tuple[Fact, ...] = ()) -> Header:
    return read_header(replace(a_report(text, name), facts=facts), load("de")).header


@pytest.mark.parametrize(
    ("line", "agencies", "byline"),
    [
        ("asc/dpa/AFP", ("dpa", "AFP"), ("asc",)),
        ("dpa", ("dpa",), ()),
        ("(dpa/rtr)", ("dpa", "Reuters"), ()),
        ("kle/red (dpa, afp)", ("dpa", "AFP"), ("kle",)),
        ("(APA, red, 10.1.2022)", ("APA",), ()),
        ("(Anna Beispiel aus Genf, 10.1.2022)", (), ("Anna Beispiel",)),
        ("(nim, krud, jub)", (), ("nim", "krud", "jub")),
        ("nim/jub", (), ("nim", "jub")),
        ("Quelle: dpa", ("dpa",), ()),
        ("Quellen: ZDF, Reuters, AP", ("Reuters", "AP"), ()),
        ("Mit Material von dpa und AFP", ("dpa", "AFP"), ()),
        ("© dpa-infocom, dpa:220110-99-123456/3", ("dpa",), ()),
        ("(Weitere Berichte von Anna Beispiel in Genf; Karl Muster und Eva Test in Wien; Bearbeitung von Karl Muster)",
         (), ("Anna Beispiel", "Karl Muster", "Eva Test")),
        ("Foto: Anna Beispiel / dpa", (), ()),
        ("Anna Beispiel / dpa", (), ()),
        ("(nach Verlängerung)", (), ()),
        ("und so weiter", (), ()),
    ],
)  # fmt: skip
def test_sign_offs(line, agencies, byline):
    """A line is a sign-off only if everything in it is a credit; who took a picture did not write the report."""
    found = header(f"{BODY}\n\n{MORE}\n\n{line}")
    assert (found.agencies, found.byline) == (agencies, byline)


def test_a_sign_off_may_follow_the_last_sentence():
    """In brackets, as Austrian papers do; brackets within a sentence are none."""
    assert header(f"{BODY} {MORE} (APA, 10.1.2022)").agencies == ("APA",)
    assert header(f"{BODY} {MORE} (10.1.2022)").published.value == "2022-01-10"
    assert header(f"{BODY} Mehr zum „Abkommen von Genf“ (10.1.2022)").published.value is None


@pytest.mark.parametrize(
    ("start", "places", "agencies", "day"),
    [
        ("Washington/Moskau (dpa) - ", ("Washington", "Moskau"), ("dpa",), None),
        ("GENF (Reuters) - ", ("Genf",), ("Reuters",), None),
        ("Berlin (dpa/AFP) – ", ("Berlin",), ("dpa", "AFP"), None),
        ("Berlin, 10. Januar 2022 (dpa) - ", ("Berlin",), ("dpa",), "2022-01-10"),
        ("Berlin (Deutschland), 10.01.2022 – ", ("Berlin",), (), "2022-01-10"),
        ("Frankfurt am Main, den 10. Januar 2022 - ", ("Frankfurt am Main",), (), "2022-01-10"),
        ("Wien – ", ("Wien",), (), None),
        ("St. Pölten/Wien – ", ("St. Pölten", "Wien"), (), None),
        ("(dpa) - ", (), ("dpa",), None),
        ("Genf/Lubrina (nda) - ", ("Genf", "Lubrina"), ("nda",), None),
        ("GENF, 4. Januar (Meridian) - ", ("Genf",), ("Meridian",), None),
        ("Genf. ", ("Genf",), (), None),
        ("Müller (SPD) – ", (), (), None),
        ("Müller (dagegen) – ", (), (), None),
        ("Beispiel – ", (), (), None),
        ("Beispiel. ", (), (), None),
        ("Moskau (offiziell) - ", (), (), None),
    ],
)
def test_datelines(start, places, agencies, day):
    """Places count where an agency or a day stands with them, or where a place is known to be one."""
    found = header(f"Ein Titel ohne Punkt\n\n{start}{BODY}\n\n{MORE}")
    assert (found.dateline, found.agencies, found.published.value) == (places, agencies, day)


@pytest.mark.parametrize("start", ["Genf (nda) - ", ""], ids=["dateline", "photo credit"])
def test_an_agency_that_no_table_knows(start):
    """What the report credits as one in its dateline or under its picture is none of the editors in the sign-off."""
    picture = "" if start else "Foto: Anna Beispiel / nda\n\n"
    found = header(f"Ein Titel\n\n{picture}{start}{BODY}\n\n{MORE}\n\nnda/jpe")
    assert (found.agencies, found.byline) == (("nda",), ("jpe",))


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        ("TAGESBOTE · Heft 10 · 7. Januar 2022", "TAGESBOTE", "2022-01-07"),
        ("Süddeutsche Zeitung | 7. Januar 2022", "Süddeutsche Zeitung", "2022-01-07"),
        ("Politik | 7. Januar 2022, 14:30 Uhr", None, "2022-01-07"),
        ("Der Streit – und kein Ende", None, None),
    ],
)
def test_imprints(line, outlet, day):
    """A line above the headline that states paper, number and day; a section of the paper is no outlet."""
    found = header(f"{line}\n\nKeine Einigung in Genf\n\n{BODY}\n\n{MORE}")
    assert (found.outlet, found.published.value) == (outlet, day)
    assert found.title == ("Keine Einigung in Genf" if day else line)


def test_a_dateline_behind_the_lede():
    """Where paragraph breaks were lost, it stands in the middle of a line."""
    assert header(f"Keine Einigung in Sicht. Wien – {BODY} {MORE}").dateline == ("Wien",)
    assert header(f"Keine Einigung in Sicht. Präsident – {BODY} {MORE}").dateline == ()


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Anna Beispiel", ("Anna Beispiel",)),
        ("Von Anna Beispiel und Karl von Muster, Genf", ("Anna Beispiel", "Karl von Muster")),
        ("Eine Analyse von Anna Beispiel", ("Anna Beispiel",)),
        ("Text: Anna Beispiel", ("Anna Beispiel",)),
        ("Von Genf nach Wien", ()),
    ],
)
def test_bylines(line, names):
    """Only people are credited in a byline."""
    assert header(f"Ein Titel\n\n{line}\n\n{BODY}\n\n{MORE}").byline == names


@pytest.mark.parametrize(
    ("line", "day", "basis"),
    [
        ("Stand: 10.01.2022, 14:30 Uhr", "2022-01-10", "stated as of"),
        ("Veröffentlicht am 10. Januar 2022 um 14.30 Uhr", "2022-01-10", "stated as published"),
        ("Montag, 10. Jänner 2022", "2022-01-10", "a line of its own"),
        ("10.01.2022, 14:30 Uhr", "2022-01-10", "a line of its own"),
        ("2022-01-10", "2022-01-10", "a line of its own"),
        ("Zuletzt aktualisiert: 11.01.2022", "2022-01-11", "stated as updated"),
        ("Veröffentlicht: 10.01.2022, aktualisiert: 12.01.2022", "2022-01-10", "stated as published"),
        ("Am 10. Januar 2022 in Genf", None, None),
        ("30.02.2022", None, None),
    ],
)
def test_days_on_lines_of_their_own(line, day, basis):
    """The line must hold the day and what it means, and nothing else."""
    published = header(f"Ein Titel\n\n{line}\n\n{BODY}\n\n{MORE}").published
    assert published.value == day
    assert basis is None or basis in str(published.basis)


def test_the_day_of_publication_beats_that_of_an_update():
    """An update may come days later."""
    published = header(f"Aktualisiert: 12.01.2022\nVeröffentlicht: 10.01.2022\n\n{BODY}\n\n{MORE}").published
    assert published.value == "2022-01-10"


@pytest.mark.parametrize(
    ("prefix", "published"),
    [
        (" date 2022-01 ", (None, ("2022-01-01", "2022-01-31"))),
        ("published: 2022-02\n", (None, ("2022-02-01", "2022-02-28"))),
        ("date 2022-01-10 ", ("2022-01-10", None)),
        ("date 2022-13 ", (None, None)),
    ],
)
def test_a_date_before_the_text(prefix, published):
    """Half a date gives an interval and no day."""
    found = header(f"{prefix}{BODY}\n\n{MORE}").published
    assert (found.value, found.interval) == published


def test_days_in_the_article_state_nothing():
    """What a report tells of other days is not its own."""
    text = f"{BODY} Der Vertrag vom 10. Januar 2022 gilt.\n\nAm 12.01.2022 sagte sie, das reiche nicht."
    assert header(text).published == Published()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Keine Einigung in Genf\n\n{BODY}\n\n{MORE}", "Keine Einigung in Genf"),
        (f"Kommt jetzt die Einigung?\n{BODY}\n\n{MORE}", "Kommt jetzt die Einigung?"),
        (f"Startseite\n10.01.2022\nKeine Einigung\n{BODY}\n\n{MORE}", "Keine Einigung"),
        (f"{BODY}\n\n{MORE}", None),
        (f"Keine Einigung  {BODY}", None),
        ("Nur eine Zeile", None),
    ],
    ids=["title", "question", "after navigation and day", "none", "lost line end", "alone"],
)
def test_titles(text, title):
    """The first line that is neither clutter nor credit, if it reads like a headline."""
    assert header(text).title == title


def fact(field: str, value: str, basis: str) -> Fact:
    return Fact(field, value, basis)


def test_what_is_stated_outside_lies_over_the_text():
    """A person first, then the table, the file's name, the page, and last the text."""
    text = f"{BODY}\n\n{MORE}\n\n(APA, 14.1.2022)"
    page, name = fact("published", "2022-01-13", "page (meta date)"), fact("published", "2022-01-12", "file name")
    table, said = fact("published", "2022-01-11", "table"), fact("published", "2022-01-10", "person")
    days = [header(text, facts=facts).published for facts in ((), (page,), (page, name), (page, table, name))]
    assert [day.value for day in days] == ["2022-01-14", "2022-01-13", "2022-01-12", "2022-01-11"]
    assert [day.basis for day in days] == ["text (sign-off)", "page (meta date)", "file name", "table"]
    assert header(text, facts=(page, table, name, said)).published == Published("2022-01-10", None, "person")


@pytest.mark.parametrize(
    ("name", "facts", "outlet"),
    [
        ("a.txt", (fact("outlet", "Tagesbote", "table"),), "Tagesbote"),
        ("a.txt", (fact("outlet", "tagesbote", "table"),), "tagesbote"),
        ("a.txt", (fact("outlet", "tagesbote", "file name"),), "Tagesbote"),
        ("a.txt", (fact("outlet", "spiegel", "file name"),), "DER SPIEGEL"),
        ("a.txt", (fact("outlet", "www.faz.net", "page (og:url)"),), "Frankfurter Allgemeine Zeitung"),
        ("2022-01-10 frankfurter rundschau keine einigung.txt", (), "Frankfurter Rundschau"),
        ("2022-01-10 keine einigung.txt", (), None),
        ("a.txt", (), None),
    ],
)
def test_outlets(name, facts, outlet):
    """An outlet that the pack knows is called by its own name, any other as it was stated."""
    assert header(f"{BODY}\n\n{MORE}", name, facts).outlet == outlet


def test_authors_that_a_page_names():
    """An agency is no person, and neither is the house itself."""
    names = ("dpa", "Anna Beispiel", "Redaktion", "SPIEGEL ONLINE")
    found = header(BODY, facts=tuple(fact("byline", name, "page (JSON-LD author)") for name in names))
    assert (found.agencies, found.byline) == (("dpa",), ("Anna Beispiel",))


def test_lines_beside_a_pages_article_are_read_and_others_are_not():
    """Extractors drop bylines; what stands in the navigation is not the report's."""
    parts = (
        ("clutter", "Von Karl Muster"),
        *(("clutter", f"Meldung {n}") for n in range(6)),
        ("title", "Keine Einigung"),
        ("clutter", "Von Anna Beispiel"),
        ("article", BODY),
        ("article", MORE),
        ("article", "asc/dpa"),
    )
    text, blocks = "", []
    for kind, words in parts:
        blocks.append(Block(len(text), len(text) + len(words), kind, ""))
        text += words + "\n\n"
    found = read_header(replace(a_report(text), blocks=tuple(blocks)), load("de")).header
    assert (found.title, found.byline, found.agencies) == ("Keine Einigung", ("Anna Beispiel", "asc"), ("dpa",))


def test_the_form_that_a_report_came_in_is_trusted_before_its_file_name():
    """A feed knows better than the name of the file that somebody saved it in; a table that a person keeps knows best."""
    stated = (
        Fact("published", "2031-03-01", "file name"),
        Fact("published", "2031-03-02", "page (date)"),
        Fact("published", "2031-03-03", "feed (published)"),
    )
    report = replace(a_report("Genf. „Nein“, sagte Kolb."), facts=stated)
    told = read_header(report, load("de")).header.published
    tabled = replace(report, facts=(*stated, Fact("published", "2031-03-04", "table")))

    assert (told.value, told.basis) == ("2031-03-03", "feed (published)")
    assert read_header(tabled, load("de")).header.published.value == "2031-03-04"


def test_the_host_of_an_address_is_the_outlet_only_where_nothing_else_tells():
    """It says who serves a page, which may be somebody else than who wrote it."""
    host = Fact("outlet", "bote.example", "address")
    alone = replace(a_report("Genf. „Nein“, sagte Kolb."), facts=(host,))
    named = replace(alone, facts=(host, Fact("outlet", "Hafenkurier", "page (og:site_name)")))

    assert read_header(alone, load("de")).header.outlet == "bote.example"
    assert read_header(named, load("de")).header.outlet == "Hafenkurier"
