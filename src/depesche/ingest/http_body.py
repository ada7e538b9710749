"""Web answers as archives keep them: status, headers, and the body without what transport did to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesche.errors import ReportError
from depesche.ingest.pieces import Limits
from depesche.ingest.unpacked import unpack

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Head:
    """What an answer says before its body; body_at: where in the bytes that begins. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body_at: int

    @property
    def media(self) -> str:
        """The media type without its parameters: `text/html`; empty where none is stated."""
        return media_of(self.headers.get("content-type", ""))

    @property
    def charset(self) -> str:
        """The encoding that the server states, or an empty string."""
        return charset_of(self.headers.get("content-type", ""))


def media_of(content_type: str) -> str:
    """The media type in a Content-Type.

    >>> media_of("Text/HTML; charset=UTF-8")
    'text/html'
    """
    return content_type.split(";", maxsplit=1)[0].strip().lower()


def charset_of(content_type: str) -> str:
    """The encoding in a Content-Type.

    >>> charset_of('text/html; charset="ISO-8859-1"')
    'ISO-8859-1'
    """
    found = _CHARSET.search(content_type)
    return found.group(1) if found else ""


def head_of(raw: bytes) -> Head | None:
    """The head of an answer, or None where the bytes are none."""
    status = _STATUS.match(raw)
    end = _END.search(raw)
    if status is None or end is None:
        return None
    headers: dict[str, str] = {}
    last = ""
    for line in raw[: end.start()].decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if line[:1] in {" ", "\t"} and last:
            headers[last] += " " + line.strip()
        elif colon:
            last = name.strip().lower()
            # Said twice, the first one counts, as in browsers.
            headers.setdefault(last, value.strip())
    return Head(int(status.group(1)), headers, end.end())


def body_of(head: Head, raw: bytes, limits: Limits) -> bytes:
    """The body of an answer as its author wrote it: chunks put together, unpacked.

    Raises:
        ReportError: if it is damaged, breaks off or unpacks to more than is read.

    """
    body = raw[head.body_at :]
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        body = unchunked(body)
    return unpack(body, head.headers.get("content-encoding", ""), limits)


def unchunked(body: bytes) -> bytes:
    r"""Put the chunks of a body together; a body that was put together before comes back as it is.

    >>> unchunked(b"4\r\nGenf\r\n1;x=y\r\n!\r\n0\r\n\r\n"), unchunked(b"<p>Genf")
    (b'Genf!', b'<p>Genf')

    Raises:
        ReportError: if it breaks off.

    """
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK.match(body, at)) is not None:
        length = int(size.group(1), 16)
        if not length:
            return b"".join(parts)
        part = body[size.end() : size.end() + length]
        if len(part) < length:
            raise ReportError("The page breaks off.", hint="It was archived like that; save it again.")
        parts.append(part)
        at = size.end() + length
        at += 2 if body.startswith(b"\r\n", at) else int(body.startswith(b"\n", at))
    if not parts:
        return body
    if at < len(body):
        raise ReportError("The page is damaged.", hint="It was archived like that; save it again.")
    raise ReportError("The page breaks off.", hint="It was archived like that; save it again.")
