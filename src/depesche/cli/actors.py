"""`depesche actors`: who acts in a case, and every ruling on who is whom."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import CasePath, Person, Verbose
from depesche.cli.terminal import is_terminal, note
from depesche.errors import UsageError

if TYPE_CHECKING:
    from depesche.run.rulings import Outcome
    from depesche.store.case import Case


class Do(StrEnum):
    """What can be done with the actors of a case."""

    list = "list"
    merge = "merge"
    split_off = "split"
    rename = "rename"
    rulings = "rulings"
    undo = "undo"


# What stands behind each, how many words at least and at most (None: any number).
_WORDS: dict[Do, tuple[str, int, int | None]] = {
    Do.list: ("[ACTOR]", 0, 1),
    Do.merge: ("ACTOR ACTOR...", 2, None),
    Do.split_off: ("ACTOR FORM", 2, 2),
    Do.rename: ("ACTOR NAME", 2, 2),
    Do.rulings: ("", 0, 0),
    Do.undo: ("[NUMBER]", 0, 1),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line says."""

    case: Case
    words: Sequence[str]
    who: str
    called: str | None
    reports: Sequence[str]


def actors(
    case: CasePath,
    do: Annotated[Do, typer.Argument(metavar="DO", help="list, merge, split, rename, rulings or undo.")] = Do.list,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Actors by name or id, a form, a new name, a number.")
    ] = None,
    *,
    called: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="The name of what merge or split makes.")
    ] = None,
    report: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Split only in this report; may be given again.")
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="List at most so many.")] = None,
    as_json: Annotated[
        bool | None, typer.Option("--json/--text", help="JSON lines or text; else JSON lines in a pipe.")
    ] = None,
    person: Person = None,
    _verbose: Verbose = 0,
) -> None:
    """List the actors, and rule on who is whom.

    merge makes several one, split takes those off whom reports call by some form, rename gives another name. Rulings
    are kept beside what is found and hold for reports that are added later; undo takes one back.
    """
    from depesche.cli.names import find_names  # noqa: PLC0415 (start-up)
    from depesche.settings import load  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    given = words or []
    _check(do, given, called=called, reports=report or [])
    lines = as_json if as_json is not None else not is_terminal(sys.stdout)
    with Case.open(case) as opened:
        asked = _Asked(opened, given, person or load().person, called, find_names(opened, report or []))
        if do is Do.list:
            _list(asked, limit=limit, lines=lines)
        elif do is Do.rulings:
            _rulings(asked, limit=limit, lines=lines)
        else:
            _edit(asked, _DOING[do])


def _check(do: Do, words: Sequence[str], *, called: str | None, reports: Sequence[str]) -> None:
    form, least, most = _WORDS[do]
    if len(words) < least or (most is not None and len(words) > most):
        hint = f"depesche actors CASE {do.value} {form}".rstrip()
        raise UsageError(f"{do.value} does not take {len(words)} words.", hint=hint)
    if called is not None and do not in {Do.merge, Do.split_off}:
        raise UsageError(f"--as names nothing that {do.value} makes.", hint="It goes with merge and split.")
    if reports and do is not Do.split_off:
        raise UsageError(f"--report is no use with {do.value}.", hint="It goes with split.")
    if do is Do.undo and words and not words[0].isdecimal():
        raise UsageError(f"{words[0]} is no number.", hint="depesche actors CASE rulings numbers them.")


# Looking


def _list(asked: _Asked, *, limit: int | None, lines: bool) -> None:
    from depesche.cli.lines import LINES, dumped  # noqa: PLC0415 (start-up)
    from depesche.cli.query import Query  # noqa: PLC0415 (start-up)
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.cli.views import VIEWS  # noqa: PLC0415 (start-up)

    query = Query(actor=asked.words[0] if asked.words else None, limit=limit, why=bool(asked.words))
    if lines:
        for line in LINES["actors"](asked.case, query):
            print(dumped(line))
    else:
        VIEWS["actors"](console(), asked.case, query)


def _rulings(asked: _Asked, *, limit: int | None, lines: bool) -> None:
    from dataclasses import asdict  # noqa: PLC0415 (start-up)

    from depesche.cli.layout import hanging, labelled, plain  # noqa: PLC0415 (start-up)
    from depesche.cli.lines import dumped  # noqa: PLC0415 (start-up)
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.relate.actors_rulings import describe  # noqa: PLC0415 (start-up)
    from depesche.run.rulings import in_force  # noqa: PLC0415 (start-up)

    found = list(enumerate(in_force(asked.case), start=1))[:limit]
    for number, one in found:
        if lines:
            print(dumped({"kind": "ruling", "number": number, "text": describe(one), **asdict(one)}))
        else:
            labelled(console(), plain(str(number), "dim"), plain(describe(one)), 0, 4)
    if not found and not lines:
        hanging(console(), plain("Nobody has ruled on the actors of this case."), 0)


# Ruling


def _edit(asked: _Asked, doing: Callable[[_Asked], Outcome]) -> None:
    from depesche.cli.relating import anew  # noqa: PLC0415 (start-up)

    outcome = doing(asked)
    note(outcome.told)
    anew(outcome.related)


def _merge(asked: _Asked) -> Outcome:
    from depesche.run.rulings import join  # noqa: PLC0415 (start-up)

    return join(asked.case, asked.words, asked.called, asked.who)


def _split(asked: _Asked) -> Outcome:
    from depesche.run.rulings import part  # noqa: PLC0415 (start-up)

    return part(asked.case, asked.words[0], asked.words[1], asked.reports, asked.called, asked.who)


def _rename(asked: _Asked) -> Outcome:
    from depesche.run.rulings import rename  # noqa: PLC0415 (start-up)

    return rename(asked.case, asked.words[0], asked.words[1], asked.who)


def _undo(asked: _Asked) -> Outcome:
    from depesche.run.rulings import undo  # noqa: PLC0415 (start-up)

    return undo(asked.case, int(asked.words[0]) if asked.words else None, asked.who)


_DOING: dict[Do, Callable[[_Asked], Outcome]] = {
    Do.merge: _merge,
    Do.split_off: _split,
    Do.rename: _rename,
    Do.undo: _undo,
}
