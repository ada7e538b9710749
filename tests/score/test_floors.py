"""The gate."""

from __future__ import annotations

import pytest

from depesche.errors import SetupError, UsageError
from depesche.score.floors import Breach, Floors, load, save


def test_a_figure_below_its_floor_is_a_breach():
    """A figure on the floor holds; one that is no longer measured does not."""
    floors = Floors({"a": 0.5, "b": 0.5, "c": 0.5})

    assert [Breach("b", 0.5, 0.499), Breach("c", 0.5, None)] == floors.breaches({"a": 0.5, "b": 0.499})


def test_floors_only_rise_by_themselves():
    """Pinning after a worse run changes nothing."""
    floors = Floors({"a": 0.5, "b": 0.5})
    floors.pin({"a": 0.4, "b": 0.9, "new": 0.7, "none yet": 0.0})

    assert Floors({"a": 0.5, "b": 0.88, "new": 0.68}) == floors


def test_a_lowered_floor_says_why():
    """The reason stands in the file."""
    floors = Floors({"a": 0.5})
    floors.pin({"a": 0.4}, reason="gold corrected")

    assert floors.floors == {"a": 0.38}
    assert floors.lowered == ["a from 0.5 to 0.38: gold corrected"]


def test_a_reason_must_say_something():
    """An empty reason is none."""
    with pytest.raises(UsageError):
        Floors({"a": 0.5}).pin({"a": 0.4}, reason=" ")


def test_floors_come_back_as_they_were_saved(tmp_path):
    """Saving and loading changes nothing."""
    floors = {"sample": Floors({"a": 0.5}, ["a from 0.6 to 0.5: so"])}
    save(floors, tmp_path / "floors.json")

    assert floors == load(tmp_path / "floors.json")


@pytest.mark.parametrize("text", ["", "[]x", '{"a": {"unknown": 1}}'])
def test_a_damaged_file_is_an_error_with_its_place(tmp_path, text):
    """Nobody should have to guess which file is meant."""
    (tmp_path / "floors.json").write_text(text)

    with pytest.raises(SetupError) as caught:
        load(tmp_path / "floors.json")

    assert caught.value.where == str(tmp_path / "floors.json")


def test_the_floors_that_ship_can_be_read():
    """The file in the package is sound."""
    assert all(0 <= low <= 1 for entry in load().values() for low in entry.floors.values())
