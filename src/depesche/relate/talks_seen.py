"""A talk as one report tells it, with what is needed to compare it: who acts for whom, in which state its town lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from depesche.packs import Pack
from depesche.records import Actor, Report, Talk
from depesche.relate.talks_days import a_week_on, day, stretch, weeks, window
from depesche.relations import Quote

_NO_BODIES = frozenset(["", "bilateral", "telephone", "summons"])
_PERSONS = frozenset(["person", "office"])
_WEEKS = 8  # weeks over which a talk may lie to be found by them
_LONG = 50  # characters from which words are hardly met again but where they were taken over
_SIDES = 5  # sides of which pairs are made: of a big conference the forum and the place find it


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part. side: the state or body acted for, else the name itself. person: whether it is one."""

    name: str
    side: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class TalkSeen:
    """One talk record of one report, as the index of a case holds it.

    day: that of the report, ISO or None. story: what the reports of one story share, empty where it is not known. parties: in the
    order of `talk.participants`. country: the state in which the place lies, or is. opens: what the text alone tells of its days.
    """

    report: str
    day: str | None
    talk: Talk
    parties: tuple[Party, ...]
    evidence: tuple[Quote, ...] = ()
    outlet: str | None = None
    story: str = ""
    country: str = ""
    opens: tuple[str, ...] = ()

    @property
    def sides(self) -> frozenset[str]:
        """The states and bodies that meet; where all are of one, the persons and bodies themselves."""
        sides = frozenset(one.side for one in self.parties)
        return sides if len(sides) > 1 else frozenset(one.name for one in self.parties)

    @property
    def body(self) -> str:
        """The body in whose frame they meet, empty where the sides meet by themselves."""
        forum = self.talk.forum or ""
        return "" if forum in _NO_BODIES else forum


def seen_of(report: Report, pack: Pack, story: str = "") -> tuple[TalkSeen, ...]:
    """The talks of a report, ready to be compared. Its names are those of the case, its times are resolved.

    >>> from depesche import packs
    >>> from depesche.records import Source, Span
    >>> talk = Talk("t", "norway-bern", ("Norway", "Ida Berg"), "held", (Span(0, 4, "Berg"),), place="Bern")
    >>> report = Report("r", "Berg", Source("r", "text", "", "", "", 0, ""), talks=(talk,))
    >>> [(seen.country, sorted(seen.sides)) for seen in seen_of(report, packs.load("de"))]
    [('Switzerland', ['Ida Berg', 'Norway'])]
    """
    actors = {actor.name: actor for actor in report.actors}
    opens = {time.span: time.open for time in report.times}
    return tuple(
        TalkSeen(
            report.name,
            report.header.published.value,
            talk,
            tuple(_party(name, actors.get(name)) for name in talk.participants),
            tuple(Quote(report.name, span.start, span.end, span.text) for span in talk.evidence),
            report.header.outlet,
            story,
            _countries(pack).get(talk.place or "", ""),
            tuple(opens[span] for span in talk.when if span in opens),
        )
        for talk in report.talks
    )


def _party(name: str, actor: Actor | None) -> Party:
    if actor is None:
        return Party(name, name)
    return Party(name, actor.acts_for or name, actor.kind in _PERSONS)


@lru_cache(maxsize=4)
def _countries(pack: Pack) -> dict[str, str]:
    """The state of each town that the pack knows, by English names; a state is its own."""
    states = {row["code"]: row["name_en"] for row in pack.table("states")}
    found = {row["name_en"]: states.get(row["code"], "") for row in pack.table("places")}
    return found | {name: name for name in states.values()}


def keys_of(seen: TalkSeen) -> tuple[str, ...]:
    """The keys of which two talks share at least one if they can be the same meeting: who or where, and when or in which story.

    >>> keys_of(TalkSeen("r", None, Talk("t", "osce", ("OSCE",), "held", (), forum="OSCE"), (Party("OSCE", "OSCE"),), story="s"))
    ('forum:OSCE|story:s',)
    """
    sides = sorted(seen.sides)[:_SIDES]
    who = [f"pair:{a}+{b}" for a, b in combinations(sides, 2)]
    who += [f"forum:{seen.body}"] if seen.body else []
    who += [f"place:{seen.talk.place}"] if seen.talk.place else []
    alone = [f"alone:{sides[0]}"] if len(sides) == 1 and not seen.body else []
    times = _times(seen)
    story = f"story:{seen.story}" if seen.story else ""
    keys = [f"{one}|{time}" for one in [*who, *alone] for time in [*times, *([story] if story else [])]]
    keys += [f"words:{one}" for one in sorted(passages(seen))]
    keys += [f"{one}|undated" for one in who if not times and not story]
    return tuple(dict.fromkeys(keys))


def passages(seen: TalkSeen) -> frozenset[str]:
    """The longer passages that tell of a talk, the beginning of each: two reports share them where one has them of the other."""
    lines = (" ".join(one.text[: 4 * _LONG].split()) for one in seen.evidence)
    return frozenset(line[: 2 * _LONG] for line in lines if len(line) >= _LONG)


def _times(seen: TalkSeen) -> list[str]:
    """The weeks in which a talk may lie: of its day, and where only a weekday is told of the week behind it too."""
    written = day(seen.day)
    told = stretch(seen.talk.date)
    if told is None:
        around = window(seen.talk.status, written)
        return weeks(around, _WEEKS) if around else []
    later = a_week_on(told, seen.opens, seen.talk.status, written)
    return [*weeks(told, _WEEKS), *(weeks(later, _WEEKS) if later else [])]


def in_order(seen: Iterable[TalkSeen]) -> list[TalkSeen]:
    """Talks by what they tell, the most telling first; the order in which they come in does not matter."""
    return sorted(seen, key=_telling)


def _telling(one: TalkSeen) -> tuple[object, ...]:
    days = stretch(one.talk.date)
    lasting = days[1] - days[0] if days else 0
    known = (days is None, lasting, one.talk.place is None, one.talk.status == "proposed", -len(one.parties))
    return (*known, one.day or "", one.report, one.talk.evidence[:1], one.talk.id)
