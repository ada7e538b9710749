"""Draw records of a case at random and print each beside its text, to be judged by a person: `draw.py CASE SEED [N] [KIND]`."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from depesche.records import Position, Report, Span, Statement
from depesche.store.case import Case

_AROUND = 160


def main() -> None:
    """Print what was drawn, statements or positions; the same case, seed, number and kind draw the same."""
    case, seed, *more = sys.argv[1:]
    number, kind = int(more[0]) if more else 50, more[1] if len(more) > 1 else "statements"
    fields, spans = _KINDS[kind]
    with Case.open(Path(case)) as opened:
        rows = [(report, one) for report in opened.reports() for one in getattr(report, kind)]
    rows.sort(key=lambda row: (row[0].name, row[1].id))
    print(f"{len(rows)} {kind}")
    for place, (report, one) in enumerate(random.Random(int(seed)).sample(rows, number), 1):
        print(f"\n{place}. {report.name}\n{fields(one)}\n   text: {_around(report, spans(one))}")


def _statement(one: Statement) -> str:
    spans = {"source": one.source, "addressee": one.addressee, "occasion": one.occasion, "via": one.via}
    named = "".join(f"\n   {field}: {span.text}" for field, span in spans.items() if span)
    content, cue = (" … ".join(span.text for span in spans) for spans in (one.content, one.cue))
    return f"   {one.mode}, {one.act}, {one.actor} ({one.why})\n   content: {content}\n   cue: {cue}{named}"


def _position(one: Position) -> str:
    head = f"   {one.actor} (for {one.acts_for}), {one.act}, {one.stance}, to {one.addressee} ({one.why})"
    condition = f"\n   condition: {one.condition.text}" if one.condition else ""
    evidence = " … ".join(span.text for span in one.evidence)
    return f"{head}\n   issue: {one.issue} = {one.issue_text}{condition}\n   evidence: {evidence}"


def _around(report: Report, spans: tuple[Span, ...]) -> str:
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return " ".join(report.text[max(0, start - _AROUND) : end + _AROUND].split())


_KINDS: dict[str, tuple[Callable[..., str], Callable[..., tuple[Span, ...]]]] = {
    "statements": (_statement, lambda one: (*one.content, *one.cue)),
    "positions": (_position, lambda one: one.evidence),
}


if __name__ == "__main__":
    main()
