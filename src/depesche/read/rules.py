"""The rules that find statements in a sentence, in the order in which they apply."""

from __future__ import annotations

from dataclasses import dataclass, field

from depesche.language.clauses import Clause
from depesche.language.quotes import Quotation
from depesche.read.attributions import Attribution, attributions, noun_clause
from depesche.read.cast import Entity
from depesche.read.content import Content, continued, following, preceding, trimmed
from depesche.read.draft import Draft, Range
from depesche.read.lexicon import CueRow, Lexicon
from depesche.read.lookup import Lookup
from depesche.read.phrases import Phrase
from depesche.read.resolve import Resolver
from depesche.read.roles import Field, addressee, agent, is_actor, occasion, read_field, rest, subject
from depesche.read.verbs import VerbCue, verb_cues
from depesche.read.view import View
from depesche.records import Mode

# Subjunctive forms that serve other ends too (wishes, conditions, politeness): they carry speech on only right behind a statement.
_WEAK_SUBJUNCTIVE = ("wär", "hätt", "würd", "könnt", "müsst", "dürft", "sollt", "möcht")


@dataclass(slots=True)
class Reading:
    """What has been read of a report so far."""

    text: str
    tables: Lookup
    lexicon: Lexicon
    resolver: Resolver
    drafts: list[Draft] = field(default_factory=list)
    paragraph: int = 0
    sentence: int = 0
    said_in: int = -9
    said_paragraph: int = -9
    open_quote: Draft | None = None

    def span(self, found: View, tokens: tuple[int, int]) -> Range:
        """The character range of tokens[start:end]."""
        return found.tokens[tokens[0]].start, found.tokens[tokens[1] - 1].end

    def add(self, draft: Draft) -> None:
        """Keep a draft, and remember who spoke if it is no nested one."""
        self.drafts.append(draft)
        if draft.outer and draft.entities:
            self.resolver.spoken(draft.start, draft.entities)

    def close(self, found: View, before: int) -> None:
        """Note whether the sentence held a statement, for those that carry speech on."""
        if len(self.drafts) > before:
            self.said_in, self.said_paragraph = self.sentence, self.paragraph
            last = self.drafts[-1]
            whole = last.mode == "direct" and last.cue
            self.open_quote = last if whole and any(d is last for d in self.drafts[before:]) else None
            if any(d.mode != "direct" and d.outer for d in self.drafts[before:]):
                self.open_quote = None
        else:
            self.open_quote = None


def cue_ranges(found: View, cue: tuple[int, ...]) -> list[Range]:
    """Cue tokens as character ranges, neighbours joined."""
    out: list[Range] = []
    last = -2
    for i in cue:
        token = found.tokens[i]
        if i == last + 1 and out:
            out[-1] = (out[-1][0], token.end)
        else:
            out.append((token.start, token.end))
        last = i
    return out


def reported_by_verbs(reading: Reading, found: View) -> None:
    """Direct, indirect and reported statements that a verb introduces."""
    cues = sorted(verb_cues(found, reading.lexicon), key=lambda c: c.verb)
    by_clause: dict[int, VerbCue] = {}
    for cue in cues:
        by_clause[cue.clause] = cue
    for cue in cues:
        content = _content(reading, found, cue, by_clause)
        if content is not None:
            _clausal(reading, found, cue, content, by_clause)
        else:
            _act(reading, found, cue)


def _content(reading: Reading, found: View, cue: VerbCue, cues: dict[int, VerbCue]) -> Content | None:
    text = reading.text
    clause = found.clauses[cue.clause]
    if clause.kind == "wh" and clause.opener is not None and found.tokens[clause.opener].text.lower() == "wie":
        return _as_said(reading, found, clause, cue)
    before = preceding(found, cue, text)
    if before is not None and before.quote is not None:
        return before
    after = following(found, cue, text, cues)
    return before or after


def _as_said(reading: Reading, found: View, clause: Clause, cue: VerbCue) -> Content | None:
    """`…, wie er sagte`: the rest of the sentence is the content."""
    if not cue.frames & {"v2", "dass", "quote"} or cue.strength == "weak":
        return None
    tokens = found.tokens
    start, end = clause.first, clause.last + 1
    before = trimmed(reading.text, tokens[0].start, tokens[start - 1].end) if start else (0, 0)
    after = trimmed(reading.text, tokens[end].start, tokens[-1].end) if end < len(tokens) else (0, 0)
    ranges = [r for r in (before, after) if r[1] - r[0] > 1]
    return Content(ranges, "clause with wie") if ranges and sum(b - a for a, b in ranges) > 12 else None


def _clausal(reading: Reading, found: View, cue: VerbCue, content: Content, cues: dict[int, VerbCue]) -> None:
    clause = found.clauses[cue.clause]
    parts = read_field(found, clause, cue.cue)
    source = _source(reading, found, cue, clause, parts)
    if source is None and content.quote is None and not cue.passive and clause.kind in {"inf", "um"}:
        source = _controller(reading, found, cue, parts)
    rule = content.how
    row = _row(cue, content)
    if row.strength == "weak" and content.quote is None and not _backed(reading, found, source, content):
        return
    ranges = list(content.ranges)
    if content.how in {"quotation before its cue", "clause before its cue"}:
        ranges += continued(found, cue, content, reading.text, cues)
    to = addressee(found, parts, row.addressee, source, reading.tables)
    draft = Draft(
        rule=f"{rule}: {row.lemma}",
        mode=_mode(found, content, ranges),
        content=ranges,
        cue=cue_ranges(found, cue.cue),
        source=reading.span(found, source) if source else None,
        entities=_entities(reading, found, clause, source, cue),
        addressee=reading.span(found, to) if to else None,
        occasion=_span_of(reading, found, occasion(found, parts)),
        act=row.act,
        weight=_WEIGHTS[row.strength],
        outer=not _nested(reading, found, cue),
    )
    draft.frame = _frame(found, clause, ranges)
    reading.add(draft)


_WEIGHTS = {"strong": 0.9, "medium": 0.75, "weak": 0.6}


def _span_of(reading: Reading, found: View, tokens: tuple[int, int] | None) -> Range | None:
    return reading.span(found, tokens) if tokens else None


def _row(cue: VerbCue, content: Content) -> CueRow:
    frame = "quote" if content.quote is not None else _FRAME_OF.get(content.how.split()[0], "v2")
    return cue.row(frame) or cue.row("dass") or cue.rows[0]


_FRAME_OF = {"dass": "dass", "ob": "ob", "question": "wh", "infinitive": "zu", "verb-second": "v2", "clause": "v2"}


def _backed(reading: Reading, found: View, source: tuple[int, int] | None, content: Content) -> bool:
    """A weak verb reports when its subject is somebody and its content a clause in the subjunctive, or a dass clause."""
    if source is None or not is_actor(found, source, reading.tables):
        return False
    return "subjunctive" in content.how or content.how.split()[0] in {"dass", "ob", "infinitive"}


def _mode(found: View, content: Content, ranges: list[Range]) -> Mode:
    if content.quote is not None:
        return "direct"
    return _mixed_or(found, ranges, "indirect")


def _mixed_or(found: View, ranges: list[Range], mode: Mode) -> Mode:
    quoted = any(q.depth == 0 and a <= q.start and q.end <= b for q in found.quotes for a, b in ranges)
    return "mixed" if quoted else mode


def _frame(found: View, clause: Clause, content: list[Range]) -> list[Range]:
    """The reporting clause without its content."""
    out: list[Range] = []
    for i in clause.own:
        token = found.tokens[i]
        if any(a <= token.start < b for a, b in content):
            continue
        if out and found.tokens[i - 1].end == out[-1][1]:
            out[-1] = (out[-1][0], token.end)
        elif token.tag[0] != "$":
            out.append((token.start, token.end))
    return out


def _nested(reading: Reading, found: View, cue: VerbCue) -> bool:
    """Whether the reporting clause itself stands inside what somebody said: in the subjunctive, or below a dass clause."""
    clause = found.clauses[cue.clause]
    finite = found.tokens[clause.finite] if clause.finite is not None else None
    if finite is not None and finite.mood == "sub":
        return True
    start = found.tokens[cue.verb].start
    return any(d.covers(start, start + 1) for d in reading.drafts[-6:])


def _source(reading: Reading, found: View, cue: VerbCue, clause: Clause, parts: Field) -> tuple[int, int] | None:
    if cue.passive:
        return agent(found, parts)
    row = cue.rows[0]
    if row.source and row.lemma in {"heißen", "lauten", "verlauten"}:
        for phrase in parts.preps:
            if phrase.prep is not None and found.tokens[phrase.prep].text.lower() in {*row.source, "vom", "beim", "im"}:
                return phrase.start + 1, phrase.end
        return None
    if clause.kind in {"inf", "um"}:
        return None
    found_subject = subject(found, clause, parts, reading.tables)
    if found_subject is None and found.tokens[clause.first].tag == "KON":
        return _shared(reading, found, cue)
    return found_subject


def _shared(reading: Reading, found: View, cue: VerbCue) -> tuple[int, int] | None:
    """`X wies es zurück und forderte …`: the subject of the clause before is this one's too."""
    for number in range(cue.clause - 1, -1, -1):
        clause = found.clauses[number]
        if clause.kind == "quote":
            continue
        if clause.finite is not None and clause.kind in {"main", "rel", "dass", "sub"}:
            return subject(found, clause, read_field(found, clause), reading.tables)
    return None


def _controller(reading: Reading, found: View, cue: VerbCue, parts: Field) -> tuple[int, int] | None:
    return _shared(reading, found, cue)


def _entities(
    reading: Reading, found: View, clause: Clause, source: tuple[int, int] | None, cue: VerbCue | None
) -> list[Entity]:
    if source is None:
        return _implied(reading, found, cue)
    tokens = found.tokens
    if source[1] - source[0] == 1 and tokens[source[0]].tag in {"PRELS", "PWS"} and clause.kind in {"rel", "wh"}:
        antecedent = _antecedent(found, source[0])
        if antecedent is not None:
            source = antecedent
    finite = tokens[clause.finite].text.lower() if clause.finite is not None else ""
    plural = finite.endswith(("en", "n")) and finite not in {"kann", "begann", "gewann"}
    return reading.resolver.actors(tokens, source[0], source[1], plural=plural)


def _implied(reading: Reading, found: View, cue: VerbCue | None) -> list[Entity]:
    """A passive without `von`: nobody is named; inside carried speech it is the state of whoever speaks."""
    return []


def _antecedent(found: View, relative: int) -> tuple[int, int] | None:
    """The noun phrase that a relative pronoun goes back to: the one that ends right before the comma."""
    i = relative - 1
    while i >= 0 and found.tokens[i].text != ",":
        i -= 1
    end = i
    k = end - 1
    while k >= 0 and found.tokens[k].tag in {"NN", "NE", "ADJA", "ART", "FM", "CARD", "PPOSAT", "PIAT"}:
        k -= 1
        if found.tokens[k + 1].tag in {"ART", "PPOSAT"}:
            break
    return (k + 1, end) if k + 1 < end else None


_ACT_FRAMES = ("acc", "als", "gen")


def _act(reading: Reading, found: View, cue: VerbCue) -> None:
    """An act that is named without its words: `forderte Garantien`, `wies Vorwürfe zurück`, `warb um Geduld`."""
    row = next((r for r in sorted(cue.rows, key=_rank) if r.prepositions or r.frames & set(_ACT_FRAMES)), None)
    clause = found.clauses[cue.clause]
    if row is None or row.strength == "weak" or clause.kind in {"um"}:
        return
    parts = read_field(found, clause, cue.cue)
    source = _source(reading, found, cue, clause, parts)
    if source is None or not is_actor(found, source, reading.tables):
        return
    taken = set(cue.cue) | set(range(*source))
    to = addressee(found, parts, row.addressee, source, reading.tables)
    if to is not None:
        taken |= set(range(*to))
    where = occasion(found, parts)
    if where is not None:
        taken |= set(range(*where))
    taken |= _circumstances(found, parts, row)
    runs = rest(found, clause, taken)
    runs = [run for run in runs if _object(found, run, row)]
    if not runs:
        return
    ranges = _extended(reading, found, cue, runs)
    draft = Draft(
        rule=f"act: {row.lemma}",
        mode=_mixed_or(found, ranges, "reported"),
        content=ranges,
        cue=cue_ranges(found, _with_preposition(found, cue.cue, row)),
        source=reading.span(found, source),
        entities=_entities(reading, found, clause, source, cue),
        addressee=_span_of(reading, found, to),
        occasion=_span_of(reading, found, where),
        act=row.act,
        weight=0.7 if row.strength == "strong" else 0.55,
        outer=not _nested(reading, found, cue),
    )
    draft.frame = _frame(found, clause, ranges)
    reading.add(draft)


def _rank(row: CueRow) -> int:
    return ("strong", "medium", "weak").index(row.strength)


def _with_preposition(found: View, cue: tuple[int, ...], row: CueRow) -> tuple[int, ...]:
    """`sprach von`: a preposition right behind the verb that carries the content belongs to the cue."""
    after = cue[-1] + 1
    if len(cue) == 1 and row.lemma == "sprechen" and after < len(found.tokens) and found.tokens[after].text.lower() in row.prepositions:
        return (*cue, after)
    return cue


_TIMES = frozenset(
    """montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag woche monat jahr tag abend morgen nachmittag vormittag nacht mittag
    januar februar märz april mai juni juli august september oktober november dezember zeit wochen tagen monaten jahren uhr anschluss""".split()
)


def _circumstances(found: View, parts: Field, row: CueRow) -> set[int]:
    """When and where: phrases that are no part of what an act is about."""
    out: set[int] = set()
    for phrase in parts.preps:
        prep = found.tokens[phrase.start].text.lower()
        head = found.tokens[phrase.head].text.lower()
        base = {"am": "an", "im": "in", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei"}.get(prep, prep)
        if base in row.prepositions and head not in _TIMES:
            continue
        place = base == "in" and found.tokens[phrase.head].text in _places(found, phrase)
        if head.endswith(tuple(_TIMES)) or place:
            out |= set(range(phrase.start, phrase.end))
    return out


def _places(found: View, phrase: Phrase) -> set[str]:
    return {found.tokens[phrase.head].text} if found.tokens[phrase.head].tag == "NE" and not _noun_before(found, phrase) else set()


def _noun_before(found: View, phrase: Phrase) -> bool:
    return phrase.start > 0 and found.tokens[phrase.start - 1].tag in {"NN", "NE"}


def _object(found: View, run: list[int], row: CueRow) -> bool:
    """Whether what is left can be the content: it begins as one of the row's frames does."""
    first = found.tokens[run[0]]
    low = first.text.lower()
    if first.tag in {"PPER", "PRF"} and len(run) == 1 and low in {"es", "sich", "ihm", "ihr", "ihnen", "mir", "uns"}:
        return False
    if first.tag in {"APPR", "APPRART"}:
        base = {"am": "an", "im": "in", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei", "ans": "an", "ins": "in"}.get(low, low)
        return base in row.prepositions or base in {"unter", "als"} or low == "im"
    return bool(row.frames & {"acc", "als", "gen"}) or low == "als"


def _extended(reading: Reading, found: View, cue: VerbCue, runs: list[list[int]]) -> list[Range]:
    """The runs as character ranges, with the clauses that hang on the last of them."""
    tokens = found.tokens
    ranges = [(tokens[run[0]].start, tokens[run[-1]].end) for run in runs]
    last = runs[-1][-1]
    skipped = last
    for number in range(cue.clause + 1, len(found.clauses)):
        clause = found.clauses[number]
        if clause.first < last:
            continue
        gap = [tokens[i] for i in range(skipped + 1, clause.first)]
        bridge = all(t.tag[0] == "$" or t.tag in {"PTKVZ", "VVPP", "VVINF", "VAFIN"} for t in gap)
        if clause.kind in {"rel", "inf", "sub", "um", "dass", "wh"} and bridge and not _own_cue(clause, found):
            a, b = trimmed(reading.text, tokens[clause.first].start, tokens[clause.last].end)
            if all(t.tag[0] == "$" for t in gap) and ranges[-1][1] <= a and skipped == last:
                ranges[-1] = (ranges[-1][0], b)
            else:
                ranges.append((a, b))
            last = skipped = clause.last
        else:
            break
    return [trimmed(reading.text, a, b) for a, b in ranges]


def _own_cue(clause: Clause, found: View) -> bool:
    return clause.kind == "sub" and found.tokens[clause.first].text.lower() in {"während", "nachdem", "obwohl"}


def attributed(reading: Reading, found: View, before: int) -> None:
    """Clauses under laut, zufolge, nach Angaben, so."""
    for hit in attributions(found, reading.lexicon, reading.tables):
        host = _host(reading, found, hit, before)
        if host is not None and hit.source is not None and hit.rule in {"laut", "zufolge", "nach"}:
            host.via = reading.span(found, hit.source)
            continue
        _attribute(reading, found, hit)


def _host(reading: Reading, found: View, hit: Attribution, before: int) -> Draft | None:
    """The statement in whose reporting clause the phrase stands (`sagte Rjabkow der Agentur Interfax zufolge`)."""
    start = found.tokens[hit.start].start
    for draft in reading.drafts[before:]:
        in_frame = any(a <= start < b for a, b in draft.frame)
        if in_frame and draft.source is not None and draft.cue and not draft.covers(start, start + 1) and draft.mode != "reported":
            return draft
    return None


def _attribute(reading: Reading, found: View, hit: Attribution) -> None:
    ranges = _attributed_content(reading, found, hit)
    quote = None
    if hit.rule == "so":
        quote = _quote_before(found, hit)
        if quote is not None:
            ranges = [(quote.start, quote.end)]
    if not ranges:
        return
    source = hit.source
    draft = Draft(
        rule=hit.rule,
        mode="direct" if quote is not None else _mixed_or(found, ranges, "indirect"),
        content=ranges,
        cue=cue_ranges(found, hit.cue),
        source=reading.span(found, source) if source else None,
        act=hit.act,
        weight=0.9,
    )
    if source is not None:
        draft.entities = _by_phrase(reading, found, source)
    elif hit.own:
        draft.entities = _own(reading, found, hit)
    draft.frame = [(found.tokens[hit.start].start, found.tokens[hit.end - 1].end)]
    reading.add(draft)


def _by_phrase(reading: Reading, found: View, source: tuple[int, int]) -> list[Entity]:
    tokens = found.tokens
    if source[1] - source[0] == 1 and tokens[source[0]].tag == "PPOSAT":
        low = tokens[source[0]].text.lower()
        pronoun = "sie" if low.startswith("ihr") else "er"
        entity = reading.resolver._pronoun(pronoun, tokens[source[0]].start, plural=False)  # noqa: SLF001
        return [entity] if entity else []
    return reading.resolver.actors(tokens, source[0], source[1])


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
    for (_, b), quote in zip(found.blocks, (found.block_of[a] for a, _ in found.blocks), strict=True):
        if b <= hit.start and all(t.tag[0] == "$" for t in found.tokens[b : hit.start]):
            return quote
    return None


def _attributed_content(reading: Reading, found: View, hit: Attribution) -> list[Range]:
    """The clause that the phrase stands in, without the phrase: all of the sentence for a main clause."""
    tokens = found.tokens
    clause = next((c for c in found.clauses if hit.start in c.own), None)
    if clause is not None and clause.kind in {"rel", "dass", "sub", "wh", "ob"}:
        first, last = clause.first, clause.last
    else:
        first, last = 0, len(tokens) - 1
    if tokens[first].tag == "KON" and clause is not None and first == clause.first:
        first += 1 if first == 0 else 0
    ranges = []
    if hit.start > first:
        ranges.append(trimmed(reading.text, tokens[first].start, tokens[hit.start - 1].end))
    if hit.end <= last:
        ranges.append(trimmed(reading.text, tokens[hit.end].start, tokens[last].end))
    return [(a, b) for a, b in ranges if b - a > 1]


def noun_clauses(reading: Reading, found: View, before: int) -> None:
    """`Russlands Vorschlag, Grenzen festzulegen`: a noun with a clause of its own, unless a verb took that clause."""
    for number, clause in enumerate(found.clauses):
        if clause.kind not in {"dass", "inf", "ob"}:
            continue
        hit = noun_clause(found, reading.lexicon, clause, number)
        if hit is None:
            continue
        noun, source = hit
        begin = noun + 1
        while begin < clause.first and found.tokens[begin].text != ",":
            begin += 1
        start, end = trimmed(reading.text, found.tokens[begin + 1].start, found.tokens[clause.last].end)
        if end <= start or any(abs(d.start - start) < 3 for d in reading.drafts[before:]):
            continue
        if source is None:
            continue
        row = reading.lexicon.nouns[found.tokens[noun].text]
        entities = _by_phrase(reading, found, source)
        draft = Draft(
            rule=f"noun: {row.noun}",
            mode=_mixed_or(found, [(start, end)], "indirect"),
            content=[(start, end)],
            cue=[(found.tokens[noun].start, found.tokens[noun].end)],
            source=reading.span(found, source),
            entities=entities,
            act=row.act,
            weight=0.6,
            outer=False,
        )
        reading.add(draft)


def quoted_alone(reading: Reading, found: View, before: int) -> None:
    """A whole quotation that nothing introduces: the second half of the last one, or words of whoever spoke."""
    for start, quote in sorted(found.block_of.items()):
        if any(d.covers(quote.start, quote.end) for d in reading.drafts):
            continue
        previous = reading.open_quote
        if previous is not None and start == 0 and reading.said_paragraph == reading.paragraph and len(reading.drafts) == before:
            previous.content.append((quote.start, quote.end))
            reading.drafts.remove(previous)
            reading.drafts.append(previous)
            before -= 1
            continue
        entities = _carried_by(reading, found)
        if not entities and not _speech(found, quote, reading.text):
            continue
        draft = Draft(
            rule="quotation alone",
            mode="direct",
            content=[(quote.start, quote.end)],
            entities=entities,
            act="inform",
            weight=0.75,
        )
        reading.add(draft)


def _speech(found: View, quote: Quotation, text: str) -> bool:
    return quote.end - quote.start > 20


def _carried_by(reading: Reading, found: View) -> list[Entity]:
    """Who goes on speaking: the last speaker if the sentence before was attributed, else a person named in it."""
    speaker = reading.resolver.last_speaker
    if speaker is not None and reading.sentence - reading.said_in <= 1:
        return [speaker]
    position = found.tokens[0].start
    near = [e for e in reading.resolver.cast.persons if position - e.last_before(position) < 350 and e.last_before(position) >= 0]
    if near:
        return [max(near, key=lambda e: e.last_before(position))]
    return [speaker] if speaker is not None else []


def carried(reading: Reading, found: View, before: int) -> None:
    """Indirect speech that goes on without a cue: a main clause in the subjunctive that no other statement of the sentence holds."""
    for clause in found.clauses:
        if clause.kind != "main" or clause.finite is None or found.in_block(clause.finite):
            continue
        token = found.tokens[clause.finite]
        if token.mood != "sub" or found.quoted(clause.finite):
            continue
        if any(d.covers(token.start, token.end) for d in reading.drafts[before:] if _clause_like(d)):
            continue
        if not _goes_on(reading, token.text.lower(), found, clause):
            continue
        entities = _carried_by(reading, found)
        start, end = _carried_range(reading, found, clause)
        draft = Draft(
            rule="carried on in the subjunctive",
            mode=_mixed_or(found, [(start, end)], "indirect"),
            content=[(start, end)],
            entities=entities,
            act="inform",
            weight=0.8,
        )
        reading.add(draft)
        return


def _clause_like(draft: Draft) -> bool:
    return not draft.rule.startswith("act")


def _goes_on(reading: Reading, word: str, found: View, clause: Clause) -> bool:
    if not word.startswith(_WEAK_SUBJUNCTIVE):
        return True
    close = reading.sentence - reading.said_in <= 1
    conditional = any(c.kind == "sub" and found.tokens[c.first].text.lower() in {"wenn", "falls"} for c in found.clauses)
    return close and (not conditional or reading.said_paragraph == reading.paragraph)


def _carried_range(reading: Reading, found: View, clause: Clause) -> Range:
    first = 0
    for other in found.clauses:
        if other is clause:
            break
        if other.kind == "main" and other.finite is not None and found.tokens[other.finite].mood == "ind":
            first = other.last + 1
    while first < clause.finite and found.tokens[first].tag in {"$,", "$."}:  # type: ignore[operator]
        first += 1
    start, end = trimmed(reading.text, found.tokens[first].start, found.tokens[-1].end)
    closing = reading.text[end : end + 1]
    return (start, end) if closing not in "“”\"«»" or not closing else (start, end)
