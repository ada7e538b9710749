"""The pack's tables of states, bodies, roles and names, compiled for look-up by word form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from depesche.packs import Pack

# What of titles.tsv changes a role; a `new` or `tall` minister is a minister.
_RANKS = frozenset(["deputy", "vice", "former", "acting", "interim", "designate", "honorary"])
_KEPT = 50_000
_EVERYWHERE = frozenset(["der", "die", "das", "von", "de"])  # `der Freitag` is mostly a day
_NO_HEADS = frozenset(["Fluss", "Kreis", "Gemeinde"])  # `Einfluss`, `Freundeskreis`
_HEAD = 5  # letters of a noun of places that heads compounds (`Universitätsstadt`)
_SHORTEST = 4  # letters of each half of a compound without a hyphen
_ADJECTIVE_ENDINGS = ("e", "er", "es", "en", "em")


@dataclass(frozen=True, slots=True)
class Named:
    """A state, body, agency or party of the tables.

    code: the state it is, or belongs to. seat: named by its capital or seat. media: a paper, broadcaster or agency.
    """

    name: str
    kind: str
    code: str = ""
    plural: bool = False
    gender: str = ""
    seat: bool = False
    media: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A person-denoting noun. base: its masculine form. gender: of the form met (`m`, `f`). level: see roles.tsv."""

    base: str
    english: str
    level: str
    gender: str


@dataclass(frozen=True, slots=True)
class Body:
    """An institution noun (`Regierung`, `Polizei`)."""

    base: str
    english: str
    kind: str
    gender: str


def cells(text: str) -> list[str]:
    """The alternatives of a table cell."""
    return [part.strip() for part in text.split("|") if part.strip()]


class Lookup:
    """All tables of one pack. Multi-word names are found by their first word."""

    def __init__(self, pack: Pack) -> None:
        self.names: dict[str, list[tuple[tuple[str, ...], Named]]] = {}
        self.adjectives: dict[str, Named] = {}
        self.demonyms: dict[str, tuple[Named, str]] = {}
        self.states: dict[str, Named] = {}
        self.descriptions: dict[str, list[Named]] = {}
        self._roles: dict[str, Role] = {}
        self._role_heads: dict[str, Role] = {}
        self._bodies: dict[str, Body] = {}
        self._body_heads: dict[str, Body] = {}
        self._known_roles: dict[str, Role | None] = {}
        self._known_bodies: dict[str, Body | None] = {}
        self._known_compounds: dict[str, Named | None] = {}
        self.doubtful: dict[str, list[tuple[tuple[str, ...], Named]]] = {}
        self._read_states(pack)
        self._read_organisations(pack)
        self._read_roles(pack)
        self._read_bodies(pack)
        self._read_titles(pack)
        self._read_parties(pack)
        self.particles = frozenset(w for w in pack.words("surname_particles") if w.islower() and " " not in w)
        self.small = frozenset(word for word in self.names if word[0].islower()) - _EVERYWHERE
        self.surnames = frozenset(pack.words("surnames"))
        self.governments = frozenset(pack.words("governments"))
        self._papers = tuple(word.lower() for word in pack.words("papers"))
        self._parts = {(row["word"], row["where"]): row["kind"] for row in pack.table("name_parts")}
        self._place_heads = tuple(
            word.lower()
            for (word, where), kind in self._parts.items()
            if where == "before" and kind == "place" and len(word) >= _HEAD and word not in _NO_HEADS
        )
        self.firstnames = {row["name"]: row["gender"] for row in pack.table("firstnames")}
        self.places = {
            row["name_de"]: row["code"]
            for row in pack.table("places")
            if row.get("ambiguous", "") not in {"yes", "ja"} and row["name_de"] not in self.surnames
        }
        self._read_regions(pack)
        self.towns: frozenset[str] = frozenset()  # what a report teaches

    def _add(self, form: str, named: Named, *, doubtful: bool = False) -> None:
        words = tuple(form.replace("/", " / ").split())
        if words:
            (self.doubtful if doubtful else self.names).setdefault(words[0], []).append((words, named))

    def _read_states(self, pack: Pack) -> None:
        for row in pack.table("states"):
            plural = row["article"] == "pl"
            state = Named(row["name_en"], "state", row["code"], plural, row["article"])
            self.states[row["code"]] = state
            seat = Named(row["name_en"], "state", row["code"], gender="n", seat=True)
            doubtful = set(cells(row.get("doubtful", "")))
            for form in cells(row["names_de"]):
                self._add(form, state)
            for form in [*cells(row["capitals_de"]), *cells(row["seats"])]:
                if form not in doubtful:
                    self._add(form, seat)
            for form in doubtful:
                self._add(form, seat, doubtful=True)
            self._read_people(row, state, doubtful)

    def _read_people(self, row: dict[str, str], state: Named, doubtful: set[str]) -> None:
        """The adjectives of a state and of its capital, and what its people are called."""
        for stem in cells(row["adjective"]):
            for ending in _ADJECTIVE_ENDINGS if not stem[0].isupper() or stem.startswith("US-") else ("",):
                self.adjectives.setdefault(stem + ending, state)
                self.adjectives.setdefault((stem + ending).capitalize(), state)
        for form in cells(row["capital_adjectives"]):  # `die Moskauer Führung`
            self.adjectives.setdefault(form, state)
        for column, gender in (("demonym_pl", "pl"), ("demonym_m", "m"), ("demonym_f", "f")):
            for form in cells(row[column]):
                if form not in doubtful:
                    self.demonyms.setdefault(form, (state, gender))

    def _read_organisations(self, pack: Pack) -> None:
        for row in pack.table("organisations"):
            named = Named(
                row["name_en"],
                row["kind"] if row["kind"] in _KINDS else "organisation",
                row["state"],
                gender=row["article"],
            )
            for form in cells(row["names_de"]):
                self._add(form, named)
            for form in cells(row["doubtful"]):
                self._add(form, named, doubtful=True)
            for form in cells(row["descriptions"]):
                self.descriptions.setdefault(form, []).append(named)
        for row in pack.table("agencies_media"):
            kind = "agency" if row["kind"] == "agency" else "organisation"
            named = Named(row["name_en"], kind, media=True)
            for form in cells(row["doubtful"]):
                self._add(form, named, doubtful=True)
            for form in [*cells(row["names_de"]), *cells(row.get("abbreviations", ""))]:
                self._add(form, named)

    def _read_roles(self, pack: Pack) -> None:
        for row in pack.table("roles"):
            for base, gender in ((row["m"], "m"), (row["f"], "f")):
                if not base:
                    continue
                role = Role(row["m"] or row["f"], row["role_en"], row["level"], gender)
                for form in _inflected(base, gender):
                    self._roles.setdefault(form, role)
                    if row.get("suffix") == "yes":
                        self._role_heads.setdefault(form.lower(), role)
            for form in cells(row.get("forms", "")):
                self._roles.setdefault(form, Role(row["m"] or row["f"], row["role_en"], row["level"], ""))
                if row.get("suffix") == "yes":
                    self._role_heads.setdefault(form.lower(), self._roles[form])

    def _read_bodies(self, pack: Pack) -> None:
        for row in pack.table("bodies"):
            body = Body(row["noun"], row["name_en"], row["kind"], row["gender"])
            for form in (row["noun"], row["noun"] + "s", row["noun"] + "es", row["noun"] + "en", row["noun"] + "n"):
                self._bodies.setdefault(form, body)
            if row.get("suffix") == "yes":
                self._body_heads.setdefault(row["noun"].lower(), body)
                self._body_heads.setdefault(row["noun"].lower() + "s", body)

    def _read_titles(self, pack: Pack) -> None:
        """Words before a name (`Dr.`, `Frau`), and those that change a role (`stellvertretend`, `Ex-`)."""
        self.titles: set[str] = set()
        self._ranks: dict[str, str] = {}
        self._rank_prefixes: dict[str, str] = {}
        for row in pack.table("titles"):
            forms = cells(row["forms"])
            if row["kind"] == "adjective" and row["name_en"] in _RANKS:
                self._ranks.update({form + ending: row["name_en"] for form in forms for ending in _ADJECTIVE_ENDINGS})
            elif row["kind"] == "prefix" and row["name_en"] in _RANKS:
                self._rank_prefixes.update({form.lower().rstrip("-"): row["name_en"] for form in forms})
            elif row["kind"] in {"academic", "address", "noble", "religious", "rank"}:
                self.titles.update(forms)

    def _read_regions(self, pack: Pack) -> None:
        """The parts of states by name, and their adjectives: `der sächsische Verfassungsschutz` is no federal one."""
        rows = [row for row in pack.table("places") if row["kind"] == "region"]
        self.regions = frozenset(row["name_de"] for row in rows)
        stems = [stem for row in rows for stem in cells(row["adjective"]) if stem != "-"]
        self.regional = frozenset(stem + ending for stem in stems for ending in _ADJECTIVE_ENDINGS)

    def _read_parties(self, pack: Pack) -> None:
        for row in pack.table("parties"):
            named = Named(row["name_en"], "organisation", row["state"], gender="die")
            for form in cells(row["names_de"]):
                self._add(form, named)
            for form in cells(row["doubtful"]):
                self._add(form, named, doubtful=True)
            for form in cells(row["members"]):
                gender = "f" if form.endswith(("in", "innen")) else "m"
                self._roles.setdefault(form, Role(form, f"{row['name_en']} politician", "politician", gender))

    def titled(self, words: list[str], i: int, role: Role) -> str:
        """The role in English with what changes it: `stellvertretender Außenminister` is a deputy foreign minister."""
        before = self._ranks.get(words[i - 1], "") if i else ""
        if i > 1 and words[i - 1] in self.adjectives:  # `der stellvertretende norwegische Außenminister`
            before = before or self._ranks.get(words[i - 2], "")
        low = words[i].lower()
        for prefix, english in self._rank_prefixes.items():
            if low.startswith(prefix) and len(low) > len(prefix) + 4 and not role.base.lower().startswith(prefix):
                before = before or english
        return f"{before} {role.english}" if before and not role.english.startswith(before) else role.english

    def role(self, word: str) -> Role | None:
        """The role that a noun names, as such or as the head of a compound (`Kremlsprecher`, `US-Außenministerin`)."""
        found: Role | None = self._kept(word, self._known_roles, self._roles, self._role_heads)
        return found

    def body(self, word: str) -> Body | None:
        """The institution that a noun names, as such or as the head of a compound (`Außenministerium`)."""
        found: Body | None = self._kept(word, self._known_bodies, self._bodies, self._body_heads)
        return found

    @staticmethod
    def _kept(word: str, known: dict[str, Any], whole: dict[str, Any], heads: dict[str, Any]) -> Any:
        """Look a word up once; what was found, or that nothing was, is kept, within bounds."""
        if word not in known:
            if len(known) > _KEPT:
                known.clear()
            last = word.rpartition("-")[2] or word
            known[word] = whole.get(last) or whole.get(last.capitalize()) or _by_head(last, heads)
        return known[word]

    def name_at(self, words: list[str], i: int) -> tuple[int, Named] | None:
        """The longest name of the tables that begins at a word; its length in words and what it names. Genitives count."""
        names, stems = self.names, _stems(words[i])
        forms = (
            names.get(words[i], ()) if len(stems) == 1 else [entry for stem in stems for entry in names.get(stem, ())]
        )
        best: tuple[int, Named] | None = None
        for form, named in forms:
            length = len(form)
            if length > 1 and not _same(form[1:], words[i + 1 : i + length]):
                continue
            if best is None or length > best[0]:
                best = (length, named)
        return best

    def prefix(self, word: str) -> Named | None:
        """What the first part of a hyphenated compound names: `US` in `US-Seite`, `Nato` in `Nato-Staaten`."""
        head, hyphen, _ = word.partition("-")
        if not hyphen:
            return None
        found = [named for form, named in self.names.get(head, ()) if len(form) == 1]
        return found[0] if found else None

    def compound(self, word: str) -> Named | None:
        """What the first part of a compound names, hyphenated or, for seats and organisations, with a role (`Kremlsprecher`)."""
        if "-" in word:
            return self.prefix(word)
        if word not in self._known_compounds:
            if len(self._known_compounds) > _KEPT:
                self._known_compounds.clear()
            self._known_compounds[word] = self._joined(word)
        return self._known_compounds[word]

    def _joined(self, word: str) -> Named | None:
        if not word[:1].isupper() or self.role(word) is None:
            return None
        low = word.lower()
        for cut in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
            if low[cut:] in self._role_heads:
                found = [named for form, named in self.names.get(word[:cut], ()) if len(form) == 1]
                if found and (found[0].seat or found[0].kind == "organisation"):
                    return found[0]
        return None

    def part(self, word: str, where: str) -> str:
        """What a word says that a name is which it is `first` or `last` or `any` word of, or stands `before`; or nothing."""
        found = self._parts.get((word, where), "")
        headed = not found and where in {"before", "first"} and word[:1].isupper()
        return "place" if headed and word.endswith(self._place_heads) else found

    def paper(self, word: str) -> bool:
        """Whether a noun is something written or counted that reports let speak (`Umfragen`, `Jahresbericht`)."""
        low = word.lower()
        stems = (
            low,
            low.removesuffix("en"),
            low.removesuffix("n"),
            low.removesuffix("e"),
            low.removesuffix("s"),
            low.removesuffix("se"),
        )
        return word[:1].isupper() and self.role(word) is None and any(stem.endswith(self._papers) for stem in stems)

    def nationality(self, word: str) -> Named | None:
        """The state of an adjective form (`russische`)."""
        return self.adjectives.get(word)


_GENITIVE_ENDS = frozenset("s’'")
_KINDS = frozenset(["organisation", "agency", "group", "state"])


def _same(form: tuple[str, ...], words: list[str]) -> bool:
    if len(form) != len(words):
        return False
    return all(a == b for a, b in zip(form[:-1], words[:-1], strict=True)) and form[-1] in _stems(words[-1])


def _stems(word: str) -> tuple[str, ...]:
    """The word, and the word without a genitive ending."""
    if word[-1:] not in _GENITIVE_ENDS:
        return (word,)
    if word.endswith(("’", "'")):
        return word, word[:-1]
    if len(word) > 3 and word.endswith("es"):
        return word, word[:-1], word[:-2]
    if len(word) > 3 and word.endswith("s"):
        return word, word[:-1]
    return (word,)


def _inflected(base: str, gender: str) -> list[str]:
    if gender == "f":
        return [base, base + "nen"]
    plural = [base + "n"] if base.endswith(("er", "e")) else [base + "en", base + "e", base + "es", base + "n"]
    return [base, base + "s", *plural]


def _by_head(word: str, heads: dict[str, Any]) -> Any:
    low = word.lower()
    for cut in range(2, len(low) - 2):
        found = heads.get(low[cut:])
        if found is not None:
            return found
    return None


@lru_cache(maxsize=4)
def lookup(pack: Pack) -> Lookup:
    """The compiled tables of a pack."""
    return Lookup(pack)
