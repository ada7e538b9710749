"""The case as a TEI corpus: each report with header and text by paragraphs, its records standing off and pointing into them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import IO, TYPE_CHECKING, Any

from lxml import etree
from lxml.builder import ElementMaker

import depesche
from depesche.export.plain import visible
from depesche.export.registry import Written, exporter
from depesche.paragraphs import paragraphs
from depesche.records import Report, Span
from depesche.store.coded import Coded, codings

if TYPE_CHECKING:
    from depesche.store.case import Case

TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_E: Any = ElementMaker(namespace=TEI, nsmap={None: TEI})


@exporter("tei", suffix=".xml", about="TEI P5: reports by paragraphs, records standing off, for archives and editions")
def write_tei(case: Case, out: IO[str]) -> Written:
    """Write the case as a teiCorpus; return how many reports that made. Only one report is held at a time."""
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="{TEI}">\n')
    out.write(_written(_header("Reports of a case", (f"Written by Depesche {depesche.__version__}",), None)))
    number = 0
    for report in case.reports():
        out.write(_written(_tei(report)))
        number += 1
    if not number:  # a corpus must not be empty
        out.write(_written(_E.TEI(_header("Nothing", (), None), _E.text(_E.body(_E.p())))))
    out.write("</teiCorpus>\n")
    return Written(number)


def _written(element: Any) -> str:
    return str(etree.tostring(element, encoding="unicode")).replace(f' xmlns="{TEI}"', "", 1) + "\n"


def _tei(report: Report) -> Any:
    own = f"r{report.id}"
    text = _Text(report, own)
    header = report.header
    facts = [f"{name}: {value}" for name, value in (("published", header.published.value), ("outlet", header.outlet))
             if value]  # fmt: skip
    found = _E.TEI(
        _header(header.title or report.name, (report.name, f"sha256 {report.digest}", *facts), report.language),
        _E.text(_E.body(*text.elements()), {f"{_XML}space": "preserve"}),
        {f"{_XML}id": own},
    )
    records = [(f"{own}.s{place}", coded) for place, coded in enumerate(codings(report), start=1)]
    if records:
        found.insert(1, _stand_off(records, text))
    return found


def _header(title: str, told: Sequence[str], language: str | None) -> Any:
    description = _E.fileDesc(
        _E.titleStmt(_E.title(visible(title))),
        _E.publicationStmt(_E.p("Not published.")),
        _E.sourceDesc(*[_E.p(visible(one)) for one in told or ("None.",)]),
    )
    profile = [_E.profileDesc(_E.langUsage(_E.language(ident=language)))] if language else []
    return _E.teiHeader(description, *profile)


class _Text:
    """A report's text cut into paragraphs, each with the blanks behind it, so that together they are the whole text.

    Characters that XML cannot carry are shown by name, which is longer: places are counted in what is shown.
    """

    def __init__(self, report: Report, own: str) -> None:
        text = report.text
        starts = [start for start, _ in paragraphs(text)][1:]
        self._own = own
        self._cuts = [0, *starts, len(text)]
        self._shown = [visible(text[start:end]) for start, end in pairwise(self._cuts)]
        plain = visible(text) == text
        self._places = None if plain else [0, *accumulate(len(visible(letter)) for letter in text)]

    def elements(self) -> Iterator[Any]:
        """The paragraphs."""
        for place, words in enumerate(self._shown, start=1):
            yield _E.p(words, {f"{_XML}id": f"{self._own}.p{place}"})

    def pointers(self, span: Span) -> str:
        """A span as pointers: one for each paragraph that it has a part of."""
        found = []
        place = max(bisect_right(self._cuts, span.start) - 1, 0)
        while place < len(self._cuts) - 1 and (self._cuts[place] < span.end or self._cuts[place] <= span.start):
            begin, until = self._cuts[place], self._cuts[place + 1]
            start, end = (
                self._at(max(span.start, begin)) - self._at(begin),
                self._at(min(span.end, until)) - self._at(begin),
            )
            found.append(f"#string-range({self._own}.p{place + 1},{start},{end - start})")
            place += 1
        return " ".join(found)

    def _at(self, offset: int) -> int:
        return self._places[offset] if self._places else offset


def _stand_off(records: Sequence[tuple[str, Coded]], text: _Text) -> Any:
    """Persons, other actors and talks as lists; every record as a feature structure, and its stretches as spans that lead to it."""
    lists = [
        ("listPerson", [_person(name, one) for name, one in records if _is(one, "actors", person=True)]),
        ("listOrg", [_organisation(name, one) for name, one in records if _is(one, "actors", person=False)]),
        ("listEvent", [_event(name, one) for name, one in records if one.kind == "talks"]),
    ]
    found = _E.standOff(*[_E(tag, *members) for tag, members in lists if members])
    for name, coded in records:
        made = _features(coded.kind, {"record": coded.record, **coded.fields})
        made.set(f"{_XML}id", name)
        found.append(made)
    for kind in sorted({one.kind for _, one in records}):
        spans = [
            _E.span(type=role, ana=f"#{name}", target=text.pointers(span))
            for name, one in records if one.kind == kind
            for role, several in one.spans.items() for span in several
        ]  # fmt: skip
        if spans:
            found.append(_E.spanGrp(*spans, type=kind))
    return found


def _is(coded: Coded, kind: str, *, person: bool) -> bool:
    return coded.kind == kind and (coded.fields.get("kind") == "person") == person


def _names(coded: Coded) -> list[str]:
    """The name of an actor, then the other ways in which the report names them."""
    return list(dict.fromkeys([coded.fields["name"], *coded.fields.get("names", ())]))


def _person(name: str, coded: Coded) -> Any:
    names = [_E.persName(visible(one)) for one in _names(coded)]
    role = coded.fields.get("role")
    return _E.person(*names, *([_E.occupation(visible(role))] if role else []), corresp=f"#{name}")


def _organisation(name: str, coded: Coded) -> Any:
    names = [_E.orgName(visible(one)) for one in _names(coded)]
    return _E.org(*names, corresp=f"#{name}", type=visible(coded.fields["kind"]).replace(" ", "_"))


def _event(name: str, coded: Coded) -> Any:
    return _E.event(_E.label(visible(coded.fields["name"])), corresp=f"#{name}")


def _features(kind: str, fields: dict[str, Any]) -> Any:
    """Fields as a TEI feature structure."""
    return _E.fs(*[_E.f(_feature(value), name=name) for name, value in fields.items()], type=kind)


def _feature(value: Any) -> Any:
    if isinstance(value, dict):
        return _features("fields", value)
    if isinstance(value, list):
        return _E.vColl(*map(_feature, value), org="list")
    if isinstance(value, (int, float)):
        return _E.numeric(value=repr(value))
    return _E.string(visible(value)) if value is not None else _E.default()
