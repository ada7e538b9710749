"""What a feed says: its entries with address, days and text. Feeds are read from bytes only; nothing is opened or fetched."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from email.utils import parsedate
from typing import Any

from depesche.errors import ReportError

# What is once taken for a comment stays one (`*+`): else comments could be told apart in more ways than there is time for.
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<\?[^>]*\?>\s*|<!DOCTYPE[^>\[]*>\s*)*+"
    rb"<(?:rss[\s>]|(?:\w{1,20}:)?feed\s[^>]*(?:w3\.org/2005/Atom|purl\.org/atom)|rdf:RDF\s[^>]*purl\.org/rss/)",
    re.IGNORECASE | re.DOTALL,
)
_CLOSED = re.compile(rb"</(?:rss|(?:\w{1,20}:)?feed|rdf:RDF)\s*>", re.IGNORECASE)
_ENTRY_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]*>")
_ISO = re.compile(r"\d{4}-\d\d-\d\dT")
_BEHIND_MAIL = re.compile(r"@\S+ \(([^()@]+)\)$")
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed; day: that of publication where it was written.

    Times are in UTC, in ISO form, empty where none is told. html: what it says, as markup.
    """

    id: str
    link: str
    title: str
    byline: str
    day: str
    published: str
    updated: str
    html: str
    whole: bool

    @property
    def teaser(self) -> bool:
        """Whether it only leads to the report: a summary of less than 400 characters."""
        return not self.whole and len(" ".join(_TAGS.sub(" ", self.html).split())) < 400


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's own title and language, and its entries; whole: whether it could be read to its end."""

    title: str
    language: str
    entries: tuple[Entry, ...]
    whole: bool


def is_feed(head: bytes) -> bool:
    """Whether the bytes begin as RSS or Atom do.

    >>> is_feed(b"<?xml version='1.0'?><rss version='2.0'><channel>"), is_feed(b"<TEI><p>Genf</p></TEI>")
    (True, False)
    """
    plain = head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return _ROOT.match(plain[:4096]) is not None


def entries_of(raw: bytes) -> Feed:
    """Read a feed.

    Raises:
        ReportError: if it is none, or its markup is so damaged that no entry can be told.

    """
    import feedparser  # type: ignore[import-untyped] # noqa: PLC0415 (takes a while)

    try:
        # A string might be taken for the name of a file or an address, and opened; a file object cannot.
        parsed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # (hostile markup finds new ways to fail)
        raise ReportError("The feed cannot be read.", hint="Get it again, or save its pages.") from error
    entries = tuple(_entry(one) for one in parsed.entries)
    if not parsed.get("version") and not entries:
        raise ReportError("This is no feed that can be read.", hint="Get it again, or save its pages.")
    about = parsed.feed
    plain = raw.replace(b"\x00", b"")
    whole = _CLOSED.search(plain[-4096:]) is not None
    if not whole and len(_ENTRY_END.findall(plain)) < len(entries):
        entries = entries[:-1]  # it is the one that breaks off
    return Feed(_line(about, "title"), _line(about, "language"), entries, whole)


def _entry(one: Any) -> Entry:
    contents = one.get("content") or []
    content = next((str(part["value"]) for part in contents if str(part.get("value") or "").strip()), "")
    summary = str(one.get("summary") or "")
    return Entry(
        id=_line(one, "id"),
        link=_line(one, "link"),
        title=" ".join(_TAGS.sub(" ", _line(one, "title")).split()),
        byline=_byline(one),
        day=_local_day(one),
        published=_moment(one.get("published_parsed")),
        updated=_moment(one.get("updated_parsed") if "updated_parsed" in one else None),
        html=content or summary,
        whole=bool(content) and content.strip() != summary.strip(),
    )


def _byline(one: Any) -> str:
    """The author; RSS demands an address of mail there, which is no name: `a@b.example (Anna Beispiel)`."""
    author = " ".join(str(one.get("author") or "").split())
    behind = _BEHIND_MAIL.search(author)
    name = behind.group(1) if behind else str((one.get("author_detail") or {}).get("name") or author)
    return "" if "@" in name else " ".join(name.split())[:_LONGEST]


def _line(one: Any, name: str) -> str:
    return " ".join(str(one.get(name) or "").split())[:_LONGEST]


def _moment(moment: Any) -> str:
    try:
        year, month, day, hour, minute, second = tuple(moment)[:6]
    except (TypeError, ValueError):
        return ""
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{min(second, 59):02}Z" if 1 <= year <= 9999 else ""


def _local_day(one: Any) -> str:
    """The day of publication as it is written: shortly after midnight in Berlin it is still yesterday in UTC."""
    name = "published" if one.get("published_parsed") else "updated"
    moment = _moment(one.get(f"{name}_parsed") if f"{name}_parsed" in one else None)
    raw = str(one.get(name) or "").strip()
    if moment and _ISO.match(raw):
        return raw[:10]
    written = parsedate(raw) if moment else None
    return f"{written[0]:04}-{written[1]:02}-{written[2]:02}" if written else moment[:10]
