"""Reports read in memory, without a case: what measuring needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from depesche.cli.terminal import note
from depesche.errors import ReportError
from depesche.export.as_json import report_object
from depesche.ingest import read
from depesche.ingest.sources import Found
from depesche.records import Fact, Report, Source, digest
from depesche.run.plan import read_in, read_report
from depesche.settings import Settings, load


def read_export(folder: Path, days: Mapping[str, str | None], *, state_days: bool) -> dict[str, Any]:
    """Read reports and give what an export of them would hold.

    Args:
        folder: where the reports are.
        days: the names of the reports to read, with their days where they are known.
        state_days: whether those days are stated to the readers, as a person would.

    """
    settings = load()
    reports = []
    for name, day in sorted(days.items()):
        facts = (Fact("published", day, "person"),) if state_days and day else ()
        try:
            reports.append(_read(folder / name, name, facts, settings))
        except ReportError as error:
            note(f"{name}: {error}")
    return {"reports": reports, "same_utterance": [], "discrepancy": [], "lineage": []}


def _read(path: Path, name: str, facts: tuple[Fact, ...], settings: Settings) -> dict[str, Any]:
    raw = read(Found(name, str(path.resolve()), path), settings=settings)
    return report_object(read_report(replace(raw, facts=(*raw.facts, *facts))))


def read_text(text: str, language: str = "de", facts: tuple[Fact, ...] = ()) -> Report:
    """Read a text whose language is known, as from a file of that text."""
    source = Source("text", "text", digest(text), "utf-8", "given as text", 0, "text 1")
    return read_in(Report("text", text, source, facts), language)
