"""What was coded in another program becomes rulings: everything is checked before anything is written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from depesche.errors import UsageError
from depesche.records import Report, digest
from depesche.run.coding_match import Places, differences, given, main, matched
from depesche.store.case import Case
from depesche.store.coded import ROLES, Coded, carried
from depesche.store.overlay import Ruled, Standing, clean, make, new_id
from depesche.store.rulings import Overlay

_UNCHANGED = frozenset({"accept", "keep"})
_ID = re.compile(r"[0-9a-f]{16}$")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many records were ruled how. same: those on which the person had ruled so before. left: own additions that now differ."""

    accept: int = 0
    correct: int = 0
    add: int = 0
    reject: int = 0
    same: int = 0
    left: int = 0
    reports: int = 0


class _Step(NamedTuple):
    """A ruling to be made; `same` and `left` make none, `keep` is `accept` for those who have not ruled yet."""

    verdict: str
    report: str
    kind: str
    record: str
    values: Mapping[str, Any]
    note: str = ""


@dataclass(slots=True)
class _Coding:
    """What a coder made of a report."""

    report: Report
    records: list[Coded] = field(default_factory=list)


def take_in(case: Case, codings: Iterable[Coded], who: str, *, reject_missing: bool = False) -> TakenIn:
    """Rule on the records of a case as a coder did elsewhere; what the person ruled so before is not ruled again.

    Args:
        case: an open case.
        codings: what a reader gives.
        who: the person's name.
        reject_missing: whether records that the coder's files lack are rejected, of the kinds that they have at all.

    Raises:
        UsageError: if a text is not that of a report, several people coded, or a value does not fit; nothing is written then.

    """
    if not who.strip():
        raise UsageError("Whose coding is it?", hint="Name the coder after --who.")
    coded = _by_report(case, codings)
    standing: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in case.all_standing():
        standing[one.record or ""].append(one)
    kinds = {one.kind for each in coded for one in each.records} if reject_missing else set()
    steps = [_anew(step, who, standing) for step in _steps(case, coded, kinds)]
    for step in steps:
        if step.verdict == "add":
            case.add(step.report, step.kind, who, step.values, note=step.note)
        elif step.verdict not in {"same", "left"}:
            case.rule(step.record, step.verdict, who, step.values, note=step.note)
    return replace(TakenIn(reports=len(coded)), **Counter(step.verdict for step in steps))


# Which reports


def _by_report(case: Case, codings: Iterable[Coded]) -> list[_Coding]:
    found: dict[tuple[str, str], _Coding] = {}
    people: set[str] = set()
    texts = _Texts(case)
    for one in codings:
        people |= {one.who} - {""}
        if len(people) > 1:
            hint = "Export each person's coding by itself, and import it with their name."
            raise UsageError(f"Several people coded this: {', '.join(sorted(people))}.", hint=hint)
        key = (one.report, one.digest)
        if key not in found:
            found[key] = _Coding(texts.report(one))
        if one.kind:
            found[key].records.append(one)
    merged: dict[str, _Coding] = {}
    for each in found.values():
        merged.setdefault(each.report.id, _Coding(each.report)).records += each.records
    return list(merged.values())


class _Texts:
    """The reports of a case, to be found by name, by id and by what their text is."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._by_text: dict[str, str] | None = None

    def report(self, coded: Coded) -> Report:
        """The report that was coded: the one it is called after if that has this text, else one with this text.

        Raises:
            UsageError: if there is none.

        """
        named = self._named(coded.report)
        if named is not None and digest(carried(named.text)) == coded.digest:
            return named
        name = self._with_text(coded.digest)
        if name is not None:
            return self._case.as_read(name)
        if named is None:
            raise UsageError(
                f"No report of this case has the text of {coded.report or 'what was coded'}.",
                where=coded.report or None,
                hint="Is it the case that was exported? depesche show CASE reports lists its reports.",
            )
        raise UsageError(
            f"The text of {named.name} is not the one that was coded.",
            where=coded.report,
            hint="Was it edited, or has the case another version now? Export it again, and carry the coding over.",
        )

    def _named(self, called: str) -> Report | None:
        """The current version of the report that a file calls by name or id, if there is one."""
        found = _ID.search(called)
        for one in filter(None, [called, found and found[0]]):
            try:
                return self._case.as_read(self._case.as_read(one).name)
            except UsageError:
                continue
        return None

    def _with_text(self, wanted: str) -> str | None:
        if self._by_text is None:
            texts = ((row.name, self._case.version_of(row.id, kinds=()).text) for row in self._case.rows())
            self._by_text = {}
            for name, text in texts:
                self._by_text.setdefault(digest(carried(text)), name)
        return self._by_text.get(wanted)


# What is to be ruled


def _steps(case: Case, coded: Sequence[_Coding], kinds: Iterable[str]) -> Iterator[_Step]:
    """What each record was ruled. Reports with the same text have the same records: there a change wins over none."""
    made: dict[str, _Step] = {}
    wholes = [Overlay({}, case.overlay(one.report.digest).added).over(one.report) for one in coded]
    for coding, whole in zip(coded, wholes, strict=True):
        for step in _found(coding, whole):
            if step.record not in made or (made[step.record].verdict in _UNCHANGED and step.verdict not in _UNCHANGED):
                made[step.record] = step
    for whole in wholes:
        for kind in sorted(kinds):
            for record in getattr(whole, kind):
                if record.id not in made and _has_words(record, whole):
                    made[record.id] = _Step("reject", whole.name, kind, record.id, {})
    yield from made.values()


def _found(coding: _Coding, whole: Report) -> Iterator[_Step]:
    """What was coded in a report, with what others added to it."""
    for coded, record, is_ours in matched(coding.records, whole):
        try:
            yield _step(coded, record, whole, is_ours=is_ours)
        except UsageError as error:
            where = f"{whole.name}: {' … '.join(span.text for span in next(iter(coded.spans.values()), ()))[:80]}"
            raise UsageError(error.what, where=where, hint=error.hint) from error


def _has_words(record: Any, report: Report) -> Places:
    """Where a record has none, a format may not have held it."""
    return main(record, report)


def _step(coded: Coded, record: Any | None, report: Report, *, is_ours: bool) -> _Step:
    note = str(coded.fields.get("remark", ""))
    if record is None:
        return _adding(coded, report, note)
    if coded.fields.get("verdict") == "rejected":
        return _Step("reject", report.name, coded.kind, record.id, {}, note)
    found = clean(coded.kind, differences(coded, record, report, whole=is_ours), report.text)
    # What is disputed went out as it was read: whoever leaves it so has not changed their mind.
    as_it_was = "keep" if coded.fields.get("verdict") == "disputed" else "accept"
    return _Step("correct" if found else as_it_was, report.name, coded.kind, record.id, found, note)


def _adding(coded: Coded, report: Report, note: str) -> _Step:
    """A record that the readers missed; its words and all that a record of the kind needs must be there."""
    own = ROLES[coded.kind][0]
    spans = coded.spans.get(own, ())
    if not spans:
        raise UsageError(f"A record of the coder's has no {own}.", hint="Mark the words that it stands for.")
    cleaned = clean(coded.kind, given(coded), report.text)
    values: dict[str, Any] = dict(cleaned)
    if own in {"span", "mentions"}:
        place = {"start": spans[0].start, "end": spans[0].end, "text": spans[0].text}
        cleaned[own] = place if own == "span" else [place]
        values["span"] = [spans[0].start, spans[0].end]
    identity = new_id(coded.kind, cleaned, report.digest)
    try:
        make(coded.kind, identity, Ruled(coded.kind, "added", cleaned), report.text)
    except (TypeError, KeyError) as error:
        missing = str(error).rpartition(":")[2].strip() or "a field"
        raise UsageError(f"What the coder added needs {missing}.", hint="Give it in the coding program.") from error
    return _Step("add", report.name, coded.kind, identity, values, note)


def _anew(step: _Step, who: str, standing: Mapping[str, Sequence[Standing]]) -> _Step:
    """The step, or `same` or `left` where there is nothing to rule."""
    there = standing.get(step.record, ())
    mine = next((one for one in there if one.who == who), None)
    if step.verdict == "add" and there:
        return step._replace(verdict="same" if mine else "accept", values={})
    if mine is None:
        return step._replace(verdict="accept") if step.verdict == "keep" else step
    if mine.verdict == "add":
        return step._replace(verdict="same" if step.verdict in _UNCHANGED else "left")
    if step.verdict == "keep":
        return step._replace(verdict="same")
    is_same = mine.verdict == step.verdict and mine.values == dict(step.values)
    return step._replace(verdict="same") if is_same else step
