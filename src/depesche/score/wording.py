"""Pairs of sentences that say the same or not: a file of tab-separated columns, as PAWS-X has them, and what a decision makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from depesche.errors import UsageError
from depesche.score.tables import Miss, Table

Decision = Callable[[str, str], bool]

_COLUMNS = ("sentence1", "sentence2", "label")
_LABELS = {"1": True, "0": False}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, and whether they say the same."""

    id: str
    a: str
    b: str
    same: bool


def pairs(path: Path) -> Iterator[Pair]:
    """Read the pairs of a file; rows without a label are left out.

    Raises:
        UsageError: if the file cannot be read or lacks a column.

    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("The pairs cannot be read.", where=str(path), hint="depesche score wording FILE") from error
    head = lines[0].split("\t")
    if not set(_COLUMNS) <= set(head):
        raise UsageError(
            "The file has no pairs of sentences.", where=str(path), hint=f"Its first line names: {', '.join(_COLUMNS)}."
        )
    for number, line in enumerate(lines[1:], start=2):
        row = dict(zip(head, line.split("\t"), strict=False))
        same = _LABELS.get(row.get("label", "").strip())
        if same is not None:
            yield Pair(row.get("id", str(number)), row["sentence1"], row["sentence2"], same)


def score(path: Path, decide: Decision) -> Table:
    """Count how often a decision that two sentences say the same is right, and list where it is not."""
    table = Table()
    for number, pair in enumerate(pairs(path)):
        told = decide(pair.a, pair.b)
        table.found("wording.same", "same words", int(told and pair.same), int(pair.same), int(told))
        table.right("wording.right", "decided as gold has it", int(told == pair.same), 1)
        if told != pair.same:
            kind = "extra" if told else "missed"
            table.misses.append(Miss(kind, "wording", pair.id, number, f"{pair.a} | {pair.b}"))
    return table
