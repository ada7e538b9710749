"""Take a saved page apart: its text, its blocks and what it states about itself.

Pages are hostile. This runs in a process of its own (`depesche.ingest.worker`), which may be killed at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.errors import ReportError
from depesche.ingest.judge import judge
from depesche.ingest.metadata import facts
from depesche.ingest.walk import read_text
from depesche.records import Block, Fact

if TYPE_CHECKING:
    from lxml.etree import _Element

VERSION = "page 1"


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart. extractor: what made the text and what judged its blocks, with their versions."""

    text: str
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    extractor: str


def take_apart(page: str) -> Page:
    r"""Read a page that is decoded already.

    >>> take_apart("<h1>Genf</h1><p>Man sprach&nbsp;<b>lange</b>.</p>").text
    'Genf\n\nMan sprach\xa0lange.'

    Raises:
        ReportError: if it is nested too deeply to be read whole, or shows no text.

    """
    root = _tree(page)
    text, leaves = read_text(root)
    if not text.strip():
        raise ReportError(
            "The page shows no text.",
            hint="Perhaps a script fills it in. Save it from the browser once it is shown, or copy its text to a file.",
        )
    stated = facts(root)
    title = next((fact.value for fact in stated if fact.field == "title"), None)
    blocks, judged_by = judge(root, text, leaves, title)
    return Page(text, blocks, stated, f"{VERSION}, judged by {judged_by}")


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
