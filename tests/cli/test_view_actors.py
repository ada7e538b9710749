"""The actors of a case on a terminal."""

from __future__ import annotations

import io

from rich.console import Console

from depesche.cli.view_actors import show_actor, show_actors
from depesche.relations import CaseActor, Member, Quote, Reason

LUND = CaseActor(
    id="0123456789abcdef",
    name="Ida Lund",
    kind="person",
    names=("Ida Lund", "Lund", "Ida Lundh"),
    members=(Member("a.txt", "1", "Ida Lund"), Member("b.txt", "2", "Ida Lundh")),
    role="mayor",
    acts_for="Norway",
    confidence=0.92,
    reasons=(Reason("actors.spelling", (Quote("a.txt", 0, 8, "Ida Lund"),), ("Ida Lundh", "Ida Lund")),),
)
NORWAY = CaseActor(id="1", name="Norway", kind="state", names=("Norwegen",), members=(Member("a.txt", "3", "Norway"),))


def shown(show, *args):
    out = io.StringIO()
    show(Console(file=out, width=80), *args)
    return out.getvalue().splitlines()


def test_actors_are_listed_by_the_number_of_reports():
    """A row has the number of reports, the kind, the name with role and state, and other forms."""
    rows = [line.split() for line in shown(show_actors, [NORWAY, LUND])]

    assert rows[1][:4] == ["2", "person", "Ida", "Lund"]
    assert "(mayor, Norway)" in " ".join(rows[1]) + " ".join(rows[2])
    assert next(row for row in rows if "state" in row) == ["1", "state", "Norway", "Norwegen"]


def test_one_actor_says_why_its_names_are_one():
    """All forms, the reports, and each reason in the language asked for."""
    lines = " ".join(line.strip() for line in shown(show_actor, LUND, "de"))

    assert "Ida Lund person · mayor · Norway" in " ".join(lines.split())
    assert "[0123456789abcdef] 0.92" in lines
    assert "a.txt, b.txt" in lines
    assert "- Ida Lundh und Ida Lund sind ein Name in zwei Schreibungen." in lines
