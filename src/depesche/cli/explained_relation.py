"""What `depesche explain` tells of a relation between reports, and of the day of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from depesche.cli.days import in_words
from depesche.cli.places import Places
from depesche.errors import UsageError
from depesche.export.relations import KINDS, relation_object
from depesche.relations import Dating, Member, Quote, Stand, Step, Told
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from depesche.records import Published
    from depesche.store.case import Case
    from depesche.store.rows import ReportRow

_ASIDE = frozenset({"id", "confidence", "why", "reasons"})
# A day is asked for by its report, and a position has the id of the record that it is.
_NOT_BY_ID = frozenset({"datings", "held"})
_INDEXES = frozenset({"longest", "first"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a field: words, and where they stand."""

    words: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class RelationTold:
    """All that leads to a relation. kind: as in the export. fields: by name. reasons: in words."""

    kind: str
    relation: Any
    fields: tuple[tuple[str, tuple[Line, ...]], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportTold:
    """How the day of a report is known. dating: what the case tells of it, with its reasons in words."""

    row: ReportRow
    day: Published
    told_by_case: bool
    dating: Dating | None
    reasons: tuple[str, ...]


def find_relation(case: Case, called: str) -> tuple[str, Any] | None:
    """The one relation whose id begins so, with its kind, or None.

    Raises:
        UsageError: if there are several.

    """
    found = {one.id: (kind, one) for kind, one in case.relation(called) if kind not in _NOT_BY_ID}
    if len(found) > 1:
        ids = ", ".join(sorted(found)[:5])
        raise UsageError(f"{len(found)} relations have an id that begins with {called}.", hint=f"Which one? {ids}")
    return next(iter(found.values()), None)


def explain_relation(case: Case, kind: str, relation: Any, lang: str = "en") -> RelationTold:
    """Gather all that leads to a relation."""
    places = Places(case)
    told_fields = []
    for one in fields(relation):
        value = getattr(relation, one.name)
        if one.name in _ASIDE or value is None or value is False or value in ((), ""):
            continue
        if one.name in _INDEXES:
            value = relation.members[value].report
        told_fields.append((one.name, tuple(_lines(places, value))))
    reasons = tuple(told(reason, lang) for reason in getattr(relation, "reasons", ()))
    return RelationTold(KINDS[kind], relation, tuple(told_fields), reasons)


def explain_report(case: Case, name: str, lang: str = "en") -> ReportTold:
    """Gather how the day of a report is known."""
    row = case.row(name)
    day, told_by_case = case.days([row.id])[row.id]
    dating = next((one for one in case.datings(name) if one.report == name), None)
    reasons = tuple(told(reason, lang) for reason in dating.reasons) if dating else ()
    return ReportTold(row, day, told_by_case, dating, reasons)


def _lines(places: Places, value: Any) -> Iterator[Line]:
    """A value of a relation in lines."""
    if isinstance(value, tuple):
        if all(isinstance(one, str) for one in value):
            yield Line(", ".join(value))
        elif all(isinstance(one, float) for one in value):
            yield Line(", ".join(f"{one:.0%}" for one in value))
        else:
            for one in value:
                yield from _lines(places, one)
        return
    form = _FORMS.get(type(value))
    yield form(places, value) if form else Line(str(value))


def _of_told(places: Places, one: Told) -> Line:
    return Line(one.value, ", ".join(dict.fromkeys(map(places.of_member, one.members))))


def _of_step(places: Places, one: Step) -> Line:
    return Line(f"{in_words(one.day)}: {one.status}", places.of_member(one.member))


def _of_stand(places: Places, one: Stand) -> Line:
    return Line(f"{in_words(one.day)}: {one.act}, {one.stance}: {_line(one.quote.text)}", places.of(one.quote))


_FORMS: dict[type, Callable[[Places, Any], Line]] = {
    Quote: lambda places, one: Line(_line(one.text), places.of(one)),
    Member: lambda places, one: Line(one.text, f"{places.of_member(one)} · {one.record[:8]}"),
    Told: _of_told,
    Step: _of_step,
    Stand: _of_stand,
}


def _line(words: str) -> str:
    return " ".join(words.split())


def relation_as_object(one: RelationTold, lang: str) -> dict[str, Any]:
    """The explanation of a relation for programs."""
    made = relation_object(one.relation)
    own = {f"{one.kind.replace(' ', '_')}_kind": made.pop("kind")} if "kind" in made else {}
    reasons = [_in(reason, lang, words) for reason, words in zip(made.get("reasons", ()), one.reasons, strict=True)]
    return {"kind": one.kind, **own, **made, **({"reasons": reasons} if reasons else {})}


def _in(reason: dict[str, Any], lang: str, words: str) -> dict[str, Any]:
    return reason | {"text": words, "language": lang}


def report_as_object(one: ReportTold) -> dict[str, Any]:
    """How the day of a report is known, for programs."""
    day = {"published": one.day.value, "interval": one.day.interval, "basis": one.day.basis}
    known = {"told_by_case": one.told_by_case, "confidence": one.dating.confidence if one.dating else None}
    return {"kind": "report", "id": one.row.id, "report": one.row.name, **day, **known, "reasons": list(one.reasons)}
