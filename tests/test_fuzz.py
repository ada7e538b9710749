"""Whatever the fuzzer begins with, and whatever it once found, is read or refused in our own words by what it was made for."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "ingest" / "corpus"
spec = importlib.util.spec_from_file_location("fuzz", ROOT / "scripts" / "fuzz.py")
assert spec is not None
assert spec.loader is not None
fuzz = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fuzz)


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_every_seed_passes_its_target(name):
    """Which holds what is read to what was promised; a target without a seed would be fuzzed in the dark."""
    seeds = sorted((CORPUS / name).iterdir())
    read = fuzz.target(name)
    for seed in seeds:
        read(seed.read_bytes())

    assert seeds
