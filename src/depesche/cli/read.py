"""`depesche read`: read any pile into a Parquet data set, without a case."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import can_move, note, say

if TYPE_CHECKING:
    from depesche.run.archive import Done, Watch

SOME_FAILED = 1
_SHOWN = 10  # of what could not be read


def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="SOURCE", help="Files, folders, or addresses such as s3://bucket/folder.")
    ],
    *,
    to: Annotated[str, typer.Option("--to", metavar="DIR", help="The folder of the data set, here or at an address.")],
    engine: Annotated[str, typer.Option("--engine", metavar="local|dask", help="What does the work.")] = "local",
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="So many processes; else one per processor.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="A Dask scheduler that runs; else one is started here.")
    ] = None,
    meta: Annotated[
        str | None, typer.Option(metavar="FILE.csv", help="A table that states day, outlet ... of the reports.")
    ] = None,
    relate: Annotated[
        bool, typer.Option("--relate/--no-relate", help="Compare the reports, or read them only.")
    ] = True,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say only what could not be read.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Read reports into a Parquet data set, for archives.

    One row a report, a record, a relation, in folders by day. Run again, it reads only files that are new or changed; a run
    that was killed goes on where it stopped. Exit code 1 means that some reports could not be read.
    """
    from depesche.ingest.table import side_table  # noqa: PLC0415 (start-up)
    from depesche.run.archive import read_archive  # noqa: PLC0415 (start-up)
    from depesche.run.engines import engine as made  # noqa: PLC0415 (start-up)
    from depesche.settings import load  # noqa: PLC0415 (start-up)

    facts = side_table(meta) if meta else {}
    with made(engine, jobs or os.cpu_count() or 1, scheduler) as found:  # type: ignore[arg-type]
        done = read_archive(
            paths, to, found, settings=load(), facts=facts, relate=relate, watch=None if quiet else _watch()
        )
    _tell(to, done, quiet=quiet)
    if done.failed:
        raise typer.Exit(SOME_FAILED)


def _watch() -> Watch:
    """Counts the tasks on a terminal; elsewhere it says when a step begins."""
    from depesche.run.archive import Watch  # noqa: PLC0415 (start-up)

    class Counted(Watch):
        """Tells on the other output."""

        what, total, at = "", 0, 0

        def step(self, what: str, total: int) -> None:
            self.what, self.total, self.at = what, total, 0
            if not can_move(sys.stderr):
                note(f"{what}: {total:,} tasks")

        def task(self) -> None:
            self.at += 1
            if can_move(sys.stderr):
                end = "\n" if self.at == self.total else ""
                sys.stderr.write(f"\r{self.what}: {self.at:,} of {self.total:,} tasks{end}")
                sys.stderr.flush()

    return Counted()


def _tell(to: str, done: Done, *, quiet: bool) -> None:
    for name, what, hint in done.failed[:_SHOWN]:
        note(f"{name}: {what}")
        if hint:
            note(f"  hint:  {hint}")
    if len(done.failed) > _SHOWN:
        note(f"{len(done.failed) - _SHOWN:,} more could not be read; dataset.json lists them.")
    if not quiet:
        say(
            f"{to}: {done.reports:,} reports of {done.days:,} days, {done.stories:,} {'story' if done.stories == 1 else 'stories'}."
        )
