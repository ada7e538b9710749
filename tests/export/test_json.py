"""JSON, JSON lines, and the schema that describes them."""

from __future__ import annotations

import io
import json
from dataclasses import fields, replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.run.told import a_case, two_stories

from depesche.export.as_json import KINDS, dumps, report_object
from depesche.export.json_file import schema, write_all
from depesche.export.jsonl import lines_of, write_lines
from depesche.export.registry import write
from depesche.export.relations import KINDS as KINDS_ACROSS
from depesche.records import Actor, Anchor, Figure, Header, Position, Published, Span, Statement, Talk, Time
from depesche.relations import (
    CaseActor,
    Dating,
    Discrepancy,
    Held,
    Issue,
    Lineage,
    Meeting,
    Member,
    Quote,
    Reason,
    Shift,
    Silence,
    Stand,
    Step,
    Told,
    Utterance,
)

ACROSS = {
    "quote": Quote,
    "member": Member,
    "reason": Reason,
    "told": Told,
    "step": Step,
    "stand": Stand,
    "dating": Dating,
    "case_actor": CaseActor,
    "utterance": Utterance,
    "meeting": Meeting,
    "discrepancy": Discrepancy,
    "lineage": Lineage,
    "silence": Silence,
    "shift": Shift,
    "held": Held,
    "issue": Issue,
}
ADDED = {Reason: {"text"}}
RENAMED = {"discrepancies": "discrepancy", "lineage": "lineage"}
LISTS = ("same_utterance", "discrepancy", "lineage", *(kind for kind in KINDS_ACROSS if kind not in RENAMED))
"""What reaches over reports, in the order in which it is written."""


def as_json(reports):
    out = io.StringIO()
    write_all(reports, dict.fromkeys(LISTS, ()), out)
    return json.loads(out.getvalue())


def as_lines(reports):
    out = io.StringIO()
    write_lines((line for report in reports for line in lines_of(report)), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def spans_in(value):
    if isinstance(value, dict):
        if {"start", "end", "text"} == set(value):
            yield value
        for one in value.values():
            yield from spans_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans_in(one)


def test_what_is_written_fits_the_schema(case):
    """Every kind of record is in the case."""
    out = io.StringIO()
    write(case, "json", out)
    found = json.loads(out.getvalue())
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(found)

    assert all(found["reports"][0][key] for key in KINDS)
    assert list(found) == ["reports", *LISTS] == schema()["required"]


def test_what_relates_reports_fits_the_schema(tmp_path):
    """Every kind of relation is written, each with all its fields, and its reasons in words."""
    out = io.StringIO()
    with a_case(tmp_path / "x", *two_stories(0, 4)) as case:
        write(case, "json", out)
    found = json.loads(out.getvalue())
    jsonschema.Draft202012Validator(schema()).validate(found)

    assert [key for key in LISTS if not found[key]] == ["silences", "shifts"]
    assert all(reason["text"] for one in found["utterances"] for reason in one["reasons"])


def test_an_empty_case_fits_the_schema():
    """All lists are there and empty."""
    jsonschema.validate(as_json([]), schema())


def test_the_schema_describes_every_field():
    """Whoever reads the file finds what each name means."""

    def walk(node, path):
        for name, one in {**node.get("properties", {}), **node.get("$defs", {})}.items():
            assert one.get("description"), f"{path}.{name}"
            walk(one, f"{path}.{name}")
        if isinstance(node.get("items"), dict):
            walk(node["items"], f"{path}[]")

    walk(schema(), "")


@pytest.mark.parametrize(
    ("kind", "name", "renamed"),
    [
        (Span, "span", {}),
        (Header, "header", {}),
        (Statement, "statement", {}),
        (Time, "time", {}),
        (Anchor, "anchor", {}),
        (Actor, "actor", {"id": "record", "name": "id", "acts_for": "for"}),
        (Talk, "talk", {}),
        (Position, "position", {"acts_for": "for"}),
        (Figure, "figure", {}),
        *((kind, name, {"passages": "spans"} if kind is Lineage else {}) for name, kind in ACROSS.items()),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_the_schema_knows_every_field_of_a_record(kind, name, renamed):
    """A field that is new in the records must be described here too."""
    wanted = {renamed.get(field.name, field.name) for field in fields(kind)} | ADDED.get(kind, set())

    assert wanted == set(schema()["$defs"][name]["properties"])


def test_a_schema_that_fits_anything_would_be_none(reports):
    """A missing field, one too many and a wrong value are all found."""
    found = as_json(reports)
    for spoil in (
        lambda one: one.pop("mode"),
        lambda one: one.update(surprise=1),
        lambda one: one.update(mode="shouted"),
        lambda one: one.update(confidence=2),
        lambda one: one.update(source="Ada Brenn"),
    ):
        spoilt = json.loads(json.dumps(found))
        spoil(spoilt["reports"][0]["statements"][0])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(spoilt, schema())


def test_names_are_those_of_the_guidelines(reports):
    """`id` is an actor's canonical name, `for` whom it acts for; the record's own id is still there."""
    [actor] = as_json(reports)["reports"][0]["actors"]

    assert (actor["id"], actor["for"], actor["record"]) == ("Ada Brenn", "Bergland", "b" * 16)


def test_the_machine_address_of_a_source_stays_at_home(reports):
    """An export is passed on; the folders of whoever made it are nobody's business."""
    assert "/in/" not in dumps([report_object(report) for report in reports])


@given(st.text(max_size=40), st.data())
def test_every_span_is_the_reports_own_text(text, data):
    """Read back, offsets still point at the words that stand beside them."""
    edges = st.integers(0, len(text))
    spans = tuple(Span.of(text, *sorted((data.draw(edges), data.draw(edges)))) for _ in range(3))
    from depesche.records import Report, Source  # noqa: PLC0415

    report = Report("a", text, Source("", "text", "", "utf-8", "", 0, ""), header=Header(clutter=spans))
    [found] = as_json([report])["reports"]

    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans_in(found))
    assert len(list(spans_in(found))) == 3


def test_lines_hold_what_the_object_holds(reports):
    """One line per report and record, each with its kind and the report it stands in."""
    lines = as_lines(reports)
    rebuilt = []
    for line in lines:
        kind, name = line.pop("kind"), line.get("report")
        if kind == "report":
            rebuilt.append({**line, **{key: [] for key in KINDS}})
            continue
        assert name == rebuilt[-1]["report"]
        del line["report"]
        if kind == "actor":
            line["kind"] = line.pop("actor_kind")
        [key] = [key for key, one in KINDS.items() if one == kind]
        rebuilt[-1][key].append(line)

    assert as_json(reports)["reports"] == rebuilt


def test_lone_surrogates_break_no_line(a_raw):
    """They have no place in UTF-8 and travel as JSON's own escapes."""
    text = "Er sagte \udcff nichts.\u2028Neu\x85 Zeile\x00."
    report = replace(a_raw(text, "sur\ud800.txt"), header=Header(Published(), title=text))
    out = io.BytesIO()
    stream = io.TextIOWrapper(out, encoding="utf-8", newline="")
    write_lines(lines_of(report), stream)
    stream.flush()

    [line] = out.getvalue().decode().split("\n")[:-1]
    assert ("sur\ud800.txt", text) == (json.loads(line)["report"], json.loads(line)["header"]["title"])
