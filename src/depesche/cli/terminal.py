"""Words on a terminal: what may reach it, how wide it is, where colour belongs, and how an error looks."""

from __future__ import annotations

import logging
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from depesche.errors import DepescheError
from depesche.export.plain import visible

if TYPE_CHECKING:
    from rich.console import Console

ISSUES = "the project's issue tracker"


@dataclass(slots=True)
class _Wishes:
    """What the command line asks of all output. verbose: 0, 1 (more lines) or 2 (tracebacks too)."""

    verbose: int = 0


WISHES = _Wishes()


def safe(text: str, *, lines: bool = False) -> str:
    r"""Make what a report says harmless to a terminal: what would act there is shown by its name instead.

    Args:
        text: any text.
        lines: whether line ends are kept; otherwise all white space becomes single blanks.

    >>> safe("rot \x1b[31m und \u202eherum\nneu")
    'rot ⟦1B⟧[31m und ⟦RLO⟧herum neu'

    """
    # A soft hyphen says only where a word may be broken.
    kept = text.replace("\u00ad", "")
    if lines:
        return "\n".join(visible(line).replace("\t", "    ") for line in kept.splitlines())
    return visible(" ".join(kept.split()))


class _Noting(logging.Handler):
    """What the store has to say besides its results, as notes on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one."""
        note(record.getMessage())


def prepare() -> None:
    """Make standard output and error able to take every text: UTF-8 in a pipe, marks for the missing on a terminal."""
    store = logging.getLogger("depesche.store")
    if not store.handlers:
        store.addHandler(_Noting())
        store.propagate = False
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8", "errors": "replace"}))


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads along."""
    return stream.isatty()


def can_move(stream: TextIO) -> bool:
    """Whether what was written can be drawn over, as a progress bar needs it."""
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def colours(stream: TextIO) -> bool:
    """Whether colour belongs there: on a terminal, or where FORCE_COLOR asks for it; never with NO_COLOR or on a dumb terminal."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(stream) or bool(os.environ.get("FORCE_COLOR"))


def console(stream: TextIO | None = None, *, moving: bool = False) -> Console:
    """A console that writes text as it is, without markup, emoji names or guesses at what is a number.

    Args:
        stream: standard output if nothing else is said.
        moving: whether it is for something that is drawn over, which needs more than plain text even without colour.

    """
    from rich.console import Console  # noqa: PLC0415 (start-up)

    stream = stream or sys.stdout
    return Console(
        file=stream,
        width=width(stream),
        markup=False,
        emoji=False,
        highlight=False,
        no_color=not colours(stream),
        force_terminal=moving or colours(stream),
        legacy_windows=False,
    )


def width(stream: TextIO) -> int:
    """How many columns there are: those of the terminal, else COLUMNS, else 80."""
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns or 80)
    except (OSError, ValueError):
        columns = os.environ.get("COLUMNS", "")
        return max(40, int(columns)) if columns.isdecimal() else 80


def say(text: str = "") -> None:
    """Write one line to standard output, made harmless."""
    print(safe(text, lines=True))


def note(text: str = "") -> None:
    """Write one line to standard error, made harmless."""
    print(safe(text, lines=True), file=sys.stderr, flush=True)


def complain(error: DepescheError) -> None:
    """Write the three lines of an error to standard error."""
    red, dim, plain = ("\x1b[1;31m", "\x1b[2m", "\x1b[0m") if colours(sys.stderr) else ("", "", "")
    what, *rest = safe(str(error), lines=True).splitlines()
    print(f"{red}error:{plain} {what}", file=sys.stderr)
    for line in rest:
        print(f"{dim}{line}{plain}", file=sys.stderr)
