"""How records are laid out on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from depesche.cli.layout import head


def test_a_head_longer_than_a_line_goes_on_below_its_own_beginning(capsys):
    """What is indented stays so on every line, and the place stands at the right end of the last one."""
    head(Console(width=30), Text("  Montag, planned: Karvelien, Talvonien"), "a.txt:1")

    first, second, last = capsys.readouterr().out.splitlines()
    assert (first, second) == ("  Montag, planned: Karvelien,", "  Talvonien")
    assert last == " " * 23 + "a.txt:1"
