"""Speech that goes on without a cue: quotations alone, and main clauses in the subjunctive."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.language.mood import present_subjunctive
from depesche.language.quotes import Quotation
from depesche.language.segments import FINITE
from depesche.read.cast import Entity
from depesche.read.content import trimmed
from depesche.read.draft import Draft, Range
from depesche.read.fields import is_actor, read_field
from depesche.read.phrases import noun_phrase
from depesche.read.reading import Reading, cue_ranges, frame_of, mixed_or, span_of
from depesche.read.sources import carried_by
from depesche.read.subjects import subject
from depesche.read.verbs import verb_of
from depesche.read.view import View
from depesche.records import Token

# A quotation is held, if at all, by one of the statements read last.
_RECENT = 40
_TELLING = frozenset(["accuse", "warn", "inform", "assess", "deny", "demand"])
_CONDITIONS = frozenset(["wenn", "falls"])


def quoted_alone(reading: Reading, found: View, before: int) -> None:
    """Read a whole quotation that nothing introduces: the second half of the last one, or words of whoever spoke."""
    for start, quote in sorted(found.block_of.items()):
        if any(d.covers(quote.start, quote.end) for d in reading.drafts[-_RECENT:]):
            continue
        previous = reading.open_quote
        alone = start == 0 and len(reading.drafts) == before
        if previous is not None and alone and reading.said_paragraph == reading.paragraph:
            previous.content.append((quote.start, quote.end))
            reading.again(previous)
            continue
        if not _utterance(found, quote):
            continue
        source, clause = introduced_by(reading, found, start)
        entities = reading.resolver.actors(found.tokens, *source) if source else carried_by(reading, found)
        if entities or quote.end - quote.start > 20:
            draft = Draft(
                "quotation behind a colon" if source else "quotation alone",
                "direct",
                [(quote.start, quote.end)],
                source=span_of(reading, found, source),
                entities=entities,
                act="inform",
                weight=0.75,
            )
            if source and clause is not None:
                draft.frame = frame_of(found, clause, draft.content)
                draft.cue = cue_ranges(found, verb_of(found, clause))
            reading.add(draft)
            reading.unclosed = draft if not quote.closed and source is None else None


def introduced_by(reading: Reading, found: View, start: int) -> tuple[tuple[int, int] | None, Clause | None]:
    """`Diese Haltung vertritt auch das Ministerium: „…“`: before a colon the subject of the clause is the source."""
    if start < 2 or found.tokens[start - 1].text != ":":
        return None, None
    for clause in reversed(found.clauses):
        if clause.kind == "main" and clause.last < start:
            own = _heading(found, clause) or subject(found, clause, read_field(found, clause), reading.tables)
            if own is None or not is_actor(found, own, reading.tables):
                own = _whose(reading, found, clause)
            return own, clause
    return None, None


def _whose(reading: Reading, found: View, clause: Clause) -> tuple[int, int] | None:
    """`Das Fazit von Ida Lund überrascht: „…“`: whoever stands with von behind a noun of saying."""
    for phrase in read_field(found, clause).preps:
        noun = found.tokens[phrase.start - 1].text if phrase.start else ""
        source = (phrase.start + 1, phrase.end)
        of = found.tokens[phrase.start].text.lower() in {"von", "vom"} and noun in reading.lexicon.nouns
        if of and is_actor(found, source, reading.tables):
            return source
    return None


def _heading(found: View, clause: Clause) -> tuple[int, int] | None:
    """`Ida Lund in Genf: „…“`: in a clause without a verb the phrase it begins with."""
    if clause.finite is not None:
        return None
    phrase = noun_phrase(found.tokens, clause.first, clause.last + 1)
    if phrase is None:
        return None
    end = phrase.end
    while end <= clause.last and found.tokens[end].tag == "NE":
        end += 1
    return phrase.start, end


def _utterance(found: View, quote: Quotation) -> bool:
    """Words alone in quotation marks are an utterance only with a finite verb; else they are a title or a headline."""
    return any(t.tag in FINITE for t in found.tokens if quote.start <= t.start < quote.end)


def carried(reading: Reading, found: View, before: int) -> None:
    """Read indirect speech that goes on without a cue: a main clause in the subjunctive that no statement of the sentence holds."""
    for clause in found.clauses:
        if clause.kind != "main" or clause.finite is None or found.in_block(clause.finite):
            continue
        token = found.tokens[clause.finite]
        if found.quoted(clause.finite) or not (token.mood == "sub" or _weak_form(reading, found, clause)):
            continue
        others = [d for d in reading.drafts[before:] if not d.rule.startswith("act")]
        reports = token.mood != "sub" and any(a <= token.start < b for d in others for a, b in d.cue)
        held = reports or any(d.covers(token.start, token.end) for d in others)
        if held or not _goes_on(reading, token, found):
            continue
        start, end = _range(reading, found, clause, before)
        if end > start:
            mode = mixed_or(found, [(start, end)], "indirect")
            speakers = _speaks_for_itself(reading, found, clause) or carried_by(reading, found, words=True)
            rule = "carried on in the subjunctive"
            reading.add(Draft(rule, mode, [(start, end)], entities=speakers, act="inform", weight=0.8))
        return


def _speaks_for_itself(reading: Reading, found: View, clause: Clause) -> list[Entity]:
    """`Wexner habe nichts gewusst` with no speaker near: it is himself who says so."""
    if reading.sentence - reading.said_in <= 1:
        return []
    own = subject(found, clause, read_field(found, clause), reading.tables)
    entities = reading.resolver.actors(found.tokens, *own) if own and is_actor(found, own, reading.tables) else []
    return [e for e in entities if e.kind == "person"]


def _weak_form(reading: Reading, found: View, clause: Clause) -> bool:
    """`Dazu gehörten …` between two sentences of reported speech: a weak past is its own subjunctive."""
    token = found.tokens[clause.finite or 0]
    if (
        not reading.speech_follows
        or reading.sentence - reading.said_in > 1
        or reading.said_paragraph != reading.paragraph
    ):
        return False
    return token.tag == "VVFIN" and token.text.endswith(("te", "ten")) and found.tokens[0].tag == "PROAV"


def _goes_on(reading: Reading, token: Token, found: View) -> bool:
    """The past subjunctive serves wishes and conditions too: it carries speech on only right behind a statement."""
    if present_subjunctive(token.text, token.lemma):
        return True
    close = reading.sentence - reading.said_in <= 1 and (reading.said_words or _told(reading, token))
    conditional = any(c.kind == "sub" and found.tokens[c.first].text.lower() in _CONDITIONS for c in found.clauses)
    return close and (not conditional or reading.said_paragraph == reading.paragraph)


def _told(reading: Reading, token: Token) -> bool:
    """`Er warf dem Amt Versagen vor. Bauern hätten gelitten`: behind an act that tells something, in the same paragraph."""
    voice = reading.voice
    same = reading.said_paragraph == reading.paragraph
    return (
        same and voice is not None and voice.rule.startswith("act:") and voice.act in _TELLING and token.mood == "sub"
    )


def _range(reading: Reading, found: View, clause: Clause, before: int) -> Range:
    """From the sentence's start, or from behind a main clause of the reporter's own, to its end or the next statement's cue."""
    first, last = found.opening(), len(found.tokens) - 1
    for other in found.clauses:
        if other is clause:
            break
        if other.kind == "main" and other.finite is not None and found.tokens[other.finite].mood == "ind":
            first = clause.first
    while first < clause.first and found.tokens[first].tag[0] == "$" and found.tokens[first].text not in '„“«»"':
        first += 1
    for draft in reading.drafts[before:]:
        if draft.cue and draft.outer and draft.cue[0][0] > found.tokens[clause.last].end and draft.frame:
            behind = found.index_at(draft.frame[0][0])
            if found.tokens[behind].tag == "PRELS":
                continue  # `Es gebe Kunden, die nicht offen dafür sind`
            last = min(last, behind - 1) if behind > clause.last else last
    return trimmed(reading.text, found.tokens[first].start, found.tokens[last].end)
