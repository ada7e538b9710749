"""The words of the workbench's pages: a module for each page with `WORDS`, both languages side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from depesche.texts.table import Words


@lru_cache(maxsize=1)
def all_pages() -> Mapping[str, Words]:
    """Every key of every page with its words; no key may be in two modules."""
    found: dict[str, Words] = {}
    for module in iter_modules(__path__):
        words: dict[str, Words] = import_module(f"{__name__}.{module.name}").WORDS
        if double := sorted(found.keys() & words.keys()):
            raise KeyError(f"{double[0]} stands in two tables, one of them {module.name}")
        found |= words
    return MappingProxyType(found)
