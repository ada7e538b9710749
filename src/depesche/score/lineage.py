"""How right lineage is on made reports: pairs, kinds, who was first, and the characters of shared passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from depesche.relations import Lineage
from depesche.score.lineage_made import Made, Piece, families, shared_pieces

_SAME, _SAME_LONGER = 0.7, 0.25  # as the docs define a near-duplicate: shares of the shorter and of the longer report
_FEWEST = 20  # words of common sentences below which it does not count whether two reports are related
_TEXT_KINDS = ("near-duplicate", "shared passage", "same wire")
_RULES = ("cut", "reordered", "reworded", "merged", "wire", "wire too", "passage", "translated")


@dataclass(frozen=True, slots=True)
class Truth:
    """What two made reports have to do with each other. source: the name of the one that was first, None where nobody knows."""

    kind: str
    source: str | None
    pieces: tuple[tuple[Piece, Piece], ...]


def truths(pile: Sequence[Made]) -> dict[tuple[str, str], Truth]:
    """The pairs of made reports that are kin, by their names in order."""
    found = {}
    for i, j in sorted(families(pile)):
        a, b = sorted((pile[i], pile[j]), key=lambda one: one.name)
        truth = _truth(a, b)
        if truth is not None:
            found[a.name, b.name] = truth
    return found


def _truth(a: Made, b: Made) -> Truth | None:
    pieces = shared_pieces(a, b)
    if any("translated" in (mine.how, other.how) for mine, other in pieces):
        share = len(pieces) / min(len(a.pieces), len(b.pieces))
        return Truth("translated twin", None, ()) if share >= _SAME else Truth("passing", None, ())
    kept = tuple((mine, other) for mine, other in pieces if mine.how == other.how == "kept")
    mine, theirs = (sum(pair[side].end - pair[side].start for pair in kept) for side in (0, 1))
    if sum(len(a.text[one.start : one.end].split()) for one, _ in kept) < _FEWEST:
        return Truth("passing", None, kept) if kept else None
    shares = mine / len(a.text), theirs / len(b.text)
    same = max(shares) >= _SAME and min(shares) >= _SAME_LONGER
    wire = a.credit is not None and a.credit == b.credit
    kind = "near-duplicate" if same else "same wire" if wire else "shared passage"
    return Truth(kind, _first(a, b, kept), kept)


def _first(a: Made, b: Made, kept: Sequence[tuple[Piece, Piece]]) -> str | None:
    """The whole article that the other was made of; two that credit an agency follow that."""
    origins = {mine.article for mine, _ in kept}
    first = [one.name for one in (a, b) if one.original in origins]
    return first[0] if len(first) == 1 else None


@dataclass(slots=True)
class Kinships:
    """Counts what is right, over all pairs of a pile."""

    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, pile: Sequence[Made], candidates: Iterable[tuple[str, str]], found: Iterable[Lineage]) -> None:
        """Hold what the index proposed and what was found against what is so."""
        made = {one.name: one for one in pile}
        gold = truths(pile)
        ours = {one.reports: one for one in found}
        proposed = set(candidates)
        for pair, truth in gold.items():
            if truth.kind != "passing":
                self._one(pair, truth, ours.get(pair), pair in proposed, made)
        for pair in ours.keys() - gold.keys():
            self.counts["extra", ours[pair].kind] += 1
            rules = sorted(made[name].made for name in pair)
            self.wrong.append(f"extra {ours[pair].kind} ({ours[pair].why}): {pair[0]} {pair[1]}: {' + '.join(rules)}")

    def _one(
        self, pair: tuple[str, str], truth: Truth, ours: Lineage | None, proposed: bool, made: Mapping[str, Made]
    ) -> None:
        counts = self.counts
        rules = sorted({made[name].made for name in pair if made[name].original is None})
        for key in [("kind", truth.kind), *(("rule", rule) for rule in rules if "original" in _rules(pair, made))]:
            counts[(*key, "gold")] += 1
            counts[(*key, "met")] += proposed
            counts[(*key, "found")] += ours is not None
            counts[(*key, "same kind")] += ours is not None and ours.kind == truth.kind
        if ours is None:
            self.wrong.append(f"missed {truth.kind}: {pair[0]} {pair[1]}")
            return
        counts["called", truth.kind, ours.kind] += 1
        if truth.source is not None:
            counts["first", "gold"] += 1
            counts["first", "told"] += ours.source is not None
            counts["first", "right"] += ours.source == truth.source
        if truth.pieces:
            self._characters(truth, ours)

    def _characters(self, truth: Truth, ours: Lineage) -> None:
        for side in (0, 1):
            gold = {at for pair in truth.pieces for at in range(pair[side].start, pair[side].end)}
            told = {at for pair in ours.passages for at in range(pair[side].start, pair[side].end)}
            self.counts["characters", "gold"] += len(gold)
            self.counts["characters", "ours"] += len(told)
            self.counts["characters", "both"] += len(gold & told)

    def figures(self) -> dict[str, float]:
        """The figures by key, those of twins apart: how twins are made stands in for real ones only."""
        c = self.counts
        gold = sum(c["kind", kind, "gold"] for kind in _TEXT_KINDS)
        hit = sum(c["kind", kind, "found"] for kind in _TEXT_KINDS)
        extra = sum(many for key, many in c.items() if key[0] == "extra")
        same = sum(c["kind", kind, "same kind"] for kind in _TEXT_KINDS)
        twins = c["kind", "translated twin", "found"]
        precision, recall = _part(hit + twins, hit + twins + extra), _part(hit, gold)
        right, told = _part(c["first", "right"], c["first", "told"]), _part(c["first", "right"], c["first", "gold"])
        exact = _part(c["characters", "both"], c["characters", "ours"])
        whole = _part(c["characters", "both"], c["characters", "gold"])
        return {
            "lineage.met": _part(sum(c["kind", kind, "met"] for kind in _TEXT_KINDS), gold),
            "lineage.precision": precision,
            "lineage.recall": recall,
            "lineage.f1": _harmonic(precision, recall),
            "lineage.kind": _part(same, hit),
            "lineage.first.precision": right,
            "lineage.first.recall": told,
            "lineage.characters.precision": exact,
            "lineage.characters.recall": whole,
            "lineage.characters.f1": _harmonic(exact, whole),
        }

    def lines(self) -> list[str]:
        """A table of the kinds and of the rules by which reports were made, then the figures."""
        lines = [f"{'':24}{'pairs':>7}{'met':>8}{'found':>8}{'kind':>8}"]
        for group, names in (("kind", (*_TEXT_KINDS, "translated twin")), ("rule", _RULES)):
            for name in names:
                gold = self.counts[group, name, "gold"]
                parts = [_part(self.counts[group, name, what], gold) for what in ("met", "found", "same kind")]
                label = name if group == "kind" else f"original, {name}"
                lines.append(f"{label:24}{gold:7}" + "".join(f"{part:8.3f}" for part in parts))
            lines.append("")
        extra = {key[1]: many for key, many in self.counts.items() if key[0] == "extra"}
        told = ", ".join(f"{many} {kind}" for kind, many in sorted(extra.items())) or "none"
        lines += [f"found between reports that share nothing: {told}", ""]
        return lines + [f"{key:32}{value:7.3f}" for key, value in self.figures().items()]

    def errors(self) -> list[str]:
        """Which kind was called which, and every pair missed or extra."""
        called = sorted((key[1], key[2], many) for key, many in self.counts.items() if key[0] == "called")
        return [
            *(f"{gold} called {ours}: {many}" for gold, ours, many in called if gold != ours),
            "",
            *sorted(self.wrong),
        ]


def _rules(pair: tuple[str, str], made: Mapping[str, Made]) -> set[str]:
    return {made[name].made for name in pair}


def _part(some: float, whole: float) -> float:
    return some / whole if whole else 0.0


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0
