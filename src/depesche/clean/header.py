"""Find what a report says of itself: outlet, agencies, byline, dateline, day of publication, title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from depesche.clean.boxes import is_clutter, rules
from depesche.clean.credits import Credits, byline, credit_list, sign_off
from depesche.clean.datelines import Dateline, read_dateline
from depesche.clean.imprint import read_imprint
from depesche.clean.published import PREFIX, is_credit, is_day_line, read_published
from depesche.clean.stated import lay_over
from depesche.clean.units import Unit, units
from depesche.packs import Pack
from depesche.records import Header, Report
from depesche.stages import stage

_FIRST, _TOP, _BOTTOM = 3, 12, 25
_NEAR = 5
_SHORT, _HEADLINE = 140, 200
_LAST_BRACKET = re.compile(r"[.!?…][“”\"»«'’)\]]{0,3}\s*(\([^()]{3,400}\))\s*$")
_AFTER_SENTENCE = re.compile(r"(?<!\bSt)[.!?…][“”\"»«]?\.? (?=(?:St\. )?[A-ZÄÖÜ][^.!?\n]{1,60} [–—-] )")
_LEDE = 700


@dataclass(frozen=True, slots=True)
class _Lines:
    """The units in which a report speaks of itself: those at its top and those at its bottom."""

    top: tuple[Unit, ...]
    bottom: tuple[Unit, ...]


@stage(needs=("text",), gives=("header",))
def read_header(report: Report, pack: Pack) -> Report:
    """Fill the header from the text and from the facts that lie over it; clutter found before is kept.

    Only what is stated is taken, never inferred; a half date gives an interval.
    """
    lines = _lines(report)
    dateline = _dateline(lines, pack)
    signed = _sorted_out(_signed(lines, pack), {*dateline.agencies, *_owners(lines, pack)})
    imprint = next((found for unit in lines.top[:_FIRST] if (found := read_imprint(unit.text, pack))), Credits())
    named = dict.fromkeys((*_byline(lines, pack), *_listed(lines, pack), *signed.byline))
    said = Header(
        published=read_published(
            report.text, (*lines.top, *lines.bottom), signed=signed, imprint=imprint, dateline=dateline, pack=pack
        ),
        outlet=signed.outlet or imprint.outlet,
        agencies=(Credits(agencies=dateline.agencies) | signed).agencies,
        byline=tuple(named),
        dateline=dateline.places,
        clutter=report.header.clutter,
        title=_title(report, lines, pack),
    )
    return replace(report, header=lay_over(said, report, pack))


def _sorted_out(signed: Credits, agencies: set[str]) -> Credits:
    """What looks like initials in a sign-off is an agency if the report credits it as one elsewhere."""
    also = tuple(name for name in signed.byline if name in agencies)
    people = tuple(name for name in signed.byline if name not in agencies)
    return Credits(signed.agencies + also, people, signed.outlet, signed.day)


def _owners(lines: _Lines, pack: Pack) -> list[str]:
    """Whose the pictures are: `nda` of `Foto: Anna Beispiel / nda`."""
    form = rules(pack).credit
    return [unit.text.rpartition("/")[2].strip(" )") for unit in (*lines.top, *lines.bottom) if form.match(unit.text)]


def _lines(report: Report) -> _Lines:
    """Leave out what a page marks as clutter, but not what stands close to its article: bylines are dropped often."""
    if not report.blocks:
        found = units(report.text)
        return _Lines(tuple(found[:_TOP]), tuple(found[-_BOTTOM:]))
    kept = [i for i, block in enumerate(report.blocks) if block.kind != "clutter"]
    if not kept:
        return _Lines((), ())
    chosen = [
        unit
        for block in report.blocks[max(kept[0] - 2, 0) : kept[-1] + _NEAR]
        for unit in units(report.text, block.start, block.end)
        if block.kind != "clutter" or len(unit.text) <= _SHORT
    ]
    return _Lines(tuple(chosen[:_TOP]), tuple(chosen[-_BOTTOM:]))


def _signed(lines: _Lines, pack: Pack) -> Credits:
    """What the sign-offs say: lines of their own, or brackets behind the last sentence of a paragraph."""
    found = Credits()
    for unit in lines.bottom:
        bracket = _LAST_BRACKET.search(unit.text[-_SHORT * 3 :])
        said = sign_off(bracket[1] if bracket else unit.text, pack)
        if said:
            found |= said
    return found


def _dateline(lines: _Lines, pack: Pack) -> Dateline:
    """The first dateline: at the start of one of the first paragraphs, or behind the lede where breaks were lost."""
    for unit in lines.top:
        found = None if is_day_line(unit.text, pack) else read_dateline(unit.text[:200], pack)
        if found:
            return found
    for unit in lines.top:
        if unit.start < _LEDE:
            for match in _AFTER_SENTENCE.finditer(unit.text[:_LEDE]):
                found = read_dateline(unit.text[match.end() : match.end() + 200], pack, after=True)
                if found:
                    return found
    return Dateline(())


def _byline(lines: _Lines, pack: Pack) -> tuple[str, ...]:
    """Lines such as `Von Anna Beispiel, Genf`, above the article or below it."""
    return next((names for unit in (*lines.top, *lines.bottom) if (names := byline(unit.text, pack))), ())


def _listed(lines: _Lines, pack: Pack) -> tuple[str, ...]:
    """Lists of contributors in brackets, on a line of their own or behind the last sentence."""
    names: list[str] = []
    for unit in lines.bottom:
        opening = unit.text.rfind("(")
        whole = unit.text.startswith("(") or opening < 0
        names += credit_list(unit.text if whole else unit.text[opening:], pack) if unit.text.endswith(")") else ()
    return tuple(dict.fromkeys(names))


def _title(report: Report, lines: _Lines, pack: Pack) -> str | None:
    """The headline: what the page marks as one, else the first line if it reads like one."""
    marked = next((block for block in report.blocks if block.kind == "title"), None)
    if marked:
        return " ".join(report.text[marked.start : marked.end].split())
    prefix = PREFIX.match(report.text)
    start = prefix.end() if prefix else 0
    for i, unit in enumerate(lines.top[:-1]):
        words = report.text[max(unit.start, start) : unit.end].strip()
        if not (is_credit(words, pack) or read_imprint(words, pack) or is_clutter(words, pack)):
            # A headline ends its line; two spaces alone may stand inside a sentence.
            ends = "\n" in report.text[unit.end : lines.top[i + 1].start].replace("\r", "\n")
            headline = ends and len(words) <= _HEADLINE and not words.endswith((".", ",", ";", ":"))
            return words if headline else None
    return None
