"""Fetches what feeds lead to, page by page into a folder, and remembers it so that nothing is fetched twice."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from depesche.errors import ReportError, SetupError, UsageError
from depesche.ingest.addresses import Target, target
from depesche.ingest.beside import SIDE
from depesche.ingest.feed_entries import Entry, entries_of
from depesche.ingest.fetch import Fetched, FetchLimits, FetchState, fetch
from depesche.ingest.http_body import media_of
from depesche.ingest.source_warc import READ

LIMITS = FetchLimits()

_VERSION = 1
# What a server says of a page that it will not give tomorrow either.
_GONE = frozenset({400, 401, 403, 404, 405, 406, 410, 414, 451})
_WORD = re.compile(r"[a-z0-9]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_NAMES = 10_000


@dataclass(frozen=True, slots=True)
class Step:
    """What was done with an address: `fetched` (into `file`), `known`, `unchanged`, `passed over` or `failed` (with its error)."""

    what: str
    url: str
    file: str = ""
    error: ReportError | None = None


@dataclass(slots=True)
class Harvest:
    """What a harvest brought: how many pages of each outcome, and the errors."""

    counts: dict[str, int] = field(default_factory=dict)
    errors: list[ReportError] = field(default_factory=list)


def harvest(
    feeds: Iterable[str],
    *,
    folder: Path,
    state_file: Path,
    hosts: frozenset[str] = frozenset(),
    limits: FetchLimits = LIMITS,
    progress: Callable[[Step], None] | None = None,
    state: FetchState | None = None,
) -> Harvest:
    """Fetch each feed, and the pages that its new entries lead to, into a folder.

    Pages are fetched from the host of their feed and from `hosts`, from nowhere else. What is known from an earlier harvest, even one
    that was killed, is not fetched again.

    Args:
        feeds: the addresses of the feeds.
        folder: where the pages go; it is made where it does not exist.
        state_file: what is remembered between harvests.
        hosts: further hosts whose pages are fetched.
        limits: of each fetch.
        progress: is told each step.
        state: the world outside, and what may be asked of it.

    Raises:
        UsageError: if one of the hosts is no name of a host.
        SetupError: if the folder or the state cannot be read or written.

    """
    running = _Running(folder, state_file, _hosts(hosts), limits, progress, state or FetchState())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        running.remember()
        for feed in feeds:
            running.feed(feed)
    except OSError as error:
        raise SetupError(
            f"The harvest cannot be written: {error}.", where=str(folder), hint="Check rights and space."
        ) from error
    return running.result


@dataclass(slots=True)
class _Running:
    folder: Path
    state_file: Path
    hosts: frozenset[str]
    limits: FetchLimits
    progress: Callable[[Step], None] | None
    state: FetchState
    result: Harvest = field(default_factory=Harvest)
    feeds: dict[str, dict[str, str]] = field(default_factory=dict)
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)

    def remember(self) -> None:
        """Read what earlier harvests did: from the state, and from the files beside the pages, which are written first."""
        known = _read(self.state_file)
        if known.get("version", _VERSION) != _VERSION:
            raise SetupError(
                "The state was written by a newer version.", where=str(self.state_file), hint="Update Depesche."
            )
        self.feeds = dict(_dicts(known.get("feeds")))
        self.pages = dict(_dicts(known.get("pages")))
        until = known.get("hosts")
        for host, when in (until if isinstance(until, dict) else {}).items():
            if isinstance(when, int | float):
                self.state.until.setdefault(host, float(when))
        for path in sorted(self.folder.glob(f"*{SIDE}")):
            page = _read(path, lenient=True)
            if isinstance(page.get("url"), str) and path.with_name(path.name.removesuffix(SIDE)).exists():
                self.pages.setdefault(page["url"], page | {"file": path.name.removesuffix(SIDE)})

    def feed(self, url: str) -> None:
        """Fetch a feed and what it leads to; its mark is kept only once all of that is done, or it would not be asked again."""
        try:
            where = target(url, allow=self.state.allow)
            self.state.hosts = frozenset({where.host, *self.hosts})
            known = self.feeds.get(where.url, {})
            etag, modified = (known.get(name, "") for name in ("etag", "last_modified"))
            answer = fetch(where.url, state=self.state, limits=self.limits, etag=etag, last_modified=modified)
            if answer.status == 304:
                self._tell(Step("unchanged", where.url))
                return
            if answer.status != 200:
                raise _status(answer, where.url)
            entries = entries_of(answer.body).entries
        except ReportError as error:
            self._failed(url, error)
            return
        done = [self._page(entry, answer) for entry in entries]
        if all(done):
            self.feeds[where.url] = {"etag": answer.etag, "last_modified": answer.last_modified, "checked": self._now()}
            self._save()

    def _page(self, entry: Entry, feed: Fetched) -> bool:
        """Fetch what an entry leads to; False where it should be tried again in the next harvest."""
        if not entry.link:
            return True
        try:
            where = target(urljoin(feed.url, entry.link), allow=self.state.allow)
        except ValueError:
            return True
        except ReportError as error:
            self._failed(entry.link, error)
            return True
        if where.url in self.pages:
            self._tell(Step("known", where.url))
            return True
        if self.state.hosts is None or where.host not in self.state.hosts:
            self._tell(Step("passed over", where.url))
            return True
        try:
            answer = fetch(where.url, state=self.state, limits=self.limits)
            return self._taken(where, entry, answer)
        except ReportError as error:
            self._failed(where.url, error)
            return False

    def _taken(self, where: Target, entry: Entry, answer: Fetched) -> bool:
        media = media_of(answer.content_type)
        if answer.status in _GONE or (answer.status == 200 and media not in READ):
            self.pages[where.url] = {"status": answer.status, "fetched": self._now(), "media": media[:100]}
            self._save()
            self._tell(Step("passed over", where.url))
            return True
        if answer.status != 200:
            raise _status(answer, where.url)
        facts = {
            "url": where.url,
            "answered": answer.url,
            "fetched": self._now(),
            "etag": answer.etag,
            "last_modified": answer.last_modified,
            "content_type": answer.content_type,
            "title": entry.title,
        }
        name = self._write(_stem(entry, where), READ[media], answer.body, facts)
        self.pages[where.url] = facts | {"file": name}
        self._save()
        self._tell(Step("fetched", where.url, name))
        return True

    def _write(self, stem: str, ending: str, body: bytes, facts: dict[str, str]) -> str:
        """Write a page under a name that is free. What tells where it comes from is there before it is: a kill leaves no page unknown."""
        for number in range(1, _NAMES):
            name = f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}"
            path = self.folder / name
            if not path.exists():
                _replace(self.folder / (name + SIDE), json.dumps(facts, ensure_ascii=False, indent=1).encode() + b"\n")
                _replace(path, body)
                return name
        raise SetupError(
            "There are too many pages of one name.", where=str(self.folder), hint="Harvest into another folder."
        )

    def _save(self) -> None:
        hosts = {host: when for host, when in self.state.until.items() if when > self.state.now()}
        known = {"version": _VERSION, "feeds": self.feeds, "pages": self.pages, "hosts": hosts}
        self.state_file.parent.mkdir(parents=True, exist_ok=True)
        _replace(self.state_file, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n")

    def _failed(self, url: str, error: ReportError) -> None:
        self.result.errors.append(error)
        self._save()  # a server that wants to be left alone is left alone by the next harvest too
        self._tell(Step("failed", url, error=error))

    def _tell(self, step: Step) -> None:
        self.result.counts[step.what] = self.result.counts.get(step.what, 0) + 1
        if self.progress is not None:
            self.progress(step)

    def _now(self) -> str:
        return datetime.fromtimestamp(self.state.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _hosts(given: Iterable[str]) -> frozenset[str]:
    """The names of hosts as they are asked for: in lower case and ASCII."""
    try:
        return frozenset(target(f"http://{host}/").host for host in given)
    except ReportError as error:
        raise UsageError("This is no name of a host.", where=error.where, hint="Write it as elbe.example.") from None


def _status(answer: Fetched, url: str) -> ReportError:
    return ReportError(f"The server answered with status {answer.status}.", where=url, hint="Try again later.")


def _stem(entry: Entry, where: Target) -> str:
    """What a page's file is called: day, host, and the words of its title; without a day where the feed tells none."""
    title = entry.title or where.path.rsplit("/", 1)[-1]
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        title = title.lower().replace(letter, plain)
    words = _WORD.findall(unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode())
    slug = "-".join(words)[:60].strip("-") or "page"
    host = re.sub(r"[^a-z0-9.-]", "-", where.host)[:60]
    return f"{entry.day}_{host}_{slug}" if _DAY.match(entry.day) else f"{host}_{slug}"


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    temporary = path.with_name(f".{path.name[:200]}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def _read(path: Path, *, lenient: bool = False) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict):
        return found
    if lenient:
        return {}
    raise SetupError(
        "The state of the harvest is damaged.",
        where=str(path),
        hint="Delete it: the pages that are there are not fetched again.",
    )


def _dicts(found: object) -> list[tuple[str, dict[str, Any]]]:
    return [(key, value) for key, value in found.items() if isinstance(value, dict)] if isinstance(found, dict) else []
