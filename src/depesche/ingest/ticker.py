"""Live tickers: a page whose entries were published one after the other, each a report of its own.

What counts as a ticker is told by the page: a `LiveBlogPosting` of schema.org, or classes that say so. Its entries are elements alike
beside each other, each with a `<time datetime>` of its own.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.ingest.days import day

if TYPE_CHECKING:
    from lxml.etree import _Element

LEAST = 3  # entries
_SAYS_SO = re.compile(r"live-?_?(?:blog|ticker)|news-?ticker|ticker-?_?(?:entry|item|post|eintrag)", re.IGNORECASE)
_ENTRIES = frozenset({"article", "div", "li", "section"})
_HEADINGS = ("h2", "h3", "h4", "h5")
_SHORTEST = 40  # characters of an entry that is one
_MOST = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its element, what tells it from the others, when it was published (ISO) and what it is headed."""

    element: _Element
    key: str
    at: str
    title: str | None


def entries(root: _Element) -> list[Entry]:
    """The entries of a page that is a ticker, in the order of the page; none for other pages."""
    if not _is_ticker(root):
        return []
    groups: dict[tuple[_Element, str, str], list[_Element]] = defaultdict(list)
    for moment in root.iter("time"):
        if day(moment.get("datetime") or ""):
            for above in _holders(moment):
                parent = above.getparent()
                assert parent is not None
                groups[parent, str(above.tag), above.get("class") or ""].append(above)
    fit = [list(dict.fromkeys(group)) for group in groups.values()]
    best = max(fit, key=lambda group: (_texts(group), len(group)), default=[])
    return list(_named(best)) if _texts(best) >= LEAST else []


def _is_ticker(root: _Element) -> bool:
    if any(
        "LiveBlogPosting" in (element.get("itemtype") or "")
        for element in root.iter("main", "article", "div", "section")
    ):
        return True
    if any(
        _SAYS_SO.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        for one in root.iter(*_ENTRIES, "main", "body", "ol", "ul")
    ):
        return True
    return any(_posts_live(one.text or "") for one in root.iter("script") if "ld+json" in (one.get("type") or ""))


def _posts_live(words: str) -> bool:
    try:
        return "LiveBlogPosting" in words and isinstance(json.loads(words), (dict, list))
    except (ValueError, RecursionError):
        return False


def _holders(moment: _Element) -> Iterator[_Element]:
    """The elements around a time that may be the entry it belongs to: each has no other element's time beside this one's."""
    for above in moment.iterancestors(*_ENTRIES):
        if (
            above.getparent() is None
            or len([one for one in above.iter("time") if day(one.get("datetime") or "")]) > LEAST
        ):
            return
        yield above


def _texts(group: list[_Element]) -> int:
    """How many of a group hold enough text to be entries."""
    return sum(len(" ".join("".join(map(str, one.itertext())).split())) >= _SHORTEST for one in group)


def _named(group: list[_Element]) -> Iterator[Entry]:
    seen: dict[str, int] = defaultdict(int)
    for element in group[:_MOST]:
        at = next(one.get("datetime") or "" for one in element.iter("time") if day(one.get("datetime") or ""))
        own = element.get("id") or element.get("data-id") or at
        key = re.sub(r"[^\w:.+-]+", "-", own)[:80]
        seen[key] += 1
        heading = next(element.iter(*_HEADINGS), None)
        title = None if heading is None else " ".join("".join(map(str, heading.itertext())).split())[:500]
        yield Entry(element, key if seen[key] == 1 else f"{key}-{seen[key]}", at, title or None)
