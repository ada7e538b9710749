"""Who meets: the actors that a stretch of words names, with the states of adjectives and compounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from depesche.packs import Pack
from depesche.read.cast import Cast, Entity, entity_of
from depesche.read.lookup import Lookup, Named
from depesche.read.resolve import Resolver
from depesche.read.talk_places import Places
from depesche.read.talk_words import TalkWords
from depesche.records import Sentence, Token

_NO_PARTY = frozenset(
    ["in", "im", "nach", "über", "um", "gegen", "auf", "an", "am", "durch", "bei", "beim", "für", "seit", "vor", "laut"]
)
_TITLES = frozenset(["NN", "NE", "ADJA", "TRUNC", "FM"])
_BRACKET = 4  # tokens from a name to the bracket behind it
_NEAR = 1500  # characters before `die beiden Präsidenten` in which they are named
_UNKNOWN = 3  # names that a phrase of unknown ones may hold
_FROM = frozenset(["aus", "von", "vom", "mit", "zwischen"])
_BETWEEN = frozenset(["ART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD", "KON", "NE"])


class Parties:
    """Finds parties in the sentences of one report, and remembers who met last."""

    def __init__(
        self, pack: Pack, words: TalkWords, places: Places, resolver: Resolver, sentences: Sequence[Sentence] = ()
    ) -> None:
        self.words, self.places, self.resolver = words, places, resolver
        self.cast: Cast = resolver.cast
        self.tables: Lookup = resolver.tables
        self.last: list[Entity] = []
        self._main: list[Entity] | None = None
        adjectives = (self.tables.nationality(t.text) for s in sentences for t in s.tokens if t.tag == "ADJA")
        self._adjectives = Counter(named.name for named in adjectives if named is not None)
        self._media = {row["name_en"] for row in pack.table("agencies_media")}

    def named(self, tokens: Sequence[Token], a: int, b: int) -> list[Entity]:
        """Everybody that tokens[a:b] name, in their order; what only tells a place or a topic is left out."""
        if a >= b:
            return []
        found: list[tuple[int, Entity]] = []
        for start, _, entity in self.cast.at(tokens[a].start, tokens[-1].end):
            if start >= tokens[b - 1].end:
                break  # a name may reach beyond the phrase: `mit der Organisation für ... in Europa`
            i = next(k for k in range(a, b) if tokens[k].start >= start)
            if self._meets(entity) and not _behind_place(tokens, a, i):
                found.append((i, entity))
        for i in range(a, b):
            found += [(i, entity) for entity in self._of_word(tokens, a, i)]
        found.sort(key=lambda one: one[0])
        persons = [i for i, entity in found if entity.kind == "person"]
        return _once(e for i, e in found if e.kind != "organisation" or not self._employs(tokens, i, e, persons))

    def _employs(self, tokens: Sequence[Token], i: int, body: Entity, persons: Sequence[int]) -> bool:
        """`Microsoft-Gründer Bill Gates`, `Ida Roth (SPD)`: whose the person is, does not meet as such; the EU and its like do."""
        if body.name in self.words.bodies:
            return False
        ahead = next((p for p in persons if p > i), None)
        if ahead is not None and all(token.tag in _TITLES for token in tokens[i:ahead]):
            return True
        return i > 1 and tokens[i - 1].text == "(" and any(p < i <= p + _BRACKET for p in persons)

    def meant(self, tokens: Sequence[Token], a: int, b: int, *, plural: bool = True) -> list[Entity]:
        """Whom a phrase stands for: those it names, both sides, or the person that a role or a pronoun means.

        plural: whether the verb leaves it open that a pronoun means several.
        """
        named = self.named(tokens, a, b)
        if a >= b or (named and not self._joined_names(tokens, a, b)):
            return named
        if named:
            return _once([*named, *self._unknown(tokens, a, b)])
        first = tokens[a].text.lower()
        several = any(self.words.plural_party(token.text) for token in tokens[a:b])
        pair = any(token.text.lower().startswith("beide") for token in tokens[a : a + 2])
        if pair and not several and any(self.tables.role(token.text) for token in tokens[a:b]):
            return self._two_persons(tokens[a].start)
        if several or first.startswith("beide"):
            return self.both(tokens[a].start)
        if b - a == 1 and tokens[a].tag in {"PPER", "PDS", "PRF"}:
            return self._pronoun(tokens[a], plural=plural)
        return self._role(tokens, a, b) or self._unknown(tokens, a, b)

    def _unknown(self, tokens: Sequence[Token], a: int, b: int) -> list[Entity]:
        """Names that no table has and that stand for nobody yet, where the phrase is nothing but names: `Arlan und Besk`."""
        names = [t for t in tokens[a:b] if t.tag == "NE" and not self.cast.at(t.start, t.end)]
        bare = all(token.tag in {"NE", "KON"} for token in tokens[a:b])
        if not bare or len(names) > _UNKNOWN or any(token.text.isupper() for token in names):
            return []
        if b - a > 1 and not self._joined_names(tokens, a, b):
            return []
        return [self.cast.add(token.text, "group") for token in names]

    def _two_persons(self, position: int) -> list[Entity]:
        """`die beiden Präsidenten`: the two persons named last, if not long ago."""
        named = [e for _, _, e in self.cast.at(max(0, position - _NEAR), position) if e.kind == "person"]
        last = list({id(entity): entity for entity in reversed(named)}.values())[:2]
        return last[::-1] if len(last) > 1 else []

    @staticmethod
    def _joined_names(tokens: Sequence[Token], a: int, b: int) -> bool:
        """Whether a phrase is single names with `und` between them."""
        tags = [token.tag for token in tokens[a:b]]
        return len(tags) > 2 and all(tag == ("KON" if n % 2 else "NE") for n, tag in enumerate(tags))

    def both(self, position: int) -> list[Entity]:
        """The two sides: those who met last, else the two states named most often so far, else in the whole report."""
        if len(self.last) > 1:
            return list(self.last)
        states = [entity for entity in self.cast.entities if entity.kind == "state" and entity.mentions]
        before = [entity for entity in states if entity.last_before(position) >= 0]
        chosen = before if len(before) > 1 else states
        chosen.sort(key=lambda entity: (-entity.times_before(position), -len(entity.mentions)))
        return sorted(chosen[:2], key=lambda entity: entity.mentions[0]) if len(chosen) > 1 else []

    def main(self) -> list[Entity]:
        """The two states or bodies that the report names most often, by name or adjective, where it names both three times."""
        if self._main is not None:
            return list(self._main)
        often: Counter[str] = Counter(self._adjectives)
        often.update(
            {
                e.name: len(e.mentions)
                for e in self.cast.entities
                if e.kind in {"state", "organisation"} and self._meets(e)
            }
        )
        names = [name for name, number in often.items() if number > 2]
        names.sort(key=lambda name: (-often[name], name))
        self._main = [self._called(name) for name in names[:2]] if len(names) > 1 else []
        return list(self._main)

    def _called(self, name: str) -> Entity:
        return next((e for e in self.cast.entities if e.name == name and e.kind != "person"), None) or self.cast.add(
            name, "state"
        )

    def count(self, entities: Iterable[Entity]) -> int:
        """How many meet: persons, and the states and bodies that none of them acts for."""
        kept = list(entities)
        persons = [entity for entity in kept if entity.kind in {"person", "office"}]
        acted_for = {self.side(entity) for entity in persons}
        return len(persons) + sum(
            entity.kind not in {"person", "office"} and entity.name not in acted_for for entity in kept
        )

    def without_parts(self, entities: Iterable[Entity]) -> list[Entity]:
        """Without groups whose body is among them: of `NATO states` and `NATO` the latter."""
        kept = _once(entities)
        names = [entity.name for entity in kept]
        return [e for e in kept if not any(e.name.startswith(f"{name} ") and e.kind != "person" for name in names)]

    def side(self, entity: Entity) -> str:
        """The state that a person or body acts for, else its own name."""
        if entity.kind in {"person", "office"} and len(entity.codes) == 1:
            state = self.tables.states.get(next(iter(entity.codes)))
            return state.name if state else entity.name
        return entity.name

    def state_of(self, entity: Entity) -> Entity | None:
        """The state that a person acts for."""
        if entity.kind not in {"person", "office"} or len(entity.codes) != 1:
            return None
        state = self.tables.states.get(next(iter(entity.codes)))
        return entity_of(self.cast, state) if state else None

    def _meets(self, entity: Entity) -> bool:
        return entity.kind in {"person", "state", "organisation", "group"} and entity.name not in self._media

    def _of_word(self, tokens: Sequence[Token], a: int, i: int) -> list[Entity]:
        """The states of an adjective, also of two joined ones, of a people, and of the first part of a compound."""
        word, tag = tokens[i].text, tokens[i].tag
        named: list[Named | None] = []
        if word in self.tables.demonyms:
            named.append(self.tables.demonyms[word][0])
        elif self.places.adjective(word) is not None and self._of_meeting(tokens, i + 1):
            return []  # `die Wiener Gespräche` are in Vienna, and not with Austria
        elif tag == "ADJA" or (word[0].islower() and "-" in word):
            *firsts, last = word.split("-")
            found = self.tables.nationality(last) or self.tables.nationality(last.lower())
            named += [self.tables.nationality(f"{first.lower()}e") for first in firsts] + [found] if found else []
        elif "-" in word and word[0].isupper():
            named += [self._single(part) for part in word.split("-")[:-1]]
        kept = [one for one in named if one is not None and one.name not in self._media]
        return [entity_of(self.cast, one) for one in kept if not _behind_place(tokens, a, i)]

    def _of_meeting(self, tokens: Sequence[Token], i: int) -> bool:
        return any(self.words.noun(token.text) for token in tokens[i : i + 3])

    def _single(self, part: str) -> Named | None:
        found = [named for form, named in self.tables.names.get(part, ()) if len(form) == 1 and not named.seat]
        return found[0] if found else None

    def _pronoun(self, token: Token, *, plural: bool) -> list[Entity]:
        """`sie` in the plural are those who met last; in the singular, and `er`, the person that fits."""
        low = token.text.lower()
        if plural and low in {"sie", "ihnen"} and len(self.last) > 1:
            return list(self.last)
        if low not in {"er", "sie", "ihm", "ihn", "ihr"} or (plural and low == "sie"):
            return []
        found = self.resolver.pronoun("er" if low in {"er", "ihm", "ihn"} else "sie", token.start)
        return [found] if found is not None and self._meets(found) else []

    def _role(self, tokens: Sequence[Token], a: int, b: int) -> list[Entity]:
        """`der Kanzler`: somebody named before who has that role, and nobody new; `die Opposition`: a body by the report's words."""
        nouns = [token.text for token in tokens[a:b] if token.tag in {"NN", "NNA"}]
        roles = any(map(self.tables.role, nouns))
        bodies = any(body is not None and body.kind != "media" for body in map(self.tables.body, nouns))
        article = tokens[a].text.lower() in {"der", "die", "dem", "den", "des", "beim"} or tokens[a].tag == "NN"
        if not (roles or bodies) or not article or any(map(self.words.noun, nouns)):
            return []
        known = len(self.cast.entities)
        found = self.resolver.actors(tokens, a, b)
        new = {id(entity) for entity in self.cast.entities[known:]}
        return [entity for entity in found if self._meets(entity) and (id(entity) not in new or (bodies and not roles))]


def _behind_place(tokens: Sequence[Token], a: int, i: int) -> bool:
    """Whether a name only tells where or about what: `in der Ukraine`, `über Syrien`; `aus Moskau` tells who."""
    for k in range(i - 1, max(a - 1, i - 6), -1):
        word = tokens[k].text.lower()
        if word in _FROM:
            return False
        if word in _NO_PARTY and tokens[k].tag in {"APPR", "APPRART"}:
            return True
        if tokens[k].tag not in _BETWEEN:
            return False
    return False


def _once(found: Iterable[Entity]) -> list[Entity]:
    return list({id(entity): entity for entity in found}.values())
