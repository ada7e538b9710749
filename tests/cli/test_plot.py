"""Charts as files: the same each time, and clear where they cannot be drawn."""

from __future__ import annotations

import json
import sys

import pytest

from depesche.cli.app import main

CHARTS = ("timeline", "matrix", "network")


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("suffix", ["svg", "png", "html", "json"])
def test_every_chart_is_drawn_as_every_file(sample_case, tmp_path, chart, suffix):
    """With nothing in it that is fetched."""
    path = tmp_path / f"x.{suffix}"
    assert main(["plot", str(sample_case), chart, "-o", str(path)]) == 0
    data = path.read_bytes()

    begins = {"svg": b"<svg", "png": b"\x89PNG", "html": b"<!DOCTYPE html", "json": b"{"}
    assert data.lstrip()[:14].lower().startswith(begins[suffix].lower())
    if suffix == "svg":
        assert b"Karvelien" in data or chart == "timeline"


@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_is_the_same_twice(sample_case, tmp_path, chart):
    """Byte for byte."""
    paths = [tmp_path / f"{n}.svg" for n in range(2)]
    for path in paths:
        main(["plot", str(sample_case), chart, "-o", str(path), "--dark", "--lang", "de"])

    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["pie"], 2, "timeline"),
        (["matrix", "-o", "x.doc"], 2, "Known: .svg"),
        (["network", "--mode", "none"], 2, "Known: two-mode"),
        (["network", "--normalise", "all"], 2, "Known: none"),
    ],
)
def test_what_makes_no_sense_is_told(sample_case, capsys, options, code, words):
    """With what there is."""
    assert main(["plot", str(sample_case), *options]) == code
    assert words in capsys.readouterr().err


def test_without_the_extra_json_is_still_to_be_had(sample_case, tmp_path, capsys, monkeypatch):
    """And the error says what brings it."""
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert main(["plot", str(sample_case), "matrix", "-o", str(tmp_path / "x.svg")]) == 4
    assert "depesche[charts]" in capsys.readouterr().err
    assert main(["plot", str(sample_case), "matrix", "--actor", "karvelien"]) == 0
    spec = json.loads(capsys.readouterr().out)

    assert {row["actor"] for row in spec["data"]["values"]} == {"Karvelien"}
