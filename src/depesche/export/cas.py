"""Reports with their records as UIMA CAS, for the tools that build on UIMA: one XMI file each, and the type system of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import IO, TYPE_CHECKING, Any

from depesche.export.archive import archive, stem
from depesche.export.as_json import dumps
from depesche.export.registry import Written, exporter
from depesche.extras import extra
from depesche.records import Report
from depesche.store.coded import ROLES, Coded, carried, codings, name_of
from depesche.store.overlay import FORMS

if TYPE_CHECKING:
    from depesche.store.case import Case

TYPES = "TypeSystem.xml"
"""The file of the archive that holds the type system."""


@exporter(
    "cas",
    suffix=".zip",
    about="UIMA CAS XMI per report with its type system, for programs that build on UIMA",
    binary=True,
)
def write_cas(case: Case, out: IO[bytes]) -> Written:
    """Write each report as .xmi, with the type system; return how many reports that made.

    Raises:
        SetupError: if dkpro-cassis is not installed.

    """
    number = count()
    cassis = extra("cassis", "uima", "CAS files")
    archive(out, _members(cassis, case.reports(), number))
    return Written(next(number))


def _members(cassis: Any, reports: Iterable[Report], number: Iterator[int]) -> Iterator[tuple[str, bytes]]:
    types = type_system(cassis)
    yield TYPES, types.to_xml().encode()
    for report in reports:
        next(number)
        yield f"{stem(report)}.xmi", cas_of(cassis, types, report).to_xmi().encode()


def type_system(cassis: Any) -> Any:
    """The types: one per kind of record, with its simple fields as features; `Span` for each of its stretches; `Report`."""
    types = cassis.TypeSystem()
    report = types.create_type("depesche.Report")
    for name in ("name", "report", "digest"):
        types.create_feature(report, name, "uima.cas.String")
    span = types.create_type("depesche.Span")
    types.create_feature(span, "role", "uima.cas.String")
    for kind in ROLES:
        own = types.create_type(f"depesche.{name_of(kind)}")
        for name in ("record", *_simple(kind), "more"):
            types.create_feature(own, _feature(name), "uima.cas.String")
        types.create_feature(own, "confidence", "uima.cas.Double")
        types.create_feature(own, "spans", "uima.cas.FSArray", elementType="depesche.Span")
    return types


def cas_of(cassis: Any, types: Any, report: Report) -> Any:
    """A report as a CAS. Offsets count code points here; what is written counts UTF-16 units, as UIMA does."""
    cas = cassis.Cas(types)
    cas.sofa_string = carried(report.text)
    cas.sofa_mime = "text/plain"
    named = {"name": carried(report.name), "report": report.id, "digest": report.digest}
    cas.add(types.get_type("depesche.Report")(begin=0, end=len(report.text), **named))
    for coded in codings(report):
        _add(cas, types, coded)
    return cas


def _add(cas: Any, types: Any, coded: Coded) -> None:
    """Add a record; it reaches from its first character to its last, or has no length where it has no words."""
    make = types.get_type("depesche.Span")
    spans = [
        make(begin=span.start, end=span.end, role=role) for role, several in coded.spans.items() for span in several
    ]
    cas.add_all(spans)
    simple = {name: coded.fields[name] for name in _simple(coded.kind) if isinstance(coded.fields.get(name), str)}
    rest = {name: value for name, value in coded.fields.items() if name not in {*simple, "confidence"}}
    record = types.get_type(f"depesche.{name_of(coded.kind)}")(
        begin=min((span.begin for span in spans), default=0),
        end=max((span.end for span in spans), default=0),
        record=carried(coded.record),
        confidence=float(coded.fields.get("confidence", 0.5)),
        more=carried(dumps(rest)) if rest else None,
        **{_feature(name): carried(value) for name, value in simple.items()},
    )
    record.spans = types.get_type("uima.cas.FSArray")(elements=spans)
    cas.add(record)


def _simple(kind: str) -> tuple[str, ...]:
    """The fields of a kind that hold words."""
    return (*(name for name, (form, *_) in FORMS[kind].items() if form == "words"), "why", "verdict")


def _feature(name: str) -> str:
    """What a field is called as a feature; some names are UIMA's own.

    >>> _feature("type"), _feature("acts_for")
    ('typeOf', 'acts_for')
    """
    return {"type": "typeOf"}.get(name, name)
