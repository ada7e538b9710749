"""Topics of a codebook: what issues that are about the same things are shown under, without being one issue."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from depesche.packs import Pack
from depesche.relate.issue_keys import GroupKey, Name, group_words, keyed
from depesche.relations import Issue

_END = "end"
# How much more it tells that a body is named which states join: then the issue is who belongs to it.
_BODY = 1.5
_WAYS = {"": 1, "pro": 1, "contra": -1, "none": 0}


class _Topic(NamedTuple):
    rank: float
    parted: str
    sided: bool


class _Term(NamedTuple):
    topic: str
    way: int


class Found(NamedTuple):
    """The topic of a name. way: 1 where who is for the issue is for its topic, -1 against it, else 0.

    body: what it is told apart by. bare: whether a body is left out that the case may tell; parties have members too.
    """

    topic: str
    body: str = ""
    way: int = 0
    bare: bool = False


@dataclass(frozen=True, slots=True)
class TopicWords:
    """The thesaurus of a pack.

    terms: by their words, what each says by its head. rarest: the words of terms by one of them. ways: what is done about
    a thing, as keys call it.
    """

    topics: Mapping[str, _Topic]
    terms: Mapping[frozenset[str], Mapping[str, _Term]]
    rarest: Mapping[str, tuple[frozenset[str], ...]]
    bodies: Mapping[str, str]
    ways: Mapping[str, int]


@lru_cache(maxsize=4)
def topic_words(pack: Pack) -> TopicWords:
    """The thesaurus of a pack, its terms in the words that keys are made of."""
    terms: defaultdict[frozenset[str], dict[str, _Term]] = defaultdict(dict)
    for row in pack.table("issue_terms"):
        term = row["term"]
        key = keyed(Name(term) if term.islower() else Name("", term), pack).key
        terms[_words(key)].setdefault(key.head, _Term(row["topic"], _WAYS[row["way"]]))
    often = Counter(word for words in terms for word in words)
    rarest: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for words in terms:
        rarest[min(words, key=lambda word: (often[word], word))].append(words)
    known = group_words(pack)
    return TopicWords(
        {
            row["topic"]: _Topic(float(row["rank"]), row["parted"], bool(row["sided"]))
            for row in pack.table("issue_topics")
        },
        dict(terms),
        {word: tuple(found) for word, found in rarest.items()},
        {body.lower(): body for body in pack.words("issue_bodies")},
        {known.word_of(row["noun"]): _WAYS[row["way"]] for row in pack.table("issue_ways")},
    )


def _words(key: GroupKey) -> frozenset[str]:
    return frozenset(key.words)


def topic_of(name: Name, pack: Pack) -> Found | None:
    """The topic of one name; None where the thesaurus knows none of its words.

    >>> from depesche.packs import load
    >>> topic_of(Name("", "Gespräche über den Abbau von Landminen"), load("de"))
    Found(topic='weapons and arms control', body='', way=0, bare=False)
    >>> topic_of(Name("", "Beitritt Maltas zur Nato"), load("de"))
    Found(topic='enlargement and membership', body='NATO', way=1, bare=False)
    """
    words = topic_words(pack)
    key, turned, _ = keyed(name, pack)
    told = _words(key)
    fitting = [term for word in told for term in words.rarest.get(word, ()) if term <= told]
    longest = [term for term in fitting if not any(term < other for other in fitting)]
    body = min((words.bodies[name] for name in key.names if name in words.bodies), default="")
    found = [(_worth(term, key, body, words), term) for term in longest]
    if not found:
        return None
    _, term = min(found, key=lambda one: (one[0], sorted(one[1])))
    topic, way = _said(term, key, words)
    way *= _way(term, key, words) * (-1 if turned else 1)
    about = words.topics[topic]
    more = (told - term - {_END}) - group_words(pack).states - words.ways.keys()
    bare = bool(about.parted) and not body and not more
    return Found(topic, body if about.parted else "", way if about.sided else 0, bare)


def _said(term: frozenset[str], key: GroupKey, words: TopicWords) -> _Term:
    heads = words.terms[term]
    return heads.get(key.head) or next(iter(heads.values()))


def _worth(term: frozenset[str], key: GroupKey, body: str, words: TopicWords) -> tuple[float, bool, int]:
    """The best first: of the highest rank, at the head of the name, of most words."""
    topic = words.topics[_said(term, key, words).topic]
    rank = topic.rank + (_BODY if body and topic.parted else 0)
    return -rank, key.head not in term, -len(term)


def _way(term: frozenset[str], key: GroupKey, words: TopicWords) -> int:
    way = 1 if key.head in term and key.head not in words.ways else words.ways.get(key.head, 0)
    return -way if _END in key.topics else way


def with_topics(issues: Sequence[Issue], names: Mapping[tuple[str, str], int], pack: Pack) -> tuple[Issue, ...]:
    """Give each entry that has none the topic of most of the positions that it covers.

    Args:
        issues: the entries; those that have a topic keep it.
        names: what positions call their issues, with how many do.
        pack: of the language of the reports.

    """
    owner = {cover.casefold(): issue.id for issue in issues for cover in issue.covers}
    votes: defaultdict[str, Counter[Found]] = defaultdict(Counter)
    for (issue, text), count in names.items():
        home = owner.get((text or issue).casefold()) or owner.get(issue.casefold())
        found = topic_of(Name(issue, text), pack) if home is not None and (text or issue).strip() else None
        if home is not None and found is not None:
            votes[home][found] += max(1, count)
    bodies = _only_bodies(votes.values())
    topics = topic_words(pack).topics
    return tuple(
        replace(one, topic=_most(votes[one.id], bodies, topics)) if votes[one.id] and not one.topic else one
        for one in issues
    )


def _only_bodies(votes: Iterable[Counter[Found]]) -> dict[str, str]:
    """The body of a topic, where a case has only one: `Erweiterung` alone is that of the only alliance that the case speaks of.

    Where it is left out more often than not, nothing is known of it.
    """
    bodies: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for vote in votes:
        for found, count in vote.items():
            if found.body or found.bare:
                bodies[found.topic][found.body] += count
    only = {topic: set(told) - {""} for topic, told in bodies.items()}
    return {
        topic: min(told)
        for topic, told in only.items()
        if len(told) == 1 and bodies[topic][min(told)] >= bodies[topic][""]
    }


def _most(votes: Counter[Found], bodies: Mapping[str, str], topics: Mapping[str, _Topic]) -> str:
    """What most names say; a body that some of them name tells what the others leave out."""
    total: Counter[str] = Counter()
    named: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found, count in votes.items():
        total[found.topic] += count
        body = found.body or (bodies.get(found.topic, "") if found.bare else "")
        if body:
            named[found.topic][body] += count
    topic = min(total, key=lambda one: (-total[one], one))
    body = min(named[topic], key=lambda one: (-named[topic][one], one), default="")
    return topics[topic].parted.replace("~", body) if body else topic


def ways(issues: Iterable[Issue], pack: Pack) -> dict[str, int]:
    """Whether who is for an issue, as it is named, is for its topic: 1, against it: -1, or neither of them; by the id of the issue.

    >>> from depesche.packs import load
    >>> ways([Issue("a", "guarantees on the non-enlargement of NATO", topic="enlargement of NATO")], load("de"))
    {'a': -1}
    """
    topics = topic_words(pack).topics
    found: dict[str, int] = {}
    for issue in issues:
        own = topic_of(Name(issue.name), pack) if issue.topic and issue.name.strip() else None
        if own is not None and _is_called(issue.topic, own.topic, topics[own.topic].parted):
            found[issue.id] = own.way
    return found


def _is_called(name: str, topic: str, parted: str) -> bool:
    """Whether a topic is called so, by itself or with some body; what a person made up is another one."""
    before, gap, after = parted.partition("~")
    return name == topic or (bool(gap) and name.startswith(before) and name.endswith(after))
