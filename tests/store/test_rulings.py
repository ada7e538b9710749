"""What people rule on records: it stands, it follows its record, and it lies over what was read in everything that goes out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche.errors import ConflictError, UsageError
from depesche.records import Position, Statement, Talk, record_id
from depesche.store.case import Case
from depesche.store.queue import Wanted

TEXT = "Am Montag sagte Kolb, man wolle reden. Varnia lehnte das ab. Das ist zu spät, hieß es. Am Ende ging man."


def said(report, words, actor="Ida Kolb", **more):
    """A statement that stands where its words do."""
    at = report.text.index(words)
    span = report.span(at, at + len(words))
    name = record_id(report.digest, "statement", (span,))
    return Statement(name, "indirect", (span,), actor=actor, act="offer", why="rule", **more)


def read(text=TEXT, name="a.txt", *statements):
    """A report with three statements, unless others are given."""
    report = replace(a_report(text, name), language="de")
    found = statements or (
        said(report, "man wolle reden", confidence=0.9),
        said(report, "lehnte das ab", "Varnia", confidence=0.3),
        said(report, "Das ist zu spät", "Varnia", confidence=0.6),
    )
    return replace(report, statements=tuple(found))


def put(case, report, reader="1"):
    case.put(report, reader=reader)
    return report


def test_a_ruling_lies_over_the_record(case):
    """What was read stays; everything that goes out has what was ruled."""
    first, second, third = put(case, read()).statements
    case.rule(first.id, "accept", "Ada")
    case.rule(second.id, "correct", "Ada", {"actor": "Kolb", "act": "refuse", "content": [[41, 46]]})
    case.rule(third.id, "reject", "Ada")
    one, two = case.report("a.txt").statements

    assert (one.verdict, two.verdict) == ("accepted", "corrected")
    assert ("Kolb", "refuse", TEXT[41:46]) == (two.actor, two.act, two.content[0].text)
    assert (first, second, third) == case.as_read("a.txt").statements
    assert [one, two] == [found for _, found in case.statements()]
    assert [two] == [found for _, found in case.statements(actor="Kolb") if found.id == second.id]
    assert list(case.statements(actor="Varnia")) == []
    assert [s.verdict for s in case.with_rejected("a.txt").statements] == ["accepted", "corrected", "rejected"]


def test_taking_back_goes_step_by_step(case):
    """Over a restart too; what stood before stands again."""
    one, *_ = put(case, read()).statements
    case.rule(one.id, "accept", "Ada")
    case.rule(one.id, "correct", "Ada", {"act": "warn"})
    with Case.open(case.path) as again:
        again.take_back("Ada")
        assert [held.verdict for held in again.standing(one.id)] == ["accept"]
        again.take_back("Ada")
        assert again.standing(one.id) == []
        assert again.take_back("Ada") is None
        assert again.report("a.txt").statements[0] == one
        assert [stands for _, d, stands in again.history(one.id) if d.verdict in {"accept", "correct"}] == [False] * 2


def test_two_people_do_not_hide_each_other(case):
    """Where they differ the record is disputed and stays as read, until somebody settles it."""
    one, *_ = put(case, read()).statements
    case.rule(one.id, "accept", "Ada")
    case.rule(one.id, "correct", "Bo", {"act": "warn"})
    disputed = case.report("a.txt").statements[0]
    case.rule(one.id, "correct", "Bo", {"act": "warn"}, final=True)
    settled = case.report("a.txt").statements[0]

    assert (disputed.verdict, disputed.act) == ("disputed", "offer")
    assert (settled.verdict, settled.act) == ("corrected", "warn")


def test_who_did_not_see_the_last_ruling_is_told(case):
    """Nothing is written; blind, only one's own rulings count."""
    one, *_ = put(case, read()).statements
    seen = case.rule(one.id, "accept", "Ada", seen=0)
    case.rule(one.id, "reject", "Bo", seen=seen)
    with pytest.raises(ConflictError, match="Bo ruled on this record meanwhile: reject"):
        case.rule(one.id, "accept", "Ada", seen=seen)
    case.rule(one.id, "correct", "Ada", {"act": None}, seen=seen, blind=True)

    assert {held.who: held.verdict for held in case.standing(one.id)} == {"Ada": "correct", "Bo": "reject"}


@pytest.mark.parametrize(
    ("verdict", "values", "match"),
    [
        ("praise", {}, "no verdict praise"),
        ("correct", {}, "Nothing was corrected"),
        ("correct", {"colour": "red"}, "no field colour"),
        ("correct", {"mode": "sung"}, "no mode"),
        ("correct", {"mode": None}, "mode must not be empty"),
        ("correct", {"content": [[5, 2]]}, "content must lie in the text"),
        ("correct", {"content": [[0, 9999]]}, "content must lie in the text"),
        ("correct", {"source": "Kolb"}, "source must lie in the text"),
        ("correct", {"actor": ["x"]}, "actor takes words"),
        ("accept", {"act": "warn"}, "Values go with correct"),
    ],
)
def test_what_makes_no_sense_is_not_written(case, verdict, values, match):
    """The message says what there is."""
    one, *_ = put(case, read()).statements
    with pytest.raises(UsageError, match=match):
        case.rule(one.id, verdict, "Ada", values)

    assert case.decisions() == []


def test_a_ruling_follows_its_record_to_another_reading(case):
    """By its id; else by the same kind and actor with most of the words, and it says that it was carried."""
    first, second, third = put(case, read()).statements
    case.rule(first.id, "accept", "Ada")
    case.rule(second.id, "correct", "Ada", {"act": "refuse"})
    report = read()
    wider = said(report, "Varnia lehnte das ab.", "Varnia")
    put(case, replace(report, statements=(first, wider, third)), "2")

    assert [(first.id, False)] == [(held.record, held.carried) for held in case.standing(first.id)]
    assert [held for held in case.standing(wider.id) if held.carried] == []  # three words of four
    assert [second.id] == [held.target for held in case.unmatched()]

    longer = said(report, "sagte Kolb, man wolle reden", "Ida Kolb")
    case.attach(case.unmatched()[0].number, wider.id, "Ada")
    put(case, replace(report, statements=(longer, wider, third)), "3")
    assert [(wider.id, True, "refuse")] == [
        (held.record, held.carried, held.values["act"]) for held in case.standing(wider.id)
    ]


def test_a_ruling_follows_its_record_to_another_text(case):
    """Its spans are where their words stand now; the context chooses among equals."""
    _one, _two, three = put(case, read()).statements
    case.rule(three.id, "correct", "Ada", {"content": [[61, 76]], "act": "warn"})
    text = f"Vorweg: {TEXT} Nachtrag."
    put(case, read(text))
    [found] = [s for s in case.report("a.txt").statements if s.verdict]

    assert (found.act, found.content[0].text) == ("warn", "Das ist zu spät")
    assert text.index("Das ist zu spät") == found.content[0].start
    assert [held.carried for held in case.standing(found.id)] == [True]
    assert three.id != found.id


def test_what_fits_nothing_waits_and_comes_back(case):
    """It can be dismissed; a reading that has the record again gives it its ruling back."""
    first, *rest = put(case, read()).statements
    number = case.rule(first.id, "accept", "Ada")
    put(case, replace(read(), statements=tuple(rest)), "2")
    assert [number] == [one.number for one in case.unmatched()]
    put(case, read(), "3")
    assert case.unmatched() == []
    assert case.report("a.txt").statements[0].verdict == "accepted"
    case.remove("a.txt")
    assert [number] == [one.number for one in case.unmatched()]
    case.dismiss(number, "Ada")
    assert case.unmatched() == []
    case.take_back("Ada")
    assert [number] == [one.number for one in case.unmatched()]


def test_what_a_person_added_is_a_record(case):
    """With an id of its own; it stays as long as its words are there."""
    put(case, read())
    at = TEXT.index("Am Ende")
    new = case.add("a.txt", "statements", "Ada", {"mode": "direct", "content": [[at, len(TEXT)]], "actor": "Kolb"})
    case.add("a.txt", "figures", "Ada", {"value": 3, "span": [0, 2]})
    [mine] = [s for s in case.report("a.txt").statements if s.id == new]
    with pytest.raises(UsageError, match="there already"):
        case.add("a.txt", "statements", "Bo", {"mode": "direct", "content": [[at, len(TEXT)]], "actor": "Kolb"})
    put(case, read(f"Neu. {TEXT}"))
    [moved] = [s for s in case.report("a.txt").statements if s.verdict == "added"]

    assert (mine.verdict, mine.content[0].text) == ("added", "Am Ende ging man.")
    assert (new, "Am Ende ging man.", at + 5) == (moved.id, moved.content[0].text, moved.content[0].start)
    assert case.report("a.txt").figures[0].value == 3.0
    put(case, read("Ganz etwas anderes: man wolle reden, lehnte das ab, Das ist zu spät."))
    assert len(case.unmatched()) == 2


def test_other_kinds_are_ruled_on_alike(case):
    """Talks and positions, with lists and choices of their own."""
    report = read()
    talk = Talk("1" * 16, "x", ("Kolb", "Varnia"), "planned", (report.span(0, 9),))
    held = Position("2" * 16, "Varnia", "refuse", "talks", "contra", (report.span(39, 59),))
    put(case, replace(report, talks=(talk,), positions=(held,)))
    case.rule(talk.id, "correct", "Ada", {"participants": "Kolb; Varnia; Orsund", "status": "held"})
    case.rule(held.id, "correct", "Ada", {"stance": "pro"})
    found = case.report("a.txt")

    assert (found.talks[0].participants, found.talks[0].status) == (("Kolb", "Varnia", "Orsund"), "held")
    assert found.positions[0].stance == "pro"
    assert [talk.id] == [t.id for _, t in case.talks(status="held")]
    assert list(case.talks(status="planned")) == []


def test_the_same_text_twice_has_the_same_rulings(case):
    """A double has the records of the first, and what was ruled on them."""
    one, *_ = put(case, read()).statements
    put(case, replace(read(name="b.txt"), statements=read().statements))
    case.rule(one.id, "reject", "Ada")

    assert [len(case.report(name).statements) for name in ("a.txt", "b.txt")] == [2, 2]


def test_the_queue_gives_the_least_sure_first(case):
    """Each once; those ruled on are gone, and it goes on behind the last one seen."""
    a, b, c = put(case, read()).statements
    put(case, replace(read(name="b.txt"), statements=read().statements))
    order = [b.id, c.id, a.id]
    assert order == [item.record for item in case.queue("Ada", limit=5)]
    [first] = case.queue("Ada")
    assert order[1:] == [item.record for item in case.queue("Ada", after=first.cursor, limit=5)]
    case.rule(c.id, "accept", "Ada")
    case.rule(b.id, "flag", "Ada", note="wer?")

    assert [a.id] == [item.record for item in case.queue("Ada", limit=5)]
    assert [b.id] == [item.record for item in case.queue("Ada", Wanted(flagged=True), limit=5)]
    assert order == [item.record for item in case.queue("Bo", limit=5)]
    assert [b.id, c.id] == [item.record for item in case.queue("Bo", Wanted(actor="varnia"), limit=5)]
    assert [a.id, b.id, c.id] == [
        item.record for item in case.queue("Bo", Wanted(order="place", report="a.txt"), limit=5)
    ]
    with pytest.raises(UsageError, match="no kind of record tunes"):
        case.queue("Ada", Wanted("tunes"))


def test_counts_tell_how_far_one_is(case):
    """Of one person and of all."""
    a, b, _ = put(case, read()).statements
    case.rule(a.id, "accept", "Ada")
    case.rule(b.id, "accept", "Bo")
    case.rule(b.id, "reject", "Bo")

    assert {k: n for k, n in case.counts().items() if n} == {"reports": 1, "statements": 3}
    assert case.verdict_counts("Bo") == {("statements", "reject"): 1}
    assert case.verdict_counts() == {("statements", "reject"): 1, ("statements", "accept"): 1}
    assert case.coders() == [("Ada", 1), ("Bo", 1)]
    assert case.queue_count("Ada") == (3, 1)


STEP = st.tuples(
    st.sampled_from(["accept", "reject", "correct", "flag", "back", "reread"]),
    st.sampled_from(["Ada", "Bo"]),
    st.integers(0, 2),
    st.sampled_from(["warn", "refuse"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(STEP, max_size=25))
def test_any_history_gives_what_a_plain_list_gives(tmp_path_factory, steps):
    """Whatever people rule and take back, and however often the report is read again."""
    with Case.open(tmp_path_factory.mktemp("law") / "a.depesche", create=True) as case:
        ids = [one.id for one in put(case, read()).statements]
        made: list[tuple[str, str, str, str]] = []
        for number, (verb, who, which, act) in enumerate(steps):
            if verb == "back":
                mine = [place for place, one in enumerate(made) if one[1] == who]
                assert (case.take_back(who) is None) == (not mine)
                if mine:
                    del made[mine[-1]]
            elif verb == "reread":
                put(case, read(), str(number))
            else:
                case.rule(ids[which], verb, who, {"act": act} if verb == "correct" else None)
                made.append((ids[which], who, verb, act if verb == "correct" else ""))
        wanted = {(record, who): (verb, act) for record, who, verb, act in made}

        assert wanted == {
            (one.record, one.who): (one.verdict, one.values.get("act", "")) for one in case.all_standing()
        }
        assert case.unmatched() == []
