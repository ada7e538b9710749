"""OpenDocument texts (ODT), as LibreOffice writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from depesche.errors import ReportError
from depesche.ingest.office import Writing, stated, unpack
from depesche.ingest.pieces import Given, Piece, source

if TYPE_CHECKING:
    from lxml.etree import _Element

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}office:1.0}}"
_DC, _META = "{http://purl.org/dc/elements/1.1/}", f"{{{_NS}meta:1.0}}"
_FACTS = {f"{_DC}title": "title", f"{_META}initial-creator": "byline", f"{_META}creation-date": "created"}
_UNSEEN = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}sequence-decls"}
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}


@source("odt", suffixes=(".odt",), starts=(b"PK\x03\x04",), about="OpenDocument texts (ODT)")
def read_odt(given: Given) -> Iterator[Piece]:
    """Read an OpenDocument text as one report; deleted text that is still tracked is left out.

    Raises:
        ReportError: if it is damaged, encrypted, a bomb, or holds no text.

    """
    parts = unpack(given)
    root = parts.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if body is None:
        raise ReportError("The archive is no OpenDocument text.", where=given.name)
    writing = Writing()
    notes: list[str] = []
    _body(body, writing, notes)
    if not writing.length:
        raise ReportError("The document has no text.", where=given.name, hint="Are its pages pictures?")
    for note in notes:
        writing.add(note, kind="clutter", why="footnote")
    facts = tuple(stated(parts.xml("meta.xml"), _FACTS, "odt"))
    yield Piece(
        text=writing.text(), kind="odt", facts=facts, blocks=tuple(writing.blocks), extractor="odt 1", basis="XML"
    )


def _body(element: _Element, writing: Writing, notes: list[str]) -> None:
    for child in element:
        if child.tag in _PARAGRAPHS:
            title = (child.get(f"{_TEXT}style-name") or "").lower() in {"title", "titel"}
            writing.add(_text(child, notes), kind="title" if title else "", why="style Title" if title else "")
        elif child.tag == f"{_TABLE}table":
            for number, row in enumerate(child.iter(f"{_TABLE}table-row")):
                cells = [" ".join(_text(cell, notes).split()) for cell in row.iterchildren(f"{_TABLE}table-cell")]
                writing.add("\t".join(cells), apart=1 if number else 2)
        elif child.tag not in _UNSEEN:
            _body(child, writing, notes)


def _text(element: _Element, notes: list[str]) -> str:
    """The text within an element; its notes are put aside, with their number left in its place."""
    from lxml.etree import iterwalk  # noqa: PLC0415  only documents need it

    parts: list[str] = []
    walker = iterwalk(element, events=("start", "end"))
    for event, found in walker:
        if event == "start":
            if found.tag == f"{_TEXT}note" or found.tag in _UNSEEN:
                walker.skip_subtree()
                if found.tag == f"{_TEXT}note":
                    parts.append(_note(found, notes))
            else:
                parts.append(_sign(found) + _one_space(found.text))
        else:
            if found.tag in _PARAGRAPHS and found is not element:
                parts.append("\n")
            if found is not element:
                parts.append(_one_space(found.tail))
    return "".join(parts)


def _one_space(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")


def _sign(element: _Element) -> str:
    if element.tag == f"{_TEXT}s":
        count = element.get(f"{_TEXT}c") or "1"
        return " " * min(int(count) if count.isdecimal() and len(count) < 5 else 1, 100)
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(str(element.tag), "")


def _note(element: _Element, notes: list[str]) -> str:
    body = element.find(f"{_TEXT}note-body")
    number = f"[{len(notes) + 1}]"
    if body is not None:
        notes.append("")
        place = len(notes) - 1
        notes[place] = f"{number} {' '.join(_text(body, notes).split())}"
    return number
