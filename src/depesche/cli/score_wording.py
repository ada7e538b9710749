"""`depesche score wording`: how well two sentences are told to say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import say

if TYPE_CHECKING:
    from depesche.score.quality import Measured
    from depesche.score.tables import Table


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
    from depesche.score.tables import error_lines  # noqa: PLC0415 (start-up)

    table = measured(Path(file))
    if as_json:
        say(json.dumps(table.as_json(), ensure_ascii=True, indent=1))
        return
    for line in [*table.lines(), *(["", *error_lines(table)] if errors else [])]:
        say(line)


def measured(file: Path) -> Table:
    """Let the words alone decide on each pair of a file."""
    from depesche import packs  # noqa: PLC0415 (start-up)
    from depesche.relate.utterances import same_words  # noqa: PLC0415 (start-up)
    from depesche.score.wording import score  # noqa: PLC0415 (start-up)

    pack = packs.load("de")
    return score(file, lambda a, b: same_words(a, b, pack))


def quality(file: Path) -> Measured:
    """What `make score` shows of it. It has no floor: utterances never rest on words alone."""
    from depesche.score.quality import Measured, classes  # noqa: PLC0415 (start-up)

    table = measured(file)
    command = f"depesche score wording {file.name}"
    lines, errors = list(table.lines()), classes(table)
    return Measured("wording", "PAWS-X, German, dev", _ABOUT, command, table.figures(), lines, errors, gated=False)


_ABOUT = (
    "Pairs of sentences that share nearly all their words (Yang and others, EMNLP-IJCNLP 2019), decided by their words alone, on which "
    "[utterances](utterances.md) never rest. More than half are made by swapping names or parts. No floor is held."
)
