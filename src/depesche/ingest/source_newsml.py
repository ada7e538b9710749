"""News items in XML as the IPTC defines them: NewsML-G2, with NITF, XHTML or plain text within, and NITF alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesche.errors import ReportError
from depesche.ingest.agency import Item, status
from depesche.ingest.office import Writing, safe_xml
from depesche.ingest.pieces import Given, Piece, source

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "{http://www.w3.org/XML/1998/namespace}lang"
_MARK = re.compile(rb"<(?:\w+:)?(?:newsItem|newsMessage|packageItem|knowledgeItem|nitf)\b")
_BLOCKS = frozenset({"p", "hl1", "hl2", "li", "dt", "dd", "pre", "h1", "h2", "h3", "h4"})
_PASSED = frozenset({"media", "head", "script", "style", "fn"})
_BY = re.compile(r"^(?:von|by)\s+", re.IGNORECASE)


def _is_newsml(head: bytes) -> bool:
    return b"<" in head[:10] and bool(_MARK.search(head))


@source(
    "newsml",
    suffixes=(".newsml", ".nitf", ".xml"),
    tells=_is_newsml,
    about="News items in XML (NewsML-G2, NITF)",
    many=True,
    rank=10,
)
def read_newsml(given: Given) -> Iterator[Piece]:
    """Read the news items of a file; packages and lists of concepts name items but are none.

    Raises:
        ReportError: if the file is damaged, has a document type, or holds no news item.

    """
    root = safe_xml(given.read(), given.name)
    if _local(root) == "nitf":
        yield _nitf_alone(root).piece()
        return
    items = [one for one in root.iter() if _local(one) == "newsItem"]
    if not items:
        raise ReportError("The file holds no news item.", where=given.name, hint=f"It is a {_local(root)[:40]}.")
    for element in items:
        yield _item(element).piece()


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _find(element: _Element | None, *path: str) -> Iterator[_Element]:
    """The children along a path of names, of whatever name space."""
    if element is None:
        return
    if not path:
        yield element
        return
    for child in element:
        if _local(child) == path[0]:
            yield from _find(child, *path[1:])


def _first(element: _Element | None, *path: str) -> _Element | None:
    return next(_find(element, *path), None)


def _words(element: _Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _item(element: _Element) -> Item:
    meta, about = _first(element, "itemMeta"), _first(element, "contentMeta")
    item = Item("newsml", key=element.get("guid") or "", version=element.get("version") or "")
    made = _first(meta, "versionCreated")
    item.as_of = _words(made if made is not None else _first(meta, "firstCreated"))
    rights = _first(element, "rightsInfo", "usageTerms")
    item.state("title", *[_words(one) for one in _find(about, "headline")][:1])
    item.state("byline", *(_BY.sub("", _words(one)) for one in _find(about, "by")))
    item.state("dateline", *(_words(one) for one in _find(about, "dateline")))
    item.state("agencies", *(_name(one) for one in _find(about, "infoSource")))
    item.state("outlet", *[_name(one) for one in _find(meta, "provider")][:1])
    item.state("language", *[(one.get("tag") or "")[:2].lower() for one in _find(about, "language")][:1])
    item.state("usage", _words(rights))
    item.state("urgency", _words(_first(about, "urgency")))
    item.state("ed_note", *(_words(one) for one in _find(meta, "edNote")))
    held = _first(meta, "pubStatus")
    item.state("pub_status", status((held.get("qcode") or held.get("uri") or "") if held is not None else ""))
    _contents(_first(element, "contentSet"), item)
    return item


def _name(element: _Element) -> str:
    """What somebody is called: the name that is written out, else the code without its list."""
    named = _words(_first(element, "name"))
    code = element.get("literal") or (element.get("qcode") or "").partition(":")[2] or (element.get("uri") or "")
    return named or code.rpartition("/")[2] or _words(element)


def _contents(contents: _Element | None, item: Item) -> None:
    """The text of an item: the first of its renditions that has one."""
    for one in contents if contents is not None else ():
        if item.text or item.html:
            return
        kind = (one.get("contenttype") or "").lower()
        if _local(one) == "inlineXML":
            _inline(one, item)
        elif _local(one) == "inlineData" and not one.get("encoding"):
            text = "".join(one.itertext())
            if "html" in kind:
                item.html = text
            elif not kind or kind.startswith("text/"):
                item.text = text.strip("\n")


def _inline(element: _Element, item: Item) -> None:
    from lxml import etree  # noqa: PLC0415  only news in XML needs it

    inner = next(iter(element), None)
    if inner is None:
        return
    if _local(inner) == "html":
        for one in inner.iter():
            one.tag = _local(one)
        item.html = etree.tostring(inner, encoding="unicode", method="html", with_tail=False)
    elif _local(inner) == "nitf":
        _nitf(inner, item)
    else:
        item.text = _blocks(inner)


def _nitf_alone(root: _Element) -> Item:
    data = next((one for one in root.iter() if _local(one) == "docdata"), None)
    item = Item("nitf")
    for one in data if data is not None else ():
        name = _local(one)
        if name == "doc-id":
            item.key = one.get("id-string") or ""
        elif name == "date.issue":
            item.as_of = re.sub(r"^(\d{4})(\d\d)(\d\d)(?=T|$)", r"\1-\2-\3", one.get("norm") or "")
        elif name == "urgency":
            item.state("urgency", one.get("ed-urg") or "")
        elif name == "ed-msg":
            item.state("ed_note", one.get("info") or "")
    item.state("language", (root.get(_XML) or "")[:2].lower())
    item.state("pub_status", status((data.get("management-status") or "") if data is not None else ""))
    _nitf(root, item)
    return item


def _nitf(root: _Element, item: Item) -> None:
    """The text of a NITF document; what its head says counts where nothing else did."""
    head = _first(root, "body", "body.head")
    for what, path in (("title", ("hedline", "hl1")), ("byline", ("byline",)), ("dateline", ("dateline",))):
        if not item.stated.get(what):
            item.state(what, *[_BY.sub("", _words(one)) for one in _find(head, *path)][:5])
    content = _first(root, "body", "body.content")
    item.text = _blocks(content) if content is not None else ""


def _blocks(element: _Element) -> str:
    writing = Writing()
    _walk(element, writing)
    return writing.text() or _words(element)


def _walk(element: _Element, writing: Writing) -> None:
    for child in element:
        name = _local(child)
        if name in _BLOCKS:
            writing.add(_lines(child).replace("\x0b", "\n"))
        elif name == "tr":
            writing.add("\t".join(_words(cell) for cell in child), apart=1 if child.getprevious() is not None else 2)
        elif name not in _PASSED:
            _walk(child, writing)


def _lines(element: _Element) -> str:
    """The text of a block; white space is one space, and breaks alone are line ends, written as vertical tabs here."""
    parts = [element.text or ""]
    for child in element:
        parts += [
            "\x0b" if _local(child) == "br" else _lines(child) if _local(child) not in _PASSED else "",
            child.tail or "",
        ]
    return re.sub(r" ?\x0b ?", "\x0b", re.sub(r"[ \t\r\n]+", " ", "".join(parts)))
