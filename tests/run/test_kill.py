"""A process that is killed at any moment leaves a sound case, and the next build ends where it would have ended."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time

import pytest
from tests.run.conftest import TOY, Teller, read_toy, toy_build
from tests.store.conftest import dump

from depesche.run.local import Reader
from depesche.store.case import Case

REPORTS = 30


def write(folder, version):
    """Thirty reports in short sentences, some with the same text; the second version differs in every other one."""
    folder.mkdir(exist_ok=True)
    for number in range(REPORTS):
        words = f"Seit Montag wartet Kolb auf Rau und {'Neues' if version == 2 and number % 2 else number % 20}."
        (folder / f"{number:02}.txt").write_text(words * 20)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder, a case of its older version, what the whole case holds, and how long building it takes."""
    top = tmp_path_factory.mktemp("whole")
    with Case.open(top / "old", create=True) as case:
        write(top / "reports", 1)
        toy_build(case, top / "reports")
    write(top / "reports", 2)
    dumps = {}
    shutil.copy(top / "old", top / "renewed")
    began = time.monotonic()
    for name in ("renewed", "new"):
        with Case.open(top / name, create=True) as case:
            toy_build(case, top / "reports")
            dumps[name] = dump(case)
    return top, dumps, (time.monotonic() - began) / 2


class Acknowledging(Teller):
    """Tells every finished report to whoever reads the other end of a pipe."""

    def __init__(self, pipe: int) -> None:
        super().__init__()
        self.pipe = pipe

    def step(self, name, outcome) -> None:
        super().step(name, outcome)
        os.write(self.pipe, f"{name}\n".encode())


def slowly(report):
    """Reading takes its time, so that kills meet it too, and not the database alone."""
    time.sleep(0.002)
    return read_toy(report)


def building(path, folder) -> tuple[int, int]:
    """Begin to build in another process; return its number and a pipe that tells what it has finished."""
    read, pipe = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.close(read)
            with Case.open(path, create=True) as case:
                toy_build(case, folder, reader=Reader(slowly, TOY.version), progress=Acknowledging(pipe))
        finally:
            os._exit(0)
    os.close(pipe)
    return child, read


@pytest.mark.parametrize("seed", range(20))
def test_a_killed_build_loses_nothing(whole, tmp_path, seed):
    """Twenty moments of a first build and of one that renews half of the reports."""
    top, dumps, takes = whole
    path, name = tmp_path / "x.depesche", ("new", "renewed")[seed % 2]
    if name == "renewed":
        shutil.copy(top / "old", path)

    child, pipe = building(path, top / "reports")
    time.sleep(random.Random(seed).uniform(0, takes * 1.3))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(pipe) as told:
        finished = told.read().splitlines()

    with Case.open(path, create=True) as case:
        assert case.sound()
        there = {row.name: row.number for row in case.rows()}
        assert set(finished) <= set(there)
        if name == "renewed":
            assert all(there[one] == 2 for one in finished if int(one[:2]) % 2)
        toy_build(case, top / "reports")
        assert dumps[name] == dump(case)


def test_two_builds_at_once_lose_nothing(whole, tmp_path):
    """They wait for each other, report by report, and end in the same case as one."""
    top, dumps, _ = whole
    path = tmp_path / "x.depesche"
    children = [building(path, top / "reports") for _ in range(2)]
    for child, pipe in children:
        with os.fdopen(pipe) as told:
            assert len(told.read().splitlines()) == REPORTS
        os.waitpid(child, 0)

    with Case.open(path) as case:
        assert dumps["new"] == dump(case)
