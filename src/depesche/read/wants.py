"""Political will: `Moskau will die Erweiterung stoppen` (guidelines: Statement). Travel plans and talks are none."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.language.segments import INFINITIVE
from depesche.read.content import trimmed
from depesche.read.draft import Draft
from depesche.read.fields import is_actor, read_field
from depesche.read.reading import Reading, cue_ranges, frame_of, mixed_or
from depesche.read.subjects import subject
from depesche.read.view import View

_WILL = frozenset(["will", "wollen"])
# Going somewhere and meeting somebody are talks, not positions; being and having want nothing done.
_NO_POLICY = tuple(
    """reisen fahren fliegen kommen gehen treffen besuchen sprechen reden beraten verhandeln teilnehmen empfangen tagen zusammenkommen
    zusammentreffen weiterreisen eintreffen ankommen sein haben werden können machen tun wissen sehen hören bleiben""".split()  # noqa: SIM905
)
_POLITICAL = frozenset(["state", "organisation", "group", "office", "person"])


def wants(reading: Reading, found: View, before: int) -> None:
    """Read main clauses in which somebody wants something done, where no other statement of the sentence holds them."""
    for clause in found.clauses:
        verb = _wanted(found, clause)
        if verb is None or clause.finite is None:
            continue
        start = found.tokens[clause.finite].start
        if any(d.covers(start, start + 1) or any(a <= start < b for a, b in d.frame) for d in reading.drafts[before:]):
            continue
        own = subject(found, clause, read_field(found, clause), reading.tables)
        if own is None or not is_actor(found, own, reading.tables) or found.tokens[own[0]].tag in {"PRELS", "PIS"}:
            continue
        run = [i for i in range(clause.finite + 1, verb + 1) if i not in range(*own) and i in set(clause.own)]
        _read(reading, found, clause, own, run)


def _wanted(found: View, clause: Clause) -> int | None:
    """The infinitive that closes a main clause with will or wollen; None for any other clause."""
    if clause.kind != "main" or clause.finite is None or found.in_block(clause.finite) or found.quoted(clause.finite):
        return None
    if found.tokens[clause.finite].text.lower() not in _WILL:
        return None
    verbs = [i for i in clause.own if found.tokens[i].tag in INFINITIVE and i > clause.finite]
    return verbs[-1] if verbs and not found.tokens[verbs[-1]].lemma.lower().endswith(_NO_POLICY) else None


def _read(reading: Reading, found: View, clause: Clause, own: tuple[int, int], run: list[int]) -> None:
    tokens = found.tokens
    while run and tokens[run[0]].tag in {"ADV", "PROAV", "$,", "PTKNEG", "ADJD"}:
        run = run[1:]
    nominal = any(tokens[i].tag in {"NN", "NE", "NNI"} for i in run)
    if not nominal or run[-1] - run[0] + 1 != len(run):
        return
    content = [trimmed(reading.text, tokens[run[0]].start, tokens[run[-1]].end)]
    entities = [e for e in reading.resolver.actors(tokens, *own) if e.kind in _POLITICAL]
    if not entities:
        return
    negated = any(tokens[i].tag == "PTKNEG" for i in clause.own)
    draft = Draft(
        rule="wants: wollen",
        mode=mixed_or(found, content, "reported"),
        content=content,
        cue=cue_ranges(found, (clause.finite or 0,)),
        source=reading.span(found, own),
        entities=entities,
        act="refuse" if negated else "commit",
        weight=0.55,
    )
    draft.frame = frame_of(found, clause, content)
    reading.add(draft)
