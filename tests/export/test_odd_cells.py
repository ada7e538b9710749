"""No format hands on what acts: formulas in cells, controls in XML and text, whatever reports and actors are called."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest
from lxml import etree

from depesche.export.registry import find, names, write
from depesche.records import Actor, Figure, Header, Position, Published, Statement, Talk, Time
from depesche.relations import Held, Meeting, Member, Quote, Told

BEGINS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1")
ODD = "\x00\x01\x08\x0b\x1b\x1f\x7f\x9f\ud800\ufffe\u202e<&\"'"
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
XML = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
TABLES = ("statements", "positions", "talks", "figures")


@pytest.fixture
def hostile(make_case, relate, a_raw):
    """A case in which every name and word begins like a formula and has controls in it."""
    reports = []
    for number, begins in enumerate(BEGINS):
        words = f"{begins}{ODD}"
        report = a_raw(f"{words} Genf", f"{number}{words}.txt")
        span = report.span(0, len(words))
        reports.append(
            replace(
                report,
                header=Header(Published("2031-05-05", None, words), words, (words,), (words,), (words,), title=words),
                actors=(Actor(f"a{number}", words, "state", (words,), words, words, (span,), why=words),),
                statements=(Statement(f"s{number}", "direct", (span,), (span,), span, words, span, span, span, (span,),
                                      "demand", 0.5, words),),
                times=(Time(f"t{number}", span, "DATE", "2031-05-05", "XXXX", words, why=words),),
                talks=(Talk(f"k{number}", words, (words, words), "held", (span,), words, words, "2031-05-05", words, span,
                            (span,), why=words),),
                positions=(Position(f"p{number}", words, "demand", words, "pro", (span,), words, words, span, words,
                                    "DEMAND", 0.5, words),),
                figures=(Figure(f"f{number}", span, 1.0, words, words, words, why=words),),
            )
        )  # fmt: skip
    case = make_case(reports, "odd.depesche")
    name, words = reports[0].name, reports[0].actors[0].name
    member = Member(name, "k0", words)
    quote = Quote(name, 0, 3, words)
    relate(
        case,
        meetings=[
            Meeting("e" * 16, words, "held", (Told(words, (member,)),), (member,), (Told("2031-05-05", (member,)),))
        ],
        held=[
            Held(f"{one}" * 16, name, "2031-05-05", actor, "demand", "pro", quote, (words, words), words, words)
            for one, actor in (("1", words), ("2", f"{words}2"))
        ],
    )
    return case


def written(case, form, **options) -> bytes:
    out = io.BytesIO()
    write(case, form, out, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", names())
def test_controls_are_not_handed_on(hostile, form):
    """Text has none but line ends and tabs; every XML file in an archive is XML, of which no program complains."""
    data = written(hostile, form)
    assert len(data) > 100
    if not find(form).binary:
        assert CONTROLS.findall(data.decode("utf-8")) == []
        if form in {"graphml", "gexf", "tei"}:
            etree.fromstring(data, XML)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            assert packed.testzip() is None
            for name in packed.namelist():
                assert CONTROLS.search(name) is None
                if name.endswith((".xml", ".xmi", ".rels")):
                    etree.fromstring(packed.read(name), XML)


@pytest.mark.parametrize("of", TABLES)
def test_no_cell_of_a_spreadsheet_is_a_formula(hostile, of):
    """And the number of those that were defused is told."""
    out = io.BytesIO()
    told = write(hostile, "csv", out, of=of)
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))
    cells = [cell for row in rows for cell in row]

    assert told.rows == len(BEGINS)
    assert told.neutralised == sum(cell.startswith("'") for cell in cells) >= len(BEGINS)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))] == []


@pytest.mark.parametrize("form", ["jsonl", "plover"])
def test_each_line_is_an_object(hostile, form):
    """With the words as they are: controls and lone surrogates are escaped there, and nothing is lost."""
    lines = written(hostile, form).decode("utf-8").split("\n")[:-1]
    reports = {json.loads(line)["report"] for line in lines if "report" in json.loads(line)}

    assert reports == {row.name for row in hostile.rows()}
    assert any("\ud800" in name and "\x00" in name for name in reports)


def test_labels_of_a_database_have_no_controls(hostile):
    """Those that XML could not hold are U+FFFD, in texts too, so that offsets stay."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.deserialize(written(hostile, "dna"))
        found = [
            value
            for table, column in (
                ("ENTITIES", "Value"),
                ("DATALONGTEXT", "Value"),
                ("DOCUMENTS", "Text"),
                ("DOCUMENTS", "Title"),
            )
            for (value,) in raw.execute(f"SELECT {column} FROM {table}")
        ]

    assert len(found) > len(BEGINS)
    assert [value for value in found if CONTROLS.search(value)] == []
