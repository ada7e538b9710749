"""Word documents (DOCX): their text by our own walk, without running code, macros or links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesche.errors import ReportError
from depesche.ingest.office import Parts, Writing, stated, unpack
from depesche.ingest.pieces import Given, Piece, source

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FACTS = {f"{_DC}title": "title", f"{_DC}creator": "byline", f"{_TERMS}created": "created"}
# What was deleted, and what is no text: commands of fields, properties.
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# Programs write their own name as author.
_NOBODY = frozenset({"python-docx", "un-named", "user", "microsoft office user", "admin", "windows user"})


@source("docx", suffixes=(".docx", ".docm"), starts=(b"PK\x03\x04",), about="Word documents (DOCX)")
def read_docx(given: Given) -> Iterator[Piece]:
    """Read a Word document as one report: inserted text is kept, deleted text is not.

    Raises:
        ReportError: if it is damaged, encrypted, a bomb, or holds no text.

    """
    parts = unpack(given)
    root = parts.xml("word/document.xml")
    if root is None:
        raise ReportError("The archive is no Word document.", where=given.name)
    writing = Writing()
    running = [name for name in parts.names() if name.startswith(("word/header", "word/footer"))][:30]
    _running(parts, [name for name in running if "header" in name], writing, "page head")
    before = writing.length
    for child in root:
        if _local(child) == "body":
            _body(child, writing)
    if writing.length == before:
        raise ReportError("The Word document has no text.", where=given.name, hint="Are its pages pictures?")
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        _notes(parts.xml(name), writing)
    _running(parts, [name for name in running if "footer" in name], writing, "page foot")
    facts = tuple(
        fact
        for fact in stated(parts.xml("docProps/core.xml"), _FACTS, "docx")
        if fact.field != "byline" or fact.value.lower() not in _NOBODY
    )
    yield Piece(
        text=writing.text(), kind="docx", facts=facts, blocks=tuple(writing.blocks), extractor="docx 1", basis="XML"
    )


def _local(element: _Element) -> str:
    """The name of a Word element; empty for those of other kinds."""
    tag = str(element.tag)
    return tag.removeprefix(_W).removeprefix(_STRICT) if tag.startswith((_W, _STRICT)) else ""


def _value(element: _Element, name: str) -> str:
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}") or ""


def _body(element: _Element, writing: Writing) -> None:
    """Write paragraphs and tables in order; what wraps them (content controls, insertions) is looked into."""
    for child in element:
        name = _local(child)
        if name == "p":
            style = _style(child)
            if style == "title":
                writing.add(_text(child), kind="title", why="style Title")
            else:
                writing.add(_text(child))
        elif name == "tbl":
            _table(child, writing)
        elif name not in _UNSEEN:
            _body(child, writing)


def _style(paragraph: _Element) -> str:
    for child in paragraph.iterchildren(f"{_W}pPr", f"{_STRICT}pPr"):
        for style in child.iterchildren(f"{_W}pStyle", f"{_STRICT}pStyle"):
            name = _value(style, "val").lower()
            return "title" if name in {"title", "titel"} else name
    return ""


def _table(table: _Element, writing: Writing) -> None:
    """Rows on lines of their own, cells apart by a tab; tables within cells are run in."""
    first = True
    for row in table.iterchildren(f"{_W}tr", f"{_STRICT}tr"):
        if any(True for _ in row.iterfind(f"{_W}trPr/{_W}del")):
            continue
        cells = [" ".join(_text(cell).split()) for cell in row.iterchildren(f"{_W}tc", f"{_STRICT}tc")]
        before = writing.length
        writing.add("\t".join(cells), apart=2 if first else 1)
        first = first and writing.length == before


def _text(element: _Element) -> str:
    """The text within an element as it reads once all changes are accepted."""
    from lxml.etree import iterwalk  # noqa: PLC0415  only documents need it

    parts: list[str] = []
    walker = iterwalk(element, events=("start", "end"))
    for event, found in walker:
        name = _local(found)
        if event == "start":
            if name in _UNSEEN or found.tag == _FALLBACK:
                walker.skip_subtree()
            elif name == "t":
                parts.append(found.text or "")
            elif name in _SIGNS:
                parts.append(_SIGNS[name])
            elif name in {"footnoteReference", "endnoteReference"}:
                parts.append(f"[{_value(found, 'id')}]")
        elif name == "p" and found is not element:
            parts.append("\n")
    return "".join(parts)


def _notes(root: _Element | None, writing: Writing) -> None:
    if root is None:
        return
    for note in root.iterchildren(f"{_W}footnote", f"{_W}endnote", f"{_STRICT}footnote", f"{_STRICT}endnote"):
        # Those with a type are the lines between text and notes.
        if not _value(note, "type") or _value(note, "type") == "normal":
            text = _text(note).strip()
            if text:
                writing.add(f"[{_value(note, 'id')}] {text}", kind="clutter", why="footnote")


def _running(parts: Parts, names: list[str], writing: Writing, why: str) -> None:
    """Running heads and feet, each wording once."""
    seen: set[str] = set()
    for name in names:
        root = parts.xml(name)
        text = _text(root).strip() if root is not None else ""
        if text and text not in seen:
            seen.add(text)
            writing.add(text, kind="clutter", why=why)
