"""Which actor a mention stands for: names, roles, adjectives, pronouns, by the weight of evidence."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence

from depesche.read.about import codes_at
from depesche.read.cast import Cast, Entity, entity_of
from depesche.read.describe import (
    INDEFINITE,
    Description,
    bare_plural,
    head_noun,
    is_aged,
    many,
    several,
)
from depesche.read.lookup import Body
from depesche.read.meant import FOR_THE_STATE, named_in, taken_up
from depesche.read.naming import MARKS, canonical, ministry
from depesche.read.runs import written
from depesche.read.weighing import REACH, best
from depesche.records import Token

_SHE, _HE, _IT = "sie", "er", "es"
_NOBODY = frozenset(["nichts", "etwas"])
_SPEAKER_SELF = frozenset(["ich", "wir", "man", "unsereins"])
_PRONOUNS = frozenset(
    ["er", "sie", "es", "dieser", "diese", "dieses", "jener", "jene", "letzterer", "letztere", "der", "die", "das"]
)


_OBLIQUE = {"ihm": "er", "ihn": "er", "ihr": "sie", "ihnen": "sie"}


class Resolver:
    """Resolves the mentions of one report in the order of its text; remembers who spoke last."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.tables = cast.tables
        self.spoke: list[tuple[int, Entity]] = []

    @property
    def last_speaker(self) -> Entity | None:
        """Who made the last statement."""
        return self.spoke[-1][1] if self.spoke else None

    def spoken(self, position: int, entities: list[Entity]) -> None:
        """Remember who made a statement."""
        for entity in entities[:1]:
            self.spoke.append((position, entity))

    def actors(self, tokens: Sequence[Token], start: int, end: int, *, plural: bool = False) -> list[Entity]:
        """The actors that tokens[start:end] stands for: one, or several for a joint source."""
        words = [t.text for t in tokens]
        low = words[start].lower()
        if words[end - 1].lower() in _NOBODY:
            return []
        if end - start == 1 and low in _SPEAKER_SELF:
            return [self.last_speaker] if self.last_speaker and self.last_speaker.kind in {"person", "office"} else []
        if end - start == 1 and low in _OBLIQUE and tokens[start].tag == "PPER":
            low, plural = _OBLIQUE[low], plural or low == "ihnen"
        if end - start == 1 and low in _PRONOUNS and tokens[start].tag != "NE":
            found = self.pronoun(low, tokens[start].start, plural=plural)
            return [found] if found else []
        if low.startswith("beide") or (
            low in {"die", "den"} and end - start > 1 and words[start + 1].startswith("beide")
        ):
            pair = self._both(tokens[start].start)
            if pair:
                return pair
        joint = self._joint(tokens, words, start, end)
        return joint or [self._single(tokens, words, start, end)]

    def _joint(self, tokens: Sequence[Token], words: list[str], start: int, end: int) -> list[Entity]:
        """`Washington und Kiew`: members of equal rank, each named or a phrase of its own."""
        cuts = [
            i
            for i in range(start + 1, end - 1)
            if words[i] in {"und", "sowie"}
            and tokens[i].tag == "KON"
            and not words[i - 1].endswith("-")  # `das Meinungs- und Marktforschungsinstitut`
            and sum(word in MARKS for word in words[start:i]) % 2 == 0  # `das Amt „Presse und Bild“`
        ]
        if not cuts or self._two_offices(tokens, words, start, cuts[-1], end):
            return []
        if end - cuts[-1] == 2 and any(t.tag in {"APPR", "APPRART"} for t in tokens[start : cuts[-1]]):
            return []  # `die Räte von Stadt und Kreis`
        edges = [start, *cuts, end]
        members = []
        for a, b in itertools.pairwise(edges):
            first = a + 1 if words[a] in {"und", "sowie"} else a
            if first < b and all(t.tag == "ADJA" for t in tokens[first:b]):
                return []  # `arabische und iranische Medien`
            if first < b:  # else a slip of the pen, `und und`
                members.append(self._single(tokens, words, first, b))
        kinds = {m.kind in {"person", "office"} for m in members}
        if len({m.name for m in members}) < 2 or len(kinds) > 1:
            return []
        return members

    def _two_offices(self, tokens: Sequence[Token], words: list[str], start: int, cut: int, end: int) -> bool:
        """`der Vizekanzler und Arbeitsminister Karl Tamsen`: one person, whose second office has no article."""
        if self._apposed(tokens, words, start, cut, end):
            return True
        head = head_noun(tokens, start, cut)
        if head is None or cut + 1 >= end or self.tables.role(words[head]) is None:
            return False
        return self.tables.role(words[cut + 1]) is not None and not any(
            start <= i < cut and tokens[i].start == a
            for a, _, e in self.cast.at(tokens[start].start, tokens[cut].start)
            for i in range(start, cut)
            if e.kind == "person"
        )

    def _apposed(self, tokens: Sequence[Token], words: list[str], start: int, cut: int, end: int) -> bool:
        """`Ida Lund, 61, Lotsin und Gesandte`: a second role without an article, in what stands behind a name and a comma."""
        second = next((i for i in range(cut + 1, end) if tokens[i].tag != "ADJA"), end)
        if second == end or self.tables.role(words[second]) is None or "," not in words[start:cut]:
            return False
        comma = words.index(",", start, cut)
        first = self.cast.at(tokens[start].start, tokens[comma].start)
        rest = self.cast.at(tokens[second].start, tokens[end - 1].end)
        return any(e.kind == "person" for *_, e in first) and not any(e.kind == "person" for *_, e in rest)

    def _both(self, position: int) -> list[Entity]:
        states = [e for e in self.cast.near(position) if e.kind == "state" and e.last_before(position) >= 0]
        states.sort(key=lambda e: (-e.times_before(position), -e.last_before(position)))
        return sorted(states[:2], key=lambda e: e.mentions[0]) if len(states) >= 2 else []

    def _single(self, tokens: Sequence[Token], words: list[str], start: int, end: int) -> Entity:
        named = named_in(self.cast, tokens, words, start, end) or self._own_side(tokens, words, start, end)
        if named is None:
            named = self._issuer(tokens, words, start, end)
        if named is not None:
            return named
        description = self._describe(tokens, words, start, end)
        if description.roles or description.aged or description.gender in {"m", "f"}:
            known = not description.indefinite and not description.plural
            found = best(self.cast, self.last_speaker, description, tokens[start].start) if known else None
            if found is not None:
                return found
        return self._whose(words, start, end, description) or self._new(tokens, words, start, end, description)

    def _whose(self, words: list[str], start: int, end: int, description: Description) -> Entity | None:
        """`der talvonische Vorschlag sieht vor`: a thing that speaks, speaks for the state it is of."""
        acting = description.roles or description.aged or any(self.tables.body(words[i]) for i in range(start, end))
        adjective = any(self.tables.nationality(words[i]) for i in range(start, end))
        if acting or not adjective or len(description.codes) != 1 or description.gender:
            return None
        state = self.tables.states.get(next(iter(description.codes)))
        return entity_of(self.cast, state) if state else None

    def _issuer(self, tokens: Sequence[Token], words: list[str], start: int, end: int) -> Entity | None:
        """`eine Studie der Universität`, `die Mitteilung des Ministers`: what is written speaks for whom it is of."""
        head = head_noun(tokens, start, end)
        if head is None or head + 2 >= end or not self.tables.paper(words[head]):
            return None
        of = words[head + 1] in {"von", "vom"}
        genitive = tokens[head + 1].tag == "ART" and words[head + 1] in {"der", "des", "einer", "eines"}
        inside = range(head + 2, end)
        known = self.cast.at(tokens[head + 1].start, tokens[end - 1].end)
        if not (of or genitive) or not (
            known or any(self.tables.body(words[i]) or self.tables.role(words[i]) for i in inside)
        ):
            return None
        return self._single(tokens, words, head + (2 if of else 1), end)

    def _own_side(self, tokens: Sequence[Token], words: list[str], start: int, end: int) -> Entity | None:
        """`ihre Delegation`, `seine Regierung`: the state of the person that the possessive goes back to."""
        end -= tokens[end - 1].tag == "CARD" and end - start > 1  # `das Land 2014`
        head = words[end - 1].rpartition("-")[2]
        if head == "Land" and words[start].lower() in {"das", "dem", "des"}:
            return self._nearest(tokens[start].start, lambda e: e.kind == "state")
        if tokens[start].tag != "PPOSAT" or end - start < 2:
            return None
        low = words[start].lower()
        owner = self.last_speaker if low.startswith("uns") else self._owner(low, tokens[start].start)
        if owner is None:
            return None
        state = self.tables.states.get(next(iter(owner.codes))) if len(owner.codes) == 1 else None
        if state is not None and head in FOR_THE_STATE | {"Land"}:
            return entity_of(self.cast, state)
        adjective = end - start == 3 and words[start + 1].startswith("eigen")
        if words[end - 1] != head or (end - start > 2 and not adjective):
            return None
        return self._own_office(owner, tokens, start, end)

    def _owner(self, possessive: str, position: int) -> Entity | None:
        """Whom `ihr` or `sein` goes back to; nobody where only somebody of the other gender is around."""
        pronoun, other = ("sie", "m") if possessive.startswith("ihr") else ("er", "f")
        owner = self.pronoun(pronoun, position)
        return None if owner is None or owner.gender == other else owner

    def _own_office(self, owner: Entity, tokens: Sequence[Token], start: int, end: int) -> Entity | None:
        """`sein eigenes Ministerium`, `ihr Büro`: the one that was named before, else whoever it belongs to."""
        noun = tokens[end - 1].text
        body = self.tables.body(noun)
        if body is None or body.kind != "government" or owner.kind != "person":
            return None
        name = ministry(self.tables, owner) if body.base == "Ministerium" else ""
        base = self.tables.body(name.rpartition(" ")[2]) if name else body
        before = taken_up(self.cast, base or body, tokens[start].start)
        foreign = before is not None and before.codes and owner.codes and not before.codes & owner.codes
        if before is not None and not foreign:
            return before
        if not name:
            return owner
        office = self.cast.add(name, "organisation", why="described in the report", body=base, gender="n")
        office.codes |= owner.codes
        self.cast.note(office, tokens[start].start, tokens[end - 1].end, written(tokens, start, end))
        return office

    def _describe(self, tokens: Sequence[Token], words: list[str], start: int, end: int) -> Description:
        found = Description(
            indefinite=words[start].lower() in INDEFINITE or bare_plural(tokens, self.tables, start, end)
        )
        head = head_noun(tokens, start, end)
        for i in range(start, end if head is None else head + 1):
            found.codes |= codes_at(self.tables, words, i)
        for i in range(start if head is None else head + 1, end):
            if words[i].lower() in {"des", "der", "von", "aus", "in"} or tokens[i].tag in {"NE", "ART", "ADJA", "NN"}:
                found.codes |= codes_at(self.tables, words, i)
        if head is not None:
            self._describe_head(words, head, start, found)
            found.plural = many(tokens, self.tables, start, head)
        return found

    def _describe_head(self, words: list[str], head: int, start: int, found: Description) -> None:
        role = self.tables.role(words[head])
        if role is not None:
            found.roles.append(role)
            found.gender = role.gender
        demonym = self.tables.demonyms.get(words[head])
        if demonym is not None and demonym[1] != "pl":
            found.codes.add(demonym[0].code)
            found.gender = demonym[1]
        if is_aged(words[head]):
            found.aged = True
        article = words[start].lower()
        if (found.aged or not found.gender) and (found.aged or role) and article in {"der", "die"}:
            found.gender = "m" if article == "der" else "f"

    def pronoun(self, low: str, position: int, *, plural: bool = False) -> Entity | None:
        """Whom a pronoun of the third person means: the nearest that fits in gender and number, the last speaker first."""
        if low in {"es", "dieses", "das"}:
            return self._nearest(position, lambda e: e.kind != "person" and e.gender in {"n", ""})
        if plural and low in {"sie", "diese", "die"}:
            return self._nearest(position, lambda e: e.gender == "pl" or e.kind == "group")
        gender = "m" if low in {"er", "dieser", "der", "jener", "letzterer"} else "f"
        best: tuple[float, Entity] | None = None
        for entity in self.cast.near(position):
            if entity.kind not in {"person", "office"} and entity is not self.last_speaker:
                continue
            if entity.gender not in {gender, ""}:
                continue
            last = entity.last_before(position)
            spoke = [p for p, e in self.spoke[-4:] if e is entity]
            if last < 0 and not spoke:
                continue
            weight = 2.0 * math.exp(-(position - max([last, *spoke])) / REACH) + (1.0 if entity.gender else 0.0)
            weight += 1.5 if self.last_speaker is entity else 0.0
            if best is None or weight > best[0]:
                best = (weight, entity)
        if best is None or best[0] < 0.6:
            body = self._nearest(
                position, lambda e: e.kind in {"organisation", "agency", "group"} and e.gender == gender
            )
            return body or (best[1] if best else self.last_speaker)
        return best[1]

    def _nearest(self, position: int, fits: Callable[[Entity], bool]) -> Entity | None:
        best = None
        for entity in self.cast.near(position):
            last = entity.last_before(position)
            if last >= 0 and fits(entity) and (best is None or last > best[0]):
                best = (last, entity)
        return best[1] if best else None

    def _new(self, tokens: Sequence[Token], words: list[str], start: int, end: int, description: Description) -> Entity:
        """Somebody who was not named before: called by the report's own words, without the article."""
        first = start
        while first < end - 1 and tokens[first].tag in {"ART", "PDAT", "PPOSAT", "ADV"}:
            first += 1
        if self._all_names(tokens, first, end):
            return self._unknown_name(tokens, words, first, end, description)
        name = canonical(tokens, self.tables, first, end)
        body = next((b for i in range(start, end) if (b := self.tables.body(words[i]))), None)
        human = bool(description.roles) or description.aged
        kind = ("group" if description.plural else "office") if human else _kind(body, tokens[end - 1].text)
        spoken = head_noun(tokens, start, end)
        if spoken is not None and self.tables.paper(words[spoken]):
            kind, body = "group", None
        if kind == "organisation" and several(tokens[start:end]):
            kind, body = "group", None  # `20 europäische Staaten`
        entity = self.cast.add(name, kind, why="described in the report", body=None if human else body)
        entity.codes |= description.codes
        entity.roles += [r for r in description.roles if r not in entity.roles]
        entity.gender = entity.gender or description.gender or (body.gender if body else "")
        self.cast.note(entity, tokens[start].start, tokens[end - 1].end, written(tokens, start, end))
        return entity

    @staticmethod
    def _all_names(tokens: Sequence[Token], first: int, end: int) -> bool:
        names = all(t.tag == "NE" and t.text[0].isupper() and "-" not in t.text for t in tokens[first:end])
        return names and end - first <= 3

    def _unknown_name(
        self, tokens: Sequence[Token], words: list[str], first: int, end: int, description: Description
    ) -> Entity:
        """A name that no table knows: a person's, unless an article, capitals or the tables say that it is a body's or a town's."""
        name = " ".join(words[first:end])
        known = self.cast.known(name)
        if known is not None:
            self.cast.note(known, tokens[first].start, tokens[end - 1].end, name)
            return known
        article = first > 0 and tokens[first - 1].tag in {"ART", "APPRART"}
        if end - first == 1 and name.removesuffix("s") in self.tables.towns:
            entity = self.cast.add(name.removesuffix("s"), "state")  # a town that speaks is a government's seat
        elif self.tables.part(name.removesuffix("s"), "any") == "place":
            entity = self.cast.add(name.removesuffix("s"), "group")  # `Europa fordert`
        elif article or name.isupper() or words[first] in self.tables.places:
            masculine = article and words[first - 1].lower() in {"des", "vom", "beim", "im"}
            name = name.removesuffix("s") if masculine and len(name) > 4 else name
            written = name.isupper() or words[first] in self.tables.places
            entity = self.cast.add(
                name, "organisation", why="named in the report" if written else "described in the report"
            )
        else:
            entity = self.cast.person(words[first:end])
        entity.codes |= description.codes
        self.cast.note(entity, tokens[first].start, tokens[end - 1].end, " ".join(words[first:end]))
        return entity


def _kind(body: Body | None, last: str) -> str:
    """The kind of what is only described; a word in capitals (`die badische ÖDP`) is a body's name."""
    if body is None:
        return "organisation" if len(last) > 1 and last.isupper() else "group"
    return body.kind if body.kind in {"organisation", "agency", "group", "state", "office"} else "organisation"
