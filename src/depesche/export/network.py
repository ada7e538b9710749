"""Discourse networks: who shares whose stand on which issue, as political science draws them.

Actors and issues with the stance between them (two-mode), or actors by the issues on which they stand alike (congruence) or opposed
(conflict). Definitions and normalisations follow Leifeld, Discourse Network Analysis: Policy Debates as Dynamic Networks, in The Oxford
Handbook of Political Networks (2017), and the manual of his Discourse Network Analyzer: of each actor it counts whether it holds a
stance on an issue, not how often it says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from math import sqrt
from typing import IO, TYPE_CHECKING, Literal, Protocol, get_args

from depesche.errors import UsageError
from depesche.export.plain import visible
from depesche.export.registry import Written, exporter
from depesche.relations import Held

if TYPE_CHECKING:
    import networkx as nx

    from depesche.store.case import Case

Mode = Literal["two-mode", "congruence", "conflict", "subtract"]
Normal = Literal["none", "activity", "jaccard", "cosine"]
MODES: tuple[Mode, ...] = get_args(Mode)
NORMALS: tuple[Normal, ...] = get_args(Normal)
NOBODY = "unspecified"
_STANCES = ("pro", "contra")
_SEED = 1  # of the layout, so that it is the same each time
_PULL = 0.25  # of every node to the middle
_SIZE = 600.0  # of the square that it fills
ACTORS, ISSUES = 30, 30


@dataclass(frozen=True, slots=True)
class Node:
    """An actor or an issue. id: `a:NAME` or `i:ID`. count: its positions. x, y: where it is drawn, the same in every mode and window."""

    id: str
    name: str
    kind: Literal["actor", "issue"]
    count: int
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie. weight: as the mode and normalisation have it. stance: of a two-mode tie. issues: on which one-mode ties rest."""

    a: str
    b: str
    weight: float
    stance: str = ""
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and the ties between them; left_out: how many actors and issues are not shown."""

    mode: Mode
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Ties:
    """Which actor holds which stances on which issue: the two-mode network before anything is counted."""

    held: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    actors: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)

    def of(self, actor: str) -> set[tuple[str, str]]:
        """The issues on which an actor stands, each with its stance."""
        return {
            (issue, stance)
            for (who, issue), stances in self.held.items()
            if who == actor
            for stance in _STANCES
            if stances[stance]
        }


def ties(
    held: Iterable[Held], *, since: str = "", until: str = "", sides: bool = True, only: Iterable[str] | None = None
) -> Ties:
    """Gather who holds which stances.

    Args:
        held: positions of a case.
        since: first ISO day of the window; positions without a day are in no window.
        until: its last day.
        sides: whether what persons say counts for the state or body that they speak for.
        only: the actors that count.

    """
    found = Ties()
    wanted = None if only is None else set(only)
    for one in held:
        actor = (one.side if sides else None) or one.actor
        if actor == NOBODY or not one.issue or (wanted is not None and actor not in wanted):
            continue
        if (since or until) and not (one.day and since <= one.day <= (until or "~")):
            continue
        found.held.setdefault((actor, one.issue), Counter())[one.stance] += 1
        found.names[one.issue] = one.name or one.issue
        found.actors[actor] += 1
        found.issues[one.issue] += 1
    return found


class HasPositions(Protocol):
    """A case that knows its positions."""

    def held(self) -> Iterator[Held]:
        """All of them."""


def network(
    case: HasPositions,
    mode: Mode = "two-mode",
    *,
    since: str = "",
    until: str = "",
    normalise: Normal = "none",
    least: float = 0.0,
    sides: bool = True,
) -> Network:
    """The discourse network of a case.

    Args:
        case: an open case.
        mode: `two-mode`, or one of actors: `congruence` (same stance on an issue), `conflict` (opposite), `subtract` (the first less the
            second).
        since: first ISO day of the window.
        until: its last day.
        normalise: of one-mode weights, as `normal` has it.
        least: ties of less weight are left out, by their amount.
        sides: whether persons count for the state or body that they speak for.

    Raises:
        UsageError: for a mode or normalisation that is none.

    """
    if mode not in MODES:
        raise UsageError(f"There is no network {mode}.", hint=f"Known: {', '.join(MODES)}.")
    if normalise not in NORMALS:
        raise UsageError(f"There is no normalisation {normalise}.", hint=f"Known: {', '.join(NORMALS)}.")
    held = list(case.held())
    whole = ties(held, sides=sides)
    chosen = {name for name, _ in _first(whole.actors, ACTORS)}
    shown_issues = {name for name, _ in _first(whole.issues, ISSUES)}
    window = ties(held, since=since, until=until, sides=sides, only=chosen) if since or until else _only(whole, chosen)
    places = layout(whole, chosen, shown_issues)
    edges = two_mode(window, shown_issues) if mode == "two-mode" else one_mode(window, mode, normalise)
    kept = tuple(one for one in edges if abs(one.weight) >= max(least, 1e-9))
    met = {end for one in kept for end in (one.a, one.b)}
    nodes = [
        Node(f"a:{name}", name, "actor", number, *places[f"a:{name}"]) for name, number in _first(window.actors, ACTORS)
    ]
    if mode == "two-mode":
        nodes += [
            Node(f"i:{issue}", whole.names[issue], "issue", number, *places[f"i:{issue}"])
            for issue, number in _first(window.issues, len(window.issues))
            if issue in shown_issues
        ]
    left = (len(whole.actors) - len(chosen), len(whole.issues) - len(shown_issues))
    return Network(mode, tuple(node for node in nodes if node.id in met), kept, left)


def _first(counts: Counter[str], number: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:number]


def _only(whole: Ties, actors: set[str]) -> Ties:
    held = {key: stances for key, stances in whole.held.items() if key[0] in actors}
    issues: Counter[str] = Counter()
    for (_, issue), stances in held.items():
        issues[issue] += stances.total()
    return Ties(held, whole.names, Counter({name: whole.actors[name] for name in actors}), issues)


def two_mode(found: Ties, issues: set[str]) -> list[Edge]:
    """Actors and issues: weight is how many positions there are, stance the one held more often; `mixed` where both are alike."""
    edges = []
    for (actor, issue), stances in sorted(found.held.items()):
        if issue in issues:
            pro, contra = stances["pro"], stances["contra"]
            stance = "pro" if pro > contra else "contra" if contra > pro else "mixed" if pro else "neutral"
            edges.append(Edge(f"a:{actor}", f"i:{issue}", float(stances.total()), stance))
    return edges


def one_mode(found: Ties, mode: Mode, normalise: Normal) -> list[Edge]:
    """Actors by the issues on which they stand alike or opposed; only issues with a stance count."""
    stands = {actor: found.of(actor) for actor in sorted(found.actors)}
    by_issue: defaultdict[str, set[str]] = defaultdict(set)
    for actor, some in stands.items():
        for issue, _ in some:
            by_issue[issue].add(actor)
    pairs = {pair for actors in by_issue.values() for pair in combinations(sorted(actors), 2)}
    edges = []
    for a, b in sorted(pairs):
        alike = {issue for issue, _ in stands[a] & stands[b]}
        turned = {(issue, "contra" if stance == "pro" else "pro") for issue, stance in stands[b]}
        opposed = {issue for issue, _ in stands[a] & turned}
        same, against = len(stands[a] & stands[b]), len(stands[a] & turned)
        weight = {"congruence": same, "conflict": against}.get(mode, same - against)
        issues = alike if mode == "congruence" else opposed if mode == "conflict" else alike | opposed
        if issues:
            edges.append(
                Edge(f"a:{a}", f"a:{b}", normal(weight, stands[a], stands[b], normalise), "", tuple(sorted(issues)))
            )
    return edges


def normal(weight: float, a: set[tuple[str, str]], b: set[tuple[str, str]], how: Normal) -> float:
    """A weight of two actors made comparable over actors who say much and little.

    `activity`: by the mean number of stances of both; `jaccard`: by the number that either holds; `cosine`: by the geometric mean.

    >>> a, b = {("x", "pro"), ("y", "pro")}, {("x", "pro"), ("z", "contra")}
    >>> [round(normal(1, a, b, how), 2) for how in NORMALS]
    [1.0, 0.5, 0.33, 0.5]
    """
    divisor = {
        "none": 1.0,
        "activity": (len(a) + len(b)) / 2,
        "jaccard": float(len(a | b)),
        "cosine": sqrt(len(a) * len(b)),
    }[how]
    return weight / divisor if divisor else 0.0


def layout(whole: Ties, actors: set[str], issues: set[str]) -> dict[str, tuple[float, float]]:
    """Where actors and issues are drawn: laid out once over all days and both kinds, so that nothing jumps when a window moves."""
    import networkx as nx  # noqa: PLC0415 (a fifth of a second)

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted([*(f"a:{name}" for name in actors), *(f"i:{issue}" for issue in issues)]))
    for (actor, issue), stances in sorted(whole.held.items()):
        if actor in actors and issue in issues:
            graph.add_edge(f"a:{actor}", f"i:{issue}", weight=float(sqrt(stances.total())))
    if not graph:
        return {}
    # A weak tie of all to one point in the middle keeps what hangs on nothing else from flying off.
    graph.add_weighted_edges_from(("", name, _PULL) for name in list(graph))
    found = nx.spring_layout(graph, seed=_SEED, iterations=200, k=2.4 / sqrt(len(graph)))
    del found[""]
    return {name: (round(float(x) * _SIZE, 1), round(float(y) * _SIZE, 1)) for name, (x, y) in found.items()}


def graph_of(found: Network) -> nx.Graph[str]:
    """As a graph of networkx, with names that XML can carry."""
    import networkx as nx  # noqa: PLC0415

    graph: nx.Graph[str] = nx.Graph(mode=found.mode)
    for one in found.nodes:
        graph.add_node(visible(one.id), label=visible(one.name), kind=one.kind, count=one.count, x=one.x, y=one.y)
    for edge in found.edges:
        issues = visible("; ".join(edge.issues))
        graph.add_edge(visible(edge.a), visible(edge.b), weight=edge.weight, stance=edge.stance, issues=issues)
    return graph


@exporter("graphml", suffix=".graphml", about="the network of actors and issues, for Gephi, visone, igraph")
def write_graphml(
    case: Case, out: IO[str], *, mode: str = "two-mode", normalise: str = "none", since: str = "", until: str = ""
) -> Written:
    """Write the network as GraphML; return how many ties it has. The options are those of `network`."""
    import networkx as nx  # noqa: PLC0415

    found = network(case, _mode(mode), normalise=_normal(normalise), since=since, until=until)
    for line in nx.generate_graphml(graph_of(found), named_key_ids=True):
        out.write(f"{line}\n")
    return Written(len(found.edges))


@exporter("gexf", suffix=".gexf", about="the same network, for Gephi")
def write_gexf(
    case: Case, out: IO[str], *, mode: str = "two-mode", normalise: str = "none", since: str = "", until: str = ""
) -> Written:
    """Write the network as GEXF, which bears no day so that it is always the same; return how many ties it has."""
    import networkx as nx  # noqa: PLC0415

    found = network(case, _mode(mode), normalise=_normal(normalise), since=since, until=until)
    for line in nx.generate_gexf(graph_of(found)):
        out.write(f"{_undated(line)}\n")
    return Written(len(found.edges))


def _undated(line: str) -> str:
    before, mark, rest = line.partition(' lastmodifieddate="')
    return before + rest.partition('"')[2] if mark else line


def _mode(given: str) -> Mode:
    found: Mapping[str, Mode] = {one: one for one in MODES}
    if given not in found:
        raise UsageError(f"There is no network {given}.", hint=f"Known: {', '.join(MODES)}.")
    return found[given]


def _normal(given: str) -> Normal:
    found: Mapping[str, Normal] = {one: one for one in NORMALS}
    if given not in found:
        raise UsageError(f"There is no normalisation {given}.", hint=f"Known: {', '.join(NORMALS)}.")
    return found[given]
