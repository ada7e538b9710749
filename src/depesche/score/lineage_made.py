"""Reports made out of real articles by rule, so that it is known which of them share what: cut, reordered, reworded, merged ..."""

from __future__ import annotations

import csv
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from depesche.errors import UsageError
from depesche.records import digest
from depesche.score.lineage_rewrite import Translator, reword, sentences

FILES = {"10kgnad": "corpora/text-de/10kgnad-test.csv.xz", "wikinews": "corpora/text-de/wikinews-de-politik.jsonl"}
_DESKS = frozenset(["Inland", "International", "Wirtschaft", "Panorama"])
_SENTENCES = range(12, 60)
_FIRST = date(2015, 3, 2)
_QUOTATION = re.compile(r'["„“»]([^"„“”»«]{50,400})["“”«]')
_USED = 6  # articles that the reports of one family and those that stay alone use up
_PARAGRAPH = 3  # sentences


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a made report: where it stands, and which sentence of which article it is. how: `kept`, `heard`, `translated`."""

    start: int
    end: int
    article: str
    number: int
    how: str = "kept"


@dataclass(frozen=True, slots=True)
class Made:
    """A made report. made: by which rule. day: the day stated for it, None where none is. original: whose whole text it is."""

    name: str
    made: str
    text: str
    pieces: tuple[Piece, ...]
    day: str | None = None
    original: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class _Article:
    name: str
    desk: str
    sentences: tuple[str, ...]


def articles(data: Path) -> list[_Article]:
    """The articles of both corpora that are long enough to be cut up, short enough to be read at once.

    Raises:
        UsageError: where a corpus is missing.

    """
    found = []
    for corpus, file in FILES.items():
        path = data / file
        if not path.exists():
            raise UsageError("The corpora are not there.", where=str(path), hint="depesche score lineage DATA_DIR")
        for name, desk, text in _rows(corpus, path):
            cut = tuple(sentences(text))
            if len(cut) in _SENTENCES and 120 <= len(text.split()) <= 900:
                found.append(_Article(name, desk, cut))
    return found


def _rows(corpus: str, path: Path) -> Iterator[tuple[str, str, str]]:
    if corpus == "wikinews":
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield f"wikinews-{row['id']}", "wikinews", row["text"]
        return
    with lzma.open(path, "rt", encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines, delimiter=";", quotechar="'")):
            if row[0] in _DESKS:
                yield f"10kgnad-{number:04}", row[0], row[1]


class Maker:
    """Makes families of reports; which sentence goes where depends on the seed alone.

    Raises:
        UsageError: for more families than there are articles for.

    """

    def __init__(self, pile: Sequence[_Article], families: int, seed: int = 1) -> None:
        self.chance = Random(seed)  # noqa: S311 (nothing secret)
        shuffled = sorted(pile, key=lambda one: one.name)
        self.chance.shuffle(shuffled)
        by_corpus: dict[str, list[_Article]] = defaultdict(list)
        for one in shuffled:
            by_corpus[one.name.partition("-")[0]].append(one)
        self.bases = [one for group in by_corpus.values() for one in group[:families]]
        self.rest = [one for group in by_corpus.values() for one in group[families:]]
        if len(self.rest) < _USED * len(self.bases):
            raise UsageError(
                f"There are too few articles for {families} families.",
                hint=f"--families {len(pile) // ((_USED + 1) * len(FILES))} at most.",
            )
        self.translator = Translator(" ".join(one.sentences) for one in pile)
        self.made: list[Made] = []
        self.day = _FIRST

    def pile(self) -> list[Made]:
        """All families, and as many articles that nobody used, some of them with the credit of an agency."""
        for number, base in enumerate(self.bases):
            self.day = _FIRST + timedelta(days=3 * (number % 40))
            self._family(base, self.bases[(number + 1) % len(self.bases)])
        for number, alone in enumerate(self.rest[: 2 * len(self.bases)]):
            parts = [(alone.name, i, said, "kept") for i, said in enumerate(alone.sentences)]
            self._add(alone.name, "alone", parts, day=number % 3, credit="dpa" if number % 2 else None)
        return self.made

    def _family(self, base: _Article, other: _Article) -> None:
        chance, whole = self.chance, _parts(base)
        many = len(whole)
        self._add(base.name, "original", whole, day=0, original=base.name)
        self._add(base.name, "cut", whole[: round(many * chance.uniform(0.4, 0.75))], day=0)
        self._add(base.name, "reordered", self._shuffled(whole), day=1)
        self._add(base.name, "reworded", [(a, n, reword(s, chance, 0.5), h) for a, n, s, h in whole])
        theirs = _parts(other)
        mixed = [*self._stretch(whole, 0.5), *self._stretch(theirs, 0.5)]
        self._add(base.name, "merged", mixed, day=4)
        for which in ("wire", "wire too"):
            own = self._stretch(_parts(self._unused()), 0.3)
            self._add(base.name, which, [*self._some(whole, 0.5), *own], day=1, credit="AFP")
        host = _parts(self._unused())
        at = chance.randrange(1, len(host))
        taken = self._stretch(whole, 0.0, least=2)
        self._add(base.name, "passage", [*host[:at], *taken, *host[at:]], day=2)
        self._heard(base)
        kept = [part for part in whole if chance.random() < 0.85]
        names = _names(base)
        twin = [(a, n, self.translator.translate(s, names, chance), "translated") for a, n, s, _ in kept]
        self._add(base.name, "translated", twin, day=0)

    def _heard(self, base: _Article) -> None:
        """An unrelated article with one quotation of this one, as two reporters have it who sat in the same room."""
        said = [(n, m[1]) for n, one in enumerate(base.sentences) if (m := _QUOTATION.search(one))]
        if not said:
            return
        number, words = self.chance.choice(said)
        host = _parts(self._unused())
        at = self.chance.randrange(1, len(host))
        heard = (base.name, number, f"Dazu hieß es wörtlich: „{words}“", "heard")
        self._add(base.name, "heard", [*host[:at], heard, *host[at:]], day=0)

    def _unused(self) -> _Article:
        return self.rest.pop()

    def _stretch(self, parts: Sequence[_Part], share: float, least: int = 1) -> list[_Part]:
        """A stretch of sentences in a row."""
        many = max(least, round(len(parts) * share))
        at = self.chance.randrange(0, len(parts) - many + 1)
        return list(parts[at : at + many])

    def _some(self, parts: Sequence[_Part], share: float) -> list[_Part]:
        """Some sentences from all over an article, in their order."""
        return [parts[i] for i in sorted(self.chance.sample(range(len(parts)), round(len(parts) * share)))]

    def _shuffled(self, parts: Sequence[_Part]) -> list[_Part]:
        """Paragraphs in another order."""
        blocks = [parts[i : i + _PARAGRAPH] for i in range(0, len(parts), _PARAGRAPH)]
        self.chance.shuffle(blocks)
        return [part for block in blocks for part in block]

    def _add(
        self, family: str, made: str, parts: Sequence[_Part], *, day: int | None = None, credit: str | None = None,
        original: str | None = None,
    ) -> None:  # fmt: skip
        text = f"Belmont ({credit}) - " if credit else ""
        pieces = []
        for number, (article, n, said, how) in enumerate(parts):
            if number:
                text += " " if number % _PARAGRAPH else "\n\n"
            pieces.append(Piece(len(text), len(text) + len(said), article, n, how))
            text += said
        told = None if day is None else (self.day + timedelta(days=day)).isoformat()
        # The names must not put one family beside each other, or in the order in which it was made.
        name = f"{digest(f'{family} {made}')[:10]}-{made.replace(' ', '-')}.txt"
        self.made.append(Made(name, made, text, tuple(pieces), told, original, credit))


_Part = tuple[str, int, str, str]


def _parts(article: _Article) -> list[_Part]:
    return [(article.name, number, said, "kept") for number, said in enumerate(article.sentences)]


def _names(article: _Article) -> list[str]:
    """Words that are written with a capital more than once and are no nouns that end as nouns do: names, roughly."""
    counts = Counter(word for said in article.sentences for word in re.findall(r"[A-ZÄÖÜ][\w-]{3,}", said))
    return [word for word, many in counts.items() if many > 1 and not word.endswith(("ung", "keit", "heit", "schaft"))]


def shared_pieces(a: Made, b: Made) -> list[tuple[Piece, Piece]]:
    """Pieces of two reports that are the same sentence of the same article."""
    theirs = {(piece.article, piece.number): piece for piece in b.pieces}
    both = ((piece, theirs.get((piece.article, piece.number))) for piece in a.pieces)
    return [(mine, other) for mine, other in both if other is not None]


def families(made: Iterable[Made]) -> set[tuple[int, int]]:
    """Pairs of reports, by their places, that have a sentence of one article."""
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, one in enumerate(made):
        for piece in one.pieces:
            holders[piece.article, piece.number].append(place)
    return {(a, b) for held in holders.values() for a in held for b in held if a < b}


def twins(made: Sequence[Made]) -> Iterator[tuple[str, str]]:
    """Originals with their translations, by name: no index of words brings these together, but that of actors and days does."""
    originals = {one.original: one.name for one in made if one.original}
    for one in made:
        if one.made == "translated":
            a, b = sorted((one.name, originals[one.pieces[0].article]))
            yield a, b
