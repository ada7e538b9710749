"""Positions laid out by actor and issue, and compared between actors."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche.packs import load
from depesche.records import Header, Position, Published
from depesche.relate.news import by_actor, news
from depesche.relate.position_matrix import matrix
from depesche.relate.position_pairs import agreement
from depesche.relate.positions import coded, governments, held_of, sides, topics
from depesche.relations import Held, Issue, Meeting, Member, Quote, Shift, Step, Utterance
from depesche.texts.reasons import told

DE = load("de")
CLOSURE = "Schließung des Hafens"


def held(actor, act, stance, words="", day="2031-03-03", issue=CLOSURE, **more):
    """A position in a report of its own: what makes two alike is what the test says."""
    words = words or f"{actor} zur {issue}"
    name = f"{actor}-{day}-{act}-{stance}"
    quote = Quote(name, 0, len(words), words)
    called, identity = (issue, issue), issue.casefold()
    return Held(f"{name}-{issue}", name, day, actor, act, stance, quote, called, identity, issue, **more)


# Out of reports


def read(text, *positions):
    """A report of 3 March with positions whose evidence is the text given for each."""
    report = replace(a_report(text), header=Header(Published("2031-03-03"), "Hafenkurier"))
    made = []
    for number, (actor, act, issue, stance, words) in enumerate(positions):
        start = text.index(words)
        span = report.span(start, start + len(words))
        made.append(Position(str(number), actor, act, issue, stance, (span,), issue_text=issue))
    return replace(report, positions=tuple(made))


def in_the_book(report, *book):
    """The positions of a report in the terms of a codebook: codes, names, turned, sides, topics."""
    return [found for one in held_of(report) if (found := coded(one, *book)) is not None]


def test_a_position_is_held_on_the_day_of_its_report_and_in_its_words():
    """The quote is the report's own text; the issue is that of the codebook."""
    report = read("Varnia will den Hafen schließen.", ("Varnia", "commit", CLOSURE, "pro", "will den Hafen schließen"))
    [one] = in_the_book(report, {(CLOSURE, CLOSURE): "port"}, {"port": "The port"})

    assert (one.day, one.outlet, one.issue, one.name) == ("2031-03-03", "Hafenkurier", "port", "The port")
    assert report.text[one.quote.start : one.quote.end] == one.quote.text


def test_a_stance_towards_less_of_an_issue_is_turned_round():
    """Who wants an end of the blockade is against it."""
    name = ("Ende der Blockade", "Ende der Blockade")
    report = read("Elba fordert ein Ende der Blockade.", ("Elba", "demand", name[0], "pro", "Ende der Blockade"))

    assert [one.stance for one in in_the_book(report, {name: "a"}, {"a": "Blockade"}, {name})] == ["contra"]
    assert [one.stance for one in in_the_book(report, {name: "a"}, {"a": "Blockade"})] == ["pro"]


def test_positions_on_issues_that_are_not_asked_for_are_left_out():
    """So hidden issues are in no table."""
    report = read("Elba fordert Zölle.", ("Elba", "demand", "Zölle", "pro", "Zölle"))

    assert in_the_book(report, {("Zölle", "Zölle"): "a"}, {"b": "Hafen"}) == []
    assert in_the_book(report, {}, {"a": "Zölle"}) == []


def test_whom_an_actor_acts_for_is_followed_to_the_end():
    """Most records decide; a circle ends where it was entered."""
    told_by = [
        ("Kolb", "Amt"),
        ("Kolb", "Elba"),
        ("Kolb", "Amt"),
        ("Amt", "Varnia"),
        ("A", "B"),
        ("B", "A"),
        ("C", "C"),
    ]
    found = sides(told_by)

    assert (found["Kolb"], found["Amt"]) == ("Varnia", "Varnia")
    assert (found["A"], found["B"]) == ("B", "A")
    assert "C" not in found


def test_ministries_speak_for_their_state_and_parties_do_not():
    """What a table describes as part of a government is; a congress or a union is not."""
    found = dict(governments(DE))

    assert found["French Foreign Ministry"] == "France"
    assert not {"US Congress", "Bundestag", "IG Metall", "Hamas"} & set(found)


# The table


def test_a_cell_has_acts_days_and_sentences():
    """What is wanted comes before what is judged; days are the first and the last."""
    table = matrix(
        [
            held("Elba", "assess", "contra", day="2031-03-01"),
            held("Elba", "demand", "contra", day="2031-03-04"),
            held("Elba", "demand", "contra", day="2031-03-02"),
            held("Elba", "demand", "contra", day=None),
        ]
    )
    cell = table.cells["Elba", CLOSURE.casefold()]

    assert cell.acts == (("demand", "contra", 3), ("assess", "contra", 1))
    assert (cell.count, cell.first, cell.last) == (4, "2031-03-01", "2031-03-04")
    assert [stand.day for stand in cell.stands] == [None, "2031-03-01", "2031-03-02", "2031-03-04"]


def test_persons_count_for_whom_they_act_for_where_that_is_asked():
    """The state's row has what its people say, and who said it."""
    positions = [held("Ida Kolb", "demand", "pro"), held("Varnia", "refuse", "contra")]
    table = matrix(positions, sides={"Ida Kolb": "Varnia"})

    assert table.actors == ("Varnia",)
    assert table.cells["Varnia", CLOSURE.casefold()].speakers == ("Ida Kolb",)
    assert matrix(positions).actors == ("Ida Kolb", "Varnia")


def test_the_most_important_come_first_and_the_rest_is_counted():
    """Actors who want most on most issues, and issues on which most want something."""
    positions = [
        held("Elba", "inform", "neutral", issue="Wetter"),
        held("Elba", "demand", "pro"),
        held("Varnia", "refuse", "contra"),
        held("Varnia", "demand", "pro", issue="Zölle"),
        held("unspecified", "demand", "pro", issue="Zölle"),
    ]
    table = matrix(positions, actors=1, issues=1)

    assert matrix(positions).issues == (CLOSURE.casefold(), "zölle", "wetter")
    assert (table.actors, table.issues, table.left_out) == (("Varnia",), (CLOSURE.casefold(),), (1, 2))


def test_issues_of_one_topic_share_a_row_that_opens_to_them():
    """The row tells where somebody stands towards the topic; each issue under it where towards the issue."""
    ports = [
        held("Elba", "demand", "pro", topic="ports", toward="contra"),
        held("Varnia", "offer", "pro", issue="Öffnung des Hafens", topic="ports", toward="pro"),
        held("Varnia", "demand", "pro", issue="Zölle", topic="trade", toward="neutral"),
    ]
    table = matrix(ports)
    row, only = table.issues

    assert (table.names[row], table.under[row]) == ("ports", (CLOSURE.casefold(), "öffnung des hafens"))
    assert table.cells["Elba", row].acts == (("demand", "contra", 1),)
    assert table.cells["Elba", CLOSURE.casefold()].acts == (("demand", "pro", 1),)
    assert only == "zölle"  # a topic of one issue is that issue
    assert matrix(ports, by="issue").under == {}
    assert set(matrix(ports, by="issue").issues) == {CLOSURE.casefold(), "öffnung des hafens", "zölle"}


def test_rows_that_are_not_shown_are_counted_as_rows():
    """Two issues of one topic that are left out are one row less."""
    ports = [held("Elba", "demand", "pro", issue=f"Hafen {n}", topic="ports") for n in range(3)]
    table = matrix([*ports, held("Elba", "inform", "neutral", issue="Wetter")], issues=1)

    assert (table.names[table.issues[0]], table.left_out) == ("ports", (0, 1))


def test_a_position_has_the_topic_of_its_issue():
    """Who is for guarantees that a thing is not is against the thing."""
    book = [Issue("a", "guarantees on the non-enlargement of NATO", topic="enlargement of NATO"), Issue("b", "port")]
    report = read(
        "Elba fordert Garantien und einen Hafen.",
        ("Elba", "demand", "Garantien", "pro", "Garantien"),
        ("Elba", "demand", "Hafen", "pro", "Hafen"),
    )
    codes = {("Garantien", "Garantien"): "a", ("Hafen", "Hafen"): "b"}
    found = in_the_book(report, codes, {"a": "A", "b": "B"}, (), {}, topics(book, DE))

    assert [(one.topic, one.stance, one.toward) for one in found] == [
        ("enlargement of NATO", "pro", "contra"),
        ("", "pro", ""),
    ]


def test_of_very_many_sentences_the_first_and_last_are_kept():
    """A cell of a large case stays small, and still knows how many there are."""
    days = [f"20{year}-03-{day:02}" for year in range(31, 41) for day in range(1, 29)]
    table = matrix(held("Elba", "demand", "pro", day=day) for day in reversed(days))
    cell = table.cells["Elba", CLOSURE.casefold()]

    assert cell.count == len(days)
    assert len(cell.stands) <= 40 < len(days)
    assert (cell.stands[0].day, cell.stands[-1].day) == (days[0], days[-1])


ACTS = st.sampled_from(["demand", "offer", "refuse", "deny", "accuse", "assess", "threaten", "commit"])
TOPICS = {CLOSURE: "ports", "Zölle": "ports"}
POSITIONS = st.lists(
    st.builds(
        held,
        st.sampled_from(["Elba", "Varnia", "Kolb"]),
        ACTS,
        st.sampled_from(["pro", "contra", "neutral"]),
        day=st.sampled_from([None, "2031-03-01", "2031-03-02", "2031-04-09"]),
        issue=st.sampled_from([CLOSURE, "Zölle", "Abzug der Truppen aus Malta"]),
    ).map(lambda one: replace(one, topic=TOPICS.get(one.name, ""))),
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(POSITIONS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_order_tells_nothing(positions):
    """Tables, pairs and news are the same however positions come."""
    mixed = positions[::-2] + positions[::2] if len(positions) % 2 == 0 else positions[::-1]

    assert matrix(mixed) == matrix(positions)
    assert agreement(mixed, DE) == agreement(positions, DE)
    assert news(by_actor(mixed), "2031-03-02") == news(by_actor(positions), "2031-03-02")


# Pairs


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (("demand", "pro"), ("refuse", "contra"), "conflict"),
        (("demand", "pro"), ("offer", "pro"), "agree"),
        (("accuse", "contra"), ("deny", "contra"), "conflict"),
        (("demand", "pro"), ("offer", "neutral"), None),
        (("assess", "pro"), ("assess", "contra"), None),
        (("accuse", "contra"), ("accuse", "contra"), None),
        (("demand", "pro"), ("assess", "contra"), None),
    ],
)
def test_who_agrees_and_who_is_in_conflict(one, other, kind):
    """Only what is wanted can agree; who denies contradicts who accuses; blaming one another is no agreement."""
    found = agreement([held("Elba", *one), held("Varnia", *other)], DE)

    assert [pair.kind for pair in found] == ([kind] if kind else [])
    assert all(told(reason, lang) for pair in found for reason in pair.reasons for lang in ("en", "de"))


def test_the_newest_stand_counts():
    """Who has come round is no longer in conflict."""
    positions = [held("Elba", "demand", "pro"), held("Varnia", "refuse", "contra", day="2031-03-01")]

    assert [pair.kind for pair in agreement(positions, DE)] == ["conflict"]
    assert [pair.kind for pair in agreement([*positions, held("Varnia", "accept", "pro")], DE)] == ["agree"]


def test_who_is_for_and_against_on_one_day_agrees_with_nobody():
    """What does not go together tells of no side."""
    positions = [held("Elba", "demand", "pro"), held("Varnia", "offer", "pro"), held("Varnia", "refuse", "contra")]

    assert agreement(positions, DE) == ()


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("die Freigabe des Frachters Morgenrot samt Besatzung", "die Freigabe der Morgenrot samt Besatzung", True),
        ("die Freigabe der Morgenrot", "das Auslaufen der Abendstern verhindern", False),
    ],
)
def test_one_noun_may_name_two_things(a, b, same):
    """On an issue called `Schiff` two actors speak of one ship only where their sentences share more than that."""
    positions = [held("Elba", "demand", "pro", a, issue="Schiff"), held("Varnia", "demand", "pro", b, issue="Schiff")]

    assert bool(agreement(positions, DE)) is same


def test_sentences_on_two_states_are_on_two_things():
    """An election in one country is not that in another, though the issue is named alike."""
    issue = "Wahl des Präsidenten"
    one = held("Elba", "demand", "pro", "die Wahl des Präsidenten in Kenia", issue=issue)
    other = held("Varnia", "demand", "pro", "die Wahl des Präsidenten in Malta", issue=issue)

    assert agreement([one, other], DE) == ()


# News


def test_new_is_what_an_actor_did_not_do_before():
    """The same demand again is no news; another act on the issue is, and another actor's."""
    before = held("Elba", "demand", "pro", day="2031-03-01")
    again = held("Elba", "demand", "pro", day="2031-03-05")
    threat = held("Elba", "threaten", "pro", day="2031-03-05")
    other = held("Varnia", "demand", "pro", day="2031-03-06")
    undated = held("Kolb", "demand", "pro", day=None)
    dated = held("Kolb", "demand", "pro", day="2031-03-07")

    found = news(by_actor([before, again, threat, other, undated, dated]), "2031-03-05")
    assert found.positions == (threat, other)


def test_relations_are_new_by_their_days():
    """Shifts by their later side, utterances by when they were said, meetings by who told first."""
    member = Member("a.txt", "1")
    shifts = [Shift(str(n), "Elba", "a", "act", one.stand, other.stand) for n, (one, other) in enumerate(_two_days())]
    utterances = [Utterance("u", "Elba", (member,), "2031-03-05"), Utterance("v", "Elba", (member,))]
    told_of = [("old", [("2031-03-01", "planned"), ("2031-03-06", "held")]), ("new", [("2031-03-06", "planned")])]
    meetings = [Meeting(n, n, h[-1][1], (), (), history=tuple(Step(*s, member) for s in h)) for n, h in told_of]
    found = news([], "2031-03-05", shifts, utterances, meetings)

    assert [one.id for one in found.shifts] == ["1"]
    assert [one.id for one in found.utterances] == ["u"]
    assert ([one.id for one in found.meetings], [one.id for one in found.changed]) == (["new"], ["old"])


def _two_days():
    for last in ("2031-03-04", "2031-03-05"):
        yield held("Elba", "refuse", "contra", day="2031-03-01"), held("Elba", "offer", "pro", day=last)
