"""JSON lists and JSON lines of which each record is a report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from depesche.errors import ReportError
from depesche.ingest.decode import decode
from depesche.ingest.lines import read_lines
from depesche.ingest.pieces import Given, Piece, source
from depesche.ingest.rows import Table, failed

_LARGEST = 200_000_000
_LISTS = ("articles", "items", "documents", "docs", "data", "results", "rows", "records", "response")
_BLANK = re.compile(r"[\s,]*")
_Rows = Iterator[tuple[str, dict[str, Any] | Piece]]


@source("jsonl", suffixes=(".jsonl", ".ndjson"), about="JSON lines with a report in each", many=True)
def read_jsonl(given: Given) -> Iterator[Piece]:
    """Read a file that has a JSON record in each line.

    Raises:
        ReportError: if no record holds a text.

    """
    found = read_lines(given)
    table = Table(given, "jsonl", found.encoding, found.basis)
    yield from table.rows(_of_lines(found.lines))


def _of_lines(lines: Iterator[str | None]) -> _Rows:
    for number, line in enumerate(lines, start=1):
        place = f"Line {number}"
        if line is None:
            yield place, failed(f"line {number}", f"{place} is longer than a line may be.")
        elif line.strip():
            row = _record(line)
            if row is not None:
                yield place, row
            elif line.endswith("\n"):
                yield place, failed(f"line {number}", f"{place} is no JSON record.")
            else:
                yield place, failed(f"line {number}", f"{place} is truncated: the file ends within it.")


def _record(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _is_json(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"[", b"{"}


@source("json", suffixes=(".json",), tells=_is_json, about="JSON lists with a report in each record", many=True)
def read_json(given: Given) -> Iterator[Piece]:
    """Read a JSON list of records, a record that holds such a list, or one record.

    Raises:
        ReportError: if the file is no JSON, or no record holds a text.

    """
    with given.open() as file:
        raw = file.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise ReportError(
            "The JSON file has more than 200 MB.", where=given.name, hint="Save it as JSON lines (.jsonl)."
        )
    found = decode(raw, where=given.name)
    text = found.text.strip()
    table = Table(given, "json", found.encoding, found.basis)
    if text.startswith("["):
        yield from table.rows(_of_list(text))
        return
    yield from table.rows(_of_record(text, given.name))


def _of_list(text: str) -> _Rows:
    """The records of a list one by one, so that those before damage stay and not all are held."""
    decoder = json.JSONDecoder()
    at, number = _after(text, 1), 0
    while at < len(text) and text[at] != "]":
        number += 1
        place = f"Record {number}"
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            cut = isinstance(error, json.JSONDecodeError) and not text.endswith("]")
            what = "is truncated: the file ends within it" if cut else "is no JSON, nor can what follows it be read"
            yield place, failed(f"record {number}", f"{place} {what}.")
            return
        at = _after(text, at)
        if isinstance(value, dict):
            yield place, value
        else:
            yield place, failed(f"record {number}", f"{place} is no record with named fields.")
    if at >= len(text):
        yield "The end", failed("end", "The list is truncated: its closing bracket is missing.")


def _after(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _of_record(text: str, where: str) -> _Rows:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = _of_lines(iter(text.splitlines(keepends=True)))
        first = next(lines, None)
        if first and isinstance(first[1], dict):
            yield first
            yield from lines
            return
        raise ReportError("The file is no JSON, or truncated.", where=where, hint="Fetch it again.") from error
    if not isinstance(value, dict):
        raise ReportError("The JSON file holds no records with named fields.", where=where)
    for name in _LISTS:
        inner = value.get(name)
        if isinstance(inner, list) and any(isinstance(one, dict) for one in inner):
            for number, one in enumerate(inner, start=1):
                place = f"Record {number}"
                yield place, one if isinstance(one, dict) else failed(f"record {number}", f"{place} is no record.")
            return
    yield "The record", value
