"""Fetches what feeds lead to into the folder of a case, where its build finds it. Only who asks for it comes here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from depesche.ingest.fetch import FetchLimits, FetchState
from depesche.ingest.harvest import Harvest, Step, harvest
from depesche.run.uploads import folder_of
from depesche.settings import Settings

STATE = ".feeds.json"


def is_address(path: str) -> bool:
    """Whether a path of the user's is an address on the web.

    >>> is_address("https://bote.example/feed.xml"), is_address("feed.xml")
    (True, False)
    """
    return path.lower().startswith(("http://", "https://"))


def fetch_feeds(
    case: Path,
    feeds: Iterable[str],
    *,
    settings: Settings,
    hosts: Iterable[str] = (),
    progress: Callable[[Step], None] | None = None,
) -> tuple[Path, Harvest]:
    """Fetch the pages that feeds lead to and that are not there yet; returns their folder and what that brought.

    Args:
        case: the case file; the folder lies beside it.
        feeds: their addresses.
        settings: which addresses of one's own network may be asked, how long to wait between requests, how large a page may be.
        hosts: further hosts whose pages are fetched; those of the feeds themselves always are.
        progress: is told each step.

    Raises:
        SetupError: if the folder cannot be written.

    """
    folder = folder_of(case)
    allow = frozenset(one.strip() for one in settings.fetch_allow.split(",") if one.strip())
    brought = harvest(
        feeds,
        folder=folder,
        state_file=folder / STATE,
        hosts=frozenset(hosts),
        limits=FetchLimits(bytes=settings.max_bytes, delay=settings.fetch_delay),
        progress=progress,
        state=FetchState(allow=allow),
    )
    return folder, brought
