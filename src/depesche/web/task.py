"""One record to be ruled on: what it says where, as a form, and what people ruled on it so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from depesche.errors import UsageError
from depesche.records import Decision, Report
from depesche.store.case import Case
from depesche.store.overlay import FORMS, Form, Ruled, Standing, laid_over
from depesche.web.lines import spans_of
from depesche.web.marked import Paragraph, all_marks, lay_out

_NEAR = 1  # paragraphs before the one that a record begins in


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form. value: as it is written there; words: of its spans. choices: all values that there are."""

    name: str
    form: Form
    value: str
    words: str
    choices: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Task:
    """A record to be ruled on.

    seen: the number of the newest decision on it. mine: what the person ruled on it before; others: what others did, none when blind.
    """

    kind: str
    id: str
    report: Report
    record: Any
    paragraphs: list[Paragraph]
    fields: list[Field]
    seen: int
    mine: Standing | None
    others: list[Standing]
    history: list[tuple[int, Decision, bool]]


def task_of(case: Case, record: str, who: str, *, blind: bool) -> Task:
    """What is to be ruled on.

    Raises:
        UsageError: if the case has no such record.

    """
    kind, report_id, _ = case.located(record)
    report = case.version_of(report_id, kinds=(kind,), ruled=False)
    standing = case.standing(record)
    mine = next((one for one in reversed(standing) if one.who == who), None)
    own = next((one for one in standing if one.verdict == "add"), None)
    if own is not None:
        report = laid_over(report, {}, [(kind, record, Ruled(kind, "added", own.values))])
    machine = next(one for one in getattr(report, kind) if one.id == record)
    values = mine.values if mine else {}
    shown = laid_over(report, {record: Ruled(kind, "", values)}) if values else report
    one = next(each for each in getattr(shown, kind) if each.id == record)
    seen = [number for number, decision, _ in case.history(record) if not blind or decision.who == who]
    return Task(
        kind,
        record,
        report,
        one,
        list(_near(shown, one)),
        list(_fields(kind, one, machine)),
        max(seen, default=0),
        mine,
        [] if blind else [other for other in standing if other.who != who],
        [] if blind else case.history(record),
    )


def _near(report: Report, record: Any) -> Iterator[Paragraph]:
    """The paragraphs that a record lies in, and one before; its marks alone."""
    marks = [mark for mark in all_marks(report) if mark.record == record.id or mark.role == "clutter"]
    placed = list(lay_out(report, marks, record.id))
    first = min((span.start for span in spans_of(record)), default=0)
    last = max((span.end for span in spans_of(record)), default=0)
    if hasattr(record, "mentions"):
        last = first
    inside = [
        n for n, one in enumerate(placed) if one.pieces and one.pieces[0].start <= last and one.pieces[-1].end > first
    ]
    if inside:
        yield from placed[max(0, inside[0] - _NEAR) : inside[-1] + 1]


def _fields(kind: str, one: Any, machine: Any) -> Iterator[Field]:
    for name, (form, choices, _) in FORMS[kind].items():
        value = getattr(one, name)
        changed = value != getattr(machine, name)
        yield Field(name, form, written(form, value), _words(form, value), choices, changed)


def written(form: Form, value: Any) -> str:
    """A value as the form has it: spans as their first and last characters, lists with semicolons."""
    if value in (None, ()):
        return ""
    if form == "span":
        return f"{value.start}-{value.end}"
    if form == "spans":
        return ", ".join(f"{span.start}-{span.end}" for span in value)
    if form == "list":
        return "; ".join(value)
    if form == "number":
        return "; ".join(f"{one:g}" for one in (value if isinstance(value, tuple) else (value,)))
    return str(value)


def _words(form: Form, value: Any) -> str:
    if form == "span" and value is not None:
        return str(value.text)
    return " … ".join(span.text for span in value) if form == "spans" else ""


def given(kind: str, form: Mapping[str, str], task: Task) -> dict[str, Any]:
    """The values of a filled form that differ from what was read.

    Raises:
        UsageError: if a value does not have its form.

    """
    machine = next(one for one in getattr(task.report, kind) if one.id == task.id)
    found = {}
    for name, (shape, _, _) in FORMS[kind].items():
        if name in form and form[name].strip() != written(shape, getattr(machine, name)):
            found[name] = _parsed(name, shape, form[name].strip())
    return found


def _parsed(name: str, form: Form, words: str) -> Any:
    if not words:
        return None
    if form in {"span", "spans"}:
        spans = [_ends(name, one) for one in words.split(",") if one.strip()]
        return spans if form == "spans" else spans[0]
    if form == "number":
        return [one.replace(",", ".") for one in words.split(";")]
    return words


def _ends(name: str, words: str) -> list[int]:
    first, _, last = (part.strip() for part in words.partition("-"))
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        raise UsageError(f"{words} is no stretch of the text.", where=name, hint="Write it as 120-150.")
    return [int(first), int(last)]
