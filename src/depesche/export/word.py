"""The briefing as a Word document, with its sources in a numbered list at the end."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

import depesche
from depesche.export.paper import Block, Paper, paper
from depesche.export.registry import Written, exporter
from depesche.extras import extra

if TYPE_CHECKING:
    from depesche.store.case import Case

_WHEN = datetime(1980, 1, 1)  # noqa: DTZ001 (the first day that archives know; the format has no zone)
_STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "item": "List Bullet",
    "quote": "Quote",
    "note": "Normal",
    "line": "Normal",
}
_LANGUAGES = {"en": "en-GB", "de": "de-DE"}


@exporter("docx", suffix=".docx", about="the briefing as a Word document, for reports and mail", binary=True)
def write_docx(case: Case, out: IO[bytes], *, lang: str = "en", title: str | None = None) -> Written:
    """Write the briefing; return how many reports it sums up.

    Args:
        case: an open case.
        out: where to.
        lang: the language of the words around what the reports tell, `en` or `de`.
        title: the headline; by default that it is a briefing.

    Raises:
        SetupError: if python-docx is not installed.

    """
    made = paper(case, lang, title)
    out.write(document(made))
    return Written(made.reports)


def document(made: Paper) -> bytes:
    """A document as the bytes of a file, which depend on nothing but it."""
    word = extra("docx", "office", "Word documents").Document()
    _properties(word, made)
    for block in made.blocks:
        if block.kind == "table":
            _table(word, block)
        else:
            _block(word, block)
    if made.sources:
        word.add_paragraph(made.sources_title, style="Heading 1")
    for number, source in enumerate(made.sources, start=1):
        word.add_paragraph(f"[{number}] {source}")
    aside = io.BytesIO()
    word.save(aside)
    return _undated(aside)


def _properties(word: Any, made: Paper) -> None:
    """What the file says of itself: no day, no person, and the language in which it is proof-read."""
    about = word.core_properties
    about.title, about.author, about.comments = made.title[:255], f"Depesche {depesche.__version__}", ""
    about.last_modified_by, about.keywords, about.subject, about.category = "", "", "", ""
    about.created = about.modified = _WHEN
    about.language, about.revision = _LANGUAGES[made.lang], 1
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for one in word.styles.element.iter(f"{space}lang"):
        one.set(f"{space}val", _LANGUAGES[made.lang])


def _block(word: Any, block: Block) -> None:
    paragraph = word.add_paragraph(style=_STYLES[block.kind])
    for piece in block.pieces:
        run = paragraph.add_run(piece.text)
        run.bold = True if piece.look == "bold" else None
        # A quotation's style is italic already: the words that count stand upright in it.
        run.italic = (block.kind != "quote") if piece.look == "italic" or block.kind == "note" else None
    if block.cites:
        cited = paragraph.add_run(f" {''.join(f'[{number}]' for number in block.cites)}")
        cited.font.superscript = True


def _table(word: Any, block: Block) -> None:
    table = word.add_table(rows=0, cols=len(block.rows[0]), style="Light Grid Accent 1")
    for number, row in enumerate(block.rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(words).bold = True if number == 0 else None


def _undated(aside: io.BytesIO) -> bytes:
    """The same archive without the time at which it was made, and with its members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(aside) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        names = sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name))  # the first by custom
        for name in names:
            entry = zipfile.ZipInfo(name, _WHEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it tells the system that it was made on
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, made.read(name))
    return out.getvalue()
