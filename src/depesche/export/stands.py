"""Who holds what: the positions of a case by the state or body behind each actor, one line for each act on an issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from depesche.export.cites import Cites, Passage, Place
from depesche.export.parts import KEPT, Part, newest_first
from depesche.records import Act
from depesche.relations import Held

# Acts that say what somebody wants or refuses, before those by which somebody is against something; the others tell no stand.
WANTING: tuple[Act, ...] = ("demand", "offer", "accept", "refuse", "threaten", "commit", "call")
_AGAINST: tuple[Act, ...] = ("warn", "deny", "accuse")
_CONTRA = ("refuse", *_AGAINST)
_OPPOSITE = {"pro": "contra", "contra": "pro"}
_LINES, _LOOKED, _PLACES, _SIDES = 16, 4, 3, 3
# What is less sure than this must stand in two reports.
_SURE = 0.4
# More cells than this are never held: those of the fewest reports go first.
_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class StandLine:
    """What one side demands, offers, refuses ... in one line.

    issues: what it is about, several where one sentence wants several things. texts: the same as the reports call it. speakers:
    who said so for the side, the most heard first. passage: the best sentence. reports: how many have it. places: some of them.
    fresh: no earlier day has it. opposed: sides that want the opposite on the same issue.
    """

    act: Act
    stance: str
    issues: tuple[str, ...]
    texts: tuple[str, ...]
    speakers: tuple[str, ...]
    addressee: str | None
    condition: str | None
    passage: Passage
    reports: int
    places: tuple[Place, ...]
    first: str | None
    fresh: bool = False
    opposed: tuple[str, ...] = ()

    @property
    def turned(self) -> bool:
        """Whether the act is turned against its issue, and does not say so itself."""
        return self.stance == "contra" and self.act not in _CONTRA


@dataclass(frozen=True, slots=True)
class SideLines:
    """What one state, body or person wants, the act and issue that most reports have first. total: how many lines there are."""

    side: str
    lines: tuple[StandLine, ...]
    total: int

    @property
    def told_in(self) -> str:
        """The report that is cited first."""
        return self.lines[0].passage.place.report


@dataclass(slots=True)
class _Cell:
    """All positions of one side by one act on one issue. best: the surest of them."""

    reports: set[str] = field(default_factory=set)
    texts: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    first: str | None = None
    last: str | None = None
    best: tuple[tuple[float, int, str, str], Held] | None = None
    places: list[tuple[str, int]] = field(default_factory=list)

    def add(self, one: Held, speaker: str | None) -> None:
        self.reports.add(one.report)
        self.texts[one.words] += 1
        if speaker:
            self.speakers[speaker] += 1
        if one.day:
            self.first, self.last = min(self.first or one.day, one.day), max(self.last or one.day, one.day)
        rank = (-one.confidence, -min(len(one.quote.text), 240), one.report, one.id)
        if self.best is None or rank < self.best[0]:
            self.best = (rank, one)
        if len(self.places) < _PLACES and all(name != one.report for name, _ in self.places):
            self.places.append((one.report, one.quote.start))


_Key = tuple[str, str, Act, str]


def stands(cites: Cites) -> Part[SideLines]:
    """What each side wants and refuses.

    A person stands with the state or body that it acts for. The side comes first whose stands most reports tell; within a side what
    is wanted before what is only warned of, denied or held against others, what most reports have before the rest, the newest of
    equals first. Acts that merely tell or judge are left out. Of several sentences the surest is taken, then the longest.
    """
    cells = _cells(cites)
    sides: dict[str, list[tuple[_Key, _Cell]]] = {}
    for key, cell in cells.items():
        sides.setdefault(key[0], []).append((key, cell))
    ranked = sorted(sides.items(), key=lambda one: (-len(_told_by(cell for _, cell in one[1])), -len(one[1]), one[0]))
    days = {row.published for row in cites.wanted() if row.published}
    newest = max(days) if len(days) > 1 else None
    lines = (_side(cites, side, found, newest) for side, found in ranked[:KEPT])
    against = _against(cells)
    return Part(tuple(_opposed(one, against) for one in lines if one.lines), len(ranked))


def _against(cells: Mapping[_Key, _Cell]) -> dict[tuple[str, str], list[str]]:
    """The sides that want or refuse something, by issue and stance, those whom most reports tell of first."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for (side, issue, act, stance), cell in cells.items():
        if act in WANTING and _is_sure(cell):
            found.setdefault((issue, stance), Counter())[side] += len(cell.reports)
    return {key: sorted(sides, key=lambda side: (-sides[side], side)) for key, sides in found.items()}


def _opposed(side: SideLines, against: Mapping[tuple[str, str], Sequence[str]]) -> SideLines:
    lines = []
    for line in side.lines:
        other = _OPPOSITE.get(line.stance, "") if line.act in WANTING else ""
        sides = [one for issue in line.issues for one in against.get((issue, other), ()) if one != side.side]
        lines.append(replace(line, opposed=tuple(dict.fromkeys(sides))[:_SIDES]))
    return replace(side, lines=tuple(lines))


def _told_by(cells: Iterable[_Cell]) -> set[str]:
    return set().union(*(cell.reports for cell in cells))


def _cells(cites: Cites) -> dict[_Key, _Cell]:
    hidden = {issue.id for issue in cites.case.issues() if issue.hidden}
    cells: dict[_Key, _Cell] = {}
    for one in cites.case.held():
        side = one.side or one.actor
        told = one.act in (*WANTING, *_AGAINST) and one.issue not in hidden and cites.wants(one.report)
        if told and cites.about(one.actor, side):
            issue = one.name or one.called[0] or one.words
            cell = cells.setdefault((side, issue, one.act, one.stance), _Cell())
            cell.add(one, one.actor if one.actor != side else None)
            if len(cells) > _CELLS:
                cells = _without_rare(cells)
    return cells


def _without_rare(cells: dict[_Key, _Cell]) -> dict[_Key, _Cell]:
    kept = sorted(cells.items(), key=lambda one: (-len(one[1].reports), one[0]))[: _CELLS // 2]
    return dict(kept)


def _side(cites: Cites, side: str, found: Collection[tuple[_Key, _Cell]], newest: str | None) -> SideLines:
    ranked = sorted((one for one in found if _is_sure(one[1])), key=_rank)
    lines: dict[tuple[Act, str, str], StandLine] = {}
    for key, cell in ranked[: _LINES * _LOOKED]:
        line = _line(cites, key, cell, newest)
        if line is None:
            continue
        sentence = (line.act, line.passage.place.report, line.passage.sentence)
        if sentence in lines:  # one sentence wants several things
            lines[sentence] = _joined(lines[sentence], line)
        elif len(lines) < _LINES:
            lines[sentence] = line
    return SideLines(side, tuple(lines.values()), max(len(lines), len(ranked) if len(ranked) > _LINES * _LOOKED else 0))


def _is_sure(cell: _Cell) -> bool:
    """Whether a stand is told by several reports, or surely enough by one."""
    assert cell.best is not None
    return len(cell.reports) > 1 or -cell.best[0][0] >= _SURE


def _rank(found: tuple[_Key, _Cell]) -> tuple[bool, int, int, float, _Key]:
    key, cell = found
    assert cell.best is not None
    return key[2] not in WANTING, -len(cell.reports), newest_first(cell.last), cell.best[0][0], key


def _line(cites: Cites, key: _Key, cell: _Cell, newest: str | None) -> StandLine | None:
    assert cell.best is not None
    _, one = cell.best
    passage = cites.passage(one.report, [one.quote])
    if passage is None:
        return None
    mine = (one.report, one.quote.start)
    places = (cites.place(name, start) for name, start in cell.places if (name, start) != mine)
    return StandLine(
        key[2],
        key[3],
        (key[1],),
        (_most(cell.texts),),
        tuple(name for name, _ in sorted(cell.speakers.items(), key=lambda pair: (-pair[1], pair[0]))[:3]),
        one.addressee,
        one.condition,
        passage,
        len(cell.reports),
        tuple(dict.fromkeys([passage.place, *(place for place in places if place)])),
        cell.first,
        newest is not None and cell.first == newest and key[2] in WANTING,
    )


def _joined(line: StandLine, other: StandLine) -> StandLine:
    """Two things wanted by one sentence, as one line."""
    return replace(
        line,
        issues=tuple(dict.fromkeys([*line.issues, *other.issues])),
        texts=tuple(dict.fromkeys([*line.texts, *other.texts])),
        passage=replace(line.passage, words=line.passage.sentence, before="", behind=""),
        reports=max(line.reports, other.reports),
        fresh=line.fresh and other.fresh,
    )


def _most(texts: Counter[str]) -> str:
    return min(texts, key=lambda text: (-texts[text], text))
