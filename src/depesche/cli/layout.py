"""How records are laid out on a terminal: heads with the place at the right, hanging paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from depesche.cli.terminal import safe

if TYPE_CHECKING:
    from rich.console import Console

INDENT = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, how many cells it takes (None: what is left), whether it is of numbers, and its style."""

    head: str
    cells: int | None = None
    numbers: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A row of a table, and what is said of it in lines below: in the first column that takes what is left, or across all."""

    cells: Sequence[str]
    notes: Sequence[str] = ()


def plain(words: str, style: str = "") -> Text:
    """Words of a report in a style, made harmless, in one line."""
    return Text(safe(words), style=style)


def heading(console: Console, words: str) -> None:
    """The head of a part, with an empty line above."""
    console.print()
    console.print(plain(words, "bold underline"))


def head(console: Console, left: Text, right: str) -> None:
    """A line with something at its right end; where both do not fit, the right part takes the next line.

    A left part that is longer than a line goes on below its own beginning.
    """
    place = plain(right, "dim")
    gap = console.width - left.cell_len - place.cell_len
    if right and gap >= 2:
        _line(console, Text.assemble(left, " " * gap, place))
        return
    lead = len(left.plain) - len(left.plain.lstrip())
    hanging(console, left[lead:], lead)
    if right:
        _line(console, Text.assemble(" " * max(0, console.width - place.cell_len), place))


def hanging(console: Console, words: Text, indent: int = INDENT) -> None:
    """A paragraph whose every line is indented. Words that are longer than a line are broken."""
    for line in words.wrap(console, console.width - indent, overflow="fold"):
        line.rstrip()
        _line(console, Text.assemble(" " * indent, line))


def quoted(console: Console, words: Text, place: str, indent: int = INDENT) -> None:
    """Words with the place where they stand behind them: at the end of their last line, or below where there is no room."""
    room = console.width - indent
    lines = [*words.wrap(console, room, overflow="fold")] or [Text()]
    for line in lines[:-1]:
        line.rstrip()
        _line(console, Text.assemble(" " * indent, line))
    lines[-1].rstrip()
    head(console, Text.assemble(" " * indent, lines[-1]), place)


def shortened(words: str, cells: int) -> str:
    """One line of words of at most so many cells, cut at a blank.

    >>> shortened("Wir haben uns auf nichts geeinigt.", 20)
    'Wir haben uns auf …'
    """
    line = " ".join(words.split())
    if cell_len(line) <= cells:
        return line
    cut = set_cell_size(line, max(1, cells - 2)).rstrip()
    at_blank = cut.rpartition(" ")[0] if not line[len(cut) : len(cut) + 1].isspace() else cut
    return f"{(at_blank or cut).rstrip(' ,;:–—')} …"


def labelled(console: Console, label: Text, words: Text, indent: int, width: int) -> None:
    """A paragraph beside its label, which takes so many cells; each line of it begins behind them."""
    for number, line in enumerate(words.wrap(console, console.width - indent - width, overflow="fold")):
        line.rstrip()
        left = label if number == 0 else Text()
        _line(console, Text.assemble(" " * indent, left, " " * max(1, width - left.cell_len), line))


def table(console: Console, columns: Sequence[Column], rows: Iterable[Sequence[str] | Noted], indent: int = 2) -> None:
    """Rows under heads; only the columns that take what is left are wrapped, all others hold short values."""
    fixed = sum(column.cells or 0 for column in columns) + 2 * (len(columns) - 1) + indent
    flexible = sum(column.cells is None for column in columns)
    rest = max(12, (console.width - fixed) // max(1, flexible))
    widths = [column.cells or rest for column in columns]
    at = indent + sum(
        width + 2 for width, _ in takewhile(lambda pair: pair[1].cells, zip(widths, columns, strict=True))
    )
    _row(console, [plain(column.head, "dim") for column in columns], columns, widths, indent)
    for row in rows:
        cells, notes = (row.cells, row.notes) if isinstance(row, Noted) else (row, ())
        styled = [plain(cell, column.style) for cell, column in zip(cells, columns, strict=True)]
        _row(console, styled, columns, widths, indent)
        for note in notes:
            hanging(console, plain(note, "dim"), max(at, indent + 2))


def _row(
    console: Console, cells: Sequence[Text], columns: Sequence[Column], widths: Sequence[int], indent: int
) -> None:
    wrapped = [list(cell.wrap(console, width, overflow="fold")) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max(len(lines) for lines in wrapped)):
        line = Text(" " * indent)
        for lines, column, width in zip(wrapped, columns, widths, strict=True):
            piece = lines[number] if number < len(lines) else Text()
            piece.rstrip()
            gap = " " * max(0, width - cell_len(piece.plain))
            line.append_text(Text.assemble(gap, piece, "  ") if column.numbers else Text.assemble(piece, gap, "  "))
        line.rstrip()
        _line(console, line)


def _line(console: Console, line: Text) -> None:
    """Write a line that has been cut to size already."""
    console.print(line, no_wrap=True, overflow="ignore", crop=False)
