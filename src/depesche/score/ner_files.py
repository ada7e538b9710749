"""Reads corpora of named entities, whatever their form, as plain texts with the spans that they mark.

Three forms are told apart by what stands in the file: columns of words and tags (CoNLL, GermEval 2014, Universal NER),
and JSON with texts and mentions (SmartData). Files may be packed with gzip or xz.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depesche.errors import UsageError

# Our three classes, by what the corpora call them; a class that stands for something of another kind is no key.
CLASSES = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "ORGANIZATION_COMPANY": "organisation",
    "LOC": "place",
    "LOCATION": "place",
    "LOCATION_CITY": "place",
}
# Marked as something near our classes, and neither asked for nor held against us: adjectives and inhabitants, names
# inside compounds, stops, streets and lines.
NEUTRAL = re.compile(r"(?:PER|ORG|LOC|OTH)(?:deriv|part)|LOCATION_(?:STOP|STREET|ROUTE)")
_TAG = re.compile(r"[BI]-(?:PER|ORG|LOC)")
_NO_SPACE_BEFORE = frozenset(".,;:!?)]}“”’…%")
_NO_SPACE_BEHIND = frozenset("([{„‚")


@dataclass(frozen=True, slots=True)
class Gold:
    """A span that a corpus marks. name: its class as we call it, empty for one that is neither asked for nor wrong."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a corpus with the spans that it marks."""

    text: str
    gold: tuple[Gold, ...]


def load(path: Path) -> list[Text]:
    """The texts of a corpus in their order.

    Raises:
        UsageError: if the file cannot be read, or is in none of the forms that are known.

    """
    try:
        source = _unpacked(path).decode("utf-8-sig")
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The corpus cannot be read: {getattr(error, 'strerror', None) or error}.",
            where=str(path),
            hint="Name the file of a corpus, as columns or as SmartData's JSON; it may be packed as .xz.",
        ) from error
    found = list(_from_json(source, path) if source.lstrip()[:1] in {"{", "["} else _from_columns(source))
    if not any(one.gold for one in found):
        raise UsageError(
            "No persons, organisations or places are marked in this file.",
            where=str(path),
            hint="Known are columns of words and tags (B-PER, I-ORG ...) and SmartData's JSON.",
        )
    return found


def _unpacked(path: Path) -> bytes:
    raw = path.read_bytes()
    if raw[:2] == b"\x1f\x8b":
        return gzip.decompress(raw)
    return lzma.decompress(raw) if raw[:6] == b"\xfd7zXZ\x00" else raw


# JSON: one object after the other, or one list


def _from_json(source: str, path: Path) -> Iterator[Text]:
    decoder = json.JSONDecoder()
    at = 0
    while (at := _behind_space(source, at)) < len(source):
        try:
            found, at = decoder.raw_decode(source, at)
        except ValueError as error:
            raise UsageError(f"The corpus cannot be read: {error}", where=str(path)) from error
        for document in found if isinstance(found, list) else [found]:
            yield Text(_inner(document.get("text"), "string") or "", tuple(_mentions(document)))


def _behind_space(source: str, at: int) -> int:
    while at < len(source) and source[at].isspace():
        at += 1
    return at


def _inner(value: Any, key: str) -> Any:
    """A value of JSON made from Avro, which wraps all that may be missing."""
    return value.get(key) if isinstance(value, dict) else value


def _mentions(document: dict[str, Any]) -> Iterator[Gold]:
    for mention in _inner(document.get("conceptMentions"), "array") or ():
        label = mention["type"]
        if label in CLASSES or NEUTRAL.fullmatch(label):
            yield Gold(mention["span"]["start"], mention["span"]["end"], CLASSES.get(label, ""))


# Columns


def _from_columns(source: str) -> Iterator[Text]:
    """Each sentence is a text of its own, unless the file says where documents begin: then those are the texts."""
    rows = [line.split("\t") if "\t" in line else line.split() for line in source.splitlines()]
    word = 1 if _numbered(rows) else 0
    tag = next((i for i in range(word + 1, 9) if any(len(row) > i and _TAG.match(row[i]) for row in rows)), word + 1)
    documents = any(_opens_document(row) for row in rows)
    words: list[tuple[str, str]] = []
    for row in rows:
        ended = _opens_document(row) if documents else not row
        if ended and words:
            yield _text(words)
            words = []
        elif not row and words:
            words.append(("\n", "O"))
        elif len(row) > tag and row[word] and not (word and row[0][0] == "#") and row[0] != "-DOCSTART-":
            words.append((row[word], row[tag]))
    if words:
        yield _text(words)


def _numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column counts the words of each sentence."""
    firsts = [row[0] for row in rows if len(row) > 2 and not row[0].startswith("#")]
    return bool(firsts) and all(first.isdigit() for first in firsts)


def _opens_document(row: Sequence[str]) -> bool:
    return bool(row) and (row[0] == "-DOCSTART-" or row[0].startswith("# newdoc"))


def _text(words: Sequence[tuple[str, str]]) -> Text:
    """Words set as a text, with the marked spans."""
    parts: list[str] = []
    length = 0
    gold: list[Gold] = []
    before, open_label, quoted = "\n", "", False
    for word, tag in words:
        closing = word == '"' and quoted
        glued = (
            before == "\n" or word[0] in _NO_SPACE_BEFORE or before[-1] in _NO_SPACE_BEHIND or closing or word == "\n"
        )
        gap = "" if glued or (before == '"' and quoted) else " "
        quoted = quoted != (word == '"')
        start = length + len(gap)
        label = tag[2:] if tag[2:] in CLASSES or NEUTRAL.fullmatch(tag[2:]) else ""
        if label and label == open_label and tag[0] == "I":
            gold[-1] = Gold(gold[-1].start, start + len(word), gold[-1].name)
        elif label:
            gold.append(Gold(start, start + len(word), CLASSES.get(label, "")))
        open_label = label
        parts += [gap, word]
        length = start + len(word)
        before = word
    return Text("".join(parts), tuple(gold))
