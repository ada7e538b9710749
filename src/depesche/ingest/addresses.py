"""Which addresses may be fetched: public web servers, found out once and then held to, whatever a name says later."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from depesche.errors import ReportError

PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443, 8888})
"""The ports that web servers for the public use."""

Resolver = Callable[[str, int], list[str]]

_LONGEST = 4096
_NAME = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$")
# Everything that some resolver takes for an IPv4 address: decimal, octal, hexadecimal, with fewer parts than four.
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+)){0,3}$")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"{}|^`\ufeff\u200b-\u200f\u2028\u2029]")
_HIGH = re.compile(r"[^\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: whom to ask (`host` as it is asked for, in ASCII) and for what."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def place(self) -> str:
        """Host and port, as the list of what is allowed names them."""
        return f"{self.host}:{self.port}"


def target(url: str, *, allow: frozenset[str] = frozenset()) -> Target:
    """Take an address apart and see whether it may be asked for at all.

    >>> target("https://Elbe.Example:443/a b".replace(" ", "%20") + "#top").url
    'https://elbe.example/a%20b'

    Args:
        url: the address.
        allow: `host:port` that may be asked on any port.

    Raises:
        ReportError: if it is no plain address of a web page.

    """
    if _UNSAFE.search(url[: _LONGEST + 1]):
        raise refused("The address has characters that no address has.", url)
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        raise refused("This is no address of a web page.", url) from None
    scheme = parts.scheme.lower()
    if scheme not in {"http", "https"} or not host:
        raise refused("Only addresses that begin with http:// or https:// are fetched.", url)
    if "@" in parts.netloc:
        raise refused("The address has a user name in it.", url)
    default = 443 if scheme == "https" else 80
    port = default if port is None else port
    if port not in PORTS and f"{host}:{port}" not in allow:
        raise refused(f"Port {port} is none that web servers for the public use.", url)
    path = _HIGH.sub(_escaped, parts.path or "/") + ("?" + _HIGH.sub(_escaped, parts.query) if parts.query else "")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port == default else f"{shown}:{port}"
    whole = urlunsplit((scheme, netloc, "", "", "")) + path
    if len(whole) > _LONGEST:
        raise refused("The address is too long.", url)
    return Target(whole, scheme, host, port, path)


def redirected(old: Target, location: str, *, allow: frozenset[str]) -> Target:
    """Where a redirect leads; it is checked like every address.

    Raises:
        ReportError: if it leads to what is no plain address, or from https to http.

    """
    try:
        new = target(urljoin(old.url, location.strip()), allow=allow)
    except ValueError:
        raise refused("The redirect leads to no address.", location) from None
    if old.scheme == "https" and new.scheme == "http":
        raise refused("The redirect leads from a safe address to an unsafe one.", location)
    return new


def addresses(where: Target, resolve: Resolver, *, allow: frozenset[str] = frozenset()) -> list[str]:
    """The IP addresses of a server, all of them public.

    Raises:
        ReportError: if the server is not known, or one of its addresses lies in a network that is nobody's business.

    """
    number = _number(where.host)
    found = [number] if number else _resolved(where, resolve)
    if where.place not in allow:
        for one in found:
            if not is_public(one):
                raise refused("The server lies in a network that is not public.", where.url)
    return found


def is_public(address: str) -> bool:
    """Whether an IP address belongs to a server that everybody may ask.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("169.254.169.254")
    (True, False, False)
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        # An IPv4 address may be wrapped in one of these, and what it leads to is not what is looked at here.
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour is not None or ip.teredo is not None or ip.is_site_local or ip.scope_id:
            return False
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    )


def resolved_by_system(host: str, port: int) -> list[str]:
    """The addresses of a server as the operating system finds them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def refused(what: str, url: str) -> ReportError:
    """The error for an address that is not fetched."""
    return ReportError(
        what, where=url[:300].encode("ascii", "backslashreplace").decode(), hint="Check the address; nothing was asked."
    )


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace"))


def _host(name: str) -> str:
    """A host name as it is asked for: in lower case, in ASCII, without the dot behind."""
    if ":" in name:
        return str(ipaddress.IPv6Address(name))
    plain = name.rstrip(".")
    host = plain if plain.isascii() else plain.encode("idna").decode("ascii")
    host = host.lower()
    if host and not _NAME.match(host) and not _NUMBER.match(host):
        raise ValueError(host)
    return host


def _number(host: str) -> str | None:
    """A host that is a number, as the address that it stands for; None where it is a name."""
    if ":" in host:
        return host
    if not _NUMBER.match(host):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return "0.0.0.0"  # noqa: S104 (no address, and refused as one)


def _resolved(where: Target, resolve: Resolver) -> list[str]:
    try:
        found = resolve(where.host, where.port)
    except (OSError, UnicodeError):
        found = []
    if not found:
        raise ReportError("The server is not known.", where=where.url, hint="Check the address and the connection.")
    return found
