"""Laws of talks and figures: the work grows with the text, other processes read the same, odd texts are read without harm."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.read.conftest import read
from tests.read.test_laws_statements import fresh, lines_run

from depesche.records import spans_of

STORY = (
    "Außenminister Paul Arlow traf am Montag in Genf seine russische Kollegin Ida Lund. Das Treffen dauerte fast acht Stunden. "
    "Am Freitag sollen die Gespräche in Wien fortgesetzt werden, sagte Lund. An der Grenze stehen nach Angaben des Ministeriums "
    "rund 14.000 bis 20.000 Soldaten, darunter 300 Polen. Der 58-Jährige forderte Verhandlungen zwischen Russland und Polen.\n\n"
)
_ELSEWHERE = """
import sys
from tests.read.test_laws_talks import STORY
from tests.read.conftest import read
report = read(STORY)
sys.stdout.buffer.write(repr((report.talks, report.figures)).encode())
"""


def test_work_grows_in_step_with_the_text() -> None:
    """Four times the text costs four times the work, also where every sentence names other people who meet."""
    letters = "abcdefghijklmnopqrst"
    named = [
        f"Minister Karl Mo{a}{b}el traf am Montag Ministerin Ida Ba{b}{a}en in Genf. " for a in letters for b in letters
    ]
    for once, fourfold in ((STORY * 10, STORY * 40), ("".join(named[:40]), "".join(named[:160]))):
        fresh(once)
        short, long = lines_run(once), lines_run(fourfold)
        steep = {name: (short[name], n) for name, n in long.items() if n > 20_000 and n > 6 * short[name]}
        assert not {
            name for name in steep if name.startswith(("Merger", "Finder", "Facts", "Who", "Parties", "Amounts"))
        }
        assert long.total() <= 6 * short.total()


@pytest.mark.parametrize("seed", ["1", "77"])
def test_another_process_reads_the_same(seed: str, request: pytest.FixtureRequest) -> None:
    """Records do not depend on how a process orders its sets."""
    done = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        capture_output=True, check=True, cwd=request.config.rootpath, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip
    report = read(STORY)
    assert repr((report.talks, report.figures)) == done.stdout.decode()


@pytest.mark.parametrize(
    "text", ["", " ", ".", "Treffen " * 300, "zwei und " * 300, "1 " * 300, "(", "G7 " * 200, "\ud800 5 Treffen"]
)
def test_odd_texts_are_read_without_harm(text: str) -> None:
    """One word over and over is nobody's meeting, and every span is the report's own text."""
    report = read(text)
    assert report.talks == ()
    assert all(report.text[span.start : span.end] == span.text for span in spans_of(report))
