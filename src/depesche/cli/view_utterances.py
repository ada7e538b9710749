"""The same words in several reports, side by side, with what each has otherwise marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from rich.text import Text

from depesche.cli.days import in_words
from depesche.cli.layout import hanging, head, plain, quoted
from depesche.cli.places import Places
from depesche.cli.terminal import safe
from depesche.wording import Change, Kind, differences

if TYPE_CHECKING:
    from rich.console import Console

    from depesche.cli.query import Query
    from depesche.relations import Member, Utterance
    from depesche.store.case import Case

LEFT_OUT = "[…]"
_LONG = 1_200  # characters of a version that are shown; what is longer is cut at the end
_SAME = ("same", "spelling")
_LEAST_SAME = 0.3  # of the letters of a version
_LONG_WORD = 4
_LEGEND = f"Marked is what a report has otherwise than the longest version; {LEFT_OUT} is what it leaves out."


def utterances(case: Case, query: Query) -> Iterator[Utterance]:
    """The utterances asked for, by day and actor."""
    return islice(case.utterances(query.actor, query.report, query.since), query.limit)


def show_utterances(console: Console, case: Case, found: Iterator[Utterance]) -> None:
    """Each utterance with its versions: where, when and how, and below it the words."""
    places = Places(case)
    hanging(console, plain(_LEGEND, "dim"), 0)
    for one in found:
        console.print()
        show_utterance(console, places, one)


def show_utterance(console: Console, places: Places, one: Utterance) -> None:
    """One utterance."""
    reports = len({member.report for member in one.members})
    who = Text.assemble(plain(one.actor, "bold"), f", {in_words(one.day)}")
    head(console, who, f"{reports} reports · {one.id[:8]}")
    longest = _cut(words_of(places, one.members[one.longest]))
    for number, member in enumerate(one.members):
        words = _cut(words_of(places, member))
        shown = None if number == one.longest else marked(longest, words, colour=not console.no_color)
        others = shown is None and number != one.longest
        hanging(console, plain(_about(places, one, number, ["in other words"] * others), "dim"), 2)
        quoted(console, _in_marks(shown or plain(words), places, member), places.of_member(member))


def _about(places: Places, one: Utterance, number: int, others: list[str]) -> str:
    """The paper, how it renders the words, and whether it has most of them or had them first."""
    member = one.members[number]
    statement = places.statement(member)
    signs = ["longest"] * (number == one.longest) + ["first"] * (number == one.first) + others
    return " · ".join([places.paper(member.report), *([statement.mode] if statement else []), *signs])


def words_of(places: Places, member: Member) -> str:
    """The words of a version in one line, its pieces parted by a sign."""
    statement = places.statement(member)
    pieces = [span.text for span in statement.content] if statement else []
    return " ".join((" … ".join(pieces) or member.text).split())


def _cut(words: str) -> str:
    return words if len(words) <= _LONG else f"{words[:_LONG].rpartition(' ')[0] or words[:_LONG]} …"


def _in_marks(shown: Text, places: Places, member: Member) -> Text:
    """Between quotation marks where the report has the words so as a whole."""
    statement = places.statement(member)
    return Text.assemble("„", shown, "“") if statement and statement.mode == "direct" else shown


def marked(longest: str, words: str, *, colour: bool) -> Text | None:
    """The words of a version with what it has otherwise than the longest one: bold, or in brackets where there is no colour.

    None where so little is the same that marks would tell nothing.

    >>> str(marked("Wir warten keinen Tag länger.", "Wir warten nicht länger", colour=False))
    'Wir warten [nicht] länger'
    >>> str(marked("Wir warten hier nicht.", "Wir warten nicht.", colour=False))
    'Wir warten […] nicht.'
    >>> marked("Wir warten hier nicht.", "Man habe keine Geduld.", colour=False)
    """
    runs = list(_smoothed(differences(longest, words), words))
    same = sum(_letters(words[one.start_b : one.end_b]) for one in runs if one.kind in _SAME)
    if same < _LEAST_SAME * _letters(words):
        return None
    out = Text()
    end = 0
    for one in runs:
        gap = " " if words[end : one.start_b] or out.plain.endswith(LEFT_OUT) else ""
        piece = words[one.start_b : one.end_b].rstrip()
        if one.kind == "removed":
            if _letters(longest[one.start_a : one.end_a]):
                out.append_text(Text.assemble(" " if out.plain else "", (LEFT_OUT, "dim")))
            continue
        out.append_text(Text.assemble(gap if out.plain else "", _signed(piece, colour=colour, same=one.kind in _SAME)))
        end = one.start_b + len(piece)
    return out


def _smoothed(changes: list[Change], words: str) -> Iterator[Change]:
    """The changes, with those as one between which only small words are the same."""
    held: Change | None = None
    between: Change | None = None
    for one in _joined(changes):
        if one.kind in _SAME and held is not None and between is None and not _weighs(words[one.start_b : one.end_b]):
            between = one
        elif one.kind in _SAME:
            yield from filter(None, (held, between))
            held = between = None
            yield one
        elif held is not None:
            held = _one(held, one)
            between = None
        else:
            held = one
    yield from filter(None, (held, between))


def _joined(changes: list[Change]) -> Iterator[Change]:
    """Stretches that are the same but for spelling, as one."""
    last: Change | None = None
    for one in changes:
        if last is not None and last.kind in _SAME and one.kind in _SAME:
            last = Change("same", last.start_a, one.end_a, last.start_b, one.end_b)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _one(first: Change, last: Change) -> Change:
    empty = first.start_b == last.end_b
    kind: Kind = "removed" if empty else "changed"
    return Change(kind, first.start_a, last.end_a, first.start_b, last.end_b)


def _weighs(words: str) -> bool:
    """Whether there is a word of some length, which two versions do not share by chance."""
    return any(sum(map(str.isalnum, word)) >= _LONG_WORD for word in words.split())


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))


def _signed(piece: str, *, colour: bool, same: bool) -> Text:
    """A piece as it is shown; marks at its edges are not what differs."""
    core = piece.strip(' ,;:.!?–-„“”"»«…')
    if same or not _letters(core):
        return plain(piece)
    start = piece.index(core)
    before, behind = plain_edge(piece[:start]), plain_edge(piece[start + len(core) :])
    inside = plain(core, "bold underline") if colour else Text.assemble("[", plain(core), "]")
    return Text.assemble(before, inside, behind)


def plain_edge(piece: str) -> str:
    """What stands at the edge of a piece, made harmless without losing its blanks."""
    lead, tail = piece[:1].isspace(), len(piece.strip()) > 0 and piece[-1:].isspace()
    return f"{' ' * lead}{safe(piece)}{' ' * tail}"
