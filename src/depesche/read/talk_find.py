"""The meetings that a sentence tells of: by nouns (`nach dem Treffen mit X in Genf`) and by verbs (`X traf sich mit Y`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from depesche.read.talk_draft import Mention
from depesche.read.talk_facts import Facts
from depesche.read.talk_nouns import NounPhrase, phrases_of
from depesche.read.talk_outcome import outcome
from depesche.read.talk_parties import Parties
from depesche.read.talk_passage import Passage
from depesche.read.talk_places import Places
from depesche.read.talk_status import noun_status, verb_status
from depesche.read.talk_who import TAKING_PART, Who
from depesche.read.talk_words import Forum, TalkVerb, TalkWords
from depesche.records import Time

_NOUNS = frozenset(["NN", "NE", "NNA", "NNI", "TRUNC"])
_LOOSE = frozenset(["sprechen", "reden", "diskutieren", "beraten"])  # these mean a meeting only with its day or place
_AGAIN = frozenset(["wieder", "erneut"])
_MOST = 12  # meetings that one sentence names
_LONG_AGO, _TAKEN_UP = 99, 1  # sentences: a pronoun takes up what the sentence before named
_ABSORBED = frozenset(["zu", "zum", "zur", "bei", "beim", "in", "im", "auf", ""])
_FURTHER = re.compile(
    r"(?:weiter|ander|neu|erneut|zweit|dritt|viert|nächst|folgend|kommend|letzt|vorig|früher)(?:e|er|es|en|em)"
)


class Finder:
    """Finds the mentions of one report's meetings, sentence by sentence."""

    def __init__(self, words: TalkWords, places: Places, parties: Parties, day: str | None) -> None:
        self.words, self.parties, self.day = words, parties, day
        self.facts, self.who = Facts(words, places, parties), Who(words, parties)
        self.told_in = _LONG_AGO  # how many sentences ago a meeting was named

    def mentions(self, passage: Passage) -> list[Mention]:
        """The meetings of a sentence in their order; a noun in the clause of a verb of meeting is told of by the verb."""
        nouns = self._nouns(passage)
        attached = {i for phrase in nouns for part in phrase.parts for i in range(part.start, part.end)}
        attached |= {i for phrase in nouns for i in range(phrase.start, phrase.noun)}
        verbs = self._verbs(passage, attached)
        found: list[Mention] = []
        absorbed: set[int] = set()
        for clause, index, verb in verbs:
            mine = [
                n
                for n, p in enumerate(nouns)
                if passage.clause_at.get(p.noun) == clause
                and (p.prep in _ABSORBED or (verb.frame == "agree" and p.prep == "nach"))
            ]
            mention = self._of_verb(passage, clause, index, verb, [nouns[n] for n in mine])
            if mention is not None:
                absorbed |= set(mine)
                found.append(mention)
        for number, phrase in enumerate(nouns):
            if number not in absorbed and (mention := self._of_noun(passage, phrase, attached)) is not None:
                found.append(mention)
        found += self._taken_up(passage, nouns)
        around = frozenset(entity.name for entity in self.parties.named(passage.tokens, 0, len(passage.tokens)))
        found = [replace(mention, around=around) for mention in found]
        self.told_in = 0 if nouns or found else self.told_in + 1
        self.facts.note_places(passage)
        return sorted(found, key=lambda mention: mention.evidence)

    def _nouns(self, passage: Passage) -> list[NounPhrase]:
        found: list[NounPhrase] = []
        for i, token in enumerate(passage.tokens):
            if len(found) == _MOST:
                break
            if token.tag in _NOUNS and not passage.timed[i] and self.words.noun(token.text):
                if found and found[-1].noun < i < found[-1].end:
                    continue  # `nach dem Treffen bei den Gesprächen`: one meeting
                found += phrases_of(passage.tokens, i, passage.timed)
        return found

    def _verbs(self, passage: Passage, attached: set[int]) -> list[tuple[int, int, TalkVerb]]:
        found = []
        for number, clause in enumerate(passage.found.clauses):
            reflexive = any(passage.tokens[i].text.lower() in {"sich", "einander", "miteinander"} for i in clause.own)
            for index, lemma, particle in passage.verbs(number):
                rows = [row for row in self.words.verbs(lemma, particle) if reflexive or not row.reflexive]
                rows.sort(key=lambda row: not row.reflexive)
                if rows and index not in attached:
                    found.append((number, index, rows[0]))
        return found

    def _of_verb(
        self, passage: Passage, clause: int, index: int, verb: TalkVerb, nouns: Sequence[NounPhrase]
    ) -> Mention | None:
        named = self.words.noun(passage.tokens[nouns[0].noun].text) if nouns else None
        kind = named.kind if named else verb.kind
        own, subject = passage.found.clauses[clause].own, passage.subject(clause)
        mention = Mention(
            evidence=_range(passage, own),
            kind=kind,
            parties=self.who.of_verb(passage, clause, verb, nouns),
            places=self.facts.clause_places(passage, clause, index),
            when=self.facts.days_of(passage, clause, index, range(0)),
            lasting=self.facts.lasting(passage, own),
            forum=self.facts.forum(passage, [*(range(*subject) if subject else ()), *own]),
            further=any(passage.tokens[i].text.lower() in _AGAIN for i in own),
            rule=f"verb: {passage.tokens[index].lemma.lower()}",
        )
        agreed = verb.frame == "agree" and passage.tense(clause) == "past"
        told = ("held", True) if agreed else verb_status(passage, clause, kind, mention.when, self.day, self.words)
        if told is None or not self._meets(passage, index, verb, mention):
            return None
        return self._with_status(passage, clause, mention, told, sure=bool(nouns) or self._sure(verb, mention))

    def _meets(self, passage: Passage, index: int, verb: TalkVerb, mention: Mention) -> bool:
        """Whether a verb that may mean a meeting means one here: by how many sides it names, and where or when."""
        sides = {self.parties.side(entity) for entity in mention.parties}
        if passage.tokens[index].lemma.lower() in _LOOSE and not (mention.when or mention.places):
            return False
        if verb.frame == "object" and self._hit(passage, index):
            return False
        if verb.frame == "agree":
            return len(sides) > 1 and passage.tense(passage.clause_at[index]) == "past"
        if verb.both and self.parties.count(mention.parties) < 2:
            return False
        return bool(sides) or mention.forum is not None or verb.frame == "together"

    @staticmethod
    def _hit(passage: Passage, index: int) -> bool:
        """`wurden von Raketen getroffen`, `traf ihn ins Gesicht`: what is hit is not met."""
        own = passage.found.clauses[passage.clause_at[index]].own
        passive = any(passage.tokens[i].tag[:2] == "VA" and passage.tokens[i].lemma.lower() == "werden" for i in own)
        done = passage.tokens[index].tag == "VVPP"
        hit = any(passage.tokens[i].text in {"ins", "tödlich"} for i in own)
        return passage.tokens[index].lemma.lower() == "treffen" and (hit or (passive and done))

    def _sure(self, verb: TalkVerb, mention: Mention) -> bool:
        """Whether one party is enough: a body sits alone, and who negotiates on a day has somebody to do so with."""
        several = len({self.parties.side(entity) for entity in mention.parties}) > 1
        return verb.kind in {"call", "session"} or (not verb.both and (several or bool(mention.when)))

    def _with_status(
        self, passage: Passage, clause: int | None, mention: Mention, told: tuple[str, bool], *, sure: bool
    ) -> Mention:
        """The mention with its status, how it went, and how far it is to be trusted."""
        several = len({self.parties.side(entity) for entity in mention.parties}) > 1
        over = clause is not None and told[0] in {"held", "broken off"}
        return replace(
            mention,
            status=told[0],
            told=told[1],
            sure=sure,
            definite=mention.definite or not mention.parties,
            outcome=outcome(passage, self.words, clause) if over and clause is not None else None,
            weight=0.75 if several else 0.6,
        )

    def _taken_up(self, passage: Passage, nouns: Sequence[NounPhrase]) -> Iterable[Mention]:
        """`Sie sollen am Donnerstag in Wien fortgesetzt werden`, `die zweite ist für Freitag angesetzt`: talks named before."""
        for number in range(len(passage.found.clauses)):
            told = {self.words.status("event", key) for key in passage.keys(number)} - {None}
            subject = passage.own_subject(number) if told else None
            if subject is None or not self._goes_back(passage, subject, nouns):
                continue
            named = {phrase.noun for phrase in nouns}  # a half that names a meeting of its own is told of by that noun
            for half in (one for one in self._halves(passage, number) if not named & set(one)):
                if (
                    mention := self._of_event(
                        passage, number, half, min((one for one in told if one and one != "tense"), default=None)
                    )
                ) is not None:
                    yield mention

    def _of_event(self, passage: Passage, number: int, half: Sequence[int], told: str | None) -> Mention | None:
        """What a clause, or one half of it, says of talks that were named before."""
        others = set(passage.found.clauses[number].own) - set(half)
        when = self.facts.days_of(passage, number, half[0], range(0), others)
        places = self.facts.clause_places(passage, number, half[0], others)
        by_tense = verb_status(passage, number, "talks", when, self.day)
        status = told or (by_tense[0] if by_tense else None)
        if status is None or not (when or places):
            return None
        return Mention(
            _range(passage, half), "talks", self.who.beside(passage, number, half), places, when,
            self.facts.lasting(passage, half), self.facts.forum(passage, half), status,
            told=True, definite=True, rule="taken up", weight=0.55,
        )  # fmt: skip

    def _halves(self, passage: Passage, number: int) -> list[list[int]]:
        """The clause; or both halves where `und` joins two events: `am Montag in A beginnen und am Freitag in B fortgesetzt werden`."""
        own = passage.found.clauses[number].own
        events = [
            i
            for i, verb, part in passage.verbs(number)
            if self.words.status("event", f"{verb}+{part}" if part else verb)
        ]
        joins = [i for i in own if passage.tokens[i].text == "und" and events and events[0] < i < events[-1]]
        if not joins:
            return [own]
        return [[i for i in own if i < joins[0]], [i for i in own if i > joins[0]]]

    def _goes_back(self, passage: Passage, subject: tuple[int, int], nouns: Sequence[NounPhrase]) -> bool:
        """Whether a subject takes up a meeting: a pronoun or an ordinal shortly behind one, or a relative pronoun of one."""
        a, b = subject
        tokens = passage.tokens[a:b]
        if any(token.tag in {"NN", "NE"} for token in tokens):
            return False
        if tokens[0].tag == "PRELS":
            return any(phrase.noun < a <= phrase.end + 1 for phrase in nouns)
        near = self.told_in <= _TAKEN_UP or any(phrase.noun < a for phrase in nouns)
        pronoun = len(tokens) == 1 and tokens[0].text.lower() in {"sie", "es", "diese", "dieses", "das"}
        return near and (pronoun or any(_FURTHER.fullmatch(token.text.lower()) for token in tokens))

    def _of_noun(self, passage: Passage, phrase: NounPhrase, attached: set[int]) -> Mention | None:
        noun, clause = self.words.noun(passage.tokens[phrase.noun].text), passage.clause_at.get(phrase.noun)
        assert noun is not None
        about = clause if self._about(passage, phrase, clause) else None
        inside = range(phrase.start, phrase.end)
        when = self.facts.days_of(passage, about, phrase.noun, inside, attached)
        told = noun_status(passage, self.words, phrase, noun.kind, when, self.day)
        if told is None or self._is_body(passage, phrase):
            return None
        places = self.facts.phrase_places(passage, phrase)
        if not places and about is not None:
            places = self.facts.clause_places(passage, about, phrase.noun, attached)
        lasting = self.facts.lasting(passage, inside)
        if lasting is None and clause is not None and phrase.prep == "":
            lasting = self.facts.lasting(passage, passage.found.clauses[clause].own)
        words = (token.text.lower() for token in passage.tokens[phrase.start : phrase.noun])
        mention = Mention(
            evidence=_range(passage, self._evidence(passage, phrase, about, when, whole=phrase.prep == "" and told[1])),
            kind=noun.kind,
            parties=self.who.of_noun(passage, phrase, clause),
            places=places,
            when=when,
            lasting=lasting,
            forum=self.facts.forum(passage, inside) or self._called_in(passage, phrase, about),
            definite=phrase.definite or self.facts.adjective(passage, phrase) is not None,
            further=any(_FURTHER.fullmatch(word) for word in words),
            rule=f"noun: {passage.tokens[phrase.noun].text}",
        )
        outcome_in = clause if phrase.prep in {"", "bei", "in", "nach"} else None
        found = self._with_status(passage, outcome_in, mention, told, sure=noun.sure)
        return replace(found, definite=mention.definite)

    def _called_in(self, passage: Passage, phrase: NounPhrase, clause: int | None) -> Forum | None:
        """`lud seine Minister zu einem Gespräch`: the body that is the object, where somebody calls it to a meeting."""
        if clause is None or phrase.prep not in {"zu", "zum", "zur"}:
            return None
        subject = passage.subject(clause)
        objects = [part for part in passage.field(clause).nouns if subject is None or part.start != subject[0]]
        return self.facts.forum(passage, [i for part in objects for i in range(part.start, part.end)])

    def _evidence(
        self, passage: Passage, phrase: NounPhrase, clause: int | None, when: Sequence[Time], *, whole: bool
    ) -> list[int]:
        """The phrase; with its clause where that tells the day or the status."""
        inside = list(range(phrase.start, phrase.end))
        elsewhere = bool(when) and not any(i in inside for i in self.facts.tokens_of(passage, when))
        return [*inside, *passage.found.clauses[clause].own] if clause is not None and (whole or elsewhere) else inside

    def _is_body(self, passage: Passage, phrase: NounPhrase) -> bool:
        """`die Kultusministerkonferenz teilte mit`: a body that bears the name of a meeting; one is `auf` and `bei` a meeting."""
        token = passage.tokens[phrase.noun]
        known = self.parties.tables.name_at([t.text for t in passage.tokens[phrase.noun : phrase.noun + 3]], 0)
        return (
            known is not None
            and phrase.prep not in {"auf", "bei", "beim", "während", "nach", "zu", "zum", "zur"}
            and token.tag != "TRUNC"
        )

    def _about(self, passage: Passage, phrase: NounPhrase, clause: int | None) -> bool:
        """Whether what stands in the clause tells of the meeting itself: it is the subject or object, or when it was told."""
        if phrase.prep == "mit" and clause is not None:  # `beginnen am Montag mit einem Treffen in Genf`
            return any(self.words.status("event", key) for key in passage.keys(clause))
        if phrase.prep == "" and clause is not None and passage.found.clauses[clause].finite is not None:
            return any(self.words.status("verb", key) for key in passage.keys(clause))
        return phrase.prep in TAKING_PART or phrase.prep in {"nach", "bei", "beim", "auf", "während"}


def _range(passage: Passage, indices: Iterable[int]) -> tuple[int, int]:
    """The stretch of the text from the first to the last of some tokens, without marks at its edges."""
    kept = sorted(i for i in indices if passage.tokens[i].tag[0] != "$")
    if not kept:
        kept = sorted(indices)
    return passage.tokens[kept[0]].start, passage.tokens[kept[-1]].end
