"""TimeML in and out, and our times in the conventions of KRAUTS."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import a_report

from depesche.errors import UsageError
from depesche.packs import load
from depesche.read.times import read_times
from depesche.records import Header, Published
from depesche.score.timeml import Mark, krauts, parse, score_timeml, write

DE = load("de")


def read(text, day):
    return read_times(replace(a_report(text), header=Header(published=Published(value=day))), DE).times


def marks(text):
    return [(text[m.start : m.end], m.type, m.value) for m in krauts(text, list(read(text, "2022-01-12")))]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_what_is_written_can_be_read_again(text):
    """The text comes back whole, markup characters and all."""
    half = len(text) // 2
    found = [Mark(0, half, "DATE", '<"&>')] if half else []

    assert (text, "2022-01-12") == parse(write(text, "2022-01-12", found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In den vergangenen Jahren stieg es.", [("den vergangenen Jahren", "DURATION", "PXY")]),
        ("In der kommenden Woche geht es los.", [("der kommenden Woche", "DATE", "2022-W03")]),
        ("Im kommenden Jahr geht es los.", [("kommenden Jahr", "DATE", "2023")]),
        (
            "Der 3. Mai naht, die 1997 gegründete Firma auch.",
            [("3. Mai", "DATE", "2022-05-03"), ("1997", "DATE", "1997")],
        ),
        ("Heute ist das anders.", [("Heute", "DATE", "PRESENT_REF")]),
        ("Heute um 9 Uhr geht es los.", [("Heute", "DATE", "2022-01-12"), ("9 Uhr", "TIME", "2022-01-12T9:00")]),
        ("Am heutigen Mittwoch geht es los.", [("Mittwoch", "DATE", "2022-01-12")]),
        (
            "Stand: 5. März 2021, 17:40 Uhr",
            [("5. März 2021", "DATE", "2021-03-05"), ("17:40 Uhr", "TIME", "2021-03-05T17:40")],
        ),
        ("Um neun Uhr geht es los.", [("neun Uhr", "TIME", "2022-01-12T09:00")]),
        ("Um 11 Uhr geht es los.", [("11 Uhr", "TIME", "2022-01-12T11:00")]),
        ("Sie tagen nachts.", [("nachts", "SET", "PT1NI")]),
    ],
)
def test_conventions_of_the_corpus(text, expected):
    """Articles, stretches, `heute`, `nachts`, hours and stamps are marked as the corpus marks them."""
    assert expected == marks(text)


def test_each_gold_file_has_one_answer(tmp_path):
    """The predictions lie under the names of the gold files, over the same text, and hold no gold."""
    gold = tmp_path / "gold"
    gold.mkdir()
    head = '<DCT><TIMEX3 tid="t0" type="DATE" value="2022-01-12">x</TIMEX3></DCT>'
    body = '<TEXT>Am <TIMEX3 tid="t1" type="DATE" value="1900">Montag</TIMEX3> &amp; danach.</TEXT>'
    (gold / "ä.tml").write_text(f"<TimeML>{head}{body}</TimeML>", encoding="utf-8")

    assert score_timeml(gold, tmp_path / "out", read) == 1
    [answer] = (tmp_path / "out").iterdir()
    written = answer.read_text(encoding="utf-8")
    assert answer.name == "ä.tml"
    assert parse(written) == ("Am Montag & danach.", "2022-01-12")
    assert re.findall(r'value="([^"]*)">Montag', written) == ["2022-01-10"]


def test_a_folder_without_gold_is_told(tmp_path):
    """Scoring nothing is a mistake in the call."""
    with pytest.raises(UsageError, match="no TimeML file"):
        score_timeml(tmp_path, tmp_path / "out", read)
