"""Shells complete commands, formats and cases, by the scripts that we give them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from depesche.cli.completion import cases
from depesche.export.registry import names

SIGNS = {
    "bash": "complete -o default -F _depesche_completion depesche",
    "zsh": "#compdef depesche",
    "fish": "complete --command depesche",
    "powershell": "Register-ArgumentCompleter -Native -CommandName depesche",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with cases, one of them in a folder below, and files that are none."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mehr").mkdir()
    for name in ("talks.depesche", "alte talks.depesche", "mehr/tief.depesche", "talks.html", "Übung.depesche"):
        (tmp_path / name).touch()
    return tmp_path


def asked(line, shell="bash", **more):
    """What the program answers a shell that completes a line."""
    environment = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    if shell != "bash":
        environment = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    environment |= {"_DEPESCHE_COMPLETE": f"complete_{shell}"}
    command = [sys.executable, "-m", "depesche"]
    ran = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True)
    return ran.stdout


@pytest.mark.parametrize("shell", sorted(SIGNS))
def test_every_shell_has_its_script(shell):
    """Whatever shell the program is called from."""
    command = [sys.executable, "-m", "depesche", "--show-completion", shell]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)

    assert ran.stderr == ""
    assert SIGNS[shell] in ran.stdout
    assert f"_DEPESCHE_COMPLETE{' = ' if shell == 'powershell' else '='}" in ran.stdout


def test_another_shell_has_none(depesche):
    """And is not given the script of one that it is not."""
    ran = depesche("--show-completion", "tcsh")

    assert ran.code == 2
    assert "no completion for tcsh" in ran.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("depesche pl", ["plot"]),
        ("depesche export talks.depesche --to js", ["json", "jsonl"]),
        ("depesche plot talks.depesche ti", ["timeline"]),
        ("depesche show ta", ["talks.depesche"]),
        ("depesche doctor mehr/", ["mehr/tief.depesche"]),
    ],
)
def test_a_line_is_completed(folder, shell, line, expected):
    """Commands, formats, charts, cases here and below: alike in every shell."""
    answer = asked(line, shell)

    assert all(word in answer for word in expected)
    assert sum(answer.count(word) for word in ("issues", "geojson", "matrix", "alte", "html")) == 0
    if shell == "bash":
        assert answer.split("\n") == [*expected, ""] or answer.split("\n") == expected


def test_every_format_is_offered(folder):
    """Those too that other packages bring."""
    assert asked("depesche export talks.depesche --to ").split() == list(names())


def test_cases_are_found_as_they_are_typed(folder):
    """By the beginning of the path, with blanks and umlauts; what is no case is not among them."""
    assert cases("") == ["alte talks.depesche", "talks.depesche", "Übung.depesche"]
    assert cases("Ü") == ["Übung.depesche"]
    assert cases("mehr/") == ["mehr/tief.depesche"]
    assert cases(f"{folder}/ta") == [f"{folder}/talks.depesche"]
    assert cases("nirgends/") == cases("x") == cases("\x00") == []


@pytest.mark.parametrize("name", ["$(touch x)", "`touch x`", "a'b", 'a"b', "a;b", "a\nb", "a:b", "a*b", "a\\b", "a|b"])
def test_names_that_a_shell_could_obey_are_not_offered(folder, name):
    """A case may come from a stranger, and its name with it."""
    (folder / f"{name}.depesche").touch()

    assert cases("a") == ["alte talks.depesche"]
    assert f"{name}.depesche" not in cases("")


def test_a_real_shell_completes(folder):
    """The script is read by bash itself, which then asks the program on its path."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    program = folder / "depesche"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m depesche "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    code = (
        'eval "$(./depesche --show-completion bash)"; COMP_WORDS=(./depesche show ta); COMP_CWORD=2;'
        ' _depesche_completion ./depesche; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ran = subprocess.run([bash, "--norc", "-c", code], cwd=folder, capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines() == ["talks.depesche"]
