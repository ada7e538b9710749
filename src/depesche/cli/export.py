"""`depesche export`: write a case in a format for other people and programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from depesche.cli import completion
from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import is_terminal, note
from depesche.errors import UsageError

# Formats that a person may well want to look at where they are.
_READABLE = {"json", "jsonl"}


def export(
    case: CasePath,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="json, jsonl, csv, html or an installed one.",
            autocompletion=completion.formats,
        ),
    ],
    *,
    out: Annotated[
        str | None, typer.Option("-o", "--out", metavar="FILE", help="Else standard output; - is that too.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="en|de", help="The language of headings, where the format has any.")
    ] = None,
    of: Annotated[
        str | None,
        typer.Option(
            metavar="RECORDS",
            help="What has a row in csv: statements (default), positions, talks, figures. In labelstudio: config.",
        ),
    ] = None,
    _verbose: Verbose = 0,
) -> None:
    """Write a case for other people and programs.

    json and jsonl are for programs, csv is for spreadsheets, html is one page to print or mail. A file that exists
    is replaced as a whole or not at all.
    """
    from depesche.export.registry import find, write  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    found = find(to)
    if out in {None, "-"} and to not in _READABLE and is_terminal(sys.stdout):
        name = Path(case).with_suffix(found.suffix)
        raise UsageError(f"The format {to} is no use on a terminal.", hint=f"Write it to a file: -o {name.name}")
    if out and out != "-" and Path(out).resolve() == Path(case).resolve():
        raise UsageError("The export would overwrite the case itself.", where=out, hint="Name another file after -o.")
    given: dict[str, Any] = {"lang": lang, "of": of}
    options = {name: value for name, value in given.items() if value}
    with Case.open(case) as opened:
        written = write(opened, to, sys.stdout if out in {None, "-"} else str(out), **options)
    if out and out != "-":
        note(f"Wrote {out} ({f'{written.rows:,} {of}' if of else found.about}).")
    if written.neutralised:
        note(f"{written.neutralised} cells that a spreadsheet would have taken for formulas were defused.")
