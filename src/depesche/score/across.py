"""Measures what is said of several reports at once: the same words in two of them, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from depesche.score.match import Chars, chars
from depesche.score.page import Json, Page
from depesche.score.tables import Miss, Table


def measure_across(
    cross: Json, pages: Mapping[str, Page], export: Json, aligned: Mapping[str, Mapping[int, int]], table: Table
) -> None:
    """Add the rows about several reports.

    Args:
        cross: gold on several reports; its reports are named by the stems of their gold files.
        pages: the reports by those stems.
        export: ours; its reports are named by their files.
        aligned: for each report, which statement of gold each of our statements is.
        table: where the rows are added.

    """
    keys = {page.gold["report"]: key for key, page in pages.items()}
    gold = _linked(cross.get("same_utterance", ()))
    ours = _linked(_in_gold_terms(export.get("same_utterance", ()), keys, aligned))
    table.found("across.same_utterance", "same utterance (pairs)", len(gold & ours), len(gold), len(ours))
    table.misses += [_unlinked("missed", pair, pages) for pair in _ordered(gold - ours)]
    table.misses += [_unlinked("extra", pair, pages) for pair in _ordered(ours - gold)]
    told = _both_sides(cross.get("discrepancy", ()), pages, str)
    given = _both_sides(export.get("discrepancy", ()), pages, lambda name: keys.get(PurePath(name).name, ""))
    found = [any(_same_sides(one.chars, other.chars) for other in given) for one in told]
    table.right("across.discrepancies", "discrepancies found", sum(found), len(told))
    table.misses += [
        one.miss("missed", n) for n, (one, is_found) in enumerate(zip(told, found, strict=True)) if not is_found
    ]
    made_up = [one for one in given if not any(_same_sides(one.chars, other.chars) for other in told)]
    table.misses += [one.miss("extra", n) for n, one in enumerate(made_up)]


Member = tuple[str, int | str]


@dataclass(frozen=True, slots=True)
class _Sides:
    """A discrepancy between reports: the characters of each side by the report's key, its words, and what it is about."""

    chars: Mapping[str, Chars]
    words: str
    about: str

    def miss(self, kind: str, index: int) -> Miss:
        """What is listed of it where it is not as in gold."""
        return Miss(kind, "discrepancies", "+".join(self.chars), index, self.words, self.about)


def _ordered(pairs: Iterable[frozenset[Member]]) -> list[list[Member]]:
    return sorted((sorted(pair, key=str) for pair in pairs), key=str)


def _unlinked(kind: str, pair: Sequence[Member], pages: Mapping[str, Page]) -> Miss:
    """A pair of statements that should be linked, or should not be."""
    (a, first), (b, second) = pair
    words = (_words(pages[a], first), _words(pages[b], second))
    return Miss(
        kind, "same utterance", a, first if isinstance(first, int) else -1, words[0], f"{b}[{second}] {words[1]!r}"
    )


def _words(page: Page, index: int | str) -> str:
    """The first words of a statement of gold; of one that gold does not have, what stands for it."""
    return str(page.gold["statements"][index]["content"][0]["text"]) if isinstance(index, int) else index


def _linked(groups: Sequence[Sequence[Sequence[Any]]]) -> set[frozenset[Member]]:
    """All pairs of a group's members that stand in different reports."""
    pairs = set()
    for group in groups:
        members: list[Member] = [(one[0], one[1]) for one in group]
        pairs |= {frozenset((a, b)) for i, a in enumerate(members) for b in members[i + 1 :] if a[0] != b[0]}
    return pairs


def _in_gold_terms(
    groups: Sequence[Sequence[Sequence[Any]]], keys: Mapping[str, str], aligned: Mapping[str, Mapping[int, int]]
) -> list[list[Member]]:
    """Our groups with gold's names of reports and indices of statements; a statement not in gold keeps its own."""
    renamed = []
    for group in groups:
        members = [(keys.get(PurePath(report).name, ""), index) for report, index in group]
        renamed.append([(key, aligned[key].get(i, f"extra {i}")) for key, i in members if key in aligned])
    return renamed


def _both_sides(entries: Sequence[Json], pages: Mapping[str, Page], key_of: Callable[[str], str]) -> list[_Sides]:
    """The discrepancies with both sides; none where a side lies in a report without gold."""
    told = []
    for entry in entries:
        sides = [(key_of(side["report"]), side["span"]) for side in (entry.get("a"), entry.get("b")) if side]
        if len(sides) == 2 and all(key in pages for key, _ in sides):
            words = " | ".join(span["text"] for _, span in sides)
            about = str(entry.get("about", ""))
            told.append(_Sides({key: chars(pages[key].text, span) for key, span in sides}, words, about))
    return told


def _same_sides(one: Mapping[str, Chars], other: Mapping[str, Chars]) -> bool:
    return one.keys() == other.keys() and all(one[key] & other[key] for key in one)
