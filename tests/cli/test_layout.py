"""How records are laid out on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from depesche.cli.layout import Column, Noted, head, quoted, table


def test_a_head_longer_than_a_line_goes_on_below_its_own_beginning(capsys):
    """What is indented stays so on every line, and the place stands at the right end of the last one."""
    head(Console(width=30), Text("  Montag, planned: Karvelien, Talvonien"), "a.txt:1")

    first, second, last = capsys.readouterr().out.splitlines()
    assert (first, second) == ("  Montag, planned: Karvelien,", "  Talvonien")
    assert last == " " * 23 + "a.txt:1"


def test_words_have_their_place_at_the_end_of_the_last_line(capsys):
    """Or below it where there is no room."""
    console = Console(width=24)
    quoted(console, Text("Wir warten nicht."), "a:1", 2)
    quoted(console, Text("Wir warten hier auf niemanden."), "a:1", 2)
    quoted(console, Text(""), "a:1", 2)

    assert capsys.readouterr().out.splitlines() == [
        "  Wir warten nicht.  a:1",
        "  Wir warten hier auf",
        "  niemanden.         a:1",
        " " * 21 + "a:1",
    ]


def test_notes_stand_below_the_first_column_that_takes_what_is_left(capsys):
    """Across the table where that is the first."""
    for columns in ((Column("day", 5), Column("who")), (Column("who"), Column("day", 5))):
        table(Console(width=20), columns, [Noted(("1 Mar", "Kolb"), ["auch Mira genannt"])], indent=0)

    assert capsys.readouterr().out.splitlines() == [
        "day    who",
        "1 Mar  Kolb",
        "       auch Mira",
        "       genannt",
        "who            day",
        "1 Mar          Kolb",
        "  auch Mira genannt",
    ]


def test_a_line_without_a_place_ends_with_its_words(capsys):
    """There are no blanks at the end of a line."""
    head(Console(width=20), Text("  Elba (2)"), "")

    assert capsys.readouterr().out == "  Elba (2)\n"


def test_heads_of_columns_are_made_harmless(capsys):
    """A column may be called by what a report says."""
    table(Console(width=30), (Column("\x1b[31mrot"),), [("x",)])

    assert capsys.readouterr().out.splitlines()[0] == "  ⟦1B⟧[31mrot"
