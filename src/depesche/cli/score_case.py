"""A case built for measuring, as a user builds one, and its export."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from depesche.cli.progress import failure_lines
from depesche.cli.terminal import note
from depesche.export.registry import write
from depesche.records import Fact
from depesche.run.local import build
from depesche.settings import load
from depesche.store.case import Case


def export_of(folder: Path, days: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Build all reports of a folder into a case that is gone afterwards, and give its export to JSON.

    Args:
        folder: where the reports are.
        days: the days of reports by their names, where they are stated beside them, as in a side table.

    """
    facts = {name: (Fact("published", day, "table"),) for name, day in (days or {}).items()}
    out = StringIO()
    with TemporaryDirectory() as made, Case.open(Path(made) / "measured.depesche", create=True) as case:
        summary = build(case, [str(folder)], settings=load(), facts=facts)
        write(case, "json", out)
    for line in failure_lines(summary.failed):
        note(line)
    exported: dict[str, Any] = json.loads(out.getvalue())
    return exported


def export_of_texts(texts: Mapping[str, str]) -> dict[str, Any]:
    """The same of texts by the names of the files in which they would lie."""
    with TemporaryDirectory() as made:
        for name, text in texts.items():
            (Path(made) / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        return export_of(Path(made))
