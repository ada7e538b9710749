"""`depesche show`: the record on the terminal, or as JSON lines in a pipe."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import is_terminal, note
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
    matrix = "matrix"
    shifts = "shifts"
    agreement = "agreement"
    issues = "issues"
    talks = "talks"
    figures = "figures"
    utterances = "utterances"
    lineage = "lineage"
    discrepancies = "discrepancies"
    silences = "silences"
    news = "news"


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


class GradeName(StrEnum):
    """How grave a discrepancy is."""

    conflict = "conflict"
    superseded = "superseded"
    precision = "precision"
    wording = "wording"


# The filters that a part has a use for: another one passed over in silence, all would be taken for what was asked for.
_USED: dict[What, tuple[str, ...]] = {
    What.briefing: ("actor", "mode", "report", "since"),
    What.reports: ("report", "since", "why"),
    What.statements: ("actor", "mode", "report", "since"),
    What.times: ("report", "since"),
    What.actors: ("actor", "kind", "report", "since", "each", "why"),
    What.positions: ("actor", "act", "issue", "report", "since"),
    What.talks: ("actor", "status", "report", "since", "each"),
    What.figures: ("actor", "unit", "report", "since"),
    What.utterances: ("actor", "report", "since"),
    What.lineage: ("report", "kind", "why"),
    What.discrepancies: ("report", "grade", "kind"),
    What.silences: ("report", "kind"),
    What.matrix: ("actor", "issue", "report", "since", "each"),
    What.shifts: ("actor", "issue", "kind", "since"),
    What.agreement: ("actor", "issue", "kind", "report", "since", "each"),
    What.issues: ("issue",),
    What.news: ("actor", "since"),
}
# What `--kind` chooses by.
_KINDS: dict[What, tuple[str, ...]] = {
    What.actors: ("person", "office", "state", "organisation", "agency", "group"),
    What.lineage: ("near-duplicate", "shared passage", "same wire", "translated twin"),
    What.discrepancies: (
        "date", "duration", "place", "number", "unit", "name", "attribution", "wording", "scope", "status", "dispute",
        "gender", "weekday",
    ),
    What.silences: ("utterance", "demand", "figure"),
    What.shifts: ("act", "stance", "silence"),
    What.agreement: ("conflict", "agree"),
}  # fmt: skip


def show(
    case: CasePath,
    what: Annotated[
        str,
        typer.Argument(metavar="WHAT", help=f"Which part: {', '.join(What)}.", autocompletion=lambda: list(What)),
    ] = What.briefing.value,
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
    grade: Annotated[GradeName | None, typer.Option(help="Only discrepancies of this grade.")] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="Only this kind: person, date, 'same wire' ...")
    ] = None,
    report: Annotated[str | None, typer.Option(metavar="NAME", help="Only this report.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only what is of this day and later.")] = None,
    each: Annotated[
        bool, typer.Option("--each", help="Talks and actors by report, stands by person: nothing merged.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="With the reasons.")] = False,
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

    asked: dict[str, Any] = {
        "actor": actor,
        "mode": mode and mode.value,
        "act": act,
        "issue": issue,
        "kind": kind,
        "unit": unit,
    }
    asked |= {"status": status and status.value, "grade": grade and grade.value, "report": report, "since": since}
    part = _part(what)
    _check(part, {**asked, "each": each or None, "why": why or None})
    _check_kind(part, kind)
    if part is What.news and since is None:
        raise UsageError("News of since when?", hint="depesche show CASE news --since 2022-01-10")
    asked["since"] = checked_day(since)
    with Case.open(case) as opened:
        asked["report"] = find_names(opened, [report])[0] if report else None
        query = Query(**asked, limit=limit, each=each, why=why)
        lines = as_json if as_json is not None else not is_terminal(sys.stdout)
        _as_lines(opened, part, query) if lines else _as_text(opened, part, query)


def _part(called: str) -> What:
    if called in list(What):
        return What(called)
    near = get_close_matches(called, list(What), 1, 0.6)
    hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(What)}."
    raise UsageError(f"There is no part {called} to show.", hint=hint)


def _check(what: What, given: dict[str, object]) -> None:
    """Refuse what the part has no use for."""
    for option, value in given.items():
        if value is not None and option not in _USED[what]:
            parts = ", ".join(one.value for one, used in _USED.items() if option in used)
            raise UsageError(f"--{option} is no use with {what.value}.", hint=f"It goes with {parts}.")


def _check_kind(what: What, kind: str | None) -> None:
    if kind is not None and kind not in _KINDS[what]:
        raise UsageError(f"{what.value} have no kind {kind}.", hint=f"Known: {', '.join(_KINDS[what])}.")


def _as_lines(case: Case, what: What, query: Query) -> None:
    from depesche.cli.lines import LINES, dumped  # noqa: PLC0415 (start-up)

    number = 0
    for line in LINES[what.value](case, query):
        print(dumped(line))
        number += 1
    if not number and not any(case.related().values()) and next(case.rows(), None) is not None:
        note("The reports of this case were not related yet; depesche build does it.")


def _as_text(case: Case, what: What, query: Query) -> None:
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.cli.views import VIEWS  # noqa: PLC0415 (start-up)

    VIEWS[what.value](console(), case, query)
