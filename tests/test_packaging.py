"""What is handed out: a wheel that works where it is put, and a source archive with everything that makes and tests it."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from depesche import __version__

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "src" / "depesche" / "sample" / "reports"
UNWANTED = {".git", ".venv", "demo", "dist", "build", "__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache"}
CODE = {".py", ".pyc"}


def built(tree: Path, out: Path) -> tuple[Path, Path]:
    """The wheel and the source archive of a tree, made offline with what is installed."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(out)], cwd=tree, check=True, capture_output=True
    )
    [wheel], [archive] = out.glob("*.whl"), out.glob("*.tar.gz")
    return wheel, archive


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory) -> tuple[Path, Path]:
    """The wheel and the source archive of this tree."""
    pytest.importorskip("hatchling", reason="hatchling is not installed")
    return built(ROOT, tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def elsewhere(handed_out, tmp_path_factory) -> Path:
    """The programs of a new environment that has the wheel, and what it needs, but not this tree."""
    home = tmp_path_factory.mktemp("elsewhere")
    venv.create(home / "env", with_pip=False)
    programs: Path = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = next(programs.glob("python*"))
    arguments = ["--no-deps", "--no-index", "--no-compile", "--quiet", str(handed_out[0])]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python), "install"]
    subprocess.run([*pip, *arguments], check=True, capture_output=True)
    # A path in a .pth file is searched, but its own .pth files are not: the tree that is installed there stays unseen.
    needed = [path for path in sys.path if Path(path).name == "site-packages"]
    [own] = (home / "env").rglob("site-packages")
    (own / "needed.pth").write_text("\n".join(needed), encoding="utf-8")
    return programs


def run(programs: Path, folder: Path, *argv: str) -> str:
    """What a command of the new environment writes."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [str(programs / "depesche"), *argv], cwd=folder, env=environment, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def test_the_wheel_holds_the_package_and_all_its_data(handed_out):
    """A table, template or script that is left out would be missed only by users."""
    with zipfile.ZipFile(handed_out[0]) as wheel:
        held = {name for name in wheel.namelist() if name.startswith("depesche/")}
    package = ROOT / "src"
    there = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}

    assert held == {name for name in there if "__pycache__" not in name}
    assert sum(Path(name).suffix not in CODE for name in held) > 100


def test_the_wheel_holds_nothing_else(handed_out):
    """But the page of the manual; tests, documents and whatever lies about stay at home."""
    with zipfile.ZipFile(handed_out[0]) as wheel:
        names = wheel.namelist()
    tops = {name.partition("/")[0] for name in names}

    assert tops == {"depesche", f"depesche-{__version__}.dist-info", f"depesche-{__version__}.data"}
    assert [name for name in names if ".data/" in name] == [
        f"depesche-{__version__}.data/data/share/man/man1/depesche.1"
    ]


def test_the_source_archive_holds_what_makes_and_tests_it(handed_out):
    """Whoever unpacks it can run every test and build every file."""
    held = names_in(handed_out[1])
    for folder in ("src", "tests", "docs", "scripts", "share", "requirements"):
        there = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {name for name in there if "__pycache__" not in name} <= held, folder
    here = {path.name for path in ROOT.iterdir() if path.is_file() and not path.name.startswith(".git")}
    assert {name for name in here - {"PKG-INFO"} if Path(name).suffix in {"", ".cff", ".md", ".toml"}} <= held


def test_the_source_archive_holds_nothing_unwanted(handed_out):
    """Neither environments and caches nor a pile of reports that somebody keeps beside the code."""
    held = names_in(handed_out[1])
    tops = {name.partition("/")[0] for name in held if "/" in name}

    assert [name for name in held if UNWANTED & set(name.split("/"))] == []
    assert [name for name in held if name.endswith((".depesche", ".pyc"))] == []
    assert tops == {".ci", "docs", "requirements", "scripts", "share", "src", "tests"}


def test_the_wheel_made_of_the_source_archive_is_the_same(handed_out, tmp_path):
    """Byte by byte: it does not matter which of the two a packager begins with."""
    with tarfile.open(handed_out[1]) as archive:
        archive.extractall(tmp_path, filter="data")
    [tree] = tmp_path.iterdir()

    assert built(tree, tmp_path / "out")[0].read_bytes() == handed_out[0].read_bytes()


def test_the_wheel_works_where_it_is_put(elsewhere, tmp_path):
    """The installed program builds the sample and writes it out, with no file of this tree but the reports."""
    told = run(elsewhere, tmp_path, "--version")
    assert told.splitlines()[0] == f"depesche {__version__}"

    run(elsewhere, tmp_path, "build", "sample.depesche", str(SAMPLE), "--quiet")
    run(elsewhere, tmp_path, "export", "sample.depesche", "--to", "html", "-o", "sample.html")
    assert "Hallvik" in (tmp_path / "sample.html").read_text(encoding="utf-8")
    assert run(elsewhere, tmp_path, "export", "sample.depesche", "--to", "csv").count("Hallvik") > 5


def test_the_wheel_is_what_was_tried(elsewhere):
    """The test above would prove nothing if it ran the code of this tree."""
    python = next(elsewhere.glob("python*"))
    code = "import depesche; print(depesche.__file__)"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    where = subprocess.run([python, "-c", code], env=environment, check=True, capture_output=True, text=True).stdout

    assert Path(where.strip()).is_relative_to(elsewhere.parent)


def test_how_to_cite_it_names_this_version():
    """The number, the licence and the words are those of the package."""
    cited = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert f"\nversion: {__version__}\n" in cited
    assert f"\nlicense: {project['license']}\n" in cited
    assert [one for one in (*project["keywords"], project["authors"][0]["name"]) if one not in cited] == []


def names_in(archive: Path) -> set[str]:
    """The paths of the files in a source archive, without its top folder and the file of metadata made for it."""
    with tarfile.open(archive) as opened:
        return {one.name.partition("/")[2] for one in opened if one.isfile()} - {"PKG-INFO"}
