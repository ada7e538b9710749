"""`depesche score timeml`: measure the times against a corpus in TimeML."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import say
from depesche.errors import UsageError
from depesche.records import Header, Published, Report, Source, digest

if TYPE_CHECKING:
    from depesche.records import Time

GoldDir = Annotated[str, typer.Argument(metavar="GOLD_DIR", help="A folder of gold TimeML files (.tml).")]


def timeml(
    gold_dir: GoldDir,
    *,
    predictions: Annotated[
        str | None,
        typer.Option("--predictions", metavar="OUT_DIR", help="Where our TimeML files go, one for each gold file."),
    ] = None,
    as_they_are: Annotated[
        bool, typer.Option("--as-they-are", help="Measure the files of OUT_DIR as they are, and read nothing.")
    ] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List what went wrong, by class with counts.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The table as JSON, with every error.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show which times are found with the right edges, type and value.

    Each gold file is read anew, on the day that it states; strict, relaxed, type and value are those of TempEval-3.
    """
    from depesche.score.tables import error_lines  # noqa: PLC0415 (start-up)
    from depesche.score.timeml import score_timeml  # noqa: PLC0415 (start-up)
    from depesche.score.timex import score  # noqa: PLC0415 (start-up)

    if not Path(gold_dir).is_dir():
        raise UsageError("There is no such folder.", where=gold_dir, hint="depesche score timeml GOLD_DIR")
    if as_they_are and predictions is None:
        raise UsageError("--as-they-are needs the files to measure.", hint="Name their folder with --predictions.")
    with ExitStack() as stack:
        out = Path(predictions) if predictions else _passing_folder(stack)
        if not as_they_are:
            score_timeml(Path(gold_dir), out, times_of)
        table = score(Path(gold_dir), out)
    if as_json:
        say(json.dumps(table.as_json(), ensure_ascii=True, indent=1))
        return
    for line in [*table.lines(), *(["", *error_lines(table)] if errors else [])]:
        say(line)


def _passing_folder(stack: ExitStack) -> Path:
    from tempfile import TemporaryDirectory  # noqa: PLC0415 (start-up)

    return Path(stack.enter_context(TemporaryDirectory()))


def times_of(text: str, day: str) -> tuple[Time, ...]:
    """The times of an article that was written on a day; a corpus has no clutter, so nothing of it is set aside."""
    from depesche.language.analysis import analyse  # noqa: PLC0415 (start-up)
    from depesche.packs import load  # noqa: PLC0415 (start-up)
    from depesche.read.times import read_times  # noqa: PLC0415 (start-up)

    source = Source("text", "text", digest(text), "utf-8", "given as text", 0, "text 1")
    report = Report("text", text, source, language="de", header=Header(Published(day or None)))
    pack = load("de")
    return read_times(analyse(report, pack), pack).times
