"""Talks over reports: which are one meeting, what holds of it, how it was told, and what keeps two apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche import packs
from depesche.records import Actor, Fact, Published, Span, Talk, Time
from depesche.relate.talks import merge_talks
from depesche.relate.talks_agree import strength
from depesche.relate.talks_days import a_week_on, iso, stretch, weeks
from depesche.relate.talks_seen import Party, TalkSeen, keys_of, seen_of
from depesche.relations import Meeting, Quote
from depesche.run.plan import read_report
from depesche.texts.reasons import told

DE = packs.load("de")
STATES = {"Ida Lund": "Norway", "Paul Arlow": "Canada", "Mira Kolb": "Norway", "Jan Rehm": "Canada"}
COUNTRIES = {"Bern": "Switzerland", "Basel": "Switzerland", "Switzerland": "Switzerland", "Oslo": "Norway"}


def seen(
    report: str,
    who: str = "Norway, Canada",
    status: str = "held",
    *,
    day: str | None = "2031-05-06",
    on: str | None = None,
    place: str | None = None,
    forum: str | None = None,
    story: str = "s",
    opens: tuple[str, ...] = (),
    words: str = "",
    **fields,
) -> TalkSeen:
    """A talk as an invented report tells it; who: the participants, joined by commas."""
    names = tuple(who.split(", "))
    text = words or f"Treffen laut {report}"
    talk = Talk(
        fields.pop("id", f"talk of {report}"), "-".join(names).lower().replace(" ", "-"), names, status,
        (Span(0, len(text), text),), forum, place, on, confidence=0.8, **fields,
    )  # fmt: skip
    parties = tuple(Party(name, STATES.get(name, name), name in STATES) for name in names)
    quotes = (Quote(report, 0, len(text), text),)
    return TalkSeen(report, day, talk, parties, quotes, None, story, COUNTRIES.get(place or "", ""), opens)


def merged(*talks: TalkSeen) -> list[list[str]]:
    """The reports of each meeting."""
    return sorted(sorted(member.report for member in meeting.members) for meeting in merge_talks(talks))


ONE = [
    (seen("a", "cabinet", on="2031-05-05", forum="cabinet"), seen("b", "Ida Lund", on="2031-05-05", forum="cabinet")),
    (seen("a", "OSCE", on="2031-05-05", forum="OSCE"), seen("b", "OSCE", forum="OSCE")),
    (seen("a", "NATO, Norway", on="2031-05-05", forum="NATO"), seen("b", "NATO, Norway", on="2031-05-05", forum="NATO", story="t")),
    (seen("a", on="2031-05-05", place="Bern"), seen("b", on="2031-05-05", place="Bern", story="t")),
    (seen("a", on="2031-05-05"), seen("b", "Ida Lund, Paul Arlow", on="2031-05-05", story="t")),
    (seen("a", on="2031-05-05", place="Bern"), seen("b", place="Bern", story="t")),
    (seen("a", on="2031-05-05", place="Bern"), seen("b", on="2031-05-05", place="Switzerland")),
    (seen("a", on="2031-05-05", place="Bern"), seen("b", "Norway", on="2031-05-05", place="Bern")),
    (seen("a", "OSCE", on="2031-05-05", forum="OSCE"), seen("b", "Norway, OSCE", on="2031-05-05", forum="OSCE")),
    (seen("a", "OSCE", on="2031-05-05", forum="OSCE"), seen("b", "OSCE", on="2031-05-05/2031-05-11", forum="OSCE")),
    (seen("a", on="2031-05-05", place="Bern"), seen("b", on="2031-05", place="Bern")),
    (seen("a", on="2031-05-05"), seen("b", on="2031-05-05/2031-05-06")),
    (seen("a", status="planned", day="2031-05-04", on="2031-05-05"), seen("b", on="2031-05-05")),
    (seen("a", status="planned", day="2031-05-04", place="Bern"), seen("b", place="Bern")),
    (seen("a", day=None, place="Bern", opens=("XXXX-WXX-1",)), seen("b", day=None, place="Bern", opens=("XXXX-WXX-1",))),
    (seen("a", "Ida Lund, Paul Arlow"), seen("b", "Ida Lund, Paul Arlow", day="2031-05-08")),
    (seen("a"), seen("b", day="2031-05-08")),
    (seen("a", status="proposed"), seen("b", status="proposed", day="2031-05-08")),
    (seen("a", status="proposed", on="2031-05-09"), seen("b", status="planned", on="2031-05-09")),
    (seen("a", story="", words="w" * 60), seen("b", story="", words="w" * 60)),
]  # fmt: skip
TWO = [
    (seen("a", "SPD, Greens", on="2031-05-05", forum="coalition"), seen("b", "AKP", on="2031-05-05", forum="coalition")),
    (seen("a", "EU", on="2031-05-05", forum="EU"), seen("b", "EU", on="2031-05-05", forum="EU", story="t")),
    (seen("a", "EU", forum="EU", place="Bern"), seen("b", "EU", forum="EU", place="Bern", story="t")),
    (
        seen("a", "cabinet", on="2031-05-05", forum="cabinet"),
        seen("b", "Ida Lund", on="2031-05-05", forum="cabinet", story="t"),
    ),
    (seen("a", "Norway", on="2031-05-05"), seen("b", on="2031-05-05")),
    (seen("a", on="2031-05-05", place="Bern"), seen("b", on="2031-05-06", place="Bern")),
    (seen("a", on="2031-05-05", place="Bern"), seen("b", on="2031-05-05", place="Basel")),
    (seen("a", on="2031-05-05"), seen("b", "Norway, Poland", on="2031-05-05")),
    (seen("a", "Ida Lund, Paul Arlow", on="2031-05-05"), seen("b", "Mira Kolb, Jan Rehm", on="2031-05-05")),
    (seen("a", "EU, India", on="2031-05-05", forum="EU"), seen("b", "EU, Chile", on="2031-05-06", forum="EU")),
    (seen("a", "EU, India", forum="EU"), seen("b", "EU, Chile", forum="EU")),
    (seen("a", on="2031-05-05"), seen("b", on="2031-05-05", forum="telephone")),
    (seen("a", on="2031-05-05", forum="OSCE"), seen("b", on="2031-05-05", forum="UN Security Council")),
    (seen("a", place="Bern"), seen("b", place="Bern", day="2031-09-01")),
    (seen("a", on="2031-05-05", place="Bern"), seen("b", place="Bern", day="2031-09-01")),
    (seen("a", story="t"), seen("b", day="2031-05-08")),
    (seen("a", on="2031-05-05", place="Bern"), seen("b", status="proposed")),
    (seen("a", status="planned"), seen("b", status="proposed")),
    (seen("a", "Norway", on="2031-05-05", story="t"), seen("b", on="2031-05-05")),
    (seen("a", day=None, place="Bern", opens=("XXXX-WXX-1",)), seen("b", day=None, place="Bern", opens=("XXXX-WXX-2",))),
    (seen("a", day=None, story=""), seen("b", day=None, story="")),
    (seen("a", on="2031-05-05"), seen("a", on="2031-05-05", id="another")),
]  # fmt: skip


@pytest.mark.parametrize("talks", ONE)
def test_what_agrees_and_contradicts_in_nothing_is_one_meeting(talks: tuple[TalkSeen, ...]) -> None:
    """Parties with those they act for, a state with its towns, a week with its days, a body by its name; a shared passage."""
    assert merged(*talks) == [["a", "b"]]
    assert set(keys_of(talks[0])) & set(keys_of(talks[1]))


@pytest.mark.parametrize("talks", TWO)
def test_what_contradicts_or_what_nothing_binds_stays_apart(talks: tuple[TalkSeen, ...]) -> None:
    """Other days, towns, partners, persons, forums; a general call; the same parties months later; what one report tells apart."""
    assert len(merged(*talks)) == 2


def test_the_day_of_one_joins_what_lies_between_two_others_to_neither() -> None:
    """A talk without a day that fits two sittings as well is left by itself."""
    sittings = seen("a", on="2031-05-04"), seen("b", on="2031-05-05")
    assert merged(*sittings, seen("c")) == [["a"], ["b"], ["c"]]
    assert merged(*sittings, seen("c", on="2031-05-05")) == [["a"], ["b", "c"]]


def test_two_sittings_of_which_one_has_the_place_draw_the_talk_of_that_place() -> None:
    """The place tells which of two it is."""
    assert merged(seen("a", on="2031-05-04"), seen("b", on="2031-05-05", place="Bern"), seen("c", place="Bern")) == [
        ["a"],
        ["b", "c"],
    ]


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([("2031-05-03", "planned"), ("2031-05-06", "held")], "held"),
        ([("2031-05-03", "planned"), ("2031-05-04", "cancelled")], "cancelled"),
        ([("2031-05-06", "held"), ("2031-05-07", "planned")], "held"),
        ([(None, "planned"), (None, "planned"), (None, "held")], "held"),
        ([("2031-05-05", "planned"), ("2031-05-05", "planned"), ("2031-05-05", "held")], "held"),
        ([("2031-05-03", "held"), ("2031-05-04", "planned")], "planned"),
        ([("2031-05-05", "under way"), ("2031-05-06", "broken off")], "broken off"),
    ],
)
def test_the_newest_report_tells_the_status(steps: list[tuple[str | None, str]], status: str) -> None:
    """A meeting that took place is no more planned, and none was held before its day; every step is kept, oldest first."""
    talks = [seen(f"r{n}", status=told, day=day, on="2031-05-05", place="Bern") for n, (day, told) in enumerate(steps)]
    [meeting] = merge_talks(talks[::-1])

    assert meeting.status == status
    assert [(step.day, step.status) for step in meeting.history] == steps


def test_held_and_cancelled_of_one_day_are_both_kept() -> None:
    """Which of two reports of a day is right cannot be told: the history has both, and a reason says so."""
    [meeting] = merge_talks([seen("a", on="2031-05-05"), seen("b", status="cancelled", on="2031-05-05")])

    assert {step.status for step in meeting.history} == {"held", "cancelled"}
    assert "talks.disputed" in {reason.rule for reason in meeting.reasons}


def test_each_field_has_the_reports_behind_it_the_best_value_first() -> None:
    """A day before a month, a town before its state, a body before bilateral, then what most reports tell."""
    outcome = Span(0, 4, "ohne Ergebnis")
    [meeting] = merge_talks([
        seen("a", on="2031-05-05", place="Bern", duration="PT2H", outcome=outcome),
        seen("b", on="2031-05", place="Bern", duration="PT3H"),
        seen("c", on="2031-05-05", place="Switzerland", duration="PT3H", forum="bilateral"),
        seen("d", "Ida Lund, Paul Arlow", on="2031-05-05"),
    ])  # fmt: skip

    fields = ("date", "place", "forum", "duration", "outcome", "participants")
    assert {name: [one.value for one in getattr(meeting, name)] for name in fields} == {
        "date": ["2031-05-05", "2031-05"],
        "place": ["Bern", "Switzerland"],
        "forum": ["bilateral"],
        "duration": ["PT3H", "PT2H"],
        "outcome": ["ohne Ergebnis"],
        "participants": ["Norway", "Canada", "Ida Lund", "Paul Arlow"],
    }
    assert [member.report for member in meeting.date[0].members] == ["a", "c", "d"]
    assert [member.report for member in meeting.participants[0].members] == ["a", "b", "c"]


def test_a_planned_talk_lies_not_before_its_report() -> None:
    """A weekday may be the last or the next one: what is planned is the next, unless another report tells of the last."""
    vague = seen("a", status="planned", day="2031-05-11", on="2031-05-05", place="Bern", opens=("XXXX-WXX-1",))
    [alone] = merge_talks([vague])
    [ahead] = merge_talks([vague, seen("b", day="2031-05-13", on="2031-05-12", place="Bern")])
    [behind] = merge_talks([vague, seen("b", day="2031-05-06", on="2031-05-05", place="Bern")])

    assert [[one.value for one in meeting.date] for meeting in (alone, ahead, behind)] == [
        ["2031-05-12"],
        ["2031-05-12"],
        ["2031-05-05"],
    ]
    assert "talks.week on" in {reason.rule for reason in ahead.reasons}


def test_a_meeting_keeps_its_id_when_more_is_told_of_it() -> None:
    """It is named after the talk told first; its name has the place."""
    first = seen("a", status="planned", day="2031-05-03", on="2031-05-05")
    later = replace(seen("b", on="2031-05-05", place="Bern"))
    later = replace(later, talk=replace(later.talk, name="norway-canada-bern-2"))
    [alone], [both] = merge_talks([first]), merge_talks([later, first])

    assert alone.id == both.id
    assert (alone.name, both.name) == ("norway-canada", "norway-canada-bern")


def test_every_rule_can_be_said_in_both_languages() -> None:
    """Each join has a reason with words of both reports, and each reason has its words."""
    reasons = [reason for talks in ONE for meeting in merge_talks(talks) for reason in meeting.reasons]

    assert {len(reason.quotes) for reason in reasons if reason.rule.startswith(("talks.part", "talks.forum"))} == {2}
    assert all(told(reason, lang) for reason in reasons for lang in ("en", "de"))
    assert len({reason.rule for reason in reasons}) > 10


def test_the_talks_of_a_report_bring_who_acts_for_whom_and_the_state_of_the_town() -> None:
    """What is needed to compare is taken from the report once."""
    report = a_report("Am Montag trafen sich beide in Bern.")
    time = Time("t", report.span(3, 9), "DATE", "2031-05-05", "XXXX-WXX-1")
    talk = Talk(
        "x", "lund-bern", ("Norway", "Ida Lund"), "held", (report.span(0, 22),), None, "Bern", when=(time.span,)
    )
    actors = (Actor("p", "Ida Lund", "person", ("Lund",), None, "Norway"),)
    header = replace(report.header, published=Published("2031-05-06"))
    [found] = seen_of(replace(report, times=(time,), talks=(talk,), actors=actors, header=header), DE, "s")

    assert found.parties == (Party("Norway", "Norway"), Party("Ida Lund", "Norway", person=True))
    assert (found.day, found.country, found.opens, found.story) == ("2031-05-06", "Switzerland", ("XXXX-WXX-1",), "s")
    assert found.evidence == (Quote("a.txt", 0, 22, "Am Montag trafen sich "),)


def test_three_reports_of_one_week_make_a_calendar() -> None:
    """From texts to entries: what is planned on Sunday is held on Tuesday, and the second meeting stays planned."""
    texts = {
        "2031-05-04": "Norwegen und Kanada wollen sich am Montag in Bern treffen.",
        "2031-05-06": "Norwegen und Kanada haben am Montag in Bern sechs Stunden lang verhandelt.",
        "2031-05-07": "Nach dem Treffen zwischen Kanada und Norwegen in Bern schwieg die Ministerin. "
        "Am Freitag wollen sich Norwegen und Kanada in Oslo treffen.",
    }
    reports = [
        read_report(replace(a_report(text, f"{day}.txt"), facts=(Fact("published", day, "table"),)))
        for day, text in texts.items()
    ]
    meetings = merge_talks([one for report in reports for one in seen_of(report, DE, "s")])

    assert [(one.date[0].value, one.place[0].value, one.status, len(one.members)) for one in meetings] == [
        ("2031-05-05", "Bern", "held", 3),
        ("2031-05-09", "Oslo", "planned", 1),
    ]
    assert [step.status for step in meetings[0].history] == ["planned", "held", "held"]


def test_days_and_weeks() -> None:
    """A stretch of days and its weeks; only what is planned, told by a weekday and past is moved."""
    days = stretch("2031-05-04/2031-05-05")
    assert days is not None
    assert weeks(days, 8) == ["2031-W18", "2031-W19"]
    assert weeks((days[0], days[0] + 400), 8) == []
    assert weeks((-3, 5), 8) == ["0001-W01"]
    monday = (days[1], days[1])
    moved = a_week_on(monday, ("XXXX-WXX-1",), "planned", days[1] + 3)
    assert moved is not None
    assert iso(moved) == "2031-05-12"
    for opens, status, later in (
        (("2031-05-05",), "planned", 3), (("XXXX-WXX-1",), "held", 3), (("XXXX-WXX-1",), "planned", 0), ((), "planned", 9)
    ):  # fmt: skip
        assert a_week_on(monday, opens, status, days[1] + later) is None
    assert [stretch(value) for value in (None, "", "XXXX-05-05", "2031-13-01", "2031-05-05/X")] == [None] * 5


names = st.sampled_from(["Norway", "Canada", "Poland", "OSCE", *STATES])
days = st.integers(0, 20).map(lambda n: (date(2031, 5, 1) + timedelta(days=n)).isoformat())


@st.composite
def many(draw: st.DrawFn) -> list[TalkSeen]:
    """Talks that agree and contradict in all ways."""
    return [
        seen(
            f"r{draw(st.integers(0, 5))}",
            ", ".join(draw(st.lists(names, min_size=1, max_size=3, unique=True))),
            draw(st.sampled_from(["held", "planned", "proposed", "cancelled", "under way", "broken off"])),
            day=draw(st.none() | days),
            on=draw(st.sampled_from([None, "2031-05", "2031-05-05/2031-05-11"]) | days),
            place=draw(st.sampled_from([None, "Bern", "Oslo", "Switzerland"])),
            forum=draw(st.sampled_from([None, "bilateral", "OSCE", "telephone"])),
            story=draw(st.sampled_from(["", "s", "t"])),
            opens=draw(st.sampled_from([(), ("XXXX-WXX-1",)])),
            id=f"t{n}",
        )
        for n in range(draw(st.integers(0, 8)))
    ]


def flat(meetings: tuple[Meeting, ...]) -> list[tuple[str, str]]:
    return sorted((member.report, member.record) for meeting in meetings for member in meeting.members)


@given(many(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_every_talk_has_one_place(talks, random) -> None:
    """Each talk is a member of one meeting, ids are told apart, confidence is a share, and shuffling changes nothing."""
    shuffled = list(talks)
    random.shuffle(shuffled)
    found = merge_talks(talks)

    assert found == merge_talks(shuffled)
    assert flat(found) == sorted((one.report, one.talk.id) for one in talks)
    assert len({meeting.id for meeting in found}) == len(found)
    assert all(0 < meeting.confidence <= 1 for meeting in found)
    assert all(
        quote in {q for one in talks for q in one.evidence} for m in found for r in m.reasons for quote in r.quotes
    )


@given(many())
def test_what_is_joined_shares_a_key(talks) -> None:
    """Talks that share no key with the others of their meeting could not be found in a large case."""
    keys = {(one.report, one.talk.id): set(keys_of(one)) for one in talks}
    for meeting in merge_talks(talks):
        members = [(one.report, one.record) for one in meeting.members]
        for member in members:
            others = [keys[one] for one in members if one != member]
            assert not others or keys[member] & set().union(*others)


def test_the_work_grows_in_step_with_the_talks() -> None:
    """Twice as many talks of one pair of parties, day after day, are compared little more than twice as often."""
    counted = []
    for number in (300, 600):
        talks = [
            seen(f"r{n:04}", on=(date(2031, 1, 1) + timedelta(days=n)).isoformat(), day=None, story="s")
            for n in range(number)
        ]
        counted.append(_comparisons(talks))
    assert counted[1] <= 2.5 * counted[0]


def _comparisons(talks: list[TalkSeen]) -> int:
    count = 0

    def counting(mine, theirs):
        nonlocal count
        count += 1
        return strength(mine, theirs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("depesche.relate.talks.strength", counting)
        merge_talks(talks)
    return count


@pytest.mark.corpora
def test_the_week_of_three_meetings_is_told_by_five_reports(data) -> None:
    """Geneva, Brussels and Vienna are one entry each, over all reports that tell of them, planned first and then held."""
    told_on = ("2022-01-10", "2022-01-10", "2022-01-14", "2022-01-12", "2022-01-09")
    paths = sorted((data / "reports").glob("*.txt"))
    reports = [
        read_report(replace(a_report(path.read_bytes().decode(), path.name), facts=(Fact("published", day, "table"),)))
        for path, day in zip(paths, told_on, strict=True)
    ]
    meetings = merge_talks([one for report in reports for one in seen_of(report, DE, "s")])

    held = {one.date[0].value: one for one in meetings if one.status == "held" and one.date}
    assert {day: (one.place[0].value, len(one.members)) for day, one in held.items()} == {
        "2022-01-10": ("Geneva", 5),
        "2022-01-12": ("Brussels", 5),
        "2022-01-13": ("Vienna", 4),
    }
    assert all(one.history[0].status == "planned" for one in held.values())
    assert [one.name for one in meetings if one.status == "planned" and one.date] == [
        "us-russia",
        "germany-russia-moscow",
    ]
