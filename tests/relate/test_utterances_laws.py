"""Utterances: what always holds, and what may be handed in."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.relate.made_utterances import PACKS, WORDS, Said, a_report, groups, joined

from depesche.relate.utterances import find_utterances
from depesche.texts.reasons import told


def test_copies_of_one_text_cost_little_and_are_one_utterance():
    """A wire text in sixty papers: every sentence is one utterance of sixty members."""
    words = [
        Said(f"Auf der Insel {name} bleiben die Speicher bis Oktober leer") for name in ("Aldholm", "Birkö", "Carlsund")
    ]
    reports = [a_report(f"r{number:02}", *words) for number in range(60)]
    start = time.perf_counter()
    found = find_utterances(reports, PACKS)

    assert [len({member.report for member in one.members}) for one in found] == [60, 60, 60]
    assert time.perf_counter() - start < 2


def test_reports_that_cannot_be_read_are_left_out():
    """Another language, or a report that was kept unread."""
    a, b = a_report("a", WORDS), a_report("b", WORDS)

    assert not groups(a, replace(b, language="pl"))
    assert not groups(a, replace(b, unread="too long"))
    assert not groups(a)
    assert not groups()


def test_a_statement_of_many_words_is_no_trap():
    """Nor one without a letter."""
    long = Said(" ".join(f"Wort{n}stationierung" for n in range(20_000)))
    start = time.perf_counter()

    assert groups(a_report("a", long), a_report("b", long)) == [("a-0", "b-0")]
    assert not joined(Said("???"), Said("???"))
    assert time.perf_counter() - start < 5


SENTENCES = st.sampled_from(
    [
        "Die Brücke gehört allen Anwohnern des Tals",
        "die Brücke gehöre nicht den Anwohnern des Tals",
        "Der Damm bleibt bis zum Herbst geschlossen",
        "drei Frachter lägen vor Lindholm",
        "Fünf Frachter liegen vor Lindholm. Der Damm bleibt geschlossen.",
        "Wir wiesen das zurück",
    ]
)
STATEMENTS = st.builds(
    Said,
    SENTENCES,
    actor=st.sampled_from(["Ines Tolk", "Jan Behr", "Nordland"]),
    mode=st.sampled_from(["direct", "indirect", "mixed", "reported"]),
    act=st.sampled_from(["inform", "refuse", "assess"]),
    day=st.sampled_from(["", "2031-05-05"]),
)
STORIES = st.lists(
    st.tuples(st.lists(STATEMENTS, max_size=4), st.sampled_from([None, "2031-05-05", "2031-05-06", "2031-05-20"])),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(STORIES)
def test_the_order_of_the_reports_does_not_matter(story):
    """Members reach over reports, quotes are the reports' own text, and every reason has its words."""
    reports = [a_report(f"r{number}", *said, day=day) for number, (said, day) in enumerate(story)]
    found = find_utterances(reports, PACKS)
    texts = {report.name: report.text for report in reports}

    for order in list(permutations(reports))[:4]:
        assert find_utterances(order, PACKS) == found
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert len({member.report for member in one.members}) > 1
        assert 0 <= one.longest < len(one.members)
        assert 0 <= one.confidence <= 1
        for reason in one.reasons:
            assert told(reason, "en")
            assert told(reason, "de")
            assert all(texts[quote.report][quote.start : quote.end] == quote.text for quote in reason.quotes)
