"""The ways through the workbench: which pages there are, and which routes answer for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from fastapi import APIRouter

import depesche.web.api
import depesche.web.pages

GROUPS = ("work", "reports", "record", "about")


@dataclass(frozen=True, slots=True)
class Way:
    """An entry of the menu. text: a key of the interface words. group: under which heading; rank: the order there."""

    path: str
    text: str
    group: str = "work"
    rank: int = 50


@lru_cache(maxsize=1)
def ways() -> tuple[tuple[str, tuple[Way, ...]], ...]:
    """The menu: each group with its pages."""
    found = [module.WAY for module in modules(depesche.web.pages) if hasattr(module, "WAY")]
    found.sort(key=lambda way: (way.rank, way.path))
    return tuple((group, mine) for group in GROUPS if (mine := tuple(way for way in found if way.group == group)))


def routers() -> Iterator[APIRouter]:
    """The routes of all pages and of the interface for programs."""
    for package in (depesche.web.api, depesche.web.pages):
        for module in modules(package):
            yield module.router


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """The modules of a package: each is a page or a part of the interface, and has a `router`."""
    for found in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{found.name}")
