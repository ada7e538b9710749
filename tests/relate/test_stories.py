"""Which reports are of one story, by sketches that are made of each report alone."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.relate.told_story import PACKS
from tests.run.told import FISH, TRAMS, read, tell, two_stories

from depesche.records import Report, Span
from depesche.relate.lineage_keys import index_keys
from depesche.relate.sketch import KEYS, key_number, sketch
from depesche.relate.stories import COPIES, LIKE, LIKE_OF_FEW, MOST, NOTICE, Outline, least_like, likeness, stories

PACK = PACKS["de"]


def outline(report: Report, day: int | None = None) -> Outline:
    """A report as stories see it."""
    made, index = sketch(report, PACK), index_keys(report.text, report.header.clutter)
    return Outline(
        report.name,
        report.digest,
        day,
        np.array([key.number for key in made.keys], np.uint64),
        np.array([key.weight for key in made.keys], np.float32),
        np.array([key_number("band", one) for one in index.bands], np.uint64),
        np.array([key_number("passage", one) for one in index.passages], np.uint64),
        np.frombuffer(index.signature, "<u4"),
    )


def made(name: str, *keys: int, day: int | None = None, text: str = "", bands: tuple[int, ...] = ()) -> Outline:
    """An outline of nothing but keys, all of one weight."""
    numbers = np.array(sorted(keys), np.uint64)
    signature = np.array([hash_of(text or name, i) for i in range(8)], np.uint64)
    empty = np.zeros(0, np.uint64)
    return Outline(
        name,
        name,
        day,
        numbers,
        np.ones(len(numbers), np.float32),
        np.array(bands, np.uint64),
        empty,
        signature,
    )


def hash_of(text: str, number: int) -> int:
    """A part of an invented signature: texts that begin alike share the first parts."""
    return key_number("test", f"{text}|{number}")


# Sketches


def test_a_sketch_is_of_the_report_alone():
    """The same report has the same keys, the weightiest first, whatever else there is and whatever its day."""
    report = tell("a.txt", FISH, 1, "2031-05-14")
    later = tell("b.txt", FISH, 1, "2032-01-01")

    assert sketch(report, PACK) == sketch(later, PACK)
    weights = [key.weight for key in sketch(report, PACK).keys]
    assert weights == sorted(weights, reverse=True)
    assert 5 < len(weights) <= KEYS


def test_people_weigh_more_than_states():
    """That two reports share a person says more than that they share a state."""
    keys = {key.number: key.weight for key in sketch(tell("a.txt", FISH, 1, None), PACK).keys}

    assert keys[key_number("story", "halvorsdal")] > keys[key_number("story", "norway")] > 0


def test_clutter_is_no_key():
    """What is no part of the article is no reason to lay it beside another."""
    text = "Norwegen verhandelt in Lissabon.\n\nIm Winter schmeckt Quittengelee mit Zimtstangen.\n"
    report = read("a.txt", text)
    start = text.index("Im Winter")
    clutter = (Span(start, len(text), text[start:]),)
    cluttered = replace(report, header=replace(report.header, clutter=clutter))

    whole, part = ({key.number for key in sketch(one, PACK).keys} for one in (report, cluttered))
    assert part < whole


@pytest.mark.parametrize("text", ["", "\n\n", "1234 5678", "…", "\ud800", "a"])
def test_what_says_nothing_has_no_keys(text):
    """And is a story of its own."""
    assert sketch(read("a.txt", text), PACK).keys == ()
    assert stories([outline(read("a.txt", text)), outline(read("b.txt", f"{text} "))]) == [("a.txt",), ("b.txt",)]


# Stories


@pytest.mark.parametrize("seed", range(4))
def test_reports_of_unrelated_events_are_apart(seed):
    """Two stories that share a surname and the way news are written stay two, and each is whole."""
    reports = two_stories(seed, 4)
    random.Random(seed).shuffle(reports)

    assert stories(map(outline, reports)) == [
        tuple(f"fjordbote_{i}.txt" for i in range(4)),
        tuple(f"tramblatt_{i}.txt" for i in range(4)),
    ]


def test_few_reports_meet_sooner_than_many():
    """What a person put together in a handful was chosen; two that are alike by a fifth are then of one story."""
    pair = [made("a", *range(20)), made("b", *range(16, 36))]
    others = [made(f"c{n}", *range(1000 + 20 * n, 1020 + 20 * n)) for n in range(80)]

    assert stories([*pair, *others[:6]])[0] == ("a", "b")
    assert ("a", "b") not in stories([*pair, *others])


def test_in_a_handful_too_reports_that_share_little_are_apart():
    """An eighth of what they are about, or two keys only, is less than any case takes."""
    assert len(stories([made("a", *range(16)), made("b", *range(14, 30))])) == 2
    assert len(stories([made("a", *range(10)), made("b", *range(8, 18))])) == 2


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_more_reports_the_more_alike_they_must_be(one, other):
    """It never falls, and stays within its bounds."""
    less, more = sorted((one, other))

    assert LIKE_OF_FEW <= least_like(less) <= least_like(more) <= LIKE


@pytest.mark.parametrize(("days", "together"), [(0, True), (21, True), (22, False), (4000, False)])
def test_reports_of_days_far_apart_are_apart(days, together):
    """What is alike three weeks later is another event; where a day is not known, it may be the same."""
    one, other = (tell(name, FISH, seed, None) for name, seed in (("a.txt", 1), ("b.txt", 2)))
    day = 741_000

    found = stories([outline(one, day), outline(other, day + days)])
    assert found == ([("a.txt", "b.txt")] if together else [("a.txt",), ("b.txt",)])
    assert stories([outline(one, day), outline(other)]) == [("a.txt", "b.txt")]


def test_reports_with_one_text_are_there_once():
    """Under the first of their names, in whatever order they come."""
    copies = [tell(name, FISH, 1, None) for name in ("c.txt", "a.txt", "b.txt")]

    assert stories(map(outline, copies)) == [("a.txt",)]


def test_no_reports_are_no_stories():
    """Nothing to part is no mistake."""
    assert stories([]) == []


@given(
    st.lists(st.tuples(st.sets(st.integers(1, 30), max_size=8), st.none() | st.integers(1, 60)), max_size=14),
    st.randoms(use_true_random=False),
)
def test_stories_part_all_reports_in_any_order(given_keys, chance):
    """Every report is in one story, stories and names are in order, and the order of the reports does not matter."""
    outlines = [made(f"{number:02}", *keys, day=day) for number, (keys, day) in enumerate(given_keys)]
    found = stories(outlines)
    chance.shuffle(outlines)

    assert sorted(name for story in found for name in story) == sorted(one.name for one in outlines)
    assert found == sorted(tuple(sorted(story)) for story in found)
    assert stories(outlines) == found


def test_a_story_that_is_too_large_is_parted():
    """No story but one of copies has more reports than can be compared in full."""
    outlines = [made(f"{number:04}", *range(1, 12), 1000 + number, day=number // 30) for number in range(300)]
    found = stories(outlines)

    assert max(map(len, found)) <= MOST
    assert len(found) < 20


def test_versions_of_one_text_are_one_report_of_their_story():
    """They neither hide it nor crowd others out; too many of them are parted."""
    copies = [made(f"v{n:03}", 1, 2, 3, 4, 5, 6, text="same", bands=(7,)) for n in range(2 * COPIES + 5)]
    other = made("other", 1, 2, 3, 4, 5, 60)

    assert stories([*copies, other]) == [tuple(sorted(one.name for one in (*copies, other)))]


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [([1, 2, 3, 4], [1, 2, 3, 4], 1.0), ([1, 2, 3, 4], [1, 2, 9, 9], 0.5), ([], [], 0.0), ([1], [1, 2], 0.0)],
)
def test_likeness_is_the_share_of_equal_parts(a, b, wanted):
    """Signatures of other lengths, or none, are of nothing that could be alike."""
    assert likeness(np.array(a, np.uint64), np.array(b, np.uint64)) == wanted


def test_many_reports_are_parted_quickly():
    """Twenty thousand outlines take seconds, with keys that few, many and all have."""
    chance = random.Random(5)
    outlines = [
        made(
            f"{n:05}",
            1,
            *(chance.randrange(2, 300) for _ in range(3)),
            *range(10_000 + n // 4 * 8, 10_008 + n // 4 * 8),
        )
        for n in range(20_000)
    ]
    began = time.process_time()
    found = stories(outlines)

    assert time.process_time() - began < 20
    assert 4_000 < len(found) <= 5_000


def test_the_second_story_is_about_something_else():
    """The invented stories share no key but a surname and words of news."""
    keys = [
        {key.number for key in sketch(tell("a.txt", story, seed, None), PACK).keys}
        for story, seed in ((FISH, 1), (TRAMS, 1))
    ]

    assert len(keys[0] & keys[1]) < 3


@pytest.mark.parametrize(
    ("reports", "told"), [(2, 1), (NOTICE + 1, NOTICE + 1)], ids=["two", "more than have a passage"]
)
def test_shared_passages_tie_reports_unless_all_have_them(reports: int, told: int) -> None:
    """Two runs of words that two reports share make them one story; what a site puts under everything makes none."""
    runs = np.array([7, 8, 9], np.uint64)
    some = [replace(made(f"{i:03}", 10 * i + 1, 10 * i + 2), passages=runs) for i in range(reports)]

    assert len(stories(some)) == told
