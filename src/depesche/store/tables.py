"""What a case tells, as tables for Python: `case.statements.to_polars()`, and as a view in a notebook.

A list of a case is asked for as before (`case.statements(actor="Kolb")`) and gives its records one by one; it is a table as well.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from depesche.extras import extra
from depesche.records import Figure, Span
from depesche.store.rows import ReportRow

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

S = TypeVar("S")
T = TypeVar("T")
P = ParamSpec("P")
_SHOWN, _LONGEST = 10, 120  # rows and characters of a cell in a notebook
_SPANS = ("content", "evidence", "mentions", "cue", "frame")


class Records(Generic[T]):
    """Records or relations of a case: gone through one by one, or taken as a table.

    The columns of a table are the fields of the record, with `report`, `published` and `outlet` before those of single reports and `start`
    and `end` behind: the words of spans stand for them, and offsets count code points of the report's text.
    """

    def __init__(self, ask: Callable[[], Iterator[T]], first: Iterator[T] | None = None) -> None:
        self._ask = ask
        self._first = first  # what was asked already, so that what makes no sense is refused at once
        self._on: Iterator[T] | None = None

    def __iter__(self) -> Iterator[T]:
        """From the first one, each time anew."""
        first, self._first = self._first, None
        return first if first is not None else self._ask()

    def __next__(self) -> T:
        """The next one, where somebody takes them one by one."""
        if self._on is None:
            self._on = iter(self)
        return next(self._on)

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    def rows(self) -> Iterator[dict[str, Any]]:
        """As rows of plain values: words, numbers, days, lists of words."""
        return map(_row, self)

    def to_polars(self) -> pl.DataFrame:
        """As a data frame of Polars.

        Raises:
            SetupError: if Polars is not installed.

        """
        frame: pl.DataFrame = extra("polars", "tables", "Tables").DataFrame(list(self.rows()), infer_schema_length=None)
        return frame

    def to_pandas(self) -> pd.DataFrame:
        """As a data frame of pandas.

        Raises:
            SetupError: if pandas is not installed.

        """
        frame: pd.DataFrame = extra("pandas", "tables", "Tables").DataFrame(list(self.rows()))
        return frame

    def _repr_html_(self) -> str:
        """The first rows, as a notebook shows them; whatever a report says is text."""
        some = list(islice(self.rows(), _SHOWN + 1))
        if not some:
            return "<p>none</p>"
        head = "".join(f"<th>{html.escape(name)}</th>" for name in some[0])
        lines = "".join(
            f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row.values())}</tr>" for row in some[:_SHOWN]
        )
        more = "<p>…</p>" if len(some) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{more}"


class Asking(Records[T], Generic[P, T]):
    """All records of a kind, and those that are asked for."""

    def __init__(self, ask: Callable[P, Iterator[T]]) -> None:
        super().__init__(ask)
        self._choose = ask

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Records[T]:
        """Those that are asked for."""
        ask = partial(self._choose, *args, **kwargs)
        return Records(ask, ask())


class table(Generic[S, P, T]):  # noqa: N801 (a decorator)
    """Marks a method that gives records, so that it is a table as well."""

    def __init__(self, method: Callable[Concatenate[S, P], Iterator[T]]) -> None:
        self._method = method
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, case: None, kind: type) -> table[S, P, T]: ...

    @overload
    def __get__(self, case: S, kind: type) -> Asking[P, T]: ...

    def __get__(self, case: S | None, kind: type) -> Any:
        """The records of one case."""
        return self if case is None else Asking(partial(self._method, case))


def _row(one: Any) -> dict[str, Any]:
    if isinstance(one, tuple):
        row, record = one
        assert isinstance(row, ReportRow)
        about = {"report": row.name, "published": _day(row.published), "outlet": row.outlet}
        return about | _fields(record) | _ends(record)
    return _fields(one)


def _fields(record: Any) -> dict[str, Any]:
    found = {one.name: _plain(one.name, getattr(record, one.name)) for one in fields(record)}
    if isinstance(record, Figure):  # a range has two ends, and a column one kind of value
        low, high = record.value if isinstance(record.value, tuple) else (record.value, record.value)
        found = {"id": found.pop("id"), "low": low, "high": high, **{k: v for k, v in found.items() if k != "value"}}
    return found


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, Span):
        return value.text
    if isinstance(value, tuple):
        return [_plain(name, one) for one in value]
    if name == "day":
        return _day(value)
    if is_dataclass(value):
        told = [str(_plain(one.name, getattr(value, one.name))) for one in fields(value)]
        return " ".join(part for part in told if part not in {"", "None", "[]"})
    return value


def _ends(record: Any) -> dict[str, int | None]:
    spans = next((found for name in _SPANS if (found := getattr(record, name, ()))), ())
    spans = spans or tuple(filter(None, [getattr(record, "span", None)]))
    return {"start": min((s.start for s in spans), default=None), "end": max((s.end for s in spans), default=None)}


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def _cell(value: Any) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return html.escape(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")
