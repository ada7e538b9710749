"""Measures TimeML files against gold ones, in the manner of TempEval-3 (task A).

Spans are compared as offsets over the characters that are no white space, so that line breaks never matter. `strict`
wants the same start and end, `relaxed` an overlap; `type` and `value` count relaxed pairs that agree in it as well,
`strict value` pairs with the same edges and value. The day a report was written, outside its text, is not counted.
"""

from __future__ import annotations

import difflib
import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from depesche.errors import UsageError
from depesche.score.tables import Miss, Table

TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
TAG = re.compile(r"<(?P<close>/?)(?P<timex>TIMEX3)\b(?P<attributes>[^>]*?)(?P<empty>/?)>|<[^>]*>", re.DOTALL)
ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*\"([^\"]*)\"")
FIGURES = ("strict", "relaxed", "type", "value", "strict value")


@dataclass(frozen=True, slots=True)
class Expression:
    """A TIMEX3 element: where it stands among the characters that are no white space, and what it says."""

    start: int
    end: int
    type: str | None
    value: str | None
    text: str


class Matched(NamedTuple):
    """A gold expression and one of ours that overlap, by index; exact: both edges are the same."""

    gold: int
    ours: int
    exact: bool


def squash(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def expressions(source: str) -> tuple[str, list[Expression]]:
    """The text of a TimeML file without its white space, and the expressions in it, in the order in which they close.

    >>> expressions('<TEXT>Am <TIMEX3 type="DATE" value="2022">Jahr 2022</TIMEX3>.</TEXT>')
    ('AmJahr2022.', [Expression(start=2, end=10, type='DATE', value='2022', text='Jahr 2022')])
    """
    found = TEXT.search(source)
    body = found.group(1) if found else source
    plain, length, place = [], 0, 0
    opened: list[tuple[int, int, dict[str, str]]] = []
    made = []
    for tag in TAG.finditer(body):
        plain.append(html.unescape(body[place : tag.start()]))
        length += len(squash(plain[-1]))
        place = tag.end()
        if tag["timex"] and tag["close"] and opened:
            start, piece, attributes = opened.pop()
            text = " ".join("".join(plain[piece:]).split())
            made.append(Expression(start, length, attributes.get("type"), attributes.get("value"), text))
        elif tag["timex"] and not tag["close"] and not tag["empty"]:  # without text there is nothing to find
            opened.append((length, len(plain), dict(ATTRIBUTE.findall(tag["attributes"]))))
    plain.append(html.unescape(body[place:]))
    return squash("".join(plain)), [one for one in made if one.end > one.start]


def match(gold: Sequence[Expression], ours: Sequence[Expression]) -> list[Matched]:
    """Pair expressions that overlap one to one: those with the same edges first, then by the size of the overlap."""
    candidates = []
    waiting = sorted(range(len(ours)), key=lambda j: ours[j].start)
    starts = [ours[j].start for j in waiting]
    longest = max((o.end - o.start for o in ours), default=0)
    for i, one in enumerate(gold):
        first = bisect_left(starts, one.start - longest)
        for j in waiting[first : bisect_left(starts, one.end)]:
            shared = min(one.end, ours[j].end) - max(one.start, ours[j].start)
            if shared > 0:
                exact = (one.start, one.end) == (ours[j].start, ours[j].end)
                candidates.append((not exact, -shared, i, j))
    pairs, taken_gold, taken_ours = [], set[int](), set[int]()
    for inexact, _, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken_ours:
            taken_gold.add(i)
            taken_ours.add(j)
            pairs.append(Matched(i, j, not inexact))
    return pairs


def aligned(ours: Iterable[Expression], text: str, gold_text: str) -> list[Expression]:
    """Our expressions where they stand in gold's text, which may differ from the text they were found in."""
    if text == gold_text:
        return list(ours)
    places = [0] * (len(text) + 1)
    for _, a, b, c, d in difflib.SequenceMatcher(None, text, gold_text, autojunk=False).get_opcodes():
        for n in range(a, b):
            places[n] = c + min(n - a, max(d - c - 1, 0))
    return [replace(one, start=places[one.start], end=places[one.end - 1] + 1) for one in ours]


def score(gold_dir: Path, ours_dir: Path) -> Table:
    """Measure the `.tml` files of a folder against gold files of the same names; a file that is not there holds nothing.

    Raises:
        UsageError: if there is no gold file.

    """
    table = Table()
    gold_files = _files(gold_dir)
    if not gold_files:
        raise UsageError("There is no TimeML file to score against.", where=str(gold_dir))
    our_files = _files(ours_dir)
    for name, path in gold_files.items():
        gold_text, gold = expressions(path.read_text(encoding="utf-8-sig"))
        ours: list[Expression] = []
        if name in our_files:
            text, ours = expressions(our_files[name].read_text(encoding="utf-8-sig"))
            ours = [one for one in aligned(ours, text, gold_text) if one.end > one.start]
        _count(name.removesuffix(".tml"), gold, ours, table)
    return table


def _files(folder: Path) -> dict[str, Path]:
    """The TimeML files of a folder, in the order of their paths, by names that do not depend on how accents are written."""
    paths = sorted(path for path in folder.glob("*.tml") if not path.name.startswith("."))
    return {unicodedata.normalize("NFC", path.name): path for path in paths}


def _count(name: str, gold: list[Expression], ours: list[Expression], table: Table) -> None:
    pairs = match(gold, ours)
    same_value = [p for p in pairs if gold[p.gold].value == ours[p.ours].value is not None]
    hits = (
        sum(p.exact for p in pairs),
        len(pairs),
        sum(gold[p.gold].type == ours[p.ours].type for p in pairs),
        len(same_value),
        sum(p.exact for p in same_value),
    )
    for figure, hit in zip(FIGURES, hits, strict=True):
        table.found(figure.replace(" ", "_"), figure, hit, len(gold), len(ours))
    table.misses += _misses(name, gold, ours, pairs)


def _misses(name: str, gold: list[Expression], ours: list[Expression], pairs: list[Matched]) -> list[Miss]:
    """What is not as in gold; a pair that differs in its value and its edges is listed for its value."""
    found = []
    for pair in sorted(pairs):
        one, other = gold[pair.gold], ours[pair.ours]
        if one.value != other.value or one.value is None:
            note = f"{other.type} {other.value} for {one.type} {one.value}"
            found.append(Miss("wrong value", _of(one), name, pair.gold, one.text, note))
        elif not pair.exact:
            found.append(Miss("wrong edges", _of(one), name, pair.gold, one.text, f"{other.text!r}"))
    met, given = {p.gold for p in pairs}, {p.ours for p in pairs}
    found += [Miss("missed", _of(g), name, n, g.text, f"{g.value}") for n, g in enumerate(gold) if n not in met]
    found += [Miss("extra", _of(o), name, n, o.text, f"{o.value}") for n, o in enumerate(ours) if n not in given]
    return found


def _of(one: Expression) -> str:
    """The class that a mistake is counted in: the type, and for vague references the value."""
    return one.value if one.value and one.value.endswith("_REF") else one.type or "?"
