"""A process of its own for taking pages apart, with limits on time and memory; it is kept and used again.

What comes back is JSON, so that a page which takes over that process gains nothing in ours. The two sides speak over
pipes: four bytes of length, then so many bytes.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, field
from typing import IO

from depesche.errors import ReportError
from depesche.ingest.page import Page, take_apart
from depesche.records import Block, Fact

_LENGTH = struct.Struct(">I")
_START_SECONDS = 60.0


def take_apart_safely(page: str, *, seconds: float, megabytes: int) -> Page:
    """Take a page apart in another process.

    Args:
        page: the decoded page.
        seconds: when the other process is given up and killed.
        megabytes: how much memory it may hold.

    Raises:
        ReportError: if the page cannot be read, or not within the limits.

    """
    return _WORKERS.get(megabytes).ask(page, seconds)


class _Worker:
    """Our end of one process."""

    def __init__(self, megabytes: int) -> None:
        self.owner = os.getpid()
        # The parent's module path is handed on, and the working folder kept off it: reports may lie there.
        path = os.pathsep.join(entry for entry in sys.path if entry)
        code = f"from depesche.ingest.worker import serve; serve({megabytes:d})"
        self.process = subprocess.Popen(  # noqa: S603  our own interpreter and code
            [sys.executable, "-P", "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        ready, _ = self._exchange(None, _START_SECONDS)
        if ready is None:
            raise ReportError(
                "The process that takes pages apart could not be started.",
                hint="Run depesche doctor to see what is wrong with the installation.",
            )

    def ask(self, page: str, seconds: float) -> Page:
        """Have a page taken apart."""
        reply, late = self._exchange(page.encode("utf-8", "replace"), seconds)
        if late:
            raise ReportError(
                f"The page took longer than {seconds:g} seconds to take apart and was given up.",
                hint="Copy its text to a .txt file, or set page_seconds in depesche.toml.",
            )
        if reply is None:
            raise ReportError(
                "The page could not be taken apart within the memory it may use.",
                hint="Copy its text to a .txt file, or set page_megabytes in depesche.toml.",
            )
        return _unpacked(json.loads(reply))

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self.process.poll() is None

    def stop(self) -> None:
        """End the process and let go of its pipes."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _exchange(self, message: bytes | None, seconds: float) -> tuple[bytes | None, bool]:
        """Send a message and wait for the answer; the other side is killed when it takes too long."""
        late = threading.Event()
        timer = threading.Timer(seconds, self._give_up, [late])
        timer.daemon = True
        timer.start()
        try:
            reply = self._talk(message)
        finally:
            timer.cancel()
        if reply is None:
            self.stop()
        return reply, late.is_set() and reply is None

    def _give_up(self, late: threading.Event) -> None:
        late.set()
        self.process.kill()

    def _talk(self, message: bytes | None) -> bytes | None:
        pipe_in, pipe_out = self.process.stdin, self.process.stdout
        if pipe_in is None or pipe_out is None:
            return None
        try:
            if message is not None:
                send(pipe_in, message)
            return receive(pipe_out)
        except (OSError, ValueError):
            return None


@dataclass
class _Pool:
    """One process per memory limit and per process of ours; started when the first page comes."""

    workers: dict[int, _Worker] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, megabytes: int) -> _Worker:
        with self.lock:
            worker = self.workers.get(megabytes)
            if worker and (not worker.alive or worker.owner != os.getpid()):
                worker.stop()
                worker = None
            if worker is None:
                worker = self.workers[megabytes] = _Worker(megabytes)
            return worker

    def stop(self) -> None:
        for worker in self.workers.values():
            worker.stop()
        self.workers.clear()


_WORKERS = _Pool()
atexit.register(_WORKERS.stop)


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message with its length in front."""
    pipe.write(_LENGTH.pack(len(message)) + message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Read a message; None when the other side is gone."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size: int = _LENGTH.unpack(head)[0]
    body = pipe.read(size)
    return body if len(body) == size else None


def serve(megabytes: int) -> None:
    """The other process: take pages apart until the pipe is closed."""
    pipe_in, pipe_out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the answers, and Ctrl-C is for our parent to handle.
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import trafilatura  # noqa: F401, PLC0415  before the clock runs

    _limit(megabytes)
    send(pipe_out, b"ready")
    while (message := receive(pipe_in)) is not None:
        send(pipe_out, json.dumps(_answer(message)).encode("ascii"))


def _limit(megabytes: int) -> None:
    """Limit the memory of this process, where the operating system can."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))


def _answer(message: bytes) -> dict[str, object]:
    try:
        return asdict(take_apart(message.decode("utf-8")))
    except ReportError as error:
        return {"what": error.what, "hint": error.hint}
    except MemoryError:
        os._exit(1)
    except Exception as error:  # noqa: BLE001  whatever a library makes of a hostile page, the next page gets its turn
        return {"what": f"The page could not be taken apart ({type(error).__name__}).", "hint": None}


def _unpacked(reply: dict[str, object]) -> Page:
    if "what" in reply:
        raise ReportError(str(reply["what"]), hint=str(reply["hint"]) if reply["hint"] else None)
    blocks = tuple(Block(**one) for one in reply["blocks"])  # type: ignore[attr-defined]
    stated = tuple(Fact(**one) for one in reply["facts"])  # type: ignore[attr-defined]
    return Page(str(reply["text"]), blocks, stated, str(reply["extractor"]))
