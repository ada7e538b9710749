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

RELATIONS = ("conflict", "supplement", "development", "wording")
_SHARED = 0.3  # of the shorter of two spans
_LISTS = ("reports", "talks", "same_utterance", "same_position", "discrepancy")


@dataclass(slots=True)
class Cluster:
    """Gold on a cluster, the texts of its reports by their ids, and what we say of them.

    reports: ours, by the ids of gold; a report of gold without a text is left out of everything.
    """

    name: str
    gold: Json
    texts: Mapping[str, str]
    export: Json
    table: Table = field(default_factory=Table)
    days: Counter[str] = field(default_factory=Counter)

    @property
    def ids(self) -> dict[str, str]:
        """The ids of the reports by the names of their files."""
        return {report["file"]: report["id"] for report in self.gold["reports"] if report["id"] in self.texts}

    @property
    def reports(self) -> dict[str, Json]:
        """Our reports by the ids of gold."""
        ids = self.ids
        named = ((ids.get(PurePath(one["report"]).name), one) for one in self.export["reports"])
        return {key: one for key, one in named if key is not None}

    @property
    def groups(self) -> list[list[tuple[str, Sequence[Json]]]]:
        """Our utterances: of each member its report and the spans of its content."""
        ids, reports = self.ids, self.reports
        return [
            [
                (key, reports[key]["statements"][index]["content"])
                for name, index in group
                if (key := ids.get(PurePath(name).name)) in reports and key is not None
            ]
            for group in self.export.get("same_utterance", ())
        ]

    @property
    def sides(self) -> list[list[tuple[str, Json]]]:
        """Our discrepancies: both sides of each with the report it stands in."""
        ids = self.ids
        return [
            [
                (ids.get(PurePath(side["report"]).name, ""), side["span"])
                for side in (one.get("a"), one.get("b"))
                if side
            ]
            for one in self.export.get("discrepancy", ())
        ]

    def figures(self) -> dict[str, float]:
        """The share that is right of each row, under keys of its own."""
        return {f"cluster.{key}": figure for key, figure in self.table.figures().items()}

    def lines(self) -> list[str]:
        """The table for people, at most 80 columns wide, and how much we say at all."""
        across = sum(len({key for key, _ in group}) > 1 for group in self.groups)
        return [
            *self.table.lines(),
            f"days: {', '.join(f'{self.days[one]} {one}' for one in _DAYS)}",
            f"utterances of ours that reach over reports: {across}; discrepancies: {len(self.sides)}",
        ]


_DAYS = ("right", "held", "wrong", "wrong interval", "open")


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
    """What is stated of a report's day is worth: one of `_DAYS`.

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
    rows = (
        ("same_utterance", "utterances.joined", "same utterance, sure (pairs)", "missed", True),
        ("same_position", "positions.apart", "same position, kept apart", "extra", False),
    )
    for kind, key, shown, miss, wanted in rows:
        cluster.table.right(key, shown, 0, 0)
        for index, one in enumerate(cluster.gold[kind]):
            if kind == "same_utterance" and one.get("confidence") != "sure":
                continue
            for a, b in _pairs(cluster, one):
                right = any(_holds(cluster, group, a) and _holds(cluster, group, b) for group in groups) is wanted
                cluster.table.right(key, shown, right, 1)
                if not right:
                    words = f"{a['span']['text']} | {b['span']['text']}"
                    cluster.table.misses.append(Miss(miss, "same utterance", f"{a['report']}+{b['report']}", index, words))


def _pairs(cluster: Cluster, group: Json) -> Iterator[tuple[Json, Json]]:
    members = [one for one in group.get("members", ()) if one["report"] in cluster.texts]
    return ((a, b) for a, b in combinations(members, 2) if a["report"] != b["report"])


def _holds(cluster: Cluster, group: Sequence[tuple[str, Sequence[Json]]], member: Json) -> bool:
    """Whether a member of gold is in a group of ours."""
    report = member["report"]
    return any(_meet(cluster.texts[key], span, member["span"]) for key, spans in group if key == report for span in spans)


def _meet(text: str, a: Json, b: Json) -> bool:
    """Whether two spans of a text are the same place.

    >>> _meet("Genf, dann Wien", {"text": "Genf"}, {"text": "Genf, dann"})
    True
    """
    (start, end), (begin, stop) = place(text, a), place(text, b)
    return min(end, stop) - max(start, begin) > _SHARED * min(end - start, stop - begin)


def _discrepancies(cluster: Cluster) -> None:
    known = [one for one in cluster.gold["discrepancy"] if all(one[k]["report"] in cluster.texts for k in ("a", "b"))]
    for relation in (*RELATIONS, "none"):
        is_control = relation == "none"
        key, shown = f"discrepancies.{relation}", f"discrepancies: {relation}"
        if is_control:
            key, shown = "discrepancies.controls", "controls, left alone"
        cluster.table.right(key, shown, 0, 0)
        for index, one in enumerate(known):
            if one["relation"] == relation:
                right = _reported(cluster, one) is not is_control
                cluster.table.right(key, shown, right, 1)
                if not right:
                    kind, words = ("extra" if is_control else "missed"), f"{one['a']['span']['text']} | {one['b']['span']['text']}"
                    reports = f"{one['a']['report']}+{one['b']['report']}"
                    cluster.table.misses.append(Miss(kind, "discrepancies", reports, index, words, relation))


def _reported(cluster: Cluster, gold: Json) -> bool:
    """Whether one of our discrepancies meets both sides of one of gold, in whatever order."""

    def met(sides: Sequence[tuple[str, Json]], one: Json) -> bool:
        key = one["report"]
        return any(report == key and _meet(cluster.texts[key], span, one["span"]) for report, span in sides)

    return any(all(met(sides, gold[side]) for side in ("a", "b")) for sides in cluster.sides)


def _talks(cluster: Cluster) -> None:
    """Talks of gold that a talk of ours stands for: one of the same evidence with the same status, day or place."""
    reports = cluster.reports
    cluster.table.right("talks", "talks", 0, 0)
    for index, gold in enumerate(cluster.gold["talks"]):
        right = any(_is_talk(cluster, gold, key, talk) for key, one in reports.items() for talk in one.get("talks", ()))
        cluster.table.right("talks", "talks", right, 1)
        if not right:
            words = gold["evidence"][0]["span"]["text"]
            cluster.table.misses.append(Miss("missed", "talks", gold["evidence"][0]["report"], index, words, gold["name"]))


def _is_talk(cluster: Cluster, gold: Json, report: str, ours: Json) -> bool:
    spans: Sequence[Any] = ours.get("evidence") or ()
    mine = [one["span"] for one in gold["evidence"] if one["report"] == report]
    if not any(_meet(cluster.texts[report], a, b) for a in spans for b in mine):
        return False
    return any(ours.get(field) == gold.get(field) for field in ("status", "date", "place"))
