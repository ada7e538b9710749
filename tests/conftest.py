"""What all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depesche.records import Report, Source, digest
from depesche.run.local import build
from depesche.settings import Settings
from depesche.store.case import Case

# Whatever settings somebody has who runs the tests, they are none of the tests' business.
os.environ["DEPESCHE_CONFIG"] = os.devnull

SAMPLE = Path(__file__).resolve().parents[1] / "src" / "depesche" / "sample" / "reports"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def a_report(text: str, name: str = "a.txt") -> Report:
    """A report as ingest would hand it over."""
    raw = text.encode("utf-8", "surrogatepass")
    return Report(name, text, Source(f"/{name}", "text", digest(raw), "utf-8", "valid UTF-8", 0, "text 1"))


@pytest.fixture
def data() -> Path:
    """The folder of corpora and gold, or a visible skip."""
    folder = os.environ.get("DEPESCHE_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("set DEPESCHE_DATA to the data folder to run this test")
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, or a visible skip; one for all tests, since a process can drive only one."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as tools:
        found = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory) -> Path:
    """The sample, built once; to be copied by whoever changes it."""
    path: Path = tmp_path_factory.mktemp("sample") / "sample.depesche"
    with Case.open(path, create=True) as case:
        build(case, [str(SAMPLE)], settings=Settings())
    return path
