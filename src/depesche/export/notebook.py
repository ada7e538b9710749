"""Charts for notebooks: the same specifications as on the page and in files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

VEGALITE = "application/vnd.vegalite.v6+json"
VEGA = "application/vnd.vega.v6+json"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that a notebook draws. spec: a Vega-Lite specification, or a Vega one for the network."""

    spec: dict[str, Any]
    is_vega: bool = False

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002 (the protocol's)
        """What notebooks ask for: the specification, and words where nothing can draw it."""
        return {VEGA if self.is_vega else VEGALITE: self.spec, "text/plain": repr(self)}

    def __repr__(self) -> str:
        """What it is, without its data."""
        title = self.spec.get("title", {}).get("text", "")
        return f"<Chart {title!r}; .spec is its specification>"
