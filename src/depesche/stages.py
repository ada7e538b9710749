"""Stages: plain functions from report to report that say what they need and what they give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from depesche.errors import SetupError
from depesche.records import Report


class Stage(Protocol):
    """A step of the reading: pure, picklable, frozen report in, frozen report out."""

    __name__: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]

    def __call__(self, report: Report, pack: Any) -> Report:
        """Read one thing."""


def stage(*, needs: tuple[str, ...] = (), gives: tuple[str, ...]) -> Callable[[Callable[[Report, Any], Report]], Stage]:
    """Mark a function as a stage, with the fields of `Report` that it needs and fills."""

    def mark(function: Callable[[Report, Any], Report]) -> Stage:
        function.needs = needs  # type: ignore[attr-defined]
        function.gives = gives  # type: ignore[attr-defined]
        return function  # type: ignore[return-value]

    return mark


def check_order(stages: tuple[Stage, ...], given: tuple[str, ...] = ("text",)) -> None:
    """Make sure that every stage comes after those that give what it needs.

    Raises:
        SetupError: if one does not; this is a mistake of the programmer's.

    """
    have = set(given)
    for one in stages:
        missing = [need for need in one.needs if need not in have]
        if missing:
            raise SetupError(f"The stage {one.__name__} needs {', '.join(missing)}, which no stage before it gives.")
        have.update(one.gives)
