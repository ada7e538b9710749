"""The formats in which a case leaves the house, and the one door through which all of them write.

Exporters are found through the entry point group `depesche.exporters`; those that ship with Depesche too. Each is a
function of an open case and a text stream, marked with `@exporter`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

from depesche.errors import SetupError, UsageError
from depesche.export.output import to_path, to_stream

if TYPE_CHECKING:
    from depesche.store.case import Case

GROUP = "depesche.exporters"
OURS = "depesche"


@dataclass(frozen=True, slots=True)
class Written:
    """What an export made: its rows, records or reports, and how many cells were defused for spreadsheets."""

    rows: int
    neutralised: int = 0


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: what it is called, how its files end, what it is good for, and which options it takes. binary: it writes bytes, no text."""

    name: str
    suffix: str
    about: str
    options: tuple[str, ...]
    function: Callable[..., Written]
    binary: bool = False


Writer = TypeVar("Writer", bound=Callable[..., Written])


def exporter(name: str, suffix: str, about: str, *, binary: bool = False) -> Callable[[Writer], Writer]:
    """Mark a function `(case, out, *, options ...) -> Written` as the writer of a format.

    Args:
        name: what follows `--to`.
        suffix: how its files end, with the dot.
        about: what it is good for, in a line.
        binary: whether `out` takes bytes; else it takes text.

    """

    def mark(function: Writer) -> Writer:
        takes = inspect.signature(function).parameters.values()
        options = tuple(one.name for one in takes if one.kind is one.KEYWORD_ONLY)
        function.exporter = Exporter(name, suffix, about, options, function, binary)  # type: ignore[attr-defined]
        return function

    return mark


def names() -> tuple[str, ...]:
    """What may follow `--to`; none of the formats is loaded for it."""
    return tuple(sorted(_entries()))


def formats() -> tuple[Exporter, ...]:
    """All formats, by name.

    Raises:
        SetupError: if one that is installed cannot be loaded.

    """
    return tuple(find(name) for name in names())


def find(name: str) -> Exporter:
    """Find a format.

    >>> find("csv").suffix
    '.csv'

    Raises:
        UsageError: if there is none of this name.
        SetupError: if it is installed and cannot be loaded.

    """
    entry = _entries().get(name)
    if entry is None:
        raise UsageError(f"There is no export format {name}.", hint=f"Known: {', '.join(names())}.")
    return _load(entry)


def write(case: Case, format: str, out: str | Path | IO[str] | IO[bytes], **options: Any) -> Written:  # noqa: A002
    """Write a case out. The bytes depend on nothing but the case, the format, the options and the version.

    Args:
        case: an open case.
        format: the name of a format.
        out: a path, which then holds either what it held or the whole export, never a part; or an open stream.
        options: what the format takes, for html `lang` and `title`.

    Raises:
        UsageError: for a format or option that does not exist, or a path that is a folder.
        SetupError: if the path cannot be written.

    """
    found = find(format)
    unknown = sorted(set(options) - set(found.options))
    if unknown:
        known = ", ".join(found.options) or "none"
        raise UsageError(f"The format {format} has no option {unknown[0]}.", hint=f"Its options: {known}.")
    path = Path(out) if isinstance(out, (str, Path)) else None
    opened = to_path(path, binary=found.binary) if path else to_stream(out, binary=found.binary)  # type: ignore[arg-type]
    with opened as stream:
        return found.function(case, stream, **options)


@lru_cache(maxsize=1)
def _entries() -> dict[str, EntryPoint]:
    """Entries by name; a stranger's entry does not take the place of one of ours."""
    found = sorted(entry_points(group=GROUP), key=lambda entry: (_maker(entry) == OURS, _maker(entry), entry.value))
    return {entry.name: entry for entry in found}


def _maker(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else ""


def _load(entry: EntryPoint) -> Exporter:
    try:
        function = entry.load()
    except Exception as error:
        raise SetupError(
            f"The export format {entry.name} cannot be loaded: {error}",
            where=f"{_maker(entry)}: {entry.value}",
            hint="Update or remove the package that brings it.",
        ) from error
    marked = getattr(function, "exporter", None)
    if not isinstance(marked, Exporter):
        raise SetupError(
            f"The export format {entry.name} is not marked with @exporter.",
            where=f"{_maker(entry)}: {entry.value}",
            hint="Update or remove the package that brings it.",
        )
    return marked
