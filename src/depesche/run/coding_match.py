"""Which record of a report a coder's record is, and in what the two differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from depesche.records import Report, Span
from depesche.store.anchors import slot_of
from depesche.store.coded import ROLES, SEVERAL, Coded, carried, several
from depesche.store.overlay import FORMS

Places = tuple[tuple[int, int], ...]
_STANDING_STILL = frozenset({"times", "figures"})  # whose words no ruling moves: elsewhere it is another record


def matched(coded: Sequence[Coded], report: Report) -> list[tuple[Coded, Any | None, bool]]:
    """Find for each of a coder's records the record of the report that it is, or None; each is found once.

    The last part says whether it was found by its id: then the file came from us, and what it leaves out was taken out.
    """
    free: dict[tuple[str, str], Any] = {(kind, record.id): record for kind in ROLES for record in getattr(report, kind)}
    found: dict[int, tuple[Any, bool]] = {}
    for place, one in enumerate(coded):
        record = free.get((one.kind, one.record))
        if record is not None and (one.kind not in _STANDING_STILL or main(one, report) == main(record, report)):
            found[place] = free.pop((one.kind, one.record)), True
    for place, one in enumerate(coded):
        if place not in found:
            record = _nearest(one, (record for (kind, _), record in free.items() if kind == one.kind), report)
            if record is not None:
                found[place] = free.pop((one.kind, record.id)), False
    return [(one, *found.get(place, (None, False))) for place, one in enumerate(coded)]


def main(one: Any, report: Report) -> Places:
    """The places of what a record, or a coder's record, stands for, without white space at their edges."""
    kind = one.kind if isinstance(one, Coded) else _kind(one)
    return places(_of(one, ROLES[kind][0]), report)


def _kind(record: Any) -> str:
    return f"{type(record).__name__.lower()}s"


def _of(one: Any, role: str) -> tuple[Span, ...]:
    return tuple(one.spans.get(role, ())) if isinstance(one, Coded) else several(getattr(one, role))


def places(spans: Iterable[Span], report: Report) -> Places:
    """Spans as places in the order of the text, without white space at their edges, which not every format can hold."""
    made = set()
    for span in spans:
        words = report.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        end = span.end - len(words) + len(words.rstrip())
        if start < end:
            made.add((start, end))
    return tuple(sorted(made))


def _nearest(coded: Coded, records: Iterable[Any], report: Report) -> Any | None:
    """The record with the same words, of several the one with most fields alike; an actor also by the name."""
    where = main(coded, report)
    slot = "name" if coded.kind == "actors" else "actor"
    best: tuple[bool, int, str] | None = None
    found = None
    for record in records:
        is_named = slot_of(coded.kind, record) == str(coded.fields.get(slot) or "")
        if main(record, report) != where and not (coded.kind == "actors" and is_named):
            continue
        rank = (is_named, -len(differences(coded, record, report, whole=False)), record.id)
        if best is None or rank > best:
            best, found = rank, record
    return found


def differences(coded: Coded, record: Any, report: Report, *, whole: bool) -> dict[str, Any]:
    """The fields in which a coder's record is otherwise than a record, with the coder's values.

    whole: whether a field that the coder's record lacks is one that the coder emptied.
    """
    made = {}
    for name, (form, _, may_be_empty) in FORMS[coded.kind].items():
        is_place = form in {"span", "spans"}
        is_told = name in (coded.spans if is_place else coded.fields)
        if not is_told and not (whole and may_be_empty):
            continue
        now = getattr(record, name)
        spans = coded.spans.get(name, ())
        if is_place and places(spans, report) != places(several(now), report):
            made[name] = ends(name, spans)
        elif not is_place and _plain(form, coded.fields.get(name)) != _plain(form, now):
            made[name] = coded.fields.get(name)
    return made


def ends(name: str, spans: Sequence[Span]) -> Any:
    """Spans as rulings take them."""
    made = [[span.start, span.end] for span in spans]
    return made if name in SEVERAL else next(iter(made), None)


def _plain(form: str, value: Any) -> list[str]:
    """A value in the one form in which it can be compared: as a file can carry it, numbers however they are written."""
    if isinstance(value, str) and form == "list":
        value = value.split(";" if ";" in value else ",")
    return [_one(form, one) for one in (value if isinstance(value, (list, tuple)) else [value])]


def _one(form: str, value: Any) -> str:
    words = "" if value is None else " ".join(carried(str(value)).split())
    if form == "number":
        with suppress(ValueError):
            return repr(float(words))
    return words


def given(coded: Coded) -> Mapping[str, Any]:
    """All that a coder's record tells, as rulings take it when a record is added."""
    forms = FORMS[coded.kind]
    made: dict[str, Any] = {name: value for name, value in coded.fields.items() if name in forms and value is not None}
    return made | {name: ends(name, spans) for name, spans in coded.spans.items() if name in forms and spans}
