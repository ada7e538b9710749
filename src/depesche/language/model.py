"""The tables of HanTa's German model (Wartena 2019): what words are made of, and how words follow each other.

HanTa describes a word as a chain of morphemes, and a sentence as a chain of tags, both as hidden Markov models of the second order.
Only its file is used here; `morphemes`, `lemmas` and `tags` search in its tables. All figures are natural logarithms of probabilities.
Tags of morphemes are positive numbers; the end of a word with tag T is the number -T.
"""

from __future__ import annotations

import gzip
import hashlib
import pickle
from array import array
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from depesche.errors import SetupError

EMPTY, START, END, UNKNOWN = 0, 1, 2, 3
NEVER = -1e6  # the weight of what cannot be
FILE = "morphmodel_ger.pgz"

State = tuple[int, int]
Weights = dict[int, float]


@dataclass(frozen=True, slots=True)
class Model:
    """The tables, as they lie in the file. A state is the last two tags.

    names: the STTS tag of each number. forms: tags of forms that were counted as wholes.
    morphemes: per tag its morphemes. after: per state what may follow. stems: per tag, which stem a form of it belongs to.
    rare, lengths, suffixes, unseen: what a morpheme of a tag weighs that no table knows: by its length and its last letters.
    sentence: per pair of word tags what follows, by number. cases: per tag, the weight of being written large or small. priors: of a tag.
    affixes: per word class the morphemes that are no part of a lemma. infinitives: per word class, what a stem ends in.
    """

    names: dict[int, str]
    forms: dict[str, list[tuple[int, float]]]
    morphemes: dict[int, dict[str, float]]
    after: dict[State, Weights]
    stems: dict[int, dict[str, str]]
    rare: Weights
    lengths: dict[int, list[float]]
    suffixes: dict[int, dict[str, float]]
    unseen: float
    sentence: dict[State, array[float]]
    cases: dict[int, dict[bool, float]]
    priors: Weights
    affixes: dict[str, list[int]]
    infinitives: dict[str, dict[str, str]]


def path() -> Path:
    """Where HanTa keeps its German model.

    Raises:
        SetupError: if HanTa is not installed.

    """
    spec = find_spec("HanTa")
    if spec is None or spec.origin is None:
        raise SetupError("HanTa, which tags German, is missing.", hint="pip install HanTa")
    return Path(spec.origin).with_name(FILE)


@lru_cache(maxsize=1)
def digest() -> str:
    """The sha256 of the model's file."""
    return hashlib.sha256(path().read_bytes()).hexdigest()


def load() -> Model:
    """Read the tables (a tenth of a second)."""
    with gzip.open(path(), "rb") as file:
        raw: tuple[Any, ...] = pickle.load(file)  # noqa: S301 (it came with the package, whose version is pinned)
    _, names, suffixes, lengths, unseen, rare, after, morphemes, stems, *rest = raw
    sentence, priors, cases, affixes, infinitives, _, forms = rest
    return Model(
        names={number: _stts(name) for number, name in names.items()},
        forms=forms,
        morphemes={tag: known for tag, known in morphemes.items() if tag > 0},
        after=after,
        stems=stems,
        rare={tag: weight for tag, weight in rare.items() if tag in suffixes},
        lengths=lengths,
        suffixes=suffixes,
        unseen=unseen,
        sentence=_as_arrays(sentence),
        cases=cases,
        priors=priors,
        affixes=affixes,
        infinitives=infinitives,
    )


def _as_arrays(sentence: dict[State, Weights]) -> dict[State, array[float]]:
    """The steps between tags, packed: they are the largest table, and what is small is found soon."""
    size = 1 + max(tag for after in sentence.values() for tag in after)
    numbers = range(size)
    return {state: array("d", [after.get(n, NEVER) for n in numbers]) for state, after in sentence.items()}


def _stts(name: str) -> str:
    """HanTa writes `VV(FIN)`, and `$(` for brackets and quotation marks."""
    return name if name[0] == "$" else name.replace("(", "").replace(")", "")
