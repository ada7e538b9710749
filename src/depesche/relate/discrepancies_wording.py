"""One utterance in other words: what differs, and whether that changes what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_pieces import Piece, has, matched, negated, paired, pieces
from depesche.relate.discrepancies_scope import narrowed
from depesche.relate.discrepancies_story import Story
from depesche.relate.words import Word
from depesche.relations import Discrepancy, Grade, Quote, Utterance

_AGREED = frozenset(["accept", "commit", "offer"])
_REFUSED = frozenset(["refuse"])
_TURNED = 0.8  # how much two pieces must share where only the negation differs


def of_wording(story: Story, utterances: Sequence[Utterance]) -> Iterator[Discrepancy]:
    """What differs between the reports of each utterance: each is compared with the one that renders most."""
    for utterance in sorted(utterances, key=lambda one: one.id):
        by_report = pieces(story, utterance.members)
        if len(by_report) < 2:
            continue
        fullest = max(sorted(by_report), key=lambda name: sum(len(piece.told) for piece in by_report[name]))
        for name in sorted(by_report):
            if name != fullest:
                for a, b in paired(by_report[fullest], by_report[name]):
                    yield from _compared(story, utterance, a, b)


def _compared(story: Story, utterance: Utterance, a: Piece, b: Piece) -> Iterator[Discrepancy]:
    """The entries for two pieces: a limit that only one has, and how the wording as a whole differs."""
    limited = narrowed(story, a, b) or narrowed(story, b, a)
    if limited:
        about = f"scope of what {utterance.actor} said: {limited[0].text}"
        yield entry("scope", "precision", about, limited, "scope", _sure(utterance, 0.6), (), (a.member, b.member))
    mine, yours = matched(a.told, b.told)
    only_a = [word for i, word in enumerate(a.told) if i not in mine]
    only_b = [word for i, word in enumerate(b.told) if i not in yours]
    grade, rule, values, sure = _judged(story, a, b, only_a, only_b)
    if rule and not (limited and rule == "shortened"):
        about = f"what {utterance.actor} said: {_topic(story, a, b)}"
        sides = [_quote(story, one) for one in (a, b)]
        yield entry("wording", grade, about, sides, rule, _sure(utterance, sure), values, (a.member, b.member))


def _judged(
    story: Story, a: Piece, b: Piece, only_a: Sequence[Word], only_b: Sequence[Word]
) -> tuple[Grade, str, tuple[str, ...], float]:
    """The grade, the rule, what it says of either side, and how sure it is; no rule where nothing differs."""
    shared = 1 - max(len(only_a) / len(a.told), len(only_b) / len(b.told))
    turned = negated(a, story, story.pack(a.report)) != negated(b, story, story.pack(b.report))
    if turned and shared >= _TURNED and min(len(a.told), len(b.told)) > 2:
        return "conflict", "turned", (), 0.7
    if _opposed(a, b) and shared >= _TURNED:
        both = a.statement.mode == b.statement.mode == "reported"
        return "conflict" if both else "wording", "acts", (a.statement.act or "", b.statement.act or ""), 0.6
    for mark in ("must", "may"):
        one, other = has(a, mark, story), has(b, mark, story)
        if bool(one) != bool(other) and shared > 0:
            word = next(iter(sorted(one | other)))
            return "wording", f"firmer_{mark}", (word,), 0.6
    if not only_a and not only_b:
        return "wording", "", (), 0.0
    if not only_b or not only_a:
        return "precision", "shortened", (_listed(story, a, only_a) or _listed(story, b, only_b),), 0.6
    return "wording", "other_words", (_listed(story, a, only_a), _listed(story, b, only_b)), 0.55


def _opposed(a: Piece, b: Piece) -> bool:
    acts = (a.statement.act, b.statement.act)
    return any(one in _AGREED and other in _REFUSED for one, other in (acts, acts[::-1]))


def _listed(story: Story, piece: Piece, some: Sequence[Word]) -> str:
    text = story.reports[piece.report].text
    return ", ".join(text[word.start : word.end] for word in some[:6])


def _topic(story: Story, a: Piece, b: Piece) -> str:
    """The words that both pieces share, else those of the first."""
    mine, _ = matched(a.told, b.told)
    return _listed(story, a, [a.told[i] for i in sorted(mine)][:4] or a.told[:3])


def _quote(story: Story, piece: Piece) -> Quote:
    return story.quote(piece.report, piece.start, piece.end)


def _sure(utterance: Utterance, sure: float) -> float:
    return sure * (0.4 + 0.6 * utterance.confidence)
