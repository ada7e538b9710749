"""What a figure is of, in a few words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from depesche.read.figures_find import Found
from depesche.read.figures_units import Units
from depesche.read.lookup import Lookup
from depesche.records import Token

_NEAR = 400  # characters before an age in which the person is looked for
_NOUNS = frozenset(["NN", "NNA", "NNI", "NE"])
_OF = frozenset(["der", "des", "von", "vom", "dieser", "aller", "seiner", "ihrer", "für"])


def about(
    found: Found, tokens: Sequence[Token], units: Units, tables: Lookup, people: Sequence[tuple[int, str]]
) -> str:
    """What a figure is of: `age of Mira Kolb`, `Russian soldiers`, `damage`; the report's own noun where no table has one."""
    if found.unit.kind == "age" or found.rule == "age":
        return _age(tokens, found, people)
    if found.unit.kind in {"money", "share", "measure"}:
        return _of_amount(found, tokens, units, tables) or found.unit.name
    if found.head is None:
        return found.unit.name
    before = tokens[found.number_end : found.head]
    if found.unit.kind == "words":
        return " ".join(token.text for token in (*before, tokens[found.head]) if token.tag in {"ADJA", *_NOUNS})
    return f"{units.described(before, tables)} {found.unit.name}".strip()


def _age(tokens: Sequence[Token], found: Found, people: Sequence[tuple[int, str]]) -> str:
    """The person whose name stands right behind, else the one named last."""
    start = tokens[found.start].start
    at = bisect_right(people, (start, ""))
    behind = people[at] if at < len(people) else None
    attribute = (
        tokens[found.start].tag == "ADJA"
        and not tokens[found.start].text[:1].isupper()
        and "-J" not in tokens[found.start].text
    )
    if attribute and behind is not None and behind[0] - start < 60:
        return f"age of {behind[1]}"
    if attribute or not at or start - people[at - 1][0] > _NEAR:
        return "age"
    return f"age of {people[at - 1][1]}"


def _of_amount(found: Found, tokens: Sequence[Token], units: Units, tables: Lookup) -> str | None:
    """What stands behind (`Prozent der Stimmen`), before (`ein Schaden von`), or else anywhere near in the sentence."""
    adjective = found.end < len(tokens) and tokens[found.end].tag in {"ADJA", "ADJD"}
    if adjective and (english := units.about(tokens[found.end].text)):  # `300 Meter lang`
        return "value" if found.unit.kind == "money" and english == "weight" else english
    behind, before = _behind(tokens, found.end), _before(tokens, found.start, units)
    for noun in (behind, before):
        if noun and (english := units.about(noun)):
            return english
    if behind:
        return units.of(behind, tables).name
    near = [*reversed(tokens[max(0, found.start - 12) : found.start]), *tokens[found.end : found.end + 8]]
    for token in near:
        if token.tag in _NOUNS and (english := units.about(token.text)):
            return english
    return before


def _behind(tokens: Sequence[Token], end: int) -> str | None:
    """The noun of a phrase right behind: a genitive, `von`, or a noun that is measured."""
    j = end
    if j < len(tokens) and tokens[j].text in _OF:
        j += 1
    elif j >= len(tokens) or tokens[j].tag not in {"NN", "ADJA"}:
        return None
    while j < len(tokens) and j < end + 4 and tokens[j].tag in {"ART", "ADJA", "PPOSAT", "CARD"}:
        j += 1
    return tokens[j].text if j < len(tokens) and tokens[j].tag in _NOUNS else None


def _before(tokens: Sequence[Token], start: int, units: Units) -> str | None:
    """The noun before a preposition: `Schaden von`, `die Kosten auf`; in `das Honorar von 20 auf 90 Euro` the one before both."""
    for i in range(start - 1, max(-1, start - 8), -1):
        if tokens[i].tag in {"NN", "NNA"} and tokens[i].text not in units.by_word:
            return tokens[i].text if i < start - 1 else None
        if tokens[i].tag not in {"APPR", "ADV", "ART", "KOKOM", "CARD", "NN"}:
            return None
    return None
