"""How fast the workbench answers with a large case: `bench_serve.py CASE [SECONDS]`, eight clients at once, then one that reviews."""

from __future__ import annotations

import http.client
import re
import statistics
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

CLIENTS = 8
REVIEWED = 100
PAGES = (
    "/", "/reports", "/reports?words=minister&order=name", "/review", "/review/next", "/review/next?kind=positions",
    "/utterances", "/discrepancies", "/silences", "/lineage", "/timeline", "/positions", "/network", "/talks", "/actors",
    "/issues", "/search?q=Verhandlungen", "/search?q=actor:Merkel", "/runs", "/help",
)  # fmt: skip


class Browser:
    """Asks a server as somebody who has the key."""

    def __init__(self, address: str) -> None:
        there = urlsplit(address)
        self._host, self._port = there.hostname or "", there.port
        self._token = there.query.partition("=")[2]

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str, float]:
        """Status and text of an answer, and how many seconds it took."""
        headers = {"authorization": f"Bearer {self._token}"}
        body = None
        if data is not None:
            headers["content-type"], body = "application/x-www-form-urlencoded", urlencode(data)
        began = time.perf_counter()
        with closing(http.client.HTTPConnection(self._host, self._port, timeout=60)) as connection:
            connection.request("POST" if body is not None else "GET", path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        return answer.status, text, time.perf_counter() - began


def measure(case: Path, seconds: float) -> None:
    """Serve a case, ask for its pages, and tell how long the answers took."""
    depesche = [sys.executable, "-m", "depesche", "serve", str(case), "--no-browser"]
    server = subprocess.Popen(depesche, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        browser = Browser(server.stdout.readline().strip())
        names = re.findall(r'class="title" href="([^"]+)"', browser.ask("/reports?order=name")[1])[:10]
        paths = [*PAGES, *names]
        first = {path: browser.ask(path)[2] for path in paths}
        times = _crowd(browser, paths, seconds)
        _told(first, times, seconds)
        _review(browser)
    finally:
        server.terminate()
        server.wait(20)


def _crowd(browser: Browser, paths: list[str], seconds: float) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {path: [] for path in paths}
    until = time.monotonic() + seconds

    def ask(shift: int) -> None:
        at = shift * 3
        while time.monotonic() < until:
            path = paths[at % len(paths)]
            status, _, took = browser.ask(path)
            assert status == 200, (path, status)
            times[path].append(took)
            at += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return times


def _told(first: dict[str, float], times: dict[str, list[float]], seconds: float) -> None:
    every = [took for some in times.values() for took in some]
    print(
        f"{CLIENTS} clients for {seconds:.0f} s: {len(every):,} pages, median {_ms(statistics.median(every))}, p95 {_ms(_p95(every))}"
    )
    print(f"{'page':44} {'first ms':>9} {'median':>9} {'p95':>9}")
    for path, some in times.items():
        if some:
            print(
                f"{path[:44]:44} {1000 * first[path]:9.0f} {1000 * statistics.median(some):9.0f} {1000 * _p95(some):9.0f}"
            )


def _review(browser: Browser) -> None:
    """Accept one record after another, each time until the next one stands there."""
    _, page, _ = browser.ask("/review/next")
    times = []
    for _ in range(REVIEWED):
        found = re.search(r'action="([^"]+)" data-record', page)
        assert found is not None
        action = found[1].replace("&amp;", "&")
        status, page, took = browser.ask(action, {"verdict": "accept", "part": "1", "seen": "0"})
        assert status == 200
        times.append(took)
    print(f"accept to next record, {REVIEWED} times: median {_ms(statistics.median(times))}, p95 {_ms(_p95(times))}")


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


if __name__ == "__main__":
    measure(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60.0)
