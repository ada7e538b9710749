"""A web server on this machine for tests, which answers what it is told to."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from depesche.ingest.fetch import FetchLimits, FetchState

QUICK = FetchLimits(bytes=100_000, seconds=2, delay=0)


class Handler(BaseHTTPRequestHandler):
    """Answers what the test put under a path: bytes, (status, headers, body), or a function that writes as it likes."""

    def do_GET(self):
        server: Any = self.server
        server.seen.append((self.path, dict(self.headers)))
        answer = server.answers.get(self.path, (404, {}, b""))
        if callable(answer):
            answer(self)
            return
        status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def serving(answers):
    """A server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.answers, server.seen = answers, []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def at(server, path="/a", host="127.0.0.1"):
    return f"http://{host}:{server.server_port}{path}"


def a_state(server, **more):
    return FetchState(
        allow=frozenset({f"127.0.0.1:{server.server_port}", f"elbe.example:{server.server_port}"}), **more
    )
