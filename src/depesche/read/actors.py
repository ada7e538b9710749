"""Actors: who acts in a report (guidelines: Actor)."""

from __future__ import annotations

from depesche.packs import Pack
from depesche.read.assemble import assemble
from depesche.read.cast import read_cast
from depesche.read.local import learned
from depesche.read.lookup import lookup
from depesche.records import Report
from depesche.stages import stage


@stage(needs=("sentences",), gives=("actors",))
def read_actors(report: Report, pack: Pack) -> Report:
    """Find everybody who is named: persons, states, bodies, agencies. Statements add those who are only described."""
    return assemble(report, [], read_cast(report.sentences, learned(lookup(pack), report.sentences)))
