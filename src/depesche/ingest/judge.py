"""Decide which blocks of a page are article: what trafilatura takes for it, and what the page's own marks rule out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from depesche.ingest.walk import Leaf
from depesche.records import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

# trafilatura needs 9 s for 200,000 paragraphs; beyond this many elements the page's own marks must do.
MOST_ELEMENTS = 30_000
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKED = "marked by the page"


def judge(root: _Element, text: str, leaves: list[Leaf], title: str | None) -> tuple[tuple[Block, ...], str]:
    """Call every leaf article, clutter or title, and name what decided."""
    elements = sum(1 for _ in root.iter())
    taken = _taken(root) if elements <= MOST_ELEMENTS else None
    if taken is None or not _enough(taken, text, leaves):
        verdicts = [_by_marks(leaf, text) for leaf in leaves]
        judged_by = "the page's own marks"
    else:
        verdicts = [_by_extractor(leaf, text, taken) for leaf in leaves]
        verdicts = _between(verdicts, leaves, text)
        judged_by = f"trafilatura {_version()}"
    at = _title_at(text, leaves, verdicts, title)
    return tuple(
        Block(leaf.start, leaf.end, "title" if i == at else kind, "headline" if i == at else why)
        for i, (leaf, (kind, why)) in enumerate(zip(leaves, verdicts, strict=True))
    ), judged_by


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  slow to import

    return version("trafilatura")


def _taken(root: _Element) -> tuple[set[str], str]:
    """The paragraphs that trafilatura takes for the article: as a set of keys, and run together."""
    from lxml import etree  # noqa: PLC0415
    from trafilatura import extract  # noqa: PLC0415  half a second, only in the process that takes pages apart

    # It wants elements of lxml.html and changes what it is given, so it gets its own tree.
    found = (
        extract(etree.tostring(root, encoding="unicode", method="html"), include_comments=False, include_tables=True)
        or ""
    )
    keys = [key(line) for line in found.splitlines()]
    return {one for one in keys if one}, "".join(keys)


def key(text: str) -> str:
    """A text by its letters and digits alone, since extractors tidy the rest.

    >>> key("– Ein „Nein“ aus  Genf.")
    'einneinausgenf'
    """
    return re.sub(r"[\W_]+", "", text).casefold()


def _enough(taken: tuple[set[str], str], text: str, leaves: list[Leaf]) -> bool:
    """Whether the extractor found a fair part of what the page's own marks call article."""
    marked = sum(leaf.end - leaf.start for leaf in leaves if _by_marks(leaf, text)[0] == "article")
    return len(taken[1]) > 0.2 * marked


def _by_extractor(leaf: Leaf, text: str, taken: tuple[set[str], str]) -> tuple[str, str]:
    lines, run = taken
    if leaf.outside:
        return "clutter", leaf.outside
    words = text[leaf.start : leaf.end]
    own = key(words)
    if own and (own in lines or (len(own) >= 25 and own in run)):
        return ("clutter", leaf.named) if leaf.named in {"caption", "share bar"} else ("article", "trafilatura")
    parts = [key(line) for line in words.split("\n")]
    if len(parts) > 1 and 2 * sum(part in lines for part in parts if part) >= len(parts):
        return "article", "trafilatura"
    return "clutter", leaf.named or "trafilatura leaves it out"


def _by_marks(leaf: Leaf, text: str) -> tuple[str, str]:
    """Judge a leaf by where it stands, what its classes say, and how much of it is links."""
    if leaf.outside or leaf.named:
        return "clutter", leaf.outside or leaf.named
    length = leaf.end - leaf.start
    if 2 * leaf.linked > length:
        return "clutter", "links"
    prose = leaf.tag in {"p", "blockquote"} or leaf.article or leaf.tag in _HEADINGS
    if prose or (length >= 80 and text[leaf.start : leaf.end].rstrip("“”\"»«’'")[-1:] in ".!?"):
        return "article", _MARKED
    return "clutter", "no sentence"


def _between(verdicts: list[tuple[str, str]], leaves: list[Leaf], text: str) -> list[tuple[str, str]]:
    """Take back what the extractor dropped in the middle of the article without any reason that the page gives."""
    kept = [i for i, (kind, _) in enumerate(verdicts) if kind == "article"]
    result = list(verdicts)
    for i in range(kept[0] if kept else 0, kept[-1] if kept else 0):
        leaf = leaves[i]
        plain = not leaf.outside and not leaf.named and 2 * leaf.linked <= leaf.end - leaf.start
        prose = leaf.tag in _HEADINGS or (leaf.tag in {"p", "blockquote"} and "." in text[leaf.start : leaf.end])
        near = any(verdicts[j][0] == "article" for j in (i - 1, i + 1) if 0 <= j < len(verdicts))
        if verdicts[i][0] == "clutter" and plain and prose and near:
            result[i] = ("article", "between paragraphs of the article")
    return result


def _title_at(text: str, leaves: list[Leaf], verdicts: list[tuple[str, str]], title: str | None) -> int | None:
    """Which leaf is the headline: what reads like the title that the page states, else its first `<h1>`."""
    wanted = key(title or "")
    first = next((i for i, (kind, _) in enumerate(verdicts) if kind == "article"), len(leaves))
    for i, leaf in enumerate(leaves[: first + 1]):
        if wanted and key(text[leaf.start : leaf.end]) == wanted and leaf.outside != "navigation":
            return i
    return next((i for i, leaf in enumerate(leaves) if leaf.tag == "h1" and leaf.outside != "navigation"), None)
