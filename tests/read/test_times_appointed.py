"""Times of what is to come, in sentences told as past."""

from __future__ import annotations

import pytest
from tests.read.test_times_hang import times_of


def direction_of(text: str) -> str:
    """On which side of its report the last time of a text lies."""
    anchor = times_of(text)[-1].anchor
    return anchor.direction if anchor else ""


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Die Fürstin hat die Winzer zu einer Aussprache am Sonntag geladen.", "future"),
        ("Die Fürstin lud die Winzer zur Verkostung im Keller am Sonntag.", "future"),
        ("Die Fürstin hat ihre Winzer am Sonntag zu einer Aussprache geladen.", "near"),
        ("Die Fürstin lud ihre Winzer am Sonntag zu einer Aussprache.", "near"),
        ("Zum Abschied am Sonntag lud die Fürstin ihre Winzer ein.", "near"),
        ("Die Fürstin hat am Sonntag zu einer Aussprache eingeladen.", "past"),
        ("Am Sonntag hat die Fürstin die Winzer zu einer Aussprache eingeladen.", "past"),
        ("Die Fürstin hat ihre Winzer am Sonntag eingeladen.", "past"),
        ("Die Fürstin hat ihre Winzer am Sonntag gelobt.", "past"),
    ],
)
def test_who_is_asked_to_come_comes_later(text, direction):
    """Behind what people are asked to, a time is that of the meeting; between guests and meeting it may be that of the asking."""
    assert direction_of(text) == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Beide Reeder haben ein Treffen am Sonntag vereinbart.", "future"),
        ("Die Fürstin kündigte eine weitere Sitzung am Sonntag an.", "future"),
        ("Beide Reeder haben am Sonntag ein Treffen vereinbart.", "past"),
        ("Beide Reeder haben bei einem Treffen am Sonntag den Tausch vereinbart.", "past"),
        ("Beide Reeder haben das Treffen am Sonntag vereinbart.", "past"),
        ("Ein Sprecher der Winzer hat am Sonntag Streiks angekündigt.", "past"),
        ("Zum Abschluss von Gesprächen am Sonntag kündigte die Fürstin neue Keller an.", "past"),
    ],
)
def test_a_meeting_that_is_set_is_to_come(text, direction):
    """A new meeting, with an indefinite article, takes place after it was set; any other time is that of the setting."""
    assert direction_of(text) == direction


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Die Fürstin lobte die Gäste der kommenden Messe am Sonntag.", "future"),
        ("Die Fürstin hat die geplante Messe am Sonntag abgesagt.", "near"),
        ("Die Fürstin hat die große Messe am Sonntag abgesagt.", "past"),
    ],
)
def test_an_adjective_looks_ahead(text, direction):
    """What is called coming has not been; what is called planned may have been."""
    assert direction_of(text) == direction
