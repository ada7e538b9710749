"""The codebook as it is proposed: the names that positions have for issues, grouped by what they are about."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from depesche.packs import Pack
from depesche.records import digest
from depesche.relate.issue_keys import GroupKey, GroupWords, Name, group_words, keyed
from depesche.relate.issue_topics import with_topics
from depesche.relations import Issue

# How many words a name may have more than the issue that it joins, and of how many words it is still looked for one.
_MORE = 3
_MOST = 8
_SLUG = 60
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_GAPS = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class _Cell:
    """The names with one key. facts: each name with how often it is met, and whether it says just this issue."""

    key: GroupKey
    facts: list[tuple[Name, int, bool]] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(count for _, count, _ in self.facts)


def propose(names: Mapping[tuple[str, str], int], pack: Pack, kept: Sequence[Issue] = ()) -> tuple[Issue, ...]:
    """Group the names of a case's issues, the commonest first, each with its topic.

    Args:
        names: `(Position.issue, Position.issue_text)` with the number of positions that have them.
        pack: of the language of the reports.
        kept: a codebook that was made before; its entries keep what they cover, and new names join them where they fit.

    >>> from depesche.packs import load
    >>> found = propose({("NATO enlargement", "Nato-Erweiterung"): 2, ("NATO enlargement", "Nato-Ausdehnung"): 1}, load("de"))
    >>> [(issue.id, issue.name, issue.covers) for issue in found]
    [('nato-enlargement', 'NATO enlargement', ('NATO enlargement', 'Nato-Ausdehnung', 'Nato-Erweiterung'))]

    """
    cells = _cells(names, pack)
    roots = _roots(cells, group_words(pack))
    groups: defaultdict[GroupKey, list[_Cell]] = defaultdict(list)
    for key in sorted(cells, key=_order):
        groups[roots[key]].append(cells[key])
    found = with_topics(list(_entries(groups, kept)), names, pack)
    weight = _weights(names, found)
    return tuple(sorted(found, key=lambda issue: (-weight[issue.id], issue.id)))


def _cells(names: Mapping[tuple[str, str], int], pack: Pack) -> dict[GroupKey, _Cell]:
    cells: dict[GroupKey, _Cell] = {}
    for issue, text in sorted(names):
        name = Name(issue, text)
        if name.own.strip():
            key, turned, wordy = keyed(name, pack)
            plain = not (turned or wordy) and key.head in name.issue.casefold()
            cells.setdefault(key, _Cell(key)).facts.append((name, names[issue, text], plain))
    return cells


def _order(key: GroupKey) -> tuple[int, tuple[str, ...]]:
    return len(key.words), key.words


def _roots(cells: Mapping[GroupKey, _Cell], words: GroupWords) -> dict[GroupKey, GroupKey]:
    """Under which key the names of each key are kept: that of a wider issue of the case where one is, else their own."""
    states = _states_told(cells, words)
    roots: dict[GroupKey, GroupKey] = {}
    for key in sorted(cells, key=_order):
        wider = [one for one in _wider(key) if one in cells and _fits(key, one, words, states)]
        best = min(wider, key=lambda one: (-len(one.words), -cells[one].count, one.words), default=key)
        roots[key] = roots[best] if best is not key and _fits(key, roots[best], words, states) else best
    _join_only_kin(roots, cells, words)
    return roots


def _wider(key: GroupKey) -> Iterator[GroupKey]:
    """The keys with the same head that say less."""
    told = [("topics", w) for w in key.topics] + [("marks", w) for w in key.marks] + [("names", w) for w in key.names]
    if len(told) > _MOST:
        return
    for size in range(1, min(_MORE, len(told) - 1) + 1):
        for left_out in combinations(sorted(told), size):
            gone = frozenset(left_out)
            yield GroupKey(
                key.head,
                frozenset(w for w in key.topics if ("topics", w) not in gone),
                frozenset(w for w in key.marks if ("marks", w) not in gone),
                frozenset(w for w in key.names if ("names", w) not in gone),
            )


def _fits(key: GroupKey, wider: GroupKey, words: GroupWords, states: Mapping[GroupKey, frozenset[str]]) -> bool:
    """Whether what a name says more than a wider issue makes it no other issue.

    One more noun does not where nouns name the issue; a state does, unless it is the only one that the case has there.
    """
    more = len(key.topics) - len(wider.topics)
    if more > (1 if wider.topics else 0):
        return False
    told = (key.names - wider.names) & words.states
    return not told or bool(wider.names) or states[_without_names(key)] == told


def _without_names(key: GroupKey) -> GroupKey:
    return GroupKey(key.head, key.topics)


def _states_told(cells: Iterable[GroupKey], words: GroupWords) -> dict[GroupKey, frozenset[str]]:
    """The states that narrow an issue down, for each head with its nouns."""
    found: defaultdict[GroupKey, set[str]] = defaultdict(set)
    for key in cells:
        found[_without_names(key)] |= key.names & words.states
    return {key: frozenset(states) for key, states in found.items()}


def _join_only_kin(roots: dict[GroupKey, GroupKey], cells: Mapping[GroupKey, _Cell], words: GroupWords) -> None:
    """`Invasion` alone is that of the case, where it has one that is told more fully and at least as often."""
    kin: defaultdict[str, Counter[GroupKey]] = defaultdict(Counter)
    for key, root in roots.items():
        if not root.bare and root.head in words.single:
            kin[root.head][root] += cells[key].count
    for head, found in kin.items():
        bare = GroupKey(head)
        if len(found) == 1 and bare in cells:
            [(root, count)] = found.items()
            if count >= cells[bare].count:
                roots[bare] = root


# Entries


def _entries(groups: Mapping[GroupKey, list[_Cell]], kept: Sequence[Issue]) -> Iterator[Issue]:
    held = {cover.casefold(): issue.id for issue in kept for cover in issue.covers}
    before = {issue.id: issue for issue in kept}
    taken = set(before)
    grown: dict[str, list[str]] = {issue.id: list(issue.covers) for issue in kept}
    home = _homes(groups)
    for root, cells in groups.items():
        covers = [cover for cover in _covers(cells, home, root) if cover.casefold() not in held]
        old = _kept_by(cells, held)
        if old is not None:
            grown[old] += covers
        elif covers:
            identity = _free(slug(root.words), root, taken)
            taken.add(identity)
            yield Issue(identity, _called(root, cells), tuple(sorted(covers)))
    for identity, covers in grown.items():
        yield replace(before[identity], covers=tuple(sorted(set(covers))))


def _kept_by(cells: Iterable[_Cell], held: Mapping[str, str]) -> str | None:
    """The entry of the codebook before that has most of a group."""
    votes: Counter[str] = Counter()
    for cell in cells:
        for name, count, _ in cell.facts:
            owner = held.get(name.own.casefold())
            if owner is not None:
                votes[owner] += max(1, count)
    return min(votes, key=lambda one: (-votes[one], one), default=None)


def _homes(groups: Mapping[GroupKey, list[_Cell]]) -> dict[str, GroupKey]:
    """The one group that an English name of several stands in: where most positions have it."""
    votes: defaultdict[str, Counter[GroupKey]] = defaultdict(Counter)
    for root, cells in groups.items():
        for cell in cells:
            for name, count, _ in cell.facts:
                # A name in the report's own words decides where those words stand.
                votes[name.own.casefold()][root] += count * 1_000
                votes[name.issue.casefold()][root] += count
    return {fold: min(vote, key=lambda one: (-vote[one], one.words)) for fold, vote in votes.items()}


def _covers(cells: Iterable[_Cell], home: Mapping[str, GroupKey], root: GroupKey) -> list[str]:
    """The names of a group, each in the spelling that comes first."""
    met: dict[str, str] = {}
    for cell in cells:
        for name, _, _ in cell.facts:
            for one in (name.issue, name.own):
                fold = one.casefold()
                if one.strip() and home[fold] == root:
                    met[fold] = min(one, met.get(fold, one))
    return list(met.values())


def _called(root: GroupKey, cells: Sequence[_Cell]) -> str:
    """The shortest of the common English names of what a group is mainly about, else the shortest of the common ones."""
    own = [cell for cell in cells if cell.key == root] or cells
    facts = [fact for cell in own for fact in cell.facts]
    plain = [fact for fact in facts if fact[2]] or facts
    english = Counter[str]()
    for name, count, _ in plain:
        if name.issue and name.issue != name.text:
            english[name.issue] += count
    if not english:
        english.update({name.own: count for name, count, _ in plain})
    most = max(english.values())
    return min((one for one, count in english.items() if 2 * count >= most), key=lambda one: (len(one), one))


def slug(words: Iterable[str]) -> str:
    """Letters and hyphens for an id; what they cannot tell is told by a digest.

    >>> slug(["NATO", "Erweiterung"]), slug(["größe"])
    ('nato-erweiterung', 'groesse')
    """
    whole = " ".join(words).lower().translate(_UMLAUTS)
    plain = "".join(c for c in unicodedata.normalize("NFKD", whole) if not unicodedata.combining(c))
    line = _GAPS.sub("-", plain).strip("-")
    lost = not plain.isascii() or not line
    if len(line) > _SLUG:
        line, lost = line[:_SLUG].rpartition("-")[0] or line[:_SLUG], True
    return "-".join(filter(None, [line, digest(whole)[:6]])) if lost else line


def _free(identity: str, root: GroupKey, taken: set[str]) -> str:
    """An id that no other entry has."""
    if identity not in taken:
        return identity
    return f"{identity}-{digest(repr([root.head, *(sorted(part) for part in root[1:])]))[:6]}"


def _weights(names: Mapping[tuple[str, str], int], found: Iterable[Issue]) -> Counter[str]:
    """How many positions each entry has."""
    owner = {cover.casefold(): issue.id for issue in found for cover in issue.covers}
    weight: Counter[str] = Counter()
    for (issue, text), count in names.items():
        home = owner.get((text or issue).casefold()) or owner.get(issue.casefold())
        if home is not None:
            weight[home] += count
    return weight


def turned(names: Mapping[tuple[str, str], str], codebook: Iterable[Issue], pack: Pack) -> frozenset[tuple[str, str]]:
    """The names under which a stance is the opposite one towards the entry that they are coded to, as the entry is named.

    names: what `code` gives.

    >>> from depesche.packs import load
    >>> turned({("end of the NATO enlargement", ""): "a"}, [Issue("a", "NATO enlargement")], load("de"))
    frozenset({('end of the NATO enlargement', '')})
    """
    against = {issue.id: keyed(Name(issue.name), pack).turned for issue in codebook}
    return frozenset(
        name for name, home in names.items() if home in against and keyed(Name(*name), pack).turned != against[home]
    )
