"""What all pages of one server share, and what one visitor wishes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from depesche import texts
from depesche.settings import Settings
from depesche.store.address import Address
from depesche.store.case import Case
from depesche.web.runs import Runs

THEMES = ("auto", "light", "dark")
LONGEST_NAME = 60


@dataclass(slots=True)
class Desk:
    """The open case and how it is served.

    token: opens the door; whoever has it may read and decide. hosts: the names under which the server may be called, with the port.
    """

    case: Case
    settings: Settings = field(default_factory=Settings)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    host: str = "127.0.0.1"
    port: int = 0
    hosts: tuple[str, ...] = ()
    runs: Runs = field(init=False)

    def __post_init__(self) -> None:
        """Nothing runs yet."""
        self.runs = Runs(self.case.path, self.settings)

    @property
    def path(self) -> Path | Address:
        """Where the case is."""
        return self.case.path

    @property
    def cookie(self) -> str:
        """Cookies know no ports, so that of each server has a name of its own."""
        return f"depesche-{self.port}"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks, and how they wish to see it. who: under which name they decide."""

    lang: texts.Lang = "en"
    theme: str = "auto"
    who: str = "me"


def desk_of(request: Request) -> Desk:
    """The desk of the server that was asked."""
    found: Desk = request.app.state.desk
    return found


def visitor_of(request: Request) -> Visitor:
    """The wishes that a browser sends along; the language that it prefers, where none was chosen."""
    asked = request.cookies
    lang = asked.get("depesche-lang") or _preferred(request.headers.get("accept-language", ""))
    theme = asked.get("depesche-theme", "auto")
    who = clean_name(_decoded(asked.get("depesche-who", ""))) or desk_of(request).settings.person
    return Visitor("de" if lang == "de" else "en", theme if theme in THEMES else "auto", who)


def clean_name(name: str) -> str:
    r"""A person's name in one line, without what cannot be seen.

    >>> clean_name("  Ada\tL. \x00 ")
    'Ada L.'
    """
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:LONGEST_NAME]


def _decoded(value: str) -> str:
    from urllib.parse import unquote  # noqa: PLC0415 (next to its only use)

    return unquote(value)


def _preferred(header: str) -> str:
    """The first of our languages that a browser accepts.

    >>> _preferred("fr;q=0.9, de-AT, en;q=0.5"), _preferred("")
    ('de', 'en')
    """
    for part in header.split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in texts.LANGS:
            return code
    return "en"


DeskOf = Annotated[Desk, Depends(desk_of)]
VisitorOf = Annotated[Visitor, Depends(visitor_of)]
