"""What a person may rule on a record, and the records as they stand once that is laid over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from math import isfinite
from typing import Any, Literal, get_args

from depesche.errors import UsageError
from depesche.records import Act, ActorKind, Mode, Report, Span, Stance, Status, TimeType, record_id
from depesche.store.schema import KINDS

VERDICTS = ("accept", "reject", "correct", "flag", "add")
"""What a person may rule on a record; `flag` decides nothing and says that somebody should look at it."""
DECIDING = ("accept", "reject", "correct", "add")
WORDS = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}
_LONGEST = 10_000  # characters of a value

Form = Literal["words", "list", "span", "spans", "number"]
FORMS: Mapping[str, Mapping[str, tuple[Form, tuple[str, ...], bool]]] = {
    "statements": {
        "actor": ("words", (), True),
        "mode": ("words", get_args(Mode), False),
        "act": ("words", get_args(Act), True),
        "content": ("spans", (), False),
        "cue": ("spans", (), True),
        "source": ("span", (), True),
        "addressee": ("span", (), True),
        "occasion": ("span", (), True),
        "via": ("span", (), True),
    },
    "times": {"type": ("words", get_args(TimeType), False), "value": ("words", (), False), "mod": ("words", (), True)},
    "actors": {
        "name": ("words", (), False),
        "kind": ("words", get_args(ActorKind), False),
        "role": ("words", (), True),
        "acts_for": ("words", (), True),
    },
    "talks": {
        "name": ("words", (), False),
        "participants": ("list", (), False),
        "status": ("words", get_args(Status), False),
        "forum": ("words", (), True),
        "place": ("words", (), True),
        "date": ("words", (), True),
        "duration": ("words", (), True),
        "outcome": ("span", (), True),
        "evidence": ("spans", (), False),
    },
    "positions": {
        "actor": ("words", (), False),
        "act": ("words", get_args(Act), False),
        "issue": ("words", (), False),
        "issue_text": ("words", (), True),
        "stance": ("words", get_args(Stance), False),
        "acts_for": ("words", (), True),
        "addressee": ("words", (), True),
        "condition": ("span", (), True),
        "evidence": ("spans", (), False),
    },
    "figures": {
        "value": ("number", (), False),
        "unit": ("words", (), True),
        "about": ("words", (), True),
        "actor": ("words", (), True),
    },
}
"""The fields that can be ruled, by kind: their form, the values that there are, and whether they may be empty."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A ruling that holds. number: of the decision. record: the id of the record that it holds for now, None where none fits.

    target: the id that it was made on. carried: whether it followed its record to another reading or version of the report.
    """

    number: int
    target: str
    record: str | None
    report: str
    kind: str
    who: str
    verdict: str
    fields: Mapping[str, Any]
    when: str
    final: bool = False
    carried: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the record as they were ruled."""
        return dict(self.fields.get("values", {}))

    @property
    def note(self) -> str:
        """What the person remarked."""
        return str(self.fields.get("note", ""))


@dataclass(frozen=True, slots=True)
class Ruled:
    """What holds for a record after everybody's rulings: its kind, a verdict as records have it, and the values that were ruled."""

    kind: str
    verdict: str
    values: Mapping[str, Any]


def clean(kind: str, values: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Check the values that a person rules for a record, and bring them into the form in which they are kept.

    A span is given as `{"start", "end"}` or `[start, end]`, in code points of the report's text, and kept with its words.

    Raises:
        UsageError: if there is no such field, or a value does not fit it.

    """
    forms = FORMS[kind]
    strange = sorted(values.keys() - forms.keys())
    if strange:
        raise UsageError(f"There is no field {strange[0]} to correct in {kind}.", hint=f"Known: {', '.join(forms)}.")
    return {name: _clean(name, value, forms[name], text) for name, value in sorted(values.items())}


def _clean(name: str, value: Any, form: tuple[Form, tuple[str, ...], bool], text: str) -> Any:
    shape, known, may_be_empty = form
    if value in (None, "", [], ()):
        if may_be_empty:
            return [] if shape in {"spans", "list"} else None
        raise UsageError(f"{name} must not be empty.", hint="Reject the record if it should not be there.")
    made = _MAKE[shape](name, value, text)
    if known and made not in known:
        raise UsageError(f"{made!r} is no {name}.", hint=f"Known: {', '.join(known)}.")
    return made


def _words(name: str, value: Any, _text: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        raise UsageError(f"{name} takes words.", hint=f"At most {_LONGEST} characters.")
    return " ".join(value.split())


def _list(name: str, value: Any, text: str) -> list[str]:
    given = value.split(";" if ";" in value else ",") if isinstance(value, str) else value
    if not isinstance(given, (list, tuple)):
        raise UsageError(f"{name} takes several words.", hint="Part them by commas or semicolons.")
    return [_words(name, one, text) for one in given if not isinstance(one, str) or one.strip()]


def _number(name: str, value: Any, _text: str) -> Any:
    try:
        ends = [float(one) for one in (value if isinstance(value, (list, tuple)) else [value])]
    except (TypeError, ValueError):
        ends = []
    if len(ends) not in {1, 2} or not all(map(isfinite, ends)):
        raise UsageError(f"{name} takes a number, or two for a range.", hint="Write it as 12.5.")
    return ends if len(ends) == 2 else ends[0]


def _span(name: str, value: Any, text: str) -> dict[str, Any]:
    ends: Any = (value.get("start"), value.get("end")) if isinstance(value, Mapping) else value
    whole = isinstance(ends, (list, tuple)) and len(ends) == 2 and all(type(one) is int for one in ends)
    start, end = ends if whole else (-1, -1)
    if not 0 <= start < end <= len(text):
        raise UsageError(
            f"{name} must lie in the text of the report.",
            hint=f"Its first and last character, counted from 0: at most {len(text)}.",
        )
    return {"start": start, "end": end, "text": text[start:end]}


def _spans(name: str, value: Any, text: str) -> list[dict[str, Any]]:
    if not isinstance(value, (list, tuple)):
        raise UsageError(f"{name} takes stretches of the text.", hint="A list of first and last characters.")
    single = len(value) == 2 and all(isinstance(one, int) for one in value)
    made = [_span(name, one, text) for one in ([value] if single else value)]
    return sorted(made, key=lambda one: (one["start"], one["end"]))


_MAKE: dict[Form, Callable[[str, Any, str], Any]] = {
    "words": _words,
    "list": _list,
    "number": _number,
    "span": _span,
    "spans": _spans,
}


def verdict_of(standing: Sequence[Standing]) -> Ruled | None:
    """What holds after several people's rulings on a record; None where nobody decided anything.

    A final ruling, by whoever settles disputes, wins, the newest of them. Else all who decided must agree; where they do not the record
    stays as it was read, and is disputed.
    """
    final = [one for one in standing if one.final and one.verdict in DECIDING]
    deciding = final[-1:] or [one for one in standing if one.verdict in DECIDING]
    if not deciding:
        return None
    first = deciding[0]
    if any((one.verdict, one.values) != (first.verdict, first.values) for one in deciding[1:]):
        return Ruled(first.kind, "disputed", {})
    return Ruled(first.kind, WORDS[first.verdict], first.values)


def laid_over(
    report: Report, ruled: Mapping[str, Ruled], added: Iterable[tuple[str, str, Ruled]] = (), *, rejected: bool = False
) -> Report:
    """A report with what people ruled on its records in their place.

    Args:
        report: as it was read.
        ruled: what holds, by the id of the record.
        added: records that people added: kind, id, and what they ruled.
        rejected: whether records that were rejected stay, marked so.

    """
    changed: dict[str, Any] = {}
    for kind in KINDS:
        records = getattr(report, kind)
        if any(one.id in ruled for one in records):
            made = (_ruled(one, ruled.get(one.id), report.text) for one in records)
            changed[kind] = tuple(one for one in made if rejected or one.verdict != "rejected")
    for kind, identity, one in added:
        if one.verdict != "rejected" or rejected:
            changed[kind] = (*changed.get(kind, getattr(report, kind)), make(kind, identity, one, report.text))
    return replace(report, **changed) if changed else report


def _ruled(record: Any, ruled: Ruled | None, text: str) -> Any:
    if ruled is None:
        return record
    return replace(record, verdict=ruled.verdict, **_decoded(ruled.values, text))


def make(kind: str, identity: str, ruled: Ruled, text: str) -> Any:
    """A record that a person added."""
    record = KINDS[kind].record
    blank = {one.name: "" for one in fields(record) if one.name in {"name", "issue", "stance", "unit", "about", "open"}}
    values = blank | _decoded(ruled.values, text)
    values |= {"open": values["value"]} if kind == "times" else {}
    values |= {"names": (values["name"],)} if kind == "actors" else {}
    return record(id=identity, confidence=1.0, why="added", verdict=ruled.verdict, **values)


def _decoded(values: Mapping[str, Any], text: str) -> dict[str, Any]:
    return {name: _value(value, text) for name, value in values.items()}


def _value(value: Any, text: str) -> Any:
    if isinstance(value, Mapping):
        start, end = value["start"], value["end"]
        return Span.of(text, start, end)
    if isinstance(value, list):
        return tuple(_value(one, text) for one in value)
    return value


def new_id(kind: str, values: Mapping[str, Any], text_digest: str) -> str:
    """The id of a record that a person adds: the same as a reader's would have, with a slot of its own."""
    spans = tuple(Span(one["start"], one["end"], one["text"]) for one in spans_in(values))
    return record_id(text_digest, f"added {kind} {values.get('actor') or values.get('name') or ''}", spans)


def spans_in(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every span among the values that were ruled."""
    found: list[dict[str, Any]] = []
    for value in values.values():
        inside = value if isinstance(value, list) else [value]
        found += [one for one in inside if isinstance(one, Mapping)]  # type: ignore[misc]
    return found
