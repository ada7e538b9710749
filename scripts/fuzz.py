"""Feed the parsers with damaged files, guided by which lines of them run: `python scripts/fuzz.py pdf --seconds 10`.

Begins with the seeds in `tests/ingest/corpus/NAME`. What breaks a parser is written beside them as `crash-...`; it is to become a
seed there, and `tests/ingest/test_corpus.py` reads every seed from then on.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "ingest" / "corpus"
TARGETS = {
    "csv": "depesche.ingest.source_table:read_csv",
    "docx": "depesche.ingest.source_docx:read_docx",
    "json": "depesche.ingest.source_json:read_json",
    "jsonl": "depesche.ingest.source_json:read_jsonl",
    "mail": "depesche.ingest.source_mail:read_mail",
    "mbox": "depesche.ingest.source_mail:read_mbox",
    "newsml": "depesche.ingest.source_newsml:read_newsml",
    "ninjs": "depesche.ingest.source_ninjs:read_ninjs",
    "odt": "depesche.ingest.source_odt:read_odt",
    "parquet": "depesche.ingest.source_parquet:read_parquet",
    "pdf": "depesche.ingest.source_pdf:read_pdf",
}


def target(name: str) -> Any:
    """The function that reads one input and lets nothing but our own error pass."""
    module, _, function = TARGETS[name].partition(":")
    reader = getattr(import_module(module), function)
    pieces = import_module("depesche.ingest.pieces")
    refused = import_module("depesche.errors").ReportError

    def read(raw: bytes) -> None:
        with suppress(refused):
            for piece in reader(pieces.Given(f"a.{name}", raw=raw)):
                check(piece)

    return read


def check(piece: Any) -> None:
    """What holds for every piece: it is a text, a file or an error, and its offsets lie within."""
    assert piece.error or piece.raw is not None or piece.text is not None
    text = piece.text or ""
    text.encode()
    assert all(0 <= block.start < block.end <= len(text) for block in piece.blocks), piece.blocks
    assert list(piece.pages) == sorted(piece.pages)
    assert all(0 <= page <= len(text) for page in piece.pages), piece.pages
    assert all(fact.value and len(fact.value) <= 2000 for fact in piece.facts), piece.facts


def main() -> None:
    """Fuzz one parser for some seconds; ends with an error where it breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=60)
    chosen = parser.parse_args()
    atheris: Any = import_module("atheris")  # --help must not need it

    with atheris.instrument_imports(include=["depesche.ingest"]):
        read = target(chosen.name)
    seeds = CORPUS / chosen.name
    seeds.mkdir(parents=True, exist_ok=True)
    # What is found interesting on the way goes elsewhere, so that the seeds stay few.
    grown = tempfile.mkdtemp()
    limits = [
        f"-max_total_time={chosen.seconds}",
        "-max_len=20000",
        "-timeout=20",
        "-rss_limit_mb=2000",
        "-verbosity=0",
    ]
    try:
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={seeds}/", grown, str(seeds)], read)
        atheris.Fuzz()
    finally:
        shutil.rmtree(grown, ignore_errors=True)


if __name__ == "__main__":
    main()
