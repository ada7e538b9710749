"""What a measurement found, as counts that add up over reports, and as lines of 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_NAME = 30


@dataclass(slots=True)
class Row:
    """One line of counts.

    key: the stable name, as in `statements.actor`. shown: the name that a person reads.
    hit, gold, ours: how many were found right, how many gold has, and how many we gave; ours is None in a row that
    asks which share of `gold` cases is right, where precision has no meaning.
    """

    key: str
    shown: str
    hit: int = 0
    gold: int = 0
    ours: int | None = None

    @property
    def precision(self) -> float:
        """The share of ours that is right; 0 where we gave nothing."""
        return self.hit / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that was found; in a row without `ours`, the share that is right."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def figure(self) -> float:
        """What the row is judged by: F1, or the share that is right.

        >>> round(Row("x", "x", hit=3, gold=4, ours=6).figure, 2)
        0.6
        """
        if self.ours is None:
            return self.recall
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not as in gold. kind: `missed`, `extra`, `wrong actor`, `wrong value`, `wrong edges`."""

    kind: str
    of: str
    report: str
    index: int
    text: str
    note: str = ""


@dataclass(slots=True)
class Table:
    """The rows of a measurement in the order in which they were first counted, and what went wrong one by one."""

    rows: dict[str, Row] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def found(self, key: str, shown: str, hit: int, gold: int, ours: int) -> None:
        """Add to a row that has precision and recall."""
        row = self.rows.setdefault(key, Row(key, shown, ours=0))
        row.hit += hit
        row.gold += gold
        row.ours = (row.ours or 0) + ours

    def right(self, key: str, shown: str, hit: int, of: int) -> None:
        """Add to a row that has only a share."""
        row = self.rows.setdefault(key, Row(key, shown))
        row.hit += hit
        row.gold += of

    def figures(self) -> dict[str, float]:
        """What each row is judged by, by its key."""
        return {key: row.figure for key, row in self.rows.items()}

    def lines(self) -> Iterator[str]:
        r"""The table for people, at most 80 columns wide.

        >>> table = Table()
        >>> table.found("statements", "statements", 3, 4, 6)
        >>> table.right("statements.mode", "  mode", 1, 3)
        >>> print(*table.lines(), sep="\n")
                                       precision  recall     F1   right   gold   ours
        statements                          .500    .750   .600              4      6
          mode                                                     .333      3
        """
        yield f"{'':{_NAME}} {'precision':>9} {'recall':>7} {'F1':>6} {'right':>7} {'gold':>6} {'ours':>6}"
        for row in self.rows.values():
            yield _line(row).rstrip()

    def as_json(self) -> dict[str, Any]:
        """The table for programs: one object per row, with counts and figures, and the misses."""
        rows = {row.key: _row_json(row) for row in self.rows.values()}
        misses = [{name: getattr(miss, name) for name in miss.__slots__} for miss in self.misses]
        return {"rows": rows, "misses": misses}


def _line(row: Row) -> str:
    name = f"{row.shown:{_NAME}}"
    if row.ours is None:
        return f"{name} {'':9} {'':7} {'':6} {_short(row.figure):>7} {row.gold:6}"
    figures = f"{_short(row.precision):>9} {_short(row.recall):>7} {_short(row.figure):>6}"
    return f"{name} {figures} {'':7} {row.gold:6} {row.ours:6}"


def _short(share: float) -> str:
    """A share in three digits: `.745`, and `1.00` where nothing is wrong."""
    return f"{share:.2f}" if share >= 0.9995 else f"{share:.3f}".lstrip("0")


def _row_json(row: Row) -> dict[str, Any]:
    if row.ours is None:
        return {"right": row.figure, "hit": row.hit, "of": row.gold}
    figures = {"precision": row.precision, "recall": row.recall, "f1": row.figure}
    return figures | {"hit": row.hit, "gold": row.gold, "ours": row.ours}


def error_lines(table: Table) -> Iterator[str]:
    """What went wrong, by class, each with its report and the words it is about."""
    classes = sorted({(miss.of, miss.kind) for miss in table.misses}, key=lambda c: (c[0], _ORDER.index(c[1])))
    for of, kind in classes:
        members = [miss for miss in table.misses if (miss.of, miss.kind) == (of, kind)]
        yield f"{of}, {kind}: {len(members)}"
        for miss in members:
            note = f"  ({miss.note})" if miss.note else ""
            yield f"  {miss.report}[{miss.index}] {miss.text!r}{note}"


_ORDER = (
    "missed",
    "extra",
    "wrong actor",
    "wrong actor or act",
    "wrong mode",
    "wrong stance",
    "wrong value",
    "wrong edges",
)
