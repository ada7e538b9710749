"""`depesche score`: measure the readers against gold, and hold the figures to their floors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import note, say
from depesche.errors import UsageError

if TYPE_CHECKING:
    from depesche.score.floors import Floors
    from depesche.score.tables import Table

app = typer.Typer(help="Measure the readers against gold.", rich_markup_mode=None)

GoldDir = Annotated[str, typer.Argument(metavar="GOLD_DIR", help="A folder with one JSON file of gold per report.")]
ReportDir = Annotated[str, typer.Argument(metavar="REPORT_DIR", help="The folder of the reports that gold names.")]
DaysFromGold = Annotated[bool, typer.Option("--days-from-gold", help="State the days of the reports as gold has them.")]
EXIT_BELOW = 1


@app.command()
def gold(
    gold_dir: GoldDir,
    report_dir: ReportDir,
    *,
    export: Annotated[
        str | None, typer.Option(metavar="FILE", help="Measure this JSON export, and read no report anew.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed, extra or wrong, by class.")] = False,
    days_from_gold: DaysFromGold = False,
    as_json: Annotated[bool, typer.Option("--json", help="The table as JSON, with every error.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show which share of the records is right.

    All reports of the folder are built into a case that is gone afterwards, or taken from an export.
    """
    table = measured(gold_dir, report_dir, export=export, days_from_gold=days_from_gold)
    if as_json:
        say(json.dumps(table.as_json(), ensure_ascii=True, indent=1))
        return
    _show(table, errors)


@app.command()
def gate(
    dataset: Annotated[str, typer.Argument(metavar="DATASET", help="The name under which its floors are kept.")],
    gold_dir: GoldDir,
    report_dir: ReportDir,
    *,
    days_from_gold: DaysFromGold = False,
    pin: Annotated[bool, typer.Option("--pin", help="Raise the floors to what is measured now.")] = False,
    lower: Annotated[
        str | None, typer.Option(metavar="REASON", help="Lower floors too; the reason is kept beside them.")
    ] = None,
    floors_file: Annotated[
        str | None, typer.Option("--floors", metavar="FILE", help="Where the floors are kept.")
    ] = None,
    _verbose: Verbose = 0,
) -> None:
    """Fail with exit code 1 if a figure is below its floor."""
    from depesche.score import floors  # noqa: PLC0415 (start-up)

    path = Path(floors_file) if floors_file else floors.FILE
    known = floors.load(path)
    entry = known.setdefault(dataset, floors.Floors())
    setting = pin or lower is not None
    if not entry.floors and not setting:
        raise UsageError(f"There are no floors for {dataset}.", where=str(path), hint="--pin sets them.")
    table = measured(gold_dir, report_dir, export=None, days_from_gold=days_from_gold)
    if setting:
        entry.pin(table.figures(), lower)
        floors.save(known, path)
        note(f"Floors of {dataset} written to {path}.")
    _show(table, errors=False)
    _hold(dataset, entry, table)


def _hold(dataset: str, entry: Floors, table: Table) -> None:
    """Name the figures that are below their floors, and fail if there are any."""
    breaches = entry.breaches(table.figures())
    for one in breaches:
        figure = "not measured" if one.figure is None else f"{one.figure:.3f}"
        note(f"below its floor: {one.key} {figure}, floor {one.floor:.3f}")
    if breaches:
        raise typer.Exit(EXIT_BELOW)
    note(f"All {len(entry.floors)} figures of {dataset} are above their floors.")


def measured(gold_dir: str, report_dir: str, *, export: str | None, days_from_gold: bool) -> Table:
    """Measure reports against gold: all of the folder built into a case as a user builds it, or out of an export."""
    from depesche.score.gold import gold_files, score  # noqa: PLC0415 (start-up)

    gold, reports = Path(gold_dir), Path(report_dir)
    for folder in (gold, reports):
        if not folder.is_dir():
            raise UsageError(
                "There is no such folder.", where=str(folder), hint="depesche score gold GOLD_DIR REPORT_DIR"
            )
    if export is not None:
        return score(gold, reports, loaded(Path(export)))
    from depesche.cli.score_case import export_of  # noqa: PLC0415 (start-up)

    wanted = {entry["report"]: entry["header"] for _, entry in gold_files(gold)}
    days = {name: day for name, header in wanted.items() if (day := (header.get("published") or {}).get("value"))}
    table = score(gold, reports, export_of(reports, days if days_from_gold else None))
    if days_from_gold:
        table.rows.pop("header.published", None)  # it would measure what was handed in
    return table


def loaded(path: Path) -> Any:
    """An export that lies in a file."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"The export cannot be read: {error}", where=str(path)) from error


def _show(table: Table, errors: bool) -> None:
    from depesche.score.tables import error_lines  # noqa: PLC0415 (start-up)

    for line in table.lines():
        say(line)
    if errors:
        say()
        for line in error_lines(table):
            say(line)
