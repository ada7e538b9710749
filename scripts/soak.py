"""Tries the workbench at length, and says how each gate was met: `make soak`. Figures go into docs/web.md.

The names of the gates are those of the threat model: hostile payloads on every page (S1), foreign hosts and websites (S2), GETs that
change nothing (S3), random words (S9), everybody at once (C3), the description of the interface (F2), axe (Q2). Each is a test of the suite
with a sample; here they run in full.
"""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402
from starlette.testclient import TestClient  # noqa: E402
from tests.conftest import CHROMIUM, FLAGS, SAMPLE  # noqa: E402
from tests.web.conftest import HOST, TOKEN, Sheet, served  # noqa: E402
from tests.web.hostile import PAYLOADS, hostile_case  # noqa: E402
from tests.web.test_hardening import FOREIGN, HOSTS, filled, routes  # noqa: E402

from depesche.export import registry  # noqa: E402
from depesche.run.local import build  # noqa: E402
from depesche.settings import Settings  # noqa: E402
from depesche.store.case import Case  # noqa: E402
from depesche.web.app import make_app  # noqa: E402
from depesche.web.desk import Desk  # noqa: E402
from depesche.web.ways import ways  # noqa: E402

PATHS = [way.path for _, group in ways() for way in group]
SECONDS = 60  # of everybody at once
WORDS = 1_000


def main() -> int:
    """Run all gates; the exit code is the number of those that were not met."""
    failed = 0
    for name, gate in _gates().items():
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                told = gate(Path(folder))
            except AssertionError as error:
                told, failed = f"NOT MET: {error}", failed + 1
        print(f"{name}  {told}  ({time.monotonic() - began:.0f} s)", flush=True)
    return failed


def _gates() -> dict[str, Callable[[Path], str]]:
    every: dict[str, Callable[[Path], str]] = {"S1": _payloads, "S2": _foreign, "S3": _gets, "S9": _random_words}
    every |= {"C3": _together, "F2": _described, "Q2": _for_everybody}
    asked = sys.argv[1:]
    return {name: gate for name, gate in every.items() if not asked or name in asked}


@contextmanager
def _sheet(address: str, **how: Any) -> Iterator[Sheet]:
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Sheet(browser, address, **how)
        browser.close()


def _sample(folder: Path) -> Case:
    case = Case.open(folder / "sample.depesche", create=True)
    build(case, [str(SAMPLE)], settings=Settings())
    return case


def _client(case: Case) -> TestClient:
    desk = Desk(case, token=TOKEN, port=8642, hosts=(HOST,))
    bearer = {"authorization": f"Bearer {TOKEN}"}
    return TestClient(make_app(desk), base_url=f"http://{HOST}", headers=bearer, follow_redirects=False)


def _payloads(folder: Path) -> str:
    """Every payload in every field, on every page and in every export that a browser opens."""
    looked = 0
    with hostile_case(folder / "x.depesche", PAYLOADS) as case, served(case) as address, _sheet(address) as sheet:
        reports = [f"/reports/{quote(row.name.encode('utf-8', 'replace'))}" for row in case.rows()]
        queue = [f"/review/next?record={item.record}" for item in case.queue("me", limit=len(PAYLOADS))]
        lists = [f"{path}?after={at}" for path in PATHS for at in range(0, len(PAYLOADS), 25)]
        for path in [*lists, *reports, *queue, "/search?q=Genf"]:
            sheet.page.goto(sheet.origin + path)
            looked += 1
        page = folder / "x.html"
        registry.write(case, "html", page)
        sheet.page.goto(page.as_uri())
        noise = [one for one in sheet.noise if "file:" not in one]
        assert noise == [], noise[:3]
    return f"{len(PAYLOADS)} payloads on {looked} pages: 0 dialogs, 0 reports of the policy, 0 foreign requests"


def _foreign(folder: Path) -> str:
    with _sample(folder) as case:
        client = _client(case)
        unsafe = [filled(path) for path in routes(client, "POST")]
        for host in HOSTS:
            assert client.get("/", headers={"host": host}).status_code == 400, host
        for headers in FOREIGN:
            for path in unsafe:
                assert client.post(path, headers=headers).status_code == 403, (path, headers)
    return f"{len(HOSTS)} hosts: all 400; {len(FOREIGN)} foreign requests on {len(unsafe)} routes: all 403"


def _gets(folder: Path) -> str:
    with _sample(folder) as case:
        client = _client(case)
        before = hashlib.sha256(case.path.read_bytes()).hexdigest()
        found = [filled(path) for path in routes(client, "GET") if "events" not in path]
        for path in [*found, *found]:
            client.get(path)
        assert hashlib.sha256(case.path.read_bytes()).hexdigest() == before
    return f"{len(found)} addresses twice: the file is the same"


def _random_words(folder: Path) -> str:
    rng = random.Random(3)
    letters = "abcdeÄß%&='\"<>/\\.;:*-()[]{}|\x00\u202e😀 0123456789"
    names = (
        "q",
        "words",
        "actor",
        "report",
        "since",
        "until",
        "kind",
        "order",
        "after",
        "mode",
        "month",
        "at",
        "record",
    )
    times = []
    with _sample(folder) as case:
        client = _client(case)
        for _ in range(WORDS):
            words = "".join(rng.choice(letters) for _ in range(rng.randint(1, 40)))
            began = time.perf_counter()
            answer = client.get(rng.choice(["/search", *PATHS]), params={rng.choice(names): words})
            times.append(time.perf_counter() - began)
            assert answer.status_code in {200, 400, 404, 422}, answer.url
    return f"{WORDS} random strings: 0 errors of ours; median {1000 * statistics.median(times):.0f} ms, p95 {1000 * _p95(times):.0f} ms"


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


class _Crowd:
    """Many who do something with a case for a while, each with the file open for itself."""

    def __init__(self, path: Path, seconds: float) -> None:
        self.path, self.until = path, time.monotonic() + seconds
        self.faults: list[BaseException] = []
        self.read = self.written = 0

    def all(self, works: list[Callable[[Case], None]]) -> None:
        """Let all of them work, and wait for their end."""
        threads = [threading.Thread(target=self._apart, args=(work,)) for work in works]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    def _apart(self, work: Callable[[Case], None]) -> None:
        try:
            with Case.open(self.path) as own:
                work(own)
        except BaseException as error:  # noqa: BLE001 (told by who waits)
            self.faults.append(error)

    def reads(self, own: Case) -> None:
        """Goes through all statements and the queue, again and again."""
        while time.monotonic() < self.until:
            list(own.statements())
            own.queue("me")
            self.read += 1

    def writes(self, own: Case) -> None:
        """Puts a report anew, again and again."""
        report = own.as_read("laterne_10.txt")
        while time.monotonic() < self.until:
            self.written += 1
            own.put(report, reader=str(self.written))


def _rules(ids: list[str], who: str) -> Callable[[Case], None]:
    def work(own: Case) -> None:
        for record in ids:
            own.rule(record, "accept", who)

    return work


def _together(folder: Path) -> str:
    """A writer, eight readers and two reviewers."""
    with _sample(folder) as case:
        path = case.path
        ids = [item.record for item in case.queue("me", limit=150)]
    crowd = _Crowd(path, SECONDS)
    crowd.all([crowd.writes, *[crowd.reads] * 8, _rules(ids, "Ada"), _rules(ids, "Bo")])
    assert crowd.faults == [], crowd.faults[:2]
    with Case.open(path) as case:
        assert dict(case.coders()) == {"Ada": len(ids), "Bo": len(ids)}
        assert case.sound()
    done = f"{crowd.written} writes, {crowd.read} readings, {2 * len(ids)} rulings"
    return f"{done} in {SECONDS} s: 0 locks shown, 0 rulings lost"


def _described(folder: Path) -> str:
    import schemathesis  # noqa: PLC0415
    from hypothesis import HealthCheck, given, settings  # noqa: PLC0415

    number = 0
    with _sample(folder) as case:
        client = _client(case)
        bearer = {"host": HOST, "authorization": f"Bearer {TOKEN}"}
        schema = schemathesis.openapi.from_asgi("/api/openapi.json", client.app, headers=bearer)
        checks = [schemathesis.checks.not_a_server_error, schemathesis.checks.status_code_conformance]
        for operation in schema.get_all_operations():
            strategy = operation.ok().as_strategy()

            @settings(max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            @given(case=strategy)
            def once(case: Any) -> None:
                case.call_and_validate(checks=checks, headers=bearer)

            once()
            number += 1
    return f"{number} operations with up to 200 examples each: 0 errors of ours, 0 undocumented answers"


def _for_everybody(folder: Path) -> str:
    looked = 0
    with _sample(folder) as case, served(case) as address:
        record = case.queue("me")[0].record
        report = next(case.rows()).name
        actor, utterance = next(iter(case.cast())).id, next(iter(case.utterances())).id
        more = [
            f"/reports/{report}", f"/review/next?record={record}", "/review/agreement", "/review/unmatched", f"/actors/{actor}",
            f"/utterances/{utterance}", f"/sides?a={report}&b={report}", "/search?q=Genf",
        ]  # fmt: skip
        for width in (390, 1280):
            for scheme in ("light", "dark"):
                with _sheet(address, width=width, scheme=scheme) as sheet:
                    for path in [*PATHS, *more]:
                        sheet.go(path)
                        assert sheet.faults() == [], path
                        looked += 1
                    assert sheet.noise == [], sheet.noise[:2]
    return f"{looked} pages at two widths, light and dark: axe finds nothing serious, none is wider than the screen"


if __name__ == "__main__":
    sys.exit(main())
