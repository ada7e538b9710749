"""Hostile news, foreign websites, careless programs: a sample of what `make soak` tries at length."""

from __future__ import annotations

import hashlib
import random
import threading
from pathlib import Path

import pytest
from tests.web.conftest import HOST, TOKEN, served
from tests.web.hostile import PAYLOADS, hostile_case

from depesche.store.case import Case
from depesche.web.app import inner
from depesche.web.ways import ways

PATHS = [way.path for _, group in ways() for way in group]
HOSTS = [
    "evil.example", "127.0.0.1.evil.example:8642", "127.0.0.1", "127.0.0.1:80", "localhost:1", "[::1]:8642", "0.0.0.0:8642",
    "127.0.0.1:8642.evil.example", "127.0.0.1:8642@evil.example", "", " 127.0.0.1:8642", "2130706433:8642",
]  # fmt: skip
FOREIGN = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"},
]


def routes(client, method):
    """Every address of the description, and of the pages, that takes a method."""
    app = inner(client.app._desk)
    found = {(route.path, way) for route in _flat(app.routes) for way in getattr(route, "methods", ()) or ()}
    return sorted(path for path, way in found if way == method)


def _flat(routes):
    for route in routes:
        inside = getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", None)
        yield from _flat(inside) if inside else (route,)


def filled(path):
    """An address with something for each of its parts."""
    parts = {"{name:path}": "x.txt", "{what}": "lineage", "{form}": "csv", "{verb}": "undo", "{number}": "1"}
    for part, value in parts.items():
        path = path.replace(part, value)
    return path.replace("{called}", "f" * 16).replace("{record}", "f" * 16)


@pytest.mark.parametrize("host", HOSTS)
def test_another_name_is_refused(client, host):
    """Whatever is asked for."""
    for path in ("/", "/api/v1/case", "/static/app.js"):
        assert client.get(path, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("headers", FOREIGN)
def test_no_website_changes_anything(client, case, headers):
    """On every route that could."""
    found = routes(client, "POST")
    before = hashlib.sha256(case.path.read_bytes()).hexdigest()

    assert len(found) > 10
    assert {client.post(filled(path), headers=headers).status_code for path in found} == {403}
    assert hashlib.sha256(case.path.read_bytes()).hexdigest() == before


def test_no_get_changes_anything(client, case):
    """Every address twice, with something for each of its parts; the file stays as it is."""
    client.get("/search?q=x")  # takes in what a build left
    before = hashlib.sha256(case.path.read_bytes()).hexdigest()
    found = routes(client, "GET")
    for path in [*found, *found]:
        if "events" not in path:
            client.get(filled(path))

    assert len(found) > 30
    assert hashlib.sha256(case.path.read_bytes()).hexdigest() == before


def test_hostile_reports_are_inert(tmp_path, open_sheet):
    """In title, body, byline, actor and file name, on every page: nothing runs, nothing is fetched, nothing is reported."""
    with hostile_case(tmp_path / "x.depesche", random.Random(1).sample(PAYLOADS, 20)) as case, served(case) as address:
        sheet = open_sheet(address)
        names = [row.name for row in case.rows()]
        pages = [
            *PATHS,
            "/search?q=Genf",
            "/review/next?order=place",
            *(f"/reports/{_quoted(name)}" for name in names[:6]),
        ]
        for path in pages:
            sheet.go(path)
        assert sheet.page.evaluate("window.hit") is None


def _quoted(name):
    from urllib.parse import quote  # noqa: PLC0415

    return quote(name.encode("utf-8", "replace"))


def test_odd_addresses_are_answered(client):
    """Random words as filters, searches, orders and places are no mistake of ours."""
    rng = random.Random(2)
    letters = "abcÄ%&='\"<>/\\.;:*-()[]{}|\x00\u202e😀 0123456789"
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
        "slide",
        "month",
        "at",
        "record",
        "least",
    )
    for _ in range(120):
        words = "".join(rng.choice(letters) for _ in range(rng.randint(1, 30)))
        answer = client.get(rng.choice(PATHS), params={rng.choice(names): words})
        assert answer.status_code in {200, 400, 404, 422}, answer.url


def test_the_description_is_kept(client):
    """Schemathesis tries every route of the interface for programs: no error of ours, nothing undocumented."""
    schemathesis = pytest.importorskip("schemathesis")
    schema = schemathesis.openapi.from_asgi(
        "/api/openapi.json", client.app, headers={"host": HOST, "authorization": f"Bearer {TOKEN}"}
    )
    checks = (schemathesis.checks.not_a_server_error, schemathesis.checks.status_code_conformance)

    for operation in schema.get_all_operations():
        _try(operation.ok(), checks)


def _try(operation, checks):
    from hypothesis import HealthCheck, given, settings  # noqa: PLC0415

    @settings(max_examples=4, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def once(case):
        case.call_and_validate(checks=list(checks), headers={"host": HOST, "authorization": f"Bearer {TOKEN}"})

    once()


def _rules(ids, who):
    return lambda own: [own.rule(record, "accept", who) for record in ids]


def _reads(own):
    for _ in range(20):
        list(own.statements())
        own.queue("me")


def _writes(own):
    report = own.as_read("laterne_10.txt")
    for number in range(8):
        own.put(report, reader=str(number))


def _apart(path, work, faults):
    """Do something with a case that is opened for itself."""

    def run():
        try:
            with Case.open(path) as own:
                work(own)
        except BaseException as error:  # noqa: BLE001 (told by who waits)
            faults.append(error)

    return threading.Thread(target=run)


def test_a_writer_readers_and_a_reviewer_do_not_lose_anything(case):
    """At once, each with the file open for itself: no decision is lost, nobody sees a lock."""
    ids = [item.record for item in case.queue("me", limit=12)]
    faults: list[BaseException] = []
    works = (_rules(ids, "Ada"), _rules(ids, "Bo"), _reads, _reads, _writes)
    threads = [_apart(case.path, work, faults) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert faults == []
    assert {who: len(ids) for who in ("Ada", "Bo")} == dict(case.coders())


def test_paths_are_contained(client, tmp_path):
    """No address leads to a file that is not ours."""
    (tmp_path / "secret.txt").write_text("geheim", encoding="utf-8")
    for lead in ("/static/", "/reports/", "/export/", "/download/"):
        for way in ("../", "..%2f", "%2e%2e/", "..\\", "....//", "/"):
            for name in ("../../../../etc/passwd", str(tmp_path / "secret.txt"), "secret.txt"):
                answer = client.get(f"{lead}{way}{name}")
                assert answer.status_code in {400, 404, 405, 422}
                assert "geheim" not in answer.text
                assert "root:" not in answer.text
    assert Path(tmp_path / "secret.txt").exists()
