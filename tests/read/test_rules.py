"""Every rule that a reader can name in `why` is told in words."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.read.conftest import read

import depesche
from depesche.packs import load
from depesche.texts.rules import all_rules, rule_name

READERS = Path(depesche.__file__).parent / "read"
SAMPLE = Path(depesche.__file__).parent / "sample" / "reports"
ROOT = Path(__file__).resolve().parents[2]
# What a rule hands on under these names ends up in `why`; of these classes it is the argument at that place.
KEYWORDS = {"rule", "why", "how"}
PLACES = {"Draft": 0, "Content": 1, "Attribution": 5}
CHOOSING = {"_fits", "_verb_second", "_rule"}  # they give the name of the pattern


def told(node: ast.expr) -> Iterator[str]:
    """The names in an expression: constants, the constant beginning of an f-string, both sides of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from told(node.body)
        yield from told(node.orelse)
    elif isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant):
        yield str(node.values[0].value)


def named(tree: ast.AST) -> Iterator[str]:
    """Every rule that a module names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            at = PLACES.get(getattr(node.func, "id", ""), len(node.args))
            for expression in [*node.args[at : at + 1], *(k.value for k in node.keywords if k.arg in KEYWORDS)]:
                yield from told(expression)
        elif isinstance(node, ast.Assign) and {getattr(t, "id", "") for t in node.targets} & KEYWORDS:
            yield from told(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name in CHOOSING:
            for inside in ast.walk(node):
                if isinstance(inside, ast.Return) and inside.value is not None:
                    yield from told(inside.value)


def untold_in_code() -> set[str]:
    """The rules that the readers' code names and nobody tells; `figures.` is a family, whose members are named by their last part."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(READERS.rglob("*.py"))]
    names = {rule_name(name) for tree in trees for name in named(tree)}
    families = ("", *(f"{name}" for name in names if name.endswith(".")))
    known = {name.removeprefix(family) for name in all_rules() for family in families if name.startswith(family)}
    return {name for name in names if name and not name.endswith(".")} - known


def in_tables() -> set[str]:
    """The rules for times that make records: those that give a type."""
    return {f"times.{row['rule']}" for row in load("de").table("times_rules") if row["type"]}


def test_every_rule_is_told():
    """A rule without a description in texts/rules.tsv could not be explained to anybody."""
    assert sorted(untold_in_code() | (in_tables() - all_rules().keys())) == []


def test_no_rule_is_told_that_does_not_exist():
    """A rule that was taken away leaves the table too."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(READERS.rglob("*.py"))]
    said = {name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.expr) for name in told(node)}
    families = tuple(name for name in said if re.fullmatch(r"[a-z]+\.", name) and name != "times.")
    alone = {name for name in all_rules() if not name.startswith(families)}

    assert sorted(alone - {rule_name(name) for name in said} - in_tables()) == []


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.txt")), ids=lambda path: path.stem)
def test_records_name_a_rule_that_is_told(path):
    """What is really read names no other rules."""
    report = read(path.read_text(encoding="utf-8"))
    records: list[Any] = [
        *report.statements,
        *report.times,
        *report.actors,
        *report.talks,
        *report.positions,
        *report.figures,
    ]

    assert records
    assert sorted({record.why for record in records if rule_name(record.why) not in all_rules()}) == []


def test_rules_are_sorted_sentences():
    """Both languages say it in one sentence; the table is sorted, so that changes merge."""
    rules = list(all_rules().values())

    assert [(r.kind, r.name) for r in rules] == sorted((r.kind, r.name) for r in rules)
    for rule in rules:
        assert all(re.fullmatch(r"[A-ZÄÖÜ].*[.!?:…“”]", words) for words in rule.words), rule.name


def test_the_page_of_rules_is_up_to_date():
    """docs/rules.md says the same: python scripts/rules_page.py writes it."""
    path = ROOT / "scripts" / "rules_page.py"
    spec = importlib.util.spec_from_file_location("rules_page", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert module.PAGE.read_text(encoding="utf-8") == module.page()
