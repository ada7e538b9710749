"""`depesche doctor`: what is installed, whether it works, and what is wrong with a case."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from depesche.cli import doctor_checks as checks
from depesche.cli.completion import cases
from depesche.cli.doctor_checks import Finding
from depesche.cli.options import Verbose
from depesche.cli.terminal import say
from depesche.errors import DepescheError, SetupError

MARKS = {"ok": "ok ", "bad": "BAD", "without": "-- "}
Check = Callable[[], list[Finding]]


def doctor(
    case: Annotated[
        str | None, typer.Argument(metavar="[CASE]", help="A case to check as a whole.", autocompletion=cases)
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As a JSON object.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Find out what is wrong with the installation.

    Or with a case, if one is named. Exit code 4 means that something is wrong.
    """
    found = {name: _looked_at(name, check) for name, check in _all(case).items()}
    bad = sum(one.state == "bad" for findings in found.values() for one in findings)
    if as_json:
        _as_json(found)
    else:
        _as_text(found, bad)
    if bad:
        raise typer.Exit(SetupError.exit_code)


def _all(case: str | None) -> dict[str, Check]:
    """Every check by its name, in the order in which one would look for what is wrong."""
    known: tuple[Check, ...] = (
        checks.package,
        checks.core,
        checks.parts,
        checks.extras,
        checks.packs,
        checks.sources,
        checks.exporters,
        checks.database,
        checks.settings,
        checks.folders,
    )
    file = None if case is None or "://" in case else Path(case)
    folder = file.parent if file and file.parent.is_dir() else Path()
    named: dict[str, Check] = {check.__name__: check for check in known}
    named |= {"room": lambda: checks.room(folder), "worker": checks.worker, "reading": checks.reading}
    return named if case is None else named | {"case": lambda: checks.case(case)}


def _looked_at(name: str, check: Check) -> list[Finding]:
    """A check's findings; one that breaks is a finding too."""
    try:
        return check()
    except DepescheError as error:
        where = f" ({error.where})" if error.where else ""
        return [Finding(f"{error.what}{where}", "bad", error.hint)]
    except Exception as error:  # noqa: BLE001 (the doctor looks at what is broken)
        hint = "Install depesche again; -vv with any other command shows more."
        return [Finding(f"{name}: {type(error).__name__}: {error}", "bad", hint)]


def _as_json(found: dict[str, list[Finding]]) -> None:
    rows = [
        {"check": name, "state": one.state, "what": one.what, "hint": one.hint}
        for name, findings in found.items()
        for one in findings
    ]
    print(json.dumps({"ok": all(row["state"] != "bad" for row in rows), "findings": rows}))


def _as_text(found: dict[str, list[Finding]], bad: int) -> None:
    findings = [one for some in found.values() for one in some]
    for one in findings:
        say(f"{MARKS[one.state]}  {one.what}")
        if one.hint:
            say(f"     {one.hint}")
    say("Everything is as it should be." if not bad else f"{bad} of {len(findings)} findings are bad.")
