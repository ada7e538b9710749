"""Which reports go back to one text, of which kind that is, and who was first."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.relate.lineage_reports import HARBOUR, PACKS, RAILWAY, report, saying

from depesche.records import Published
from depesche.relate.lineage import find_lineage
from depesche.texts.reasons import told

WHOLE = report("a.txt", *HARBOUR)
KINDS = {
    "the same text": (WHOLE, report("b.txt", *HARBOUR), "near-duplicate"),
    "a cut": (WHOLE, report("b.txt", *HARBOUR[:4]), "near-duplicate"),
    "paragraphs in another order": (WHOLE, report("b.txt", *HARBOUR[4:], *HARBOUR[:4]), "near-duplicate"),
    "half of it, and another text": (WHOLE, report("b.txt", *HARBOUR[:3], *RAILWAY), "shared passage"),
    "two sentences in a long report": (
        report("a.txt", *HARBOUR), report("b.txt", *RAILWAY[:3], *HARBOUR[4:6], *RAILWAY[3:]), "shared passage",
    ),
    "the same agency and a sentence": (
        report("a.txt", *HARBOUR, agencies=["dpa"]), report("b.txt", *RAILWAY, HARBOUR[4], agencies=["dpa"]), "same wire",
    ),
    "another text": (WHOLE, report("b.txt", *RAILWAY), None),
    "the same agency and nothing else": (
        report("a.txt", *HARBOUR, agencies=["dpa"]), report("b.txt", *RAILWAY, agencies=["dpa"]), None,
    ),
    "a turn of phrase": (
        report("a.txt", *HARBOUR, "Das teilte die Behörde am Montag in Belmont mit."),
        report("b.txt", *RAILWAY, "Das teilte die Behörde am Montag in Belmont mit."),
        None,
    ),
    "a name and an office": (
        report("a.txt", *HARBOUR, "Dazu schwieg der stellvertretende Minister für Fischerei und Küstenschutz."),
        report("b.txt", *RAILWAY, "Es kam der stellvertretende Minister für Fischerei und Küstenschutz."),
        None,
    ),
    "nothing at all": (report("a.txt", ""), report("b.txt", ""), None),
}  # fmt: skip


@pytest.mark.parametrize(("a", "b", "kind"), KINDS.values(), ids=KINDS)
def test_kinds(a, b, kind):
    """How much is shared, and whether one agency is credited, makes the kind."""
    found = find_lineage([a, b], PACKS)

    assert [one.kind for one in found] == ([kind] if kind else [])


def test_small_edits_are_passed_over():
    """Other marks, numbers, an adverb more or less do not break a passage."""
    ours = report(
        "a.txt", "Die „Möwe“ lief mit 1.500 Kisten Hering an Bord am späten Abend sicher in den Hafen von Tarn ein."
    )
    other = 'Die "Möwe" lief mit 1500 Kisten Hering noch am späten Abend sicher in den alten Hafen von Tarn ein.'
    [found] = find_lineage([ours, report("b.txt", *RAILWAY[:3], other)], PACKS)
    [(mine, theirs)] = found.passages

    assert (mine.text, theirs.text) == (ours.text[:-1], other[:-1])


def test_shares_tell_how_much_of_either_report_is_shared():
    """All of the cut stands in the whole text, not the other way round."""
    [found] = find_lineage([WHOLE, report("b.txt", *HARBOUR[:4])], PACKS)

    assert found.shares[1] == 1.0
    assert 0.5 < found.shares[0] < 0.6


def test_clutter_is_not_compared():
    """What stands around the article is the site's, whoever wrote the report."""
    notice = "Mit einem Abonnement lesen Sie alle Beiträge ohne Werbung und unterstützen unabhängige Berichte aus Ihrer Region."
    pair = []
    for name, sentences in (("a.txt", HARBOUR), ("b.txt", RAILWAY)):
        one = report(name, *sentences, notice)
        start = one.text.index(notice)
        pair.append(replace(one, header=replace(one.header, clutter=(one.span(start, len(one.text)),))))

    assert find_lineage(pair, PACKS) == ()


SAID = "wir haben lange genug auf leere Versprechen gebaut und werden die Schleuse keinen Tag länger offen halten"
LONG = f"{SAID}, {', '.join(sentence[:-1].lower() for sentence in HARBOUR[:5])}"
QUOTED = {
    "of somebody who speaks German": (SAID, "Austria", False),
    "of somebody from abroad": (SAID, "Norway", True),
    "of nobody known": (SAID, None, False),
    "of length, whoever said it": (LONG, None, True),
}


@pytest.mark.parametrize(("words", "state", "kin"), QUOTED.values(), ids=QUOTED)
def test_a_shared_quotation_tells_of_one_source_only_where_it_was_translated_or_is_long(words, state, kin):
    """Two reporters in one room write the same words down; they do not translate them alike."""
    a = saying(report("a.txt", *RAILWAY, f"„{words}“, sagte Ohm.", day="2031-03-03"), words, "Ohm", state)
    b = saying(report("b.txt", *HARBOUR[5:], f"Ohm sagte: „{words}“", day="2031-03-05"), words, "Ohm", state)
    found = find_lineage([a, b], PACKS)

    assert [(one.kind, one.why, one.source) for one in found] == [("shared passage", "shared quotation", None)] * kin


FIRST = {
    "an earlier day": (
        report("a.txt", *HARBOUR, day="2031-03-05"), report("b.txt", *HARBOUR, day="2031-03-04"), "b.txt", "lineage.earlier",
    ),
    "the fuller text": (report("a.txt", *HARBOUR[:5]), report("b.txt", *HARBOUR), "b.txt", "lineage.cut"),
    "a day outweighs the fuller text": (
        report("a.txt", *HARBOUR[:5], day="2031-03-03"), report("b.txt", *HARBOUR, day="2031-03-04"), "a.txt",
        "lineage.earlier",
    ),
    "the agency's own report": (
        report("a.txt", *HARBOUR, agencies=["AFP"], day="2031-03-03"), report("b.txt", *HARBOUR, outlet="AFP"), "b.txt",
        "lineage.credits",
    ),
    "the same day": (
        report("a.txt", *HARBOUR, day="2031-03-03"), report("b.txt", *HARBOUR, day="2031-03-03"), None, None,
    ),
    "both follow one agency": (
        report("a.txt", *HARBOUR, agencies=["AFP"], day="2031-03-03"),
        report("b.txt", *HARBOUR, agencies=["AFP"], day="2031-03-05"),
        None, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("a", "b", "source", "rule"), FIRST.values(), ids=FIRST)
def test_who_was_first(a, b, source, rule):
    """Credits tell more than days, and days more than length; without any of them it is left open."""
    [found] = find_lineage([a, b], PACKS)

    assert found.source == source
    assert rule is None or rule in [reason.rule for reason in found.reasons]


def test_days_that_overlap_tell_nothing():
    """A day out of an interval may be any of it."""
    a = replace(WHOLE, header=replace(WHOLE.header, published=Published(None, ("2031-03-01", "2031-03-04"))))
    [found] = find_lineage([a, report("b.txt", *HARBOUR, day="2031-03-03")], PACKS)

    assert found.source is None


def test_who_names_the_other_as_its_source_follows_it():
    """Words told by way of an outlet come from it."""
    said = "die Quoten seien viel zu hoch"
    a = saying(report("a.txt", *HARBOUR, f"Ohm sagte dem Küstenboten, {said}."), said, "Ohm", mode="indirect")
    at = a.text.index("Küstenboten")
    a = replace(a, statements=(replace(a.statements[0], via=a.span(at, at + len("Küstenboten"))),))
    [found] = find_lineage([a, report("b.txt", *HARBOUR, outlet="Küstenbote")], PACKS)

    assert found.source == "b.txt"
    assert "beruft sich auf Küstenbote" in told(found.reasons[-1], "de")


def versions(many, seed=1):
    """Versions of one text, each with a word of its own."""
    chance = random.Random(seed)
    found = []
    for n in range(many):
        words = " ".join(HARBOUR).split(" ")
        words[chance.randrange(len(words))] = f"Fassung{n}"
        found.append(report(f"v{n:03}.txt", " ".join(words)))
    return found


def test_many_versions_are_linked_with_few_relations():
    """Two hundred versions of one text hang together by about as many relations, not by all their pairs."""
    many = versions(200)
    found = find_lineage(many, PACKS)
    roots = {one.name: one.name for one in many}
    for one in found:
        a, b = roots[one.reports[0]], roots[one.reports[1]]
        roots = {name: a if root == b else root for name, root in roots.items()}

    assert len(found) <= 2 * len(many)
    assert len(set(roots.values())) == 1


def test_a_few_versions_are_all_compared():
    """In a small story every two versions are told to be."""
    assert len(find_lineage(versions(6), PACKS)) == 15


def test_only_pairs_asked_for_are_compared():
    """Whoever knows which reports are worth comparing says so; names that are not there are passed over."""
    found = find_lineage(
        versions(5), PACKS, pairs=[("v003.txt", "v001.txt"), ("v000.txt", "v000.txt"), ("x", "v002.txt")]
    )

    assert [one.reports for one in found] == [("v001.txt", "v003.txt")]


def test_a_language_without_a_pack_is_compared_by_words():
    """No pack is no reason to miss a copy."""
    pair = [replace(one, language="pl") for one in (WHOLE, report("b.txt", *HARBOUR))]

    assert [one.kind for one in find_lineage(pair, PACKS)] == ["near-duplicate"]


MIXES = st.lists(st.lists(st.sampled_from((*HARBOUR, *RAILWAY)), max_size=8), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(MIXES, st.randoms(use_true_random=False))
def test_the_order_of_the_reports_does_not_matter(mixes, chance):
    """The same reports give the same relations, whoever is handed in first."""
    reports = [report(f"{n}.txt", *sentences) for n, sentences in enumerate(mixes)]
    shuffled = list(reports)
    chance.shuffle(shuffled)

    assert find_lineage(shuffled, PACKS) == find_lineage(reports, PACKS)


@settings(max_examples=40, deadline=None)
@given(MIXES)
def test_passages_are_the_reports_own_text_and_do_not_overlap(mixes):
    """Every quote stands where it says, no word is told twice, and no report shares more than all of itself."""
    reports = {f"{n}.txt": report(f"{n}.txt", *sentences) for n, sentences in enumerate(mixes)}
    for one in find_lineage(list(reports.values()), PACKS):
        taken: Counter[tuple[str, int]] = Counter()
        for pair in one.passages:
            assert [quote.report for quote in pair] == list(one.reports)
            for quote in pair:
                assert quote.text == reports[quote.report].text[quote.start : quote.end]
                taken.update((quote.report, at) for at in range(quote.start, quote.end))
        assert max(taken.values(), default=1) == 1
        assert all(0.0 <= share <= 1.0 for share in one.shares)
        assert 0.0 < one.confidence <= 1.0
        assert all(told(reason, lang) for reason in one.reasons for lang in ("en", "de"))
