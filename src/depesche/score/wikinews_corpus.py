"""Measures quotations against the German Wikinews corpus, as its authors do: joint macro F1 over quotations and roles.

Quotations of a document are paired one to one so that the sum of their token F1 is largest (a little more for the same
type and medium). Then each part of each pair, and of each quotation left over on either side, has a precision and a recall
over its tokens; the figures are their means over all that have any tokens on that side.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from depesche.errors import UsageError
from depesche.records import Report
from depesche.score.assign import assign
from depesche.score.calibration import Calibration
from depesche.score.wikinews import convert
from depesche.score.wikinews_roles import Quote, Range

ROLES = ("speaker", "cue", "addressee", "frame")
PARTS = ("quote", *ROLES)
NEARLY = 0.8  # token F1
TYPES = ("Direct", "Indirect", "IndirectFreeIndirect", "FreeIndirect", "Reported")
_SHOWN = {"quote": "words", "joint": "joint (macro)"}

Json = dict[str, Any]
Reader = Callable[[str], Report]


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation as token indices per part."""

    parts: dict[str, frozenset[int]]
    type: str | None
    medium: str | None = None
    why: str = ""
    confidence: float = 0.0
    sourced: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """A quotation of gold and one of ours that belong together; None where one of them stands alone."""

    document: str
    gold: Marked | None
    ours: Marked | None

    @property
    def overlap(self) -> float:
        """Token F1 of the words, 0 where one is missing."""
        if self.gold is None or self.ours is None:
            return 0.0
        a, b = self.gold.parts["quote"], self.ours.parts["quote"]
        return 2 * len(a & b) / (len(a) + len(b)) if a & b else 0.0

    @property
    def right(self) -> bool:
        """Whether ours counts as right: its words nearly those of gold, and its source, if it names one, meeting gold's."""
        if self.gold is None or self.ours is None or self.overlap < NEARLY:
            return False
        speaker = self.gold.parts["speaker"]
        return not (self.ours.sourced and speaker) or bool(speaker & self.ours.parts["speaker"])


@dataclass(slots=True)
class Result:
    """All pairings of a corpus, and what follows from them."""

    pairings: list[Pairing] = field(default_factory=list)

    def of(self, *parts: str) -> tuple[float, float, float]:
        """Macro precision, recall and F1 of some parts together."""
        precision, recall = [], []
        for pairing in self.pairings:
            for part in parts:
                a, b = (side.parts[part] if side else frozenset() for side in (pairing.gold, pairing.ours))
                if b:
                    precision.append(len(a & b) / len(b))
                if a:
                    recall.append(len(a & b) / len(a))
        p, r = _mean(precision), _mean(recall)
        return p, r, 2 * p * r / (p + r) if p + r else 0.0

    @property
    def types(self) -> float:
        """F1 of the type among paired quotations and those left over."""
        same = sum(p.gold is not None and p.ours is not None and p.gold.type == p.ours.type for p in self.pairings)
        gold = sum(p.gold is not None for p in self.pairings)
        ours = sum(p.ours is not None for p in self.pairings)
        return 2 * same / (gold + ours) if gold + ours else 0.0

    def figures(self) -> dict[str, float]:
        """The figures by key."""
        figures = {f"wikinews.{part}": self.of(part)[2] for part in PARTS}
        found = {f"wikinews.recall.{kind}": share for kind, share, _ in self.by_type()}
        measured = {"wikinews.joint": self.of(*PARTS)[2], **figures, "wikinews.type": self.types, **found}
        return measured | {"wikinews.calibration": 1 - self.calibration.error}

    @property
    def calibration(self) -> Calibration:
        """How well the confidence of ours agrees with how often they are right."""
        return Calibration.of([(p.ours.confidence, p.right) for p in self.pairings if p.ours is not None])

    def by_type(self) -> Iterator[tuple[str, float, int]]:
        """For each type of gold which share of it was found by half or more, and how many there are."""
        for kind in TYPES:
            of_type = [p for p in self.pairings if p.gold is not None and p.gold.type == kind]
            if of_type:
                yield kind, sum(p.overlap >= 0.5 for p in of_type) / len(of_type), len(of_type)

    def lines(self) -> list[str]:
        """The table for people, at most 80 columns wide."""
        lines = [f"{'':30} {'precision':>9} {'recall':>7} {'F1':>6}"]
        for name, parts in (*((part, (part,)) for part in PARTS), ("roles", ROLES), ("joint", PARTS)):
            p, r, f = self.of(*parts)
            lines.append(f"{_SHOWN.get(name, name):30} {p:9.3f} {r:7.3f} {f:6.3f}")
        lines.append(f"{'type':30} {'':9} {'':7} {self.types:6.3f}")
        for kind, share, count in self.by_type():
            lines.append(f"  {'found of ' + kind:36} {share:7.3f}   of {count}")
        lines.append(f"{'expected calibration error':38} {self.calibration.error:7.3f}")
        return lines

    def by_rule(self) -> list[str]:
        """How often each rule of ours meets a quotation of gold, and how well: a line per rule, the most frequent first."""
        rules: dict[str, list[Pairing]] = {}
        for pairing in self.pairings:
            if pairing.ours is not None:
                rules.setdefault(f"{pairing.ours.why.split(':')[0]}, {pairing.ours.type}", []).append(pairing)
        lines = [f"{'rule, type':58} {'n':>5} {'met':>5} {'words':>5}"]
        for rule, members in sorted(rules.items(), key=lambda one: (-len(one[1]), one[0])):
            met = [p for p in members if p.overlap]
            words = _mean([p.overlap for p in met])
            lines.append(f"{rule[:58]:58} {len(members):5} {len(met) / len(members):5.2f} {words:5.2f}")
        return lines

    def classes(self) -> list[tuple[str, int]]:
        """The classes of errors with their counts, the commonest first."""
        found: Counter[str] = Counter()
        for pairing in self.pairings:
            found.update(_classes(pairing.gold, pairing.ours, pairing.overlap))
        return sorted(found.items(), key=lambda one: (-one[1], one[0]))

    def errors(self) -> list[str]:
        """The classes of errors as lines."""
        return [f"{count:6}  {name}" for name, count in self.classes()]

    def as_json(self) -> Json:
        """The figures, and every rule's counts, for programs."""
        return {"figures": self.figures(), "errors": self.errors(), "rules": self.by_rule()}


def _classes(gold: Marked | None, ours: Marked | None, overlap: float) -> Iterator[str]:
    """The classes of errors that a pairing belongs to."""
    if ours is not None and not overlap:
        yield f"extra: {ours.why.split(':')[0]}"
    if gold is not None and not overlap:
        yield f"missed: {gold.type}"
    if gold is not None and ours is not None and overlap:
        yield from (f"{part} differs" for part in ROLES if gold.parts[part] != ours.parts[part])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def documents(path: Path) -> list[Json]:
    """The documents of a corpus file (`.jsonl`, or `.jsonl.xz`), one a line.

    Raises:
        UsageError: if the file cannot be read, or its lines are none of this corpus.

    """
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines if line.strip()]
    except (OSError, EOFError, ValueError, lzma.LZMAError) as error:
        raise UsageError(
            f"The corpus cannot be read: {getattr(error, 'strerror', None) or error}.",
            where=str(path),
            hint="Name a file of its documents, one JSON object per line; it may be packed as .xz.",
        ) from error
    if not found or not all(isinstance(d, dict) and {"documentName", "tokens"} <= d.keys() for d in found):
        raise UsageError(
            "These are no documents of the Wikinews corpus of quotations.",
            where=str(path),
            hint="Each line must have documentName, originalText, tokens and annotations.",
        )
    return found


def predicted(document: Json, reader: Reader) -> Json:
    """What we read out of a document, in the corpus's own format."""
    report = reader(document["originalText"])
    annotations = [_annotation(document, n, quote) for n, quote in enumerate(convert(report))]
    return {"documentName": document["documentName"], "annotations": annotations}


def _annotation(document: Json, number: int, quote: Quote) -> Json:
    parts = {part: _part(document, getattr(quote, part)) for part in PARTS}
    return {"id": number, "type": quote.type, "medium": quote.medium, **parts} | {
        "why": quote.why,
        "confidence": quote.confidence,
        "sourced": quote.sourced,
    }


def _part(document: Json, ranges: Sequence[Range]) -> Json:
    """A part as token indices, spans and text; a token belongs to it when they share a character."""
    tokens = document["tokens"]
    ids = [t["id"] for t in tokens if any(t["charBegin"] < end and start < t["charEnd"] for start, end in ranges)]
    spans = []
    for first, last in _neighbours(ids):
        begin, end = tokens[first]["charBegin"], tokens[last]["charEnd"]
        spans.append({"begin": first, "end": last + 1, "charBegin": begin, "charEnd": end})
    text = " ".join(document["originalText"][s["charBegin"] : s["charEnd"]] for s in spans)
    return {"tokenIds": ids, "spans": spans, "text": text}


def _neighbours(ids: Sequence[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for i in ids:
        if out and out[-1][1] == i - 1:
            out[-1] = (out[-1][0], i)
        else:
            out.append((i, i))
    return out


def marked(annotation: Json) -> Marked:
    """An annotation in the corpus's format as token indices."""
    parts = {part: frozenset((annotation.get(part) or {}).get("tokenIds") or ()) for part in PARTS}
    why, confidence = annotation.get("why", ""), annotation.get("confidence", 0.0)
    sourced = bool(annotation.get("sourced"))
    return Marked(parts, annotation.get("type"), annotation.get("medium"), why, confidence, sourced)


def pair(document: str, gold: Sequence[Marked], ours: Sequence[Marked]) -> Iterator[Pairing]:
    """Pair the quotations of a document; those left over come with None."""
    pairs = assign([[_affinity(g, o) for o in ours] for g in gold]) if gold and ours else []
    yield from (Pairing(document, gold[i], ours[j]) for i, j in pairs)
    yield from (Pairing(document, g, None) for i, g in enumerate(gold) if i not in {i for i, _ in pairs})
    yield from (Pairing(document, None, o) for j, o in enumerate(ours) if j not in {j for _, j in pairs})


def _affinity(gold: Marked, ours: Marked) -> float:
    overlap = Pairing("", gold, ours).overlap
    return overlap + 0.01 * (gold.type == ours.type) + 0.001 * (gold.medium == ours.medium) if overlap else 0.0


def score(gold: Iterable[Json], ours: Iterable[Json]) -> Result:
    """Measure predictions against gold, both as documents of the corpus; a document that ours lack has no quotations."""
    by_name = {document["documentName"]: document["annotations"] for document in ours}
    result = Result()
    for document in gold:
        name = document["documentName"]
        of_gold, of_ours = ([marked(a) for a in side] for side in (document["annotations"], by_name.get(name, ())))
        result.pairings += pair(name, of_gold, of_ours)
    return result


def write(predictions: Iterable[Json], path: Path) -> None:
    """Write predictions as JSON lines in the corpus's own format.

    Raises:
        UsageError: if the file cannot be written.

    """
    try:
        with path.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(document, ensure_ascii=False) + "\n" for document in predictions)
    except OSError as error:
        raise UsageError(f"The predictions cannot be written: {error}", where=str(path)) from error
