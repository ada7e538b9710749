"""Which words in a row are one name."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from depesche.read.lookup import Lookup
from depesche.records import Token

# Particles that are everyday words too: inside a name they stand behind another particle only (`von der Leyen`).
_OTHERWISE = frozenset(
    [
        "der",
        "den",
        "dem",
        "des",
        "zu",
        "zum",
        "zur",
        "vom",
        "das",
        "die",
        "do",
        "ap",
        "op",
        "am",
        "im",
        "an",
        "auf",
        "aus",
    ]
)
_ARTICLES = ("al-", "el-", "ad-", "as-", "asch-", "an-", "ar-", "at-", "ash-", "ez-")
_NAMES = frozenset(["NE", "NN", "FM", "XY"])
_LARGE = frozenset(["NNA", "NNI", "ADJD", "ADJA", "ADV", "VVFIN", "VVPP", "VVIMP", "CARD"])
_EVERYDAY = frozenset(["von", "des", "an", "in"])
_ARABIC = frozenset(["bin", "bint", "ibn", "abu", "ben"])
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_MOST, _LEAST = 6, 4  # words of a name; letters of a surname


def name_run(tokens: Sequence[Token], words: list[str], i: int, tables: Lookup) -> int:
    """How many tokens from here could be one name: capitalised names, with particles and initials between them."""
    j = i
    while j < len(tokens) and j - i < _MOST:
        word = words[j]
        if _ROMAN.fullmatch(word) and j > i:
            return j + 1 + _stopped(tokens, j) - i  # `Benedikt XVI.`
        if len(word) == 1 and word.isupper() and j > i:
            j += 1 + _stopped(tokens, j)  # `George W. Bush`, `Nico G.`
        elif _like_a_name(tokens, words, i, j, tables):
            if j > i and _closed(tokens, words, i, j, tables):
                break
            j += 1
        elif (j > i and word.startswith(_ARTICLES) and word[-1].isalpha()) or (
            word in tables.particles and _capital_ahead(tokens, words, i, j, tables)
        ):
            j += 1
        else:
            break
    while j > i and words[j - 1] in tables.particles:
        j -= 1
    return j - i


def _like_a_name(tokens: Sequence[Token], words: list[str], i: int, j: int, tables: Lookup) -> bool:
    """A name by its tag; behind a first name any word written large (`Sebastian Kurz`)."""
    word = words[j]
    if not word[0].isupper() or not word[-1].isalpha():
        return False
    if j == i and "-" in word and first_name(word, tables):
        return True  # whatever the tagger takes `Frank-Walter` for
    behind_first = j == i + 1 and first_name(words[i], tables) and tokens[j].tag in _LARGE and len(word) > 2
    return tokens[j].tag in _NAMES or (behind_first and not word.isupper())


def first_name(word: str, tables: Lookup) -> bool:
    """Whether a word is a known first name, or several joined (`Karl-Heinz`)."""
    known = tables.firstnames
    return word in known or ("-" in word and all(part in known for part in word.split("-")))


def _stopped(tokens: Sequence[Token], j: int) -> int:
    """1 if a stop is written to the word."""
    return int(j + 1 < len(tokens) and tokens[j + 1].text == "." and tokens[j + 1].start == tokens[j].end)


def _closed(tokens: Sequence[Token], words: list[str], i: int, j: int, tables: Lookup) -> bool:
    """Whether a noun at j is no part of the name that began at i: `Tamsens Flucht`, `Karl Tamsens Buch`."""
    if j - i > 1 and tables.name_at(words, j) is not None:
        return True  # `dann lobte Karl Tamsen Norwegen`
    if j - i > 1 and words[j - 1].endswith("s") and words[j - 1][:-1] in tables.surnames:
        return True  # `Angela Merkels Resort`
    if j - i > 1 and words[j] in tables.firstnames and _next_begins(tokens, words, j, tables):
        return True
    if tokens[j].tag != "NN" or tables.part(words[j], "last") or tables.part(words[j], "legal") or words[j - 1] == ".":
        return False
    if words[j - 1] in tables.particles:
        return False
    if tables.role(words[j]) or tables.body(words[j]):
        return j - i > 1 or words[i] not in tables.firstnames or words[i].endswith("s")
    firsts = all(first_name(w, tables) or len(w) <= 2 or w in tables.particles for w in words[i:j])
    return not firsts or (words[j - 1].endswith("s") and words[j - 1] not in tables.firstnames)


def _next_begins(tokens: Sequence[Token], words: list[str], j: int, tables: Lookup) -> bool:
    """Whether a first name at j belongs to the next: `Karl Tamsen Ida Lund`, or is none: `Karl Tamsens Roman`."""
    if first_name(words[j - 1], tables) or words[j - 1] in tables.particles or len(words[j - 1]) < _LEAST:
        return False
    ahead = j + 1 < len(tokens) and tokens[j + 1].tag == "NE"
    return words[j - 1].endswith("s") or (ahead and words[j - 1] in tables.surnames)


def _capital_ahead(tokens: Sequence[Token], words: list[str], i: int, j: int, tables: Lookup) -> bool:
    """Whether a particle at j leads on to a name."""
    if words[j] in _OTHERWISE and (j == i or words[j - 1] not in tables.particles):
        return False
    if j + 1 >= len(tokens) or (words[j] == "von" and not all(w in tables.firstnames for w in words[i:j])):
        return False  # `Karl Tamsen von der Werft`
    after, word = tokens[j + 1], words[j + 1]
    if word in tables.particles or word.startswith(_ARTICLES):
        return True
    sure = j > i and words[j] not in _EVERYDAY and (words[i] in tables.firstnames or words[j] in _ARABIC)
    named = after.tag in {"NE", "FM"} or word in tables.surnames or (sure and after.tag == "NN")
    return named and word[0].isupper() and not word.isupper()


def written(tokens: Sequence[Token], start: int, end: int) -> str:
    """The words of a name with the spaces that the report has between them, whatever white space those are."""
    parts = [tokens[start].text]
    for before, token in zip(tokens[start:end], tokens[start + 1 : end], strict=False):
        parts.append(token.text if before.end == token.start else " " + token.text)
    return "".join(parts)


def genitive_off(tokens: Sequence[Token], start: int, last: int, seen: Container[str], tables: Lookup) -> str:
    """The last word of a name without the s of a genitive.

    It is the genitive's if the report has the word without it too, if a noun follows (`Angela Merkels Sprecher`), or if
    the name stands right behind a noun that is no role (`die Rede Angela Merkels`). Elsewhere the s is the name's own
    (`sein Verteidiger Paul Reimers`), however well the name without it is known.
    """
    word = tokens[last].text
    if word.endswith(("’", "'")) and len(word) > 3:
        return word[:-1]
    if not word.endswith("s") or word.endswith("ss") or len(word) < 4:
        return word
    bare = word[:-1]
    if bare in tables.firstnames and start < last:
        return word  # `Karl Williams`
    if bare in seen or (start == last and bare in tables.surnames):
        return bare
    known = bare in tables.surnames or word not in tables.surnames
    return bare if known and _genitive(tokens, start, last, tables) else word


def _genitive(tokens: Sequence[Token], start: int, last: int, tables: Lookup) -> bool:
    """Whether a name stands where a genitive does: in front of a noun, or behind one that is no role."""
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and (after.tag in {"NN", "ADJA"} or (after.text in tables.firstnames and start < last)):
        return True
    before = tokens[start - 1] if start else None
    if before is None or before.tag != "NN" or start == last:
        return False
    body = tables.body(before.text) is not None and tables.role(before.text) is None
    return not _leads(before.text, tables) or (body and tokens[last].text[:-1] in tables.surnames)


def _leads(word: str, tables: Lookup) -> bool:
    return tables.role(word) is not None or word in tables.titles or tables.body(word) is not None
