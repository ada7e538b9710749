"""What each rule of the readers does, in a sentence: said by `depesche explain` and by docs/rules.md."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from depesche.texts.table import Words

FILE = Path(__file__).with_name("rules.tsv")


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in words. kind: of the record that it makes; name: what `why` begins with."""

    kind: str
    name: str
    words: Words


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, RuleWords]:
    """Every rule that has a description, by name."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    found = (RuleWords(row["kind"], row["rule"], Words(row["en"], row["de"])) for row in rows)
    return MappingProxyType({one.name: one for one in found})


def rule_name(why: str) -> str:
    """The name of the rule that a record says it was made by; what is behind a colon is the word it met.

    >>> rule_name("dass clause: sagen"), rule_name("times.date.today")
    ('dass clause', 'times.date.today')
    """
    return why.partition(":")[0].strip()


def rule_of(why: str) -> RuleWords | None:
    """The rule that a record was made by, if it has a description."""
    return all_rules().get(rule_name(why))
