"""What one report tells as a fact in its own voice, and another says is denied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from depesche.packs import Pack
from depesche.records import Span, Statement
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Line, Story, distance, marks
from depesche.relate.words import words
from depesche.relations import Discrepancy, Member

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 300  # characters of what is denied that are looked at
_OF = 3  # words of the noun phrase behind the deed that tell what it was done to
_FAR = 7  # days between the two reports
_FEW = 3  # sentences that may fit a denial; where more do, it is not clear which is meant


def of_disputes(story: Story) -> Iterator[Discrepancy]:
    """Denied deeds that another report tells as done."""
    for name, report in story.reports.items():
        for statement in report.statements:
            if statement.act == "deny" and statement.content:
                yield from _told(story, name, statement, statement.content[0])


def _told(story: Story, name: str, statement: Statement, span: Span) -> Iterator[Discrepancy]:
    """The sentences that tell the denied deed as a fact: its verb, and all that the deed is said to be done to."""
    pack = story.pack(name)
    text = span.text[:_LONGEST]
    verbs = next((_deeds(pack)[word] for word in _WORD.findall(text)[:3] if word in _deeds(pack)), ())
    told = [word.stem for word in words(text, pack) if not word.idle][:_OF]
    who = _of_actor(story, name, statement)
    if not verbs or len(told) < 2:
        return
    object_ = set(told[1:]) | ({who} if who and _own(text, pack) else set())
    if len(object_) < 2:
        return
    fitting = [
        line
        for line in story.postings.get(min(object_, key=lambda stem: (len(story.postings.get(stem, ())), stem)), ())
        if line.report != name
        and object_ <= line.stems
        and (distance(story.day(name), story.day(line.report)) or 0) <= _FAR
    ]
    facts = [(line, place) for line in fitting if (place := _fact(story, line, verbs))]
    if len(facts) > _FEW:
        return
    for line, (start, end) in facts:
        sides = [story.quote(line.report, start, end), story.quoted(name, span)]
        about = f"whether it was so: {text[:80]}"
        members = [Member(name, statement.id, span.text)]
        yield entry("dispute", "conflict", about, sides, "denied", 0.7, (), members)


def _fact(story: Story, line: Line, verbs: tuple[str, ...]) -> tuple[int, int] | None:
    """The sentence if the report tells in its own voice that it was done: the verb stands in no statement, nothing holds it open."""
    text = story.reports[line.report].text
    told = [(m.start(), m[0].lower()) for m in _WORD.finditer(text, line.start, line.end)]
    open_ = marks(story.pack(line.report))
    if any(word in open_["not"] or word in open_["may"] or word in open_["should"] for _, word in told):
        return None
    at = next((place for place, word in told if word.startswith(verbs)), None)
    if at is None or any(span.start <= at < span.end for span, _ in story.statements(line)):
        return None
    return line.start, line.end


def _own(text: str, pack: Pack) -> bool:
    """`eines seiner Kutter`: what is denied was done to somebody's own."""
    return any(word.lower() in marks(pack)["own"] for word in _WORD.findall(text)[:5])


def _of_actor(story: Story, name: str, statement: Statement) -> str | None:
    """The stem by which other reports name whose it is."""
    if statement.source is None:
        return None
    told = [word.stem for word in words(statement.source.text, story.pack(name)) if not word.idle]
    return told[-1] if told else None


@lru_cache(maxsize=4)
def _deeds(pack: Pack) -> dict[str, tuple[str, ...]]:
    """The beginnings of the verb forms that tell a deed, by its noun."""
    rows = pack.table("deeds")
    return {noun: tuple(row["verbs"].split("|")) for row in rows for noun in row["nouns"].split("|")}
