"""From what a person types to a ruling on the actors of a case, or to an error that says what could be meant."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence

from depesche.errors import UsageError
from depesche.relate.actors_rulings import Ruling, Side
from depesche.relate.actors_seen import plain
from depesche.relations import CaseActor, Member

_NEAR = 4
_Keys = Mapping[tuple[str, str], str]


def find(actors: Iterable[CaseActor], name: str) -> CaseActor:
    """The actor of a name: by the name itself, else by any form met, in any case and without accents.

    Raises:
        UsageError: if there is none, or if several go by the name.

    """
    some = sorted(actors, key=lambda a: (a.name, a.id))
    tests: tuple[Callable[[CaseActor], bool], ...] = (
        lambda a: name in {a.name, a.id},
        lambda a: name in a.names,
        lambda a: plain(name) in {plain(form) for form in (a.name, *a.names)},
    )
    for test in tests:
        found = [actor for actor in some if test(actor)]
        if len(found) == 1:
            return found[0]
        if found:
            told = "; ".join(_told(actor) for actor in found[:_NEAR])
            raise UsageError(f"Several actors go by {name}.", hint=f"Give the id in brackets: {told}.")
    near = difflib.get_close_matches(name, sorted({form for a in some for form in (a.name, *a.names)}), _NEAR, 0.5)
    hint = f"Did you mean {', '.join(near)}?" if near else "depesche actors CASE lists them all."
    raise UsageError(f"There is no actor {name} in this case.", hint=hint)


def _told(actor: CaseActor) -> str:
    about = ", ".join(part for part in (actor.role, actor.acts_for) if part)
    return f"{actor.name}{f', {about}' if about else ''} [{actor.id}]"


def merging(
    actors: Sequence[CaseActor], names: Sequence[str], name: str | None, keys: _Keys, who: str = "", when: str = ""
) -> Ruling:
    """The ruling that some actors are one, called `name`, else as the first.

    keys: the key of every record (`key_of`), as far as they are at hand.

    Raises:
        UsageError: if a name is nobody's or several's, or if all are one actor's already.

    """
    found = list({actor.id: actor for actor in (find(actors, one) for one in names)}.values())
    if len(found) < 2:
        raise UsageError(
            f"{' and '.join(names)} are one actor already.", hint="To change what it is called, use rename."
        )
    return Ruling("merge", tuple(_side(actor, keys) for actor in found), name or found[0].name, (), who, when)


def splitting(
    actors: Sequence[CaseActor], of: str, form: str, reports: Sequence[str] = (), name: str | None = None, *,
    keys: _Keys, who: str = "", when: str = "",
) -> Ruling:  # fmt: skip
    """The ruling that whoever reports call `form` is somebody else than the actor `of`; only in some reports, where any are named.

    Raises:
        UsageError: if the actor has no such form, or nothing else.

    """
    actor = find(actors, of)
    within = [member for member in actor.members if not reports or member.report in reports]
    out = tuple(member for member in within if member.text == form)
    if not out and not (within and form in actor.names):
        where = f" in {', '.join(reports)}" if reports else ""
        forms = sorted({member.text for member in actor.members})
        raise UsageError(f"No report calls {actor.name} {form}{where}.", hint=f"It goes by {', '.join(forms[:_NEAR])}.")
    if len(out) == len(actor.members):
        raise UsageError(
            f"All reports call {actor.name} {form}.", hint="Name the reports in which it is somebody else."
        )
    sides = (_side(actor, keys), Side(form, out, _keys(out, keys)))
    return Ruling("split", sides, name, tuple(reports), who, when)


def renaming(actors: Sequence[CaseActor], of: str, name: str, keys: _Keys, who: str = "", when: str = "") -> Ruling:
    """The ruling that an actor is called something else.

    Raises:
        UsageError: if the actor is not known, or if another is called so already.

    """
    actor = find(actors, of)
    if any(other.name == name and other.id != actor.id for other in actors):
        raise UsageError(f"Another actor is called {name} already.", hint="If both are one, use merge.")
    return Ruling("rename", (_side(actor, keys),), name, (), who, when)


def _side(actor: CaseActor, keys: _Keys) -> Side:
    return Side(actor.name, actor.members, _keys(actor.members, keys))


def _keys(members: Iterable[Member], keys: _Keys) -> tuple[str, ...]:
    return tuple(sorted({keys[m.report, m.record] for m in members if (m.report, m.record) in keys}))
