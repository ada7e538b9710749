"""How a build shows what it does: a bar on a terminal, plain lines in a pipe, and what it did at the end."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING

from depesche.cli.terminal import can_move, console, note, safe, say
from depesche.store.rows import Failure

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from depesche.run.progress import Phase, StepOutcome, Summary

EVERY = 10.0  # seconds between two lines in a pipe
_LISTED = 10
PHASES: dict[Phase, str] = {
    "sketch": "sketching reports",
    "part": "parting into stories",
    "name": "naming actors",
    "actors": "merging actors",
    "compare": "comparing stories",
    "meetings": "merging talks",
    "stands": "following positions",
}
_OUTCOMES = {"new": "new", "changed": "changed", "again": "read again", "same": "as before"}


class Display(AbstractContextManager["Display"]):
    """What is shown of a run. loudness: -1 only what failed, 0 how far it is, 1 every report too."""

    def __init__(self, case: str, loudness: int) -> None:
        self.case = case
        self.loudness = loudness

    def start(self, total: int | None) -> None:
        """The sources are found."""

    def step(self, name: str, outcome: StepOutcome) -> None:
        """One report is done."""
        if self.loudness > 0:
            note(f"{outcome}: {name}")

    def relating(self, phase: Phase) -> None:
        """A step of relating begins."""

    def unit(self) -> None:
        """A unit of that step is done."""

    def done(self, summary: Summary) -> None:
        """The run is over, or was interrupted."""
        for line in failure_lines(summary.failed):
            note(line)
        if self.loudness >= 0:
            for line in summary_lines(self.case, summary):
                say(line)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""


class Lines(Display):
    """A line every ten seconds, for pipes and log files."""

    def start(self, total: int | None) -> None:
        """Say how much there is to do."""
        self.total, self.number = total or 0, 0
        self.began = self.said = time.monotonic()
        note(f"{_files(self.total)} to look at.")

    def step(self, name: str, outcome: StepOutcome) -> None:
        """Say how far it is, now and then."""
        super().step(name, outcome)
        self.number += 1
        now = time.monotonic()
        if now - self.said >= EVERY:
            self.said = now
            rate = self.number / (now - self.began)
            left = (self.total - self.number) / rate
            note(f"{self.number:,} of {self.total:,}, {rate:.1f}/s, {clock(left)} left")

    def relating(self, phase: Phase) -> None:
        """Say what is done now, if it takes a while."""
        self.phase, self.number, self.said = PHASES[phase], 0, time.monotonic()

    def unit(self) -> None:
        """Say how far it is, now and then."""
        self.number += 1
        now = time.monotonic()
        if now - self.said >= EVERY:
            self.said = now
            note(f"{self.phase}: {self.number:,} done")


class BarDisplay(Display):
    """A bar with rate and time left, which is gone when the run is over."""

    def __init__(self, case: str, loudness: int) -> None:
        super().__init__(case, loudness)
        self.bar: Bar | None = None
        self.task: TaskID | None = None

    def start(self, total: int | None) -> None:
        """Draw the bar."""
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 (start-up)

        self.bar = Progress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[pace]}"),
            TextColumn("{task.fields[name]}", style="dim"),
            console=console(sys.stderr, moving=True),
            transient=True,
        )
        self.task = self.bar.add_task("", total=total, pace="", name="")
        self.bar.start()

    def step(self, name: str, outcome: StepOutcome) -> None:
        """Move the bar on."""
        assert self.bar is not None
        assert self.task is not None
        if self.loudness > 0:
            self.bar.console.print(safe(f"{outcome}: {name}"), soft_wrap=True)
        task = self.bar.tasks[0]
        pace = f"{task.speed:.1f}/s, {clock(task.time_remaining or 0)} left" if task.speed else ""
        # What stands before it: the bar, two counts, the pace, and the gaps between them.
        room = max(8, self.bar.console.width - 24 - 2 * len(str(task.total)) - 22 - 4)
        self.bar.update(self.task, advance=1, pace=pace, name=_end_of(safe(name), room))

    def relating(self, phase: Phase) -> None:
        """Begin a bar without an end: how many units a step has shows only as it goes."""
        assert self.bar is not None
        assert self.task is not None
        self.bar.reset(self.task, total=None, pace="", name=PHASES[phase])

    def unit(self) -> None:
        """Count on."""
        assert self.bar is not None
        assert self.task is not None
        self.bar.update(self.task, advance=1)

    def done(self, summary: Summary) -> None:
        """Take the bar away and say what was done."""
        self._stop()
        super().done(summary)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        if self.bar is not None:
            self.bar.stop()
            self.bar = None


def display(case: str, loudness: int) -> Display:
    """What fits where standard error leads to."""
    if loudness < 0:
        return Display(case, loudness)
    return (BarDisplay if can_move(sys.stderr) else Lines)(case, loudness)


def clock(seconds: float) -> str:
    """A time span as minutes and seconds, or hours too.

    >>> clock(61.4), clock(3725)
    ('1:01', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def failure_lines(failed: tuple[Failure, ...]) -> Iterator[str]:
    """The reports that could not be read, why, and what to do; those with the same fault together."""
    faults: dict[tuple[str, str | None], list[str]] = {}
    for one in failed:
        faults.setdefault((one.what, one.hint), []).append(one.name)
    for (what, hint), names in faults.items():
        more = f" and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
        yield f"not read: {', '.join(names[:_LISTED])}{more}"
        yield f"  {what}"
        if hint:
            yield f"  hint: {hint}"


def summary_lines(case: str, summary: Summary) -> Iterator[str]:
    """What a run did, and what to do next."""
    path = shlex.quote(case)
    rate = f", {summary.total / summary.seconds:.1f} per second" if summary.seconds > 0.5 and summary.total else ""
    yield f"{case}: {_files(summary.total)} looked at in {summary.seconds:.1f} s{rate}."
    counts = [f"{getattr(summary, key):,} {words}" for key, words in _OUTCOMES.items() if getattr(summary, key)]
    if summary.failed:
        counts.append(f"{len(summary.failed):,} not read")
    if counts:
        yield f"  {', '.join(counts)}"
    yield from _some([f"{one.name}: same text as {one.of}" for one in summary.doubles], path)
    yield from _some([f"{one.name}: kept unread. {one.why}" for one in summary.unread], path)
    if summary.related and summary.related.done:
        told = summary.related
        yield (
            f"  related in {sum(told.seconds.values()):.1f} s: {told.stories:,} "
            f"{'story' if told.stories == 1 else 'stories'}, {told.done.get('story', 0):,} of them compared"
        )
    if summary.passed:
        kinds = ", ".join(f"{suffix or 'no suffix'} {count}" for suffix, count in summary.passed.items())
        yield f"  passed over, because they are no reports: {kinds}"
    if summary.stopped:
        yield "Stopped. What was read until now is kept; the same command goes on from here."
    elif summary.total > len(summary.failed):
        yield f"Next: depesche show {path}"
    elif not summary.total:
        yield "Nothing to read was found. Reports are .txt and .html files."


def _files(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"


def _some(lines: list[str], path: str) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_LISTED])
    if len(lines) > _LISTED:
        yield f"  and {len(lines) - _LISTED:,} more such: depesche show {path} reports"


def _end_of(name: str, room: int) -> str:
    return name if len(name) <= room else f"…{name[1 - room :]}"
