"""`depesche changes`: what was altered between the versions of reports, and which records that touched."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import is_terminal, note

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.export.revisions import Alteration, Revision, Touched
    from depesche.store.case import Case


def changes(
    case: CasePath,
    report: Annotated[
        list[str] | None, typer.Argument(metavar="REPORT", help="Reports by name; else all that changed.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per step, as in a pipe.")] = False,
    text: Annotated[bool, typer.Option("--text", help="For reading, in a pipe too.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show what was altered between the versions of reports.

    An article that changes keeps its versions. Each step shows the words that were altered, and the records that are
    gone, new or otherwise since.
    """
    from depesche.cli.lines import dumped  # noqa: PLC0415 (start-up)
    from depesche.cli.terminal import console, say  # noqa: PLC0415 (start-up)
    from depesche.export.revisions import revision_object, revisions  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    reading = text or (is_terminal(sys.stdout) and not as_json)
    found = 0
    with Case.open(case) as opened:
        for name in _names(opened, report or []):
            for step in revisions(opened, name):
                found += 1
                if reading:
                    show(console(), step)
                else:
                    say(dumped(revision_object(step)))
    if not found:
        note(
            "No report has more than one version." if not report else "There is one version of it, which never changed."
        )


def _names(case: Case, asked: list[str]) -> Iterator[str]:
    from depesche.cli.names import find_names  # noqa: PLC0415 (start-up)

    if asked:
        yield from find_names(case, asked)
    else:
        yield from [row.name for row in case.rows() if row.number > 1]


def show(screen: Console, step: Revision) -> None:
    """A step for reading: what was altered, then the records."""
    from depesche.cli.layout import head, plain  # noqa: PLC0415 (start-up)

    when = f"version {step.before.number} to {step.after.number}"
    head(screen, plain(step.after.name, "bold"), f"{when}, {step.as_of}" if step.as_of else when)
    for one in step.alterations:
        _show_words(screen, one)
    for touched in step.touched:
        _show_record(screen, touched)
    screen.print()


def _show_words(screen: Console, one: Alteration) -> None:
    from rich.text import Text  # noqa: PLC0415 (start-up)

    from depesche.cli.layout import hanging, plain  # noqa: PLC0415 (start-up)

    pieces = [plain(f"… {' '.join(one.lead.split())} ", "dim")]
    pieces += [plain(f"[-{' '.join(one.before.split())}-]", "red")] if one.before else []
    pieces += [plain(f"{{+{' '.join(one.after.split())}+}}", "green")] if one.after else []
    pieces.append(plain(f" {' '.join(one.trail.split())} …", "dim"))
    hanging(screen, Text.assemble(*pieces), 2)


def _show_record(screen: Console, one: Touched) -> None:
    from depesche.cli.layout import hanging, plain, shortened  # noqa: PLC0415 (start-up)

    record = one.record
    who = getattr(record, "actor", None) or getattr(record, "name", None) or ""
    spans = [span.text for span in _spans(record)]
    said = " … ".join(spans)
    what = ", ".join(filter(None, [who, shortened(said, 70)]))
    more = f" ({', '.join(one.fields)})" if one.fields else ""
    hanging(screen, plain(f"{one.kind} {one.fate}{more}: {what}"), 4)


def _spans(record: Any) -> Iterator[Any]:
    for name in ("content", "evidence", "span"):
        value = getattr(record, name, None)
        if value is not None:
            yield from value if isinstance(value, tuple) else (value,)
