"""PDF files with a text layer: their text in reading order, with running heads and page numbers marked off.

PDFium gives every character with its box; lines, columns and paragraphs are put together from these (`layout`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from depesche.errors import ReportError
from depesche.ingest.layout import Line, Paragraph, columns, goes_on, join, paragraphs, words
from depesche.ingest.pieces import Given, Piece, source
from depesche.records import Block, Fact

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 10_000_000
_FARTHEST = 20_000.0
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:Seite|Page|S\.|p\.)\s*)?\d{1,4}(?:\s*(?:/|von|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_LIGATURES = str.maketrans({chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)})
_Clutter = list[tuple[Line, str]]


@dataclass(slots=True)
class _Page:
    """The lines of a page: those that are read, and those that stand on every page, with why they are clutter."""

    height: float
    lines: list[Line]
    clutter: _Clutter = field(default_factory=list)


@dataclass(slots=True)
class _Text:
    """The text as it grows."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pages: dict[int, int] = field(default_factory=dict)
    length: int = 0

    def add(self, text: str) -> int:
        """Write a paragraph of its own; returns where it begins."""
        if self.parts:
            self.parts.append("\n\n")
            self.length += 2
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start


@source("pdf", suffixes=(".pdf",), starts=(b"%PDF-",), about="PDF files with text")
def read_pdf(given: Given) -> Iterator[Piece]:
    """Read a PDF file as one report.

    Raises:
        ReportError: if it is damaged, encrypted, holds no text, or is larger than anybody reads.

    """
    pypdfium2: Any = import_module("pypdfium2")  # only PDF files need it

    raw = given.read()
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise _unopened(str(error), raw, given.name) from error
    try:
        pages = _pages(document, given.name)
        facts = tuple(_facts(document))
    finally:
        document.close()
    if not any(line.text.strip() for page in pages for line in page.lines):
        raise ReportError(
            "The PDF file has no text: it is scanned, or its text is drawn as pictures.",
            where=given.name,
            hint="Run text recognition (OCR) over it first, for example with ocrmypdf.",
        )
    _mark_clutter(pages)
    text = _write(pages)
    starts = [text.pages.get(number, 0) for number in range(len(pages))]
    yield Piece(
        text="".join(text.parts),
        kind="pdf",
        facts=facts,
        blocks=tuple(sorted(text.blocks, key=lambda block: block.start)),
        pages=tuple(starts),
        extractor=f"pdf 1, pypdfium2 {pypdfium2.PYPDFIUM_INFO}",
        basis="text layer",
    )


def _unopened(message: str, raw: bytes, where: str) -> ReportError:
    if "password" in message.lower() or "security" in message.lower():
        return ReportError(
            "The PDF file is encrypted.", where=where, hint="Open it with its password and save a copy without."
        )
    if b"%%EOF" not in raw[-2048:]:
        return ReportError("The PDF file is truncated: its end is missing.", where=where, hint="Fetch it again.")
    return ReportError("The PDF file is damaged.", where=where, hint="Fetch it again, or print it to a new PDF file.")


def _pages(document: Any, where: str) -> list[_Page]:
    count = len(document)
    if not count:
        raise ReportError("The PDF file has no pages.", where=where)
    if count > _MOST_PAGES:
        raise ReportError(
            f"The PDF file has {count} pages; {_MOST_PAGES} are the most that are read.",
            where=where,
            hint="Cut it into parts.",
        )
    pages: list[_Page] = []
    total = 0
    for number in range(count):
        page, length = _page(document, number)
        total += length
        if total > _MOST_CHARACTERS:
            raise ReportError(
                f"The PDF file has more than {_MOST_CHARACTERS} characters.", where=where, hint="Cut it into parts."
            )
        pages.append(page)
    if not any(page.height for page in pages):
        raise ReportError("No page of the PDF file can be read.", where=where, hint="Fetch it again.")
    return pages


def _page(document: Any, number: int) -> tuple[_Page, int]:
    """The lines of a page; a page that is damaged is an empty one."""
    error: type[Exception] = import_module("pypdfium2").PdfiumError

    try:
        page = document[number]
    except error:
        return _Page(0.0, []), 0
    try:
        textpage = page.get_textpage()
        try:
            count = textpage.count_chars()
            lines = list(_lines(textpage, count)) if count <= _MOST_CHARACTERS else []
            return _Page(page.get_height(), lines), count
        finally:
            textpage.close()
    except error:
        return _Page(0.0, []), 0
    finally:
        page.close()


def _lines(textpage: Any, count: int) -> Iterator[Line]:
    """Stretches of characters without a break, a jump or a wide gap."""
    import ctypes  # noqa: PLC0415  only PDF files need it

    raw: Any = import_module("pypdfium2.raw")

    # This runs for every character of every page, hence the short ways to what is called.
    handle, box = textpage.raw, raw.FS_RECTF()
    unicode, loose, generated, pointer = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_GetLooseCharBox,
        raw.FPDFText_IsGenerated,
        ctypes.byref(box),
    )
    line: Line | None = None
    for i in range(count):
        code = unicode(handle, i)
        if code in {10, 13}:
            if line:
                yield line
            line = None
        elif code == 32 and generated(handle, i):
            if line:
                line.text += " "
        elif code and loose(handle, i, pointer):
            place = (box.left, box.bottom, box.right, box.top)
            # Written so that what is no number at all is left out as well.
            if not sum(map(abs, place)) < _FARTHEST:
                continue
            if line and not _follows(line, place):
                yield line
                line = None
            line = _longer(line, chr(min(code, 0x10FFFF)), place)
    if line:
        yield line


def _follows(line: Line, place: tuple[float, float, float, float]) -> bool:
    left, bottom, _, top = place
    size = line.size
    return -size < left - line.right < 0.9 * size and abs(bottom + top - line.bottom - line.top) < 1.2 * size


def _longer(line: Line | None, character: str, place: tuple[float, float, float, float]) -> Line | None:
    left, bottom, right, top = place
    if line is None:
        return None if character.isspace() else Line(character, left, bottom, right, top, max(top - bottom, 0.1))
    line.text += character
    if character != " ":
        line.bottom = min(line.bottom, bottom)
        line.top = max(line.top, top)
        line.right = max(line.right, right)
        line.size = max(line.size, top - bottom)
    return line


def _mark_clutter(pages: list[_Page]) -> None:
    """Take running heads, running feet and page numbers out of what is read."""
    seen = Counter(key for page in pages for key in {_likeness(line) for line in _edges(page)})
    for page in pages:
        edges = {id(line) for line in _edges(page)}
        kept: list[Line] = []
        for line in page.lines:
            why = _why(line, page, seen, len(pages)) if id(line) in edges else ""
            if why:
                page.clutter.append((line, why))
            else:
                kept.append(line)
        if kept:
            page.lines = kept
        else:
            page.clutter = []


def _edges(page: _Page) -> list[Line]:
    """The lines above and below the text of a page that white space keeps apart from it."""
    ordered = sorted(page.lines, key=lambda line: -line.middle)
    top = [line for line in ordered if line.middle > page.height * 5 / 6]
    foot = [line for line in reversed(ordered) if line.middle < page.height / 6]
    return [*_outer(top, ordered), *_outer(foot, ordered[::-1])]


def _outer(edge: list[Line], inwards: list[Line]) -> list[Line]:
    """Of the lines at an edge those before the last wide gap, of four rows at most."""
    rows, kept = 0, 0
    for i, line in enumerate(edge):
        step = abs(line.middle - inwards[i + 1].middle) if i + 1 < len(inwards) else 0.0
        rows += step > 0.4 * line.size
        if rows > 4:
            break
        if step > 1.6 * line.size:
            kept = i + 1
    return edge[:kept]


def _likeness(line: Line) -> tuple[str, int]:
    """What makes two lines of different pages the same: words and height; numbers differ."""
    return re.sub(r"\d+", "0", " ".join(line.text.split())), round(line.middle / 3)


def _why(line: Line, page: _Page, seen: Counter[tuple[str, int]], count: int) -> str:
    if _PAGE_NUMBER.fullmatch(line.text):
        return "page number"
    if count > 1 and seen[_likeness(line)] >= max(2, (count - 1) // 2 if count > 4 else 2):
        return "running head" if line.middle > page.height / 2 else "running foot"
    return ""


def _write(pages: list[_Page]) -> _Text:
    """Write the pages one after another; what is clutter waits until the paragraph at the page's end is complete."""
    text = _Text()
    known = words([line for page in pages for line in page.lines])
    waiting: _Clutter = []
    open_one: Paragraph | None = None
    for number, page in enumerate(pages):
        heads = [one for one in page.clutter if one[0].middle > page.height / 2]
        feet = [one for one in page.clutter if one[0].middle <= page.height / 2]
        stretches = columns(page.lines)
        waiting += heads
        for first, lines in [(not i, found) for i, column in enumerate(stretches) for found in paragraphs(column)]:
            begins = first and number not in text.pages
            if open_one and goes_on(open_one.lines[-1], lines[0]):
                if begins:
                    open_one.pages[len(open_one.lines)] = number
                open_one.lines += lines
            else:
                _close(text, open_one, waiting, known)
                waiting = []
                open_one = Paragraph(list(lines), {0: number} if begins else {})
            text.pages.setdefault(number, 0)
        waiting += feet
    _close(text, open_one, waiting, known)
    last = text.pages[0] = 0
    for number in range(1, len(pages)):
        last = text.pages[number] = max(last, text.pages.get(number, 0))
    return text


def _close(text: _Text, paragraph: Paragraph | None, waiting: _Clutter, known: Counter[str]) -> None:
    if paragraph:
        pieces, at = [""], {}
        for i, line in enumerate(paragraph.lines):
            clean = _clean(line.text)
            if i:
                pieces[-1] = join(pieces[-1], clean.strip(), known)
            at[i] = sum(map(len, pieces))
            pieces.append(clean)
        whole = "".join(pieces[:-1]) + re.sub("[\x02\u00ad]$", "-", pieces[-1])
        whole = whole.replace("\x02", "-").replace("\u00ad", "")
        start = text.add(whole)
        for i, number in paragraph.pages.items():
            text.pages[number] = start + min(at[i], len(whole))
    for line, why in waiting:
        words_of_it = _clean(line.text).replace("\x02", "-")
        start = text.add(words_of_it)
        text.blocks.append(Block(start, text.length, "clutter", why))


def _clean(text: str) -> str:
    r"""A line without control characters and ligatures; the mark of a cut word stays.

    >>> _clean(" Die  o\ufb03zielle\x00 Lesart ")
    'Die offizielle Lesart'
    """
    whole = "".join(
        part if part == "\x02" else _CONTROLS.sub(" ", part) for part in re.split("(\x02)", text.translate(_LIGATURES))
    )
    # In the midst of a line a soft hyphen was printed as nothing.
    whole = re.sub("\u00ad(?=.)", "", whole.rstrip())
    return "\t".join(" ".join(cell.split()) for cell in whole.split("\t")).strip()


def _facts(document: Any) -> Iterator[Fact]:
    """What the file states of itself; the day it was made is not the day of publication."""
    stated = document.get_metadata_dict(skip_empty=True)
    title = " ".join(_CONTROLS.sub(" ", stated.get("Title", "")).split())[:500]
    if title and not re.search(r"\.(?:docx?|indd|pdf|qxd)$|^(?:untitled|unbenannt|anonymous)", title, re.IGNORECASE):
        yield Fact("title", title, "pdf (Title)")
    found = _DATE.match(stated.get("CreationDate", ""))
    if found and found[2] and found[3]:
        yield Fact("created", f"{found[1]}-{found[2]}-{found[3]}", "pdf (CreationDate)")
