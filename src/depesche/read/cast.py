"""Who acts in a report: persons, states, bodies, agencies and groups, with every place where they are named."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from depesche.read.lookup import Lookup, Named, Role
from depesche.records import Sentence, Token

# Particles that are everyday words too: inside a name they stand behind another particle only (`von der Leyen`).
_OTHERWISE = frozenset(
    ["der", "den", "dem", "zu", "zum", "zur", "vom", "das", "die", "do", "ap", "op", "am", "im", "an", "auf", "aus"]
)


@dataclass(slots=True)
class Entity:
    """Somebody or something that acts. gender: m, f, n, pl or empty; codes: the states it belongs to or is."""

    name: str
    kind: str
    gender: str = ""
    codes: set[str] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    title: str = ""
    why: str = "named in the report"

    @property
    def surname(self) -> str:
        """The last word of its name."""
        return self.name.split()[-1]

    def last_before(self, position: int) -> int:
        """Where it was last named before a position; -1 if it was not."""
        at = bisect_left(self.mentions, (position, 0))
        return self.mentions[at - 1][0] if at else -1

    def times_before(self, position: int) -> int:
        """How often it was named before a position."""
        return bisect_left(self.mentions, (position, 0))


class Cast:
    """All entities of one report, and which of them a name stands for."""

    def __init__(self, tables: Lookup) -> None:
        self.tables = tables
        self.entities: list[Entity] = []
        self._by_name: dict[str, Entity] = {}
        self._by_surname: dict[str, Entity] = {}
        self._at: dict[int, tuple[int, Entity]] = {}
        self._starts: list[int] = []

    @property
    def persons(self) -> list[Entity]:
        """The persons, in the order in which they were first named in full."""
        return [e for e in self.entities if e.kind == "person"]

    def at(self, start: int, end: int) -> list[tuple[int, int, Entity]]:
        """The named entities between two offsets, in their order."""
        if len(self._starts) != len(self._at):
            self._starts = sorted(self._at)
        found = []
        for k in range(bisect_left(self._starts, start), len(self._starts)):
            a = self._starts[k]
            if a >= end:
                break
            b, entity = self._at[a]
            if b <= end:
                found.append((a, b, entity))
        return found

    def note(self, entity: Entity, start: int, end: int, form: str) -> None:
        """Write down that the report names an entity here."""
        if start in self._at:
            return
        insort(entity.mentions, (start, end))
        entity.forms.setdefault(form)
        self._at[start] = (end, entity)

    def add(self, name: str, kind: str, **more: object) -> Entity:
        """The entity of this name, made if it is new."""
        key = f"{kind[:1] if kind == 'person' else ''}{name}"
        if key not in self._by_name:
            entity = Entity(name, kind, **more)  # type: ignore[arg-type]
            self._by_name[key] = entity
            self.entities.append(entity)
        return self._by_name[key]

    def person(self, words: list[str]) -> Entity:
        """The person of a name: a full name that ends in a known surname, or a surname alone, is the same person."""
        surname = _bare(words[-1]) if words[-1] not in self._by_surname else words[-1]
        known = self._by_surname.get(words[-1]) or self._by_surname.get(surname)
        if known is not None and (len(words) == 1 or _agree(known.name.split(), words)):
            if len(words) > len(known.name.split()):
                known.name = " ".join(words)
            return known
        entity = self.add(" ".join(words), "person")
        self._by_surname.setdefault(words[-1], entity)
        if len(words) > 1:
            entity.gender = entity.gender or self._gender(words[0])
        return entity

    def _gender(self, firstname: str) -> str:
        gender = self.tables.firstnames.get(firstname) or self.tables.firstnames.get(
            firstname.split("-", maxsplit=1)[0], ""
        )
        return gender if gender in {"m", "f"} else ""

    def surname(self, word: str) -> Entity | None:
        """The person that a surname alone stands for, if one was named."""
        return self._by_surname.get(word) or self._by_surname.get(_bare(word))


def _bare(word: str) -> str:
    return word[:-1] if word.endswith(("s", "’", "'")) and len(word) > 3 else word


def _agree(known: list[str], words: list[str]) -> bool:
    """Whether two full names can be one person's: the shorter has no first name that the longer lacks."""
    first, second = set(known[:-1]), set(words[:-1])
    return not first or not second or bool(first & second)


def read_cast(sentences: Sequence[Sentence], tables: Lookup) -> Cast:
    """Find all named entities: first persons by their full names and everything the tables know, then surnames alone."""
    cast = Cast(tables)
    for sentence in sentences:
        _named(cast, sentence.tokens)
    for sentence in sentences:
        _surnames(cast, sentence.tokens)
    return cast


def _named(cast: Cast, tokens: Sequence[Token]) -> None:
    words = [t.text for t in tokens]
    i = 0
    while i < len(tokens):
        if not words[i][0].isupper():
            i += 1
            continue
        length = _person_at(cast, tokens, words, i) or _table_name_at(cast, tokens, words, i)
        i += length or 1


_AT_A_PLACE = frozenset(["in", "nach", "um", "bei", "nahe", "im", "über", "vor"])


def _table_name_at(cast: Cast, tokens: Sequence[Token], words: list[str], i: int) -> int:
    found = cast.tables.name_at(words, i)
    if found is None or (found[0] == 1 and tokens[i].tag[0] == "V"):
        return 0
    length, named = found
    if named.seat and i and words[i - 1].lower() in _AT_A_PLACE:
        return length  # `in Wien` is a place; `Wien fordert` and `aus Wien` are a government
    entity = entity_of(cast, named)
    cast.note(entity, tokens[i].start, tokens[i + length - 1].end, " ".join(words[i : i + length]))
    return length


def entity_of(cast: Cast, named: Named) -> Entity:
    """The entity of something that the tables name."""
    learned = named.code.startswith("x-")
    entity = cast.add(named.name, named.kind, why="learned from the report" if learned else "named in the tables")
    if named.code:
        entity.codes.add(named.code)
    entity.gender = entity.gender or ("pl" if named.plural else _GENDERS.get(named.gender, "n"))
    return entity


_GENDERS = {"die": "f", "der": "m", "das": "n", "pl": "pl", "n": "n", "f": "f", "m": "m", "-": "n", "": "n"}


def _person_at(cast: Cast, tokens: Sequence[Token], words: list[str], i: int) -> int:
    """How many tokens from here are a person's name, noted if they are."""
    tables = cast.tables
    run = _name_run(tokens, i, tables)
    if not run:
        return 0
    after_role = i > 0 and (tables.role(words[i - 1]) is not None or words[i - 1] in tables.titles)
    first_known = tables.firstnames.get(words[i]) is not None
    if tables.role(words[i]) is not None and not (first_known and run > 1 and tokens[i].tag == "NE"):
        return 0
    if tables.name_at(words, i) and not (first_known and run > 1):
        return 0
    names = [k for k in range(i, i + run) if tokens[k].tag == "NE"]
    full = run > 1 and (
        first_known
        or (len(names) == run and words[i] not in tables.places and not _of_tables(tables, words[i : i + run]))
    )
    if not full and not (after_role and tokens[i].tag == "NE" and words[i] not in tables.places):
        return 0
    person = cast.person([*words[i : i + run - 1], _genitive_off(words[i + run - 1], tokens, i + run - 1)])
    cast.note(person, tokens[i].start, tokens[i + run - 1].end, " ".join(words[i : i + run]))
    _describe(cast, person, tokens, words, i, i + run)
    return run


def _of_tables(tables: Lookup, words: list[str]) -> bool:
    return any(tables.name_at([word], 0) or word in tables.places or tables.body(word) for word in words)


def _genitive_off(word: str, tokens: Sequence[Token], i: int) -> str:
    """`Angela Merkels Sprecher`: the s is the genitive's when a noun follows; else it may be the name's own."""
    follows = i + 1 < len(tokens) and tokens[i + 1].tag in {"NN", "ADJA"}
    return word[:-1] if word.endswith("s") and follows and len(word) > 3 else word


def _name_run(tokens: Sequence[Token], i: int, tables: Lookup) -> int:
    """How many tokens from here could be one name: capitalised names, with particles between them."""
    j = i
    while j < len(tokens) and j - i < 5:
        word = tokens[j].text
        if word[0].isupper() and word[-1].isalpha() and tokens[j].tag in {"NE", "NN", "FM", "XY"}:
            after_name = j - i >= 2 and tokens[j].tag == "NN" and tokens[j - 1].tag == "NE"
            if after_name and (tables.role(word) or tables.body(word) or word.endswith("s")):
                break
            j += 1
        elif j > i and word.startswith(("al-", "el-", "ad-", "as-", "asch-", "an-", "ar-")) and "-" in word[:-1]:
            j += 1
        elif j > i and len(word) == 1 and word.isupper():
            j += 2 if j + 1 < len(tokens) and tokens[j + 1].text == "." else 1
        elif j > i and word in tables.particles and _capital_ahead(tokens, j, tables):
            j += 1
        else:
            break
    return j - i


def _capital_ahead(tokens: Sequence[Token], j: int, tables: Lookup) -> bool:
    if tokens[j].text in _OTHERWISE and tokens[j - 1].text not in tables.particles:
        return False
    if j + 1 >= len(tokens):
        return False
    after = tokens[j + 1]
    return (after.tag == "NE" and not after.text.isupper()) or after.text in tables.particles


def _describe(cast: Cast, person: Entity, tokens: Sequence[Token], words: list[str], start: int, end: int) -> None:
    """Take role, state and gender from the words around a name (`Russlands Vize-Außenminister Sergej Rjabkow`)."""
    left = _left_context(tokens, start)
    right = _right_context(tokens, end)
    for indices in (left, right):
        for i in indices:
            role = cast.tables.role(words[i])
            if role is not None:
                if role not in person.roles:
                    person.roles.append(role)
                    person.title = person.title or cast.tables.titled(words, i, role)
                person.gender = role.gender if role.gender and role.level != "plural" else person.gender
            person.codes |= codes_at(cast.tables, words, i)


def codes_at(tables: Lookup, words: list[str], i: int) -> set[str]:
    """The states that a word points at: an adjective, a name, a genitive, a compound's first part."""
    found = {named.code for named in (tables.nationality(words[i]), tables.prefix(words[i])) if named and named.code}
    if words[i] in tables.demonyms:
        found.add(tables.demonyms[words[i]][0].code)
    named_at = tables.name_at(words, i)
    if named_at and named_at[1].code:
        found.add(named_at[1].code)
    if words[i].startswith("Bundes") and not found:
        found.add("DE")
    return found


def _left_context(tokens: Sequence[Token], start: int) -> list[int]:
    out: list[int] = []
    comma = False
    for i in range(start - 1, max(-1, start - 11), -1):
        tag, word = tokens[i].tag, tokens[i].text
        if (
            tag[0] == "V"
            or (tag == "KON" and tokens[i - 1].tag != "TRUNC")
            or (tag[0] == "$" and word not in {",", "-"})
        ):
            break
        if word == ",":
            if comma or i != start - 1:
                break
            comma = True
        if tag in {"APPR", "APPRART"} and word not in {
            "von",
            "vom",
            "für",
            "im",
            "in",
            "der",
            "des",
            "beim",
            "bei",
            "aus",
            "zur",
            "zum",
        }:
            break
        out.append(i)
        if (
            tag == "ART"
            and word.lower() in {"der", "die", "das", "den", "dem", "ein", "eine", "einem", "einen"}
            and _role_between(tokens, i, start)
        ):
            break
    return out


def _role_between(tokens: Sequence[Token], i: int, start: int) -> bool:
    return all(tokens[k].tag in {"ADJA", "NN", "TRUNC", "KON", "NE"} for k in range(i + 1, start))


def _right_context(tokens: Sequence[Token], end: int) -> list[int]:
    """An apposition behind the name: `Wendy Sherman, die stellvertretende Außenministerin der USA,`."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return []
    out = []
    for i in range(end + 1, min(end + 10, len(tokens))):
        tag = tokens[i].tag
        if tag[0] in "V$" or tag in {"PRELS", "KOUS", "KON"}:
            break
        out.append(i)
    else:
        return []
    first = tokens[out[0]].tag if out else ""
    return out if first in {"ART", "NN", "ADJA"} and tokens[out[-1] + 1].tag[0] == "$" else []


def _surnames(cast: Cast, tokens: Sequence[Token]) -> None:
    for i, token in enumerate(tokens):
        if not token.text[0].isupper() or token.start in cast._at:  # noqa: SLF001 (one object in two functions)
            continue
        person = cast.surname(token.text)
        if person is None or token.tag not in {"NE", "NN", "FM", "XY", "ADJA", "VVFIN", "VVPP"}:
            continue
        last = person.last_before(token.start + 1)
        if last >= 0 and person.mentions[person.times_before(token.start + 1) - 1][1] > token.start:
            continue
        cast.note(person, token.start, token.end, token.text)
        words = [t.text for t in tokens]
        _describe(cast, person, tokens, words, i, i + 1)
