"""From the text of a report to sentences with tagged tokens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from depesche.language.mood import mood
from depesche.language.sentences import paragraphs_outside, sentences
from depesche.language.tags import tagger
from depesche.language.tokens import tokenise
from depesche.packs import Pack
from depesche.records import Report, Sentence, Token
from depesche.stages import stage

# How many words are remembered: some 30 MB at most.
_KEPT = 100_000
# What the model takes a verb for that it knows only as a noun, if at all (`er klage`).
_MISTAKEN = frozenset(["NN", "NE", "ADJA", "FM", "XY"])
# What the model knows a mark as; its open quotation marks are the typewriter's.
_PLAIN = dict.fromkeys("„“”«»‹›‚‘’", '"') | dict.fromkeys("–—", "-")


@stage(needs=("header",), gives=("sentences",))
def analyse(report: Report, pack: Pack) -> Report:
    """Split the article (not its clutter) into sentences and tag every word."""
    found = []
    for number, (start, end) in enumerate(paragraphs_outside(report.text, report.header.clutter)):
        for a, b in sentences(report.text, start, end, pack.code):
            found.append(Sentence(a, b, number, _tagged(report.text, a, b, pack)))
    return replace(report, sentences=tuple(found))


def _tagged(text: str, start: int, end: int, pack: Pack) -> tuple[Token, ...]:
    spans = tokenise(text, start, end, pack)
    words = _written(text, spans, start, end)
    tags = tagger(pack).tag([_PLAIN.get(word, word) for word in words])
    read = _words(pack)
    tokens = [
        Token(a, b, word, *read.read(word, *tagged)) for (a, b), word, tagged in zip(spans, words, tags, strict=True)
    ]
    return tuple(_first_person(_mended(tokens)))


class _Words:
    """Tag, lemma and mood of words as the tagger tells them, put right where it gets a lemma, and sometimes a tag, wrong."""

    def __init__(self, pack: Pack) -> None:
        self._corrections = {row["form"]: (row["lemma"], row["tag"]) for row in pack.table("cue_lemmas")}
        self._read: dict[tuple[str, str, str], tuple[str, str, str]] = {}

    def read(self, word: str, tag: str, lemma: str) -> tuple[str, str, str]:
        """Read a word, or remember how it was read before."""
        found = self._read.get((word, tag, lemma))
        if found is None:
            if len(self._read) >= _KEPT:
                self._read.clear()
            found = self._read[word, tag, lemma] = self._put_right(word, tag, lemma)
        return found

    def _put_right(self, word: str, tag: str, lemma: str) -> tuple[str, str, str]:
        right, kind = self._corrections.get(word.lower(), (lemma, ""))
        if tag[0] == "V":
            lemma = right
        elif kind and word[0].islower() and tag in _MISTAKEN:
            tag, lemma = kind, right
        return tag, lemma, mood(word, lemma) if tag.endswith("FIN") else ""


@lru_cache(maxsize=4)
def _words(pack: Pack) -> _Words:
    return _Words(pack)


def _written(text: str, spans: list[tuple[int, int]], start: int, end: int) -> list[str]:
    """Words as they are usually written, without soft hyphens and with whole letters, for all that look words up."""
    words = [text[a:b] for a, b in spans]
    piece = text[start:end]
    if piece.isascii() or ("\xad" not in piece and unicodedata.is_normalized("NFC", piece)):
        return words
    return [unicodedata.normalize("NFC", word.replace("\xad", "")) or word for word in words]


_ZU = re.compile(
    r"(?:ab|an|auf|aus|bei|dar|durch|ein|entgegen|fest|fort|frei|gegen|heim|her|heraus|herbei|hervor|hin|hinaus|hinzu|klar|mit|nach|"
    r"nieder|stand|statt|teil|um|unter|voran|voraus|vorbei|vor|weg|weiter|wieder|zurück|zusammen|zu|über)zu(\w+(?:en|ern|eln))$"
)
_BEFORE_NOUN = frozenset(["ART", "ADJA", "PIAT", "PPOSAT", "PDAT", "CARD", "APPR", "APPRART", "PIDAT"])
_SHORTEST = 3  # words of a stretch with a bracket, its mark included
_PP = re.compile(r"\w*ge\w+(?:en|t)$|\w+iert$")


def _mended(tokens: list[Token]) -> list[Token]:
    """Put right habits of the model: infinitives and participles behind their auxiliaries, and names, taken for finite verbs."""
    out: list[Token] = []
    auxiliary = modal = False
    for token in tokens:
        kind = token.tag[0]
        if kind == "V":
            out.append(_mended_verb(token, out, auxiliary=auxiliary, modal=modal))
            modal = modal or token.tag == "VMFIN" or (token.tag == "VAFIN" and token.lemma == "werden")
            auxiliary = auxiliary or token.tag == "VAFIN"
        elif token.tag in {"ADV", "ADJD"} and token.text[0].islower():
            out.append(_with_zu(token) or token)
        else:
            modal = modal and kind != "$"
            auxiliary = auxiliary and token.text != "."
            out.append(token)
            if kind == "$" and len(out) > _SHORTEST:
                _close_bracket(out, len(out) - 2)
    return out


def _close_bracket(out: list[Token], last: int) -> None:
    """`hatte das Amt betont,`: a verb form at the end of a stretch that begins with an auxiliary is a participle."""
    if out[last].tag != "VVFIN" or not out[last].text.endswith(("t", "en")) or not out[last].text[0].islower():
        return
    for k in range(last - 1, -1, -1):
        if out[k].tag == "VAFIN":
            if k < last - 1:
                out[last] = replace(out[last], tag="VVPP", mood="")
            return
        if (out[k].tag[0] == "$" and out[k].text in ",;:.!?") or out[k].tag == "KON" or out[k].tag[-3:] == "FIN":
            return


def _mended_verb(token: Token, before: list[Token], *, auxiliary: bool, modal: bool) -> Token:
    if token.tag in {"VVFIN", "VVINF", "VVPP"} and (infinitive := _with_zu(token)):
        return infinitive
    if _written_large(token, before):
        return replace(token, tag="NE", lemma=token.text.lower(), mood="")
    if token.tag == "VVFIN" and before and _no_verb(token, before[-1]):
        return replace(token, tag="APPR" if token.text == "anstelle" else "NN", lemma=token.text.lower(), mood="")
    if token.tag != "VVFIN" or token.lemma != token.text:
        return token
    if auxiliary and _PP.match(token.text):
        return replace(token, tag="VVPP", mood="")
    return replace(token, tag="VVINF", mood="") if modal else token  # `werde verzichten und … besprechen`


def _no_verb(token: Token, last: Token) -> bool:
    """`alle Anfragen`, `eine 5:0-Mehrheit`, `anstelle von`: a noun or a preposition, by its capital or digit, or by its form."""
    large = token.text[0].isupper() or token.text[0].isdigit()
    return token.text == "anstelle" or (large and last.tag in _BEFORE_NOUN)


def _with_zu(token: Token) -> Token | None:
    """`zurückzutreten`: an infinitive with zu inside, which the model takes for another form or for an adverb."""
    match = _ZU.match(token.text)
    if match is None:
        return None
    return replace(token, tag="VVIZU", lemma=token.text[: match.start(1) - 2] + match.group(1), mood="")


def _written_large(token: Token, before: list[Token]) -> bool:
    """`Eva Moser`, `sagte Sasse`: no finite verb is written large inside a sentence, so this one is a name."""
    if token.tag[:2] != "VV" or token.tag == "VVINF" or not before or not token.text[0].isupper():
        return False
    return before[-1].tag == "NE" or (token.tag in {"VVFIN", "VVIMP"} and before[-1].tag == "VVFIN")


def _first_person(tokens: list[Token]) -> list[Token]:
    """`ich habe` is no subjunctive: the first person has its own form there."""
    places = [i for i, t in enumerate(tokens) if t.lemma == "ich"]
    if not places:
        return tokens
    near = {i + d for i in places for d in (-2, -1, 1, 2)}
    near |= {i for i, t in enumerate(tokens) if i > places[0] and t.tag[-3:] == "FIN" and tokens[i - 1].tag == "KON"}
    return [
        replace(t, mood="ind")
        if t.mood == "sub" and i in near and not t.text.lower().startswith(("wär", "hätt", "würd"))
        else t
        for i, t in enumerate(tokens)
    ]
