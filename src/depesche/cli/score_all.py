"""`depesche score all`: measure everything there is data for, write the quality page, hold the figures to their floors."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import Verbose
from depesche.cli.terminal import note, say
from depesche.errors import SetupError, UsageError

if TYPE_CHECKING:
    from depesche.score.floors import Floors
    from depesche.score.quality import Measured

DataDir = Annotated[
    str | None,
    typer.Argument(metavar="[DATA_DIR]", help="A folder of gold and corpora; without it only the sample is measured."),
]
EXIT_BELOW = 1
SAMPLE = Path(__file__).parents[1] / "sample"
CORPORA = {
    "krauts-zeit": ("krauts/krauts.tar.xz", "KRAUTS/KRAUTS_DieZeit"),
    "krauts-dolomiten": ("krauts/krauts.tar.xz", "KRAUTS/KRAUTS_Dolomiten-42"),
    "spkatt-dev": ("spkatt2023/spkatt2023.tar.xz", "data/dev/task1"),
    "germeval-dev": ("ner-german/germeval2014.tar.xz", "NER-de-dev.tsv"),
    "smartdata-dev": ("ner-german/smartdata.tar.xz", "v3_20200302/dev.json.gz"),
}


def score_all(
    data: DataDir = None,
    *,
    page: Annotated[str | None, typer.Option(metavar="FILE", help="Write the quality page here.")] = None,
    pin: Annotated[bool, typer.Option("--pin", help="Raise the floors to what is measured now.")] = False,
    lower: Annotated[
        str | None, typer.Option(metavar="REASON", help="Lower floors too; the reason is kept beside them.")
    ] = None,
    _verbose: Verbose = 0,
) -> None:
    """Measure all data sets, and fail with exit code 1 if a figure is below its floor.

    DATA_DIR holds `gold`, `reports` and `corpora`; a data set that is not there is named and passed over.
    """
    from depesche.run.plan import reader_version  # noqa: PLC0415 (start-up)
    from depesche.run.relating import relating_version  # noqa: PLC0415 (start-up)
    from depesche.score import floors  # noqa: PLC0415 (start-up)
    from depesche.score.quality import Quality  # noqa: PLC0415 (start-up)

    if data is not None and not Path(data).is_dir():
        raise UsageError("There is no such folder.", where=data, hint="depesche score all DATA_DIR")
    quality = Quality()
    for one in _all(Path(data) if data else None):
        note(f"measured: {one.title}")
        quality.measured.append(one)
    for line in quality.overview():
        say(line)
    if page is not None:
        _write(Path(page), quality.page(f"{reader_version()} (reading), {relating_version()} (relating)"))
    known = floors.load()
    if pin or lower is not None:
        _pin(quality.measured, known, lower)
        floors.save(known)
        note(f"Floors written to {floors.FILE}.")
    _hold(quality.measured, known)


def _pin(measured: list[Measured], known: dict[str, Floors], reason: str | None) -> None:
    """Set the floors of what is held to any."""
    from depesche.score.floors import Floors  # noqa: PLC0415 (start-up)

    for one in measured:
        if one.gated:
            known.setdefault(one.key, Floors()).pin(one.figures, reason)


def _hold(measured: list[Measured], known: dict[str, Floors]) -> None:
    """Name the figures that are below their floors, and fail if there are any."""
    held = 0
    breached = False
    for one in measured:
        entry = known.get(one.key)
        for breach in entry.breaches(one.figures) if entry else ():
            figure = "not measured" if breach.figure is None else f"{breach.figure:.3f}"
            note(f"below its floor: {one.key} {breach.key} {figure}, floor {breach.floor:.3f}")
            breached = True
        held += len(entry.floors) if entry else 0
    if breached:
        raise typer.Exit(EXIT_BELOW)
    note(f"All {held} figures are above their floors.")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"The page cannot be written: {error}", where=str(path)) from error


def _all(data: Path | None) -> Iterator[Measured]:
    yield from _gold("sample", "The sample", _SAMPLE_IS, SAMPLE / "gold", SAMPLE / "reports", "src/depesche/sample/")
    if data is None:
        note("No data folder was named: only the sample is measured.")
        return
    if (data / "gold").is_dir():
        yield from _gold("data", "Real reports", _DATA_IS, data / "gold", data / "reports", "")
    with ExitStack() as stack:
        yield from _corpora(data / "corpora", stack)
        yield from _across(data, stack)


def _across(data: Path, stack: ExitStack) -> Iterator[Measured]:
    """What is said of several reports at once, and what that rests on."""
    from depesche.cli import score_cluster, score_dates, score_lineage, score_wording  # noqa: PLC0415 (start-up)
    from depesche.score.lineage_made import FILES  # noqa: PLC0415 (start-up)

    texts = [data / "corpora" / name for name in score_cluster.CORPORA]
    clusters = sorted((data / "gold/clusters").glob("*.json"))
    if _there(*texts):
        pool = score_cluster.pool(texts)
        for path in clusters:
            yield score_cluster.quality(path, pool)
        yield score_dates.quality(texts[:-1], clusters, texts[-1:])
    if _there(*(data / name for name in FILES.values())):
        yield score_lineage.quality(data)
    pairs = data / "corpora/crossdoc/pawsx-de.tar.xz"
    if _there(pairs):
        yield score_wording.quality(_unpacked(pairs, "dev.tsv", stack))


def _there(*paths: Path) -> bool:
    """Whether all files are there; those that are not are named."""
    missing = [path for path in paths if not path.exists()]
    for path in missing:
        note(f"not there: {path}")
    return not missing


def _corpora(folder: Path, stack: ExitStack) -> Iterator[Measured]:
    quotations = folder / "wikinews-quotes/dev.jsonl.xz"
    if _there(quotations):
        yield _wikinews(quotations)
    for key, (archive, inside) in CORPORA.items():
        if not _there(folder / archive):
            continue
        path = _unpacked(folder / archive, inside, stack)
        yield {"krauts": _timeml, "spkatt": _spkatt}.get(key.partition("-")[0], _ner)(key, path)


def _unpacked(archive: Path, inside: str, stack: ExitStack) -> Path:
    """A file or folder of an archive, unpacked into a folder that is gone when the measuring ends."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 (start-up)

    out = Path(stack.enter_context(TemporaryDirectory()))
    try:
        with tarfile.open(archive) as tar:
            wanted = [m for m in tar.getmembers() if m.name.removeprefix("./").startswith(inside)]
            tar.extractall(out, members=wanted, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise SetupError(f"The archive cannot be read: {error}", where=str(archive)) from error
    if not (out / inside).exists():
        raise SetupError(f"The archive does not hold {inside}.", where=str(archive))
    return out / inside


def _gold(key: str, title: str, about: str, gold: Path, reports: Path, shown: str) -> Iterator[Measured]:
    from depesche.cli.score import measured  # noqa: PLC0415 (start-up)
    from depesche.score.quality import Measured, classes  # noqa: PLC0415 (start-up)

    for suffix, more, days in (("", "", False), ("-days", " --days-from-gold", True)):
        table = measured(str(gold), str(reports), export=None, days_from_gold=days)
        command = f"depesche score gold {shown}gold {shown}reports{more}"
        where = f"{title}, with the days given" if days else title
        told = f"{about} The days of the reports are stated in a table, as `--meta` takes it." if days else about
        yield Measured(f"{key}{suffix}", where, told, command, table.figures(), list(table.lines()), classes(table))


def _wikinews(path: Path) -> Measured:
    from depesche.cli.reading import read_text  # noqa: PLC0415 (start-up)
    from depesche.score.quality import Measured  # noqa: PLC0415 (start-up)
    from depesche.score.wikinews_corpus import documents, predicted, score  # noqa: PLC0415 (start-up)

    gold = documents(path)
    result = score(gold, [predicted(document, read_text) for document in gold])
    command = "depesche score wikinews corpora/wikinews-quotes/dev.jsonl.xz"
    lines = [*result.lines(), "", *result.by_rule()]
    return Measured(
        "wikinews-dev", "Wikinews quotations, dev", _WIKINEWS_IS, command, result.figures(), lines, result.classes()
    )


def _timeml(key: str, path: Path) -> Measured:
    from tempfile import TemporaryDirectory  # noqa: PLC0415 (start-up)

    from depesche.cli.score_timeml import times_of  # noqa: PLC0415 (start-up)
    from depesche.score.quality import Measured, classes  # noqa: PLC0415 (start-up)
    from depesche.score.timeml import score_timeml  # noqa: PLC0415 (start-up)
    from depesche.score.timex import score  # noqa: PLC0415 (start-up)

    with TemporaryDirectory() as out:
        score_timeml(path, Path(out), times_of)
        table = score(path, Path(out))
    heideltime = path.with_name(f"{path.name}_Heideltime")
    others = score(path, heideltime).figures() if heideltime.is_dir() else {}
    title = f"KRAUTS, {path.name.removeprefix('KRAUTS_')}"
    command = f"depesche score timeml {path.name}"
    return Measured(key, title, _KRAUTS_IS, command, table.figures(), list(table.lines()), classes(table), others)


def _spkatt(key: str, path: Path) -> Measured:
    from depesche.cli.reading import read_text  # noqa: PLC0415 (start-up)
    from depesche.score.quality import Measured, headings  # noqa: PLC0415 (start-up)
    from depesche.score.spkatt import events  # noqa: PLC0415 (start-up)
    from depesche.score.spkatt_files import SPEECH, speeches  # noqa: PLC0415 (start-up)
    from depesche.score.spkatt_table import SpkAtt  # noqa: PLC0415 (start-up)

    result = SpkAtt()
    for speech in speeches(path):
        result.add(speech, events(read_text(speech.text, facts=(SPEECH,)), speech))
    command = "depesche score spkatt data/dev/task1"
    errors = headings(result.error_lines())
    return Measured(key, "SpkAtt-2023, dev", _SPKATT_IS, command, result.figures(), result.lines(), errors)


def _ner(key: str, path: Path) -> Measured:
    from depesche.cli.score_ner import measured  # noqa: PLC0415 (start-up)
    from depesche.score.quality import Measured, headings  # noqa: PLC0415 (start-up)

    scored = measured(path)
    title = "GermEval 2014, dev" if key == "germeval-dev" else "SmartData, dev"
    command = f"depesche score ner {path.name}"
    return Measured(key, title, _NER_IS, command, scored.figures(), scored.lines(), headings(scored.errors()))


_SAMPLE_IS = "Nine invented reports on five days of talks, with complete gold; both are part of Depesche."
_DATA_IS = "Real reports of January 2022 with gold by hand; reports in full are not part of Depesche."
_WIKINEWS_IS = (
    "150 reports of the German Wikinews with 653 quotations (Petersen-Frey and Biemann, LREC-COLING 2024), met by the rules "
    "that [Wikinews](wikinews.md) lists. The rules published with the corpus reach a joint F1 of .389 here."
)
_KRAUTS_IS = (
    "German news with TIMEX3 by hand (Strötgen and others, LREC 2018), met by the rules that [times](times.md) lists. The "
    "overview has HeidelTime's output as shipped with the corpus beside it, measured alike."
)
_SPKATT_IS = (
    "18 speeches of the Bundestag with every event of speech, thought and writing (Rehbein and others, KONVENS 2023), met "
    "by the rules that [speeches](speeches.md) lists."
)
_NER_IS = "Named entities by hand, met by the rules that [actors](actors.md#measured) lists: places count only where they act as states."
