"""The speeches of SpkAtt-2023 as files: their tokens, a text made of them, and the events that annotators marked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from depesche.errors import SetupError, UsageError
from depesche.records import Fact

Place = tuple[int, int]
SPEECH = Fact("genre", "speech", "person")
"""What is stated of each text of the corpus."""
Event = Mapping[str, frozenset[Place]]
CUE, PARTICLE = "Cue", "PTC"
ROLES = ("Source", "Message", "Topic", "Addr", "Medium", "Evidence")
PARTS = (CUE, PARTICLE, *ROLES)

_CLOSING = frozenset([".", ",", ";", ":", "!", "?", "…", ")", "]", "“"])
_OPENING = frozenset(["„", "(", "["])


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech. text: its tokens as they would be printed; where: start and end of each token, and its place there."""

    name: str
    text: str
    where: tuple[tuple[int, int, Place], ...]
    events: tuple[Event, ...]

    def places(self, start: int, end: int) -> frozenset[Place]:
        """The places of the tokens that lie in a stretch of the text."""
        return frozenset(place for a, b, place in self.where if a < end and b > start)


def speeches(folder: Path) -> Iterator[Speech]:
    """The speeches below a folder, one JSON file each, in order of their names.

    Raises:
        UsageError: if there are none.
        SetupError: if a file is no speech.

    """
    paths = sorted(folder.rglob("*.json"))
    if not paths:
        raise UsageError(
            "There is no speech here.", where=str(folder), hint="SpkAtt-2023 has one JSON file per speech."
        )
    for path in paths:
        try:
            yield _speech(path.stem, json.loads(path.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SetupError(f"The speech cannot be read: {error!r}", where=str(path)) from error


def _speech(name: str, data: Mapping[str, Any]) -> Speech:
    text, where = "", []
    glued = True
    for sentence in data["Sentences"]:
        for i, token in enumerate(sentence["Tokens"]):
            if not glued and token not in _CLOSING:
                text += " "
            where.append((len(text), len(text) + len(token), (int(sentence["SentenceId"]), i)))
            text += token
            glued = token in _OPENING
    events = tuple({part: _places(one.get(part, ())) for part in PARTS} for one in data["Annotations"])
    return Speech(name, text, tuple(where), events)


def _places(ids: list[str]) -> frozenset[Place]:
    """Places as `SENTENCE:TOKEN`."""
    return frozenset((int(sentence), int(token)) for sentence, token in (one.split(":") for one in ids))
