"""Whatever is in a case, relating it ends, tells something sensible, and leaves what is sound alone."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.run.told import FISH, KINDS, a_case, held, put, read, tell, two_stories

from depesche.export.registry import write
from depesche.records import Report, digest
from depesche.run import state as stating
from depesche.run.relating import relate
from depesche.store.case import Case
from depesche.store.compare import reports_in

REPORTS = two_stories(0, 4)
TEXT = REPORTS[0].text
RECORDS = ("statements", "times", "actors", "talks", "positions", "figures")
ACROSS = ("utterances", "lineage", "meetings", "discrepancies", "silences")


def days(case: Case) -> dict[str, str | None]:
    """The day of each report, as the case has it."""
    return {row.name: row.published for row in case.rows()}


def exported(case: Case, kind: str = "json") -> str:
    """The case as an exporter writes it."""
    out = io.StringIO()
    write(case, kind, out)
    return out.getvalue()


def longer(report: Report, name: str, more: str) -> Report:
    """A report with more text behind it, which has no records; those before it have ids of their own, as in any text."""
    records: dict[str, Any] = {
        kind: tuple(replace(one, id=digest(f"{one.id}|{name}")[:16]) for one in getattr(report, kind))
        for kind in RECORDS
    }
    source = replace(report.source, origin=f"/{name}")
    return replace(report, name=name, text=report.text + more, source=source, **records)


def steady(case: Case) -> bool:
    """Whether the case is sound, can be written, and has nothing left to do."""
    lines = exported(case, "jsonl").splitlines()
    return case.sound() and len(lines) >= len(days(case)) and bool(exported(case)) and relate(case).done == {}


# Few reports, or the same again


@pytest.mark.parametrize("report", [REPORTS[0], REPORTS[2]], ids=["with a day", "without one"])
def test_a_case_of_one_report(tmp_path, report):
    """It has a cast, positions and a calendar, and nothing that takes two."""
    with a_case(tmp_path / "x", report) as case:
        found = held(case)

        assert all(found[kind] for kind in ("cast", "held", "issues", "meetings"))
        assert [kind for kind in ("utterances", "lineage", "silences", "shifts") if found[kind]] == []
        assert [one.report for one in found["datings"]] == ([] if days(case)[report.name] else [report.name])
        assert steady(case)


def test_an_empty_case(tmp_path):
    """There is nothing to relate, and that is no mistake."""
    with a_case(tmp_path / "x") as case:
        assert [kind for kind in KINDS if held(case)[kind]] == []
        assert relate(case).reports == 0


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({}, {"a.txt": None, "b.txt": None, "c.txt": None}),
        ({"a.txt": "2031-05-14"}, dict.fromkeys(("a.txt", "b.txt", "c.txt"), "2031-05-14")),
        ({"b.txt": "2031-05-14"}, dict.fromkeys(("a.txt", "b.txt", "c.txt"), "2031-05-14")),
        (
            {"a.txt": "2031-05-16", "b.txt": "2031-05-14"},
            {"a.txt": "2031-05-16", "b.txt": "2031-05-14", "c.txt": "2031-05-16"},
        ),
        (
            {"b.txt": "2031-05-16", "c.txt": "2031-05-14"},
            {"a.txt": "2031-05-14", "b.txt": "2031-05-16", "c.txt": "2031-05-14"},
        ),
    ],
    ids=["none", "the first", "another", "two that differ", "two others that differ"],
)
def test_copies_of_one_text_share_their_day(tmp_path, stated, told):
    """Where one has a day, those without have it too, and their times; a copy never speaks twice."""
    text = "Am Montag verhandelten Norwegen und Portugal in Lissabon.\n\nDas Treffen dauerte vier Stunden.\n"
    copies = [read(name, text, stated.get(name)) for name in ("a.txt", "b.txt", "c.txt")]
    with a_case(tmp_path / "x", *copies) as case:
        assert days(case) == told
        assert len(list(case.meetings())) == 1
        assert [kind for kind in ("utterances", "lineage", "silences", "discrepancies") if held(case)[kind]] == []
        for report in case.reports():
            assert [one.value for one in report.times if one.span.text == "Montag"] == [
                {"2031-05-14": "2031-05-12", "2031-05-16": "2031-05-12", None: "XXXX-WXX-1"}[told[report.name]]
            ]
        assert steady(case)


def test_copies_follow_a_day_that_is_stated_and_taken_back(tmp_path):
    """What one copy states holds for the others as long as it is stated."""
    copies = [read(name, TEXT) for name in ("a.txt", "b.txt", "c.txt")]
    with a_case(tmp_path / "x", *copies) as case:
        before = held(case)
        for one in ("a.txt", "b.txt"):
            stating.state(case, one, "published", "2031-05-22", "me")
            relate(case)
            assert set(days(case).values()) == {"2031-05-22"}
            stating.state(case, one, "published", "", "me")
            relate(case)
            assert held(case) == before


def test_five_hundred_versions_of_an_article(tmp_path):
    """They are one story in seconds; relations grow with the versions, not with their square."""
    versions = [longer(REPORTS[0], f"v{i:03}.txt", f"\nFassung {i} dieser Meldung.\n") for i in range(500)]
    with Case.open(tmp_path / "x", create=True) as case:
        put(case, *versions)
        began = time.process_time()
        related = relate(case)

        assert related.stories == 1
        assert time.process_time() - began < 20
        counts = case.related()
        assert counts["lineage"] < 2 * len(versions)
        assert counts["utterances"] < 20
        assert counts.get("discrepancies", 0) + counts.get("silences", 0) < len(versions)
        assert len(list(case.cast())) < 10


# What contradicts itself


def test_a_day_that_the_text_contradicts_stays(tmp_path):
    """What is stated is stated; the other reports keep their own."""
    wrong = read("falsch.txt", "Lissabon, 14. Mai 2031 (dpa) - " + TEXT, "2031-01-02")
    with a_case(tmp_path / "x", wrong, *REPORTS[1:]) as case:
        assert days(case)["falsch.txt"] == "2031-01-02"
        assert days(case)["fjordbote_1.txt"] == "2031-05-15"
        assert steady(case)


def test_an_outlet_that_is_stated_twice(tmp_path):
    """The last word of a person holds, and is no reason to take the day from a report that the case has dated."""
    with a_case(tmp_path / "x", *REPORTS) as case:
        days_before = days(case)
        for outlet in ("Fjordbote", "Anderer Bote", ""):
            stating.state(case, "fjordbote_2.txt", "outlet", outlet, "me")
            assert case.row("fjordbote_2.txt").outlet == (outlet or None)
            assert days(case) == days_before
        relate(case)
        assert days(case) == days_before


@pytest.mark.parametrize("day", ["2999-12-31", "9999-12-31", "0001-01-01", "2031-02-30", "2031-05", "20310514"])
def test_a_day_far_off_or_none_at_all(tmp_path, day):
    """Reports of the future, of the year one, or of no day of the calendar are related like any others."""
    odd = [tell(f"odd_{seed}.txt", FISH, seed, day) for seed in (1, 4)]
    others = [
        tell(f"other_{seed}.txt", FISH, seed, on) for seed, on in ((2, "2031-05-14"), (3, "2031-05-16"), (5, None))
    ]
    with a_case(tmp_path / "x", *odd, *others) as case:
        assert days(case)["other_2.txt"] == "2031-05-14"
        assert list(case.utterances())
        assert steady(case)


# Stories that have nothing to do with each other


def test_unrelated_stories_stay_apart(tmp_path):
    """Nothing reaches from one into the other, and two people of one surname stay two."""
    with a_case(tmp_path / "x", *REPORTS) as case:
        for kind in ACROSS:
            for one in getattr(case, kind)():
                assert len({name.partition("_")[0] for name in reports_in(one)}) == 1, (kind, one)
        people = {one.name: {m.report.partition("_")[0] for m in one.members} for one in case.cast()}
        assert people["Ingrid Halvorsdal"] == {"fjordbote"}
        assert people["Raúl Halvorsdal"] == {"tramblatt"}
        assert case.related()["utterances"] > 4


def test_a_surname_alone_goes_to_nobody_of_another_story(tmp_path):
    """Where a report has but the surname, it is at most the one of its own story."""
    with a_case(tmp_path / "x", *REPORTS) as case:
        for one in case.cast():
            if "Halvorsdal" in one.name:
                assert len({member.report.partition("_")[0] for member in one.members}) == 1


# Texts that are hardly texts

NO_TEXTS = {
    "empty": "",
    "blank": " \n\t\n",
    "no letters": "1 2 3 --- !!! 4 5 6. " * 30,
    "one letter": "ä",
    "marks": "„“»«…–()[]{}<>|",
    "a surrogate": "\ud800",
}


@pytest.mark.parametrize("text", NO_TEXTS.values(), ids=NO_TEXTS)
def test_a_report_that_says_nothing(tmp_path, text):
    """It relates to nothing, also where there are several of its kind, and the others are as without it."""
    odd = [read("a.txt", text), read("z.txt", text + " "), read("zz.txt", text)]
    with a_case(tmp_path / "x", *REPORTS[:3]) as case:
        before = held(case)
        put(case, *odd)
        relate(case)
        after = held(case)

        assert {kind: before[kind] for kind in KINDS} == {kind: after[kind] for kind in KINDS if kind != "datings"} | {
            "datings": [one for one in after["datings"] if one.report.startswith("fjord")]
        }
        assert steady(case)


def test_a_report_in_another_language(tmp_path):
    """It is kept unread beside those that are read, and nothing reaches into it."""
    english = read(
        "en.txt",
        "The minister said on Monday that the talks would go on. She added that the fleet would stay out for now.",
    )
    with a_case(tmp_path / "x", english, *REPORTS[:3]) as case:
        assert case.row("en.txt").unread
        assert relate(case).reports == 3
        assert not any("en.txt" in reports_in(one) for kind in KINDS for one in getattr(case, kind)())


HOSTILE = (
    "„<script>alert(1)</script>\x1b[31mrot\x00\ud800“, sagte Ingrid Halvorsdal am Mittwoch. <b>Norwegen</b> und "
    "Portugal verhandelten in Lissabon über 140\x07 Kutter. „Wir geben nichts her, bevor die Kutter \u202eumkehren“, "
    "sagte Halvorsdal.\n\n"
)


def test_hostile_texts_and_names(tmp_path):
    """HTML, terminal codes, lone surrogates and NUL are words like any others, in texts and in names."""
    names = ("a\x1b[1m.txt", "b<script>\ud800\x00.txt", "c'\"%_\\;|>=.txt", "d\n\u2028.txt")
    reports = [
        read(name, HOSTILE * 2 + f"Nachsatz {i}.", day)
        for i, (name, day) in enumerate(
            zip(names, ("2031-05-14", "2031-05-15", "2031-05-14", "2031-05-15"), strict=True)
        )
    ]
    with a_case(tmp_path / "x", *reports) as case:
        texts = {report.name: report.text for report in reports}
        [said] = [one for one in case.utterances() if "script" in one.members[0].text]
        assert {member.report for member in said.members} == set(names)
        assert {name: len(list(case.utterances(report=name))) for name in names} == dict.fromkeys(names, 2)
        for one in case.lineage():
            for quote in (quote for reason in one.reasons for quote in reason.quotes):
                assert texts[quote.report][quote.start : quote.end] == quote.text
        assert steady(case)
        assert exported(case).encode("utf-8")
        case.remove(names[1])
        relate(case)
        assert not any(names[1] in reports_in(one) for kind in KINDS for one in getattr(case, kind)())


def test_two_megabytes(tmp_path):
    """A report of two million characters, twice, and it takes seconds."""
    filler = "".join(f"Der Wind drehte in Woche {n} auf Nordost, und das Netz blieb leer. " for n in range(32_000))
    large = [longer(one, f"large_{one.name}", filler) for one in REPORTS[:2]]
    assert len(large[0].text) > 2_000_000
    with Case.open(tmp_path / "x", create=True) as case:
        put(case, *large, *REPORTS)
        began = time.process_time()
        relate(case)

        assert time.process_time() - began < 30
        assert {one.reports for one in case.lineage() if one.reports == tuple(sorted(r.name for r in large))}


def test_a_report_that_says_the_same_a_thousand_times(tmp_path):
    """Its records are many, and relating them takes time in step with their number."""
    times = []
    for number in (100, 400):
        again = _again(REPORTS[0], number)
        with Case.open(tmp_path / str(number), create=True) as case:
            put(case, again, *REPORTS[1:4])
            began = time.process_time()
            relate(case)
            times.append(time.process_time() - began)
            assert case.related()["utterances"] < 50

    assert times[1] < 4 * times[0] + 2


def _again(report: Report, number: int) -> Report:
    """A report that says all it says so many times; each time is a record of its own."""
    made = read(report.name, f"{report.text}\n\n" * 4, report.header.published.value)
    size = len(made.text)

    def moved(value, by):
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(moved(one, by) for one in value)
        if hasattr(value, "start") and hasattr(value, "end"):
            return replace(value, start=value.start + by, end=value.end + by)
        if hasattr(value, "__dataclass_fields__"):
            parts = {name: moved(getattr(value, name), by) for name in value.__dataclass_fields__}
            if "id" in parts:
                parts["id"] = digest(f"{value.id}|{by}")[:16]
            return type(value)(**parts)
        return value

    rounds = [size * i for i in range(number // 4)]
    kinds = ("statements", "times", "talks", "positions", "figures")
    records: dict[str, Any] = {
        kind: tuple(moved(one, by) for by in rounds for one in getattr(made, kind)) for kind in kinds
    }
    return replace(made, text=made.text * len(rounds), **records)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from([TEXT, HOSTILE, REPORTS[5].text, ""]),
            st.text(max_size=30),
            st.sampled_from([None, "2031-05-14", "2031-05", "0000-00-00"]),
        ),
        max_size=4,
    )
)
def test_any_case_can_be_related(tmp_path_factory, given_texts):
    """Whatever is put together, relating ends, and a second time does nothing."""
    reports = [read(f"{i}.txt", text + more, day) for i, (text, more, day) in enumerate(given_texts)]
    with a_case(tmp_path_factory.mktemp("any") / "x", *reports) as case:
        assert steady(case)


def test_a_name_that_is_a_path(tmp_path):
    """Names are words, whatever they look like."""
    names = ("../../etc/passwd", "-rf", "Ä/ö ü.txt", "a" * 300, ".", "CON")
    made = [longer(tell("x", FISH, i, "2031-05-14"), name, "") for i, name in enumerate(names)]
    with a_case(tmp_path / "x", *made) as case:
        assert set(days(case)) == set(names)
        assert {name for one in case.lineage() for name in one.reports} <= set(names)
        assert list(case.lineage())
        assert steady(case)
