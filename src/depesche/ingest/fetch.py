"""Fetches pages, politely and only when asked: public servers only, bounded in size and time, robots.txt obeyed."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from depesche import __version__
from depesche.errors import ReportError
from depesche.ingest.addresses import Resolver, Target, addresses, redirected, refused, resolved_by_system, target
from depesche.ingest.pieces import Limits
from depesche.ingest.unpacked import unpack

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

AGENT = f"Depesche/{__version__}"
"""As what Depesche introduces itself to servers."""

Connect = Callable[[tuple[str, int], float], socket.socket]

_CHUNK = 1 << 16
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_STOPPING = frozenset({429, 503})
# Who wants more time between two requests than this is not asked again.
_LONGEST_DELAY = 300.0


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What a fetch may take: bytes as they come and unpacked, seconds in all, redirects, seconds between requests to a host."""

    bytes: int = 20_000_000
    seconds: float = 60.0
    redirects: int = 5
    delay: float = 2.0


@dataclass(slots=True)
class FetchState:
    """What is remembered between fetches of one run.

    allow: `host:port` that may be asked although it is not public. hosts: where given, the only hosts that are asked, redirects
    included. resolve, connect, now, sleep: the world outside. stopped: hosts that are not asked again, and why.
    until: hosts that said when they may be asked again, in seconds since 1970.
    """

    allow: frozenset[str] = frozenset()
    hosts: frozenset[str] | None = None
    resolve: Resolver = resolved_by_system
    connect: Connect = socket.create_connection
    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    stopped: dict[str, str] = field(default_factory=dict)
    until: dict[str, float] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)
    robots: dict[str, RobotFileParser] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered; url is where the answer came from, after redirects. Status 304 has no body."""

    status: int
    url: str
    body: bytes = b""
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    location: str = ""
    retry_after: str = ""


def fetch(
    url: str, *, state: FetchState, limits: FetchLimits = FetchLimits(), etag: str = "", last_modified: str = ""
) -> Fetched:
    """Fetch a page; with `etag` or `last_modified` only if it has changed since.

    Raises:
        ReportError: if it may not be fetched, or could not be within the limits.

    """
    where = target(url, allow=state.allow)
    known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    for _ in range(limits.redirects + 1):
        _may(where, state)
        _obey(where, state, limits)
        answer = _polite(where, state, limits, known)
        if answer.status not in _REDIRECTS or not answer.location:
            return answer
        where = redirected(where, answer.location, allow=state.allow)
    raise ReportError(
        f"The page leads on more than {limits.redirects} times.", where=url[:300], hint="Open it in a browser."
    )


def _may(where: Target, state: FetchState) -> None:
    if state.hosts is not None and where.host not in state.hosts:
        raise refused("The host is not among those that may be asked.", where.url)
    if where.host in state.stopped:
        raise ReportError(state.stopped[where.host], where=where.url, hint="It is asked again in the next run.")
    if state.until.get(where.host, 0.0) > state.now():
        raise ReportError("The server asked to be left alone for now.", where=where.url, hint="Try again later.")


def _obey(where: Target, state: FetchState, limits: FetchLimits) -> None:
    """See whether the server's robots.txt allows the page, and how long it wants us to wait."""
    place = f"{where.scheme}://{where.place}"
    if place not in state.robots:
        state.robots[place] = _robots(replace(where, url=f"{place}/robots.txt", path="/robots.txt"), state, limits)
    _may(where, state)
    if not state.robots[place].can_fetch("Depesche", where.url):
        raise ReportError(
            "The server's robots.txt does not allow to fetch this.", where=where.url, hint="Save the page yourself."
        )


def _robots(where: Target, state: FetchState, limits: FetchLimits) -> RobotFileParser:
    """The rules of a server. Without rules all is allowed; a server that fails to tell them is left alone, as RFC 9309 wants."""
    from urllib.robotparser import RobotFileParser  # noqa: PLC0415 (it brings all of urllib)

    rules = RobotFileParser()
    try:
        for _ in range(limits.redirects + 1):
            answer = _polite(where, state, replace(limits, bytes=500_000), {})
            if answer.status not in _REDIRECTS or not answer.location:
                break
            where = redirected(where, answer.location, allow=state.allow)
            _may(where, state)
        lines = (
            answer.body.decode("utf-8", "replace").removeprefix("\ufeff").splitlines() if answer.status == 200 else []
        )
        rules.parse(lines)
    except (ReportError, ValueError) as error:
        what = error.what if isinstance(error, ReportError) else "The server's robots.txt makes no sense."
        state.stopped.setdefault(where.host, what)
    else:
        if answer.status >= 500:
            what = f"The server does not tell what may be fetched (robots.txt: status {answer.status})."
            state.stopped.setdefault(where.host, what)
    return rules


def _polite(where: Target, state: FetchState, limits: FetchLimits, known: dict[str, str]) -> Fetched:
    """Ask once, not sooner after the last time than is polite; who is overloaded is not asked again."""
    _may(where, state)
    found = addresses(where, state.resolve, allow=state.allow)
    _wait(where, state, limits)
    try:
        answer = _ask(where, found, state, limits, known)
    finally:
        state.asked[where.host] = state.now()
    if answer.status in _STOPPING:
        state.stopped[where.host] = f"The server is overloaded or was asked too often (status {answer.status})."
        state.until[where.host] = state.now() + _retry_after(answer.retry_after, state.now())
    return answer


def _wait(where: Target, state: FetchState, limits: FetchLimits) -> None:
    rules = state.robots.get(f"{where.scheme}://{where.place}")
    wanted = rules.crawl_delay("Depesche") if rules else None
    delay = max(limits.delay, float(wanted or 0))
    if delay > _LONGEST_DELAY:
        state.stopped[where.host] = f"The server wants {delay:.0f} seconds between two requests."
        _may(where, state)
    if where.host in state.asked:
        left = state.asked[where.host] + delay - state.now()
        if left > 0:
            state.sleep(min(left, delay))


def _retry_after(value: str, now: float) -> float:
    """How many seconds a server wants to be left alone: it says a number or a day, or nothing."""
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), 30 * 86400.0)
    try:
        return min(max(0.0, parsedate_to_datetime(value).timestamp() - now), 30 * 86400.0)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _ask(where: Target, found: list[str], state: FetchState, limits: FetchLimits, known: dict[str, str]) -> Fetched:
    """Send one request and take in the answer."""
    ends = time.monotonic() + limits.seconds
    connection = _Pinned(where, found, state.connect, ends)
    watch = threading.Timer(limits.seconds, connection.cut)
    watch.daemon = True
    watch.start()
    headers = {"User-Agent": AGENT, "Accept": "text/html, */*;q=0.5", "Accept-Encoding": "gzip", "Connection": "close"}
    try:
        connection.request("GET", where.path, headers=headers | {name: value for name, value in known.items() if value})
        answer = _taken(where, connection.getresponse(), limits)
        if connection.was_cut:
            raise TimeoutError
    except (OSError, http.client.HTTPException, ValueError) as error:
        what = (
            "The server took too long."
            if connection.was_cut or time.monotonic() > ends
            else f"The server cannot be read ({_why(error)})."
        )
        raise ReportError(what, where=where.url, hint="Try again later.") from None
    else:
        return answer
    finally:
        watch.cancel()
        connection.close()


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return "its certificate or encryption is not valid"
    return str(error)[:200] if isinstance(error, OSError) and str(error) else type(error).__name__


def _taken(where: Target, response: http.client.HTTPResponse, limits: FetchLimits) -> Fetched:
    stated = response.length
    body = bytearray()
    with response:
        while len(body) <= limits.bytes and (found := response.read1(_CHUNK)):
            body += found
    if len(body) > limits.bytes:
        raise ReportError(f"The page is larger than {limits.bytes:,} bytes.", where=where.url, hint="Save it by hand.")
    if stated is not None and len(body) < stated:
        raise ReportError("The page breaks off.", where=where.url, hint="Try again later.")

    def said(name: str) -> str:
        return " ".join((response.getheader(name) or "").split())[:1000]

    whole = unpack(bytes(body), said("Content-Encoding"), Limits(entry=limits.bytes)) if body else b""
    return Fetched(
        response.status,
        where.url,
        whole,
        said("ETag"),
        said("Last-Modified"),
        said("Content-Type"),
        said("Location"),
        said("Retry-After"),
    )


class _Pinned(http.client.HTTPConnection):
    """A connection to addresses that were checked, for the name that they were found under."""

    def __init__(self, where: Target, found: list[str], connect: Connect, ends: float) -> None:
        super().__init__(where.host, where.port, timeout=max(0.1, ends - time.monotonic()))
        self.default_port = 443 if where.scheme == "https" else 80
        self._where = where
        self._found = found
        self._open = connect
        self._ends = ends
        self._raw: socket.socket | None = None
        self.was_cut = False

    def connect(self) -> None:
        """Connect to the first of the checked addresses that answers."""
        for number, address in enumerate(self._found[:4], start=1):
            try:
                self._raw = self._open((address, self._where.port), max(0.1, min(15.0, self._ends - time.monotonic())))
                break
            except OSError:
                if number == len(self._found[:4]) or self.was_cut:
                    raise
        assert self._raw is not None
        self._raw.settimeout(max(0.1, self._ends - time.monotonic()))
        self.sock = self._raw
        if self._where.scheme == "https":
            # The handshake is made where `cut` can reach it: it may be drawn out too.
            packed = ssl.create_default_context().wrap_socket(
                self._raw, server_hostname=self._where.host, do_handshake_on_connect=False
            )
            self.sock = self._raw = packed
            packed.do_handshake()

    def cut(self) -> None:
        """End it from another thread: a server that sends a byte now and then would never run into a timeout."""
        self.was_cut = True
        if self._raw is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._raw, socket.SHUT_RDWR)
