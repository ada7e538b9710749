"""Formats of data and of text at the command line: to a file and through a pipe, in both languages."""

from __future__ import annotations

import subprocess
import sys

import pytest

from depesche.cli.app import main
from depesche.errors import SetupError
from depesche.extras import extra

BEGINS = {
    "parquet": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "dna": b"SQLite format 3\x00",
    "ttl": b"@prefix",
    "md": b"# ",
}


@pytest.mark.parametrize("form", sorted(BEGINS))
def test_a_pipe_gets_what_a_file_gets(made, tmp_path, form):
    """Byte for byte."""
    out = tmp_path / f"a.{form}"
    assert main(["export", str(made), "--to", form, "-o", str(out)]) == 0
    command = [sys.executable, "-m", "depesche", "export", str(made), "--to", form]
    piped = subprocess.run(command, check=True, capture_output=True).stdout

    assert piped == out.read_bytes()
    assert piped.startswith(BEGINS[form])


@pytest.mark.parametrize("form", ["md", "docx"])
def test_the_language_is_chosen(made, tmp_path, form):
    """One that is not spoken is misuse; one that the format has no words for too."""
    out = str(tmp_path / "a")
    assert main(["export", str(made), "--to", form, "-o", out, "--lang", "de"]) == 0
    assert main(["export", str(made), "--to", form, "-o", out, "--lang", "fr"]) == 2
    assert main(["export", str(made), "--to", "ttl", "-o", out, "--lang", "de"]) == 2


@pytest.mark.parametrize(("form", "package"), [("parquet", "pyarrow"), ("docx", "docx")])
def test_a_missing_extra_is_named_and_nothing_is_left(made, tmp_path, capsys, monkeypatch, form, package):
    """Exit code 4, with the command that brings it, and no half file."""
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setitem(sys.modules, f"{package}.parquet", None)
    with pytest.raises(SetupError):
        extra(package, "x", "Files")

    assert main(["export", str(made), "--to", form, "-o", str(tmp_path / "a")]) == 4
    assert "pip install 'depesche[" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == []
