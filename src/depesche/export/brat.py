"""Reports with their records for brat: a text and its standoff annotations each, and the configuration that goes with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import IO, TYPE_CHECKING, Any

from depesche.export.archive import archive, stem
from depesche.export.as_json import dumps
from depesche.export.registry import Written, exporter
from depesche.records import Report, Span
from depesche.store.coded import CLOSED, ROLES, Coded, carried, codings, name_of

if TYPE_CHECKING:
    from depesche.store.case import Case

# brat reads its files line by line, and takes for a line's end all that Python does.
_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_VERDICTS = ("accepted", "corrected", "added", "disputed", "rejected")
Pieces = list[tuple[int, int]]


@exporter("brat", suffix=".zip", about="a text and its .ann per report, to be corrected in brat", binary=True)
def write_brat(case: Case, out: IO[bytes]) -> Written:
    """Write each report as .txt and .ann, with annotation.conf; return how many reports that made."""
    number = count()
    archive(out, _members(case.reports(), number))
    return Written(next(number))


def _members(reports: Iterable[Report], number: Iterator[int]) -> Iterator[tuple[str, bytes]]:
    yield "annotation.conf", configuration().encode()
    for report in reports:
        next(number)
        name = stem(report)
        yield f"{name}.ann", "".join(f"{line}\n" for line in lines(report)).encode()
        yield f"{name}.txt", carried(report.text).encode()


def configuration() -> str:
    """What brat must know of the kinds of record: annotation.conf."""
    roles = sorted({role for some in ROLES.values() for role in some})
    made = ["[entities]", *map(str.capitalize, roles), "", "[relations]", "", "[events]"]
    for kind, own in ROLES.items():
        made.append(f"{name_of(kind)}\t{', '.join(f'{role.capitalize()}*:{role.capitalize()}' for role in own)}")
    made += ["", "[attributes]"]
    named: dict[str, list[str]] = {"verdict": list(_VERDICTS)}
    for closed in CLOSED.values():
        for name, values in closed.items():
            known = named.setdefault(name, [])
            known += [value for value in values if value not in known]
    for name, known in sorted(named.items()):
        made.append(f"{name.capitalize()}\tArg:<EVENT>, Value:{'|'.join(map(_joined, known))}")
    return "\n".join(made) + "\n"


def lines(report: Report) -> Iterator[str]:
    """The annotations of a report, one a line: its records as events, whose trigger is what the record stands for.

    A record without any words has no place in the text and is left out.
    """
    text = carried(report.text)
    marks, events, attributes = count(1), count(1), count(1)
    for coded in codings(report):
        groups = [(role, pieces) for role, spans in coded.spans.items() for pieces in _groups(coded.kind, spans, text)]
        if not groups:
            continue
        placed = [(role, f"T{next(marks)}", pieces) for role, pieces in groups]
        event = f"E{next(events)}"
        for place, (role, mark, pieces) in enumerate(placed):
            yield _mark(mark, role.capitalize() if place else name_of(coded.kind), pieces, text)
        (first, trigger, _), *others = placed
        yield f"{event}\t{' '.join([f'{name_of(coded.kind)}:{trigger}', *_arguments(others)])}"
        closed = dict(_closed(coded))
        for name, value in closed.items():
            yield f"A{next(attributes)}\t{name.capitalize()} {event} {_joined(value)}"
        yield f"#{event[1:]}\tAnnotatorNotes {event}\t{_note(coded, first, closed)}"


def _groups(kind: str, spans: Sequence[Span], text: str) -> Iterator[Pieces]:
    """Spans that one mark can hold, in pieces without line ends: one behind the other, and with more than line ends between.

    Where an actor is named is a mark each time, or one mark would run through the whole report.
    """
    group: Pieces = []
    for span in spans:
        pieces = list(_pieces(span, text))
        if not pieces:
            continue
        gap = text[group[-1][1] : pieces[0][0]] if group and group[-1][1] < pieces[0][0] else ""
        if group and (kind == "actors" or not _BREAK.sub("", gap)):
            yield group
            group = []
        group += pieces
    if group:
        yield group


def _pieces(span: Span, text: str) -> Iterator[tuple[int, int]]:
    at = span.start
    for line_end in _BREAK.finditer(text, span.start, span.end):
        if at < line_end.start():
            yield at, line_end.start()
        at = line_end.end()
    if at < span.end:
        yield at, span.end


def _mark(name: str, kind: str, pieces: Pieces, text: str) -> str:
    words = " ".join(text[start:end] for start, end in pieces).replace("\t", " ")
    return f"{name}\t{kind} {';'.join(f'{start} {end}' for start, end in pieces)}\t{words}"


def _arguments(placed: Iterable[tuple[str, str, Pieces]]) -> Iterator[str]:
    """Arguments of an event; brat numbers those of the same role from the second on."""
    seen: dict[str, int] = {}
    for role, mark, _ in placed:
        seen[role] = seen.get(role, 0) + 1
        yield f"{role.capitalize()}{seen[role] if seen[role] > 1 else ''}:{mark}"


def _closed(coded: Coded) -> Iterator[tuple[str, str]]:
    """The fields that become attributes: those with one of a few values."""
    known = {**CLOSED[coded.kind], "verdict": _VERDICTS}
    for name, values in known.items():
        value = coded.fields.get(name)
        if value in values:
            yield name, value


def _joined(value: str) -> str:
    """A value without blanks, which attributes of brat cannot have."""
    return value.replace(" ", "_")


def _note(coded: Coded, first: str, closed: Mapping[str, str]) -> str:
    """All else in one line of JSON."""
    rest: dict[str, Any] = {name: value for name, value in coded.fields.items() if name not in closed}
    at = {} if first == ROLES[coded.kind][0] else {"at": first}
    return _BREAK.sub(
        lambda found: "".join(f"\\u{ord(one):04x}" for one in found[0]), dumps({"record": coded.record, **at, **rest})
    )
