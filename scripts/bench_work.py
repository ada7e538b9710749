"""One measure of `bench.py`, in a process of its own: `bench_work.py KIND FOLDER N` prints a JSON object."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from HanTa.HanoverTagger import HanoverTagger

from depesche import ingest, packs
from depesche.ingest.sources import find
from depesche.language.detect import detect
from depesche.language.sentences import sentences
from depesche.language.tokens import tokenise
from depesche.records import Report, Source
from depesche.run.local import build
from depesche.run.plan import read_report, stages
from depesche.settings import Settings
from depesche.store.case import Case

PLAIN = 60  # reports that plain HanTa tags, spread over the pile: all of them would take it minutes
WARM_UP = "Am Montag sagte die Ministerin, sie werde die Gespräche im Hafen fortsetzen."


def _read(folder: Path, number: int) -> dict[str, Any]:
    """Read all reports twice in one process, first with no word form met yet, then with all of them met; in seconds of the processor.

    Plain HanTa tags some of the reports in between, so that whatever else the machine does weighs on both alike.
    """
    reports = list(_reports(folder, number))
    every = max(1, len(reports) // PLAIN)
    read_report(replace(reports[0], text=WARM_UP, blocks=()))  # what is loaded once is told by itself
    plain = Plain()
    cold: dict[str, float] = defaultdict(float)
    warm: dict[str, float] = defaultdict(float)
    for i, report in enumerate(reports):
        _by_stages(report, cold)
        if i % every == every // 2:
            plain.tag(report.text)
    for report in reports:
        _by_stages(report, warm)
    return {
        "cold": cold,
        "warm": warm,
        "plain": {"reports": plain.reports, "words": plain.words, "seconds": plain.seconds},
    }


class Plain:
    """HanTa as it comes. Splitting a text into sentences and words is not counted."""

    def __init__(self) -> None:
        self.reports, self.words, self.seconds = 0, 0, 0.0
        self._pack = packs.load("de")
        self._tagger = HanoverTagger("morphmodel_ger.pgz")

    def tag(self, text: str) -> None:
        """Tag the words of a text."""
        spans = sentences(text, 0, len(text), "de")
        split = [[text[c:d] for c, d in tokenise(text, a, b, self._pack)] for a, b in spans]
        began = time.process_time()
        for words in split:
            self._tagger.tag_sent(words)
        self.seconds += time.process_time() - began
        self.words += len(text.split())
        self.reports += 1


def _load(_folder: Path, _number: int) -> dict[str, Any]:
    """What is loaded once, whatever is read: tables, models."""
    source = Source("/a.txt", "text", "", "utf-8", "", 0, "text 1")
    began = time.process_time()
    read_report(Report("a.txt", WARM_UP, source))
    return {"seconds": time.process_time() - began, "megabytes": _peak()}


def _by_stages(report: Report, seconds: dict[str, float]) -> None:
    """What `run.plan.read_report` does, with a look at the clock after each stage."""
    began = time.process_time()
    report = replace(report, language=detect(report))
    seconds["detect"] += time.process_time() - began
    if report.language not in packs.codes():
        return
    pack = packs.load(report.language)
    for stage in stages():
        began = time.process_time()
        report = stage(report, pack)
        seconds[stage.__name__] += time.process_time() - began


def _peak() -> float:
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _reports(folder: Path, number: int | None = None) -> Iterator[Report]:
    for found in islice(find([str(folder)]), number):
        yield ingest.read(found, settings=Settings())


def _build(folder: Path, number: int) -> dict[str, Any]:
    """Build a case of the first reports, then once more when nothing is new."""
    paths = [str(path) for path in sorted(folder.iterdir())[:number]]
    with tempfile.TemporaryDirectory() as scratch, Case.open(Path(scratch) / "bench.depesche", create=True) as case:
        began = time.perf_counter()
        build(case, paths, settings=Settings())
        seconds = time.perf_counter() - began
        megabytes = _peak()
        began = time.perf_counter()
        build(case, paths, settings=Settings())
        return {"seconds": seconds, "megabytes": megabytes, "again": time.perf_counter() - began}


WORK = {"load": _load, "read": _read, "build": _build}

if __name__ == "__main__":
    print(json.dumps(WORK[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
