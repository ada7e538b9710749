"""Invented reports, read as a case would read them, and utterances and meetings between them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from depesche.packs import load
from depesche.records import Fact, Report, Source
from depesche.relate.talks import merge_talks
from depesche.relate.talks_seen import seen_of
from depesche.relations import Member, Utterance, relation_id
from depesche.run.plan import read_report

PACKS = {"de": load("de")}


@lru_cache(maxsize=256)
def read(name: str, text: str, day: str | None = "2031-05-06") -> Report:
    """A report that appeared on a day, with its records."""
    facts = (Fact("published", day, "table"),) if day else ()
    raw = Report(name, text, Source(name, "text", "", "utf-8", "", 0, "text 1"), facts=facts, language="de")
    return replace(read_report(raw), sentences=(), cast=None)


def story(*texts: str, days: tuple[str | None, ...] = ()) -> list[Report]:
    """Reports `a`, `b`, `c` ... of one story."""
    return [read("abcdefgh"[i], text, days[i] if i < len(days) else "2031-05-06") for i, text in enumerate(texts)]


def utterance(reports: list[Report], *words: str, actor: str | None = None, day: str | None = None) -> Utterance:
    """The utterance whose members are the statements that hold the words, one for each report."""
    members, actors = [], []
    for report, piece in zip(reports, words, strict=True):
        if piece:
            at = report.text.index(piece)
            one = next(s for s in report.statements if any(c.start <= at < c.end for c in s.content))
            members.append(Member(report.name, one.id, one.content[0].text))
            actors.append(one.actor or "")
    who = actor or actors[0]
    identity = relation_id("utterance", *(member.record for member in members))
    return Utterance(identity, who, tuple(sorted(members)), day=day, confidence=0.9)


def meetings(reports: list[Report]):
    """The meetings of the reports."""
    return merge_talks([seen for report in reports for seen in seen_of(report, PACKS["de"])])
