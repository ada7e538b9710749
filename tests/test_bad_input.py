"""Bad input of every kind gets a clear message, or is read all the same, and harms nothing beside it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from depesche.records import Report, spans_of
from depesche.run.local import build
from depesche.run.progress import Silent, StepOutcome, Summary
from depesche.settings import Settings
from depesche.store.case import Case

GOOD = "Die Gespräche in Genf gehen weiter. „Wir sind nicht zufrieden“, sagte Ministerin Anna Beispiel am Montag."
Make = Callable[[Path], object]


@dataclass(frozen=True)
class Outcome:
    """What came of a build: the failures by report with their words, and the reports that were taken."""

    summary: Summary
    failures: dict[str, str]
    reports: dict[str, Report]


def built(folder: Path, *more: str, settings: Settings | None = None, progress: Silent | None = None) -> Outcome:
    """Build a case from a folder, with everything on."""
    with Case.open(folder.parent / "fall.depesche", create=True) as case:
        summary = build(case, [str(folder), *more], settings=settings or Settings(), progress=progress)
        failures = {one.name: f"{one.what} {one.hint or ''}" for one in summary.failed}
        return Outcome(summary, failures, {one.name: one for one in case.reports()})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good report at either end."""
    below = tmp_path / "berichte"
    below.mkdir()
    for name in ("a.txt", "z.txt"):
        (below / name).write_text(f"{GOOD} Bericht {name}.", encoding="utf-8")
    return below


def unharmed(outcome: Outcome) -> None:
    """The good reports beside it were read as ever."""
    for name in ("a.txt", "z.txt"):
        assert any("nicht zufrieden" in part.text for one in outcome.reports[name].statements for part in one.content)


def large(path: Path) -> None:
    """A file that is large on paper and takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(100_000_000)


REFUSED: dict[str, tuple[str, Make, str]] = {
    "empty": ("b.txt", Path.touch, "The file is empty."),
    "white space": ("b.txt", lambda path: path.write_text(" \n\t\u00a0\r\n", "utf-8"), "nothing but white space"),
    "binary": ("b.txt", lambda path: path.write_bytes(bytes(range(256)) * 9), "The bytes are no text."),
    "old Word file": (
        "b.doc",
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0"),
        "Old Word files (.doc) are not read.",
    ),
    "PDF called text": ("b.txt", lambda path: path.write_bytes(b"%PDF-1.7 Genf"), "The PDF file is truncated"),
    "Word file called page": ("b.html", lambda path: path.write_bytes(b"PK\x03\x04<p>"), "truncated after 0 entries"),
    "100 MB": ("b.txt", large, "100.0 MB; no more than 20 MB"),
    "folder loop": ("b", lambda path: path.symlink_to(path.parent), "leads back into itself"),
    "link to itself": ("b.txt", lambda path: path.symlink_to(path), "leads back to itself"),
    "link to nothing": ("b.txt", lambda path: path.symlink_to("nix"), "leads nowhere"),
    "endless device": ("b.txt", lambda path: path.symlink_to("/dev/zero"), "a device and no file"),
    "pipe": ("b.txt", os.mkfifo, "a pipe and no file"),
    "50,000 elements deep": ("b.html", lambda path: path.write_text("<div>" * 50_000 + "Genf"), "deeper than 256"),
    "5 MB of <p>": ("b.html", lambda path: path.write_text("<p>Nein, sagte er." * 280_000), "longer than 0.5 seconds"),
    "page of scripts": ("b.html", lambda path: path.write_text("<html><script>genf()</script>"), "shows no text"),
}


@pytest.mark.parametrize(("name", "make", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(folder, name, make, words):
    """It is named with the reason and what to do, and everything else is read."""
    make(folder / name)
    outcome = built(folder, settings=Settings(page_seconds=0.5 if "0.5" in words else 10))
    assert list(outcome.failures) == [name]
    assert words in outcome.failures[name]
    assert set(outcome.reports) == {"a.txt", "z.txt"}
    unharmed(outcome)


READ: dict[str, tuple[str, bytes, str, str]] = {
    "lone surrogates": ("b.txt", GOOD.encode() + b" \xed\xa0\x80", "utf-8", f"{GOOD} \ufffd\ufffd\ufffd"),
    "zero byte": ("b.txt", GOOD.encode() + b"\x00", "utf-8", f"{GOOD}\ufffd"),
    "cut off within a letter": ("b.txt", GOOD.encode() + b"\xc3", "utf-8", f"{GOOD}\ufffd"),
    "UTF-16 without a mark": ("b.txt", GOOD.encode("utf-16-le"), "utf-16-le", GOOD),
    "UTF-16 with a mark": ("b.txt", GOOD.encode("utf-16"), "utf-16-le", GOOD),
    "Windows-1252": ("b.txt", GOOD.encode("cp1252"), "windows-1252", GOOD),
    "wrong label": ("b.html", b"<meta charset=latin1><p>" + GOOD.encode(), "utf-8", GOOD),
    "broken page": ("b.html", b"<p <b>" + GOOD.encode() + b"</i></table><a href='", "utf-8", GOOD),
    "page without a suffix": ("b", b"<!doctype html><p>" + GOOD.encode(), "utf-8", GOOD),
    "Windows line ends": ("b.txt", GOOD.encode() + b"\r\n\r\n", "utf-8", f"{GOOD}\r\n\r\n"),
    "name that is no UTF-8": ("b\udcff\n.txt", GOOD.encode(), "utf-8", GOOD),
}


@pytest.mark.parametrize(("name", "raw", "encoding", "text"), READ.values(), ids=READ)
def test_what_is_read_all_the_same(folder, name, raw, encoding, text):
    """Damage is replaced and counted, encodings are found out, and names made fit to be shown."""
    (folder / name).write_bytes(raw)
    outcome = built(folder)
    assert outcome.failures == {}
    [shown] = set(outcome.reports) - {"a.txt", "z.txt"}
    report = outcome.reports[shown]
    assert (report.text, report.source.encoding) == (text, encoding)
    assert report.source.replaced == text.count("\ufffd")
    shown.encode("utf-8")
    assert shown.isprintable()
    unharmed(outcome)


ODD = {
    "unbalanced quotation marks": "„Wir reden weiter, sagte sie. “Nein” »Doch, sagte er. \"Ja' ‚Nie‘ “ „ » « " + GOOD,
    "bidirectional controls": f"\u202e{GOOD}\u2066 Genf \u200f\u061c",
    "combining marks": "Genf" + "\u0301" * 5_000 + f". {GOOD}",
    "emoji and joiners": f"👩\u200d👩\u200d👧 😀 {GOOD} 🏳️\u200d🌈",
    "control characters": f"\x1b[31m{GOOD}\x07\x0c",
    "markup in text": f"<script>alert(1)</script> {{{{7*7}}}} ' OR 1=1 -- {GOOD}",
    "brackets without end": "(" * 3_000 + GOOD,
    "quotation marks without end": "„" * 3_000 + GOOD,
    "one word of a megabyte": "a" * 1_000_000,
    "only marks": "?!.„“»«" * 50,
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_are_kept_to_the_letter(folder, text):
    """What a text holds is its author's business; every record points at its own words."""
    (folder / "b.txt").write_bytes(text.encode())
    outcome = built(folder)
    assert outcome.failures == {}
    report = outcome.reports["b.txt"]
    assert report.text == text
    assert all(span.text == text[span.start : span.end] for span in spans_of(report))
    unharmed(outcome)


def test_a_file_that_vanishes(folder):
    """Between the folder being looked through and its turn."""
    (folder / "b.txt").write_text(GOOD)

    class Thief(Silent):
        def step(self, name: str, outcome: StepOutcome) -> None:
            assert outcome == ("failed" if name == "b.txt" else "new")
            (folder / "b.txt").unlink(missing_ok=True)

    outcome = built(folder, progress=Thief())
    assert "vanished" in outcome.failures["b.txt"]
    unharmed(outcome)


def test_a_path_that_does_not_exist(folder):
    """A slip of the pen in one path does not keep the others from being read."""
    outcome = built(folder, str(folder / "nix"))
    assert "no such file" in outcome.failures["nix"]
    unharmed(outcome)


@contextmanager
def _nobody() -> Iterator[None]:
    """Root may read everything, so that the rights of files mean nothing to it: become somebody else for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_what_may_not_be_read(folder):
    """A file and a folder without the right to read them; whoever runs the tests."""
    built(folder)  # everything that is imported late is imported now, while it may be read
    place = Path(tempfile.mkdtemp())
    try:
        below = place / "berichte"
        shutil.copytree(folder, below)
        (below / "b.txt").write_text(GOOD)
        (below / "c").mkdir()
        for path, mode in ((place, 0o777), (below, 0o755), (below / "b.txt", 0), (below / "c", 0)):
            path.chmod(mode)
        with _nobody():
            outcome = built(below)
        assert set(outcome.failures) == {"b.txt", "c"}
        assert all("You may not read this." in words for words in outcome.failures.values())
        unharmed(outcome)
    finally:
        (place / "berichte/c").chmod(0o755)
        shutil.rmtree(place)


def test_a_report_in_a_language_without_a_pack(folder):
    """It is kept and said to be unread; that is no failure."""
    (folder / "b.txt").write_text("The talks in Geneva go on. We are not satisfied, the minister said on Monday.")
    outcome = built(folder)
    assert outcome.failures == {}
    assert [(one.name, one.why) for one in outcome.summary.unread] == [("b.txt", "There is no language pack for en.")]
    unharmed(outcome)


@pytest.mark.parametrize(
    ("sentence", "count", "unread"),
    [
        ("The talks in Geneva go on and nobody is satisfied. ", 100_000, "There is no language pack for en."),
        ("Die Gespräche in Genf und Wien gehen weiter und ", 4_000, None),
    ],
    ids=["5 MB", "200 kB in German"],
)
def test_a_text_on_one_long_line(folder, sentence, count, unread):
    """Longer than any report, it is kept to the last letter, and read if its language can be."""
    (folder / "b.txt").write_text(sentence * count, encoding="utf-8")
    outcome = built(folder)
    assert outcome.failures == {}
    assert (outcome.reports["b.txt"].text, outcome.reports["b.txt"].unread) == (sentence * count, unread)
    unharmed(outcome)
