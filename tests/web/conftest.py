"""The workbench with the sample case behind it; for programs as a client, for people in Chromium."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from depesche.store.case import Case
from depesche.web.app import make_app
from depesche.web.desk import Desk

HOST = "127.0.0.1:8642"
TOKEN = "secret"


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    """Nobody's own memory of cases is shown or touched."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def case(sample_case, tmp_path) -> Iterator[Case]:
    """The sample case, one's own."""
    path = tmp_path / "talks.depesche"
    shutil.copy(sample_case, path)
    with Case.open(path) as found:
        yield found


@pytest.fixture
def client(case) -> TestClient:
    """Asks as a program that has the token."""
    desk = Desk(case, token=TOKEN, port=8642, hosts=(HOST,))
    return TestClient(
        make_app(desk),
        base_url=f"http://{HOST}",
        headers={"authorization": f"Bearer {TOKEN}"},
        follow_redirects=False,
    )


@contextmanager
def served(case: Case) -> Iterator[str]:
    """Serve a case; gives the address with the token."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
        desk = Desk(case, token=TOKEN, port=port, hosts=(f"127.0.0.1:{port}",))
        server = uvicorn.Server(uvicorn.Config(make_app(desk), log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{port}/?token={TOKEN}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture
def address(case) -> Iterator[str]:
    """The sample case, served."""
    with served(case) as found:
        yield found


class Sheet:
    """A page in the browser that writes down whatever it does beyond showing itself."""

    def __init__(self, browser: Any, address: str, *, width: int = 1280, scheme: str = "light") -> None:
        self.noise: list[str] = []
        self.origin = address.partition("/?")[0]
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en-GB", reduced_motion="reduce"
        )
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.noise.append(f"error {error}"))
        self.page.on("request", self._request)
        self.page.goto(address)

    def _dialog(self, dialog: Any) -> None:
        self.noise.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _console(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.noise.append(f"{message.type} {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.noise.append(f"request {request.url}")

    def go(self, path: str) -> Any:
        """Go to a page of the same server, until nothing loads any more."""
        self.page.goto(self.origin + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def faults(self) -> list[str]:
        """What axe finds that keeps people out, worst kinds only; and whether the page is wider than the screen."""
        from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

        found = Axe().run(self.page).response["violations"]
        heavy = [
            f"{one['id']}: {node['target']}"
            for one in found
            if one["impact"] in {"serious", "critical"}
            for node in one["nodes"]
        ]
        wide = self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        return heavy + (["wider than the screen"] if wide else [])


@pytest.fixture
def open_sheet(browser) -> Iterator[Any]:
    """Open a page of a served case in a browser of its own; every one must stay silent."""
    opened: list[Sheet] = []

    def opening(address: str, **how: Any) -> Sheet:
        opened.append(Sheet(browser, address, **how))
        return opened[-1]

    yield opening
    for one in opened:
        one.context.close()
        assert one.noise == []
