"""Who holds what: the positions of a case by the state or body behind each actor, one line for each act on an issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from depesche.export.cites import Cites, Passage, Place
from depesche.export.parts import KEPT, Part, newest_first
from depesche.records import Act, Position

if TYPE_CHECKING:
    from depesche.store.rows import ReportRow

# Acts that say what somebody wants or refuses, before those by which somebody is against something; the others tell no stand.
WANTING: tuple[Act, ...] = ("demand", "offer", "accept", "refuse", "threaten", "commit", "call")
_AGAINST: tuple[Act, ...] = ("warn", "deny", "accuse")
_CONTRA = ("refuse", *_AGAINST)
_LINES, _LOOKED, _CHAIN, _PLACES = 16, 4, 4, 3
# What is less sure than this must stand in two reports.
_SURE = 0.4
# More cells than this are never held: those of the fewest reports go first.
_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class StandLine:
    """What one side demands, offers, refuses ... in one line.

    issues: what it is about, several where one sentence wants several things. texts: the same as the reports call it. speakers:
    who said so for the side, the most heard first. passage: the best sentence. reports: how many have it. places: some of them.
    fresh: no earlier day has it.
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
    """All positions of one side by one act on one issue. best: the surest of them, with its report."""

    reports: set[str] = field(default_factory=set)
    texts: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    first: str | None = None
    last: str | None = None
    best: tuple[tuple[float, int, str, str], str, Position] | None = None
    places: list[tuple[str, int]] = field(default_factory=list)

    def add(self, row: ReportRow, one: Position, speaker: str | None) -> None:
        self.reports.add(row.name)
        self.texts[one.issue_text or one.issue] += 1
        if speaker:
            self.speakers[speaker] += 1
        if row.published and (self.first is None or row.published < self.first):
            self.first = row.published
        self.last = max(self.last or "", row.published or "") or None
        rank = (-one.confidence, -min(_length(one), 240), row.name, one.id)
        if self.best is None or rank < self.best[0]:
            self.best = (rank, row.name, one)
        if len(self.places) < _PLACES and all(name != row.name for name, _ in self.places):
            self.places.append((row.name, one.evidence[0].start))


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
    return Part(tuple(one for one in lines if one.lines), len(ranked))


def _told_by(cells: Iterable[_Cell]) -> set[str]:
    return set().union(*(cell.reports for cell in cells))


def side_of(name: str, cites: Cites, acts_for: str | None = None) -> str:
    """The state or body at the end of the chain of those for whom somebody acts."""
    now = acts_for or name
    for _ in range(_CHAIN):
        known = cites.cast.get(now)
        if known is None or not known.acts_for or known.acts_for == now:
            break
        now = known.acts_for
    return now


def _cells(cites: Cites) -> dict[_Key, _Cell]:
    names = issue_names(cites)
    cells: dict[_Key, _Cell] = {}
    for row, one in cites.case.positions(report=cites.single):
        if one.act not in (*WANTING, *_AGAINST) or not one.evidence or not cites.wants(row.name):
            continue
        speaker = cites.called(row, one.actor)
        side = side_of(speaker, cites, one.acts_for and cites.called(row, one.acts_for))
        if not cites.about(speaker, side):
            continue
        issue = names.get((one.issue_text or one.issue).casefold()) or names.get(one.issue.casefold()) or one.issue
        cells.setdefault((side, issue, one.act, one.stance), _Cell()).add(
            row, one, speaker if speaker != side else None
        )
        if len(cells) > _CELLS:
            cells = _without_rare(cells)
    return cells


def _without_rare(cells: dict[_Key, _Cell]) -> dict[_Key, _Cell]:
    kept = sorted(cells.items(), key=lambda one: (-len(one[1].reports), one[0]))[: _CELLS // 2]
    return dict(kept)


def issue_names(cites: Cites) -> Mapping[str, str]:
    """What the codebook calls an issue, by what positions call it, in small letters."""
    return {cover.casefold(): issue.name for issue in cites.case.issues() if not issue.hidden for cover in issue.covers}


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
    _, report, one = cell.best
    passage = cites.passage(report, one.evidence)
    if passage is None:
        return None
    mine = (report, one.evidence[0].start)
    places = (cites.place(name, start) for name, start in cell.places if (name, start) != mine)
    return StandLine(
        key[2],
        key[3],
        (key[1],),
        (_most(cell.texts),),
        tuple(name for name, _ in sorted(cell.speakers.items(), key=lambda pair: (-pair[1], pair[0]))[:3]),
        one.addressee and cites.called(cites.rows[report][1], one.addressee),
        " ".join(one.condition.text.split()) if one.condition else None,
        passage,
        len(cell.reports),
        (passage.place, *(place for place in places if place)),
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


def _length(one: Position) -> int:
    return sum(span.end - span.start for span in one.evidence)
