"""Makes piles of reports of any size for measuring how relating grows: invented stories, told by one to eight reports each.

Base reports are read once. A story takes sentences of some of them, gives its people, things, numbers and days other names and
values, and is told by several reports, each with its own choice of sentences; some are copies, half state no day. The
records of a sentence are carried along with its words, so that nothing needs to be read again. All longer words give way to others of
the base reports, the same ones throughout a story: otherwise a large pile would have each passage many times, and a real one has not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from depesche import packs
from depesche.language.sentences import sentences
from depesche.paragraphs import paragraphs
from depesche.records import Header, Published, Report, Source, Span, Time, digest, record_id
from depesche.run.plan import dated

# How many of a hundred stories are told by one report, by two ...: two on average, as in a real pile.
TOLD_BY = (52, 25, 10, 5, 3, 2, 2, 1)
SENTENCES = (14, 28)  # of a report
TOGETHER = 3  # in a paragraph
SHORTEST = 40  # characters of a sentence
POOL = 50  # sentences that a story has
COMPOUND = 0.5  # of the longer words
COPIED = 0.15
DATED = 0.5
FIRST_DAY = date(2021, 1, 4)
_KINDS = ("statements", "times", "actors", "talks", "positions", "figures")
_WORD = re.compile(r"\b[A-ZÄÖÜa-zäöüß][a-zäöüß]{5,}\b")
_ANY = re.compile(r"\w+")
_NUMBER = re.compile(r"(?<![\w.,])\d{2,3}(?![\w.,]*\d)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence with the records that lie in it; their spans are offsets in it."""

    text: str
    records: dict[str, tuple[Any, ...]]


def pieces(reports: Sequence[Report]) -> list[list[Piece]]:
    """The sentences of each report in which somebody says something."""
    found = []
    for report in reports:
        cut = (place for start, end in paragraphs(report.text) for place in sentences(report.text, start, end, "de"))
        made = [_piece(report, start, end) for start, end in cut]
        found.append([piece for piece in made if len(piece.text) > SHORTEST])
    return [one for one in found if any(piece.records["statements"] for piece in one)]


def _piece(report: Report, start: int, end: int) -> Piece:
    inside = {
        kind: tuple(_moved(one, -start) for one in getattr(report, kind) if _within(one, start, end)) for kind in _KINDS
    }
    inside["actors"] = tuple(
        moved
        for one in report.actors
        if (kept := [span for span in one.mentions if start <= span.start and span.end <= end])
        for moved in [_moved(replace(one, mentions=tuple(kept)), -start)]
    )
    return Piece(report.text[start:end], inside)


def _spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _spans(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _spans(getattr(value, one.name))


def _within(record: Any, start: int, end: int) -> bool:
    spans = list(_spans(record))
    return bool(spans) and all(start <= span.start and span.end <= end for span in spans)


def _moved(value: Any, by: int) -> Any:
    return _mapped(value, lambda span: Span(span.start + by, span.end + by, span.text), str)


def _mapped(value: Any, spans: Any, words: Any) -> Any:
    """A record with its spans and its names changed."""
    if isinstance(value, Span):
        return spans(value)
    if isinstance(value, tuple):
        return tuple(_mapped(one, spans, words) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,  # type: ignore[type-var]
            **{one.name: _mapped(getattr(value, one.name), spans, words) for one in fields(value)},
        )
    return words(value) if isinstance(value, str) else value


class _Words:
    """The longer words of all base reports, those with a capital letter apart, and those that name a state, a body or a place."""

    def __init__(self, base: Sequence[Sequence[Piece]]) -> None:
        every = [piece for one in base for piece in one]
        met = sorted({m[0] for piece in every for m in _WORD.finditer(piece.text)})
        self.of_case = {True: [w for w in met if w[0].isupper()], False: [w for w in met if w[0].islower()]}
        actors = (actor for piece in every for actor in piece.records["actors"] if actor.kind != "person")
        self.kept = {word for actor in actors for name in (actor.name, *actor.names) for word in name.split()}

    def other(self, word: str, rng: random.Random) -> str:
        """Another word in the place of one; half of them are put together of two, as rare words are: a real pile has ever new ones."""
        pool = self.of_case[word[0].isupper()]
        return rng.choice(pool) + (rng.choice(pool).lower() if rng.random() < COMPOUND else "")


class Story:
    """What happens, and how it is told."""

    def __init__(
        self, base: Sequence[Sequence[Piece]], rng: random.Random, names: Sequence[str], longer: _Words
    ) -> None:
        chosen = rng.sample(range(len(base)), k=min(len(base), rng.randint(4, 7)))
        pool = [piece for i in chosen for piece in base[i]]
        rng.shuffle(pool)
        self.day = FIRST_DAY + timedelta(days=rng.randrange(1200))
        people = {
            actor.name.split()[-1]
            for piece in pool
            for actor in piece.records["actors"]
            if actor.kind == "person" and actor.name
        }
        self.names = {name: "-".join(rng.sample(names, k=rng.randint(1, 2))) for name in sorted(people)}
        self.number = rng.randint(2, 97)
        met = {m[0] for piece in pool for m in _WORD.finditer(piece.text)} - longer.kept - people
        self.names |= {word: longer.other(word, rng) for word in sorted(met)}
        self.pieces = [self._told(piece) for piece in pool[:POOL]]

    def _told(self, piece: Piece) -> Piece:
        """A sentence under the story's names and numbers."""
        swaps = {m.span(): self.names[m[0]] for m in _ANY.finditer(piece.text) if m[0] in self.names}
        for m in _NUMBER.finditer(piece.text):
            swaps.setdefault(m.span(), str(10 + (int(m[0]) + self.number) % 900))
        out, at, moved = [], 0, [0] * (len(piece.text) + 1)
        length = 0
        for (start, end), new in sorted(swaps.items()):
            for i in range(at, start):
                moved[i] = length + i - at
            out += [piece.text[at:start], new]
            length += start - at
            for i in range(start, end):
                moved[i] = min(length + i - start, length + len(new))
            length += len(new)
            at = end
        for i in range(at, len(piece.text) + 1):
            moved[i] = length + i - at
        text = "".join([*out, piece.text[at:]])

        def span(one: Span) -> Span:
            return Span.of(text, moved[one.start], moved[one.end])

        def words(name: str) -> str:
            return _ANY.sub(lambda m: self.names.get(m[0], m[0]), name)

        return Piece(text, {kind: _mapped(records, span, words) for kind, records in piece.records.items()})


def pile(base: Sequence[Sequence[Piece]], size: int, seed: int = 1) -> Iterator[Report]:
    """So many reports, always the same ones; those of a story do not stand together."""
    rng = random.Random(seed)
    names = [name for name in packs.load("de").words("surnames") if len(name) > 4]
    longer = _Words(base)
    shuffled = list(range(size))
    rng.shuffle(shuffled)
    made = 0
    while made < size:
        story = Story(base, rng, names, longer)
        told = rng.choices(range(1, len(TOLD_BY) + 1), TOLD_BY)[0]
        before: list[Piece] = []
        for _ in range(min(told, size - made)):
            yield _report(f"{shuffled[made]:06}.txt", story, before, rng)
            made += 1


def _report(name: str, story: Story, before: list[Piece], rng: random.Random) -> Report:
    if before and rng.random() < COPIED:
        chosen = before[: max(3, len(before) - 1)]
    else:
        some = rng.sample(range(len(story.pieces)), k=min(len(story.pieces), rng.randint(*SENTENCES)))
        chosen = [story.pieces[i] for i in sorted(some)]
    before[:] = chosen
    gaps = ["\n\n" if i % TOGETHER == 0 else " " for i in range(1, len(chosen) + 1)]
    text = "".join(piece.text + gap for piece, gap in zip(chosen, gaps, strict=True))
    found: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    at = 0
    for piece, gap in zip(chosen, gaps, strict=True):
        for kind in _KINDS:
            found[kind] += [_moved(one, at) for one in piece.records[kind]]
        at += len(piece.text) + len(gap)
    day = story.day.isoformat() if rng.random() < DATED else None
    source = Source(f"/pile/{name}", "text", digest(text), "utf-8", "pile", 0, "pile")
    records = {kind: tuple(_named(records, kind, text)) for kind, records in found.items() if kind != "actors"}
    report = Report(
        name, text, source, language="de", header=Header(Published(day, None, "pile") if day else Published())
    )
    return dated(replace(report, actors=tuple(_one_each(found["actors"], text)), **records), day)


def _named(records: Sequence[Any], kind: str, text: str) -> Iterator[Any]:
    """Records with ids of their own."""
    for place, one in enumerate(records):
        yield replace(one, id=record_id(digest(text), kind, tuple(_spans(one))[:1], place))


def _one_each(actors: Sequence[Any], text: str) -> Iterator[Any]:
    merged: dict[str, Any] = {}
    for one in actors:
        known = merged.get(one.name)
        merged[one.name] = replace(known, mentions=(*known.mentions, *one.mentions)) if known else one
    yield from _named(list(merged.values()), "actors", text)


__all__ = ["Piece", "Time", "pieces", "pile"]
