"""`Ida Lunds Regierung`, `das Kabinett Tamsen`: a government called by the person who leads it speaks for the state."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.read.cast import Cast, Entity, entity_of
from depesche.read.describe import head_noun
from depesche.read.lookup import Lookup
from depesche.records import Token

_LEADING_ON = frozenset(["von", "vom", "unter", "des", "der"])
# The ends of what heads of something smaller than a state are called in English.
_LOCAL = ("governor", "mayor")


def governs(tables: Lookup, word: str) -> bool:
    """Whether a noun is one for a state's government."""
    return word.rpartition("-")[2].lower() in tables.governments


def government_of(cast: Cast, tokens: Sequence[Token], start: int, end: int) -> Entity | None:
    """The state whose government tokens[start:end] calls by a person; None where no person does, or nothing tells the state."""
    head = head_noun(tokens, start, end)
    if head is None:  # a noun that the tagger takes for a name
        head = next(
            (i for i in range(start, end) if tokens[i].tag == "NE" and governs(cast.tables, tokens[i].text)), None
        )
    if head is None or not governs(cast.tables, tokens[head].text):
        return None
    leader = _leader(cast, tokens, start, end, head)
    code = _state_led(cast, leader) if leader is not None else ""
    return entity_of(cast, cast.tables.states[code]) if code else None


def _leader(cast: Cast, tokens: Sequence[Token], start: int, end: int, head: int) -> Entity | None:
    """The person right before the noun or in it, or who closes the phrase behind it, alone or with a role."""
    first, hyphen, _ = tokens[head].text.rpartition("-")
    if hyphen:
        return cast.surname(first, tokens[head].start, sound=False) if cast.calls(first) else None
    persons = [one for one in cast.at(tokens[start].start, tokens[end - 1].end) if one[2].kind == "person"]
    before = [one for one in persons if one[1] <= tokens[head].start]
    if before:
        between = [t for t in tokens[start:head] if t.start >= before[-1][1]]
        return before[-1][2] if all(t.tag == "ADJA" for t in between) else None
    behind = [one for one in persons if one[0] > tokens[head].start]
    if len(behind) != 1 or behind[0][1] != tokens[end - 1].end:
        return None
    words = [t for t in tokens[head + 1 : end] if t.start < behind[0][0]]
    return behind[0][2] if all(_leads_on(cast, t) for t in words) else None


def _leads_on(cast: Cast, token: Token) -> bool:
    """`von`, `unter Präsidentin`, `des früheren Kanzlers`."""
    return token.text in _LEADING_ON or token.tag in {"ART", "ADJA"} or cast.tables.role(token.text) is not None


def _state_led(cast: Cast, leader: Entity) -> str:
    """The code of the state that stands beside a person most often; empty for a mayor, and where nothing tells."""
    if any(role.english.endswith(_LOCAL) for role in leader.roles):
        return ""
    states = [(code, times) for code, times in leader.votes.most_common(3) if code in cast.tables.states]
    alone = len(states) == 1 or (len(states) > 1 and states[0][1] > states[1][1])
    return states[0][0] if alone else ""
