"""Who says it: the source of a reporting clause, and the actors that source stands for."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.read.attached import phrases_behind
from depesche.read.cast import Entity, entity_of
from depesche.read.describe import is_aged
from depesche.read.fields import Field, is_actor, read_field
from depesche.read.lookup import Lookup
from depesche.read.phrases import antecedent
from depesche.read.reading import Reading, voice_of
from depesche.read.roles import agent
from depesche.read.subjects import subject
from depesche.read.verbs import VerbCue
from depesche.read.view import View

# A named person this near, in characters, can be the one whose words stand alone in quotation marks.
_NEAR = 350
_BACK = 3
_BARE = 3  # words
_TEXTS = (
    "bericht", "mitteilung", "erklärung", "stellungnahme", "schreiben", "brief", "studie", "resolution", "entwurf", "artikel", "gutachten",
    "analyse", "untersuchung", "petition", "dokument", "papier", "aussendung", "ankündigung", "ausgabe",
)  # fmt: skip


def source_of(reading: Reading, found: View, cue: VerbCue, parts: Field) -> tuple[int, int] | None:
    """The token range of the source of a reporting verb; None if it is only implied."""
    clause = found.clauses[cue.clause]
    if cue.rows[0].lemma == "zitieren":
        return _quoted_person(reading, found, cue, parts)
    if cue.passive:
        return agent(found, parts, reading.tables) or _written_in(reading, found, parts)
    wanted = cue.rows[0].source
    if wanted and cue.rows[0].lemma in {"heißen", "lauten", "verlauten", "hervorgehen", "stehen"}:
        behind = _behind(found, parts, frozenset({*wanted, "vom", "beim", "im"}))
        return behind or (subject(found, clause, parts, reading.tables) if cue.rows[0].lemma == "lauten" else None)
    if clause.kind in {"inf", "um"}:
        return shared(reading, found, cue)
    own = subject(found, clause, parts, reading.tables)
    joined = found.tokens[clause.first].tag == "KON"
    verb_first = joined and clause.finite == clause.first + 1 and not _pronoun_follows(found, clause.first + 2)
    if (own is None and joined) or verb_first or asyndetic(reading, found, cue, own):
        return shared(reading, found, cue)
    return own


def _pronoun_follows(found: View, i: int) -> bool:
    """`und sagte er`: the new clause brings a subject of its own."""
    return (
        i < len(found.tokens)
        and found.tokens[i].tag == "PPER"
        and found.tokens[i].text.lower() in {"er", "sie", "wir", "ich"}
    )


def _behind(found: View, parts: Field, prepositions: frozenset[str]) -> tuple[int, int] | None:
    for phrase in parts.preps:
        if found.tokens[phrase.start].text.lower() in prepositions:
            return phrase.start + 1, phrase.end
    return None


def _written_in(reading: Reading, found: View, parts: Field) -> tuple[int, int] | None:
    """`In dem Bericht des Amtes wird gefordert, …`: a passive without an agent is said by the text that it stands in."""
    for phrase in parts.preps:
        if found.tokens[phrase.start].text.lower() in {"in", "im"} and _is_text(found.tokens[phrase.head].text):
            return phrase.start + 1, phrases_behind(found.tokens, phrase.end, len(found.tokens), reading.tables)
    return None


def _is_text(noun: str) -> bool:
    return noun.lower().endswith(_TEXTS)


def _bare_text(found: View, source: tuple[int, int]) -> bool:
    """`in einer Mitteilung`: a text of somebody who is not named with it."""
    tokens = found.tokens[source[0] : source[1]]
    return tokens[0].text.lower() in {"einer", "einem"} and len(tokens) <= _BARE and _is_text(tokens[-1].text)


def _quoted_person(reading: Reading, found: View, cue: VerbCue, parts: Field) -> tuple[int, int] | None:
    """`zitierte den Minister mit den Worten`: the one quoted speaks, the subject only passes it on."""
    clause = found.clauses[cue.clause]
    own = subject(found, clause, parts, reading.tables)
    if cue.passive or own is None:
        return own
    for phrase in parts.nouns:
        outside = phrase.end <= own[0] or phrase.start >= own[1]
        if outside and is_actor(found, (phrase.start, phrase.end), reading.tables):
            return phrase.start, phrase.end
    return own


def asyndetic(reading: Reading, found: View, cue: VerbCue, own: tuple[int, int] | None) -> bool:
    """`Russland bestreitet das, fordert aber Garantien`: a verb-first clause without a subject of its own goes on with the one before."""
    clause = found.clauses[cue.clause]
    if clause.kind != "main" or clause.finite is None or cue.clause == 0 or clause.finite != clause.first:
        return False
    before = found.clauses[cue.clause - 1]
    if before.kind == "quote" or found.tokens[clause.first - 1].text not in {",", "und"}:
        return False
    mains = [c for c in found.clauses[: cue.clause] if c.kind == "main" and c.finite is not None]
    if not mains or any(found.tokens[c.finite].mood == "sub" for c in mains if c.finite is not None):
        return False
    return own is None or not is_actor(found, own, reading.tables)


def shared(reading: Reading, found: View, cue: VerbCue) -> tuple[int, int] | None:
    """`X wies es zurück und forderte …`: the subject of the clause before is this one's too."""
    clause = found.clauses[cue.clause]
    kinds = {"main"} if clause.kind == "main" else {"main", "rel", "dass", "sub"}
    if _verb_last(found, clause):
        if cue.strength != "strong":
            return None
        kinds = {"rel", "dass", "sub", "wh", "ob"}
    told = clause.finite is not None and found.tokens[clause.finite].mood == "ind"
    for number in range(cue.clause - 1, -1, -1):
        before = found.clauses[number]
        if before.finite is None or before.kind not in kinds:
            continue
        if (
            clause.kind == "main"
            and told
            and (found.tokens[before.finite].mood == "sub" or found.quoted(before.finite))
        ):
            continue  # what was said in between
        own = subject(found, before, read_field(found, before), reading.tables)
        if _goes_on(found, number) and (own is None or not _nominative(found, own)):
            continue  # `X wies es zurück, nannte die Lage ernst und forderte …`
        return own
    return None


def _verb_last(found: View, clause: Clause) -> bool:
    """`der …, die sich abgewandt hat und einen Beitritt anstrebt`: joined to a subordinate clause, whose subject it shares."""
    words = [i for i in clause.own if found.tokens[i].tag[0] != "$"]
    return (
        clause.kind == "main" and len(words) > 2 and clause.finite == words[-1] and found.tokens[words[0]].tag == "KON"
    )


def _goes_on(found: View, number: int) -> bool:
    """Whether a main clause has nothing before its verb, not even a clause, as one has that shares its subject."""
    clause = found.clauses[number]
    lead = [i for i in clause.own if clause.finite is not None and i < clause.finite]
    bare = clause.kind == "main" and all(found.tokens[i].tag == "KON" for i in lead)
    return bare and number > 0 and (bool(lead) or found.clauses[number - 1].kind == "main")


def _nominative(found: View, source: tuple[int, int]) -> bool:
    """Whether a subject behind the verb is plainly one: a pronoun, a name, or a phrase with `der`."""
    first = found.tokens[source[0]]
    return first.tag in {"PPER", "NE"} or first.text == "der"


def entities_of(
    reading: Reading, found: View, cue: VerbCue, source: tuple[int, int] | None, *, inside: bool
) -> list[Entity]:
    """The actors that the source of a reporting verb stands for. inside: whether the clause itself is part of what somebody said."""
    if source is None:
        return _implied(reading) if inside and cue.passive else []
    clause, tokens = found.clauses[cue.clause], found.tokens
    if (
        source[1] - source[0] == 1
        and tokens[source[0]].tag in {"PRELS", "PWS", "ART", "PDS"}
        and clause.kind in {"rel", "wh"}
    ):
        source = antecedent(tokens, source[0]) or source
    if _bare_text(found, source) and (cue.passive or cue.rows[0].lemma == "heißen"):
        return carried_by(reading, found)
    finite = tokens[clause.finite].text.lower() if clause.finite is not None else ""
    plural = finite.endswith(("en", "n")) and finite not in {"kann", "begann", "gewann"}
    return reading.resolver.actors(tokens, source[0], source[1], plural=plural)


def _implied(reading: Reading) -> list[Entity]:
    """`Dem Nachbarn sei zugesagt worden, dass …`: inside somebody's speech a passive speaks of the speaker's own side."""
    speaker = reading.resolver.last_speaker
    if speaker is None or speaker.kind not in {"person", "office"} or len(speaker.codes) != 1:
        return []
    state = reading.tables.states.get(next(iter(speaker.codes)))
    return [entity_of(reading.resolver.cast, state)] if state else []


def by_phrase(reading: Reading, found: View, source: tuple[int, int]) -> list[Entity]:
    """The actors behind a source that is a phrase, or a possessive (`nach seiner Ansicht`)."""
    tokens = found.tokens
    if source[1] - source[0] == 1 and tokens[source[0]].tag == "PRELS":
        source = antecedent(tokens, source[0]) or source
    if source[1] - source[0] == 1 and tokens[source[0]].tag == "PPOSAT":
        word = "sie" if tokens[source[0]].text.lower().startswith("ihr") else "er"
        entity = reading.resolver.pronoun(word, tokens[source[0]].start)
        return [entity] if entity else []
    return reading.resolver.actors(tokens, source[0], source[1])


def carried_by(reading: Reading, found: View, *, words: bool = False) -> list[Entity]:
    """Who goes on speaking: the voice of the sentence before, else a person named shortly before.

    words: whether what goes on is in the subjunctive, so that the subject of the sentence before can be the one who speaks.
    """
    speaker = reading.resolver.last_speaker
    voice = voice_of(reading.drafts[reading.begun :])
    if voice is None and reading.sentence - reading.said_in <= 1:
        voice = reading.voice
    if voice is not None:
        return voice.entities[:1]
    acting = _acted_before(reading) if words else []
    if acting:
        return acting
    if words and speaker is not None and reading.sentence - reading.said_in <= _BACK:
        return [speaker]
    position = found.tokens[0].start
    near = [
        (last, e) for e in reading.resolver.cast.persons if 0 <= (last := e.last_before(position)) > position - _NEAR
    ]
    if near:
        return [max(near, key=lambda one: one[0])[1]]
    return [speaker] if speaker is not None else []


def _acted_before(reading: Reading) -> list[Entity]:
    """`Der Minister ist besorgt. Es gebe keinen Grund …`: somebody whom the sentence before tells about, as its subject."""
    found = reading.behind
    mains = [c for c in found.clauses if c.kind == "main" and c.finite is not None] if found else []
    if found is None or not mains:
        return []
    own = subject(found, mains[-1], read_field(found, mains[-1]), reading.tables)
    if own is None or not _definite(found, own) or not _somebody(found, own, reading.tables):
        return []
    return [e for e in reading.resolver.actors(found.tokens, *own) if e.kind != "group"][:1]


def _somebody(found: View, source: tuple[int, int], tables: Lookup) -> bool:
    """Whether a phrase names somebody itself, and not by an adjective only (`der talvonische Vorschlag`)."""
    words = found.tokens[source[0] : source[1]]
    named = any(t.tag in {"NE", "PPER"} or tables.role(t.text) or tables.body(t.text) or is_aged(t.text) for t in words)
    return named and is_actor(found, source, tables)


def _definite(found: View, source: tuple[int, int]) -> bool:
    """A name, a pronoun, or a phrase with `der`, `die`, `das`: not `zwei Menschen`, not `Rebellen`."""
    first = found.tokens[source[0]]
    if first.tag in {"NE", "PPER"}:
        return first.text.lower() != "es"
    if first.tag == "ART":
        return first.text.lower() in {"der", "die", "das"}
    return first.tag == "NN" and any(t.tag == "NE" for t in found.tokens[source[0] : source[1]])
