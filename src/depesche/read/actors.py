"""Actors: who acts in a report (guidelines: Actor)."""

from __future__ import annotations

from dataclasses import replace

from depesche.packs import Pack
from depesche.read.assemble import assemble
from depesche.read.cast import Cast
from depesche.read.local import learned
from depesche.read.lookup import lookup
from depesche.read.named import read_cast
from depesche.records import Report
from depesche.stages import stage


@stage(needs=("sentences",), gives=("actors", "cast"))
def read_actors(report: Report, pack: Pack) -> Report:
    """Find everybody who is named: persons, states, bodies, agencies. Statements add those who are only described."""
    cast = _named(report, pack)
    return replace(assemble(report, [], cast), cast=cast)


def cast_of(report: Report, pack: Pack) -> Cast:
    """Who is named in a report, as `read_actors` has found out, for a reader to add to."""
    return report.cast.copy() if isinstance(report.cast, Cast) else _named(report, pack)


def _named(report: Report, pack: Pack) -> Cast:
    tables = learned(lookup(pack), report.sentences)
    return read_cast(report.sentences, tables, report.header.byline, report.header.dateline)
