"""Tags: the same as HanTa's own, from caches that stay small."""

from __future__ import annotations

from functools import lru_cache

import pytest
from HanTa.HanoverTagger import HanoverTagger
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language import model, tags
from depesche.language.forms import Forms
from depesche.language.tags import Tagger, tagger

PARAGRAPHS = [
    "Die Fähre nach Lubrina legte am Morgen mit zwei Stunden Verspätung ab , weil ein Lotse fehlte .",
    "Der Minister sagte , er sei mit dem Verlauf der Gespräche zufrieden , und reiste am Abend weiter .",
    "Niemand wollte erklären , warum die Brücke gesperrt wurde ; die Polizei wies alle Fragen zurück .",
    "Wer die Kosten trägt , blieb offen . Am Freitag treffen sich beide Seiten wieder in Genf .",
    '" Wir bleiben am Tisch " , rief sie , " solange ihr bleibt ! "',
]  # fmt: skip


@lru_cache(maxsize=1)
def hanta():
    """HanTa as it comes."""
    return HanoverTagger(model.FILE)


def plain_hanta(words):
    """HanTa's own tags, without the brackets that its names put around some."""
    found = hanta().tag_sent(words, taglevel=1)
    return [tag if tag in {"$(", "$,", "$."} else tag.replace("(", "").replace(")", "") for _, _, tag in found]


@pytest.mark.parametrize("text", PARAGRAPHS, ids=["wire", "subjunctive", "question", "two sentences", "quotation"])
def test_tags_are_those_of_hanta_itself(text):
    """For words that are not cut to their heads, the faster search finds what HanTa's own search finds."""
    words = text.split()
    assert all(len(word) < 16 for word in words)

    assert plain_hanta(words) == [tag for tag, _ in tagger().tag(words)]


@pytest.mark.parametrize(
    ("words", "at", "lemma"),
    [
        ("Er wies es zurück .", 1, "weisen"),
        ("Sie ging .", 1, "gehen"),
        ("Sie haben verhandelt .", 2, "verhandeln"),
        ("Man gab auf .", 1, "geben"),
    ],
    ids=["separable verb", "strong verb", "participle", "past"],
)
def test_verbs_have_a_lemma(words, at, lemma):
    """A verb's lemma is its infinitive, without the prefix that stands apart."""
    assert lemma == tagger().tag(words.split())[at][1]


def test_long_forms_are_known_by_their_heads():
    """A compound that the model does not know is tagged as its last letters are, and its capital is its own."""
    words = [
        "Der",
        "Talvonien-Streit",
        "dauert",
        "an",
        ":",
        "die",
        "Vermittlungskommission",
        "trifft",
        "Fährhafenbetreiber",
    ]

    assert [tag for tag, _ in tagger().tag(words)] == ["ART", "NN", "VVFIN", "PTKVZ", "$.", "ART", "NN", "VVFIN", "NN"]


@lru_cache(maxsize=1)
def the_model():
    return model.load()


def test_caches_stay_below_their_bound(monkeypatch):
    """However many forms are met, the caches never hold more than their bound."""
    monkeypatch.setattr(tags, "_FORMS", 50)
    small = Tagger(the_model(), Forms())
    for number in range(120):
        small.tag([f"x{number}te", "kam"])

    assert all(0 < len(cache) <= 50 for cache in (small._tags, small._analysed, small._infinitives))


def test_cleared_caches_change_no_tag(monkeypatch):
    """A form that fell out of the cache is tagged as before."""
    words = " ".join(PARAGRAPHS).split()
    expected = tagger().tag(words)
    monkeypatch.setattr(tags, "_FORMS", 5)

    assert expected == Tagger(the_model(), Forms()).tag(words)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12).filter(lambda w: not w.isspace()), max_size=12))
def test_every_word_gets_one_tag(words):
    """Whatever stands for a word, it gets a tag and a lemma, and nothing is raised."""
    found = tagger().tag(words)

    assert len(words) == len(found)
    assert all(tag for tag, _ in found)


def test_endless_words_are_tagged_without_being_analysed():
    """The analysis takes time with the square of a word's length, or worse: this one would take hours."""
    word = "ge" * 200_000 + "sagt"

    assert tagger().tag(["Er", word, "das", "."])[1] == ("VVFIN", word)
