"""Whether a meeting was held, is under way, planned, called for or called off: by tense, verbs, attributes, prepositions."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.read.talk_nouns import NounPhrase
from depesche.read.talk_passage import Passage, Tense
from depesche.read.talk_words import TalkWords
from depesche.records import Time

Told = tuple[str, bool]  # the status, and whether a word tells it rather than the tense

_OWN = frozenset(["", "zu", "zum", "zur", "für", "auf", "um", "an", "in"])
_TOPICS = frozenset(["gen", "über", "von", "vom", "für", "gegen", "ohne", "mit", "um", "aus", "wegen", "zwischen"])
_OCCASIONS = frozenset(["bei", "beim", "in", "im", "während", "auf", "am", "an", "durch", "trotz"])
_BY_TENSE: dict[Tense, str] = {"past": "held", "future": "planned", "possible": "proposed"}
_GOVERNED = frozenset(["", "zu", "zum", "zur", "für", "gen"])
_GOVERNED_AT_ONCE = frozenset(["nach", "um", "auf", "an"])
_NEAR = 4  # tokens before a phrase in which a word governs it


def verb_status(
    passage: Passage, clause: int, kind: str, when: Sequence[Time], day: str | None, words: TalkWords | None = None
) -> Told | None:
    """The status of what a verb of meeting tells; None where it did not take place or is only supposed."""
    if passage.negated(clause) or passage.supposed(clause):
        return None
    tense = passage.tense(clause)
    if passage.found.clauses[clause].kind == "inf" and words is not None and _above_verb(passage, words, clause):
        return "proposed", True
    if tense in _BY_TENSE:
        status = _BY_TENSE[tense]
        return ("held" if status == "planned" and tense == "future" and _past(when, day) else status), True
    return _now(kind, when, day), False


def _above_verb(passage: Passage, words: TalkWords, clause: int) -> bool:
    """`weigerte sich, mit ihnen zu verhandeln`: what the clause above only calls for, offers or refuses."""
    parent = passage.found.clauses[clause].parent
    return parent is not None and parent < clause and _verb_word(passage, words, parent) == "proposed"


def noun_status(
    passage: Passage, words: TalkWords, phrase: NounPhrase, kind: str, when: Sequence[Time], day: str | None
) -> Told | None:
    """The status of a meeting that a noun names; None where the words make it worthless (`keine Gespräche`)."""
    tokens = passage.tokens
    clause = passage.clause_at.get(phrase.noun)
    if any(words.status("near", t.text.lower()) == "never" for t in tokens[max(0, phrase.start - 2) : phrase.noun]):
        return None
    if clause is not None and passage.supposed(clause) and phrase.prep in _OWN:
        return None
    attributes = [words.status("attribute", t.text.lower()) for t in tokens[phrase.start : phrase.noun]]
    told = next((status for status in attributes if status), None)
    if told in {"cancelled", "broken off", "proposed"}:
        return told, True
    governed = _governed(passage, words, phrase, clause)
    if governed:
        return governed, True
    if told:
        return told, True
    tense = passage.tense(clause) if clause is not None else "present"
    if clause is not None and tense == "present" and _at_present(passage, clause):
        return "under way", True
    about = clause is not None and any(words.status("topic", key) for key in passage.keys(clause))
    prep = "über" if about and phrase.prep in {"zu", "zum", "zur"} else phrase.prep
    return _by_preposition(prep, tense, kind, when, day)


def _at_present(passage: Passage, clause: int) -> bool:
    """`derzeit`, `gegenwärtig`: it is going on."""
    times = (passage.time_at.get(i) for i in passage.found.clauses[clause].own)
    return any(time is not None and time.value == "PRESENT_REF" for time in times)


def _by_preposition(prep: str, tense: Tense, kind: str, when: Sequence[Time], day: str | None) -> Told:
    if prep in {"nach", "seit"}:
        return ("planned", True) if tense == "future" and not _past(when, day) else ("held", True)
    if prep in {"vor", "bis"}:
        return ("held", False) if _past(when, day) else ("planned", tense != "past")
    if prep in {"zu", "zum", "zur"} and tense == "present" and not _past(when, day):
        return "planned", False
    if prep in _TOPICS:  # what is talked of says little of when it was
        ahead = _ahead(when, day) and tense == "future"
        return ("planned" if ahead else "under way" if kind == "talks" and tense != "past" else "held"), False
    if prep in _OCCASIONS and tense == "possible":
        return _now(kind, when, day), False
    if tense in _BY_TENSE:
        status = _BY_TENSE[tense]
        return ("held" if status == "planned" and _past(when, day) else status), prep == ""
    return _now(kind, when, day), False


def _governed(passage: Passage, words: TalkWords, phrase: NounPhrase, clause: int | None) -> str | None:
    """The status that the verb of its clause, or a noun or adjective before it, tells (`bereit zu`, `fordert`, `sagte ab`)."""
    status = _near(passage, words, phrase)
    if status or clause is None or phrase.prep not in _OWN:
        return status
    found = _verb_word(passage, words, clause)
    if phrase.prep == "in" or (phrase.prep == "auf" and found != "proposed"):
        found = None  # `auf einem Treffen vereinbart` tells where, `auf ein Treffen gedrängt` what for
    found = found or _above(passage, words, phrase, clause)
    negated = passage.negated(clause)
    if found in {"cancelled", "broken off"} and (negated or passage.tense(clause) in {"future", "possible"}):
        return None
    return found


def _near(passage: Passage, words: TalkWords, phrase: NounPhrase) -> str | None:
    """What a noun or adjective before the phrase tells: `bereit zu Gesprächen`; some prepositions must follow it at once."""
    reach = _NEAR if phrase.prep in _GOVERNED else 1 if phrase.prep in _GOVERNED_AT_ONCE else 0
    for i in range(max(0, phrase.start - reach), phrase.start):
        status = words.status("near", passage.tokens[i].text)
        stopped = any(token.text in {",", "."} for token in passage.tokens[i : phrase.start])
        if status in {"proposed", "planned"} and not stopped:
            return status
    return None


def _above(passage: Passage, words: TalkWords, phrase: NounPhrase, clause: int) -> str | None:
    """What the clause above an infinitive or `dass` clause tells: `forderte, Verhandlungen aufzunehmen`, `die Bereitschaft, ...`."""
    inner = passage.found.clauses[clause]
    direct = phrase.prep in {"", "in"} or any(words.status("verb", v) == "tense" for _, v, _ in passage.verbs(clause))
    if inner.kind not in {"inf", "dass"} or inner.parent is None or not direct:
        return None
    told = {_verb_word(passage, words, inner.parent)}
    if inner.kind == "inf":
        told |= {words.status("near", passage.tokens[i].text) for i in passage.found.clauses[inner.parent].own}
    return "proposed" if "proposed" in told else None


def _verb_word(passage: Passage, words: TalkWords, clause: int) -> str | None:
    for key in passage.keys(clause):
        status = words.status("verb", key)
        if status in {"cancelled", "broken off", "planned", "proposed"}:
            return status
    return None


def _now(kind: str, when: Sequence[Time], day: str | None) -> str:
    """What the present means: by the day where one is named; else talks go on, and a meeting is ahead."""
    if _past(when, day):
        return "held"
    if _ahead(when, day):
        return "planned"
    return (
        "under way"
        if kind in {"talks", "session", "round", "conference"}
        else "planned"
        if kind == "visit"
        else "under way"
    )


def _past(when: Sequence[Time], day: str | None) -> bool:
    """Whether the times lie behind the report's day, or are told as past where it is not known."""
    if not when:
        return False
    if day and all(time.value[:4].isdigit() for time in when):
        return all(time.value[:10] < day[: len(time.value[:10])] for time in when)
    return all(time.anchor is not None and time.anchor.direction == "past" for time in when)


def _ahead(when: Sequence[Time], day: str | None) -> bool:
    if not when:
        return False
    if day and all(time.value[:4].isdigit() for time in when):
        return all(time.value[:10] >= day[: len(time.value[:10])] for time in when)
    return any(time.anchor is not None and time.anchor.direction == "future" for time in when)
