"""What the small file beside a fetched page tells: where it comes from, and when it was fetched."""

from __future__ import annotations

import json
from pathlib import Path

from depesche.records import Fact

SIDE = ".fetched"
"""How the small file beside a page ends that tells where it comes from."""

_LONGEST = 1 << 16
_FIELDS = {"url": "address", "fetched": "fetched"}


def fetched_facts(path: Path) -> tuple[Fact, ...]:
    """The facts about a fetched page; none for other files, and for a side file that somebody spoilt."""
    try:
        with path.with_name(path.name + SIDE).open("rb") as file:
            told = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return ()
    stated = told if isinstance(told, dict) else {}
    return tuple(
        Fact(field, value[:2_000], "fetched")
        for key, field in _FIELDS.items()
        if isinstance(value := stated.get(key), str) and value.isprintable()
    )
