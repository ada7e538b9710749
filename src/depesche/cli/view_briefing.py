"""The briefing on a terminal: what happened, who holds what, what moved, what is disputed, what is next, each line with its report."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.text import Text

from depesche.cli.layout import Column, hanging, head, heading, labelled, plain, table
from depesche.cli.query import Query, briefed
from depesche.export.briefing import Briefing, ReportLine
from depesche.export.cites import Passage, Place, reason_words
from depesche.export.descent import LineageLine, ShiftLine
from depesche.export.disputes import DisputeLine, SilenceLine
from depesche.export.meetings import TalkLine
from depesche.export.parts import Part
from depesche.export.said import SaidLine
from depesche.export.stands import SideLines, StandLine
from depesche.export.words import shorten, tail
from depesche.records import Mode
from depesche.texts import count, length, long_day, name_of, text

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.store.case import Case

# How many lines of each part are shown, and how many of each side.
TALKS, SAID, SIDES, STANDS, MOVED, DISPUTED, SHORT, REPORTS = 6, 6, 3, 4, 5, 4, 3, 12
_DAY, _ACT = 12, 10
_SENTENCE = 200


@dataclass(frozen=True, slots=True)
class _Out:
    """Where a briefing goes, of which case, and how many lines of a part were asked for."""

    console: Console
    path: str
    limit: int | None

    def several(self, usual: int) -> int:
        """How many lines are shown."""
        return usual if self.limit is None else self.limit

    def rest(self, number: int, command: str) -> None:
        """Say how many more there are, and with which command."""
        if number > 0:
            hanging(self.console, plain(f"{number:,} more: depesche show {self.path} {command}", "dim"), 2)

    def part(self, title: str, part: Part[Any], usual: int, show: Callable[[_Out, Any], None], command: str) -> None:
        """A part with its heading; one that has no lines is left out."""
        if not part:
            return
        heading(self.console, title)
        shown = part.first(self.several(usual))
        for line in shown:
            show(self, line)
        self.rest(part.total - len(shown), command)


def show_briefing(console: Console, case: Case, query: Query) -> None:
    """Sum a case up on a terminal; of long lists only the beginning, with the command that shows the rest."""
    told = briefed(case, query)
    out = _Out(console, shlex.quote(str(case.path)), query.limit)
    hanging(console, _lead(str(case.path), told), 0)
    if not told.reports:
        hanging(console, plain("None yet: depesche build CASE PATH reads some."), 0)
    out.part(text("happened"), told.happened, TALKS, _talk, "talks")
    out.part(text("said"), told.said, SAID, _said, _more_said(told, out.several(SAID)))
    out.part(text("stands"), told.sides, SIDES, _side, "matrix")
    _moved(out, told)
    _disputed(out, told)
    out.part(text("coming"), told.coming, TALKS, _talk, "talks")
    out.part(text("copied"), told.copied, SHORT, _copied, "lineage")
    out.part(text("missing"), told.missing, SHORT, _missing, "silences")
    _reports(out, told)
    _unread(out, told)
    _next(out, told)


def _lead(path: str, told: Briefing) -> Text:
    reports, outlets = count("report", len(told.reports)), count("outlet", told.outlets)
    by = text("lead reports", reports=reports, outlets=outlets) if told.outlets else reports
    if told.outlets and not told.all_outlets:
        by = text("lead some", reports=reports, outlets=outlets)
    days = [long_day(day) for day in told.days]
    span = (
        f", {text('span of days', first=days[0], last=days[-1])}" if len(days) > 1 else f", {days[0]}" if days else ""
    )
    return Text.assemble(plain(path, "bold"), f": {by}{span}.")


# Words and where they stand


def _passage(out: _Out, one: Passage, indent: int, *, lead: str = "", mark: str = "") -> None:
    """Words of a report with their sentence, and behind them in brackets where they stand."""
    hanging(out.console, Text.assemble(_words(one, mark), " ", _cited(one.place, lead)), indent)


def _cited(place: Place, lead: str = "") -> Text:
    return plain(f"({lead}{place.cited})", "dim")


def _words(one: Passage, mark: str = "") -> Text:
    """Words of a report, in quotation marks where it has them so, with as much of their sentence as fits in some lines."""
    words = shorten(one.words, _SENTENCE)
    if one.quoted:
        return plain(f"„{words}“")
    room = _SENTENCE - len(words) if words == one.words else 0
    before = tail(one.before, max(0, room - min(len(one.behind), room // 2)))
    return Text.assemble(_edge(before), plain(words, mark), _edge(shorten(one.behind, max(0, room - len(before)))))


def _edge(words: str) -> Text:
    """What stands beside words in their sentence; the blank that parts them is kept."""
    if not words.strip(" …"):
        return Text()
    return Text.assemble(" " * words[:1].isspace(), plain(words), " " * words[-1:].isspace())


# What happened and what comes next


def _talk(out: _Out, line: TalkLine) -> None:
    day = line.date.replace("/", " to ") if line.date else "no day"
    who = Text.assemble("  ", plain(day), " " * max(2, _DAY - len(day)), plain(" – ".join(line.who), "bold"))
    head(out.console, Text.assemble(who, ", ", plain(name_of("status", line.status))), count("report", line.reports))
    facts = [line.place, name_of("forum", line.forum), length(line.duration) if line.duration else None]
    facts += [text("with persons", names=", ".join(line.persons))] if line.persons and line.sides else []
    facts += [text("unheard")] if line.unheard else []
    told = plain(", ".join(filter(None, facts)))
    if line.outcome:
        hanging(out.console, told, 2 + _DAY)
        _passage(out, line.outcome, 2 + _DAY)
    else:
        hanging(out.console, Text.assemble(told, " " * bool(told), _cited(line.places[0])), 2 + _DAY)


# What was said, and who holds what


def _more_said(told: Briefing, shown: int) -> str:
    """Where the rest is to be found: statements where all that is left is said by one report each."""
    rest = told.said.lines[shown:]
    return (
        "utterances"
        if any(line.reports > 1 for line in rest) or told.said.total > len(told.said.lines)
        else "statements"
    )


def _said(out: _Out, line: SaidLine) -> None:
    who = Text.assemble("  ", plain(", ".join(line.actors), "bold"))
    if line.act not in {None, "inform", "assess"}:
        who.append_text(Text.assemble(" ", plain(name_of("act", line.act))))
    head(out.console, who, ", ".join(filter(None, [line.day, count("report", line.reports)])))
    at_first = line.first and line.first.cited == line.passage.place.cited
    _passage(out, line.passage, 4, lead=f"{text('first in')} " if at_first else "")
    if line.first and not at_first:
        hanging(out.console, _cited(line.first, f"{text('first in')} "))


def _side(out: _Out, side: SideLines) -> None:
    hanging(out.console, plain(side.side, "bold"), 2)
    shown = side.lines[: out.several(STANDS)]
    for line in shown:
        _stand(out, line)
    if side.total > len(shown):
        command = f"matrix --actor {shlex.quote(side.side)}"
        hanging(out.console, plain(f"{side.total - len(shown):,} more: depesche show {out.path} {command}", "dim"))


def _stand(out: _Out, line: StandLine) -> None:
    notes = [count("report", line.reports)] if line.reports > 1 else []
    notes += [text("by", names=", ".join(line.speakers))] if line.speakers else []
    notes += [text("opposed by", names=", ".join(line.opposed))] if line.opposed else []
    told = f"({', '.join(notes)})" if notes else ""
    said = Text.assemble(_issues(line, "bold"), " " * bool(told), plain(told))
    labelled(out.console, plain(name_of("act", line.act)), said, 4, _ACT)
    _passage(out, line.passage, 4 + _ACT)


def _issues(line: StandLine, style: str = "") -> Text:
    against = text("against") if line.turned else ""
    return Text.assemble(against, " " * bool(against), plain(", ".join(line.issues), style))


# What moved


def _moved(out: _Out, told: Briefing) -> None:
    out.part(text("moved"), told.moved, MOVED, _shift, "shifts")
    if not told.fresh:
        return
    title = text("new since", day=long_day(told.days[-1]))
    if told.moved:
        hanging(out.console, plain(title, "bold"), 2)
    else:
        heading(out.console, title)
    for side, lines in told.fresh[: out.several(MOVED)]:
        hanging(out.console, plain(side, "bold"), 2)
        for line in lines[: out.several(STANDS)]:
            said = Text.assemble(_issues(line), " ", _cited(line.passage.place))
            labelled(out.console, plain(name_of("act", line.act)), said, 4, _ACT)


def _shift(out: _Out, line: ShiftLine) -> None:
    hanging(out.console, Text.assemble(plain(line.actor, "bold"), " on ", plain(line.issue)), 2)
    for day, act, passage in _both(line):
        labelled(out.console, plain(day or "no day"), plain(name_of("act", act)), 4, _DAY)
        _passage(out, passage, 4 + _DAY)
    if line.after is None:
        hanging(out.console, plain(text("shift.silence")))


def _both(line: ShiftLine) -> Iterator[tuple[str | None, str | None, Passage]]:
    yield line.before_day, line.before_act, line.before
    if line.after:
        yield line.after_day, line.after_act, line.after


# What is disputed


def _disputed(out: _Out, told: Briefing) -> None:
    out.part(text("disputed"), told.disputed, DISPUTED, _dispute, "discrepancies")
    if told.worded:
        command = f"depesche show {out.path} discrepancies --grade wording"
        if not told.disputed:
            heading(out.console, text("disputed"))
        hanging(out.console, plain(f"{text('otherwise worded')}: {told.worded.total:,}, {command}", "dim"), 2)
    out.part(text("odd"), told.odd, SHORT, _dispute, "discrepancies")


def _dispute(out: _Out, line: DisputeLine) -> None:
    about = f": {line.subject}" if line.subject else ""
    said = Text.assemble("  ", plain(f"{name_of('differ', line.kind)}{about}", "bold"))
    head(out.console, said, name_of("grade", line.grade))
    for side in (line.a, line.b):
        _passage(out, side, 4, mark="bold")
    words = next(filter(None, (reason_words(one) for one in line.reasons)), "")
    if words:
        hanging(out.console, plain(words))


# Who copied from whom, and what is left out


def _copied(out: _Out, line: LineageLine) -> None:
    first = f", {text('earlier')}" if line.sure else ""
    wires = f", {', '.join(line.agencies)}" if line.agencies else ""
    said = f"{line.later.report} {name_of('kinship', line.kind)} {line.earlier.report}{first}"
    share = text("shared of", share=f"{line.shares[0]:.0%}")
    hanging(out.console, plain(f"{said}: {share}{wires}"), 2)


def _missing(out: _Out, line: SilenceLine) -> None:
    lead = Text.assemble(plain(line.report, "bold"), " ", plain(f"{text('leaves out')}: {line.actor}"))
    hanging(out.console, lead, 2)
    _passage(out, line.passage, 4, lead=f"{count('in other reports', line.others)}: ")


# The reports


def _reports(out: _Out, told: Briefing) -> None:
    if not told.reports:
        return
    heading(out.console, text("the reports"))
    rows = told.by_day
    columns = (Column("day", 10), Column("outlet", 16), Column("statements", 10, numbers=True), Column("report"))
    shown = rows[: out.several(REPORTS)]
    table(out.console, columns, map(_report_cells, shown))
    out.rest(len(rows) - len(shown), "reports")


def _report_cells(row: ReportLine) -> tuple[str, ...]:
    note = f" (same text as {row.double_of})" if row.double_of else ""
    return (
        row.day or about_when(row.interval),
        row.outlet or "",
        "" if row.unread else str(row.statements),
        row.name + note,
    )


def about_when(interval: tuple[str, str] | None) -> str:
    """What is sure of a day that lies between two, in the width of a day.

    >>> about_when(("2031-03-01", "2031-03-31")), about_when(("2030-12-30", "2031-01-02")), about_when(None)
    ('2031-03-??', 'no day', 'no day')
    """
    first, last = interval or ("", "")
    if first[:7] == last[:7] != "":
        return f"{first[:7]}-??"
    return f"{first[:4]}-??-??" if first[:4] == last[:4] != "" else "no day"


def quoted(words: str, mode: Mode) -> str:
    """What was said; between quotation marks where the report has it so.

    >>> quoted("Wir warten", "direct")
    '„Wir warten“'
    """
    return f"„{words}“" if words and mode == "direct" else words


def _unread(out: _Out, told: Briefing) -> None:
    if told.unread:
        heading(out.console, text("not read"))
    shown = told.unread[: out.several(REPORTS)]
    for one in shown:
        hanging(out.console, Text.assemble(plain(one.name, "bold"), ": ", plain(one.why)), 2)
    out.rest(len(told.unread) - len(shown), "reports")


def _next(out: _Out, told: Briefing) -> None:
    out.console.print()
    if told.undated:
        command = f"depesche set {out.path} {shlex.quote(told.undated[0])} published=YYYY-MM-DD"
        hanging(out.console, plain(f"{count('report', len(told.undated))} without a day: {command}", "dim"), 0)
    hanging(out.console, plain(f"To mail: depesche export {out.path} --to html -o briefing.html", "dim"), 0)
