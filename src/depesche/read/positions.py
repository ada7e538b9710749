"""Positions: where somebody stands on an issue (guidelines: Position)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast as typed

from depesche.packs import Pack
from depesche.read.local import learned
from depesche.read.lookup import lookup
from depesche.read.phrases import noun_phrase
from depesche.read.position_acts import Judgement, Said, judge
from depesche.read.position_claims import Claim, Issues, once, taken_up, with_one_name
from depesche.read.position_issues import Named, Namer, turned
from depesche.read.position_sides import Sides
from depesche.read.position_tables import StandNoun, Topic, position_tables
from depesche.read.position_told import Told
from depesche.read.position_units import Unit, units
from depesche.records import Act, Position, Report, Span, Statement, record_id
from depesche.stages import stage

_FOR = frozenset(["demand", "offer", "accept", "threaten", "commit", "call"])
_AGAINST = frozenset(["refuse", "deny", "accuse", "warn"])
_DIRECTED = frozenset(["demand", "offer", "accept", "refuse", "threaten", "accuse"])
# Words of the reporting clause that make what it names conditions.
_CONDITIONS = ("Bedingung", "Forderung", "Voraussetzung")
_ADDRESSED = frozenset(["state", "organisation"])
# Issues that a body has the say in.
_OF_BODIES = frozenset(["Mitgliedschaft", "Erweiterung"])
_SHORT = 30
_SUPPOSING = frozenset(["wenn", "falls", "sofern", "sollte", "sollten"])
# Acts whose joined objects are an issue each.
_JOINED = frozenset(["demand", "offer", "refuse", "accept", "commit", "call", "threaten"])
_TALKS = re.compile(r"Gespräch|Verhandl|verhandel|Treffen|Gipfel|Dialog|Unterhändler|Runde|Vereinbarung|Vermittler")
_ENOUGH_TALKS = 3
# Takes up whatever was spoken of last.
_ANY = StandNoun("", "", frozenset(), "", back=True)
_BY_VERB = frozenset(["positions.cue", "positions.charge", "positions.own deed", "positions.not ruled out"])


@stage(needs=("sentences", "actors", "statements"), gives=("positions",))
def read_positions(report: Report, pack: Pack) -> Report:
    """Find what each actor demands, offers, refuses or judges, from statements and from the report's own words."""
    if not report.sentences:
        return report
    reading = PositionReading(report, pack)
    claims = sorted([*reading.from_statements(), *reading.told()], key=lambda c: (c.start, c.evidence[0][1], c.actor))
    claims = once(with_one_name(taken_up(claims, reading.sides.party), reading.issues))
    digest = report.digest
    made: dict[str, Position] = {}
    for claim in claims:
        position = _position(reading, digest, claim, made)
        made[position.id] = position
    return replace(report, positions=tuple(made.values()))


def _position(reading: PositionReading, digest: str, claim: Claim, made: Mapping[str, Position]) -> Position:
    spans = tuple(reading.report.span(a, b) for a, b in claim.evidence)
    identity = f"position|{claim.actor}|{claim.act}"
    slot = 0
    while (name := record_id(digest, identity, spans, slot)) in made:
        slot += 1
    acts_for = reading.sides.acts_for(claim.actor)
    return Position(
        id=name,
        actor=claim.actor,
        act=typed("Act", claim.act),
        issue=claim.en or reading.issues.english(claim.named.name) or claim.named.name,
        stance=claim.stance,
        evidence=spans,
        acts_for=acts_for if acts_for != claim.actor else None,
        addressee=claim.addressee,
        condition=claim.condition,
        issue_text=claim.named.name,
        plover=reading.tables.events.get(claim.act) or None,
        confidence=round(claim.weight, 2),
        why=claim.why,
    )


class PositionReading:
    """A report with all that its positions are read by."""

    def __init__(self, report: Report, pack: Pack) -> None:
        self.report = report
        self.tables = position_tables(pack)
        self.lookup = learned(lookup(pack), report.sentences)
        self.sides = Sides(report, self.lookup)
        self.namer = Namer(pack, self.lookup, self.tables)
        self.issues = Issues(pack, self.lookup, [actor.name for actor in report.actors])
        self.starts = [sentence.start for sentence in report.sentences]
        self._on_talks = sum(1 for _ in _TALKS.finditer(report.text)) >= _ENOUGH_TALKS
        self._cues = sorted((s.cue[0].start, s.act or "") for s in report.statements if s.cue)

    def from_statements(self) -> Iterator[Claim]:
        """The claims that lie in what somebody is reported to have said."""
        for statement in self.report.statements:
            actor = self.sides.actors.get(statement.actor or "")
            idle = actor is None or (actor.kind == "agency" and statement.act == "inform")
            if (
                actor is None
                or idle
                or (actor.kind == "group" and statement.act == "assess")
                or self._supposed(statement)
            ):
                continue
            for unit in units(self.report.sentences, self.starts, statement.content, self.report.text):
                if not self._told_inside(unit, statement):
                    yield from self._of_unit(unit, statement)

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
            if unit.found.tokens[i].tag[0] != "V":
                continue
            start = unit.found.tokens[i].start
            at = bisect_left(self._cues, (start, ""))
            if (
                at < len(self._cues)
                and self._cues[at][0] == start
                and start not in own
                and self._cues[at][1] != "inform"
            ):
                return True
        return False

    def _of_unit(self, unit: Unit, statement: Statement) -> Iterator[Claim]:
        said = Said.of(unit, statement, self.sides, self.tables)
        if not said.does.lemma and statement.mode != "direct":
            yield from self._of_phrases(said)
            return
        judgement = judge(said, self.tables)
        if judgement is None:
            return
        topic = self._topic(said, judgement)
        if topic is not None:
            yield self._claim(said, judgement, Named(topic.name, head=topic.name), self._evidence(said), topic.en)
            return
        issues = self._issues(said, judgement)
        for number, (named, place) in enumerate(issues):
            stand = self.tables.noun(named.head)
            back = stand if self._only_back(stand, named) else _ANY if not named.name else None
            evidence = self._evidence(said) if number == 0 or place is None else (place,)
            yield self._claim(said, judgement, named, evidence, None, back)
        yield from self._asked(said, judgement)

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

    def _issues(self, said: Said, judgement: Judgement) -> list[tuple[Named, tuple[int, int] | None]]:
        """What a unit is about; several where its object is joined. An empty name takes up what was spoken of before."""
        if judgement.act == "assess" and (judged := self.namer.judged(said.unit)) is not None:
            return [(judged, None)]
        issues = self.namer.all_of(said.unit)
        if judgement.act not in _JOINED:
            issues = issues[:1]
        return issues or [(Named(""), None)]

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
        for a, b, named in members:
            yield from self._of_member(
                said, judgement, named, self._whole(said.statement) if len(members) == 1 else ((a, b),)
            )

    def _of_the_act(self, said: Said) -> Judgement | None:
        """The act of a reported statement: its verb's, or that of what it names (`nannte Bedingungen`, `wiederholte Forderungen`)."""
        frame = " ".join(span.text for span in said.statement.frame)
        if any(word in frame for word in _CONDITIONS) and said.statement.act in {"assess", "inform"}:
            return Judgement("demand", "", why="positions.conditions named")
        judgement = judge(said, self.tables)
        whole = self._standing(said.unit)
        return Judgement(whole.act, "", why="positions.noun") if whole is not None and judgement is None else judgement

    def _pointing(self, said: Said, judgement: Judgement | None) -> Iterator[Claim]:
        """`verspricht es`, `zeigte sich zuversichtlich`: an act without a noun is about a topic, or about what was spoken of before."""
        if judgement is None or (judgement.act == "assess" and not said.judged):
            return
        topic = self._topic(said, judgement)
        named = Named(topic.name, head=topic.name) if topic else Named("")
        en, back = (topic.en, None) if topic else (None, _ANY)
        yield self._claim(said, judgement, named, self._whole(said.statement), en, back)

    def _of_member(
        self, said: Said, judgement: Judgement | None, named: Named, evidence: tuple[tuple[int, int], ...]
    ) -> Iterator[Claim]:
        """The claim of one phrase that a reported act is about."""
        stand = self.tables.noun(named.head)
        if judgement is None and stand is not None and said.statement.act in {"inform", "assess", None}:
            judgement = Judgement(stand.act, stand.stance, why="positions.noun")
        if judgement is None:
            return
        topic = self._topic(said, judgement) if judgement.act in {"assess", "warn"} else None
        if topic is not None:
            yield self._claim(said, judgement, Named(topic.name, head=topic.name), evidence, topic.en)
        else:
            yield self._claim(said, judgement, named, evidence, None, stand if self._only_back(stand, named) else None)

    @staticmethod
    def _without_object(said: Said) -> bool:
        """`nannte dies eine Geste`: what is judged is only pointed at."""
        first = next((t for t in said.unit.found.tokens if t.tag[0] != "$"), None)
        return first is not None and first.tag in {"PPER", "PDS", "PRF", "PRELS", "PWS"}

    def _standing(self, unit: Unit) -> StandNoun | None:
        """The noun that says where somebody stands, where what follows it names the issues (`Forderungen, darunter ...`)."""
        tokens = unit.found.tokens
        listed = next((i for i, t in enumerate(tokens) if t.text in {"darunter", "nämlich"}), 0)
        return next((noun for t in tokens[:listed] if (noun := self.tables.noun(t.text))), None)

    @staticmethod
    def _only_back(stand: StandNoun | None, named: Named) -> bool:
        return stand is not None and stand.back and named.name == named.head

    def _members(self, unit: Unit) -> list[tuple[int, int, Named]]:
        """The phrases that the words join (`den Rückzug und ein Ende der Sanktionen`), with the issue of each."""
        tokens, end = unit.found.tokens, unit.found.clauses[-1].last + 1
        first = next(
            (p for i in range(end) if (p := noun_phrase(tokens, i, end)) and self.namer.can_name(unit.found, p)), None
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
            stance=_stance(said, judgement, named),
            evidence=evidence,
            addressee=self._addressee(said, judgement.act, named),
            condition=self._condition(said),
            en=en,
            weight=statement.confidence * (0.9 if judgement.why in _BY_VERB else 0.7),
            why=judgement.why,
            back=back,
        )

    def _addressee(self, said: Said, act: str, named: Named) -> str | None:
        statement = said.statement
        if statement.addressee is not None:
            called = self.sides.named(statement.addressee.start, statement.addressee.end)
            state = self.sides.state_in(statement.addressee.text.split())
            if called or state:
                return called[-1][2] if called else state
        if act in {"demand", "accuse", "threaten", "warn", "call"} and said.other:
            return self.sides.party(said.other)
        if act in {"demand", "refuse", "threaten"}:
            body = self._body_of(named)
            if body is not None and body != self.sides.party(statement.actor):
                return body
            for _, _, name in self.sides.named(*said.unit.range()):
                party = self.sides.party(name)
                if party != self.sides.party(statement.actor) and self.sides.actors[name].kind in _ADDRESSED:
                    return party
        return self.sides.other(statement.actor or "") if act in _DIRECTED else None

    def _body_of(self, named: Named) -> str | None:
        """The body that a membership or an enlargement is of: who has to grant or to stop it."""
        key = self.issues.key(named.name)
        if key.head not in _OF_BODIES:
            return None
        return next((name for name in sorted(key.modifiers) if self._kind(name) == "organisation"), None)

    def _kind(self, name: str) -> str:
        return self.sides.actors[name].kind if name in self.sides.actors else ""

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


def _stance(said: Said, judgement: Judgement, named: Named) -> str:
    act = judgement.act
    if judgement.stance:
        return (
            turned(judgement.stance)
            if named.way == "contra" and act not in {"accuse", "deny", "assess"}
            else judgement.stance
        )
    stance = "pro" if act in _FOR else "contra" if act in _AGAINST else "neutral"
    if named.way == "contra" and act not in {"accuse", "deny"}:
        stance = turned(stance)
    negated = said.does.negated if named.negated is None else named.negated
    if act in {"demand", "commit", "offer", "call", "threaten"} and negated:
        stance = turned(stance)
    return stance
