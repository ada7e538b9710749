"""Who stands where: actors by issues, each cell with its sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from depesche.records import Act
from depesche.relate.positions import WANTING
from depesche.relations import Held, Stand

_KEPT = 40
_WANTED, _TOLD, _OFTEN = 3, 1, 6
# What another actor who wants something adds to an issue, and how many of them count.
_SHARED, _SHARING = 5, 3
NOBODY = "unspecified"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an actor stands on an issue.

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
    """Actors by issues, the most important first. issues: ids; names: what they are called. left_out: actors and issues not shown."""

    actors: tuple[str, ...]
    issues: tuple[str, ...]
    names: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]
    left_out: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class _Gathered:
    """A cell while it is filled."""

    acts: Counter[tuple[Act, str]] = field(default_factory=Counter)
    kept: list[Held] = field(default_factory=list)
    speakers: set[str] = field(default_factory=set)
    first: str | None = None
    last: str | None = None

    def add(self, held: Held) -> None:
        """Take a position in; of very many only so many sentences are kept."""
        self.acts[held.act, held.stance] += 1
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


def matrix(
    held: Iterable[Held], *, sides: Mapping[str, str] | None = None, actors: int = 12, issues: int = 20
) -> Matrix:
    """Put positions into a table of actors by issues.

    Args:
        held: positions in any order; of a large case those of the actors or issues asked for.
        sides: for whom actors act; with it what they say counts for the state or body.
        actors: how many are shown, those first who want most on most issues.
        issues: how many are shown, those first on which most actors stand somewhere.

    """
    gathered: defaultdict[tuple[str, str], _Gathered] = defaultdict(_Gathered)
    names: dict[str, str] = {}
    for one in held:
        if one.actor != NOBODY:
            gathered[(sides or {}).get(one.actor, one.actor), one.issue].add(one)
            names[one.issue] = one.name
    weights = {place: cell.weight for place, cell in gathered.items()}
    every_actor = _rows(weights)
    rows = every_actor[:actors]
    every_issue = _columns({place: cell for place, cell in gathered.items() if place[0] in set(rows)})
    columns = every_issue[:issues]
    wanted = {(actor, issue) for actor in rows for issue in columns} & gathered.keys()
    return Matrix(
        tuple(rows),
        tuple(columns),
        {issue: names[issue] for issue in columns},
        {place: gathered[place].cell(place[0]) for place in sorted(wanted)},
        (len(every_actor) - len(rows), len(names) - len(columns)),
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
