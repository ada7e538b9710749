"""The server as it is started: one line with its address, safe by default, clear where it cannot start."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from urllib.parse import urlsplit

import httpx2
import psutil
import pytest

from depesche.cli.serve import last
from depesche.run.recent import recent, remember
from depesche.store.case import Case


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """Nobody's own memory of cases is touched."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path):
    Case.open(tmp_path / "a.depesche", create=True).close()
    return tmp_path / "a.depesche"


def started(*argv):
    return subprocess.Popen(
        [sys.executable, "-m", "depesche", "serve", *argv],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )


def test_it_serves_until_it_is_interrupted(path):
    """The address with its token opens the door once; then the browser has the key."""
    server = started(str(path), "--no-browser")
    try:
        line = server.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{20,}", line)
        there = urlsplit(line)
        with closing(http.client.HTTPConnection(there.hostname, there.port, timeout=20)) as connection:
            connection.request("GET", "/")
            refused = connection.getresponse()
            refused.read()
            connection.request("GET", f"/?{there.query}")
            entered = connection.getresponse()
            entered.read()
            assert (refused.status, entered.status) == (403, 303)
            connection.request("GET", "/", headers={"cookie": entered.headers["set-cookie"].split(";")[0]})
            home = connection.getresponse()
            home.read()
            assert home.status == 200
        assert recent() == [path]
    finally:
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate(timeout=20)
    assert server.returncode in {0, 130}
    assert "Traceback" not in errors


@pytest.mark.parametrize("ended_by", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_build_outlives_its_server(path, ended_by):
    """Not while a page listens to how it goes, and not if the server is killed; what was read is kept, and nothing is said twice."""
    server = started(str(path), "--no-browser")
    there = urlsplit(server.stdout.readline().strip())
    token = there.query.partition("=")[2]
    address = f"http://{there.hostname}:{there.port}"
    with httpx2.Client(base_url=address, headers={"authorization": f"Bearer {token}"}, timeout=60) as client:
        texts = [f"Auental - „Wir zahlen nicht“, sagte Ada Brenn am {day}. Mai 2031.\n" * 40 for day in range(1, 31)]
        sent = [("files", (f"{place}.txt", text)) for place, text in enumerate(texts)]
        assert client.post("/reports", files=sent).status_code == 303
        with client.stream("GET", "/runs/1/events") as stream:
            lines = stream.iter_lines()
            while '"done": 0' in (line := next(lines)) or not line:
                pass
            children = psutil.Process(server.pid).children(recursive=True)
            server.send_signal(ended_by)
            _, errors = server.communicate(timeout=20)
    gone, alive = psutil.wait_procs(children, timeout=20)

    assert gone
    assert alive == []
    assert "Traceback" not in errors
    with Case.open(path) as case:
        assert 0 < len(list(case.rows())) < len(texts)


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--host", "0.0.0.0"], 2, "Other machines would reach the case"),
        (["--host", "0.0.0.0", "--token", "short"], 2, "too easy to guess"),
        (["--token", "mit Leerzeichen und ä!"], 2, "too easy to guess"),
        (["--host", "203.0.113.7", "--token", "a" * 20], 4, "cannot be opened"),
    ],
)
def test_what_is_unsafe_or_impossible_does_not_start(path, options, code, words):
    """It says why, and what to do."""
    ran = started(str(path), "--no-browser", *options)
    _, errors = ran.communicate(timeout=30)

    assert (ran.returncode, words in errors) == (code, True)


def test_a_port_that_is_taken_is_told(path):
    """With the way out."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        ran = started(str(path), "--no-browser", "--port", str(other.getsockname()[1]))
        _, errors = ran.communicate(timeout=30)

    assert (ran.returncode, "leave --port out" in errors) == (4, True)


def test_the_last_case_is_opened(path, tmp_path, monkeypatch):
    """Else the only one here, else a new one; where there are several nobody guesses."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert last() == ("talks.depesche", True)
    Case.open(empty / "b.depesche", create=True).close()
    assert last() == ("b.depesche", False)
    Case.open(empty / "c.depesche", create=True).close()
    assert last() is None
    remember(path)
    assert last() == (str(path), False)
    path.unlink()
    assert last() is None


def test_what_was_remembered_may_be_nonsense(state):
    """A file that somebody broke is no reason not to start; of many cases the last ten are kept."""
    (state / "depesche").mkdir(parents=True)
    for broken in ("{", '{"a": 1}', "[1, null]", '["\\u0000"]'):
        (state / "depesche" / "recent.json").write_text(broken, encoding="utf-8")
        assert recent() == []
    paths = [state / f"{n}.depesche" for n in range(12)]
    for one in paths:
        one.touch()
        remember(one)
    assert recent() == paths[:1:-1]
