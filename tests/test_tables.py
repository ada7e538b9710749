"""A case as tables for Python."""

from __future__ import annotations

import sys
from datetime import date

import pandas as pd
import polars as pl
import pytest

import depesche
from depesche.errors import SetupError, UsageError

KINDS = (
    "statements", "times", "actors", "talks", "positions", "figures", "utterances", "meetings", "held", "lineage",
    "discrepancies", "silences", "shifts", "issues", "cast", "datings",
)  # fmt: skip


@pytest.fixture
def case(sample_case):
    with depesche.open(sample_case) as opened:
        yield opened


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_is_a_table(case, kind):
    """With a row for each record, and the same columns in both libraries."""
    asked = getattr(case, kind)
    polars, pandas = asked.to_polars(), asked.to_pandas()

    assert len(asked) == len(polars) == len(pandas) == len(list(asked())) > 0
    assert polars.columns == list(pandas.columns)
    assert isinstance(pandas, pd.DataFrame)


def test_values_have_their_kinds(case):
    """Days are days, lists are lists, offsets are the report's."""
    frame = case.statements.to_polars()
    row = frame.row(0, named=True)

    assert frame.schema["published"] == pl.Date
    assert frame.schema["content"] == pl.List(pl.String)
    assert isinstance(row["published"], date)
    assert case.report(row["report"]).text[row["start"] : row["end"]].startswith(row["content"][0])
    assert case.figures.to_polars().schema["low"] == pl.Float64


def test_what_is_asked_for_is_a_table_too(case):
    """And still gives its records one by one."""
    asked = case.statements(actor="Hallvik")
    (row, first), (_, second) = next(asked), next(asked)

    assert row.name
    assert first != second
    assert set(case.statements(actor="Hallvik").to_polars()["actor"]) == {"Marit Hallvik"}
    assert next(one for _, one in asked) == first


def test_a_notebook_shows_the_first_rows(case):
    """Whatever a report says is text."""
    [item] = case.queue("me")
    shown = case.statements._repr_html_()
    assert shown.count("<tr>") == 11
    assert "<p>…</p>" in shown
    assert item.record
    assert "none" in case.statements(actor="Niemand")._repr_html_()


@pytest.mark.parametrize("name", ["polars", "pandas"])
def test_without_the_extra_it_is_said_what_brings_it(case, monkeypatch, name):
    """With the command."""
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SetupError, match=f"need the package {name}"):
        getattr(case.statements, f"to_{name}")()


@pytest.mark.parametrize(
    ("chart", "how"), [("timeline", {"actor": "Hallvik"}), ("matrix", {"issue": ""}), ("network", {"mode": "conflict"})]
)
def test_a_notebook_draws_the_charts_of_the_page(case, chart, how):
    """By their specification; what is no chart is refused."""
    made = depesche.plot(case, chart, **how)
    [kind, words] = made._repr_mimebundle_()

    assert "vega" in kind
    assert words == "text/plain"
    assert "<Chart" in repr(made)
    with pytest.raises(UsageError, match="no chart pie"):
        depesche.plot(case, "pie")
