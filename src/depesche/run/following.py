"""Where actors stand, over the case: their positions in the terms of the codebook, and what moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from depesche.run.codebook import codebook
from depesche.run.relating_tasks import Stands, canonical, name_pack, unit_id
from depesche.store.case import Case
from depesche.store.codec import encode, from_json
from depesche.store.rows import UnitRow


class Following:
    """The units of following: the codebook, each actor, and each side for which several speak."""

    def __init__(self, case: Case, version: str) -> None:
        from depesche.relate.issues import turned  # noqa: PLC0415 (only who relates needs these)
        from depesche.relate.positions import governments, sides, topics  # noqa: PLC0415

        self.case, self.version, self.pack = case, version, name_pack()
        self.book = codebook(case, self.pack)
        self._names = {issue.id: issue.name for issue in self.book.issues if not issue.hidden}
        self._turned = turned(self.book.codes, self.book.issues, self.pack)
        self._topics = topics(self.book.issues, self.pack)
        self._sides = sides([*case.acting(), *governments(self.pack)])
        self._of_side: dict[str, list[str]] = {}

    @cached_property
    def unit(self) -> str:
        """The unit of the codebook."""
        return self._unit("codebook", canonical([encode(one) for one in self.book.issues]))

    def coded(self, unit: str, issues: Sequence[Any]) -> UnitRow:
        """The codebook as the case keeps it."""
        return UnitRow(unit, "codebook", {"issues": issues})

    def actors(self) -> Iterator[tuple[str, Stands]]:
        """The positions of each actor."""
        for actor, rows in self.case.in_blocks("held"):
            side = self._sides.get(actor, actor)
            issues = [self._coding(*from_json(row.data).get("called", ("", ""))) for row in rows]
            unit = self._unit("stand", actor, side, canonical([[row.data for row in rows], issues]))
            self._of_side.setdefault(side, []).append(unit)
            yield unit, Stands(rows, self._sides.get(actor), issues)

    def sides(self) -> Iterator[tuple[str, tuple[str, list[str]]]]:
        """The actors of each side for which several speak; to be asked for when all actors are done."""
        for side, own in self._of_side.items():
            if len(own) > 1:
                yield self._unit("side", side, canonical(own)), (side, own)

    def rolled(self, unit: str, one: tuple[str, list[str]]) -> UnitRow:
        """What moved for a side that did not for one of its speakers."""
        from depesche.relate.position_shifts import shifts  # noqa: PLC0415

        side, own = one
        return UnitRow(unit, "side", {"shifts": shifts(self.case.relations_of("held", own), self.pack, side)})

    def _coding(self, *called: str) -> tuple[str, str, bool, tuple[str, int] | None]:
        """All that the codebook makes of what a position calls its issue."""
        issue = self.book.codes.get((called[0], called[1]), "")
        return issue, self._names.get(issue, ""), called in self._turned, self._topics.get(issue)

    def _unit(self, *parts: str) -> str:
        return unit_id("|".join([self.version, *parts]))
