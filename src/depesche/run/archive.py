"""Reads any pile into a Parquet data set, without a case: what is read, gathered and related is the same whoever does it.

Three steps, each of tasks that know nothing of each other (`run.archive_tasks`): files are read in units, which are never read again while
nothing about them changes; their reports are gathered by day; those that may speak of the same events are compared. Which tasks there are
depends on the files alone, not on how many processes do them, so that the data set is the same byte for byte.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import depesche
from depesche.errors import UsageError
from depesche.ingest.registry import may_hold_many
from depesche.ingest.sources import find
from depesche.records import Fact, digest
from depesche.run.archive_rows import RECORDS, RELATIONS, parquet
from depesche.run.archive_tasks import (
    SKETCHED,
    Day,
    Read,
    Stories,
    Unit,
    gather_day,
    read_unit,
    relate_some,
    rows_of,
)
from depesche.run.engines import Engine
from depesche.run.plan import reader_version, taker_version, version_for
from depesche.run.relating import relating_version
from depesche.run.storage import Storage, is_remote, listed
from depesche.run.story import all_packs
from depesche.settings import Settings

_FILES = 100  # that hold one report each, in a unit
_SLICE = 32 << 20  # bytes of a large file for each of its slices
_PART = 5_000  # reports of a day in one file
_STORIES = 40  # that one task compares
_OUTLINE = ("name", "id", "digest", "published", "keys", "weights", "bands", "passages", "signature")


@dataclass(frozen=True, slots=True)
class Done:
    """What reading an archive gave. failed: name, what, hint of what could not be read."""

    reports: int
    days: int
    stories: int
    read: int
    failed: tuple[tuple[str, str, str], ...]


class Watch:
    """Whoever wants to be told how it goes."""

    def step(self, what: str, total: int) -> None:
        """A step begins: `read`, `gather`, `relate`; of so many tasks."""

    def task(self) -> None:
        """A task is done."""


def read_archive(
    paths: Sequence[str],
    to: str,
    engine: Engine,
    *,
    settings: Settings,
    facts: Mapping[str, tuple[Fact, ...]] | None = None,
    relate: bool = True,
    watch: Watch | None = None,
) -> Done:
    """Read the reports below some paths into a data set.

    Args:
        paths: files, folders, or addresses that fsspec reaches; their order does not matter.
        to: the folder of the data set, here or at an address.
        engine: what does the tasks (`run.engines.engine`).
        settings: limits for what is read.
        facts: what a side table states, by report name.
        relate: whether reports are compared.
        watch: is told how it goes.

    Raises:
        UsageError: if there is nothing to read.
        SetupError: if the data set cannot be written, or workers keep dying; what was done is kept.

    """
    run = _Run(to, engine, settings, watch or Watch())
    units = list(units_of(sorted(paths, key=os.path.abspath), settings, facts or {}))
    if not units:
        raise UsageError("There is nothing to read.", hint="Name files, or folders with reports in them.")
    read = run.read(units)
    days = run.gather(read)
    stories = run.relate(days) if relate else 0
    done = run.close(read, days, stories)
    run.store.write("dataset.json", run.described(done))
    return done


def units_of(paths: Iterable[str], settings: Settings, facts: Mapping[str, tuple[Fact, ...]]) -> Iterator[Unit]:
    """The units in which files are read: large ones in slices, small ones together, in the order of their names."""
    stamp = digest(
        "\n".join(
            [
                taker_version(),
                reader_version(),
                *map(version_for, sorted(all_packs())),
                repr(settings),
                repr(sorted(facts.items())),
            ]
        )
    )
    small: list[tuple[str, str, str]] = []
    for name, path, state in _files(paths):
        size = int(state.partition(" ")[0])
        if may_hold_many(name):
            of = max(1, -(-size // _SLICE))
            for number in range(of):
                yield _unit(stamp, [(name, path, state)], of, number, facts)
        else:
            small.append((name, path, state))
        if len(small) == _FILES:
            yield _unit(stamp, small, 1, 0, facts)
            small = []
    if small:
        yield _unit(stamp, small, 1, 0, facts)


def _unit(stamp: str, files: list[tuple[str, str, str]], of: int, number: int, facts: Mapping[str, Any]) -> Unit:
    called = digest("\n".join([stamp, f"{of} {number}", *("\t".join(one) for one in files)]))[:24]
    names = {name for name, _, _ in files}
    stated = tuple((name, value) for name, value in sorted(facts.items()) if name in names)
    return Unit(called, tuple((name, path) for name, path, _ in files), of, number, stated)


def _files(paths: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Name, path and state of each file: its size, and when it was changed."""
    here: list[str] = []
    for path in paths:
        if is_remote(path):
            for address, size in listed(path):
                name = address.removeprefix(path.rstrip("/")).lstrip("/") or address.rsplit("/", 1)[-1]
                yield name, address, str(size)
        else:
            here.append(path)
    for found in find(here):
        if found.path is not None:
            try:
                status = found.path.stat()
                state = f"{status.st_size} {status.st_mtime_ns}"
            except OSError:
                state = "0"
            yield found.name, str(found.path), state


class _Run:
    """One reading of an archive."""

    def __init__(self, to: str, engine: Engine, settings: Settings, watch: Watch) -> None:
        self.to, self.engine, self.settings, self.watch = to, engine, settings, watch
        self.store = Storage(to)
        self.related: list[str] = []

    def read(self, units: Sequence[Unit]) -> list[Read]:
        """Read every unit."""
        tasks = [(self.to, unit, self.settings) for unit in units]
        found = self._spread("read", read_unit, tasks)
        return sorted(found, key=lambda one: one.unit)

    def gather(self, read: Sequence[Read]) -> list[Day]:
        """Gather every day in parts of a bounded size."""
        counts: dict[str, int] = {}
        for one in read:
            for day, number in one.days.items():
                counts[day] = counts.get(day, 0) + number
        days = []
        for day, count in sorted(counts.items()):
            mine = tuple(one.unit for one in read if day in one.days)
            of = -(-count // _PART)
            days += [Day(day, mine, of, at, digest(f"{day} {of} {at} {' '.join(mine)}")[:24]) for at in range(of)]
        self._spread("gather", gather_day, [(self.to, day) for day in days])
        return days

    def relate(self, days: Sequence[Day]) -> int:
        """Compare what may speak of the same events; how many stories there are."""
        from depesche.relate.stories import stories  # noqa: PLC0415 (numpy)

        place: dict[str, str] = {}
        of_name: dict[str, str] = {}
        outlines = []
        for day in days:
            for row in rows_of(self.store, f"reports/{day.place}", _OUTLINE):
                if row["keys"] is None or row["name"] in of_name:
                    continue
                place[row["id"]], of_name[row["name"]] = f"reports/{day.place}", row["id"]
                outlines.append(_outline(row))
        parted = stories(outlines)
        tasks = [self._stories(parted[at : at + _STORIES], of_name, place) for at in range(0, len(parted), _STORIES)]
        self._spread("relate", relate_some, [(self.to, one) for one in tasks])
        self.related = [one.token for one in tasks]
        rows = [row for one in tasks for row in rows_of(self.store, f"_relations/{one.token}.parquet", None)]
        self.store.write("relations/part-00000.parquet", parquet(rows, RELATIONS))
        return len(parted)

    def _stories(
        self, some: Sequence[tuple[str, ...]], of_name: Mapping[str, str], place: Mapping[str, str]
    ) -> Stories:
        found = tuple((names[0], tuple(of_name[name] for name in names)) for names in some)
        files: dict[str, list[str]] = {}
        for _, ids in found:
            for one in ids:
                files.setdefault(place[one], []).append(one)
        token = digest(f"{relating_version()}{reader_version()}{found!r}")[:24]
        return Stories(token, found, tuple((name, tuple(ids)) for name, ids in sorted(files.items())))

    def close(self, read: Sequence[Read], days: Sequence[Day], stories: int) -> Done:
        """Take away what earlier readings left that is none of this one's."""
        wanted = {f"{room}/{day.place}" for day in days for room in ("reports", "records")}
        wanted |= {f"_units/{one.unit}.{end}" for one in read for end in ("parquet", "json")}
        wanted |= {f"_days/{day.token}" for day in days} | {f"_relations/{one}.parquet" for one in self.related}
        for room in ("reports", "records", "_units", "_days", "_relations"):
            for name in self.store.names(room):
                if name not in wanted:
                    self.store.remove(name)
        kept = sum(len(rows_of(self.store, f"reports/{day.place}", ["id"])) for day in days)
        failed = tuple(sorted({one for unit in read for one in unit.failed}))
        return Done(kept, len({day.day for day in days}), stories, sum(sum(one.days.values()) for one in read), failed)

    def described(self, done: Done) -> bytes:
        """What the data set is: versions, counts, and what each column holds."""
        columns = {"reports": SKETCHED, "records": RECORDS, "relations": RELATIONS}
        told = {
            "made by": f"Depesche {depesche.__version__}",
            "reader": reader_version(),
            "relating": relating_version(),
            **{name: value for name, value in asdict(done).items() if name != "failed"},
            "failed": [list(one) for one in done.failed],
            "columns": {table: {name: about for name, (_, about) in kinds.items()} for table, kinds in columns.items()},
        }
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

    def _spread(self, what: str, do: Any, tasks: Sequence[Any]) -> list[Any]:
        self.watch.step(what, len(tasks))
        found = []
        for one in self.engine.spread(do, tasks):
            self.watch.task()
            found.append(one)
        return found


def _outline(row: dict[str, Any]) -> Any:
    import numpy as np  # noqa: PLC0415

    from depesche.relate.stories import Outline  # noqa: PLC0415

    keys, bands, passages = (np.frombuffer(row[name], "<u8") for name in ("keys", "bands", "passages"))
    day = row["published"].toordinal() if row["published"] else None
    weights, signature = np.frombuffer(row["weights"], "<f4"), np.frombuffer(row["signature"], "<u4")
    return Outline(row["name"], row["digest"], day, keys, weights, bands, passages, signature)
