"""Discourse networks as they are drawn: for cytoscape.js on the page, and as a Vega specification for a file, at the same places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from depesche.export.charts import DARK, DARK_STANCES, LIGHT, STANCES
from depesche.export.network import Edge, Network
from depesche.relations import Lineage

_APART, _BELOW = 220, 70  # of reports that follow each other
_SERIF = "Georgia, 'Liberation Serif', serif"


def elements(found: Network) -> list[dict[str, Any]]:
    """As cytoscape.js takes it: nodes with their places, then edges."""
    nodes = [
        {
            "data": {"id": one.id, "label": one.name, "kind": one.kind, "count": one.count},
            "position": {"x": one.x, "y": one.y},
        }
        for one in found.nodes
    ]
    edges = [
        {
            "data": {
                "id": f"e{number}",
                "source": one.a,
                "target": one.b,
                "weight": round(one.weight, 4),
                "stance": one.stance or ("conflict" if found.mode == "conflict" or one.weight < 0 else "congruence"),
                "issues": list(one.issues),
            }
        }
        for number, one in enumerate(found.edges)
    ]
    return nodes + edges


def is_conflict(found: Network, edge: Edge) -> bool:
    """Whether a tie is one of being opposed."""
    return edge.stance == "contra" or found.mode == "conflict" or edge.weight < 0


def vega(found: Network, *, title: str, theme: str = "light") -> dict[str, Any]:
    """The network as a Vega specification, with the same places as on the page."""
    colours = DARK if theme == "dark" else LIGHT
    fields = ("id", "name", "kind", "count", "x", "y")
    nodes = [{name: getattr(one, name) for name in fields} for one in found.nodes]
    axes = (("x", "width"), ("y", "height"))
    linear = {"type": "linear", "nice": False, "zero": False}
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": 760,
        "height": 620,
        "padding": 60,
        "background": colours["paper"],
        "title": {"text": title, "color": colours["ink"], "anchor": "start", "fontSize": 16, "font": _SERIF},
        "data": [{"name": "nodes", "values": nodes}, {"name": "edges", "values": _lines(found, theme)}],
        "scales": [
            {"name": name, "domain": {"data": "nodes", "field": name}, "range": size, **linear} for name, size in axes
        ],
        "marks": _marks(colours),
    }


def _lines(found: Network, theme: str) -> list[dict[str, Any]]:
    stances = DARK_STANCES if theme == "dark" else STANCES
    place = {one.id: (one.x, one.y) for one in found.nodes}
    most = max((abs(one.weight) for one in found.edges), default=1.0)
    lines = []
    for one in found.edges:
        against = is_conflict(found, one)
        neither = one.stance in {"neutral", "mixed"}
        (x, y), (x2, y2) = place[one.a], place[one.b]
        lines.append(
            {
                "x": x,
                "y": y,
                "x2": x2,
                "y2": y2,
                "width": round(0.6 + 4 * abs(one.weight) / most, 2),
                "colour": stances["contra" if against else "neutral" if neither else "pro"],
                "dash": [4, 3] if against else [1, 0],
            }
        )
    return lines


def _marks(colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """Lines below, then actors as discs and issues as squares, then their names."""
    point = {name: {"scale": name, "field": name} for name in ("x", "y")}
    ends = {"x2": {"scale": "x", "field": "x2"}, "y2": {"scale": "y", "field": "y2"}}
    actor = "datum.kind === 'actor'"
    line = {
        "stroke": {"field": "colour"},
        "strokeWidth": {"field": "width"},
        "strokeDash": {"field": "dash"},
        "strokeOpacity": {"value": 0.7},
    }
    disc = {
        "size": {"signal": "60 + 20 * sqrt(datum.count)"},
        "shape": {"signal": f"{actor} ? 'circle' : 'square'"},
        "fill": {"signal": f"{actor} ? '{colours['ink']}' : '{colours['paper']}'"},
        "stroke": {"value": colours["ink"]},
    }
    name = {
        "dy": {"value": -10},
        "align": {"value": "center"},
        "text": {"field": "name"},
        "fill": {"value": colours["ink"]},
        "fontSize": {"signal": f"{actor} ? 12 : 10"},
        "fontWeight": {"signal": f"{actor} ? 'bold' : 'normal'"},
        "limit": {"value": 200},
    }
    return [
        {"type": "rule", "from": {"data": "edges"}, "encode": {"enter": {**point, **ends, **line}}},
        {"type": "symbol", "from": {"data": "nodes"}, "encode": {"enter": {**point, **disc}}},
        {"type": "text", "from": {"data": "nodes"}, "encode": {"enter": {**point, **name}}},
    ]


def descents(links: Sequence[Lineage], days: Mapping[str, str | None]) -> list[dict[str, Any]]:
    """Which report follows which, as cytoscape.js takes it: an arrow from the one that was there first, a line where nothing tells.

    Reports stand from left to right by day, those that hang together beside each other.

    Args:
        links: any number of them.
        days: of the reports, ISO or None.

    """
    import networkx as nx  # noqa: PLC0415 (a fifth of a second)

    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(sorted(one.reports for one in links))
    columns = {day: n for n, day in enumerate(sorted({days.get(name) or "" for name in graph}))}
    nodes, top = [], 0
    for component in sorted(nx.connected_components(graph), key=lambda one: (-len(one), min(one))):
        rows: dict[str, int] = {}
        for name in sorted(component, key=lambda name: (days.get(name) or "", name)):
            day = days.get(name) or ""
            rows[day] = rows.get(day, -1) + 1
            place = {"x": columns[day] * _APART, "y": (top + rows[day]) * _BELOW}
            nodes.append({"data": {"id": name, "label": name, "kind": "actor"}, "position": place})
        top += max(rows.values()) + 1
    edges = []
    for one in links:
        first, second = one.reports if one.source != one.reports[1] else one.reports[::-1]
        about = {"weight": round(max(one.shares), 4), "stance": "neutral", "directed": one.source is not None}
        edges.append({"data": {"id": one.id, "source": first, "target": second, "label": one.kind, **about}})
    return nodes + edges
