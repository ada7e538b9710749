"""What the shell completes, and the scripts that make it ask us."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from depesche.errors import UsageError

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_ASKED = "--show-completion"
_VARIABLE = "_DEPESCHE_COMPLETE"
# Some shells evaluate what they are given: a file whose name is more than these is left for them to complete themselves.
_HARMLESS = re.compile(r"[\w .,+@%/~-]+")


def cases(incomplete: str) -> list[str]:
    """The cases whose paths begin as what was typed; where there are none, shells offer files of their own accord."""
    folder, name = os.path.split(incomplete)
    try:
        found = [one.name for one in Path(folder or ".").iterdir() if one.suffix == ".depesche"]
    except OSError:
        return []
    paths = (os.path.join(folder, one) for one in found if one.startswith(name))  # noqa: PTH118 (as it was typed)
    return sorted(path for path in paths if _HARMLESS.fullmatch(path))


def formats() -> tuple[str, ...]:
    """What may follow `--to`; none of the formats is loaded."""
    from depesche.export.registry import names  # noqa: PLC0415 (start-up)

    return names()


@contextmanager
def script_asked(argv: Sequence[str]) -> Iterator[None]:
    """While it lasts, `--show-completion SHELL` is answered with the script of that shell; typer knows only the shell it is called from.

    Raises:
        UsageError: for a shell that has none.

    """
    shell = argv[1] if len(argv) > 1 and argv[0] == _ASKED else None
    if shell is None or shell.startswith("-"):
        yield
        return
    if shell not in SHELLS:
        raise UsageError(f"There is no completion for {shell}.", hint=f"Known: {', '.join(SHELLS)}.")
    os.environ[_VARIABLE] = f"source_{shell}"
    try:
        yield
    finally:
        del os.environ[_VARIABLE]
