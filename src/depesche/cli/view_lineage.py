"""Which reports follow which, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.layout import hanging, head, plain, quoted, shortened
from depesche.cli.places import Places
from depesche.texts.reasons import told

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.query import Query
    from depesche.relations import Lineage
    from depesche.store.case import Case

_PASSAGES, _LINES = 3, 2
_TOGETHER = {
    "near-duplicate": "is nearly",
    "shared passage": "shares words with",
    "same wire": "has the same wire as",
    "translated twin": "renders the same text as",
}


def lineage(case: Case, query: Query) -> Iterator[Lineage]:
    """The pairs of reports asked for."""
    return islice(case.lineage(query.report, query.kind), query.limit)


def show_lineage(console: Console, case: Case, found: Iterator[Lineage], *, why: bool = False) -> None:
    """Each pair: who follows whom, how much of each is shared, whose wire, and the longest passages."""
    places = Places(case)
    for number, one in enumerate(found):
        if number:
            console.print()
        _pair(console, places, one, why=why)


def _pair(console: Console, places: Places, one: Lineage, *, why: bool) -> None:
    later, earlier = in_order(one)
    does = "follows" if one.source else _TOGETHER[one.kind]
    said = Text.assemble(plain(later, "bold"), f" {does} ", plain(earlier, "bold"))
    head(console, said, one.id[:8])
    hanging(console, plain(f"{places.paper(later)} · {places.paper(earlier)}", "dim"), 2)
    hanging(console, plain(_shares(one, later, earlier)), 2)
    passages = sorted(one.passages, key=lambda pair: (-len(pair[0].text), pair[0]))
    for mine, theirs in passages[:_PASSAGES]:
        words = shortened(mine.text, _LINES * (console.width - 6))
        quoted(console, plain(words), f"{places.of(mine)} · {places.of(theirs)}")
    if len(passages) > _PASSAGES:
        hanging(console, plain(f"and {len(passages) - _PASSAGES} more passages", "dim"))
    for reason in one.reasons if why else ():
        hanging(console, plain(told(reason), "dim"))


def in_order(one: Lineage) -> tuple[str, str]:
    """The report that follows and the one that it follows; as they stand where nothing tells."""
    first, second = one.reports
    return (second, first) if one.source == first else (first, second)


def _shares(one: Lineage, later: str, earlier: str) -> str:
    """How they hang together, how much is shared, and which agencies both credit."""
    share = dict(zip(one.reports, one.shares, strict=True))
    parts = [f"{one.kind}: {_percent(share[later])} of the first report, {_percent(share[earlier])} of the second"]
    if one.agencies:
        parts.append(f"both credit {', '.join(one.agencies)}")
    return "; ".join(parts)


def _percent(share: float) -> str:
    """A share in hundredths.

    >>> _percent(0.387), _percent(0.004)
    ('39 %', 'less than 1 %')
    """
    return f"{round(share * 100)} %" if share >= 0.01 else "less than 1 %"
