"""Reports as tasks of Label Studio, with their records as predictions, and what people ruled as annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import depesche
from depesche.errors import UsageError
from depesche.export.as_json import dumps
from depesche.export.registry import Written, exporter
from depesche.records import Report
from depesche.store.coded import CLOSED, ROLES, Coded, carried, codings, name_of

if TYPE_CHECKING:
    from depesche.store.case import Case

_DECIDED = frozenset({"accepted", "corrected", "added"})


@exporter("labelstudio", suffix=".json", about="one task per report, to be corrected in Label Studio")
def write_labelstudio(case: Case, out: IO[str], *, of: str = "tasks") -> Written:
    """Write a task per report; return how many that made.

    Args:
        case: an open case.
        out: where to.
        of: `tasks`, or `config` for the labelling interface that shows them.

    Raises:
        UsageError: for anything else.

    """
    if of not in {"tasks", "config"}:
        raise UsageError(f"labelstudio has no {of}.", hint="Known: tasks, config.")
    if of == "config":
        out.write(configuration())
        return Written(1)
    number = 0
    out.write("[")
    for number, report in enumerate(case.reports(), start=1):
        out.write(f"{',' if number > 1 else ''}\n{dumps(task(report))}")
    out.write("\n]\n")
    return Written(number)


def task(report: Report) -> dict[str, Any]:
    """A report as a task: all its records as a prediction, those that people ruled right, or added, as an annotation too."""
    text = carried(report.text)
    coded = list(codings(report))
    ruled = [one for one in coded if one.fields.get("verdict") in _DECIDED]
    made = [{"result": _results(ruled, text), "ground_truth": False}] if ruled else []
    prediction = {"model_version": f"depesche {depesche.__version__}", "result": _results(coded, text)}
    data = {"text": text, "report": report.name, "report_id": report.id, "digest": report.digest}
    return {"data": data, "predictions": [prediction], "annotations": made}


def configuration() -> str:
    """The labelling interface: a label per kind and role, and a choice per field that has few values."""
    made = ["<View>", "  <Relations>"]
    roles = sorted({role for some in ROLES.values() for role in some})
    made += [f"    <Relation value={quoteattr(role)}/>" for role in roles]
    made += ["  </Relations>", '  <Labels name="label" toName="text">']
    made += [f"    <Label value={quoteattr(label(kind, role))}/>" for kind, own in ROLES.items() for role in own]
    made += [
        "  </Labels>",
        "  <Style>.htx-text{ white-space: pre-wrap; }</Style>",
        '  <Text name="text" value="$text"/>',
    ]
    for kind, closed in CLOSED.items():
        for name, values in closed.items():
            where = f'perRegion="true" whenTagName="label" whenLabelValue={quoteattr(label(kind, ROLES[kind][0]))}'
            made.append(f'  <Choices name={quoteattr(f"{kind}.{name}")} toName="text" {where}>')
            made += [f"    <Choice value={quoteattr(value)}/>" for value in values]
            made.append("  </Choices>")
    return "\n".join([*made, "</View>"]) + "\n"


def label(kind: str, role: str) -> str:
    """The label of a stretch: the kind of its record and what it is to it.

    >>> label("statements", "cue")
    'Statement cue'
    """
    return f"{name_of(kind)} {role}"


def _results(coded: Iterable[Coded], text: str) -> list[dict[str, Any]]:
    return [result for place, one in enumerate(coded, start=1) for result in _result(one, f"r{place}", text)]


def _result(coded: Coded, name: str, text: str) -> Iterator[dict[str, Any]]:
    """A record: a region for each stretch, its fields at the first of them, which has a relation to each of the others."""
    head = ""
    regions: list[dict[str, Any]] = []
    for role, spans in coded.spans.items():
        for place, span in enumerate(spans, start=1):
            own = f"{name}.{role}.{place}"
            ends: dict[str, Any] = {"start": span.start, "end": span.end, "text": text[span.start : span.end]}
            region: dict[str, Any] = {"id": own, "from_name": "label", "to_name": "text", "type": "labels"}
            regions.append(region | {"value": {**ends, "labels": [label(coded.kind, role)]}})
            if not head:
                head = own
                regions += _choices(coded, own, ends)
            else:
                relation: dict[str, Any] = {"type": "relation", "from_id": head, "to_id": own, "direction": "right"}
                regions.append({**relation, "labels": [role]})
    if regions:
        closed = CLOSED[coded.kind]
        rest = {key: value for key, value in coded.fields.items() if value not in closed.get(key, ())}
        regions[0]["meta"] = {"text": [dumps({"record": coded.record, **rest})]}
    yield from regions


def _choices(coded: Coded, own: str, ends: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, values in CLOSED[coded.kind].items():
        value = coded.fields.get(name)
        if value in values:
            choice = {"id": own, "from_name": f"{coded.kind}.{name}", "to_name": "text", "type": "choices"}
            yield choice | {"value": {**ends, "choices": [value]}}
