"""Draw statements of a case at random and print each beside its text, to be judged by a person: `draw.py CASE SEED [N]`."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from depesche.records import Report, Statement
from depesche.store.case import Case

_AROUND = 160


def main() -> None:
    """Print what was drawn; the same case, seed and number draw the same."""
    case, seed, *more = sys.argv[1:]
    with Case.open(Path(case)) as opened:
        rows = [(report, one) for report in opened.reports() for one in report.statements]
    rows.sort(key=lambda row: (row[0].name, row[1].id))
    print(f"{len(rows)} statements")
    for number, (report, one) in enumerate(random.Random(int(seed)).sample(rows, int(more[0]) if more else 50), 1):
        print(f"\n{number}. {report.name}\n{_fields(one)}\n   text: {_around(report, one)}")


def _fields(one: Statement) -> str:
    spans = {"source": one.source, "addressee": one.addressee, "occasion": one.occasion, "via": one.via}
    named = "".join(f"\n   {field}: {span.text}" for field, span in spans.items() if span)
    content, cue = (" … ".join(span.text for span in spans) for spans in (one.content, one.cue))
    return f"   {one.mode}, {one.act}, {one.actor} ({one.why})\n   content: {content}\n   cue: {cue}{named}"


def _around(report: Report, one: Statement) -> str:
    spans = (*one.content, *one.cue)
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return " ".join(report.text[max(0, start - _AROUND) : end + _AROUND].split())


if __name__ == "__main__":
    main()
