"""The one door for formats, ours and those of others."""

from __future__ import annotations

import io
import sys

import pytest

from depesche.errors import SetupError, UsageError
from depesche.export import registry
from depesche.export.registry import find, formats, names, write

THEIRS = """
from depesche.export.registry import Written, exporter

@exporter("names", suffix=".txt", about="one name a line")
def write_names(case, out, *, end="\\n"):
    rows = [row.name for row in case.rows()]
    out.write("".join(name + end for name in rows))
    return Written(len(rows))

def unmarked(case, out):
    pass
"""
ENTRIES = """[depesche.exporters]
names = theirs:write_names
json = theirs:write_names
broken = theirs:missing
unmarked = theirs:unmarked
"""


@pytest.fixture
def their_package(tmp_path, monkeypatch):
    """A package of somebody else's, as pip would install it."""
    info = tmp_path / "site" / "zzz_theirs-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: zzz-theirs\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRIES)
    (info.parent / "theirs.py").write_text(THEIRS)
    monkeypatch.syspath_prepend(str(info.parent))
    registry._entries.cache_clear()
    yield
    monkeypatch.undo()
    sys.modules.pop("theirs", None)
    registry._entries.cache_clear()


def test_our_formats_come_through_the_same_door():
    """Each says how its files end and what it is good for."""
    ours = {one.name: one for one in formats()}

    assert {"json", "jsonl", "csv", "html"} <= set(ours)
    assert all(one.suffix.startswith(".") and one.about for one in ours.values())
    assert ours["html"].options == ("lang", "title")


def test_an_unknown_format_is_answered_with_the_known_ones(case):
    """The user need not look them up."""
    with pytest.raises(UsageError, match=r"Known: .*csv, .*html, .*json, jsonl"):
        write(case, "odt", io.StringIO())


def test_an_unknown_option_is_refused(case):
    """Rather than passed over."""
    with pytest.raises(UsageError, match="The format csv has no option lang"):
        write(case, "csv", io.StringIO(), lang="de")


def test_a_format_of_others_is_found(their_package, case):
    """With its options."""
    out = io.StringIO()
    written = write(case, "names", out, end="|")

    assert (written.rows, out.getvalue()) == (3, "a/bridge.txt|b/valley.txt|c/quiet.txt|")


def test_a_stranger_does_not_take_the_place_of_a_format_of_ours(their_package):
    """Whatever its package is called."""
    assert find("json").function.__module__ == "depesche.export.json_file"


@pytest.mark.parametrize("name", ["broken", "unmarked"])
def test_a_broken_format_harms_no_other(their_package, case, name):
    """It is named when it is asked for."""
    assert name in names()
    with pytest.raises(SetupError, match=f"The export format {name}"):
        write(case, name, io.StringIO())
    assert write(case, "jsonl", io.StringIO()).rows
