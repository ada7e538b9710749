"""What the page shows of one report: its facts with their basis, and its text in pieces ready to be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from depesche.export.cites import reason_words
from depesche.export.highlight import Segment, in_order, marks_of, place_of, segments
from depesche.export.said import UNSPECIFIED
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Act, Header, Mode, Report
from depesche.relations import Dating
from depesche.texts import basis_words, long_day, name_of, text

# Statements that overlap more deeply than this share the last line; their numbers still tell them apart.
LANES = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on the page.

    numbers: the statements that begin here. lanes: in which lanes somebody's words run here. classes: what else the
    stretch is. letters: the marks that begin here, by letter.
    """

    text: str
    numbers: tuple[int, ...] = ()
    lanes: tuple[int, ...] = ()
    classes: str = ""
    letters: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph; dim where all of it is clutter."""

    number: int
    pieces: tuple[Piece, ...]
    dim: bool


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """One line of the header: what, its value, and how it is known."""

    label: str
    value: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class MarginLine:
    """A statement beside the text. actor: None where the report names nobody."""

    number: int
    actor: str | None
    mode: Mode
    act: Act | None


@dataclass(frozen=True, slots=True)
class Article:
    """A report on the page; lines are its statements, in the order of the text. reasons: why it has its day, where the case tells it."""

    name: str
    title: str | None
    outlet: str | None
    day: str | None
    language: str | None
    facts: tuple[HeaderFact, ...]
    lines: tuple[MarginLine, ...]
    paragraphs: tuple[Paragraph, ...]
    unread: str | None
    reasons: tuple[str, ...] = ()


def article(report: Report, dating: Dating | None = None, lang: str = "en") -> Article:
    """Lay a report out, its statements numbered from 1. dating: the day that the case tells, where the report states none."""
    header = report.header
    reasons = (reason_words(one, lang) for one in (dating.reasons if dating else ()))
    return Article(
        report.name,
        header.title,
        header.outlet,
        header.published.value,
        report.language,
        tuple(header_facts(report, lang)),
        tuple(_margin(report)),
        tuple(lay_out(report, lang)),
        report.unread,
        tuple(dict.fromkeys(words for words in reasons if words)),
    )


def _margin(report: Report) -> Iterator[MarginLine]:
    for number, one in enumerate(in_order(report.statements), start=1):
        yield MarginLine(number, None if one.actor in {"", UNSPECIFIED} else one.actor, one.mode, one.act)


def lay_out(report: Report, lang: str = "en") -> Iterator[Paragraph]:
    """Cut a report into paragraphs and pieces. White space between paragraphs is left out, all other text is there."""
    cut = paragraphs(report.text)
    starts = _starts(report, cut)
    if not cut and starts:
        yield Paragraph(1, (Piece("", starts[0]),), dim=False)  # a place for links to lead to, though it is empty
    edges = {edge for piece in cut for edge in piece}
    flat = segments(report.text, marks_of(report), edges | set(starts))
    for number, group in groupby(flat, key=lambda one: number_at(cut, one.start)):
        if number <= len(cut):
            inside = [one for one in group if cut[number - 1][0] <= one.start < cut[number - 1][1]]
            dim = all(any(mark.role == "clutter" for mark in one.marks) for one in inside)
            yield Paragraph(number, tuple(_piece(one, starts.get(one.start, ()), lang) for one in inside), dim)


def header_facts(report: Report, lang: str = "en") -> Iterator[HeaderFact]:
    """The facts of a report's header that are known, the day always."""
    yield _day(report.header, lang)
    for field, values in _values(report.header):
        if values:
            yield HeaderFact(text(field, lang), ", ".join(values), basis_words(_basis(report, field, values), lang))
    yield HeaderFact(
        text("language", lang), name_of("lang", report.language, lang) or text("unknown", lang), report.unread or ""
    )
    source = report.source
    replaced = text("replaced", lang, n=source.replaced) if source.replaced else ""
    basis = ", ".join(part for part in (name_of("encoding", source.encoding_basis, lang), replaced) if part)
    yield HeaderFact(text("source", lang), f"{name_of('kind', source.kind, lang)}, {source.encoding}", basis)


def _day(header: Header, lang: str) -> HeaderFact:
    published = header.published
    value = long_day(published.value, lang)
    if published.interval:
        first, last = (long_day(day, lang) for day in published.interval)
        value = f"{value} ({text('between', lang, first=first, last=last)})"
    return HeaderFact(text("day", lang), value, basis_words(published.basis, lang))


def _values(header: Header) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "outlet", (header.outlet,) if header.outlet else ()
    yield "agencies", header.agencies
    yield "byline", header.byline
    yield "dateline", header.dateline


def _basis(report: Report, field: str, values: tuple[str, ...]) -> str:
    """Where values of the header come from: stated in these words, read in the text, or made of what was stated."""
    facts = [fact for fact in report.facts if fact.field == field]
    wanted = {*values, ", ".join(values)}
    for fact in reversed(facts):
        if fact.value in wanted:
            return fact.basis
    if all(value in report.text for value in values):
        return "text"
    return facts[-1].basis if facts else ""


def _starts(report: Report, cut: tuple[tuple[int, int], ...]) -> dict[int, tuple[int, ...]]:
    """Offset -> numbers of the statements that begin there; never in the white space between paragraphs."""
    out: dict[int, tuple[int, ...]] = {}
    for number, statement in enumerate(in_order(report.statements), start=1):
        first, last = cut[number_at(cut, place_of(statement)) - 1] if cut else (0, 1)
        place = min(max(place_of(statement), first), last - 1)
        out[place] = (*out.get(place, ()), number)
    return out


def _piece(segment: Segment, numbers: tuple[int, ...], lang: str) -> Piece:
    opening = sorted({mark.role for mark in segment.opening})
    letters = "".join(text(f"letter.{role}", lang) for role in opening if role not in {"clutter", "content"})
    lanes = tuple(sorted({min(lane, LANES - 1) for lane in segment.lanes("content")}))
    return Piece(segment.text, numbers, lanes, _classes(segment), letters)


def _classes(segment: Segment) -> str:
    found = {mark.role for mark in segment.marks if mark.role != "content"}
    # A box around a source that is cut in two is closed only at its ends.
    found_ends = {"opens" for mark in segment.opening if mark.role == "source"}
    found_ends |= {"closes" for mark in segment.closing if mark.role == "source"}
    return " ".join([*sorted(found), *sorted(found_ends)])
