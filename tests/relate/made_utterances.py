"""Invented reports with statements, as the tests of utterances need them."""

from __future__ import annotations

from dataclasses import dataclass

from depesche import packs
from depesche.records import Actor, Header, Published, Report, Source, Span, Statement, Time, digest
from depesche.relate.utterances import find_utterances

PACKS = {"de": packs.load("de")}
ACTORS = (
    Actor("1", "Ines Tolk", "person", ("Tolk",), "minister", "Nordland"),
    Actor("2", "Jan Behr", "person", ("Behr",), "minister", "Südland"),
    Actor("3", "Nordland", "state", ("Nordland",)),
    Actor("4", "Sprecher", "group", ("Sprecher",)),
)


@dataclass(frozen=True)
class Said:
    """A statement of a report in the making: its words, framed by what the report says around them."""

    words: str
    actor: str = "Ines Tolk"
    mode: str = "direct"
    frame: str = "sagte sie."
    act: str = "inform"
    occasion: str = ""
    day: str = ""
    opening: str = ""


def a_report(name, *said, day="2031-05-06"):
    """A report in which each statement is a paragraph; a day given for one is named in its frame, an opening before it."""
    text, statements, times = "", [], []
    for number, one in enumerate(said):
        if one.opening:
            times.append(Time(f"o{number}", Span(len(text), len(text) + 6, "Am Tag"), "DATE", one.opening, one.opening))
            text += "Am Tag war Streik. "
        start = len(text)
        text += one.words
        content = (Span.of(text, start, len(text)),)
        begin = len(text) + 1
        text += f" {one.frame}" + (f" {one.occasion}" if one.occasion else "") + (" am Tag" if one.day else "")
        frame = Span.of(text, begin, len(text))
        if one.day:
            times.append(Time(f"t{number}", Span.of(text, len(text) - 3, len(text)), "DATE", one.day, one.day))
        at = text.rfind(one.occasion, begin) if one.occasion else 0
        occasion = Span.of(text, at, at + len(one.occasion)) if one.occasion else None
        cue = (Span.of(text, begin, begin + len(one.frame.split(" ")[0])),)
        statements.append(
            Statement(
                f"{name}-{number}",
                one.mode,
                content,
                cue,
                actor=one.actor,
                occasion=occasion,
                frame=(frame,),
                act=one.act,
            )
        )
        text += "\n\n"
    source = Source(name, "text", digest(text), "utf-8", "", 0, "x")
    header = Header(published=Published(day))
    return Report(
        name,
        text,
        source,
        language="de",
        header=header,
        actors=ACTORS,
        statements=tuple(statements),
        times=tuple(times),
    )


def groups(*reports):
    """The utterances found, each as the names of its members' statements."""
    return [tuple(member.record for member in one.members) for one in find_utterances(reports, PACKS)]


def joined(one, other, later="2031-05-06"):
    """Whether one statement of each of two reports is the same words; the second is of a later day."""
    return bool(groups(a_report("a", one), a_report("b", other, day=later)))


def indirect(words, **fields):
    return Said(words, mode="indirect", **fields)


WORDS = Said("Die Brücke gehört allen Anwohnern des Tals")
AGAIN = indirect("die Brücke gehöre den Anwohnern des Tals")
