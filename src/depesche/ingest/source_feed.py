"""Feeds (RSS and Atom): each entry a page of its own, with what the feed states about it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator

from depesche.errors import ReportError
from depesche.ingest.feed_entries import Entry, Feed, entries_of, is_feed
from depesche.ingest.pieces import Given, Piece, source
from depesche.records import Fact


@source("feed", suffixes=(".rss", ".atom", ".xml"), about="feeds", tells=is_feed, many=True)
def read_feed(given: Given) -> Iterator[Piece]:
    """Read the entries of a feed, their ids as keys.

    Raises:
        ReportError: if it is no feed, or breaks off; the entries before that stay.

    """
    raw = given.read()
    if len(raw) > given.limits.entry:
        raise ReportError(f"The feed is larger than {given.limits.entry:,} bytes.", hint="Split it.")
    feed = entries_of(raw)
    keys: Counter[str] = Counter()
    for number, entry in enumerate(feed.entries, start=1):
        if number > given.limits.entries:
            raise ReportError(f"The feed has more than {given.limits.entries:,} entries.", hint="Split it.")
        key = entry.id or entry.link or entry.title or "unnamed"
        keys[key] += 1
        yield _piece(feed, entry, key if keys[key] == 1 else f"{key}-{keys[key]}")
    if not feed.whole:
        what = f"The feed is truncated after {len(feed.entries)} entries."
        raise ReportError(what, hint="What stands before that is kept; get the feed again.")


def _piece(feed: Feed, entry: Entry, key: str) -> Piece:
    if not entry.html.strip() and not entry.title:
        return Piece(
            key=key, facts=_facts(feed, entry), error="The entry says nothing.", hint="Save the page it leads to."
        )
    return Piece(
        key=key,
        raw=_page(feed, entry).encode("utf-8", "replace"),
        suffix=".html",
        facts=_facts(feed, entry),
        encoding="utf-8",
        basis="feed",
        as_of=entry.updated or entry.published or None,
    )


def _facts(feed: Feed, entry: Entry) -> tuple[Fact, ...]:
    stated = (
        ("title", entry.title),
        ("published", entry.day),
        ("byline", entry.byline),
        ("outlet", feed.title),
        ("address", entry.link),
        ("teaser", "yes" if entry.teaser else ""),
    )
    return tuple(Fact(name, value, "feed") for name, value in stated if value)


def _page(feed: Feed, entry: Entry) -> str:
    """The entry as a whole page, so that it is read as one; its markup stays as it is, for pages are as hostile."""
    language = f' lang="{html.escape(feed.language)}"' if feed.language else ""
    title = html.escape(entry.title)
    return (
        f'<!DOCTYPE html>\n<html{language}><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><article><h1>{title}</h1>\n{entry.html}\n</article></body></html>\n"
    )
