"""Direct and indirect statements that a verb introduces, before, behind or around the words."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.read.acts import read_act
from depesche.read.content import Content, following, trimmed
from depesche.read.draft import Draft, Range
from depesche.read.fields import Field, is_actor, read_field
from depesche.read.lexicon import CueRow
from depesche.read.preceding import continued, preceding
from depesche.read.reading import Reading, cue_ranges, frame_of, mixed_or, nested, span_of, speaks
from depesche.read.roles import addressee, object_addressed, occasion
from depesche.read.sources import asyndetic, entities_of, source_of
from depesche.read.subjects import subject
from depesche.read.taken_up import taken_up
from depesche.read.verbs import VerbCue, verb_cues
from depesche.read.view import View, bracketed
from depesche.records import Mode

_WEIGHTS = {"strong": 0.9, "medium": 0.75, "weak": 0.6}
_FRAME_OF = {"dass": "dass", "ob": "ob", "question": "wh", "infinitive": "zu", "verb-second": "v2", "clause": "v2"}
# A verb that has its object already governs none of these (`kritisierte die Reise, was …`).
_WITHOUT_OBJECT = frozenset(["verb-second clause", "question clause"])
_DATIVE = frozenset(
    [
        "dem",
        "der",
        "des",
        "eines",
        "einem",
        "einer",
        "seinem",
        "seiner",
        "ihrem",
        "ihrer",
        "diesem",
        "dieser",
        "keinem",
        "keiner",
    ]
)
_IN_TEXTS = frozenset(["dass clause", "clause before its cue"])
_DEGREES = frozenset(["weit", "sehr", "viel", "viele", "lange", "oft", "schwer", "wenig", "stark"])
_RELAYING = frozenset(["übertragen", "verbreiten", "zitieren", "melden", "veröffentlichen", "ausstrahlen", "senden"])


def reported_by_verbs(reading: Reading, found: View) -> None:
    """Read what every reporting verb of the sentence governs: words, a clause, or only the act."""
    cues = sorted(_cues(found, reading), key=lambda c: c.verb)
    by_clause = {cue.clause: cue for cue in cues}
    fields = [read_field(found, found.clauses[cue.clause], cue.cue) for cue in cues]
    read = [
        (cue, parts, _content(reading, found, cue, parts, by_clause)) for cue, parts in zip(cues, fields, strict=True)
    ]
    # What is said comes before what is said inside it, and both before acts: each must know whose speech it stands in.
    said = [(cue, parts, content) for cue, parts, content in read if content is not None]
    for cue, parts, content in sorted(said, key=lambda one: -sum(b - a for a, b in one[2].ranges)):
        _clausal(reading, found, cue, parts, content, by_clause)
    for cue, parts, spoken in read:
        if spoken is None:
            read_act(reading, found, cue, parts)


def _cues(found: View, reading: Reading) -> list[VerbCue]:
    return list(verb_cues(found, reading.lexicon))


def _content(reading: Reading, found: View, cue: VerbCue, parts: Field, cues: dict[int, VerbCue]) -> Content | None:
    text, clause = reading.text, found.clauses[cue.clause]
    if _denied(found, clause, cue) or bracketed(found, clause):
        return None
    if clause.kind == "wh" and clause.opener is not None and found.tokens[clause.opener].text.lower() == "wie":
        return _as_said(reading, found, clause, cue)
    own = subject(found, clause, parts, reading.tables)
    impersonal = any(("es",) in row.companions for row in cue.rows)  # `…, heißt es`
    before = None if not impersonal and asyndetic(reading, found, cue, own) else preceding(found, cue, text)
    if before is not None and before.quote is not None:
        return before
    after = following(found, cue, text, cues)
    asks = after is not None and after.how == "question clause" and any("acc" in row.addressee for row in cue.rows)
    if after is not None and after.how in _WITHOUT_OBJECT and not asks and _has_object(reading, found, cue, parts, own):
        after = None  # `klagte über Schmerzen, später brach er zusammen`
    if after is not None and (
        _belongs_to_object(reading, found, cue, parts, own, after) or _explains(reading, found, cue, parts, own, after)
    ):
        after = None
    if before is not None and after is not None and "subjunctive" in after.how and not _in_subjunctive(found, before):
        return after  # `…, doch fand der Rat, dies sei …`
    return before or after or taken_up(reading, found, cue, own)


def _in_subjunctive(found: View, content: Content) -> bool:
    first, last = content.ranges[0][0], content.ranges[-1][1]
    return any(t.mood == "sub" for t in found.tokens if first <= t.start < last)


def _has_object(reading: Reading, found: View, cue: VerbCue, parts: Field, own: tuple[int, int] | None) -> bool:
    """Whether the verb has what it speaks of already: an object of its own, or a phrase with its preposition."""
    taken = range(*own) if own else range(0)
    wanted = frozenset().union(*(row.prepositions for row in cue.rows))
    if any(found.tokens[p.start].text.lower() in wanted for p in parts.preps):
        return True
    nouns = [p for p in parts.nouns if p.start not in taken and found.tokens[p.head].tag == "NN"]
    return any(not is_actor(found, (p.start, p.end), reading.tables) for p in nouns)


def _explains(
    reading: Reading, found: View, cue: VerbCue, parts: Field, own: tuple[int, int] | None, content: Content
) -> bool:
    """`bestritt den Vorwurf: Die Marine sei …`: the act has its object; the clause behind the colon is speech that goes on."""
    if content.quote is not None or "acc" not in cue.frames or not own:
        return False
    begin = next((i for i, t in enumerate(found.tokens) if t.start >= content.ranges[0][0]), 0)
    mark = found.tokens[begin - 1].text if begin else ""
    if mark not in {":", ","} or (mark == "," and "subjunctive" not in content.how):
        return False
    nouns = [p for p in parts.nouns if found.tokens[p.head].tag == "NN" and p.start < begin]
    clause = found.clauses[cue.clause]
    placed = [
        p for p in nouns if p.start > (clause.finite or 0) or p.start == clause.first
    ]  # not `um 10 Uhr MEZ meldete …`
    outside = [p for p in placed if (p.end <= own[0] or p.start >= own[1]) and not found.quoted(p.head)]
    things = [p for p in outside if p.head not in cue.cue and not is_actor(found, (p.start, p.end), reading.tables)]
    return any(found.tokens[p.start].text.lower() not in _DATIVE for p in things)


def _belongs_to_object(
    reading: Reading, found: View, cue: VerbCue, parts: Field, own: tuple[int, int] | None, content: Content
) -> bool:
    """`bestreitet die Absicht, einzumarschieren`: the clause hangs on the object's noun, which the act is about."""
    if content.how not in {"dass clause", "infinitive clause"} or "acc" not in cue.frames:
        return False
    before = next((i for i in range(len(found.tokens) - 1, 0, -1) if found.tokens[i].start < content.ranges[0][0]), 0)
    while before > 0 and found.tokens[before].tag[0] == "$":
        before -= 1
    token = found.tokens[before]
    if token.tag != "NN" or token.text not in reading.lexicon.nouns or before in cue.cue:
        return False
    if own is not None and own[0] <= before < own[1]:
        return False  # `forderte die Resolution, …`
    return any(p.start <= before < p.end for p in parts.nouns)  # not `sagte in einem Interview, dass …`


def _denied(found: View, clause: Clause, cue: VerbCue) -> bool:
    """`sagte nicht, ob …`: what was not said is no statement; `glaubt nicht, dass …` is one."""
    if any(found.tokens[i].text.lower() == "niemand" for i in clause.own):
        return True
    if not cue.negated or any(row.negated for row in cue.rows) or not speaks(cue) or _refused(found, clause, cue):
        return False
    words = {found.tokens[i].text.lower() for i in clause.own if i > (clause.finite or 0) or i == clause.first}
    return bool(words & {"nicht", "nie", "niemals", "niemand", "keiner", "keine"})


def _refused(found: View, clause: Clause, cue: VerbCue) -> bool:
    """`wollte nicht sagen, wann …`: not wanting to say is an act of its own."""
    return cue.negated and clause.finite is not None and found.tokens[clause.finite].lemma.lower() == "wollen"


def _with_negation(found: View, clause: Clause, cue: VerbCue) -> tuple[int, ...]:
    """A refusal keeps its `nicht`."""
    if not _refused(found, clause, cue):
        return cue.cue
    negation = [i for i in clause.own if found.tokens[i].tag == "PTKNEG"]
    return tuple(sorted({*cue.cue, *negation[:1]}))


def _as_said(reading: Reading, found: View, clause: Clause, cue: VerbCue) -> Content | None:
    """`…, wie er sagte`: the rest of the sentence is the content."""
    tokens = found.tokens
    text = any(
        tokens[i].tag == "NN" and reading.lexicon.says(tokens[i].text) for i in clause.own
    )  # `wie eine Studie ergab`
    if not cue.frames & {"v2", "dass", "quote"} or (cue.strength == "weak" and not text):
        return None
    start, end = clause.first, clause.last + 1
    degree = tokens[min(start + 1, end - 1)].text
    if degree in _DEGREES or any(tokens[i].text == "man" for i in clause.own):
        return None  # `wie weit er fürchtete`, `wie man sagt`
    begin = found.opening() if start > found.opening() else 0
    before = trimmed(reading.text, tokens[begin].start, tokens[start - 1].end) if start else (0, 0)
    after = trimmed(reading.text, tokens[end].start, tokens[-1].end) if end < len(tokens) else (0, 0)
    ranges = [r for r in (before, after) if r[1] - r[0] > 1]
    return Content(ranges, "clause with wie") if sum(b - a for a, b in ranges) > 12 else None


def _clausal(
    reading: Reading, found: View, cue: VerbCue, parts: Field, content: Content, cues: dict[int, VerbCue]
) -> None:
    clause = found.clauses[cue.clause]
    source = _outside(reading, found, cue, parts, content, source_of(reading, found, cue, parts))
    if source is not None and content.quote is None and _expletive(found, clause, cue, source, content):
        planned = found.tokens[cue.verb].tag == "VVPP" and clause.finite is not None
        if content.how != "dass clause" or not (cue.passive or planned):  # `es ist geplant, dass …`
            return
        source = None  # `Es wurde befürchtet, dass …`
    row = _row(cue, content)
    inside = nested(reading, found, cue)
    if content.quote is None and (
        (inside and not speaks(cue)) or not _reports(reading, found, cue, row, source, content)
    ):
        return
    if cue.passive and content.how == "infinitive clause" and _thing(reading, found, source):
        source = None
    ranges = list(content.ranges)
    if content.how in {"quotation before its cue", "clause before its cue"}:
        ranges += continued(found, cue, content, reading.text, cues)
    quoted = _quoted_whole(found, ranges) if content.quote is None else None
    if quoted is not None:
        ranges = [quoted]
    to = addressee(found, parts, row.addressee, source, reading.tables)
    if to is None and "acc" in row.addressee and content.how.split()[0] in {"infinitive", "dass"}:
        to = object_addressed(found, parts, source)
    draft = Draft(
        rule=f"{content.how}: {row.lemma}",
        mode="direct" if quoted is not None else _mode(found, content, ranges),
        content=ranges,
        cue=cue_ranges(found, _with_negation(found, clause, cue)),
        source=span_of(reading, found, source),
        entities=entities_of(reading, found, cue, source, inside=inside),
        addressee=span_of(reading, found, to),
        occasion=span_of(reading, found, occasion(found, parts)),
        via=_via(reading, found, cue, parts, source),
        act="refuse" if _refused(found, clause, cue) else row.act,
        weight=_WEIGHTS[row.strength],
        outer=not inside,
    )
    draft.frame = frame_of(found, clause, ranges, source)
    if content.how == "quotation before its cue" and reading.unclosed is not None and reading.previous is None:
        reading.unclosed.entities = draft.entities  # the quotation began in the paragraph before
    reading.unclosed = None
    reading.add(draft)


def _outside(
    reading: Reading, found: View, cue: VerbCue, parts: Field, content: Content, source: tuple[int, int] | None
) -> tuple[int, int] | None:
    """`Mira Kolb, sagte Jan Pell, habe recht`: whoever stands in what was said does not say it, but somebody behind the verb."""
    tokens = found.tokens
    if source is None or not any(a <= tokens[source[0]].start < b for a, b in content.ranges[:-1]):
        return source
    behind = [(p.start, p.end) for p in parts.nouns if p.start > cue.verb]
    near = [one for one in behind if one[0] == cue.verb + 1 or is_actor(found, one, reading.tables)]
    return near[0] if near else source


def _expletive(found: View, clause: Clause, cue: VerbCue, source: tuple[int, int], content: Content) -> bool:
    """`Es wurde verboten, …`: this es stands for the clause, not for somebody, unless a strong verb says what it says."""
    return (
        clause.kind == "main"
        and (cue.passive or cue.strength != "strong" or clause.own[0] == source[0])
        and found.tokens[source[0]].text.lower() == "es"
        and content.how.split()[0] in {"dass", "infinitive", "question", "ob"}
    )


def _row(cue: VerbCue, content: Content) -> CueRow:
    frame = "quote" if content.quote is not None else _FRAME_OF.get(content.how.split()[0], "v2")
    return cue.row(frame) or cue.row("dass") or cue.rows[0]


def _backed(reading: Reading, found: View, cue: VerbCue, source: tuple[int, int] | None, content: Content) -> bool:
    """A weak verb reports when its subject is somebody and its content a clause in the subjunctive, or a dass clause."""
    if source is None:
        return False
    if (
        any(row.source for row in cue.rows) and content.how in _IN_TEXTS
    ):  # `im Bericht steht, dass …`, `…, steht im Bericht`
        return any(reading.lexicon.says(found.tokens[i].text) for i in range(*source))
    if not is_actor(found, source, reading.tables) or found.tokens[source[0]].tag == "PIS":
        return False
    return "subjunctive" in content.how or content.how.split()[0] in {"dass", "ob", "infinitive"}


def _reports(
    reading: Reading, found: View, cue: VerbCue, row: CueRow, source: tuple[int, int] | None, content: Content
) -> bool:
    """Whether a clause beside a verb is what its subject says, as far as the strength of the row and the subject tell."""
    how = content.how
    if found.clauses[cue.clause].kind in {"inf", "um"} and _to_come(reading, found, cue):
        return False
    if _may_be_said(found, found.clauses[cue.clause], cue, source):
        return False
    if row.strength == "weak" and how != "clause with wie" and not _backed(reading, found, cue, source, content):
        return False
    if row.strength != "strong" and how == "infinitive clause" and not cue.passive and _thing(reading, found, source):
        return False
    if how == "clause behind a colon" and not cue.passive:
        own = "refl" in row.frames  # `Sie zeigte sich sicher: …`
        return _can_say(reading, found, found.clauses[cue.clause], source, reflexive=own)
    return True


def _to_come(reading: Reading, found: View, cue: VerbCue) -> bool:
    """`forderte sie auf, um Hilfe zu bitten, …`: what somebody is asked to say, or wants to, has not been said."""
    start = found.tokens[cue.verb].start
    return any(d.covers(start, start + 1) and d.rule.startswith("infinitive") for d in reading.drafts[-6:])


def _may_be_said(found: View, clause: Clause, cue: VerbCue, source: tuple[int, int] | None) -> bool:
    """`Man kann sagen, …`, `es darf festgehalten werden, …`: what may be said by anybody has been said by nobody."""
    finite = found.tokens[clause.finite].lemma.lower() if clause.finite is not None else ""
    anybody = source is not None and found.tokens[source[0]].text.lower() == "man"
    return finite in {"können", "dürfen"} and (cue.passive or anybody)


def _quoted_whole(found: View, ranges: list[Range]) -> Range | None:
    """`hofft, „dass es hält“`: the words of a clause that stands in quotation marks as a whole."""
    if len(ranges) != 1:
        return None
    return next(
        ((q.start, q.end) for q in found.quotes if (q.outer_start, q.outer_end) == ranges[0] and q.closed), None
    )


def _can_say(reading: Reading, found: View, clause: Clause, source: tuple[int, int] | None, *, reflexive: bool) -> bool:
    """Whether somebody speaks before a colon: `Es ist sicher: …` and `Gemeldet haben sich: …` tell of nobody's words."""
    if source is None or (not reflexive and any(found.tokens[i].tag == "PRF" for i in clause.own)):
        return False
    words = [found.tokens[i].text for i in range(*source)]
    return is_actor(found, source, reading.tables) or any(map(reading.lexicon.says, words))


def _thing(reading: Reading, found: View, source: tuple[int, int] | None) -> bool:
    """`Die Lage verbietet, …`: neither somebody nor a text that can say something."""
    if source is None or found.tokens[source[0]].tag not in {"ART", "PDAT", "PIAT", "CARD", "ADJA"}:
        return False
    words = [found.tokens[i].text for i in range(*source)]
    return not is_actor(found, source, reading.tables) and not any(map(reading.lexicon.says, words))


def _mode(found: View, content: Content, ranges: list[Range]) -> Mode:
    return "direct" if content.quote is not None else mixed_or(found, ranges, "indirect")


def _via(reading: Reading, found: View, cue: VerbCue, parts: Field, source: tuple[int, int] | None) -> Range | None:
    """The medium that passes it on: the subject of zitieren, or `…, die die Agentur Tass übertrug`."""
    clause = found.clauses[cue.clause]
    if cue.rows[0].lemma == "zitieren" and not cue.passive:
        own = subject(found, clause, parts, reading.tables)
        return span_of(reading, found, own) if own != source else None
    for other in found.clauses[cue.clause + 1 : cue.clause + 2]:
        if other.kind == "rel" and other.finite is not None and found.tokens[other.finite].lemma.lower() in _RELAYING:
            for phrase in read_field(found, other, (other.first,)).nouns:
                words = [found.tokens[i].text for i in range(phrase.start, phrase.end)]
                hits = [reading.tables.name_at(words, k) for k in range(len(words))]
                if any(hit and hit[1].kind == "agency" for hit in hits):
                    return reading.span(found, (phrase.start, phrase.end))
    return None
