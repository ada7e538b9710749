"""The image is made of what is pinned and what is here, runs with no rights, and needs no network. No engine is needed to see that."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from tests.conftest import SAMPLE

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "Containerfile"
KNOWN = {"ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "FROM", "RUN", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"}


def instructions(text: str) -> list[tuple[str, str]]:
    """The lines of a file, continued ones joined, without comments."""
    kept = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", kept)
    return [
        (word.upper(), rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines()) if word
    ]


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    return instructions(FILE.read_text(encoding="utf-8"))


def copied(steps):
    """Every source of a COPY from here, with where it goes."""
    for word, rest in steps:
        if word == "COPY" and not rest.startswith("--from="):
            *sources, to = rest.split()
            yield from ((one, to) for one in sources)


def stages(steps):
    """The steps of each stage."""
    found: list[list[tuple[str, str]]] = []
    for step in steps:
        if step[0] == "FROM":
            found.append([])
        if found:
            found[-1].append(step)
    return found


def test_it_says_only_what_engines_know(steps):
    """And adds nothing from an address, which nobody would have checked."""
    assert {word for word, _ in steps} <= KNOWN
    assert not [rest for word, rest in steps if word == "RUN" and re.search(r"\b(curl|wget|apt|apt-get|git)\b", rest)]
    assert "http" not in " ".join(rest for _, rest in steps)


def test_what_it_copies_is_there_and_is_handed_over(steps):
    """No source is missing, and none is held back by the list of what to ignore."""
    lines = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    allowed = [line[1:] for line in lines if line.startswith("!")]

    assert lines[1] == "*"
    for source, _ in copied(steps):
        assert (ROOT / source).exists(), source
        assert any(fnmatch(source, one) or source.startswith(one) for one in allowed), source


def test_it_installs_nothing_that_is_not_pinned(steps):
    """By the hashes of the lock files, or from a file that was made here."""
    installs = [part for word, rest in steps if word == "RUN" for part in rest.split("&&") if "pip install" in part]

    assert len(installs) == 3
    for one in installs:
        assert "--require-hashes" in one or "--no-index" in one
        assert "--no-cache-dir" in one
    assert any("/tmp/lock.txt" in one for one in installs)
    for name in ("lock", "build"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pinned = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]
        assert [one.split("\n")[0] for one in pinned if "==" not in one or "--hash=sha256:" not in one] == []


def test_it_is_built_on_a_slim_python_that_we_run_on(steps):
    """A named version, among those of the package."""
    told = {word: rest for word, rest in steps if word == "ARG"}["ARG"]
    version = re.fullmatch(r"BASE=docker\.io/library/python:3\.(\d+)-slim", told)
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["classifiers"]

    assert version
    assert f"Programming Language :: Python :: 3.{version[1]}" in classifiers
    assert [rest.split()[0] for word, rest in steps if word == "FROM"] == ["${BASE}", "${BASE}"]


def test_it_ends_without_rights(steps):
    """As a user by number, who owns the one folder that is written to; the program is what runs."""
    last = stages(steps)[-1]
    words = [word for word, _ in last]
    said = dict(last)

    assert said["USER"] == "10001:10001"
    assert "RUN" not in words[words.index("USER") :], "nothing is done with fewer rights than were meant"
    assert said["VOLUME"] == said["WORKDIR"] == "/data"
    assert "install -d -o 10001 -g 10001 -m 0700 /data" in " ".join(rest for word, rest in last if word == "RUN")
    assert json.loads(said["ENTRYPOINT"]) == ["depesche"]
    assert json.loads(said["CMD"]) == ["--help"]
    assert said["STOPSIGNAL"] == "SIGINT"


def test_the_wheel_is_made_of_what_is_copied(steps, tmp_path):
    """Nothing is missing there that the build would ask for, and the wheel is the one that is handed out."""
    pytest.importorskip("hatchling", reason="hatchling is not installed")
    tree = tmp_path / "build"
    tree.mkdir()
    for source, to in copied(stages(steps)[0]):
        there = tree / to / Path(source).name if to == "./" else tree / to
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, there, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            there = there / Path(source).name if to.endswith("/") and to != "./" else there
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, there)
    for folder, out in ((ROOT, tmp_path / "a"), (tree, tmp_path / "b")):
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)

    [ours], [its] = (tmp_path / "a").iterdir(), (tmp_path / "b").iterdir()
    assert ours.read_bytes() == its.read_bytes()


def test_a_case_is_built_with_no_network_and_a_home_that_is_not_there(steps, tmp_path):
    """As in the image: a network with nothing in it, nothing of the caller's environment, one folder to write to."""
    if (
        not shutil.which("unshare")
        or subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("no namespaces can be made here")
    environment = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "TMPDIR": str(tmp_path)}
    environment |= dict(
        one.split("=") for word, rest in steps if word == "ENV" for one in rest.split() if "HOME" not in one
    )
    for words in (
        ["build", "t.depesche", str(SAMPLE)],
        ["export", "t.depesche", "--to", "html", "-o", "t.html"],
        ["doctor"],
    ):
        command = ["unshare", "-rn", sys.executable, "-m", "depesche", *words]
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout + ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["t.depesche", "t.html"]
