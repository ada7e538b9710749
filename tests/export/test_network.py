"""Discourse networks: the definitions of the field, and places that stay."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import UsageError
from depesche.export.network import MODES, NORMALS, network, one_mode, ties, two_mode
from depesche.export.network_draw import elements, vega
from depesche.export.registry import write
from depesche.relations import Held, Quote


def held(actor, issue, stance, day="2031-03-04", **more):
    """A position over the case."""
    name = f"{actor}{issue}{stance}{day}"
    return Held(name, "a.txt", day, actor, "demand", stance, Quote("a.txt", 0, 1, "x"), issue=issue, name=issue, **more)


class Only:
    """A case that has nothing but positions."""

    def __init__(self, *some: Held) -> None:
        self.some = some

    def held(self) -> Iterator[Held]:
        """All of them."""
        return iter(self.some)


FOUR = (
    held("A", "toll", "pro"),
    held("A", "toll", "pro", "2031-03-05"),
    held("A", "bridge", "contra"),
    held("B", "toll", "pro"),
    held("B", "bridge", "pro"),
    held("C", "bridge", "contra", "2031-03-06"),
    held("C", "doctors", "neutral"),
    held("unspecified", "toll", "pro"),
)


def edges(found):
    return {(one.a, one.b): one.weight for one in found.edges}


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("congruence", {("a:A", "a:B"): 1, ("a:A", "a:C"): 1}),
        ("conflict", {("a:A", "a:B"): 1, ("a:B", "a:C"): 1}),
        ("subtract", {("a:A", "a:C"): 1, ("a:B", "a:C"): -1}),
    ],
)
def test_actors_are_tied_by_stances(mode, expected):
    """Alike, opposed, and the one less the other; how often somebody says it counts for nothing, and neither does no stance."""
    assert edges(network(Only(*FOUR), mode)) == expected


def test_a_window_and_a_side_choose():
    """Days outside do not count; who speaks for a state counts for it."""
    spoken = replace(held("Ada", "toll", "contra"), side="B")

    assert edges(network(Only(*FOUR), "congruence", until="2031-03-05")) == {("a:A", "a:B"): 1}
    assert edges(network(Only(*FOUR[:2], spoken), "conflict")) == {("a:A", "a:B"): 1}
    assert edges(network(Only(*FOUR[:2], spoken), "conflict", sides=False)) == {("a:A", "a:Ada"): 1}
    assert edges(network(Only(*FOUR), "two-mode", least=2)) == {("a:A", "i:toll"): 2}


def test_nobody_moves_when_the_window_does():
    """Neither with another mode."""
    whole = {one.id: (one.x, one.y) for one in network(Only(*FOUR)).nodes}
    for mode in MODES:
        for until in ("", "2031-03-04", "2031-03-05"):
            found = network(Only(*FOUR), mode, until=until)
            assert {one.id: (one.x, one.y) for one in found.nodes}.items() <= whole.items()


POSITIONS = st.lists(
    st.builds(
        held, st.sampled_from("ABCD"), st.sampled_from(["t", "b", "d"]), st.sampled_from(["pro", "contra", "neutral"])
    ),
    max_size=20,
)


@given(POSITIONS)
def test_laws_of_the_field_hold(some):
    """Subtract is congruence less conflict; weights do not depend on the order; normalised ones lie between -1 and 1."""
    found, turned = ties(some), ties(list(reversed(some)))
    same, against, less = (
        {(e.a, e.b): e.weight for e in one_mode(found, m, "none")} for m in ("congruence", "conflict", "subtract")
    )
    for pair in {*same, *against}:
        assert less.get(pair, 0) == same.get(pair, 0) - against.get(pair, 0)
    for mode in MODES[1:]:
        for how in NORMALS:
            assert one_mode(found, mode, how) == one_mode(turned, mode, how)
            if how in {"jaccard", "cosine"}:
                assert all(-1.001 <= one.weight <= 1.001 for one in one_mode(found, mode, how))
    issues = {one.issue for one in some}
    assert sum(one.weight for one in two_mode(found, issues)) == len(some)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_other_programs_read_it(make_case, reports, form, tmp_path):
    """Names that XML cannot carry are shown by their code; it is the same each time, whatever the day."""
    case = make_case(reports)
    case.held = lambda: iter([*FOUR, held("D\x00\ud800", "toll", "pro")])
    out = [io.BytesIO(), io.BytesIO()]
    written = [write(case, form, one, mode="congruence") for one in out]
    path = tmp_path / f"x.{form}"
    path.write_bytes(out[0].getvalue())
    graph = getattr(nx, f"read_{form}")(path)

    assert out[0].getvalue() == out[1].getvalue()
    assert b"lastmodified" not in out[0].getvalue()
    assert written[0].rows == graph.number_of_edges() == 4
    with pytest.raises(UsageError, match="no network sideways"):
        write(case, form, io.BytesIO(), mode="sideways")


def test_the_page_and_the_file_draw_the_same():
    """The same nodes at the same places."""
    found = network(Only(*FOUR))
    page = {one["data"]["id"]: tuple(one["position"].values()) for one in elements(found) if "position" in one}
    file = {one["id"]: (one["x"], one["y"]) for one in vega(found, title="x")["data"][0]["values"]}

    assert page == file
