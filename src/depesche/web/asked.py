"""What addresses of pages and of the interface for programs ask for alike."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from depesche.store.listed import Wanted

Short = Annotated[str, Query(max_length=300)]
After = Annotated[int, Query(ge=0, le=10_000_000, description="How many of the list to leave out.")]


def wanted_of(
    words: Short = "", outlet: Short = "", since: Short = "", until: Short = "", day: Short = "", state: Short = ""
) -> Wanted:
    """Which reports are asked for."""
    return Wanted(words, outlet, since, until, day, state)


WantedOf = Annotated[Wanted, Depends(wanted_of)]
