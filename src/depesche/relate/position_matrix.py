"""Who stands where: actors by topics and the issues under them, each cell with its sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from depesche.records import Act
from depesche.relate.positions import WANTING
from depesche.relations import Held, Stand

_KEPT = 40
_WANTED, _TOLD, _OFTEN = 3, 1, 6
# What another actor who wants something adds to an issue, and how many of them count.
_SHARED, _SHARING = 5, 3
NOBODY = "unspecified"
# What begins the id of a row that is a topic; no id of an issue has a blank.
_TOPIC = "topic "


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an actor stands on an issue or a topic.

    acts: each act and stance with how often, what is wanted first, then the commonest. stands: the sentences by day, of many the first
    and the last ones. count: of all. first, last: ISO days, None where no report has one. speakers: who says so, for an actor with others
    who speak for it.
    """

    acts: tuple[tuple[Act, str, int], ...]
    count: int
    first: str | None
    last: str | None
    stands: tuple[Stand, ...]
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors by topics or issues, the most important first.

    issues: the rows, ids of issues and of topics. under: the issues of each topic that is a row, the most important first. names: what
    all of them are called. cells: by actor and row, and by actor and each issue under a row. left_out: actors and rows not shown.
    """

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    names: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]
    left_out: tuple[int, int] = (0, 0)
    under: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _Gathered:
    """A cell while it is filled."""

    acts: Counter[tuple[Act, str]] = field(default_factory=Counter)
    kept: list[Held] = field(default_factory=list)
    speakers: set[str] = field(default_factory=set)
    first: str | None = None
    last: str | None = None

    def add(self, held: Held, stance: str) -> None:
        """Take a position in; of very many only so many sentences are kept."""
        self.acts[held.act, stance] += 1
        self.speakers.add(held.actor)
        if held.day:
            self.first = min(held.day, self.first or held.day)
            self.last = max(held.day, self.last or held.day)
        self.kept.append(held)
        if len(self.kept) >= 3 * _KEPT:
            self.kept = self._ends()

    def _ends(self) -> list[Held]:
        """The first and the last positions."""
        kept = sorted(self.kept, key=lambda one: one.order)
        return kept if len(kept) <= _KEPT else [*kept[: _KEPT // 2], *kept[-(_KEPT // 2) :]]

    @property
    def weight(self) -> int:
        """How much is wanted and how often: acts of wanting count for more than what is only told."""
        wanted = sum(count for (act, _), count in self.acts.items() if act in WANTING)
        kinds = sum((_WANTED if act in WANTING else _TOLD) for act, _ in self.acts)
        return kinds + min(wanted, _OFTEN)

    @property
    def wants(self) -> bool:
        """Whether the actor wants something there."""
        return any(act in WANTING for act, _ in self.acts)

    def cell(self, actor: str) -> Cell:
        """The cell as it is shown."""
        acts = sorted(self.acts.items(), key=lambda one: (one[0][0] not in WANTING, -one[1], one[0]))
        return Cell(
            tuple((act, stance, count) for (act, stance), count in acts),
            sum(self.acts.values()),
            self.first,
            self.last,
            tuple(one.stand for one in self._ends()),
            tuple(sorted(self.speakers - {actor})),
        )


class _Places:
    """Positions by actor and issue, and by actor and topic, with what both are called."""

    def __init__(self, held: Iterable[Held], sides: Mapping[str, str], *, topics: bool) -> None:
        self.issues: defaultdict[tuple[str, str], _Gathered] = defaultdict(_Gathered)
        self.topics: defaultdict[tuple[str, str], _Gathered] = defaultdict(_Gathered)
        self.names: dict[str, str] = {}
        self.row: dict[str, str] = {}
        for one in held:
            if one.actor != NOBODY:
                self._add(one, sides.get(one.actor, one.actor), one.topic if topics else "")
        self._close()

    def _add(self, one: Held, actor: str, topic: str) -> None:
        self.names[one.issue] = one.name
        self.row[one.issue] = one.issue
        self.issues[actor, one.issue].add(one, one.stance)
        if topic:
            row = self.row[one.issue] = _TOPIC + topic.casefold()
            self.names[row] = min(topic, self.names.get(row, topic))
            self.topics[actor, row].add(one, one.toward or "neutral")

    def _close(self) -> None:
        """A topic with one issue is shown as that issue: its name says more."""
        often = Counter(self.row.values())
        self.row = {issue: row if often[row] > 1 else issue for issue, row in self.row.items()}

    def rows(self) -> dict[tuple[str, str], _Gathered]:
        """The cells of the rows."""
        whole = set(self.row.values())
        cells = {place: cell for place, cell in self.topics.items() if place[1] in whole}
        return cells | {place: cell for place, cell in self.issues.items() if place[1] in whole}

    def under(self, rows: Iterable[str], actors: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The issues of each topic on which some of these actors stand."""
        shown = {place: cell for place, cell in self.issues.items() if place[0] in actors}
        found: defaultdict[str, list[str]] = defaultdict(list)
        for issue in _columns(shown):
            found[self.row[issue]].append(issue)
        return {row: tuple(found[row]) for row in rows if row not in self.row}


def matrix(
    held: Iterable[Held],
    *,
    sides: Mapping[str, str] | None = None,
    actors: int = 12,
    issues: int = 20,
    by: Literal["topic", "issue"] = "topic",
) -> Matrix:
    """Put positions into a table of actors by topics or issues.

    Args:
        held: positions in any order; of a large case those of the actors or issues asked for.
        sides: for whom actors act; with it what they say counts for the state or body.
        actors: how many are shown, those first who want most on most issues.
        issues: how many rows are shown, those first on which most actors stand somewhere.
        by: whether issues of one topic share a row, which then tells where somebody stands towards the topic, or each is one.

    """
    places = _Places(held, sides or {}, topics=by == "topic")
    gathered = places.rows()
    every_actor = _rows({place: cell.weight for place, cell in gathered.items()})
    chosen = every_actor[:actors]
    every_row = _columns({place: cell for place, cell in gathered.items() if place[0] in set(chosen)})
    rows = every_row[:issues]
    under = places.under(rows, set(chosen))
    opened = {issue for some in under.values() for issue in some}
    cells = [*gathered.items(), *((place, cell) for place, cell in places.issues.items() if place[1] in opened)]
    return Matrix(
        tuple(chosen),
        tuple(rows),
        {one: places.names[one] for one in (*rows, *sorted(opened))},
        {
            place: cell.cell(place[0])
            for place, cell in sorted(cells)
            if place[0] in set(chosen) and place[1] in {*rows, *opened}
        },
        (len(every_actor) - len(chosen), len(set(places.row.values())) - len(rows)),
        under,
    )


def _rows(weights: Mapping[tuple[str, str], int]) -> list[str]:
    """Actors who want most come first."""
    total: Counter[str] = Counter()
    for (actor, _), weight in weights.items():
        total[actor] += weight
    return sorted(total, key=lambda actor: (-total[actor], actor))


def _columns(cells: Mapping[tuple[str, str], _Gathered]) -> list[str]:
    """Issues on which most is wanted, by most actors, come first."""
    total: Counter[str] = Counter()
    wanting: Counter[str] = Counter()
    for (_, issue), cell in cells.items():
        total[issue] += cell.weight
        wanting[issue] += cell.wants
    return sorted(total, key=lambda issue: (-total[issue] - _SHARED * min(wanting[issue], _SHARING), issue))
