"""From a text to sentences of tagged tokens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.conftest import a_report

from depesche.language.analysis import analyse
from depesche.packs import load
from depesche.records import Header, Span

DE = load("de")


def tokens(text):
    return [t for s in analyse(a_report(text), DE).sentences for t in s.tokens]


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Er bat sie, vorzutreten.", "vorzutreten", "VVIZU"),
        ("Er hat die Frage zurückgewiesen.", "zurückgewiesen", "VVPP"),
        ("„Ja“, sagte sie.", "„", "$("),
        ("Sie gingen – endlich.", "–", "$("),
        ("Sie ging.", ".", "$."),
        ("Die Fähre legt ab.", "ab", "PTKVZ"),
    ],
    ids=["zu inside", "participle", "quotation mark", "dash", "stop", "verb particle"],
)
def test_words_get_their_tag(text, word, tag):
    """Tags are STTS, with the habits of the model put right that reading would stumble over."""
    assert [tag] == [t.tag for t in tokens(text) if t.text == word]


@pytest.mark.parametrize(
    ("text", "moods"),
    [
        ("Er sagte, sie habe Zeit.", ["ind", "sub"]),
        ("Ich habe Zeit.", ["ind"]),
        ("Ich hätte Zeit.", ["sub"]),
        ("Er sagte, es gebe Streit.", ["ind", "sub"]),
        ("Er kam, sie sollte gehen.", ["ind", "both"]),
    ],
    ids=["subjunctive", "first person", "first person, past subjunctive", "strong verb", "could be both"],
)
def test_finite_verbs_have_a_mood(text, moods):
    """Only finite verbs have one; the first person's `habe` is no subjunctive."""
    assert moods == [t.mood for t in tokens(text) if t.mood]


def test_sentences_know_their_paragraph_and_leave_clutter_out():
    """Sentences that stand together count as one paragraph; a caption is not read."""
    text = "Die Fähre legt ab. Es regnet.\n\nFoto: Hafen\n\nNiemand winkt."
    header = Header(clutter=(Span.of(text, 31, 42),))
    found = analyse(replace(a_report(text), header=header), DE).sentences

    assert [(text[s.start : s.end], s.paragraph) for s in found] == [
        ("Die Fähre legt ab.", 0),
        ("Es regnet.", 0),
        ("Niemand winkt.", 1),
    ]


def test_tokens_are_the_reports_own_text():
    """Each token's text is what stands at its offsets, but for what the next test says."""
    text = "  „Wir bleiben“ 😀,\xa0sagte\u202e z. B. Dr. Weiß am 12. Januar.\r\n"

    assert [text[t.start : t.end] for t in tokens(text)] == [t.text for t in tokens(text)]


def test_words_are_looked_up_as_they_are_usually_written():
    """Soft hyphens and accents behind their letters are the text's; tags, lemmas and tables know whole words."""
    plain = "Die 58-Jährige bestätigte die Vereinbarung."
    odd = "Die 58-Ja\u0308hrige besta\u0308\xadtigte die Ver\xadein\xadbarung."

    assert [(t.text, t.tag, t.lemma) for t in tokens(plain)] == [(t.text, t.tag, t.lemma) for t in tokens(odd)]
    assert tokens("\xad \u0308 Ende.")  # a mark that no letter stands before is read as a sign
