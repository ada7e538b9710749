"""Who may ask, and what an answer may do: the rules that hold for every address (docs/web.md, Safety).

The case and its reports are to be kept from other websites in the same browser, from other users of the same machine, and from
what a report's author wrote into it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from depesche.web.desk import Desk

SAFE = frozenset(["GET", "HEAD", "OPTIONS"])
# Nothing but our own files, and no script or style within a page: whatever a report smuggles in is text.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
Refusal = Literal["host", "origin", "token"]


class Guard:
    """Stands before the whole application: looks at every request and marks every answer.

    Args:
        app: what answers.
        desk: knows the token and the names of the server.
        refuse: answers in the place of the application: gets the scope and why.

    """

    def __init__(self, app: ASGIApp, desk: Desk, refuse: ASGIApp) -> None:
        self._app, self._desk, self._refuse = app, desk, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, turn it away, or take the token out of its address."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        marked = _marking(scope, send)
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is None and (target := self._entering(scope)) is not None:
            await _redirect(
                marked, target, f"{self._desk.cookie}={self._desk.token}; HttpOnly; SameSite=Strict; Path=/"
            )
            return
        if refusal is None and not self._knows(scope, headers):
            refusal = "token"
        if refusal is None:
            await self._app(scope, receive, marked)
        else:
            await self._refuse({**scope, "refusal": refusal, "app": self._app}, receive, marked)

    def _refusal(self, scope: Scope, headers: Headers) -> Refusal | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._desk.hosts:
            return "host"
        if scope["method"] not in SAFE and not _same_origin(headers, self._desk.hosts):
            return "origin"
        return None

    def _entering(self, scope: Scope) -> str | None:
        """The same address without the token that it brought along, if that is the right one."""
        if scope["method"] not in {"GET", "HEAD"} or b"token=" not in scope["query_string"]:
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not any(name == "token" and _same(value, self._desk.token) for name, value in asked):
            return None
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        # Two slashes at the front would lead to another server.
        path = "/" + scope["raw_path"].decode("latin-1").split("?")[0].lstrip("/\\")
        return f"{path}?{rest}" if rest else path

    def _knows(self, scope: Scope, headers: Headers) -> bool:
        """Whether the request has the key; files of our own tell nothing about the case."""
        if scope["path"].startswith("/static/"):
            return True
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and _same(given.strip(), self._desk.token):
            return True
        try:
            crumbs: Mapping[str, object] = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        crumb = crumbs.get(self._desk.cookie)
        return crumb is not None and _same(str(getattr(crumb, "value", "")), self._desk.token)


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _same_origin(headers: Headers, hosts: Iterable[str]) -> bool:
    """Whether a request that changes something comes from our own page, or from no browser at all."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    # A form of our own page has no origin to tell, since we let it tell nobody where it comes from; the browser vouches for it.
    if origin is None or (origin == "null" and site == "same-origin"):
        return True
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and parts.netloc.lower() in hosts


def _marking(scope: Scope, send: Send) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            # What is asked for once more may have changed, and what was shown must not stay on a shared disk.
            fresh = "public, max-age=3600" if scope["path"].startswith("/static/") else "no-store"
            headers.setdefault("cache-control", fresh)
        await send(message)

    return marked


async def _redirect(send: Send, target: str, cookie: str) -> None:
    headers = [(b"location", target.encode("latin-1")), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
