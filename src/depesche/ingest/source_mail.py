"""Mails: their text, and the reports attached to them; single ones (EML) and boxes of them (mbox)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from functools import partial
from typing import Any, TypeVar

from depesche.errors import ReportError
from depesche.ingest.days import iso
from depesche.ingest.decode import Decoded, decode
from depesche.ingest.kinds import suffix
from depesche.ingest.pieces import Given, Piece, source
from depesche.records import Block, Fact, digest

_MOST_PARTS = 200
_DEEPEST = 5
_HEADER = re.compile(rb"[!-9;-~]{1,60}:[ \t]*[^\r\n]*\r?\n")
_TELLING = re.compile(
    rb"^(?:from|subject|date|received|message-id|return-path|mime-version):", re.IGNORECASE | re.MULTILINE
)
_REPORTS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "text/html": ".html",
    "text/plain": ".txt",
}
_SUFFIXES = frozenset({*_REPORTS.values(), ".htm", ".xhtml", ".text", ".md", ".epub", ".eml", ".xml"})
_SIGNATURE = re.compile(r"^-- \r?$", re.MULTILINE)
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
Value = TypeVar("Value")


@dataclass(slots=True)
class _Mail:
    """The parts of a mail: what is shown, what is attached, which mails it passes on."""

    plain: list[Message[Any, Any]] = field(default_factory=list)
    pages: list[Message[Any, Any]] = field(default_factory=list)
    attached: list[tuple[int, str, Message[Any, Any]]] = field(default_factory=list)
    mails: list[tuple[int, Message[Any, Any]]] = field(default_factory=list)
    truncated: bool = False


_BOX = re.compile(rb"From [^\r\n]{1,300}\d{4}[^\r\n]{0,20}\r?\n[!-9;-~]+:")


def _is_mail(head: bytes) -> bool:
    """Whether bytes begin with the lines that every mail begins with."""
    return _HEADER.match(head) is not None and len(set(_TELLING.findall(head[:20_000].partition(b"\n\n")[0]))) >= 2


@source("mail", suffixes=(".eml",), tells=_is_mail, about="Mails (EML), with the reports attached to them", many=True)
def read_mail(given: Given) -> Iterator[Piece]:
    """Read a mail: its text, and every attachment that may be a report.

    Raises:
        ReportError: if it holds neither.

    """
    pieces = list(_mail(_parsed(given.read()), given, "", 0))
    if not pieces:
        raise ReportError("The mail has neither text nor attached reports.", where=given.name)
    yield from pieces


def _is_box(head: bytes) -> bool:
    """Whether bytes begin as a box of mails does: a report may well begin with `From Geneva`."""
    return _BOX.match(head) is not None


@source("mbox", suffixes=(".mbox", ".mbx"), tells=_is_box, about="Boxes of mails (mbox)", many=True)
def read_mbox(given: Given) -> Iterator[Piece]:
    """Read the mails of a box one by one.

    Raises:
        ReportError: if it is no box of mails.

    """
    seen: dict[str, int] = {}
    for number, raw in enumerate(_split(given), start=1):
        if raw is None:
            yield Piece(key=f"mail {number}", error=f"Mail {number} is larger than {given.limits.entry} bytes.")
            continue
        message = _parsed(raw)
        stated = _header(message, "Message-ID").strip("<> ") or digest(raw)[:16]
        count = seen[stated] = seen.get(stated, 0) + 1
        key = f"{stated}-{count}" if count > 1 else stated
        pieces = list(_mail(message, given, key, 0))
        yield from pieces or [Piece(key=key, error=f"Mail {number} has neither text nor attached reports.")]


def _split(given: Given) -> Iterator[bytes | None]:
    """The mails of a box; None for one that is too large."""
    with given.open() as file:
        first = file.readline(10_000)
        if not first.startswith(b"From "):
            raise ReportError("The file is no box of mails: it does not begin with From.", where=given.name)
        lines: list[bytes] = []
        size, blank = 0, False
        while line := file.readline(1 << 20):
            if blank and line.startswith(b"From "):
                yield _whole(lines, size, given)
                lines, size = [], 0
            else:
                size += len(line)
                if size <= given.limits.entry:
                    lines.append(line)
            blank = not line.strip()
        yield _whole(lines, size, given)


def _whole(lines: list[bytes], size: int, given: Given) -> bytes | None:
    return _ESCAPED.sub(b"", b"".join(lines)) if size <= given.limits.entry else None


def _parsed(raw: bytes) -> Message[Any, Any]:
    return _safe(lambda: BytesParser(policy=policy.default).parsebytes(raw), EmailMessage())


def _safe(function: Callable[[], Value], otherwise: Value) -> Value:
    """What a function gives; the standard library fails in many ways on headers that are damaged."""
    try:
        return function()
    except Exception:  # noqa: BLE001  its header parsers raise whatever their code happens to run into
        return otherwise


def _header(message: Message[Any, Any], name: str) -> str:
    """A header as one line; where it cannot be parsed, as it stands."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    said = _safe(lambda: str(message[name] or ""), raw)
    return " ".join(_CONTROLS.sub(" ", said).split())[:1000]


def _mail(message: Message[Any, Any], given: Given, key: str, depth: int) -> Iterator[Piece]:
    mail = _Mail()
    _sort(message, mail, [0], 0)
    shown = _shown(mail, given, _facts(message))
    if shown is not None:
        yield replace(shown, key=key)
    for number, name, part in mail.attached:
        raw = _bytes(part)
        if raw.strip():
            ending = suffix(name) or _REPORTS.get(_kind(part), "")
            place = f"part {number} {name}".strip()
            yield Piece(key=f"{key}/{place}".strip("/"), name=name, raw=raw, suffix=ending)
    for number, inner in mail.mails:
        place = f"{key}/part {number}".strip("/")
        if depth >= _DEEPEST:
            yield Piece(
                key=place, error=f"Mails lie within mails more than {_DEEPEST} deep; the inner ones are not read."
            )
        else:
            yield from _mail(inner, given, place, depth + 1)


def _kind(part: Message[Any, Any]) -> str:
    return _safe(part.get_content_type, "text/plain").lower()


def _sort(part: Message[Any, Any], mail: _Mail, count: list[int], depth: int) -> None:
    """Sort the parts of a mail by what they are for."""
    count[0] += 1
    number = count[0]
    if number > _MOST_PARTS or depth > 30:
        return
    mail.truncated = mail.truncated or any("CloseBoundary" in type(one).__name__ for one in part.defects)
    kind = _kind(part)
    if part.is_multipart():
        inner: Any = part.get_payload()
        for one in inner:
            if isinstance(one, Message) and kind == "message/rfc822":
                mail.mails.append((number, one))
            elif isinstance(one, Message):
                _sort(one, mail, count, depth + 1)
        return
    name = " ".join(_CONTROLS.sub(" ", _safe(part.get_filename, None) or "").replace("\\", "/").split())
    name = name.rpartition("/")[2][:200]
    attached = _safe(part.get_content_disposition, None) == "attachment" or bool(name)
    if attached:
        if suffix(name) in _SUFFIXES or (kind in _REPORTS and not suffix(name)):
            mail.attached.append((number, name, part))
    elif kind == "text/html":
        mail.pages.append(part)
    elif kind.startswith("text/") and kind in {"text/plain", "text/enriched", "text/x-plain"}:
        mail.plain.append(part)


def _bytes(part: Message[Any, Any]) -> bytes:
    raw: Any = _safe(partial(part.get_payload, decode=True), None)
    return raw if isinstance(raw, bytes) else b""


def _shown(mail: _Mail, given: Given, facts: tuple[Fact, ...]) -> Piece | None:
    """What a mail shows: its plain text, else its page."""
    try:
        plain = [_decoded(part, given.name) for part in mail.plain]
        texts = [_flowed(one.text, part) for one, part in zip(plain, mail.plain, strict=True) if one.text.strip()]
        cut = "; truncated: the end of its last part is missing" if mail.truncated else ""
        if texts:
            first = next(one for one in plain if one.text.strip())
            text = "\n\n".join(texts)
            return Piece(
                text=text,
                kind="mail",
                facts=facts,
                blocks=_signature(text),
                extractor="mail 1",
                encoding=first.encoding,
                basis=first.basis + cut,
                replaced=sum(one.replaced for one in plain),
            )
        pages = [one.text for one in (_decoded(part, given.name) for part in mail.pages) if one.text.strip()]
    except ReportError as error:
        return Piece(error=error.what, hint=error.hint)
    if not pages:
        return None
    raw = pages[0].encode("utf-8", "replace")
    return Piece(raw=raw, suffix=".html", kind="mail", facts=facts, extractor="mail 1", basis=f"part of a mail{cut}")


def _decoded(part: Message[Any, Any], where: str) -> Decoded:
    """The text of a part in the encoding it states, unless its bytes are not in that."""
    raw = _bytes(part)
    label = _safe(lambda: part.get_content_charset() or "", "")
    try:
        codec = codecs.lookup(label) if label else None
        if codec is not None and codec._is_text_encoding and codec.name != "utf-8":  # noqa: SLF001  the only way to tell
            text = raw.decode(codec.name).replace("\x00", "\ufffd")
            text = re.sub("[\ud800-\udfff]", "\ufffd", text)
            return Decoded(text, codec.name, f"declared by the mail as {label}", text.count("\ufffd"))
    except (LookupError, ValueError):
        pass
    return decode(raw, where=where)


def _flowed(text: str, part: Message[Any, Any]) -> str:
    """Put lines together that the mail program broke and marked as broken."""
    if str(_safe(partial(part.get_param, "format"), None)).lower() != "flowed":
        return text
    return re.sub(r"(?<!^--)(?<!\n--) \r?\n(?=\S)", " ", text)


def _signature(text: str) -> tuple[Block, ...]:
    found = [one.start() for one in _SIGNATURE.finditer(text)]
    if not found or found[-1] == 0 or text.count("\n", found[-1]) > 15:
        return ()
    return (Block(found[-1], len(text), "clutter", "signature"),)


def _facts(message: Message[Any, Any]) -> tuple[Fact, ...]:
    facts = []
    sent = _safe(lambda: parsedate_to_datetime(_header(message, "Date")), None)
    when = iso(sent.year, sent.month, sent.day) if sent else None
    if when:
        facts.append(Fact("published", when, "mail (Date)"))
    title = _header(message, "Subject")[:500]
    if title:
        facts.append(Fact("title", title, "mail (Subject)"))
    name = _safe(lambda: parseaddr(_header(message, "From"))[0], "").strip(" \"'")
    if name and "@" not in name:
        facts.append(Fact("byline", name[:500], "mail (From)"))
    return tuple(facts)
