"""All visible text of a page in reading order, block by block, by our own walk over the tree.

The rules are those of `innerText` in the HTML standard: block elements stand on lines of their own, cells apart by a
tab, and white space counts as one space except in `<pre>`. Other than there, headings, lists and tables stand apart by
an empty line as paragraphs do, and the quotation marks that browsers set around `<q>` are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Nothing of these is shown as text.
_UNSEEN = _tags(
    "script style noscript template head title meta link svg iframe object embed audio video canvas map select "
    "datalist textarea input frameset noframes rp"
)
_APART = _tags("p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure article section main aside")
_LINES = _tags(
    "address body center dd details dialog dir div dt fieldset figcaption footer form header hgroup hr html legend li "
    "menu nav option search summary tr caption thead tbody tfoot"
)
_CELLS = frozenset({"td", "th"})
# Elements and roles in which no article stands.
_OUTSIDE = {
    "nav": "navigation",
    "footer": "footer",
    "form": "form",
    "button": "button",
    "figcaption": "caption",
    "dialog": "dialog",
}
_ROLES = {
    "navigation": "navigation",
    "contentinfo": "footer",
    "banner": "page head",
    "search": "search",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "complementary": "beside the article",
}
_NAMED = (
    (re.compile(r"cookie|consent|gdpr|cmp-|banner", re.IGNORECASE), "cookie box"),
    (re.compile(r"newsletter|subscri", re.IGNORECASE), "newsletter box"),
    (re.compile(r"paywall|piano|premium-|plus-teaser|abo-", re.IGNORECASE), "paywall"),
    (re.compile(r"share|social|teilen", re.IGNORECASE), "share bar"),
    (re.compile(r"related|recommend|teaser|mehr-zum|more-on|outbrain|most-?read", re.IGNORECASE), "other articles"),
    (re.compile(r"player|playlist|video-?(?:js|box)", re.IGNORECASE), "player"),
    (re.compile(r"caption|credit|copyright|bildunter|foto-", re.IGNORECASE), "caption"),
    (re.compile(r"comment|kommentar|leserbrief|forum", re.IGNORECASE), "comments"),
    (re.compile(r"advert|anzeige|\bads?\b|-ad-|sponsor", re.IGNORECASE), "advertisement"),
    (re.compile(r"breadcrumb|\bnav\b|navbar|menu\b", re.IGNORECASE), "navigation"),
    (re.compile(r"visually-?hidden|sr-only|screen-?reader", re.IGNORECASE), "for screen readers only"),
)
_QUOTES = {"de": "„“", "fr": "«»", "ru": "«»", "uk": "«»", "it": "«»", "es": "«»", "pl": "„”"}
_SPACE = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Leaf:
    """A stretch of text without a block break in it: where it stands, in which element, and what speaks about it.

    outside: it stands in an element where no article stands, and in which. named: what its classes suggest.
    linked: how many of its characters are links.
    """

    start: int
    end: int
    tag: str
    outside: str = ""
    named: str = ""
    article: bool = False
    linked: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for the text at a point of the tree."""

    tag: str = "body"
    outside: str = ""
    named: str = ""
    article: bool = False
    pre: bool = False
    link: bool = False


@dataclass(slots=True)
class _Writer:
    """Builds the text and its leaves; white space and breaks are held back until something visible follows."""

    parts: list[str] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    length: int = 0
    breaks: int = 0
    newlines: int = 0
    space: str = ""
    open: bool = False

    def write(self, text: str, place: _Place) -> None:
        if not place.pre:
            text = _SPACE.sub(" ", text)
            if not text.strip(" "):
                self.space = self.space or (text and " ")
                return
            self.space = self.space or (" " if text[0] == " " else "")
        self._settle(place)
        shown = text if place.pre else text.strip(" ")
        self._put(shown)
        leaf = self.leaves[-1]
        leaf.end = self.length
        leaf.linked += len(shown) if place.link else 0
        self.space = " " if not place.pre and text[-1] == " " else ""

    def apart(self, lines: int) -> None:
        """End the block that is open; at least so many line ends stand before the next one."""
        self.breaks = max(self.breaks, lines)
        self.open, self.newlines, self.space = False, 0, ""

    def newline(self) -> None:
        self.newlines, self.space = self.newlines + 1, ""

    def cell(self) -> None:
        self.space = "\t"

    def _settle(self, place: _Place) -> None:
        """Write what was held back, and begin a leaf if none is open."""
        if self.open:
            self._put("\n" * self.newlines or self.space)
        else:
            self._put("\n" * max(self.breaks, min(self.newlines, 2), 1) if self.length else "")
            self.leaves.append(Leaf(self.length, self.length, place.tag, place.outside, place.named, place.article))
            self.open = True
        self.breaks, self.newlines, self.space = 0, 0, ""

    def _put(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)


def read_text(root: _Element) -> tuple[str, list[Leaf]]:
    """Write out the visible text of a tree and where its blocks stand in it."""
    from lxml.etree import iterwalk  # noqa: PLC0415  only the process that takes pages apart needs it

    writer = _Writer()
    quotes = _QUOTES.get((root.get("lang") or "")[:2].lower(), "“”")
    places = [_Place()]
    walker = iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = str(element.tag)
        if event == "start":
            hidden = _hidden(element, tag)
            if hidden:
                walker.skip_subtree()
            place = places[-1] if hidden else _placed(element, tag, places[-1])
            places.append(place)
            if not hidden:
                _enter(writer, element, tag, place, quotes)
        else:
            place = places.pop()
            if not _hidden(element, tag):
                _leave(writer, tag, place, quotes)
            if element.tail and element is not root:
                writer.write(element.tail, places[-1])
    return "".join(writer.parts), writer.leaves


def _enter(writer: _Writer, element: _Element, tag: str, place: _Place, quotes: str) -> None:
    lines = _break_at(tag)
    if lines:
        writer.apart(lines)
    elif tag == "br":
        writer.newline()
    elif tag in _CELLS and element.getprevious() is not None:
        writer.cell()
    elif tag == "q":
        writer.write(quotes[0], place)
    if element.text:
        writer.write(element.text, place)


def _leave(writer: _Writer, tag: str, place: _Place, quotes: str) -> None:
    lines = _break_at(tag)
    if lines:
        writer.apart(lines)
    elif tag == "q":
        writer.write(quotes[1], place)


def _break_at(tag: str) -> int:
    return 2 if tag in _APART else 1 if tag in _LINES else 0


def _hidden(element: _Element, tag: str) -> bool:
    if tag in _UNSEEN or element.get("hidden") is not None:
        return True
    if tag == "dialog" and element.get("open") is None:
        return True
    style = element.get("style")
    return bool(style and _INVISIBLE.search(style))


def _placed(element: _Element, tag: str, above: _Place) -> _Place:
    """What holds inside an element; the outermost reason to stand outside of an article is kept."""
    block = _break_at(tag) > 0
    outside = above.outside or _OUTSIDE.get(tag, "") or _ROLES.get(element.get("role") or "", "")
    if tag in {"aside", "header"} and not above.article:
        outside = outside or ("beside the article" if tag == "aside" else "page head")
    named = above.named
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    # The classes of <html> and <body> say what the whole page may show, not what this text is.
    if not named and marks != " " and tag not in {"html", "body", "article", "main"}:
        named = next((why for pattern, why in _NAMED if pattern.search(marks)), "")
    return _Place(
        tag if block else above.tag,
        outside,
        named,
        above.article or tag in {"article", "main"},
        above.pre or tag == "pre",
        above.link or tag == "a",
    )
