"""Measures what is said of several reports at once: the same words in two of them, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from typing import Any

from depesche.score.match import Chars, chars
from depesche.score.page import Json, Page
from depesche.score.tables import Table


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
    told = _both_sides(cross.get("discrepancy", ()), pages, str)
    given = _both_sides(export.get("discrepancy", ()), pages, lambda name: keys.get(PurePath(name).name, ""))
    hit = sum(any(_same_sides(one, other) for other in given) for one in told)
    table.right("across.discrepancies", "discrepancies found", hit, len(told))


Member = tuple[str, int | str]


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


def _both_sides(
    entries: Sequence[Json], pages: Mapping[str, Page], key_of: Callable[[str], str]
) -> list[dict[str, Chars]]:
    """The characters of both sides of each discrepancy by report; none where a side lies in a report without gold."""
    told = []
    for entry in entries:
        sides = [(key_of(side["report"]), side["span"]) for side in (entry.get("a"), entry.get("b")) if side]
        if len(sides) == 2 and all(key in pages for key, _ in sides):
            told.append({key: chars(pages[key].text, span) for key, span in sides})
    return told


def _same_sides(one: Mapping[str, Chars], other: Mapping[str, Chars]) -> bool:
    return one.keys() == other.keys() and all(one[key] & other[key] for key in one)
