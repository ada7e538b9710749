"""`depesche plot`: charts of a case as files."""

from __future__ import annotations

import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from depesche.cli.options import CasePath, Verbose
from depesche.cli.terminal import note
from depesche.errors import SetupError, UsageError

if TYPE_CHECKING:
    from depesche.store.case import Case

SUFFIXES = (".svg", ".png", ".html", ".json")


class Chart(StrEnum):
    """What can be drawn."""

    timeline = "timeline"
    matrix = "matrix"
    network = "network"


def plot(
    case: CasePath,
    chart: Annotated[Chart, typer.Argument(metavar="CHART", help="timeline, matrix or network.")],
    *,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Ends with .svg, .png, .html or .json; - for JSON.")
    ] = "-",
    actor: Annotated[str, typer.Option(metavar="NAME", help="Only this actor, in timeline and matrix.")] = "",
    issue: Annotated[str, typer.Option(metavar="WORDS", help="Only issues with these words, in the matrix.")] = "",
    since: Annotated[str, typer.Option(metavar="DAY", help="From this day on, in matrix and network.")] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="Up to this day.")] = "",
    mode: Annotated[
        str, typer.Option(metavar="MODE", help="Of the network: two-mode, congruence, conflict, subtract.")
    ] = "two-mode",
    normalise: Annotated[
        str, typer.Option(metavar="HOW", help="Of one-mode networks: none, activity, jaccard, cosine.")
    ] = "none",
    lang: Annotated[str, typer.Option(metavar="en|de", help="The language of the words.")] = "en",
    dark: Annotated[bool, typer.Option("--dark", help="Light on dark.")] = False,
    _verbose: Verbose = 0,
) -> None:
    """Draw a chart of a case.

    As JSON it is a Vega-Lite specification with its data (a Vega one for the network); pictures need the extra `charts`.
    """
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)
    from depesche.texts import language  # noqa: PLC0415 (start-up)

    suffix = ".json" if output == "-" else Path(output).suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"A chart cannot be written as {output}.", hint=f"Known: {', '.join(SUFFIXES)}.")
    theme = "dark" if dark else "light"
    how = {"actor": actor, "issue": issue, "since": since, "until": until, "mode": mode, "normalise": normalise}
    with Case.open(case) as opened:
        spec = _spec(opened, chart, how, language(lang), theme)
    _write(output, drawn(spec, suffix, is_vega=chart is Chart.network))


def _spec(case: Case, chart: Chart, how: dict[str, Any], lang: str, theme: str) -> dict[str, Any]:
    from depesche.export import charts  # noqa: PLC0415 (start-up)

    if chart is Chart.timeline:
        found: dict[str, Any] = charts.fixed(charts.timeline(case.daily(how["actor"]), lang=lang, theme=theme))
        return found
    if chart is Chart.matrix:
        from depesche.run.stands import cells, stands  # noqa: PLC0415 (start-up)

        given = {name: how[name] for name in ("actor", "issue", "since", "until")}
        return charts.matrix(cells(stands(case, **given)), lang=lang, theme=theme)
    from depesche.export.network import network  # noqa: PLC0415 (start-up)
    from depesche.export.network_draw import vega  # noqa: PLC0415 (start-up)
    from depesche.texts import name_of  # noqa: PLC0415 (start-up)

    net = network(case, how["mode"], normalise=how["normalise"], since=how["since"], until=how["until"])
    return vega(net, title=name_of("network.kind", how["mode"], lang), theme=theme)


def drawn(spec: dict[str, Any], suffix: str, *, is_vega: bool) -> bytes:
    """A specification as a file of a kind.

    Raises:
        SetupError: if what draws is not installed.

    """
    if suffix == ".json":
        return (json.dumps(spec, ensure_ascii=False, indent=1) + "\n").encode()
    try:
        import vl_convert  # noqa: PLC0415 (an extra)
    except ImportError as error:
        hint = "pip install 'depesche[charts]' brings it; -o FILE.json needs nothing."
        raise SetupError("Pictures need the package vl-convert-python.", hint=hint) from error
    kind = "vega" if is_vega else "vegalite"
    made = getattr(vl_convert, f"{kind}_to_{suffix[1:]}")
    if suffix == ".html":
        return str(made(spec, bundle=True)).encode()
    found = made(spec, scale=2) if suffix == ".png" else made(spec)
    return _numbered(found).encode() if isinstance(found, str) else bytes(found)


def _numbered(svg: str) -> str:
    """A picture whose parts are numbered from 0, however many were drawn before it."""
    names: dict[str, str] = {}
    for name in re.findall(r'id="((?:clip|gradient_?)\w*?\d+)"', svg):
        names.setdefault(name, f"part{len(names)}")
    return re.sub(r'(?<=id=")[^"]+|(?<=url\(#)[^)]+', lambda found: names.get(found[0], found[0]), svg)


def _write(output: str, data: bytes) -> None:
    if output == "-":
        sys.stdout.write(data.decode())
        return
    from depesche.export.output import to_path  # noqa: PLC0415 (start-up)

    with to_path(Path(output)) as stream:
        stream.buffer.write(data)  # type: ignore[attr-defined]  # a file opened as text has its bytes below
    note(f"Written: {output}")
