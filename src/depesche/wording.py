"""The words in which two passages differ, for showing them side by side."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["same", "spelling", "added", "removed", "changed"]

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-‐‑’'][^\W\d_]+)*|\S", re.UNICODE)
_MARKS = str.maketrans(dict.fromkeys("„“”‟«»‹›‚‘’‛'`´", '"') | dict.fromkeys("–—‐‑−", "-"))
# Passages are compared in pieces of this many tokens: the work grows with the length, not with its square.
_PIECE = 600
# How many words written apart may be one elsewhere, and how many changed ones a run may hold to be looked through for such.
_APART, _LOOKED_AT = 4, 40


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of two passages: `a[start_a:end_a]` stands where the other has `b[start_b:end_b]`; one may be empty.

    kind: `same`, `spelling` (the same words, otherwise written), `removed` (only in a), `added` (only in b), `changed`.
    """

    kind: Kind
    start_a: int
    end_a: int
    start_b: int
    end_b: int


class _Token(NamedTuple):
    """A word or mark. key: what it is compared by."""

    start: int
    end: int
    key: str


def differences(a: str, b: str) -> list[Change]:
    """Compare two passages by their words and marks, in order; what stands between tokens belongs to no change.

    >>> a, b = "Das kommt nicht in Frage.", "Das kommt für uns nicht infrage."
    >>> [(c.kind, a[c.start_a:c.end_a], b[c.start_b:c.end_b]) for c in differences(a, b)]
    [('same', 'Das kommt', 'Das kommt'), ('added', '', 'für uns'), ('same', 'nicht', 'nicht'),
     ('spelling', 'in Frage', 'infrage'), ('same', '.', '.')]
    """
    mine, theirs = _tokens(a), _tokens(b)
    found: list[Change] = []
    i = j = 0
    while i < len(mine) or j < len(theirs):
        last = i + _PIECE >= len(mine) and j + _PIECE >= len(theirs)
        blocks = _blocks(mine[i : i + _PIECE], theirs[j : j + _PIECE])
        blocks = blocks if last else _kept(blocks)
        for tag, i1, i2, j1, j2 in blocks:
            found += _told(tag, mine, theirs, (i + i1, i + i2, j + j1, j + j2), (a, b))
        i, j = i + blocks[-1][2], j + blocks[-1][4]
    return _joined(found)


_Block = tuple[str, int, int, int, int]
_Place = tuple[int, int, int, int]


def _tokens(text: str) -> list[_Token]:
    return [_Token(m.start(), m.end(), _key(m[0])) for m in _TOKEN.finditer(text)]


def _key(token: str) -> str:
    """What is left of a token without its spelling: case, ß, accents written apart, the form of quotation marks and dashes.

    >>> _key("Daß") == _key("dass"), _key("„") == _key("»")
    (True, True)
    """
    return unicodedata.normalize("NFC", token).casefold().translate(_MARKS)


def _blocks(mine: list[_Token], theirs: list[_Token]) -> list[_Block]:
    matcher = SequenceMatcher(None, [t.key for t in mine], [t.key for t in theirs])
    return list(matcher.get_opcodes())


def _kept(blocks: list[_Block]) -> list[_Block]:
    """The blocks of a piece up to its last common words: what is behind them is compared with the next piece."""
    for number in range(len(blocks) - 1, -1, -1):
        if blocks[number][0] == "equal":
            return blocks[: number + 1]
    return blocks


def _told(tag: str, mine: list[_Token], theirs: list[_Token], place: _Place, texts: tuple[str, str]) -> list[Change]:
    i1, i2, j1, j2 = place
    if tag == "equal":
        pairs = zip(mine[i1:i2], theirs[j1:j2], strict=True)
        return [
            Change(_same(texts[0][x.start : x.end], texts[1][y.start : y.end]), x.start, x.end, y.start, y.end)
            for x, y in pairs
        ]
    if tag == "replace" and max(i2 - i1, j2 - j1) <= _LOOKED_AT:
        return _looked_through(mine, theirs, place)
    return [_change(mine, theirs, place)]


def _same(x: str, y: str) -> Kind:
    return "same" if x == y else "spelling"


def _looked_through(mine: list[_Token], theirs: list[_Token], place: _Place) -> list[Change]:
    """A changed run, with the words in it that are only written together or apart."""
    i1, i2, j1, j2 = place
    for i in range(i1, i2):
        for j in range(j1, j2):
            if length := _apart(mine[i:i2], theirs[j:j2]):
                i3, j3 = i + length[0], j + length[1]
                told = Change("spelling", mine[i].start, mine[i3 - 1].end, theirs[j].start, theirs[j3 - 1].end)
                before = [_change(mine, theirs, (i1, i, j1, j))] if i > i1 or j > j1 else []
                behind = _looked_through(mine, theirs, (i3, i2, j3, j2)) if i3 < i2 or j3 < j2 else []
                return [*before, told, *behind]
    return [_change(mine, theirs, place)]


def _apart(mine: list[_Token], theirs: list[_Token]) -> tuple[int, int] | None:
    """How many tokens from the first on are one word there and several here: `in Frage`, `infrage`; hyphens do not count."""
    for one, many, turned in ((mine[0], theirs, False), (theirs[0], mine, True)):
        whole, joined = one.key.replace("-", ""), ""
        for number, token in enumerate(many[:_APART], start=1):
            joined += token.key.replace("-", "")
            if joined == whole and joined.isalpha():
                return (number, 1) if turned else (1, number)
            if not whole.startswith(joined):
                break
    return None


def _change(mine: list[_Token], theirs: list[_Token], place: _Place) -> Change:
    i1, i2, j1, j2 = place
    kind: Kind = "changed" if i2 > i1 and j2 > j1 else "removed" if i2 > i1 else "added"
    start_a, end_a = _range(mine, i1, i2)
    start_b, end_b = _range(theirs, j1, j2)
    return Change(kind, start_a, end_a, start_b, end_b)


def _range(tokens: list[_Token], first: int, last: int) -> tuple[int, int]:
    """The offsets of a run of tokens; of an empty run the place where it would stand."""
    if last > first:
        return tokens[first].start, tokens[last - 1].end
    at = tokens[first].start if first < len(tokens) else tokens[-1].end if tokens else 0
    return at, at


def _joined(changes: list[Change]) -> list[Change]:
    """Runs of the same kind as one."""
    found: list[Change] = []
    for change in changes:
        if found and found[-1].kind == change.kind and change.kind != "spelling":
            last = found[-1]
            found[-1] = Change(last.kind, last.start_a, change.end_a, last.start_b, change.end_b)
        else:
            found.append(change)
    return found
