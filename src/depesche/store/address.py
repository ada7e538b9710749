"""Where a case is: a file, or a part of a PostgreSQL database that a URL names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from platformdirs import user_data_path

from depesche.errors import CaseError
from depesche.records import digest

HOW = "Write it as postgresql://USER@HOST/DATABASE?case=NAME."
_NAME = re.compile(r"[A-Za-z0-9_-]{1,50}")
_OPTIONS = ("host", "port", "sslmode", "sslrootcert", "connect_timeout")


@dataclass(frozen=True, slots=True)
class Address:
    """A case on a PostgreSQL server. stem: the name of the case, of which its schema is made; options: as libpq takes them."""

    stem: str
    options: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """What a command calls it."""
        return f"'{self}'"  # a shell takes & for an end

    @property
    def schema(self) -> str:
        """The schema of the database that holds the case and nothing else."""
        return f"depesche_{self.stem}"

    @property
    def connecting(self) -> dict[str, Any]:
        """What the driver connects with; the password it looks for itself, in PGPASSWORD or the password file."""
        return dict(self.options)

    def with_name(self, name: str) -> Path:
        """A place of this machine for what lies beside a case that is a file."""
        return user_data_path("depesche", appauthor=False) / "beside" / digest(str(self))[:16] / name

    def __str__(self) -> str:
        given = dict(self.options)
        host, port = given.pop("host", ""), given.pop("port", "")
        user, name = (given.pop(one, "") for one in ("user", "dbname"))
        if host.startswith("/"):  # a socket's folder, which has no place before the path
            given["host"], host = host, ""
            if port:
                given["port"], port = port, ""
        before = f"{quote(user, safe='')}@" if user else ""
        place = f"[{host}]" if ":" in host else host
        asked = "&".join(f"{key}={quote(value, safe='/')}" for key, value in {**given, "case": self.stem}.items())
        return f"postgresql://{before}{place}{f':{port}' if port else ''}/{quote(name, safe='')}?{asked}"


def is_url(place: str) -> bool:
    """Whether a case is named by a URL.

    >>> is_url("postgresql://kolb@db/talks?case=summer"), is_url("talks.depesche")
    (True, False)
    """
    return re.match(r"postgres(ql)?:/", place) is not None


def place_of(place: str | Path | Address) -> Path | Address:
    """Where a case is, of how a person writes it.

    >>> str(place_of("postgresql://kolb@db.example:5433/talks?case=summer"))
    'postgresql://kolb@db.example:5433/talks?case=summer'

    Raises:
        CaseError: if it is a URL that names no case, or one with a password in it.

    """
    if isinstance(place, str) and is_url(place):
        return _parsed(place)
    return Path(place) if isinstance(place, str) else place


def _parsed(url: str) -> Address:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise CaseError("This URL cannot be read.", hint=HOW) from error
    if parts.password is not None:
        hint = "Leave it out, and put it into PGPASSWORD or ~/.pgpass, where it is in no list of commands."
        raise CaseError("A URL of a case must not have a password in it.", hint=hint)
    asked = dict(parse_qsl(parts.query))
    strange = sorted(asked.keys() - {"case", *_OPTIONS})
    if strange:
        hint = f"Known: case, {', '.join(_OPTIONS)}."
        raise CaseError(f"The URL of a case has no setting {strange[0]}.", hint=hint)
    name = asked.pop("case", "")
    if not _NAME.fullmatch(name):
        raise CaseError(
            "The URL does not say which case of the database is meant.", hint=f"{HOW} NAME: letters, digits, _ and -."
        )
    return Address(name, tuple(sorted({**_before(parts), **({"port": str(port)} if port else {}), **asked}.items())))


def _before(parts: SplitResult) -> dict[str, str]:
    """What stands before the question mark, as libpq calls it; without a database's name it takes the user's."""
    found = {"user": unquote(parts.username or ""), "host": parts.hostname or "", "dbname": unquote(parts.path[1:])}
    return {name: value for name, value in found.items() if value}
