"""Which records of a report were found, and which of their fields are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from depesche.score.match import Actors, Pair, chars, fold, match, overlap
from depesche.score.page import Json, Page
from depesche.score.tables import Miss, Table

MODES = ("direct", "indirect", "mixed", "reported")
_EXACT = 0.95
_ANY = 1e-9
_POSITION = 0.25


def measure_records(page: Page, table: Table) -> dict[int, int]:
    """Add the rows of all kinds of records of a report; return which statement of gold each statement of ours is."""
    pairs = _statements(page, table)
    _times(page, table)
    _positions(page, table)
    _talks(page, table)
    _figures(page, table)
    return {pair.ours: pair.gold for pair in pairs}


def _statements(page: Page, table: Table) -> list[Pair]:
    gold, ours, gold_chars, our_chars = page.both("statements", "content")

    def actor(g: int, o: int) -> bool:
        return page.actors.same(ours[o].get("actor"), gold[g]["actor"])

    def mode(g: int, o: int) -> bool:
        return bool(ours[o].get("mode") == gold[g]["mode"])

    pairs = match(gold_chars, our_chars, agree=lambda g, o: actor(g, o) + mode(g, o))
    right = sum(actor(p.gold, p.ours) for p in pairs)
    table.found("statements", "statements", len(pairs), len(gold), len(ours))
    exact = sum(p.overlap >= _EXACT for p in pairs)
    table.found("statements.exact", "statements exact", exact, len(gold), len(ours))
    table.found("statements.with_actor", "statements with actor", right, len(gold), len(ours))
    _recall_by_mode(gold, pairs, table)
    table.right("statements.actor", "  actor of those found", right, len(pairs))
    table.right("statements.mode", "  mode of those found", sum(mode(p.gold, p.ours) for p in pairs), len(pairs))
    for field in ("source", "cue", "addressee", "occasion", "via"):
        _field(page, field, pairs, table)
    table.misses += _statement_misses(page, pairs)
    return pairs


def _recall_by_mode(gold: Sequence[Json], pairs: Sequence[Pair], table: Table) -> None:
    found = {pair.gold for pair in pairs}
    for mode in MODES:
        of_mode = {i for i, statement in enumerate(gold) if statement["mode"] == mode}
        table.right(f"statements.recall.{mode}", f"  found of {mode}", len(found & of_mode), len(of_mode))


def _field(page: Page, field: str, pairs: Sequence[Pair], table: Table) -> None:
    """A field that is a span counts as right from an overlap of .5."""
    gold, ours = page.gold["statements"], page.ours.get("statements", ())
    both = [(chars(page.text, gold[p.gold].get(field)), chars(page.text, ours[p.ours].get(field))) for p in pairs]
    hit = sum(overlap(a, b) >= 0.5 for a, b in both)
    table.found(f"statements.{field}", f"  {field}", hit, sum(bool(a) for a, _ in both), sum(bool(b) for _, b in both))


def _statement_misses(page: Page, pairs: Sequence[Pair]) -> Iterator[Miss]:
    gold, ours = page.gold["statements"], page.ours.get("statements", ())
    found, given = {p.gold for p in pairs}, {p.ours for p in pairs}
    for i, one in enumerate(gold):
        if i not in found:
            yield Miss("missed", "statements", page.key, i, _words(one["content"]), f"{one['mode']}, {one['actor']}")
    for i, one in enumerate(ours):
        if i not in given:
            note = f"{one.get('mode')}, {one.get('actor')}, {one.get('why', '')}"
            yield Miss("extra", "statements", page.key, i, _words(one["content"]), note)
    for pair in pairs:
        theirs, mine = gold[pair.gold], ours[pair.ours]
        if not page.actors.same(mine.get("actor"), theirs["actor"]):
            note = f"{mine.get('actor')} for {theirs['actor']}"
            yield Miss("wrong actor", "statements", page.key, pair.gold, _words(theirs["content"]), note)
        if mine.get("mode") != theirs["mode"]:
            note = f"{mine.get('mode')} for {theirs['mode']}"
            yield Miss("wrong mode", "statements", page.key, pair.gold, _words(theirs["content"]), note)


def _words(spans: Any, limit: int = 90) -> str:
    listed = [spans] if isinstance(spans, Mapping) else spans or []
    return " ... ".join(span["text"] for span in listed)[:limit]


def _times(page: Page, table: Table) -> None:
    gold, ours, gold_chars, our_chars = page.both("times", "span")

    def same(field: str, g: int, o: int) -> bool:
        return bool(ours[o].get(field) == gold[g].get(field))

    pairs = match(gold_chars, our_chars, _ANY, agree=lambda g, o: same("value", g, o))
    table.found("times", "times", len(pairs), len(gold), len(ours))
    valued = [p for p in pairs if gold[p.gold].get("value")]
    # A time that gold leaves without a value cannot be right or wrong, so ours does not count against us either.
    asked = len(ours) - (len(pairs) - len(valued))
    hit = sum(same("value", p.gold, p.ours) for p in valued)
    table.found("times.value", "times with value", hit, sum(bool(time.get("value")) for time in gold), asked)
    table.right("times.type", "  type of those found", sum(same("type", p.gold, p.ours) for p in pairs), len(pairs))
    table.misses += _time_misses(page, pairs)


def _time_misses(page: Page, pairs: Sequence[Pair]) -> Iterator[Miss]:
    gold, ours = page.gold.get("times", ()), page.ours.get("times", ())
    for i in sorted(set(range(len(gold))) - {p.gold for p in pairs}):
        yield Miss("missed", "times", page.key, i, _words(gold[i]["span"]), str(gold[i].get("value")))
    for i in sorted(set(range(len(ours))) - {p.ours for p in pairs}):
        yield Miss("extra", "times", page.key, i, _words(ours[i]["span"]), str(ours[i].get("value")))
    for pair in pairs:
        theirs, mine = gold[pair.gold].get("value"), ours[pair.ours].get("value")
        if theirs and mine != theirs:
            text = _words(gold[pair.gold]["span"])
            yield Miss("wrong value", "times", page.key, pair.gold, text, f"{mine} for {theirs}")


def _positions(page: Page, table: Table) -> None:
    gold, ours, gold_chars, our_chars = page.both("positions", "evidence")

    def actor(g: int, o: int) -> bool:
        """The actor of gold, or the party that it speaks for, if it speaks for one."""
        given, party = ours[o].get("actor"), gold[g].get("for")
        return page.actors.same(given, gold[g]["actor"]) or (bool(party) and page.actors.same(given, party))

    def same(field: str, g: int, o: int) -> bool:
        return bool(ours[o].get(field) == gold[g][field])

    def right(g: int, o: int) -> bool:
        return actor(g, o) and same("act", g, o)

    def agree(g: int, o: int) -> tuple[bool, ...]:
        return right(g, o), actor(g, o), same("issue", g, o), same("stance", g, o)

    pairs = match(gold_chars, our_chars, _POSITION, agree)
    table.found("positions", "positions", len(pairs), len(gold), len(ours))
    both = sum(right(p.gold, p.ours) for p in pairs)
    table.found("positions.actor_act", "positions with actor and act", both, len(gold), len(ours))
    table.right(
        "positions.stance", "  stance of those found", sum(same("stance", p.gold, p.ours) for p in pairs), len(pairs)
    )
    told = sum(page.actors.same(ours[p.ours].get("addressee"), gold[p.gold].get("addressee")) for p in pairs)
    table.right("positions.addressee", "  addressee of those found", told, len(pairs))
    table.misses += _position_misses(page, pairs, right)


def _position_misses(page: Page, pairs: Sequence[Pair], right: Callable[[int, int], bool]) -> Iterator[Miss]:
    gold, ours = page.gold.get("positions", ()), page.ours.get("positions", ())
    for i in sorted(set(range(len(gold))) - {p.gold for p in pairs}):
        yield Miss("missed", "positions", page.key, i, _words(gold[i]["evidence"]), _claimed(gold[i]))
    for i in sorted(set(range(len(ours))) - {p.ours for p in pairs}):
        yield Miss("extra", "positions", page.key, i, _words(ours[i]["evidence"]), _claimed(ours[i]))
    for pair in pairs:
        theirs, mine = gold[pair.gold], ours[pair.ours]
        if not right(pair.gold, pair.ours):
            note = f"{_claimed(mine)} for {_claimed(theirs)}"
            yield Miss("wrong actor or act", "positions", page.key, pair.gold, _words(theirs["evidence"]), note)
        elif mine.get("stance") != theirs["stance"]:
            note = f"{mine.get('stance')} for {theirs['stance']}, {theirs['issue']}"
            yield Miss("wrong stance", "positions", page.key, pair.gold, _words(theirs["evidence"]), note)


def _claimed(position: Json) -> str:
    return f"{position.get('actor')}, {position.get('act')}"


def _talks(page: Page, table: Table) -> None:
    """Talks have no overlap to go by: each takes the first of ours with a participant, place or day, and its status."""
    gold, ours = page.gold.get("talks", ()), list(enumerate(page.ours.get("talks", ())))
    total, missed = len(ours), []
    for i, talk in enumerate(gold):
        same = next((pair for pair in ours if _same_talk(talk, pair[1], page.actors)), None)
        if same is not None:
            ours.remove(same)
        else:
            missed.append(Miss("missed", "talks", page.key, i, _words(talk.get("evidence")), _met(talk)))
    table.found("talks", "talks (who, place/day, status)", len(gold) - len(missed), len(gold), total)
    extra = [Miss("extra", "talks", page.key, i, _words(one.get("evidence")), _met(one)) for i, one in ours]
    table.misses += [*missed, *extra]


def _met(talk: Json) -> str:
    """Who, where, when and whether, in a line."""
    where = [str(talk.get(field) or "-") for field in ("place", "date", "status")]
    return "; ".join([", ".join(talk.get("participants", ())), *where])


def _same_talk(talk: Json, other: Json, actors: Actors) -> bool:
    given, named = other.get("participants", ()), talk["participants"]
    shared = any(actors.same(name, one) for one in named for name in given)
    place, day = fold(talk.get("place")), talk.get("date")
    meets = (place and place == fold(other.get("place"))) or (day and day == other.get("date"))
    vague = not talk.get("place") and not day
    return (shared or not named) and bool(meets or vague) and bool(talk["status"] == other.get("status"))


def _figures(page: Page, table: Table) -> None:
    gold, ours, gold_chars, our_chars = page.both("figures", "span")

    def same(g: int, o: int) -> bool:
        return bool(ours[o].get("value") == gold[g]["value"])

    pairs = match(gold_chars, our_chars, _ANY, agree=same)
    table.found("figures.value", "figures with value", sum(same(p.gold, p.ours) for p in pairs), len(gold), len(ours))
    table.misses += _figure_misses(page, pairs)


def _figure_misses(page: Page, pairs: Sequence[Pair]) -> Iterator[Miss]:
    gold, ours = page.gold.get("figures", ()), page.ours.get("figures", ())
    for i in sorted(set(range(len(gold))) - {p.gold for p in pairs}):
        yield Miss("missed", "figures", page.key, i, _words(gold[i]["span"]), str(gold[i].get("value")))
    for i in sorted(set(range(len(ours))) - {p.ours for p in pairs}):
        yield Miss("extra", "figures", page.key, i, _words(ours[i]["span"]), str(ours[i].get("value")))
    for pair in pairs:
        theirs, mine = gold[pair.gold].get("value"), ours[pair.ours].get("value")
        if mine != theirs:
            text = _words(gold[pair.gold]["span"])
            yield Miss("wrong value", "figures", page.key, pair.gold, text, f"{mine} for {theirs}")
