"""`depesche search`: readable at 80 columns, lines for programs."""

from __future__ import annotations

import json

import pytest

from depesche.cli.app import main


def test_hits_are_lines_in_a_pipe(sample_case, capsys):
    """Each with its marks; the last line tells how many there are, and the facets."""
    assert main(["search", str(sample_case), "Küstenwache", "act:refuse", "--limit", "2"]) == 0
    *hits, found = map(json.loads, capsys.readouterr().out.splitlines())

    assert {hit["statement"]["act"] for hit in hits} == {"refuse"}
    assert all("üstenwache" in hit["snippet"][slice(*hit["marks"][0])] for hit in hits)
    assert found["total"] >= len(hits)


@pytest.mark.parametrize("words", [["Treffen"], ["actor:Hallvik"], ["sing:laut", "act:sing"], ["nirgends"]])
def test_a_terminal_of_80_columns_shows_it(sample_case, capsys, monkeypatch, words):
    """Whatever is asked for."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["search", str(sample_case), *words, "--text"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert [line for line in lines if len(line) > 80] == []
    assert any("hit" in line for line in lines)
