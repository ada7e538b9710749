"""The other parts of a reporting clause: the agent of a passive, the addressee, the occasion."""

from __future__ import annotations

from collections.abc import Iterable

from depesche.language.segments import PARTICIPLE
from depesche.read.attached import phrases_behind
from depesche.read.fields import PEOPLE, Field, actor_like, is_actor
from depesche.read.lookup import Lookup
from depesche.read.phrases import Phrase, coordinated
from depesche.read.view import View

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
_PLAIN_DATIVES = frozenset(["dem", "der", "den", "einem", "einer", "diesem", "dieser"])
_PLURAL_DATIVES = frozenset(
    ["seinen", "ihren", "unseren", "diesen", "allen", "vielen", "einigen", "zahlreichen", "beiden"]
)
_BASES = {"zum": "zu", "zur": "zu", "vom": "von", "beim": "bei", "ans": "an", "am": "an"}
_WITH_IT = frozenset(["mit", "in", "im", "zur", "zum"])


def agent(found: View, field: Field, tables: Lookup) -> tuple[int, int] | None:
    """The `von` phrase of a passive: who utters."""
    phrases = [p for p in field.preps if found.tokens[p.start].text.lower() in {"von", "vom", "durch"}]
    by = [(p.start + 1, p.end) for p in phrases if not _of_a_noun(found, p)]
    if by:  # `die Menge von Briefen wird von der Werft bestritten`
        return next((body for body in by if len(by) > 1 and is_actor(found, body, tables)), by[0])
    for phrase in field.preps:  # `beim Roten Kreuz wurde betont`
        body = (phrase.start + 1, phrase.end)
        if found.tokens[phrase.start].text.lower() in {"bei", "beim", "seitens"} and is_actor(found, body, tables):
            return body
    return None


def _of_a_noun(found: View, phrase: Phrase) -> bool:
    """`Der Regierung unter der Führung von Pell wird vorgeworfen`: between a noun and the verb behind the first field it is no agent."""
    tokens = found.tokens
    before, behind = phrase.start - 1, phrase.end
    return before >= 0 and tokens[before].tag == "NN" and behind < len(tokens) and tokens[behind].tag == "VAFIN"


def addressee(
    found: View, field: Field, wanted: Iterable[str], source: tuple[int, int] | None, tables: Lookup
) -> tuple[int, int] | None:
    """To whom it is said, where the lexicon says it stands, or behind gegenüber; `vor Reportern` is an occasion."""
    wanted = set(wanted)
    tokens = found.tokens
    taken = range(*source) if source else range(0)
    passive = any(t.lemma.lower() == "werden" for t in tokens)
    for phrase in field.nouns:
        if (
            phrase.start in taken
            or _before_conjunct(found, field, phrase)
            or tokens[phrase.head].tag in {"PRF", "PRELS"}
            or tokens[phrase.head].text.lower() in {"es", "sich"}
        ):
            continue
        if "dat" in wanted and _dative(found, phrase, tables, sourced=passive or source is not None, passive=passive):
            return phrase.start, _whole(found, phrase, tables, passive=passive)
        if "acc" in wanted and actor_like(found, phrase, tables):
            return phrase.start, _whole(found, phrase, tables, passive=passive)
    return _behind_preposition(found, field, wanted, taken, tables)


def _behind_preposition(
    found: View, field: Field, wanted: set[str], taken: range, tables: Lookup
) -> tuple[int, int] | None:
    tokens = found.tokens
    for phrase in field.preps:
        prep = tokens[phrase.prep].text.lower() if phrase.prep is not None else ""
        base = _BASES.get(prep, prep)
        attached = phrase.start > 0 and tokens[phrase.start - 1].tag in {"NN", "NE"} and phrase.start - 1 not in taken
        if phrase.start in taken or (attached and base != "gegenüber"):
            continue
        if base == "zu" and _about_a_thing(found, phrase, tables):
            continue
        if base == "gegenüber" or (
            base in wanted and base not in {"vor", "in"} and (base == "an" or actor_like(found, phrase, tables))
        ):
            return phrase.start, phrase.end
    return None


def _about_a_thing(found: View, phrase: Phrase, tables: Lookup) -> bool:
    """`sagte zu Moskaus Forderung`: somebody's thing is what is spoken of, nobody who is spoken to."""
    last, before = found.tokens[phrase.end - 1], found.tokens[phrase.end - 2]
    owned = before.tag == "NE" and before.text.endswith("s")
    return owned and last.tag == "NN" and tables.role(last.text) is None and tables.body(last.text) is None


def _whole(found: View, phrase: Phrase, tables: Lookup, *, passive: bool) -> int:
    """Where an addressee ends, with those joined to it and with what its noun carries, but not the `von` phrase of a passive."""
    tokens = found.tokens
    end = coordinated(tokens, phrase, len(tokens))[-1].end
    behind = tokens[end].text.lower() if end < len(tokens) else ""
    if not (passive and behind in {"von", "vom"}) and behind not in {"bei", "beim"}:
        end = phrases_behind(tokens, end, len(tokens), tables)
    return end


def _before_conjunct(found: View, field: Field, phrase: Phrase) -> bool:
    """`hat Truppen zusammengezogen und die Allianz aufgefordert`: what stands before a participle and `und` is of another verb."""
    last = max((p.end for p in (*field.nouns, *field.preps)), default=0)
    tokens = found.tokens
    return any(tokens[i].tag == "KON" and tokens[i - 1].tag in PARTICIPLE for i in range(phrase.end, last))


def object_addressed(found: View, field: Field, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """The accusative of a verb whose content is a clause: the one asked, warned or accused, whoever it is."""
    taken = range(*source) if source else range(0)
    for phrase in field.nouns:
        first = found.tokens[phrase.start].text.lower()
        if phrase.start not in taken and found.tokens[phrase.head].tag in {"NN", "NE"} and first not in _NO_ACCUSATIVE:
            return phrase.start, phrase.end
    return None


_NO_ACCUSATIVE = frozenset(["der", "dem", "des", "einem", "einer", "eines"])


def _dative(found: View, phrase: Phrase, tables: Lookup, *, sourced: bool, passive: bool) -> bool:
    first = found.tokens[phrase.start].text.lower()
    if passive and first in _PLAIN_DATIVES and phrase.start == found.clauses[0].first:
        return True  # `Dem Orden wird vorgeworfen, …`
    if first in {"dem", "ihm", "ihnen", "einem", "seinem", "ihrem", "diesem", "den"} or first in {"mir", "uns", "ihr"}:
        return actor_like(found, phrase, tables)
    if first in {"der", "einer", "seiner", "ihrer", "dieser", "mehreren"}:
        return actor_like(found, phrase, tables)
    if first in _PLURAL_DATIVES and found.tokens[phrase.head].text.endswith("n"):
        return actor_like(found, phrase, tables)
    words = [found.tokens[i].text for i in range(phrase.start, phrase.end)]
    if words[-1].lower() in PEOPLE:
        return True
    # A bare name is rather the subject where no other is found, and an apposition behind a comma.
    bare = sourced and found.tokens[phrase.start - 1].text != ","
    return bare and found.tokens[phrase.start].tag in {"NE", "ADJA", "NN"} and actor_like(found, phrase, tables)


def occasion(found: View, field: Field) -> tuple[int, int] | None:
    """Where it was said: `auf einer Pressekonferenz`, `vor Journalisten`, `in einem Interview mit der Zeit`."""
    tokens = found.tokens
    for number, phrase in enumerate(field.preps):
        prep = tokens[phrase.start].text.lower()
        head = tokens[phrase.head].text.lower()
        if prep == "vor" and head in PEOPLE:
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
