"""What the tests of the readers share: a text read to the end, and records put briefly."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tests.conftest import a_report

from depesche.packs import load
from depesche.records import Report, Span, Statement
from depesche.run.plan import stages

DE = load("de")


@cache
def read(text: str) -> Report:
    """Everything read out of a German text; the language is given, since two sentences are too few to tell it."""
    report = replace(a_report(text), language="de")
    for stage in stages():
        report = stage(report, DE)
    return report


def put(value: object) -> object:
    """A field as its words: spans by their text, several joined by an ellipsis, none as an empty string."""
    if isinstance(value, tuple):
        return " … ".join(span.text for span in value)
    return value.text if isinstance(value, Span) else "" if value is None else value


def brief(text: str, *fields: str) -> list[tuple[object, ...]]:
    """The statements of a text in their order, each as the words of some fields."""
    return [fields_of(statement, *fields) for statement in read(text).statements]


def fields_of(statement: Statement, *fields: str) -> tuple[object, ...]:
    """Some fields of a statement as their words."""
    return tuple(put(getattr(statement, field)) for field in fields)
