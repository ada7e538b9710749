"""Statements: who is reported to have said what (guidelines: Statement)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from depesche.language.quotes import Quotation, Quotations, quotations
from depesche.packs import Pack
from depesche.read.actors import cast_of
from depesche.read.assemble import assemble
from depesche.read.attributed import attributed, headed, noun_clauses
from depesche.read.carried import carried, quoted_alone
from depesche.read.confidence import weighed
from depesche.read.draft import Draft, Range
from depesche.read.headlines import headline
from depesche.read.hearsay import hearsay
from depesche.read.interviews import answer, turns
from depesche.read.lexicon import Lexicon, lexicon
from depesche.read.lookup import Lookup
from depesche.read.reading import Reading
from depesche.read.resolve import Resolver
from depesche.read.unmarked import first_person, keeps_marks
from depesche.read.verbal import reported_by_verbs
from depesche.read.view import View, view
from depesche.read.wants import wants
from depesche.records import Report, Sentence
from depesche.stages import stage

_DESCRIBED = frozenset(["office", "group"])


@stage(needs=("sentences", "actors", "cast"), gives=("statements", "actors"))
def read_statements(report: Report, pack: Pack) -> Report:
    """Find every statement of a report, with its roles, and say which actor made it; add actors that are only described."""
    resolver = Resolver(cast_of(report, pack))
    drafts = _drafts(report, resolver.tables, lexicon(pack), resolver)
    return weighed(assemble(report, drafts, resolver.cast), pack)


def _drafts(report: Report, tables: Lookup, cues: Lexicon, resolver: Resolver) -> list[Draft]:
    reading = Reading(report.text, tables, cues, resolver)
    paragraphs = _quoted_paragraphs(report)
    reading.marked = any(keeps_marks(quotes) for _, quotes in paragraphs)
    interview = turns(report.text, report.sentences, resolver.cast)
    for paragraph, quotes in paragraphs:
        within = Quotations(quotes)
        reading.paragraph += 1
        reading.previous = None
        reading.waiting = []
        for turn, part in groupby(enumerate(paragraph), lambda one: interview.at(one[1])):
            if turn is not None:
                answer(reading, turn, [sentence for _, sentence in part])
                continue
            for position, sentence in part:
                around = within.meeting(sentence.start, sentence.end)
                if _inside(sentence, around):
                    continue
                reading.speech_follows = _subjunctive(paragraph[position + 1 : position + 2])
                named = _named(resolver, sentence)
                _read_sentence(reading, view(sentence, around, report.text, named))
                reading.previous = sentence.start, sentence.end
    return reading.drafts


def _quoted_paragraphs(report: Report) -> list[tuple[list[Sentence], list[Quotation]]]:
    """The paragraphs with their quotations; a mark that one leaves open may be closed by the next."""
    out, after = [], ""
    for paragraph in _paragraphs(report.sentences):
        quotes = quotations(report.text, paragraph[0].start, paragraph[-1].end, after)
        after = next((report.text[q.outer_start] for q in quotes if not q.closed), "")
        out.append((paragraph, quotes))
    return out


def _named(resolver: Resolver, sentence: Sentence) -> list[Range]:
    return [(a, b) for a, b, e in resolver.cast.at(sentence.start, sentence.end) if e.kind not in _DESCRIBED]


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    out: list[list[Sentence]] = []
    for sentence in sentences:
        if out and out[-1][-1].paragraph == sentence.paragraph:
            out[-1].append(sentence)
        else:
            out.append([sentence])
    return out


def _subjunctive(sentences: Sequence[Sentence]) -> bool:
    return any(token.mood == "sub" for sentence in sentences for token in sentence.tokens)


def _inside(sentence: Sentence, quotes: Sequence[Quotation]) -> bool:
    """A sentence in the middle of a quotation that began earlier and ends later is part of that quotation's record."""
    return any(q.outer_start < sentence.start and sentence.end < q.outer_end and q.depth == 0 for q in quotes)


def _read_sentence(reading: Reading, found: View) -> None:
    before = reading.begun = len(reading.drafts)
    reading.sentence += 1
    reported_by_verbs(reading, found)
    attributed(reading, found, before)
    noun_clauses(reading, found, before)
    headed(reading, found, before)
    hearsay(reading, found, before)
    wants(reading, found, before)
    quoted_alone(reading, found, before)
    headline(reading, found, before)
    carried(reading, found, before)
    first_person(reading, found, before)
    reading.close(before)
    reading.behind = found
