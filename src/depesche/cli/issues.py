"""`depesche issues`: the codebook of a case, and every edit of it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.options import CasePath, Person, Verbose
from depesche.cli.terminal import is_terminal, note
from depesche.errors import UsageError

if TYPE_CHECKING:
    from depesche.store.case import Case

MAX_BYTES = 50_000_000


class Do(StrEnum):
    """What can be done with a codebook."""

    list = "list"
    merge = "merge"
    rename = "rename"
    split_off = "split"
    hide = "hide"
    show = "show"
    pattern = "pattern"
    note = "note"
    topic = "topic"
    undo = "undo"
    export = "export"
    import_ = "import"


# What stands behind each, how many at least and at most (None: any number).
_WORDS: dict[Do, tuple[str, int, int | None]] = {
    Do.list: ("[ISSUE]", 0, 1),
    Do.merge: ("ISSUE ISSUE...", 2, None),
    Do.rename: ("ISSUE NAME", 2, 2),
    Do.split_off: ("ISSUE NAME...", 2, None),
    Do.hide: ("ISSUE...", 1, None),
    Do.show: ("ISSUE...", 1, None),
    Do.pattern: ("ISSUE PATTERN", 2, 2),
    Do.note: ("ISSUE WORDS", 2, 2),
    Do.topic: ("ISSUE... NAME", 2, None),
    Do.undo: ("", 0, 0),
    Do.export: ("FILE", 1, 1),
    Do.import_: ("FILE", 1, 1),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line says."""

    case: Case
    words: Sequence[str]
    who: str
    called: str
    remove: bool


def issues(
    case: CasePath,
    do: Annotated[Do, typer.Argument(metavar="DO", help="list, merge, rename, topic, split, hide ...")] = Do.list,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Issues by id or name, names, a pattern, a file.")
    ] = None,
    *,
    called: Annotated[str, typer.Option("--as", metavar="NAME", help="The name of what merge or split makes.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the pattern away.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="List what is hidden or without a position too.")] = False,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="List at most so many.")] = None,
    as_json: Annotated[
        bool | None, typer.Option("--json/--text", help="JSON lines or text; else JSON lines in a pipe.")
    ] = None,
    person: Person = None,
    _verbose: Verbose = 0,
) -> None:
    """List and edit the codebook of issues.

    Positions are grouped by its entries. Edits are kept beside what is proposed and are never lost when reports are
    added. export writes the codebook as a file for version control, import lays one over the case.
    """
    from depesche.settings import load  # noqa: PLC0415 (start-up)
    from depesche.store.case import Case  # noqa: PLC0415 (start-up)

    given = words or []
    _check(do, given, called=called, remove=remove)
    with Case.open(case) as opened:
        asked = _Asked(opened, given, person or load().person, called, remove)
        if do is Do.list:
            _list(asked, everything=everything, limit=limit, as_json=as_json)
        elif do is Do.export:
            _export(asked)
        else:
            _edit(do, asked)


def _check(do: Do, words: Sequence[str], *, called: str, remove: bool) -> None:
    form, least, most = _WORDS[do]
    if len(words) < least or (most is not None and len(words) > most):
        raise UsageError(
            f"{do.value} does not take {len(words)} words.", hint=f"depesche issues CASE {do.value} {form}"
        )
    if called and do not in {Do.merge, Do.split_off}:
        raise UsageError(f"--as names nothing that {do.value} makes.", hint="It goes with merge and split.")
    if remove and do is not Do.pattern:
        raise UsageError(f"--remove is no use with {do.value}.", hint="It goes with pattern.")
    if do in {Do.rename, Do.note} and not words[1].strip() and do is Do.rename:
        raise UsageError("An issue needs a name.", hint="depesche issues CASE rename ISSUE NAME")


# Looking


def _list(asked: _Asked, *, everything: bool, limit: int | None, as_json: bool | None) -> None:
    from depesche.cli.lines import dumped  # noqa: PLC0415 (start-up)
    from depesche.cli.terminal import console  # noqa: PLC0415 (start-up)
    from depesche.cli.view_positions import show_issue, show_issues  # noqa: PLC0415 (start-up)
    from depesche.run.codebook import codebook, find  # noqa: PLC0415 (start-up)

    book = codebook(asked.case)
    counts = book.count()
    one = find(book, asked.words[0]) if asked.words else None
    chosen = [one] if one else [i for i in book.issues if everything or (counts[i.id] and not i.hidden)][:limit]
    if as_json if as_json is not None else not is_terminal(sys.stdout):
        for issue in chosen:
            print(dumped({"kind": "issue", **asdict(issue), "positions": counts[issue.id]}))
    elif one:
        show_issue(console(), one, counts[one.id])
    else:
        show_issues(console(), chosen, counts)


# Editing


def _edit(do: Do, asked: _Asked) -> None:
    from depesche.run.codebook_edits import Asked, edit  # noqa: PLC0415 (start-up)

    words = [asked.words[0], _text_of(asked.words[0])] if do is Do.import_ else asked.words
    note(edit(asked.case, do.value, Asked(asked.who, words, asked.called, asked.remove)))


# Files


def _export(asked: _Asked) -> None:
    from depesche.export.output import to_path, to_stream  # noqa: PLC0415 (start-up)
    from depesche.relate.codebook_file import write  # noqa: PLC0415 (start-up)
    from depesche.run.codebook import codebook  # noqa: PLC0415 (start-up)

    [name] = asked.words
    if name != "-" and Path(name).resolve() == Path(str(asked.case.path)).resolve():
        raise UsageError("The codebook would overwrite the case itself.", where=name, hint="Name another file.")
    book = codebook(asked.case)
    with to_stream(sys.stdout) if name == "-" else to_path(Path(name)) as stream:
        stream.write(write(book.issues))
    if name != "-":
        note(f"Wrote {name} ({len(book.issues):,} issues).")


def _text_of(name: str) -> str:
    try:
        with sys.stdin.buffer if name == "-" else Path(name).open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise UsageError("The codebook is too large.", where=name, hint="It may have 50 MB.")
        return raw.decode("utf-8")
    except OSError as error:
        hint = "depesche issues CASE export FILE writes one."
        raise UsageError(f"The codebook cannot be read: {error.strerror}.", where=name, hint=hint) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError("The codebook is not UTF-8.", where=f"{name}:{line}", hint="Save it as UTF-8.") from error
