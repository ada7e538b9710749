"""`depesche import`: take in coding that was done in another program."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import note


def import_coding(
    case: CasePath,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file, folder or archive of the program's.")],
    *,
    form: Annotated[str, typer.Option("--from", metavar="PROGRAM", help="brat, cas, dna or labelstudio.")],
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Who coded.")],
    reject_missing: Annotated[
        bool, typer.Option("--reject-missing", help="Reject what the coder left out, of the kinds that were coded.")
    ] = False,
    _verbose: Verbose = 0,
) -> None:
    """Take in coding that was done in another program, as rulings.

    A record that the coder left as it was is accepted, one that was changed is corrected, a new one is added. The texts
    must be those of the case. What the person ruled so before is not ruled again.
    """
    from depesche.run.coding import read  # noqa: PLC0415 (start-up)
    from depesche.run.coding_in import take_in  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    with Case.open(case) as opened:
        found = take_in(opened, read(Path(file), form), who, reject_missing=reject_missing)
    ruled = {"accepted": found.accept, "corrected": found.correct, "added": found.add, "rejected": found.reject}
    told = ", ".join(f"{number:,} {word}" for word, number in ruled.items() if number)
    reports = f"{found.reports:,} report{'' if found.reports == 1 else 's'}"
    note(f"{told or 'Nothing new'}, by {who}, in {reports}.")
    if found.same:
        note(f"{found.same:,} were ruled so before.")
    if found.left:
        note(f"{found.left:,} that {who} added before are coded otherwise now; they stay as they were added.")
