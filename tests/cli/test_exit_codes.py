"""Scripts rely on how a command ends: each code that the docs tell, from a real run of the program."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
GERMAN = (
    "Die Außenministerin von Varnia hat am Montag vor Verhandlungen gewarnt. „Wir warten nicht“, sagte Mira Kolb.\n"
)
WAYS = {
    0: [["--version"], ["packs"], ["build", "t.depesche", "good"]],
    1: [["build", "t.depesche", "bad"]],
    2: [
        ["shwo"],
        ["show", "--nonsense"],
        ["export", "kept.depesche", "--to", "nonsense"],
        ["plot", "kept.depesche", "x"],
    ],
    4: [["show", "none.depesche"], ["show", "bad/bild.txt"], ["doctor", "none.depesche"]],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a good report, a file that is no text, and a case."""
    home = tmp_path_factory.mktemp("codes")
    for name, raw in (("good/a.txt", GERMAN.encode()), ("bad/bild.txt", bytes(range(256)) * 20)):
        (home / name).parent.mkdir()
        (home / name).write_bytes(raw)
    assert run(home, "build", "kept.depesche", "good").returncode == 0
    return home


def run(folder, *words):
    """A run of the program in a process of its own."""
    command = [sys.executable, "-m", "depesche", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("code", "words"), [(code, one) for code, some in WAYS.items() for one in some])
def test_each_way_to_end_has_its_code(folder, code, words):
    """What went wrong is said on standard error, in our words; what went well says nothing there that is no progress."""
    ran = run(folder, *words)

    assert ran.returncode == code, ran.stderr
    assert "Traceback" not in ran.stderr
    if code in {2, 4} and words[0] != "doctor":
        assert ran.stderr.startswith("error: ")
        assert ran.stdout == ""


def test_an_interrupted_command_ends_with_130(folder):
    """Ctrl-C is no failure of ours, and leaves no traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "depesche", "build", "stopped.depesche", "-"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (a background job is born deaf to it)
    )
    while process.poll() is None and not (folder / "stopped.depesche").exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    _, err = process.communicate()

    assert "Traceback" not in err


def test_the_docs_tell_these_codes_and_no_others():
    """The table on the page of the command line is what was tried here."""
    told = re.findall(r"^\| (\d+) \| ", DOCS.read_text(encoding="utf-8"), re.MULTILINE)

    assert list(map(int, told)) == [*WAYS, 130]
