"""`depesche import`: coding that was done in another program, at the command line."""

from __future__ import annotations

import json
import shutil

import pytest

from depesche.cli.app import main
from depesche.store.case import Case


@pytest.fixture
def path(made, tmp_path):
    shutil.copy(made, tmp_path / "a.depesche")
    return str(tmp_path / "a.depesche")


@pytest.mark.parametrize("form", ["brat", "cas", "dna"])
def test_a_file_goes_out_and_comes_back(path, tmp_path, capsys, form):
    """What was left as it was is accepted, by whom it is said; a second time nothing is new. DNA has equal texts once."""
    out = str(tmp_path / "coded.zip")
    assert main(["export", path, "--to", form, "-o", out]) == 0
    capsys.readouterr()
    assert main(["import", path, out, "--from", form, "--who", "Ada Brenn"]) == 0
    first = capsys.readouterr().err
    assert main(["import", path, out, "--from", form, "--who", "Ada Brenn"]) == 0
    again = capsys.readouterr().err
    with Case.open(path) as case:
        verdicts = {one.verdict for one in case.all_standing()}
        number = len(case.decisions())

    assert verdicts == {"accept"}
    assert f"{number} accepted, by Ada Brenn, in {3 if form == 'dna' else 4} reports." in first
    assert "Nothing new" in again
    assert f"{number} were ruled so before." in again


def test_the_interface_of_label_studio_is_written(path, tmp_path, capsys):
    """It is wanted once, and is an option of the format."""
    out = tmp_path / "interface.xml"
    assert main(["export", path, "--to", "labelstudio", "--of", "config", "-o", str(out)]) == 0

    assert out.read_text(encoding="utf-8").startswith("<View>")


def test_what_cannot_be_taken_in_is_told(path, tmp_path, capsys):
    """A file of another case, a program that is not known, no coder's name; nothing is written."""
    strange = tmp_path / "a.json"
    task = {"data": {"text": "Genf", "report": "g.txt"}, "annotations": [{"result": []}]}
    strange.write_text(json.dumps([task]), encoding="utf-8")
    for words, told in (
        (["--from", "labelstudio", "--who", "Ada"], "No report of this case has the text of g.txt"),
        (["--from", "word", "--who", "Ada"], "Known: brat"),
        (["--from", "labelstudio", "--who", " "], "Whose coding"),
        (["--from", "labelstudio"], "--who"),
    ):
        assert main(["import", path, str(strange), *words]) == 2
        assert told in capsys.readouterr().err
    with Case.open(path) as case:
        assert case.decisions() == []
