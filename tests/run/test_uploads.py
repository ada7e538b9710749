"""Reports that are handed over: kept in one folder, under names that lead nowhere else, never written over."""

from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from depesche.errors import ReportError
from depesche.run.uploads import clean_file_name, keep

TRAVERSALS = [
    f"{lead}{name}"
    for lead in (
        "../", "../../../../", "..\\", "..\\..\\", "/", "C:\\", "\\\\host\\share\\", "./", "%2e%2e/", "....//",
    )
    for name in ("evil.txt", "etc/passwd.txt", ".bashrc.txt", "a/../../b.txt")
]  # fmt: skip


@pytest.mark.parametrize("given", TRAVERSALS)
def test_no_name_leads_out_of_the_folder(tmp_path, given):
    """Whatever it is made of."""
    folder = tmp_path / "in" / "x.reports"
    folder.parent.mkdir()
    path = keep(folder, given, io.BytesIO(b"Text"), 100)

    assert path is not None
    assert path.parent == folder
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [path]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("CON", "_CON"),
        ("aux.html", "_aux.html"),
        ("Lpt1.txt.txt", "_Lpt1.txt.txt"),
        ("con\x00fig.txt", "config.txt"),
        (".hidden.txt", "hidden.txt"),
        ("\u202etxt.exe.txt", "txt.exe.txt"),
        ("a\nb.txt", "ab.txt"),
        ("  ", "report.txt"),
        ("ä" * 200 + ".txt", "ä" * 58 + ".txt"),
        ("x" * 300, "x" * 120),
        ("Gespra\u0308ch.txt", "Gespräch.txt"),
    ],
)
def test_names_fit_every_file_system(given, name):
    """No devices, nothing hidden or unseen, not too long."""
    assert clean_file_name(given) == name


def test_nothing_is_written_over(tmp_path):
    """Another text of the same name gets a number, also where only the case of letters differs; the same text is kept once."""
    kept = [
        keep(tmp_path, name, io.BytesIO(text), 100)
        for name, text in [("a.txt", b"1"), ("a.txt", b"2"), ("A.txt", b"3"), ("a.txt", b"2"), ("a (2).txt", b"2")]
    ]

    assert [path and path.name for path in kept] == ["a.txt", "a (2).txt", "A (3).txt", None, None]
    assert sorted(one.read_bytes() for one in tmp_path.iterdir()) == [b"1", b"2", b"3"]


@pytest.mark.parametrize(
    ("name", "size", "match"), [("a.rtf", 3, "RTF files"), ("a.exe", 3, "not read"), ("a.txt", 101, "larger than 100")]
)
def test_what_is_not_taken_leaves_nothing(tmp_path, name, size, match):
    """And it is said why."""
    with pytest.raises(ReportError, match=match):
        keep(tmp_path / "x", name, io.BytesIO(b"x" * size), 100)

    assert list(tmp_path.rglob("*.*")) == []


def test_a_file_system_without_hard_links_takes_files_too(tmp_path, monkeypatch):
    """As those of sticks and shares; there too nothing is written over."""

    def refused(*_paths):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    kept = [keep(tmp_path, "a.txt", io.BytesIO(text), 100) for text in (b"1", b"2", b"1")]

    assert [path and path.name for path in kept] == ["a.txt", "a (2).txt", None]
    assert sorted((one.name, one.read_bytes()) for one in tmp_path.iterdir()) == [("a (2).txt", b"2"), ("a.txt", b"1")]


def test_two_who_hand_over_a_file_of_one_name_do_not_meet(tmp_path):
    """One is still writing when the other comes."""

    class Slow(io.BytesIO):
        def read(self, size=-1):
            if not self.tell():
                assert keep(tmp_path, "a.txt", io.BytesIO(b"other"), 100)
            return super().read(size)

    keep(tmp_path, "a.txt", Slow(b"first"), 100)

    assert sorted(one.read_bytes() for one in tmp_path.iterdir()) == [b"first", b"other"]


@pytest.mark.parametrize("texts", [["same"], [f"text {number}" for number in range(8)]])
def test_eight_who_hand_over_a_file_of_one_name_at_once(tmp_path, texts):
    """Whoever comes second looks at what the first one left: the same text is kept once, another gets a number."""
    for again in range(30):
        folder, gate = tmp_path / str(again), threading.Barrier(8)

        def hand_over(number, folder=folder, gate=gate):
            data = texts[number % len(texts)].encode()
            gate.wait(10)
            return keep(folder, "a.txt", io.BytesIO(data), 100)

        with ThreadPoolExecutor(8) as eight:
            kept = [path for path in eight.map(hand_over, range(8)) if path is not None]

        assert len({path.name for path in kept}) == len(kept)
        assert sorted(one.read_text() for one in folder.iterdir()) == sorted(texts)
