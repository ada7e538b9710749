"""From records that are one actor to the actor of the case: its name, id, role and evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from depesche.language.spelling import folded
from depesche.relate.actors_full import Person
from depesche.relate.actors_keys import TABLES
from depesche.relate.actors_seen import Seen, called, plain
from depesche.relations import CaseActor, Reason, relation_id

_SAME_NAME, _OTHER_FORM, _MEANT = 0.95, 0.92, 0.85
_ALONE = "surname alone"
RULED = frozenset(["actors.ruled-merge", "actors.ruled-split", "actors.ruled-rename"])


def person(of: Person) -> CaseActor:
    """The actor of the case that a person is."""
    own = [one.name for one in of.seen if one.meant is None and called(one.name).full]
    name = _commonest(own) or _commonest([one.meant.name for one in of.seen if one.meant]) or _commonest(
        [one.name for one in of.seen]
    )  # fmt: skip
    parts = called(name)
    spelt = f"{folded(''.join(parts.firsts))} {folded(parts.surname)} {parts.after}"
    return _made(of.seen, name, spelt if parts.full else "", of.via, of.sure)


def body(seen: Sequence[Seen], key: str) -> CaseActor:
    """The actor of the case that all records of one key are: a state, body, agency or group, or whoever is only described."""
    canonical = key.removeprefix(TABLES) if key.startswith(TABLES) else None
    name = canonical or _commonest([_meant(one) for one in seen])
    reasons = []
    for other in sorted({_meant(one) for one in seen} - {name}):
        one = min((s for s in seen if _meant(s) == other), key=lambda s: (s.report, s.record))
        rule = "actors.form" if not canonical else "actors.house" if one.kind == "office" else "actors.table"
        reasons.append(Reason(rule, (one.quote,), (other, name)))
    made = _made(seen, name, key, reasons, _OTHER_FORM if reasons else _SAME_NAME)
    return replace(made, role=None, acts_for=None) if canonical else made


def told_apart(actors: Iterable[CaseActor]) -> list[CaseActor]:
    """Actors with names of their own: of several of one name, all but the one met most often say whom they act for, or what they are."""
    by_name: dict[str, list[CaseActor]] = defaultdict(list)
    for actor in actors:
        by_name[actor.name].append(actor)
    found = []
    for name in sorted(by_name):
        first, *others = sorted(by_name[name], key=lambda a: (a.why not in RULED, -len(a.members), a.id))
        found.append(first)
        taken = {name}
        for other in others:
            told = (
                f"{name} ({part})"
                for part in (other.acts_for, other.role)
                if part not in {None, first.acts_for, first.role}
            )
            new = next((called for called in told if called not in taken), name)
            taken.add(new)
            found.append(replace(other, name=new))
    return sorted(found, key=lambda a: (a.name, a.id))


def of_members(seen: Sequence[Seen], name: str, actor_id: str, reasons: Sequence[Reason], sure: float) -> CaseActor:
    """An actor of the case from its records and what was found out about them."""
    forms = Counter(form for one in seen for form in dict.fromkeys((one.name, *one.names)))
    ordered = sorted(forms, key=lambda form: (form != name, -forms[form], form))
    members = sorted(seen, key=lambda one: (one.day or "~", one.report, one.record))
    return CaseActor(
        id=actor_id,
        name=name,
        kind=_commonest([one.meant.kind if one.meant else one.kind for one in seen]),
        names=tuple(ordered),
        members=tuple(one.member for one in members),
        role=_latest_commonest([(one.role, one.day) for one in seen]),
        acts_for=_latest_commonest([(one.acts_for, one.day) for one in seen]),
        confidence=round(sure, 2),
        reasons=tuple(reasons),
        why=reasons[0].rule if reasons else "same name",
    )


def _made(seen: Sequence[Seen], name: str, key: str, reasons: Sequence[Reason], sure: float) -> CaseActor:
    """key: what makes the actor what it is over all its reports; empty where only its first record does."""
    told: dict[tuple[str, str], Reason] = {}
    for one in sorted(seen, key=lambda one: (one.report, one.record)):
        if one.meant is not None and one.meant.reason is not None:
            told.setdefault((one.meant.reason.rule, one.name), one.meant.reason)
    first = min(one.member for one in seen)
    parts = (key,) if key else (_ALONE, plain(name), first.report, first.record)
    sure = min(sure, _MEANT) if told else sure
    return of_members(seen, name, relation_id("actor", *parts), [*reasons, *told.values()], sure)


def _meant(one: Seen) -> str:
    return one.meant.name if one.meant else one.name


def _commonest(names: Sequence[str]) -> str:
    """The commonest of some names; of several the longest, then the first by the alphabet. Empty for none."""
    counted = Counter(names)
    return min(counted, key=lambda name: (-counted[name], -len(name), name), default="")


def _latest_commonest(told: Sequence[tuple[str | None, str | None]]) -> str | None:
    """The commonest value that is told; of several the one told last."""
    counted = Counter(value for value, _ in told if value)
    last = {value: max(day or "" for other, day in told if other == value) for value in counted}
    ranked = sorted(counted, reverse=True)
    return max(ranked, key=lambda value: (counted[value], last[value]), default=None)
