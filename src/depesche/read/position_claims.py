"""Positions in the making, and what is asked of all those of a report together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from depesche.language.issues import IssueKey, english, issue_key, issue_words
from depesche.packs import Pack
from depesche.read.lookup import Lookup
from depesche.read.position_issues import Named, turned
from depesche.read.position_tables import StandNoun
from depesche.records import Span

Range = tuple[int, int]
# Acts that answer somebody: whose claim they take up is whom they are directed at.
_ANSWERS = frozenset(["refuse", "accept"])
# Acts by which somebody wants the issue, or wants it not.
_WANTING = frozenset(["demand", "offer", "commit", "threaten", "call"])


@dataclass(frozen=True, slots=True)
class Claim:
    """A position in the making.

    named: its issue. en: the issue's English name where a table has it. back: a noun that takes up another's issue.
    """

    actor: str
    act: str
    named: Named
    stance: str
    evidence: tuple[Range, ...]
    addressee: str | None = None
    condition: Span | None = None
    en: str | None = None
    weight: float = 0.5
    why: str = ""
    back: StandNoun | None = None

    @property
    def start(self) -> int:
        """Where its evidence begins."""
        return self.evidence[0][0]


class Issues:
    """The issues of one report: how each is called, so that one issue has one name."""

    def __init__(self, pack: Pack, lookup: Lookup, named: Sequence[str]) -> None:
        self.pack, self.lookup, self.cast = pack, lookup, frozenset(named)
        self.words = issue_words(pack)

    def local(self, name: str) -> dict[str, str]:
        """What only the report knows of the words of a name: states of its own, and who `das Bündnis` is."""
        found = {}
        for number, word in enumerate(name.split()):
            state = self.lookup.nationality(word)
            if state is not None and word not in self.words.seats:
                found[word] = state.name
            elif number:
                body = next((b.name for b in self.lookup.descriptions.get(word, ()) if b.name in self.cast), None)
                if body is not None:
                    found[word] = body
        return found

    def key(self, name: str) -> IssueKey:
        """What groups an issue with others."""
        return issue_key(name, self.pack, self.local(name))

    def english(self, name: str) -> str | None:
        """The English name of an issue, if its words have one."""
        local = {word: state for word, state in self.local(name).items() if self._unknown(word)}
        return english(name, self.pack, local)

    def _unknown(self, word: str) -> bool:
        """Whether the tables of the pack say nothing of a word, so that the report must."""
        return word[0].isupper() or self.words.state(word) is None


def taken_up(claims: Sequence[Claim], party: Callable[[str], str | None]) -> list[Claim]:
    """Claims whose issue is only taken up (`die Forderung`) get the issue of the claim that they go back to.

    party: whom an actor speaks for; an answer is directed at the one whose claim it takes up.
    """
    out: list[Claim] = []
    for claim in claims:
        if claim.back is None:
            out.append(claim)
            continue
        wanted = [c for c in out[-12:] if c.act == claim.back.act and c.actor != claim.actor]
        last = wanted[-1] if wanted else next(iter(out[-1:]), None)
        if last is not None:
            answered = party(last.actor) if last.actor != claim.actor and claim.act in _ANSWERS else None
            addressee = claim.addressee or (answered if answered != party(claim.actor) else None)
            stance = turned(claim.stance) if _against(claim, last) else claim.stance
            out.append(replace(claim, named=last.named, en=last.en, back=None, addressee=addressee, stance=stance))
        elif claim.named.name:
            out.append(claim)
    return out


def _against(claim: Claim, last: Claim) -> bool:
    """Whether an answer is to somebody who wants the issue not to be: who refuses `einen Verzicht auf X` is for X."""
    return claim.act in _ANSWERS and last.act in _WANTING and last.stance == "contra"


def with_one_name(claims: Sequence[Claim], issues: Issues) -> list[Claim]:
    """The claims with one name for each issue, the first that its key is met with.

    A bare noun (`die Freilassung`) is the fuller issue that the report has of it, if there is just one.
    """
    keys = [issues.key(claim.named.name) for claim in claims]
    fuller: dict[str, set[IssueKey]] = {}
    for key in keys:
        if key.modifiers:
            fuller.setdefault(key.head, set()).add(key)
    names: dict[IssueKey, str] = {}
    out = []
    for claim, own in zip(claims, keys, strict=True):
        more = fuller.get(own.head, set())
        key = next(iter(more)) if not own.modifiers and len(more) == 1 else own
        name = names.setdefault(key, claim.named.name if key == own else "")
        if not name:
            name = names[key] = next(c.named.name for c, k in zip(claims, keys, strict=True) if k == key)
        out.append(replace(claim, named=replace(claim.named, name=name)))
    return out


def once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that say again what one at the same place says."""
    seen: dict[tuple[str, str, str], list[Range]] = {}
    out = []
    for claim in claims:
        same = seen.setdefault((claim.actor, claim.act, claim.named.name), [])
        if any(a < claim.evidence[0][1] and claim.evidence[0][0] < b for a, b in same[-4:]):
            continue
        same += claim.evidence
        out.append(claim)
    return out
