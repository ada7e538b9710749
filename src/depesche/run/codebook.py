"""The codebook of a case, made of what its positions call their issues and of what people ruled on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from depesche import packs
from depesche.errors import UsageError
from depesche.packs import Pack
from depesche.relate.codebook import Ruling, apply, code, ruling_of, standing
from depesche.relate.codebook_patterns import pattern
from depesche.relate.issues import propose, slug
from depesche.relations import Issue
from depesche.store.case import Case

LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Codebook:
    """The entries of a case, the names of its issues with their counts, and the entry of each name by id.

    proposed, rulings: what the entries are made of.
    """

    issues: tuple[Issue, ...]
    names: Mapping[tuple[str, str], int]
    codes: Mapping[tuple[str, str], str]
    proposed: tuple[Issue, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    def count(self) -> dict[str, int]:
        """How many positions each entry has."""
        found = dict.fromkeys((issue.id for issue in self.issues), 0)
        for name, home in self.codes.items():
            found[home] += self.names.get(name, 0)
        return found


def codebook(case: Case, pack: Pack | None = None) -> Codebook:
    """The codebook as it is now."""
    names = case.issue_names()
    rulings = tuple(one for fields, who in case.issue_rulings() if (one := ruling_of(fields, who)) is not None)
    return _made(names, propose(names, pack or packs.load(LANGUAGE)), rulings)


def _made(names: Mapping[tuple[str, str], int], proposed: tuple[Issue, ...], rulings: tuple[Ruling, ...]) -> Codebook:
    issues = apply(proposed, rulings, names)
    return Codebook(issues, names, code(names, issues), proposed, rulings)


def rule(case: Case, book: Codebook, ruling: Ruling) -> Codebook:
    """Write an edit down; the codebook as it is then."""
    case.rule_issue(ruling.on[0].id if ruling.on else "*", ruling.as_fields(), ruling.who)
    return _made(book.names, book.proposed, (*book.rulings, ruling))


def merging(issues: Sequence[Issue], who: str, name: str = "") -> Ruling:
    """The ruling that puts entries into the first of them.

    Raises:
        UsageError: if there are no two.

    """
    distinct = tuple({issue.id: issue for issue in issues}.values())
    if len(distinct) < 2:
        raise UsageError("These are one issue already.", hint="depesche issues CASE list tells which there are.")
    return Ruling("merge", who, distinct, name)


def splitting(book: Codebook, issue: Issue, names: Sequence[str], who: str, called: str = "") -> Ruling:
    """The ruling that takes names out of an entry into a new one; an English name takes along what is called so there.

    Raises:
        UsageError: if the entry has no such name, or nothing would be left of it.

    """
    inside = {name for name, home in book.codes.items() if home == issue.id}
    wanted = {one.casefold() for one in names}
    own = {text or english for english, text in inside if wanted & {english.casefold(), text.casefold()}}
    known = {one.casefold() for name in inside for one in name}
    strange = [one for one in names if one.casefold() not in known]
    if strange:
        hint = f"depesche issues CASE list {issue.id} shows the names that it covers."
        raise UsageError(f"{issue.name} does not cover {strange[0]}.", hint=hint)
    if len(own) == len({text or english for english, text in inside}):
        raise UsageError(f"Nothing would be left of {issue.name}.", hint="rename gives it another name.")
    return Ruling(
        "split", who, (issue,), called or names[0], _free(slug([called or names[0]]), book), tuple(sorted(own))
    )


def _free(identity: str, book: Codebook) -> str:
    taken = {issue.id for issue in book.issues}
    numbered = (identity if n == 1 else f"{identity}-{n}" for n in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def patterning(issue: Issue, written: str, who: str, *, remove: bool = False) -> Ruling:
    """The ruling that gives an entry a pattern or takes one away.

    Raises:
        UsageError: for what is no pattern, or one that the entry does not have.

    """
    pattern(written)
    if remove and written not in issue.patterns:
        hint = f"It has: {'; '.join(issue.patterns) or 'none'}."
        raise UsageError(f"{issue.name} has no pattern {written}.", hint=hint)
    return Ruling("remove-pattern" if remove else "add-pattern", who, (issue,), written)


def undoing(book: Codebook, who: str) -> tuple[Ruling, Ruling]:
    """The ruling that takes back the last one, and that one.

    Raises:
        UsageError: if there is none to take back.

    """
    left = standing(book.rulings)
    if not left:
        raise UsageError("There is nothing to take back.", hint="Nobody has changed the codebook of this case.")
    return Ruling("undo", who), left[-1]


def importing(book: Codebook, given: Sequence[Issue], who: str) -> Ruling | None:
    """The ruling that lays another codebook over this one; None where they do not differ."""
    now = {issue.id: issue for issue in book.issues}
    changed = tuple(one for one in given if not _same(one, now.get(one.id)))
    return Ruling("import", who, changed) if changed else None


def _same(one: Issue, other: Issue | None) -> bool:
    """A file that gives an entry no topic leaves it the one that it has."""
    return other is not None and replace(one, covers=tuple(sorted(one.covers)), topic=one.topic or other.topic) == other


def find(book: Codebook, called: str) -> Issue:
    """The entry that somebody means: by its id, its name, or a name that it covers, in any case of letters.

    Raises:
        UsageError: if there is none, or several could be meant.

    """
    wanted = called.strip().casefold()
    for fits in (
        lambda issue: issue.id.casefold() == wanted,
        lambda issue: issue.name.casefold() == wanted,
        lambda issue: wanted in {cover.casefold() for cover in issue.covers},
        lambda issue: bool(wanted) and (wanted in issue.name.casefold() or wanted in issue.id.casefold()),
    ):
        found = [issue for issue in book.issues if fits(issue)]
        if len(found) == 1:
            return found[0]
        if found:
            some = "; ".join(issue.id for issue in found[:5])
            raise UsageError(f"{called} may mean {len(found)} issues.", hint=f"Say which by its id: {some}")
    raise UsageError(f"There is no issue {called}.", hint="depesche issues CASE list tells which there are.")
