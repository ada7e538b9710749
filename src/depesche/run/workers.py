"""Work on many units of a case at once: in processes of their own where there are enough units to be worth it.

What a worker does is a plain function of an open case and a picklable task; only the caller writes.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from depesche.store.address import Address
    from depesche.store.case import Case

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 150  # units; a worker takes a second or two to start
_AHEAD = 6  # tasks per worker that wait or are done and not yet written


class Workers:
    """Does tasks on a case. The processes are started when there is enough to do for the first time, and end with `close`.

    Args:
        case: an open case; workers open it anew.
        number: how many processes; for few tasks, or one, none is started. A script that asks for more must have its own
            commands behind `if __name__ == "__main__"`, since each process looks at it anew.

    """

    def __init__(self, case: Case, number: int = 1) -> None:
        self._case, self._number = case, number
        self._pool: ProcessPoolExecutor | None = None

    def spread(self, do: Callable[[Case, T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Do every task and give the results in the order of the tasks. do: a function that pickles, as those of a module do."""
        rest = iter(tasks)
        first = list(islice(rest, WORTH_IT))
        every = (task for some in (first, rest) for task in some)
        if self._number < 2 or len(first) < WORTH_IT:
            for task in every:
                yield do(self._case, task)
        else:
            yield from self._spread(do, every)

    def close(self) -> None:
        """End the processes; what they have not begun is not done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _spread(self, do: Callable[[Case, T], R], tasks: Iterator[T]) -> Iterator[R]:
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (only large cases need it)

            spawn, path = get_context("spawn"), self._case.path
            self._pool = ProcessPoolExecutor(self._number, mp_context=spawn, initializer=_open, initargs=(path,))
        waiting: deque[Future[R]] = deque()
        for task in tasks:
            waiting.append(self._pool.submit(_do, do, task))
            if len(waiting) >= _AHEAD * self._number:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage in circles less often: what relating makes has none, and its tables are large and stay."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


_case: Any = None


def _open(path: Path | Address) -> None:
    """Open the case in a worker; it is let go when the worker ends. The caller alone is told of Ctrl-C."""
    import signal  # noqa: PLC0415

    from depesche.store.case import Case  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _case  # noqa: PLW0603 (a worker has one case)
    _case = Case.open(path, patience=120)


def _do(do: Callable[[Any, T], R], task: T) -> R:
    with seldom_collected():
        return do(_case, task)
