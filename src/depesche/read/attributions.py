"""Attribution without a verb: `laut X`, `X zufolge`, `nach Angaben von X`, `so X`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.read.attached import apposition, phrases_behind
from depesche.read.lexicon import Lexicon
from depesche.read.lookup import Lookup
from depesche.read.phrases import Phrase, coordinated, nominative_again, noun_phrase, prepositional_phrase
from depesche.read.view import View
from depesche.records import Token

# Compounds whose first part names the source: `Polizeiangaben`, `UNHCR-Angaben`, `Medienberichten`.
_COMPOUND_HEADS = (
    "angaben",
    "bericht",
    "berichte",
    "berichten",
    "meldung",
    "meldungen",
    "informationen",
    "kreisen",
    "aussagen",
    "schätzungen",
)
# `laut Medienberichten von Banden kontrolliert`: reports of the press have no source behind them.
_PRESS = ("Medien", "Presse", "Zeitungs", "Agentur")
_OF_WHOM = frozenset(["von", "vom", "aus", "der", "des", "seiner", "ihrer"])
# How long a name in quotation marks may be, in tokens.
_NAME = 8
_SINCE = frozenset(
    "erst kurz bald gleich unmittelbar sofort lange jahre monate wochen tage stunden minuten jahr monat woche tag stunde".split()  # noqa: SIM905
)
_PASSING = frozenset(["gestrigen", "heutigen", "vorgestrigen", "nächtlichen", "morgigen"])
_FOLLOWING_ON = frozenset(["demnach", "demzufolge"])
# All words that `_at` knows what to do with: at others it is not asked.
_OPENING = _FOLLOWING_ON | {"laut", "lt.", "gemäß", "nach", "aus", "in", "zufolge", "seiner", "ihrer", "so", "danach"}


def _compound(word: str, tag: str) -> bool:
    return (
        tag in {"NN", "NE"} and word.lower().endswith(_COMPOUND_HEADS) and not word.lower().startswith(_COMPOUND_HEADS)
    )


@dataclass(frozen=True, slots=True)
class Attribution:
    """A phrase that attributes the clause it stands in. start, end: all of it; source: whom it names; own: it means the subject."""

    start: int
    end: int
    cue: tuple[int, ...]
    source: tuple[int, int] | None
    act: str
    rule: str
    own: bool = False


def attributions(found: View, lexicon: Lexicon, tables: Lookup) -> Iterator[Attribution]:
    """Every attributing phrase of a sentence, outside whole quotations."""
    tokens = found.tokens
    end = 0
    for i, token in enumerate(tokens):
        word = token.text.lower()
        if i < end or not (word in _OPENING or word in lexicon.fixed) or found.in_block(i):
            continue
        hit = _at(found, lexicon, tables, i) or _fixed(found, lexicon, i)
        if hit is not None:
            yield hit
            end = hit.end


def _at(found: View, lexicon: Lexicon, tables: Lookup, i: int) -> Attribution | None:
    """The attributing phrase that a word opens (or, for zufolge, closes)."""
    tokens = found.tokens
    word = tokens[i].text.lower()
    if word in {"laut", "lt.", "gemäß"}:
        return _laut(found, lexicon, tables, i)
    if word in {"nach", "aus", "in"}:
        return _phrase(found, lexicon, i) or (_after_noun(found, lexicon, tables, i) if word == "nach" else None)
    if word == "zufolge":
        return _zufolge(found, lexicon, tables, i)
    if word in {"seiner", "ihrer"}:
        return _possessive(found, lexicon, i)
    if word == "so":
        return _so(found, tables, i)
    following = word in _FOLLOWING_ON or (word == "danach" and i == 0 and _then_subjunctive(found, 1))
    if following and (i == 0 or tokens[i - 1].tag[-3:] == "FIN"):
        return Attribution(i, i + 1, (i,), None, "inform", "demnach")
    return None


def _fixed(found: View, lexicon: Lexicon, i: int) -> Attribution | None:
    """`dem Vernehmen nach`, `eigenen Worten nach`: whole phrases of the table."""
    for words, own in lexicon.fixed.get(found.tokens[i].text.lower(), ()):
        end = i + len(words)
        if tuple(t.text for t in found.tokens[i + 1 : end]) == words[1:]:
            return Attribution(i, end, tuple(range(i, end)), None, "inform", "fixed phrase", own)
    return None


def _clause_end(found: View, i: int) -> int:
    """Where the stretch without marks that holds a token ends."""
    while i < len(found.tokens) and found.tokens[i].tag[0] != "$":
        i += 1
    return i


def _laut(found: View, lexicon: Lexicon, tables: Lookup, i: int) -> Attribution | None:
    named = _in_marks(found, i + 1)
    if named is not None:
        return Attribution(i, named[1], (i,), named, "inform", "laut")
    end = _clause_end(found, i + 1)
    phrase = noun_phrase(found.tokens, i + 1, min(len(found.tokens), end + 6))
    if phrase is None:
        return None
    if (
        found.tokens[i].text.lower() == "gemäß"
        and found.tokens[phrase.head].text not in lexicon.nouns
        and not _names_actor(found, phrase, tables)
    ):
        return None
    return _with_noun(found, lexicon, tables, i, (i,), phrase, "laut")


def _in_marks(found: View, i: int) -> tuple[int, int] | None:
    """`laut „Hafenblatt“`: a name in quotation marks, marks included."""
    tokens = found.tokens
    for quote in found.quotes:
        if i < len(tokens) and quote.outer_start == tokens[i].start and quote.closed and not quote.depth:
            end = found.index_at(quote.outer_end)
            return (i, end) if end - i <= _NAME and not any(t.tag[-3:] == "FIN" for t in tokens[i:end]) else None
    return None


def _names_actor(found: View, phrase: Phrase, tables: Lookup) -> bool:
    words = [found.tokens[k].text for k in range(phrase.start, phrase.end)]
    return any(tables.role(w) or tables.body(w) for w in words) or any(
        found.tokens[k].tag == "NE" for k in range(phrase.start, phrase.end)
    )


def _with_noun(
    found: View, lexicon: Lexicon, tables: Lookup, start: int, cue: tuple[int, ...], phrase: Phrase, rule: str
) -> Attribution:
    """`laut Angaben der Polizei`: the noun belongs to the cue, its genitive or `von` phrase is the source."""
    tokens = found.tokens
    head = next(
        (k for k in range(phrase.start, phrase.end) if tokens[k].text in lexicon.nouns and tokens[k].tag == "NN"), None
    )
    if head is None or tokens[head].text not in lexicon.nouns:
        end = coordinated(tokens, phrase, _clause_end(found, phrase.end))[-1].end
        end = _closed(found, tables, end)
        return Attribution(start, end, cue, (phrase.start, end), "inform", rule)
    noun = lexicon.nouns[tokens[head].text]
    if noun.noun.startswith(_PRESS) and head + 1 >= phrase.end:
        return Attribution(start, head + 1, cue, (phrase.start, head + 1), noun.act, rule)
    own = any(tokens[k].text.lower() in {"eigenen", "eigener"} for k in range(phrase.start, head))
    poss = next((k for k in range(phrase.start, head) if tokens[k].tag == "PPOSAT"), None)
    source, end = (
        ((poss, poss + 1), phrase.end) if poss is not None and not own else _dependent(found, tables, head, phrase)
    )
    if head > phrase.start and tokens[phrase.start].tag == "NE" and tokens[head - 1].text.endswith("s"):
        source = (phrase.start, head)  # `nach Tamsens Worten`
    bare = head == phrase.start and noun.noun in {"Angabe", "Information"}
    if source is None and not own and not bare:
        # `laut Verfassung`, `Medienberichten zufolge`: the text itself speaks
        return Attribution(start, end, cue, (phrase.start, phrase.end), noun.act, rule)
    return Attribution(start, end, (*cue, head), source, noun.act, rule, own)


def _dependent(found: View, tables: Lookup, head: int, phrase: Phrase) -> tuple[tuple[int, int] | None, int]:
    """The source behind the noun of an attribution: its genitive, a `von` phrase or a name, with all that belongs to it."""
    tokens = found.tokens
    if head + 1 < phrase.end:
        members = coordinated(tokens, phrase, _clause_end(found, phrase.end))
        end = _closed(found, tables, members[-1].end)
        return (head + 1, end), end
    begin = phrase.end
    if begin >= len(tokens):
        return None, begin
    if nominative_again(tokens, begin, len(tokens)):
        return None, phrase.end
    if tokens[begin].text.lower() in _OF_WHOM:
        begin += tokens[begin].tag in {"APPR", "APPRART"}
    elif tokens[begin].tag != "NE" and not _of_some(found, begin):
        return None, phrase.end
    inner = noun_phrase(tokens, begin, min(begin + 14, len(tokens)))
    if inner is None or _clause_end(found, phrase.end) < begin:
        return None, phrase.end
    end = _closed(found, tables, coordinated(tokens, inner, _clause_end(found, inner.end))[-1].end)
    return (inner.start, end), end


def _of_some(found: View, i: int) -> bool:
    """`nach Ansicht einiger Juristen`: a genitive without an article."""
    return found.tokens[i].tag in {"PIAT", "ADJA", "PIS"} and found.tokens[i].text.endswith("er")


def _closed(found: View, tables: Lookup, end: int) -> int:
    """Where a source ends, with the phrases it carries and a name or role set off by commas (`des Ministers, Ned Price,`)."""
    tokens = found.tokens
    end = phrases_behind(tokens, end, len(tokens), tables)
    return apposition(tokens, end, len(tokens), tables)


def _after_noun(found: View, lexicon: Lexicon, tables: Lookup, i: int) -> Attribution | None:
    """`nach Angaben …`, `nach den Worten …`, `nach eigenen Angaben`."""
    after = found.tokens[i + 1 : i + 3]
    if len(after) > 1 and after[0].text.lower() in {"deren", "dessen"} and after[1].text in lexicon.nouns:
        return Attribution(i, i + 3, (i, i + 2), (i + 1, i + 2), lexicon.nouns[after[1].text].act, "nach")
    phrase = noun_phrase(found.tokens, i + 1, len(found.tokens))
    if phrase is None or (i and found.tokens[i - 1].text.lower() in _SINCE):
        return None  # `zwei Monate nach dem Urteil`
    head = next((k for k in range(phrase.start, phrase.end) if found.tokens[k].tag == "NN"), None)
    noun = lexicon.nouns.get(found.tokens[head].text) if head is not None else None
    if head is not None and _compound(found.tokens[head].text, found.tokens[head].tag):
        return Attribution(i, phrase.end, (i,), (phrase.start, phrase.end), "inform", "nach")
    if head is None or noun is None or "nach" not in noun.preps or head - i > 4:
        return None
    hit = _with_noun(found, lexicon, tables, i, (i,), phrase, "nach")
    if head + 1 < len(found.tokens) and found.tokens[head + 1].tag == "CARD":
        return None  # `nach Artikel 68`
    passing = found.tokens[phrase.start].tag == "PDAT" or found.tokens[head - 1].text in _PASSING
    if passing and hit.source == (phrase.start, phrase.end) and not _then_subjunctive(found, phrase.end):
        return None  # `nach dieser Erklärung` tells when
    adjective = any(found.tokens[k].tag in {"ADJA", "PIAT"} for k in range(phrase.start, head))
    if (
        hit.source is None
        and not hit.own
        and not adjective
        and noun.noun not in {"Angabe", "Bericht", "Information", "Medienbericht"}
    ):
        return None
    return hit


def _then_subjunctive(found: View, i: int) -> bool:
    """`Nach dieser Analyse bestünden …`: a subjunctive right behind the phrase shows that it tells whose words these are."""
    return i < len(found.tokens) and found.tokens[i].mood == "sub"


def _zufolge(found: View, lexicon: Lexicon, tables: Lookup, i: int) -> Attribution | None:
    """`der Agentur Interfax zufolge`: the phrase ends right before."""
    tokens = found.tokens
    begin = next((k for k in range(max(0, i - 12), i) if _one_phrase(tokens, k, i)), i)
    if begin == i:
        return None
    phrase = noun_phrase(tokens, begin, i) or Phrase(begin, i, begin)
    if not any(tokens[k].text in lexicon.nouns for k in range(phrase.start, phrase.end)):
        phrase = Phrase(begin, i, begin)  # `Den Behörden in Genf zufolge`
    hit = _with_noun(found, lexicon, tables, begin, (i,), phrase, "zufolge")
    return Attribution(begin, i + 1, tuple(sorted(hit.cue)), hit.source, hit.act, "zufolge", hit.own)


def _one_phrase(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a noun phrase with the prepositional phrases that hang on it fills a stretch (`Einer Meldung von Tass`)."""
    if any(tokens[m].tag[0] in "V$" and tokens[m].text not in "()" for m in range(start, end)):
        return False
    phrase = noun_phrase(tokens, start, end)
    if phrase is not None and phrase.end < end and tokens[phrase.head].tag == "NE" and phrase.end - start == 1:
        return False  # `sagte Lund in Bonn zufolge`: a name alone takes nothing
    while phrase is not None and phrase.end < end:
        phrase = prepositional_phrase(tokens, phrase.end, end)
    return phrase is not None


def _possessive(found: View, lexicon: Lexicon, i: int) -> Attribution | None:
    """`seiner Ansicht nach`."""
    tokens = found.tokens
    if i + 2 < len(tokens) and tokens[i + 2].text == "nach" and tokens[i + 1].text in lexicon.nouns:
        return Attribution(i, i + 3, (i + 1, i + 2), (i, i + 1), lexicon.nouns[tokens[i + 1].text].act, "nach")
    return None


def _phrase(found: View, lexicon: Lexicon, i: int) -> Attribution | None:
    """`aus Sicht Moskaus`, `nach Dafürhalten von …`, `unter Berufung auf …`."""
    tokens = found.tokens
    for words in lexicon.phrases.get(tokens[i].text.lower(), ()):
        end = i + len(words)
        if tuple(t.text for t in tokens[i:end])[1:] != words[1:]:
            continue
        if words[0].lower() in {"unter", "mit"}:
            return None  # names the medium of another attribution
        skip = 1 if end < len(tokens) and tokens[end].text.lower() in {"von", "vom"} else 0
        phrase = noun_phrase(tokens, end + skip, len(tokens))
        if phrase is not None:
            last = coordinated(tokens, phrase, _clause_end(found, phrase.end))[-1].end
            return Attribution(i, last, tuple(range(i, end)), (phrase.start, last), "assess", "aus Sicht")
    return None


def _so(found: View, tables: Lookup, i: int) -> Attribution | None:
    """`…, so der Minister.`: the phrase follows a mark, names an actor and has no verb."""
    tokens = found.tokens
    if i == 0 or tokens[i - 1].tag not in {"$,", "$("}:
        return None
    k = i + 1
    while k < len(tokens) and tokens[k].text.lower() in {"auch", "etwa", "weiter", "zuletzt"}:
        k += 1
    phrase = noun_phrase(tokens, k, len(tokens))
    if phrase is None:
        return None
    person = tokens[phrase.head].tag == "PPER" and tokens[phrase.head].text in {"er", "sie"}
    end = _clause_end(found, phrase.end)
    definite = tokens[phrase.start].text.lower() in {"der", "die", "das"} and tokens[phrase.head].tag == "NN"
    if not (person or definite or _names_actor(found, phrase, tables)) or any(
        t.tag[-3:] == "FIN" for t in tokens[i:end]
    ):
        return None
    last = _closed(found, tables, phrase.end)
    return Attribution(i, max(last, end), (i,), (phrase.start, last), "inform", "so")
