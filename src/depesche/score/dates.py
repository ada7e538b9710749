"""Measures the days found for reports that state none against those on which they appeared.

A report is `right` where the stated day is the day, `held` where the stated interval holds it, by both its ends or by the one
that is stated; `wrong` where neither is so, and `open` where nothing is stated.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from depesche.errors import UsageError
from depesche.relations import Dating
from depesche.score.calibration import Calibration

Json = dict[str, Any]
OUTCOMES = ("right", "held", "bounded", "wrong", "open")
SHOWN = {"held": "held by the interval", "bounded": "held by its one bound", "open": "left open"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IN_NAME = re.compile(r"\((\d{4}-\d\d-\d\d)\)(?:\.txt)?$")


@dataclass(frozen=True, slots=True)
class Dated:
    """A text whose day is known, which the program is not told. group: the reports that are dated with it."""

    name: str
    text: str
    day: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was stated of a text, and what that is worth. basis: the reasons in words."""

    of: Dated
    dating: Dating
    basis: str

    @property
    def outcome(self) -> str:
        """One of `OUTCOMES`.

        >>> Found(Dated("a", "", "2021-03-04"), Dating("a", "2021-03-03", ("2021-03-03", "2021-03-05"), 0.5, ()), "").outcome
        'held'
        >>> Found(Dated("a", "", "2021-03-04"), Dating("a", None, ("2021-03-05", ""), 0.5, ()), "").outcome
        'wrong'
        """
        value, interval = self.dating.value, self.dating.interval
        if value == self.of.day:
            return "right"
        if interval and (interval[0] or "") <= self.of.day <= (interval[1] or "9999"):
            return "held" if all(interval) else "bounded"
        return "wrong" if value or interval else "open"


@dataclass(slots=True)
class Dates:
    """All that was stated. key: under which the figures are kept."""

    key: str
    shown: str
    found: list[Found] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        """How many reports have each outcome."""
        return Counter(one.outcome for one in self.found)

    def figures(self) -> dict[str, float]:
        """The share that is right, that is right or held, and that is not wrong."""
        counts, of = self.counts, max(len(self.found), 1)
        held = counts["right"] + counts["held"] + counts["bounded"]
        figures = {"right": counts["right"] / of, "held": held / of, "not wrong": 1 - counts["wrong"] / of}
        return {f"dates.{self.key}.{name}": share for name, share in figures.items()}

    @property
    def calibration(self) -> Calibration:
        """How well the confidence of what is stated, a day or else an interval, agrees with how often it is so."""
        stated = [one for one in self.found if one.outcome != "open"]
        return Calibration.of(
            [
                (one.dating.confidence, one.outcome != "wrong" and (one.outcome == "right" or not one.dating.value))
                for one in stated
            ]
        )

    def lines(self) -> list[str]:
        """The table for people, at most 80 columns wide."""
        counts, of = self.counts, len(self.found)
        lines = [f"{self.shown:50} {of:6}"]
        for outcome in OUTCOMES:
            share = counts[outcome] / of if of else 0.0
            lines.append(f"  {SHOWN.get(outcome, outcome):40} {share:7.3f} {counts[outcome]:6}")
        if self.calibration.bins:
            lines.append(f"  {'expected calibration error':40} {self.calibration.error:7.3f}")
        return lines

    def errors(self) -> list[str]:
        """What is wrong, with what it rests on."""
        lines = [f"{self.shown}, wrong: {self.counts['wrong']}"]
        for one in self.found:
            if one.outcome == "wrong":
                stated = one.dating.value or "/".join(one.dating.interval or ())
                lines.append(f"  {one.of.name}: {stated} for {one.of.day}: {one.basis}")
        return lines


def texts_of(path: Path) -> list[Dated]:
    """The dated texts of a corpus (`.jsonl`, or packed as `.jsonl.xz`): the day stands in `date`, or ends the document's name.

    Raises:
        UsageError: if the file cannot be read, or none of its texts has a day.

    """
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            found = [one for line in lines if line.strip() and (one := _text(json.loads(line)))]
    except (OSError, EOFError, ValueError, lzma.LZMAError) as error:
        raise _unreadable(path, error) from error
    if not found:
        raise UsageError("No text of this file has a day.", where=str(path), hint=_FORMS)
    return found


def _text(row: Any) -> Dated | None:
    if not isinstance(row, dict):
        return None
    name, text = row.get("documentName") or row.get("id"), row.get("originalText") or row.get("text")
    told = _IN_NAME.search(str(name))
    day = row.get("date") or (told and told[1])
    known = isinstance(day, str) and _DAY.fullmatch(day)
    return Dated(str(name), text, str(day)) if known and isinstance(text, str) else None


def cluster_of(path: Path, pool: Sequence[Dated]) -> list[Dated]:
    """The reports of a gold cluster (`.json`), which are dated together; their texts lie in the corpora.

    Raises:
        UsageError: if the file cannot be read, is no cluster, or its texts are not among those of the corpora.

    """
    try:
        gold = json.loads(path.read_bytes())
        reports = list(gold["reports"])
        wanted = [(str(r["file"]), str(r["sha256"]), str(r["published"])) for r in reports]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(path, error) from error
    texts = {sha256(one.text.encode("utf-8", "surrogatepass")).hexdigest(): one.text for one in pool}
    found = [Dated(name, texts[digest], day, path.stem) for name, digest, day in wanted if digest in texts]
    if not found:
        raise UsageError("No text of this cluster is in the corpora named.", where=str(path), hint=_FORMS)
    return found


def grouped(texts: Sequence[Dated]) -> Iterator[list[Dated]]:
    """The texts that are dated together; one without a group is dated alone."""
    groups: dict[str, list[Dated]] = {}
    for number, one in enumerate(texts):
        groups.setdefault(one.group or f"\0{number}", []).append(one)
    yield from groups.values()


def _unreadable(path: Path, error: Exception) -> UsageError:
    return UsageError(
        f"The file cannot be read: {getattr(error, 'strerror', None) or error}.", where=str(path), hint=_FORMS
    )


_FORMS = "Name corpora of dated texts (.jsonl, .jsonl.xz), and clusters of gold (.json) whose texts are in them."
