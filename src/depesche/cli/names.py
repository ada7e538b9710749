"""Which report a user means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from depesche.errors import UsageError
from depesche.ingest.sources import shown

if TYPE_CHECKING:
    from depesche.store.case import Case

_SHOWN = 5

# The ways in which a report may be named, the surest first.
_WAYS: tuple[Callable[[Sequence[str], str], list[str]], ...] = (
    lambda names, wanted: [name for name in names if name == wanted],
    lambda names, wanted: [name for name in names if name.endswith(f"/{wanted}")],
    # A path typed from another folder than at the build; the longest name says most of it.
    lambda names, wanted: sorted((name for name in names if wanted.endswith(f"/{name}")), key=len)[-1:],
    lambda names, wanted: [name for name in names if str(PurePosixPath(name).with_suffix("")) == wanted],
    lambda names, wanted: [name for name in names if PurePosixPath(name).stem == wanted],
)


def names_in(case: Case) -> list[str]:
    """The names of all reports of a case, also of those that could not be read."""
    return sorted({row.name for row in case.rows()} | {failed.name for failed in case.failures()})


def find_name(names: Sequence[str], given: str) -> str:
    """The one report that is meant: by its name as shown, by the end of its path, or by either without the suffix.

    >>> find_name(["montag/a.txt", "montag/b.html"], "b")
    'montag/b.html'

    Raises:
        UsageError: if none or more than one fits; the hint names those that come near.

    """
    wanted = shown(given).removeprefix("./").rstrip("/")  # as the build has named it, whatever the shell completes
    for fits in _WAYS:
        found = fits(names, wanted)
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{given} may mean {len(found)} reports.", hint=f"Which one? {_listed(found)}")
    raise UsageError(f"There is no report {given} in the case.", hint=_nearest(names, wanted))


def find_names(case: Case, given: Iterable[str], *, in_full: bool = False) -> list[str]:
    """The reports that are meant, each once, in the order given.

    in_full: take no part of a name for it; for what takes reports away.

    Raises:
        UsageError: as `find_name`.

    """
    names = names_in(case)
    found = []
    for one in given:
        name = find_name(names, one)
        if in_full and name != shown(one).removeprefix("./"):
            raise UsageError(f"There is no report {one} in the case.", hint=f"Nothing was removed. Near to it: {name}")
        found.append(name)
    return list(dict.fromkeys(found))


def near(names: Iterable[str], wanted: str) -> list[str]:
    """The names that look most like what was typed, or hold it, best first.

    >>> near(["montag.txt", "dienstag.txt"], "Motag")
    ['montag.txt']
    """
    by_fold = {name.casefold(): name for name in names}
    close = get_close_matches(wanted.casefold(), by_fold, n=_SHOWN, cutoff=0.5)
    close += [fold for fold in by_fold if wanted.casefold() in fold and fold not in close]
    return [by_fold[fold] for fold in close[:_SHOWN]]


def _nearest(names: Sequence[str], wanted: str) -> str:
    close = near(names, wanted)
    if close:
        return f"Near to it: {', '.join(close)}"
    return "depesche show CASE reports lists them all." if names else "The case holds no reports yet."


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
