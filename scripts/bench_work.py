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
from depesche.records import Report
from depesche.run.local import build
from depesche.run.plan import read_report, stages
from depesche.settings import Settings
from depesche.store.case import Case


def _read(folder: Path, number: int) -> dict[str, Any]:
    """Read all reports twice in one process: first with no word form known, then with all of them."""
    reports = list(_reports(folder, number))
    seconds: dict[str, float] = defaultdict(float)
    began = time.perf_counter()
    for report in reports:
        _by_stages(report, seconds)
    cold = time.perf_counter() - began
    began = time.perf_counter()
    for report in reports:
        read_report(report)
    return {"cold": cold, "warm": time.perf_counter() - began, "stages": seconds}


def _by_stages(report: Report, seconds: dict[str, float]) -> None:
    """What `run.plan.read_report` does, with a look at the clock after each stage."""
    began = time.perf_counter()
    report = replace(report, language=detect(report))
    seconds["detect"] += time.perf_counter() - began
    if report.language not in packs.codes():
        return
    pack = packs.load(report.language)
    for stage in stages():
        began = time.perf_counter()
        report = stage(report, pack)
        seconds[stage.__name__] += time.perf_counter() - began


def _reports(folder: Path, number: int | None = None) -> Iterator[Report]:
    for found in islice(find([str(folder)]), number):
        yield ingest.read(found, settings=Settings())


def _plain(folder: Path, number: int) -> dict[str, Any]:
    """Tag the sentences of some reports with HanTa as it comes; splitting them is not counted."""
    pack = packs.load("de")
    texts = [report.text for report in _reports(folder)]
    texts = texts[:: max(1, len(texts) // number)][:number]
    split = [
        [text[c:d] for c, d in tokenise(text, a, b, pack)]
        for text in texts
        for a, b in sentences(text, 0, len(text), "de")
    ]
    began = time.perf_counter()
    tagger = HanoverTagger("morphmodel_ger.pgz")
    for words in split:
        tagger.tag_sent(words)
    seconds = time.perf_counter() - began
    return {"reports": len(texts), "words": sum(len(text.split()) for text in texts), "seconds": seconds}


def _build(folder: Path, number: int) -> dict[str, Any]:
    """Build a case of the first reports, then once more when nothing is new."""
    paths = [str(path) for path in sorted(folder.iterdir())[:number]]
    with tempfile.TemporaryDirectory() as scratch, Case.open(Path(scratch) / "bench.depesche", create=True) as case:
        began = time.perf_counter()
        build(case, paths, settings=Settings())
        seconds = time.perf_counter() - began
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        began = time.perf_counter()
        build(case, paths, settings=Settings())
        return {"seconds": seconds, "megabytes": megabytes, "again": time.perf_counter() - began}


WORK = {"read": _read, "plain": _plain, "build": _build}

if __name__ == "__main__":
    print(json.dumps(WORK[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
