"""`depesche score dates`: measure the days found for reports that state none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import say

if TYPE_CHECKING:
    from depesche.records import Report
    from depesche.score.dates import Dated, Dates, Found
    from depesche.score.quality import Measured

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Corpora of dated texts (.jsonl, .jsonl.xz), and clusters of gold (.json)."),
]


def dates(
    paths: Paths,
    *,
    errors: Annotated[bool, typer.Option("--errors", help="List what is wrong, with what it rests on.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show how many reports get their right day, with the day itself withheld.

    The texts of corpora are dated each alone, those of a cluster together. A text that states its day is left out.
    """
    results = measured([Path(path) for path in paths])
    if as_json:
        figures = {key: figure for result in results for key, figure in result.figures().items()}
        say(
            json.dumps(
                {"figures": figures, "errors": [result.errors() for result in results]}, ensure_ascii=True, indent=1
            )
        )
        return
    for result in results:
        for line in [*result.lines(), *(result.errors() if errors else [])]:
            say(line)


def measured(paths: Sequence[Path], others: Sequence[Path] = ()) -> list[Dates]:
    """Read the texts anew and date them: those of all corpora each alone, those of each cluster together.

    Args:
        paths: the corpora and clusters that are measured.
        others: corpora that are not measured, and in which texts of clusters are looked up.

    """
    from depesche.score.dates import Dates, cluster_of, texts_of  # noqa: PLC0415 (start-up)

    corpora = {path: texts_of(path) for path in paths if path.suffix != ".json"}
    pool = [one for texts in corpora.values() for one in texts]
    wider = [*pool, *(one for path in others for one in texts_of(path))]
    together = [one for path in paths if path.suffix == ".json" for one in cluster_of(path, wider)]
    results = [Dates("alone", "each report alone", list(_found(pool)))] if pool else []
    return (
        [*results, Dates("together", "reports of clusters together", list(_found(together)))] if together else results
    )


def quality(corpora: Sequence[Path], clusters: Sequence[Path], others: Sequence[Path] = ()) -> Measured:
    """What `make score` shows of the days found: each corpus alone, the clusters together."""
    from depesche.score.quality import Measured  # noqa: PLC0415 (start-up)

    results = measured([*corpora, *clusters], others)
    figures = {key: figure for result in results for key, figure in result.figures().items()}
    lines = [line for result in results for line in result.lines()]
    wrong = [(f"{result.shown}: wrong", result.counts["wrong"]) for result in results]
    return Measured(
        "dates", "Days of reports that state none", _ABOUT, "depesche score dates PATH...", figures, lines, wrong
    )


_ABOUT = (
    "Reports of the German Wikinews whose days are withheld, each dated by its own words alone, and clusters of gold whose reports "
    "are dated together. Most of them name no year, and are left open."
)


def _found(texts: Sequence[Dated]) -> Iterator[Found]:
    from depesche import packs  # noqa: PLC0415 (start-up)
    from depesche.relate.dates import basis_of, date_reports  # noqa: PLC0415 (start-up)
    from depesche.score.dates import Found, grouped  # noqa: PLC0415 (start-up)

    known = {code: packs.load(code) for code in packs.codes()}
    for group in grouped(texts):
        by_name = {one.name: one for one in group}
        for dating in date_reports([_read(one) for one in group], known):
            yield Found(by_name[dating.report], dating, basis_of(dating))


def _read(one: Dated) -> Report:
    from dataclasses import replace  # noqa: PLC0415 (start-up)

    from depesche.cli.reading import read_text  # noqa: PLC0415 (start-up)

    return replace(read_text(one.text), name=one.name, sentences=(), cast=None)
