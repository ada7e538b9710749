"""Who takes part in a meeting: from its phrase, from the subject of its clause, from lists behind `mit`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from depesche.read.cast import Entity
from depesche.read.talk_nouns import NounPhrase
from depesche.read.talk_parties import Parties
from depesche.read.talk_passage import Passage
from depesche.read.talk_words import TalkVerb, TalkWords

TAKING_PART = frozenset(["", "zu", "zum", "zur", "an"])
_WITH = frozenset(["mit", "zwischen"])
_OF = frozenset(["gen", "von", "vom", "unter", "bei", "beim", "("])
_TOPICS = frozenset(["gen", "über", "von", "vom", "gegen", "ohne", "um", "wegen", "aus", "für"])
_AHEAD = 30  # tokens behind `zwischen` in which persons are looked for where the phrase is too long to be cut
_LISTS = frozenset(["NN", "NE", "ADJA", "ART", "TRUNC", "NNA", "PPOSAT"])


class Who:
    """Finds the parties of meetings sentence by sentence."""

    def __init__(self, words: TalkWords, parties: Parties) -> None:
        self.words, self.parties = words, parties

    def of_verb(self, passage: Passage, clause: int, verb: TalkVerb, nouns: Sequence[NounPhrase]) -> list[Entity]:
        """Who meets by a verb: its subject and those behind `mit`, or its object; with those of a noun in the same clause."""
        tokens = passage.tokens
        parties: list[Entity] = []
        subject = passage.subject(clause)
        parties += self._subject_parties(passage, clause)
        field = passage.field(clause)
        if verb.frame == "object":
            found = self._objects(passage, clause, subject)
            both = [entity for entity in (*parties, *found) if entity.kind != "group"]
            return _once(both) if parties and found and any(map(self._of_politics, both)) else []
        for phrase in field.preps:
            with_them = tokens[phrase.start].text.lower() == "mit" or (
                nouns and tokens[phrase.start].text == "zwischen"
            )
            if with_them and not self._hangs(passage, phrase.start):
                parties += self._listed(passage, phrase.start + 1, phrase.end)
        for noun in nouns:
            parties += self._of_phrase(passage, noun)
        return self.parties.without_parts(parties)

    def _of_politics(self, entity: Entity) -> bool:
        """Whether it is a state, a body of the tables, or a person with a role: clubs receive each other in another way."""
        return entity.kind == "state" or bool(entity.roles) or (entity.kind == "organisation" and bool(entity.codes))

    def _hangs(self, passage: Passage, i: int) -> bool:
        """`sprach über ein Bündnis mit den Liberalen`: a phrase right behind a noun that is nobody is that noun's."""
        before = passage.tokens[i - 1] if i else None
        if (
            before is None
            or before.tag not in {"NN", "NNA"}
            or before.text in {"Mal", "Male"}
            or passage.timed[i - 1]
            or self.words.noun(before.text)
        ):
            return False
        tables = self.parties.tables
        return not (tables.role(before.text) or tables.body(before.text) or before.text in tables.demonyms)

    def _objects(self, passage: Passage, clause: int, subject: tuple[int, int] | None) -> list[Entity]:
        """Whom somebody meets or receives, or by whom (`von`) they are received."""
        tokens, field = passage.tokens, passage.field(clause)
        found: list[Entity] = []
        for phrase in field.preps:
            if tokens[phrase.start].text.lower() == "von":
                found += self.parties.meant(tokens, phrase.start + 1, phrase.end)
        for phrase in field.nouns:
            if subject is None or phrase.end <= subject[0] or phrase.start >= subject[1]:
                found += self._listed(passage, phrase.start, phrase.end)
        return found

    def _listed(self, passage: Passage, a: int, b: int) -> list[Entity]:
        """Whom a phrase means, with those that a list goes on to name: `mit Anna Kolb (SPD), Minister Paul Roth und Russland`."""
        tokens = passage.tokens
        found = self.parties.meant(tokens, a, b)
        end = b
        while end < len(tokens) and (tokens[end].tag in _LISTS or tokens[end].text in {",", "und", "sowie", "(", ")"}):
            end += 1
        joins = [i for i in range(b, end) if tokens[i].text in {"und", "sowie"}]
        if (
            b + 1 < end and tokens[b].text == "," and tokens[b + 1].tag == "NE"
        ):  # `mit dem Präsidenten, Ilja Arlow, in Bern`
            return _once([*found, *(e for e in self.parties.named(tokens, b + 1, b + 2) if e.kind == "person")])
        if not found or not joins:
            return found
        return _once([*found, *self.parties.named(tokens, b, end)])

    def beside(self, passage: Passage, clause: int, half: Sequence[int]) -> list[Entity]:
        """Those with or at whom something takes place: `bei der OSZE fortgesetzt`."""
        preps = [
            p
            for p in passage.field(clause).preps
            if passage.tokens[p.start].text.lower() in {"mit", "bei", "beim"} and p.start in half
        ]
        return _once(entity for p in preps for entity in self.parties.named(passage.tokens, p.start + 1, p.end))

    def of_noun(self, passage: Passage, phrase: NounPhrase, clause: int | None) -> list[Entity]:
        """Those in the phrase; with just one side named there, who is the subject of its clause is the other."""
        parties = self._of_phrase(passage, phrase)
        if self._only_counts(passage, phrase):
            return []
        sides = {self.parties.side(entity) for entity in parties}
        if clause is None or len(sides) > 1:
            return parties
        offers = self._offers(passage, phrase, clause)
        with_other = any(part.prep == "mit" for part in phrase.parts) and (offers or phrase.prep not in _TOPICS)
        told = {self.words.status("verb", key) for key in passage.keys(clause)} - {None, "proposed"}
        takes_part = (told or offers) and phrase.prep in {*TAKING_PART, *(["für"] if offers else [])}
        if not (with_other or takes_part):
            return parties
        subject = passage.subject(clause)
        if subject is not None and subject[0] <= phrase.noun < subject[1]:
            parties += self._speaker(passage, clause) if with_other else []
        else:
            parties = [*self._subject_parties(passage, clause), *parties]
        beside = phrase.prep in TAKING_PART and passage.keys(clause) != ["sein"]
        for other in passage.field(clause).preps if beside else ():
            if passage.tokens[other.start].text.lower() in _WITH and not phrase.start <= other.start < phrase.end:
                parties += self.parties.meant(passage.tokens, other.start + 1, other.end)
        return self.parties.without_parts(parties)

    def _persons_ahead(self, passage: Passage, start: int) -> list[Entity]:
        """`zwischen dem als Kandidaten feststehenden A und seiner Rivalin B`: the persons named up to the next mark or verb."""
        end = start + 1
        while end < min(len(passage.tokens), start + _AHEAD) and passage.tokens[end].tag not in {
            "VVFIN",
            "VAFIN",
            "VMFIN",
            "$.",
        }:
            end += 1
        return [entity for entity in self.parties.named(passage.tokens, start + 1, end) if entity.kind == "person"]

    def _only_counts(self, passage: Passage, phrase: NounPhrase) -> bool:
        """`in der ersten Runde erhielt Kolb`: a round is one of talks where it says between whom, else of what was told before."""
        noun = self.words.noun(passage.tokens[phrase.noun].text)
        between = any(part.prep in _WITH and self._listed(passage, part.start + 1, part.end) for part in phrase.parts)
        return noun is not None and noun.kind == "round" and not noun.sure and not between

    def _offers(self, passage: Passage, phrase: NounPhrase, clause: int) -> bool:
        """Whether the subject is ready for a meeting, or offers one: then it is one of the parties."""
        before = [token.text for token in passage.tokens[max(0, phrase.start - 4) : phrase.start]]
        return any(self.words.status("offer", word) for word in (*passage.keys(clause), *before))

    def _subject_parties(self, passage: Passage, clause: int) -> list[Entity]:
        """Who the subject is; a pronoun of reported words is whoever is reported, if no person."""
        subject = passage.subject(clause)
        if subject is None:
            return []
        if subject[1] - subject[0] == 1 and passage.tokens[subject[0]].tag == "PPER":
            parent = passage.found.clauses[clause].parent
            above = passage.subject(parent) if parent is not None and parent < clause else None
            said = self.parties.named(passage.tokens, *above) if above else []
            word = passage.tokens[subject[0]].text.lower()
            if said and all(entity.kind != "person" or _fits(word, entity) for entity in said):
                return said
        found = self.parties.meant(passage.tokens, *subject, plural=passage.plural(clause))
        return _once([*found, *self._listed(passage, *subject)]) if found else found

    def _speaker(self, passage: Passage, clause: int) -> list[Entity]:
        """`Das Gespräch mit A war gut, sagte B`: where the meeting is the subject, who tells of it is the other."""
        for number in range(len(passage.found.clauses)):
            subject = passage.own_subject(number) if number != clause else None
            found = self.parties.meant(passage.tokens, *subject) if subject else []
            if any(entity.kind == "person" for entity in found):
                return found
        return []

    def _of_phrase(self, passage: Passage, phrase: NounPhrase) -> list[Entity]:
        tokens = passage.tokens
        parties = self.parties.named(
            tokens, phrase.start + (1 if phrase.prep and phrase.prep != phrase.determiner else 0), phrase.noun + 1
        )
        if phrase.determiner.startswith(("ihr", "sein")) and not parties:
            clause = passage.clause_at.get(phrase.noun)
            subject = passage.subject(clause) if clause is not None else None
            parties += (
                self.parties.meant(tokens, *subject) if subject and not subject[0] <= phrase.noun < subject[1] else []
            )
        for part in phrase.parts:
            if part.prep in _WITH:
                parties += self._listed(passage, part.start + 1, part.end)
                if part.prep == "zwischen" and self.parties.count(parties) < 2:
                    parties += self._persons_ahead(passage, part.start)
            elif part.prep == "name" and tokens[part.end - 1].text.endswith("s"):  # `das Treffen Kolbs mit Arlow`
                parties += self.parties.named(tokens, part.start, part.end)
            elif part.prep in _OF:
                parties += self.parties.named(tokens, part.start + (part.prep not in {"gen", "("}), part.end)
        return self.parties.without_parts(parties)


def _fits(pronoun: str, entity: Entity) -> bool:
    """Whether a pronoun can mean a person by its gender."""
    return {"er": "m", "sie": "f"}.get(pronoun) == entity.gender


def _once(found: Iterable[Entity]) -> list[Entity]:
    return list({id(entity): entity for entity in found}.values())
