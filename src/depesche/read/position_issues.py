"""What a position is about: the noun phrase that names the issue, in the report's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from depesche.language.clauses import Clause
from depesche.language.issues import IssueNoun, issue_words
from depesche.packs import Pack
from depesche.read.fields import read_field
from depesche.read.lookup import Lookup
from depesche.read.phrases import Phrase, coordinated, noun_phrase
from depesche.read.position_tables import PositionTables
from depesche.read.position_units import Unit, doing
from depesche.read.subjects import subject
from depesche.read.view import View

# What brings in the issue behind such a noun (`Verzicht auf Manöver`), and what an object can stand behind, the likeliest first.
_TURNING = frozenset(["Verzicht", "Ablehnung", "Widerstand", "Weigerung"])
_LIGHT_PREPS = frozenset(["auf", "von", "zu", "nach", "an", "über", "für", "zur", "zum", "vom", "am"])
_OBJECT_PREPS = (
    "auf",
    "über",
    "an",
    "zu",
    "zur",
    "zum",
    "gegen",
    "nach",
    "für",
    "um",
    "von",
    "vor",
    "mit",
    "in",
    "zwischen",
    "am",
    "vom",
    "im",
)
_GUARANTEES = ("garantie", "garantien", "zusicherung", "zusicherungen", "zusage", "zusagen")
_WHITHER = frozenset(["in", "nach", "aus", "ins"])
# What tells no issues apart behind their noun.
_NUMBERS_AND_WAYS = frozenset(["ADV", "PPOSAT", "CARD"])
_KNOWN = (
    "der",
    "die",
    "das",
    "dem",
    "den",
    "des",
    "dies",
    "jen",
    "solch",
    "derartig",
    "ihr",
    "sein",
    "unser",
    "jed",
    "all",
    "bisherig",
)
_DATIVE = frozenset(["dem", "einem", "ihrem", "seinem", "diesem", "keinem", "jedem", "unserem"])
_LONGEST = 8
# How many nouns that only lead to an issue are followed one into the other (`die Möglichkeit eines Endes der Sanktionen`).
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Named:
    """The name of an issue in the report's language.

    way: contra where the words are for less of it, or for its end. negated: whether its clause is; None if it has none.
    known: whether an article or `solche`, `derartige` says that it was spoken of before.
    """

    name: str
    way: str = "pro"
    head: str = ""
    negated: bool | None = None
    known: bool = False


def turned(way: str) -> str:
    """The opposite of a stance."""
    return {"pro": "contra", "contra": "pro"}.get(way, way)


class Namer:
    """Names the issues of one report."""

    def __init__(self, pack: Pack, lookup: Lookup, tables: PositionTables, actors: frozenset[int]) -> None:
        """Name issues. actors: where the report names a state, a person or an agency, none of which is an issue."""
        self.words, self.lookup, self.tables, self.actors = issue_words(pack), lookup, tables, actors

    def of_unit(self, unit: Unit) -> Named | None:
        """The issue of a unit: what its verb does to what."""
        return next(iter(self.all_of(unit)), None)

    def all_of(self, unit: Unit) -> list[Named]:
        """The issues of a unit, several where its object is joined."""
        for clause in _deciding(unit):
            found = self._issues(unit.found, clause)
            if found:
                return found
        first = self._first_phrase(unit)
        return [first] if first is not None else []

    def judged(self, unit: Unit) -> Named | None:
        """What a unit judges: its subject, if that can be an issue."""
        found, clause = unit.found, unit.head
        parts = read_field(found, clause)
        own = None if clause.kind in {"inf", "um"} else subject(found, clause, parts, self.lookup)
        about = next((p for p in parts.nouns if own is not None and p.start == own[0]), None)
        if about is None or not self.can_name(found, about):
            return None
        return self.of_phrase(found, about, clause.last + 1)

    def _first_phrase(self, unit: Unit) -> Named | None:
        """The first phrase of a unit that is more than a name or a time."""
        for i in unit.own:
            if (
                i == 0
                or i - 1 not in unit.own
                or unit.found.tokens[i - 1].tag not in {"ART", "ADJA", "PPOSAT", "NN", "NE"}
            ):
                phrase = noun_phrase(unit.found.tokens, i, unit.own[-1] + 1)
                if phrase is not None and self.can_name(unit.found, phrase):
                    return self.of_phrase(unit.found, phrase, unit.own[-1] + 1)
        return None

    def of_clause(self, found: View, clause: Clause) -> Named | None:
        """The issue of a clause: its verb as a noun with what it acts on, or only that."""
        return next(iter(self._issues(found, clause)), None)

    def _issues(self, found: View, clause: Clause) -> list[Named]:
        return [named for part in _parts(found, clause) for named in self._of_part(found, part)]

    def _of_part(self, found: View, clause: Clause) -> list[Named]:
        done = doing(found, clause)
        noun, way = self.tables.verbs.get(done.lemma, ("", "pro"))
        end = clause.last + 1
        target = self._object(found, clause, known=bool(noun), passive=done.passive)
        if target is None:
            name = f"{noun} {self._whither(found, clause)}".strip()
            return [Named(name, way, noun, done.negated)] if noun else []
        against = target.prep is not None and found.tokens[target.prep].text.lower() == "gegen"
        if against and not noun and clause.kind in {"inf", "dass"}:
            way = "contra"  # `sich gegen eine Richtlinie auszusprechen`
        done_to = (self._done_to(found, phrase, end, noun, way) for phrase in self.joined(found, target, end))
        return [replace(named, negated=done.negated) for named in done_to if named is not None]

    @staticmethod
    def _whither(found: View, clause: Clause) -> str:
        """The named place that something goes to or comes from (`in die Ukraine`)."""
        for phrase in read_field(found, clause).preps:
            words = found.tokens[phrase.start : phrase.end]
            if found.tokens[phrase.head].tag == "NE" and words[0].text.lower() in _WHITHER and len(words) < _LONGEST:
                return " ".join([words[0].text.lower(), *(t.text for t in words[1:])])
        return ""

    def place(self, found: View, phrase: Phrase, end: int) -> tuple[int, int]:
        """Where a phrase stands with its complements, in characters."""
        return found.tokens[phrase.start].start, found.tokens[self.end_of(found, phrase, end) - 1].end

    def joined(self, found: View, phrase: Phrase, end: int) -> list[Phrase]:
        """The members of `den Rückzug der Truppen aus X und ein Ende der Sanktionen`, from the first on."""
        out = [phrase]
        while True:
            at = self.end_of(found, out[-1], end)
            following = self._behind_joint(found, phrase, at, end)
            if (
                following is None
                or not self.can_name(found, following)
                or self._one_genitive(found, out[-1], following)
            ):
                return out
            out.append(replace(following, prep=phrase.prep) if phrase.prep is not None else following)

    @staticmethod
    def _behind_joint(found: View, phrase: Phrase, at: int, end: int) -> Phrase | None:
        """The phrase behind `und`, `sowie` or a comma, also behind an adverb or the preposition once more (`mit X, mit Y`)."""
        if at >= end or found.tokens[at].text not in {"und", "sowie", "oder", ","}:
            return None
        at += 1
        while at < end and found.tokens[at].tag == "ADV":
            at += 1
        before = found.tokens[phrase.start - 1].text.lower() if phrase.start else ""
        if at < end and found.tokens[at].tag == "APPR" and found.tokens[at].text.lower() == before:
            at += 1
        return noun_phrase(found.tokens, at, end) if at < end else None

    @staticmethod
    def _one_genitive(found: View, first: Phrase, second: Phrase) -> bool:
        """`Größe und Umfang der Übungen`: two bare nouns with a genitive in common are one issue."""
        bare = found.tokens[second.start].tag in {"NN", "NE"} and second.end > second.head + 1
        return bare and first.end == first.head + 1

    def _done_to(self, found: View, target: Phrase, end: int, noun: str, way: str) -> Named | None:
        """The issue of something that is done to a phrase."""
        named = self.of_phrase(found, target, end)
        if named is None:
            return None
        if noun and target.prep is not None and not named.head.startswith(noun):
            return Named(f"{noun} {self._with_preposition(found, target, end)}", way, noun)
        if noun and not named.head.startswith(noun):
            named = replace(named, name=f"{noun} {self._genitive(found, target, end)}", head=noun)
        return replace(named, way=turned(named.way) if way == "contra" else named.way)

    def _object(self, found: View, clause: Clause, *, known: bool, passive: bool) -> Phrase | None:
        """What the verb of a clause acts on: its object, else a phrase with a preposition, else its subject."""
        parts = read_field(found, clause)
        own = None if clause.kind in {"inf", "um"} else subject(found, clause, parts, self.lookup)
        objects = [p for p in parts.nouns if own is None or p.start >= own[1] or p.end <= own[0]]
        objects = [p for p in objects if self.can_name(found, p)]
        about = next((p for p in parts.nouns if own is not None and p.start == own[0]), None)
        if passive and about is not None and self.can_name(found, about, named=known):
            return about
        if objects:
            direct = (p for p in objects if found.tokens[p.start].text.lower() not in _DATIVE)
            return next(direct, objects[0])
        for prep in _OBJECT_PREPS:
            for phrase in parts.preps:
                inner = Phrase(phrase.start + 1, phrase.end, phrase.head, phrase.prep)
                if found.tokens[phrase.start].text.lower() == prep and self.can_name(found, inner):
                    return inner
        return about if about is not None and self.can_name(found, about, named=known) else None

    def can_name(self, found: View, phrase: Phrase, *, named: bool = False) -> bool:
        """Whether a phrase can name an issue: a common noun, and neither a time nor somebody who acts."""
        head = found.tokens[phrase.head]
        if head.start in self.actors and not named:
            return False
        if head.tag == "NE":
            return named or "-" in head.text
        if head.tag not in {"NN", "NNI", "NNA"} or self._idle(head.text) or not head.text[0].isupper():
            return False
        return self.lookup.role(head.text) is None or head.text in self.words.nouns or named

    def _idle(self, word: str) -> bool:
        return word in self.words.idle and word not in self.tables.light

    def of_phrase(self, found: View, phrase: Phrase, end: int, depth: int = 0) -> Named | None:
        """The issue that a noun phrase names; what stands before its noun and tells no issues apart is left out."""
        tokens = found.tokens
        head = tokens[phrase.head]
        if head.tag not in {"NN", "NE", "NNI", "NNA", "FM", "XY"}:
            return None
        stop = self.end_of(found, phrase, end)
        base = self._base(found, phrase)
        if base in self.tables.light and depth < _DEEPEST:
            inner = self._complement(found, phrase, stop, end, depth=depth)
            if inner is not None:
                return replace(inner, way=turned(inner.way)) if self.tables.light[base] == "contra" else inner
        stand = self.tables.noun(base) if depth < _DEEPEST else None
        if stand is not None:
            inner = self._complement(found, phrase, stop, end, stand.preps, depth=depth)
            if inner is not None:
                return replace(inner, way=turned(inner.way)) if stand.noun in _TURNING else inner
        words = [*self._adjectives(found, phrase), base]
        words += [t.text for t in tokens[phrase.head + 1 : stop] if t.tag[0] != "$" and t.tag not in _NUMBERS_AND_WAYS]
        known = any(t.text.lower().startswith(_KNOWN) for t in tokens[phrase.start : phrase.head])
        return Named(" ".join(words[:_LONGEST]), "pro", base, known=known)

    def guaranteed(self, found: View, phrase: Phrase, end: int) -> Named | None:
        """What guarantees are asked for (`Garantien für ein Ende der Erweiterung`): that is asked for too."""
        if self._base(found, phrase).lower().endswith(_GUARANTEES):
            return self._complement(found, phrase, self.end_of(found, phrase, end), end, frozenset(["für"]), depth=0)
        return None

    def _complement(
        self, found: View, phrase: Phrase, stop: int, end: int, preps: frozenset[str] | None = None, *, depth: int
    ) -> Named | None:
        """The phrase right behind a noun: its genitive, or what a preposition brings in, one of the noun's own if it has such."""
        i = phrase.head + 1
        if i < end and found.tokens[i].text.lower() in (_LIGHT_PREPS if preps is None else preps):
            i += 1
        elif preps is not None:
            i = next((k for k in range(i, min(stop + 1, end)) if found.tokens[k].text.lower() in preps), end) + 1
            inner = noun_phrase(found.tokens, i, end) if i < end else None
            return self.of_phrase(found, inner, end, depth + 1) if inner is not None else None
        inner = noun_phrase(found.tokens, i, end) if i < max(stop, i + 1) and i < end else None
        if inner is None or inner.head == phrase.head or inner.start > phrase.head + 2:
            return None
        if self._idle(found.tokens[inner.head].text):
            return None  # `Ende Juli`
        return self.of_phrase(found, inner, end, depth + 1)

    def end_of(self, found: View, phrase: Phrase, end: int) -> int:
        """Where a phrase ends with the prepositional phrases that belong to its noun, two at most."""
        stop = phrase.end
        for _ in range(2):
            if stop >= end or found.tokens[stop].tag not in {"APPR", "APPRART"}:
                break
            inner = noun_phrase(found.tokens, stop + 1, end)
            if (
                inner is None
                or self._idle(found.tokens[inner.head].text)
                or found.tokens[inner.head].tag not in {"NN", "NE"}
            ):
                break
            stop = coordinated(found.tokens, inner, end)[0].end
        cut = min(stop, phrase.head + _LONGEST)
        while phrase.end < cut < stop and found.tokens[cut - 1].tag in {"APPR", "APPRART", "ART"}:
            cut -= 1  # what it leads to is cut off
        return cut

    def _base(self, found: View, phrase: Phrase) -> str:
        """The noun of a phrase in the nominative, in the number that it has."""
        word = found.tokens[phrase.head].text
        before, head = self.words.split(word)
        noun = self.words.nouns.get(head)
        if noun is None:
            genitive = found.tokens[phrase.start].text.lower() in {"des", "eines", "dieses", "seines", "ihres"}
            return word[:-1] if genitive and word.endswith("s") and not word.endswith("ss") else word
        form = noun.plural if head in self.words.plurals else noun.base
        if not before or head == word:
            return form
        stem = word[: len(word) - len(head)]
        return stem + (form if stem.endswith("-") else form.lower())

    def _adjectives(self, found: View, phrase: Phrase) -> list[str]:
        """The adjectives in front that tell issues apart, in the nominative as they would stand without an article."""
        tokens = found.tokens[phrase.start : phrase.head]
        return [self._nominative(found, phrase, t.text) for t in tokens if t.tag == "ADJA" and self._tells(t.text)]

    def _nominative(self, found: View, phrase: Phrase, word: str) -> str:
        stem = next((word[: -len(e)] for e in ("en", "er", "es", "em", "e") if word.endswith(e)), word)
        if word[0].isupper():
            return word
        noun = self._known(found, phrase)
        if noun is None:
            return stem + "e" if word.endswith(("en", "em")) else word
        plural = self.words.split(found.tokens[phrase.head].text)[1] in self.words.plurals
        return stem + ("e" if plural else {"m": "er", "f": "e", "n": "es"}[noun.gender])

    def _known(self, found: View, phrase: Phrase) -> IssueNoun | None:
        return self.words.nouns.get(self.words.split(found.tokens[phrase.head].text)[1])

    def _with_preposition(self, found: View, phrase: Phrase, end: int) -> str:
        """A phrase with its preposition, as it stands but for what tells no issues apart."""
        stop = self.end_of(found, phrase, end)
        kept = [found.tokens[phrase.prep or 0].text.lower()] + [
            t.text.lower() if t.tag in {"APPR", "APPRART"} else t.text
            for i, t in enumerate(found.tokens[phrase.start : stop], start=phrase.start)
            if t.tag[0] != "$"
            and t.tag not in _NUMBERS_AND_WAYS
            and (t.tag != "ADJA" or i > phrase.head or self._tells(t.text))
        ]
        return " ".join(kept[:_LONGEST])

    def _tells(self, word: str) -> bool:
        return self.lookup.nationality(word) is not None or self.words.adjective(word) is not None

    def _genitive(self, found: View, phrase: Phrase, end: int) -> str:
        """A phrase as another noun's genitive: `der Meerenge`, `Russlands`; with `von` where its gender is not known."""
        tokens, stop = found.tokens, self.end_of(found, phrase, end)
        rest = " ".join(t.text for t in tokens[phrase.head + 1 : stop] if t.tag[0] != "$")
        base, noun = self._base(found, phrase), self._known(found, phrase)
        plural = self.words.split(tokens[phrase.head].text)[1] in self.words.plurals
        adjectives = [self._oblique(word) for word in self._adjectives(found, phrase)]
        if noun is None:
            named = tokens[phrase.head].tag == "NE"
            article, base = ("", base if base.endswith("s") else base + "s") if named else ("von", base)
        elif plural or noun.gender == "f":
            article = "der"
        else:
            article, base = (
                "des",
                base if base.endswith("s") else base + ("es" if base.endswith(("ss", "ß", "z", "tz")) else "s"),
            )
        return " ".join(filter(None, [article, *adjectives, base, rest]))

    def _oblique(self, word: str) -> str:
        return (
            word
            if word[0].isupper()
            else next((word[: -len(e)] for e in ("er", "es", "e") if word.endswith(e)), word) + "en"
        )


def _parts(found: View, clause: Clause) -> list[Clause]:
    """`will X stoppen und Y verhindern`: a clause in parts, each with an infinitive of its own."""
    infinitives = [i for i in clause.own if found.tokens[i].tag in {"VVINF", "VVIZU"}]
    if len(infinitives) < 2:
        return [clause]
    cuts = [i for i in clause.own if found.tokens[i].tag == "KON" and i - 1 in infinitives and i < infinitives[-1]]
    if not cuts:
        return [clause]
    first = replace(clause, own=[i for i in clause.own if i < cuts[0]])
    second = replace(clause, kind="inf", finite=None, own=[i for i in clause.own if i > cuts[0]])
    return [first, second] if second.own else [clause]


def _deciding(unit: Unit) -> Sequence[Clause]:
    """The clauses whose verb says what is done, the innermost infinitive or dass clause first."""
    inner = [c for c in unit.rest if c.kind in {"inf", "dass", "ob"}]
    return [*inner, unit.head]
