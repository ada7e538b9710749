"""Builds that are started from the browser: each in a process of its own, so that pages stay quick, one at a time."""

from __future__ import annotations

import asyncio
import atexit
import json
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

from depesche.errors import DepescheError, UsageError
from depesche.run.progress import Phase, StepOutcome, Summary
from depesche.settings import Settings
from depesche.store.address import Address

State = Literal["waiting", "running", "done", "failed", "stopped"]
OVER = ("done", "failed", "stopped")
_KEPT = 20
_OFTEN = 0.1  # seconds between two tellings of the process that builds
_EVERY = 0.25  # seconds between two looks at a run
_LONGEST = 3600  # seconds that one stream of events lasts; a browser asks again
_PATIENCE = 3.0  # seconds for a build to end by itself when its server ends


@dataclass(slots=True)
class Run:
    """A build. total: of the sources, None until they are counted. outcomes: how many gave what. phase: of relating.

    fault: why it failed: what, where, hint. refused: what was handed over and not taken; it stands before what could not be read.
    stopping: somebody asked it to end. version: grows with every change.
    """

    number: int
    about: str
    state: State = "waiting"
    total: int | None = None
    done: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    phase: str = ""
    units: int = 0
    failed: list[dict[str, Any]] = field(default_factory=list)
    fault: dict[str, Any] | None = None
    seconds: float = 0.0
    began: float = 0.0
    version: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    stopping: bool = False

    def told(self) -> dict[str, Any]:
        """As a JSON object."""
        fields = {name: value for name, value in asdict(self).items() if name not in {"began", "refused", "stopping"}}
        return fields | {"failed": [*self.refused, *self.failed]}


class Runs:
    """The builds of a case since its server was started; what failed before that the case itself knows.

    closing: the server ends, so that nobody should wait for news any more.
    """

    def __init__(self, case: Path | Address, settings: Settings) -> None:
        self._case, self._settings = case, settings
        self._lock = threading.Lock()
        self._process: Any = None
        self.runs: list[Run] = []
        self.closing = False

    def start(self, paths: Sequence[str], about: str, *, refused: Sequence[dict[str, Any]] = ()) -> Run:
        """Build from some paths. about: what the run is called. refused: what was handed over with them and not taken.

        Raises:
            UsageError: if one is going on, or the server ends.

        """
        with self._lock:
            if self.closing:
                raise UsageError("The workbench is being closed.", hint="Start it again; nothing is lost.")
            if self.current is not None:
                raise UsageError(
                    "A run is going on already.", hint="Wait until it is done, or stop it; nothing of it is lost."
                )
            number = (self.runs[-1].number if self.runs else 0) + 1
            run = Run(number, about, began=time.monotonic(), refused=list(refused))
            self.runs = [*self.runs[-_KEPT:], run]
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe(duplex=False)
            self._process = context.Process(
                target=_work, args=(str(self._case), list(paths), self._settings, theirs), daemon=False
            )
            self._process.start()
            theirs.close()
            atexit.register(_end, self._process)
            threading.Thread(target=self._listen, args=(run, ours, self._process), daemon=True).start()
            return run

    @property
    def current(self) -> Run | None:
        """The run that is going on."""
        return next((run for run in self.runs if run.state not in OVER), None)

    def of(self, number: int) -> Run | None:
        """The run of a number."""
        return next((run for run in self.runs if run.number == number), None)

    def stop(self) -> None:
        """Let the run that is going on end after the report that it is at; what was done is kept."""
        process = self._process
        run = self.current
        if run is not None and process is not None and process.pid is not None:
            run.stopping = True
            os.kill(process.pid, signal.SIGINT)

    def close(self) -> None:
        """End the run that is going on and begin no other: after the report that it is at, or by force if that takes long."""
        with self._lock:
            self.closing = True
        self.stop()
        if self._process is not None:
            self._process.join(_PATIENCE)
            _end(self._process)

    def _listen(self, run: Run, heard: Connection, process: Any) -> None:
        """Keep a run up to date with what its process tells."""
        try:
            while True:
                changes = heard.recv()
                for name, value in changes.items():
                    setattr(run, name, value)
                run.seconds = time.monotonic() - run.began
                run.version += 1
        except (EOFError, OSError):  # it ended, or was killed in the middle of a word
            pass
        process.join()
        atexit.unregister(_end)
        if run.state not in OVER and run.stopping:  # before there was anything to tell
            run.state = "stopped"
        elif run.state not in OVER:
            what = f"The process that builds was ended (exit code {process.exitcode})."
            run.fault = {"what": what, "where": None, "hint": "Start it again; it goes on where it stopped."}
            run.state = "failed"
        run.seconds = time.monotonic() - run.began
        run.version += 1


async def events_of(runs: Runs, run: Run) -> AsyncIterator[str]:
    """A run as server-sent events, until it is over or the server ends."""
    seen = -1
    for _ in range(int(_LONGEST / _EVERY)):
        if run.version != seen:
            seen = run.version
            yield f"data: {json.dumps(run.told())}\n\n"
        if run.state in OVER or runs.closing:
            return
        await asyncio.sleep(_EVERY)


def _end(process: Any) -> None:
    """No build outlives its server; a case is sound whenever a build ends."""
    if process.is_alive():
        process.terminate()
        process.join(_PATIENCE)
    if process.is_alive():
        process.kill()


class _Telling:
    """Tells the server how a build goes, not more often than it is looked at.

    Where nobody listens any more, the server was killed: then the build ends as if it had been interrupted, for no build
    outlives its server.
    """

    def __init__(self, out: Connection) -> None:
        self._out, self._last = out, 0.0
        self._outcomes: dict[str, int] = {}
        self._done = self._units = 0

    def start(self, total: int | None) -> None:
        """The sources are counted."""
        self._tell({"state": "running", "total": total})

    def step(self, name: str, outcome: StepOutcome) -> None:  # noqa: ARG002 (the protocol's)
        """A report is done."""
        self._done += 1
        self._outcomes[outcome] = self._outcomes.get(outcome, 0) + 1
        self._often({"done": self._done, "outcomes": dict(self._outcomes)})

    def relating(self, phase: Phase) -> None:
        """A step of relating begins."""
        self._units = 0
        self._tell({"done": self._done, "outcomes": dict(self._outcomes), "phase": phase, "units": 0})

    def unit(self) -> None:
        """A unit of it is done."""
        self._units += 1
        self._often({"units": self._units})

    def done(self, summary: Summary) -> None:
        """It is over."""
        failed = [
            {"name": one.name, "what": one.what, "where": one.where, "hint": one.hint} for one in summary.failed[:200]
        ]
        state = "stopped" if summary.stopped else "done"
        self._tell({"state": state, "failed": failed, "done": self._done, "outcomes": dict(self._outcomes)})

    def _often(self, changes: dict[str, Any]) -> None:
        now = time.monotonic()
        if now - self._last >= _OFTEN:
            self._last = now
            self._tell(changes)

    def _tell(self, changes: dict[str, Any]) -> None:
        try:
            self._out.send(changes)
        except OSError:
            raise KeyboardInterrupt from None


def _work(case: str, paths: list[str], settings: Settings, out: Connection) -> None:
    """Build, in a process of its own."""
    from depesche.run.local import build  # noqa: PLC0415 (only this process needs it)
    from depesche.store.case import Case  # noqa: PLC0415

    signal.signal(signal.SIGINT, _once)
    try:
        with Case.open(case, create=True) as opened:
            build(opened, paths, settings=settings, progress=_Telling(out), workers=os.cpu_count() or 1)
    except KeyboardInterrupt:
        pass
    except DepescheError as error:
        fault = {"what": error.what, "where": error.where, "hint": error.hint}
        with suppress(OSError):
            out.send({"state": "failed", "fault": fault})
    finally:
        out.close()


def _once(number: int, frame: object) -> None:  # noqa: ARG001 (as handlers are called)
    """End at the first Ctrl-C; the terminal and the server may both send one, and the second must not break the tidying up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
