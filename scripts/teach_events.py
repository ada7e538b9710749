"""Learns from annotated speeches which words name events and which roles are played in them (docs/speeches.md).

usage: python scripts/teach_events.py DATA_DIR

Reads the train part of DATA_DIR/corpora/spkatt2023 and writes packs/de/event_*.tsv. Takes some minutes. Needs scipy.
"""

from __future__ import annotations

import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import depesche
from depesche.cli.reading import read_text
from depesche.language.clauses import clauses
from depesche.packs import Pack, load
from depesche.read.event_items import NONE, Item, chain_features, governed, item_features, items
from depesche.read.event_model import ROLES, companions, heads
from depesche.read.event_words import NOUNS, Word, word_features, words
from depesche.read.lexicon import lexicon
from depesche.read.lookup import lookup
from depesche.read.verbs import lexical
from depesche.read.view import View
from depesche.score.spkatt_files import CUE, Event, Place, Speech, speeches

FOLDER = Path(depesche.__file__).parent / "packs" / "de"
HEAD = "# Learned by scripts/teach_events.py from SpkAtt-2023, train (Rehbein, Ruppenhofer, Brunner and Ponzetto); CC BY-SA 4.0."
LEAST = 3  # how often a feature must be met
CUT = 0.15  # weights nearer to zero are left out
TWICE = 2  # how often two words must make a cue together
NO_COMPANIONS = frozenset(["ART", "PPER", "PRELS", "PTKZU", "PIAT", "APPRART", "PRF"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may name an event, where its sentence's tokens stand in the corpus, and the event that it names, if any."""

    found: View
    word: Word
    places: tuple[frozenset[Place], ...]
    event: Event | None


def main() -> None:
    """Read, learn, and write the tables."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    archive = Path(sys.argv[1]) / "corpora" / "spkatt2023" / "spkatt2023.tar.xz"
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
        read = [(one, list(views(one.text))) for one in speeches(Path(folder) / "data" / "train" / "task1")]
    pack = load("de")
    pairs = [f"{lemma}\t{companion}" for lemma, companion in sorted(met_together(read))]
    write("event_pairs", "lemma\tcompanion", pairs)
    load.cache_clear() if hasattr(load, "cache_clear") else None
    candidates = list(candidates_of(read, pack))
    cues = lexicon(pack)
    write(
        "event_words",
        "feature\tweight",
        learned_words([word_features(c.found, c.word, cues) for c in candidates], candidates),
    )
    write("event_roles", "feature\tweights", learned_roles([c for c in candidates if c.event], pack))


def views(text: str) -> Iterator[View]:
    """The sentences of a speech with their clauses; quotations are looked into."""
    for sentence in read_text(text).sentences:
        yield View(sentence, sentence.tokens, (), (), clauses(sentence.tokens))


def met_together(read: Sequence[tuple[Speech, list[View]]]) -> set[tuple[str, str]]:
    """Lemmas with the words that made a cue with them, at least twice."""
    counts: Counter[tuple[str, str]] = Counter()
    cues = lexicon(load("de"))
    for speech, found in read:
        named: dict[Place, tuple[int, str, str]] = {}
        for view in found:
            for clause in view.clauses:
                for at, cue, lemma in lexical(view, clause, cues):
                    named |= {p: (0, lemma, "") for i in (at, *cue) for p in _places(speech, view, i)}
            for i, token in enumerate(view.tokens):
                noun = token.tag in NOUNS
                companion = (
                    ""
                    if token.tag in NO_COMPANIONS or token.tag == "NE"
                    else (token.lemma if noun else token.text).lower()
                )
                for p in _places(speech, view, i):
                    named.setdefault(p, (1 if noun else 2, token.lemma.lower(), companion))
        for event in speech.events:
            words_of = sorted(named[p] for p in event[CUE] if p in named)
            if len(words_of) > 1 and words_of[0][0] < 2:
                counts.update((words_of[0][1], companion) for _, _, companion in words_of[1:] if companion)
    return {pair for pair, n in counts.items() if n >= TWICE}


def _places(speech: Speech, found: View, i: int) -> frozenset[Place]:
    return speech.places(found.tokens[i].start, found.tokens[i].end)


def candidates_of(read: Sequence[tuple[Speech, list[View]]], pack: Pack) -> Iterator[Candidate]:
    """Every word of the speeches that may name an event."""
    pairs, ends, cues = companions(pack), heads(pack), lexicon(pack)
    for speech, found in read:
        event_at = {place: event for event in speech.events for place in event[CUE]}
        for view in found:
            places = tuple(_places(speech, view, i) for i in range(len(view.tokens)))
            for word in words(view, cues, pairs, ends):
                event = next((event_at[p] for p in sorted(places[word.at]) if p in event_at), None)
                yield Candidate(view, word, places, event)


def learned_words(known: list[list[str]], candidates: list[Candidate]) -> list[str]:
    """The weights of a logistic regression over words."""
    names = index(known)
    x, y = matrix(known, names), np.array([c.event is not None for c in candidates], float)

    def loss(b: Any) -> tuple[float, Any]:
        p = 1 / (1 + np.exp(-(x @ b)))
        value = -(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)).sum() + b @ b / 2
        return value, x.T @ (p - y) + b

    b = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return [f"{name}\t{b[i]:.2f}" for name, i in names.items() if abs(b[i]) >= CUT]


def learned_roles(candidates: list[Candidate], pack: Pack) -> list[str]:
    """The weights of a multinomial regression over items; what came before an item is taken from the annotation."""
    tables, cues = lookup(pack), lexicon(pack)
    known: list[list[str]] = []
    roles: list[int] = []
    for one in candidates:
        before, role, given = None, NONE, dict[int, str]()
        asked = governed(one.found, one.word, tables, cues)
        for item in items(one.found, one.word):
            features = item_features(one.found, one.word, item, asked)
            known.append(features + chain_features(one.found, item, before, role, given))
            role = annotated(one, item)
            roles.append(ROLES.index(role))
            given[item.clause if item.shape == "clause" else -1 - item.tokens[0]] = role
            before = item
    names = index(known)
    x, y = matrix(known, names), np.eye(len(ROLES))[roles]

    def loss(flat: Any) -> tuple[float, Any]:
        b = flat.reshape(-1, len(ROLES))
        z = x @ b
        e = np.exp(z - z.max(1, keepdims=True))
        p = e / e.sum(1, keepdims=True)
        return -np.log((p * y).sum(1) + 1e-12).sum() + flat @ flat / 2, (x.T @ (p - y) + b).ravel()

    start = np.zeros(len(names) * len(ROLES))
    b = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x.reshape(-1, len(ROLES))
    b[np.abs(b) < CUT] = 0
    return [f"{name}\t{' '.join(map(short, b[i]))}" for name, i in names.items() if b[i].any()]


def short(weight: float) -> str:
    """A weight in as few characters as it takes.

    >>> short(-0.31), short(0.0), short(1.04)
    ('-.3', '0', '1')
    """
    digits = f"{weight:.1f}"
    return "0" if float(digits) == 0 else digits.replace("0.", ".").removesuffix(".0")


def annotated(one: Candidate, item: Item) -> str:
    """The role that at least half of an item's words play."""
    assert one.event is not None
    counted = [i for i in item.tokens if one.found.tokens[i].tag[0] != "$"]
    roles = Counter(role for i in counted for role in ROLES[1:] if one.places[i] & one.event[role])
    role, many = roles.most_common(1)[0] if roles else (NONE, 0)
    return role if many * 2 >= len(counted) else NONE


def index(known: list[list[str]]) -> dict[str, int]:
    """The features that are met often enough, in order."""
    counts: defaultdict[str, int] = defaultdict(int)
    for features in known:
        for feature in set(features):
            counts[feature] += 1
    return {name: i for i, name in enumerate(sorted(name for name, n in counts.items() if n >= LEAST))}


def matrix(known: list[list[str]], names: dict[str, int]) -> Any:
    """One row for each list of features."""
    rows = [sorted({names[f] for f in features if f in names}) for features in known]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(ends[-1]), [i for row in rows for i in row], ends), shape=(len(rows), len(names)))


def write(name: str, columns: str, rows: list[str]) -> None:
    """Write one of the tables."""
    (FOLDER / f"{name}.tsv").write_text("\n".join([HEAD, columns, *rows]) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
