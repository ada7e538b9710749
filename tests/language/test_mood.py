"""The mood of finite verbs."""

from __future__ import annotations

import pytest

from depesche.language.mood import mood


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("sei", "sein", "sub"), ("seien", "sein", "sub"), ("wäre", "sein", "sub"), ("ist", "sein", "ind"), ("war", "sein", "ind"),
        ("habe", "haben", "sub"), ("hätten", "haben", "sub"), ("hat", "haben", "ind"), ("hatte", "haben", "ind"),
        ("werde", "werden", "sub"), ("würde", "werden", "sub"), ("wird", "werden", "ind"), ("wurde", "werden", "ind"),
        ("könne", "können", "sub"), ("könnten", "können", "sub"), ("konnte", "können", "ind"), ("müsse", "müssen", "sub"),
        ("dürfe", "dürfen", "sub"), ("solle", "sollen", "sub"), ("sollte", "sollen", "both"), ("wollte", "wollen", "both"),
        ("möchte", "mögen", "ind"), ("gebe", "geben", "sub"), ("gibt", "geben", "ind"), ("gäbe", "geben", "sub"),
        ("gäben", "geben", "sub"), ("ging", "gehen", "ind"), ("ginge", "gehen", "sub"), ("bliebe", "bleiben", "sub"),
        ("blieben", "bleiben", "ind"), ("kämen", "kommen", "sub"), ("sagte", "sagen", "ind"), ("arbeitete", "arbeiten", "ind"),
        ("sammle", "sammeln", "sub"), ("Sei", "sein", "sub"), ("gelte", "gelten", "sub"),
    ],
)  # fmt: skip
def test_mood_is_told_from_form_and_lemma(form, lemma, expected):
    """The subjunctive has forms of its own; a form that the indicative shares is not taken for it."""
    assert expected == mood(form, lemma)
