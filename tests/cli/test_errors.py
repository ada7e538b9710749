"""What a user is told who types something wrong: what, where, what to do, and an exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from depesche.store.case import Case

# Command line, exit code, and what must be said. The case is made.depesche; there are a.txt and the folder reports.
MISTAKES = {
    "case and folder swapped": ("build reports talks.depesche", 4, "depesche build talks.depesche reports"),
    "case and file swapped": ("build a.txt talks.depesche", 2, "depesche build talks.depesche a.txt"),
    "folder alone as case": ("build reports a.txt", 4, "this is a folder"),
    "path that is not there": ("build new.depesche nowhere", 2, "no such file or folder: nowhere"),
    "report as case": ("build a.txt reports", 4, "where: a.txt"),
    "no path": ("build new.depesche", 2, "depesche build --help"),
    "bad size": ("build new.depesche a.txt --max-bytes 0", 2, "max-bytes"),
    "table that is not there": ("build new.depesche a.txt --meta nowhere.csv", 2, "nowhere.csv"),
    "case that is not there": ("show nowhere.depesche", 4, "depesche build CASE PATH"),
    "folder shown": ("show reports", 4, "this is a folder"),
    "report shown": ("show a.txt", 4, "where: a.txt"),
    "unknown part": ("show made.depesche quotes", 2, "statements"),
    "unknown mode": ("show made.depesche --mode spoken", 2, "indirect"),
    "filter without use": ("show made.depesche times --actor Kolb", 2, "It goes with briefing, statements, actors"),
    "mode of reports": ("show made.depesche reports --mode direct", 2, "It goes with briefing, statements"),
    "German day": ("show made.depesche --since 10.1.2022", 2, "2022-01-10"),
    "impossible day": ("show made.depesche --since 2022-02-30", 2, "2022-02-30 is no day"),
    "nothing wanted": ("show made.depesche --limit 0", 2, "limit"),
    "report that nobody knows": ("show made.depesche --report hafenkurir", 2, "2031-03-03_hafenkurier.txt"),
    "unknown format": ("export made.depesche --to pdf", 2, "Known: annotation, brat"),
    "no format": ("export made.depesche", 2, "--to"),
    "folder as export": ("export made.depesche --to csv -o reports", 2, "Name a file in it"),
    "case as export": ("export made.depesche --to json -o ./made.depesche", 2, "overwrite the case"),
    "language nobody speaks": ("export made.depesche --to html -o x.html --lang fr", 2, "en and de"),
    "option of another format": ("export made.depesche --to csv --lang de", 2, "no option lang"),
    "nothing stated": ("set made.depesche fremd.txt published", 2, "FIELD=VALUE"),
    "day in words": ("set made.depesche fremd.txt published=gestern", 2, "2022-01-10"),
    "unknown fact": ("set made.depesche fremd.txt colour=red", 2, "outlet"),
    "nobody's report": ("set made.depesche frend.txt published=2031-03-03", 2, "fremd.txt"),
    "removing what is not there": ("remove made.depesche doppel", 2, "ordner/doppelt.txt"),
    "removing by half a name": ("remove made.depesche doppelt.txt", 2, "Near to it: ordner/doppelt.txt"),
    "slip in a verb": ("shwo made.depesche", 2, "show"),
    "slip in an option": ("show made.depesche --actr x", 2, "--actor"),
    "nothing to score": ("score", 2, "depesche score --help"),
    "gold that is not there": ("score gold nowhere reports", 2, "where: nowhere"),
    "folder without gold": ("score gold reports reports", 2, "no gold data"),
    "corpus that is not there": ("score wikinews nowhere", 2, "one JSON object per line"),
    "folder as corpus": ("score ner reports", 2, "Name the file of a corpus"),
    "unknown status": ("show made.depesche talks --status over", 2, "'--status': 'over' is not one of"),
    "unknown act": ("show made.depesche positions --act sing", 2, "Known: demand"),
    "table of nothing": ("export made.depesche --to csv --of bananas", 2, "Known: statements, positions"),
    "no floors": ("score gate never reports reports", 2, "no floors for never"),
}


@pytest.fixture
def folder(case, tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "a.txt").write_text("Ein Bericht.")
    return tmp_path


@pytest.mark.parametrize(("line", "code", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_answered_with_what_to_do(folder, depesche, line, code, told):
    """The answer is an error of two or three lines on standard error, and standard output stays empty."""
    before = sorted(folder.iterdir())

    ran = depesche(*line.split())

    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith("error: ")
    assert len(ran.err.splitlines()) <= 3
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert before == sorted(folder.iterdir()), "a mistake leaves nothing behind"


def test_what_nobody_expected_is_one_clear_line(case, depesche, monkeypatch):
    """Whatever breaks inside, the user reads what to do, and -vv shows where."""

    def broken(*_args, **_options):
        raise RuntimeError("the moon fell down")

    monkeypatch.setattr(Case, "rows", broken)

    quiet, loud = depesche("show", case, "reports"), depesche("show", case, "reports", "-vv")

    assert (quiet.code, loud.code) == (4, 4)
    assert "the moon fell down" in quiet.err
    assert "report this" in quiet.err
    assert "Traceback" not in quiet.err
    assert "Traceback" in loud.err


def test_a_reader_that_has_seen_enough_is_no_error(case):
    """`depesche show CASE | head` ends quietly, whenever head ends."""
    command = [sys.executable, "-m", "depesche", "show", case, "statements"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()

    _, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the device is Linux's own")
@pytest.mark.parametrize("line", ["show {} statements", "export {} --to json"])
def test_a_full_disk_behind_standard_output_is_no_mystery(case, line):
    """`depesche show CASE > FILE` says what is wrong and fails; nobody is asked to report it."""
    command = [sys.executable, "-m", "depesche", *line.format(case).split()]
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False)

    assert ran.returncode == 4
    assert ran.stderr.splitlines() == [
        "error: The output cannot be written: No space left on device.",
        "  hint:  Is there room on the disk?",
    ]


def test_errors_are_coloured_on_a_terminal_alone(on_terminal, depesche, tmp_path):
    """Red is for eyes."""
    assert "\x1b[1;31merror:" in on_terminal("show", str(tmp_path / "x")).out
    assert "\x1b" not in on_terminal("show", str(tmp_path / "x"), NO_COLOR="1").out
    assert "\x1b" not in depesche("show", str(tmp_path / "x")).err
