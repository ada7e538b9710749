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
    words = [_written(text[a:b]) for a, b in spans]
    tags = tagger().tag([_plain(word) for word in words])
    corrections = _corrections(pack)
    tokens = []
    for (a, b), word, (tag, lemma) in zip(spans, words, tags, strict=True):
        right, kind = corrections.get(word.lower(), (lemma, ""))
        if tag[0] != "V":
            # a lower-case form that the model knows only as a noun: `er klage`
            verb = bool(kind) and word[0].islower() and tag in {"NN", "NE", "ADJA", "FM", "XY"}
            tag, lemma = (kind, right) if verb else (tag, lemma)  # noqa: PLW2901 (one token, put right)
        else:
            lemma = right  # noqa: PLW2901
        tokens.append(Token(a, b, word, tag, lemma, mood(word, lemma) if tag.endswith("FIN") else ""))
    return tuple(_first_person(_mended(tokens)))


@lru_cache(maxsize=4)
def _corrections(pack: Pack) -> dict[str, tuple[str, str]]:
    """Forms whose lemma, and sometimes tag, the model gets wrong."""
    return {row["form"]: (row["lemma"], row["tag"]) for row in pack.table("cue_lemmas")}


def _written(word: str) -> str:
    """A word as it is usually written, without soft hyphens and with whole letters, for all that look words up."""
    return word if word.isascii() else unicodedata.normalize("NFC", word.replace("\xad", "")) or word


def _plain(word: str) -> str:
    """What the model knows a mark as; its open quotation marks are the typewriter's."""
    return '"' if word in "„“”«»‹›‚‘’" else "-" if word in "–—" else word


_ZU = re.compile(
    r"(?:ab|an|auf|aus|bei|dar|durch|ein|entgegen|fest|fort|frei|gegen|heim|her|heraus|herbei|hervor|hin|hinaus|hinzu|klar|mit|nach|"
    r"nieder|stand|statt|teil|um|unter|voran|voraus|vorbei|vor|weg|weiter|wieder|zurück|zusammen|zu|über)zu(\w+(?:en|ern|eln))$"
)
_PP = re.compile(r"\w*ge\w+(?:en|t)$|\w+iert$")


def _mended(tokens: list[Token]) -> list[Token]:
    """Put right habits of the model: infinitives and participles behind their auxiliaries, and names, taken for finite verbs."""
    out: list[Token] = []
    auxiliary = modal = False
    for token in tokens:
        new = token
        if (match := _infinitive(token)) is not None:
            new = replace(token, tag="VVIZU", lemma=token.text[: match.start(1) - 2] + match.group(1), mood="")
        elif _written_large(token, out):
            new = replace(token, tag="NE", lemma=token.text.lower(), mood="")
        elif token.tag == "VVFIN" and auxiliary and token.lemma == token.text and _PP.match(token.text):
            new = replace(token, tag="VVPP", mood="")
        elif token.tag == "VVFIN" and modal and token.lemma == token.text:
            new = replace(token, tag="VVINF", mood="")  # `werde verzichten und … besprechen`
        if token.tag == "VMFIN" or (token.tag == "VAFIN" and token.lemma == "werden"):
            modal = True
        elif token.tag[0] == "$":
            modal = False
        if token.tag == "VAFIN":
            auxiliary = True
        elif token.tag[0] == "$":
            auxiliary = auxiliary and token.text != "."
        out.append(new)
    return out


def _infinitive(token: Token) -> re.Match[str] | None:
    """`zurückzutreten`: an infinitive with zu inside, which the model takes for another form or for an adverb."""
    if token.tag in {"VVFIN", "VVINF", "VVPP"} or (token.tag in {"ADV", "ADJD"} and token.text[0].islower()):
        return _ZU.match(token.text)
    return None


def _written_large(token: Token, before: list[Token]) -> bool:
    """`Eva Moser`, `sagte Sasse`: no finite verb is written large inside a sentence, so this one is a name."""
    if token.tag[:2] != "VV" or token.tag == "VVINF" or not before or not token.text[0].isupper():
        return False
    return before[-1].tag == "NE" or (token.tag in {"VVFIN", "VVIMP"} and before[-1].tag == "VVFIN")


def _first_person(tokens: list[Token]) -> list[Token]:
    """`ich habe` is no subjunctive: the first person has its own form there."""
    if not any(t.text.lower() == "ich" for t in tokens):
        return tokens
    near = {i + d for i, t in enumerate(tokens) if t.text.lower() == "ich" for d in (-2, -1, 1, 2)}
    first = next(i for i, t in enumerate(tokens) if t.text.lower() == "ich")
    near |= {i for i, t in enumerate(tokens) if i > first and t.tag[-3:] == "FIN" and tokens[i - 1].tag == "KON"}
    return [
        replace(t, mood="ind")
        if t.mood == "sub" and i in near and not t.text.lower().startswith(("wär", "hätt", "würd"))
        else t
        for i, t in enumerate(tokens)
    ]
