"""Colour is for people who want it: what asks for it, what forbids it, and which of them wins."""

from __future__ import annotations

import io

import pytest

from depesche.cli.terminal import colours


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("screen", "environment", "expected"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": ""}, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (False, {"FORCE_COLOR": "1", "TERM": "dumb"}, False),
        (True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_whoever_forbids_colour_wins(monkeypatch, screen, environment, expected):
    """NO_COLOR and dumb terminals before FORCE_COLOR before what the output is; an empty variable says nothing."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)

    assert colours(Screen() if screen else io.StringIO()) is expected


@pytest.mark.parametrize("words", [["show", "made.depesche", "statements", "--text"], ["show", "none.depesche"]])
def test_colour_is_forced_into_a_pipe(case, depesche, monkeypatch, words):
    """Text and errors alike: for `less -R`, and for logs that show it."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    plain = depesche(*words)
    monkeypatch.setenv("FORCE_COLOR", "1")
    forced = depesche(*words)

    assert "\x1b[" not in plain.out + plain.err
    assert "\x1b[" in forced.out + forced.err


def test_json_is_never_coloured(case, depesche, monkeypatch):
    """It is for programs."""
    monkeypatch.setenv("FORCE_COLOR", "1")

    assert "\x1b[" not in depesche("show", case, "statements", "--json").out
