"""Relating a case anew after something about it was stated, ruled or taken away, and saying what that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.cli.terminal import note

if TYPE_CHECKING:
    from depesche.run.progress import Related
    from depesche.store.case import Case


def relate_anew(case: Case) -> None:
    """Relate whatever hangs on what has changed, and say so."""
    from depesche.run.relating import relate  # noqa: PLC0415 (start-up)

    anew(relate(case))


def anew(related: Related) -> None:
    """Say what was related anew; nothing where nothing was."""
    stories = related.done.get("story", 0)
    if stories:
        note(f"Related anew: {stories:,} of {related.stories:,} {'story' if related.stories == 1 else 'stories'}.")
