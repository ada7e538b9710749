"""Packages that not everybody needs: imported when they are asked for, with a clear word where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from depesche.errors import SetupError


def extra(module: str, name: str, what: str) -> Any:
    """Import a module that comes with an extra of ours.

    Args:
        module: `pyarrow.parquet`.
        name: the extra that brings it, `arrow`.
        what: what needs it, as the beginning of a sentence: `Parquet files`.

    Raises:
        SetupError: if it is not installed.

    >>> extra("json", "arrow", "Parquet files").dumps([1])
    '[1]'

    """
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        hint = f"pip install 'depesche[{name}]' brings it."
        raise SetupError(f"{what} need the package {package}.", hint=hint) from error
