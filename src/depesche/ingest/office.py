"""What office documents have in common: a zip archive of XML files that may be a trap."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from depesche.errors import ReportError
from depesche.ingest.pieces import Given, Limits
from depesche.records import Block, Fact

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of an office document."""

    archive: zipfile.ZipFile
    limits: Limits
    where: str

    def names(self) -> list[str]:
        """What the document holds, sorted."""
        return sorted(self.archive.namelist())

    def xml(self, name: str) -> _Element | None:
        """One of its files as a tree; None where there is none.

        Raises:
            ReportError: if it is damaged, a bomb, or brings definitions of its own.

        """
        try:
            entry = self.archive.getinfo(name)
        except KeyError:
            return None
        if entry.file_size > self.limits.entry or entry.file_size > self.limits.ratio * max(entry.compress_size, 1000):
            raise ReportError(
                f"{name} in the document unpacks to {entry.file_size} bytes: it is a bomb, or too large.",
                where=self.where,
            )
        try:
            with self.archive.open(entry) as file:
                raw = file.read(self.limits.entry + 1)
        except (
            zipfile.BadZipFile,
            OSError,
            EOFError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            KeyError,
        ) as error:
            raise damaged(self.where) from error
        except Exception as error:  # zlib.error, lzma.LZMAError: each packing has an error of its own
            raise damaged(self.where) from error
        return safe_xml(raw, self.where)


def unpack(given: Given) -> Parts:
    """Open an office document.

    Raises:
        ReportError: if it is damaged or truncated, encrypted, or holds more than a document does.

    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(given.read()))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, OverflowError) as error:
        raise damaged(given.name) from error
    entries = archive.infolist()
    if len(entries) > 20_000:
        raise ReportError("The document holds more than 20,000 files.", where=given.name)
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReportError("The document is encrypted.", where=given.name, hint="Save a copy without password.")
    return Parts(archive, given.limits, given.name)


def damaged(where: str) -> ReportError:
    """What is said of a document that cannot be unpacked."""
    return ReportError("The document is damaged or truncated.", where=where, hint="Fetch it again, or save it anew.")


def safe_xml(raw: bytes, where: str) -> _Element:
    """Parse XML without network, definitions of its own, or the means to fill the memory.

    Raises:
        ReportError: if it is damaged, nested too deeply, or has a document type.

    """
    from lxml import etree  # noqa: PLC0415  only files in XML need it

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        cut = not raw.rstrip().endswith((b">", b">\x00")) or "Premature end" in str(error)
        what = "The XML is truncated." if cut else "The XML is damaged."
        raise ReportError(what, where=where, hint=f"The parser says: {str(error)[:200]}") from error
    if root.getroottree().docinfo.doctype:
        raise ReportError(
            "The XML has a document type, which may define anything.",
            where=where,
            hint="Take the line <!DOCTYPE ...> out if you trust the file.",
        )
    return root


@dataclass(slots=True)
class Writing:
    """A text as it grows, block by block."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, *, apart: int = 2, kind: str = "", why: str = "") -> None:
        """Write a block, apart from what stands before by so many line ends; an empty one is none."""
        text = _CONTROLS.sub(" ", text).strip(" \n\t")
        if not text:
            return
        if self.parts:
            self.parts.append("\n" * apart)
            self.length += apart
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        if kind:
            self.blocks.append(Block(start, self.length, kind, why))

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)


def line(text: str | None) -> str:
    """One line of text."""
    return " ".join(_CONTROLS.sub(" ", text or "").split())[:500]


def stated(root: _Element | None, names: dict[str, str], kind: str) -> Iterator[Fact]:
    """The facts in a document's own description: which element states which fact, in their order."""
    if root is None:
        return
    for name, what in names.items():
        for element in root.iter(name):
            said = line(element.text)
            if what == "created":
                said = said[:10] if _DAY.match(said) else ""
            if said:
                yield Fact(what, said, f"{kind} ({name.rpartition('}')[2]})")
                break
