"""Who is named in a report, and where: full names, all that the tables know, then surnames and doubtful forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from depesche.read.about import TITLES, describe, gender_before
from depesche.read.again import Rest, in_dateline, only_a_place
from depesche.read.cast import Cast, entity_of
from depesche.read.lookup import Lookup, Named
from depesche.read.once import Once
from depesche.read.runs import first_name, genitive_off, name_run, written
from depesche.read.shortened import explain
from depesche.records import Sentence, Token

_PREPOSITIONS = frozenset(
    ["von", "vom", "zu", "zum", "zur", "an", "am", "im", "auf", "aus", "der", "den", "dem", "des", "die", "das"]
)
_INTO = frozenset(["in", "nach"])
_ENGLISH = frozenset(["of", "the", "for", "and"])
_WATERS = frozenset(["Straße", "Meerenge", "Golf", "Bucht"])  # `die Straße von Gibraltar`
_FATHERS = frozenset(["Abu", "Umm"])  # what stands in front of a name by a child
_AHEAD = 3  # words in which a name may show that it is a body's
_QUOTES = frozenset('„“”»«"')
# Institutions that a name in apposition belongs to: `der Konzern Tamsen`.
_BEARERS = frozenset(["company", "association", "media", "science", "security", "group", "parliament"])


_CAST = Once[Cast]()


def read_cast(
    sentences: Sequence[Sentence], tables: Lookup, authors: Sequence[str] = (), datelines: Sequence[str] = ()
) -> Cast:
    """Find all named entities: first persons by their full names and everything the tables know, then surnames alone.

    authors: who wrote the report; lines that only name them are passed over, for they do not act in it. datelines: the
    towns it was written in, which at its beginning are no governments. Whoever asks gets a cast of its own, to add to.
    """
    given = (tuple(authors), tuple(datelines))
    return _CAST.get(tables, sentences, lambda: _read_cast(sentences, tables, authors, datelines), given).copy()


def _read_cast(sentences: Sequence[Sentence], tables: Lookup, authors: Sequence[str], datelines: Sequence[str]) -> Cast:
    sentences = [sentence for sentence in sentences if not _byline(sentence, authors)]
    cast = Cast(tables)
    seen = Counter(_written(sentences))
    for sentence in sentences:
        names = _Names(cast, sentence.tokens, seen)
        names.find(in_dateline(names.words, datelines))
    for sentence in sentences:
        Rest(cast, sentence.tokens).find()
    return cast


def _written(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Every noun and name, and every two names in a row."""
    for sentence in sentences:
        before = ""
        for token in sentence.tokens:
            if token.tag in {"NE", "NN"}:
                yield token.text
                if before:
                    yield f"{before} {token.text}"
            before = token.text if token.tag == "NE" else ""


def _byline(sentence: Sentence, authors: Sequence[str]) -> bool:
    if not authors or any(t.tag in {"VVFIN", "VAFIN", "VMFIN"} for t in sentence.tokens):
        return False
    words = {t.text for t in sentence.tokens}
    return any(words >= set(name.split()) for name in authors)


class _Names:
    """The first pass over a sentence."""

    def __init__(self, cast: Cast, tokens: Sequence[Token], seen: Counter[str]) -> None:
        self.cast, self.tables, self.tokens, self.seen = cast, cast.tables, tokens, seen
        self.words = [t.text for t in tokens]

    def find(self, first: int = 0) -> None:
        """Note every name from a word on."""
        i = first
        small, particles = self.tables.small, self.tables.particles
        while i < len(self.words):
            word = self.words[i]
            if word[0].isupper() or (word in particles and self._von(i)):
                i += self._person(i) or self._table_name(i) or 1
            elif word in small and self.words[i - 1] != "(":  # `n-tv`, but no credit
                i += self._table_name(i) or 1
            else:
                if word == "(":
                    explain(self.cast, self.tokens, self.words, i)
                i += 1

    def _von(self, i: int) -> bool:
        """`Präsidentin von der Leyen`: a name that begins with its particles, behind a role."""
        words = self.words
        if not 0 < i < len(words) - 1 or not self._led(i):
            return False
        chain = words[i] == "von" and words[i + 1] in {"der", "den", "dem"}
        return chain or (words[i] not in _PREPOSITIONS and self.tokens[i].tag in {"NE", "FM"})

    def _led(self, i: int) -> bool:
        """Whether a role or title stands right before."""
        before = self.words[i - 1] if i else ""
        before = self.words[i - 2] + "." if before == "." and i > 1 else before
        if not before or self.tables.part(before, "first"):
            return False
        return self.tables.role(before) is not None or before in self.tables.titles

    def _table_name(self, i: int) -> int:
        found = self.tables.name_at(self.words, i)
        if found is None or (found[0] == 1 and self.tokens[i].tag[0] == "V"):
            return 0
        length, named = found
        if i and self.tables.part(self.words[i - 1], "first") == "place" and self.words[i - 1][0].isupper():
            return length  # `New Mexico`
        if i > 1 and self.words[i - 1] == "von" and self.words[i - 2] in _WATERS:
            return length
        if named.media and self.tokens[i].tag == "ART" and (i == 0 or self.words[i].islower()):
            return 0  # `Die Zeit verging`, `der Freitag`
        if named.kind == "organisation" and self.tables.part(
            " ".join(self.words[i + length : i + length + 1]), "legal"
        ):
            length += 1
        if named.code and named.kind == "organisation" and self._of_another_state(named, i, i + length):
            return 0
        if named.seat and only_a_place(self.words, i, self.tables):
            return length  # `in Wien` is a place; `Wien fordert` and `aus Wien` are a government
        self._note(named, i, i + length)
        return length

    def _of_another_state(self, named: Named, i: int, end: int) -> bool:
        """`die Demokratische Partei Thailands`, `der sächsische Verfassungsschutz`: not the one that the table knows by the name."""
        if self._of_a_region(i, end):
            return True
        at = end + (end + 1 < len(self.words) and self.tokens[end].tag == "ART")
        after = self.tables.name_at(self.words, at) if at < len(self.words) else None
        before = self.tables.nationality(self.words[i - 1]) if i else None
        state = after[1].code if after is not None and after[1].kind == "state" else before.code if before else ""
        genitive = self.words[end - 1 : end] != self.words[at : at + 1]
        return bool(state) and genitive and state != named.code

    def _of_a_region(self, i: int, end: int) -> bool:
        """Whether a body with a common noun for its name is one of a part of the state; parties keep their names everywhere."""
        word, behind = self.words[i], self.words[end : end + 2]
        if end - i > 1 or not (self.tables.body(word) or word in self.tables.descriptions):
            return False
        return (i > 0 and self.words[i - 1].lower() in self.tables.regional) or (
            behind[:1] == ["in"] and behind[-1] in self.tables.regions
        )

    def _note(self, named: Named, start: int, end: int) -> None:
        entity = entity_of(self.cast, named)
        self.cast.note(entity, self.tokens[start].start, self.tokens[end - 1].end, " ".join(self.words[start:end]))

    def _person(self, i: int) -> int:
        """How many tokens from here are a person's name, noted if they are; also those that are a name of something else."""
        if self.tokens[i].tag == "NN" and not self._name_all_the_same(i):
            return 0
        run = name_run(self.tokens, self.words, i, self.tables)
        if not run:
            return 0
        part = self._part(i, run)
        if part and (part != "body" or self._may_begin(i, run) or (run > 1 and self._large(i, run))):
            return self._thing(part, i, run)
        if part or not self._may_begin(i, run) or not self._is_person(i, run):
            return 0
        words = self._nominative(i, run).split()
        title = gender_before(self.words, i, self.tables)
        known = self.cast.surname(words[0], self.tokens[i].start, title) if run == 1 else None
        person = known or self.cast.person(words)
        end = i + run
        form = written(self.tokens, i, end)
        self.cast.note(person, self.tokens[i].start, self.tokens[end - 1].end, form)
        describe(self.cast, person, self.tokens, self.words, i, end)
        return run

    def _name_all_the_same(self, i: int) -> bool:
        """Whether a common noun by its tag can begin a name: a first name, a surname, or part of a body's name."""
        word, tables = self.words[i], self.tables
        if word in tables.surnames or word.removesuffix("s") in tables.surnames or self._first_name(i):
            return True
        if i and self.words[i - 1] in TITLES:
            return True  # `Frau Kjer`
        if tables.part(word, "first"):
            return True
        for after in self.words[i + 1 : i + 1 + _AHEAD]:
            if not after[0].isupper():
                return False
            if tables.part(after, "legal") or tables.part(after, "last"):
                return True
        return False

    def _nominative(self, i: int, run: int) -> str:
        last = i + run - 1
        word = self.words[last]
        form = written(self.tokens, i, i + run)
        return form.removesuffix(word) + genitive_off(self.tokens, i, last, self.seen, self.tables)

    def _large(self, i: int, run: int) -> bool:
        """Whether all words are names by their tags, and none is a role or the noun of an institution but the last."""
        inner = self.words[i : i + run - 1]
        return not any(self.tables.role(w) or self.tables.body(w) for w in inner) and all(
            t.tag in {"NE", "FM", "XY"} for t in self.tokens[i : i + run]
        )

    def _may_begin(self, i: int, run: int) -> bool:
        """Whether the first word can be the first of a person's name."""
        word, tables = self.words[i], self.tables
        sure = self._first_name(i) and run > 1
        if (word in tables.titles or tables.name_at(self.words, i) or tables.body(word)) and not sure:
            return False
        if tables.role(word) is not None and not (sure and self.tokens[i].tag == "NE"):
            return False
        # `die ehemalige Hostess Silvia Kolb`: a noun that the tagger takes for a name
        return self._first_name(i) or not any(self._first_name(k) for k in range(i + 1, i + run - 1 + (run == 2)))

    def _first_name(self, i: int) -> bool:
        return self.words[i] in _FATHERS or first_name(self.words[i], self.tables)

    def _part(self, i: int, run: int) -> str:
        """What the words of the run, or the noun before it, say that it is, if that is no person."""
        words, tables = self.words[i : i + run], self.tables
        person = self._first_name(i) and run > 1
        if tables.part(words[0], "month"):
            return "month"
        found = "" if run < 2 else tables.part(words[-1], "last") or tables.part(words[0], "first")
        found = next((kind for word in words if run > 1 and (kind := tables.part(word, "any"))), found)
        found = "body" if run > 1 and tables.part(words[-1], "legal") else found
        if found and not (person and run == 2 and found == "place"):
            return found
        return "" if self.tokens[i].tag != "NE" else self._apposed(i, person=person)

    def _apposed(self, i: int, *, person: bool) -> str:
        """`die Stadt Posen`, `der Konzern Tamsen`: what the noun before a name says."""
        before, tables = self.words[i - 1] if i else "", self.tables
        told = tables.part(before, "before")
        body = tables.body(before)
        if person:
            joined = i > 1 and self.tokens[i - 2].tag == "KON"  # `Kommissarin für Medien und Wirtschaft Ida Lund`
            firm = body is not None and body.kind in {"company", "media"} and not tables.role(before) and not told
            firm = firm and not joined
            return "body" if firm else ""  # `die Bank Karl Tamsen`
        if told == "place":
            return "place"
        institution = body is not None and body.kind in _BEARERS and told != "family" and not tables.role(before)
        known = tables.name_at(self.words, i) or self.words[i] in tables.surnames or self.words[i].endswith("s")
        return "body" if institution and not known else ""

    def _thing(self, part: str, i: int, run: int) -> int:
        """A name of something else than a person: a body acts, a place or thing does not."""
        if part == "month":
            return 1
        whose = self.words[i].endswith("s") and self.words[i][:-1] in self.seen  # `Tamsens Team`
        if part == "body" and not whose and self.words[i] not in self.tables.places:
            entity = self.cast.add(self._nominative(i, run), "organisation", gender="n")
            first, last = self.tokens[i], self.tokens[i + run - 1]
            self.cast.note(entity, first.start, last.end, written(self.tokens, i, i + run))
            if run == 1:
                self.cast.short.setdefault(entity.name, entity)
        if whose and run > 1:
            return 0
        inner = (k for k in range(run) if self.tables.name_at(self.words, i + k))
        return next(inner, run) if part == "place" else run

    def _is_person(self, i: int, run: int) -> bool:
        words, tables = self.words[i : i + run], self.tables
        if run > 1 and self._first_name(i):
            return True
        if words[0] in tables.places or words[0].removesuffix("s") in tables.places:
            return False
        surname = words[-1] in tables.surnames or words[-1].removesuffix("s") in tables.surnames
        if self._led(i):
            named = self.tokens[i].tag == "NE" or (words[0] in tables.particles and run > 1) or (run == 1 and surname)
            named = named or self.words[i - 1] in TITLES
            return named and not words[-1].isupper()
        names = all(self._a_name(k) for k in range(i, i + run))
        if run < 2 or not names or self._of_tables(words) or self._of_things(i, run):
            return False
        return surname or self._acts_like_one(i, run)

    def _a_name(self, k: int) -> bool:
        """Whether a word of a run is a name by its tag, or a particle or what one leads on to."""
        token, particles = self.tokens[k], self.tables.particles
        return (
            token.tag in {"NE", "FM"} or token.text in particles or token.text == "." or self.words[k - 1] in particles
        )

    def _of_tables(self, words: list[str]) -> bool:
        tables = self.tables
        known = words[-1] in tables.surnames or words[-1].removesuffix("s") in tables.surnames
        together = self.seen[f"{words[0]} {words[1]}"]
        if words[0] in tables.surnames and (self.seen[words[0]] > together or (known and together < 2)):
            return True  # two persons side by side
        if words[0].endswith("s") and (words[0][:-1] in self.seen or words[0][:-1] in tables.surnames):
            return True  # what is somebody's: `Tamsens Flucht`
        return any(
            tables.name_at([word], 0) or tables.prefix(word) or word in tables.places or tables.body(word)
            for word in words
        )

    def _of_things(self, i: int, run: int) -> bool:
        """`das Lund Laboratory`, `nach Olde Tamsen`, `PKT Lund`, `„Angry Whales“`: no person is called so without a known first name."""
        before = self.words[i - 1] if i else ""
        article = i > 0 and self.tokens[i - 1].tag in {"ART", "APPRART"}
        quoted = before in _QUOTES or (i + run < len(self.words) and self.words[i + run] in _QUOTES)
        large = any(len(word) > 1 and word.isupper() for word in self.words[i : i + run])
        return article or quoted or large or before.lower() in _INTO | _ENGLISH

    def _acts_like_one(self, i: int, run: int) -> bool:
        """A name without a known first name is a person's beside a verb, before an apposition, or where its last word comes again."""
        before = self.tokens[i - 1].tag if i else "$."
        after = self.tokens[i + run] if i + run < len(self.tokens) else None
        verbs = {"VVFIN", "VAFIN", "VMFIN"}
        if before in verbs | {"APPR"} or (after is not None and after.tag in verbs):
            return True
        if after is not None and after.text in {",", "("} and i + run + 1 < len(self.tokens):
            return self.tokens[i + run + 1].tag in {"ART", "NN", "CARD", "ADJA", "PRELS", "NE"} | verbs
        return self.seen.get(self.words[i + run - 1], 0) > 1
