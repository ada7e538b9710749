"""Measures an export against gold annotation: which records were found, and which of their fields are right.

Records are paired one to one by falling overlap of their characters (`match`). A statement counts as found from an
overlap of its content of .5, as exact from .95.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from depesche.errors import DepescheError, SetupError, UsageError
from depesche.score.across import measure_across
from depesche.score.match import Actors, chars, fold
from depesche.score.page import Json, Page
from depesche.score.records import measure_records
from depesche.score.tables import Table


def score(gold_dir: Path, report_dir: Path, export: Json) -> Table:
    """Measure an export against a folder of gold.

    Args:
        gold_dir: one JSON file per report, and optionally `cross.json`; beside the gold of a saved page its text as
            `KEY.txt`, since spans point into the text that was made of the page.
        report_dir: the reports that the gold files name.
        export: what `depesche export --to json` writes; a report that it lacks counts as one with no records.

    Raises:
        UsageError: if the folder holds no gold.
        SetupError: if gold and report do not go together.

    """
    table = Table()
    pages: dict[str, Page] = {}
    aligned: dict[str, dict[int, int]] = {}
    by_name = {PurePath(report["report"]).name: report for report in export["reports"]}
    for key, gold in gold_files(gold_dir):
        pages[key] = page = _page(key, gold, _text_file(key, gold, gold_dir, report_dir), by_name)
        try:
            _header(page, table)
            if "statements" in gold:
                aligned[key] = measure_records(page, table)
        except DepescheError as error:
            raise SetupError(error.what, where=f"{gold['report']}: {error.where or key}", hint=error.hint) from error
    cross = gold_dir / "cross.json"
    if cross.exists():
        measure_across(_load(cross), pages, export, aligned, table)
    return table


def gold_files(folder: Path) -> Iterator[tuple[str, Json]]:
    """The gold files of a folder with their stems, in order of their names.

    Raises:
        UsageError: if there are none.

    """
    loaded = [(path.stem, _load(path)) for path in sorted(folder.glob("*.json"))]
    gold = [(key, data) for key, data in loaded if "report" in data]
    if not gold:
        raise UsageError("There is no gold data here.", where=str(folder), hint="Gold is one JSON file per report.")
    yield from gold


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SetupError(f"The gold file cannot be read: {error}", where=str(path)) from error


def _text_file(key: str, gold: Json, gold_dir: Path, report_dir: Path) -> Path:
    """The file whose text gold points into: the report, or what was made of it where the report is a page."""
    made = gold_dir / f"{key}.txt"
    return made if made.exists() else report_dir / gold["report"]


def _page(key: str, gold: Json, path: Path, by_name: Mapping[str, Json]) -> Page:
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError(f"The report of a gold file cannot be read: {error}", where=str(path)) from error
    return Page(key, text, gold, by_name.get(gold["report"], {}), Actors.of(gold.get("actors", ())))


def _header(page: Page, table: Table) -> None:
    gold, ours = page.gold["header"], page.ours.get("header") or {}
    day = (gold.get("published") or {}).get("value")
    if day:
        table.right("header.published", "published day", (ours.get("published") or {}).get("value") == day, 1)
    of_gold, of_ours = chars(page.text, gold.get("clutter")), chars(page.text, ours.get("clutter"))
    table.found("header.clutter", "clutter (characters)", len(of_gold & of_ours), len(of_gold), len(of_ours))
    for field in ("agencies", "byline", "dateline"):
        names, given = ({fold(name) for name in side.get(field) or ()} for side in (gold, ours))
        table.found(f"header.{field}", field, len(names & given), len(names), len(given))
