"""A case made by hand, so that what is shown depends on nothing that is read, and ways to run the command."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from itertools import groupby

import pytest
from tests.cli.across import unit

from depesche.cli.app import main
from depesche.errors import ReportError
from depesche.records import (
    Actor,
    Figure,
    Header,
    Position,
    Published,
    Report,
    Source,
    Statement,
    Talk,
    Time,
    digest,
    record_id,
)
from depesche.store.case import Case

LONG = (
    "Die Verkehrsinfrastrukturfinanzierungsgesellschaft der Hafenbehörde sei zu Donaudampfschifffahrts"
    "elektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsgründungen nicht verpflichtet"
)
TEXTS = {
    "2031-03-03_hafenkurier.txt": (
        f"Streit um die Meerenge\n\nDie Außenministerin sagte am Montag: „Wir warten nicht.“\n\n{LONG}.\n"
    ),
    "ordner/bericht über die lage.txt": (
        "Elba droht mit Sperrung\n\nAm Abend drohte der Sprecher \x1b[31mmit\x9b31m einer\u202e Sperrung.\n"
    ),
    "ordner/doppelt.txt": (
        "Elba droht mit Sperrung\n\nAm Abend drohte der Sprecher \x1b[31mmit\x9b31m einer\u202e Sperrung.\n"
    ),
    "fremd.txt": "Ceci n'est pas un texte allemand.\n",
}


def span(report, words):
    start = report.text.index(words)
    return report.span(start, start + len(words))


def said(report, actor, words, mode, act, **rest):
    content = (span(report, words),)
    identity = record_id(report.digest, "statement", content)
    return Statement(identity, mode, content, actor=actor, act=act, confidence=0.8, why="by hand", **rest)


def bare(name, published=None, outlet=None):
    text = TEXTS[name]
    raw = text.encode()
    header = Header(Published(published, None, "by hand" if published else None), outlet)
    source = Source(f"/{name}", "text", digest(raw), "utf-8", "valid UTF-8", 0, "text 1")
    return Report(name, text, source, language="de", header=header)


def first():
    report = bare("2031-03-03_hafenkurier.txt", "2031-03-03", "Hafenkurier")
    monday, kolb = span(report, "Montag"), span(report, "Die Außenministerin")
    statements = (
        said(report, "Mira Kolb", "Wir warten nicht", "direct", "refuse", cue=(span(report, "sagte"),), source=kolb),
        said(report, "Mira Kolb", LONG, "indirect", "assess"),
    )
    times = (Time("t1", monday, "DATE", "2031-03-03", "XXXX-WXX-1"),)
    actors = (Actor("a1", "Mira Kolb", "person", ("die Außenministerin",), "Außenministerin", "Varnia", (kolb,)),)
    return replace(report, statements=statements, times=times, actors=actors)


def second(name="ordner/bericht über die lage.txt"):
    report = bare(name)
    words = "\x1b[31mmit\x9b31m einer\u202e Sperrung"
    speaker = span(report, "der Sprecher")
    statements = (said(report, "Elba", words, "reported", "threaten", cue=(span(report, "drohte"),), source=speaker),)
    times = (Time("t2", span(report, "Abend"), "TIME", "XXXX-XX-XXTEV", "XXXX-XX-XXTEV"),)
    return replace(report, statements=statements, times=times, **hostile(report))


def hostile(report):
    """A talk, a position and a figure whose every word would act on a terminal, and is too long for its column."""
    words = f"\x1b[31mrot\x9b31m\u202e{LONG}"
    evidence = (span(report, "drohte der Sprecher"),)
    talk = Talk("c" * 16, words, (words, f"{words} 2"), "held", evidence, words, words, words, words, why=words)
    position = Position("d" * 16, words, "demand", words, "pro", evidence, words, words, evidence[0], words, why=words)
    figure = Figure("e" * 16, evidence[0], (1.5, 2_000_000_000_000), words, words, words, why=words)
    return {"talks": (talk,), "positions": (position,), "figures": (figure,)}


def unread():
    return replace(bare("fremd.txt"), language="fr", unread="There is no language pack for fr.")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The file of the case made by hand."""
    path = tmp_path_factory.mktemp("made") / "made.depesche"
    with Case.open(path, create=True) as case:
        for report in (first(), second(), second("ordner/doppelt.txt"), unread()):
            case.put(report, reader="by hand")
        problem = ReportError("PDF files (.pdf) are not read yet.", where="alt.pdf", hint="Save it as text.")
        case.fail("alt.pdf", "/alt.pdf", None, problem)
        case.put_units([unit(first(), second())])
    return path


@pytest.fixture
def case(made, tmp_path, monkeypatch):
    """A copy of the case, in a folder of its own that is the working folder."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(made, tmp_path / "made.depesche")
    return "made.depesche"


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it wrote; on a terminal both streams are one."""

    code: int
    out: str
    err: str = ""


@pytest.fixture
def depesche(capsys):
    """Runs a command in this process, as in a pipe."""

    def run(*argv: str) -> Ran:
        capsys.readouterr()
        code = main(argv)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture
def on_terminal():
    """Runs commands, parted by `;`, in a terminal of their own, 80 columns wide; the code is that of the worst."""

    def run(*argv: str, timeout: float = 60, **environment: str) -> Ran:
        keeper, end = pty.openpty()
        variables = {
            key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}
        }
        variables |= {"TERM": "xterm-256color", **environment}
        process = subprocess.Popen(
            ["stty", "cols", "80", "rows", "24"], stdin=end, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        process.wait()
        several = [list(group) for is_gap, group in groupby(argv, key=";".__eq__) if not is_gap] or [[]]
        code = f"import sys; from depesche.cli.app import main; sys.exit(max([main(one) for one in {several}]))"
        process = subprocess.Popen([sys.executable, "-c", code], stdin=end, stdout=end, stderr=end, env=variables)
        os.close(end)
        written = b"".join(_read_all(keeper, timeout))
        os.close(keeper)
        return Ran(process.wait(timeout), written.decode().replace("\r\n", "\n"))

    return run


def _read_all(keeper, timeout):
    """What is written until the other end is closed."""
    while select.select([keeper], [], [], timeout)[0]:
        try:
            data = os.read(keeper, 65536)
        except OSError:  # Linux tells the end of a terminal by an error
            return
        if not data:
            return
        yield data
