"""What a meeting is called: a short English name of who meets and where, and the forum."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from depesche.read.cast import Entity
from depesche.read.talk_merge import Meeting
from depesche.read.talk_parties import Parties
from depesche.read.talk_words import TalkWords

_SHORT = {
    "United States": "us",
    "United Kingdom": "uk",
    "United Arab Emirates": "uae",
    "European Commission": "eu-commission",
}
_NAMED = 3  # parties that a name lists
_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"}
_KINDS = {"call": "telephone", "summons": "summons"}


def participants(meeting: Meeting, parties: Parties) -> list[str]:
    """The states and bodies, then the persons; where persons of two states meet, their states meet."""
    persons = [entity for entity in meeting.parties if entity.kind in {"person", "office"}]
    others = [entity for entity in meeting.parties if entity.kind not in {"person", "office"}]
    states = [state for entity in persons if (state := parties.state_of(entity))]
    if len({entity.name for entity in (*others, *states)}) > 1:
        others += states
    names = [entity.name for entity in (*others, *persons)]
    if meeting.forum is not None and meeting.forum.parties:
        if not names:
            names = list(meeting.forum.parties)
        elif meeting.forum.name in names and meeting.forum.name not in meeting.forum.parties:
            names = [*meeting.forum.parties, *(name for name in names if name != meeting.forum.name)]
    return list(dict.fromkeys(names))


def forum(meeting: Meeting, names: Sequence[str], words: TalkWords, parties: Parties) -> str | None:
    """The body in whose frame they meet: named, or the one whose members these are; two sides alone meet bilaterally."""
    if meeting.forum is not None:
        return meeting.forum.name
    if meeting.kind in _KINDS:
        return _KINDS[meeting.kind]
    sides = _sides(meeting.parties, parties)
    if (council := words.councils.get(frozenset(sides))) is not None:
        return council.name
    bodies = [name for name in sides if any(name in one.parties and one.name == name for one in words.forums.values())]
    if bodies:
        return bodies[0]
    return "bilateral" if len(sides) == 2 or len(names) == 2 else None


def _sides(entities: Iterable[Entity], parties: Parties) -> list[str]:
    return list(dict.fromkeys(parties.side(entity) for entity in entities))


def slug(meeting: Meeting, names: Sequence[str], setting: str | None, place: str | None, parties: Parties) -> str:
    """A short name in small letters: forum or parties, and the place (`us-russia-geneva`, `osce-vienna`).

    >>> plain("Sarhem am See")
    'sarhem-am-see'
    """
    sides = _sides(meeting.parties, parties)
    multilateral = setting not in {None, "bilateral", *_KINDS.values()}
    if multilateral and setting is not None:
        parts = [setting]
    else:
        called = sides if len(sides) > 1 else names
        parts = [name.split()[-1] if entity_is_person(name, meeting) else name for name in called[:_NAMED]]
    parts += [place] if place else ["call"] if meeting.kind == "call" else []
    return "-".join(filter(None, (plain(_SHORT.get(part, part)) for part in parts)))


def entity_is_person(name: str, meeting: Meeting) -> bool:
    """Whether a party of that name is a person."""
    return any(entity.name == name and entity.kind == "person" for entity in meeting.parties)


def plain(name: str) -> str:
    """A name in small letters without accents, its words joined by hyphens."""
    low = "".join(_LETTERS.get(c, c) for c in name.casefold())
    kept = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")
