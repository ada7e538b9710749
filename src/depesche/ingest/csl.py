"""What a library in Zotero states about files: its exports in JSON, used as a side table is (`--meta FILE.json`)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from depesche.errors import ReportError, UsageError
from depesche.ingest.days import day, iso
from depesche.ingest.decode import decode
from depesche.ingest.sources import shown
from depesche.records import Fact

_LARGEST = 100_000_000
_BASIS = "table (Zotero)"
_OUTLETS = ("container-title", "publicationTitle", "websiteTitle", "blogTitle", "publisher", "source")
_Table = dict[str, tuple[Fact, ...]]


def csl_facts(path: str | Path) -> dict[str, tuple[Fact, ...]]:
    """Read a CSL-JSON or BetterBibTeX-JSON export: what it states of each file, by the file's name, else by its title.

    A title that several entries share names no file, and a date without a day is none.

    Raises:
        UsageError: if the file is no such export, or states two things of one file.

    """
    where = shown(str(path))
    table: _Table = {}
    titles: dict[str, list[tuple[Fact, ...]]] = {}
    for entry in _entries(Path(path), where):
        facts = tuple(_facts(entry))
        files = sorted(set(_files(entry)))
        for name in files:
            if table.get(name, facts) != facts:
                raise UsageError(f"Two entries state something of {name}.", where=where, hint="Keep one of them.")
            table[name] = facts
        title = _line(entry.get("title"))
        if title and not files:
            titles.setdefault(title, []).append(facts)
    for title, ones in titles.items():
        if len(set(ones)) == 1:
            table.setdefault(title, ones[0])
    return table


def _entries(path: Path, where: str) -> list[dict[str, Any]]:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise UsageError("The export has more than 100 MB.", where=where, hint="Is it the right file?")
        value = json.loads(decode(raw, where=where).text)
    except OSError as error:
        raise UsageError(
            f"The export cannot be read: {error.strerror}.", where=where, hint="Check how the path is written."
        ) from error
    except (ReportError, ValueError, RecursionError) as error:
        raise UsageError(
            "The export is no JSON, or truncated.", where=where, hint="From Zotero, export the library as CSL JSON."
        ) from error
    if isinstance(value, dict):
        value = value.get("items")
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise UsageError(
            "The file is no list of entries.", where=where, hint="From Zotero, export the library as CSL JSON."
        )
    return value


def _files(entry: dict[str, Any]) -> Iterator[str]:
    """The names of the files that belong to an entry; of a path the last part counts."""
    attached = entry.get("attachments")
    said = (
        [one.get("path") or one.get("filename") for one in attached if isinstance(one, dict)]
        if isinstance(attached, list)
        else []
    )
    # BibTeX writes `title:path:type`, several parted by semicolons.
    said += re.split(r"\s*;\s*", _line(entry.get("file")))
    for one in said:
        path = _line(one)
        parts = re.fullmatch(r"[^:/\\]*:(?P<path>.+):[\w.+-]+/[\w.+-]+", path)
        name = PurePosixPath((parts["path"] if parts else path).replace("\\", "/")).name
        if name:
            yield shown(name)


def _facts(entry: dict[str, Any]) -> Iterator[Fact]:
    when = _day(entry.get("issued")) or day(_line(entry.get("date"))[:100])
    outlet = next((said for name in _OUTLETS if (said := _line(entry.get(name)))), "")
    stated = (
        ("published", when or ""),
        ("outlet", outlet),
        ("title", _line(entry.get("title"))),
        ("address", _line(entry.get("URL") or entry.get("url"))),
        ("language", _line(entry.get("language"))[:2].lower()),
    )
    yield from (Fact(what, said, _BASIS) for what, said in stated if said)
    people = entry.get("author") or entry.get("creators")
    for person in people[:50] if isinstance(people, list) else []:
        name = _name(person) if isinstance(person, dict) else ""
        if name:
            yield Fact("byline", name, _BASIS)


def _name(person: dict[str, Any]) -> str:
    if person.get("creatorType", "author") != "author":
        return ""
    parts = [person.get("given") or person.get("firstName"), person.get("non-dropping-particle")]
    parts.append(person.get("family") or person.get("lastName"))
    return _line(person.get("literal") or person.get("name")) or " ".join(filter(None, map(_line, parts)))


def _day(issued: Any) -> str | None:
    """The day of `issued`: as parts, or as it was written.

    >>> _day({"date-parts": [[2031, "3", 4]]}), _day({"raw": "4. März 2031"}), _day({"date-parts": [[2031]]})
    ('2031-03-04', '2031-03-04', None)
    """
    if not isinstance(issued, dict):
        return day(_line(issued)[:100])
    parts = issued.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and len(first) == 3 and all(re.fullmatch(r"\d{1,4}", str(one)) for one in first):
        return iso(*(int(one) for one in first))
    return day(_line(issued.get("raw") or issued.get("literal"))[:100])


def _line(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return (
        " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", value).split())[:2000] if isinstance(value, str) else ""
    )
