"""Take a saved page apart: its text, its blocks and what it states about itself.

Pages are hostile. This runs in a process of its own (`depesche.ingest.worker`), which may be killed at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.errors import ReportError
from depesche.ingest.days import day
from depesche.ingest.judge import judge
from depesche.ingest.metadata import facts
from depesche.ingest.ticker import Entry, entries
from depesche.ingest.walk import read_text
from depesche.records import Block, Fact

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION = "page 1"
_NO_NEWS = frozenset({"share bar", "advertisement", "newsletter box", "paywall", "player", "for screen readers only"})


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart. extractor: what made the text and what judged its blocks, with their versions."""

    text: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    extractor: str


def pages_of(page: str) -> list[tuple[str, Page]]:
    r"""Read a page that is decoded already: the page as a whole, then each entry of a live ticker with its key.

    >>> [(_, found)] = pages_of("<h1>Genf</h1><p>Man sprach&nbsp;<b>lange</b>.</p>")
    >>> found.text
    'Genf\n\nMan sprach\xa0lange.'

    Raises:
        ReportError: if it is nested too deeply to be read whole, or shows no text.

    """
    root = _tree(page)
    stated = facts(root)
    found = entries(root)
    apart = [(entry.key, _entry(entry, stated)) for entry in found]
    for entry in found:
        _without(entry.element)
    text, leaves = read_text(root)
    if text.strip():
        title = next((fact.value for fact in stated if fact.field == "title"), None)
        blocks, judged_by = judge(root, text, leaves, title)
        return [("", Page(text, blocks, stated, f"{VERSION}, judged by {judged_by}")), *apart]
    if apart:
        return apart
    raise ReportError(
        "The page shows no text.",
        hint="Perhaps a script fills it in. Save it from the browser once it is shown, or copy its text to a file.",
    )


def _entry(entry: Entry, stated: tuple[Fact, ...]) -> Page:
    """An entry of a ticker as a report: its own text, day and heading, and of the page what holds for all entries."""
    text, leaves = read_text(entry.element)
    blocks = tuple(
        Block(
            leaf.start,
            leaf.end,
            *(("clutter", leaf.named) if leaf.named in _NO_NEWS else ("article", "entry of a live ticker")),
        )
        for leaf in leaves
    )
    own = [Fact("published", str(day(entry.at)), "page (ticker entry)")]
    own += [Fact("title", entry.title, "page (ticker entry)")] if entry.title else []
    own += [fact for fact in stated if fact.field in {"outlet", "language"}]
    own += [Fact("ticker", fact.value, fact.basis) for fact in stated if fact.field == "title"]
    return Page(text, blocks, tuple(own), f"{VERSION}, entry of a live ticker")


def _without(element: _Element) -> None:
    """Take an element out of its tree; what follows it stays."""
    parent, tail = element.getparent(), element.tail
    assert parent is not None
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _tree(page: str) -> _Element:
    """Parse a page without network, entities of its own, or the means to fill the memory."""
    from lxml import etree  # noqa: PLC0415  only the process that takes pages apart needs it

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    # Beyond its limits the parser drops the rest of the page in silence but for this entry.
    if any("RESOURCE_LIMIT" in entry.type_name for entry in parser.error_log):
        raise ReportError(
            "The page is nested deeper than 256 elements, or has more than 10 MB in one element.",
            hint="No page for readers is; copy its text to a .txt file if you need it.",
        )
    if root is None:
        raise ReportError("The page shows no text.")
    return root
