"""Lay what is stated outside of a report over what its text says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath

from depesche.clean.credits import agencies
from depesche.clean.names import fold, known
from depesche.packs import Pack
from depesche.records import Fact, Header, Published, Report

# Facts from outside lie over what the text says, and over each other in this order; OTHERS are those of the file that a report came in: a
# feed, a mail, a row of a table, an agency's own form.
_OTHERS = "others"
_TRUST = ("person", "table", _OTHERS, "file name", "page")
# What an address tells holds only where the text tells nothing.
_LEAST = "address"


def lay_over(said: Header, report: Report, pack: Pack) -> Header:
    """Lay the facts from outside over what the text says."""
    who = known(pack)
    day = _best(report, "published")
    outlet, title = _best(report, "outlet"), _best(report, "title")
    if not outlet and not said.outlet:
        outlet = [fact for fact in report.facts if fact.field == "outlet" and fact.basis == _LEAST]
    named = _file_outlet(report.name, pack) if not outlet or outlet[0].basis.startswith("page") else None
    changes: dict[str, object] = {}
    if day:
        changes["published"] = Published(value=day[0].value, basis=day[0].basis)
    if named or outlet:
        changes["outlet"] = named or who.outlet(outlet[0].value) or _written(outlet[0])
    if title and not (said.title and title[0].basis.startswith("page")):
        changes["title"] = title[0].value
    changes |= _several(said, report, pack)
    return replace(said, **changes)  # type: ignore[arg-type]


def _written(outlet: Fact) -> str:
    """An outlet that no table knows, as it was stated; file names are written small."""
    small = outlet.basis == "file name" and outlet.value.islower()
    return outlet.value[0].upper() + outlet.value[1:] if small else outlet.value


def _several(said: Header, report: Report, pack: Pack) -> dict[str, object]:
    """Fields that hold several values; an agency that a page names as its author is an agency."""
    who = known(pack)
    changes: dict[str, object] = {}
    written = [fact.value for fact in _best(report, "byline")]
    wires = [named for value in written for named in agencies(value, pack) or ()]
    names = [
        value for value in written if not agencies(value, pack) and not who.outlet(value) and fold(value) not in who.own
    ]
    if names:
        changes["byline"] = tuple(dict.fromkeys(names))
    if wires:
        changes["agencies"] = tuple(dict.fromkeys((*said.agencies, *wires)))
    stated = [who.agency(fact.value) or fact.value for fact in _best(report, "agencies")]
    if stated:
        changes["agencies"] = tuple(dict.fromkeys(stated))
    places = [fact.value for fact in _best(report, "dateline")]
    if places:
        changes["dateline"] = tuple(dict.fromkeys(places))
    return changes


def _best(report: Report, field: str) -> list[Fact]:
    """The facts of a field from the source that is trusted most among those that state it."""
    stated = [fact for fact in report.facts if fact.field == field and fact.basis != _LEAST]
    ranks = {fact.basis: _rank(fact.basis) for fact in stated}
    best = min(ranks.values(), default=0)
    first = next((fact.basis for fact in stated if ranks[fact.basis] == best), "")
    # Several places of a page count as one source; of others the one that comes first.
    return [fact for fact in stated if ranks[fact.basis] == best and (_TRUST[best] != _OTHERS or fact.basis == first)]


def _rank(basis: str) -> int:
    return next((i for i, known in enumerate(_TRUST) if basis.startswith(known)), _TRUST.index(_OTHERS))


def _file_outlet(name: str, pack: Pack) -> str | None:
    """The outlet that the words of a dated file name begin with, if the pack knows it."""
    stem = PurePosixPath(name).stem
    days = re.match(r"\d{4}-?\d\d-?\d\d[\s_-]+", stem)
    words = re.split(r"[\s_-]+", stem[days.end() :]) if days else []
    found = (known(pack).outlet(" ".join(words[:count])) for count in range(min(len(words), 5), 0, -1))
    return next((outlet for outlet in found if outlet), None)
