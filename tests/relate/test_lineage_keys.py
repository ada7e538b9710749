"""By which keys kindred reports meet."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.records import Span
from depesche.relate.lineage_keys import bands, index_keys, likeness, passage_keys, signature
from depesche.relate.lineage_words import article_words

VOCABULARY = [
    a + b for a in ("wag", "bot", "kar", "lum", "sen", "tor", "fil", "pan") for b in ("er", "ung", "ig", "el")
]
ODD = ["", " ", "\n\n", "…!?", "Kurz.", "\ud800", "a" * 100_000, "ja " * 50_000, "12.345 " * 9, "e\u0301\u00ad" * 500]


def prose(chance, many):
    return [chance.choice(VOCABULARY) + chance.choice(VOCABULARY) for _ in range(many)]


def edited(words, chance, many):
    places = chance.sample(range(len(words)), many)
    return [f"neu{i}" if i in places else word for i, word in enumerate(words)]


def met(ours, theirs):
    return bool(set(ours) & set(theirs))


def test_near_duplicates_share_a_band():
    """Of fifty texts with one word in twenty-five changed, every one is found."""
    chance = random.Random(1)
    pairs = [(words, edited(words, chance, 12)) for words in (prose(chance, 300) for _ in range(50))]

    assert all(met(bands(signature(" ".join(a))), bands(signature(" ".join(b)))) for a, b in pairs)


def test_other_texts_share_no_band():
    """Texts of the same words in other runs do not meet."""
    chance = random.Random(2)
    pairs = [(" ".join(prose(chance, 300)), " ".join(prose(chance, 300))) for _ in range(50)]

    assert not any(met(bands(signature(a)), bands(signature(b))) for a, b in pairs)


@pytest.mark.parametrize(("size", "least"), [(25, 0.85), (29, 0.99)])
def test_a_shared_passage_shares_a_key(size, least):
    """Reports of three hundred words that share a passage of twenty-nine always meet, of twenty-five mostly."""
    chance = random.Random(3)
    hits = 0
    for _ in range(100):
        a, b = prose(chance, 300), prose(chance, 300)
        at = chance.randrange(300 - size)
        b[100 : 100 + size] = a[at : at + size]
        hits += met(passage_keys(" ".join(a)), passage_keys(" ".join(b)))

    assert hits >= least * 100


def test_likeness_is_near_the_share_of_common_runs():
    """The estimate is off by little on average."""
    chance = random.Random(4)
    off = []
    for many in range(0, 60, 3):
        a = prose(chance, 300)
        b = edited(a, chance, many)
        ours, theirs = ({tuple(words[i : i + 3]) for i in range(len(words) - 2)} for words in (a, b))
        off.append(
            abs(likeness(signature(" ".join(a)), signature(" ".join(b))) - len(ours & theirs) / len(ours | theirs))
        )

    assert sum(off) / len(off) < 0.05


def test_spelling_does_not_matter():
    """Letter case, quotation marks, thousands, soft hyphens and composed letters leave the keys as they are."""
    ours = "Über 12.500 „Gäste“ zogen am großen Strom entlang zum Deich, wo Kapelle und Feuerwehr schon warteten."
    theirs = (
        "ÜBER 12500 »Gäste« zogen am gro\u00adßen Strom entlang zum Deich, wo Kapelle und Feuerwehr schon warteten."
    )

    assert index_keys(ours) == index_keys(theirs)


def test_clutter_does_not_count():
    """A report and the same report with what its page adds have the same keys."""
    text = " ".join(prose(random.Random(5), 80))
    page = f"Jetzt abonnieren! {text}"

    assert index_keys(page, (Span.of(page, 0, 18),)) == index_keys(text)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_have_few_keys(text):
    """Whatever a text is made of, its keys are bounded."""
    keys = index_keys(text)

    assert len(keys.bands) in {0, 24}
    assert len(keys.passages) <= 48
    assert likeness(keys.signature, keys.signature) in {0.0, 1.0}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_the_parts_agree(text):
    """Asking for one thing gives what asking for all gives, and words stand where they are said to."""
    keys = index_keys(text)
    words = article_words(text)

    assert (signature(text), bands(signature(text)), passage_keys(text)) == (keys.signature, keys.bands, keys.passages)
    assert all(0 <= a < b <= len(text) for a, b in zip(words.starts, words.ends, strict=True))
    assert all(b <= a for b, a in zip(words.ends[:-1], words.starts[1:], strict=True))
