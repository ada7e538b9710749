"""In a spaCy pipeline the records are spans of its documents, with their exact places kept."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
from spacy import displacy  # noqa: E402
from spacy.tokens import Doc, DocBin  # noqa: E402

from depesche.errors import UsageError  # noqa: E402

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


def test_many_documents_are_read_one_by_one(nlp):
    """What is empty, or white space alone, is a document like any other; the order is kept."""
    docs = list(nlp.pipe([TEXT, "", " \n ", TEXT], n_process=1))

    assert [len(doc.spans["statements"]) for doc in docs] == [2, 0, 0, 2]
    assert [doc._.depesche.unread is None for doc in docs] == [True, False, False, True]
    assert docs[0]._.depesche == docs[3]._.depesche


def test_documents_are_kept_in_bins(nlp):
    """As spaCy keeps corpora, if it is told to keep the data of users."""
    kept = DocBin(store_user_data=True, docs=[nlp(TEXT)]).to_bytes()
    [back] = DocBin().from_bytes(kept).get_docs(nlp.vocab)

    assert back._.depesche == nlp(TEXT)._.depesche
    assert [span._.depesche.mode for span in back.spans["statements"]] == ["direct", "reported"]


def test_a_piece_of_a_document_has_no_report(nlp):
    """Its places would be those of another text."""
    piece = nlp(TEXT)[3:12].as_doc(copy_user_data=True)

    assert piece._.depesche is None


@pytest.mark.parametrize("day", ["2031-03-12", date(2031, 3, 12), datetime(2031, 3, 12, 9, tzinfo=UTC)], ids=str)
def test_a_day_is_given_as_one_has_it(nlp, day):
    """In words of ISO, or as Python has it."""
    doc = nlp.make_doc(TEXT)
    doc._.published = day

    assert nlp.get_pipe("depesche")(doc)._.depesche.header.published.value == "2031-03-12"


def test_what_is_no_day_is_refused(nlp):
    """Rather than passed over: every time would stay open without a word."""
    with pytest.raises(UsageError, match="'gestern' is no day"):
        spacy.blank("de").add_pipe("depesche", config={"day": "gestern"})

    doc = nlp.make_doc(TEXT)
    doc._.published = "gestern"
    with pytest.raises(UsageError, match="is no day"):
        nlp.get_pipe("depesche")(doc)


def test_the_language_need_not_be_found_out():
    """Two words are too few to tell it by."""
    made = spacy.blank("xx")
    made.add_pipe("depesche", config={"language": "de", "day": "2031-03-05"})
    doc = made("Am Dienstag.")

    assert [span._.depesche.value for span in doc.spans["times"]] == ["2031-03-04"]


def test_an_extension_of_that_name_is_left_alone():
    """A pipeline that has days of its own keeps them."""
    code = (
        "import spacy\nfrom spacy.tokens import Doc\nDoc.set_extension('published', default='2031-03-12')\n"
        "nlp = spacy.blank('de')\nnlp.add_pipe('depesche')\n"
        "print(nlp('Am Dienstag.')._.depesche.header.published.value)"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert ran.stdout.strip() == "2031-03-12"


def test_nobody_else_loads_spacy():
    """It takes seconds, and a case has no need of it."""
    code = "import sys, depesche, depesche.run.local, depesche.export.registry as r; r.formats(); print('spacy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert ran.stdout.strip() == "False"
