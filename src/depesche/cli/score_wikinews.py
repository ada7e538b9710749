"""`depesche score wikinews`: measure statements against the German Wikinews corpus of quotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import say

CorpusFile = Annotated[str, typer.Argument(metavar="FILE", help="A file of the corpus: .jsonl or .jsonl.xz.")]


def wikinews(
    corpus: CorpusFile,
    *,
    predictions: Annotated[
        str | None,
        typer.Option("--predictions", metavar="OUT", help="Write what we read here, in the corpus's own format."),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Count what went wrong, by class and by rule.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show how many quotations are found, with their speaker, cue, addressee and frame.

    Each document is read anew; the joint macro F1 is the figure that the corpus's authors publish.
    """
    from depesche.cli.reading import read_text  # noqa: PLC0415 (start-up)
    from depesche.score.wikinews_corpus import documents, predicted, score, write  # noqa: PLC0415 (start-up)

    gold = documents(Path(corpus))
    ours = [predicted(document, read_text) for document in gold]
    if predictions is not None:
        write(ours, Path(predictions))
    result = score(gold, ours)
    if as_json:
        say(json.dumps(result.as_json(), ensure_ascii=True, indent=1))
        return
    more = ["", *result.errors(), "", *result.by_rule(), "", *result.calibration.lines()]
    for line in [*result.lines(), *(more if errors else [])]:
        say(line)
