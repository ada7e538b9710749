"""What was said: the stretch of a sentence that a reporting verb governs."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.language.clauses import Clause
from depesche.language.quotes import Quotation
from depesche.read.draft import Range
from depesche.read.phrases import noun_phrase
from depesche.read.verbs import VerbCue
from depesche.read.view import View, named_words

# `gab bekannt, … zu wollen`: infinitives that render what was said behind any verb of saying.
_ANNOUNCED = frozenset(["wollen", "können", "müssen", "haben", "sein"])
_TRIM = " \t\r\n\xa0,;:–—-"
_CONDITIONS = frozenset(
    [
        "wenn",
        "falls",
        "sofern",
        "solange",
        "sobald",
        "bevor",
        "ehe",
        "da",
        "weil",
        "obwohl",
        "sollte",
        "indem",
        "damit",
        "nachdem",
        "seit",
        "seitdem",
    ]
)
_PURPOSE = frozenset(["um", "ohne", "statt", "anstatt"])
_BY = frozenset(["laut", "zufolge"])
_REPORTERS = frozenset(["wobei", "wohin", "womit", "was", "weshalb", "wodurch", "woraufhin", "wonach"])


@dataclass(frozen=True, slots=True)
class Content:
    """The ranges of a content; quote is the whole quotation it is, if it is one; how names the pattern."""

    ranges: list[Range]
    how: str
    quote: Quotation | None = None


def trimmed(text: str, start: int, end: int) -> Range:
    """Drop white space, joining marks and the final stop from the edges, and quotation marks that enclose all of it."""
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM + ".!?…" and text[end - 3 : end] != "...":
        end -= 1
    return start, end


def following(found: View, cue: VerbCue, text: str, cues: dict[int, VerbCue]) -> Content | None:
    """The clause or quotation behind the reporting clause: `sagte, …`, `erklärte, dass …`, `forderte X auf, … zu …`, `sagte: „…“`."""
    number = _next(found, cue)
    if number is None:
        return _unmarked(found, cue, text)
    clause = found.clauses[number]
    row = cue.row("quote")
    if clause.kind == "quote":
        quote = found.block_of.get(clause.first)
        mark = found.tokens[clause.first - 1].text if clause.first else ""
        near = (
            mark in {":", ",", "–", "-", "wie"}
            or clause.first == cue.cue[-1] + 1
            or named_words(found, clause.first - 1)
        )
        if row and quote and near:
            return Content([(quote.start, quote.end)], "quotation behind its cue", quote)
        return None
    how = _fits(found, cue, clause, number)
    if how is None:
        return None
    last = _end(found, cue, number, cues)
    start = found.tokens[_begin(found, cue, clause)].start
    a, b = trimmed(text, start, found.tokens[last].end)
    if b <= a:
        return None
    first = _interrupted(found, cue, clause, text)
    return Content([*([first] if first else []), (a, b)], how)


def _unmarked(found: View, cue: VerbCue, text: str) -> Content | None:
    """`wurden aufgefordert Fenster geschlossen zu halten`: an infinitive that no comma parts from its verb."""
    own = [i for i in found.clauses[cue.clause].own if i > cue.verb and found.tokens[i].tag[0] != "$"]
    if "zu" not in cue.frames or len(own) < 3 or found.tokens[cue.verb].tag != "VVPP":
        return None
    last = found.tokens[own[-1]]
    infinitive = last.tag == "VVIZU" or (last.tag == "VVINF" and found.tokens[own[-2]].tag == "PTKZU")
    if not infinitive:
        return None
    return Content([trimmed(text, found.tokens[own[0]].start, last.end)], "infinitive clause")


def _interrupted(found: View, cue: VerbCue, clause: Clause, text: str) -> Range | None:
    """`Die Fischer, heißt es in dem Brief, hätten …`: what stands before a cue that cuts into the clause it reports."""
    if clause.finite != clause.first:
        return None
    own = found.clauses[cue.clause].own
    before = [i for i in own if i < cue.verb and found.tokens[i].tag[0] != "$"]
    if not before or found.tokens[cue.verb - 1].text != ",":
        return None
    return trimmed(text, found.tokens[before[0]].start, found.tokens[before[-1]].end)


def _next(found: View, cue: VerbCue) -> int | None:
    """The first clause behind the reporting clause that is not part of its source."""
    own = found.clauses[cue.clause]
    for number in range(cue.clause + 1, len(found.clauses)):
        clause = found.clauses[number]
        if clause.first < cue.verb and clause.last < own.last:
            continue
        if clause.kind == "rel" and clause.first < own.last:
            continue
        if clause.kind == "rel" or (clause.kind == "um" and number + 1 < len(found.clauses)):
            follower = number + 1 < len(found.clauses) and found.clauses[number + 1].kind in {
                "dass",
                "main",
                "ob",
                "quote",
                "inf",
            }
            if not follower or clause.kind == "um":
                return None
            continue
        if clause.kind == "sub" and not _fronted(found, number):
            return None
        return number
    return None


def _fronted(found: View, number: int) -> bool:
    """A subordinate clause in the field before the verb of reported speech: `sagte, wenn …, wäre …`."""
    if not {found.tokens[i].text.lower() for i in found.clauses[number].own[:3]} & _CONDITIONS:
        return False
    for clause in found.clauses[number + 1 :]:
        if clause.kind == "main":
            return clause.finite is not None and clause.finite <= clause.first + 1
        if clause.kind not in {"rel", "sub", "dass", "inf", "um"}:
            return False
    return False


def _fits(found: View, cue: VerbCue, clause: Clause, number: int) -> str | None:
    frames = cue.frames
    kind = clause.kind
    if kind == "dass":
        return "dass clause" if frames & {"dass", "v2"} else None
    if kind == "ob":
        return "ob clause" if frames & {"ob", "wh"} or ("dass" in frames and cue.strength == "strong") else None
    if kind == "wh":
        return (
            "question clause"
            if (frames & {"wh", "ob"} and opening_word(found, clause) != "wie") or "wh" in frames
            else None
        )
    if kind == "inf":
        if found.tokens[_begin(found, cue, clause)].text.lower() in _PURPOSE:
            return None
        return "infinitive clause" if "zu" in frames or _announced(found, cue, clause) else None
    if kind in {"main", "sub"} and frames & {"v2", "quote", "dass"}:
        return _verb_second(found, cue, clause, number)
    return None


def _announced(found: View, cue: VerbCue, clause: Clause) -> bool:
    """`gab bekannt, … zu wollen`, `hatte erklärt, … zu schließen`: an infinitive that no noun before it asks for."""
    if cue.strength != "strong" or "dass" not in cue.frames or found.tokens[clause.last].tag[0] not in "V$":
        return False
    if any(found.tokens[i].lemma.lower() in _ANNOUNCED for i in clause.own[-3:]):
        return True
    before = _begin(found, cue, clause) - 1
    while before > 0 and found.tokens[before].tag[0] == "$":
        before -= 1
    return before in cue.cue


def opening_word(found: View, clause: Clause) -> str:
    """The word that opens a clause, in lower case; empty if none does."""
    return found.tokens[clause.opener].text.lower() if clause.opener is not None else ""


def _verb_second(found: View, cue: VerbCue, clause: Clause, number: int) -> str | None:
    """A main clause behind the cue is its content when it stands in the subjunctive, or when the verb asks for one."""
    mark = found.tokens[clause.first - 1].text if clause.first else ""
    if mark not in {",", ":", "–", "-", "—"}:
        return None
    moods = {
        found.tokens[c.finite].mood
        for c in found.clauses[number:]
        if c.finite is not None and c.kind in {"main", "sub"}
    }
    if clause.finite is not None and clause.finite == clause.first and clause.kind == "main":
        cut = found.tokens[cue.verb - 1].text == "," and cue.verb > found.clauses[cue.clause].first
        return "verb-second clause in the subjunctive" if cut and found.tokens[clause.finite].mood == "sub" else None
    if clause.finite is not None and found.tokens[clause.finite].mood == "sub":
        return "verb-second clause in the subjunctive"
    if "sub" in moods and clause.kind == "sub":
        return "verb-second clause in the subjunctive"
    if found.tokens[clause.first].tag == "KON":
        return None
    if clause.finite is None:
        return "clause behind a colon" if mark == ":" and cue.strength == "strong" and not cue.passive else None
    last = clause.finite == clause.last or all(
        t.tag[0] == "$" for t in found.tokens[clause.finite + 1 : clause.last + 1]
    )
    if last and not (mark == ":" and found.tokens[clause.first].text[0].isupper() and _one_phrase(found, clause)):
        return None  # its verb stands last: it goes on with a subordinate clause
    if (
        mark == ":"
        and cue.strength == "medium"
        and "v2" in cue.frames
        and not cue.passive
        and (_up_to(found, cue.cue[-1], clause.first - 1) or found.self_spoken(clause.first, clause.last) is not None)
    ):
        return "clause behind a colon"  # `hat entschieden: Das Amt muss zahlen`
    early = clause.finite == clause.first
    reports = not cue.passive or found.tokens[clause.finite].text == found.tokens[clause.finite].lemma
    own = found.clauses[cue.clause].kind == "main" and reports
    if cue.strength == "strong" and "v2" in cue.frames and not early and (own or mark == ":"):
        return "verb-second clause" if mark != ":" else "clause behind a colon"
    return None


def _one_phrase(found: View, clause: Clause) -> bool:
    """`Der Damm hält`: nothing but a phrase with its article in front of a verb that stands last."""
    phrase = noun_phrase(found.tokens, clause.first, clause.last + 1)
    return (
        phrase is not None and phrase.end == clause.finite and found.tokens[clause.first].tag in {"ART", "PPER", "PDS"}
    )


def _up_to(found: View, verb: int, colon: int) -> bool:
    """Whether nothing but adverbs stands between a verb and the colon behind it (`hat nun entschieden: …`, `schrieb nun: …`)."""
    return verb < colon and all(found.tokens[i].tag == "ADV" for i in range(verb + 1, colon))


def _begin(found: View, cue: VerbCue, clause: Clause) -> int:
    """An infinitive clause may begin before its segment: its objects stand right behind the comma of the reporting clause."""
    if clause.kind != "inf":
        return clause.first
    last = max(cue.cue)
    for i in range(last + 1, clause.first):
        if found.tokens[i].text == "," and _only_nominal(found, cue, i + 1, clause.first):
            if _apposition(found, i):
                continue
            return i + 1
    return clause.first


def _apposition(found: View, comma: int) -> bool:
    """`beabsichtigt John Bash, der zuständige Staatsanwalt, …`: a phrase between commas behind a name tells who it is."""
    tokens = found.tokens
    if comma == 0 or tokens[comma - 1].tag != "NE" or comma + 1 >= len(tokens) or tokens[comma + 1].tag != "ART":
        return False
    phrase = noun_phrase(tokens, comma + 1, len(tokens))
    return phrase is not None and phrase.end < len(tokens) and tokens[phrase.end].text == ","


def _only_nominal(found: View, cue: VerbCue, start: int, end: int) -> bool:
    own = set(found.clauses[cue.clause].own)
    return start in own and not any(found.tokens[i].tag[0] == "V" and i in own for i in range(start, end))


def _end(found: View, cue: VerbCue, number: int, cues: dict[int, VerbCue]) -> int:
    """The last token of the content: the sentence's end, unless the reporter takes over again."""
    subjunctive = found.clauses[number].kind == "inf"
    below = found.clauses[cue.clause].kind in {"sub", "rel", "wh"}
    last = _resumed(found, number)
    for n in range(number, len(found.clauses)):
        if found.clauses[n].first > last:
            break
        clause = found.clauses[n]
        mood = found.tokens[clause.finite].mood if clause.finite is not None else ""
        if n > number and _reporter_again(found, clause, n, cues, subjunctive, mood):
            return _before(found, clause.first)
        if n > number and below and clause.kind == "main" and clause.finite == clause.first and mood == "ind":
            return _before(found, clause.first)  # `Nachdem er mitgeteilt hat, dass …, hat …`
        subjunctive = subjunctive or mood == "sub"
    first = found.clauses[number].first
    last = _without_remark(found, first, last)
    return _without_aside(found, first, last) if subjunctive else last


def _resumed(found: View, number: int) -> int:
    """The last token before an earlier clause goes on behind the content (`lehnte es ab, zu gehen, und`, `…, dies täten`)."""
    after = found.clauses[number].last
    rest = (i for c in found.clauses[:number] for i in c.own if i > after and found.tokens[i].tag[0] != "$")
    return _before(found, min(rest, default=len(found.tokens)))


def _of_another(found: View, clause: Clause) -> bool:
    """`…, was laut Lund nie geschehen werde`: a remark that somebody else makes, by a phrase of its own."""
    words = {found.tokens[i].text.lower() for i in clause.own}
    return clause.kind in {"wh", "rel"} and found.tokens[clause.first].text.lower() == "was" and bool(words & _BY)


def _long_after(found: View, clause: Clause) -> bool:
    """`…, vier Jahre nachdem man ihn gebaut hat`: the reporter tells when."""
    words = found.tokens[clause.first : clause.first + 4]
    return bool(words) and words[0].tag == "CARD" and any(t.text.lower() in {"nachdem", "bevor"} for t in words)


def _without_remark(found: View, first: int, last: int) -> int:
    """`…, ein Mangel, den die Stadt bald behebt`: what the reporter adds at the end, a thing and a clause on it."""
    final = found.clauses[-1]
    if final.kind != "rel" or final.finite is None or found.tokens[final.finite].mood != "ind":
        return last
    i = final.first - 2
    while i > first and found.tokens[i].tag in {"NN", "ADJA"}:
        i -= 1
    thing = i < final.first - 2 and found.tokens[i].text.lower() in {"ein", "eine"} and found.tokens[i - 1].text == ","
    return i - 2 if thing and i - 2 > first else last


def _without_aside(found: View, first: int, last: int) -> int:
    """`… nicht zulassen - eine Forderung, bei der Moskau nicht nachgibt`: behind a last dash the reporter explains in the indicative."""
    dashes = [
        i for i in range(first, last) if found.tokens[i].text in {"-", "–", "—"} and found.tokens[i].tag[0] == "$"
    ]
    if len(dashes) % 2 == 0:
        return last
    verbs = [t for t in found.tokens[dashes[-1] : last + 1] if t.tag[-3:] == "FIN"]
    return dashes[-1] - 1 if verbs and all(t.mood == "ind" for t in verbs) else last


def _reporter_again(
    found: View, clause: Clause, n: int, cues: dict[int, VerbCue], subjunctive: bool, mood: str
) -> bool:
    if clause.kind == "quote":
        return found.tokens[clause.first - 1].text in {".", "!", "?", ":"} if clause.first else False
    if found.quoted(clause.finite if clause.finite is not None else clause.first):
        return False
    if _of_another(found, clause):
        return True
    verb_first = clause.finite is not None and clause.finite <= clause.first + (
        1 if found.tokens[clause.first].tag == "KON" else 0
    )
    if clause.kind == "main" and mood == "ind" and clause.first and found.tokens[clause.first - 1].text == ";":
        return True
    if clause.kind == "main" and n in cues and mood == "ind" and found.tokens[cues[n].verb].tag == "VVFIN":
        # `…, sagte er`, `und forderte …`: another reporting clause of the reporter's own
        return verb_first or found.tokens[clause.first].tag == "KON" or subjunctive
    return subjunctive and mood == "ind" and (_remarked(found, clause, n) or _second_verb(found, clause, verb_first))


def _remarked(found: View, clause: Clause, n: int) -> bool:
    """Whether a clause in the indicative behind a subjunctive is a remark of the reporter's: by its first words, at the end."""
    opener = found.tokens[clause.first].text.lower()
    if opener == "wobei" or _long_after(found, clause):
        return True
    if n + 1 < len(found.clauses):
        return False
    contrast = clause.kind == "sub" and opener in {"während", "nachdem", "obwohl"}
    return contrast or (clause.kind in {"rel", "wh", "sub"} and opener in _REPORTERS)


def _second_verb(found: View, clause: Clause, verb_first: bool) -> bool:
    """`… und forderte`: the reporter's own clause goes on; `werde warten und … besprechen` has an infinitive."""
    if clause.kind != "main" or clause.finite is None or verb_first or found.tokens[clause.first].tag != "KON":
        return False
    verb = found.tokens[clause.finite]
    return verb.text != verb.lemma or not verb.text.endswith("n")


def _before(found: View, i: int) -> int:
    i -= 1
    while i > 0 and found.tokens[i].tag in {"$,", "KON"}:
        i -= 1
    return i
