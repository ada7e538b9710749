"""Every file that once broke a parser, and the seeds of the fuzzer, are read or refused in our own words."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from depesche.errors import ReportError
from depesche.ingest.pieces import GROUP, Given

CORPUS = Path(__file__).parent / "corpus"
PARSERS = {point.name for point in entry_points(group=GROUP)}  # other targets have tests of their own
SEEDS = sorted(path for path in CORPUS.glob("*/*") if path.is_file() and path.parent.name in PARSERS)


def ident(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", SEEDS, ids=ident)
def test_seeds_give_pieces_or_our_error(path):
    """Nothing else escapes; files called `good` are read whole."""
    [point] = entry_points(group=GROUP, name=path.parent.name)
    try:
        pieces = list(point.load()(Given(path.name, path=path)))
    except ReportError:
        assert not path.name.startswith("good")
        return
    assert pieces
    if path.name.startswith("good"):
        assert [piece.error for piece in pieces] == [None] * len(pieces)


def test_every_parser_of_documents_has_seeds():
    """A parser without a seed is fuzzed in the dark."""
    parsers = {"csv", "docx", "json", "jsonl", "mail", "mbox", "newsml", "ninjs", "odt", "parquet", "pdf"}

    assert parsers <= {path.parent.name for path in SEEDS if path.name.startswith("good")}
