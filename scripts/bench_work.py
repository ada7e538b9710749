"""One measure of `bench.py`, in a process of its own: `bench_work.py KIND FOLDER N` prints a JSON object."""

from __future__ import annotations

import json
import os
import pickle
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
from depesche.run.relating import relate, relating_version
from depesche.run.relating_tasks import sketch_of
from depesche.settings import Settings
from depesche.store import write
from depesche.store.case import Case
from pile import Piece, pieces, pile

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "src" / "depesche" / "sample" / "reports"
ARTICLES = "corpora/text-de/wikinews-de-politik.jsonl"
MORE = 10  # reports that are added to a case that was related
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


def _pile(folder: Path, number: int) -> dict[str, Any]:
    """Put so many reports of an invented pile into a case, and ten more beside it; in a process of its own, because it takes memory."""
    told = pile(_base(folder), number + MORE)
    path = _case_of(folder, number)
    with Case.open(path, create=True) as case:
        sketching = _put(case, islice(told, number))
    path.with_suffix(".more").write_bytes(pickle.dumps(list(told)))
    return {"sketching": sketching}


def _relate(folder: Path, number: int) -> dict[str, Any]:
    """Relate the reports of a pile, then ten more."""
    path = _case_of(folder, number)
    with Case.open(path) as case:
        before = _spent()
        began = time.perf_counter()
        first = relate(case, workers=os.cpu_count() or 1)
        seconds, spent, megabytes = time.perf_counter() - began, _spent() - before, _peak_of_all()
        _put(case, iter(pickle.loads(path.with_suffix(".more").read_bytes())))
        began = time.perf_counter()
        relate(case, workers=os.cpu_count() or 1)
        return {
            "seconds": seconds,
            "spent": spent,
            "megabytes": megabytes,
            "phases": first.seconds,
            "stories": first.stories,
            "found": dict(case.related()),
            "more": time.perf_counter() - began,
        }


def _case_of(folder: Path, number: int) -> Path:
    return folder.parent / f"pile-{number}.depesche"


def _base(folder: Path) -> list[list[Piece]]:
    """The sentences that piles are made of, read once for all sizes."""
    kept = folder.parent / "base.pickle"
    if not kept.exists():
        data = os.environ.get("DEPESCHE_DATA")
        articles = Path(data) / ARTICLES if data else None
        texts = _articles(articles) if articles and articles.exists() else map(_text_of, sorted(SAMPLE.glob("*.txt")))
        read = (read_report(Report(name, text, Source(name, "text", "", "utf-8", "", 0, ""))) for name, text in texts)
        kept.write_bytes(pickle.dumps([replace(one, sentences=(), cast=None) for one in read]))
    return pieces(pickle.loads(kept.read_bytes()))


def _articles(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield f"{row['id']}.txt", row["text"]


def _text_of(path: Path) -> tuple[str, str]:
    return path.name, path.read_text(encoding="utf-8")


def _put(case: Case, reports: Iterator[Report]) -> float:
    """Put reports into the case as a build does, but many in a transaction; return how long their sketches took."""
    seconds = 0.0
    while some := list(islice(reports, 500)):
        with case._writing() as connection:  # noqa: SLF001 (a benchmark may)
            for report in some:
                write.put(connection, report, reader="pile", raw=None, stamp="")
        began = time.perf_counter()
        case.put_sketches([sketch_of(report, relating_version()) for report in some])
        seconds += time.perf_counter() - began
    return seconds


def _spent() -> float:
    """Seconds of the processor, those of ended processes of ours too."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _peak_of_all() -> float:
    """The most memory that this process held, and that as many workers held as there are processors, in megabytes."""
    workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return _peak() + workers * (os.cpu_count() or 1)


WORK = {"load": _load, "read": _read, "build": _build, "pile": _pile, "relate": _relate}

if __name__ == "__main__":
    print(json.dumps(WORK[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
