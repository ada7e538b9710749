"""`depesche show`: the record on the terminal, or as JSON lines in a pipe."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import is_terminal
from depesche.errors import UsageError

if TYPE_CHECKING:
    from depesche.cli.query import Query
    from depesche.store.case import Case


class What(StrEnum):
    """What can be shown."""

    briefing = "briefing"
    reports = "reports"
    statements = "statements"
    times = "times"
    actors = "actors"
    positions = "positions"
    talks = "talks"
    figures = "figures"


class StatusName(StrEnum):
    """What can be said of a talk."""

    proposed = "proposed"
    planned = "planned"
    under_way = "under way"
    held = "held"
    broken_off = "broken off"
    cancelled = "cancelled"


class ModeName(StrEnum):
    """The modes of a statement."""

    direct = "direct"
    indirect = "indirect"
    mixed = "mixed"
    reported = "reported"


# The filters that a part has no use for: passed over in silence, one would take all of it for what was asked for.
_ABOUT = ("--act", "--issue")
_OF_ONE = (*_ABOUT, "--status", "--unit")
_USELESS = {
    What.briefing: _OF_ONE,
    What.reports: ("--actor", "--mode", *_OF_ONE),
    What.statements: _OF_ONE,
    What.times: ("--actor", "--mode", *_OF_ONE),
    What.actors: ("--mode", *_OF_ONE),
    What.positions: ("--mode", "--status", "--unit"),
    What.talks: ("--mode", "--unit", *_ABOUT),
    What.figures: ("--mode", "--status", *_ABOUT),
}


def show(
    case: CasePath,
    what: Annotated[What, typer.Argument(help="Which part of the record.")] = What.briefing,
    *,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what this actor says: a name or a word of it.")
    ] = None,
    mode: Annotated[ModeName | None, typer.Option(help="Only statements of this mode.")] = None,
    act: Annotated[
        str | None, typer.Option(metavar="ACT", help="Only positions of this act: demand, offer ...")
    ] = None,
    issue: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only positions on this issue, by words of it.")
    ] = None,
    status: Annotated[StatusName | None, typer.Option(help="Only talks of this status.")] = None,
    unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Only figures of this unit: EUR, percent, soldiers ...")
    ] = None,
    report: Annotated[str | None, typer.Option(metavar="NAME", help="Only this report.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only reports of this day and later.")] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")] = None,
    as_json: Annotated[
        bool | None, typer.Option("--json/--text", help="JSON lines or text; else JSON lines in a pipe.")
    ] = None,
    _verbose: Verbose = 0,
) -> None:
    """Show the record: who said what, when, and where.

    On a terminal this is text; in a pipe it is one JSON object per line, with the names that the export has.
    """
    from depesche.cli.names import find_names  # noqa: PLC0415 (start-up)
    from depesche.cli.query import Query, checked_day  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    _check(
        what,
        {"--actor": actor, "--mode": mode, "--act": act, "--issue": issue, "--status": status, "--unit": unit},
    )
    day = checked_day(since)
    with Case.open(case) as opened:
        name = find_names(opened, [report])[0] if report else None
        told = status.value if status else None
        query = Query(actor, mode.value if mode else None, name, day, limit, act, issue, told, unit)
        lines = as_json if as_json is not None else not is_terminal(sys.stdout)
        _as_lines(opened, what, query) if lines else _as_text(opened, what, query)


def _check(what: What, given: dict[str, str | None]) -> None:
    for option in _USELESS.get(what, ()):
        if given[option] is not None:
            parts = ", ".join(one.value for one in What if option not in _USELESS.get(one, ()))
            raise UsageError(f"{option} does not choose among {what.value}.", hint=f"It does among {parts}.")


def _as_lines(case: Case, what: What, query: Query) -> None:
    from depesche.cli.lines import LINES, dumped  # noqa: PLC0415 (start-up)

    for line in LINES[what.value](case, query):
        print(dumped(line))


def _as_text(case: Case, what: What, query: Query) -> None:
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.cli.views import VIEWS  # noqa: PLC0415 (start-up)

    VIEWS[what.value](console(), case, query)
