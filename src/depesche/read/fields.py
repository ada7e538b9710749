"""The phrases of a clause, and which of them are somebody who can act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from depesche.language.clauses import Clause
from depesche.read.lookup import Lookup
from depesche.read.phrases import Phrase, antecedent, coordinated, noun_phrase, prepositional_phrase
from depesche.read.view import View

PEOPLE = frozenset(
    [
        "journalisten",
        "reportern",
        "reporter",
        "journalistinnen",
        "medienvertretern",
        "medien",
        "gegenseite",
        "presse",
        "abgeordneten",
        "anhängern",
        "zuschauern",
        "zuhörern",
        "delegierten",
        "studenten",
        "agentur",
        "nachrichtenagentur",
        "nachrichtenagenturen",
        "zeitung",
        "zeitungen",
        "sender",
        "blatt",
        "magazin",
        "bild",
        "spiegel",
    ]
)


@dataclass(slots=True)
class Field:
    """The phrases of a clause in their order, as ranges of token indices."""

    nouns: list[Phrase]
    preps: list[Phrase]


def read_field(found: View, clause: Clause, skip: Iterable[int] = ()) -> Field:
    """Cut the tokens of a clause into noun phrases and prepositional phrases."""
    own = [i for i in clause.own if i not in set(skip)]
    allowed = set(own)
    nouns: list[Phrase] = []
    preps: list[Phrase] = []
    position = -1
    for i in own:
        if i < position or found.in_block(i):
            continue
        end = i
        while end in allowed:
            end += 1
        phrase = prepositional_phrase(found.tokens, i, end)
        if phrase is not None:
            # `zwischen den USA und Russland`: what is joined inside the phrase is no subject
            phrase = replace(phrase, end=coordinated(found.tokens, phrase, end)[-1].end)
            preps.append(phrase)
        else:
            phrase = noun_phrase(found.tokens, i, end)
            if phrase is None:
                continue
            nouns.append(phrase)
        position = phrase.end
    return Field(nouns, preps)


def is_actor(found: View, source: tuple[int, int], tables: Lookup) -> bool:
    """Whether the subject is somebody who can act: a pronoun, a name, a role, a body."""
    phrase = Phrase(source[0], source[1], source[0])
    tokens = found.tokens
    if source[1] - source[0] == 1 and tokens[source[0]].tag == "PRELS":
        return goes_back_to_somebody(found, source[0], tables)
    if source[1] - source[0] == 1 and tokens[source[0]].tag in {"PPER", "PIS"}:
        return tokens[source[0]].text.lower() not in {"es", "das", "dies", "alles"}
    return actor_like(found, phrase, tables)


def actor_like(found: View, phrase: Phrase, tables: Lookup) -> bool:
    """Whether the head of a phrase is somebody who can act: a person, a role, a body, a state, a people."""
    tokens = found.tokens
    if tokens[phrase.head].tag == "PPER":
        return True
    head = phrase.head
    if head == phrase.start and tokens[head].tag not in {"NN", "NE", "NNI", "NNA", "FM", "XY"}:
        nouns = (i for i in range(phrase.start, phrase.end) if tokens[i].tag in {"NN", "NE", "NNA", "FM", "XY"})
        head = next(nouns, phrase.end - 1)
    word = tokens[head].text
    if tables.role(word) or tables.body(word) or word in tables.demonyms or word.lower() in PEOPLE:
        return True
    words = [tokens[i].text for i in range(phrase.start, phrase.end)]
    if any(tables.name_at(words, k) for k in range(head - phrase.start + 1)):
        return True
    if word.endswith(("-Jährige", "-Jähriger", "-jährige", "-jähriger")):
        return True
    return tokens[head].tag == "NE" or (head + 1 < phrase.end and tokens[head + 1].tag == "NE")


def goes_back_to_somebody(found: View, relative: int, tables: Lookup) -> bool:
    """Whether a relative pronoun can be the one who utters: it goes back to a person, a body, a state."""
    back = antecedent(found.tokens, relative)
    return back is not None and actor_like(found, Phrase(back[0], back[1], back[0]), tables)
