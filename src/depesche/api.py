"""What scripts and notebooks use: `depesche.open(path)` gives a case to ask."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.store.case import Case


def open(path: str | PathLike[str], *, create: bool = False) -> Case:  # noqa: A001 (depesche.open is its full name)
    """Open a case; `with` closes it again.

    Args:
        path: the case file.
        create: make the file if there is none.

    Raises:
        CaseError: if there is no case, or it cannot be used.

    >>> import depesche
    >>> with depesche.open(getfixture("tmp_path") / "talks.depesche", create=True) as case:
    ...     list(case.statements(actor="Kolb"))
    []

    """
    from depesche.store.case import Case  # noqa: PLC0415 (the store takes a third of a second to load)

    return Case.open(str(path), create=create)
