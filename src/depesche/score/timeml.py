"""TimeML: read gold files, write what a reader finds in the conventions of KRAUTS, so that both can be compared.

The corpus marks some things otherwise than our guidelines do. The writer turns our records into its conventions by the
rules of `krauts`, which docs/times.md lists, from the records and the words around them; it does not read again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from depesche.errors import UsageError
from depesche.records import Time

Reader = Callable[[str, str], Iterable[Time]]

DCT = re.compile(r"<DCT>.*?<TIMEX3\b[^>]*\bvalue=\"([^\"]*)\"", re.DOTALL)
TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# Articles and demonstratives that the corpus counts to the expression when they stand apart from their preposition.
ARTICLE = re.compile(r"\b(?:der|die|das|dem|den|des)\s+\Z", re.IGNORECASE)
BESIDE = 12  # characters
POINTED = re.compile(r"(?:heutig|gestrig|morgig)(?:en|er|e)\s+")  # stays outside there
CLOCK = re.compile(r"[\s,]+(?P<clock>[0-9]{1,2}(?:[.:][0-9][0-9])?\s*Uhr)\Z")
ONE_FIGURE = re.compile("[1-9](?![0-9])")
PHRASES = (
    "times.date.unit", "times.date.decade", "times.date.century", "times.date.season", "times.ref.stretch",
    "times.ref.phrase", "times.duration.stretch", "times.duration.plain",
    "times.date.month", "times.date.year", "times.time.part",
)  # fmt: skip
STRETCH = {"day": "PXD", "week": "PXW", "month": "PXM", "year": "PXY", "decade": "PXDE", "century": "PXCE"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A TIMEX3 element to be written."""

    start: int
    end: int
    type: str
    value: str
    mod: str | None = None


def parse(source: str) -> tuple[str, str]:
    """The plain text of a TimeML file and the day it was written.

    >>> parse('<DCT><TIMEX3 value="2010-02-20">x</TIMEX3></DCT><TEXT>Am <TIMEX3>Montag</TIMEX3> &amp; Dienstag</TEXT>')
    ('Am Montag & Dienstag', '2010-02-20')
    """
    day = DCT.search(source)
    text = TEXT.search(source)
    plain = html.unescape(TAG.sub("", text.group(1) if text else source))
    return plain, day.group(1) if day else ""


def write(text: str, day: str, marks: Iterable[Mark]) -> str:
    """A TimeML document with a text and its times.

    >>> document = write("Im Jahr 2022.", "2022-01-10", [Mark(8, 12, "DATE", "2022")])
    >>> document.splitlines()[3]
    '<TEXT>Im Jahr <TIMEX3 tid="t1" type="DATE" value="2022">2022</TIMEX3>.</TEXT>'
    """
    out = []
    place = 0
    for n, mark in enumerate(sorted(marks, key=lambda m: m.start), start=1):
        mod = f' mod="{mark.mod}"' if mark.mod else ""
        out.append(html.escape(text[place : mark.start], quote=False))
        inside = html.escape(text[mark.start : mark.end], quote=False)
        out.append(f'<TIMEX3 tid="t{n}" type="{mark.type}" value="{html.escape(mark.value)}"{mod}>{inside}</TIMEX3>')
        place = mark.end
    out.append(html.escape(text[place:], quote=False))
    dct = f'<DCT><TIMEX3 tid="t0" type="DATE" value="{html.escape(day)}">{html.escape(day)}</TIMEX3></DCT>'
    return f'<?xml version="1.0" ?>\n<TimeML>\n{dct}\n<TEXT>{"".join(out)}</TEXT>\n</TimeML>\n'


def score_timeml(gold_dir: Path, out_dir: Path, reader: Reader) -> int:
    """Read the text of every gold file with a reader and write what it finds under the same name; return how many.

    Args:
        gold_dir: folder of `.tml` files.
        out_dir: folder to write to; made if it is not there.
        reader: from a text and its day (ISO, or empty) to times.

    Raises:
        UsageError: if the folder holds no TimeML file.

    """
    paths = sorted(gold_dir.glob("*.tml"))
    if not paths:
        raise UsageError("There is no TimeML file to score against.", where=str(gold_dir))
    out_dir.mkdir(parents=True, exist_ok=True)
    for path in paths:
        text, day = parse(path.read_text(encoding="utf-8-sig"))
        (out_dir / path.name).write_text(write(text, day, krauts(text, list(reader(text, day)))), encoding="utf-8")
    return len(paths)


def krauts(text: str, times: list[Time]) -> list[Mark]:
    """Our times in the conventions of KRAUTS."""
    marks = []
    for n, time in enumerate(times):
        mark = Mark(time.span.start, time.span.end, time.type, time.value, time.mod)
        mark = _hour(_night(_stretch(mark, time)), time, text)
        mark = _today(mark, time, [*times[max(n - 1, 0) : n], *times[n + 1 : n + 2]])
        marks += _apart(_article(mark, time, text), time, text)
    return marks


def _apart(mark: Mark, time: Time, text: str) -> list[Mark]:
    """A day with its clock time is two expressions there: `5. März 2031` and `17:40 Uhr`."""
    clock = CLOCK.search(text, mark.start, mark.end) if time.why == "times.time.stamp" else None
    if not clock:
        return [mark]
    day = replace(mark, end=clock.start(), type="DATE", value=mark.value.partition("T")[0])
    return [day, replace(mark, start=clock.end() - len(clock["clock"]))]


def _hour(mark: Mark, time: Time, text: str) -> Mark:
    """An hour in one figure stays one there: `8.30 Uhr` is T8:30."""
    if time.why == "times.time.clock" and ONE_FIGURE.match(text, mark.start):
        return replace(mark, value=mark.value.replace("T0", "T", 1))
    return mark


def _night(mark: Mark) -> Mark:
    """`nachts` is a set of single nights there, a set of days with an unknown date here."""
    return replace(mark, value="PT1NI") if mark.type == "SET" and mark.value == "XXXX-XX-XXTNI" else mark


def _stretch(mark: Mark, time: Time) -> Mark:
    """`den vergangenen Jahren` is a duration of unknown length there, a vague date here."""
    if time.why == "times.ref.stretch" and time.anchor and time.anchor.unit in STRETCH:
        return replace(mark, type="DURATION", value=STRETCH[time.anchor.unit])
    return mark


def _today(mark: Mark, time: Time, around: list[Time]) -> Mark:
    """`heute` is the present there, unless a clock time or another day stands beside it."""
    if time.why != "times.date.today" or not time.anchor or time.anchor.offset != 0:
        return mark
    days = [t.span for t in around if t.type in {"DATE", "TIME"}]
    beside = any(max(s.start - mark.end, mark.start - s.end) < BESIDE for s in days)
    return mark if beside else replace(mark, value="PRESENT_REF")


def _article(mark: Mark, time: Time, text: str) -> Mark:
    """An article that stands apart from its preposition belongs to the expression there."""
    if pointed := POINTED.match(text, mark.start, mark.end):
        return replace(mark, start=pointed.end())
    found = ARTICLE.search(text, max(0, mark.start - 6), mark.start)
    if found and text[mark.start].isalpha() and time.why.startswith(PHRASES):
        return replace(mark, start=found.start())
    return mark
