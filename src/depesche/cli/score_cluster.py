"""`depesche score cluster`: measure what is said of several reports of one story."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import note, say
from depesche.errors import UsageError

if TYPE_CHECKING:
    from depesche.score.clusters import Cluster
    from depesche.score.dates import Dated
    from depesche.score.quality import Measured

# Where the texts of clusters lie in a data folder.
CORPORA = ("text-de/wikinews-de-politik.jsonl", "wikinews-quotes/dev.jsonl.xz", "wikinews-quotes/train.jsonl.xz")


def cluster(
    gold: Annotated[str, typer.Argument(metavar="GOLD.json", help="Gold on the reports of one story.")],
    corpora: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CORPUS...]", help="Where their texts are (.jsonl, .jsonl.xz); else in the corpora two folders up."
        ),
    ] = None,
    *,
    export: Annotated[
        str | None, typer.Option(metavar="FILE", help="Measure this JSON export, and build no case.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what is missed, extra or wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The table as JSON, with every error.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Show what is found of what the reports of one story have to do with each other.

    The texts are built into a case, without their days, unless an export is named.
    """
    from depesche.score.tables import error_lines  # noqa: PLC0415 (start-up)

    path = Path(gold)
    result = measured(path, pool([Path(one) for one in corpora] if corpora else beside(path)), export)
    if as_json:
        say(json.dumps(result.table.as_json(), ensure_ascii=True, indent=1))
        return
    for line in [*result.lines(), *(["", *error_lines(result.table)] if errors else [])]:
        say(line)


def beside(gold: Path) -> list[Path]:
    """The corpora of the data folder in which gold lies (`gold/clusters/NAME.json`).

    Raises:
        UsageError: if there are none.

    """
    folder = gold.resolve().parents[1].parent / "corpora"
    found = [folder / name for name in CORPORA if (folder / name).exists()]
    if not found:
        raise UsageError(
            "The texts of this cluster are not beside it.",
            where=str(folder),
            hint="Name the corpora that hold them: depesche score cluster GOLD.json CORPUS...",
        )
    return found


def pool(corpora: Sequence[Path]) -> list[Dated]:
    """All texts of some corpora."""
    from depesche.score.dates import texts_of  # noqa: PLC0415 (start-up)

    return [one for path in corpora for one in texts_of(path)]


def measured(gold: Path, texts: Sequence[Dated], export: str | None = None) -> Cluster:
    """Measure a cluster, built anew or out of an export; its texts are known by their digests."""
    from depesche.cli.score import loaded  # noqa: PLC0415 (start-up)
    from depesche.cli.score_case import export_of_texts  # noqa: PLC0415 (start-up)
    from depesche.score.clusters import gold_of, score  # noqa: PLC0415 (start-up)
    from depesche.score.dates import cluster_of  # noqa: PLC0415 (start-up)

    known = gold_of(gold)
    by_file = {one.name: one.text for one in cluster_of(gold, texts)}
    missing = len(known["reports"]) - len(by_file)
    if missing:
        note(f"{gold.stem}: {missing} reports are left out, since their texts are not in the corpora.")
    return score(gold.stem, known, by_file, loaded(Path(export)) if export else export_of_texts(by_file))


def quality(gold: Path, texts: Sequence[Dated]) -> Measured:
    """What `make score` shows of a cluster."""
    from depesche.score.quality import Measured, classes  # noqa: PLC0415 (start-up)

    result = measured(gold, texts)
    return Measured(
        f"cluster-{gold.stem}",
        f"Cluster {gold.stem}",
        _ABOUT.format(many=len(result.texts)),
        f"depesche score cluster gold/clusters/{gold.name}",
        result.figures(),
        result.lines(),
        classes(result.table),
    )


_ABOUT = (
    "{many} reports of the German Wikinews on one story, built into a case without their days, with gold by hand on what they have to "
    "do with each other. [Score](score.md#clusters) tells what is counted."
)
