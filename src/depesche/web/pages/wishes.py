"""Takes what a visitor wishes: language, colours, and the name under which they decide."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response

from depesche import texts
from depesche.web.desk import THEMES, clean_name

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600


@router.post("/wishes")
def wishes(
    lang: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
    who: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Remember the wishes in the browser, and go back to where they were made."""
    answer = RedirectResponse(local(back), 303)
    wanted = {
        "lang": lang if lang in texts.LANGS else "",
        "theme": theme if theme in THEMES else "",
        "who": clean_name(who),
    }
    for name, value in wanted.items():
        if value:
            answer.set_cookie(f"depesche-{name}", quote(value), _YEAR, samesite="strict", httponly=True)
    return answer


def local(address: str) -> str:
    r"""An address of this server; anything that could lead elsewhere leads home.

    >>> local("/review?kind=talks"), local("//evil.example/x"), local("/\\evil.example"), local("https://evil.example")
    ('/review?kind=talks', '/', '/', '/')
    """
    fits = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if fits else "/"
