"""What does the tasks of an archive: processes of this machine, or the workers of a Dask cluster. Both do every task, whoever dies."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any, Literal, Protocol, TypeVar

from depesche.errors import SetupError, UsageError
from depesche.extras import extra

T = TypeVar("T")
R = TypeVar("R")
Name = Literal["local", "dask"]

_AHEAD = 3  # tasks for each worker that wait or run: enough to keep them busy, few enough to be lost
_DEATHS = 4  # of the worker that did a task, after which the task is to blame


class Engine(Protocol):
    """Does tasks somewhere. Results come as they are done, in any order."""

    def spread(self, do: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Do every task. do: a function that pickles; it does the same whoever does it and however often."""


@contextmanager
def engine(name: Name = "local", jobs: int = 1, scheduler: str | None = None) -> Iterator[Engine]:
    """An engine, to be used within `with`.

    Args:
        name: `local` or `dask`.
        jobs: how many processes; for a cluster that is there already it counts for nothing.
        scheduler: the address of a Dask scheduler; without one, a cluster of this machine is started.

    Raises:
        UsageError: for an engine that there is not.
        SetupError: if Dask is not installed, or the scheduler does not answer.

    """
    made: dict[str, Callable[[], AbstractContextManager[Engine]]] = {
        "local": lambda: _local(jobs),
        "dask": lambda: _dask(jobs, scheduler),
    }
    if name not in made:
        raise UsageError(f"There is no engine {name}.", hint="Known: local, dask.")
    with made[name]() as found:
        yield found


class _Here:
    """Does everything in this process."""

    def spread(self, do: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        return map(do, tasks)


class _Processes:
    """Does tasks in processes; if one is killed, all are started anew and what was not done is done again."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def spread(self, do: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 (only who has several)

        rest, deaths = iter(tasks), 0
        waiting = dict(enumerate(islice(rest, self._jobs * _AHEAD)))
        while waiting:
            try:
                for at, result in self._some(do, waiting):
                    del waiting[at]
                    deaths = 0
                    yield result
            except BrokenProcessPool as error:
                deaths += 1
                if deaths >= _DEATHS:
                    raise _killed() from error
            room = self._jobs * _AHEAD - len(waiting)
            waiting = dict(enumerate([*waiting.values(), *islice(rest, room)]))

    def _some(self, do: Callable[[T], R], tasks: dict[int, T]) -> Iterator[tuple[int, R]]:
        from concurrent.futures import ProcessPoolExecutor, as_completed  # noqa: PLC0415
        from multiprocessing import get_context  # noqa: PLC0415

        if not hasattr(self, "_pool"):
            self._pool = ProcessPoolExecutor(self._jobs, get_context("spawn"))
        try:
            futures = {self._pool.submit(do, task): at for at, task in tasks.items()}
            for one in as_completed(futures):
                yield futures[one], one.result()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the processes."""
        if hasattr(self, "_pool"):
            self._pool.shutdown(wait=True, cancel_futures=True)
            del self._pool


@contextmanager
def _local(jobs: int) -> Iterator[Engine]:
    if jobs < 2:
        yield _Here()
        return
    processes = _Processes(jobs)
    try:
        yield processes
    finally:
        processes.close()


class _Dask:
    """Does tasks on a cluster."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def spread(self, do: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        distributed = extra("distributed", "cluster", "Clusters")
        rest = iter(tasks)
        ahead = max(1, len(self._client.nthreads())) * _AHEAD
        # What a task gives differs by what lies on the disk, so that none counts as done because an equal one was.
        done = distributed.as_completed(
            [self._client.submit(do, one, pure=False, retries=2) for one in islice(rest, ahead)]
        )
        for future in done:
            try:
                result = future.result()
            except distributed.KilledWorker as error:
                raise _killed() from error
            future.release()
            for more in islice(rest, 1):
                done.add(self._submit(do, more))
            yield result

    def _submit(self, do: Callable[[T], R], task: T) -> Any:
        return self._client.submit(do, task, pure=False, retries=2)


@contextmanager
def _dask(jobs: int, scheduler: str | None) -> Iterator[Engine]:
    distributed = extra("distributed", "cluster", "Clusters")
    # What Dask says of connections that end as they should is nobody's concern.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        if scheduler is not None:
            with distributed.Client(scheduler, timeout="20s") as client:
                yield _Dask(client)
            return
        with (
            distributed.LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield _Dask(client)
    except (OSError, TimeoutError, ValueError) as error:
        if scheduler is None:
            raise
        raise SetupError(
            f"The scheduler does not answer: {error}", where=scheduler, hint="Is it running, and is the address right?"
        ) from error


def _killed() -> SetupError:
    return SetupError(
        "A worker was killed again and again over the same reports.",
        hint="It may have too little memory; give it more, or read with fewer jobs. What was read so far is kept.",
    )
