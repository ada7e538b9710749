"""`depesche set`: state what is known about a report, over whatever was read."""

from __future__ import annotations

from typing import Annotated

import typer

from depesche.cli.options import CasePath, Person, Verbose
from depesche.cli.terminal import note
from depesche.errors import UsageError


def set_facts(
    case: CasePath,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="A report by the name that show lists.")],
    facts: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE", help="published=2022-01-10, outlet='Der Bote' ...")
    ],
    *,
    person: Person = None,
    _verbose: Verbose = 0,
) -> None:
    """State the day or another fact of a report.

    Fields: published, outlet, byline, title, agencies, dateline. What a person states wins over what was read; an
    empty value takes it back.
    """
    from depesche.cli.names import find_names  # noqa: PLC0415 (start-up)
    from depesche.cli.relating import relate_anew  # noqa: PLC0415 (start-up)
    from depesche.run.state import state  # noqa: PLC0415 (start-up)
    from depesche.settings import load  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)
    from depesche.store.review import clean_value  # noqa: PLC0415 (start-up)

    stated = [_split(fact) for fact in facts]
    for field, value in stated:
        clean_value(field, value)  # a slip in one of several facts states none of them
    who = person or load().person
    with Case.open(case) as opened:
        [name] = find_names(opened, [report])
        for field, value in stated:
            state(opened, name, field, value, who)
            note(f"{name}: {field} is {value}, says {who}." if value else f"{name}: {field} is taken back, says {who}.")
        if any(field == "published" for field, _ in stated):
            relate_anew(opened)


def _split(fact: str) -> tuple[str, str]:
    field, sign, value = fact.partition("=")
    if not sign or not field.strip():
        raise UsageError(f"This states nothing: {fact}", hint="Write FIELD=VALUE, as in published=2022-01-10.")
    return field.strip(), value.strip()
