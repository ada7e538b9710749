"""The codebook as a file: the same book always in the same words, and what is wrong with a file by its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import UsageError
from depesche.relate.codebook_file import read, write
from depesche.relations import Issue

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAME = TEXT.filter(str.strip)
IDS = st.from_regex(r"[a-zä.\-0-9]{1,12}", fullmatch=True)


@st.composite
def books(draw):
    """Codebooks in which each name stands once."""
    ids = draw(st.lists(IDS, max_size=4, unique=True))
    covers = draw(st.lists(TEXT, max_size=8, unique_by=str.casefold))
    parts = draw(st.lists(st.integers(0, 3), min_size=len(covers), max_size=len(covers)))
    return [
        Issue(
            one,
            draw(NAME),
            tuple(sorted(cover for cover, part in zip(covers, parts, strict=True) if part == at)),
            tuple(draw(st.lists(st.sampled_from(["Hafen*", "*rakete* & Malta"]), max_size=2, unique=True))),
            draw(st.booleans()),
            draw(TEXT),
            draw(NAME),
            draw(TEXT),
        )
        for at, one in enumerate(ids)
    ]


@given(books())
def test_what_is_written_is_read_again(book):
    """Whatever names and notes hold, nothing is lost, and the order of entries makes no other file."""
    text = write(book)

    assert list(read(text, "a.toml")) == sorted(book, key=lambda issue: issue.id)
    assert write(reversed(book)) == text


def test_one_edit_changes_few_lines():
    """A diff shows what was edited and nothing else."""
    book = [Issue(f"i{n}", f"Sache {n}", (f"Sache {n}", f"Ding {n}")) for n in range(20)]
    edited = [*book[:7], Issue("i7", "Hafen", book[7].covers, by="ida"), *book[8:]]
    before, after = write(book).splitlines(), write(edited).splitlines()

    assert len(set(before) ^ set(after)) == 3


HEAD = 'codebook = 1\n\n[issue.port]\nname = "Hafen"\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("codebook = 1\n[issue.port\n", 2, "cannot be read"),
        ('[issue.port]\nname = "Hafen"\n', None, "does not say"),
        ("codebook = 2\n", None, "does not say"),
        (HEAD + 'nmae = "x"\n', 5, "no nmae"),
        (HEAD + 'covers = "Hafen"\n', 5, "wrong kind"),
        (HEAD + 'covers = ["Hafen", 3]\n', 5, "wrong kind"),
        (HEAD + 'hidden = "yes"\n', 5, "wrong kind"),
        (HEAD + 'patterns = [\n    "Hafen*",\n    "*",\n]\n', 7, "stands alone"),
        ('codebook = 1\n\n[issue.port]\nnote = "x"\n', 3, "no name"),
        (HEAD + 'covers = [\n    "Kai",\n]\n[issue.quay]\nname = "Q"\ncovers = [\n    "KAI",\n]\n', 11, "two issues"),
        ('codebook = 1\n[isue.port]\nname = "Hafen"\n', 2, "no isue"),
        ("codebook = 1\nissue = 3\n", None, "in a codebook"),
        ("codebook = 1\nissue.port = 3\n", None, "no entry"),
        (HEAD + 'name = "Kai"\n', 5, "cannot be read"),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_to_do(text, line, said):
    """Who edits a codebook by hand finds the place at once."""
    with pytest.raises(UsageError) as caught:
        read(text, "buch.toml")

    assert said in caught.value.what
    assert caught.value.where == (f"buch.toml:{line}" if line else "buch.toml")
    assert caught.value.hint


def test_half_characters_are_replaced():
    """No file can hold them, and the rest of the book is worth more."""
    assert read(write([Issue("a", "Hafen\ud800")]), "a.toml")[0].name == "Hafen\ufffd"


@given(st.text(max_size=200))
def test_any_text_is_a_codebook_or_a_fault(text):
    """Nothing that a file may hold ends in anything but clear words."""
    where = "a.toml"
    try:
        read(f"codebook = 1\n{text}", "a.toml")
    except UsageError as error:
        where = error.where or ""

    assert where.startswith("a.toml")
