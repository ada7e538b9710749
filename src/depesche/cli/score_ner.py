"""`depesche score ner`: measure the actors against a corpus of named entities."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import say

if TYPE_CHECKING:
    from depesche.score.ner import Scored

CorpusFile = Annotated[
    str, typer.Argument(metavar="FILE", help="A corpus: columns of words and tags, or SmartData's JSON; packed or not.")
]


def ner(
    file: CorpusFile,
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List what went wrong, by class with counts.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The table as JSON, with every error.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show which names of persons, organisations and places are found, and are of the right class."""
    scored = measured(Path(file))
    if as_json:
        say(json.dumps(scored.as_json(), ensure_ascii=True, indent=1))
        return
    for line in scored.lines():
        say(line)
    if errors:
        say()
        for line in scored.errors():
            say(line)


def measured(path: Path) -> Scored:
    """Read the texts of a corpus anew and measure the names found in them."""
    from depesche.cli.reading import read_text  # noqa: PLC0415 (start-up)
    from depesche.score.ner import score  # noqa: PLC0415 (start-up)
    from depesche.score.ner_files import load  # noqa: PLC0415 (start-up)

    return score(load(path), read_text, _is_state)


def _is_state(name: str) -> bool:
    """Whether a name is a state's own, not that of its capital."""
    from depesche import packs  # noqa: PLC0415 (start-up)
    from depesche.read.lookup import lookup  # noqa: PLC0415 (start-up)

    words = name.split()
    found = lookup(packs.load("de")).name_at(words, 0)
    return found is not None and found[0] == len(words) and found[1].kind == "state" and not found[1].seat
