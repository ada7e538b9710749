"""States a fact about a report, with all that follows from it."""

from __future__ import annotations

from depesche.run.plan import told_again
from depesche.store.case import Case


def state(case: Case, name: str, field: str, value: str, who: str) -> None:
    """Write down what a person states about a report; a stated day gives the report's times and talks other values at once.

    Args:
        case: an open case.
        name: the report's.
        field: `published`, `outlet`, `byline`, `title`, `agencies` or `dateline`.
        value: an ISO day, words, or several words separated by commas; an empty value takes an earlier one back.
        who: the person's name.

    Raises:
        UsageError: if there is no such report or field, or the value does not fit.

    """
    case.state(name, field, value, who, derive=told_again if field == "published" else None)
