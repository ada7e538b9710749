"""Relations as JSON objects, in the form that the schema describes and the scorer reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from depesche.export.as_json import as_json
from depesche.relations import Discrepancy, Lineage, Quote, Reason, Utterance
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from depesche.store.case import Case

Json = dict[str, Any]

KINDS = {
    "datings": "dating",
    "cast": "case actor",
    "utterances": "utterance",
    "meetings": "meeting",
    "lineage": "lineage",
    "discrepancies": "discrepancy",
    "silences": "silence",
    "shifts": "shift",
    "held": "held",
    "issues": "issue",
}
"""The kinds of relation, by the list that holds them in the whole export, with what one of them is called in a line."""


def relations(case: Case, kind: str) -> Iterator[Json]:
    """The relations of one kind, as the case gives them."""
    every: dict[str, Callable[[], Iterable[Any]]] = {
        "datings": case.datings,
        "cast": case.cast,
        "utterances": case.utterances,
        "meetings": case.meetings,
        "silences": case.silences,
        "shifts": case.shifts,
        "issues": case.issues,
        "held": case.held,
        "lineage": case.lineage,
        "discrepancies": case.discrepancies,
    }
    return map(relation_object, every[kind]())


def same_utterance(case: Case) -> Iterator[list[list[Any]]]:
    """The groups of statements that are one utterance: each as its report and its place among the statements there."""
    for one in case.utterances():
        yield members_of(case, one)


def members_of(case: Case, utterance: Utterance) -> list[list[Any]]:
    """Report and place of each statement of an utterance."""
    places = case.places("statements", utterance.members)
    return [[one.report, places[one.report, one.record]] for one in utterance.members]


def discrepancy(one: Discrepancy) -> Json:
    """A discrepancy as the scorer reads it: each side with its span."""
    return relation_object(one) | {"a": _place(one.a), "b": _place(one.b)}


def lineage(one: Lineage) -> Json:
    """A lineage as the scorer reads it: the shared passages one after another."""
    spans = [_place(quote) for pair in one.passages for quote in pair]
    return {name: value for name, value in relation_object(one).items() if name != "passages"} | {"spans": spans}


def relation_object(one: Any) -> Json:
    """A relation with all its fields; its reasons are said in English."""
    kind: Any = type(one)
    return {name: _value(getattr(one, name)) for name in _names(kind)}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    if isinstance(value, Reason):
        return as_json(value) | {"text": told(value)}
    return as_json(value)


def _place(quote: Quote) -> Json:
    return {"report": quote.report, "span": {"start": quote.start, "end": quote.end, "text": quote.text}}


@lru_cache(maxsize=32)
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))
