"""The table of forms analysed beforehand: it saves time and changes nothing."""

from __future__ import annotations

import gzip
from functools import lru_cache

import pytest

from depesche.language import forms, model
from depesche.language.forms import Forms
from depesche.language.tags import Tagger
from depesche.packs import load

DE = load("de")

TEXT = (
    "Die Delegationen verhandelten vormittags über Getreideausfuhren , und niemand bestätigte , dass sich die Unterhändler "
    "angenähert hätten ; nachmittags vertagten sie sich überraschend auf den übernächsten Donnerstag ."
)


@lru_cache(maxsize=1)
def bare():
    """A tagger without the table."""
    return Tagger(model.load(), Forms())


@lru_cache(maxsize=1)
def shipped():
    return forms.load(DE.folder)


def lines():
    return gzip.decompress((DE.folder / forms.FILE).read_bytes()).decode("utf-8").splitlines()


def test_the_table_was_made_with_the_model_that_is_installed():
    """Else it would lie there unused."""
    assert lines()[0] == model.digest()
    assert len(lines()) > 50_000


def test_the_table_tells_what_the_analysis_tells():
    """For every 300th form: the same weights, but for tags that are left out anyway, and the same lemmas."""
    for line in lines()[1::300]:
        form = line.partition("\t")[0]
        tags = shipped().tags(form)
        assert tags is None or tags == bare().likely(bare().analysis(form)), form
        for number, name in bare()._model.names.items():
            lemma = shipped().lemma(form, number)
            assert lemma is None or (name[0] == "V" and lemma == bare()._lemmas.lemma(form, number)), form


def test_no_tag_depends_on_the_table():
    """A text is tagged the same with it and without it."""
    words = TEXT.split()

    assert bare().tag(words) == Tagger(model.load(), shipped()).tag(words)


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", gzip.compress(b"0123\nsagen\t49:1000\t49:sagte")[:-9]],
    ids=["empty", "other", "cut off"],
)
def test_a_damaged_table_is_passed_over(content, tmp_path):
    """Reading is slower without it, and right."""
    (tmp_path / forms.FILE).write_bytes(content)

    assert forms.load(tmp_path).tags("sagen") is None


def test_a_table_of_another_model_is_passed_over(tmp_path):
    """What another model says of a form may be wrong of this one."""
    (tmp_path / forms.FILE).write_bytes(gzip.compress(b"another\nlotsen\t49:1000\t49:lotsen"))
    assert forms.load(tmp_path).tags("lotsen") is None

    (tmp_path / forms.FILE).write_bytes(gzip.compress(f"{model.digest()}\nlotsen\t49:1000\t49:lotsen".encode()))
    assert forms.load(tmp_path).tags("lotsen") == ((49, -10.0),)
    assert forms.load(tmp_path).lemma("lotsen", 49) == "lotsen"
    assert forms.load(tmp_path).lemma("lotsen", 22) is None


def test_what_is_written_is_what_is_read():
    """A line keeps weights to the hundredth, and a form may lack tags or lemmas."""
    table = Forms(
        [forms.line("lotsen", [(49, -12.34), (22, -15.0)], {49: "lotsen"}), forms.line("sah", [], {22: "sehen"})]
    )

    assert table.tags("lotsen") == ((49, -12.34), (22, -15.0))
    assert (table.tags("sah"), table.lemma("sah", 22)) == (None, "sehen")
