"""A report in which the actors go by the names of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from depesche.records import Report


def renamed(report: Report, names: Mapping[str, str]) -> Report:
    """The report with the names of the case in place of its own, wherever a record names an actor; ids and spans stay.

    names: the report's own names with those of the case, as `names_in` gives them; names that are not in it stay.
    """

    def of(name: str) -> str:
        return names.get(name, name)

    def of_any(name: str | None) -> str | None:
        return None if name is None else names.get(name, name)

    return replace(
        report,
        actors=tuple(replace(a, name=of(a.name), acts_for=of_any(a.acts_for)) for a in report.actors),
        statements=tuple(replace(s, actor=of_any(s.actor)) for s in report.statements),
        talks=tuple(replace(t, participants=tuple(dict.fromkeys(map(of, t.participants)))) for t in report.talks),
        positions=tuple(
            replace(p, actor=of(p.actor), acts_for=of_any(p.acts_for), addressee=of_any(p.addressee))
            for p in report.positions
        ),
        figures=tuple(replace(f, actor=of_any(f.actor)) for f in report.figures),
    )
