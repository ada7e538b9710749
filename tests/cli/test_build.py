"""Building, as one sees it: progress, what was read and what was not, and how it ends."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time

import pytest

from depesche.cli import progress
from depesche.run.progress import Double, Summary, Unread
from depesche.store.case import Case
from depesche.store.rows import Failure

GERMAN = (
    "Die Außenministerin von Varnia hat am Montag vor neuen Verhandlungen gewarnt.\n\n"
    "„Wir warten nicht länger“, sagte Mira Kolb vor Reportern in der Hauptstadt. Das sei Bericht Nummer {n}.\n"
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with two reports, one that says the same as another, one in French, and one that is no text."""
    monkeypatch.chdir(tmp_path)
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, number in (("a.txt", 1), ("b.txt", 2), ("z_doppelt.txt", 1)):
        (reports / name).write_text(GERMAN.format(n=number), encoding="utf-8")
    french = "Le ministre des affaires étrangères a déclaré lundi que les négociations seraient difficiles."
    (reports / "fr.txt").write_text(french, encoding="utf-8")
    (reports / "bild.txt").write_bytes(bytes(range(256)) * 20)
    (reports / "stil.css").write_text("p {}")
    return tmp_path


def test_a_build_tells_what_was_read_and_what_was_not(folder, depesche):
    """Every file is accounted for, and the next command is named."""
    ran = depesche("build", "t.depesche", "reports")

    assert ran.code == 1
    assert re.search(r"^t\.depesche: 5 files looked at in [\d.]+ s", ran.out)
    assert "4 new, 1 not read" in ran.out
    assert "z_doppelt.txt: same text as a.txt" in ran.out
    assert "fr.txt: kept unread. There is no language pack for fr." in ran.out
    assert ".css 1" in ran.out
    assert ran.out.endswith("Next: depesche show t.depesche\n")
    assert ran.err.startswith("5 files to look at.\nnot read: bild.txt\n  ")


def test_doubles_and_unread_reports_are_no_failures(folder, depesche):
    """They end with 0."""
    (folder / "reports" / "bild.txt").unlink()

    assert depesche("build", "t.depesche", "reports").code == 0


def test_a_second_build_finds_nothing_new(folder, depesche):
    """What is known is not read again."""
    depesche("build", "t.depesche", "reports/a.txt")

    assert "1 as before" in depesche("build", "t.depesche", "reports/a.txt").out


def test_v_tells_every_report(folder, depesche):
    """One line each, with what became of it."""
    told = depesche("build", "-v", "t.depesche", "reports").err.splitlines()

    assert {"new: a.txt", "new: b.txt", "unread: fr.txt", "failed: bild.txt"} <= set(told)


def test_quiet_tells_failures_alone(folder, depesche):
    """Where nothing fails, nothing is said."""
    assert depesche("build", "-q", "t.depesche", "reports/a.txt") == depesche(
        "build", "-q", "t.depesche", "reports/a.txt"
    )
    ran = depesche("build", "--quiet", "t.depesche", "reports")

    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("not read: bild.txt")


def test_a_terminal_gets_a_bar_that_is_gone_at_the_end(folder, on_terminal):
    """While it runs one sees how far it is; afterwards only what was done stands there."""
    ran = on_terminal("build", "t.depesche", "reports")

    assert ran.code == 1
    assert "━" in ran.out
    assert "/5" in ran.out
    last = ran.out.rpartition("\x1b[2K")[2]
    assert "━" not in last
    assert "not read: bild.txt" in last
    assert "Next: depesche show t.depesche" in last


def test_a_dumb_terminal_gets_lines(folder, on_terminal):
    """Where nothing can be drawn over, nothing is."""
    ran = on_terminal("build", "t.depesche", "reports/a.txt", TERM="dumb")

    assert ran.out.startswith("1 file to look at.")
    assert "\x1b" not in ran.out


def test_standard_input_is_a_report(folder):
    """`-` reads what is piped in."""
    command = [sys.executable, "-m", "depesche", "build", "t.depesche", "-"]
    ran = subprocess.run(command, input=GERMAN.format(n=3).encode(), capture_output=True, check=False)

    assert ran.returncode == 0, ran.stderr
    with Case.open("t.depesche") as case:
        assert [row.name for row in case.rows()] == ["stdin.txt"]


def test_a_table_states_facts_and_its_slips_are_told(folder, depesche):
    """A line of the table that belongs to no report is named."""
    (folder / "meta.csv").write_text("report;outlet;published\na.txt;Der Bote;2031-03-04\nc.txt;Die Post;\n")

    ran = depesche("build", "t.depesche", "reports/a.txt", "--meta", "meta.csv")

    assert ran.code == 0
    assert "meta.csv: no report of the case is called c.txt." in ran.err
    [row] = map(json.loads, depesche("show", "t.depesche", "reports").out.splitlines())
    assert (row["outlet"], row["published"]) == ("Der Bote", "2031-03-04")


def test_large_files_are_left_out_with_the_limit(folder, depesche):
    """The limit can be set for one run."""
    ran = depesche("build", "t.depesche", "reports/a.txt", "--max-bytes", "20")

    assert ran.code == 1
    assert "max_bytes" in ran.err


def test_an_interrupted_build_keeps_what_it_has_and_goes_on_from_there(tmp_path):
    """Ctrl-C ends with 130 and a sound case; the same command then reads only the rest."""
    reports, case, number = tmp_path / "reports", tmp_path / "t.depesche", 60
    reports.mkdir()
    for i in range(number):
        (reports / f"{i:03}.txt").write_text(GERMAN.format(n=i) * 5, encoding="utf-8")
    command = [sys.executable, "-m", "depesche", "build", "-v", str(case), str(reports)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (a background job is born deaf to it)
    )
    assert process.stderr is not None
    for _ in range(4):
        process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "the same command goes on from here" in out
    with Case.open(case) as opened:
        assert opened.sound()
        kept = len(list(opened.rows()))
    assert 3 <= kept < number

    ran = subprocess.run(command, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert f"{number - kept} new, {kept} as before" in ran.stdout


def test_a_log_gets_a_line_now_and_then(capsys, monkeypatch):
    """In a pipe one sees how far it is, how fast, and how long it will take."""
    clock = iter([0.0, 4.0, 12.0, 13.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    lines = progress.Lines("t.depesche", 0)

    lines.start(1200)
    for name in ("a", "b", "c"):
        lines.step(name, "new")

    assert capsys.readouterr().err.splitlines() == ["1,200 files to look at.", "2 of 1,200, 0.2/s, 1:59:48 left"]


def test_reports_with_the_same_fault_are_told_together():
    """A folder of a thousand PDFs takes three lines, not three thousand."""
    failed = [
        Failure(f"{i}.pdf", f"/{i}.pdf", "ReportError", "PDF files are not read yet.", None, "Save it as text.")
        for i in range(1000)
    ]
    failed.insert(1, Failure("a.txt", "/a.txt", "ReportError", "The file is empty."))

    assert list(progress.failure_lines(tuple(failed))) == [
        "not read: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf, 5.pdf, 6.pdf, 7.pdf, 8.pdf, 9.pdf and 990 more",
        "  PDF files are not read yet.",
        "  hint: Save it as text.",
        "not read: a.txt",
        "  The file is empty.",
    ]


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        (Summary(), "Nothing to read was found. Reports are .txt and .html files."),
        (Summary(new=1, stopped=True), "Stopped. What was read until now is kept; the same command goes on from here."),
        (Summary(new=1), "Next: depesche show 'my talks.depesche'"),
        (Summary(failed=(Failure("a", "/a", "x", "No."),)), "  1 not read"),
    ],
    ids=["nothing", "stopped", "fine", "all failed"],
)
def test_the_end_says_what_to_do(summary, told):
    """The last line fits what happened, ready to be copied."""
    assert list(progress.summary_lines("my talks.depesche", summary))[-1] == told


def test_long_lists_are_cut_at_the_end(capsys):
    """A thousand doubles do not push everything else off the screen."""
    summary = Summary(
        same=1000,
        doubles=tuple(Double(f"{i}.txt", "a.txt") for i in range(1000)),
        unread=(Unread("f.txt", "There is no language pack for fr."),),
    )
    lines = list(progress.summary_lines("t.depesche", summary))

    assert "  and 990 more such: depesche show t.depesche reports" in lines
    assert len(lines) == 15
