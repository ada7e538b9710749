"""What the core is built on: told with its licences, none of them one that would bind whoever uses it."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import depesche

ROOT = Path(__file__).resolve().parents[1]
ROW = re.compile(r"^\| ([a-z0-9-]+) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def made():
    """The script that lists them."""
    pytest.importorskip("packaging", reason="packaging is not installed")
    return runpy.run_path(str(ROOT / "scripts" / "licences.py"))


@pytest.fixture(scope="module")
def told() -> list[tuple[str, ...]]:
    """The rows of the page: name, versions, licence, who needs it."""
    rows: list[tuple[str, ...]] = ROW.findall((ROOT / "docs" / "licences.md").read_text(encoding="utf-8"))
    return [row for row in rows if row[0] not in {"package", "---"}]


def test_the_page_names_what_is_locked(made, told):
    """No package comes or goes without it; `python scripts/licences.py` writes it anew."""
    assert [row[0] for row in told] == made["locked"]()
    assert len(told) > 40


def test_what_we_ask_for_is_locked(made):
    """Every requirement of the core is among the pinned, and everything that is pinned is needed by something."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^\w.-]", one)[0].lower().replace("_", "-") for one in asked}

    assert names - set(made["locked"]()) == set()
    assert {one.name for one in made["packages"]() if "depesche" in one.needed_by} == names
    assert [one.name for one in made["packages"]() if not one.needed_by] == []


def test_no_licence_of_the_core_is_the_gpl_alone(made, told):
    """As the page tells it, and as the packages say that are installed here."""
    licences = {row[0]: row[2] for row in told} | {f"{one.name} here": one.licence for one in made["packages"]()}

    assert [name for name, licence in licences.items() if made["copyleft_alone"](licence)] == []
    assert [name for name, licence in licences.items() if licence in {"", "not stated", "not installed"}] == []


@pytest.mark.parametrize(
    ("licence", "alone"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GPL-2.0-only OR AGPL-3.0-only", True),
        ("MIT, GPL-3.0-only", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("LGPL-3.0-or-later", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
    ],
)
def test_the_gpl_is_known_when_seen(made, licence, alone):
    """Where there is a choice, it must be left; what only looks like it is let through."""
    assert made["copyleft_alone"](licence) is alone


def test_the_bill_of_materials_is_whole(tmp_path, told):
    """Every package with version, licence, hashes and what it needs; the same bytes twice."""
    pytest.importorskip("cyclonedx_py", reason="cyclonedx-bom is not installed")
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    for file in files:
        subprocess.run([sys.executable, str(ROOT / "scripts" / "sbom.py"), str(file)], check=True, capture_output=True)
    bill = json.loads(files[0].read_text(encoding="utf-8"))
    parts = {one["name"]: one for one in bill["components"]}
    needs = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}

    assert files[0].read_bytes() == files[1].read_bytes()
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert bill["metadata"]["component"]["version"] == depesche.__version__
    assert "timestamp" not in bill["metadata"]
    assert {row[0] for row in told} | {"vega", "vega-lite", "vega-interpreter", "cytoscape"} == set(parts)
    for one in parts.values():
        assert one["version"]
        assert one["licenses"]
        assert one.get("hashes") or one["externalReferences"][0]["hashes"]
    reached: set[str] = set()
    waiting = [bill["metadata"]["component"]["bom-ref"]]
    while waiting:
        fresh = set(needs[waiting.pop()]) - reached
        reached |= fresh
        waiting += fresh
    assert set(parts) - reached <= {"colorama"}
