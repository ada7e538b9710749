"""The page of the manual tells what the program tells of itself, and is written as manuals are."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.test_docs import COMMANDS, options, page

ROOT = Path(__file__).resolve().parents[1]
MANUAL = ROOT / "share" / "man" / "man1" / "depesche.1"


@pytest.fixture(scope="module")
def written() -> str:
    return MANUAL.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def read() -> str:
    """The page as a reader sees it, in lines that do not end."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    command = ["groff", "-man", "-Tutf8", "-P-cbou", "-rLL=2000n", str(MANUAL)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_it_is_what_the_help_makes(written):
    """`make man` writes it anew; it depends on nothing else."""
    made = runpy.run_path(str(ROOT / "scripts" / "man_page.py"))["page"]

    assert made() == written


def test_it_is_sound():
    """The formatter has nothing to say about it, whatever warnings it is asked for."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    ran = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z", str(MANUAL)], capture_output=True, text=True, check=True
    )

    assert (ran.stdout, ran.stderr) == ("", "")


def test_the_reader_finds_every_command_and_option(read):
    """As they are typed: hyphens are hyphens, and no request has swallowed a line."""
    read = read.replace("‐", "")
    for words, command in COMMANDS:
        head = f"depesche {' '.join(words)} "
        assert head in read
        part = read.partition(head)[2].partition("\n   depesche ")[0]
        assert [name for name in options(command) if not re.search(rf"(?<![\w-]){name}(?![\w-])", part)] == [], words


def test_exit_codes_are_those_of_the_docs(read):
    """One table, told twice."""
    told = re.findall(r"^ +(\d+) ", read.partition("EXIT STATUS")[2].partition("ENVIRONMENT")[0], re.MULTILINE)

    assert told == re.findall(r"^\| (\d+) \| ", page("cli"), re.MULTILINE)


def test_the_variables_it_tells_are_used():
    """Each stands in the code, or is one that libraries of ours look at."""
    named = runpy.run_path(str(ROOT / "scripts" / "man_page.py"))["ENVIRONMENT"]
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))

    for name in (one for names, _ in named for one in names.split(", ")):
        assert name in code or name == "XDG_CONFIG_HOME", name
