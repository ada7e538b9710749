"""Reads the positions of a report: from what somebody is reported to have said, and from the report's own words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from depesche.packs import Pack
from depesche.read.local import learned
from depesche.read.lookup import lookup
from depesche.read.phrases import noun_phrase
from depesche.read.position_acts import Judgement, Said, judge
from depesche.read.position_claims import Claim, Issues
from depesche.read.position_glosses import alluded
from depesche.read.position_issues import Named, Namer, turned
from depesche.read.position_roles import addressee_of, stance_of
from depesche.read.position_sides import Sides
from depesche.read.position_tables import StandNoun, Topic, position_tables
from depesche.read.position_told import Told
from depesche.read.position_units import Unit, behind_case, contrasted, doing, units
from depesche.records import Actor, Report, Span, Statement

# Words of the reporting clause that make what it names conditions.
_CONDITIONS = ("Bedingung", "Forderung", "Voraussetzung")
_SHORT = 30
_LOOKING_BACK = 3
_ENCLOSING = 6
_SUPPOSING = frozenset(["wenn", "falls", "sofern", "sollte", "sollten"])
# Acts whose joined objects are an issue each.
_JOINED = frozenset(["demand", "offer", "refuse", "accept", "commit", "call", "threaten"])
_TALKS = re.compile(r"Gespräch|Verhandl|verhandel|Treffen|Gipfel|Dialog|Unterhändler|Runde|Vereinbarung|Vermittler")
_ENOUGH_TALKS = 3
_WORD = re.compile(r"\S+")
# Takes up whatever was spoken of last.
_ANY = StandNoun("", "", frozenset(), "", back=True)
_BY_VERB = frozenset(["positions.cue", "positions.charge", "positions.own deed", "positions.not ruled out"])


class PositionReading:
    """A report with all that its positions are read by."""

    def __init__(self, report: Report, pack: Pack) -> None:
        self.report = report
        self.tables = position_tables(pack)
        self.lookup = learned(lookup(pack), report.sentences)
        self.sides = Sides(report, self.lookup)
        self.namer = Namer(pack, self.lookup, self.tables, self._named(report))
        self.issues = Issues(pack, self.lookup, [actor.name for actor in report.actors])
        self.starts = [sentence.start for sentence in report.sentences]
        self._on_talks = sum(1 for _ in _TALKS.finditer(report.text)) >= _ENOUGH_TALKS
        self._sources = {(s.cue[0].start, s.actor) for s in report.statements if s.cue}
        self._cues = {s.cue[0].start for s in report.statements if s.cue and s.actor in self.sides.actors}

    @staticmethod
    def _named(report: Report) -> frozenset[int]:
        """Where the words begin that name who acts, each of several (`Vereinigte Staaten`); a body's first word may be an issue's."""
        naming = {"state", "person", "agency", "organisation"}
        spans = ((actor.kind, span) for actor in report.actors if actor.kind in naming for span in actor.mentions)
        words = ((kind, span.start, word.start()) for kind, span in spans for word in _WORD.finditer(span.text))
        return frozenset(start + at for kind, start, at in words if at or kind != "organisation")

    def from_statements(self) -> Iterator[Claim]:
        """The claims that lie in what somebody is reported to have said."""
        before: list[Statement] = []
        for statement in self.report.statements:
            actor = self.sides.actors.get(statement.actor or "")
            if actor is not None and not self._idle(actor, statement) and not self._supposed(statement):
                listing = any(
                    self._same_side(one, statement) and _conditions_in(one) for one in before[-_LOOKING_BACK:]
                )
                speaker = self._of_own_side(statement, before[-_ENCLOSING:])
                for claim in self._of_statement(replace(statement, actor=speaker), listing=listing):
                    yield claim
                    yield from self._together(claim, statement)
                    yield from alluded(claim, self.report, self.starts, self.namer)
            before.append(statement)

    def _of_statement(self, statement: Statement, *, listing: bool) -> Iterator[Claim]:
        """The claims of a statement. listing: whether one just before spoke of conditions, which this one may list."""
        said: Said | None = None
        for unit in units(self.report.sentences, self.starts, statement.content, self.report.text):
            if self._told_inside(unit, statement):
                continue
            said = Said.of(unit, statement, self.sides, self.tables, said)
            if listing and self._lists(said):
                yield from self._listed(said)
            elif said.does.lemma or statement.mode == "direct":
                yield from self._of_unit(said)
            else:
                yield from self._of_phrases(said)

    def _of_own_side(self, statement: Statement, before: Sequence[Statement]) -> str | None:
        """Who stands behind `ihre Regierung habe angeboten, ...`: the one in whose words it stands."""
        source = statement.source
        if source is None or not source.text.lower().startswith(("ihr", "sein", "unser")) or not statement.cue:
            return statement.actor
        cue = statement.cue[0].start
        outer = (one for one in reversed(before) if any(s.start <= cue < s.end for s in one.content))
        return next((one.actor for one in outer if one.actor in self.sides.actors), statement.actor)

    def _same_side(self, one: Statement, other: Statement) -> bool:
        return self.sides.party(one.actor) == self.sides.party(other.actor)

    def _idle(self, actor: Actor, statement: Statement) -> bool:
        """Whether such a source is asked for no position: an agency that tells, somebody unnamed who judges."""
        if actor.kind == "agency":
            return statement.act == "inform"
        source = statement.source
        if actor.kind != "group" or statement.act != "assess" or source is None:
            return False
        return len(actor.mentions) == 1

    def _lists(self, said: Said) -> bool:
        """Whether a unit goes on to list what was spoken of: `dazu gehörten ...`, `er nannte ...`."""
        words = said.unit.words([said.unit.head]).lower()
        if said.does.lemma in {"gehören", "zählen"}:
            return "dazu " in words
        return not said.does.lemma and "nennen" in said.statement.why

    def _listed(self, said: Said) -> Iterator[Claim]:
        """Each thing that is listed as a condition is demanded."""
        judgement = Judgement("demand", "", why="positions.conditions named")
        for a, b, named in self._members(said.unit):
            yield self._claim(said, judgement, named, ((a, b),), None)

    def _together(self, claim: Claim, statement: Statement) -> Iterator[Claim]:
        """`Norwegen und Schweden einigten sich`: each of two agrees with the other, though only one was made out as the source."""
        if statement.source is None or not statement.cue or statement.why.rpartition(": ")[2] not in self.tables.mutual:
            return
        own = statement.source
        joined = [
            name for a, b, name in self.sides.named(max(0, own.start - 40), own.end + 40) if self._joins(own, a, b)
        ]
        other = next((name for name in joined if self.sides.party(name) != self.sides.party(claim.actor)), None)
        if other is not None and (statement.cue[0].start, other) not in self._sources:
            yield replace(claim, actor=other, addressee=self.sides.party(claim.actor))

    def _joins(self, own: Span, a: int, b: int) -> bool:
        """Whether `und` alone stands between a source and what is named from a to b, or both are in the source."""
        between = self.report.text[b : own.start] if b <= own.start else self.report.text[own.end : a]
        return between.strip() in {"und", "sowie"} or (own.start <= a and b <= own.end)

    def _supposed(self, statement: Statement) -> bool:
        """Whether the reporting verb stands in a condition: what is only supposed is nobody's position."""
        if not statement.cue:
            return False
        tokens = self.report.sentences[max(0, bisect_right(self.starts, statement.cue[0].start) - 1)].tokens
        first = ""
        for token in tokens:
            if token.start >= statement.cue[0].start:
                break
            first = "" if token.text in {",", ":", ";"} else first or token.text.lower()
        return first in _SUPPOSING

    def told(self) -> Iterator[Claim]:
        """The claims that lie in the report's own words."""
        return Told(self.report, self.tables, self.namer, self.sides).claims()

    def _told_inside(self, unit: Unit, statement: Statement) -> bool:
        """Whether the unit reports what another said (`sie habe angeboten, ...`): then that statement holds the position."""
        own = {span.start for span in statement.cue}
        for i in unit.head.own:
            if unit.found.tokens[i].tag in {"NN", "NE"}:
                continue  # a noun that is a cue has its own clause, and leaves the one that it stands in to its verb
            if i and unit.found.tokens[i - 1].text == "wie":
                continue  # `wie versprochen` is said by the way
            start = unit.found.tokens[i].start
            if start in self._cues and start not in own:
                return True
        return False

    def _of_unit(self, said: Said) -> Iterator[Claim]:
        judgement = judge(said, self.tables)
        if judgement is None:
            return
        topic = self._topic(said, judgement)
        if topic is not None:
            yield self._claim(said, judgement, Named(topic.name, head=topic.name), self._evidence(said), topic.en)
            return
        issues = self._issues(said, judgement)
        for named in issues:
            if not named.name and judgement.act == "assess":
                continue  # what is judged is not even named
            stand = self.tables.noun(named.head)
            back = stand if self._only_back(stand, named, judgement.act) else _ANY if not named.name else None
            evidence = self._evidence(said)
            yield self._claim(said, judgement, named, evidence, None, back)
        yield from self._asked(said, judgement)
        yield from self._left_out(said, judgement)

    def _left_out(self, said: Said, judgement: Judgement) -> Iterator[Claim]:
        """`über Fischerei, nicht aber über Zölle`: what is left out of an offer is refused."""
        found, head = said.unit.found, said.unit.head
        at = contrasted(found, head)
        if at is None or judgement.act not in {"offer", "accept", "commit"}:
            return
        phrases = (noun_phrase(found.tokens, k, head.last + 1) for k in range(at + 2, head.last + 1))
        phrase = next((p for p in phrases if p is not None and self.namer.can_name(found, p)), None)
        named = self.namer.of_phrase(found, phrase, head.last + 1) if phrase is not None else None
        if named is not None:
            place = (found.tokens[at].start, found.tokens[head.last].end)
            refused = Judgement("refuse", "contra", why="positions.left out")
            yield self._claim(said, refused, replace(named, negated=False), (place,), None)

    def _topic(self, said: Said, judgement: Judgement) -> Topic | None:
        """The topic of judgements and forecasts that a unit is about, in a report on talks."""
        if not self._on_talks:
            return None
        words = f" {said.unit.words()}"
        for topic in self.tables.topics:
            fits = judgement.act in topic.acts and any(f" {word}" in words for word in topic.words)
            if fits and (not topic.also or any(f" {word}" in words for word in topic.also)):
                return topic
        return None

    def _issues(self, said: Said, judgement: Judgement) -> list[Named]:
        """What a unit is about; several where its object is joined. An empty name takes up what was spoken of before."""
        if judgement.act == "assess" and (judged := self.namer.judged(said.unit)) is not None:
            return [judged]
        issues = self.namer.all_of(said.unit)
        if judgement.act not in _JOINED:
            issues = issues[:1]
        return issues or [Named("")]

    def _of_phrases(self, said: Said) -> Iterator[Claim]:
        """A reported act with its objects: each of several is a claim of its own."""
        judgement = self._of_the_act(said)
        if said.statement.act == "assess" and not said.judged and self._without_object(said):
            return
        members = self._members(said.unit)
        if not members:
            yield from self._pointing(said, judgement)
        if judgement is not None and judgement.act == "assess":
            members = members[:1]
        if self._ruled_out(said.unit):
            members = [(a, b, replace(named, way=turned(named.way))) for a, b, named in members]
        for a, b, named in members:
            yield from self._of_member(
                said, judgement, named, self._whole(said.statement) if len(members) == 1 else ((a, b),)
            )

    def _ruled_out(self, unit: Unit) -> bool:
        """`die Aufnahme des Landes, das dort liegt, auszuschließen`: what an infinitive that stands apart is against."""
        for clause in unit.rest:
            apart = clause.kind == "inf" and all(unit.found.tokens[i].tag[0] in "VP$" for i in clause.own)
            if apart and self.tables.verbs.get(doing(unit.found, clause).lemma, ("", ""))[1] == "contra":
                return True
        return False

    def _of_the_act(self, said: Said) -> Judgement | None:
        """The act of a reported statement: its verb's, or that of what it names (`nannte Bedingungen`, `wiederholte Forderungen`)."""
        frame = " ".join(span.text for span in said.statement.frame)
        if any(word in frame for word in _CONDITIONS) and said.statement.act in {"assess", "inform"}:
            return Judgement("demand", "", why="positions.conditions named")
        judgement = judge(said, self.tables)
        whole = self._standing(said.unit) if said.statement.act in {"inform", "assess", None} else None
        return Judgement(whole.act, "", why="positions.noun") if whole is not None and judgement is None else judgement

    def _pointing(self, said: Said, judgement: Judgement | None) -> Iterator[Claim]:
        """`verspricht es`, `zeigte sich zuversichtlich`: an act without a noun is about a topic, or about what was spoken of before."""
        topic = self._topic(said, judgement) if judgement is not None else None
        if judgement is None or (judgement.act == "assess" and topic is None):
            return
        named = Named(topic.name, head=topic.name) if topic else Named("")
        en, back = (topic.en, None) if topic else (None, _ANY)
        yield self._claim(said, judgement, named, self._whole(said.statement), en, back)

    def _of_member(
        self, said: Said, judgement: Judgement | None, named: Named, evidence: tuple[tuple[int, int], ...]
    ) -> Iterator[Claim]:
        """The claim of one phrase that a reported act is about."""
        stand = self.tables.noun(named.head)
        clause = next((c for c in said.unit.rest if c.kind in {"inf", "dass"}), None)
        if (
            stand is not None and named.name == named.head and clause is not None
        ):  # `wies die Forderung, die Häfen zu öffnen, zurück`
            named = self.namer.of_clause(said.unit.found, clause) or named
        if judgement is None and stand is not None and said.statement.act in {"inform", "assess", None}:
            judgement = Judgement(stand.act, stand.stance, why="positions.noun")
        if judgement is None:
            return
        topic = self._topic(said, judgement) if judgement.act in {"assess", "warn"} else None
        if topic is not None:
            yield self._claim(said, judgement, Named(topic.name, head=topic.name), evidence, topic.en)
        else:
            yield self._claim(
                said, judgement, named, evidence, None, stand if self._only_back(stand, named, judgement.act) else None
            )

    @staticmethod
    def _without_object(said: Said) -> bool:
        """`nannte dies eine Geste`: what is judged is only pointed at."""
        first = next((t for t in said.unit.found.tokens if t.tag[0] != "$"), None)
        return first is not None and first.tag in {"PPER", "PDS", "PRF", "PRELS", "PWS"}

    def _standing(self, unit: Unit) -> StandNoun | None:
        """The noun that says where somebody stands, where what follows it names the issues (`Forderungen, darunter ...`)."""
        tokens = unit.found.tokens
        listed = next((i for i, t in enumerate(tokens) if t.text in {"darunter", "nämlich"}), 0)
        first = next((i + 1 for i, t in enumerate(tokens) if t.tag == "NN"), 0)
        return next((noun for t in tokens[: listed or first] if (noun := self.tables.noun(t.text))), None)

    @staticmethod
    def _only_back(stand: StandNoun | None, named: Named, act: str) -> bool:
        alone = stand is not None and stand.back and named.name == named.head
        return alone and (named.known or (stand is not None and stand.act == "accuse" and act in {"deny", "refuse"}))

    def _members(self, unit: Unit) -> list[tuple[int, int, Named]]:
        """The phrases that the words join (`den Rückzug und ein Ende der Sanktionen`), with the issue of each."""
        tokens, end = unit.found.tokens, unit.found.clauses[-1].last + 1
        first = next(
            (
                p
                for i in range(behind_case(tokens, end), end)
                if (p := noun_phrase(tokens, i, end)) and self.namer.can_name(unit.found, p)
            ),
            None,
        )
        if first is None:
            return []
        after = next((i + 1 for i in range(first.end, end) if tokens[i].text in {"darunter", "nämlich"}), None)
        inner = noun_phrase(tokens, after, end) if after is not None else None
        phrases = self.namer.joined(unit.found, inner or first, end)
        named = [
            (self.namer.place(unit.found, one, end), self.namer.of_phrase(unit.found, one, end)) for one in phrases
        ]
        return [(a, b, issue) for (a, b), issue in named if issue is not None]

    def _evidence(self, said: Said) -> tuple[tuple[int, int], ...]:
        start, end = said.unit.range()
        if end - start < _SHORT and said.unit.number == 0 and said.statement.mode != "direct":
            return self._whole(said.statement)
        return ((start, end),)

    @staticmethod
    def _whole(statement: Statement) -> tuple[tuple[int, int], ...]:
        """The reporting clause with what it reports, if that is not much longer than what it reports."""
        content = [(s.start, s.end) for s in statement.content]
        spans = [*content, *((s.start, s.end) for s in (*statement.cue, *statement.frame))]
        if statement.source is not None:
            spans.append((statement.source.start, statement.source.end))
        return ((min(a for a, _ in spans), max(b for _, b in spans)),)

    def _claim(
        self,
        said: Said,
        judgement: Judgement,
        named: Named,
        evidence: tuple[tuple[int, int], ...],
        en: str | None,
        back: StandNoun | None = None,
    ) -> Claim:
        statement = said.statement
        return Claim(
            actor=statement.actor or "",
            act=judgement.act,
            named=named,
            stance=stance_of(said, judgement, named, self.tables.measures),
            evidence=evidence,
            addressee=addressee_of(said, judgement.act, named, self.sides, self.issues),
            condition=self._condition(said),
            en=en,
            weight=statement.confidence * (0.9 if judgement.why in _BY_VERB else 0.7),
            why=judgement.why,
            back=back,
        )

    def _condition(self, said: Said) -> Span | None:
        if said.unit.conditions:
            return self.report.span(*said.unit.range(said.unit.conditions[:1]))
        tokens = said.unit.found.tokens
        for i in said.unit.own:
            if tokens[i].text.lower() == "im" and i + 2 < len(tokens) and tokens[i + 1].text in {"Fall", "Falle"}:
                phrase = noun_phrase(tokens, i + 2, len(tokens))
                if phrase is not None:
                    return self.report.span(tokens[i].start, tokens[phrase.end - 1].end)
        return None

    def _asked(self, said: Said, judgement: Judgement) -> Iterator[Claim]:
        """What a threat or refusal depends on is asked for: `Eine Öffnung komme erst infrage, wenn Y seine Schiffe zurückziehe`."""
        if judgement.act not in {"threaten", "refuse"} or not said.unit.conditions:
            return
        clause = said.unit.conditions[0]
        unit = Unit(said.unit.found, clause)
        inner = Said.of(unit, said.statement, self.sides, self.tables)
        named = self.namer.of_unit(unit)
        if inner.whose != "other" or named is None:
            return
        kept = (judgement.act == "refuse") != inner.does.negated
        asked = Judgement("demand", "pro" if kept else "contra", why="positions.asked")
        claim = self._claim(inner, asked, named, (unit.range([clause]),), None)
        yield replace(claim, condition=None)


def _conditions_in(statement: Statement) -> bool:
    return any(word in span.text for span in statement.content for word in _CONDITIONS)
