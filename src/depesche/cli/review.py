"""`depesche review`: rule on records, see how far review is and how far people agree."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from depesche.cli.options import CasePath, Person, Verbose
from depesche.cli.terminal import is_terminal, note
from depesche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from depesche.store.case import Case


class Do(StrEnum):
    """What can be done about the records of a case."""

    progress = "progress"
    queue = "queue"
    accept = "accept"
    reject = "reject"
    correct = "correct"
    flag = "flag"
    undo = "undo"
    history = "history"
    agreement = "agreement"
    unmatched = "unmatched"
    attach = "attach"
    dismiss = "dismiss"


# What stands behind each, how many words at least and at most.
_WORDS: dict[Do, tuple[str, int, int]] = {
    Do.progress: ("", 0, 0),
    Do.queue: ("", 0, 0),
    Do.accept: ("RECORD", 1, 1),
    Do.reject: ("RECORD", 1, 1),
    Do.correct: ("RECORD FIELD=VALUE...", 2, 20),
    Do.flag: ("RECORD", 1, 1),
    Do.undo: ("", 0, 0),
    Do.history: ("RECORD", 1, 1),
    Do.agreement: ("", 0, 0),
    Do.unmatched: ("", 0, 0),
    Do.attach: ("NUMBER RECORD", 2, 2),
    Do.dismiss: ("NUMBER", 1, 1),
}
_CHANGING = (Do.accept, Do.reject, Do.correct, Do.flag, Do.undo, Do.attach, Do.dismiss)
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line says."""

    case: Case
    words: list[str]
    who: str
    kind: str
    actor: str
    report: str
    limit: int
    remark: str


def review(
    case: CasePath,
    do: Annotated[
        str, typer.Argument(metavar="DO", help="progress, queue, accept, reject, correct, flag, undo ...")
    ] = Do.progress.value,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="A record by its id; field=value; a number.")
    ] = None,
    *,
    kind: Annotated[str, typer.Option(metavar="KIND", help="Of the queue: statements, positions ...")] = "statements",
    actor: Annotated[str, typer.Option(metavar="NAME", help="Of the queue: only this actor's.")] = "",
    report: Annotated[str, typer.Option(metavar="NAME", help="Of the queue: only of this report.")] = "",
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=10_000, help="At most so many lines.")] = 20,
    remark: Annotated[str, typer.Option("--note", metavar="WORDS", help="A remark that goes with a ruling.")] = "",
    as_json: Annotated[
        bool | None, typer.Option("--json/--text", help="JSON lines or text; else JSON lines in a pipe.")
    ] = None,
    person: Person = None,
    _verbose: Verbose = 0,
) -> None:
    """Rule on records, and see how far that is.

    Rulings lie over what was read and follow it when reports change. queue lists what to look at next, the least sure
    first; correct takes fields with their values (`act=refuse`, `content=120-150`); undo takes your last ruling back;
    agreement tells how far people agree (Krippendorff's alpha).
    """
    from depesche.settings import load  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    given = words or []
    chosen = _chosen(do, len(given))
    with Case.open(case) as opened:
        asked = _Asked(opened, given, person or load().person, kind, actor, report, limit, remark)
        if chosen in _CHANGING:
            note(_DOING[chosen](asked))
            return
        lines = _TELLING[chosen](asked)
    _told(chosen, lines, as_json=as_json if as_json is not None else not is_terminal(sys.stdout))


def _chosen(do: str, words: int) -> Do:
    known: dict[str, Do] = {one.value: one for one in Do}
    if do not in known:
        raise UsageError(f"Nothing of records is called {do}.", hint=f"Known: {', '.join(known)}.")
    form, least, most = _WORDS[known[do]]
    if not least <= words <= most:
        hint = f"depesche review CASE {do} {form}".rstrip()
        raise UsageError(f"{do} does not take {words} words.", hint=hint)
    return known[do]


def _told(do: Do, lines: list[Line], *, as_json: bool) -> None:
    if as_json:
        for line in lines:
            print(json.dumps({"kind": do.value, **line}, ensure_ascii=False))
        return
    from depesche.cli.layout import Column, hanging, plain, table  # noqa: PLC0415 (start-up)
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)

    if not lines:
        hanging(console(), plain(_NOTHING.get(do, "Nothing.")), 0)
        return
    names = list(lines[0])
    widths = _COLUMNS[do]
    columns = [Column(name, widths.get(name), numbers=isinstance(lines[0][name], (int, float))) for name in names]
    table(console(), columns, [[_shown(line[name]) for name in names] for line in lines], indent=0)


_NOTHING = {
    Do.queue: "Nothing is left to look at.",
    Do.agreement: "No two people have ruled on the same records.",
    Do.unmatched: "Every ruling has its record.",
    Do.history: "Nobody has ruled on this record.",
}
_COLUMNS: dict[Do, dict[str, int]] = {
    Do.progress: {"records": 12, "all": 8, "yours": 8, "accepted": 9, "rejected": 9, "corrected": 9, "flagged": 8},
    Do.queue: {"record": 16, "sure": 5, "who": 22},
    Do.history: {"number": 6, "ruling": 10, "who": 12, "when": 16},
    Do.agreement: {"records": 12, "field": 12, "units": 6, "same": 6, "alpha": 6, "kappa": 6},
    Do.unmatched: {"number": 6, "ruling": 8, "who": 12, "records": 11},
}


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return "–" if value is None else str(value)


# Telling


def _progress(asked: _Asked) -> list[Line]:
    counts, mine = asked.case.counts(), asked.case.verdict_counts(asked.who)
    verdicts = {"accepted": "accept", "rejected": "reject", "corrected": "correct", "flagged": "flag"}
    lines = []
    for kind, number in counts.items():
        if kind != "reports":
            by = {name: mine.get((kind, verdict), 0) for name, verdict in verdicts.items()}
            lines.append({"records": kind, "all": number, "yours": sum(by.values()) - by["flagged"], **by})
    return lines


def _queue(asked: _Asked) -> list[Line]:
    from depesche.store.anchors import main_spans  # noqa: PLC0415 (start-up)
    from depesche.store.queue import Wanted  # noqa: PLC0415 (start-up)

    wanted = Wanted(asked.kind, asked.actor, report=asked.report)
    lines = []
    for item in asked.case.queue(asked.who, wanted, limit=asked.limit):
        report = asked.case.version_of(item.report_id, kinds=(item.kind,))
        one = next(each for each in getattr(report, item.kind) if each.id == item.record)
        words = " … ".join(" ".join(span.text.split()) for span in main_spans(one))
        who = getattr(one, "actor", None) or getattr(one, "name", None) or ""
        lines.append({"record": item.record, "sure": item.confidence, "who": who, "words": words})
    return lines


def _history(asked: _Asked) -> list[Line]:
    return [
        {
            "number": number,
            "ruling": one.verdict,
            "who": one.who,
            "when": one.when[:16],
            "stands": "yes" if stands else "",
            "values": json.dumps(one.fields["values"], ensure_ascii=False) if one.fields.get("values") else "",
        }
        for number, one, stands in asked.case.history(asked.words[0])
    ]


def _agreement(asked: _Asked) -> list[Line]:
    from depesche.export.agreement import agreement  # noqa: PLC0415 (start-up)

    return [
        {
            "records": one.kind,
            "field": one.field,
            "units": one.units,
            "same": one.share,
            "alpha": one.alpha,
            "kappa": one.kappa,
        }
        for one in agreement(asked.case)
    ]


def _unmatched(asked: _Asked) -> list[Line]:
    found = asked.case.unmatched()[: asked.limit]
    anchors = asked.case.anchors([one.number for one in found])
    return [
        {
            "number": one.number,
            "ruling": one.verdict,
            "who": one.who,
            "records": one.kind,
            "report": one.report,
            "words": " … ".join(anchors[one.number]["quote"]),
        }
        for one in found
    ]


# Ruling


def _rule(verdict: str, asked: _Asked) -> str:
    record = _whole(asked.case, asked.words[0])
    values = dict(_value(one) for one in asked.words[1:])
    asked.case.rule(record, verdict, asked.who, values, note=asked.remark)
    return f"{record}: {verdict}, by {asked.who}."


def _value(words: str) -> tuple[str, Any]:
    name, sign, value = words.partition("=")
    if not sign:
        raise UsageError(f"{words} is no field with its value.", hint="Write it as act=refuse; act= makes it empty.")
    spans = [one.strip().split("-") for one in value.split(",")]
    if value and all(len(one) == 2 and all(end.isascii() and end.isdigit() for end in one) for one in spans):
        ends = [[int(a), int(b)] for a, b in spans]
        return name, ends if name in {"content", "cue", "evidence"} else ends[0]
    return name, value or None


def _whole(case: Case, called: str) -> str:
    """The id of the one record whose id begins so."""
    from depesche.run.explained import find  # noqa: PLC0415 (start-up)

    return str(find(case, called)[2].id)


def _undo(asked: _Asked) -> str:
    found = asked.case.take_back(asked.who)
    if found is None:
        raise UsageError("There is nothing to take back.", hint=f"{asked.who} has no ruling that stands; --person?")
    return f"Taken back: {found[1].verdict} of {found[1].target}."


def _attach(asked: _Asked) -> str:
    record = _whole(asked.case, asked.words[1])
    asked.case.attach(_number(asked.words[0]), record, asked.who)
    return f"Ruling {asked.words[0]} holds for {record} now."


def _dismiss(asked: _Asked) -> str:
    asked.case.dismiss(_number(asked.words[0]), asked.who)
    return f"Ruling {asked.words[0]} is let go."


def _number(words: str) -> int:
    if not (words.isascii() and words.isdigit() and len(words) < 18):
        raise UsageError(f"{words} is no number.", hint="depesche review CASE unmatched numbers them.")
    return int(words)


_DOING: dict[Do, Callable[[_Asked], str]] = {
    Do.accept: lambda asked: _rule("accept", asked),
    Do.reject: lambda asked: _rule("reject", asked),
    Do.correct: lambda asked: _rule("correct", asked),
    Do.flag: lambda asked: _rule("flag", asked),
    Do.undo: _undo,
    Do.attach: _attach,
    Do.dismiss: _dismiss,
}
_TELLING: dict[Do, Callable[[_Asked], list[Line]]] = {
    Do.progress: _progress,
    Do.queue: _queue,
    Do.history: _history,
    Do.agreement: _agreement,
    Do.unmatched: _unmatched,
}
