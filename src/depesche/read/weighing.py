"""Whom a description without a name means, by the weight of evidence; docs/actors.md lists the weights."""

from __future__ import annotations

import math

from depesche.read.cast import Cast, Entity
from depesche.read.describe import Description, role_weight, same_role

# How far back a description still reaches, in characters, and what a candidate must weigh to be taken.
REACH, _ENOUGH = 900.0, 2.0
# How far ahead somebody is looked for who is described first and named later.
_AHEAD = 700
_RANKS = frozenset(["head", "minister", "deputy", "official"])


def best(cast: Cast, speaker: Entity | None, wanted: Description, position: int) -> Entity | None:
    """The person who fits a description best, or nobody if none fits well enough.

    speaker: who made the last statement.
    """
    candidates = [e for e in cast.near(position) if e.kind in {"person", "office"}]
    weighed = [(_weight(e, speaker, wanted, position), i, e) for i, e in enumerate(candidates)]
    weighed = [w for w in weighed if w[0] >= _ENOUGH]
    if weighed:
        return max(weighed, key=lambda w: (w[0], -w[1]))[2]
    if wanted.codes and wanted.gender and not wanted.roles:
        # No Russian woman was named: `Die Russin` is a slip for the Russian who was, if there is just one such person.
        near = [e for e in candidates if e.codes & wanted.codes and 0 <= position - e.last_before(position) < 3 * REACH]
        return near[0] if len(near) == 1 else None
    return _named_later(candidates, wanted, position)


def _weight(entity: Entity, speaker: Entity | None, wanted: Description, position: int) -> float:
    last = entity.last_before(position)
    if last < 0:
        last = entity.mentions[0][0] if entity.mentions else position
        if not same_role(entity, wanted):
            return -9.0
    weight = 2.0 * math.exp(-abs(position - last) / REACH)
    if speaker is entity:
        weight += 1.5
    weight += role_weight(entity, wanted)
    if wanted.codes and entity.codes:
        weight += 2.0 if wanted.codes & entity.codes else -3.0
    elif wanted.codes and speaker is not entity:
        weight -= 1.0
    if wanted.gender and entity.gender:
        if wanted.gender != entity.gender:
            if wanted.roles and not same_role(entity, wanted):
                return -9.0
            return weight - (6.0 if wanted.gender == "f" else 4.0)  # the masculine noun is used of women too
        weight += 1.0 if entity.roles else 1.5  # of whom nothing was said so far, this may be it
    return weight


def _named_later(candidates: list[Entity], wanted: Description, position: int) -> Entity | None:
    """`Karveliens Unterhändler droht` in a headline: the one person named just below whom it can mean."""
    if not wanted.roles:
        return None
    fit = [
        e
        for e in candidates
        if e.kind == "person" and e.mentions and 0 < e.mentions[0][0] - position < _AHEAD and _can_be(e, wanted)
    ]
    return fit[0] if len(fit) == 1 else None


def _can_be(entity: Entity, wanted: Description) -> bool:
    """Whether gender, state and rank of somebody allow a description in other words."""
    if wanted.gender and entity.gender and wanted.gender != entity.gender:
        return False
    if wanted.codes and entity.codes and not wanted.codes & entity.codes:
        return False
    level = wanted.roles[0].level
    levels = {role.level for role in entity.roles}
    shared = bool(wanted.codes & entity.codes)
    return level in levels - {"person"} or (shared and level in _RANKS and bool(levels & _RANKS))
