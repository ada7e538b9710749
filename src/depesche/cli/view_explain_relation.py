"""The explanation of a relation, and of the day of a report, as text for a terminal of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.days import published_in_words
from depesche.cli.layout import hanging, head, heading, labelled, plain
from depesche.texts import basis_words, long_day, name_of, short_day, text

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.explained_relation import RelationTold, ReportTold
    from depesche.records import Published

_NAME = 13
_MANY = 24  # lines of a field that are shown


def show_relation(console: Console, one: RelationTold, lang: str) -> None:
    """Write what is held to be so, and why."""
    console.print(Text.assemble(plain(one.kind, "bold"), f" {one.relation.id}"))
    heading(console, name_of("related", "so", lang))
    for name, lines in one.fields:
        for number, line in enumerate(lines[:_MANY]):
            labelled(console, plain("" if number else name, "dim"), plain(line.words), 2, _NAME)
            if line.place:
                hanging(console, plain(f"[{line.place}]", "dim"), 2 + _NAME)
        if len(lines) > _MANY:
            hanging(console, plain(f"+{len(lines) - _MANY}", "dim"), 2 + _NAME)
    heading(console, name_of("related", "why", lang))
    for words in one.reasons or (name_of("related", "no reason", lang),):
        labelled(console, plain("-", "dim"), plain(words), 2, 2)
    if hasattr(one.relation, "confidence"):
        heading(console, f"{name_of('explained', 'confidence', lang)}: {one.relation.confidence:.2f}")
        hanging(console, plain(one.relation.why, "dim"), 2)


def show_report(console: Console, one: ReportTold, lang: str) -> None:
    """Write which day a report is of, and how that is known."""
    head(console, Text.assemble(plain("report", "bold"), " ", plain(one.row.name)), one.row.outlet or "")
    if one.row.title:
        hanging(console, plain(one.row.title, "dim"), 2)
    heading(console, f"{name_of('related', 'day', lang)}: {_day(one.day, lang)}")
    known = name_of("related", "told by case", lang) if one.told_by_case else basis_words(one.day.basis, lang)
    hanging(console, plain(known or name_of("related", "no day", lang)), 2)
    if one.dating is None:
        return
    if not one.told_by_case:
        heading(console, name_of("related", "case says", lang))
    for words in one.reasons or (name_of("related", "no reason", lang),):
        labelled(console, plain("-", "dim"), plain(words), 2, 2)
    heading(console, f"{name_of('explained', 'confidence', lang)}: {one.dating.confidence:.2f}")


def _day(day: Published, lang: str) -> str:
    first, last = day.interval or ("", "")
    if day.value or not (first and last):
        return long_day(day.value, lang) if day.value or not day.interval else published_in_words(day)
    return text("span of days", lang, first=short_day(first, lang), last=short_day(last, lang))
