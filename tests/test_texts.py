"""The words of the interface."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from depesche import texts
from depesche.errors import UsageError
from depesche.export.highlight import ROLES
from depesche.records import Act, Mode


def placeholders(words: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("key", texts.keys())
def test_both_languages_say_the_same(key):
    """Neither is empty where the other is not, and both have the same placeholders."""
    english, german = texts.all_words()[key]

    assert bool(english) == bool(german)
    assert placeholders(english) == placeholders(german)
    assert not re.search(r"  |^\s|\s$", english + german)


@pytest.mark.parametrize(("group", "values"), [("act", get_args(Act)), ("mode", get_args(Mode))])
def test_every_value_of_the_guidelines_has_a_name(group, values):
    """What a record may hold can be said in both languages."""
    assert not {f"{group}.{value}" for value in values} - set(texts.keys())


def test_every_mark_has_a_name_and_a_letter_of_its_own():
    """Marks are told apart without colour, so no two may share a letter."""
    for lang in texts.LANGS:
        letters = [texts.text(f"letter.{role}", lang) for role in ROLES if role not in {"clutter", "content"}]
        assert len(letters) == len(set(letters)), lang
        assert all(letters), lang


def test_no_word_is_left_over():
    """What nobody says any more leaves the table."""
    root = Path(texts.__file__).parents[1]
    source = "".join(p.read_text("utf-8") for p in root.rglob("*") if p.suffix in {".py", ".html"} and p.is_file())
    said = set(re.findall(r"""\b(?:t|text|count)\(["']([^"']+)["']""", source))
    said |= {"outlet", "agencies", "byline", "dateline"}  # fields of the header are said by their name
    groups = set(re.findall(r"""\b(?:name_of|t|text|count)\(f?["'](\w+)(?:\.\{?)?["']?""", source))

    left = {key.removesuffix(".one").removesuffix(".many") for key in texts.all_words()} - said
    assert sorted(key for key in left if "." not in key or key.partition(".")[0] not in groups) == []


def test_another_language_is_refused():
    """With the languages that there are."""
    with pytest.raises(UsageError, match="en and de"):
        texts.text("statements", "fr")


def test_what_is_no_day_stays_as_it_is():
    """A half-known day is not made up."""
    assert [
        texts.long_day("2031-13-45"),
        texts.short_day(None),
        texts.long_day("", "de"),
    ] == ["2031-13-45", "undated", "ohne Datum"]
