"""Measures an export against a cluster: gold on reports of one story that names spans, with no records behind them.

Two spans are the same place where they share three tenths of the shorter one's characters. Whether something is rightly left
alone is measured too: what only looks like one utterance, and what only looks like a discrepancy.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path, PurePath
from typing import Any

from depesche.errors import SetupError, UsageError
from depesche.score.match import place
from depesche.score.page import Json
from depesche.score.tables import Miss, Table

CONTROL = "none"
RELATIONS = ("conflict", "supplement", "development", "wording", CONTROL)
DAYS = ("right", "held", "wrong", "wrong interval", "open")
_SHARED = 0.3  # of the shorter of two spans
_LISTS = ("reports", "talks", "same_utterance", "same_position", "discrepancy")


@dataclass(slots=True)
class Cluster:
    """Gold on a cluster, the texts of its reports by their ids, what we say of them, and what that is worth.

    texts: a report of gold without a text is left out of everything. days: how many days of reports are worth what.
    """

    name: str
    gold: Json
    texts: Mapping[str, str]
    export: Json
    table: Table = field(default_factory=Table)
    days: Counter[str] = field(default_factory=Counter)

    @property
    def reports(self) -> dict[str, Json]:
        """Our reports by the ids of gold."""
        named = ((self._id(one["report"]), one) for one in self.export["reports"])
        return {key: one for key, one in named if key}

    @property
    def groups(self) -> list[list[tuple[str, Sequence[Json]]]]:
        """Our utterances: of each member its report and the spans of its content."""
        reports = self.reports
        every = [[(self._id(name), index) for name, index in group] for group in self.export["same_utterance"]]
        return [[(key, reports[key]["statements"][index]["content"]) for key, index in group if key] for group in every]

    @property
    def sides(self) -> list[list[tuple[str, Json]]]:
        """Our discrepancies: both sides of each with the report it stands in."""
        both = ((one.get("a"), one.get("b")) for one in self.export["discrepancy"])
        return [[(self._id(side["report"]), side["span"]) for side in sides if side] for sides in both]

    def _id(self, name: str) -> str:
        """Gold's id of a report of ours; nothing for one that gold does not know."""
        file = PurePath(name).name
        return next((one["id"] for one in self.gold["reports"] if one["file"] == file and one["id"] in self.texts), "")

    def count(self, key: str, shown: str, right: bool, wrong: str, index: int, *sides: Json, note: str = "") -> None:
        """Add to a row, and note what is not right. wrong: the kind of that mistake. sides: where gold has it."""
        self.table.right(key, shown, right, 1)
        if not right:
            reports = "+".join(side["report"] for side in sides)
            words = " | ".join(side["span"]["text"] for side in sides)
            self.table.misses.append(Miss(wrong, shown, reports, index, words, note))

    def figures(self) -> dict[str, float]:
        """The share that is right of each row, under keys of its own."""
        return {f"cluster.{key}": figure for key, figure in self.table.figures().items()}

    def lines(self) -> list[str]:
        """The table for people, at most 80 columns wide, and how much we say at all."""
        across = sum(len({key for key, _ in group}) > 1 for group in self.groups)
        days = ", ".join(f"{self.days[one]} {one}" for one in DAYS)
        return [
            *self.table.lines(),
            f"days: {days}",
            f"utterances of ours that reach over reports: {across}; discrepancies: {len(self.sides)}",
        ]


def gold_of(path: Path) -> Json:
    """Read gold on a cluster.

    Raises:
        UsageError: if it cannot be read or is none.

    """
    try:
        gold = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"The cluster cannot be read: {error}", where=str(path), hint=_FORM) from error
    lists = gold if isinstance(gold, dict) else {}
    if not all(isinstance(lists.get(key), list) for key in _LISTS):
        raise UsageError("This is no gold on a cluster.", where=str(path), hint=_FORM)
    return lists


_FORM = f"A cluster is an object with the lists {', '.join(_LISTS)}."


def score(name: str, gold: Json, texts: Mapping[str, str], export: Json) -> Cluster:
    """Measure what we say of a cluster.

    Args:
        name: what the cluster is called.
        gold: what is so.
        texts: the texts of its reports, by the names of their files; gold on a report without one is passed over.
        export: what `depesche export --to json` writes of a case of these texts.

    Raises:
        SetupError: if gold names words that a text does not hold.

    """
    by_id = {one["id"]: texts[one["file"]] for one in gold["reports"] if one["file"] in texts}
    cluster = Cluster(name, gold, by_id, export)
    try:
        _published(cluster)
        _utterances(cluster)
        _discrepancies(cluster)
        _talks(cluster)
    except SetupError as error:
        raise SetupError(error.what, where=f"{name}: {error.where or 'gold'}", hint=error.hint) from error
    return cluster


def _published(cluster: Cluster) -> None:
    reports = cluster.reports
    for index, gold in enumerate(one for one in cluster.gold["reports"] if one["id"] in cluster.texts):
        told = (reports.get(gold["id"], {}).get("header") or {}).get("published") or {}
        worth = _worth(told.get("value"), told.get("interval"), gold["published"])
        cluster.days[worth] += 1
        cluster.table.right("published.right", "published day right", worth == "right", 1)
        cluster.table.right("published.held", "  or held by its interval", worth in {"right", "held"}, 1)
        cluster.table.right("published.not wrong", "  or left open", not worth.startswith("wrong"), 1)
        if worth.startswith("wrong"):
            said = told.get("value") or "/".join(one or "" for one in told["interval"])
            note = f"for {gold['published']}: {told.get('basis')}"
            cluster.table.misses.append(Miss("wrong value", "published", gold["id"], index, said, note))


def _worth(value: str | None, interval: Sequence[str | None] | None, day: str) -> str:
    """What is stated of a report's day is worth: one of `DAYS`.

    >>> _worth(None, ["2031-03-01", None], "2031-03-04"), _worth("2031-03-02", None, "2031-03-04")
    ('held', 'wrong')
    """
    if value == day:
        return "right"
    if interval and (interval[0] or "") <= day <= (interval[1] or "9999"):
        return "held"
    if value:
        return "wrong"
    return "wrong interval" if interval else "open"


def _utterances(cluster: Cluster) -> None:
    """Sure pairs joined, and pairs of the same position, on another occasion or by another speaker, kept apart."""
    groups = cluster.groups

    def joined(a: Json, b: Json) -> bool:
        return any(_holds(cluster, group, a) and _holds(cluster, group, b) for group in groups)

    for index, one in enumerate(cluster.gold["same_utterance"]):
        if one["confidence"] == "sure":
            for a, b in _pairs(cluster, one):
                cluster.count("utterances.joined", "same utterance, sure (pairs)", joined(a, b), "missed", index, a, b)
    for index, one in enumerate(cluster.gold["same_position"]):
        for a, b in _pairs(cluster, one):
            cluster.count("positions.apart", "same position, kept apart", not joined(a, b), "extra", index, a, b)


def _pairs(cluster: Cluster, group: Json) -> Iterator[tuple[Json, Json]]:
    members = [one for one in group.get("members", ()) if one["report"] in cluster.texts]
    return ((a, b) for a, b in combinations(members, 2) if a["report"] != b["report"])


def _holds(cluster: Cluster, group: Sequence[tuple[str, Sequence[Json]]], member: Json) -> bool:
    """Whether a member of gold is in a group of ours."""
    report = member["report"]
    return any(
        _meet(cluster.texts[key], span, member["span"]) for key, spans in group if key == report for span in spans
    )


def _meet(text: str, a: Json, b: Json) -> bool:
    """Whether two spans of a text are the same place.

    >>> _meet("Genf, dann Wien", {"text": "Genf"}, {"text": "Genf, dann"})
    True
    """
    (start, end), (begin, stop) = place(text, a), place(text, b)
    return min(end, stop) - max(start, begin) > _SHARED * min(end - start, stop - begin)


def _discrepancies(cluster: Cluster) -> None:
    known = list(enumerate(cluster.gold["discrepancy"]))
    for relation in RELATIONS:
        for index, one in known:
            if one["relation"] == relation and all(one[side]["report"] in cluster.texts for side in ("a", "b")):
                reported = _reported(cluster, one)
                if relation == CONTROL:
                    row, right, kind = ("discrepancies.controls", "controls, left alone"), not reported, "extra"
                else:
                    row, right, kind = (f"discrepancies.{relation}", f"discrepancies: {relation}"), reported, "missed"
                cluster.count(*row, right, kind, index, one["a"], one["b"])


def _reported(cluster: Cluster, gold: Json) -> bool:
    """Whether one of our discrepancies meets both sides of one of gold, in whatever order."""

    def met(sides: Sequence[tuple[str, Json]], one: Json) -> bool:
        key = one["report"]
        return any(report == key and _meet(cluster.texts[key], span, one["span"]) for report, span in sides)

    return any(all(met(sides, gold[side]) for side in ("a", "b")) for sides in cluster.sides)


def _talks(cluster: Cluster) -> None:
    """Talks of gold that a talk of ours stands for: one of the same evidence with the same status, day or place."""
    ours = [(key, talk) for key, one in cluster.reports.items() for talk in one.get("talks", ())]
    for index, gold in enumerate(cluster.gold["talks"]):
        right = any(_is_talk(cluster, gold, key, talk) for key, talk in ours)
        cluster.count("talks", "talks", right, "missed", index, gold["evidence"][0], note=gold["name"])


def _is_talk(cluster: Cluster, gold: Json, report: str, ours: Json) -> bool:
    spans: Sequence[Any] = ours.get("evidence") or ()
    mine = [one["span"] for one in gold["evidence"] if one["report"] == report]
    if not any(_meet(cluster.texts[report], a, b) for a in spans for b in mine):
        return False
    return any(ours.get(field) == gold.get(field) for field in ("status", "date", "place"))
