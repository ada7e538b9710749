"""Talks: who meets, where, when, whether it was held; and that a report tells of one meeting in several places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.conftest import a_report
from tests.read.conftest import DE, read

from depesche.read.lookup import cells
from depesche.read.talk_names import plain
from depesche.read.talk_words import talk_words
from depesche.records import Fact, Talk, spans_of
from depesche.run.plan import dated, stages


def talks(text: str) -> list[Talk]:
    """The talks of a text."""
    return list(read(text).talks)


def on(text: str, day: str) -> list[Talk]:
    """The talks of a report of a day."""
    report = replace(a_report(text), language="de", facts=(Fact("published", day, "table"),))
    for stage in stages():
        report = stage(report, DE)
    return list(dated(report, day).talks)


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Norwegen und Kanada trafen sich in Genf.", "held"),
        ("Norwegen und Kanada haben in Genf verhandelt.", "held"),
        ("Nach einem Treffen zwischen Norwegen und Kanada in Genf sagte niemand etwas.", "held"),
        ("Norwegen und Kanada werden in Genf zusammenkommen.", "planned"),
        ("Norwegen und Kanada wollen sich in Genf treffen.", "planned"),
        ("Am Montag sollen Gespräche zwischen Norwegen und Kanada in Genf beginnen.", "planned"),
        ("Die geplanten Gespräche zwischen Norwegen und Kanada in Genf waren Thema.", "planned"),
        ("Vor dem Treffen zwischen Norwegen und Kanada wird geschwiegen.", "planned"),
        ("Norwegen und Kanada verhandeln derzeit in Genf.", "under way"),
        ("Norwegen schlug ein Treffen mit Kanada in Genf vor.", "proposed"),
        ("Polen forderte Verhandlungen zwischen Norwegen und Kanada.", "proposed"),
        ("Norwegen ist offen für Gespräche mit Kanada.", "proposed"),
        ("Norwegen erklärte seine Bereitschaft, in Gespräche mit Kanada einzutreten.", "proposed"),
        ("Norwegen weigerte sich, mit Kanada zu verhandeln.", "proposed"),
        ("Die Gespräche zwischen Norwegen und Kanada in Genf laufen derzeit.", "under way"),
        ("Kurz vor Beginn des Gipfels zwischen Norwegen und Kanada in Genf sprach der Minister.", "planned"),
        ("Anfang Mai ist bei einem Treffen von Norwegen mit Kanada in Genf Ruhe vereinbart worden.", "held"),
        ("Norwegen sagte das Treffen mit Kanada in Genf ab.", "cancelled"),
        ("Das Treffen zwischen Norwegen und Kanada in Genf ist abgesagt worden.", "cancelled"),
        ("Norwegen brach die Gespräche mit Kanada in Genf ab.", "broken off"),
    ],
)
def test_the_status_is_told_by_tense_verbs_and_attributes(sentence: str, status: str) -> None:
    """What was held, is planned, under way, called for, called off or broken off."""
    found = talks(sentence)
    assert [talk.status for talk in found] == [status]
    assert set(found[0].participants) >= {"Norway", "Canada"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Es gab keine Gespräche zwischen Norwegen und Kanada.",
        "Norwegen und Kanada trafen sich nicht.",
        "Wenn sich Norwegen und Kanada treffen, wird es ernst.",
        "Die Sanktionen treffen Norwegen.",
        "Der Minister traf eine Entscheidung über Norwegen.",
        "Auf einer Pressekonferenz in Genf sprach der Minister über Norwegen und Kanada.",
        "Der Minister sprach mit Reportern.",
        "In Norwegen wurden Städte der Ukraine von Raketen getroffen.",
        "In der ersten Runde bekam Mira Kolb in Polen 30 Prozent der Stimmen.",
        "Die Präsidentin der Kultusministerkonferenz sprach über Norwegen.",
        "Der Minister spricht am Montag über eine Koalition mit Norwegen.",
    ],
)
def test_what_did_not_take_place_and_other_meanings_are_no_talks(sentence: str) -> None:
    """Negations, conditions, press conferences and what is hit or decided make no record."""
    assert talks(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "participants"),
    [
        ("Außenminister Paul Arlow empfing in Bern den polnischen Präsidenten Jan Kolb.", ["Poland", "Paul Arlow", "Jan Kolb"]),
        ("Nach dem russisch-amerikanischen Treffen in Genf schwieg der Sprecher.", ["Russia", "United States"]),
        ("Die US-Russland-Gespräche in Genf sind beendet worden.", ["United States", "Russia"]),
        ("Norwegen sprach in Wien mit der OSZE.", ["Norway", "OSCE"]),
        ("Das Treffen Paul Arlows mit Anna Berg in Bern war kurz.", ["Paul Arlow", "Anna Berg"]),
        ("Das Gespräch mit Anna Berg sei gut gewesen, sagte Paul Arlow in Bern.", ["Anna Berg", "Paul Arlow"]),
        ("Der SPD-Politiker Paul Arlow (SPD) traf in Bern Siemens-Vorstand Karl Roth.", ["Paul Arlow", "Karl Roth"]),
        ("Nach Gesprächen mit Frankreich sagte Kanzlerin Mira Kolb in Paris kein Wort.", ["France", "Mira Kolb"]),
    ],
)  # fmt: skip
def test_who_meets_is_named_around_the_meeting(sentence: str, participants: list[str]) -> None:
    """Subject and object, phrases with `mit` and `zwischen`, adjectives, the parts of compounds; states stand first."""
    assert [list(talk.participants) for talk in talks(sentence)] == [participants]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Norwegen und Kanada trafen sich in Genf.", "Geneva"),
        ("Nach den Genfer Gesprächen zwischen Norwegen und Kanada war Ruhe.", "Geneva"),
        ("Norwegen und Kanada trafen sich in der Schweiz.", "Switzerland"),
        ("Nach dem Treffen zwischen Norwegen und Kanada wegen der Lage in Syrien war Ruhe.", None),
        ("Nach Gesprächen zwischen Norwegen und Kanada über Fischerei in Hintersee war Ruhe.", None),
        ("Nach Gesprächen zwischen Norwegen und Kanada über Fischerei in Genf war Ruhe.", "Geneva"),
    ],
)
def test_a_place_is_a_town_or_state_of_the_meeting(sentence: str, place: str | None) -> None:
    """English names; a place that hangs on another noun is not the meeting's."""
    assert [talk.place for talk in talks(sentence)] == [place]


def test_a_date_follows_the_day_of_the_report() -> None:
    """Unknown it is null, with the words that tell it kept; known it is resolved; another day gives another date."""
    text = "Norwegen und Kanada werden sich am Mittwoch in Genf treffen."
    (talk,) = talks(text)
    assert (talk.date, [span.text for span in talk.when]) == (None, ["Mittwoch"])
    assert [one.date for one in on(text, "2031-03-03")] == ["2031-03-05"]
    later = dated(replace(read(text)), "2031-03-10")
    assert [one.date for one in later.talks] == ["2031-03-12"]
    assert [one.id for one in later.talks] == [talk.id]


def test_length_and_outcome_are_told_of_what_was_held() -> None:
    """`nach fast sieben Stunden ohne Einigung zu Ende gegangen`; since when they have not met is no length."""
    text = "Die ersten Gespräche zwischen Norwegen und Polen seit zwei Jahren sind nach sieben Stunden ohne Einigung zu Ende gegangen."
    (talk,) = talks(text)
    assert talk.duration == "PT7H"
    assert talk.outcome is not None
    assert talk.outcome.text == "ohne Einigung zu Ende gegangen"


def test_what_is_told_with_who_where_and_when_is_surer() -> None:
    """Each of place, time and a second party adds to the confidence."""
    meeting = "Norwegen und Polen trafen sich"
    weights = [
        talks(f"{meeting}{rest}.")[0].confidence for rest in ("", " in Genf", " am Montag", " am Montag in Genf")
    ]
    assert weights[0] < min(weights[1:3]) <= max(weights[1:3]) < weights[3]


def test_mentions_of_one_meeting_are_one_talk() -> None:
    """A later `das Treffen` joins the meeting told of; what it adds is kept, and every passage is evidence."""
    text = (
        "Norwegen und Kanada trafen sich am Montag. Das Treffen in Genf dauerte acht Stunden. "
        "Nach dem Gespräch sagte der Sprecher nichts."
    )
    (talk,) = talks(text)
    assert (talk.name, talk.place, talk.duration, talk.status) == ("norway-canada-geneva", "Geneva", "PT8H", "held")
    assert len(talk.evidence) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Norwegen und Kanada trafen sich am Montag in Genf. Am Donnerstag sollen die Gespräche in Wien fortgesetzt werden.",
        "Norwegen und Kanada führten am Montag in Genf Gespräche. Am Donnerstag sollen sie in Wien fortgesetzt werden.",
        "Norwegen und Kanada trafen sich am Montag in Genf. Eine zweite Runde ist für Donnerstag in Wien angesetzt.",
    ],
)
def test_talks_that_go_on_are_another_talk_of_the_same_parties(text: str) -> None:
    """Another day or place makes another record, also behind a pronoun; who meets is taken over."""
    first, second = talks(text)
    assert (first.place, first.status, second.place, second.status) == ("Geneva", "held", "Vienna", "planned")
    assert first.participants == second.participants == ("Norway", "Canada")


def test_the_two_presidents_are_the_persons_named_last() -> None:
    """`die beiden Präsidenten` and the like, where two persons were named not long ago."""
    text = "Präsident Paul Arlow schwieg. Auch Präsident Jan Kolb schwieg. Die beiden Präsidenten trafen sich am Montag in Genf."
    assert [set(talk.participants) for talk in talks(text)] == [{"Paul Arlow", "Jan Kolb"}]


def test_one_clause_can_tell_of_two_meetings() -> None:
    """`die am Montag in A begannen und am Freitag in B fortgesetzt werden`: each half has its own day and place."""
    text = (
        "Norwegen und Kanada streiten. Die Gespräche zwischen Norwegen und Kanada, die am Montag in Genf beginnen und am Freitag in Wien "
        "bei der OSZE fortgesetzt werden sollen, sind wichtig."
    )
    assert {(talk.place, talk.when[0].text) for talk in talks(text) if talk.when} == {
        ("Geneva", "Montag"),
        ("Vienna", "Freitag"),
    }


def test_two_meetings_of_one_clause_have_ids_of_their_own() -> None:
    """Both have the whole clause for evidence; each record can be asked for all the same."""
    text = "Gespräche zwischen Norwegen und Polen in Genf am Montag ohne ein Ende die Verhandlungen am Freitag in Wien fortzusetzen"
    first, second = talks(f"Die {text}")
    assert first.evidence == second.evidence
    assert first.id != second.id


def test_a_meeting_of_nobody_is_that_of_the_two_the_report_is_about() -> None:
    """Where it is the first told of, with its place, and the sentence names one of the two; else it is none."""
    about = (
        " Norwegen und Polen streiten. Die norwegische und die polnische Seite klagen. Norwegen und Polen schweigen."
    )
    assert [talk.participants for talk in talks("Nach dem Treffen in Genf klagte Norwegen." + about)] == [
        ("Norway", "Poland")
    ]
    assert talks("Nach dem Treffen in Genf klagte man." + about) == []


def test_a_meeting_put_off_makes_two_talks() -> None:
    """The cancelled one and the planned one, in the same place."""
    text = (
        "Das für Donnerstag geplante Treffen zwischen Norwegen und Kanada in Wien ist abgesagt worden. "
        "Die Gespräche sollen nun am Freitag stattfinden."
    )
    assert [(talk.place, talk.status, talk.date) for talk in on(text, "2031-03-06")] == [
        ("Vienna", "cancelled", "2031-03-06"),
        ("Vienna", "planned", "2031-03-07"),
    ]


def test_one_noun_can_name_two_meetings() -> None:
    """`Treffen mit A am Mittwoch in B und mit C am Donnerstag in D`: each party with its own day and place."""
    text = "Norwegen freut sich auf Treffen mit Polen am Mittwoch in Genf und mit Frankreich am Donnerstag in Wien."
    assert [(talk.participants, talk.place, [span.text for span in talk.when]) for talk in talks(text)] == [
        (("Norway", "Poland"), "Geneva", ["Mittwoch"]),
        (("Norway", "France"), "Vienna", ["Donnerstag"]),
    ]


@pytest.mark.parametrize(
    ("sentence", "forum", "name"),
    [
        ("Norwegen und Kanada trafen sich in Genf.", "bilateral", "norway-canada-geneva"),
        ("Am Mittwoch tagte der Nato-Russland-Rat in Brüssel.", "NATO-Russia Council", "nato-russia-council-brussels"),
        ("Nach dem Treffen zwischen Russland und der Nato in Brüssel war Ruhe.", "NATO-Russia Council", "nato-russia-council-brussels"),
        ("Beim G7-Gipfel in Turin sprach Kanada mit Japan.", "G7", "g7-turin"),
        ("Wladimir Melnow telefonierte mit Anna Berg.", "telephone", "melnow-berg-call"),
        ("Kanzler Jan Kolb hat seine Minister am Montag zu einer Sitzung geladen.", "cabinet", "cabinet"),
        ("Gestern hat in Genf eine Ministerrunde stattgefunden.", "cabinet", "cabinet-geneva"),
        ("Für Montag ist ein Treffen auf Koalitionsebene angesetzt.", "coalition", "coalition"),
        ("Am Montag tagte der Nationale Sicherheitsrat.", "National Security Council", "national-security-council"),
    ],
)  # fmt: skip
def test_forum_and_name_follow_from_who_meets(sentence: str, forum: str, name: str) -> None:
    """The body that is named or whose members these are, else two sides alone; the name is a slug of it and the place."""
    assert [(talk.forum, talk.name) for talk in talks(sentence)] == [(forum, name)]


def test_yesterday_and_today_are_two_meetings() -> None:
    """Also where the day of the report is not known: both are days counted from it."""
    found = talks("Heute trafen sich Norwegen und Kanada in Genf. Gestern hatten sich Norwegen und Kanada getroffen.")
    assert [[span.text for span in talk.when] for talk in found] == [["Heute"], ["Gestern"]]


def test_every_party_of_a_forum_has_a_canonical_name() -> None:
    """That of the tables of organisations and states, or the forum's own where they lack it."""
    known = {row["name_en"] for table in ("organisations", "states") for row in DE.table(table)}
    forums = DE.table("forums")
    own = {row["forum"] for row in forums}
    named = {name for row in forums for name in (*cells(row["members"]), *cells(row["parties"]))}
    assert named <= known | own


def test_a_name_has_small_letters_and_hyphens_only() -> None:
    """Accents go, and everything that is no letter or digit becomes one hyphen."""
    assert plain("Élysée-Palast (Paris)") == "elysee-palast-paris"


def test_the_place_of_the_dateline_counts_for_the_first_meeting() -> None:
    """Where a report of a meeting is written from, unless that is the capital of one of the parties."""
    told = "Norwegen und Kanada beendeten am Montag ihre ersten Gespräche seit zwei Jahren."
    assert [talk.place for talk in on(f"Genf (dpa) - {told}", "2031-03-04")] == ["Geneva"]
    assert [talk.place for talk in on(f"Oslo (dpa) - {told}", "2031-03-04")] == [None]


def test_without_a_dateline_the_first_town_of_the_credits_counts() -> None:
    """Credits in brackets at the end name several towns; the first is where it was, unless it is a capital of a party."""
    told = "Norwegen und Kanada beendeten ihre ersten Gespräche seit zwei Jahren."
    behind = "(Weitere Berichte von Anna Berg in Genf; Paul Kolb in Wien und Ida Roth in Moskau)"
    assert [talk.place for talk in talks(f"{told}\n\n{behind}")] == ["Geneva"]
    assert [talk.place for talk in talks(f"{told}\n\n(Anna Berg in Genf)")] == [None]


def test_compounds_of_meetings_are_meetings() -> None:
    """Tables name the heads; what only looks like one is listed as none."""
    words = talk_words(DE)
    assert all(words.noun(word) for word in ("Krisentreffen", "Friedensgespräche", "EU-Gipfel", "Außenministertreffen"))
    assert not any(words.noun(word) for word in ("Pressekonferenz", "Besitzung", "Vertagung", "Hauptverhandlung"))


def test_reading_grows_in_step_with_the_text() -> None:
    """Every span is the report's own text, however often the same is told."""
    text = "Am Montag trafen sich Norwegen und Kanada in Genf. Das Treffen war kurz. "
    twice = read(text * 40)
    assert len(twice.talks) <= 2
    assert all(twice.text[span.start : span.end] == span.text for span in spans_of(twice))
