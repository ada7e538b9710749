"""Statements in the conventions of the German Wikinews corpus of quotations, so that both can be compared.

The corpus marks some things otherwise than our guidelines do; docs/wikinews.md lists the rules of this writer. It works from
the records and the words around them, and does not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from depesche.records import Report, Sentence, Statement
from depesche.score.wikinews_roles import BACK, Page, Quote, Range, addressee, cue, frame, one, rating, speaker

QUOTED = re.compile(
    r"„[^„“”\"]{1,2000}[“”\"]|»[^»«]{1,2000}«|«[^«»]{1,2000}»|“[^“”]{1,2000}”|\"[^\"]{1,2000}\"",
)
OPENING, CLOSING = "„“»«\"'‚‘", "“”«»\"'‘’"
HEARSAY = "hearsay"
INTERVIEW = "interview"
ACTS = ("act", "wants")
RUNS = frozenset({"IndirectFreeIndirect", "FreeIndirect"})
# Acts that pass on what was told. Deeds done with words (to agree, to refuse, to accuse, to offer) are seldom marked there.
TOLD = frozenset({"demand", "inform", "warn", "assess", "commit"})
NAME_LENGTH = 3  # words


def convert(report: Report) -> list[Quote]:
    """The statements of a report as quotations of the corpus. The report must still have its sentences."""
    page = Page(report.text, report.sentences)
    quotes: list[Quote] = []
    for statement in _one_per_source(report.statements):
        made = _converted(page, statement)
        quotes += made
        named = made[0].speaker if made else one(statement.source)
        if named and statement.why != BACK:
            page.speaker_of[statement.actor or ""] = page.named_last = named
        if made and made[0].cue:
            page.last = made[0]
    return _without_doubles(_runs(page, quotes))


def _one_per_source(statements: Iterable[Statement]) -> list[Statement]:
    """Statements without those that differ from one before in nothing but the actor (joint sources)."""
    kept: list[Statement] = []
    for statement in sorted(statements, key=lambda s: s.content[0].start):
        if not any(_same_words(statement, other) for other in kept[-3:]):
            kept.append(statement)
    return kept


def _same_words(a: Statement, b: Statement) -> bool:
    return (a.content, a.cue, a.source) == (b.content, b.cue, b.source)


def _runs(page: Page, quotes: Sequence[Quote]) -> list[Quote]:
    """Neighbouring sentences of one speaker's speech that goes on are one quotation."""
    out: list[Quote] = []
    last: int | None = None
    for quote in quotes:
        before = out[last] if last is not None else None
        if before is not None and last is not None and _goes_on(page, before, quote):
            out[last] = replace(before, quote=((before.quote[0][0], quote.quote[-1][1]),))
            continue
        if quote.type != "Direct":
            last = len(out)
        out.append(quote)
    return out


def _goes_on(page: Page, before: Quote, quote: Quote) -> bool:
    alike = quote.type in RUNS and (quote.type, quote.speaker) == (before.type, before.speaker)
    return alike and not page.text[before.quote[-1][1] : quote.quote[0][0]].strip()


def _without_doubles(quotes: Iterable[Quote]) -> list[Quote]:
    return list({(quote.type, quote.quote): quote for quote in reversed(list(quotes))}.values())[::-1]


def _converted(page: Page, statement: Statement) -> list[Quote]:
    if statement.why == INTERVIEW:
        return []
    if statement.mode == "direct":
        return _direct(page, statement)
    if statement.mode == "reported" or statement.why.startswith(ACTS):
        return _reported(page, statement)
    if not statement.cue or statement.why.startswith(HEARSAY):
        return _free(page, statement)
    return _indirect(page, statement)


def _quote(page: Page, statement: Statement, kind: str, where: tuple[Range, ...]) -> Quote:
    """A quotation with all the roles of its statement."""
    around = frame(page, statement)
    return Quote(
        kind,
        where,
        speaker(page, statement, around),
        cue(page, statement, around),
        addressee(page, statement),
        around,
        medium="Writing" if statement.why in {"laut", "zufolge"} else "Speech",
        why=statement.why,
        confidence=statement.confidence,
        sourced=statement.source is not None,
    )


def _contents(statement: Statement) -> tuple[Range, ...]:
    return tuple((span.start, span.end) for span in statement.content)


def _direct(page: Page, statement: Statement) -> list[Quote]:
    """Each stretch of quoted words is a quotation of its own, with its marks; words without a cue repeat the last one."""
    quote = _quote(page, statement, "Direct", ())
    if not quote.cue and statement.source is None:
        quote = _like_the_last(page, quote)
    return [replace(quote, quote=(_with_marks(page.text, *where),)) for where in _contents(statement)]


def _indirect(page: Page, statement: Statement) -> list[Quote]:
    whole = _quote(page, statement, "Indirect", _contents(statement))
    return [whole, *_quoted_parts(page, whole)]


def _reported(page: Page, statement: Statement) -> list[Quote]:
    """The whole sentence, or the clause where the sentence has others; without cue and frame, which quoted parts have."""
    act = _quote(page, statement, "Indirect", _contents(statement))
    start = min(a for a, _ in (*act.quote, *act.frame))
    end = max(b for _, b in (*act.quote, *act.frame))
    sentence = page.sentence(start)
    if sentence is None:
        return []
    parts = [rating(page, statement, part) for part in _quoted_parts(page, act)]
    if not _told(page, statement):
        return parts
    where = _clause_or_sentence(page, sentence, start, end)
    return [replace(act, type="Reported", quote=(where,), cue=(), frame=(), addressee=()), *parts]


def _told(page: Page, statement: Statement) -> bool:
    """Whether an act is one that the corpus marks: something told, in a finite verb."""
    if statement.act not in TOLD or not statement.why.startswith("act:") or statement.actor in {None, "unspecified"}:
        return False
    verbs = [token for span in statement.cue for token in page.tokens(span.start, span.end) if token.tag[0] == "V"]
    return bool(verbs) and verbs[0].tag == "VVFIN"


def _clause_or_sentence(page: Page, sentence: Sentence, start: int, end: int) -> Range:
    """The sentence, unless a finite verb stands outside the stretch."""
    if any(t.tag.endswith("FIN") and not start <= t.start < end for t in sentence.tokens):
        return start, end
    return sentence.start, sentence.start + len(page.text[sentence.start : sentence.end].rstrip())


def _free(page: Page, statement: Statement) -> list[Quote]:
    """Speech without a cue: with its stop, and the mention named last as its speaker; quoted parts repeat the last cue."""
    start, end = statement.content[0].start, statement.content[-1].end
    hearsay = statement.why.startswith(HEARSAY)
    sentence = page.sentence(start)
    if hearsay and sentence is not None:
        start, end = _clause_or_sentence(page, sentence, min(start, *(s.start for s in statement.cue)), end)
    kind = "FreeIndirect" if hearsay else "IndirectFreeIndirect"
    whole = Quote(
        kind,
        ((start, _with_stop(page.text, end)),),
        speaker(page, statement, ()),
        why=statement.why,
        confidence=statement.confidence,
    )
    return [whole, *_quoted_parts(page, _like_the_last(page, whole))]


def _like_the_last(page: Page, quote: Quote) -> Quote:
    """A quotation with the cue and the frame of the last reporting clause."""
    return replace(quote, cue=page.last.cue, frame=page.last.frame) if page.last is not None else quote


def _quoted_parts(page: Page, whole: Quote) -> list[Quote]:
    """Quoted words inside speech are direct quotations with the same roles, unless they are a name or a title."""
    return [
        replace(whole, type="Direct", quote=((match.start(), match.end()),))
        for start, end in whole.quote
        for match in QUOTED.finditer(page.text, start, min(len(page.text), end + 1))
        if not _title(match.group())
    ]


def _title(quoted: str) -> bool:
    """Whether quoted words inside speech look like a name or a title: few words that begin with a capital."""
    words = quoted[1:-1].split()
    return 0 < len(words) <= NAME_LENGTH and words[0][:1].isupper()


def _with_marks(text: str, start: int, end: int) -> Range:
    start -= start > 0 and text[start - 1] in OPENING
    end += end < len(text) and text[end] in CLOSING
    return start, end


def _with_stop(text: str, end: int) -> int:
    while end < len(text) and text[end] in CLOSING:
        end += 1
    return end + (end < len(text) and text[end] in ".!?;")
