"""Words as chains of morphemes: the same analyses as HanTa's own search gives, and the same infinitives."""

from __future__ import annotations

from functools import lru_cache

import pytest
from HanTa.HanoverTagger import HanoverTagger
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.language import model
from depesche.language.lemmas import Lemmas
from depesche.language.morphemes import Morphemes

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"
FORMS = [
    "lotsen", "fährplan", "karvelisch", "lubrina", "verhandelte", "zurückgewiesen", "unterzeichnungen", "vorzutreten", "seenot-ruf",
    "bunteste", "nda", "xq", "s", "-", "12", "drittgrößter", "ge", "hafenbehörden", "talvoniens", "ausgehandeltes",
]  # fmt: skip


@lru_cache(maxsize=1)
def hanta():
    """HanTa as it comes: the oracle."""
    return HanoverTagger(model.FILE)


@lru_cache(maxsize=1)
def tables():
    return model.load()


@lru_cache(maxsize=1)
def morphemes():
    return Morphemes(tables())


@lru_cache(maxsize=1)
def lemmas():
    return Lemmas(tables(), morphemes())


def same_as_hanta(form):
    expected = dict(hanta().analyze_forward(form))
    assert expected == pytest.approx(dict(morphemes().tags(form)), abs=1e-9)


@pytest.mark.parametrize("form", FORMS)
def test_the_tags_of_a_form_weigh_what_they_weigh_in_hanta(form):
    """Looking up pieces and leaving out paths that cannot win changes no weight."""
    same_as_hanta(form)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=LETTERS, min_size=1, max_size=12) | st.text(alphabet=LETTERS + "-'.1é", min_size=1, max_size=8))
def test_any_form_weighs_what_it_weighs_in_hanta(form):
    """The law behind the cases above."""
    same_as_hanta(form)


def test_tags_come_with_the_best_first():
    """Whoever looks at one tag only looks at the most probable one."""
    weights = [weight for _, weight in morphemes().tags("lotsenplan")]

    assert len(weights) > 1
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    "form",
    [
        "wies",
        "zurückgewiesen",
        "verhandelte",
        "gab",
        "vorzutreten",
        "spräche",
        "durchgewunken",
        "gekentert",
        "sei",
        "müsste",
    ],
)
def test_infinitives_are_those_of_hanta(form):
    """A verb form has the infinitive that HanTa gives it, whichever of its tags it has."""
    verbal = [number for number, _ in hanta()._tag_word(form) if tables().names[number][0] == "V"]

    assert verbal
    assert [hanta()._analyze(form, n)[0] for n in verbal] == [lemmas().lemma(form, n) for n in verbal]


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=LETTERS, min_size=1, max_size=14), st.sampled_from(["VVFIN", "VVINF", "VVPP", "VVIMP", "VVIZU"])
)
def test_any_form_has_the_infinitive_that_hanta_gives_it(form, name):
    """Forms that are no verbs, too, are cut in the same way."""
    number = next(n for n, known in tables().names.items() if known == name)

    assert hanta()._analyze(form, number)[0] == lemmas().lemma(form, number)


def test_the_model_is_the_one_that_the_package_brings():
    """Its file is found without loading HanTa, and its digest is that of the version that is pinned."""
    assert model.digest().startswith("d0a23caa212663fe")
