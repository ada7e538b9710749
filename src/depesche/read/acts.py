"""Acts that are named without their words: `forderte Garantien`, `wies Vorwürfe zurück`, `warb um Geduld`."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.read.content import trimmed
from depesche.read.draft import Draft, Range
from depesche.read.fields import Field, is_actor
from depesche.read.lexicon import CueRow
from depesche.read.phrases import Phrase, antecedent
from depesche.read.reading import Reading, cue_ranges, frame_of, mixed_or, nested, span_of, speaks
from depesche.read.roles import addressee, occasion
from depesche.read.sources import entities_of, source_of
from depesche.read.verbs import VerbCue
from depesche.read.view import View, bracketed, in_brackets

_FRAMES = frozenset(["acc", "als", "gen", "dat"])
_FULL_FORM = {"am": "an", "im": "in", "zum": "zu", "zur": "zu", "vom": "von", "beim": "bei", "ans": "an", "ins": "in"}
_TIMES = (
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "woche",
    "monat",
    "jahr",
    "tag",
    "abend",
    "morgen",
    "nachmittag",
    "vormittag",
    "nacht",
    "mittag",
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
    "zeit",
    "wochen",
    "tagen",
    "monaten",
    "jahren",
    "uhr",
    "anschluss",
    "wochenende",
)
_KEPT = frozenset(["anderem", "fall", "falle"])
_HANGING = frozenset(["rel", "inf", "sub", "um", "dass", "wh", "ob"])
_NOT_YET = frozenset(
    "muss müssen soll sollen sollte sollten will wollen wollte wollten kann können könnte könnten darf dürfen dürfte dürften "  # noqa: SIM905
    "möchte möchten".split()
)
_LENGTHS = ("minuten", "stunden", "stunde", "tage", "tag", "wochen", "woche", "monate", "monat", "jahre", "jahr")
_BEFORE_OR_AFTER = ([",", "nachdem"], [",", "bevor"], [",", "ehe"])
_CONTRAST = frozenset(["während", "nachdem", "obwohl", "wobei"])


def read_act(reading: Reading, found: View, cue: VerbCue, parts: Field) -> None:
    """Read the act that a verb names, with what it is about as its content, if an actor performs it."""
    clause = found.clauses[cue.clause]
    if cue.verb and found.tokens[cue.verb].tag == "VVPP" and found.tokens[cue.verb - 1].text in {"als", "wie"}:
        return  # `stärker als erwartet`, `wie angekündigt`
    inside = nested(reading, found, cue)
    rows = [row for row in sorted(cue.rows, key=_rank) if _names_act(found, clause, cue, row, inside)]
    if not rows or _hypothetical(found, clause, cue) or _not_done(found, clause, cue) or bracketed(found, clause):
        return
    source = source_of(reading, found, cue, parts)
    if source is None or not _acts(reading, found, clause, source):
        return
    if in_brackets(found, cue.verb) and not in_brackets(found, source[0]):
        return  # `das Bündnis (unterstützt von zwei Parteien) führt`
    for row in rows:
        to = addressee(found, parts, row.addressee, source, reading.tables)
        where = occasion(found, parts)
        taken = set(cue.cue) | _indices(source) | _indices(to) | _indices(where)
        runs = _about(found, clause, parts, row, taken, cue)
        if runs:
            _keep(reading, found, cue, row, runs, (source, to, where), inside)
            return


def _names_act(found: View, clause: Clause, cue: VerbCue, row: CueRow, inside: bool) -> bool:
    """Whether a row of the lexicon can name an act here: a strong or medium one, inside speech only an act of speaking."""
    if not (row.prepositions or row.frames & _FRAMES) or clause.kind == "um" or row.lemma == "sagen":
        return False
    held = _held_to_be(found, clause, row)
    return held or (row.strength != "weak" and not (inside and not speaks(cue)))


def _of_the_other(found: View, clause: Clause, cue: VerbCue) -> set[int]:
    """`hat den Plan abgelehnt und einem Pakt zugestimmt`: what stands on the other side of `und` belongs to the other participle."""
    own = [i for i in clause.own if found.tokens[i].tag == "VVPP" and i not in cue.cue]
    joints = [i for i in clause.own if found.tokens[i].tag == "KON"]
    if found.tokens[cue.verb].tag != "VVPP" or not joints:
        return set()
    before = [j for j in joints if any(i < j for i in own) and j < cue.verb]
    behind = [j for j in joints if j > cue.verb and any(i > j for i in own)]
    first, last = max(before, default=-1), min(behind, default=len(found.tokens))
    return {i for i in clause.own if (i <= first and any(k < first for k in own)) or i >= last}


def _about(found: View, clause: Clause, parts: Field, row: CueRow, taken: set[int], cue: VerbCue) -> list[list[int]]:
    """The runs of tokens that say what the act is about."""
    taken = taken | _circumstances(found, parts, row, taken) | _of_the_other(found, clause, cue)
    runs = [_fitting(found, run, parts, row) for run in _rest(found, clause, taken)]
    if "refl" in row.frames and row.companions:
        runs = _state_of_mind(found, clause, row, taken) or runs
    runs = [run[1:] if _stands_for_a_clause(found, run) else run for run in runs if run]
    return [_meant(found, clause, run) for run in runs if not _only_relative(found, run)]


def _stands_for_a_clause(found: View, run: list[int]) -> bool:
    """`nannte es einen Fehler, dass …`: the pronoun only keeps the place of the clause."""
    behind = found.tokens[run[-1] + 1].text if run[-1] + 1 < len(found.tokens) else ""
    return len(run) > 1 and found.tokens[run[0]].text == "es" and behind == ","


_Roles = tuple[tuple[int, int], tuple[int, int] | None, tuple[int, int] | None]


def _keep(
    reading: Reading, found: View, cue: VerbCue, row: CueRow, runs: list[list[int]], roles: _Roles, inside: bool
) -> None:
    clause = found.clauses[cue.clause]
    source, to, where = roles
    spoken_of = _spoken_of(found, row, runs)
    runs = [runs[0][len(spoken_of) :], *runs[1:]]
    ranges = _extended(reading, found, cue, runs)
    draft = Draft(
        rule=f"{'act' if row.strength == 'strong' else 'act perhaps'}: {row.lemma}",
        mode=mixed_or(found, ranges, "reported"),
        content=ranges,
        cue=cue_ranges(found, tuple(sorted({*cue.cue, *spoken_of}))),
        source=reading.span(found, source),
        entities=entities_of(reading, found, cue, source, inside=inside),
        addressee=span_of(reading, found, to),
        occasion=span_of(reading, found, where),
        act="refuse" if row.act == "accept" and cue.negated and not row.negated else row.act,
        weight=0.7 if row.strength == "strong" else 0.55,
        outer=not inside,
    )
    draft.frame = frame_of(found, clause, ranges, source)
    reading.add(draft)


def _state_of_mind(found: View, clause: Clause, row: CueRow, taken: set[int]) -> list[list[int]]:
    """`zeigte sich vorsichtig zuversichtlich`: the content is how somebody shows himself, with what hangs on it."""
    said = {words[-1] for words in row.companions}
    free = [i for i in clause.own if i not in taken and found.tokens[i].tag not in {"PRF", "VAFIN", "VMFIN"}]
    at = next((i for i in free if found.tokens[i].text.lower() in said), None)
    if at is None:
        return []
    run = [at]
    while run[-1] + 1 in free and found.tokens[run[-1] + 1].tag[0] != "$":
        run.append(run[-1] + 1)
    while run[0] - 1 in free and found.tokens[run[0] - 1].tag not in {"ADV", "$,", "$.", "PROAV", "KON"}:
        run.insert(0, run[0] - 1)
    return [run]


def _hypothetical(found: View, clause: Clause, cue: VerbCue) -> bool:
    """`sollte die EU Bedingungen stellen`, `weigerte sich, sie zu nennen`, `die er unterstützt wird`: no act that took place."""
    finite = found.tokens[clause.finite] if clause.finite is not None else None
    if clause.kind == "inf" or (cue.passive and clause.kind in {"rel", "sub", "wh"}):
        return True
    if finite is not None and found.tokens[cue.verb].tag == "VVINF" and not any(row.negated for row in cue.rows):
        to_come = finite.lemma.lower() == "werden" and not cue.passive  # `wird am Montag sprechen`
        if to_come or (finite.text.lower() in _NOT_YET and not cue.negated):  # `muss zustimmen`, but `musste zugeben`
            return True
    return finite is not None and clause.finite == clause.first and finite.mood in {"sub", "both"}


def _held_to_be(found: View, clause: Clause, row: CueRow) -> bool:
    """`was sie als Rückkehr definierte`: the reporter's own clause says what somebody holds something to be."""
    if "als" not in row.frames or clause.finite is None or found.tokens[clause.finite].mood == "sub":
        return False
    return any(found.tokens[i].text.lower() == "als" for i in clause.own)


def _acts(reading: Reading, found: View, clause: Clause, source: tuple[int, int]) -> bool:
    """Whether the source is somebody who acts; `es` is, where it takes up a state in a subordinate clause."""
    if found.tokens[source[0]].text.lower() == "es":
        return clause.kind in {"wh", "rel"}
    return is_actor(found, source, reading.tables)


def _indices(tokens: tuple[int, int] | None) -> set[int]:
    return set(range(*tokens)) if tokens else set()


def _rank(row: CueRow) -> int:
    return ("strong", "medium", "weak").index(row.strength)


def _not_done(found: View, clause: Clause, cue: VerbCue) -> bool:
    """`nannte keine Einzelheiten` names an act; `nannte sie nicht`, `konnte niemand bestätigen` one that did not take place."""
    finite = found.tokens[clause.finite].lemma.lower() if clause.finite is not None else ""
    if any(found.tokens[i].text.lower() in {"niemand", "keiner"} for i in clause.own):
        return True
    if not cue.negated or any(row.negated for row in cue.rows):
        return False
    return finite == "können" or any(found.tokens[i].tag == "PTKNEG" and i > (clause.finite or 0) for i in clause.own)


def _spoken_of(found: View, row: CueRow, runs: list[list[int]]) -> tuple[int, ...]:
    """`sprach von einem Erfolg`: the preposition is the cue's, and no part of what was said."""
    first = runs[0][0]
    of = row.lemma == "sprechen" and len(runs[0]) > 1 and found.tokens[first].text.lower() in row.prepositions
    return (first,) if of else ()


def _base(found: View, phrase: Phrase) -> str:
    low = found.tokens[phrase.start].text.lower()
    return _FULL_FORM.get(low, low)


def _circumstances(found: View, parts: Field, row: CueRow, taken: set[int]) -> set[int]:
    """When and where: phrases that are no part of what an act is about, unless they stand with a noun of it."""
    out: set[int] = set()
    for phrase in parts.nouns:  # `Wenige Stunden, nachdem …`
        behind = [t.text.lower() for t in found.tokens[phrase.end : phrase.end + 2]]
        if found.tokens[phrase.head].text.lower().endswith(_LENGTHS) and behind in _BEFORE_OR_AFTER:
            out |= set(range(phrase.start, phrase.end))
    for phrase in parts.preps:
        head = found.tokens[phrase.head].text.lower()
        before = phrase.start - 1
        attached = before >= 0 and found.tokens[before].tag in {"NN", "NE", "APPR"} and before not in taken | out
        timely = head.endswith(_TIMES)
        asked_for = _base(found, phrase) in row.prepositions
        if attached or (asked_for and not (timely and _base(found, phrase) in {"an", "in", "vor", "nach"})):
            continue
        if timely or (_base(found, phrase) in {"in", "bei"} and found.tokens[phrase.head].tag == "NE"):
            out |= set(range(phrase.start, phrase.end))
    return out


def _fitting(found: View, run: list[int], parts: Field, row: CueRow) -> list[int]:
    """The run from its first phrase on that can be the object: an accusative, `als …`, or one behind the verb's preposition."""
    nouns = {p.start: p for p in parts.nouns}
    preps = {p.start: p for p in parts.preps}
    i = 0
    while i < len(run):
        at = run[i]
        token = found.tokens[at]
        if token.text.lower() == "als" and "als" in row.frames:
            return run[i:]
        if at in preps:
            phrase = preps[at]
            head = found.tokens[phrase.head].text.lower()
            if _base(found, phrase) in row.prepositions or head in _KEPT:
                return run[i:]
            i += max(1, phrase.end - at)
        elif (
            (at in nouns and row.frames & _FRAMES and not (_empty(found, nouns[at]) and run[-1] < nouns[at].end))
            or (token.tag in {"PRELS", "PWS"} and row.frames & _FRAMES)
            or (token.tag in {"ADJA", "CARD", "PIAT"} and row.frames & _FRAMES and at not in nouns)
        ):
            return run[i:]
        else:
            i += 1
    return []


def _empty(found: View, phrase: Phrase) -> bool:
    low = found.tokens[phrase.head].text.lower()
    return found.tokens[phrase.head].tag in {"PPER", "PRF"} or low in {"es", "sich", "das", "dies", "dieses"}


def _only_relative(found: View, run: list[int]) -> bool:
    """`durch die` says nothing without what it goes back to."""
    return len(run) == 2 and found.tokens[run[0]].tag == "APPR" and found.tokens[run[1]].tag in {"PRELS", "ART", "PDS"}


def _meant(found: View, clause: Clause, run: list[int]) -> list[int]:
    """`ein Plan, den die Stadt ablehnt`: the content is what the relative pronoun goes back to."""
    if clause.kind != "rel" or found.tokens[run[0]].tag not in {"PRELS", "PDS", "ART"} or len(run) > 1:
        return run
    back = antecedent(found.tokens, run[0])
    return list(range(*back)) if back else run


def _extended(reading: Reading, found: View, cue: VerbCue, runs: list[list[int]]) -> list[Range]:
    """The runs as character ranges, each with the clauses that hang on it."""
    tokens = found.tokens
    inner = found.clauses[cue.clause].kind in {"rel", "wh"}
    ranges: list[Range] = []
    for number, run in enumerate(runs):
        last = run[-1]
        end = last
        apart: list[Range] = []
        while (
            clause := _hanging(found, cue, end, bridged=number == len(runs) - 1 and not apart and not inner)
        ) is not None:
            if clause.first - end <= 2 and not apart:
                last = clause.last
            else:
                apart.append(trimmed(reading.text, tokens[clause.first].start, tokens[clause.last].end))
            end = clause.last
        ranges.append(trimmed(reading.text, tokens[run[0]].start, tokens[last].end))
        ranges += apart
    return ranges


def _hanging(found: View, cue: VerbCue, end: int, *, bridged: bool) -> Clause | None:
    """The clause that begins right behind a token; bridged: over the verb that closes the reporting clause too."""
    bracket = {"PTKVZ", "VVPP", "VVINF", "VAFIN", "VVFIN"} if bridged else set()
    for clause in found.clauses:
        if clause.first <= end or clause.kind not in _HANGING or clause is found.clauses[cue.clause]:
            continue
        gap = list(found.tokens[end + 1 : clause.first])
        if len(gap) > 4 or not gap or not all(t.tag[0] == "$" or t.tag in bracket for t in gap):
            return None
        contrast = clause.kind == "sub" and found.tokens[clause.first].text.lower() in _CONTRAST
        return None if contrast else clause
    return None


def _rest(found: View, clause: Clause, taken: set[int]) -> list[list[int]]:
    """What a reported act leaves as its content: the clause's other tokens, in runs, edges trimmed of adverbs and marks."""
    tokens = found.tokens
    runs: list[list[int]] = []
    for i in clause.own:
        if i in taken or tokens[i].tag in {"VAFIN", "VMFIN"} or (tokens[i].tag in {"VAPP", "VAINF"}):
            continue
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        elif runs and all(tokens[k].tag in {"$,", "$("} for k in range(runs[-1][-1] + 1, i)) and i - runs[-1][-1] <= 2:
            runs[-1] += range(runs[-1][-1] + 1, i + 1)
        else:
            runs.append([i])
    return [run for run in (_trim(found, run) for run in runs) if run]


def _trim(found: View, run: list[int]) -> list[int]:
    droppable = {"ADV", "PROAV", "KON", "$,", "$.", "$(", "PTKVZ", "PRF", "PTKNEG", "ADJD"}
    tokens = found.tokens
    while run and tokens[run[0]].tag in droppable and tokens[run[0]].text not in '„“"»«(':
        run = run[1:]
    while run and tokens[run[-1]].tag in droppable - {"ADJD"} and tokens[run[-1]].text not in '„“"»«)':
        run = run[:-1]
    while len(run) > 1 and tokens[run[-1]].tag == "ADJD" and tokens[run[-2]].tag in {"NN", "NE"}:
        run = run[:-1]  # `lehnte den Plan erneut ab`
    rating = bool(run) and tokens[run[0]].text.lower() == "als"  # `als „sehr hoch“`
    if not rating and not any(
        tokens[i].tag in {"NN", "NE", "NNI", "NNA", "PPER", "PDS", "PIS", "FM", "ADJA", "CARD", "PWS", "PRELS", "XY"}
        for i in run
    ):
        return []
    return run
