"""What may play a role in an event: the phrases of its clause, and the other clauses of its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.language.clauses import Clause
from depesche.read.event_words import Word, base, form
from depesche.read.fields import read_field
from depesche.read.lexicon import Lexicon
from depesche.read.lookup import Lookup
from depesche.read.phrases import noun_phrase, prepositional_phrase
from depesche.read.subjects import subject
from depesche.read.view import View

NONE = "-"
_FAR = 4
_LICENCES = {"dass": "dass", "ob": "ob", "wh": "wh", "inf": "zu", "main": "v2", "quote": "quote", "sub": "v2"}
_FULL_FORM = {"am": "an", "im": "in", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei", "ans": "an", "ins": "in"}
_OBJECTS = frozenset(["acc", "dat", "als", "gen", "refl"])
_CASES = {
    **dict.fromkeys(("den", "einen", "ihn", "diesen", "keinen", "mich", "unseren", "jeden"), "acc"),
    **dict.fromkeys(("dem", "einem", "ihm", "ihnen", "mir", "einer", "diesem", "allen"), "dat"),
    **dict.fromkeys(("das", "es", "was", "dies", "etwas", "nichts", "alles"), "thing"),
    **dict.fromkeys(("ich", "er", "wir", "man", "wer", "niemand", "jeder"), "nom"),
    **dict.fromkeys(("die", "sie", "der", "uns", "eine"), "both"),
    "als": "als",
    "wie": "wie",
}
_REACH = 12  # clauses either side; so the work for a sentence does not grow with the square of its clauses


@dataclass(frozen=True, slots=True)
class Item:
    """Tokens that play one role together. shape: np, pp, word or clause; clause: which of the sentence's it is or stands in."""

    tokens: tuple[int, ...]
    shape: str
    clause: int


def items(found: View, word: Word) -> list[Item]:
    """The phrases and words of an event's own clause, and every other clause as a whole, in the order of the text."""
    own = found.clauses[word.clause]
    out = list(_phrases(found, own, word))
    first = max(0, word.clause - _REACH)
    for number, clause in enumerate(found.clauses[first : word.clause + _REACH + 1], start=first):
        if number != word.clause:
            kept = _trimmed(found, clause.own)
            if kept:
                out.append(Item(tuple(kept), "clause", number))
    return sorted(out, key=lambda item: item.tokens[0])


def _trimmed(found: View, own: Sequence[int]) -> list[int]:
    kept = list(own)
    while kept and found.tokens[kept[0]].tag in {"$,", "$."}:
        kept.pop(0)
    while kept and found.tokens[kept[-1]].tag in {"$,", "$."}:
        kept.pop()
    return kept


def _phrases(found: View, clause: Clause, word: Word) -> Iterator[Item]:
    """The clause's own phrases; words of its verbs, and the event's own, are none."""
    cue = set(word.cue)
    allowed = [i for i in clause.own if i not in cue]
    place = 0
    inside = set(allowed)
    while place < len(allowed):
        i = allowed[place]
        token = found.tokens[i]
        if token.tag[0] in "$V" or token.tag in {"PTKVZ", "PTKZU"}:
            place += 1
            continue
        end = i
        while end in inside:
            end += 1
        phrase = prepositional_phrase(found.tokens, i, end)
        shape = "pp" if phrase else "np"
        phrase = phrase or noun_phrase(found.tokens, i, end)
        stop = phrase.end if phrase else i + 1
        yield Item(tuple(range(i, stop)), shape if phrase else "word", word.clause)
        while place < len(allowed) and allowed[place] < stop:
            place += 1


@dataclass(frozen=True, slots=True)
class Governed:
    """What the word of an event asks for: its subject, and by the lexicon the frames of its content and its addressee."""

    subject: tuple[int, int] | None
    frames: frozenset[str]
    addressee: frozenset[str]


def governed(found: View, word: Word, tables: Lookup, cues: Lexicon) -> Governed:
    """What the word of an event asks for; a noun has no subject."""
    lemma = word.lemma.partition("+")[0]
    rows = cues.verbs.get(lemma, ()) if word.kind in {"verb", "idiom"} else ()
    noun = cues.nouns.get(lemma.capitalize()) if not rows else None
    frames = frozenset().union(*(row.frames for row in rows), noun.frames if noun else frozenset())
    own = None
    if word.kind in {"verb", "idiom"}:
        clause = found.clauses[word.clause]
        own = subject(found, clause, read_field(found, clause, word.cue), tables)
    return Governed(own, frames, frozenset(case for row in rows for case in row.addressee))


def item_features(found: View, word: Word, item: Item, asked: Governed) -> list[str]:
    """What is known of an item that tells which role it plays. asked: what the word of the event asks for.

    What came before it is added while roles are given.
    """
    lemma, kind = word.lemma, word.kind
    side = "before" if item.tokens[0] < word.at else "behind"
    out = ["any", f"{item.shape} {side}", f"{kind} {item.shape} {side}"]
    if item.shape == "clause":
        return out + _clause_features(found, word, item, asked)
    head = found.tokens[item.tokens[0]]
    short = form(head) if head.tag[0] in "PA" else head.tag
    near = min(_FAR, abs(item.tokens[0] - word.at)) if side == "behind" else min(_FAR, abs(item.tokens[-1] - word.at))
    out += [f"first {short}", f"{kind} first {short}", f"{lemma} first {short}", f"{kind} {item.shape} {side} {near}"]
    out += [
        f"{kind} first {short} {side}",
        f"tag {head.tag} {side} {kind}",
        f"{lemma} {item.shape}",
        f"{lemma} {item.shape} {side}",
    ]
    last = found.tokens[item.tokens[-1]]
    out += [f"{kind} last {last.tag} {item.shape}", f"last {base(last)} {item.shape}"]
    clause = found.clauses[word.clause]
    out += [f"{kind} in {clause.kind} {item.shape} {side}", f"{kind} first {short} in {clause.kind}"]
    out += _asked_for(found, item, asked, side)
    if kind in {"verb", "idiom"}:
        out += _subject_features(found, word, item, asked.subject)
    elif head.tag == "PPOSAT":
        out.append(f"possessive {word.at - item.tokens[0]}")
    return out


def _subject_features(found: View, word: Word, item: Item, own: tuple[int, int] | None) -> list[str]:
    clause = found.clauses[word.clause]
    is_subject = own is not None and own[0] < item.tokens[-1] + 1 and item.tokens[0] < own[1]
    passive = any(found.tokens[i].lemma.lower() == "werden" for i in clause.own) and found.tokens[word.at].tag == "VVPP"
    voice = "passive" if passive else "infinitive" if clause.kind in {"inf", "um"} else "active"
    out = [f"subject {is_subject} {voice} {item.shape}", f"{word.lemma} subject {is_subject} {voice}"]
    return [*out, f"subject {is_subject} {voice} {form(found.tokens[item.tokens[0]])}"]


def _asked_for(found: View, item: Item, asked: Governed, side: str) -> list[str]:
    """Whether the lexicon has the word with such a phrase: a preposition of its own, an object, an addressee."""
    head = found.tokens[item.tokens[0]]
    prep = _FULL_FORM.get(head.text.lower(), head.text.lower())
    if item.shape == "pp":
        return [
            f"asked {f'pp:{prep}' in asked.frames} {prep in asked.addressee} pp",
            f"asked {f'pp:{prep}' in asked.frames} {prep}",
        ]
    case = _CASES.get(head.text.lower(), "any")
    wants = " ".join(sorted(asked.frames & _OBJECTS)) or "none"
    to = " ".join(sorted(asked.addressee & {"dat", "acc"})) or "none"
    return [
        f"wants {wants} {case} {side} {item.shape}",
        f"to {to} {case} {item.shape}",
        f"wants {wants} to {to} {case}",
    ]


def _clause_features(found: View, word: Word, item: Item, asked: Governed) -> list[str]:
    clause, lemma, kind = found.clauses[item.clause], word.lemma, word.kind
    steps = max(-_FAR, min(_FAR, item.clause - word.clause))
    mark = found.tokens[clause.first - 1].text if clause.first else "-"
    first = found.tokens[clause.first]
    opener = form(first) if first.tag[0] in "PKA" else first.tag
    mood = found.tokens[clause.finite].mood if clause.finite is not None else "none"
    child = "child" if clause.parent == word.clause else "other"
    out = [
        f"{clause.kind} {steps}",
        f"{kind} {clause.kind} {steps}",
        f"{lemma} {clause.kind}",
        f"{lemma} {clause.kind} {steps}",
    ]
    out += [
        f"{kind} {clause.kind} {mark} {steps}",
        f"mood {mood} {clause.kind} {steps > 0}",
        f"{clause.kind} {child} {steps}",
    ]
    out += [
        f"opens {opener} {steps}",
        f"{kind} opens {opener} {steps}",
        f"{lemma} opens {opener}",
        f"mark {mark} {steps}",
    ]
    out += [f"event in {found.clauses[word.clause].kind} {clause.kind} {steps}"]
    licensed = _LICENCES.get(clause.kind, "-") in asked.frames
    out += [f"licensed {licensed} {clause.kind} {steps}", f"licensed {licensed} {clause.kind} {mark} {steps}"]
    last = max(word.cue)
    gap = sum(found.tokens[i].tag[0] != "$" for i in range(last + 1, clause.first))
    out.append(f"gap {clause.kind} {min(_FAR, gap)} {kind}")
    return out


def chain_features(found: View, item: Item, before: Item | None, role: str, given: dict[int, str]) -> list[str]:
    """What the roles given so far tell: that of the item before, and for a clause that of the one it hangs on."""
    adjacent = before is not None and item.tokens[0] - before.tokens[-1] <= 2
    out = [f"after {role} {item.shape}", f"after {role} {adjacent} {item.shape}"]
    if item.shape == "clause":
        clause = found.clauses[item.clause]
        out += [
            f"after {role} {clause.kind} {adjacent}",
            f"below {given.get(clause.parent, NONE) if clause.parent is not None else NONE} {clause.kind}",
        ]
    else:
        out.append(f"after {role} {adjacent} {found.tokens[item.tokens[0]].tag}")
        out.append(f"seen {'Source' in given.values()} {'Message' in given.values()} {item.shape}")
    return out
