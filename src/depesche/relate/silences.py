"""What a report of an occasion leaves out though others that were there have it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from depesche.packs import Pack
from depesche.records import Figure, Report, Span, Statement
from depesche.relate.discrepancies_pieces import alike
from depesche.relate.discrepancies_story import Story, distance
from depesche.relate.words import words
from depesche.relations import Meeting, Member, Quote, Reason, Silence, Utterance, relation_id

MOST = 40  # silences of a story: those that most others break
_OTHERS = 5  # quotes of others that are shown
_COVERED = 0.5  # share of the words that a report must have within two sentences to be held to have said it
_WEIGHTY = frozenset(["demand", "threaten", "refuse"])
_ALONE = 2  # utterances that a report must share with the only other that has something, to be held to have been there
_SOON = 2  # days within which whoever tells of a meeting tells what was said at it
_TOLD = frozenset(["direct", "mixed"])
_DONE = frozenset(["held", "under way", "broken off"])
_LONGEST = 1000  # characters of what was said that are looked for


@dataclass(frozen=True, slots=True)
class Said:
    """Something that several reports have. day: when it was said, ISO or None. spans: where each report has it."""

    kind: str
    about: str
    actor: str
    day: str | None
    spans: dict[str, Span]
    members: tuple[Member, ...]
    key: str


@dataclass(slots=True)
class Occasions:
    """Which reports were at the same occasions: they have words of one actor in common, or tell of one meeting as held."""

    heard: list[tuple[str, str | None, frozenset[str]]] = field(default_factory=list)
    met: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list)

    def there(self, said: Said) -> dict[str, str]:
        """The reports that were there beside those that have it, each with the rule that tells it; figures may be anybody's."""
        have = frozenset(said.spans)
        found: dict[str, str] = {}
        for parties, reports in self.met:
            if said.actor in parties and len(reports & have) > 1:
                found |= dict.fromkeys(reports - have, "silence_met")
        times: Counter[str] = Counter()
        for actor, day, reports in self.heard:
            if said.actor in {actor, ""} and said.day in {day, None} and reports & have:
                times.update(reports - have)
        least = 1 if len(have) > 1 else _ALONE
        found |= {name: "silence_heard" for name, often in times.items() if often >= least}
        return dict(sorted(found.items()))


def find_silences(
    reports: Sequence[Report], utterances: Sequence[Utterance], meetings: Sequence[Meeting], packs: Mapping[str, Pack]
) -> tuple[Silence, ...]:
    """Find which report of an occasion leaves out words, a demand or a figure that others have; the most told first, at most `MOST`.

    Args:
        reports: the reports of one story, dated where their day is known.
        utterances: what the reports render of the same words.
        meetings: the talks of the story.
        packs: the language packs by code.

    """
    story = Story(reports, packs)
    occasions = _occasions(story, utterances, meetings)
    found = []
    for said in (*_utterances(story, utterances), *_demands(story, utterances), *_figures(story, utterances)):
        for name, rule in occasions.there(said).items():
            if _could_tell(story, name, said, rule) and not _has(story, name, said):
                found.append(_silence(story, name, said, rule))
    once = {one.id: one for one in found}
    order = sorted(once.values(), key=lambda one: (-len(one.members), -one.confidence, one.report, one.about, one.id))
    return tuple(order[:MOST])


def _occasions(story: Story, utterances: Sequence[Utterance], meetings: Sequence[Meeting]) -> Occasions:
    found = Occasions()
    for utterance in utterances:
        there = frozenset(member.report for member in utterance.members) & story.reports.keys()
        found.heard.append((utterance.actor, utterance.day, there))
    for meeting in meetings:
        told = frozenset(step.member.report for step in meeting.history if step.status in _DONE) & story.reports.keys()
        parties = frozenset(told.value for told in meeting.participants)
        if len(told) > 1:
            found.met.append((parties, told))
    return found


def _utterances(story: Story, utterances: Sequence[Utterance]) -> Iterator[Said]:
    """Utterances that matter: verbatim somewhere, a demand, a threat or a refusal, or with a number."""
    for utterance in utterances:
        statements = [(m, s) for m in utterance.members if (s := _statement(story, m)) is not None]
        if not statements:
            continue
        kind = _kind(story, statements)
        if kind:
            spans: dict[str, Span] = {}
            for member, statement in statements:
                span = statement.content[0]
                if member.report not in spans or len(span.text) > len(spans[member.report].text):
                    spans[member.report] = span
            fullest = max(sorted(spans), key=lambda name: len(spans[name].text))
            about = f"{utterance.actor}: {_short(spans[fullest].text)}"
            yield Said(kind, about, utterance.actor, utterance.day, spans, utterance.members, utterance.id)


def _statement(story: Story, member: Member) -> Statement | None:
    found = story.statement(member)
    return found if found is not None and found.content else None


def _kind(story: Story, statements: Sequence[tuple[Member, Statement]]) -> str:
    if any(statement.act in _WEIGHTY for _, statement in statements):
        return "demand"
    for member, statement in statements:
        if any(story.has_figure(member.report, span) for span in statement.content):
            return "figure"
    return "utterance" if any(statement.mode in _TOLD for _, statement in statements) else ""


def _demands(story: Story, utterances: Sequence[Utterance]) -> Iterator[Said]:
    """What an actor demands, threatens or refuses in a report or more, outside the utterances."""
    told = _in_utterances(story, utterances)
    held: dict[tuple[str, str, str], list[tuple[str, Span, Member]]] = {}
    for name, report in story.reports.items():
        for one in report.positions:
            if one.act in _WEIGHTY and one.evidence and not _met(one.evidence[0], told.get(name, [])):
                member = Member(name, one.id, one.evidence[0].text)
                held.setdefault((one.actor, one.act, one.issue), []).append((name, one.evidence[0], member))
    for (actor, act, issue), some in sorted(held.items()):
        spans = {name: span for name, span, _ in reversed(some)}
        members = tuple(sorted({member for _, _, member in some}))
        yield Said("demand", f"{actor}: {issue}", actor, None, spans, members, f"{actor}|{act}|{issue}")


def _in_utterances(story: Story, utterances: Sequence[Utterance]) -> dict[str, list[tuple[int, int]]]:
    """The stretches of text that belong to utterances, by report, in order and apart from each other."""
    found: dict[str, list[Span]] = {}
    for utterance in utterances:
        for member in utterance.members:
            statement = _statement(story, member)
            found.setdefault(member.report, []).extend(statement.content if statement else ())
    return {name: _apart(spans) for name, spans in found.items()}


def _apart(spans: Iterable[Span]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted((one.start, one.end) for one in spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _met(span: Span, told: Sequence[tuple[int, int]]) -> bool:
    """Whether a span shares a character with one of some stretches."""
    at = bisect_left(told, (span.end, 0)) - 1
    return at >= 0 and span.start < told[at][1]


def _figures(story: Story, utterances: Sequence[Utterance]) -> Iterator[Said]:
    """Numbers that two reports or more have of the same, in sentences that tell of the same, outside the utterances."""
    told = _in_utterances(story, utterances)
    held: dict[tuple[str, str, str], dict[str, Figure]] = {}
    for name, report in story.reports.items():
        for figure in report.figures:
            if not _met(figure.span, told.get(name, [])):
                held.setdefault((figure.unit, figure.about, str(figure.value)), {}).setdefault(name, figure)
    for (unit, about, value), some in sorted(held.items()):
        if len(some) > 1 and _of_one(story, some):
            actor = next((figure.actor for figure in some.values() if figure.actor), "") or ""
            spans = {name: figure.span for name, figure in some.items()}
            members = tuple(Member(name, figure.id, figure.span.text) for name, figure in sorted(some.items()))
            yield Said("figure", about, actor, None, spans, members, f"{unit}|{about}|{value}")


def _of_one(story: Story, some: Mapping[str, Figure]) -> bool:
    """Whether the sentences of a figure tell of the same."""
    lines = [line for name, one in sorted(some.items()) if (line := story.line_at(name, one.span.start))]
    return len(lines) > 1 and all(story.twin(lines[0], line) is not None for line in lines[1:])


def _could_tell(story: Story, name: str, said: Said, rule: str) -> bool:
    """Nobody is silent about what was said after their report, nor who only looks back on a meeting days later."""
    own = story.day(name)
    first = said.day or min((day for report in said.spans if (day := story.day(report))), default=None)
    if own is None or first is None:
        return True
    return own >= first and (rule != "silence_met" or (distance(own, first) or 0) <= _SOON)


def _has(story: Story, name: str, said: Said) -> bool:
    """Whether a report has it after all: most of its words within two sentences."""
    lines = story.lines[name]
    for report, span in sorted(said.spans.items()):
        end = min(span.end, span.start + _LONGEST)
        told = words(story.reports[report].text, story.pack(report), span.start, end)
        stems = {word.stem for word in told if not word.idle}
        near = {line.start for stem in stems for line in story.postings.get(stem, ()) if line.report == name}
        for at, line in enumerate(lines):
            if line.start in near:
                both = line.stems | (lines[at + 1].stems if at + 1 < len(lines) else frozenset())
                met = sum(any(alike(stem, one) for one in both) for stem in stems)
                if met >= max(1, _COVERED * len(stems)):
                    return True
    return False


def _silence(story: Story, name: str, said: Said, rule: str) -> Silence:
    others = tuple(_quotes(story, said))
    sure = min(0.9, 0.25 + 0.2 * len(said.spans)) - (0.1 if rule == "silence_met" else 0.0)
    return Silence(
        id=relation_id("silence", name, said.key),
        report=name,
        kind=said.kind,
        about=said.about,
        others=others,
        members=tuple(sorted(set(said.members))),
        confidence=round(sure, 3),
        reasons=(Reason(f"discrepancies.{rule}", others[:1], (name, str(len(said.spans)), said.actor)),),
        why=f"discrepancies.{rule}",
    )


def _quotes(story: Story, said: Said) -> Iterator[Quote]:
    for name in sorted(said.spans)[:_OTHERS]:
        yield story.quoted(name, said.spans[name])


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79].rpartition(' ')[0]} …"
