"""`depesche copy`: bring a case from a file to a server, or back."""

from __future__ import annotations

from typing import Annotated

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import note


def copy(
    case: CasePath,
    to: Annotated[str, typer.Argument(metavar="CASE", help="Where the copy goes: another file or URL.")],
    _verbose: Verbose = 0,
) -> None:
    """Copy a case with everything in it.

    From a file to a server or back. Nothing is written over.
    """
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    with Case.open(case) as source, Case.open(to, create=True) as target:
        number = source.copy_to(target)
        target.index_words()
        note(f"Copied {case} to {to} ({number:,} rows).")
