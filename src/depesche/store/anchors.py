"""How a ruling finds its record again in another reading or version of a report (docs/review.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from depesche.records import Report, Span
from depesche.store.overlay import spans_in

AROUND = 32  # characters that an anchor keeps on either side
LEAST = 0.8  # of the words that must be the same
_MOST = 400  # words that are compared
_PLACES = 200  # places that a stretch is looked for at


def main_spans(record: Any) -> tuple[Span, ...]:
    """The spans that make a record what it is: the content of a statement, the evidence of a position, where an actor is named."""
    for name in ("content", "evidence", "mentions", "cue", "frame"):
        if found := getattr(record, name, ()):
            return tuple(found)
    one = getattr(record, "span", None)
    return (one,) if one is not None else ()


def slot_of(kind: str, record: Any) -> str:
    """Which of several records of one stretch it is: whose statement, position or figure, or which actor."""
    return str(getattr(record, "name" if kind == "actors" else "actor", None) or "")


def anchor_of(kind: str, record: Any, report: Report) -> dict[str, Any]:
    """What a ruling keeps of its record: its words, what stands around them, whose it is, and in which report."""
    spans = main_spans(record)
    if kind == "actors":
        spans = spans[:1]
    start, end = min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)
    return {
        "report": report.name,
        "kind": kind,
        "slot": slot_of(kind, record),
        "start": start,
        "quote": [span.text for span in spans],
        "before": report.text[max(0, start - AROUND) : start],
        "after": report.text[end : end + AROUND],
    }


def follow(anchor: Mapping[str, Any], fields: Mapping[str, Any], report: Report) -> Any | None:
    """The record of a report that a ruling follows to: of the same kind and slot, with at least .8 of the words the same.

    Of several the one with most of the words, then the one whose surroundings fit best, then the nearest. The slot may also be what
    the ruling made it: a reader that has learnt who speaks must not lose the correction.
    """
    kind = anchor["kind"]
    ruled = fields.get("values", {})
    slots = {anchor["slot"], str(ruled.get("name" if kind == "actors" else "actor") or anchor["slot"])}
    wanted = " ".join(anchor["quote"])
    best: tuple[float, float, int, str] | None = None
    found = None
    for record in getattr(report, kind):
        if slot_of(kind, record) not in slots:
            continue
        same = 1.0 if kind == "actors" else alike(wanted, " ".join(span.text for span in main_spans(record)))
        if same < LEAST:
            continue
        here = anchor_of(kind, record, report)
        near = alike(anchor["before"] + anchor["after"], here["before"] + here["after"])
        rank = (same, near, -abs(here["start"] - anchor["start"]), record.id)
        if best is None or rank > best:
            best, found = rank, record
    return found


def alike(a: str, b: str) -> float:
    """Which share of the longer of two stretches of words is the same in both, in the same order.

    >>> alike("Wir warten keinen Tag länger", "Wir warten keinen Tag mehr"), alike("", "")
    (0.8, 1.0)
    """
    first, second = a.split()[:_MOST], b.split()[:_MOST]
    if first == second:
        return 1.0
    pairs = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(pair.size for pair in pairs) / max(len(first), len(second))


def moved(fields: Mapping[str, Any], by: int, text: str) -> dict[str, Any] | None:
    """The values of a ruling with their spans where their words stand in another text; None where one has no such place.

    by: how many characters later the record begins there.
    """
    values = fields.get("values", {})
    if not spans_in(values):
        return dict(fields)
    made = {}
    for name, value in values.items():
        several = isinstance(value, list)
        parts = [_found(one, by, text) if isinstance(one, Mapping) else one for one in (value if several else [value])]
        if any(old is not None and new is None for old, new in zip(value if several else [value], parts, strict=True)):
            return None
        made[name] = parts if several else parts[0]
    return {**fields, "values": made}


def _found(span: Mapping[str, Any], by: int, text: str) -> dict[str, Any] | None:
    """The place of a span's words that is nearest to where they are looked for."""
    words, near = span["text"], span["start"] + by
    if text[near : near + len(words)] == words:
        return {"start": near, "end": near + len(words), "text": words}
    places: list[int] = []
    at = text.find(words)
    while at >= 0 and len(places) < _PLACES:
        places.append(at)
        at = text.find(words, at + 1)
    if not places:
        return None
    start = min(places, key=lambda place: (abs(place - near), place))
    return {"start": start, "end": start + len(words), "text": words}


def place_in(anchor: Mapping[str, Any], text: str) -> int | None:
    """Where the words of a record that a person added begin in another text; None where they are not there."""
    quote: Sequence[str] = anchor["quote"]
    if not quote:
        return None
    found = _found({"start": anchor["start"], "text": quote[0]}, 0, text)
    return None if found is None else int(found["start"])
