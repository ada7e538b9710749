"""Word forms analysed beforehand: what the model says of the forms of official and free text, so that nobody waits for it.

The table holds nothing that an analysis would not give; it is made by `scripts/build_forms.py`, for one model, and not used with another.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from pathlib import Path

from depesche.language.model import digest

FILE = "forms.gz"
Tags = tuple[tuple[int, float], ...]


class Forms:
    """The table. A line is read only when its form is asked for."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._lines: dict[str, str] = {}
        for line in lines:
            form, _, told = line.partition("\t")
            self._lines[form] = told

    def known(self) -> frozenset[str]:
        """All forms of the table, in small letters."""
        return frozenset(self._lines)

    def tags(self, form: str) -> Tags | None:
        """The tags of a form in small letters with their weights, or None if the table does not tell."""
        told = self._lines.get(form, "").partition("\t")[0]
        return tuple(_weighed(entry) for entry in told.split(" ")) if told else None

    def lemma(self, form: str, tag: int) -> str | None:
        """The lemma of a verb form, or None if the table does not tell."""
        told = self._lines.get(form, "").partition("\t")[2]
        for entry in told.split(" ") if told else ():
            number, _, lemma = entry.partition(":")
            if int(number) == tag:
                return lemma
        return None

    def infinitive(self, form: str) -> str | None:
        """The infinitive of a form in small letters that is of one verb only, whatever its tag; None if the table does not tell."""
        told = self._lines.get(form, "").partition("\t")[2]
        lemmas = {entry.partition(":")[2] for entry in told.split(" ")} if told else set()
        verbs = {lemma for lemma in lemmas if lemma.endswith("n")}
        others = verbs - {form} or verbs
        return others.pop() if len(others) == 1 else None


def _weighed(entry: str) -> tuple[int, float]:
    number, _, hundredths = entry.partition(":")
    return int(number), -int(hundredths) / 100


def line(form: str, tags: Iterable[tuple[int, float]], lemmas: Mapping[int, str]) -> str:
    """A line of the table: the form, its tags with their weights, and its lemma per tag of a verb."""
    weights = " ".join(f"{number}:{-round(weight * 100)}" for number, weight in tags)
    return f"{form}\t{weights}\t{' '.join(f'{number}:{lemma}' for number, lemma in lemmas.items())}"


def load(folder: Path) -> Forms:
    """The table of a pack, by its folder; an empty one if it is missing, damaged, or was made with another model."""
    try:
        head, *lines = gzip.decompress((folder / FILE).read_bytes()).decode("utf-8").splitlines()
    except (OSError, EOFError, ValueError):
        return Forms()
    return Forms(lines) if head == digest() else Forms()
