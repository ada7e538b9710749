"""By which keys kindred reports meet in an index: bands of a MinHash for the whole text, rare runs of words for a passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import rensa
from numpy.lib.stride_tricks import sliding_window_view

from depesche.records import Span
from depesche.relate.lineage_words import Words, article_words, shingles

_HASHES, _SEED = 128, 20220110
_SHINGLE = 3  # words: short enough that one edit spoils few of them
_ROWS, _BANDS = (
    3,
    24,
)  # two texts that share half their shingles meet with .96, seven tenths with .9999, a tenth with .02
_FEWEST = 10  # words: below, texts are alike by chance
_RUN = 6  # words of a passage key
_WINDOW = 24  # of so many runs one is kept, so that a shared passage of 29 words always has a key, one of 25 mostly
_MOST = 48  # passage keys of a report, whatever its length


@dataclass(frozen=True, slots=True)
class IndexKeys:
    """All that an index needs of a report: its signature, and the keys under which it is found."""

    signature: bytes
    bands: tuple[str, ...]
    passages: tuple[str, ...]


def index_keys(text: str, clutter: Sequence[Span] = ()) -> IndexKeys:
    """Signature, bands and passage keys of an article at once, which costs hardly more than one of them."""
    words = article_words(text, clutter)
    signed = _signed(words)
    return IndexKeys(signed, bands(signed), _chosen(words))


def signature(text: str, clutter: Sequence[Span] = ()) -> bytes:
    """The MinHash of an article, the same in every run; empty where there are too few words to compare.

    >>> likeness(signature("Zu kurz."), signature("Zu kurz."))
    0.0
    """
    return _signed(article_words(text, clutter))


def _signed(words: Words) -> bytes:
    if len(words) < _FEWEST:
        return b""
    hashes = np.unique(shingles(words.keys, _SHINGLE))
    matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(hashes, [0, len(hashes)], _HASHES, _SEED)
    return np.array(matrix.to_rows()[0], "<u4").tobytes()


def bands(signature: bytes) -> tuple[str, ...]:
    """The keys of a signature: two articles that are half alike or more mostly have one in common."""
    size = 4 * _ROWS
    pieces = [signature[size * i : size * (i + 1)] for i in range(_BANDS if signature else 0)]
    return tuple("b" + blake2b(bytes([i]) + piece, digest_size=8).hexdigest() for i, piece in enumerate(pieces))


def likeness(a: bytes, b: bytes) -> float:
    """How much of two articles is the same by their signatures: the share of common runs of three words, give or take .05.

    >>> text = "Am Abend kamen die Unterhändler in Belmont an und gingen grußlos an den wartenden Reportern vorbei."
    >>> likeness(signature(text), signature(text.upper())), likeness(signature(text), signature(text[:40])) < 0.5
    (1.0, True)
    """
    if not a or not b:
        return 0.0
    return float(np.mean(np.frombuffer(a, "<u4") == np.frombuffer(b, "<u4")))


def passage_keys(text: str, clutter: Sequence[Span] = ()) -> tuple[str, ...]:
    """Keys of runs of six words, at most 48: of every two dozen neighbouring runs the one that the hash puts first.

    So the choice depends on the words of a passage alone, and two reports that share one choose the same runs of it.
    """
    return _chosen(article_words(text, clutter))


def _chosen(words: Words) -> tuple[str, ...]:
    if len(words) < _FEWEST:
        return ()
    runs = shingles(words.keys, _RUN)
    first = sliding_window_view(runs, _WINDOW).min(axis=1) if len(runs) >= _WINDOW else runs.min(keepdims=True)
    return tuple(f"p{key:016x}" for key in np.unique(first)[:_MOST].tolist())
