"""The same words word for word in many reports, as copies of one wire text have them: one of them stands for all in the comparing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from depesche.relate.utterances_match import Rarity
from depesche.relate.utterances_pairs import ENOUGH, ENOUGH_UNDATED, Pair, held
from depesche.relate.utterances_units import Unit


@dataclass(frozen=True, slots=True)
class Copied:
    """Units with the same words, by the same actor at the same time. units: the first stands for all.

    pair: what speaks for the first two of them; None where there is one only.
    """

    units: tuple[Unit, ...]
    pair: Pair | None = None


def copies(found: Sequence[Unit], rarity: Rarity) -> list[Copied]:
    """The units of a story, those together that are the same word for word, in the order of the first of each."""
    same: dict[object, list[int]] = {}
    for number, unit in enumerate(found):
        same.setdefault(_words(unit), []).append(number)
    told: list[Copied] = []
    for numbers in same.values():
        units = tuple(found[number] for number in numbers)
        other = next((n for n in numbers if found[n].report != units[0].report), None)
        pair = held(found, numbers[0], other, rarity) if other is not None else None
        if pair is not None and pair.score >= (ENOUGH if pair.days is not None else ENOUGH_UNDATED):
            told.append(Copied(units, pair))
        else:
            told += [Copied((unit,)) for unit in units]
    return sorted(told, key=lambda one: (one.units[0].report, one.units[0].place))


def by_report(copied: Sequence[Copied]) -> dict[str, set[int]]:
    """For each report the numbers of what it has word for word with others."""
    told: dict[str, set[int]] = {}
    for number, one in enumerate(copied):
        for unit in one.units if one.pair is not None else ():
            told.setdefault(unit.report, set()).add(number)
    return told


def _words(unit: Unit) -> object:
    """What copies have in common."""
    return (
        unit.actor,
        unit.side,
        unit.person,
        tuple(term.stem for term in unit.passage.terms),
        tuple(term.stem for term in unit.cue),
        len(unit.passage.denials),
        unit.statement.mode,
        unit.statement.act,
        unit.when,
        unit.occasion,
        unit.level,
    )
