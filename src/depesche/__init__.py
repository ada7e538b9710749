"""Depesche rebuilds the record of a negotiation or crisis from the reports about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from depesche import api

    open = api.open  # noqa: A001 (depesche.open is its full name)
    plot = api.plot
    view = api.view

__version__ = "0.1.0"
__all__ = ["__version__", "open", "plot", "view"]


def __getattr__(name: str) -> Any:
    """Load the interface for scripts when it is first asked for, so that the command line starts without it."""
    if name in {"open", "plot", "view"}:
        from depesche import api  # noqa: PLC0415 (see above)

        return getattr(api, name)
    raise AttributeError(f"module 'depesche' has no attribute {name!r}")
