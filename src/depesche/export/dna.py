"""A case as a file of the Discourse Network Analyzer: positions as its statements, and what was said as statements of a type of our own."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import IO, TYPE_CHECKING, Any

import depesche
from depesche.export.registry import Written, exporter
from depesche.records import Report
from depesche.store.coded import Coded, carried, codings
from depesche.store.dna import PERSONS, VARIABLES, Filling, Units, label, password_hash, shown, writing

if TYPE_CHECKING:
    from depesche.store.case import Case

_COLOURS = {
    "DNA Statement": (239, 208, 51),
    "Depesche statement": (140, 190, 230),
    "Depesche neutral position": (210,) * 3,
}
_ATTRIBUTES = ("Type", "Alias", "Notes")
_ADMIN, _READER = 1, 2  # the program wants an administrator; what we read is nobody's coding


@exporter("dna", suffix=".dna", about="positions and statements, for the Discourse Network Analyzer", binary=True)
def write_dna(case: Case, out: IO[bytes]) -> Written:
    """Write positions and statements; return how many. Reports with the same text are one document."""
    with writing(out) as file:
        making = _Making(file)
        rows = sum(
            making.document(number, report) for number, report in enumerate(case.reports(doubles=False), start=1)
        )
    return Written(rows)


class _Making:
    """What has been written so far: the numbers of types, variables, entities and attributes."""

    def __init__(self, file: Filling) -> None:
        self._file = file
        self._types: dict[str, int] = {}
        self._variables: dict[tuple[str, str], tuple[int, str]] = {}
        self._entities: dict[tuple[int, str], int] = {}
        self._attributes: dict[tuple[int, str], int] = {}
        self._settings()
        for name, variables in VARIABLES.items():
            self._type(name, variables)

    def document(self, number: int, report: Report) -> int:
        """Write a report with its statements; gives how many these are."""
        text = carried(report.text)
        self._file.add(
            "DOCUMENTS",
            ID=number,
            Title=label(carried(report.header.title or report.name)),
            Text=text,
            Coder=_READER,
            Author=label(carried(", ".join(report.header.byline))),
            Source=label(carried(report.header.outlet or "")),
            Notes=json.dumps({"report": report.name, "id": report.id, "digest": report.digest}),
            Type=report.language or "",
            Date=_seconds(report.header.published.value),
        )
        kinds: dict[str, str] = {one.name: one.kind for one in report.actors}
        found = [one for one in codings(report) if one.kind in {"positions", "statements"}]
        units = Units(text)
        return sum([self._statement(number, one, units, kinds) for one in found])

    def _settings(self) -> None:
        for name, value in (("version", "3.0.11"), ("date", "2023-01-01")):
            self._file.add("SETTINGS", Property=name, Value=value)
        coders = ((_ADMIN, "Admin", (255, 255, 0)), (_READER, f"Depesche {depesche.__version__}", (140, 190, 230)))
        hashed = password_hash()
        for number, name, (red, green, blue) in coders:
            self._file.add("CODERS", ID=number, Name=name, Red=red, Green=green, Blue=blue, Password=hashed)

    def _type(self, name: str, variables: Any) -> None:
        red, green, blue = _COLOURS[name]
        self._types[name] = self._file.add("STATEMENTTYPES", Label=name, Red=red, Green=green, Blue=blue)
        for variable, sort in variables:
            number = self._file.add("VARIABLES", Variable=variable, DataType=sort, StatementTypeId=self._types[name])
            self._variables[name, variable] = number, sort
            if sort == "short text":
                self._entity(number, "")
                for attribute in _ATTRIBUTES:
                    given = self._file.add("ATTRIBUTEVARIABLES", VariableId=number, AttributeVariable=attribute)
                    self._attributes[number, attribute] = given

    def _entity(self, variable: int, value: str, kind: str = "") -> int:
        if (variable, value) not in self._entities:
            made = self._file.add("ENTITIES", VariableId=variable, Value=value, Red=0, Green=0, Blue=0)
            self._entities[variable, value] = made
            if kind:
                about = self._attributes[variable, "Type"]
                self._file.add("ATTRIBUTEVALUES", EntityId=made, AttributeVariableId=about, AttributeValue=kind)
        return self._entities[variable, value]

    def _statement(self, document: int, coded: Coded, units: Units, kinds: dict[str, str]) -> int:
        """Write a record and give 1; one without words of the report has no place there and is left out."""
        first = coded.spans.get("evidence" if coded.kind == "positions" else "content", ())
        start, end = min((one.start for one in first), default=0), max((one.end for one in first), default=0)
        if start == end:
            return 0
        name = type_of(coded)
        number = self._file.add(
            "STATEMENTS",
            StatementTypeId=self._types[name],
            DocumentId=document,
            Start=units.of(start),
            Stop=units.of(end),
            Coder=_READER,
        )
        kind = kinds.get(str(coded.fields.get("actor")), "")
        words = {role: " … ".join(one.text for one in spans) for role, spans in coded.spans.items()}
        values = shown(name, coded.fields, words, person=kind in PERSONS)
        values["depesche"] = _kept(coded, person=kind in PERSONS)
        for variable, value in values.items():
            self._value(number, name, variable, value, kind)
        return 1

    def _value(self, statement: int, type_: str, variable: str, value: Any, kind: str) -> None:
        number, sort = self._variables[type_, variable]
        about: dict[str, Any] = {"StatementId": statement, "VariableId": number}
        if sort == "boolean":
            self._file.add("DATABOOLEAN", **about, Value=value)
        elif sort == "long text":
            self._file.add("DATALONGTEXT", **about, Value=value)
        else:
            kind = (
                kind if variable in {"person", "actor"} or (variable == "organization" and kind not in PERSONS) else ""
            )
            self._file.add("DATASHORTTEXT", **about, Entity=self._entity(number, value, kind))


def type_of(coded: Coded) -> str:
    """The type of statement that a record becomes; who is neither for nor against has no agreement, and a type of their own."""
    if coded.kind == "statements":
        return "Depesche statement"
    return "DNA Statement" if coded.fields.get("stance") in {"pro", "contra"} else "Depesche neutral position"


def _kept(coded: Coded, *, person: bool) -> str:
    """The record as it went out, in one long text, so that it is known again whatever is changed beside."""
    spans = {role: [[one.start, one.end] for one in found] for role, found in coded.spans.items()}
    return json.dumps({"record": coded.record, "person": person, "fields": dict(coded.fields), "spans": spans})


def _seconds(day: str | None) -> int:
    """A day in seconds since 1970, which a report without a day is taken to be of: the program wants one."""
    try:
        found = date.fromisoformat(day or "")
    except ValueError:
        return 0
    return int(datetime(found.year, found.month, found.day, tzinfo=UTC).timestamp())
