"""The page in a real browser: hostile reports set off nothing, links work, nothing is wider than the screen."""

from __future__ import annotations

import io
from dataclasses import fields, replace
from functools import partial

import pytest
from tests.export.filled import filled

from depesche.export.briefing import Briefing, ReportLine
from depesche.export.page import write_html, write_page
from depesche.export.parts import Part
from depesche.records import Fact, Header, Published

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


@pytest.fixture
def opened(browser, tmp_path):
    """Open a page of reports, and write down whatever it does beyond showing itself."""
    noise: list[str] = []

    def heard(dialog):
        noise.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def open_page(write, *, width=1280, scheme="light"):
        out = io.StringIO()
        write(out)
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


@pytest.fixture
def told(story):
    """How to write the page of a case that has everything that relating may find."""
    return partial(write_html, story)


def hostile(a_raw, a_statement, number, payload):
    """A payload in every place that a report, a table or a person can fill."""
    words = f"Er sagte: {payload} am Montag.\n\n{payload}\n"
    report = a_raw(words, f"{number:02}{payload}.txt")
    statement = a_statement(report, "direct", payload, cue=("sagte",), source="Er", actor=payload)
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
    )


def briefed(reports):
    """A briefing with the payload of each report in every field of every part."""
    found = [filled(Briefing, payload) for payload in PAYLOADS]
    parts = {
        one.name: Part(tuple(line for brief in found for line in getattr(brief, one.name).lines), 99)
        for one in fields(Briefing)
        if one.name not in {"reports", "unread"}
    }
    rows = tuple(
        replace(filled(ReportLine, payload), number=number, double_of=None)
        for number, payload in enumerate(PAYLOADS, start=1)
    )
    return Briefing(rows, tuple(one for brief in found for one in brief.unread), **parts)


def test_hostile_reports_set_off_nothing(opened, a_raw, a_statement):
    """Twenty payloads in texts, names, actors, outlets, and all that relates them: no dialog, no request, no word on the console."""
    open_page, noise = opened
    reports = [hostile(a_raw, a_statement, number, payload) for number, payload in enumerate(PAYLOADS)]
    page = open_page(lambda out: write_page(briefed(reports), reports, out, title="".join(PAYLOADS)))
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    for link in page.query_selector_all("a")[::25]:
        link.dispatch_event("mouseover")
        link.dispatch_event("click")
    page.wait_for_timeout(200)

    assert noise == []
    assert page.evaluate("document.scripts.length + document.images.length + document.styleSheets.length") == 1
    assert page.url.startswith("file://")
    assert PAYLOADS[0] in page.inner_text("body")
    assert "⟦RLO⟧" in page.inner_text("body")


def test_the_measures_of_this_test_do_notice(opened, told):
    """What would be noise is heard: the policy itself speaks up when a script tries to run."""
    open_page, noise = opened
    page = open_page(told)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=https://evil.example/x onerror=alert(1)>')")
    page.wait_for_timeout(200)

    assert any("Content Security Policy" in line or "evil.example" in line for line in noise)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_screen(opened, a_raw, width, scheme):
    """Words that do not end among it, in every part, folded or not."""
    open_page, noise = opened
    endless = replace(a_raw("Donau" * 80, "schiff" * 40), header=Header(title="fahrt" * 60))
    brief = filled(Briefing, "Dampfschiff" * 30)
    row = replace(brief.reports[0], double_of=None)
    page = open_page(
        lambda out: write_page(replace(brief, reports=(row,)), [endless], out, title="fahrt" * 60),
        width=width,
        scheme=scheme,
    )
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(int(part) for part in dark[4:-1].split(",")) < 200) == (scheme == "dark")
    assert noise == []


def test_links_lead_to_the_words(opened, told):
    """Also into a report that the reader has closed; from the margin to the statement and back."""
    open_page, noise = opened
    page = open_page(told)
    page.click("#r1 > summary")
    page.click("#said .src")
    page.wait_for_timeout(200)

    assert page.evaluate("document.querySelector(':target').id") == "r1p2"
    assert page.evaluate("document.querySelector('#r1').open")
    assert page.is_visible("#r1p2")
    page.click("#r1m1 > .no")
    assert page.evaluate("document.querySelector(':target').id") == "r1s1"
    page.click("#r1s1")
    assert page.evaluate("document.querySelector(':target').id") == "r1m1"
    assert noise == []


def test_the_first_screen_says_what_happened(opened, told):
    """Without scrolling, and without opening anything."""
    open_page, _ = opened
    page = open_page(told)

    assert page.locator("#happened .talk").first.bounding_box()["y"] < 400
    assert not page.is_visible("#happened .history")
    page.click("#happened .foot summary")
    assert page.is_visible("#happened .history")


def test_print_shows_what_is_open_and_no_handles(opened, told):
    """What is folded stays away, with the handle that nobody can pull on paper; the reports are all there."""
    open_page, _ = opened
    page = open_page(told)
    page.click("#said .foot summary")
    page.emulate_media(media="print")

    assert page.is_visible("#said .versions")
    assert not page.is_visible("#happened .foot summary")
    assert not page.is_visible("nav")
    assert page.is_visible("#r2p1")


def test_marks_differ_by_more_than_colour(opened, told):
    """A line, a box, weight, dots and dashes: no two kinds of mark look the same to somebody who sees no colour."""
    open_page, _ = opened
    looks = open_page(told).evaluate(
        """[...document.querySelectorAll('.legend li > span')].map(e => {
             const s = getComputedStyle(e);
             return [s.textDecorationLine, s.textDecorationStyle, s.fontWeight, s.borderTopWidth, e.dataset.m].join()
           })"""
    )

    assert len(looks) == 7
    assert len(set(looks)) == 7
