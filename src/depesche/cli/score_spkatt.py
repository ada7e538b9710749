"""`depesche score spkatt`: how the readers do on speeches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import say
from depesche.errors import UsageError


def spkatt(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="A folder of SpkAtt-2023 with one JSON file per speech.")
    ],
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed, extra or wrong, by class.")] = False,
    as_news: Annotated[
        bool, typer.Option("--as-news", help="Read them with the rules of the news alone, not as speeches.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON, with every error.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Compare what is read in speeches with the events that annotators marked in them."""
    from depesche.cli.reading import read_text  # noqa: PLC0415 (start-up)
    from depesche.score.spkatt import events  # noqa: PLC0415
    from depesche.score.spkatt_files import SPEECH, speeches  # noqa: PLC0415
    from depesche.score.spkatt_table import SpkAtt  # noqa: PLC0415

    if not Path(folder).is_dir():
        raise UsageError("There is no such folder.", where=folder, hint="depesche score spkatt DIR")
    facts = () if as_news else (SPEECH,)
    measured = SpkAtt()
    for speech in speeches(Path(folder)):
        measured.add(speech, events(read_text(speech.text, facts=facts), speech))
    if as_json:
        say(json.dumps(measured.as_json(), ensure_ascii=True, indent=1))
        return
    for line in measured.lines():
        say(line)
    if errors:
        say()
        for line in measured.error_lines():
            say(line)
