"""Confidence: the probability that a record is right, from a table of weights."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path

import pytest
from tests.read.conftest import read

from depesche.packs import load
from depesche.read.confidence import actor_features, features, trust, weighed, weights
from depesche.read.lexicon import lexicon
from depesche.records import Statement
from depesche.texts import all_words

DE = load("de")
TEXT = (
    "Außenministerin Mira Kolb sagte, sie warte. „Wir gehen nicht“, fügte sie hinzu. Sie forderte Garantien. "
    "Karvelien verfolgt andere Ziele. Die Brücke sei offen."
)


def of(statement: Statement) -> tuple[str, ...]:
    return features(statement, lexicon(DE))


CASES = [
    ("Mira Kolb sagte, die Brücke sei offen.", {"rule subjunctive", "verb strong", "mode indirect", "source phrase"}),
    ("„Die Brücke ist seit heute offen“, sagte sie.", {"rule quotation", "mode direct", "source pronoun"}),
    ("Mira Kolb forderte Garantien.", {"rule act", "verb strong", "mode reported", "content short"}),
    ("Laut Mira Kolb ist die Brücke seit gestern offen.", {"rule phrase", "mode indirect"}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_features_say_how_a_statement_was_found(text, expected):
    """Family of the rule, strength of the verb, mode, source, and how long the content is."""
    [statement] = read(text).statements

    assert expected <= set(of(statement))
    assert of(statement)[0] == "always"
    assert of(statement)[1].startswith("rule ")


def test_confidence_is_the_sum_of_the_weights():
    """What is read carries exactly what the table gives for its features."""
    report = read(TEXT)
    table = weights(DE)

    assert len(report.statements) >= 4
    assert [s.confidence for s in report.statements] == [trust(of(s), table) for s in report.statements]
    assert [a.confidence for a in report.actors] == [trust(actor_features(a), table) for a in report.actors]


def test_a_rule_that_was_never_measured_keeps_its_own_trust():
    """A new rule is not made more certain by what is known of others."""
    report = read(TEXT)
    new = replace(report.statements[0], why="newly made: sagen", confidence=0.31)

    assert weighed(replace(report, statements=(new,)), DE).statements[0].confidence == 0.31


@pytest.mark.parametrize(("total", "confidence"), [(0.0, 0.5), (50.0, 0.98), (-50.0, 0.02)])
def test_nothing_is_ever_certain(total, confidence):
    """However much speaks for or against a record, some doubt stays."""
    assert trust(("x",), {"x": total}) == confidence


def test_every_weight_can_be_told():
    """What `depesche explain` says of a feature is there in words; rules and ways of finding actors are told by name."""
    told = {key.removeprefix("feature.") for key in all_words() if key.startswith("feature.")}

    assert [name for name in weights(DE) if name not in told and name.split()[0] not in {"rule", "actor"}] == []
    assert len(weights(DE)) > 20


def fitting():
    """The script that makes the table."""
    path = Path(__file__).resolve().parents[2] / "scripts" / "calibrate.py"
    spec = importlib.util.spec_from_file_location("calibrate", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_was_right_more_often_weighs_more():
    """Weights follow the shares, those of rare features are drawn to zero, and fitting twice gives the same."""
    spoken = [(("always", "rule a"), True)] * 60 + [(("always", "rule b"), i % 4 == 0) for i in range(60)]
    gold = [(("always", "rule a"), i % 9 > 0) for i in range(40)] + [(("always", "rule c"), True)]
    once = fitting().fitted(spoken, gold)

    assert once["rule a"] > once["rule c"] > 0 > once["rule b"]
    assert once == fitting().fitted(spoken, gold)


def test_shares_of_actors_are_drawn_to_that_of_all():
    """A single right one of a kind does not make all of its kind right."""
    judged = [(("actor a",), i % 2 == 0) for i in range(100)] + [(("actor b",), True)]
    shares = fitting().shares(judged)

    assert abs(shares["actor a"]) < 0.1
    assert shares["actor a"] < shares["actor b"] < 1.0
