"""News items in JSON as the IPTC defines them (ninjs 1 to 3)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from depesche.errors import ReportError
from depesche.ingest.agency import Item, status
from depesche.ingest.decode import decode
from depesche.ingest.pieces import Given, Piece, source

_MARKS = re.compile(
    rb'"(?:versioncreated|versionCreated|body_text|body_xhtml|pubstatus|pubStatus|firstcreated|firstCreated|usageterms)"\s*:'
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def _is_ninjs(head: bytes) -> bool:
    return (
        head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}
        and b'"uri"' in head
        and bool(_MARKS.search(head))
    )


@source(
    "ninjs", suffixes=(".ninjs", ".json"), tells=_is_ninjs, about="News items in JSON (IPTC ninjs)", many=True, rank=10
)
def read_ninjs(given: Given) -> Iterator[Piece]:
    """Read a news item or a list of them; associated pictures and items are left aside.

    Raises:
        ReportError: if the file is no JSON, or holds no news item.

    """
    found = decode(given.read(), where=given.name)
    try:
        value = json.loads(found.text)
    except (ValueError, RecursionError) as error:
        raise ReportError("The file is no JSON, or truncated.", where=given.name, hint="Fetch it again.") from error
    items = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]
    if not items:
        raise ReportError("The JSON file holds no news item.", where=given.name)
    for item in items:
        yield _item({re.sub(r"[_\s]", "", name).lower(): one for name, one in item.items()}).piece()


def _item(stated: dict[str, Any]) -> Item:
    item = Item("ninjs", key=_line(stated.get("uri")), version=_line(stated.get("version")))
    item.as_of = next((said for name in _MADE if (said := _line(stated.get(name)))), "")
    item.text, item.html = _bodies(stated)
    item.state("title", _headline(stated))
    item.state(
        "byline",
        *re.split(r"\s*[;|]\s*", re.sub(r"^(?:von|by)\s+", "", _line(stated.get("byline")), flags=re.IGNORECASE)),
    )
    item.state("dateline", _line(stated.get("located")))
    item.state("agencies", *_names(stated.get("infosources") or stated.get("infosource")))
    item.state("outlet", *_names(stated.get("provider") or stated.get("copyrightholder"))[:1])
    item.state("language", _line(stated.get("language"))[:2].lower())
    item.state("usage", _line(stated.get("usageterms")))
    item.state("urgency", _line(stated.get("urgency")))
    item.state("ed_note", _line(stated.get("ednote")))
    item.state("pub_status", status(_line(stated.get("pubstatus"))))
    return item


_MADE = ("versioncreated", "firstcreated", "contentcreated")


def _line(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15 else ""


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for one in value[:50] if not isinstance(one, list) for name in _names(one)]
    if isinstance(value, dict):
        said = _line(value.get("name") or value.get("literal")) or _line(value.get("uri")).rpartition("/")[2]
        return [said] if said else []
    return [_line(value)] if _line(value) else []


def _headline(stated: dict[str, Any]) -> str:
    said = stated.get("headlines")
    ones = [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []
    main = [one for one in ones if "main" in _line(one.get("role")).lower()] or ones
    return _line(main[0].get("value")) if main else _line(stated.get("headline")) or _line(stated.get("title"))


def _bodies(stated: dict[str, Any]) -> tuple[str, str]:
    """The plain text and the page of an item; either may be empty."""
    text, html = _line(stated.get("bodytext")), _line(stated.get("bodyxhtml")) or _line(stated.get("bodyhtml"))
    said = stated.get("bodies")
    for body in said if isinstance(said, list) else []:
        if isinstance(body, dict):
            value = _line(body.get("value"))
            kind = _line(body.get("contenttype") or body.get("contentType")).lower()
            if "html" in kind or (not kind and value.lstrip().startswith("<")):
                html = html or value
            elif not kind or kind.startswith("text/plain"):
                text = text or value
    return _CONTROLS.sub("\ufffd", text), _CONTROLS.sub("\ufffd", html)
