"""Edits of the codebook as a person asks for them: made of what they type, kept as a ruling, and followed at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from depesche.errors import UsageError
from depesche.relate.codebook import Ruling
from depesche.relate.codebook_file import read, write
from depesche.relations import Issue
from depesche.run.codebook import Codebook, codebook, find, importing, merging, patterning, rule, splitting, undoing
from depesche.run.relating import follow
from depesche.store.case import Case


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for. words: issues by id or name, then names, a pattern ...; of an import the file's name and its text.

    called: the name of what merge or split makes. remove: whether a pattern is taken away.
    """

    who: str
    words: Sequence[str] = ()
    called: str = ""
    remove: bool = False


def edit(case: Case, verb: str, asked: Asked) -> str:
    """Edit the codebook of a case, and follow where everybody stands by it; what it did, in words.

    Args:
        case: an open case.
        verb: one of `VERBS`.
        asked: who asks for what.

    Raises:
        UsageError: if there is no such verb, issue or name, or the edit makes no sense.

    """
    if verb not in _RULING:
        raise UsageError(f"A codebook cannot be edited by {verb}.", hint=f"Known: {', '.join(VERBS)}.")
    book = codebook(case)
    ruling, said = _RULING[verb](asked, book)
    if ruling is None:
        return said
    after = rule(case, book, ruling)
    follow(case)
    return f"{said} {_moved(book, after)}".strip()


def as_text(case: Case) -> str:
    """The codebook as a file for version control."""
    return write(codebook(case).issues)


def _moved(before: Codebook, after: Codebook) -> str:
    """What an edit did to the coding."""
    moved = sum(after.names[name] for name, home in after.codes.items() if before.codes.get(name) != home)
    return f"{moved} position{'s are' if moved != 1 else ' is'} coded anew." if moved else ""


def _merge(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    found = [find(book, word) for word in asked.words]
    ruling = merging(found, asked.who, asked.called)
    others = ", ".join(issue.name for issue in ruling.on[1:])
    return ruling, f"{asked.called or ruling.on[0].name} now holds {others} too."


def _split(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    issue = find(book, asked.words[0])
    ruling = splitting(book, issue, asked.words[1:], asked.who, asked.called)
    return ruling, f"{ruling.value} is an issue of its own now, {ruling.into}."


def _rename(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    issue, ruling = _plain("rename", asked, book)
    return ruling, f"{issue.name} is called {asked.words[1]} now."


def _note(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    issue, ruling = _plain("note", asked, book)
    return ruling, f"{issue.name} has the note: {asked.words[1]}" if asked.words[
        1
    ] else f"{issue.name} has no note now."


def _topic(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    *words, topic = asked.words
    found = tuple(find(book, word) for word in words)
    names = ", ".join(issue.name for issue in found)
    said = f"{names}: now under {topic}." if topic else f"{names}: now under no topic."
    return Ruling("topic", asked.who, found, topic.strip()), said


def _plain(verb: str, asked: Asked, book: Codebook) -> tuple[Issue, Ruling]:
    issue = find(book, asked.words[0])
    return issue, Ruling("rename" if verb == "rename" else "note", asked.who, (issue,), asked.words[1])


def _hide(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    return Ruling("hide", asked.who, _all(asked, book)), f"Hidden: {_names(asked, book)}."


def _show(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    return Ruling("show", asked.who, _all(asked, book)), f"Shown again: {_names(asked, book)}."


def _all(asked: Asked, book: Codebook) -> tuple[Issue, ...]:
    return tuple(find(book, word) for word in asked.words)


def _names(asked: Asked, book: Codebook) -> str:
    return ", ".join(issue.name for issue in _all(asked, book))


def _pattern(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    issue = find(book, asked.words[0])
    ruling = patterning(issue, asked.words[1], asked.who, remove=asked.remove)
    return ruling, f"{issue.name} {'no longer takes' if asked.remove else 'takes'} what fits {asked.words[1]}."


def _undo(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    ruling, last = undoing(book, asked.who)
    about = last.on[0].name if len(last.on) == 1 else f"{len(last.on)} issues"
    return ruling, f"Taken back: {last.verb} of {about}, by {last.who}."


def _import(asked: Asked, book: Codebook) -> tuple[Ruling | None, str]:
    name, words = asked.words
    ruling = importing(book, read(words, name), asked.who)
    if ruling is None:
        return None, f"{name} says nothing that the case does not have already."
    return ruling, f"Took {len(ruling.on):,} issues from {name}."


_RULING: Mapping[str, Callable[[Asked, Codebook], tuple[Ruling | None, str]]] = {
    "merge": _merge,
    "rename": _rename,
    "split": _split,
    "hide": _hide,
    "show": _show,
    "pattern": _pattern,
    "note": _note,
    "topic": _topic,
    "undo": _undo,
    "import": _import,
}
VERBS = tuple(_RULING)
"""How a codebook can be edited."""
