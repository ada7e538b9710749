"""Files that are whole or not there."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from depesche.errors import SetupError, UsageError
from depesche.export.output import to_path, to_stream
from depesche.export.registry import write


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_file_stays_as_it_was_when_an_export_breaks_off(tmp_path, error):
    """Neither half a file nor a leftover beside it."""
    path = tmp_path / "out.csv"
    path.write_text("before")

    def break_off():
        with to_path(path) as stream:
            stream.write("half" * 10_000)
            raise error

    with pytest.raises(error):
        break_off()

    assert [path] == list(tmp_path.iterdir())
    assert path.read_text() == "before"


def test_a_file_that_was_there_keeps_its_rights_and_a_link_leads_on(tmp_path):
    """Only the words change."""
    path, link = tmp_path / "real.csv", tmp_path / "link.csv"
    path.write_text("before")
    path.chmod(0o640)
    link.symlink_to(path)
    with to_path(link) as stream:
        stream.write("ä\n")

    assert link.is_symlink()
    assert path.read_bytes() == "ä\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_rights_that_new_files_have(tmp_path):
    """It is there to be mailed to somebody."""
    old = os.umask(0o022)
    try:
        with to_path(tmp_path / "new.csv") as stream:
            stream.write("x")
    finally:
        os.umask(old)

    assert (tmp_path / "new.csv").stat().st_mode & 0o777 == 0o644


def test_a_folder_is_no_file(tmp_path, case):
    """The user is told what to do."""
    with pytest.raises(UsageError, match="Name a file in it"):
        write(case, "csv", tmp_path)


def test_a_place_that_is_not_there_is_said(tmp_path, case):
    """With the path as it was given."""
    with pytest.raises(SetupError) as caught:
        write(case, "csv", tmp_path / "no" / "out.csv")

    assert str(tmp_path / "no" / "out.csv") == caught.value.where


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said(case):
    """And is no success."""
    with pytest.raises(SetupError, match="No space left"):
        write(case, "json", "/dev/full")


def test_a_terminal_in_another_encoding_gets_the_same_bytes(case):
    """UTF-8 and our line ends, whatever the locale says; the stream stays open."""
    raw = io.BytesIO()
    terminal = io.TextIOWrapper(raw, encoding="latin-1", newline="\r\n")
    terminal.write("before\n")
    write(case, "jsonl", terminal)
    plain = io.BytesIO()
    write(case, "jsonl", plain)
    words = io.StringIO()
    write(case, "jsonl", words)

    assert b"before\r\n" + plain.getvalue() == raw.getvalue()
    assert plain.getvalue().decode() == words.getvalue()
    assert not terminal.closed


def test_an_error_while_writing_to_a_stream_comes_through():
    """It is not dressed up as one of the file."""
    with pytest.raises(ValueError, match="mine"), to_stream(io.BytesIO()):
        raise ValueError("mine")


def test_a_format_of_bytes_goes_to_files_and_streams_of_bytes(tmp_path):
    """Nothing is encoded on the way, and a stream of text is refused before anything is written."""
    with to_path(tmp_path / "a.bin", binary=True) as stream:
        stream.write(b"\x00\r\n\xff")
    out = io.BytesIO()
    with to_stream(out, binary=True) as stream:
        stream.write(b"\x00\r\n\xff")
    with pytest.raises(UsageError, match="bytes"), to_stream(io.StringIO(), binary=True):
        pass

    assert (tmp_path / "a.bin").read_bytes() == out.getvalue() == b"\x00\r\n\xff"
