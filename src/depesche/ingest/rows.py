"""Rows of tables as reports: which column holds what, and the piece that a row is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from depesche.errors import ReportError
from depesche.ingest.days import day, iso
from depesche.ingest.pieces import Given, Piece
from depesche.records import Fact, digest

# What columns are called, the best name first; compared in lower case without blanks, bars and dots.
_NAMES = {
    "text": (
        "text", "body", "content", "fulltext", "full_text", "maintext", "articlebody", "article_text", "inhalt", "volltext",
        "artikeltext", "textkörper", "article", "artikel", "beitrag", "plaintext", "body_text", "transcript", "transkript",
    ),
    "html": ("html", "body_html", "content_html", "bodyhtml", "contenthtml", "raw_html", "body_xhtml", "rawhtml"),
    "title": ("title", "headline", "titel", "überschrift", "ueberschrift", "schlagzeile", "subject", "betreff"),
    "published": (
        "published", "date", "datum", "pubdate", "published_at", "publishedat", "publish_date", "date_published",
        "publication_date", "published_date", "datepublished", "publicationdate", "erscheinungsdatum", "erschienen",
        "veröffentlicht", "veröffentlichungsdatum", "day", "tag", "created_at", "timestamp",
    ),
    "outlet": (
        "outlet", "medium", "source", "quelle", "publication", "publisher", "newspaper", "zeitung", "sitename",
        "source_name", "source_domain", "domain", "container-title", "herausgeber",
    ),
    "byline": ("byline", "author", "authors", "autor", "autoren", "autorin", "verfasser", "creator", "von"),
    "id": ("id", "uid", "uuid", "guid", "_id", "doc_id", "docid", "article_id", "identifier", "nr", "nummer", "key"),
    "url": ("url", "link", "address", "adresse", "uri", "href", "permalink"),
    "language": ("language", "lang", "sprache"),
}  # fmt: skip
_SURROGATES = re.compile(r"[\x00\ud800-\udfff]")
_PEOPLE = re.compile(r"\s*[;|]\s*|\s+und\s+|\s*,\s*(?=\S+\s)")
_MOST_UNREAD = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; said: the same in words, with which of them were guessed."""

    of: dict[str, str]
    said: str


@dataclass(slots=True)
class Table:
    """What is known while the rows of a table are read: the columns chosen so far, and the keys given."""

    given: Given
    kind: str
    encoding: str = "utf-8"
    basis: str = ""
    chosen: dict[tuple[str, ...], Columns] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    good: int = 0
    unread: list[Piece] = field(default_factory=list)
    first: tuple[str, ...] = ()

    def columns(self, names: tuple[str, ...]) -> Columns:
        """Choose columns among names, as the user states or as they are usually called.

        Raises:
            ReportError: if a column that is stated does not exist.

        """
        found = self.chosen.get(names)
        if found is None:
            found = _choose(names, self.given)
            if len(self.chosen) < 1000:
                self.chosen[names] = found
        return found

    def rows(self, rows: Iterable[tuple[str, Mapping[str, Any] | Piece]]) -> Iterator[Piece]:
        """The pieces of rows, each given with its place; what could not be read as a row comes as a piece already.

        Raises:
            ReportError: if no row has a text, since the table is about something else then.

        """
        for place, row in rows:
            piece = row if isinstance(row, Piece) else self._piece(place, row)
            if piece.error is None:
                self.good += 1
                yield from self.unread
                self.unread = []
                yield piece
            elif self.good:
                yield piece
            else:
                self.unread.append(piece)
                if len(self.unread) > _MOST_UNREAD:
                    break
        if self.good or not self.first:
            yield from self.unread
            return
        raise no_text(self.first, self.given.name)

    def _piece(self, place: str, row: Mapping[str, Any]) -> Piece:
        names = tuple(str(name) for name in row)
        self.first = self.first or names
        columns = self.columns(names)
        value = {what: _reach(row, name) for what, name in columns.of.items()}
        key = self._key(value, row)
        text, html = _text(value.get("text")), _text(value.get("html"))
        if not text.strip() and not html.strip():
            return failed(key, f"{place} has no text.", hint=columns.said)
        if max(len(text), len(html)) > self.given.limits.entry:
            return failed(key, f"{place} has more than {self.given.limits.entry} characters.")
        facts = tuple(_facts(value, self.kind))
        replaced = text.count("\ufffd")
        told = f"{self.basis}; {columns.said}" if self.basis else columns.said
        common: dict[str, Any] = {"key": key, "facts": facts, "extractor": f"{self.kind} 1", "kind": self.kind}
        if text.strip():
            return Piece(text=text, encoding=self.encoding, basis=told, replaced=replaced, **common)
        return Piece(raw=html.encode("utf-8", "replace"), suffix=".html", basis=told, **common)

    def _key(self, value: Mapping[str, Any], row: Mapping[str, Any]) -> str:
        """The row's id, else its address, else a digest of it; what comes again is numbered."""
        stated = next((one for what in ("id", "url") if (one := _line(value.get(what)))), "")
        key = stated or digest("\x1f".join(f"{name}={_text(row[name])}" for name in sorted(row, key=str)))[:16]
        short = digest(key)[:24]
        count = self.seen[short] = self.seen.get(short, 0) + 1
        return f"{key}-{count}" if count > 1 else key


def failed(key: str, error: str, *, hint: str | None = None) -> Piece:
    """A row that cannot be read."""
    return Piece(key=key, error=error, hint=hint)


def no_text(names: Iterable[str], where: str) -> ReportError:
    """What is said of a table that holds no reports."""
    known = ", ".join(" ".join(name.split())[:60] for name in list(names)[:30])
    return ReportError(
        f"No column of the table holds the text of reports; it has: {known or 'none'}.",
        where=where,
        hint="State which one does: text=COLUMN or html=COLUMN. A table about reports in other files goes with --meta.",
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s_.-]+", "", name.strip("\ufeff ").lower())


def _choose(names: tuple[str, ...], given: Given) -> Columns:
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_plain(name), name)
    of: dict[str, str] = {}
    said: list[str] = []
    for what, usual in _NAMES.items():
        stated = given.options.get(what)
        if stated is not None:
            if stated.partition(".")[0] not in names and stated not in names:
                raise ReportError(
                    f"There is no column {stated}; there are: {', '.join(names[:30])}.",
                    where=given.name,
                    hint=f"It is stated as what holds {what}.",
                )
            of[what] = stated
            said.append(f"{what} in {stated}, as stated")
            continue
        found = next((plain[_plain(name)] for name in usual if _plain(name) in plain), None)
        if found is not None and found not in of.values():
            of[what] = found
            said.append(f"{what} in {found}, by its name")
    return Columns(of, "columns: " + "; ".join(said) if said else "no column has a name that is known")


def _reach(row: Mapping[str, Any], name: str) -> Any:
    """The value of a column; `source.name` reaches into a record."""
    if name in row:
        return row[name]
    value: Any = row
    for part in name.split(".")[:10]:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("text"))
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_text, value[:10_000])))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) and abs(value) < 1e300 else _known(value)


def _known(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else ""


def _line(value: Any) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]+", " ", _text(value)).split())[:500]


def _facts(value: Mapping[str, Any], kind: str) -> Iterator[Fact]:
    basis = f"{kind} row"
    when = moment(value.get("published"))
    if when:
        yield Fact("published", when, basis)
    for what, fact in (("outlet", "outlet"), ("title", "title"), ("url", "address"), ("language", "language")):
        said = _line(value.get(what))
        if said:
            yield Fact(fact, said[:2].lower() if what == "language" else said, basis)
    people = value.get("byline")
    names = [_line(one) for one in people[:50]] if isinstance(people, list) else _PEOPLE.split(_line(people))
    for name in dict.fromkeys(filter(None, names)):
        yield Fact("byline", name, basis)


def moment(value: Any) -> str | None:
    """The day that a cell states: as it is written, as in mails, or as seconds or milliseconds since 1970.

    >>> moment("2031-03-04T10:00:00Z"), moment(1930384800), moment("Tue, 04 Mar 2031 10:00:00 +0100"), moment("bald")
    ('2031-03-04', '2031-03-04', '2031-03-04', None)
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and 1e8 < value < 5e12:
        seconds = value / 1000 if value > 1e11 else value
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    said = _line(value)[:100]
    found = day(said) or day(said[:10])
    if found or not said:
        return found
    try:
        sent = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return iso(sent.year, sent.month, sent.day)
