"""Words of time: what the tables of a pack say about each form, and a text as a string of word classes.

Every token of a text becomes one character, the code of its class; the rules of `times_rules.tsv` are patterns over
these characters. Tokens that have nothing to do with time are told apart only as CAP, LOW and MARK.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from depesche.errors import PackError
from depesche.packs import Pack

FIRST_CODE = 0xE000  # private use: no text is matched, only codes
LEXER = re.compile(
    r"""(?P<ISO>\d{4}-\d\d-\d\d(?!\d))
      | (?P<DMY>\d{1,2}\.[ ]?\d{1,2}\.[ ]?(?:\d{4}|\d{2})(?![.:,]?\d))
      | (?P<DM>\d{1,2}\.[ ]?\d{1,2}\.(?!\d))
      | (?P<CLOCK>\d{1,2}[.:]\d\d(?![\d.:,]*\d))
      | (?P<BIG>\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?![\d]))
      | (?P<DEC>\d{1,9},\d{1,9})
      | (?P<DECADE>(?:\d{4}|\d\d)er)(?![^\W\d_])
      | (?P<ORD>\d{1,2}\.)(?!\d)
      | (?P<N>\d+)
      | (?P<WORD>[^\W\d_]+)
      | (?P<MARK>[^\w\s]|_)""",
    re.VERBOSE,
)
MARKS = {
    ",": "COMMA", ".": "DOT", "(": "OPEN", "-": "HY", "–": "HY", "—": "HY", "‑": "HY", "/": "SLASH", "’": "QUOTE", "'": "QUOTE", "‘": "QUOTE",
}  # fmt: skip
# Sentences begin after these, and so may words that are written small elsewhere.
STOPS = frozenset(".!?:;\"„“”»«›‹–—(\n*|")
ADJECTIVE = ("e", "er", "es", "en", "em")
UNIT_STEMS = (
    ("sekündig", "TS"), ("minütig", "TM"), ("stündig", "TH"), ("tägig", "D"), ("wöchig", "W"), ("monatig", "M"),
    ("jährig", "Y"),
)  # fmt: skip
TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
ONES = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")


@dataclass(frozen=True, slots=True)
class Word:
    """What the tables say about a form: the class that the rules call it by, and the value that it adds."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All forms of a pack that mean time, and the code of each class."""

    forms: dict[str, Word]
    codes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as tokens: where each stands, its class code, and what the tables say about it (None for most)."""

    text: str
    codes: str
    places: list[tuple[int, int]]
    words: list[Word | None]


def tokenise(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text into tokens and give each its class.

    >>> from depesche.packs import load
    >>> words = tokenise("Am 12. Januar", lexicon(load("de"))).words
    >>> [word.kind for word in words if word]
    ['AM', 'ORD', 'MON']
    """
    codes: list[str] = []
    places: list[tuple[int, int]] = []
    words: list[Word | None] = []
    forms, code_of = lexicon.forms, lexicon.codes
    for found in LEXER.finditer(text):
        kind = found.lastgroup or "MARK"
        form = found.group()
        if kind == "WORD":
            word = forms.get(form) or _as_written_elsewhere(text, found.start(), form, forms)
            kind = word.kind if word else "CAP" if form[0].isupper() else "LOW"
        elif kind == "MARK":
            word, kind = None, MARKS.get(form, "MARK")
            if kind == "HY" and text[found.end() : found.end() + 1].isspace() and text[found.start() - 1].isspace():
                kind = "DASH"
        else:
            word = _number(kind, form)
            kind = word.kind
        codes.append(code_of[kind])
        places.append(found.span())
        words.append(word)
    return Tokens(text, "".join(codes), places, words)


def _as_written_elsewhere(text: str, start: int, form: str, forms: dict[str, Word]) -> Word | None:
    """Look a word up as it is written within a sentence: in small letters, or capitalised instead of in capitals."""
    if form.islower():
        return None
    if len(form) > 1 and form.isupper():
        return forms.get(form.lower()) or forms.get(form.capitalize())
    if not form[1:].islower() and (found := forms.get(form.capitalize())):
        return found
    lower = forms.get(form.lower())
    return lower if lower and _opens_sentence(text, start) else None


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start]
    return not before.strip() or before.rstrip(" \t\u00a0")[-1] in STOPS


def _number(kind: str, form: str) -> Word:
    """Tell years from other numbers: 1997 may stand alone, 2000 and 1648 need more around them."""
    if kind == "N" and len(form) == 4 and form.isascii():
        number = int(form)
        if number % 100 == 0 and 1000 <= number <= 2100:
            return Word("ROUND", form)
        if 1900 < number < 2060:
            return Word("YEAR", form)
        if 1000 < number < 2100:
            return Word("OLDYEAR", form)
    if kind == "DECADE":
        return Word(kind, form[:-3] if len(form) > 4 else f"19{form[0]}" if form[0] in "23456789" else f"20{form[0]}")
    return Word(kind, form)


@lru_cache(maxsize=4)
def lexicon(pack: Pack) -> Lexicon:
    """Read the tables of a pack.

    Raises:
        PackError: if a table is missing or gives one form two classes.

    """
    forms: dict[str, Word] = {}
    entries = [*_listed(pack), *_calendar_words(pack), *_number_words(pack)]
    for form, word in entries:
        if forms.setdefault(form, word) != word:
            raise PackError(
                f"The word {form} has two classes: {forms[form].kind} and {word.kind}.",
                where=str(pack.folder / "times_words.tsv"),
            )
    kinds = sorted({word.kind for word in forms.values()} | set(LEXER.groupindex) | set(MARKS.values()) | _OTHERS)
    return Lexicon(forms, {kind: chr(FIRST_CODE + n) for n, kind in enumerate(kinds)})


_OTHERS = {"DASH", "CAP", "LOW", "YEAR", "ROUND", "OLDYEAR"}


def _listed(pack: Pack) -> list[tuple[str, Word]]:
    found = []
    for row in pack.table("times_words"):
        word = Word(row["class"], row["value"])
        ends = ("", *ADJECTIVE) if row["ends"] == "adj" else ("",)
        found += [(form + end, word) for form in row["words"].split() for end in ends]
    return found


def _calendar_words(pack: Pack) -> list[tuple[str, Word]]:
    """Months, feasts, weekdays and weekdays with a part of the day."""
    found = []
    for row in pack.table("months"):
        names = [row["month"], row["month"] + "s", *row["other"].split()]
        found += [(name, Word("MON", row["number"])) for name in names]
    for row in pack.table("holidays"):
        found += [(name, Word("HOL", row["date"])) for name in (row["holiday"], *row["forms"].split())]
    parts = [row for row in pack.table("times_words") if row["class"] == "PART"]
    for number, names in enumerate(pack.words("weekdays"), start=1):
        for name in names.split("/"):
            found += [(name + end, Word("WD", str(number))) for end in ("", "s", "en")]
            found.append((name.lower() + "s", Word("WDS", str(number))))
            for row in parts:
                word = Word("WDP", f"{number} {row['value']}")
                found += [(name + part.lower() + end, word) for part in row["words"].split() for end in ("", "s")]
    return found


def _number_words(pack: Pack) -> list[tuple[str, Word]]:
    """Numbers in words, and what is made of them: ordinals, durations in one word, decades."""
    table = pack.table("numbers")
    numbers = {row["word"]: row["number"] for row in table}
    for tens in TENS:
        numbers |= {f"{one}und{tens}": str(int(numbers[tens]) + n) for n, one in enumerate(ONES, start=1)}
    numbers |= {f"{one}hundert": f"{n}00" for n, one in enumerate(ONES, start=1)}
    halves = {f"{one}einhalb": f"{n}.5" for n, one in enumerate(ONES, start=1)}
    found = [(form, Word("NUMW", number)) for form, number in (numbers | halves).items()]
    found += _ordinals(numbers, {row["word"]: row["ordinal"] for row in table if row["ordinal"]})
    found += _durations(numbers | halves | {"ein": "1", "halb": "0.5"})
    found += _decades(numbers)
    return found


def _ordinals(numbers: dict[str, str], irregular: dict[str, str]) -> list[tuple[str, Word]]:
    stems = {"erst": "1"}
    for form, number in numbers.items():
        if "." not in number and int(number) <= 31 and not form.startswith("beide"):
            stems[irregular.get(form, form + ("t" if int(number) < 20 else "st")).removesuffix("tt") + "t"] = number
    for form, stem in irregular.items():
        stems[stem] = numbers[form]
    return [(stem + end, Word("ORDW", number)) for stem, number in stems.items() for end in ADJECTIVE]


def _durations(numbers: dict[str, str]) -> list[tuple[str, Word]]:
    found = []
    for stem, unit in UNIT_STEMS:
        for end in ADJECTIVE:
            found.append((stem + end, Word("ADJUNIT", unit)))
        for form, number in numbers.items():
            value = duration(number, unit)
            word = Word("YEARADJ" if unit == "Y" else "DURADJ", value)
            found += [(form + stem + end, word) for end in ("", *ADJECTIVE)]
    return found


def _decades(numbers: dict[str, str]) -> list[tuple[str, Word]]:
    found = []
    for tens in ("zehn", *TENS):
        word = Word("DECADE", ("20" if tens == "zehn" else "19") + numbers[tens][0])
        for name in (f"{tens}er", f"{tens.capitalize()}er", f"{tens.capitalize()}ern"):
            found.append((name, word))
        found += [(f"{tens.capitalize()}erjahre{end}", word) for end in ("", "n")]
    return found


def duration(number: str, unit: str) -> str:
    """Write a duration in TIMEX3; units below the day carry a leading T.

    >>> duration("2.5", "Y"), duration("8", "TH"), duration("X", "M")
    ('P2.5Y', 'PT8H', 'PXM')
    """
    return f"PT{number}{unit[1:]}" if unit.startswith("T") else f"P{number}{unit}"
