"""Who acts in a report: persons, states, bodies, agencies and groups, with every place where they are named."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field

from depesche.language.spelling import folded, same_first, without_article
from depesche.read.lookup import Body, Lookup, Named, Role

# A surname alone is looked for in other spellings only if it is this long.
_LONG = 5
# How far from a place somebody may be named to be meant there, in characters: farther than nearly all reports are long.
_FAR = 36_000


@dataclass(slots=True)
class Entity:
    """Somebody or something that acts. gender: m, f, n, pl or empty; codes: the states it belongs to or is.

    votes: how often each state was named beside it. bodies: organisations it acts for.
    body: the noun of an institution that is only described.
    """

    name: str
    kind: str
    gender: str = ""
    codes: set[str] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    titles: dict[str, None] = field(default_factory=dict)
    why: str = "named in the report"
    votes: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, None] = field(default_factory=dict)
    body: Body | None = None

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

    def copy(self) -> Entity:
        """One like it that shares nothing which can change."""
        return Entity(
            self.name, self.kind, self.gender, set(self.codes), list(self.roles), dict(self.forms), list(self.mentions),
            dict(self.titles), self.why, Counter(self.votes), dict(self.bodies), self.body,
        )  # fmt: skip


class Cast:
    """All entities of one report, and which of them a name stands for."""

    def __init__(self, tables: Lookup) -> None:
        self.tables = tables
        self.entities: list[Entity] = []
        self.short: dict[str, Entity] = {}
        self._by_name: dict[str, Entity] = {}
        self._by_surname: dict[str, list[Entity]] = {}
        self._by_sound: dict[str, list[Entity]] = {}
        self._at: dict[int, tuple[int, Entity]] = {}
        self._starts: list[int] = []
        self._order: dict[int, int] = {}
        self._unplaced: dict[int, Entity] = {}

    def copy(self) -> Cast:
        """A cast like it, for a reader who adds to it."""
        new = Cast(self.tables)
        twins = {id(entity): entity.copy() for entity in self.entities}
        new.entities = [twins[id(e)] for e in self.entities]
        new._by_name = {name: twins[id(e)] for name, e in self._by_name.items()}
        new._by_surname = {name: [twins[id(e)] for e in some] for name, some in self._by_surname.items()}
        new._by_sound = {name: [twins[id(e)] for e in some] for name, some in self._by_sound.items()}
        new.short = {form: twins[id(e)] for form, e in self.short.items()}
        new._at = {start: (end, twins[id(e)]) for start, (end, e) in self._at.items()}
        new._starts = list(self._starts)
        new._order = {id(e): i for i, e in enumerate(new.entities)}
        new._unplaced = {id(twins[key]): twins[key] for key in self._unplaced}
        return new

    @property
    def persons(self) -> list[Entity]:
        """The persons, in the order in which they were first named in full."""
        return [e for e in self.entities if e.kind == "person"]

    def at(self, start: int, end: int) -> list[tuple[int, int, Entity]]:
        """The named entities between two offsets, in their order."""
        found = []
        for k in range(bisect_left(self._starts, start), len(self._starts)):
            a = self._starts[k]
            if a >= end:
                break
            b, entity = self._at[a]
            if b <= end:
                found.append((a, b, entity))
        return found

    def near(self, position: int) -> list[Entity]:
        """Who is named within reach of a place, and who is named nowhere, in the order in which they came up.

        That is everybody but in texts as long as a book, where looking at all of them for each description would take too long.
        """
        if not self._starts or self._starts[-1] - self._starts[0] < _FAR:
            return self.entities
        first, last = (bisect_left(self._starts, edge) for edge in (position - _FAR, position + _FAR))
        found = {id(e): e for _, e in map(self._at.__getitem__, self._starts[first:last])} | self._unplaced
        return sorted(found.values(), key=lambda e: self._order[id(e)])

    def named(self, start: int) -> bool:
        """Whether a name begins here."""
        return start in self._at

    def end_of(self, start: int) -> int:
        """Where the name ends that begins here; -1 if none does."""
        return self._at[start][0] if start in self._at else -1

    def known(self, name: str) -> Entity | None:
        """The entity of this canonical name that is no person, if it was named."""
        return self._by_name.get(name)

    def note(self, entity: Entity, start: int, end: int, form: str) -> None:
        """Write down that the report names an entity here."""
        if start in self._at:
            return
        insort(entity.mentions, (start, end))
        entity.forms.setdefault(form)
        self._at[start] = (end, entity)
        insort(self._starts, start)
        self._unplaced.pop(id(entity), None)

    def add(self, name: str, kind: str, **more: object) -> Entity:
        """The entity of this name, made if it is new."""
        key = f"{kind[:1] if kind == 'person' else ''}{name}"
        if key not in self._by_name:
            entity = Entity(name, kind, **more)  # type: ignore[arg-type]
            self._by_name[key] = entity
            self._order[id(entity)] = len(self.entities)
            self._unplaced[id(entity)] = entity
            self.entities.append(entity)
        return self._by_name[key]

    def person(self, words: list[str]) -> Entity:
        """The person of a name: a full name that ends in a known surname, or a surname alone, is the same person."""
        for known in self._called(words[-1]):
            if len(words) == 1 or self._agree(known.name.split(), words):
                if len(words) > len(known.name.split()):
                    known.name = " ".join(words)
                return known
        entity = self.add(" ".join(words), "person")
        for surname in {words[-1], without_article(words[-1])}:
            self._by_surname.setdefault(surname, []).append(entity)
            self._by_sound.setdefault(folded(surname), []).append(entity)
        if len(words) > 1:
            entity.gender = entity.gender or self.gender(words[0])
        return entity

    def gender(self, firstname: str) -> str:
        """The gender that a first name tells, or none."""
        gender = self.tables.firstnames.get(firstname) or self.tables.firstnames.get(
            firstname.split("-", maxsplit=1)[0], ""
        )
        return gender if gender in {"m", "f"} else ""

    def _agree(self, known: list[str], words: list[str]) -> bool:
        """Whether two full names can be one person's: one lacks a first name, or they share one and no gender speaks against it."""
        first, second = ([word for word in name[:-1] if not word.islower()] for name in (known, words))
        if not first or not second:
            return True
        genders = {self.gender(first[0]), self.gender(second[0])} - {""}
        return len(genders) < 2 and any(same_first(a, b) for a in first for b in second)

    def _called(self, word: str, *, sound: bool = True) -> list[Entity]:
        """Everybody of a surname: as it is written, without the s of a genitive, or in another spelling."""
        found = self._by_surname.get(word) or self._by_surname.get(_bare(word))
        if found is None and sound and len(word) >= _LONG:
            found = self._by_sound.get(folded(word)) or self._by_sound.get(folded(_bare(word)))
        return found or []

    def calls(self, word: str) -> bool:
        """Whether somebody was named so far who has this surname, as it is written or without the s of a genitive."""
        return word in self._by_surname or _bare(word) in self._by_surname

    def surname(self, word: str, position: int, gender: str = "", *, sound: bool = True) -> Entity | None:
        """The person that a surname alone stands for; of several, whom the report named more often so far.

        sound: whether other spellings of the name count.
        """
        called = self._called(word, sound=sound)
        if len(called) < 2:
            return called[0] if called else None
        fit = [e for e in called if not gender or e.gender in {gender, ""}] or called
        return max(fit, key=lambda e: (e.times_before(position), e.last_before(position)))


def _bare(word: str) -> str:
    return word[:-1] if word.endswith(("s", "’", "'")) and len(word) > 3 else word


def entity_of(cast: Cast, named: Named) -> Entity:
    """The entity of something that the tables name."""
    learned = named.code.startswith("x-")
    entity = cast.add(named.name, named.kind, why="learned from the report" if learned else "named in the tables")
    if named.code:
        entity.codes.add(named.code)
    entity.gender = entity.gender or ("pl" if named.plural else _GENDERS.get(named.gender, "n"))
    return entity


_GENDERS = {"die": "f", "der": "m", "das": "n", "pl": "pl", "n": "n", "f": "f", "m": "m", "-": "n", "": "n"}
