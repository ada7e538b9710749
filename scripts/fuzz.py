"""Feed everything that reads bytes with damaged ones, guided by which lines of it run.

    python scripts/fuzz.py pdf --seconds 60      one target
    python scripts/fuzz.py all --seconds 180     every target, one after the other, with a table: `make fuzz`

Targets are all sources, what files beside reports are read with, what coding comes in through, and the readers of German themselves.
Each begins with the seeds in `tests/ingest/corpus/NAME`. What breaks it is written beside them as `crash-...`; once it is mended it stays
there as a seed, and the tests read every seed from then on.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "ingest" / "corpus"
SOURCES = sorted(point.name for point in entry_points(group="depesche.sources"))
FILES = {  # read from a path: module, function, how the file must be called
    "brat": ("depesche.run.coding_brat", "read_brat", "a.ann"),
    "cas": ("depesche.run.coding_cas", "read_cas", "a.xmi"),
    "dna": ("depesche.run.coding_dna", "read_dna", "a.dna"),
    "labelstudio": ("depesche.run.coding_labelstudio", "read_labelstudio", "a.json"),
    "side-table": ("depesche.ingest.table", "side_table", "a.csv"),
    "zotero": ("depesche.ingest.csl", "csl_facts", "a.json"),
}
OTHERS = ("address", "codebook", "decode", "http", "reading")
TARGETS = sorted([*SOURCES, *FILES, *OTHERS])
_LONGEST = {"dna": 131_072, "reading": 1_500}  # bytes of one input, else 20,000: what reads sentences takes longer
Target = Callable[[bytes], None]


def target(name: str) -> Target:
    """The function that reads one input and lets nothing but our own errors pass."""
    refused = import_module("depesche.errors").DepescheError
    read = _file(name) if name in FILES else _source(name) if name in SOURCES else globals()[f"_{name}"]()

    def run(raw: bytes) -> None:
        with suppress(refused):
            read(raw)

    return run


def _source(name: str) -> Target:
    pieces = import_module("depesche.ingest.pieces")
    [point] = entry_points(group="depesche.sources", name=name)
    reader = point.load()
    limits = pieces.Limits(entry=100_000, total=1_000_000, entries=1_000)

    def read(raw: bytes) -> None:
        for piece in reader(pieces.Given(f"a.{name}", raw=raw, limits=limits)):
            check(piece, limits.entry)

    return read


def check(piece: Any, most: int) -> None:
    """What holds for every piece: it is a text, a file or an error, its name leads nowhere, and its offsets lie within."""
    assert piece.error or piece.raw is not None or piece.text is not None
    assert len(piece.raw or b"") <= 2 * most
    text = piece.text or ""
    text.encode()
    assert all(0 <= block.start < block.end <= len(text) for block in piece.blocks), piece.blocks
    assert list(piece.pages) == sorted(piece.pages)
    assert all(0 <= page <= len(text) for page in piece.pages), piece.pages
    assert all(fact.value and len(fact.value) <= 2000 for fact in piece.facts), piece.facts


def _file(name: str) -> Target:
    module, function, called = FILES[name]
    reader = getattr(import_module(module), function)
    path = Path(tempfile.mkdtemp()) / called

    def read(raw: bytes) -> None:
        path.write_bytes(raw)
        if name == "brat":
            path.with_suffix(".txt").write_bytes(raw[: len(raw) // 2])
        list(reader(path))

    return read


def _address() -> Target:
    read = import_module("depesche.ingest.addresses").target

    def again(raw: bytes) -> None:
        """It is refused or comes out clean, and stays as it is when it is read again."""
        found = read(raw.decode("utf-8", "replace"))
        assert found.url.isascii()
        assert read(found.url) == found

    return again


def _codebook() -> Target:
    file = import_module("depesche.relate.codebook_file")

    def read(raw: bytes) -> None:
        """What is read is written as something that reads the same."""
        found = file.read(raw.decode("utf-8", "replace"), "a.toml")
        assert file.read(file.write(found), "a.toml") == found

    return read


def _decode() -> Target:
    decode = import_module("depesche.ingest.decode").decode

    def read(raw: bytes) -> None:
        decode(raw).text.encode()

    return read


def _http() -> Target:
    http, limits = import_module("depesche.ingest.http_body"), import_module("depesche.ingest.pieces").Limits(100_000)

    def read(raw: bytes) -> None:
        head = http.head_of(raw)
        assert head is None or len(http.body_of(head, raw, limits)) <= max(limits.entry, len(raw))

    return read


def _reading() -> Target:
    records, plan = import_module("depesche.records"), import_module("depesche.run.plan")
    codings = import_module("depesche.store.coded").codings

    def read(raw: bytes) -> None:
        """Whatever the text: it is read as German, and every record points at words that it has."""
        text = raw.decode("utf-8", "replace")
        source = records.Source("/a.txt", "text", records.digest(raw), "utf-8", "", 0, "")
        report = plan.read_in(records.Report(name="a.txt", text=text, source=source), "de")
        for one in codings(report):
            for spans in one.spans.values():
                assert all(text[span.start : span.end] == span.text != "" for span in spans), one

    return read


def every(seconds: int) -> int:
    """Fuzz every target in a process of its own and print what each did; how many broke."""
    broken = runs = 0
    for name in TARGETS:
        command = [sys.executable, __file__, name, "--seconds", str(seconds)]
        ran = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        done = re.findall(r"(?:Done |stat::number_of_executed_units: )(\d+)", ran.stderr)
        covered = re.findall(r"cov: (\d+)", ran.stderr)
        runs += int(done[-1]) if done else 0
        broken += ran.returncode != 0
        told = f"{int(done[-1]) if done else 0:>11,} runs, {covered[-1] if covered else '?':>6} edges"
        print(f"{name:12} {told}{'' if ran.returncode == 0 else '  BROKE: ' + _why(ran.stderr)}", flush=True)
    minutes = seconds * len(TARGETS) / 60
    print(f"{len(TARGETS)} targets, {minutes:.0f} minutes, {runs:,} runs, {broken} broke")
    return broken


def _why(told: str) -> str:
    lines = [line for line in told.splitlines() if "Error" in line or "ALARM" in line or "Exception" in line]
    return lines[-1].strip()[:200] if lines else "see the target alone"


def main() -> int:
    """Fuzz one target for some seconds, or all; the exit code says whether any broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=["all", *TARGETS], metavar="NAME", help=f"all, or one of {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=int, default=60)
    chosen = parser.parse_args()
    if chosen.name == "all":
        return min(every(chosen.seconds), 1)
    atheris: Any = import_module("atheris")  # --help must not need it
    parts = ["depesche", "tarfile", "zipfile", "feedparser"]
    with atheris.instrument_imports(include=parts):
        read = target(chosen.name)
        with suppress(Exception):
            read(b"")  # what is imported late is to be guided as well
    seeds = CORPUS / chosen.name
    seeds.mkdir(parents=True, exist_ok=True)
    # What is found interesting on the way goes elsewhere, so that the seeds stay few.
    grown = tempfile.mkdtemp()
    limits = [
        f"-max_total_time={chosen.seconds}",
        f"-max_len={_LONGEST.get(chosen.name, 20_000)}",
        "-timeout=20",
        "-rss_limit_mb=2000",
        "-print_final_stats=1",
        f"-artifact_prefix={seeds}/",
    ]
    try:
        atheris.Setup([sys.argv[0], *limits, grown, str(seeds)], read)
        atheris.Fuzz()
    finally:
        shutil.rmtree(grown, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
