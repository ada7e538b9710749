"""`depesche search`: find reports and statements by words."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import is_terminal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from depesche.store.search import Found, Hit


def search(
    case: CasePath,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help='Words, "as written", -without, prefix*, actor:NAME ...')
    ],
    *,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=10_000, help="At most so many hits.")] = 20,
    as_json: Annotated[
        bool | None, typer.Option("--json/--text", help="JSON lines or text; else JSON lines in a pipe.")
    ] = None,
    _verbose: Verbose = 0,
) -> None:
    """Find reports and statements by words.

    Words are found in every form and inside compounds, and all must be there, unless OR stands between. Fields narrow
    down: actor: act: mode: outlet: report: kind: since: until:. Nothing that is typed is an error.
    """
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    with Case.open(case) as opened:
        found = opened.search(" ".join(words), limit=limit)
    if as_json if as_json is not None else not is_terminal(sys.stdout):
        _lines(found)
    else:
        _show(found)


def _lines(found: Found) -> None:
    from depesche.cli.lines import dumped  # noqa: PLC0415 (start-up)
    from depesche.export.as_json import as_json  # noqa: PLC0415 (start-up)

    for hit in found.hits:
        about: dict[str, Any] = {"kind": "hit", "report": hit.row.name, "published": hit.row.published}
        about |= {"outlet": hit.row.outlet, "snippet": hit.snippet, "marks": [list(one) for one in hit.marks]}
        about |= {"start": hit.start, "end": hit.end, "statement": as_json(hit.statement) if hit.statement else None}
        print(dumped(about))
    facets = {name: dict(values) for name, values in found.facets.items()}
    print(dumped({"kind": "found", "total": found.total, "notes": list(found.asked.notes), "facets": facets}))


def _show(found: Found) -> None:
    from depesche.cli.layout import hanging, head, plain  # noqa: PLC0415 (start-up)
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.texts import name_of, short_day  # noqa: PLC0415 (start-up)

    out: Console = console()
    if found.asked.notes:
        hanging(out, plain(f"Not understood: {', '.join(found.asked.notes)}", "yellow"), 0)
    for hit in found.hits:
        said = hit.statement
        who = f"{said.actor or 'Nobody named'} {name_of('act', said.act)}".strip() if said else hit.row.title or ""
        head(out, plain(who, "bold"), said.id[:8] if said else "")
        hanging(
            out, plain(f"{hit.row.outlet or hit.row.name}, {short_day(hit.row.published)} · {hit.row.name}", "dim"), 2
        )
        hanging(out, _marked(hit), 2)
        out.print()
    more = f", {len(found.hits)} shown" if found.total > len(found.hits) else ""
    hanging(out, plain(f"{found.total} hit{'s' if found.total != 1 else ''}{more}."), 0)
    for name, values in found.facets.items():
        hanging(out, plain(f"{name}: " + ", ".join(f"{value} {number}" for value, number in values[:8]), "dim"), 2)


def _marked(hit: Hit) -> Text:
    """The snippet with what fits in bold."""
    from rich.text import Text  # noqa: PLC0415 (start-up)

    from depesche.cli.layout import plain  # noqa: PLC0415 (start-up)

    out, at = Text(), 0
    for start, end in hit.marks:
        out.append_text(plain(hit.snippet[at:start]))
        out.append_text(plain(hit.snippet[start:end], "bold"))
        at = end
    out.append_text(plain(hit.snippet[at:]))
    return out
