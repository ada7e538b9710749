"""The tutorial for notebooks runs as it stands, and is kept without what it puts out."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
TUTORIAL = DOCS / "tutorial.ipynb"
LINK = re.compile(r"\]\((?P<target>[^)#\s]+)")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Every cell run in a kernel of its own, or a visible skip."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed")
    pytest.importorskip("polars", reason="the extra tables is not installed")
    notebook = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(notebook)
    began = time.monotonic()
    folder = tmp_path_factory.mktemp("tutorial")
    nbclient.NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(folder)}}).execute()
    notebook.metadata["seconds"] = time.monotonic() - began
    notebook.metadata["left"] = [path.name for path in folder.iterdir()]
    return notebook


def shown(notebook, name, kind="text/html"):
    """What a cell shows of one kind; what it prints, where that is text."""
    [cell] = [one for one in notebook.cells if one.id == name]
    if kind == "text":
        return "".join(one.text for one in cell.outputs if one.output_type == "stream")
    return "".join(str(one.data[kind]) for one in cell.outputs if kind in one.get("data", {}))


def source():
    return json.loads(TUTORIAL.read_text(encoding="utf-8"))


def test_it_runs_in_reasonable_time(ran):
    """No cell fails, none of them warns, and nobody waits long; nothing is left lying about."""
    streams = [one for cell in ran.cells for one in cell.get("outputs", ()) if one.output_type == "stream"]

    assert ran.metadata["seconds"] < 30
    assert [one.text for one in streams if one.name == "stderr"] == []
    assert ran.metadata["left"] == []


def test_every_cell_shows_what_is_told(ran):
    """Tables with rows, a report with marks, an utterance with its versions, charts that a notebook draws."""
    assert "9 reports are new, 0 could not be read." in shown(ran, "build", "text")
    assert shown(ran, "statements").count("<tr>") > 5
    assert "Hallvik" in shown(ran, "polars")
    assert "demand" in shown(ran, "pandas")
    assert shown(ran, "actor", "text").count("\n") > 3
    assert "border: 1px solid" in shown(ran, "report")
    assert shown(ran, "utterance").count("<tr>") > 2
    assert "conflict: " in shown(ran, "differ", "text")
    assert "Geneva" in shown(ran, "meetings")
    assert re.match(r"[1-9]\d* hits", shown(ran, "search", "text"))
    for name in ("timeline", "matrix"):
        assert "vega-lite" in shown(ran, name, "application/vnd.vegalite.v6+json")
    assert shown(ran, "export", "text").count("rows") == 3


def test_it_is_kept_without_output():
    """What is shown belongs to whoever runs it; clear all outputs before it is committed."""
    cells = source()["cells"]
    code = [one for one in cells if one["cell_type"] == "code"]

    assert [one["id"] for one in code if one["outputs"] or one["execution_count"]] == []
    assert len({one["id"] for one in cells}) == len(cells) >= 25


def test_it_is_written_as_jupyter_writes_it():
    """So that saving it there changes only what was changed."""
    assert json.dumps(source(), ensure_ascii=False, indent=1) + "\n" == TUTORIAL.read_text(encoding="utf-8")


def test_its_links_lead_somewhere():
    """They are those of a page in docs."""
    words = "".join("".join(one["source"]) for one in source()["cells"] if one["cell_type"] == "markdown")
    targets = {found["target"] for found in LINK.finditer(words)}

    assert targets
    assert [one for one in targets if not (DOCS / one).exists()] == []
