"""Corpora of named entities in, and our actors measured against them."""

from __future__ import annotations

import gzip
import json
import lzma
import tarfile
from dataclasses import replace

import pytest
from tests.conftest import a_report

from depesche.cli.score_ner import measured
from depesche.errors import UsageError
from depesche.records import Actor, Header
from depesche.score.ner import marks, score
from depesche.score.ner_files import Gold, Text, load

GERMEVAL = (
    "#\thttp://example.org\t[2031-03-04]\n1\tMira\tB-PER\tO\n2\tKolb\tI-PER\tO\n3\tlobt\tO\tO\n4\tdie\tO\tO\n"
    "5\tPosener\tB-LOCderiv\tO\n6\tWerft\tB-ORG\tO\n7\t.\tO\tO\n\n1\tPosen\tB-LOC\tO\n2\tschweigt\tO\tO\n"
)
SMARTDATA = {
    "text": {"string": "Mira Kolb verlässt die Werft AG."},
    "conceptMentions": {
        "array": [
            {"type": "PERSON", "span": {"start": 0, "end": 9}},
            {"type": "ORGANIZATION_COMPANY", "span": {"start": 23, "end": 31}},
            {"type": "TRIGGER", "span": {"start": 10, "end": 18}},
        ]
    },
}


def actor(text, words, kind="person", why="named in the report"):
    span = a_report(text).span(text.index(words), text.index(words) + len(words))
    return Actor(words, words, kind, (words,), mentions=(span,), why=why)


def read(text, *actors, byline=()):
    return replace(a_report(text), actors=actors, header=Header(byline=byline))


def spans(one):
    return [(one.text[g.start : g.end], g.name) for g in one.gold]


def written(tmp_path, content):
    path = tmp_path / "corpus"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress], ids=["plain", "gzip", "xz"])
def test_germeval_is_read_packed_or_not(tmp_path, pack):
    """Each sentence is a text; derived names and parts are marked as neither right nor wrong."""
    first, second = load(written(tmp_path, pack(GERMEVAL.encode())))

    assert first.text == "Mira Kolb lobt die Posener Werft."
    assert spans(first) == [("Mira Kolb", "person"), ("Posener", ""), ("Werft", "organisation")]
    assert (second.text, spans(second)) == ("Posen schweigt", [("Posen", "place")])


@pytest.mark.parametrize(
    ("columns", "texts", "expected"),
    [
        ("Kolb I-PER\nruft O\n\nNato I-ORG\n", 2, ("Kolb", "person")),
        ("-DOCSTART- O\n\nKolb B-PER\nruft O\n\nNato B-ORG\n", 1, ("Kolb", "person")),
        ("Kolb\tkolb\tNE\tI-NC\tI-PER\n", 1, ("Kolb", "person")),
        ("# newdoc id = a\n# text = Kolb\n1\tKolb\tB-PER\t-\n", 1, ("Kolb", "person")),
    ],
    ids=["two columns", "documents", "five columns", "numbered"],
)
def test_columns_are_told_apart(tmp_path, columns, texts, expected):
    """The tags stand in the first column that holds any, the words in the first that does not count them."""
    found = load(written(tmp_path, columns))

    assert len(found) == texts
    assert spans(found[0])[0] == expected


def test_smartdata_is_read(tmp_path):
    """Texts and spans; classes without a counterpart are left out."""
    [one] = load(written(tmp_path, gzip.compress(json.dumps(SMARTDATA).encode())))

    assert spans(one) == [("Mira Kolb", "person"), ("Werft AG", "organisation")]


@pytest.mark.parametrize("content", ["Mira Kolb lobt die Werft.\n", '{"text": ', b"\xff\xfe\xff"])
def test_what_is_no_corpus_is_said_to_be_none(tmp_path, content):
    """A file without marks, or one that cannot be read, is named."""
    with pytest.raises(UsageError):
        load(written(tmp_path, content))


def test_authors_are_persons_in_the_corpora():
    """They do not act in the report, but the corpora mark their names, wherever they stand."""
    text = "Von Ida Lund. Kolb ruft Ida Lund."
    found = marks(read(text, actor(text, "Kolb"), byline=("Ida Lund",)))

    assert [text[m.start : m.end] for m in found] == ["Ida Lund", "Kolb", "Ida Lund"]


def test_words_are_set_as_a_text():
    """No space stands before a stop or inside quotation marks, and the spans hold the words."""
    from depesche.score.ner_files import _text  # noqa: PLC0415

    one = _text([("„", "O"), ("Ja", "O"), ("“", "O"), (",", "O"), ("sagt", "O"), ("Kolb", "B-PER"), (".", "O")])

    assert one.text == "„Ja“, sagt Kolb."
    assert spans(one) == [("Kolb", "person")]


@pytest.mark.parametrize(
    ("kind", "why", "expected"),
    [
        ("person", "named in the report", ["person"]),
        ("agency", "named in the tables", ["organisation"]),
        ("state", "named in the tables", ["place"]),
        ("group", "named in the tables", []),
        ("organisation", "described in the report", []),
    ],
)
def test_records_are_written_in_the_conventions_of_the_corpora(kind, why, expected):
    """Persons, organisations and states have names to be marked; who is only described has none."""
    assert [m.name for m in marks(read("Kolb ruft.", actor("Kolb ruft.", "Kolb", kind, why)))] == expected


@pytest.mark.parametrize(
    ("ours", "strict", "relaxed", "errors"),
    [
        ([("Mira Kolb", "person")], 1.0, 1.0, []),
        ([("Kolb", "person")], 0.0, 1.0, ["person, wrong span: 1"]),
        ([("Mira Kolb", "organisation")], 0.0, 0.0, ["person, wrong class organisation: 1"]),
        ([], 0.0, 0.0, ["person, missed: 1"]),
        ([("Mira Kolb", "person"), ("Werft", "person")], 2 / 3, 2 / 3, ["person, extra: 1"]),
        ([("Mira Kolb", "person"), ("Posener", "organisation")], 1.0, 1.0, []),
    ],
    ids=["right", "span", "class", "missed", "extra", "neutral"],
)
def test_a_name_is_right_with_its_span_and_class(ours, strict, relaxed, errors):
    """Strict figures want both the same, relaxed ones a shared character; neutral spans cost nothing."""
    text = "Mira Kolb lobt die Posener Werft."
    corpus = [Text(text, (Gold(0, 9, "person"), Gold(19, 26, "")))]
    scored = score(corpus, lambda _: read(text, *(actor(text, words, kind) for words, kind in ours)), lambda _: False)

    assert scored.figures()["ner.person"] == pytest.approx(strict)
    assert scored.figures()["ner.person.relaxed"] == pytest.approx(relaxed)
    assert [line for line in scored.errors() if not line.startswith(" ")] == errors


def test_places_that_are_states_are_asked_for():
    """Of places only states can be actors; their share has a line of its own."""
    text = "Posen und Karvelien schweigen."
    corpus = [Text(text, (Gold(0, 5, "place"), Gold(10, 19, "place")))]
    scored = score(corpus, lambda _: read(text, actor(text, "Karvelien", "state")), lambda name: name == "Karvelien")

    assert scored.figures()["ner.place.states"] == 1.0
    assert scored.table.rows["ner.place"].recall == 0.5
    assert all(len(line) <= 80 for line in scored.lines())


@pytest.mark.corpora
def test_names_are_found_in_what_nobody_here_wrote(data, tmp_path):
    """Persons and states of a corpus are found about as well as docs/actors.md says."""
    with tarfile.open(data / "corpora" / "ner-german" / "germeval2014.tar.xz") as packed:
        packed.extract("./NER-de-dev.tsv", tmp_path, filter="data")
    figures = measured(tmp_path / "NER-de-dev.tsv").figures()

    assert figures["ner.person"] > 0.65
    assert figures["ner.place.states"] > 0.93
