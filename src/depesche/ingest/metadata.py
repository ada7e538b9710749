"""What a page states about its report in tags that are not shown: day, outlet, byline, title, language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from depesche.ingest.days import day
from depesche.records import Fact

if TYPE_CHECKING:
    from lxml.etree import _Element

# In the order of trust: what is made for the purpose before what is often the day of the page's making.
_DAY_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "date",
)
_OUTLET_TAGS = ("og:site_name", "dc.publisher", "publisher", "application-name")
_BYLINE_TAGS = ("author", "article:author", "dc.creator", "parsely-author")
_TITLE_TAGS = ("og:title", "dc.title", "twitter:title")
_ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
_LONGEST = 500
_Stated = Iterator[tuple[str, str]]


def facts(root: _Element) -> tuple[Fact, ...]:
    """The facts that a page states, each with the tag it stands in; the first good one of a kind counts.

    Of a day that is given with an hour and a zone, the day is taken as it is written.
    """
    tags = _meta(root)
    records = list(_json_ld(root))
    sources = (
        ("published", _days(root, tags, records)),
        ("outlet", _outlets(root, tags, records)),
        ("title", _titles(root, tags, records)),
        ("language", iter([("html lang", (root.get("lang") or "")[:2].lower())])),
    )
    found = [_first(field, stated) for field, stated in sources]
    return (*(fact for fact in found if fact), *_bylines(tags, records))


def _first(field: str, stated: _Stated) -> Fact | None:
    for place, raw in stated:
        value = day(raw) if field == "published" else _plain(raw)
        if value:
            return Fact(field, value, f"page ({place})")
    return None


def _plain(value: str) -> str:
    """One line of text without what no database takes."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", value).split())[:_LONGEST]


def _meta(root: _Element) -> dict[str, str]:
    """The first content of each `<meta>` name, property or itemprop, in lower case."""
    tags: dict[str, str] = {}
    for element in root.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "itemprop"):
            name = element.get(key)
            if name and content:
                tags.setdefault(name.strip().lower(), content)
    return tags


def _json_ld(root: _Element) -> Iterator[dict[str, Any]]:
    """The records of articles that a page keeps for search engines."""
    for element in root.iter("script"):
        if (element.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            waiting = [json.loads(element.text or "")]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                waiting.append(one.get("@graph"))
                if any(_ARTICLE.search(kind) for kind in _strings(one.get("@type"))):
                    yield one


def _strings(value: object) -> list[str]:
    """The names in a JSON-LD value, which may be a string, a record with a name, or a list of either."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return _strings(value.get("name"))
    return [text for one in value[:50] for text in _strings(one)] if isinstance(value, list) else []


def _days(root: _Element, tags: dict[str, str], records: list[dict[str, Any]]) -> _Stated:
    for record in records:
        yield from (("JSON-LD datePublished", text) for text in _strings(record.get("datePublished")))
    yield from ((name, tags[name]) for name in _DAY_TAGS if name in tags)
    times = list(root.iter("time"))
    for element in times:
        if (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None:
            yield "time datePublished", element.get("datetime") or "".join(element.itertext())
    for element in times:
        if next(element.iterancestors("article", "main"), None) is not None:
            yield "time datetime", element.get("datetime") or ""


def _outlets(root: _Element, tags: dict[str, str], records: list[dict[str, Any]]) -> _Stated:
    yield from ((name, tags[name]) for name in _OUTLET_TAGS[:1] if name in tags)
    for record in records:
        yield from (("JSON-LD publisher", text) for text in _strings(record.get("publisher")))
    yield from ((name, tags[name]) for name in _OUTLET_TAGS[1:] if name in tags)
    links = [link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    yield from (("address", host_of(address)) for address in (*links, tags.get("og:url", "")))


def host_of(address: str) -> str:
    """The host of a web address, or an empty string.

    >>> host_of("https://www.Tagesbote.example/politik/1.html")
    'tagesbote.example'
    """
    found = re.match(r"https?://(?:www\.)?([\w.-]{3,100})(?=[/:?#]|$)", address, re.IGNORECASE)
    return found[1].lower() if found else ""


def _titles(root: _Element, tags: dict[str, str], records: list[dict[str, Any]]) -> _Stated:
    for record in records:
        yield from (("JSON-LD headline", text) for text in _strings(record.get("headline")))
    yield from ((name, tags[name]) for name in _TITLE_TAGS if name in tags)
    for tag in ("h1", "title"):
        yield from ((tag, "".join(element.itertext())) for element in root.iter(tag))


def _bylines(tags: dict[str, str], records: list[dict[str, Any]]) -> list[Fact]:
    """Everybody whom the first tag that names people names; addresses of profiles are no names."""
    stated = [("JSON-LD author", _strings(record.get("author"))) for record in records]
    stated += [(name, re.split(r"\s*[,;|]\s*|\s+und\s+", tags[name])) for name in _BYLINE_TAGS if name in tags]
    for place, raw in stated:
        names = [name for name in map(_plain, raw) if name and "://" not in name]
        if names:
            return [Fact("byline", name, f"page ({place})") for name in dict.fromkeys(names)]
    return []
