"""Records as W3C Web Annotations: each points at its words by their place and by themselves with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from depesche.export.as_json import dumps
from depesche.export.registry import Written, exporter
from depesche.records import Report, Span, digest
from depesche.store.coded import Coded, codings, name_of

if TYPE_CHECKING:
    from depesche.store.case import Case

AROUND = 32
"""Characters on either side that a quotation keeps, to be found again in another version of the text."""
# What the W3C's context does not know: `fields` stays JSON, so that programs that read JSON-LD as a graph keep it whole.
CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "depesche": "urn:depesche:terms:",
        "role": "depesche:role",
        "report": "depesche:report",
        "record": "depesche:record",
        "fields": {"@id": "depesche:fields", "@type": "@json"},
    },
]


@exporter(
    "annotation", suffix=".jsonld", about="one W3C Web Annotation per record, for annotation servers and archives"
)
def write_annotation(case: Case, out: IO[str]) -> Written:
    """Write every record as an annotation, all in one collection; return how many that made."""
    names = [row.id for row in case.rows()]
    own = f"urn:depesche:collection:{digest('|'.join(names))[:16]}"
    out.write(f'{{"@context": {dumps(CONTEXT)},\n"id": "{own}",\n')
    out.write('"type": "AnnotationCollection",\n"label": "The record of a case",\n')
    out.write(f'"first": {{"id": "{own}:page:1", "type": "AnnotationPage", "startIndex": 0, "items": [')
    number = 0
    for report in case.reports():
        for one in annotations_of(report):
            out.write(f"{',' if number else ''}\n{dumps(one)}")
            number += 1
    out.write(f'\n]}},\n"total": {number}}}\n')
    return Written(number)


def annotations_of(report: Report) -> Iterator[dict[str, Any]]:
    """The records of a report as annotations."""
    source = f"urn:depesche:report:{report.id}"
    for coded in codings(report):
        yield {
            "id": f"urn:depesche:record:{report.id}:{digest(f'{coded.kind}|{coded.record}')[:16]}",
            "type": "Annotation",
            "motivation": "classifying",
            "body": {
                "type": f"depesche:{name_of(coded.kind)}",
                "purpose": "classifying",
                "report": coded.report,
                "record": coded.record,
                "fields": dict(coded.fields),
            },
            "target": list(_targets(coded, source, report.text)) or [{"type": "SpecificResource", "source": source}],
        }


def _targets(coded: Coded, source: str, text: str) -> Iterator[dict[str, Any]]:
    for role, spans in coded.spans.items():
        for span in spans:
            yield {"type": "SpecificResource", "source": source, "role": role, "selector": _selectors(span, text)}


def _selectors(span: Span, text: str) -> list[dict[str, Any]]:
    """The place, in code points, and the words with what stands around them."""
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
    ]
