"""The page in a real browser: hostile reports set off nothing, links work, nothing is wider than the screen."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from depesche.export.briefing import Unread, briefing_of
from depesche.export.page import write_page
from depesche.records import Fact, Figure, Header, Position, Published, Talk, Time

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea></xmp></noscript><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='https://evil.example/x'></object>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/><form action=x><button autofocus onfocus=alert(1)>",
    'x" style="background:url(https://evil.example/x)" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% for x in [] %}${7*7}<%= 7 %>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>",
    "\u202e<script>alert(1)</script>\u202c\u2066",
    "<scr\x00ipt>alert(1)</scr\x00ipt>\x1b]0;x\x07\ud800\ufeff",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, or a visible skip."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as tools:
        found = tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def opened(browser, tmp_path):
    """Open a page of reports, and write down whatever it does beyond showing itself."""
    noise: list[str] = []

    def heard(dialog):
        noise.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def open_page(reports, *, width=1280, scheme="light", failures=(), title="Talks"):
        out = io.StringIO()
        write_page(briefing_of(reports, failures=failures), reports, out, title=title)
        path = tmp_path / "page.html"
        path.write_text(out.getvalue(), encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.on("dialog", heard)
        page.on("console", lambda message: noise.append(f"console {message.text}"))
        page.on("pageerror", lambda error: noise.append(f"error {error}"))
        page.on("popup", lambda popup: noise.append(f"popup {popup.url}"))
        page.on("request", lambda request: noise.append(f"request {request.url}"))
        page.goto(path.as_uri())
        assert noise.pop(0) == f"request {path.as_uri()}"
        return page

    yield open_page, noise
    for context in browser.contexts:
        context.close()


def hostile(a_raw, a_statement, number, payload):
    """A payload in every place that a report, a table or a person can fill."""
    words = f"Er sagte: {payload} am Montag.\n\n{payload}\n"
    report = a_raw(words, f"{number:02}{payload}.txt")
    statement = a_statement(report, "direct", payload, cue=("sagte",), source="Er", actor=payload)
    [time] = (report.span(at := words.index("Montag"), at + 6),)
    return replace(
        report,
        language=payload,
        unread=payload,
        facts=(Fact("outlet", payload, payload),),
        header=Header(
            Published(payload, (payload, payload), payload), payload, (payload,), (payload,), (payload,), title=payload
        ),
        statements=(
            statement,
            replace(statement, id=payload, mode=payload, act=payload, via=statement.content[0], actor=f"{payload}!"),
        ),
        times=(Time(payload, time, "DATE", payload, payload),),
        talks=(
            Talk(
                payload,
                payload,
                (payload, f"{payload}!"),
                payload,
                (time,),
                payload,
                payload,
                payload,
                payload,
                time,
                (time,),
                why=payload,
            ),
        ),
        positions=(
            Position(payload, payload, payload, payload, payload, (time,), payload, payload, time, payload, payload),
        ),
        figures=(Figure(payload, time, (1.0, 2.0), payload, payload, payload, why=payload),),
    )


def test_hostile_reports_set_off_nothing(opened, a_raw, a_statement):
    """Twenty payloads in texts, names, actors, outlets: no dialog, no request, no word on the console."""
    open_page, noise = opened
    reports = [hostile(a_raw, a_statement, number, payload) for number, payload in enumerate(PAYLOADS)]
    page = open_page(reports, failures=[Unread(*PAYLOADS[:3])], title="".join(PAYLOADS))
    for link in page.query_selector_all("a")[::5]:
        link.dispatch_event("mouseover")
        link.dispatch_event("click")
    page.wait_for_timeout(200)

    assert noise == []
    assert page.evaluate("document.scripts.length + document.images.length + document.styleSheets.length") == 1
    assert page.url.startswith("file://")
    assert PAYLOADS[0] in page.inner_text("body")
    assert "⟦RLO⟧" in page.inner_text("body")


def test_the_measures_of_this_test_do_notice(opened, reports):
    """What would be noise is heard: the policy itself speaks up when a script tries to run."""
    open_page, noise = opened
    page = open_page(reports)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=https://evil.example/x onerror=alert(1)>')")
    page.wait_for_timeout(200)

    assert any("Content Security Policy" in line or "evil.example" in line for line in noise)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_screen(opened, reports, a_raw, width, scheme):
    """A word that does not end among it."""
    open_page, noise = opened
    endless = replace(a_raw("Donau" * 80, "schiff" * 40), header=Header(title="fahrt" * 60))
    page = open_page([*reports, endless], width=width, scheme=scheme)

    assert page.evaluate("document.documentElement.scrollWidth") == width
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in dark[4:-1].split(",")) < 200) == (scheme == "dark")
    assert noise == []


def test_links_lead_to_the_words_and_back(opened, reports):
    """Also into a report that the reader has closed."""
    open_page, noise = opened
    page = open_page(reports)
    page.click("#r1 > summary")
    page.click("#s3 > .no")
    page.wait_for_timeout(200)

    assert page.evaluate("document.querySelector(':target').id") == "p3"
    assert page.evaluate("document.querySelector('#r1').open")
    assert page.is_visible("#p3")
    page.click("#p3")
    assert page.evaluate("document.querySelector(':target').id") == "s3"
    assert noise == []


def test_marks_differ_by_more_than_colour(opened, reports):
    """A line, a box, weight, dots and dashes: no two kinds of mark look the same to somebody who sees no colour."""
    open_page, _ = opened
    looks = open_page(reports).evaluate(
        """[...document.querySelectorAll('.legend li > span')].map(e => {
             const s = getComputedStyle(e);
             return [s.textDecorationLine, s.textDecorationStyle, s.fontWeight, s.borderTopWidth, e.dataset.m].join()
           })"""
    )

    assert len(looks) == 7
    assert len(set(looks)) == 7
