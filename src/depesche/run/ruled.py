"""Which rulings on actors hold in a case, and which blocks of records they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from depesche.relate.actors_keys import key_of
from depesche.relate.actors_log import id_of, rulings_of
from depesche.relate.actors_rulings import Ruling, joined_keys, touched
from depesche.relate.actors_seen import Seen
from depesche.relations import Member
from depesche.run.story import all_packs
from depesche.store.case import Case
from depesche.store.codec import decode

# Records of a side by which the blocks it stands in are found: nearly always it is one block, and an actor may have thousands.
_LOOKED_AT = 200
_BATCH = 200

Record = tuple[str, str]


class Ruled:
    """Which blocks rulings touch. rulings: by the block that stands for all that they join."""

    def __init__(self, case: Case, rulings: Sequence[Ruling], ids: Mapping[str, str]) -> None:
        """Look the records of the rulings up. ids: of the reports that the case has now, by name."""
        members = [m for one in rulings for side in one.sides for m in side.members[:_LOOKED_AT]]
        keys = keys_at(case, members, ids)
        self._into = joined_keys(rulings, keys)
        self.rulings: dict[str, list[Ruling]] = {}
        for one in rulings:
            for top in sorted({self.top(block) for block in touched(one, keys)}):
                self.rulings.setdefault(top, []).append(one)

    def top(self, block: str) -> str:
        """The block under which a block is worked on."""
        return self._into.get(block, block)

    def ids(self, top: str) -> list[str]:
        """The names of the rulings on a block, oldest first."""
        return [id_of(one) for one in self.rulings[top]]


def in_force(case: Case) -> tuple[Ruling, ...]:
    """The rulings that hold, oldest first."""
    return rulings_of(case.decisions())


def keys_at(case: Case, members: Iterable[Member], ids: Mapping[str, str]) -> dict[Record, str]:
    """The keys of records by report and id; those that the case no longer has are left out."""
    wanted = {(one.report, one.record) for one in members}
    some = sorted({ids[report] for report, _ in wanted if report in ids})
    pack = all_packs()["de"]
    found: dict[Record, str] = {}
    for at in range(0, len(some), _BATCH):
        for row in case.entries_of("actor", some[at : at + _BATCH]):
            seen = decode(Seen, row.data)
            if (seen.report, seen.record) in wanted:
                found[seen.report, seen.record] = key_of(seen, pack)
    return found
