"""Noun phrases and prepositional phrases by their left edge, without a parser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depesche.records import Token

NOUN = frozenset(["NN", "NE", "NNI", "NNA", "FM", "XY", "TRUNC"])
DETERMINER = frozenset(["ART", "PPOSAT", "PDAT", "PIAT", "PWAT", "PRELAT"])
PRONOUN = frozenset(["PPER", "PDS", "PIS", "PRELS", "PWS", "PPOSS"])
PREPOSITION = frozenset(["APPR", "APPRART"])
_INSIDE_NAMES = frozenset(
    ["von", "van", "de", "del", "der", "da", "di", "al", "bin", "ibn", "el", "la", "le", "den", "ter", "ten"]
)
# Forms that no nominative can have.
_OBLIQUE = frozenset(
    [
        "den",
        "dem",
        "des",
        "einen",
        "einem",
        "eines",
        "keinen",
        "keinem",
        "keines",
        "seinen",
        "seinem",
        "seines",
        "ihren",
        "ihrem",
        "ihres",
        "unseren",
        "unserem",
        "diesen",
        "diesem",
        "dieses",
        "jenen",
        "jenem",
        "jedem",
        "jeden",
        "ihm",
        "ihn",
        "ihnen",
        "mir",
        "mich",
        "dir",
        "dich",
        "uns",
        "euch",
        "sich",
        "wem",
        "wen",
        "wessen",
        "denen",
        "dessen",
        "deren",
        "niemandem",
        "niemanden",
        "jemandem",
        "jemanden",
        "allen",
        "beiden",
        "vielen",
        "einigen",
    ]
)
_ALL_OF = frozenset(["der", "dieser", "seiner", "ihrer", "unserer"])
_NOBODY_OF = frozenset(["man", "nichts", "etwas", "alles"])
_IN_TITLES = frozenset(["APPR", "APPRART", "ART", "CARD", "ADJA", "KON"])
# Nouns whose name can be a phrase in quotation marks.
_NAMED = (
    "gruppe", "organisation", "partei", "zeitung", "zeitschrift", "magazin", "verein", "verband", "initiative", "bündnis", "bündnisses",
    "bündnis", "kampagne", "bewegung", "aktion", "titel", "film", "buch", "programm", "projekt", "stiftung", "rat", "komitee", "schiff",
    "sektion", "serie", "sendung", "lied", "studie", "liste", "plattform", "portal", "fraktion", "sender", "senders",
)  # fmt: skip
_PERIODS = frozenset(
    ["Tages", "Monats", "Jahres", "Jahrzehnts", "Jahrhunderts", "Sommers", "Herbstes", "Winters", "Frühjahrs"]
)
_JOINTS = frozenset(["und", "oder", "sowie"])
_DEGREE = frozenset(["ADV", "ADJD", "PTKNEG", "PTKA", "KOKOM"])
_QUOTABLE = frozenset(["ADJA", "NN", "CARD"])
_NOMINAL = frozenset(["NN", "NE", "ADJA", "ART", "FM", "CARD", "PPOSAT", "PIAT", "$("])
_QUOTES = frozenset("„“”\"»«‚‘’'")
_GENITIVE = frozenset(
    [
        "des",
        "der",
        "eines",
        "einer",
        "dieser",
        "dieses",
        "seiner",
        "seines",
        "ihrer",
        "ihres",
        "unserer",
        "unseres",
        "mehrerer",
        "zweier",
    ]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase over tokens[start:end]; head is the index of its head noun or pronoun; prep that of its preposition, if any."""

    start: int
    end: int
    head: int
    prep: int | None = None


def noun_phrase(tokens: Sequence[Token], i: int, end: int) -> Phrase | None:
    """The noun phrase that begins at a token, with its genitives and names; None if none does."""
    if i >= end:
        return None
    if tokens[i].tag in PRONOUN or (tokens[i].tag == "PIAT" and not _noun_follows(tokens, i + 1, end)):
        return Phrase(i, _some_of(tokens, i, end), i)
    core = _core(tokens, i, end)
    if core is None:
        return None
    stop = _after(tokens, core.end, end, core.head)
    return Phrase(i, stop, core.head)


def _some_of(tokens: Sequence[Token], i: int, end: int) -> int:
    """`einer der Fahrer`, `viele der Befragten`: the genitive of those it is one of."""
    if tokens[i].tag not in {"PIS", "PIAT"} or i + 1 >= end or tokens[i + 1].text not in _ALL_OF:
        return i + 1
    whole = _core(tokens, i + 1, end) if tokens[i].text.lower() not in _NOBODY_OF else None
    return _after(tokens, whole.end, end, whole.head) if whole else i + 1


def prepositional_phrase(tokens: Sequence[Token], i: int, end: int) -> Phrase | None:
    """The prepositional phrase that begins at a token."""
    if i >= end or tokens[i].tag not in PREPOSITION:
        return None
    skip = 2 if i + 2 < end and tokens[i + 1].text in _QUOTES else 1  # `sprach von „sechs Schüssen“`
    inner = noun_phrase(tokens, i + skip, end)
    for k in range(i + 1, min(i + 4, end)):  # `seit mehr als zwei Jahren`, `nach fast acht Stunden`
        if inner is not None or not (tokens[k].tag in _DEGREE or tokens[k].text in {"mehr", "weniger", "als"}):
            break
        inner = noun_phrase(tokens, k + 1, end)
    return Phrase(i, inner.end, inner.head, i) if inner else None


def _noun_follows(tokens: Sequence[Token], i: int, end: int) -> bool:
    return (
        i < end
        and tokens[i].tag in NOUN | {"ADJA", "CARD", "ADV"}
        and (tokens[i].tag != "ADV" or _noun_follows(tokens, i + 1, end))
    )


def _core(tokens: Sequence[Token], i: int, end: int) -> Phrase | None:
    j = i
    if tokens[j].tag in DETERMINER or (tokens[j].tag in {"PRELS", "PDS"} and _noun_follows(tokens, j + 1, end)):
        j += 1
        j = _embedded(tokens, j, end)
    j = _attributes(tokens, j, end)
    nouns = _nouns(tokens, j, end)
    if nouns == j:
        if j > i and tokens[j - 1].tag in {"ADJA", "CARD"}:
            return Phrase(i, j, j - 1)
        return None
    head = next((k for k in range(j, nouns) if tokens[k].tag in NOUN), j)
    while head + 1 < nouns and tokens[head].tag == "TRUNC":
        head += 2
    if (
        head + 1 < nouns
        and tokens[head].tag == "NE"
        and tokens[head].text.endswith("s")
        and tokens[head + 1].tag == "NN"
    ):
        head += 1  # `Moskaus Forderung`
    elif (
        nouns == j + 1
        and tokens[j].tag == "NE"
        and tokens[j].text.endswith("s")
        and nouns < end
        and tokens[nouns].tag == "ADJA"
    ):
        owned = _core(tokens, nouns, end)  # `Pells enger Mitarbeiter`
        if owned is not None and tokens[owned.head].tag == "NN":
            return Phrase(i, owned.end, owned.head)
    return Phrase(i, nouns, min(head, nouns - 1))


def _embedded(tokens: Sequence[Token], j: int, end: int) -> int:
    """Step over an attribute with a phrase of its own (`die von den USA angeführte Allianz`)."""
    if j >= end or tokens[j].tag not in PREPOSITION | {"PRF"}:
        return j
    for k in range(j + 1, min(j + 9, end - 1)):
        if tokens[k].tag[0] in "V$":
            return j
        if (
            tokens[k].tag == "ADJA"
            and tokens[k + 1].tag in NOUN | {"ADJA"}
            and tokens[k - 1].tag in NOUN | {"ADV", "ADJD"}
        ):
            return k
    return j


def _attributes(tokens: Sequence[Token], j: int, end: int) -> int:
    while j < end:
        tag = tokens[j].tag
        if (
            tag in {"ADJA", "CARD", "PIAT"}
            or (tag in {"ADV", "ADJD", "PTKNEG", "PTKA"} and _attribute_ahead(tokens, j + 1, end))
            or (
                tag in {"KON", "$,"}
                and j
                and tokens[j - 1].tag == "ADJA"
                and j + 1 < end
                and tokens[j + 1].tag in {"ADJA", "CARD"}
            )
            or (
                tag == "$("
                and j + 1 < end
                and tokens[j + 1].tag in _QUOTABLE
                and tokens[j - 1].tag in DETERMINER
                and not _name_in_quotes(tokens, j, end)
            )
        ):
            j += 1
        else:
            break
    return j


def _attribute_ahead(tokens: Sequence[Token], j: int, end: int) -> bool:
    while j < end and tokens[j].tag in {"ADV", "ADJD", "PTKNEG"}:
        j += 1
    return j + 1 < end and tokens[j].tag in {"ADJA", "CARD"}


def _nouns(tokens: Sequence[Token], j: int, end: int) -> int:
    """A run of nouns and names (`US-Präsident Joe Biden`, `Ursula von der Leyen`)."""
    begin = j
    while j < end:
        tag, word = tokens[j].tag, tokens[j].text
        if j > begin and tokens[j].opens:
            break
        if j > begin and _initial(tokens, j, end):
            j += 2
        elif (
            tag in NOUN
            or (j > begin and tag == "CARD" and word.isalnum() and not _noun_follows(tokens, j + 1, end))
            or (j > begin and word in _INSIDE_NAMES and tokens[j - 1].tag == "NE" and _name_goes_on(tokens, j, end))
            or (j > begin and tag == "KON" and tokens[j - 1].tag == "TRUNC")
        ):
            j += 1
        elif word in _QUOTES and (close := _quoted_name(tokens, j, end)):
            if j > begin and not _may_be_named(tokens, j, close):
                break
            j = close
        else:
            break
    return j


def _initial(tokens: Sequence[Token], j: int, end: int) -> bool:
    """`Jan R. Pell`: a letter and its stop inside a name; `Rama IX.`: a number behind one."""
    if j + 2 >= end or tokens[j + 1].text != ".":
        return False
    numbered = tokens[j - 1].tag == "NE" and not tokens[j].text.strip("IVXL")
    return numbered or (len(tokens[j].text) == 1 and tokens[j + 2].tag in NOUN)


def _may_be_named(tokens: Sequence[Token], j: int, close: int) -> bool:
    """`die Gruppe „Brot für alle“`, but `warf dem Minister „Verrat am Volk“ vor`: whether quoted words behind a noun are its name."""
    phrase = any(tokens[k].tag in PREPOSITION for k in range(j, close))
    return not phrase or tokens[j - 1].text.lower().endswith(_NAMED)


def _quoted_name(tokens: Sequence[Token], j: int, end: int) -> int:
    """Behind the closing mark of a name in quotation marks (`des „Spiegel“`); 0 if it is no name."""
    if j + 1 < end and not tokens[j + 1].text[0].isupper():
        return 0
    for k in range(j + 1, min(j + 9, end)):
        if tokens[k].text in _QUOTES:
            return k + 1 if k > j + 1 else 0
        if tokens[k].tag[0] == "V" or not (tokens[k].text[0].isupper() or tokens[k].tag in _IN_TITLES):
            return 0
    return 0


def _name_in_quotes(tokens: Sequence[Token], j: int, end: int) -> bool:
    """`die „Initiative für den Hafen“`: what stands in quotation marks is all there is, not `die „rote“ Linie`."""
    close = _quoted_name(tokens, j, end)
    return bool(close) and tokens[close - 2].tag in NOUN and (close >= end or tokens[close].tag not in NOUN | {"ADJA"})


def _name_goes_on(tokens: Sequence[Token], j: int, end: int) -> bool:
    k = j
    while k < end and tokens[k].text in _INSIDE_NAMES and k - j < 3:
        k += 1
    if k >= end or tokens[k].tag != "NE" or tokens[k].opens or tokens[k].text.isupper():
        return False
    # `sagte Merkel der Bild` is a name and a dative, `Ursula von der Leyen` one name.
    return tokens[j].text not in {"der", "den", "zur"} or tokens[j - 1].text.lower() in {"von", "van"}


def _after(tokens: Sequence[Token], j: int, end: int, head: int) -> int:
    """What may follow the head: genitives, bracketed short forms, and a coordinated phrase is left to the caller."""
    for _ in range(4):
        if j >= end:
            break
        word, tag = tokens[j].text, tokens[j].tag
        if word == "/" and j + 1 < end and (other := _core(tokens, j + 1, end)):
            j = other.end  # `Bündnis 90/Die Grünen`
        elif word == "(" and (close := next((k for k in range(j, min(j + 7, end)) if tokens[k].text == ")"), None)):
            j = close + 1
        elif tag in {"ART", "PPOSAT", "PDAT", "PIAT"} and word.lower() in _GENITIVE and tokens[head].tag != "NE":
            inner = _core(tokens, j, end)
            closed = tokens[j - 1].tag == "NE" or tokens[j - 1].text in _QUOTES
            if inner is None or closed or tokens[j].opens or nominative_again(tokens, j, end):
                break
            j = inner.end
        elif _bare_genitive(tokens, j, end) and tokens[head].tag == "NN" and (inner := _core(tokens, j, end)):
            j = inner.end
        else:
            break
    return j


def _bare_genitive(tokens: Sequence[Token], j: int, end: int) -> bool:
    """`Mitglieder | fremder Behörden`, `im Mai | vorigen Jahres`: a genitive without an article; `-en` only before a span of time."""
    if tokens[j].tag != "ADJA":
        return False
    period = j + 1 < end and tokens[j + 1].text in _PERIODS
    return tokens[j].text.endswith("er") or (period and tokens[j].text.endswith("en"))


def nominative_again(tokens: Sequence[Token], j: int, end: int) -> bool:
    """`des Städtetages der erste Bürgermeister`: behind a genitive der the adjective would end in -en."""
    return tokens[j].text == "der" and j + 1 < end and tokens[j + 1].tag == "ADJA" and tokens[j + 1].text.endswith("e")


def coordinated(tokens: Sequence[Token], phrase: Phrase, end: int) -> list[Phrase]:
    """The members of `Washington, Kiew und Brüssel` from its first on; one member if nothing is joined."""
    out = [phrase]
    position = phrase.end
    while position < end:
        joint = position
        if tokens[joint].text == ",":
            ahead = noun_phrase(tokens, joint + 1, end)
            if ahead is None or ahead.end >= end or tokens[ahead.end].text not in _JOINTS:
                break
        elif tokens[joint].text not in _JOINTS and (tokens[joint].text != "bis" or phrase.prep is None):
            break
        following = noun_phrase(tokens, joint + 1, end)
        if following is None:
            break
        out.append(following)
        position = following.end
    return out


def may_be_subject(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether the form of its first word allows a nominative."""
    first = tokens[phrase.start]
    if first.tag == "ADJA" and first.text.endswith(("en", "em")) and phrase.end > phrase.start + 1:
        return False  # without an article only `osteuropäische Länder` is a nominative
    return phrase.prep is None and first.text.lower() not in _OBLIQUE


def antecedent(tokens: Sequence[Token], relative: int) -> tuple[int, int] | None:
    """The noun phrase that a relative pronoun goes back to: the one that ends right before the comma."""
    i = relative - 1
    while i >= 0 and tokens[i].text != ",":
        i -= 1
    while i > 0 and tokens[i - 1].tag[0] == "V":
        i -= 1  # `die Gespräche geführt hatte, die …`
    end = i
    k = end - 1
    while k >= 0 and tokens[k].tag in _NOMINAL:
        k -= 1
        if tokens[k + 1].tag in {"ART", "PPOSAT"}:
            break
    return (k + 1, end) if k + 1 < end else None
