"""What a user names leads to the reports that a user expects, in one order, each once."""

from __future__ import annotations

import inspect
import os
import socket
import sys
from collections import Counter
from pathlib import Path

import pytest

from depesche.ingest.sources import find, shown


def written(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Die Gespräche dauern an.", encoding="utf-8")
    return folder


def names(*paths: str | Path) -> list[str]:
    return [one.name for one in find([str(path) for path in paths]) if one.error is None]


def errors(*paths: str | Path) -> dict[str, str]:
    return {one.name: one.error.what for one in find([str(path) for path in paths]) if one.error}


def test_a_folder_is_read_in_the_order_of_names(tmp_path):
    """Folders are looked through recursively; names are relative to the folder that was named."""
    written(tmp_path, "b.txt", "a/z.html", "a/b/c.md", "ohne-endung", "C.TXT")
    assert names(tmp_path) == ["C.TXT", "a/b/c.md", "a/z.html", "b.txt", "ohne-endung"]


def test_a_named_file_is_called_by_its_own_name(tmp_path):
    """The folders above it are of no interest."""
    written(tmp_path, "tief/unten/a.txt")
    assert names(tmp_path / "tief/unten/a.txt") == ["a.txt"]


def test_what_is_no_report_is_passed_over_and_counted(tmp_path):
    """Pictures, scripts and tables lie beside reports without being ones; hidden files are nobody's business."""
    written(tmp_path, "a.txt", "b.jpg", "c.jpg", "d.csv", ".versteckt.txt", ".git/e.txt")
    passed: Counter[str] = Counter()
    assert [one.name for one in find([str(tmp_path)], passed=passed)] == ["a.txt"]
    assert passed == {".jpg": 2, ".csv": 1}


def test_what_a_browser_saves_beside_a_page_is_no_report(tmp_path):
    """`Bericht_files` holds frames of advertisements; a folder of that name without a page is a folder."""
    written(tmp_path, "Bericht.html", "Bericht_files/frame.html", "andere_files/b.txt")
    assert names(tmp_path) == ["Bericht.html", "andere_files/b.txt"]
    assert names(*sorted(tmp_path.iterdir())) == ["Bericht.html", "b.txt"]


def test_a_file_reached_twice_counts_once(tmp_path):
    """By its folder and by itself, or by a link: it is one source."""
    written(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert names(tmp_path, tmp_path / "a.txt") == ["a.txt"]


def test_two_files_of_one_name_are_told_apart(tmp_path):
    """The second is called by its folder too."""
    written(tmp_path, "montag/a.txt", "dienstag/a.txt")
    assert names(tmp_path / "montag", tmp_path / "dienstag") == ["a.txt", "dienstag/a.txt"]


def test_standard_input_has_a_name_and_comes_once():
    """A dash is standard input wherever it stands."""
    found = list(find(["-", "-"], "meldung.txt"))
    assert [(one.name, one.origin, one.path) for one in found] == [("meldung.txt", "stdin:meldung.txt", None)]


def test_a_folder_that_leads_back_is_not_followed_again(tmp_path):
    """The loop is reported, and everything else is found once."""
    written(tmp_path, "a/b.txt")
    (tmp_path / "a/zurück").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "zweiter-weg").symlink_to(tmp_path / "a", target_is_directory=True)
    assert names(tmp_path) == ["a/b.txt"]
    assert errors(tmp_path) == {"a/zurück": "This folder leads back into itself and was not followed again."}


def test_folders_may_be_nested_deeply(tmp_path):
    """The search does not use Python's own stack, which would end before the folders do."""
    limit = sys.getrecursionlimit()
    deep = tmp_path.joinpath(*["d"] * 400)
    deep.mkdir(parents=True)
    written(tmp_path, "e.txt")
    written(deep, "c.txt")
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        found = names(tmp_path)
    finally:
        sys.setrecursionlimit(limit)
    assert [name.count("/") for name in found] == [400, 0]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.symlink_to("nirgends"), "This link leads nowhere."),
        (lambda path: path.symlink_to(path), "This link leads back to itself."),
        (os.mkfifo, "This is a pipe and no file."),
        (lambda path: path.symlink_to("/dev/zero"), "This is a device and no file."),
        (lambda path: written(path.parent, path.name + ".doc"), "Old Word files (.doc) are not read."),
        (lambda path: written(path.parent, path.name + ".rtf"), "RTF files (.rtf) are not read."),
        (lambda path: written(path.parent, path.name + ".7z"), "7z archives (.7z) are not read."),
    ],
    ids=["dangling link", "link to itself", "pipe", "device", "doc", "rtf", "7z"],
)
def test_what_cannot_be_read_is_said_to_be_so(tmp_path, make, words):
    """It is found with an error, so that nobody wonders where it went."""
    written(tmp_path, "a.txt")
    make(tmp_path / "b")
    assert list(errors(tmp_path).values()) == [words]
    assert names(tmp_path) == ["a.txt"]


def test_a_socket_is_no_file(tmp_path, monkeypatch):
    """Sockets lie about in folders of running programs."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("s.txt")
        assert errors(tmp_path) == {"s.txt": "This is a socket and no file."}


def test_a_path_that_does_not_exist_is_an_error(tmp_path):
    """It is named, and the other paths are looked at."""
    written(tmp_path, "a.txt")
    assert errors(tmp_path / "nix", tmp_path) == {"nix": "There is no such file or folder."}
    assert names(tmp_path / "nix", tmp_path) == ["a.txt"]


def test_a_file_that_vanishes_is_said_to_have_done_so(tmp_path):
    """Folders are looked through while others work in them."""
    written(tmp_path, "a.txt", "b.txt")
    found = find([str(tmp_path)])
    assert next(found).name == "a.txt"
    (tmp_path / "b.txt").unlink()
    [gone] = found
    assert gone.error
    assert "vanished" in gone.error.what


def test_a_named_table_is_refused_and_an_odd_suffix_is_not(tmp_path):
    """Who names a file wants it read, unless it cannot be a report."""
    written(tmp_path, "a.css", "a.meldung")
    assert errors(tmp_path / "a.css") == {"a.css": "A .css file is no report."}
    assert names(tmp_path / "a.meldung") == ["a.meldung"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Gespra\u0308ch.txt", "Gespräch.txt"),
        ("zwei\nzeilen.txt", "zwei%0Azeilen.txt"),
        ("bytes\udcff.txt", "bytes%FF.txt"),
        ("\u202etxt.exe", "%E2%80%AEtxt.exe"),
        ("\x1b[31mrot.txt", "%1B[31mrot.txt"),
        ("😀 100%.txt", "😀 100%.txt"),
    ],
    ids=["decomposed", "newline", "no utf-8", "right to left", "terminal escape", "harmless"],
)
def test_names_can_be_shown_and_stored(name, expected):
    """No name may break a terminal, a page or a database."""
    assert shown(name) == expected
    shown(name).encode("utf-8")
