"""Why: lineage."""

from __future__ import annotations

from depesche.texts.table import Words

REASONS: dict[str, Words] = {}
