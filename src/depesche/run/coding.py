"""Coding that was done in another program comes in: the readers of its files, by name.

A reader is a function of a path that gives a `Coded` for each record of the file. What each report begins with is a `Coded` without
a kind, so that a report in which the coder found nothing is known too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from depesche.store.coded import Coded

__all__ = ["READERS", "Coded", "Reader"]

Reader = Callable[[Path], Iterable[Coded]]
READERS: Mapping[str, Reader] = {}
"""The formats that coding can come in from, by the name that follows `--from`."""
