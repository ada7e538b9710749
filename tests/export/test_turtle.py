"""RDF: parsed back it is the case, in terms that the vocabulary has and that fit where they stand."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef

from depesche.export.registry import write
from depesche.export.turtle import literal, vocabulary
from depesche.store.case import Case
from depesche.store.coded import carried
from depesche.store.columns import KINDS

TERMS = Namespace("urn:depesche:terms:")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
DOCS = Path(__file__).resolve().parents[2] / "docs" / "vocabulary.md"


def written(case) -> bytes:
    out = io.BytesIO()
    write(case, "ttl", out)
    return out.getvalue()


@pytest.fixture(scope="module")
def terms() -> Graph:
    """The vocabulary."""
    return Graph().parse(data=vocabulary(), format="turtle")


@pytest.fixture(scope="module")
def whole(sample_case):
    """The sample case, opened."""
    with Case.open(sample_case) as case:
        yield case


@pytest.fixture(scope="module")
def graph(whole) -> Graph:
    """What an RDF library reads of it."""
    return Graph().parse(data=written(whole), format="turtle")


def test_every_record_is_there_with_its_words(whole, graph):
    """With the report it was read in, and stretches of text that are the report's."""
    counted = {kind: sum(len(getattr(report, kind)) for report in whole.reports()) for kind in KINDS[1:-2]}
    names = {"statements": "Statement", "times": "Time", "actors": "Naming", "talks": "Talk", "positions": "Position",
             "figures": "Figure"}  # fmt: skip
    assert {kind: len(set(graph.subjects(RDF.type, TERMS[names[kind]]))) for kind in counted} == counted
    for report in whole.reports():
        iri = URIRef(f"urn:depesche:report:{report.id}")
        assert str(graph.value(iri, SCHEMA.articleBody)) == carried(report.text)
        assert str(graph.value(iri, SCHEMA.name)) == report.name
        for passage in graph.subjects(SCHEMA.isPartOf, iri):
            start, end = (int(str(graph.value(passage, TERMS[name]))) for name in ("start", "end"))
            assert str(graph.value(passage, SCHEMA.text)) == report.text[start:end]
            assert str(passage) == f"{iri}#char={start},{end}"


def test_statements_are_those_of_the_case(whole, graph):
    """Every field of every statement and position."""
    for report in whole.reports(doubles=False):
        found = {
            str(graph.value(one, TERMS.id)): one
            for one in graph.subjects(PROV.wasDerivedFrom, URIRef(f"urn:depesche:report:{report.id}"))
        }
        for one in report.statements:
            told = found[one.id]
            content = {str(passage).rpartition("=")[2] for passage in graph.objects(told, TERMS.content)}
            assert content == {f"{span.start},{span.end}" for span in one.content}
            assert str(graph.value(told, TERMS.mode)) == one.mode
            assert (str(graph.value(told, TERMS.act) or "") or None) == one.act
            assert float(str(graph.value(told, TERMS.confidence))) == one.confidence
            assert (graph.value(told, TERMS.actor) is None) == (one.actor is None)
        for position in report.positions:
            told = found[position.id]
            assert str(graph.value(told, TERMS.issue)) == position.issue
            assert str(graph.value(told, TERMS.stance)) == position.stance
            assert str(graph.value(told, TERMS.plover) or "") == (position.plover or "")


def test_what_relates_reports_is_there(whole, graph):
    """Utterances with their statements, meetings with their talks, both sides of discrepancies."""
    for name, kind in (("Utterance", "utterances"), ("Meeting", "meetings")):
        expected = {one.id: len(one.members) for one in getattr(whole, kind)()}
        told = {
            str(graph.value(s, TERMS.id)): len(set(graph.objects(s, TERMS.member)))
            for s in graph.subjects(RDF.type, TERMS[name])
        }
        assert told == expected != {}
    sides = [len(set(graph.objects(one, TERMS.side))) for one in graph.subjects(RDF.type, TERMS.Discrepancy)]
    assert len(sides) == len(list(whole.discrepancies()))
    assert set(sides) == {2}
    members = set(graph.objects(None, TERMS.member))
    assert all((one, RDF.type, None) in graph for one in members)


def test_terms_fit_where_they_stand(graph, terms):
    """Each property is of the vocabulary, its subject of the class that it is for, its object of the class or type that it has."""
    above: dict[object, set[object]] = {}

    def classes(node):
        found = set(graph.objects(node, RDF.type))
        for one in list(found):
            if one not in above:
                above[one] = set(terms.transitive_objects(one, RDFS.subClassOf))
            found |= above[one]
        return found

    used = 0
    for subject, name, value in graph:
        if name not in TERMS:
            continue
        used += 1
        assert (name, RDF.type, None) in terms, name
        domain, range_ = terms.value(name, RDFS.domain), terms.value(name, RDFS.range)
        assert domain is None or domain in classes(subject), (name, subject)
        if (name, RDF.type, OWL.DatatypeProperty) in terms:
            assert isinstance(value, Literal), (name, subject)
            assert (value.datatype or XSD.string) == range_, (name, value)
            assert value.value is not None
        else:
            assert range_ in classes(value), (name, value)
    assert used > 1000
    for one in set(graph.objects(None, RDF.type)):
        assert one == PROV.SoftwareAgent or (one, RDF.type, OWL.Class) in terms


def test_nothing_is_without_a_name(graph):
    """No blank nodes, so that two exports can be compared and joined."""
    assert all(isinstance(one, URIRef) for one in graph.subjects())


def test_the_vocabulary_is_documented(terms):
    """Every class and property stands on its page, and nothing else does."""
    names = {str(one).removeprefix(TERMS) for one in terms.subjects() if one in TERMS}
    told = set(re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE))

    assert names == told
    assert all(terms.value(TERMS[name], RDFS.comment) for name in names)


def test_the_same_bytes_each_time(whole):
    """In the order of the case."""
    assert written(whole) == written(whole)


def test_odd_characters_do_no_harm(make_case, reports, terms):
    """Quotation marks, line ends, markup and controls are words; what XML cannot hold is U+FFFD."""
    odd = 'a"""\\ \n\r\t<b> . ;\x00\x1b\ud800\u2028 😀 @prefix x: <y> .'
    report = replace(reports[0], name=odd, header=replace(reports[0].header, title=odd, outlet=odd))
    actor = replace(report.actors[0], name=odd, names=(odd,))
    data = written(make_case([replace(report, actors=(actor,))]))
    graph = Graph().parse(data=data, format="turtle")
    [iri] = graph.subjects(RDF.type, TERMS.Report)

    assert str(graph.value(iri, SCHEMA.headline)) == carried(odd)
    assert carried(odd) in {str(one) for one in graph.objects(None, TERMS.form)}
    assert Graph().parse(data=graph.serialize(format="xml"), format="xml") is not None


def test_an_empty_case_is_a_graph(make_case):
    """With nothing but what read it."""
    assert len(Graph().parse(data=written(make_case([])), format="turtle")) == 2


def test_literals_are_escaped():
    """As Turtle wants."""
    assert literal('"\\\n') == '"\\"\\\\\\n"'
