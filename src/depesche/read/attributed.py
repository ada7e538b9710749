"""Clauses that a phrase or a noun attributes: laut, zufolge, nach Angaben, so, `die Forderung, …`."""

from __future__ import annotations

from dataclasses import replace

from depesche.language.clauses import Clause
from depesche.language.quotes import Quotation
from depesche.language.segments import FINITE
from depesche.read.attributions import Attribution, attributions
from depesche.read.cast import Entity
from depesche.read.content import trimmed
from depesche.read.draft import Draft, Range
from depesche.read.fields import read_field
from depesche.read.nouns_said import after_which, headed_by, noun_clause
from depesche.read.reading import Reading, cue_ranges, frame_of, mixed_or, span_of
from depesche.read.sources import by_phrase, carried_by
from depesche.read.subjects import subject
from depesche.read.view import View

_NEGATION = frozenset(["nicht", "kein", "keine", "keinen", "keinem", "keiner", "keinerlei", "ohne"])
_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag")
_SUBORDINATE = frozenset(["rel", "dass", "sub", "wh", "ob"])


def attributed(reading: Reading, found: View, before: int) -> None:
    """Read the clauses under laut, zufolge, nach Angaben, so; such a phrase in a reporting clause names the medium."""
    for hit in attributions(found, reading.lexicon, reading.tables):
        host = _host(found, reading, hit, before)
        if host is not None and hit.source is not None and hit.rule in {"laut", "zufolge", "nach"}:
            host.via = reading.span(found, hit.source)
            inside = range(found.tokens[hit.start].start, found.tokens[hit.end - 1].end)
            if host.addressee is not None and host.addressee[0] in inside:
                host.addressee = None
            continue
        _attribute(reading, found, _without_day(reading, found, hit))


def _without_day(reading: Reading, found: View, hit: Attribution) -> Attribution:
    """`nach Angaben vom Montag`: a weekday tells when, unless somebody of the report has that name."""
    if hit.source is None or found.tokens[hit.source[0] - 1].text.lower() not in {"von", "vom"}:
        return hit
    words = found.tokens[slice(*hit.source)]
    named = reading.resolver.cast.at(words[0].start, words[-1].end)
    return replace(hit, source=None) if words[-1].text.lower().endswith(_DAYS) and not named else hit


def _host(found: View, reading: Reading, hit: Attribution, before: int) -> Draft | None:
    """The statement in whose reporting clause the phrase stands (`sagte Rjabkow der Agentur Interfax zufolge`)."""
    start = found.tokens[hit.start].start
    for draft in reading.drafts[before:]:
        in_frame = any(a <= start < b for a, b in draft.frame)
        spoken = draft.source is not None and draft.cue and draft.mode != "reported"
        if in_frame and spoken and not draft.covers(start, start + 1):
            return draft
    return None


def _attribute(reading: Reading, found: View, hit: Attribution) -> None:
    quote = _quote_before(found, hit) if hit.rule == "so" else None
    ranges = _both_halves(found, hit, quote) if quote else _content(reading, found, hit)
    if not ranges:
        return
    draft = Draft(
        rule=hit.rule,
        mode="direct" if quote is not None else mixed_or(found, ranges, "indirect"),
        content=ranges,
        cue=cue_ranges(found, hit.cue),
        source=span_of(reading, found, hit.source),
        entities=_entities(reading, found, hit),
        act=hit.act,
        weight=0.9,
    )
    draft.frame = [(found.tokens[hit.start].start, found.tokens[hit.end - 1].end)]
    reading.add(draft)


def _entities(reading: Reading, found: View, hit: Attribution) -> list[Entity]:
    if hit.source is not None:
        return by_phrase(reading, found, hit.source)
    if hit.own:
        return _own(reading, found, hit)
    return carried_by(reading, found) if hit.rule == "demnach" else []


def _own(reading: Reading, found: View, hit: Attribution) -> list[Entity]:
    """`nach eigenen Angaben`: whoever is the subject of the clause."""
    for clause in found.clauses:
        if clause.first <= hit.start <= clause.last and clause.kind != "quote":
            parts = read_field(found, clause, range(hit.start, hit.end))
            source = subject(found, clause, parts, reading.tables)
            if source is not None:
                return reading.resolver.actors(found.tokens, *source)
    return []


def _quote_before(found: View, hit: Attribution) -> Quotation | None:
    for start, end in found.blocks:
        if end <= hit.start and all(t.tag[0] == "$" for t in found.tokens[end : hit.start]):
            return found.block_of[start]
    return None


def _both_halves(found: View, hit: Attribution, quote: Quotation) -> list[Range]:
    """`„…“, so X, „…“`: a quotation that goes on right behind the phrase."""
    out = [(quote.start, quote.end)]
    for start, _ in found.blocks:
        if start >= hit.end and all(t.tag[0] == "$" for t in found.tokens[hit.end : start]):
            out.append((found.block_of[start].start, found.block_of[start].end))
            break
    return out


def _content(reading: Reading, found: View, hit: Attribution) -> list[Range]:
    """The clause that the phrase stands in, without the phrase: all of the sentence for a main clause."""
    tokens = found.tokens
    clause = next((c for c in found.clauses if hit.start in c.own), None)
    first, last = found.opening(), len(tokens) - 1
    if clause is not None and clause.kind in _SUBORDINATE and hit.rule != "so":
        first, last = clause.first, clause.last
    elif clause is not None and clause.kind == "main" and hit.rule != "so" and _second_main(found, clause):
        first = clause.first
    after = hit.end
    for other in found.clauses:
        if other.kind == "rel" and other.first == hit.end + 1 and hit.start == 0 and other.last < last:
            after = other.last + 1  # `Nach Informationen des Blogs, das …, wird …`
    ranges = []
    if hit.start > first and not (hit.start == first + 1 and found.tokens[first].tag == "ADV"):
        ranges.append(trimmed(reading.text, tokens[first].start, tokens[hit.start - 1].end))
    if after <= last:
        ranges.append(trimmed(reading.text, tokens[after].start, tokens[last].end))
    return [(a, b) for a, b in ranges if b - a > 1]


def _second_main(found: View, clause: Clause) -> bool:
    """Whether a main clause in the indicative stands before: what a phrase in the second one attributes does not reach back."""
    for other in found.clauses:
        if other is clause:
            return False
        if other.kind == "main" and other.finite is not None and found.tokens[other.finite].mood == "ind":
            return other.last < clause.first
    return False


def _can_hang(found: View, clause: Clause) -> bool:
    """Whether a clause can be what a noun before it says; a main clause only in the subjunctive (`die Behauptung, er sei …`)."""
    if clause.kind == "main":
        return clause.finite is not None and found.tokens[clause.finite].mood == "sub" and clause.finite > clause.first
    return clause.kind in {"dass", "inf", "ob", "sub"} or after_which(found, clause) > 0


def _last(found: View, number: int, noun: int) -> int:
    """The last token of a noun's clause with the clauses that hang on it; what goes on behind it with the noun's own clause is not."""
    host = next((c for c in found.clauses if noun in c.own), None)
    last = found.clauses[number].last
    limit = (
        next((i for i in host.own if i > last and found.tokens[i].tag[0] != "$"), None) if host is not None else None
    )
    for clause in found.clauses[number + 1 :]:
        near = clause.first - last <= 2 and (limit is None or clause.last < limit)
        if clause.kind not in {"rel", "inf", "um", "dass", "sub", "ob"} or not near:
            break
        last = max(last, clause.last)
    return last


def _passing(reading: Reading, found: View, noun: int, before: int) -> bool:
    """`hat nicht die Absicht, …`, `keine Pläne, …`, or a noun without a source inside what somebody says: nobody's statement."""
    start = found.tokens[noun].start
    host = next((c for c in found.clauses if noun in c.own), None)
    words = {found.tokens[i].text.lower() for i in host.own if i < noun} if host is not None else set()
    inside = any(d.covers(start, start + 1) for d in reading.drafts[before:])
    return inside or found.quoted(noun) or bool(words & _NEGATION)


def noun_clauses(reading: Reading, found: View, before: int) -> None:
    """Read `Russlands Vorschlag, Grenzen festzulegen`: a noun with a clause of its own, unless a verb took that clause."""
    for number, clause in enumerate(found.clauses):
        hit = noun_clause(found, reading.lexicon, clause, number) if _can_hang(found, clause) else None
        if hit is None:
            continue
        noun, source = hit
        opening = after_which(found, clause)
        asked = clause.kind in {"ob", "wh"}  # `zu der Frage, ob …`: nobody is said to have asked
        if source is None and not opening and (asked or _passing(reading, found, noun, before)):
            continue
        if clause.first + opening > clause.last:
            continue  # cut off behind `wonach`: nothing is rendered
        commas = [i + 1 for i in range(noun + 1, clause.first) if found.tokens[i].text == ","]
        begin = clause.first if opening or not commas else commas[-1]
        start, end = trimmed(
            reading.text, found.tokens[begin + opening].start, found.tokens[_last(found, number, noun)].end
        )
        if end <= start or any(abs(a - start) < 3 for d in reading.drafts[before:] for a, _ in d.content):
            continue
        row = reading.lexicon.nouns.get(found.tokens[noun].text)
        draft = Draft(
            rule=f"noun: {row.noun if row else found.tokens[noun].text}",
            mode=mixed_or(found, [(start, end)], "indirect"),
            content=[(start, end)],
            cue=cue_ranges(found, tuple(range(begin, begin + opening)) or (noun,)),
            source=span_of(reading, found, source),
            entities=by_phrase(reading, found, source) if source else [],
            act=row.act if row else "inform",
            weight=0.6,
            outer=False,
        )
        host = next((c for c in found.clauses if noun in c.own), None)
        draft.frame = frame_of(found, host, draft.content) if host is not None else []
        reading.add(draft)


def headed(reading: Reading, found: View, before: int) -> None:
    """Read `Ihr Fazit: Der Damm hält.`: a noun of saying without a verb, and behind its colon a sentence."""
    hit = headed_by(found, reading.lexicon) if len(reading.drafts) == before else None
    if hit is None:
        return
    noun, colon, source = hit
    behind = found.tokens[colon + 1 :]
    if not any(t.tag in FINITE for t in behind) or found.in_block(colon + 1):
        return
    entities = by_phrase(reading, found, source)
    content = [trimmed(reading.text, found.tokens[colon].end, found.tokens[-1].end)]
    if not entities:
        return
    row = reading.lexicon.nouns[found.tokens[noun].text]
    draft = Draft(
        f"clause behind a colon: {row.noun}", mixed_or(found, content, "indirect"), content, entities=entities
    )
    draft.cue, draft.source = cue_ranges(found, (noun,)), span_of(reading, found, source)
    draft.act, draft.weight = row.act, 0.7
    draft.frame = [(found.tokens[0].start, found.tokens[colon - 1].end)]
    reading.add(draft)
