"""Which cases were opened last, so that nobody has to remember where they lie."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

_MOST = 10
_FILE = "recent.json"


def state_folder() -> Path:
    """Where we keep what is remembered between two runs; on Linux by the XDG base directory specification."""
    from platformdirs import user_state_path  # noqa: PLC0415 (only who opens the workbench needs it)

    return user_state_path("depesche", appauthor=False)


def recent() -> list[Path]:
    """The cases that were opened last and are still there, the last one first."""
    try:
        found = json.loads((state_folder() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    paths = [Path(one) for one in found if isinstance(one, str)] if isinstance(found, list) else []
    return [path for path in paths[:_MOST] if _is_there(path)]


def remember(case: Path) -> None:
    """Put a case first; where that cannot be written down, nothing is remembered."""
    path = case.absolute()
    names = [str(path), *(str(one) for one in recent() if one != path)][:_MOST]
    folder = state_folder()
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f".{_FILE}.{os.getpid()}"
        fresh.write_text(json.dumps(names, ensure_ascii=True, indent=1), encoding="utf-8")
        fresh.replace(folder / _FILE)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
