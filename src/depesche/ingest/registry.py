"""Which source reads a file: found by its first bytes first, by how its name ends where they do not tell."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

from depesche.errors import SetupError
from depesche.ingest.kinds import starts_as_page
from depesche.ingest.pieces import GROUP, Source

HEAD = 1 << 16
"""How many of a file's first bytes `choose` wants to see."""

_OURS = "depesche"


def choose(name: str, head: bytes) -> Source | None:
    """The source for a file, or None for plain text.

    Bytes that only one kind begins with decide, whatever the file is called. Where several kinds begin alike (archives and office
    documents) the name decides between them. A name alone is believed only of kinds that have no mark of their own.

    Raises:
        SetupError: if a source that is installed cannot be loaded.

    """
    named = _named(name)
    if starts_as_page(head):
        return by_name("page")
    marked = [one for one in sources() if head.startswith(one.starts) and one.starts]
    if marked:
        return next((one for one in named if one in marked), min(marked, key=_general))
    told = next((one for one in named if one.tells is not None and one.tells(head)), None)
    return told or next((one for one in named if not one.starts and one.tells is None), None)


def may_hold_many(name: str) -> bool:
    """Whether a file may hold several reports, as far as its name tells."""
    return any(one.many for one in _named(name))


def suffixes() -> frozenset[str]:
    """How the names of files end that some source reads."""
    return frozenset(suffix for one in sources() for suffix in one.suffixes)


def by_name(name: str) -> Source:
    """The source of a name that `choose` gave."""
    return next(one for one in sources() if one.name == name)


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """All sources, by name; a stranger's source does not take the place of one of ours.

    Raises:
        SetupError: if one that is installed cannot be loaded.

    """
    entries = sorted(entry_points(group=GROUP), key=lambda entry: (_maker(entry) == _OURS, _maker(entry), entry.value))
    found = [_load(entry) for entry in {entry.name: entry for entry in entries}.values()]
    return tuple(sorted(found, key=lambda one: one.name))


def _general(one: Source) -> tuple[bool, int, str]:
    """Of sources whose files begin alike, the one for files of any kind comes first: it knows most beginnings."""
    return not one.many, -len(one.starts), one.name


def _named(name: str) -> list[Source]:
    """The sources that a name's ending speaks for, the longest ending first: `.warc.gz` before `.gz`."""
    lower = name.lower()
    ends = [(len(end), one) for one in sources() for end in one.suffixes if end and lower.endswith(end)]
    return [one for _, one in sorted(ends, key=lambda pair: (-pair[0], pair[1].rank, pair[1].name))]


def _maker(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else ""


def _load(entry: EntryPoint) -> Source:
    try:
        found = getattr(entry.load(), "source", None)
    except Exception as error:
        raise _damaged(entry, f"The source {entry.name} cannot be loaded: {error}") from error
    if not isinstance(found, Source):
        raise _damaged(entry, f"The source {entry.name} is not marked with @source.")
    return found


def _damaged(entry: EntryPoint, what: str) -> SetupError:
    return SetupError(
        what, where=f"{_maker(entry)}: {entry.value}", hint="Update or remove the package that brings it."
    )
