"""Coding that was done in another program comes in: the readers of its files, by name.

A reader is a function of a path that gives a `Coded` for each record of the file. What each report begins with is a `Coded` without
a kind, so that a report in which the coder found nothing is known too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from depesche.errors import UsageError
from depesche.run.coding_brat import read_brat
from depesche.run.coding_cas import read_cas
from depesche.run.coding_dna import read_dna
from depesche.run.coding_labelstudio import read_labelstudio
from depesche.store.coded import Coded

__all__ = ["READERS", "Coded", "Reader", "read"]

Reader = Callable[[Path], Iterable[Coded]]
READERS: dict[str, Reader] = {"brat": read_brat, "cas": read_cas, "dna": read_dna, "labelstudio": read_labelstudio}
"""The formats that coding can come in from, by the name that follows `--from`."""


def read(path: Path, form: str) -> Iterable[Coded]:
    """Read a file of coding.

    Raises:
        UsageError: if there is no reader of that name, or the file is not what it reads.

    """
    if form not in READERS:
        raise UsageError(f"Coding does not come in from {form}.", hint=f"Known: {', '.join(sorted(READERS))}.")
    return READERS[form](path)
