"""The doctor looks at everything that can be wrong, and says of each what to do."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections import namedtuple
from importlib import metadata

import pytest

from depesche.cli import doctor_checks, versions
from depesche.errors import PackError
from depesche.ingest import worker

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 (as shutil has it)
CHECKS = (
    "package core parts extras packs sources exporters database settings folders room worker reading case".split()  # noqa: SIM905
)


@pytest.fixture
def findings(depesche):
    """What the doctor finds, by check, and how it ends."""

    def look(*argv):
        ran = depesche("doctor", "--json", *argv)
        told = json.loads(ran.out)
        found: dict[str, list[dict[str, str]]] = {}
        for one in told["findings"]:
            found.setdefault(one["check"], []).append(one)
        assert ran.code == (0 if told["ok"] else 4)
        return found, ran.code

    return look


def test_a_sound_installation_is_found_sound(case, depesche):
    """Including a case, and a sentence that is really read."""
    ran = depesche("doctor", case)

    assert (ran.code, ran.err) == (0, "")
    assert "made.depesche: sound, 4 reports, 1 that could not be read" in ran.out
    assert re.search(r"made.depesche: schema \d+, 4 reports, \d+ statements", ran.out)
    assert re.search(r"SQLite [\d.]+, journal mode (WAL|TRUNCATE)", ran.out)
    assert "BAD" not in ran.out
    assert ran.out.endswith("Everything is as it should be.\n")


def test_everything_is_looked_at_and_told_as_json(case, findings):
    """Each check has at least one finding, in one order, and each finding the same four fields."""
    found, code = findings(case)

    assert code == 0
    assert list(found) == CHECKS
    assert {frozenset(one) for some in found.values() for one in some} == {
        frozenset(("check", "state", "what", "hint"))
    }


def test_what_is_wrong_is_said(depesche, tmp_path, monkeypatch):
    """Each finding says what to do, and one does not hide the others."""

    def packs():
        raise PackError("A language pack lacks one of its files.", where="cues.tsv", hint="Install depesche again.")

    monkeypatch.setattr(doctor_checks, "packs", packs)
    (tmp_path / "a.depesche").write_text("no case at all")

    ran = depesche("doctor", str(tmp_path / "a.depesche"))

    assert ran.code == 4
    assert ran.out.count("BAD") == 2
    assert "cues.tsv" in ran.out
    assert "2 of " in ran.out


def test_a_check_that_breaks_is_a_finding(findings, monkeypatch):
    """Whatever is broken, the doctor is not."""

    def parts():
        raise RuntimeError("metadata is gone")

    monkeypatch.setattr(doctor_checks, "parts", parts)
    found, code = findings()

    assert code == 4
    assert found["parts"][0]["what"] == "parts: RuntimeError: metadata is gone"
    assert "reading" in found


def test_a_package_that_is_missing_is_named(findings, monkeypatch):
    """One that is needed is bad; one of an extra is told with the command that brings it, and all is well without it."""
    there = versions.installed
    monkeypatch.setattr(versions, "installed", lambda name: None if name in {"rich", "rdflib"} else there(name))
    found, code = findings()

    assert code == 4
    assert [(one["what"], one["hint"]) for one in found["core"]] == [("rich is missing", "pip install rich")]
    [rdf] = [one for one in found["extras"] if "rdf" in one["what"]]
    assert (rdf["state"], rdf["hint"]) == ("without", "pip install 'depesche[rdf]'")


def test_a_model_that_was_altered_is_found_out(findings, monkeypatch):
    """It is the file that was installed, or the doctor says so."""
    monkeypatch.setattr(versions, "model_digest", lambda: "00" * 32)
    found, code = findings()

    assert code == 4
    assert found["parts"][-1]["what"] == "HanTa's German model is not the one that was installed"


def test_every_requirement_is_known():
    """The doctor asks for all that the package states, and for nothing else."""
    found = doctor_checks.required()
    stated = {re.split(r"[^\w.-]", line)[0] for line in metadata.requires("depesche") or ()}

    assert {name for some in found.values() for name in some} == stated
    assert {"numpy", "typer", "lxml"} <= set(found[""])
    assert found["tables"] == ["pandas", "polars"]


def test_a_damaged_case_is_found_out(case, findings, tmp_path):
    """Also one that still opens: the file is looked at as a whole."""
    raw = bytearray((tmp_path / case).read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 4096] = b"\xff" * 4096
    (tmp_path / case).write_bytes(raw)

    found, code = findings(case)

    assert code == 4
    assert [one["state"] for one in found["case"]] == ["bad"]


def test_a_full_disk_is_told_before_the_build(findings, monkeypatch):
    """What is free is measured where the case lies."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - 1000, 1000))
    found, code = findings()

    assert (code, found["room"][0]["state"]) == (4, "bad")
    assert found["room"][0]["what"].startswith("0.0 GB are free in ")


def test_folders_that_cannot_be_written_are_told(findings, tmp_path, monkeypatch):
    """Nothing is remembered then, which one can live with; without a folder for passing files one cannot."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "state"))
    assert findings()[0]["folders"][0]["state"] == "without"
    assert not (tmp_path / "file" / "state").exists()

    def gettempdir():
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "gettempdir", gettempdir)
    found, code = findings()
    assert (code, found["folders"][1]["state"]) == (4, "bad")


def test_a_process_that_does_not_start_is_told(findings, monkeypatch):
    """Without it no page is read."""
    worker._WORKERS.stop()
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    found, code = findings()

    assert code == 4
    assert [one["state"] for one in found["worker"]] == ["bad"]
    assert "could not be started" in found["worker"][0]["what"]


def test_settings_are_named_and_read(findings, tmp_path, monkeypatch):
    """A slip in them is found."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "depesche.toml").write_text('person = "Ada"\n', encoding="utf-8")
    assert "depesche.toml" in findings()[0]["settings"][0]["what"]

    (tmp_path / "depesche.toml").write_text("persn = 1\n", encoding="utf-8")
    found, code = findings()
    assert (code, found["settings"][0]["state"]) == (4, "bad")
