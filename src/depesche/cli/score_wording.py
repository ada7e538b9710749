"""`depesche score wording`: how well two sentences are told to say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import say


def wording(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Pairs of sentences, tab-separated: sentence1, sentence2, label.")
    ],
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed or extra.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The table as JSON, with every error.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show how often two sentences are rightly held to be the same words, by their words alone."""
    from depesche import packs  # noqa: PLC0415 (start-up)
    from depesche.relate.utterances import same_words  # noqa: PLC0415
    from depesche.score.tables import error_lines  # noqa: PLC0415
    from depesche.score.wording import score  # noqa: PLC0415

    pack = packs.load("de")
    table = score(Path(file), lambda a, b: same_words(a, b, pack))
    if as_json:
        say(json.dumps(table.as_json(), ensure_ascii=True, indent=1))
        return
    for line in [*table.lines(), *(["", *error_lines(table)] if errors else [])]:
        say(line)
