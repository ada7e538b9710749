"""Work on many units of a case at once: in processes of their own where there are enough units to be worth it.

What a worker does is a plain function of an open case and a picklable task; only the caller writes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

    from depesche.store.case import Case

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 150  # units; a worker takes a second or two to start
_AHEAD = 6  # tasks per worker that wait or are done and not yet written


def spread(case: Case, do: Callable[[Case, T], R], tasks: Iterable[T], *, workers: int = 1) -> Iterator[R]:
    """Do every task and give the results in the order of the tasks.

    Args:
        case: an open case; workers open it anew.
        do: a function that pickles, as those of a module do.
        tasks: what it is done with.
        workers: how many processes; for few tasks, or one, none is started. A script that asks for more must have its own
            commands behind `if __name__ == "__main__"`, since each process looks at it anew.

    """
    rest = iter(tasks)
    first = list(islice(rest, WORTH_IT))
    if workers < 2 or len(first) < WORTH_IT:
        for task in first:
            yield do(case, task)
        for task in rest:
            yield do(case, task)
        return
    yield from _spread(case.path, do, first, rest, workers)


def _spread(path: Path, do: Callable[[Any, T], R], first: list[T], rest: Iterator[T], workers: int) -> Iterator[R]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (only large cases need it)

    tasks = (task for some in (first, rest) for task in some)
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_open, initargs=(path,))
    waiting: deque[Future[R]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(_do, do, task))
            if len(waiting) >= _AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_case: Any = None


def _open(path: Path) -> None:
    """Open the case in a worker; it is let go when the worker ends. The caller alone is told of Ctrl-C."""
    import signal  # noqa: PLC0415

    from depesche.store.case import Case  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _case  # noqa: PLW0603 (a worker has one case)
    _case = Case.open(path, patience=120)


def _do(do: Callable[[Any, T], R], task: T) -> R:
    return do(_case, task)
