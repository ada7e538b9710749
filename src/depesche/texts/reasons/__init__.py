"""The words of the reasons behind relations: one table for each part of relating, both languages side by side.

A key is the rule of a `Reason`. Placeholders: `{q0}`, `{q1}` ... for its quotes, `{v0}`, `{v1}` ... for its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from depesche.texts.table import Words

if TYPE_CHECKING:
    from depesche.relations import Reason

PARTS = ("actors", "dates", "discrepancies", "issues", "lineage", "talks", "utterances")
_QUOTED = {"en": "“{}”", "de": "„{}“"}
_SHORT = 90


@lru_cache(maxsize=1)
def all_reasons() -> Mapping[str, Words]:
    """Every rule with its words."""
    found: dict[str, Words] = {}
    for part in PARTS:
        found |= import_module(f"depesche.texts.reasons.{part}").REASONS
    return MappingProxyType(found)


def told(reason: Reason, lang: str = "en") -> str:
    """Say a reason in a language; its quotes stand in quotation marks, shortened where they are long.

    Raises:
        KeyError: for a rule that has no words, or a placeholder that the reason leaves empty; a mistake of the programmer's.

    """
    words: str = getattr(all_reasons()[reason.rule], lang)
    quotes = {f"q{i}": _QUOTED[lang].format(_short(quote.text)) for i, quote in enumerate(reason.quotes)}
    return words.format(**quotes, **{f"v{i}": value for i, value in enumerate(reason.values)})


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rpartition(' ')[0]} …"
