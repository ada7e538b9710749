"""A meeting of which reports tell other days, lengths, places or ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from depesche.language.intervals import Interval, interval
from depesche.packs import Pack
from depesche.records import Span, Talk, Time
from depesche.relate.discrepancies_lengths import hours
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Story
from depesche.relations import Discrepancy, Grade, Meeting, Member, Quote

_DONE = frozenset(["held", "under way", "broken off"])
_OFF = frozenset(["cancelled"])
_COMPARED = 12  # records of a meeting that are compared with one another
_NEAR = 60  # characters around the words for a meeting in which its length may stand
_CLOSE = 0.16  # two rounded lengths that differ by less are the same, one of them told more exactly
_HEDGED = frozenset(["APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"])


@dataclass(frozen=True, slots=True)
class Record:
    """What one report tells of the meeting. day: the report's own. date: that of the meeting as the case tells it after this report."""

    report: str
    talk: Talk
    member: Member
    day: str | None
    date: str
    times: tuple[Time, ...]
    lasting: tuple[Time, ...]


def of_meetings(story: Story, meetings: Sequence[Meeting]) -> Iterator[Discrepancy]:
    """Every field of a meeting that two reports tell otherwise."""
    for meeting in sorted(meetings, key=lambda one: one.id):
        pairs = list(combinations(_records(story, meeting), 2))
        for rule in (_days, _lengths, _places, _ends):
            yield from _once(found for a, b in pairs for found in rule(story, meeting, a, b))


def _once(found: Iterable[Discrepancy]) -> Iterator[Discrepancy]:
    """The first entry for each two values: what many reports tell alike differs but once."""
    seen = set()
    for one in found:
        key = one.grade, frozenset(one.reasons[0].values)
        if key not in seen:
            seen.add(key)
            yield one


def _records(story: Story, meeting: Meeting) -> list[Record]:
    """The talk records of a meeting, one of each report, the one that tells most."""
    best: dict[str, tuple[int, Record]] = {}
    dates = {(m.report, m.record): told.value for told in meeting.date for m in told.members}
    for member in meeting.members:
        report = story.reports.get(member.report)
        talk = next((one for one in report.talks if one.id == member.record), None) if report else None
        if report is None or talk is None:
            continue
        times = tuple(time for time in report.times if time.span in talk.when)
        lasting = tuple(time for time in report.times if time.type == "DURATION" and _near(talk.evidence, time.span))
        date = dates.get((member.report, member.record), "")
        one = Record(report.name, talk, member, story.day(report.name), date, times, lasting)
        weight = bool(talk.date) + bool(talk.duration) + bool(talk.place)
        if report.name not in best or weight > best[report.name][0]:
            best[report.name] = (weight, one)
    return [one for _, (_, one) in sorted(best.items())][:_COMPARED]


def _near(evidence: Sequence[Span], span: Span) -> bool:
    return any(one.start - _NEAR <= span.start and span.end <= one.end + _NEAR for one in evidence)


def _days(story: Story, meeting: Meeting, a: Record, b: Record) -> Iterator[Discrepancy]:
    """Days that do not meet: a conflict where both tell of it as held, moved where one only planned it."""
    one, other = (next(iter(r.times), None) for r in (a, b))
    first, second = (_stretch(r.date) for r in (a, b))
    if one is None or other is None or first is None or second is None:
        return
    grade: Grade = "precision"
    rule, sure = "meeting_day_closer", 0.6
    if first[1] < second[0] or second[1] < first[0]:
        grade = _by_status(a, b)
        if grade == "conflict" and not _same_place(a, b):
            return
        rule, sure = ("meeting_moved", 0.6) if grade == "superseded" else ("meeting_day", 0.75)
    elif first == second and {one.type, other.type} != {"DATE", "TIME"}:
        return
    sides = [story.quoted(r.report, time.span) for r, time in ((a, one), (b, other))]
    yield _made(meeting, "date", grade, sides, rule, sure, (a.date, b.date), (a, b))


def _stretch(told: str) -> Interval | None:
    """The first and the last day of `2022-01-10`, `2022-01` or `2022-01-10/2022-01-16`."""
    first, _, last = told.partition("/")
    begins, ends = interval(first), interval(last or first)
    return (begins[0], ends[1]) if begins and ends else None


def _by_status(a: Record, b: Record) -> Grade:
    """A plan that was overtaken is no conflict: what was told later holds."""
    both_done = a.talk.status in _DONE and b.talk.status in _DONE
    same_day = a.day == b.day
    return "conflict" if both_done or (same_day and a.talk.status == b.talk.status) else "superseded"


def _same_place(a: Record, b: Record) -> bool:
    if a.talk.place or b.talk.place:
        return a.talk.place == b.talk.place
    return a.talk.forum == b.talk.forum and len({*a.talk.participants} & {*b.talk.participants}) > 1


def _lengths(story: Story, meeting: Meeting, a: Record, b: Record) -> Iterator[Discrepancy]:
    """How long it took: a conflict where the lengths are further apart than rounding goes."""
    if a.talk.duration is None or b.talk.duration is None:
        return
    pairs = [(x, y) for x in a.lasting for y in b.lasting if (x.value, y.value) == (a.talk.duration, b.talk.duration)]
    differing = [(x, y) for x, y in pairs if (x.value, _hedge(x)) != (y.value, _hedge(y))]
    if not pairs or len(differing) < len(pairs):
        return
    x, y = differing[0]
    long, short = hours(x.value), hours(y.value)
    if long is None or short is None:
        return
    apart = abs(long - short) / max(long, short)
    close = apart <= (_CLOSE if {x.mod, y.mod} & _HEDGED else 0.0)
    done = a.talk.status in _DONE and b.talk.status in _DONE
    grade: Grade = "precision" if close else ("conflict" if done else "superseded")
    sides = [story.quoted(a.report, x.span), story.quoted(b.report, y.span)]
    rule = "meeting_length_closer" if close else "meeting_length"
    yield _made(meeting, "duration", grade, sides, rule, 0.6 if close else 0.7, (x.span.text, y.span.text), (a, b))


def _hedge(time: Time) -> str:
    """`fast`, `rund`: the first word of a length that is not told exactly."""
    return time.span.text.split()[0].lower() if time.mod in _HEDGED else ""


def _places(story: Story, meeting: Meeting, a: Record, b: Record) -> Iterator[Discrepancy]:
    """Two towns for the same day; a state and a town in it are no two places."""
    one, other = a.talk.place, b.talk.place
    if not one or not other or one == other or a.talk.date != b.talk.date or a.talk.date is None:
        return
    if a.talk.status not in _DONE or b.talk.status not in _DONE:
        return
    if not {one, other} <= _towns(story.pack(a.report)):
        return
    sides = [_evidence(story, r) for r in (a, b)]
    yield _made(meeting, "place", "conflict", sides, "meeting_place", 0.6, (one, other), (a, b))


@lru_cache(maxsize=4)
def _towns(pack: Pack) -> frozenset[str]:
    return frozenset(row["name_en"] for row in pack.table("places"))


def _ends(story: Story, meeting: Meeting, a: Record, b: Record) -> Iterator[Discrepancy]:
    """Held in one report and called off in the other."""
    for done, off in ((a, b), (b, a)):
        if done.talk.status in _DONE and off.talk.status in _OFF:
            later = (done.day or "") != (off.day or "") and done.day is not None and off.day is not None
            grade: Grade = "superseded" if later else "conflict"
            sides = [_evidence(story, r) for r in (done, off)]
            yield _made(meeting, "status", grade, sides, "meeting_status", 0.6, (), (a, b))


def _evidence(story: Story, record: Record) -> Quote:
    return story.quoted(record.report, record.talk.evidence[0])


def _made(
    meeting: Meeting,
    kind: str,
    grade: Grade,
    sides: Sequence[Quote],
    rule: str,
    sure: float,
    values: Sequence[str],
    records: tuple[Record, Record],
) -> Discrepancy:
    members = [one.member for one in records]
    about = f"{kind} of {meeting.name}"
    return entry(kind, grade, about, sides, rule, sure * (0.5 + meeting.confidence / 2), values, members)
