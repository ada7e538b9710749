"""Relates the reports of a case: what is new is sketched, parted into stories, and compared; what was compared is left alone.

Every step works in units: a story, the records that may be one actor, the talks that may be one meeting. A unit is called by a
digest of all that goes into it, so that one that is there need not be done again, and a case that grew is the same as one
that was built at once. What was killed goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import depesche
from depesche.records import Published, Report
from depesche.run.following import Following
from depesche.run.progress import Phase, Progress, Related, Silent
from depesche.run.relating_tasks import canonical, compared, followed, merged, named, sketched, unit_id
from depesche.run.story import all_packs
from depesche.run.workers import Workers, seldom_collected
from depesche.store.case import Case
from depesche.store.codec import decode, encode, from_json
from depesche.store.rows import EntryRow, OutlineRow, SketchRow, UnitRow

PARTS = ("PyStemmer", "rensa", "numpy")
_BATCH = 500  # units or sketches that are written at once: a transaction costs some ten milliseconds, and keeps the workers from reading
_SMALL = 20  # units that one task of a worker holds where they are small
_CROWD = 4_000  # records that one key may join; one that more have tells nothing


@lru_cache(maxsize=1)
def relating_version() -> str:
    """The version of everything that relates: another one means that all is related anew."""
    sha = hashlib.sha256()
    top = Path(depesche.__file__).parent
    for path in sorted([*(top / "relate").rglob("*.py"), *(top / "language").rglob("*.py"), top / "relations.py"]):
        sha.update(path.relative_to(top).as_posix().encode())
        sha.update(path.read_bytes())
    for part in PARTS:
        sha.update(f"{part} {version(part)}".encode())
    for code, pack in sorted(all_packs().items()):
        sha.update(f"{code} {pack.version}".encode())
    return f"{depesche.__version__}+{sha.hexdigest()[:12]}"


def relate(case: Case, progress: Progress | None = None, *, workers: int = 1) -> Related:
    """Relate all reports of a case that are new or changed, and whatever hangs on them.

    Args:
        case: an open case.
        progress: is told how it goes.
        workers: how many processes compare, where there is much to compare (`run.workers.Workers`).

    Raises:
        CaseError: if the case cannot be written; what was done until then is kept.

    """
    run = _Run(case, progress, workers)
    steps: dict[Phase, Callable[[], None]] = {
        "sketch": run.sketch,
        "part": run.part,
        "name": run.name,
        "actors": run.merge_actors,
        "compare": run.compare,
        "meetings": run.merge_meetings,
        "stands": run.follow,
    }
    try:
        with seldom_collected():
            for phase, step in steps.items():
                began = time.monotonic()
                run.progress.relating(phase)
                step()
                run.result.seconds[phase] = time.monotonic() - began
    finally:
        run.workers.close()
    return run.result


def follow(case: Case) -> None:
    """Follow anew where actors stand, after an edit of the codebook; nothing else hangs on it."""
    _Run(case).follow()


class _Run:
    """One relating: what it knows of the case so far."""

    def __init__(self, case: Case, progress: Progress | None = None, workers: int = 1) -> None:
        self.case = case
        self.progress = progress or Silent()
        self.workers = Workers(case, workers)
        self.version = relating_version()
        self.result = Related()
        self.outlines: dict[str, OutlineRow] = {}
        self.doubles: dict[str, list[OutlineRow]] = {}
        self.stories: list[tuple[str, ...]] = []
        self.unit_of: dict[str, str] = {}
        self.renames: dict[str, str] = {}

    # Steps

    def sketch(self) -> None:
        """Sketch the reports that have no sketch of this version, as those have not that another version read."""
        wanted = list(self.case.unsketched(self.version))
        tasks = ((self.version, ids) for ids in _batches(wanted, max(1, _BATCH // 50)))
        for rows in self.workers.spread(sketched, tasks):
            self.case.put_sketches(rows)
            for _ in rows:
                self.progress.unit()

    def part(self) -> None:
        """Part the reports into stories."""
        from depesche.relate.stories import stories  # noqa: PLC0415

        first: dict[str, str] = {}
        for row in self.case.outlines():
            name = first.setdefault(row.digest, row.name)
            self.outlines[row.name] = _without_sketch(row)
            if name != row.name:
                self.doubles.setdefault(name, []).append(self.outlines[row.name])
        self.case.leave_out([row.report_id for rows in self.doubles.values() for row in rows])
        outlines = ((row, self._known(self.outlines[row.name])) for row in self.case.outlines())
        self.stories = stories(_outline(row, known.value if known else row.day) for row, known in outlines)
        self.result.reports, self.result.stories = len(self.outlines), len(self.stories)

    def name(self) -> None:
        """See within each story whom its actors stand for, and which records may meet beyond it."""
        units = [(unit_id(f"{self.version}|names|{self._states(names)}"), names) for names in self.stories]
        have = self.case.units("names")
        tasks = (
            (unit, [(name, self.outlines[name].report_id, self.outlines[name].day) for name in names])
            for unit, names in units
            if unit not in have
        )
        made = self.workers.spread(named, tasks)
        self._keep("names", have, {unit for unit, _ in units}, made)

    def merge_actors(self) -> None:
        """Bring the actors of the whole case together, as people ruled on them."""
        from depesche.relate.actors_log import rulings_of  # noqa: PLC0415

        rulings = rulings_of(self.case.decisions("actors:"))
        self.renames = renames(rulings)
        ruled = canonical([encode(one) for one in rulings])
        units = (
            (unit_id(f"{self.version}|actor|{block}|{ruled}|{canonical([row.data for row in rows])}"), rows)
            for block, rows in self._actor_blocks(rulings)
        )
        self._spread("actor", units, merged, lambda some: (some, rulings))

    def _actor_blocks(self, rulings: Sequence[Any]) -> Iterator[tuple[str, list[EntryRow]]]:
        """The records that may be one actor, by block; those that a ruling joins come together."""
        if not rulings:
            yield from self.case.in_blocks("actor")
            return
        from depesche.relate.actors_rulings import joined_keys  # noqa: PLC0415

        wanted = {(m.report, m.record) for ruling in rulings for side in ruling.sides for m in side.members}
        keys = {
            place: block
            for block, rows in self.case.in_blocks("actor")
            for row in rows
            if (place := _record_of(row)) in wanted
        }
        joined = joined_keys(rulings, keys)
        together: dict[str, list[EntryRow]] = {}
        for block, rows in self.case.in_blocks("actor"):
            if block in joined:
                together.setdefault(joined[block], []).extend(rows)
            else:
                yield block, rows
        yield from together.items()

    def compare(self) -> None:
        """Compare the reports of each story."""
        called = self.case.called_digests()

        def unit_of(names: tuple[str, ...]) -> str:
            cast = "|".join(called.get(self.outlines[name].report_id, "") for name in names)
            doubles = "|".join(f"{row.state}" for name in names for row in self.doubles.get(name, ()))
            renamed = canonical(self.renames)
            return unit_id(f"{self.version}|story|{self._states(names)}|{cast}|{doubles}|{renamed}")

        units = [(unit_of(names), names) for names in self.stories]
        names_of = dict(units)
        self.unit_of = {self.outlines[name].report_id: unit for unit, names in units for name in names}
        have = self.case.units("story")
        tasks = (
            (unit, [(row, self._known(row)) for row in map(self.outlines.__getitem__, names)], self.renames)
            for unit, names in units
            if unit not in have
        )
        made = (self._with_doubles(row, names_of[row.id]) for row in self.workers.spread(compared, tasks))
        self._keep("story", have, {unit for unit, _ in units}, made)

    def merge_meetings(self) -> None:
        """Bring the talks of the whole case together."""
        from depesche.relate.talks import merge_talks  # noqa: PLC0415
        from depesche.relate.talks_seen import TalkSeen  # noqa: PLC0415

        def met(unit: str, places: list[tuple[str, int]]) -> UnitRow:
            ids = sorted({report_id for report_id, _ in places})
            texts = {one: self.case.text_of(one) for one in ids}
            wanted = set(places)
            rows = [row for row in self.case.entries_of("talk", ids) if (row.report_id, row.place) in wanted]
            seen = [decode(TalkSeen, row.data, texts[row.report_id]) for row in rows]
            return UnitRow(unit, "meeting", {"meetings": merge_talks(seen)})

        groups = _hanging_together(self.case.block_members("talk"))
        units = ((self._digest_of("meeting", group), group) for group in groups)
        self._work("meeting", units, met)

    def follow(self) -> None:
        """Follow where each actor, and whoever they speak for, stands on each issue of the codebook."""
        following = Following(self.case, self.version)
        self._work("codebook", [(following.unit, following.book.issues)], following.coded)
        self._spread("stand", following.actors(), followed, lambda some: some)
        self._work("side", following.sides(), following.rolled)

    # Parts of them

    def _work(self, kind: str, units: Iterable[tuple[str, Any]], do: Callable[[str, Any], UnitRow]) -> None:
        """Do the units that are not there, and take back those that are there and no longer wanted."""
        have, wanted = self.case.units(kind), set[str]()

        def made() -> Iterator[UnitRow]:
            for unit, given in units:
                wanted.add(unit)
                if unit not in have:
                    yield do(unit, given)

        self._keep(kind, have, wanted, made())

    def _spread(
        self,
        kind: str,
        units: Iterable[tuple[str, Any]],
        do: Callable[[Case, Any], list[UnitRow]],
        task: Callable[[list[tuple[str, Any]]], Any],
    ) -> None:
        """As `_work`, some units at a time by workers. task: makes of units what `do` takes."""
        have, wanted = self.case.units(kind), set[str]()

        def missing() -> Iterator[tuple[str, Any]]:
            for unit, given in units:
                wanted.add(unit)
                if unit not in have:
                    yield unit, given

        rest = missing()
        some = iter(lambda: list(islice(rest, _SMALL)), [])
        made = (row for rows in self.workers.spread(do, map(task, some)) for row in rows)
        self._keep(kind, have, wanted, made)

    def _keep(self, kind: str, have: set[str], wanted: set[str], made: Iterable[UnitRow]) -> None:
        """Write down what was made, some at a time; then drop what is no longer wanted, which is known only then."""
        ready: list[UnitRow] = []
        for row in made:
            ready.append(row)
            self.progress.unit()
            self.result.done[kind] = self.result.done.get(kind, 0) + 1
            if len(ready) >= _BATCH:
                self.case.put_units(ready)
                ready = []
        self.case.put_units(ready)
        self.case.drop_units(sorted(have - wanted))

    def _known(self, row: OutlineRow) -> Published | None:
        """The day of a report that states none, where another with exactly its text does."""
        if row.day:
            return None
        days = [(one.day, one.name) for one in self.doubles.get(row.name, ()) if one.day]
        return Published(min(days)[0], None, f"the same text as {min(days)[1]}") if days else None

    def _states(self, names: Sequence[str]) -> str:
        return "|".join(f"{name}={self.outlines[name].state}" for name in names)

    def _with_doubles(self, row: UnitRow, names: Sequence[str]) -> UnitRow:
        """What a story gave, with what it tells of the reports that have exactly the text of one of its own."""
        told = {report_id: (day, report) for report_id, day, report in row.dated}
        of, dated = [self.outlines[name].report_id for name in names], list(row.dated)
        for first in (self.outlines[name] for name in names if name in self.doubles):
            doubles = self.doubles[first.name]
            of += [one.report_id for one in doubles]
            undated = [one.report_id for one in doubles if one.day is None]
            dated += _passed_on(self.case, first, undated, told.get(first.report_id))
        return replace(row, dated=dated, of=of)

    def _digest_of(self, kind: str, places: Sequence[tuple[str, int]]) -> str:
        parts = (f"{self.unit_of.get(report_id, '')}:{report_id}:{place}" for report_id, place in places)
        return unit_id(f"{self.version}|{kind}|{'|'.join(parts)}")


def _passed_on(
    case: Case, first: OutlineRow, undated: Sequence[str], told: tuple[Published | None, Report | None] | None
) -> list[tuple[str, Published | None, Report | None]]:
    """The day of a report, stated or told by the case, holds for those with exactly its text that state none; so do its times."""
    if told is not None:
        return [(report_id, *told) for report_id in undated]
    if not undated:
        return []
    day = Published(first.day, None, f"the same text as {first.name}") if first.day else None
    report = case.version_of(first.report_id, own=True)
    return [(report_id, day, report) for report_id in undated]


def _record_of(row: EntryRow) -> tuple[str, str]:
    data = from_json(row.data)
    return data["report"], data["record"]


def renames(rulings: Iterable[Any]) -> dict[str, str]:
    """What people call actors whom a report may name without a record of them, as a state whose side a position takes."""
    found: dict[str, str] = {}
    for one in rulings:
        if one.verb != "split":
            called = one.name or one.sides[0].name
            found |= {side.name: called for side in one.sides if side.name != called}
    return found


def _without_sketch(row: OutlineRow) -> OutlineRow:
    """What is kept in memory of a report while the case is related."""
    empty = SketchRow(row.report_id, "", b"", b"", b"", b"", b"")
    return OutlineRow(row.name, row.report_id, row.digest, row.day, row.state, row.dated, empty)


def _outline(row: OutlineRow, known: str | None) -> Any:
    import numpy as np  # noqa: PLC0415

    from depesche.relate.stories import Outline  # noqa: PLC0415

    keys, bands, passages = (np.frombuffer(getattr(row.sketch, name), "<u8") for name in ("keys", "bands", "passages"))
    day = date.fromisoformat(known).toordinal() if known else None
    weights, signature = np.frombuffer(row.sketch.weights, "<f4"), np.frombuffer(row.sketch.signature, "<u4")
    return Outline(row.name, row.digest, day, keys, weights, bands, passages, signature)


def _hanging_together(members: Sequence[tuple[str, str, int]]) -> Iterator[list[tuple[str, int]]]:
    """Records that share a block, or hang together by others that do, sorted; members come by block."""
    over: dict[tuple[str, int], tuple[str, int]] = {}

    def top(one: tuple[str, int]) -> tuple[str, int]:
        while over[one] != one:
            over[one] = over[over[one]]
            one = over[one]
        return one

    for _, rows in groupby(members, key=lambda row: row[0]):
        places = [(report_id, place) for _, report_id, place in rows]
        for one in places:
            over.setdefault(one, one)
        if len(places) > _CROWD:
            continue
        for one in places[1:]:
            a, b = top(places[0]), top(one)
            over[max(a, b)] = min(a, b)
    groups: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for one in sorted(over):
        groups.setdefault(top(one), []).append(one)
    yield from groups.values()


def _batches(values: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for at in range(0, len(values), size):
        yield values[at : at + size]
