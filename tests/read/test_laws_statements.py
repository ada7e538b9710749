"""What always holds for statements and actors, whatever the text; and how the work grows with its length."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import a_report
from tests.read.conftest import DE

import depesche
from depesche.language.analysis import analyse
from depesche.read.actors import read_actors
from depesche.read.statements import read_statements
from depesche.records import Header, Report, Span, spans_of

SAMPLE = Path(depesche.__file__).parent / "sample" / "reports"
PIECES = st.sampled_from(
    [
        "Ida", "Lund", "Karl", "Tamsen", "Außenministerin", "Der", "die", "das", "er", "sie", "Sie", "Moskau", "Russlands", "in", "Wien",
        "Nato", "Interfax", "sagte", "sagt", "habe", "sei", "seien", "könnten", "forderte", "wies", "zurück", "hat", "gesagt", "nicht",
        "dass", "ob", "wie", "laut", "zufolge", "nach", "Angaben", "so", "hieß", "es", "demnach", "sollen", "worden", "sein", "zu", "um",
        "und", "Beide", "Seiten", "61-Jährige", "der", "Vorschlag", "Garantien", "wird", "befürchtet", "zitierte", "den", "Worten",
        "am", "Montag", "12.", "z. B.", ".", ",", ":", "!", "?", "…", "(", ")", "–", "-", "„", "“", "”", '"', "»", "«", "‚", "‘", "’", "'",
        "\n", "\n\n", "\r\n", "\u2028", "\xa0", "\u00ad", "\u200b", "\u202e", "\u2066", "😀", "\x00", "\ud800",
    ]
)  # fmt: skip
SENTENCES = [
    "„Wir sind jetzt bereit“, sagte Außenminister Karl Tamsen.", "Außenministerin Ida Lund betonte, dass die Grenze offen bleibe.",
    "Es gebe aber keinen Grund zur Panik.", "Washington und Kiew forderten eine Waffenruhe.", "Beide Seiten lobten das Treffen.",
    "Laut dem Ministerium sind die Gespräche vertagt.", "Sie wies die Vorwürfe zurück.", "Zwanzig Menschen sollen verletzt worden sein.",
    "Die Fähre lege ab, sagte er der Agentur Interfax zufolge.", "„Die Frist läuft am Freitag ab.“", "Der 61-Jährige sagte, er bleibe.",
    "Russlands Vorschlag, die Grenze neu zu ziehen, liegt vor.", "Die Fähre legte am Morgen ab.", "Kein Abkommen in Sicht",
    "Karvelien schwieg, die karvelische Regierung auch.", "Befürchtet wird, dass die Brücke einstürzt.",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=30).map("".join),
    st.text(max_size=80),
)
PILES = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", "\n", "\n\n", "\r\n\r\n"])), max_size=10
).map(lambda parts: "".join(sentence + gap for sentence, gap in parts))
ANY = st.one_of(TEXTS, PILES)


def fresh(text: str, clutter: tuple[Span, ...] = ()) -> Report:
    """The statements of a text, read anew with clutter as given."""
    report = replace(a_report(text), language="de", header=Header(clutter=clutter))
    for stage in (analyse, read_actors, read_statements):
        report = stage(report, DE)
    return report


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_evidence_is_the_reports_own_text(text):
    """No record points at words that the report does not contain, and reading never raises."""
    for span in spans_of(fresh(text)):
        assert 0 <= span.start < span.end <= len(text)
        assert span.text == text[span.start : span.end]


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_records_are_sorted_and_their_ids_unique(text):
    """Statements stand in the order of the text; no two records of a kind share an id."""
    report = fresh(text)
    starts = [s.content[0].start for s in report.statements]

    assert sorted(starts) == starts
    for records in (report.statements, report.actors):
        assert len(records) == len({r.id for r in records})


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_statements_are_well_formed(text):
    """A statement has content, spans without white space at their edges and in order, and a confidence of 0 to 1."""
    for statement in fresh(text).statements:
        assert statement.content
        assert list(statement.cue) == sorted(statement.cue)
        assert 0 < statement.confidence <= 1
        assert statement.why
        assert statement.actor
        for span in statement.content:
            assert span.text.strip()


WRITTEN = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "line ends of old Macs": lambda text: text.replace("\n", "\r"),
    "accents behind their letters": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: re.sub(r"\B(ver|lung|schaft|le)", "\xad\\1", text),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLE.glob("*.txt")))
def test_a_text_is_read_the_same_however_it_is_written(name, written):
    """Where a report was typed and saved does not change who says what in it."""
    text = SAMPLE.joinpath(name).read_text(encoding="utf-8")

    def said(report):
        words = [" ".join(" ".join(span.text.split()) for span in one.content) for one in report.statements]
        whole = [unicodedata.normalize("NFC", one.replace("\xad", "")) for one in words]
        return [(one.mode, one.act, one.actor, told) for one, told in zip(report.statements, whole, strict=True)]

    assert written(text) != text
    assert said(fresh(text)) == said(fresh(written(text)))


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_reading_twice_gives_the_same(text):
    """Reading is a function of the text."""
    assert fresh(text) == fresh(text)


@settings(max_examples=40, deadline=None)
@given(ANY, st.sampled_from([" ", "\n", "\r\n\n", "\t \xa0"]))
def test_white_space_at_the_end_changes_nothing(text, tail):
    """What is read does not depend on white space behind the text."""
    text = text.rstrip()

    def evidence(report):
        return [(s.mode, s.actor, s.content, s.cue, s.source) for s in report.statements]

    assert evidence(fresh(text)) == evidence(fresh(text + tail))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=3, max_size=8), st.data())
def test_nothing_is_read_out_of_clutter(sentences, data):
    """A statement or an actor never points into what is no part of the article."""
    text = "\n\n".join(sentences)
    marked = data.draw(st.sampled_from(sentences))
    start = text.index(marked)
    clutter = Span.of(text, start, start + len(marked))
    report = fresh(text, (clutter,))

    for statement in report.statements:
        assert not any(span.meets(clutter) for span in (*statement.content, *statement.cue))
    assert not any(m.meets(clutter) for a in report.actors for m in a.mentions)


_ELSEWHERE = """
import sys
from tests.read.test_laws_statements import SENTENCES, fresh
report = fresh("\\n".join(SENTENCES))
sys.stdout.buffer.write(repr((report.statements, report.actors)).encode())
"""


@pytest.mark.parametrize("seed", ["1", "77"])
def test_another_process_reads_the_same(seed, request):
    """Records do not depend on the process, nor on how it orders its sets."""
    report = fresh("\n".join(SENTENCES))
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        capture_output=True, check=True, cwd=request.config.rootpath, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip

    assert repr((report.statements, report.actors)) == done.stdout.decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "„",
        "“",
        ".",
        "😀",
        "\x00",
        "\ud800",
        "„“",
        "-" * 500,
        "„" * 200,
        ", dass" * 200,
        "Berichte, wonach",
    ],
)
def test_odd_texts_are_read_without_a_statement(text):
    """A text without words, or with one word over and over, holds nobody's speech."""
    assert fresh(text).statements == ()


STORY = (
    "Außenminister Karl Tamsen sagte am Montag, die Lage sei ernst. Es gebe aber keinen Grund zur Panik. „Wir bleiben am Tisch“, "
    "sagte Außenministerin Ida Lund. Die russische Seite lehnte den Vorschlag ab. Laut dem Ministerium sind die Gespräche vertagt. "
    "Der 61-Jährige forderte mehr Zeit. Die Fähre legte am Morgen mit Verspätung ab.\n\n"
)


def lines_run(text: str) -> Counter[str]:
    """How many lines of Depesche run to read a text, by function: a measure of work that no other load disturbs."""
    counts: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _argument: object) -> object:
        if "depesche" not in frame.f_code.co_filename:
            return None
        if event == "line":
            counts[frame.f_code.co_qualname] += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        fresh(text)
    finally:
        sys.settrace(before)
    return counts


def test_work_grows_in_step_with_the_text():
    """Four times the text costs four times the work: no stage looks back over the whole report."""
    fresh(STORY)
    short, long = lines_run(STORY * 20), lines_run(STORY * 80)
    steep = {name: (short[name], n) for name, n in long.items() if n > 20_000 and n > 6 * short[name]}

    assert steep == {}
    assert long.total() <= 5 * short.total()


def test_many_quotations_in_one_paragraph_cost_no_more_than_their_number():
    """A sentence looks at the quotations around it, not at all those of its paragraph."""
    once = "„Wir bleiben“, sagte Ida Lund. "
    fresh(once)
    short, long = lines_run(once * 150), lines_run(once * 600)

    assert long.total() <= 5 * short.total()


PATTERNS = ["(", "und sagte, ", "a-", "12. ", "„Nein“ ", "„Nein ", "Er sagte, dass "]


@pytest.mark.parametrize(("pattern", "gap"), list(product(PATTERNS, ["", "\n"])))
def test_no_pattern_is_steep(pattern, gap):
    """One thing repeated without an end does not cost more than its length."""
    short, long = lines_run((pattern + gap) * 100), lines_run((pattern + gap) * 400)

    assert long.total() <= 8 * short.total() + 100_000
