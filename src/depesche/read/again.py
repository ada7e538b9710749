"""Who is named again: surnames alone, short forms, and forms that mean something only once it is known."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.read.about import describe, gender_before
from depesche.read.cast import Cast, Entity, entity_of
from depesche.read.lookup import Lookup, Named
from depesche.records import Token

_AT_A_PLACE = frozenset(["in", "nach", "um", "bei", "nahe", "im", "über", "vor"])
_INTO = frozenset(["in", "nach"])
_NAMES = frozenset(["NE", "NN", "NNA", "NNI", "FM", "XY", "ADJA", "VVFIN", "VVPP"])
_BEHIND_TOWNS = frozenset(["(", ",", ".", ":", "-", "–", "—"])
_QUOTES = frozenset('„“”»«"')
_TOWN_OFFICES = ("bürgermeister", "bürgermeisterin", "bischof", "bischöfin", "stadtrat", "polizeipräsident")


def only_a_place(words: list[str], i: int, tables: Lookup) -> bool:
    """`in Wien`, `die Hauptstadt Wien`, `der Bürgermeister von Wien`: where something is, not a government."""
    before = words[i - 1] if i else ""
    if words[i + 1 : i + 3] == [",", "den"] and i + 3 < len(words) and words[i + 3][0].isdigit():
        return True  # `Berlin, den 3. Mai`
    if before.lower() in _AT_A_PLACE or tables.part(before, "before") == "place":
        return True
    return before in {"von", "der"} and i > 1 and words[i - 2].lower().endswith(_TOWN_OFFICES)


def in_dateline(words: Sequence[str], towns: Sequence[str]) -> int:
    """How many words from the start of a sentence are the towns of a dateline (`Genf/Wien (nda) -`), the mark behind them left."""
    known = {word.lower() for town in towns for word in town.split()}
    last = -1
    for i, word in enumerate(words):
        if word.lower() in known:
            last = i
        elif word not in {"/", ","} or last < 0:
            break
    return last + 1 if 0 <= last < len(words) - 1 and words[last + 1] in _BEHIND_TOWNS else 0


class Rest:
    """The second pass over a sentence, when everybody is known who is named in full."""

    def __init__(self, cast: Cast, tokens: Sequence[Token]) -> None:
        self.cast, self.tables, self.tokens = cast, cast.tables, tokens
        self.words = [t.text for t in tokens]

    def find(self) -> None:
        """Note surnames alone, and forms that mean something only where it is known."""
        inside = -1
        for i, token in enumerate(self.tokens):
            if not token.text[0].isupper() or token.start < inside or self.cast.named(token.start):
                inside = max(inside, self._end(token.start))
                continue
            self._short(i) or self._surname(i) or self._doubtful(i)

    def _short(self, i: int) -> bool:
        token = self.tokens[i]
        entity = self.cast.short.get(token.text) or self.cast.short.get(token.text.removesuffix("s"))
        if entity is not None:
            self.cast.note(entity, token.start, token.end, token.text)
        return entity is not None

    def _end(self, start: int) -> int:
        return self.cast.end_of(start)

    def _surname(self, i: int) -> bool:
        token = self.tokens[i]
        if token.tag not in _NAMES or (token.tag != "NE" and not self.cast.calls(token.text)):
            return False
        gender = gender_before(self.words, i, self.tables)
        person = self.cast.surname(token.text, token.start, gender, sound=token.tag == "NE") or self._alone(i)
        if person is None:
            return False
        first = i
        parts = person.name.split()
        while first > 0 and self.words[first - 1].lower() in parts and not self.words[first - 1].isupper():
            first -= 1  # `von der Leyen`, `Von der Leyen`
        self.cast.note(person, self.tokens[first].start, token.end, " ".join(self.words[first : i + 1]))
        describe(self.cast, person, self.tokens, self.words, first, i + 1)
        return True

    def _alone(self, i: int) -> Entity | None:
        """A person by a surname that many know, though the report names nobody in full."""
        token, tables = self.tokens[i], self.tables
        word = token.text if token.text in tables.surnames else token.text.removesuffix("s")
        if token.tag != "NE" or word not in tables.surnames or tables.places.get(word):
            return None
        before = self.words[i - 1].lower() if i else ""
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        goes_on = after is not None and after.tag == "NE" and after.text.removesuffix("s") not in tables.surnames
        street = before == "den" and i > 1 and self.words[i - 2].istitle()  # `Unter den Linden`
        return None if goes_on or street or before in {*_INTO, "das", "im"} else self.cast.person([word])

    def _doubtful(self, i: int) -> bool:
        """A form that can mean several things, or nothing: what the report speaks of most, if it fits here."""
        fit = []
        for form, named in self.tables.doubtful.get(self.words[i], ()):
            end = i + len(form)
            if tuple(self.words[i:end]) == form and self._meant(named, i, end):
                known = self.cast.known(named.name)
                fit.append((len(known.mentions) if known else 0, end, named))
        if not fit:
            return False
        _, end, named = max(fit, key=lambda one: one[0])
        words = " ".join(self.words[i:end])
        self.cast.note(entity_of(self.cast, named), self.tokens[i].start, self.tokens[end - 1].end, words)
        return True

    def _meant(self, named: Named, i: int, end: int) -> bool:
        """Whether a doubtful form means what the table says: that is known in the report, or the words around say so."""
        before = self.words[i - 1] if i else ""
        body = self.tables.body(before)
        if body is not None and body.kind == "media" and named.media:
            return True
        quoted = before in _QUOTES and end < len(self.words) and self.words[end] in _QUOTES
        if named.media:
            return quoted
        if self.words[i] in self.tables.places and only_a_place(self.words, i, self.tables):
            return False
        known = self.cast.known(named.name)
        return known is not None and bool(known.mentions)
