"""Reports read in memory, without a case: what measuring needs."""

from __future__ import annotations

from depesche.records import Fact, Report, Source, digest
from depesche.run.plan import read_in


def read_text(text: str, language: str = "de", facts: tuple[Fact, ...] = ()) -> Report:
    """Read a text whose language is known, as from a file of that text."""
    source = Source("text", "text", digest(text), "utf-8", "given as text", 0, "text 1")
    return read_in(Report("text", text, source, facts), language)
