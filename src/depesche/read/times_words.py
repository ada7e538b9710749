"""Words of time: what the tables of a pack say about each form, and a text as a string of word classes.

Every token of a text becomes one character, the code of its class; the rules of `times_rules.tsv` are patterns over
these characters. Tokens that have nothing to do with time are told apart only as CAP, LOW and MARK.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from depesche.errors import PackError
from depesche.packs import Pack

FIRST_CODE = 0xE000  # private use: no text is matched, only codes
LEXER = re.compile(
    r"""(?P<WORD>[^\W\d_]+)
      | (?P<ISO>[0-9]{4}-[0-9][0-9]-[0-9][0-9](?![0-9]))
      | (?P<DMY>[0-9]{1,2}\.[ ]?[0-9]{1,2}\.[ ]?(?:[0-9]{4}|[0-9]{2})(?![.:,]?[0-9]))
      | (?P<DM>[0-9]{1,2}\.[ ]?[0-9]{1,2}\.(?![0-9]))
      | (?P<CLOCK>[0-9]{1,2}[.:][0-9][0-9](?::[0-9][0-9])?(?![.:,]?[0-9]))
      | (?P<BIG>[0-9]{1,3}(?:[.\u00a0\u202f][0-9]{3})+(?![0-9]))
      | (?P<DEC>[0-9]{1,9},[0-9]{1,9})
      | (?P<DECADE>(?:[0-9]{4}|[0-9][0-9])-?ern?)(?![^\W\d_])
      | (?P<ORD>[0-9]{1,2}\.)(?![0-9])
      | (?P<N>[0-9]+)
      | (?P<MARK>[^\w\s]|_)""",
    re.VERBOSE,
)
MARKS = (
    {",": "COMMA", ".": "DOT", "(": "OPEN", "/": "SLASH"} | dict.fromkeys("-–—‑", "HY") | dict.fromkeys("’'‘", "QUOTE")
)
# Sentences begin after these, and so may words that are written small elsewhere.
STOPS = frozenset('.!?:;"„“”»«›‹–—(\n*|')
ADJECTIVE = ("e", "er", "es", "en", "em")
MADE = {"STEM"}  # rows that the reader makes words of, and that are no words themselves


@dataclass(frozen=True, slots=True)
class Word:
    """What the tables say about a form: the class that the rules call it by, and the value that it adds."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All forms of a pack that mean time, the code of each class, and the ends of nouns that last.

    lexer: what cuts a text into tokens; forms of several words (`Tag der Arbeit`) are one.
    either: nouns that are another word where a sentence begins with them (Morgen).
    """

    forms: dict[str, Word]
    codes: dict[str, str]
    folded: frozenset[str]
    either: frozenset[str]
    lasting: re.Pattern[str]
    lexer: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as tokens: where each stands, its class code, and what the tables say about it (None for most)."""

    text: str
    lexicon: Lexicon
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
    for found in lexicon.lexer.finditer(text):
        kind = found.lastgroup or "MARK"
        form = found.group()
        word: Word | None
        if kind == "PHRASE":
            word = forms[" ".join(form.split())]
            kind = word.kind
        elif kind == "WORD":
            word = forms.get(form)
            if form in lexicon.either and _opens_sentence(text, found.start()):
                word = forms[form.lower()]  # `Morgen wird gewählt`
            elif word is None and form.lower() in lexicon.folded:
                word = _as_written_elsewhere(text, found.start(), form, forms)
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
    return Tokens(text, lexicon, "".join(codes), places, words)


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
    if kind == "N" and len(form) > 4:
        return Word("BIG", form)
    if kind == "N" and len(form) == 4:
        number = int(form)
        if number % 100 == 0:
            return Word("ROUND" if 1800 <= number <= 2100 else "N", form)
        if 1900 < number < 2060:
            return Word("YEAR", form)
        if 1000 < number < 2100:
            return Word("OLDYEAR", form)
    if kind == "DECADE":
        digits = form.rstrip("n").removesuffix("er").rstrip("-")
        century = "" if len(digits) == 4 else "19" if digits[0] in "23456789" else "20"
        return Word(kind, century + digits[:-1])
    return Word(kind, form)


@lru_cache(maxsize=4)
def lexicon(pack: Pack) -> Lexicon:
    """Read the tables of a pack.

    Raises:
        PackError: if a table is missing or gives one form two classes.

    """
    forms: dict[str, Word] = {}
    entries = [*_listed(pack), *_calendar_words(pack), *_weekdays(pack), *_number_words(pack)]
    for form, word in entries:
        if forms.setdefault(form, word) != word:
            raise PackError(
                f"The word {form} has two classes: {forms[form].kind} and {word.kind}.",
                where=str(pack.folder / "times_words.tsv"),
            )
    kinds = sorted({word.kind for word in forms.values()} | set(LEXER.groupindex) | set(MARKS.values()) | _OTHERS)
    codes = {kind: chr(FIRST_CODE + n) for n, kind in enumerate(kinds)}
    lasting = "|".join(re.escape(noun) for noun in pack.words("times_lasting"))
    folded = frozenset(form.lower() for form in forms)
    either = frozenset(form for form in forms if form[0].isupper() and form.lower() in forms)
    return Lexicon(forms, codes, folded, either, re.compile(f"(?:{lasting})(?:e|en|er|es|s|n)?$"), _lexer(forms))


def _lexer(forms: dict[str, Word]) -> re.Pattern[str]:
    phrases = sorted((form for form in forms if " " in form), key=len, reverse=True)
    if not phrases:
        return LEXER
    listed = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(f"(?P<PHRASE>(?:{listed})(?![^\\W\\d_]))|{LEXER.pattern}", re.VERBOSE)


_OTHERS = {"DASH", "CAP", "LOW", "YEAR", "ROUND", "OLDYEAR"}


def _listed(pack: Pack) -> list[tuple[str, Word]]:
    found = []
    for row in pack.table("times_words"):
        word = Word(row["class"], row["value"])
        ends = ("", *ADJECTIVE) if row["ends"] == "adj" else ("",)
        found += [(form + end, word) for form in row["words"].split() for end in ends if word.kind not in MADE]
    return found


def _calendar_words(pack: Pack) -> list[tuple[str, Word]]:
    """Months and feasts with their other forms."""
    found = []
    for row in pack.table("months"):
        forms = [row["month"], row["month"] + "s", *row["other"].split()]
        found += [(form, Word("MON", row["number"])) for form in forms]
        found += [
            (form + end, Word("MONPART", f"{row['number']} {end}"))
            for form in forms
            if form.isalpha()
            for end in ("hälfte", "woche")
        ]
    for row in pack.table("holidays"):
        forms = f"{row['holiday']} {row['forms']}".split()
        found += [(form.replace("_", " "), Word(row["class"], row["date"])) for form in forms if form != "-"]
    return found


def _weekdays(pack: Pack) -> list[tuple[str, Word]]:
    """Weekdays, alone (Montag), as a habit (montags) and with a part of the day (Montagabend)."""
    parts = [row for row in pack.table("times_words") if row["class"] == "PART"]
    found = []
    for number, name in enumerate(pack.words("weekdays"), start=1):
        found += [(name + end, Word("WD", str(number))) for end in ("", "en")]
        found += [(form + "s", Word("WDS", str(number))) for form in (name, name.lower())]
        for row in parts:
            word = Word("WDP", f"{number} {row['value']}")
            for part in row["words"].lower().split():
                found.append((name + part, word))
                found += [(form + part + "s", Word("WDPS", word.value)) for form in (name, name.lower())]
    return found


def _number_words(pack: Pack) -> list[tuple[str, Word]]:
    """Numbers in words, and what is made of them: ordinals, durations in one word, decades."""
    table = pack.table("numbers")
    numbers = {row["word"]: row["number"] for row in table}
    ones = {"ein": "1"} | {form: number for form, number in numbers.items() if number in set("23456789")}
    tens = {form: number for form, number in numbers.items() if re.fullmatch("[2-9]0", number)}
    numbers |= {f"{one}und{ten}": str(int(n) + int(m)) for ten, m in tens.items() for one, n in ones.items()}
    numbers |= {f"{one}hundert": f"{n}00" for one, n in ones.items()}
    halves = {f"{one}einhalb": f"{n}.5" for one, n in ones.items()}
    found = [(form, Word("NUMW", number)) for form, number in (numbers | halves).items()]
    found += _ordinals(numbers, {row["word"]: row["ordinal"] for row in table if row["ordinal"]})
    found += _durations(pack, numbers | halves | {"ein": "1", "halb": "0.5"})
    return found + _decades(tens | {"zehn": "10"})


def _ordinals(numbers: dict[str, str], irregular: dict[str, str]) -> list[tuple[str, Word]]:
    stems = {"erst": "1"} | {stem + "t" * (not stem.endswith("t")): numbers[form] for form, stem in irregular.items()}
    for form, number in numbers.items():
        if form not in irregular and number.isdigit() and int(number) <= 31:
            stems.setdefault(form + ("t" if int(number) < 20 else "st"), number)
    return [(stem + end, Word("ORDW", number)) for stem, number in stems.items() for end in ADJECTIVE]


def _durations(pack: Pack, numbers: dict[str, str]) -> list[tuple[str, Word]]:
    """Durations in one word (achtstündig), and the second half of those with a figure (8-stündig)."""
    found = []
    for row in pack.table("times_words"):
        if row["class"] not in MADE:
            continue
        stem, unit = row["words"], row["value"]
        found += [(stem + end, Word("ADJUNIT", unit)) for end in ADJECTIVE]
        for form, number in numbers.items():
            word = Word("YEARADJ" if unit == "Y" else "DURADJ", duration(number, unit))
            found += [(form + stem + end, word) for end in ("", *ADJECTIVE)]
    return found


def _decades(tens: dict[str, str]) -> list[tuple[str, Word]]:
    found = []
    for form, number in tens.items():
        word = Word("DECADE", ("20" if number == "10" else "19") + number[0])
        noun = form.capitalize()
        found += [
            (name, word) for name in (f"{form}er", f"{noun}er", f"{noun}ern", f"{noun}erjahre", f"{noun}erjahren")
        ]
    return found


def duration(number: str, unit: str) -> str:
    """Write a duration in TIMEX3; units below the day carry a leading T.

    >>> duration("2.5", "Y"), duration("8", "TH"), duration("X", "M")
    ('P2.5Y', 'PT8H', 'PXM')
    """
    return f"PT{number}{unit[1:]}" if unit.startswith("T") else f"P{number}{unit}"
