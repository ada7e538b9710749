"""Measures speed, memory and start-up on this machine: `make bench`, or `python scripts/bench.py --n 100`.

With DEPESCHE_DATA set it reads the articles of 10kGNAD's test part, else a pile recombined from the sample's reports.
Every measure runs in a process of its own, so that none profits from another's caches. Reading is measured by the time of the
processor, which other work on the machine stretches less than the clock's. It prints and judges nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from math import log
from pathlib import Path
from statistics import median
from typing import Any

import bench_archive
from bench_serve import measure

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "src" / "depesche" / "sample" / "reports"
ARTICLES = "corpora/text-de/10kgnad-test.csv.xz"
SMALL, LARGE = 100, 1000  # the piles whose memory is compared: it must not grow with their size
RELATED = (1_000, 10_000)  # reports of the piles that are related; ten times as many with FULL=1
STARTS = 7
SERVED = 60  # seconds for which eight clients ask the workbench


def main() -> None:
    """Run all measures."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as scratch:
        folder = Path(scratch) / "reports"
        source = _pile(folder, None if options.full else options.n)
        number = sum(1 for _ in folder.iterdir())
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in folder.iterdir())
        print(f"{number:,} reports of {words / number:.0f} words on average: {source}.")
        print(
            f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before, one process.\n"
        )
        _speed(folder, number, words)
        _memory(folder, number)
        _relating(folder, RELATED if not options.full else (*RELATED, RELATED[-1] * 10))
        measure(folder.parent / f"pile-{RELATED[-1]}.depesche", SERVED)
        _start_up()
    bench_archive.main(full=options.full)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--n", type=int, default=1018, help="how many reports at most (1018)")
    parser.add_argument("--full", action="store_true", help="all there are, whatever --n says")
    return parser.parse_args()


# The pile


def _pile(folder: Path, number: int | None) -> str:
    """Write the reports as files; return what they are."""
    folder.mkdir()
    data = os.environ.get("DEPESCHE_DATA")
    articles = Path(data) / ARTICLES if data else None
    texts = _articles(articles) if articles and articles.exists() else _recombined()
    for i, text in enumerate(texts):
        if i == number:
            break
        (folder / f"{i:05}.txt").write_text(text, encoding="utf-8")
    return "articles of 10kGNAD" if articles and articles.exists() else "a pile recombined from the sample"


def _articles(path: Path) -> Iterator[str]:
    csv.field_size_limit(10_000_000)
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter=";", quotechar="'"):
            yield row[1]


def _recombined(number: int = 1018) -> Iterator[str]:
    """Reports of the sample's length, each made of paragraphs of several; always the same ones."""
    files = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    paragraphs = [piece.strip() for text in files for piece in text.split("\n\n") if len(piece.split()) > 8]
    rng = random.Random(1)
    for _ in range(number):
        yield "\n\n".join(rng.sample(paragraphs, k=min(len(paragraphs), rng.randint(5, 12))))


# What is told


def _speed(folder: Path, number: int, words: int) -> None:
    read, load = _worker("read", folder, number), _worker("load", folder, 1)
    cold, warm = sum(read["cold"].values()), sum(read["warm"].values())
    plain = read["plain"]
    tagged = plain["words"] / plain["seconds"]
    _head("speed, by the processor's time", "reports/s", "words/s", "seconds", "x plain")
    for what, seconds in (
        ("everything read, cold (no form met yet)", cold),
        ("everything read, warm (the same again)", warm),
    ):
        _row(what, number / seconds, words / seconds, seconds, f"{words / seconds / tagged:.1f}")
    of = plain["words"] / plain["reports"]
    what = f"plain HanTa, tags only, {plain['reports']} of them"
    _row(what, tagged * number / words, tagged, plain["seconds"], "1.0")
    print(f"{'loading what is loaded once':42} {'':10} {'':10} {load['seconds']:9.1f}   ({load['megabytes']:.0f} MB)")
    print(f"Plain HanTa's reports have {of:.0f} words; its reports/s are for reports of the pile's length.\n")
    _head("stage", "cold ms", "warm ms", "cold", "warm")
    for name, seconds in sorted(read["cold"].items(), key=lambda pair: -pair[1]):
        again = read["warm"][name]
        shares = f"{seconds / cold:9.1%} {again / warm:8.1%}"
        print(f"{name:42} {1000 * seconds / number:10.2f} {1000 * again / number:10.2f} {shares}")
    print()


def _memory(folder: Path, number: int) -> None:
    _head("depesche build, with the store", "reports/s", "peak MB", "seconds")
    for size in sorted({min(SMALL, number), min(LARGE, number)}):
        built = _worker("build", folder, size)
        _row(f"{size:,} reports", size / built["seconds"], built["megabytes"], built["seconds"])
        again = built["again"]
        print(f"{'  the same again, nothing new':42} {size / again:10.1f} {'':10} {again:9.1f}")
    print()


def _relating(folder: Path, sizes: tuple[int, ...]) -> None:
    """How relating grows with the number of reports; of the processor's time, which other work stretches less."""
    _head("relating, with the store", "reports/s", "peak MB", "seconds", "CPU s")
    before: tuple[int, float] | None = None
    for size in sizes:
        made = _worker("pile", folder, size)
        told = _worker("relate", folder, size)
        _row(
            f"{size:,} reports, {told['stories']:,} stories",
            size / told["seconds"],
            told["megabytes"],
            told["seconds"],
            f"{told['spent']:.0f}",
        )
        print("  " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in told["phases"].items()))
        print(f"{'  sketches, made while a build reads':42} {'':10} {'':10} {made['sketching']:9.1f}")
        print("  " + ", ".join(f"{count:,} {kind}" for kind, count in sorted(told["found"].items())))
        print(f"{'  ten more':42} {'':10} {'':10} {told['more']:9.1f}")
        if before is not None:
            grown = log(told["spent"] / before[1]) / log(size / before[0])
            print(f"{'  exponent of growth, by CPU seconds':42} {'':10} {'':10} {grown:9.2f}")
        before = size, told["spent"]
    print()


def _start_up() -> None:
    clock, processor = [], []
    for _ in range(STARTS):
        began, before = time.perf_counter(), _children()
        subprocess.run([sys.executable, "-m", "depesche", "--help"], check=True, stdout=subprocess.DEVNULL)
        clock.append(time.perf_counter() - began)
        processor.append(_children() - before)
    print(f"{'depesche --help, by the clock':42} {'':10} {'':10} {median(clock):9.3f}")
    print(f"{'  by the processor':42} {'':10} {'':10} {median(processor):9.3f}")


def _children() -> float:
    """What the processor has spent on processes that were started and have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _head(*names: str) -> None:
    print(f"{names[0]:42} {names[1]:>10} {names[2]:>10} {names[3]:>9} {''.join(names[4:]):>8}")


def _row(what: str, rate: float, other: float, seconds: float, more: str = "") -> None:
    print(f"{what:42} {rate:10.1f} {other:10,.0f} {seconds:9.1f} {more:>8}".rstrip())


def _worker(kind: str, folder: Path, number: int) -> Any:
    """Run one measure in a process of its own."""
    command = [sys.executable, str(ROOT / "scripts" / "bench_work.py"), kind, str(folder), str(number)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


if __name__ == "__main__":
    main()
