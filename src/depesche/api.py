"""What scripts and notebooks use: `depesche.open(path)` gives a case to ask, `plot` and `view` show what it tells."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any, overload

if TYPE_CHECKING:
    from depesche.export.notebook import Chart, Marked, Versions
    from depesche.records import Report
    from depesche.relations import Utterance
    from depesche.store.case import Case


def open(path: str | PathLike[str], *, create: bool = False) -> Case:  # noqa: A001 (depesche.open is its full name)
    """Open a case; `with` closes it again.

    Args:
        path: the case file.
        create: make the file if there is none.

    Raises:
        CaseError: if there is no case, or it cannot be used.

    >>> import depesche
    >>> with depesche.open(getfixture("tmp_path") / "talks.depesche", create=True) as case:
    ...     list(case.statements(actor="Kolb"))
    []

    """
    from depesche.store.case import Case  # noqa: PLC0415 (the store takes a third of a second to load)

    return Case.open(str(path), create=create)


def plot(case: Case, chart: str = "timeline", *, lang: str = "en", theme: str = "light", **how: Any) -> Chart:
    """Draw a chart of a case in a notebook: the one that the page and `depesche plot` draw.

    Args:
        case: an open case.
        chart: `timeline`, `matrix` or `network`.
        lang: the language of the words.
        theme: `light` or `dark`.
        how: for the timeline `actor`; for the matrix also `issue`, `since` and `until`; for the network `mode`, `normalise`, `since`,
            `until` and `least`.

    Raises:
        UsageError: for a chart that is none.

    """
    from depesche.errors import UsageError  # noqa: PLC0415 (start-up)
    from depesche.export import charts  # noqa: PLC0415 (start-up)
    from depesche.export.network import network  # noqa: PLC0415 (start-up)
    from depesche.export.network_draw import vega  # noqa: PLC0415 (start-up)
    from depesche.export.notebook import Chart  # noqa: PLC0415 (start-up)
    from depesche.run.stands import cells, stands  # noqa: PLC0415 (start-up)
    from depesche.texts import name_of  # noqa: PLC0415 (start-up)

    if chart == "timeline":
        return Chart(charts.fixed(charts.timeline(case.daily(**how), lang=lang, theme=theme)))
    if chart == "matrix":
        return Chart(charts.matrix(cells(stands(case, **how)), lang=lang, theme=theme))
    if chart == "network":
        title = name_of("network.kind", how.get("mode", "two-mode"), lang)
        return Chart(vega(network(case, **how), title=title, theme=theme), is_vega=True)
    raise UsageError(f"There is no chart {chart}.", hint="Known: timeline, matrix, network.")


@overload
def view(what: Report, case: Case | None = None) -> Marked: ...


@overload
def view(what: Utterance, case: Case | None = None) -> Versions: ...


def view(what: Any, case: Case | None = None) -> Marked | Versions:
    """Show a report with its marks in a notebook, or an utterance in all its versions.

    Args:
        what: a report, of a case or of a spaCy document; or an utterance.
        case: where the utterance is from; a report needs none.

    Raises:
        UsageError: for anything else, for an utterance without its case, and for one that no report has any more.

    """
    from depesche.errors import UsageError  # noqa: PLC0415 (start-up)
    from depesche.export.notebook import Marked, versions_of  # noqa: PLC0415 (start-up)
    from depesche.records import Report  # noqa: PLC0415 (start-up)
    from depesche.relations import Utterance  # noqa: PLC0415 (start-up)

    if isinstance(what, Report):
        return Marked(what)
    if isinstance(what, Utterance) and case is not None:
        return versions_of(case, what)
    hint = "depesche.view(case.report(NAME)), or depesche.view(utterance, case)."
    raise UsageError("A report can be shown, or an utterance with its case.", hint=hint)
