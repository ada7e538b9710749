"""`depesche packs`: which languages can be read."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import is_terminal, say


def packs(
    *,
    as_json: Annotated[
        bool | None, typer.Option("--json/--text", help="JSON lines or text; else JSON lines in a pipe.")
    ] = None,
    _verbose: Verbose = 0,
) -> None:
    """List the installed language packs."""
    from depesche.packs import codes, load  # noqa: PLC0415 (start-up)

    for code in codes():
        pack = load(code)
        if as_json if as_json is not None else not is_terminal(sys.stdout):
            print(json.dumps({"code": pack.code, "version": pack.version, "folder": str(pack.folder)}))
        else:
            say(f"{pack.code}  {pack.version}  {pack.folder}")
