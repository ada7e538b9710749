"""The briefing in Markdown, in which what a report says is text and never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING

from depesche.export.paper import Block, Paper, Piece, paper
from depesche.export.registry import Written, exporter

if TYPE_CHECKING:
    from depesche.store.case import Case

# What means something wherever it stands.
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&@!$^=])")
# What makes a link of an address, a list of a line, or a heading of the one before.
_ADDRESS = re.compile(r":(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_BEGINS = re.compile(r"\A(\s*)(\d*)([-+.):])")
_TITLES = re.compile(r"""(["'(])""")
_SIGNS = {"": "", "bold": "**", "italic": "*"}
_LEADS = {"title": "# ", "heading": "## ", "subheading": "### ", "item": "- ", "quote": "> ", "note": "", "line": ""}


@exporter("md", suffix=".md", about="the briefing as text, in Markdown, for notes and wikis")
def write_md(case: Case, out: IO[str], *, lang: str = "en", title: str | None = None) -> Written:
    """Write the briefing; return how many reports it sums up.

    Args:
        case: an open case.
        out: where to.
        lang: the language of the words around what the reports tell, `en` or `de`.
        title: the headline; by default that it is a briefing.

    """
    made = paper(case, lang, title)
    out.writelines(lines(made))
    return Written(made.reports)


def lines(made: Paper) -> Iterator[str]:
    """A document in Markdown: CommonMark with tables and footnotes."""
    for block in made.blocks:
        yield from _table(block) if block.kind == "table" else (_block(block), "\n\n")
    if made.sources:
        yield f"## {escaped(made.sources_title)}\n\n"
    for number, source in enumerate(made.sources, start=1):
        yield f"{footnote(number, source)}\n\n"


def footnote(number: int, source: str) -> str:
    """A source behind its number. Where footnotes are unknown, an address with a title would make a link of each such number."""
    words = _TITLES.sub(r"\\\1", escaped(source))
    return f"[^{number}]: {words}"


def escaped(words: str, *, begins: bool = True) -> str:
    r"""Words in one line that mean nothing to Markdown. begins: whether they begin the line.

    >>> print(escaped("1. <b>*Genf*</b> www.x.de http://x"))
    1\. \<b\>\*Genf\*\</b\> www\.x.de http\://x
    """
    found = _ADDRESS.sub(lambda match: f"\\{match[0]}", _MARKS.sub(r"\\\1", " ".join(words.split())))
    return _BEGINS.sub(r"\1\2\\\3", found) if begins else found


def _block(block: Block) -> str:
    told = "".join(
        _piece(block.pieces, place, plain=block.kind == "note") for place in range(len(block.pieces))
    ).strip()
    cites = "".join(f"[^{number}]" for number in block.cites)
    told = f"*{told}*" if block.kind == "note" else told
    return f"{_LEADS[block.kind]}{told}{' ' if cites else ''}{cites}"


def _piece(pieces: Sequence[Piece], place: int, *, plain: bool) -> str:
    """Words with their emphasis, whose signs must touch them; blanks at the ends stay outside."""
    piece = pieces[place]
    words = escaped(piece.text, begins=not place)
    if not words:
        return ""
    before, behind = (" " if edge.isspace() else "" for edge in (piece.text[:1], piece.text[-1:]))
    sides = ("".join(one.text for one in some) for some in (pieces[:place], pieces[place + 1 :]))
    sign = "" if plain else _SIGNS[piece.look]
    if not _parted(piece.text, *sides):
        sign = ""
    return f"{before}{sign}{words}{sign}{behind}"


def _parted(words: str, before: str, behind: str) -> bool:
    """Whether Markdown sees where emphasis begins and ends: not where a mark of punctuation has a letter on its other side."""
    first, last = words.strip()[:1], words.strip()[-1:]
    opens = first.isalnum() or words[:1].isspace() or not before[-1:].isalnum()
    return opens and (last.isalnum() or words[-1:].isspace() or not behind[:1].isalnum())


def _table(block: Block) -> Iterator[str]:
    for number, row in enumerate(block.rows):
        yield f"| {' | '.join(escaped(cell, begins=False) for cell in row)} |\n"
        if not number:
            yield f"|{' --- |' * len(row)}\n"
    yield "\n"
