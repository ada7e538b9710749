"""Which reports go back to one text: near-duplicates, shared passages, one wire, translated twins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from depesche.packs import Pack
from depesche.records import Report
from depesche.relate.lineage_article import Article, article
from depesche.relate.lineage_pairs import by_name, by_things, by_words
from depesche.relate.lineage_shared import Shared, share
from depesche.relate.lineage_source import Guess, source
from depesche.relate.lineage_twins import Item, Order, items, order
from depesche.relations import Kinship, Lineage, Quote, Reason, relation_id

_SHARE, _ORDERED = 0.25, 0.8  # of twins: how much of the shorter is told alike, and how much of that in the same order
_TOLD, _SAID = 7, 2  # of twins: things told alike, statements among them
_WIRE_TOLD, _WIRE_SAID = 4, 2  # the same where both credit one agency
_SCATTERED = 0.35  # share of a text below which passages do not tell what the whole is
_SHOWN = 40  # passages of a relation that are kept, the largest
_VOUCHED = 3  # of twins: pairs of things told alike that are quoted


@dataclass(frozen=True, slots=True)
class _Kin:
    """What two reports have to do with each other, before anybody asks who was first."""

    kind: Kinship
    why: str
    confidence: float
    reasons: tuple[Reason, ...]
    passages: tuple[tuple[Quote, Quote], ...]
    directed: bool = True


def find_lineage(
    reports: Sequence[Report], packs: Mapping[str, Pack], *, pairs: Iterable[tuple[str, str]] | None = None
) -> tuple[Lineage, ...]:
    """Relate the reports of a story that go back to one text.

    Args:
        reports: the reports of one story, in any order.
        packs: language packs by code; reports in a language without one are compared by their words alone.
        pairs: names of the reports to compare; without it each is compared with the reports nearest to it.

    """
    read = {report.name: report for report in reports}
    articles = [article(read[name], packs.get(read[name].language or "")) for name in sorted(read)]
    told = [items(one.report, one.pack) for one in articles]
    found = []
    for i, j in sorted(_worthwhile(articles, told, pairs)):
        made = _related(share(articles[i], articles[j]), told[i], told[j])
        if made is not None:
            found.append(made)
    return tuple(found)


def _worthwhile(
    articles: Sequence[Article], told: Sequence[Sequence[Item]], pairs: Iterable[tuple[str, str]] | None
) -> set[tuple[int, int]]:
    if pairs is not None:
        return by_name(pairs, {one.name: i for i, one in enumerate(articles)})
    if len(articles) <= 2:
        return {(0, 1)} if len(articles) == 2 else set()
    return by_words(articles) | by_things(told)


def _related(shared: Shared, mine: Sequence[Item], theirs: Sequence[Item]) -> Lineage | None:
    a, b = shared.a.report, shared.b.report
    agencies = tuple(sorted(set(a.header.agencies) & set(b.header.agencies)))
    kin = _kin(shared, mine, theirs, agencies)
    if kin is None:
        return None
    guess = source(shared, agencies) if kin.directed else None
    made = Lineage(
        relation_id("lineage", a.id, b.id), kin.kind, (a.name, b.name), None, kin.passages, _rounded(shared.shares),
        agencies, kin.confidence, kin.reasons, kin.why,
    )  # fmt: skip
    return _directed(made, guess)


def _kin(shared: Shared, mine: Sequence[Item], theirs: Sequence[Item], agencies: tuple[str, ...]) -> _Kin | None:
    """By the words, else by the order; where few words are shared and the order of all is, that says more."""
    by_text = _by_text(shared, agencies)
    if by_text is not None and (by_text.kind != "shared passage" or max(shared.shares) >= _SCATTERED):
        return by_text
    by_order = _by_order(shared, shared.elsewhere(mine, 0), shared.elsewhere(theirs, 1), agencies)
    if by_text is None or by_order is None:
        return by_text or by_order
    return replace(by_order, reasons=(*by_order.reasons, *by_text.reasons), passages=by_text.passages)


def _directed(made: Lineage, guess: Guess | None) -> Lineage:
    if guess is None:
        return made
    return replace(made, source=guess.source, reasons=(*made.reasons, guess.reason))


def _rounded(shares: tuple[float, float]) -> tuple[float, float]:
    return round(min(1.0, shares[0]), 3), round(min(1.0, shares[1]), 3)


def _by_text(shared: Shared, agencies: tuple[str, ...]) -> _Kin | None:
    """Kin by the words they share, None where they share too few."""
    shown = sorted(shared.shown(), key=lambda passage: (-passage.size, passage.left))[:_SHOWN]
    quotes = tuple(sorted(shared.quotes(passage) for passage in shown))
    credit = (_credit(agencies),) if agencies else ()
    if shared.same:
        most = max(shared.shares)
        reason = Reason("lineage.same text", (), (*_in_percent(shared), shared.a.name, shared.b.name))
        return _Kin("near-duplicate", "same text", min(0.99, 0.6 + 0.4 * most), (reason, *credit), quotes)
    largest = shared.quotes(shown[0]) if shown else ()
    if shown and (shared.is_passage or (agencies and shared.is_hint)):
        reason = Reason("lineage.passage", largest, (str(shown[0].size), str(shared.size)))
        kind: Kinship = "same wire" if agencies else "shared passage"
        sure = min(0.97, 0.5 + shared.own / 60 + (0.1 if agencies else 0.0))
        return _Kin(kind, "shared words", sure, (reason, *credit), quotes)
    if shared.quoted:
        said = max(shared.quoted, key=lambda passage: (passage.size, -passage.left[0]))
        foreign = shared.translated(said)
        rule = "lineage.translated quotation" if foreign else "lineage.long quotation"
        only = tuple(sorted(shared.quotes(passage) for passage in shared.quoted))
        reason = Reason(rule, shared.quotes(said), (str(said.size),))
        return _Kin("shared passage", "shared quotation", 0.5, (reason, *credit), only, directed=False)
    return None


def _in_percent(shared: Shared) -> tuple[str, str]:
    mine, theirs = shared.shares
    return f"{min(1.0, mine):.0%}".rstrip("%"), f"{min(1.0, theirs):.0%}".rstrip("%")


def _credit(agencies: tuple[str, ...]) -> Reason:
    return Reason("lineage.agency", (), (", ".join(agencies),))


def _by_order(shared: Shared, mine: Sequence[Item], theirs: Sequence[Item], agencies: tuple[str, ...]) -> _Kin | None:
    """Kin by what they tell and in which order, None where that is not enough."""
    told = order(mine, theirs)
    few, said = (_WIRE_TOLD, _WIRE_SAID) if agencies else (_TOLD, _SAID)
    if told.share < _SHARE or told.ordered < _ORDERED or len(told.matched) < few or told.said < said:
        return None
    reasons = (_order_reason(shared, told), *((_credit(agencies),) if agencies else ()))
    sure = min(0.85, 0.3 + 0.4 * told.share + 0.02 * len(told.matched) + (0.1 if agencies else 0.0))
    kind: Kinship = "same wire" if agencies else "translated twin"
    passages = tuple(sorted(shared.quotes(passage) for passage in shared.shown()))[:_SHOWN]
    return _Kin(kind, "same order", round(sure, 3), reasons, passages)


def _order_reason(shared: Shared, told: Order) -> Reason:
    weightiest = sorted(told.matched, key=lambda pair: (-pair[0].weight, pair[0].span))[:_VOUCHED]
    quotes = []
    for mine, theirs in weightiest:
        quotes += [
            Quote(name, one.span.start, one.span.end, one.span.text)
            for name, one in ((shared.a.name, mine), (shared.b.name, theirs))
        ]
    return Reason("lineage.order", tuple(quotes), (str(len(told.matched)), f"{told.share:.0%}".rstrip("%")))
