"""Whom a noun phrase names: the person, body or state whose name stands in it or right beside it."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.read.about import before_titles, codes_at
from depesche.read.cast import Cast, Entity, entity_of
from depesche.read.describe import first_content, head_noun, is_aged
from depesche.read.governments import government_of, governs
from depesche.read.lookup import Body
from depesche.records import Token

# Heads that stand for the government of a state once its adjective, name or capital is with them.
FOR_THE_STATE = frozenset(
    [
        "Seite",
        "Regierung",
        "Führung",
        "Staatsführung",
        "Administration",
        "Delegation",
        "Regierungen",
        "Staatsspitze",
        "Diplomatie",
        "Verhandlungsseite",
        "Verhandlungsdelegation",
        "Regierungsdelegation",
    ]
)
_DEFINITE = frozenset(["der", "die", "das", "dem", "den", "des"])
# Bodies that a report takes up again by a noun of their kind alone.
_RECENT, _CLOSE = 2500, 500  # characters


def named_in(cast: Cast, tokens: Sequence[Token], words: list[str], start: int, end: int) -> Entity | None:
    """Whom the names in tokens[start:end], or right beside it, say that it is; None if it only describes somebody."""
    inside = cast.at(tokens[start].start, tokens[end - 1].end)
    persons = [(a, b, e) for a, b, e in inside if e.kind == "person"]
    government = government_of(cast, tokens, start, end)
    if government is not None:
        return government
    chosen = _head_person(cast, tokens, words, start, end, persons)
    if chosen is not None:
        return chosen
    head = head_noun(tokens, start, end)
    if head is not None and _describes_somebody(cast, words[head]):
        return _beside(cast, tokens, words, start, end)
    if head is not None:
        if words[head].rpartition("-")[2] in FOR_THE_STATE:
            return _state_of(cast, words, start, end) or _state_spoken_of(cast, tokens, words, start, end)
        first = tokens[first_content(tokens, start, end)].start
        if cast.tables.body(words[head]) is not None and not (inside and inside[0][0] == first):
            return _institution(cast, tokens, words, start, end, head)
    others = [e for _, _, e in inside if e.kind != "person"]
    if not others:
        return _described_body(cast, tokens, words, start, end)
    first = tokens[first_content(tokens, start, end)].start
    at_start = [e for a, _, e in inside if a == first and e.kind != "person"]
    if at_start:
        return at_start[0]
    return others[0] if tokens[start].tag in {"ART", "PDAT"} and end - start <= 3 else None


def _describes_somebody(cast: Cast, word: str) -> bool:
    return cast.tables.role(word) is not None or is_aged(word) or word in cast.tables.demonyms


def _head_person(
    cast: Cast,
    tokens: Sequence[Token],
    words: list[str],
    start: int,
    end: int,
    persons: list[tuple[int, int, Entity]],
) -> Entity | None:
    """The person that the phrase is about, not one in a genitive or behind `von` inside it."""
    index = {tokens[i].start: i for i in range(start, end)}
    ends = {tokens[i].end: i for i in range(start, end)}
    direct = None
    for a, b, entity in persons:
        i, last = index.get(a), ends.get(b)
        if i is None or last is None:
            continue
        if i > start and words[i - 1] == "," and (" " in entity.name or cast.tables.role(words[start + 1])):
            return entity
        dependent = any(
            tokens[k].tag in {"APPR", "APPRART"}
            or (k > start and words[k].lower() in {"des", "der", "seines", "ihres"} and tokens[k].tag == "ART")
            for k in range(start, i)
        )
        genitive = (
            last + 1 < end
            and words[last].endswith("s")
            and tokens[last + 1].tag in {"NN", "ADJA"}
            and entity.surname != words[last]
            and not (last > i and governs(cast.tables, words[last + 1]))  # whose state is not known
        )
        if direct is None and not dependent and not genitive:
            direct = entity
    return direct or _closing_name(cast, tokens, words, start, end, persons)


def _closing_name(
    cast: Cast,
    tokens: Sequence[Token],
    words: list[str],
    start: int,
    end: int,
    persons: list[tuple[int, int, Entity]],
) -> Entity | None:
    """The name that closes a long phrase about a role: `der Gesandte bei den Gesprächen über den Hafen Karl Tamsen`.

    So does one behind a role of its own with an attribute in front (`der zum Rücktritt bereite Minister Karl Tamsen`).
    """
    if not persons or persons[-1][1] != tokens[end - 1].end or " " not in persons[-1][2].name:
        return None
    first = next((i for i in range(start, end) if tokens[i].start == persons[-1][0]), start)
    before = before_titles(words, cast.tables, first) - 1
    if before <= start or tokens[before].tag not in {"NN", "NE"}:
        return None
    if governs(cast.tables, words[before]):
        return None  # `ein Minister der Regierung Karl Tamsen`
    own = cast.tables.role(words[before]) is not None
    attribute = (
        tokens[start].tag == "ART" and tokens[start + 1].tag in {"APPR", "APPRART"} and tokens[before - 1].tag == "ADJA"
    )
    if own:
        return persons[-1][2] if attribute else None
    head = head_noun(tokens, start, end)
    return persons[-1][2] if head is not None and head < before and cast.tables.role(words[head]) is not None else None


def _beside(cast: Cast, tokens: Sequence[Token], words: list[str], start: int, end: int) -> Entity | None:
    """A person named right beside a description: behind it, behind it and a comma, or, where it is an apposition, before it.

    `Außenminister | Karl Tamsen`; `ein Sprecher der Polizei |, Karl Tamsen, sagte`; `Karl Tamsen, | ein Kenner der Lage,`.
    """
    behind = _person_from(cast, tokens, end)
    if behind is not None:
        return behind
    opening = not any(t.tag in {"VVFIN", "VAFIN", "VMFIN"} for t in tokens[:start])
    if end + 1 < len(tokens) and words[end] == ",":
        entity = _person_from(cast, tokens, end + 1)
        if entity is not None and " " in entity.name and opening:
            return entity
    if start > 1 and words[start - 1] == "," and opening:
        before = cast.at(tokens[max(start - 7, 0)].start, tokens[start - 2].end)
        if before and before[-1][1] == tokens[start - 2].end and before[-1][2].kind == "person":
            return before[-1][2]
    return None


def _person_from(cast: Cast, tokens: Sequence[Token], i: int) -> Entity | None:
    """The person whose name begins at a token."""
    if i >= len(tokens):
        return None
    found = cast.at(tokens[i].start, tokens[i].start + 1) or cast.at(
        tokens[i].start, tokens[min(i + 6, len(tokens)) - 1].end
    )
    return next((e for a, _, e in found if a == tokens[i].start and e.kind == "person"), None)


def _state_of(cast: Cast, words: list[str], start: int, end: int) -> Entity | None:
    for i in range(start, end):
        for code in sorted(codes_at(cast.tables, words, i)):
            state = cast.tables.states.get(code)
            if state is not None:
                return entity_of(cast, state)
        organisation = cast.tables.prefix(words[i])
        if organisation is not None:
            return entity_of(cast, organisation)
    for i in range(end, min(end + 2, len(words))):  # die Regierung in Moskau
        if i > 0 and words[i - 1] == "in" and codes_at(cast.tables, words, i):
            return entity_of(cast, cast.tables.states[min(codes_at(cast.tables, words, i))])
    return None


def _institution(
    cast: Cast, tokens: Sequence[Token], words: list[str], start: int, end: int, head: int
) -> Entity | None:
    """A body by the name that stands behind its noun (`der Sender CNN`), or taken up again (`das Ministerium`)."""
    inside, body = cast.at(tokens[head].end, tokens[end - 1].end), cast.tables.body(words[head])
    for at, _, entity in inside:
        if head + 1 < end and at == tokens[head + 1].start and entity.kind in {"organisation", "agency"}:
            return entity
        if body and body.kind == "media" and words[head + 1] == "von" and entity.kind in {"organisation", "agency"}:
            return entity  # `das Nachrichtenportal von Die Welt`
    joined = start > 0 and tokens[start - 1].tag == "APPRART"  # `vom Ministerium`
    if words[start].lower() not in _DEFINITE and not joined:
        return None
    alone = end == head + 1 and start == head - (not joined)
    again = taken_up(cast, body, tokens[start].start) if alone and body else None
    return _described_body(cast, tokens, words, start, end) or again


def taken_up(cast: Cast, body: Body, position: int) -> Entity | None:
    """`das Ministerium` after `das norwegische Außenministerium`: the body named last whose noun ends so."""
    base = body.base.lower()
    fit = [e for e in cast.near(position) if e.kind == "organisation" and _ends_in(e, base)]
    near = [(last, e) for e in fit if (last := e.last_before(position)) >= 0 and position - last < _RECENT]
    return max(near, key=lambda one: one[0])[1] if near else None


def _ends_in(entity: Entity, base: str) -> bool:
    if entity.body is not None:
        return entity.body.base.lower().endswith(base)
    return any(form.lower().removesuffix("es").removesuffix("s").endswith(base) for form in entity.forms)


def _state_spoken_of(cast: Cast, tokens: Sequence[Token], words: list[str], start: int, end: int) -> Entity | None:
    """`die Regierung` alone: that of the state which the words before speak of, if they speak of one only."""
    if end - start != 2 or words[start].lower() not in _DEFINITE or words[start + 1] != "Regierung":
        return None
    position = tokens[start].start
    near = [
        e
        for e in cast.near(position)
        if e.kind == "state" and (last := e.last_before(position)) >= 0 and position - last < _CLOSE
    ]
    return near[0] if len(near) == 1 else None


def _described_body(cast: Cast, tokens: Sequence[Token], words: list[str], start: int, end: int) -> Entity | None:
    """`die Allianz` once the NATO was named; of several that it could be, the one named last."""
    position = tokens[start].start
    names = {named.name for i in range(start, end) for named in cast.tables.descriptions.get(words[i], ())}
    fit = [e for name in sorted(names) if (e := cast.known(name)) is not None and e.mentions]
    if not fit:
        return None
    return max(fit, key=lambda e: (e.last_before(position), -e.mentions[0][0]))
