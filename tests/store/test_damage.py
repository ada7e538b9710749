"""A case file in which bits have flipped is either refused in plain words or sound; it never ends the program."""

from __future__ import annotations

import random
import zlib
from contextlib import suppress

import pytest
from tests.store.conftest import WORDS, a_read_report, dump, sql

from depesche.errors import CaseError
from depesche.store.case import Case


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The bytes of a case with twenty reports."""
    path = tmp_path_factory.mktemp("case") / "x.depesche"
    with Case.open(path, create=True) as case:
        for number in range(20):
            case.put(a_read_report(f"{number}.txt", f"{WORDS} {number}"), reader="1", raw=b"x" * 100)
        case.state("1.txt", "published", "2031-03-06", "me")
    return path.read_bytes()


@pytest.mark.parametrize("seed", range(60))
def test_flipped_bits_are_told_or_harmless(whole, path, seed):
    """Three bits anywhere; every question is asked and a report is put."""
    chance = random.Random(seed)
    flipped = bytearray(whole)
    for _ in range(3):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    path.write_bytes(flipped)

    with suppress(CaseError), Case.open(path) as case:
        dump(case)
        case.put(a_read_report("new.txt"), reader="1")
        assert case.sound()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE statements SET rest = '{'",
        "UPDATE statements SET rest = '{\"nonsense\": 1}'",
        "UPDATE statements SET rest = '[]'",
        "UPDATE reports SET text = 'Ein anderer Text.'",
        "UPDATE reports SET header = 'null'",
        "UPDATE reports SET counts = '{'",
        "UPDATE sources SET data = '{}'",
    ],
)
def test_content_without_its_form_is_damage(whole, path, damage):
    """What SQLite cannot see is seen when it is read."""
    path.write_bytes(whole)
    sql(path, damage)

    with Case.open(path) as case, pytest.raises(CaseError, match="damaged"):
        dump(case)


def test_damage_is_told_while_writing_too(whole, path):
    """A write has to read what is there."""
    path.write_bytes(whole)
    sql(path, "UPDATE reports SET header = '{'")

    with Case.open(path) as case, pytest.raises(CaseError, match="damaged"):
        case.state("1.txt", "outlet", "Bote", "me")


def test_bytes_that_cannot_be_inflated_are_damage(whole, path):
    """The kept source is checked when it is asked for."""
    path.write_bytes(whole)
    sql(path, "UPDATE sources SET bytes = ?", (zlib.compress(b"x" * 100)[:-3],))

    with Case.open(path) as case, pytest.raises(CaseError, match="damaged"):
        case.raw("1.txt")
