"""Arguments and options that several verbs share."""

from __future__ import annotations

from typing import Annotated

import typer

from depesche.cli.completion import cases
from depesche.cli.terminal import WISHES


def _remember(level: int) -> int:
    """Keep the level where the last door finds it: an error is shown after the verb has ended."""
    WISHES.verbose = level
    return level


CasePath = Annotated[
    str,
    typer.Argument(
        metavar="CASE", help="The case, a file such as talks.depesche or a URL of PostgreSQL.", autocompletion=cases
    ),
]
Verbose = Annotated[
    int,
    typer.Option(
        "-v", "--verbose", count=True, callback=_remember, show_default=False, help="Say more; -vv shows tracebacks."
    ),
]
Person = Annotated[str | None, typer.Option("--person", metavar="NAME", help="Who decides; else the setting `person`.")]
