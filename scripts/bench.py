"""Measures speed, memory and start-up on this machine: `make bench`, or `python scripts/bench.py --n 100`.

With DEPESCHE_DATA set it reads the articles of 10kGNAD's test part, else a pile recombined from the sample's reports.
Every measure runs in a process of its own, so that none profits from another's caches. It prints and judges nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "src" / "depesche" / "sample" / "reports"
ARTICLES = "corpora/text-de/10kgnad-test.csv.xz"
PLAIN = 60  # articles that plain HanTa reads: all of them would take it minutes
SMALL = 100  # the smaller of the two piles whose memory is compared
STARTS = 7


def main() -> None:
    """Run all measures."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="depesche-bench-") as scratch:
        folder = Path(scratch) / "reports"
        source = _pile(folder, None if options.full else options.n)
        number = sum(1 for _ in folder.iterdir())
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in folder.iterdir())
        print(f"{number:,} reports of {words / number:.0f} words on average: {source}.")
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, one process.\n")
        _speed(folder, number)
        _memory(folder, number)
        _start_up()


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


def _speed(folder: Path, number: int) -> None:
    read = _worker("read", folder, number)
    plain = _worker("plain", folder, min(number, PLAIN))
    print(f"{'speed':42} {'reports/s':>10} {'seconds':>9}")
    cold, few = read["cold"], plain["reports"]
    _row("everything read, cold (no form known)", number, cold[-1])
    _row("everything read, warm (the same again)", number, read["warm"])
    _row(f"plain HanTa, the first {few}, tags only", few, plain["seconds"])
    _row(f"everything read, cold, the first {few}", few, cold[few - 1])
    print(f"{'':42} {plain['seconds'] / cold[few - 1]:9.1f}x as fast as plain HanTa\n")
    print(f"{'share of each stage, cold':42} {'share':>10} {'seconds':>9}")
    total = sum(read["stages"].values())
    for name, seconds in sorted(read["stages"].items(), key=lambda pair: -pair[1]):
        print(f"{name:42} {seconds / total:10.1%} {seconds:9.1f}")
    print()


def _memory(folder: Path, number: int) -> None:
    print(f"{'depesche build, with the store':42} {'reports/s':>10} {'seconds':>9} {'peak MB':>9}")
    for size in sorted({min(SMALL, number), min(1000, number)}):
        built = _worker("build", folder, size)
        _row(f"{size:,} reports", size, built["seconds"], f" {built['megabytes']:9.0f}")
        _row("  the same again, nothing new", size, built["again"])
    print()


def _start_up() -> None:
    seconds = []
    for _ in range(STARTS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "depesche", "--help"], check=True, stdout=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - began)
    print(f"{'depesche --help':42} {'':10} {median(seconds):9.3f}")


def _row(what: str, reports: int, seconds: float, more: str = "") -> None:
    print(f"{what:42} {reports / seconds:10.1f} {seconds:9.1f}{more}")


def _worker(kind: str, folder: Path, number: int) -> Any:
    """Run one measure in a process of its own."""
    command = [sys.executable, str(ROOT / "scripts" / "bench_work.py"), kind, str(folder), str(number)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


if __name__ == "__main__":
    main()
