"""The quality page: every figure that is measured, beside the best published one, and what goes wrong most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from depesche.score.tables import Table

# How many classes of errors are named for a data set.
_CLASSES = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one data set.

    key: the name under which its floors are kept. about: what the data is, in a sentence. command: what measures it.
    errors: classes of errors with their counts. others: what somebody else's output reaches, measured alike, by figure.
    gated: whether the figures are held to floors.
    """

    key: str
    title: str
    about: str
    command: str
    figures: Mapping[str, float]
    lines: Sequence[str]
    errors: Sequence[tuple[str, int]] = ()
    others: Mapping[str, float] = field(default_factory=dict)
    gated: bool = True


@dataclass(frozen=True, slots=True)
class Goal:
    """A line of the overview: a figure of a data set, what others reach there, and what is asked of it.

    best: who, and how far where that is published; where their output is at hand it is measured, and stands behind.
    """

    shown: str
    dataset: str
    figure: str
    best: str
    floor: float | None = None
    goal: float | None = None


GOALS = (
    Goal("Wikinews dev: joint macro F1", "wikinews-dev", "wikinews.joint", "published rules .389", 0.72, 0.80),
    Goal("real reports: statements", "data", "statements", "", 0.88, 0.95),
    Goal("real reports: statements exact", "data", "statements.exact", "", 0.72, 0.88),
    Goal("real reports: actor right", "data", "statements.actor", "", 0.92, 0.97),
    Goal("real reports, days given: times with value", "data-days", "times.value", "", 0.92, 0.98),
    Goal("real reports: clutter", "data", "header.clutter", "", 0.90, 0.98),
    Goal("real reports: positions", "data", "positions", "", 0.60, 0.85),
    Goal("real reports: positions with actor and act", "data", "positions.actor_act", "", 0.45, 0.75),
    Goal("real reports: talks", "data", "talks", "", 0.60, 0.85),
    Goal("real reports: figures with value", "data", "figures.value", ""),
    Goal("real reports: published day", "data", "header.published", "", 1.0, 1.0),
    Goal("real reports, days found: times with value", "data", "times.value", "", 0.85, 0.95),
    Goal("real reports: same utterance (pairs)", "data", "across.same_utterance", "", 0.80, 0.95),
    Goal("real reports: discrepancies found", "data", "across.discrepancies", ""),
    Goal("KRAUTS, Die Zeit: strict", "krauts-zeit", "strict", "HeidelTime", 0.697, 0.85),
    Goal("KRAUTS, Die Zeit: relaxed", "krauts-zeit", "relaxed", "HeidelTime", 0.793, 0.92),
    Goal("KRAUTS, Die Zeit: value", "krauts-zeit", "value", "HeidelTime", 0.628, 0.82),
    Goal("KRAUTS, Dolomiten: strict", "krauts-dolomiten", "strict", "HeidelTime", 0.794, 0.90),
    Goal("KRAUTS, Dolomiten: relaxed", "krauts-dolomiten", "relaxed", "HeidelTime", 0.831, 0.95),
    Goal("KRAUTS, Dolomiten: value", "krauts-dolomiten", "value", "HeidelTime", 0.800, 0.92),
    Goal("SpkAtt-2023 dev: joint F1", "spkatt-dev", "spkatt.joint", "word list .476, BERT .828", None, 0.70),
    Goal("GermEval 2014 dev: persons", "germeval-dev", "ner.person", ""),
    Goal("GermEval 2014 dev: organisations", "germeval-dev", "ner.organisation", ""),
    Goal("SmartData dev: persons", "smartdata-dev", "ner.person", ""),
    Goal("SmartData dev: organisations", "smartdata-dev", "ner.organisation", ""),
    Goal("sample: statements with actor", "sample", "statements.with_actor", ""),
    Goal("sample: positions with actor and act", "sample", "positions.actor_act", ""),
    Goal("sample: published day", "sample", "header.published", ""),
    Goal("sample: times with value", "sample", "times.value", ""),
    Goal("sample: same utterance (pairs)", "sample", "across.same_utterance", ""),
    Goal("sample: discrepancies found", "sample", "across.discrepancies", ""),
    *(
        Goal(f"{name}: {shown}", f"cluster-{key}", f"cluster.{figure}", "")
        for key, name in (("gulf-2019", "Gulf 2019"), ("confidence-vote-2005", "confidence vote 2005"))
        for shown, figure in (
            ("day right or held", "published.held"),
            ("same utterance", "utterances.joined"),
            ("conflicts", "discrepancies.conflict"),
            ("talks", "talks"),
        )
    ),
    Goal("days, each report alone: not wrong", "dates", "dates.alone.not wrong", "", 0.97),
    Goal("days, each report alone: right or held", "dates", "dates.alone.held", ""),
    Goal("days, clusters together: not wrong", "dates", "dates.together.not wrong", "", 0.97),
    Goal("days, clusters together: right or held", "dates", "dates.together.held", ""),
    Goal("lineage of made reports: pairs", "lineage", "lineage.f1", ""),
    Goal("lineage of made reports: kind", "lineage", "lineage.kind", ""),
    Goal("lineage of made reports: who was first", "lineage", "lineage.first.recall", ""),
    Goal("lineage of made reports: passages", "lineage", "lineage.characters.f1", ""),
    Goal("PAWS-X dev: same words", "wording", "wording.same", ""),
)


@dataclass(slots=True)
class Quality:
    """All measurements in their order."""

    measured: list[Measured] = field(default_factory=list)

    def page(self, version: str) -> str:
        """The page in Markdown. version: that of what was measured."""
        parts = [_HEAD.format(version=version), *self._overview(), ""]
        for one in self.measured:
            parts += _section(one)
        return "\n".join(parts).rstrip() + "\n"

    def overview(self) -> list[str]:
        """The overview as lines of 80 columns."""
        lines = [f"{'':44} {'ours':>5} {'floor':>5} {'goal':>5}  best known"]
        for goal, figure in self._goals():
            wanted = " ".join(f"{_short(one):>5}" for one in (figure, goal.floor, goal.goal))
            lines.append(f"{goal.shown:44} {wanted}  {self._best(goal)}".rstrip())
        return lines

    def _goals(self) -> Iterable[tuple[Goal, float]]:
        figures = {one.key: one.figures for one in self.measured}
        for goal in GOALS:
            figure = figures.get(goal.dataset, {}).get(goal.figure)
            if figure is not None:
                yield goal, figure

    def _overview(self) -> Iterable[str]:
        yield "| data and figure | ours | best known | floor | goal |"
        yield "| --- | --- | --- | --- | --- |"
        for goal, figure in self._goals():
            floor, wanted = _short(goal.floor), _short(goal.goal)
            yield f"| {goal.shown} | **{_short(figure)}** | {self._best(goal)} | {floor} | {wanted} |"

    def _best(self, goal: Goal) -> str:
        others = next((one.others for one in self.measured if one.key == goal.dataset), {})
        return f"{goal.best} {_short(others.get(goal.figure))}".strip()


def _section(one: Measured) -> list[str]:
    parts = [f"## {one.title}", "", one.about, "", "```", f"$ {one.command}", *one.lines, "```", ""]
    if one.errors:
        parts += ["What goes wrong most:", "", "| errors | class |", "| --- | --- |"]
        parts += [f"| {count} | {name} |" for name, count in one.errors[:_CLASSES]]
        parts.append("")
    return parts


def _short(figure: float | None) -> str:
    """A figure as the page shows it: `.745`; nothing for None."""
    if figure is None:
        return ""
    return f"{figure:.2f}" if figure >= 0.9995 else f"{figure:.3f}".lstrip("0")


def classes(table: Table) -> list[tuple[str, int]]:
    """The classes of errors of a table, the commonest first.

    >>> classes(Table())
    []
    """
    counts = Counter(f"{miss.of}, {miss.kind}" for miss in table.misses)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def headings(lines: Iterable[str]) -> list[tuple[str, int]]:
    """The classes named in lines such as `missed cue: 12`, whose examples are indented; the commonest first.

    >>> headings(["missed: 2", "  one", "  two", "extra: 3"])
    [('extra', 3), ('missed', 2)]
    """
    found = []
    for indented, group in groupby(lines, key=lambda line: line.startswith(" ")):
        if not indented:
            for line in group:
                name, _, count = line.rpartition(": ")
                if count.isdigit():
                    found.append((name, int(count)))
    return sorted(found, key=lambda one: (-one[1], one[0]))


_HEAD = """\
# How right it is: the figures

Written by `make score`, version {version}. [Score](score.md) tells how records are compared. The sample is ours and
invented. All other data was looked at while the readers were made, so its figures flatter somewhat. No text or annotation
of a corpus that may not be shared is part of Depesche, nor is anything fitted on one.

Figures are F1 or the share that is right, from 0 to 1. The floor is what the first release must reach, the goal what we are after.
"""
