"""The parts of a reporting clause: source, addressee, occasion, and what is left for a reported act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from depesche.language.clauses import Clause
from depesche.language.segments import FINITE
from depesche.read.lookup import Lookup
from depesche.read.phrases import Phrase, antecedent, coordinated, may_be_subject, noun_phrase, prepositional_phrase
from depesche.read.view import View

_PEOPLE = frozenset(
    [
        "journalisten",
        "reportern",
        "reporter",
        "journalistinnen",
        "medienvertretern",
        "medien",
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
_OCCASIONS = [
    "pressekonferenz",
    "interview",
    "gespräch",
    "telefonkonferenz",
    "telefonschalte",
    "telefonat",
    "telefon-briefing",
    "briefing",
    "rede",
    "ansprache",
    "sitzung",
    "debatte",
    "veranstaltung",
    "besuch",
    "treffen",
    "mitteilung",
    "erklärung",
    "stellungnahme",
    "brief",
    "schreiben",
    "bericht",
    "fernsehansprache",
    "sendung",
    "talkshow",
    "konferenz",
    "parlament",
    "bundestag",
    "parteitag",
    "kundgebung",
    "videobotschaft",
    "video",
    "videoschalte",
    "auftritt",
    "gipfel",
    "rande",
    "kommentar",
    "beitrag",
    "aussendung",
    "presseaussendung",
    "pressemitteilung",
    "twitter",
    "facebook",
    "podcast",
    "fernsehen",
    "radio",
    "rundfunk",
]
_OCCASION_PREPS = frozenset(
    ["auf", "bei", "beim", "in", "im", "vor", "am", "während", "via", "über", "per", "anlässlich", "nach", "zu"]
)
_WITH_IT = frozenset(["mit", "in", "im", "zur", "zum"])
_DEMONSTRATIVE = frozenset(["PDS", "PIS"])


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


def subject(found: View, clause: Clause, field: Field, tables: Lookup) -> tuple[int, int] | None:
    """The token range of the subject: who utters, in the active voice."""
    tokens = found.tokens
    finite = clause.finite if clause.finite is not None else clause.last
    verbal = clause.finite is not None and tokens[clause.finite].text.lower().endswith(("en", "n"))
    best: tuple[float, int, Phrase] | None = None
    for order, phrase in enumerate(field.nouns):
        if not may_be_subject(tokens, phrase) or _set_off(found, field, phrase):
            continue
        if phrase.start and tokens[phrase.start - 1].tag == "KOKOM":
            continue  # `ebenso wie andere Länder argumentierte Indien`
        weight = _subject_weight(found, clause, phrase, tables) - 0.45 * order
        if verbal and tokens[phrase.head].text.lower() == "es":
            weight -= 2
        if (
            tokens[phrase.head].text == "sie"
            and phrase.start > finite
            and _somebody_ahead(found, field, finite, tables)
        ):
            weight -= 2.5
        if best is None or weight > best[0]:
            best = (weight, order, phrase)
    if best is None:
        return _noble(found, field, finite)
    phrase = best[2]
    if tokens[phrase.head].tag == "PRF" or tokens[phrase.head].text.lower() == "sich":
        return None
    return _widened(found, clause, phrase, finite, tables)


def _somebody_ahead(found: View, field: Field, finite: int, tables: Lookup) -> bool:
    """`Die Behörde hatte sie aufgefordert`: somebody in one, named ahead of the verb, is the subject rather than `sie` behind it."""
    for phrase in field.nouns:
        if phrase.start >= finite or not may_be_subject(found.tokens, phrase):
            continue
        head = found.tokens[phrase.head].text
        named = tables.name_at([head], 0)
        one = named is None or named[1].gender != "pl"
        return one and any((named, tables.role(head), tables.body(head)))
    return False


def _noble(found: View, field: Field, finite: int) -> tuple[int, int] | None:
    """`sagte von Notz`: what looks like a phrase with `von` right behind the verb is a name when nothing else is the subject."""
    for phrase in field.preps:
        name = found.tokens[phrase.start].text == "von" and found.tokens[phrase.start + 1].tag == "NE"
        if name and phrase.start == finite + 1:
            return phrase.start, phrase.end
    return None


def _set_off(found: View, field: Field, phrase: Phrase) -> bool:
    """`Anna Weiß, Ministerin des Landes, sagte`: an apposition is no subject of its own, the name before it is."""
    comma = phrase.start - 1
    if comma < 1 or found.tokens[comma].text != ",":
        return False
    return any(p.end == comma and found.tokens[p.end - 1].tag == "NE" for p in field.nouns)


def _subject_weight(found: View, clause: Clause, phrase: Phrase, tables: Lookup) -> float:
    """How likely a phrase is the one that utters: by case, by kind, by place."""
    tokens = found.tokens
    head, first = tokens[phrase.head], tokens[phrase.start].text.lower()
    weight = 0.0
    if head.tag == "PPER" and head.text.lower() in {"er", "sie", "ich", "wir", "man"}:
        weight += 3.0
    if head.tag == "PPER" and head.text.lower() == "es":
        weight += 1.0
    if head.tag in {"PRELS", "PWS"} and phrase.start <= clause.first + 1:
        weight += 1.6 if _goes_back_to_somebody(found, phrase.head, tables) else 0.4
    words = [tokens[i].text for i in range(phrase.start, phrase.end)]
    if any(tables.role(w) or tables.body(w) or w in tables.demonyms for w in words):
        weight += 1.5
    if any(tokens[i].tag == "NE" for i in range(phrase.start, phrase.end)) or any(
        tables.name_at(words, k) for k in range(len(words))
    ):
        weight += 1.2
    if first == "der":
        role = tables.role(head.text)
        body = tables.body(head.text)
        named = tables.name_at([head.text], 0)
        feminine = (role.gender if role else body.gender if body else "") == "f"
        feminine = feminine or (named is not None and named[1].gender in {"die", "pl"})
        weight += -2.5 if feminine else 1.0
    if head.tag in _DEMONSTRATIVE:
        weight -= 0.5
    return weight


def _goes_back_to_somebody(found: View, relative: int, tables: Lookup) -> bool:
    """Whether a relative pronoun can be the one who utters: it goes back to a person, a body, a state."""
    back = antecedent(found.tokens, relative)
    return back is not None and _actor_like(found, Phrase(back[0], back[1], back[0]), tables)


def _widened(found: View, clause: Clause, phrase: Phrase, finite: int, tables: Lookup) -> tuple[int, int]:
    """The whole constituent: all of the field before the verb, or in the middle field joined members, `von` phrases and a name set off."""
    tokens = found.tokens
    own = set(clause.own)
    end = phrase.end
    if clause.kind == "main" and phrase.start == _field_start(found, clause) and phrase.start < finite:
        end = finite
        while end - 1 > phrase.head and (end - 1 not in own or tokens[end - 1].tag in {"ADV", "$,", "ADJD", "PROAV"}):
            end -= 1
        if not any(tokens[i].tag[0] == "V" for i in range(phrase.start, end) if i in own):
            return phrase.start, end
        end = phrase.end
    members = coordinated(tokens, phrase, min(clause.last + 1, finite if finite > phrase.start else clause.last + 1))
    end = members[-1].end if all(m.start in own for m in members) else end
    while (inner := _dependent(found, end, own)) is not None:
        end = inner
    if end + 1 < len(tokens) and tokens[end].text == "," and end + 1 in own:
        name = noun_phrase(tokens, end + 1, _run_end(own, end + 1))
        while name is not None and (more := _dependent(found, name.end, own)) is not None:
            name = Phrase(name.start, more, name.head)
        if name is not None and _apposition(found, name, tables):
            end = name.end
    return phrase.start, end


def _run_end(own: set[int], i: int) -> int:
    while i in own:
        i += 1
    return i


def _field_start(found: View, clause: Clause) -> int:
    for i in clause.own:
        if found.tokens[i].tag not in {"KON", "$("} or found.tokens[i].text == "(":
            return i
    return clause.first


def _dependent(found: View, end: int, own: set[int]) -> int | None:
    """A `von`, `für` or `im` phrase that belongs to a role before it (`ein Sprecher von Siemens`)."""
    if end not in own or found.tokens[end].text.lower() not in {"von", "vom", "für", "beim"}:
        return None
    inner = prepositional_phrase(found.tokens, end, _run_end(own, end))
    return inner.end if inner else None


def _apposition(found: View, phrase: Phrase, tables: Lookup) -> bool:
    """A name or role set off by commas."""
    tokens = found.tokens
    after = tokens[phrase.end].tag[0] == "$" if phrase.end < len(tokens) else True
    named = (
        tokens[phrase.head].tag == "NE" or tokens[phrase.start].tag == "ART" or tables.role(tokens[phrase.head].text)
    )
    return after and bool(named) and not any(tokens[i].tag in FINITE for i in range(phrase.start, phrase.end))


def agent(found: View, field: Field, tables: Lookup) -> tuple[int, int] | None:
    """The `von` phrase of a passive: who utters."""
    for phrase in field.preps:
        if found.tokens[phrase.start].text.lower() in {"von", "vom", "durch"}:
            return phrase.start + 1, phrase.end
    for phrase in field.preps:  # `beim Roten Kreuz wurde betont`
        body = (phrase.start + 1, phrase.end)
        if found.tokens[phrase.start].text.lower() in {"bei", "beim", "seitens"} and is_actor(found, body, tables):
            return body
    return None


def addressee(
    found: View, field: Field, wanted: Iterable[str], source: tuple[int, int] | None, tables: Lookup
) -> tuple[int, int] | None:
    """To whom it is said, where the lexicon says it stands; `vor Reportern` is an occasion."""
    wanted = set(wanted)
    tokens = found.tokens
    taken = range(*source) if source else range(0)
    for phrase in field.nouns:
        if (
            phrase.start in taken
            or tokens[phrase.head].tag in {"PRF", "PRELS"}
            or tokens[phrase.head].text.lower() in {"es", "sich"}
        ):
            continue
        if "dat" in wanted and _dative(found, phrase, tables):
            return phrase.start, phrase.end
        if "acc" in wanted and _actor_like(found, phrase, tables):
            return phrase.start, phrase.end
    for phrase in field.preps:
        prep = tokens[phrase.prep].text.lower() if phrase.prep is not None else ""
        base = {"zum": "zu", "zur": "zu", "vom": "von", "beim": "bei", "ans": "an", "am": "an"}.get(prep, prep)
        attached = phrase.start > 0 and tokens[phrase.start - 1].tag in {"NN", "NE"} and phrase.start - 1 not in taken
        if phrase.start in taken or (attached and base != "gegenüber"):
            continue
        if base in wanted and base not in {"vor", "in"} and _actor_like(found, phrase, tables):
            return phrase.start, phrase.end
    return None


def object_addressed(found: View, field: Field, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """The accusative of a verb whose content is a clause: the one asked, warned or accused, whoever it is."""
    taken = range(*source) if source else range(0)
    for phrase in field.nouns:
        first = found.tokens[phrase.start].text.lower()
        if phrase.start not in taken and found.tokens[phrase.head].tag in {"NN", "NE"} and first not in _NO_ACCUSATIVE:
            return phrase.start, phrase.end
    return None


_NO_ACCUSATIVE = frozenset(["der", "dem", "des", "einem", "einer", "eines"])


def _dative(found: View, phrase: Phrase, tables: Lookup) -> bool:
    first = found.tokens[phrase.start].text.lower()
    if first in {"dem", "ihm", "ihnen", "einem", "seinem", "ihrem", "diesem", "den"} or first in {"mir", "uns", "ihr"}:
        return _actor_like(found, phrase, tables)
    if first in {"der", "einer", "seiner", "ihrer", "dieser", "mehreren"}:
        return _actor_like(found, phrase, tables)
    words = [found.tokens[i].text for i in range(phrase.start, phrase.end)]
    if words[-1].lower() in _PEOPLE:
        return True
    return found.tokens[phrase.start].tag in {"NE", "ADJA", "NN"} and _actor_like(found, phrase, tables)


def _actor_like(found: View, phrase: Phrase, tables: Lookup) -> bool:
    """Whether the head of a phrase is somebody who can act: a person, a role, a body, a state, a people."""
    tokens = found.tokens
    if tokens[phrase.head].tag == "PPER":
        return True
    head = phrase.head
    if head == phrase.start and tokens[head].tag not in {"NN", "NE", "NNI", "NNA", "FM", "XY"}:
        nouns = (i for i in range(phrase.start, phrase.end) if tokens[i].tag in {"NN", "NE", "NNA", "FM", "XY"})
        head = next(nouns, phrase.end - 1)
    word = tokens[head].text
    if tables.role(word) or tables.body(word) or word in tables.demonyms or word.lower() in _PEOPLE:
        return True
    words = [tokens[i].text for i in range(phrase.start, phrase.end)]
    if any(tables.name_at(words, k) for k in range(head - phrase.start + 1)):
        return True
    if word.endswith(("-Jährige", "-Jähriger", "-jährige", "-jähriger")):
        return True
    return tokens[head].tag == "NE" or (head + 1 < phrase.end and tokens[head + 1].tag == "NE")


def occasion(found: View, field: Field) -> tuple[int, int] | None:
    """Where it was said: `auf einer Pressekonferenz`, `vor Journalisten`, `in einem Interview mit der Zeit`."""
    tokens = found.tokens
    for number, phrase in enumerate(field.preps):
        prep = tokens[phrase.start].text.lower()
        head = tokens[phrase.head].text.lower()
        if prep == "vor" and head in _PEOPLE:
            return phrase.start, phrase.end
        spoken = head.rpartition("-")[2].endswith(tuple(_OCCASIONS))
        if spoken and prep in _OCCASION_PREPS and prep not in {"nach", "zu", "vor"}:
            end = phrase.end
            for after in field.preps[number + 1 :]:
                if after.start != end or tokens[after.start].text.lower() not in _WITH_IT:
                    break
                end = after.end
            return phrase.start, end
    return None


def is_actor(found: View, source: tuple[int, int], tables: Lookup) -> bool:
    """Whether the subject is somebody who can act: a pronoun, a name, a role, a body."""
    phrase = Phrase(source[0], source[1], source[0])
    tokens = found.tokens
    if source[1] - source[0] == 1 and tokens[source[0]].tag == "PRELS":
        return _goes_back_to_somebody(found, source[0], tables)
    if source[1] - source[0] == 1 and tokens[source[0]].tag in {"PPER", "PIS"}:
        return tokens[source[0]].text.lower() not in {"es", "das", "dies", "alles"}
    return _actor_like(found, phrase, tables)
