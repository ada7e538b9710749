"""The codebook while rulings are laid over it: entries that change, and each name in one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from depesche.relate.codebook_patterns import Pattern, pattern
from depesche.relations import Issue

PROPOSED = "proposed"


@dataclass(slots=True)
class Entry:
    """An entry that can change. folds: the names that it covers, in small letters."""

    id: str
    name: str
    patterns: list[str] = field(default_factory=list)
    hidden: bool = False
    note: str = ""
    by: str = PROPOSED
    topic: str = ""
    folds: set[str] = field(default_factory=set)


class Book:
    """Entries by id. A name of a report and its English name go together: the report's words decide where both stand."""

    def __init__(self, proposed: Sequence[Issue], names: Mapping[tuple[str, str], int]) -> None:
        self.entries: dict[str, Entry] = {}
        self._home: dict[str, str] = {}
        self._spelt: dict[str, str] = {}
        self._became: dict[str, str] = {}
        self._count: Counter[str] = Counter()
        self._english: defaultdict[str, set[str]] = defaultdict(set)
        self._own: defaultdict[str, set[str]] = defaultdict(set)
        self._texts: dict[str, str] = {}
        for (issue, text), count in names.items():
            self._learn(issue, text or issue, count)
        for entry in proposed:
            self.add(entry)
            self._take(entry.id, (one for one in entry.covers if not self._is_english_only(one)))
        self._proposed = dict(self._home)

    def _learn(self, issue: str, own: str, count: int) -> None:
        fold = own.casefold()
        self._spelt[fold] = min(own, self._spelt.get(fold, own))
        self._count[fold] += count
        self._english[fold].add(issue)
        self._own[issue.casefold()].add(fold)

    def _is_english_only(self, name: str) -> bool:
        """Whether a name is only what names of reports are called in English."""
        fold = name.casefold()
        return fold in self._own and fold not in self._count

    # Entries

    def add(self, issue: Issue) -> None:
        """Make an entry, without what it covers; one that there is stays as it is."""
        if issue.id not in self.entries:
            self.entries[issue.id] = Entry(
                issue.id, issue.name, list(issue.patterns), issue.hidden, issue.note, issue.by, issue.topic
            )

    def resolve(self, issue: Issue, who: str) -> str:
        """The entry that a ruling was made on, with what it covered then; it is that person's from now on."""
        identity = self._now(issue)
        entry = self.entries[identity]
        free = (one for one in issue.covers if self._is_free(one))
        self._take(identity, (one for one in free if not self._is_english_only(one)))
        entry.by = who
        return identity

    def place(self, issue: Issue, who: str) -> str:
        """The entry that another codebook's entry becomes here, with all that this one says but for what it covers."""
        identity = self._now(issue)
        entry = self.entries[identity]
        entry.name, entry.patterns = issue.name, list(issue.patterns)
        entry.hidden, entry.note, entry.topic = issue.hidden, issue.note, issue.topic or entry.topic
        entry.by = who if issue.by == PROPOSED else issue.by
        return identity

    def _now(self, issue: Issue) -> str:
        """Where an entry is now: below its id, below that of the entry it was merged into, else made anew."""
        identity = issue.id
        seen = set[str]()
        while identity in self._became and identity not in self.entries and identity not in seen:
            seen.add(identity)
            identity = self._became[identity]
        if identity in self.entries:
            return identity
        self.add(replace(issue, covers=()))
        self._take_over(issue)
        return issue.id

    def _take_over(self, issue: Issue) -> None:
        """What is proposed now of which an entry had most of the names is what it has become."""
        mine = {one.casefold() for one in issue.covers}
        homes = Counter(self._home[fold] for fold in sorted(mine) if fold in self._home)
        for home, count in homes.items():
            proposed = self.entries[home]
            if proposed.by == PROPOSED and 2 * count > len(proposed.folds):
                self.absorb(issue.id, home)

    def _is_free(self, name: str) -> bool:
        home = self._home.get(name.casefold())
        return home is None or self.entries[home].by == PROPOSED

    def absorb(self, target: str, other: str) -> None:
        """Put an entry into another."""
        if target == other:
            return
        gone = self.entries.pop(other)
        for fold in gone.folds:
            self._home[fold] = target
        entry = self.entries[target]
        entry.folds |= gone.folds
        entry.topic = entry.topic or gone.topic
        entry.patterns += [one for one in gone.patterns if one not in entry.patterns]
        self._became[other] = target

    # Names

    def _take(self, identity: str, names: Iterable[str]) -> None:
        for name in names:
            fold = name.casefold()
            self._spelt.setdefault(fold, name)
            before = self._home.get(fold)
            if before is not None:
                self.entries[before].folds.discard(fold)
            self._home[fold] = identity
            self.entries[identity].folds.add(fold)

    def pull(self, identity: str, names: Iterable[str]) -> None:
        """Take names out of wherever they are."""
        self._take(identity, [one for one in names if not self._is_english_only(one)])

    def pull_called(self, identity: str, names: Iterable[str]) -> None:
        """Take what reports call by other words and what is called so in English, unless it is in a person's entry."""
        folds = [fold for one in names if self._is_english_only(one) for fold in sorted(self._own[one.casefold()])]
        self._take(identity, [self._spelt[fold] for fold in folds if self._is_free(fold)])

    def pull_fitting(self, identity: str, patterns: Iterable[str]) -> None:
        """Take what fits a pattern out of wherever it is."""
        for written in patterns:
            one = pattern(written)
            self._take(identity, [self._spelt[fold] for fold in self._home if self._fits(one, fold)])

    def send_back(self, identity: str, written: str) -> None:
        """Give back what an entry has only by a pattern, to where it is proposed."""
        gone, others = pattern(written), [pattern(one) for one in self.entries[identity].patterns]
        for fold in sorted(self.entries[identity].folds):
            home = self._proposed.get(fold, identity)
            home = self._became.get(home, home)
            if home in self.entries and self._fits(gone, fold) and not any(self._fits(one, fold) for one in others):
                self._take(home, [self._spelt[fold]])

    def _fits(self, one: Pattern, fold: str) -> bool:
        text = self._texts.get(fold)
        if text is None:
            text = self._texts[fold] = " | ".join([*sorted(self._english.get(fold, ())), fold]).casefold()
        return one.may_fit(text) and one.fits(text)

    # The result

    def issues(self) -> tuple[Issue, ...]:
        """The entries, those with most positions first; proposals of which nothing is left are gone."""
        english = self._english_homes()
        found = []
        for entry in self.entries.values():
            covers = {self._spelt[fold] for fold in entry.folds} | english.get(entry.id, set())
            if covers or entry.by != PROPOSED:
                found.append((sum(self._count[fold] for fold in entry.folds), entry, tuple(sorted(covers))))
        found.sort(key=lambda one: (-one[0], one[1].id))
        return tuple(
            Issue(entry.id, entry.name, covers, tuple(entry.patterns), entry.hidden, entry.note, entry.by, entry.topic)
            for _, entry, covers in found
        )

    def _english_homes(self) -> dict[str, set[str]]:
        """The English names by the entry that has most of the positions called so."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        spelt: dict[str, str] = {}
        for fold, names in self._english.items():
            home = self._home.get(fold)
            for name in names if home is not None else ():
                key = name.casefold()
                spelt[key] = min(name, spelt.get(key, name))
                votes[key][home or ""] += self._count[fold]
        homes: defaultdict[str, set[str]] = defaultdict(set)
        for key, vote in votes.items():
            if key not in self._home and spelt[key].strip():
                homes[min(vote, key=lambda one: (-vote[one], one))].add(spelt[key])
        return homes
