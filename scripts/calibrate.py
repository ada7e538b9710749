"""Fits the weights behind the confidence of statements and actors, and writes packs/de/confidence.tsv (docs/confidence.md).

usage: python scripts/calibrate.py DATA_DIR

DATA_DIR holds `gold`, `reports` and `corpora/spkatt2023`. The same data and readers always give the same table.
"""

from __future__ import annotations

import math
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

import depesche
from depesche.cli.reading import read_text
from depesche.packs import load
from depesche.read.confidence import ALWAYS, actor_features, features
from depesche.read.lexicon import lexicon
from depesche.records import Report, Statement
from depesche.score.gold import gold_files
from depesche.score.match import Actors, chars, match
from depesche.score.page import Json
from depesche.score.spkatt import Writer
from depesche.score.spkatt_files import CUE, Event, speeches

SAMPLE = Path(depesche.__file__).parent / "sample"
TABLE = Path(depesche.__file__).parent / "packs" / "de" / "confidence.tsv"
HEAD = """# The weights behind the confidence of records: `python scripts/calibrate.py` writes them, docs/confidence.md says what they mean.
# Fitted on SpkAtt-2023, train and dev (Rehbein, Ruppenhofer, Brunner and Ponzetto; CC BY-SA 4.0), and on our own gold.
feature\tweight"""
NEARLY = 0.8  # F1 of the words from which a content counts as right
# The readers were written while the gold was read: it counts half. Speeches together weigh as much as all of the gold would in full.
GOLD_WEIGHT = 0.5
SMOOTH = 5.0  # how strongly weights are drawn to zero
SMOOTH_ACTORS = 5.0
# Families whose edges or choice the annotators of speeches see otherwise: what was written there says nothing about them.
OTHERWISE = frozenset({"rule phrase", "rule main clause before its cue", "rule wants"})

Judged = tuple[tuple[str, ...], bool]


def main() -> None:
    """Judge what is read, fit, and write the table."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    data = Path(sys.argv[1])
    statements, actors = of_gold([(SAMPLE / "gold", SAMPLE / "reports"), (data / "gold", data / "reports")])
    spoken = of_speeches(data / "corpora" / "spkatt2023" / "spkatt2023.tar.xz")
    weights = fitted(spoken, statements) | shares(actors)
    rows = [f"{feature}\t{round(weight, 2) + 0.0:.2f}" for feature, weight in sorted(weights.items())]
    TABLE.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    print(f"{len(spoken)} statements of speeches, {len(statements)} of gold, {len(actors)} actors: {TABLE.name}")


def of_speeches(archive: Path) -> list[Judged]:
    """The statements that are read in the speeches of train and dev, each with whether it is right."""
    judged: list[Judged] = []
    cues = lexicon(load("de"))
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
        for part in ("train", "dev"):
            for speech in speeches(Path(folder) / "data" / part / "task1"):
                report = read_text(speech.text)
                writer = Writer(report.sentences, speech)
                for statement in report.statements:
                    found = features(statement, cues)
                    if statement.cue and found[1] not in OTHERWISE:
                        judged.append((found, as_annotated(writer.event(statement), speech.events)))
    return judged


def as_annotated(ours: Event, events: Iterable[Event]) -> bool:
    """Whether an annotated event has the same cue, nearly the same words, and a source that ours meets if both name one."""
    for event in events:
        words, others = ours["Message"] | ours["Topic"], event["Message"] | event["Topic"]
        source = not (ours["Source"] and event["Source"]) or ours["Source"] & event["Source"]
        if event[CUE] & ours[CUE] and source and f1(words, others) >= NEARLY:
            return True
    return False


def of_gold(folders: Iterable[tuple[Path, Path]]) -> tuple[list[Judged], list[Judged]]:
    """The statements and actors that are read in reports with gold, each with whether it is right."""
    statements: list[Judged] = []
    actors: list[Judged] = []
    for gold_dir, report_dir in folders:
        for key, gold in gold_files(gold_dir):
            if "statements" not in gold:
                continue
            made = gold_dir / f"{key}.txt"
            text = (made if made.exists() else report_dir / gold["report"]).read_bytes().decode("utf-8")
            report = read_text(text)
            statements += judged_statements(report, gold)
            actors += judged_actors(report, gold)
    return statements, actors


def judged_statements(report: Report, gold: Json) -> Iterator[Judged]:
    """Statements against gold: nearly the same words, and a source that meets gold's if both name one."""
    text, cues = report.text, lexicon(load("de"))
    theirs = [chars(text, one["content"]) for one in gold["statements"]]
    sources = [chars(text, one.get("source")) for one in gold["statements"]]
    ours = [contents(report, one) for one in report.statements]
    partner = {pair.ours: pair.gold for pair in match(theirs, ours, floor=0.01)}
    for number, statement in enumerate(report.statements):
        right = number in partner and f1(ours[number], theirs[partner[number]]) >= NEARLY
        if right and statement.source and sources[partner[number]]:
            right = bool(sources[partner[number]] & set(range(statement.source.start, statement.source.end)))
        yield features(statement, cues), right


def contents(report: Report, statement: Statement) -> frozenset[int]:
    """The characters of a content that count."""
    spans = [{"start": span.start, "end": span.end, "text": span.text} for span in statement.content]
    return chars(report.text, spans)


def judged_actors(report: Report, gold: Json) -> Iterator[Judged]:
    """Actors against gold: right if gold has one of that name and kind."""
    known = Actors.of(gold.get("actors", ()))
    for actor in report.actors:
        same = [one for one in gold.get("actors", ()) if known.same(actor.name, one["id"])]
        yield actor_features(actor), any(one["kind"] == actor.kind for one in same)


def f1(ours: frozenset[object] | set[object], theirs: frozenset[object] | set[object]) -> float:
    """How much two sets share."""
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours & theirs else 0.0


def fitted(spoken: list[Judged], of_gold: list[Judged]) -> dict[str, float]:
    """The weights of a logistic regression whose weights are drawn to zero, but for the one that all statements share."""
    spoken_weight = len(of_gold) / max(1, len(spoken))
    rows = [(found, right, spoken_weight) for found, right in spoken]
    rows += [(found, right, GOLD_WEIGHT) for found, right in of_gold]
    names = sorted({feature for found, _, _ in rows for feature in found})
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for i, (found, _, _) in enumerate(rows):
        x[i, [place[feature] for feature in found]] = 1.0
    y, w = np.array([right for _, right, _ in rows], float), np.array([weight for _, _, weight in rows])
    drawn = np.array([1e-6 if name == ALWAYS else SMOOTH for name in names])
    b = np.zeros(len(names))
    for _ in range(40):  # Newton's method
        p = 1 / (1 + np.exp(-x @ b))
        slope = x.T @ (w * (p - y)) + drawn * b
        bend = (x * (w * p * (1 - p))[:, None]).T @ x + np.diag(drawn)
        b -= np.linalg.solve(bend, slope)
    return {name: float(b[place[name]]) for name in names}


def shares(judged: list[Judged]) -> dict[str, float]:
    """For each way in which actors are found the share that is right, drawn to that of all, as a weight."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for found, right in judged:
        counts[found[0]][0] += right
        counts[found[0]][1] += 1
    base = sum(right for _, right in judged) / max(1, len(judged))
    drawn = {name: (k + SMOOTH_ACTORS * base) / (n + SMOOTH_ACTORS) for name, (k, n) in counts.items()}
    return {name: math.log(share / (1 - share)) for name, share in drawn.items()}


if __name__ == "__main__":
    main()
