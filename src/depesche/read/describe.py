"""What a noun phrase without a name says about whom it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from depesche.read.cast import Entity
from depesche.read.lookup import Lookup, Role
from depesche.records import Token

_AGE = ("-jährige", "-jähriger", "-jährigen", "-Jährige", "-Jähriger", "-Jährigen")
INDEFINITE = frozenset(
    ["ein", "eine", "einer", "eines", "einem", "mehrere", "einige", "zwei", "viele", "andere", "manche"]
)


@dataclass(slots=True)
class Description:
    """What a noun phrase without a name says about whom it means."""

    roles: list[Role] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    gender: str = ""
    indefinite: bool = False
    aged: bool = False
    plural: bool = False


def bare_plural(tokens: Sequence[Token], tables: Lookup, start: int, end: int) -> bool:
    """`Beobachter erwarten`: a role without an article before it and a name behind it means nobody named so far."""
    role = tables.role(tokens[start].text)
    return role is not None and tokens[start].tag == "NN" and (end - start == 1 or tokens[start + 1].tag != "NE")


_MANY = frozenset(
    ["mehrere", "mehreren", "einige", "einigen", "viele", "vielen", "zwei", "drei", "vier", "beide", "beiden", "alle", "allen",
     "andere", "anderen", "manche", "manchen", "zahlreiche", "zahlreichen", "weitere", "weiteren", "etliche", "etlichen"]
)  # fmt: skip


def several(tokens: Sequence[Token]) -> bool:
    """Whether a number or a word for several stands among some words."""
    return any(t.tag == "CARD" or t.text.lower() in _MANY for t in tokens)


def many(tokens: Sequence[Token], tables: Lookup, start: int, head: int) -> bool:
    """Whether a role is in the plural: by its ending, a word for several before it, or its article (`die Minister`)."""
    word, first = tokens[head].text, tokens[start].text.lower()
    role = tables.role(word)
    if role is None or is_aged(word):
        return False
    if word.endswith("innen") or several(tokens[start:head]):
        return True
    if role.gender == "f":
        return False
    if start == head and start and tokens[start - 1].tag in {"ART", "APPRART"}:
        first = tokens[start - 1].text.lower()
    if word.endswith(("ern", "eln")) and not role.base.endswith("n"):
        return True
    bare = tokens[start].tag in {"ADJA", "ADJD", "ADV"} and tokens[head - 1].tag == "ADJA"
    if bare and start < head:  # `niederländische Politiker`, but `ein niederländischer Politiker`
        return tokens[head - 1].text.endswith("e") and word.lower().endswith(role.base.lower())
    return first == "die" or (start == head and first == word.lower() and bare_plural(tokens, tables, start, head + 1))


def is_aged(word: str) -> bool:
    """Whether a word is an epithet of age (`61-Jährige`)."""
    return word.endswith(_AGE)


def same_role(entity: Entity, wanted: Description) -> bool:
    """Whether somebody has one of the roles described."""
    return any(mine.base == role.base for role in wanted.roles for mine in entity.roles)


def role_weight(entity: Entity, wanted: Description) -> float:
    """How well the roles agree: the same, one the head of the other, of one level, or unheard of."""
    if not wanted.roles:
        return 0.5 if wanted.aged else 0.0
    best = -1.0 if entity.roles else 0.0
    for role in wanted.roles:
        for mine in entity.roles:
            a, b = role.base.lower(), mine.base.lower()
            if a == b:
                best = max(best, 4.0)
            elif a.endswith(b) or b.endswith(a):
                best = max(best, 3.0)
            elif role.level == mine.level != "person":
                best = max(best, 0.5)
        if role.level in {"person", "politician", "official-generic"}:
            best = max(best, 0.5)
    return best


def first_content(tokens: Sequence[Token], start: int, end: int) -> int:
    """The first word of a phrase behind its determiners."""
    i = start
    while i < end - 1 and tokens[i].tag in {"ART", "PDAT", "PPOSAT", "ADV", "PIAT"}:
        i += 1
    return i


def head_noun(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """The first noun that is no name: what the phrase says it is about."""
    for i in range(start, end):
        tag = tokens[i].tag
        if tag in {"APPR", "APPRART"} and i > start:
            break
        if tag in {"NN", "NNA", "NNI"} or (is_aged(tokens[i].text)) or (tag == "NE" and "-" in tokens[i].text):
            return i
        if tag == "ADJA" and tokens[i].text[0].isupper() and i > start:
            nxt = tokens[i + 1].tag if i + 1 < end else ""
            if nxt not in {"NN", "ADJA", "NE"}:
                return i
    return None
