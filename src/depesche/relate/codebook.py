"""The codebook of a case: what is proposed, with the rulings of people laid over it, and the coding by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from depesche.relate.codebook_book import Book
from depesche.relate.codebook_patterns import Patterns
from depesche.relations import Issue

Verb = Literal[
    "merge", "rename", "split", "hide", "show", "add-pattern", "remove-pattern", "note", "topic", "import", "undo"
]


@dataclass(frozen=True, slots=True)
class Ruling:
    """One edit of the codebook by a person.

    on: the entries ruled on as they were then, the one that stays first; for an import all that come in. value: the new name, the
    pattern, the note, the topic. into: for a split the id of the new entry. names: for a split what goes there.
    """

    verb: Verb
    who: str
    on: tuple[Issue, ...] = ()
    value: str = ""
    into: str = ""
    names: tuple[str, ...] = ()

    def as_fields(self) -> dict[str, Any]:
        """The ruling as JSON, for a decision; `who` is the decision's."""
        told = {"verb": self.verb, "on": [_lean(issue) for issue in self.on]}
        rest = {"value": self.value, "into": self.into, "names": list(self.names)}
        return told | {key: value for key, value in rest.items() if value}


def _lean(issue: Issue) -> dict[str, Any]:
    return {key: value for key, value in asdict(issue).items() if value}


def ruling_of(fields: Mapping[str, Any], who: str) -> Ruling | None:
    """A ruling as it was written down, None for a verb that this version does not know."""
    if fields.get("verb") not in get_args(Verb):
        return None
    on = tuple(_issue_of(one) for one in fields.get("on", ()))
    return Ruling(
        fields["verb"], who, on, fields.get("value", ""), fields.get("into", ""), tuple(fields.get("names", ()))
    )


def _issue_of(fields: Mapping[str, Any]) -> Issue:
    known = {key: fields[key] for key in ("name", "hidden", "note", "by", "topic") if key in fields}
    name = known.pop("name", fields["id"])
    return Issue(fields["id"], name, tuple(fields.get("covers", ())), tuple(fields.get("patterns", ())), **known)


def standing(rulings: Iterable[Ruling]) -> list[Ruling]:
    """The rulings that still stand, oldest first: each `undo` takes back the last one before it.

    >>> [ruling.value for ruling in standing([Ruling("rename", "me", value="A"), Ruling("undo", "me"), Ruling("hide", "me")])]
    ['']
    """
    found: list[Ruling] = []
    for ruling in rulings:
        if ruling.verb != "undo":
            found.append(ruling)
        elif found:
            found.pop()
    return found


def apply(
    proposed: Sequence[Issue], rulings: Iterable[Ruling], names: Mapping[tuple[str, str], int] | None = None
) -> tuple[Issue, ...]:
    """Lay what people ruled over what is proposed, oldest ruling first.

    An entry that somebody ruled on keeps its name, its patterns and what it covered then, whatever is proposed later; names that are
    new join it where the proposal has them in the same group.

    Args:
        proposed: what `propose` gave for the case as it is now.
        rulings: all of them, oldest first.
        names: the names that were handed to `propose`: they tell which name of the report goes with which English one.

    """
    book = Book(proposed, names or {})
    for ruling in standing(rulings):
        _DO[ruling.verb](book, ruling)
    return book.issues()


def _merge(book: Book, ruling: Ruling) -> None:
    target = book.resolve(ruling.on[0], ruling.who)
    for other in ruling.on[1:]:
        book.absorb(target, book.resolve(other, ruling.who))
    if ruling.value:
        book.entries[target].name = ruling.value


def _rename(book: Book, ruling: Ruling) -> None:
    book.entries[book.resolve(ruling.on[0], ruling.who)].name = ruling.value


def _note(book: Book, ruling: Ruling) -> None:
    book.entries[book.resolve(ruling.on[0], ruling.who)].note = ruling.value


def _topic(book: Book, ruling: Ruling) -> None:
    for one in ruling.on:
        book.entries[book.resolve(one, ruling.who)].topic = ruling.value


def _hide(book: Book, ruling: Ruling) -> None:
    for one in ruling.on:
        book.entries[book.resolve(one, ruling.who)].hidden = ruling.verb == "hide"


def _split(book: Book, ruling: Ruling) -> None:
    source = book.entries[book.resolve(ruling.on[0], ruling.who)]
    book.add(Issue(ruling.into, ruling.value or ruling.names[0], by=ruling.who, topic=source.topic))
    book.pull(ruling.into, ruling.names)


def _add_pattern(book: Book, ruling: Ruling) -> None:
    identity = book.resolve(ruling.on[0], ruling.who)
    entry = book.entries[identity]
    if ruling.value not in entry.patterns:
        entry.patterns.append(ruling.value)
    book.pull_fitting(identity, [ruling.value])


def _remove_pattern(book: Book, ruling: Ruling) -> None:
    identity = book.resolve(ruling.on[0], ruling.who)
    entry = book.entries[identity]
    if ruling.value in entry.patterns:
        entry.patterns.remove(ruling.value)
        book.send_back(identity, ruling.value)


def _import(book: Book, ruling: Ruling) -> None:
    """All patterns take first what fits them, then each entry what it names: that is said more clearly."""
    homes = {one.id: book.place(one, ruling.who) for one in ruling.on}
    for one in ruling.on:
        book.pull_fitting(homes[one.id], one.patterns)
    for one in ruling.on:
        book.pull(homes[one.id], one.covers)
    for one in ruling.on:
        book.pull_called(homes[one.id], one.covers)


_DO: dict[str, Callable[[Book, Ruling], None]] = {
    "merge": _merge,
    "rename": _rename,
    "note": _note,
    "topic": _topic,
    "hide": _hide,
    "show": _hide,
    "split": _split,
    "add-pattern": _add_pattern,
    "remove-pattern": _remove_pattern,
    "import": _import,
}


def code(names: Iterable[tuple[str, str]], codebook: Iterable[Issue]) -> dict[tuple[str, str], str]:
    """The entry of each name, by id; names that no entry covers and no pattern fits are left out.

    The report's own words count before the English name.

    >>> code([("missile talks", "Raketengespräche")], [Issue("a", "Missiles", patterns=("Rakete*",))])
    {('missile talks', 'Raketengespräche'): 'a'}
    """
    issues = list(codebook)
    covered = {cover.casefold(): issue.id for issue in issues for cover in issue.covers}
    patterns = Patterns(issues)
    found: dict[tuple[str, str], str] = {}
    for issue, text in names:
        home = (covered.get(text.casefold()) if text else None) or covered.get(issue.casefold())
        home = home or patterns.issue_of(f"{issue} | {text}")
        if home is not None:
            found[issue, text] = home
    return found
