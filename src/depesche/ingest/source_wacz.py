"""WACZ: web archives in a ZIP with the titles of their pages, and the digests that tell whether anything was changed since."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any, BinaryIO, cast

from depesche.errors import ReportError
from depesche.ingest.pieces import Given, Limits, Piece, source
from depesche.ingest.source_warc import warc_pieces
from depesche.ingest.source_zip import FAULTS, zip_pieces
from depesche.ingest.unpacked import Stream
from depesche.records import Fact

# The list of pages and that of digests are read into memory.
_LIST = 50_000_000
_TITLE = 500
_WARC = re.compile(r"archive/.*\.warc(?:\.gz)?$", re.IGNORECASE | re.DOTALL)
_AGAIN = "Get the archive again."


@source("wacz", suffixes=(".wacz",), about="web archives with a list of pages", starts=(b"PK\x03\x04",), many=True)
def read_wacz(given: Given) -> Iterator[Piece]:
    """Read the pages in a WACZ as those of its web archives, with the titles that its list of pages gives them.

    A file without a name that tells may be any ZIP archive, and is read as one where no web archives are in it.

    Raises:
        ReportError: if it is no WACZ or breaks off.

    """
    with given.open() as file:
        named = given.name.lower().endswith(".wacz")
        try:
            archive = zipfile.ZipFile(file)
        except FAULTS:
            if not named:
                yield from zip_pieces(file, given.limits)
                return
            what = "The WACZ is truncated after 0 records: the list of its files stands at the end."
            raise ReportError(what, hint=f"{_AGAIN} What it holds may still be read as {given.name}.zip.") from None
        with archive:
            if not named and not any(_WARC.match(name) for name in archive.namelist()):
                yield from zip_pieces(file, given.limits)
                return
            yield from _pieces(archive, given.limits)


def _pieces(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Piece]:
    digests, problem = _digests(archive)
    if problem:
        yield problem
    titles: dict[str, str] = {}
    names = sorted(info.filename for info in archive.infolist() if not info.filename.endswith("/"))
    warcs = [name for name in names if _WARC.match(name)]
    if not warcs:
        raise ReportError("There is no web archive in this WACZ.", hint=_AGAIN)
    for name in names:
        if name.startswith("pages/") and name.endswith(".jsonl"):
            titles = _titles(_start(archive, name)) | titles
        if name not in warcs:
            yield from _changed(archive, name, digests)
    for name in warcs:
        for piece in _within(archive, name, digests, limits):
            title = titles.get(piece.key)
            yield replace(piece, facts=(*piece.facts, Fact("title", title, "WACZ"))) if title else piece


def _within(archive: zipfile.ZipFile, name: str, digests: dict[str, str], limits: Limits) -> Iterator[Piece]:
    """The pages of one web archive; what is wrong with it is a piece, so that those behind it are read too."""
    try:
        with archive.open(name) as opened:
            file = _Hashed(opened)
            yield from warc_pieces(Stream(cast("BinaryIO", file), limits), limits)
            while file.read(1 << 16):
                pass
    except ReportError as error:
        yield Piece(key=name, error=error.what, hint=error.hint)
        return
    except FAULTS:
        yield Piece(key=name, error="The web archive is damaged.", hint=_AGAIN)
        return
    if digests.get(name, file.digest) != file.digest:
        yield _mismatch(name)


def _changed(archive: zipfile.ZipFile, name: str, digests: dict[str, str]) -> Iterator[Piece]:
    """An error where a file is not the one whose digest stands in the list."""
    if name not in digests:
        return
    try:
        with archive.open(name) as opened:
            file = _Hashed(opened)
            while file.read(1 << 16):
                if file.size > _LIST * 20:
                    return
    except FAULTS:
        yield Piece(key=name, error="The file is damaged.", hint=_AGAIN)
        return
    if digests[name] != file.digest:
        yield _mismatch(name)


def _mismatch(name: str) -> Piece:
    what = "The file is not the one that was archived: its digest differs from the one in datapackage.json."
    return Piece(
        key=f"{name}#digest", error=what, hint="Ask where the archive comes from; its pages were read all the same."
    )


def _digests(archive: zipfile.ZipFile) -> tuple[dict[str, str], Piece | None]:
    """The sha256 of each file as the archive states it, and what is wrong with that list."""
    name = "datapackage.json"
    raw = _start(archive, name)
    package = _json(raw)
    if not isinstance(package, dict) or not isinstance(package.get("resources"), list):
        return {}, Piece(
            key=name, error="There is no list of digests that can be read.", hint="The pages are read unchecked."
        )
    found: dict[str, str] = {}
    for one in package["resources"]:
        path, stated = (one.get("path"), one.get("hash")) if isinstance(one, dict) else (None, None)
        if isinstance(path, str) and isinstance(stated, str) and stated.startswith("sha256:"):
            found[path] = stated.removeprefix("sha256:").lower()
    signed = _json(_start(archive, "datapackage-digest.json"))
    stated = signed.get("hash") if isinstance(signed, dict) else None
    whole = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    return found, _mismatch(name) if isinstance(stated, str) and stated.lower() != whole else None


def _titles(raw: bytes) -> dict[str, str]:
    """The title of each page by its address; lines that make no sense are passed over."""
    found: dict[str, str] = {}
    for line in io.BytesIO(raw):
        page = _json(line)
        if isinstance(page, dict):
            address, title = page.get("url"), page.get("title")
            if isinstance(address, str) and isinstance(title, str) and title.strip():
                found[address] = " ".join(title.split())[:_TITLE]
    return found


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    """A small file of the archive; empty where it is not there or cannot be read."""
    try:
        with archive.open(name) as file:
            return file.read(_LIST)
    except FAULTS:
        return b""


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


class _Hashed:
    """A file whose digest is taken while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self.size = 0

    def read(self, size: int) -> bytes:
        found = self._file.read(size)
        self._sum.update(found)
        self.size += len(found)
        return found

    @property
    def digest(self) -> str:
        return self._sum.hexdigest()
