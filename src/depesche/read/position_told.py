"""What the report itself says somebody is after: `Forderungen Moskaus nach Garantien`, `der von Russland geforderte Abzug`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from depesche.language.segments import INFINITIVE, PARTICIPLE
from depesche.read.fields import read_field
from depesche.read.phrases import antecedent, noun_phrase
from depesche.read.position_claims import Claim
from depesche.read.position_issues import Named, Namer, turned
from depesche.read.position_sides import Sides
from depesche.read.position_tables import PositionTables, StandNoun
from depesche.read.position_units import doing
from depesche.read.subjects import subject
from depesche.read.view import View, view
from depesche.records import Report, Sentence, Token

_ENDINGS = ("en", "er", "es", "em", "e")
_BY = frozenset(["von", "vom", "durch"])
_NEAR = 9
_WEIGHT = 0.6


class Told:
    """The report's own words, read for where somebody stands."""

    def __init__(self, report: Report, tables: PositionTables, namer: Namer, sides: Sides) -> None:
        self.report, self.tables, self.namer, self.sides = report, tables, namer, sides
        # `strebt ... an`: the finite verb stands without its particle.
        self._wishing = tables.wishes | {verb[2:] for verb in tables.wishes if verb.startswith("an")}
        # Nouns that are cues have a clause of their own, which is a statement.
        self._cues = {span.start for statement in report.statements for span in statement.cue}
        spoken = sorted((s.start, s.end, one.actor) for one in report.statements for s in one.content)
        self._spoken, self._from = spoken, [start for start, _, _ in spoken]

    def claims(self) -> Iterator[Claim]:
        """The claims that lie in the report's own words, and in what somebody says of others."""
        for sentence in self.report.sentences:
            hits = [i for i, token in enumerate(sentence.tokens) if self._telling(token)]
            if hits:
                yield from self._of_sentence(sentence, hits)

    def _telling(self, token: Token) -> bool:
        if token.start in self._cues:
            return False
        if token.tag[-3:] == "FIN":
            return bool(token.mood != "sub" and token.lemma.lower() in self._wishing)
        if token.tag == "ADJA":
            return self._participle(token.text) is not None
        return token.tag == "NN" and (token.text == "Willen" or self.tables.noun(token.text) is not None)

    def _participle(self, word: str) -> tuple[str, str] | None:
        base = next((word[: -len(e)] for e in _ENDINGS if word.endswith(e)), word)
        return self.tables.participles.get(base)

    def _of_sentence(self, sentence: Sentence, hits: Sequence[int]) -> Iterator[Claim]:
        found = view(sentence, (), self.report.text)
        for i in hits:
            token = found.tokens[i]
            if token.tag[-3:] == "FIN":
                claim = self._by_wish(found, i)
            elif token.tag == "ADJA":
                claim = self._by_participle(found, i)
            elif token.text == "Willen":
                claim = self._against_will(found, i)
            else:
                claim = self._by_noun(found, i)
            if claim is not None and not self._own_words(claim):
                yield claim
                yield from self._guaranteed(found, i, claim)

    def _guaranteed(self, found: View, i: int, claim: Claim) -> Iterator[Claim]:
        """Who demands guarantees for a thing demands the thing."""
        if claim.act != "demand":
            return
        end = len(found.tokens)
        for k in range(i + 1, min(i + _NEAR, end)):
            phrase = noun_phrase(found.tokens, k, end)
            named = self.namer.guaranteed(found, phrase, end) if phrase is not None else None
            if named is not None:
                stance = turned("pro") if named.way == "contra" else "pro"
                yield replace(claim, named=named, stance=stance)
                return

    def _own_words(self, claim: Claim) -> bool:
        """Whether it is the actor's own statement that names its act (`Moskau wiederholte seine Forderung`)."""
        at = bisect_right(self._from, claim.start)
        return any(a <= claim.start < b and actor == claim.actor for a, b, actor in self._spoken[max(0, at - 6) : at])

    def _by_noun(self, found: View, i: int) -> Claim | None:
        """`Forderungen Moskaus nach Garantien`, `Russlands Ablehnung der Erweiterung`, `die russische Forderung nach Garantien`."""
        stand = self.tables.noun(found.tokens[i].text)
        if stand is None:
            return None
        before, behind = self._before(found.tokens, i), self._behind(found.tokens, i)
        actor = before or behind
        if actor is None:
            return None
        issue = self._issue(found, i, stand, genitive=before is not None)
        if issue is None:
            return None
        named, end = issue
        return self._claim(
            actor[0],
            stand.act,
            stand.stance,
            named,
            (found.tokens[min(i, actor[1])].start, end),
            why=f"positions.told noun: {stand.noun}",
        )

    def _before(self, tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
        """The name in the genitive, or the adjective of a state, right before a noun."""
        first = i
        while first and tokens[first - 1].tag in {"ADJA", "CARD"}:
            first -= 1
            state = self.sides.tables.nationality(tokens[first].text)
            if state is not None:
                return state.name, first
        if (
            not first
            or tokens[first - 1].tag not in {"NE", "NN"}
            or not tokens[first - 1].text.endswith(("s", "’", "'"))
        ):
            return None
        return self._named(tokens, first - 1, first)

    def _behind(self, tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
        """The name in the genitive or behind `von` right behind a noun."""
        k = i + 1
        if k < len(tokens) and tokens[k].text.lower() in {"von", "vom", "aus"}:
            k += 1
        bare = k == i + 1
        while k < len(tokens) and k < i + 5 and tokens[k].tag in {"ART", "ADJA"}:
            bare = False
            k += 1
        if k >= len(tokens) or (bare and not tokens[k].text.endswith("s")):
            return None
        return self._named(tokens, k, k + 1, i)

    def _named(self, tokens: Sequence[Token], start: int, end: int, at: int | None = None) -> tuple[str, int] | None:
        """Who is named by the words from start on, and the first token of what names them."""
        if start >= len(tokens):
            return None
        for a, b, name in self.sides.named(
            max(0, tokens[start].start - 40), tokens[min(end, len(tokens)) - 1].end + 40
        ):
            if a <= tokens[start].start < b:
                first = next((k for k, token in enumerate(tokens) if token.start >= a), start)
                return name, first if at is None else at
        return None

    def _issue(self, found: View, i: int, stand: StandNoun, *, genitive: bool) -> tuple[Named, int] | None:
        """What a noun is about: a phrase with one of its prepositions, or its genitive if the actor stands elsewhere."""
        tokens = found.tokens
        for k in range(i + 1, min(i + _NEAR, len(tokens))):
            if tokens[k].tag[0] in "V$":
                break
            if tokens[k].text.lower() in stand.preps:
                return self._phrase(found, k + 1)
        if (
            "gen" in stand.preps
            and genitive
            and i + 1 < len(tokens)
            and tokens[i + 1].text.lower() in {"der", "des", "einer", "eines"}
        ):
            return self._phrase(found, i + 1)
        return None

    def _phrase(self, found: View, k: int) -> tuple[Named, int] | None:
        end = len(found.tokens)
        phrase = noun_phrase(found.tokens, k, end)
        if phrase is None or not self.namer.can_name(found, phrase):
            return None
        named = self.namer.of_phrase(found, phrase, end)
        return (named, found.tokens[self.namer.end_of(found, phrase, end) - 1].end) if named else None

    def _by_participle(self, found: View, i: int) -> Claim | None:
        """`der von Russland geforderte Abzug der Truppen`."""
        stand = self._participle(found.tokens[i].text)
        by = next((k for k in range(i - 1, max(-1, i - 7), -1) if found.tokens[k].text in _BY), None)
        issue = self._phrase(found, i + 1)
        if stand is None or by is None or issue is None:
            return None
        named = self.sides.named(found.tokens[by].end, found.tokens[i].start)
        if not named:
            return None
        return self._claim(
            named[-1][2], *stand, issue[0], (found.tokens[by].start, issue[1]), why="positions.told participle"
        )

    def _by_wish(self, found: View, i: int) -> Claim | None:
        """`Norwegen will Garantien`, `Norwegen, das einen Beitritt anstrebt`; with an infinitive it is a statement."""
        clause = next((c for c in found.clauses if c.finite == i), None)
        if clause is None or clause.kind not in {"main", "rel"} or doing(found, clause).lemma not in self.tables.wishes:
            return None
        if any(found.tokens[k].tag in INFINITIVE | PARTICIPLE or found.tokens[k].tag == "PTKNEG" for k in clause.own):
            return None
        place = subject(found, clause, read_field(found, clause), self.sides.tables)
        if place is not None and found.tokens[place[0]].tag == "PRELS":
            place = antecedent(found.tokens, place[0])
        named = self.namer.of_clause(found, clause)
        if place is None or named is None:
            return None
        actor = self.sides.named(found.tokens[place[0]].start, found.tokens[place[1] - 1].end)
        if not actor or named.name in {actor[0][2], found.tokens[place[0]].text}:
            return None
        evidence = (found.tokens[clause.first].start, found.tokens[clause.last].end)
        return self._claim(actor[0][2], "demand", "pro", named, evidence, why="positions.told wish")

    def _against_will(self, found: View, i: int) -> Claim | None:
        """`gegen den Willen Kiews`: what is done then is refused."""
        against = any(token.text.lower() == "gegen" for token in found.tokens[max(0, i - 3) : i])
        actor = self._behind(found.tokens, i)
        clause = next((c for c in found.clauses if i in c.own), None)
        if not against or actor is None or clause is None:
            return None
        named = self.namer.of_clause(found, clause)
        if named is None:
            return None
        evidence = (found.tokens[clause.first].start, found.tokens[clause.last].end)
        return self._claim(actor[0], "refuse", "contra", named, evidence, why="positions.against the will")

    def _claim(self, actor: str, act: str, stance: str, named: Named, evidence: tuple[int, int], *, why: str) -> Claim:
        turn = named.way == "contra" and act not in {"accuse", "deny", "assess"}
        return Claim(
            actor=actor,
            act=act,
            named=named,
            stance=turned(stance) if turn else stance,
            evidence=(evidence,),
            addressee=self.sides.other(actor) if act in {"demand", "offer", "refuse", "threaten", "accept"} else None,
            weight=_WEIGHT,
            why=why,
        )
