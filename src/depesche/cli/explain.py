"""`depesche explain`: the path from sentence to record, from records to what joins reports, and to the day of a report."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.errors import UsageError

if TYPE_CHECKING:
    from depesche.store.case import Case

_ID = re.compile(r"[0-9a-f]{4,16}", re.ASCII)


def explain(
    case: CasePath,
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="The id of a record or relation, or how it begins; or a report.")
    ],
    *,
    lang: Annotated[str, typer.Option(metavar="en|de", help="The language of the explanation.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="The explanation as a JSON object.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show how a record came about, from its sentence on.

    Each field stands with the rule that gave it and with what the rule went by. What reaches over reports is told with
    its members and reasons, a report with how its day is known.
    """
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)
    from depesche.texts import language  # noqa: PLC0415 (start-up)

    spoken = language(lang)
    with Case.open(case) as opened:
        told = (
            _of_relation(opened, record, spoken, as_json=as_json)
            or _of_report(opened, record, spoken, as_json=as_json)
            or _of_record(opened, record, spoken, as_json=as_json)
        )
        if as_json:
            print(json.dumps(told, ensure_ascii=True, indent=1))


Made = dict[str, Any]


def _of_relation(case: Case, called: str, lang: str, *, as_json: bool) -> Made | None:
    """Explain what reaches over reports, if an id of it begins so."""
    from depesche.cli.explained_relation import explain_relation, find_relation, relation_as_object  # noqa: PLC0415
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.cli.view_explain_relation import show_relation  # noqa: PLC0415 (start-up)
    from depesche.export.relations import KINDS  # noqa: PLC0415 (start-up)

    found = find_relation(case, called) if _ID.fullmatch(called) else None
    if found is None:
        return None
    if (other := next(case.recorded(called), None)) is not None:
        ids = f"{found[1].id} ({KINDS[found[0]]}), {other[2].id} ({other[1].removesuffix('s')})"
        raise UsageError(f"Several things have an id that begins with {called}.", hint=f"Which one? {ids}")
    told = explain_relation(case, *found, lang)
    if not as_json:
        show_relation(console(), told, lang)
    return relation_as_object(told, lang)


def _of_report(case: Case, called: str, lang: str, *, as_json: bool) -> Made | None:
    """Explain the day of a report, if one is called so and no record is."""
    from depesche.cli.explained_relation import explain_report, report_as_object  # noqa: PLC0415 (start-up)
    from depesche.cli.names import find_name  # noqa: PLC0415 (start-up)
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.cli.view_explain_relation import show_report  # noqa: PLC0415 (start-up)

    if _ID.fullmatch(called) and next(case.recorded(called), None) is not None:
        return None
    try:
        name = find_name([row.name for row in case.rows()], called)
    except UsageError:
        return None
    told = explain_report(case, name, lang)
    if not as_json:
        show_report(console(), told, lang)
    return report_as_object(told)


def _of_record(case: Case, called: str, lang: str, *, as_json: bool) -> Made:
    """Explain a record."""
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.cli.view_explain import show  # noqa: PLC0415 (start-up)
    from depesche.export.explanation import as_object  # noqa: PLC0415 (start-up)
    from depesche.run.explained import explain as explained  # noqa: PLC0415 (start-up)

    told = explained(case, called, lang)
    if not as_json:
        show(console(), told, case.report(told.row.id).header.published.basis, lang)
    return as_object(told)
