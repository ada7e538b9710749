"""The tables of times: mistakes in them are told, with the place."""

from __future__ import annotations

import re
import shutil

import pytest

from depesche.errors import PackError
from depesche.packs import Pack, load
from depesche.read.times_dates import DATE_FIELDS
from depesche.read.times_fields import FIELDS
from depesche.read.times_rules import compiled, first_codes
from depesche.read.times_words import lexicon, tokenise

DE = load("de")


@pytest.fixture
def pack(tmp_path):
    """A copy of the German tables that a test may damage."""
    for path in DE.folder.iterdir():
        if path.suffix in {".tsv", ".txt"}:
            shutil.copy(path, tmp_path)
    return Pack("de", tmp_path, "test")


def add(pack, table, line):
    path = pack.folder / f"{table}.tsv"
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x\t[ NOSUCH ]\tDATE\t-\t-\t.9", "NOSUCH"),
        ("x\tWD MON\tDATE\t-\t-\t.9", "one span"),
        ("x\t[ @NOPIECE ]\tDATE\t-\t-\t.9", "@NOPIECE"),
        ("x\t[ WD* ]\tDATE\t-\t-\t.9", "*"),
    ],
)
def test_a_rule_that_makes_no_sense_is_told(pack, line, told):
    """The error quotes the row."""
    add(pack, "times_rules", line)

    with pytest.raises(PackError) as caught:
        compiled(pack)
    assert told in str(caught.value)


def test_a_word_with_two_classes_is_told(pack):
    """One form is one thing; the rules tell the rest."""
    add(pack, "times_words", "UHR\t-\t-\theute")

    with pytest.raises(PackError, match="heute has two classes"):
        lexicon(pack)


def test_every_field_of_the_table_exists_and_is_used():
    """The columns name fields of the reader, and none is left over."""
    columns = " ".join(row["open"] + row["anchor"] for row in DE.table("times_rules"))
    named = {piece.partition("}")[0] for piece in columns.split("{")[1:]}

    assert named == set(FIELDS)
    assert set(DATE_FIELDS) < set(FIELDS)


def test_every_class_of_the_words_is_used_by_a_rule():
    """A class that no rule names is dead weight; those the reader makes words of are no classes."""
    patterns = " ".join(row["pattern"] for row in DE.table("times_rules") if row["rule"] != "@HELPER")
    named = set(
        patterns.replace("(", " ").replace(")", " ").replace("|", " ").replace("?", " ").replace("!", "").split()
    )

    assert {row["class"] for row in DE.table("times_words")} - {"STEM"} <= named


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Am Montag", ["AM", "WD"]),
        ("AM MONTAG", ["AM", "WD"]),
        ("der Morgen", ["DEF", "PART"]),
        ("Morgen wird es am Morgen.", ["DREL", "AM", "PART"]),
        ("Er kommt morgen", ["DREL"]),
        ("Heute. Heute und die Heute", ["DREL", "DREL", "UND", "DEF"]),
        ("1997 2000 1648 1234567 12 12,5 1.000", ["YEAR", "ROUND", "OLDYEAR", "BIG", "N", "DEC", "BIG"]),
        ("12.1. 12.1.22 20.30 12. 90er", ["DM", "DMY", "CLOCK", "ORD", "DECADE"]),
        ("dreiundzwanzig zweihundert siebten", ["NUMW", "NUMW", "ORDW"]),
        ("zweieinhalbstündig dreijährigen tägige", ["DURADJ", "YEARADJ", "ADJUNIT"]),
    ],
)
def test_words_have_classes(text, kinds):
    """The class of a word goes by its form, and by its place where a sentence begins."""
    assert kinds == [word.kind for word in tokenise(text, lexicon(DE)).words if word]


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("ab", "a"),
        ("a?b", "ab"),
        ("(?:a|b)?(?:c?|d)e", "abcde"),
        ("(?P<span>(?:a?b?)?c)d", "abc"),
        ("(?:ab|c)d?", "ac"),
        ("(?:a?|b)(?!c)d", "abd"),
        ("a(?:b|c)", "a"),
    ],
)
def test_first_codes(source, codes):
    """A pattern begins with what may come first, also past what may be missing."""
    assert set(codes) == first_codes(source)
    assert {
        c for c in "abcde" if any(re.match(source, c + a + b + x) for a in "abcde" for b in "abcde" for x in "abcde")
    } == set(codes)
