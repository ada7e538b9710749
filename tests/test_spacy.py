"""In a spaCy pipeline the records are spans of its documents, with their exact places kept."""

from __future__ import annotations

import pytest

spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
from spacy import displacy  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

TEXT = (
    "Genf 😀. Die talvonische Außenministerin Marit Hallvik sagte am Dienstag: „Wir lehnen das Angebot ab.“ "
    "Juri Schelestow forderte den Abzug."
)


@pytest.fixture(scope="module")
def nlp():
    """An empty German pipeline with the component in it, found by its entry point."""
    made = spacy.blank("de")
    made.add_pipe("depesche", config={"day": "2031-03-05"})
    return made


def test_records_are_spans_of_the_document(nlp):
    """Statements with their mode, times with their type; each leads to its record."""
    doc = nlp(TEXT)
    said = doc.spans["statements"]

    assert [(span.label_, span._.depesche.actor) for span in said] == [
        ("direct", "Marit Hallvik"),
        ("reported", "Juri Schelestow"),
    ]
    assert "lehnen das Angebot ab" in said[0].text
    [day] = [span for span in doc.spans["times"] if span.text == "Dienstag"]
    assert (day.label_, day._.depesche.value) == ("DATE", "2031-03-04")
    assert doc[0:2]._.depesche is None


def test_exact_places_are_kept(nlp):
    """Tokens may be wider than a record's words; the record still has those alone, beyond the basic plane too."""
    doc = nlp(TEXT)
    for span in doc.spans["statements"]:
        for stretch in span._.depesche.content:
            assert doc.text[stretch.start : stretch.end] == stretch.text
            assert span.start_char <= stretch.start
            assert stretch.end <= span.end_char


def test_a_document_has_a_day_of_its_own(nlp):
    """It goes before that of the component."""
    doc = nlp.make_doc(TEXT)
    doc._.published = "2031-03-12"
    for _, component in nlp.pipeline:
        doc = component(doc)

    assert [span._.depesche.value for span in doc.spans["times"] if span.text == "Dienstag"] == ["2031-03-11"]


def test_documents_travel(nlp, tmp_path):
    """Between processes and to the disk, with the pipeline beside them."""
    doc = nlp(TEXT)
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    back = Doc(again.vocab).from_bytes(doc.to_bytes())
    [piped] = again.pipe([TEXT])

    assert back._.depesche == doc._.depesche == piped._.depesche
    assert [span._.depesche for span in back.spans["statements"]] == [
        span._.depesche for span in doc.spans["statements"]
    ]


def test_displacy_shows_them(nlp):
    """As stacked spans, in our colours."""
    shown = displacy.render(nlp(TEXT), style="span", options={"spans_key": "statements"}, jupyter=False)

    assert "direct" in shown
    assert "#f3d9b1" in shown.lower()


def test_a_text_in_another_language_is_kept_unread(nlp):
    """It has a report that says so, and no spans."""
    doc = nlp("The talks in Geneva went on through the night without any result, a spokeswoman said on Tuesday.")

    assert doc._.depesche.unread == "There is no language pack for en."
    assert list(doc.spans["statements"]) == []
