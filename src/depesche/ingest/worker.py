"""Processes of their own for reading what is hostile, with limits on time and memory; they are kept and used again.

What comes back is JSON and bytes, so that a file which takes over that process gains nothing in ours. The two sides speak over pipes in
messages: four bytes of length, then so many bytes. A file goes over as a head and, where it has no path, its bytes; each piece comes back
as a head and its bytes, and a last message says how it ended.
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
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from depesche.errors import ReportError
from depesche.ingest.pieces import Given, Limits, Piece
from depesche.ingest.registry import by_name
from depesche.records import Block, Fact

_LENGTH = struct.Struct(">I")
_START_SECONDS = 60.0


def pieces_of(source: str, given: Given, *, seconds: float, megabytes: int, depth: int = 0) -> Iterator[Piece]:
    """Have a source read a file in another process, and hand on the pieces as they come.

    Args:
        source: its name.
        given: the file.
        seconds: how long a piece may take before the other process is given up and killed.
        megabytes: how much memory it may hold.
        depth: how many files this one lies in; each depth has a process of its own, because the outer file is still being read.

    Raises:
        ReportError: if the file cannot be read, or not within the limits; the pieces that came before stand.

    """
    worker = _WORKERS.take(megabytes, depth)
    try:
        yield from worker.ask(source, given, seconds)
    finally:
        _WORKERS.give_back(worker, megabytes, depth)


class _Worker:
    """Our end of one process. idle: it waits to be asked; one that was left in the middle of a file is no use any more."""

    def __init__(self, megabytes: int) -> None:
        self.owner = os.getpid()
        self.idle = True
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
        ready, _ = self._exchange((), _START_SECONDS)
        if ready is None:
            raise ReportError(
                "The process that takes files apart could not be started.",
                hint="Run depesche doctor to see what is wrong with the installation.",
            )

    def ask(self, source: str, given: Given, seconds: float) -> Iterator[Piece]:
        """Have a file read."""
        self.idle = False
        told: dict[str, Any] = {"name": given.name, "limits": asdict(given.limits), "options": given.options}
        told |= {"source": source, "path": None if given.raw is not None else str(given.path)}
        messages: tuple[bytes, ...] = (json.dumps(told).encode("ascii"), given.raw or b"")
        while True:
            head, late = self._exchange(messages, seconds)
            if head is None:
                raise _given_up(seconds) if late else _too_large()
            answer = json.loads(head)
            if "end" in answer:
                self.idle = True
                if answer["end"]:
                    raise ReportError(str(answer["end"]), hint=answer["hint"])
                return
            body = receive(self.process.stdout) if self.process.stdout else None
            messages = ()
            piece = _unpacked(answer, body)
            # An empty one is a sign of life while much is passed over.
            if piece.text is not None or piece.raw is not None or piece.error:
                yield piece

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self.idle and self.owner == os.getpid() and self.process.poll() is None

    def stop(self) -> None:
        """End the process and let go of its pipes."""
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _exchange(self, messages: tuple[bytes, ...], seconds: float) -> tuple[bytes | None, bool]:
        """Send messages and wait for an answer; the other side is killed when it takes too long."""
        late = threading.Event()
        timer = threading.Timer(seconds, self._give_up, [late])
        timer.daemon = True
        timer.start()
        try:
            reply = self._talk(messages)
        finally:
            timer.cancel()
        if reply is None:
            self.stop()
        return reply, late.is_set() and reply is None

    def _give_up(self, late: threading.Event) -> None:
        late.set()
        self.process.kill()

    def _talk(self, messages: tuple[bytes, ...]) -> bytes | None:
        pipe_in, pipe_out = self.process.stdin, self.process.stdout
        if pipe_in is None or pipe_out is None:
            return None
        try:
            for message in messages:
                send(pipe_in, message)
            return receive(pipe_out)
        except (OSError, ValueError):
            return None


def _given_up(seconds: float) -> ReportError:
    return ReportError(
        f"It took longer than {seconds:g} seconds to take apart and was given up.",
        hint="Copy its text to a .txt file, or set page_seconds in depesche.toml.",
    )


def _too_large() -> ReportError:
    return ReportError(
        "It could not be taken apart within the memory it may use.",
        hint="Copy its text to a .txt file, or set page_megabytes in depesche.toml.",
    )


@dataclass
class _Pool:
    """Processes that wait, by memory limit and depth; a file takes one out while it is read."""

    waiting: dict[tuple[int, int], list[_Worker]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, megabytes: int, depth: int) -> _Worker:
        """One that waits, or a new one."""
        with self.lock:
            there = self.waiting.get((megabytes, depth), [])
            while there:
                worker = there.pop()
                if worker.alive:
                    return worker
                worker.stop()
        return _Worker(megabytes)

    def give_back(self, worker: _Worker, megabytes: int, depth: int) -> None:
        """Keep one that is done; end one that is in the middle of something."""
        if not worker.alive:
            worker.stop()
            return
        with self.lock:
            self.waiting.setdefault((megabytes, depth), []).append(worker)

    def stop(self) -> None:
        """End all that wait."""
        for workers in self.waiting.values():
            for worker in workers:
                worker.stop()
        self.waiting.clear()


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
    """The other process: read files until the pipe is closed."""
    pipe_in, pipe_out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the answers, and Ctrl-C is for our parent to handle.
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import trafilatura  # noqa: F401, PLC0415  before the clock runs

    _limit(megabytes)
    send(pipe_out, b"ready")
    while (head := receive(pipe_in)) is not None and (raw := receive(pipe_in)) is not None:
        asked = json.loads(head)
        path = None if asked["path"] is None else Path(asked["path"])
        given = Given(asked["name"], path, raw if path is None else None, Limits(**asked["limits"]), asked["options"])
        end = _read(asked["source"], given, pipe_out)
        send(pipe_out, json.dumps(end).encode("ascii"))


def _limit(megabytes: int) -> None:
    """Limit the memory of this process, where the operating system can."""
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))


def _read(source: str, given: Given, pipe_out: IO[bytes]) -> dict[str, str | None]:
    """Send every piece of a file; tell how it ended, with an empty string where it ended well."""
    try:
        for piece in by_name(source).function(given):
            told = asdict(piece)
            raw = told.pop("raw")
            told["has_raw"] = raw is not None
            send(pipe_out, json.dumps(told).encode("ascii"))
            send(pipe_out, raw or b"")
    except ReportError as error:
        return {"end": error.what, "hint": error.hint}
    except MemoryError:
        os._exit(1)
    except OSError as error:
        return {"end": f"The file cannot be read: {error.strerror or error}.", "hint": None}
    except BaseException as error:  # noqa: BLE001  whatever a library makes of a hostile file, the next one gets its turn
        return {"end": f"The file could not be taken apart ({type(error).__name__}).", "hint": None}
    return {"end": "", "hint": None}


def _unpacked(told: dict[str, Any], raw: bytes | None) -> Piece:
    """A piece as it came over, each field of the kind it has in `Piece`."""
    has_raw = bool(told.pop("has_raw"))
    told["blocks"] = tuple(Block(**one) for one in told["blocks"])
    told["facts"] = tuple(Fact(**one) for one in told["facts"])
    told["pages"] = tuple(told["pages"])
    return Piece(raw=raw if has_raw else None, **told)
