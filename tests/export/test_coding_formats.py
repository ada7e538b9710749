"""Formats of annotation programs: what goes out comes back, on texts that offsets go wrong on."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.export.coded import expected, reports, told

from depesche.errors import SetupError, UsageError
from depesche.export import brat, labelstudio, tei
from depesche.export.annotation import annotations_of
from depesche.export.archive import archive, stem
from depesche.export.cas import cas_of, type_system
from depesche.export.plain import visible
from depesche.export.registry import write
from depesche.records import Span, Statement
from depesche.run.coding_brat import read_brat
from depesche.run.coding_cas import read_cas
from depesche.run.coding_labelstudio import read_labelstudio
from depesche.store.coded import Coded, codings, record_of

cassis = pytest.importorskip("cassis", reason="the extra uima is not installed")
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
BREAK = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
IRI = {"type": "string", "pattern": "^[a-z]+:[^ ]+$"}
POSITION = {
    "type": "object",
    "required": ["type", "start", "end"],
    "properties": {
        "type": {"const": "TextPositionSelector"},
        "start": {"type": "integer", "minimum": 0},
        "end": {"type": "integer", "minimum": 0},
    },
    "additionalProperties": False,
}
QUOTE = {
    "type": "object",
    "required": ["type", "exact"],
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        "exact": {"type": "string"},
        "prefix": {"type": "string", "maxLength": 32},
        "suffix": {"type": "string", "maxLength": 32},
    },
    "additionalProperties": False,
}
TARGET = {
    "type": "object",
    "required": ["type", "source"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": IRI,
        "selector": {"type": "array", "items": {"anyOf": [POSITION, QUOTE]}, "minItems": 2, "maxItems": 2},
    },
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["classifying", "identifying", "tagging", "describing"]},
        "body": {"type": "object", "required": ["type"], "properties": {"purpose": {"const": "classifying"}}},
        "target": {"type": "array", "minItems": 1, "items": TARGET},
    },
}
PAGE = {
    "type": "object",
    "required": ["id", "type", "items"],
    "properties": {
        "id": IRI,
        "type": {"const": "AnnotationPage"},
        "startIndex": {"type": "integer", "minimum": 0},
        "items": {"type": "array", "items": ANNOTATION},
    },
}
COLLECTION = {
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"type": "array", "contains": {"const": "http://www.w3.org/ns/anno.jsonld"}},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"},
        "total": {"type": "integer", "minimum": 0},
        "first": PAGE,
    },
}


def exported(case, form, **options):
    out = io.BytesIO()
    written = write(case, form, out, **options)
    return out.getvalue(), written


# W3C Web Annotation


def test_a_collection_is_what_the_w3c_says(case):
    """Its parts are there, in the form that the model gives them; the reports are known by urn."""
    data, written = exported(case, "annotation")
    found = json.loads(data)
    jsonschema.validate(found, COLLECTION)
    sources = {target["source"] for one in found["first"]["items"] for target in one["target"]}

    assert found["total"] == len(found["first"]["items"]) == written.rows == 10
    assert sources == {f"urn:depesche:report:{case.row(name).id}" for name in ("a/bridge.txt", "b/valley.txt")}
    assert len({one["id"] for one in found["first"]["items"]}) == 10


@FEW
@given(reports())
def test_an_annotation_leads_back_to_its_words_and_its_record(report):
    """By the place, and by the words with what stands around them; the body holds the rest of the record."""
    made = []
    for one in json.loads(json.dumps(list(annotations_of(report)))):
        jsonschema.validate(one, ANNOTATION)
        spans: dict[str, tuple[Span, ...]] = {}
        for target in one["target"] if "selector" in one["target"][0] else ():
            position, quote = target["selector"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            span = Span.of(report.text, position["start"], position["end"])
            spans[target["role"]] = (*spans.get(target["role"], ()), span)
            assert report.text[position["start"] : position["end"]] == quote["exact"]
            assert report.text.find(around, max(0, position["start"] - 32)) == position["start"] - len(quote["prefix"])
        kind = f"{one['body']['type'].rpartition(':')[2].lower()}s"
        made.append(Coded(report.name, "", kind, one["body"]["record"], spans, one["body"]["fields"]))

    assert told(made) == expected(report)


@FEW
@given(reports())
def test_a_record_can_be_put_together_again(report):
    """What taking apart gives holds all of it."""
    for coded in codings(report):
        [record] = [one for one in getattr(report, coded.kind) if one.id == coded.record]
        assert record_of(coded, report.text) == record


# UIMA CAS


@FEW
@given(reports())
def test_a_cas_comes_back(tmp_path_factory, report):
    """Type system and offsets are read as any program of UIMA would read them, and hold every field."""
    types = type_system(cassis)
    path = tmp_path_factory.mktemp("cas")
    (path / "TypeSystem.xml").write_text(types.to_xml(), encoding="utf-8")
    (path / "a.xmi").write_bytes(cas_of(cassis, types, report).to_xmi().encode())
    first, *found = read_cas(path)

    assert first.report == report.id
    assert told(found) == expected(report)


def test_offsets_in_a_cas_count_utf_16(make_case, a_raw, a_statement):
    """As UIMA, which is Java, counts: 😀 is two."""
    report = a_raw("😀 Brenn schweigt.\n", "a.txt")
    report = replace(report, statements=(a_statement(report, "direct", "schweigt"),))
    data, _ = exported(make_case([report]), "cas")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.namelist() == ["TypeSystem.xml", f"{stem(report)}.xmi"]
        xmi = etree.fromstring(packed.read(f"{stem(report)}.xmi"))
    [span] = xmi.findall("{http:///depesche.ecore}Span")

    assert (span.get("begin"), span.get("end"), span.get("role")) == ("9", "17", "content")


def test_cas_says_what_it_needs(case, monkeypatch):
    """Where the extra is not installed."""
    monkeypatch.setitem(sys.modules, "cassis", None)

    with pytest.raises(SetupError, match="CAS files need the package cassis"):
        exported(case, "cas")


# brat


def without_line_ends(report):
    """Which places brat can hold: none of nothing but line ends, none with line ends at its edges."""

    def held(places):
        made = []
        for start, end in places:
            words = report.text[start:end]
            first = start + len(words) - len(words.lstrip(BREAK))
            last = end - len(words) + len(words.rstrip(BREAK))
            made += [(first, last)] if first < last else []
        return made

    return held


@FEW
@given(reports())
def test_brat_gives_back_what_it_was_given(tmp_path_factory, report):
    """Every record that has words, every field, every place; no mark has a line end in it, and each tells its words."""
    path = tmp_path_factory.mktemp("brat") / "a.zip"
    members = list(brat._members([report], iter(range(2))))
    with path.open("wb") as out:
        archive(out, members)
    text = dict(members)[f"{stem(report)}.txt"].decode()
    lines = dict(members)[f"{stem(report)}.ann"].decode()
    for line in lines.splitlines():
        if line.startswith("T"):
            _, places, words = line.split("\t")
            pieces = [text[int(a) : int(b)] for a, b in (one.split() for one in places.partition(" ")[2].split(";"))]
            assert " ".join(pieces).replace("\t", " ") == words
    first, *found = read_brat(path)

    assert lines.splitlines() == lines.split("\n")[:-1]
    assert first.report == stem(report)
    assert told(found) == [one for one in expected(report, without_line_ends(report)) if one[3]]


def test_brat_marks_are_cut_at_line_ends(case):
    """A discontinuous mark is one annotation; its pieces are joined in its words."""
    data, written = exported(case, "brat")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = packed.namelist()
        [name] = [one for one in names if one.startswith("a-bridge") and one.endswith(".ann")]
        lines = packed.read(name).decode().splitlines()
        configuration = packed.read("annotation.conf").decode()

    assert written.rows == 3
    assert names[0] == "annotation.conf"
    assert "T1\tStatement 94 104;105 110;166 173;174 187\tWir zahlen nicht und wir warten nicht." in lines
    assert "E1\tStatement:T1 Cue:T2 Source:T3 Occasion:T4" in lines
    assert "A2\tAct E1 refuse" in lines
    assert "Act\tArg:<EVENT>, Value:demand|offer|" in configuration
    assert "Statement\tContent*:Content, Cue*:Cue" in configuration


# Label Studio


@FEW
@given(reports())
def test_label_studio_gives_back_what_it_was_given(tmp_path_factory, report):
    """A prediction that somebody takes over as it is becomes an annotation with every field, place and relation."""
    task = labelstudio.task(report)
    task["annotations"] = [{"result": task.pop("predictions")[0]["result"], "completed_by": 1}]
    path = tmp_path_factory.mktemp("ls") / "a.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    first, *found = read_labelstudio(path)

    assert first.report == report.id
    assert told(found) == [one for one in expected(report) if one[3]]


def test_label_studio_keeps_a_record_that_has_its_frame_alone(tmp_path, a_raw):
    """Its one region has not the label that statements begin with, and no relation leads from it."""
    report = a_raw(";;", "a.txt")
    frame = Span.of(report.text, 0, 1)
    statement = Statement(id="s0", mode="direct", content=(), frame=(frame,), confidence=0.5, why="x")
    report = replace(report, statements=(statement,))
    task = labelstudio.task(report)
    task["annotations"] = [{"result": task["predictions"][0]["result"], "completed_by": 1}]
    path = tmp_path / "a.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    _, found = read_labelstudio(path)

    assert (found.record, found.spans) == ("s0", {"frame": (frame,)})


def test_label_studio_counts_code_points(make_case, a_raw, a_statement):
    """As its editor has stored them since 2021; 😀 is one."""
    report = a_raw("😀 Brenn schweigt.\n", "a.txt")
    report = replace(report, statements=(a_statement(report, "direct", "schweigt", act="refuse"),))
    [task] = json.loads(exported(make_case([report]), "labelstudio")[0])
    [region, *choices] = task["predictions"][0]["result"]

    assert region["value"] == {"start": 8, "end": 16, "text": "schweigt", "labels": ["Statement content"]}
    assert {one["from_name"]: one["value"]["choices"] for one in choices} == {
        "statements.mode": ["direct"],
        "statements.act": ["refuse"],
    }
    assert task["annotations"] == []


def test_label_studio_shows_rulings_as_annotations(case):
    """What a person accepted is somebody's coding, all else is a prediction."""
    [first, *_] = case.report("a/bridge.txt").statements
    case.rule(first.id, "accept", "Ada")
    task = json.loads(exported(case, "labelstudio")[0])[0]
    labels = [one["value"]["labels"][0] for one in task["annotations"][0]["result"] if one["type"] == "labels"]

    assert labels == ["Statement content"] * 2 + ["Statement cue", "Statement source", "Statement occasion"]


def test_the_labelling_interface_knows_every_label_and_choice(case):
    """Else Label Studio refuses the tasks."""
    config = etree.fromstring(exported(case, "labelstudio", of="config")[0])
    labels = {one.get("value") for one in config.iter("Label")}
    controls = {one.get("name"): {choice.get("value") for choice in one} for one in config.iter("Choices")}
    relations = {one.get("value") for one in config.iter("Relation")}

    for task in json.loads(exported(case, "labelstudio")[0]):
        for result in task["predictions"][0]["result"]:
            if result["type"] == "labels":
                assert set(result["value"]["labels"]) <= labels
            elif result["type"] == "choices":
                assert set(result["value"]["choices"]) <= controls[result["from_name"]]
            else:
                assert set(result["labels"]) <= relations
    with pytest.raises(UsageError, match="labelstudio has no tunes"):
        exported(case, "labelstudio", of="tunes")


# TEI

NS = {"t": tei.TEI}
ID = "{http://www.w3.org/XML/1998/namespace}id"


def value_of(element):
    tag = etree.QName(element).localname
    if tag == "fs":
        return {one.get("name"): value_of(one[0]) for one in element}
    if tag == "vColl":
        return [value_of(one) for one in element]
    if tag == "numeric":
        return json.loads(element.get("value"))
    return element.text if tag == "string" else None


def resolved(root, pointer):
    """The words that a pointer leads to."""
    [(name, start, length)] = re.findall(r"^#string-range\(([^,]+),(\d+),(\d+)\)$", pointer)
    [there] = [one for one in root.iter() if one.get(ID) == name]
    found = there.text[int(start) : int(start) + int(length)]
    assert len(found) == int(length)
    return found


@FEW
@given(reports())
def test_a_tei_text_is_whole_and_its_pointers_lead_to_the_words(report):
    """What XML cannot carry is shown by name; every span is found again, every field stands in a feature structure."""
    root = etree.fromstring(tei._written(tei._tei(report)).replace("<TEI", f'<TEI xmlns="{tei.TEI}"', 1))
    shown = "".join(one.text or "" for one in root.iterfind(".//t:body/t:p", NS))
    fields = {one.get(ID): value_of(one) for one in root.iterfind("t:standOff/t:fs", NS)}
    spans: dict[Any, dict[Any, list[str]]] = {name: {} for name in fields}
    for one in root.iterfind(".//t:span", NS):
        words = "".join(resolved(root, pointer) for pointer in one.get("target", "").split())
        spans[one.get("ana", "")[1:]].setdefault(one.get("type"), []).append(words)

    assert shown == visible(report.text)
    assert list(fields.values()) == [seen({"record": one.record, **one.fields}) for one in codings(report)]
    assert list(spans.values()) == [
        {role: [visible(span.text) for span in several] for role, several in one.spans.items()}
        for one in codings(report)
    ]
    assert all(re.fullmatch(r"[\w.-]+", one.get(ID, "x")) for one in root.iter())


def seen(value):
    """Words as they can be seen."""
    if isinstance(value, dict):
        return {name: seen(one) for name, one in value.items()}
    if isinstance(value, list):
        return [seen(one) for one in value]
    return visible(value) if isinstance(value, str) else value


def test_a_corpus_is_well_formed_and_lists_who_and_what(case):
    """Header, persons, talks; the identifiers are each there once; the order is that of the TEI's content models."""
    data, written = exported(case, "tei")
    root = etree.fromstring(data)
    identifiers = [one.get(ID) for one in root.iter() if one.get(ID)]
    texts = root.findall("t:TEI", NS)

    assert (written.rows, etree.QName(root).localname) == (3, "teiCorpus")
    assert [etree.QName(one).localname for one in texts[0]] == ["teiHeader", "standOff", "text"]
    assert len(set(identifiers)) == len(identifiers)
    assert [one.text for one in root.iterfind(".//t:persName", NS)] == ["Ada Brenn"]
    assert [one.text for one in root.iterfind(".//t:event/t:label", NS)] == ["bridge-talks"]
    assert texts[0].findtext("t:teiHeader//t:title", namespaces=NS) == "Bergland beharrt auf Brückenzoll"
    assert {one.get("corresp", "")[1:] for one in root.iter() if one.get("corresp")} <= set(identifiers)


def test_an_empty_case_makes_sound_files(make_case):
    """In each of the formats."""
    case = make_case([])
    for name in ("annotation", "labelstudio"):
        json.loads(exported(case, name)[0])
    for name in ("brat", "cas"):
        zipfile.ZipFile(io.BytesIO(exported(case, name)[0])).testzip()

    assert etree.fromstring(exported(case, "tei")[0]).findall("t:TEI", NS)


def test_file_names_do_no_harm(a_raw):
    """Whatever a report is called, its files stay in their folder, and two reports never share one."""
    names = ["../../etc/passwd", "C:\\x\ny.txt", "ü" * 500, "a/b.txt", "a-b.txt", ""]
    made = [stem(a_raw("Genf", name)) for name in names]

    assert all(re.fullmatch(r"[0-9A-Za-z-]{16,80}", one) for one in made)
    assert all(one != other for one, other in pairwise(sorted(made)))
