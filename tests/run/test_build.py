"""A build takes what is new or changed, notes what it cannot read, and goes on."""

from __future__ import annotations

import io
import random
import shutil
import signal
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
from tests.run.conftest import TOY, Teller, read_toy, toy_build
from tests.store.conftest import dump

from depesche.errors import CaseError, PackError
from depesche.records import Fact
from depesche.run.local import Reader
from depesche.run.progress import Double, Unread
from depesche.store.case import Case


def counts(summary):
    return summary.new, summary.changed, summary.again, summary.same, len(summary.failed)


def days(case):
    return {row.name: row.published for row in case.rows() if row.published}


def values(case, name):
    return [time.value for _, time in case.times(report=name)]


def reading(names, version=TOY.version):
    """The toy, which notes what it reads."""

    def read(report):
        names.append(report.name)
        return read_toy(report)

    return Reader(read, version)


def day_of(name, day):
    """What a side table with one row states."""
    return {name: (Fact("published", day, "table"),)}


def test_a_build_takes_in_a_folder_and_tells_about_it(case, folder):
    """Every report is there, and the summary says what became of each."""
    teller = Teller()
    summary = toy_build(case, folder, progress=teller)

    assert counts(summary) == (6, 0, 0, 0, 0)
    assert summary.total == teller.total == len(teller.steps) == 6
    assert summary.doubles == (Double("double.txt", "an earlier double.txt"),)
    assert summary.unread == (Unread("english.txt", "There is no language pack for en."),)
    assert summary is teller.summary
    assert not summary.stopped
    assert {("english.txt", "unread"), ("sub/below.txt", "new")} < set(teller.steps)
    assert case.raw("sub/below.txt") == b"Unten sprach Kolb."
    assert values(case, "2031-03-07_bote.txt") == ["2031-03-03"]


def test_building_twice_changes_nothing(case, folder):
    """The second time nothing is even decoded, and doubles and unread reports are told again."""
    first = toy_build(case, folder)
    before = dump(case)

    def never(report):
        raise AssertionError(report.name)

    again = toy_build(case, folder, reader=Reader(never, TOY.version))
    assert counts(again) == (0, 0, 0, 6, 0)
    assert (first.doubles, first.unread) == (again.doubles, again.unread)
    assert before == dump(case)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_files_does_not_matter(tmp_path, folder, seed):
    """All at once or a few at a time, in any order: the case is the same, doubles among them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    shuffled = random.Random(seed).sample(files, len(files))
    with Case.open(tmp_path / "a", create=True) as one, Case.open(tmp_path / "b", create=True) as other:
        toy_build(one, *files)
        toy_build(other, *shuffled[: seed + 1])
        toy_build(other, *shuffled)

        assert dump(one) == dump(other)
        assert len(dump(one)[0]) == 6


def test_the_order_of_paths_does_not_matter(tmp_path, folder):
    """Two files of the same name are called the same whichever folder was named first."""
    shutil.copytree(folder, tmp_path / "copy")
    folders = [folder, tmp_path / "copy"]
    with Case.open(tmp_path / "a", create=True) as one, Case.open(tmp_path / "b", create=True) as other:
        toy_build(one, *folders)
        toy_build(other, *reversed(folders))

        assert dump(one) == dump(other)
        assert len(dump(one)[0]) == 12


def test_only_what_changed_is_read(case, folder):
    """A changed text is a new version, a removed file stays, a new one comes in."""
    toy_build(case, folder)
    (folder / "2031-03-06_bote.txt").write_text("Am Montag sagte Kolb, man rede nicht.")
    (folder / "double.txt").unlink()
    (folder / "new.txt").write_text("Neues sagte Rau.")
    read: list[str] = []
    summary = toy_build(case, folder, reader=reading(read))

    assert counts(summary) == (1, 1, 0, 4, 0)
    assert sorted(read) == ["2031-03-06_bote.txt", "new.txt"]
    assert [one.number for one in case.versions("2031-03-06_bote.txt")] == [1, 2]
    assert "double.txt" in [row.name for row in case.rows()]


def test_another_reader_reads_everything_anew(case, folder):
    """Versions of readers and packs decide; a pack only for its own language."""
    toy_build(case, folder)
    read: list[str] = []
    newer = reading(read, lambda code: "toy en 2" if code == "en" else f"toy {code}")

    assert counts(toy_build(case, folder, reader=newer)) == (0, 0, 1, 5, 0)
    assert read == ["english.txt"]
    assert counts(toy_build(case, folder, reader=newer)) == (0, 0, 0, 6, 0)


def test_the_same_text_in_other_bytes_is_not_read_again(case, folder):
    """The bytes and how they are encoded are noted, no more."""
    toy_build(case, folder)
    path = folder / "sub" / "below.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    read: list[str] = []
    summary = toy_build(case, folder, reader=reading(read))

    assert (counts(summary), read) == ((0, 0, 0, 6, 0), [])
    assert case.raw("sub/below.txt") == path.read_bytes()
    assert counts(toy_build(case, folder)) == (0, 0, 0, 6, 0)


def test_what_a_table_states_comes_first_and_is_remembered(case, folder):
    """It wins over the file's name, by name or by the end of the name, and holds until a table says something else."""
    table = day_of("2031-03-06_bote.txt", "2031-03-12") | day_of("below.txt", "2031-03-13")
    toy_build(case, folder)
    assert days(case) == {"2031-03-06_bote.txt": "2031-03-06", "2031-03-07_bote.txt": "2031-03-07"}

    assert counts(toy_build(case, folder, facts=table)) == (0, 0, 2, 4, 0)
    assert list(days(case).values()) == ["2031-03-12", "2031-03-07", "2031-03-13"]
    assert values(case, "2031-03-06_bote.txt") == ["2031-03-10"]
    assert counts(toy_build(case, folder)) == (0, 0, 0, 6, 0)
    assert counts(toy_build(case, folder, facts=day_of("2031-03-06_bote", "2031-03-05"))) == (0, 0, 1, 5, 0)
    assert days(case)["2031-03-06_bote.txt"] == "2031-03-05"


# What goes wrong


@pytest.fixture
def bad(folder):
    """Two files that cannot be read among the others: one is too large, one meets a mistake."""
    (folder / "large.txt").write_bytes(b"x" * 10_001)
    (folder / "bug.txt").write_text("This is unreadable.")
    return folder


def test_a_bad_report_is_noted_and_the_run_goes_on(case, bad):
    """What is wrong, where, and what to do; a mistake of ours is named by its kind."""
    summary = toy_build(case, bad)

    assert counts(summary) == (6, 0, 0, 0, 2)
    bug, large = case.failures()
    assert (bug, large) == summary.failed
    assert (bug.name, bug.kind, bug.where) == ("bug.txt", "KeyError", "bug.txt")
    assert "KeyError: 'a mistake'" in bug.what
    assert all(one.hint for one in summary.failed)
    assert "MB" in large.what


def test_failures_are_told_again_until_they_are_mended(case, bad):
    """A mended file is read, a deleted one is forgotten, what stays bad is told again."""
    toy_build(case, bad)
    assert counts(toy_build(case, bad)) == (0, 0, 0, 6, 2)
    (bad / "large.txt").write_text("Kurz sprach Rau.")
    assert counts(toy_build(case, bad)) == (1, 0, 0, 6, 1)
    (bad / "bug.txt").unlink()
    assert counts(toy_build(case, bad)) == (0, 0, 0, 7, 0)
    assert case.failures() == []


def test_a_report_that_turns_bad_keeps_what_was_read(case, folder):
    """And is well again as soon as the file is."""
    toy_build(case, folder)
    path = folder / "sub" / "below.txt"
    text = path.read_text()
    path.write_text("unreadable")
    assert counts(toy_build(case, folder)) == (0, 0, 0, 5, 1)
    assert case.report("sub/below.txt").text == text
    path.write_text(text)
    assert counts(toy_build(case, folder)) == (0, 0, 0, 6, 0)
    assert case.failures() == []


def test_what_does_not_exist_is_noted(case, tmp_path):
    """A misspelt path is one failure of the run, and none of the next."""
    summary = toy_build(case, tmp_path / "nowhere.txt")

    assert [one.name for one in summary.failed] == ["nowhere.txt"]
    assert toy_build(case).failed == ()
    assert case.failures() == []


@pytest.mark.parametrize("error", [PackError("A pack lacks a file."), CaseError("The disk is full.")])
def test_what_every_report_would_meet_ends_the_run(case, folder, error):
    """A damaged pack or a full disk is no fault of the report's."""

    def broken(report):
        raise error

    with pytest.raises(type(error)):
        toy_build(case, folder, reader=Reader(broken, TOY.version))
    assert case.failures() == []


def test_ctrl_c_keeps_what_was_read(case, folder):
    """The interrupted report is not there, those before are, and the next build goes on."""
    seen = []

    def interrupted(report):
        seen.append(report.name)
        if len(seen) == 4:
            signal.raise_signal(signal.SIGINT)
        return read_toy(report)

    teller = Teller()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is born deaf to it
    try:
        with pytest.raises(KeyboardInterrupt):
            toy_build(case, folder, reader=Reader(interrupted, TOY.version), progress=teller)
    finally:
        signal.signal(signal.SIGINT, before)
    assert teller.summary is not None
    assert (teller.summary.stopped, teller.summary.new) == (True, 3)
    assert seen[:3] == [row.name for row in case.rows()]
    assert counts(toy_build(case, folder)) == (3, 0, 0, 3, 0)


# Where reports come from


def test_standard_input_is_a_report(case, monkeypatch):
    """Its bytes are kept too; another text is another version."""
    for text in ("Gestern sprach Kolb.", "Gestern sprach Rau.", "Gestern sprach Rau."):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
        toy_build(case, "-")

    assert [row.number for row in case.rows()] == [2]
    assert case.raw("stdin.txt") == b"Gestern sprach Rau."


def test_a_moved_folder_holds_the_same_reports(case, folder, tmp_path):
    """What was stated about them stays with them."""
    toy_build(case, folder)
    case.state("sub/below.txt", "outlet", "Bote", "me")
    folder.rename(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "sub" / "below.txt").write_text("Unten sprach Rau.")

    assert counts(toy_build(case, tmp_path / "elsewhere")) == (0, 1, 0, 5, 0)
    assert case.row("sub/below.txt").outlet == "Bote"
    assert len(list(case.rows())) == 6


def test_a_copied_folder_holds_doubles(case, folder, tmp_path):
    """Both are there, and are told apart by their folder."""
    toy_build(case, folder)
    shutil.copytree(folder, tmp_path / "copy")
    summary = toy_build(case, tmp_path / "copy")

    assert summary.new == 6
    assert case.row("sub/below.txt").double_of == "copy/sub/below.txt"


def test_a_report_that_was_taken_out_comes_back_with_the_next_build(case, folder):
    """The file is still there; whoever does not want it moves it away."""
    toy_build(case, folder)
    case.remove("sub/below.txt")

    assert counts(toy_build(case, folder)) == (1, 0, 0, 5, 0)


def test_what_a_person_stated_holds_over_later_readings(case, folder):
    """The day gives the times their values, however often the report is read."""
    toy_build(case, folder)
    case.state("2031-03-06_bote.txt", "published", "2031-04-09", "me")
    toy_build(case, folder, reader=replace(TOY, version=lambda code: f"newer {code}"))

    assert values(case, "2031-03-06_bote.txt") == ["2031-04-07"]
    assert days(case)["2031-03-06_bote.txt"] == "2031-04-09"
