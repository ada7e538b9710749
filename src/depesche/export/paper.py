"""A briefing as blocks of a text document: headings, lines, tables, and a numbered list of the places that they rest on.

Markdown and Word files are made of it; what stands in it is plain text, in one line, with what cannot be seen shown by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import depesche
from depesche import texts
from depesche.export.briefing import Briefing, briefing
from depesche.export.cites import Passage, Place, reason_words
from depesche.export.descent import LineageLine, ShiftLine
from depesche.export.disputes import DisputeLine, SilenceLine
from depesche.export.meetings import TalkLine
from depesche.export.parts import Part
from depesche.export.plain import visible
from depesche.export.said import SaidLine
from depesche.export.stands import SideLines, StandLine
from depesche.export.templating import quoted, words

if TYPE_CHECKING:
    from depesche.store.case import Case

Look = Literal["", "bold", "italic"]
_SHOWN, _STANDS = 12, 6  # lines of a part, and of a side
_CITED = 4  # places that a line names


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line, and how they look."""

    text: str
    look: Look = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document.

    kind: `title`, `heading`, `subheading`, `line`, `item`, `quote`, `note` or `table`. cites: numbers of the places that it rests on.
    rows: of a table, the first one its head.
    """

    kind: str
    pieces: tuple[Piece, ...] = ()
    cites: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document. sources: what the numbers of its blocks stand for, from 1. reports: how many it sums up."""

    title: str
    lang: str
    blocks: tuple[Block, ...]
    sources: tuple[str, ...]
    sources_title: str
    reports: int = 0


def paper(case: Case, lang: str = "en", title: str | None = None) -> Paper:
    """Sum a case up as a document.

    Args:
        case: an open case.
        lang: the language of the words around what the reports tell, `en` or `de`.
        title: the headline; by default that it is a briefing.

    Raises:
        UsageError: if the document does not speak the language.

    """
    lang = texts.language(lang)
    return of_briefing(briefing(case), lang, title or texts.text("briefing", lang))


def of_briefing(found: Briefing, lang: str, title: str) -> Paper:
    """A briefing as a document."""
    making = _Making(lang)
    blocks = tuple(making.blocks(found, plain(title)))
    sources = tuple(making.source(place) for place in making.places)
    return Paper(plain(title), lang, blocks, sources, texts.text("sources", lang), len(found.reports))


def plain(text: str) -> str:
    r"""Words in one line, with what cannot be seen or must not act shown by name.

    >>> plain("Genf\n\u202eFNEG")
    'Genf ⟦RLO⟧FNEG'
    """
    return visible(" ".join(text.split()))


@dataclass
class _Making:
    """A document in the making. places: by what they are cited with, in the order in which they were first."""

    lang: str
    places: dict[Place, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._words = words(self.lang)
        self._t = partial(self._told, texts.text)
        self._name = partial(self._told, texts.name_of)

    def _told(self, say: Any, *args: Any, **values: Any) -> str:
        return plain(say(*args, lang=self.lang, **values))

    def source(self, place: Place) -> str:
        """A place as the list has it: outlet, day, paragraph, name of the report."""
        day = texts.short_day(place.day, self.lang)
        paragraph = self._t("paragraph n", n=place.paragraph)
        return plain(f"{place.outlet or self._t('unknown')}, {day}, {paragraph}, {place.report}")

    def blocks(self, found: Briefing, title: str) -> Iterator[Block]:
        """All of it, in the order of the page."""
        yield Block("title", (Piece(title),))
        yield Block("line", (Piece(plain(self._lead(found))),))
        yield Block("note", (Piece(self._t("made by machine")),))
        yield from self._part("happened", found.happened, self._talk, "nothing happened")
        yield from self._part("said", found.said, self._said, "nothing said")
        yield from self._part("stands", found.sides, self._side, "nothing held")
        yield from self._part("moved", found.moved, self._shift, "nothing moved")
        yield from self._part("disputed", found.disputed, self._dispute, "nothing disputed")
        yield from self._part("odd", found.odd, self._dispute)
        yield from self._part("coming", found.coming, self._talk, "nothing coming")
        yield from self._part("copied", found.copied, self._copied)
        yield from self._part("missing", found.missing, self._missing)
        yield from self._reports(found)
        yield Block("note", (Piece(f"Depesche {depesche.__version__}"),))

    def _part(self, key: str, part: Part[Any], show: Any, nothing: str = "") -> Iterator[Block]:
        """A part with its heading; one that has no lines says so, or is left out."""
        if not part and not nothing:
            return
        yield Block("heading", (Piece(self._t(key)),))
        if not part:
            yield Block("line", (Piece(self._t(nothing)),))
        shown = part.first(_SHOWN)
        for line in shown:
            yield from show(line)
        if part.total > len(shown):
            yield Block("note", (Piece(self._t("more", n=part.total - len(shown))),))

    def _lead(self, found: Briefing) -> str:
        reports = texts.count("report", len(found.reports), self.lang)
        outlets = texts.count("outlet", found.outlets, self.lang)
        key = "lead reports" if found.all_outlets else "lead some"
        by = self._t(key, reports=reports, outlets=outlets) if found.outlets else reports
        days = [texts.long_day(day, self.lang) for day in found.days]
        if len(days) > 1:
            return f"{by}, {self._t('span of days', first=days[0], last=days[-1])}."
        return f"{', '.join([by, *days])}."

    def _cite(self, places: Iterable[Place | None]) -> tuple[int, ...]:
        """The numbers of some places, each of which has one from when it is cited first."""
        kept = list(dict.fromkeys(place for place in places if place))[:_CITED]
        return tuple(self.places.setdefault(place, len(self.places) + 1) for place in kept)

    def _quote(self, one: Passage, *places: Place | None) -> Block:
        """Words of a report within their sentence, in italics."""
        if one.quoted:
            pieces = [_piece(quoted(one.words, one.place.language), "italic")]
        else:
            parts: tuple[tuple[str, Look], ...] = ((one.before, ""), (one.words, "italic"), (one.behind, ""))
            pieces = [_piece(text, look) for text, look in parts if text.strip()]
        return Block("quote", tuple(pieces), self._cite([one.place, *places]))

    def _talk(self, line: TalkLine) -> Iterator[Block]:
        day = self._words["span_of_days"](line.date) if line.date else self._t("undated")
        head = (_piece(f"{day}: "), _piece(" – ".join(line.who) or line.name, "bold"))
        facts = [
            line.place,
            self._name("forum", line.forum),
            texts.length(line.duration, self.lang) if line.duration else "",
        ]
        facts += [self._t("with persons", names=", ".join(line.persons))] if line.persons and line.sides else []
        facts += [self._t("unheard")] if line.unheard else []
        told = "".join(f", {fact}" for fact in (self._name("status", line.status), *facts) if fact)
        yield Block("item", (*head, _piece(told)), self._cite(line.places))
        if line.outcome:
            yield self._quote(line.outcome)

    def _said(self, line: SaidLine) -> Iterator[Block]:
        act = f" {self._name('act', line.act)}" if line.act not in {None, "inform", "assess"} else ""
        day = f", {texts.short_day(line.day, self.lang)}" if line.day else ""
        count = f", {texts.count('in reports', line.reports, self.lang)}" if line.reports > 1 else ""
        yield Block("item", (_piece(", ".join(line.actors), "bold"), _piece(act + day + count)))
        yield self._quote(line.passage, line.first, *line.places)

    def _side(self, side: SideLines) -> Iterator[Block]:
        yield Block("subheading", (_piece(side.side),))
        for line in side.lines[:_STANDS]:
            yield from self._stand(line)
        if side.total > len(side.lines[:_STANDS]):
            yield Block("note", (Piece(self._t("more", n=side.total - _STANDS)),))

    def _stand(self, line: StandLine) -> Iterator[Block]:
        against = f" {self._t('against')}" if line.turned else ""
        issues = ", ".join(line.texts if self.lang == "de" else line.issues)
        notes = [self._t("opposed by", names=", ".join(line.opposed))] if line.opposed else []
        notes = [", ".join(line.speakers), *notes] if line.speakers else notes
        told = f" ({'; '.join(notes)})" if notes else ""
        act = _piece(f"{self._name('act', line.act)}{against}", "bold")
        yield Block("item", (act, _piece(f" {issues}{told}")))
        yield self._quote(line.passage, *line.places)

    def _shift(self, line: ShiftLine) -> Iterator[Block]:
        yield Block("subheading", (_piece(f"{line.actor}: {line.issue}"),))
        both = [("before", line.before_day, line.before_act, line.before)]
        if line.after:
            both.append(("after", line.after_day, line.after_act or "", line.after))
        for key, day, act, passage in both:
            when = texts.short_day(day, self.lang) if day else self._t(key)
            yield Block("item", (_piece(f"{when}: {self._name('act', act)}"),))
            yield self._quote(passage)
        if not line.after:
            yield Block("line", (Piece(self._t("shift.silence")),))

    def _dispute(self, line: DisputeLine) -> Iterator[Block]:
        about = f": {line.subject}" if line.subject else ""
        told = f"{self._name('differ', line.kind)}{about} ({self._name('grade', line.grade)})"
        yield Block("subheading", (_piece(told),))
        yield self._quote(line.a)
        yield self._quote(line.b)
        why = next(filter(None, (reason_words(one, self.lang) for one in line.reasons)), "")
        if why:
            yield Block("note", (_piece(why),))

    def _copied(self, line: LineageLine) -> Iterator[Block]:
        earlier = f", {self._t('earlier')}" if line.sure else ""
        share = self._t("shared of", share=self._words["share"](line.shares[0]))
        told = f" {self._name('kinship', line.kind)} {line.earlier.report}{earlier}: {share}"
        pieces = (_piece(line.later.report, "bold"), _piece(told))
        yield Block("item", pieces, self._cite([line.later, line.earlier]))

    def _missing(self, line: SilenceLine) -> Iterator[Block]:
        told = f" {self._t('leaves out')}: {line.actor}"
        yield Block("item", (_piece(line.report, "bold"), _piece(told)))
        yield self._quote(line.passage)

    def _reports(self, found: Briefing) -> Iterator[Block]:
        yield Block("heading", (Piece(self._t("the reports")),))
        if not found.reports:
            yield Block("line", (Piece(self._t("no reports")),))
            return
        head = tuple(self._t(key) for key in ("day", "outlet", "statements", "report"))
        rows = [
            (
                plain(texts.short_day(row.day, self.lang)),
                plain(row.outlet or ""),
                "" if row.unread else texts.figure(row.statements, self.lang),
                plain(row.name + (f" ({self._t('double of', name=row.double_of)})" if row.double_of else "")),
            )
            for row in found.by_day
        ]
        yield Block("table", rows=(head, *rows))
        for one in found.unread:
            yield Block("item", (_piece(one.name, "bold"), _piece(f": {one.why}")))


def _piece(text: str, look: Look = "") -> Piece:
    """Words in one line that keep the blanks which part them from others."""
    return Piece(f"{' ' if text[:1].isspace() else ''}{plain(text)}{' ' if text[-1:].isspace() else ''}", look)
