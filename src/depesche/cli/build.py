"""`depesche build`: read reports into a case."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import is_terminal, note
from depesche.errors import CaseError, UsageError

if TYPE_CHECKING:
    from depesche.run.progress import Summary
    from depesche.settings import Settings

SUFFIX = ".depesche"
SOME_FAILED = 1


def build(
    case: CasePath,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Reports, folders, archives, - for standard input, or feeds by address."),
    ],
    *,
    meta: Annotated[
        str | None, typer.Option(metavar="FILE.csv", help="A table that states day, outlet ... of the reports.")
    ] = None,
    max_bytes: Annotated[int | None, typer.Option(metavar="N", min=1, help="Larger files are not read.")] = None,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", metavar="N", min=1, help="So many processes; else one per processor.")
    ] = None,
    columns: Annotated[
        str | None, typer.Option(metavar="KIND=NAME,...", help="Which columns of tables hold what: text=Inhalt.")
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch the feeds named, and what they lead to.")] = False,
    host: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="Fetch pages from this host too, not only the feed's own.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say only what could not be read.")] = False,
    verbose: Verbose = 0,
) -> None:
    """Read reports into a case.

    A case that does not exist is made. Run again, it takes only what is new or changed. Exit code 1 means that some
    reports could not be read. Nothing is fetched without --fetch.
    """
    settings = _settings(max_bytes, columns)
    failed = False
    if addresses := _addresses(paths, fetch=fetch):
        paths, failed = _fetched(case, paths, addresses, settings, host or [], quiet=quiet)
    _check(case, paths)
    summary = _run(case, paths, meta, settings, jobs, -1 if quiet else verbose)
    if summary.failed or failed:
        raise typer.Exit(SOME_FAILED)


def _settings(max_bytes: int | None, columns: str | None) -> Settings:
    from dataclasses import replace  # noqa: PLC0415 (start-up)

    from depesche.settings import load  # noqa: PLC0415 (start-up)

    settings = load()
    settings = settings if max_bytes is None else replace(settings, max_bytes=max_bytes)
    settings = settings if columns is None else replace(settings, columns=columns)
    settings.named_columns()  # a slip of the pen is told before anything is read
    return settings


def _addresses(paths: list[str], *, fetch: bool) -> list[str]:
    """The addresses among the paths, which nobody asks without being told to."""
    from depesche.run.feeds import is_address  # noqa: PLC0415 (start-up)

    found = [path for path in paths if is_address(path)]
    if found and not fetch:
        raise UsageError(
            "Nothing is fetched unless you ask for it.",
            where=found[0],
            hint="Add --fetch to fetch the feed and what it leads to.",
        )
    return found


def _fetched(
    case: str, paths: list[str], addresses: list[str], settings: Settings, hosts: list[str], *, quiet: bool
) -> tuple[list[str], bool]:
    """Fetch feeds into the folder of the case; the paths to be read then, and whether something could not be fetched."""
    from depesche.run.feeds import fetch_feeds  # noqa: PLC0415 (start-up)

    folder, brought = fetch_feeds(Path(case), addresses, settings=settings, hosts=hosts)
    for error in brought.errors:
        note(f"not fetched: {error}")
    if not quiet:
        told = ", ".join(f"{number} {what}" for what, number in sorted(brought.counts.items()))
        note(f"Fetched into {folder}: {told or 'nothing'}.")
    return [*(path for path in paths if path not in addresses), str(folder)], bool(brought.errors)


def _run(case: str, paths: list[str], meta: str | None, settings: Settings, jobs: int | None, loudness: int) -> Summary:

    from depesche.cli.progress import display  # noqa: PLC0415 (start-up)
    from depesche.ingest.table import side_table, unknown  # noqa: PLC0415 (start-up)
    from depesche.run.local import build as run_build  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    facts = side_table(meta) if meta else {}
    workers = jobs or os.cpu_count() or 1
    if "-" in paths and is_terminal(sys.stdin):
        note("Type or paste the report; Ctrl-D ends it.")
    with Case.open(case, create=True) as opened, display(case, loudness) as shown:
        summary = run_build(opened, paths, settings=settings, facts=facts, progress=shown, workers=workers)
        named = unknown(facts, [row.name for row in opened.rows()]) if facts else ()
    for name in named:
        note(f"{meta}: no report of the case is called {name}.")
    return summary


def _check(case: str, paths: list[str]) -> None:
    """Find the usual mistakes before a file is made of them."""
    if Path(case).is_dir():
        swapped = [path for path in paths if path.endswith(SUFFIX)]
        first = swapped[0] if swapped else str(Path(case) / f"talks{SUFFIX}")
        raise CaseError(
            "A case is a file, and this is a folder.",
            where=case,
            hint=f"The case comes first: depesche build {first} {case}",
        )
    cases = [path for path in paths if path.endswith(SUFFIX)]
    if cases and not case.endswith(SUFFIX):
        raise UsageError(
            f"{cases[0]} looks like a case, not like a report.",
            hint=f"The case comes first: depesche build {cases[0]} {case}",
        )
    if not any(path == "-" or _is_there(path) for path in paths):
        raise UsageError(f"There is no such file or folder: {', '.join(paths)}", hint="Check how the path is written.")


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists() or Path(path).is_symlink()
    except (OSError, ValueError):
        return False
