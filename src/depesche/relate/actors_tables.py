"""What the tables of a pack tell about names: which forms are one body's, which state somebody acts for, what a role weighs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from depesche.packs import Pack
from depesche.relate.words import words

# Roles that one person holds at a time, or nearly so: sharing one says something.
_OFFICES = frozenset(["head", "minister", "deputy", "spokesperson", "military", "official", "politician"])
# Those of whom a state or body has one alone, so that `der Vizeaußenminister` can be somebody.
_SINGLE = frozenset(["head", "minister", "deputy", "spokesperson", "official"])
_KEPT = 50_000


class Tables:
    """The names, states and roles of one pack, for look-up by canonical name or by any form."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._keys: dict[str, str] = {}
        self._state: dict[str, str] = {}
        states = {row["code"]: row["name_en"] for row in pack.table("states")}
        self._state.update((name, name) for name in states.values())
        forms: dict[str, set[str]] = {}
        for name, code, some in _bodies(pack):
            if code in states:
                self._state.setdefault(name, states[code])
            for form in some:
                forms.setdefault(self.stemmed(form), set()).add(name)
        self._names = {form: next(iter(names)) for form, names in forms.items() if len(names) == 1 and form}
        self._media = frozenset(row["name_en"] for row in pack.table("agencies_media"))
        self._papers = frozenset(
            self.stemmed(form)
            for row in pack.table("bodies")
            if row["kind"] == "media"
            for form in row["forms"].split("|")
        )
        self._ministries = dict(self._housed(pack, states))
        self._levels = {row["role_en"]: row["level"] for row in pack.table("roles")}
        self._genders = {row["name"]: row["gender"] for row in pack.table("firstnames")}

    def stemmed(self, name: str) -> str:
        """The stems of a name's words, which are the same in every case of the noun."""
        found = self._keys.get(name)
        if found is None:
            if len(self._keys) >= _KEPT:
                self._keys.clear()
            some = words(name, self._pack)
            kept = [w for w in some if not w.idle or name[w.start : w.end].isupper()]  # `US-Armee`, `IG Bau`
            found = " ".join(word.stem for word in kept or some)
            self._keys[name] = found
        return found

    def canonical(self, name: str) -> str | None:
        """The canonical name of the body that a name is a form of; of a paper also behind its noun (`die Zeitung Elbanzeiger`)."""
        key = self.stemmed(name)
        found = self._names.get(key)
        if found is not None:
            return found
        head, _, rest = key.partition(" ")
        while rest:
            if head in self._papers and self._names.get(rest) in self._media:
                return self._names[rest]
            head, _, rest = rest.partition(" ")
        return None

    def ministry(self, state: str | None, role: str | None) -> str | None:
        """The house that a description means (`das Außenministerium` of a state), if the tables have one."""
        return self._ministries.get((state or "", role or ""))

    def state(self, acts_for: str | None) -> str | None:
        """The state that somebody acts for who acts for a state or for a body of it."""
        return self._state.get(acts_for or "")

    def compatible(self, one: str | None, other: str | None) -> bool | None:
        """Whether two can be what one person acts for: the same, or a body and its state. None where either is open."""
        if not one or not other:
            return None
        if one == other:
            return True
        a, b = self.state(one), self.state(other)
        return a is not None and a == b and (one == a or other == b)

    def office(self, role: str) -> bool:
        """Whether few hold a role at a time."""
        return self._level(role) in _OFFICES

    def single(self, role: str) -> bool:
        """Whether a state or body has one person in a role."""
        return self._level(role) in _SINGLE

    def gender(self, first: str) -> str:
        """The gender that a first name tells: `m`, `f` or none."""
        found = self._genders.get(first) or self._genders.get(first.partition("-")[0], "")
        return found if found in {"m", "f"} else ""

    def first_name(self, word: str) -> bool:
        """Whether a word is the first name of men or of women."""
        return bool(self.gender(word))

    def _level(self, role: str) -> str:
        """The level of a role; `deputy foreign minister` has that of its last words."""
        rest = role
        while rest and rest not in self._levels:
            rest = rest.partition(" ")[2]
        return self._levels.get(rest, "")

    @staticmethod
    def _housed(pack: Pack, states: dict[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
        """The ministries of the tables by their state and by what they are in English."""
        english = {row["noun"]: row["name_en"] for row in pack.table("bodies") if row["kind"] == "government"}
        for row in pack.table("organisations"):
            for noun in row["descriptions"].split("|"):
                if row["state"] in states and english.get(noun, "").endswith("ministry"):
                    yield (states[row["state"]], english[noun]), row["name_en"]


def _bodies(pack: Pack) -> Iterator[tuple[str, str, list[str]]]:
    """Canonical name, state and forms of everything in the tables that is no person."""
    for row in pack.table("states"):
        yield row["name_en"], row["code"], [row["name_en"], *row["names_de"].split("|")]
    for table in ("organisations", "parties", "agencies_media"):
        for row in pack.table(table):
            forms = [row["name_en"], *row["names_de"].split("|"), *row.get("abbreviations", "").split("|")]
            yield row["name_en"], row["state"], [form for form in forms if form]


@lru_cache(maxsize=4)
def tables(pack: Pack) -> Tables:
    """The tables of a pack, compiled once."""
    return Tables(pack)
