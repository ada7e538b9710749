"""Settings: defaults, then the user's `depesche.toml`, then that of the working folder, then what the command line says."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from depesche.errors import SettingsError

FILE = "depesche.toml"
VARIABLE = "DEPESCHE_CONFIG"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set. Sizes are bytes, times are seconds.

    max_bytes: a larger file is not read, and said to be so.
    page_seconds: how long a saved page may take to be taken apart before it is given up.
    page_megabytes: how much memory that may take.
    person: the name under which decisions are written down.
    fetch_allow: addresses within one's own network that may be fetched from, as `wire.intern:8080`, separated by commas.
    fetch_delay: how long to wait between two requests to a host.
    columns: which columns of tables hold what, as `text=Inhalt, published=Datum`; those not named are guessed.
    """

    max_bytes: int = 20_000_000
    page_seconds: float = 10.0
    page_megabytes: int = 1_500
    person: str = "me"
    columns: str = ""
    fetch_allow: str = ""
    fetch_delay: float = 2.0

    def named_columns(self) -> dict[str, str]:
        """What each kind of column is called, of those that were named.

        >>> Settings(columns="text=Inhalt, published = Datum").named_columns()
        {'text': 'Inhalt', 'published': 'Datum'}

        Raises:
            SettingsError: if it is not written so.

        """
        pairs = [one.partition("=") for one in self.columns.split(",") if one.strip()]
        if any(not key.strip() or not value.strip() for key, _, value in pairs):
            raise SettingsError(
                f"Columns are not named so: {self.columns!r}.",
                hint="Write kind=name, as in text=Inhalt, published=Datum.",
            )
        return {key.strip(): value.strip() for key, _, value in pairs}


def load(folder: Path | None = None) -> Settings:
    """Read the user's `depesche.toml` over the defaults, and that of a folder (the working folder by default) over both.

    Raises:
        SettingsError: for a file that is no TOML, an unknown key, or a value of the wrong kind.

    """
    settings = Settings()
    for path in files(folder):
        settings = over(settings, _given(path), where=str(path))
    return settings


def files(folder: Path | None = None) -> tuple[Path, ...]:
    """The files of settings that there are, the stronger one last.

    Raises:
        SettingsError: if there is no file of the name that DEPESCHE_CONFIG has.

    """
    own = user_file()
    if os.environ.get(VARIABLE) and not _is_there(own):
        raise SettingsError("There is no such file of settings.", where=str(own), hint=f"{VARIABLE} names it.")
    return tuple(path for path in (own, (folder or Path()) / FILE) if _is_there(path))


def user_file() -> Path:
    """Where the settings of a user are, for all folders: the file that DEPESCHE_CONFIG names, else that in the folder for settings."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_config_path  # noqa: PLC0415 (who asks for help has no need of it)

    return user_config_path("depesche", appauthor=False) / FILE


def _is_there(path: Path) -> bool:
    """Whether there is anything; in a folder that we may not look into there is nothing for us."""
    return os.path.lexists(path)


def _given(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"The settings cannot be read: {error}", where=str(path), hint="It must be TOML."
        ) from error


def over(settings: Settings, given: dict[str, object], *, where: str) -> Settings:
    """Lay given values over settings.

    >>> over(Settings(), {"max_bytes": 1000}, where="here").max_bytes
    1000

    Raises:
        SettingsError: for an unknown key or a value of the wrong kind.

    """
    known = {one.name: getattr(settings, one.name) for one in fields(settings)}
    for key, value in given.items():
        if key not in known:
            raise SettingsError(f"There is no setting {key}.", where=where, hint=f"Known: {', '.join(sorted(known))}.")
        kind = float if isinstance(known[key], float) else type(known[key])
        if not isinstance(value, (int, float) if kind is float else kind) or isinstance(value, bool):
            raise SettingsError(f"The setting {key} must be of the kind {kind.__name__}.", where=where)
        if not 0 < value < float("inf") if isinstance(value, (int, float)) else value == "":
            raise SettingsError(f"The setting {key} must be more than nothing.", where=where)
    return replace(settings, **given)  # type: ignore[arg-type]
