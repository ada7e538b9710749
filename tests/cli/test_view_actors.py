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


def test_an_actor_has_one_row_and_below_it_its_other_names():
    """A row has the name, the kind, the role and state, and the number of reports; forms that are the name itself are left out."""
    assert shown(show_actors, [LUND, NORWAY]) == [
        "actor                             kind          role, for                     in",
        "Ida Lund                          person        mayor, for Norway              2",
        "  also Lund, Ida Lundh",
        "Norway                            state                                        1",
        "  also Norwegen",
    ]


def test_one_actor_says_why_its_names_are_one():
    """All forms, the reports, and each reason in the language asked for."""
    lines = " ".join(line.strip() for line in shown(show_actor, LUND, "de"))

    assert "Ida Lund person · mayor · Norway" in " ".join(lines.split())
    assert "[0123456789abcdef] 0.92" in lines
    assert "a.txt, b.txt" in lines
    assert "- Ida Lundh und Ida Lund sind ein Name in zwei Schreibungen." in lines
