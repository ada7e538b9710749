"""The rules of `times_rules.tsv`, compiled into patterns over class codes, and the search for what they match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from depesche.errors import PackError
from depesche.packs import Pack
from depesche.read.times_words import Lexicon, Tokens, Word, lexicon

PIECE = re.compile(r"@?[A-Z0-9_]+|[\[\]()|?!]|\S")


class DoesNotFitError(Exception):
    """The words do not make a value of this kind: 31 as an hour, 14 as a month."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table. A rule without a type reads over its words."""

    name: str
    pattern: re.Pattern[str]
    type: str
    open: str
    anchor: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules and the words they are made of.

    beginning: for each class code the rules that can begin with it, and their places in the table.
    island: a stretch of words that may have to do with time. core: a word that makes the stretch worth a look.
    """

    beginning: dict[str, tuple[tuple[int, Rule], ...]]
    lexicon: Lexicon
    island: re.Pattern[str]
    core: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits. first, last: the tokens of the span; begin, end: those of the whole pattern."""

    rule: Rule
    tokens: Tokens
    begin: int
    first: int
    last: int
    end: int

    def words(self, *kinds: str) -> list[Word]:
        """The words of these classes, in their order."""
        return [w for w in self.tokens.words[self.begin : self.end] if w and w.kind in kinds]

    def inside(self) -> list[Word]:
        """The words of the span."""
        return [w for w in self.tokens.words[self.first : self.last] if w]

    def value(self, *kinds: str) -> str | None:
        """The value of the first word of these classes, or None."""
        return next((w.value for w in self.words(*kinds)), None)

    def need(self, *kinds: str) -> str:
        """The value of the first word of these classes.

        Raises:
            DoesNotFitError: if there is none.

        """
        value = self.value(*kinds)
        if value is None:
            raise DoesNotFitError(kinds)
        return value

    @property
    def start(self) -> int:
        """Where the span begins in the text."""
        return self.tokens.places[self.first][0]

    @property
    def stop(self) -> int:
        """Where the span ends in the text."""
        return self.tokens.places[self.last - 1][1]


@lru_cache(maxsize=4)
def compiled(pack: Pack) -> Rules:
    """Compile the rules of a pack.

    Raises:
        PackError: if a pattern names a class that does not exist, repeats without end, or marks no span.

    """
    words = lexicon(pack)
    pieces: dict[str, str] = {}
    rules = []
    for row in pack.table("times_rules"):
        where = f"{pack.folder / 'times_rules.tsv'}: {row['rule']} {row['pattern']}"
        source = _source(row["pattern"], pieces, words.codes, where)
        if row["rule"].startswith("@"):
            pieces[row["rule"]] = source
            continue
        if source.count("(?P<span>") != 1:
            raise PackError("A rule must mark one span.", where=where, hint="Put the span between [ and ].")
        confidence = float(row["confidence"] or 0)
        rules.append(Rule(row["rule"], re.compile(source), row["type"], row["open"], row["anchor"], confidence))
    helpers = pieces.get("@HELPER", "")
    core = "".join(code for code in words.codes.values() if code not in helpers)
    outside = "".join(words.codes[kind] for kind in ("LOW", "CAP", "MARK"))
    begins = [first_codes(rule.pattern.pattern) for rule in rules]
    beginning = {code: tuple((n, r) for n, r in enumerate(rules) if code in begins[n]) for code in words.codes.values()}
    return Rules(beginning, words, re.compile(_island(words.codes, outside)), re.compile(f"[{core}]"))


def _island(codes: dict[str, str], outside: str) -> str:
    """A stretch without other words, but for one between a number and its unit: `zwei magere Jahre`."""
    numbers, units = (codes["N"] + codes["NUMW"], codes["JAHRE"] + codes["UNITS"])
    return f"[^{outside}]+(?:(?<=[{numbers}]){codes['LOW']}(?=[{units}])[^{outside}]+)?"


def _source(pattern: str, pieces: dict[str, str], codes: dict[str, str], where: str) -> str:
    """Turn a pattern of the table into a regular expression over codes."""
    out = []
    negated = False
    for piece in PIECE.findall(pattern):
        if piece in "[]()|?":
            out.append({"[": "(?P<span>", "]": ")", "(": "(?:"}.get(piece, piece))
        elif piece == "!":
            negated = True
        else:
            code = pieces.get(piece) if piece.startswith("@") else codes.get(piece)
            if code is None:
                raise PackError(f"A rule names {piece}, which is no class of words.", where=where)
            out.append(f"(?!{code})" if negated else code)
            negated = False
    return "".join(out)


def search(tokens: Tokens, rules: Rules) -> Iterator[Match]:
    """All that the rules match, by the place of their spans and then by the order of the table.

    Matches may overlap: whoever asks takes the first that makes sense and passes over those that begin inside it.
    """
    for island in rules.island.finditer(tokens.codes):
        if not rules.core.search(tokens.codes, island.start(), island.end()):
            continue
        waiting: dict[int, list[tuple[int, int, Match]]] = {}
        for place in range(island.start(), island.end()):
            for order, match in _matches(tokens, rules, place):
                waiting.setdefault(match.first, []).append((order, place, match))
            # No pattern that begins further on can have its span here.
            yield from (match for *_, match in sorted(waiting.pop(place, ()), key=itemgetter(0, 1)))
        for first in sorted(waiting):
            yield from (match for *_, match in sorted(waiting[first], key=itemgetter(0, 1)))


def _matches(tokens: Tokens, rules: Rules, place: int) -> Iterator[tuple[int, Match]]:
    for order, rule in rules.beginning.get(tokens.codes[place], ()):
        if found := rule.pattern.match(tokens.codes, place):
            first, last = found.span("span")
            yield order, Match(rule, tokens, place, first, last, found.end())


SYNTAX = re.compile(r"\(\?P<span>|\(\?:|\(\?!.\)|.")


def first_codes(source: str) -> set[str]:
    """The codes that a compiled pattern can begin with, so that most rules need not be tried at most places.

    >>> sorted(first_codes("(?:a|b?)(?P<span>c(?!d)|e)f"))
    ['a', 'b', 'c', 'e']
    """
    return _sequence(iter([*SYNTAX.findall(source), ")"]))[0]


def _sequence(pieces: Iterator[str]) -> tuple[set[str], bool]:
    """Read up to the closing bracket: the codes that may come first, and whether nothing at all may come."""
    codes: set[str] = set()
    empty = False  # whether one of the branches read so far may be empty
    open_, last, last_empty = True, set[str](), True  # of the branch: still at its beginning; its last piece
    for piece in pieces:
        if piece in ")|":
            codes |= last
            empty |= open_ and last_empty
            if piece == ")":
                break
            open_, last, last_empty = True, set(), True
        elif piece == "?":
            last_empty = True
        elif not piece.startswith("(?!"):
            codes |= last
            open_ = open_ and last_empty
            group = _sequence(pieces) if piece.startswith("(") else ({piece}, False)
            last, last_empty = (group[0] if open_ else set()), group[1]
    return codes, empty
