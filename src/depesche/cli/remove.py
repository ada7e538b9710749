"""`depesche remove`: take reports out of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import note


def remove(
    case: CasePath,
    report: Annotated[
        list[str], typer.Argument(metavar="REPORT", help="Reports by their full names, as show lists them.")
    ],
    _verbose: Verbose = 0,
) -> None:
    """Take reports out of a case.

    All that was read out of them goes too; the files themselves stay where they are.
    """
    from depesche.cli.names import find_names  # noqa: PLC0415 (start-up)
    from depesche.cli.relating import relate_anew  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    with Case.open(case) as opened:
        for name in find_names(opened, report, in_full=True):
            opened.remove(name)
            note(f"Removed {name}.")
        relate_anew(opened)
