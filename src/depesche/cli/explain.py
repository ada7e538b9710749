"""`depesche explain`: the path from sentence to record."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from depesche.cli.options import CasePath, Verbose


def explain(
    case: CasePath,
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The id of a record, or how it begins.")],
    *,
    lang: Annotated[str, typer.Option(metavar="en|de", help="The language of the explanation.")] = "en",
    as_json: Annotated[bool, typer.Option("--json", help="The explanation as a JSON object.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show how a record came about, from its sentence on.

    Each field stands with the rule that gave it and with what the rule went by.
    """
    from depesche.cli.explained import as_object  # noqa: PLC0415 (start-up)
    from depesche.cli.explained import explain as explained  # noqa: PLC0415 (start-up)
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.cli.view_explain import show  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)
    from depesche.texts import language  # noqa: PLC0415 (start-up)

    spoken = language(lang)
    with Case.open(case) as opened:
        told = explained(opened, record, spoken)
        if as_json:
            print(json.dumps(as_object(told), ensure_ascii=True, indent=1))
            return
        show(console(), told, opened.report(told.row.id).header.published.basis, spoken)
