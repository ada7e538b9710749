"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from depesche.records import Report, Source, digest


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
