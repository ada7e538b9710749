"""The cue lexicon of a pack, compiled for look-up by lemma."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from depesche.packs import Pack
from depesche.read.lookup import cells

# How long a noun must be to be looked for at the end of compounds, in letters.
_COMPOUND = 6


@dataclass(frozen=True, slots=True)
class CueRow:
    """One verb or idiom: what its content can be, which act it performs, where addressee and source stand."""

    lemma: str
    companions: tuple[tuple[str, ...], ...]
    frames: frozenset[str]
    act: str
    addressee: tuple[str, ...]
    source: tuple[str, ...]
    strength: str

    @property
    def negated(self) -> bool:
        """Whether it stands only with a negation (`wollte sich nicht äußern`)."""
        return "neg" in self.frames

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions that can carry the content of the act as a phrase."""
        return frozenset(f[3:] for f in self.frames if f.startswith("pp:"))


@dataclass(frozen=True, slots=True)
class CueNoun:
    """A noun that names a speech act."""

    noun: str
    act: str
    frames: frozenset[str]
    preps: frozenset[str]
    clause: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues: verbs by lemma, nouns by form, phrases by their words.

    phrases: openings that a source follows (`aus Sicht`). fixed: whole phrases without one (`dem Vernehmen nach`), and
    whether they mean the subject (`eigenen Worten nach`). twins: what a participle of two verbs belongs to, by its form
    and the finite verb beside it (`wurde geraten`, `hat gehört`). particles: those that its verbs can be parted from.
    endings: what its nouns end in, for compounds.
    """

    verbs: dict[str, tuple[CueRow, ...]]
    nouns: dict[str, CueNoun]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    fixed: dict[str, tuple[tuple[tuple[str, ...], bool], ...]]
    twins: dict[tuple[str, str], str]
    particles: frozenset[str]
    endings: tuple[str, ...] = ()

    def says(self, word: str) -> bool:
        """Whether a noun names something said or written, by itself or as the end of a compound (`Jahresbericht`)."""
        return word in self.nouns or word.lower().endswith(self.endings)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _noun_forms(noun: str, gender: str, plural: str) -> list[str]:
    """The inflected forms of a noun: genitive endings, the plural and its dative."""
    forms = [noun] if gender == "f" else [noun, noun + "s", noun + "es", noun + "e"]
    for form in cells(plural):
        forms += [form, form + "n"]
    return forms


@lru_cache(maxsize=4)
def lexicon(pack: Pack) -> Lexicon:
    """The compiled cues of a pack."""
    twins = {(row["form"], row["beside"]): row["lemma"] for row in pack.table("cue_twins")}
    particles = frozenset(row["particle"] for row in pack.table("cues")) - {"", "-"}
    nouns = _nouns(pack)
    endings = tuple(sorted({noun.lower() for noun in nouns if len(noun) >= _COMPOUND}))
    return Lexicon(_verbs(pack), nouns, _phrases(pack), _fixed(pack), twins, particles, endings)


def _verbs(pack: Pack) -> dict[str, tuple[CueRow, ...]]:
    verbs: dict[str, list[CueRow]] = {}
    for row in pack.table("cues"):
        cue = CueRow(
            row["lemma"],
            tuple(tuple(words.lower().split()) for words in cells(row["with"])),
            frozenset(_split(row["frames"])),
            row["act"],
            _split(row["addressee"]),
            _split(row["source"]),
            row["strength"],
        )
        verbs.setdefault(cue.lemma, []).append(cue)
    return {lemma: tuple(rows) for lemma, rows in verbs.items()}


def _nouns(pack: Pack) -> dict[str, CueNoun]:
    nouns: dict[str, CueNoun] = {}
    for row in pack.table("cue_nouns"):
        noun = CueNoun(
            row["noun"],
            row["act"],
            frozenset(_split(row["frames"])),
            frozenset(_split(row["preps"])),
            row["clause"] == "yes",
        )
        nouns[row["noun"]] = noun
        for form in _noun_forms(row["noun"], row["gender"], row["plural"]):
            nouns.setdefault(form, noun)
    return nouns


def _phrases(pack: Pack) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Openings that a source follows, by their first word, the longest first."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for row in pack.table("cue_preps"):
        if row["kind"] == "phrase":
            words = tuple(row["form"].split())
            phrases.setdefault(words[0].lower(), []).append(words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in phrases.items()}


def _fixed(pack: Pack) -> dict[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """Whole phrases, by their first word, the longest first; rules find those that hold their source."""
    fixed: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for row in pack.table("cue_phrases"):
        words = tuple(row["phrase"].split())
        ruled = words[0] in {"POSS", "aus", "laut"} or words[-1] in {"zufolge", "aus"}
        if row["kind"] == "attribution" and not ruled and len(words) > 1:
            fixed.setdefault(words[0].lower(), []).append((words, row["source"] == "subj"))
    return {first: tuple(sorted(group, key=lambda one: -len(one[0]))) for first, group in fixed.items()}
