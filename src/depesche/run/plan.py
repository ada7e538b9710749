"""Which stages read a report, in which order, and in which version."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import depesche
from depesche import packs
from depesche.records import Header, Published, Report
from depesche.stages import Stage, check_order

GIVEN = ("text", "source", "facts", "blocks", "language")
READERS = ("paragraphs", "clean", "language", "read")
READER_PARTS = ("HanTa", "sentencex", "py3langid")
TAKERS = ("ingest",)
TAKER_PARTS = ("trafilatura", "lxml", "charset-normalizer")


@lru_cache(maxsize=1)
def stages() -> tuple[Stage, ...]:
    """The stages in their order; they are imported late, because a tagger weighs something."""
    from depesche.clean.clutter import mark_clutter  # noqa: PLC0415
    from depesche.clean.header import read_header  # noqa: PLC0415
    from depesche.language.analysis import analyse  # noqa: PLC0415
    from depesche.read.actors import read_actors  # noqa: PLC0415
    from depesche.read.events import read_events  # noqa: PLC0415
    from depesche.read.figures import read_figures  # noqa: PLC0415
    from depesche.read.positions import read_positions  # noqa: PLC0415
    from depesche.read.statements import read_statements  # noqa: PLC0415
    from depesche.read.talks import read_talks  # noqa: PLC0415
    from depesche.read.times import read_times  # noqa: PLC0415

    readers = (read_times, read_actors, read_statements, read_talks, read_positions, read_figures, read_events)
    plan = (read_header, mark_clutter, analyse, *readers)
    check_order(plan, GIVEN)
    return plan


def read_report(report: Report) -> Report:
    """Read everything out of a raw report, with the pack of its language.

    A report whose language has no pack, or cannot be told, comes back with `unread` saying so.
    """
    from depesche.language.detect import detect  # noqa: PLC0415

    return read_in(report, detect(report))


def read_in(report: Report, language: str | None) -> Report:
    """Read everything out of a raw report in a language that is known; None where it could not be told."""
    report = replace(report, language=language)
    if report.language not in packs.codes():
        return replace(report, unread=_why_unread(report.language), header=_stated_outside(report))
    pack = packs.load(report.language)
    for stage in stages():
        report = stage(report, pack)
    return dated(replace(report, cast=None), report.header.published.value)  # it holds all tables and goes no further


def dated(report: Report, day: str | None) -> Report:
    """The report with its times resolved against a day, and the talks that hang on them; None leaves them as open as the text."""
    from depesche.language.calendar import resolve  # noqa: PLC0415
    from depesche.read.talks import dated_talks  # noqa: PLC0415

    anchor = _day(day)
    times = tuple(resolve(time, anchor) for time in report.times)
    return replace(report, times=times, talks=dated_talks(report.talks, times))


def told_again(report: Report) -> Report:
    """A report that was read, with what hangs on its day as that day makes it: times get other values, talks are found anew.

    The day tells of a talk also whether it was held, and which of two it is. All else stays as it was read.
    """
    day = report.header.published.value
    if report.unread is not None or report.language not in packs.codes():
        return dated(report, day)
    found = replace(report, times=(), actors=(), statements=(), talks=())
    pack = packs.load(report.language)
    for stage in stages():
        if "header" not in stage.gives and "clutter" not in stage.gives:
            found = stage(found, pack)
        if "talks" in stage.gives:
            break
    return dated(replace(report, talks=found.talks), day)


def _day(iso: str | None) -> date | None:
    """Half a day, as a page may state one, is none to count from."""
    try:
        return None if iso is None else date.fromisoformat(iso)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def reader_version() -> str:
    """The version of everything that reads, but for the packs: the package, its reading rooms' files, the tagger."""
    return f"{depesche.__version__}+{_digest_of(READERS, READER_PARTS)}"


@lru_cache(maxsize=1)
def taker_version() -> str:
    """The version of everything that makes a text of bytes."""
    return f"{depesche.__version__}+{_digest_of(TAKERS, TAKER_PARTS)}"


def version_for(language: str | None) -> str:
    """The version of what reads reports of a language: another one means that they are read anew."""
    pack = f" {language} {packs.load(language).version}" if language in packs.codes() else ""
    return f"{reader_version()}{pack}"


def _stated_outside(report: Report) -> Header:
    """What is known of a report that nobody can read; of facts about one thing the first is the most trusted."""
    first = {fact.field: fact for fact in reversed(report.facts)}
    outlet, title = (first[field].value if field in first else None for field in ("outlet", "title"))
    day = first.get("published")
    return Header(Published(day.value, None, day.basis) if day else Published(), outlet=outlet, title=title)


def _why_unread(language: str | None) -> str:
    if language is None:
        return "The language could not be told."
    return f"There is no language pack for {language}."


def _digest_of(rooms: tuple[str, ...], parts: tuple[str, ...]) -> str:
    """A short digest of the source files of some rooms and of the versions of what they are built on."""
    sha = hashlib.sha256()
    top = Path(depesche.__file__).parent
    for path in sorted(path for room in rooms for path in [*top.glob(f"{room}.py"), *(top / room).rglob("*.py")]):
        sha.update(path.relative_to(top).as_posix().encode())
        sha.update(path.read_bytes())
    for part in parts:
        sha.update(f"{part} {version(part)}".encode())
    return sha.hexdigest()[:12]
