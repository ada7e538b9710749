"""What people ruled on records: writing it down, taking it back, and what stands of it.

Every function runs within its caller's transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, select

from depesche.errors import ConflictError, UsageError
from depesche.records import Decision, Report, digest
from depesche.store import review, settling
from depesche.store.anchors import anchor_of
from depesche.store.overlay import VERDICTS, Ruled, Standing, clean, laid_over, new_id, spans_in, verdict_of
from depesche.store.schema import KINDS, decisions, reports, rulings
from depesche.store.settling import ATTACH, DISMISS, TAKE_BACK

_ALL = (*VERDICTS, ATTACH, DISMISS)
_LONGEST_NOTE = 2_000


class Overlay(NamedTuple):
    """What holds for the records of a text: by record id, and what people added: kind, id and ruling."""

    ruled: Mapping[str, Ruled]
    added: Sequence[tuple[str, str, Ruled]] = ()

    def over(self, report: Report, *, rejected: bool = False) -> Report:
        """A report with this laid over its records."""
        return laid_over(report, self.ruled, self.added, rejected=rejected) if self else report

    def of_kinds(self, kinds: Collection[str]) -> Overlay:
        """What holds for records of some kinds."""
        ruled = {record: one for record, one in self.ruled.items() if one.kind in kinds}
        return Overlay(ruled, [one for one in self.added if one[0] in kinds])

    def __bool__(self) -> bool:
        """Whether anything was ruled."""
        return bool(self.ruled or self.added)


NOTHING = Overlay({})


# Asking


def overlays(connection: Connection, digests: Collection[str]) -> dict[str, Overlay]:
    """What holds for the records of texts, by their digests; texts without any ruling are left out."""
    asked = (
        select(reports.c.digest, rulings)
        .join(reports, (reports.c.name == rulings.c.report) & reports.c.current)
        .where(reports.c.digest.in_(sorted(digests)), rulings.c.record.is_not(None))
        .order_by(rulings.c.number)
    )
    by: defaultdict[str, defaultdict[str, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(asked):
        by[row.digest][row.record].append(standing(row))
    return {text: _overlay(records) for text, records in by.items()}


def of_reports(connection: Connection, names: Collection[str], kind: str) -> dict[str, Overlay]:
    """What holds for the records of a kind in current reports, by name; those without any ruling are left out."""
    same = reports.alias()
    asked = (
        select(same.c.name, reports.c.digest)
        .join(reports, (reports.c.digest == same.c.digest) & reports.c.current)
        .join(rulings, (rulings.c.report == reports.c.name) & (rulings.c.kind == kind))
        .where(same.c.name.in_(sorted(names)), same.c.current)
        .distinct()
    )
    texts = {str(row.name): str(row.digest) for row in connection.execute(asked)}
    found = overlays(connection, set(texts.values())) if texts else {}
    held = {name: found[text].of_kinds({kind}) for name, text in texts.items() if text in found}
    return {name: one for name, one in held.items() if one}


def _overlay(records: Mapping[str, Sequence[Standing]]) -> Overlay:
    ruled, added = {}, []
    for record, several in records.items():
        found = verdict_of(several)
        own = next((one for one in several if one.verdict == "add"), None)
        if own is not None:
            held = (
                found
                if found is not None and found.values
                else Ruled(own.kind, found.verdict if found else "added", own.values)
            )
            added.append((own.kind, record, held))
        elif found is not None:
            ruled[record] = found
    return Overlay(ruled, added)


def standing(row: Row[Any]) -> Standing:
    """A row of the table as a ruling."""
    about = (row.number, row.target, row.record, row.report, row.kind, row.who, row.verdict, row.fields, row.when)
    return Standing(*about, row.final, row.carried)


def on_record(connection: Connection, record: str) -> list[Standing]:
    """What stands on a record, oldest first."""
    asked = select(rulings).where((rulings.c.record == record) | (rulings.c.target == record))
    return [standing(row) for row in connection.execute(asked.order_by(rulings.c.number))]


def names_given(connection: Connection) -> set[str]:
    """The names that people gave to actors by correcting or adding records."""
    asked = select(rulings.c.fields).where(rulings.c.verdict.in_(("correct", "add")), rulings.c.kind != "talks")
    values = (fields.get("values", {}) for fields in connection.execute(asked).scalars())
    return {name for some in values for key in ("actor", "name") if isinstance(name := some.get(key), str)}


def digests_of(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """For each report with rulings a digest of them, so that it can be told whether it must be compared anew."""
    asked = select(rulings).where(rulings.c.report.in_(sorted(names)), rulings.c.record.is_not(None))
    by: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(asked.order_by(rulings.c.number)):
        if row.verdict != "flag":
            by[row.report].append(f"{row.record}|{row.who}|{row.verdict}|{row.final}|{row.fields.get('values')}")
    return {name: digest("\n".join(lines))[:16] for name, lines in by.items()}


def history(connection: Connection, record: str) -> list[tuple[int, Decision, bool]]:
    """All decisions on a record, oldest first: number, decision, whether it stands; those that were carried to it too."""
    targets = {record, *(one.target for one in on_record(connection, record))}
    rows = connection.execute(
        select(decisions).where(decisions.c.target.in_(sorted(targets))).order_by(decisions.c.number)
    ).all()
    stands = {one.number for target in targets for one in on_record(connection, target)}
    return [(row.number, _decision(row), row.number in stands) for row in rows]


def _decision(row: Row[Any]) -> Decision:
    return Decision(row.target, row.verdict, row.fields, row.who, row.when, row.anchor)


# Ruling


def rule(
    connection: Connection,
    report: Report,
    kind: str,
    record: Any,
    verdict: str,
    who: str,
    values: Mapping[str, Any],
    *,
    note: str = "",
    final: bool = False,
    seen: int | None = None,
    blind: bool = False,
) -> int:
    """Write down what a person rules on a record of a report, as it was read; the number of the decision.

    Raises:
        UsageError: if the verdict or a value makes no sense.
        ConflictError: if somebody ruled since the decision `seen`; blind: if the same person did, elsewhere.

    """
    if verdict not in VERDICTS or verdict == "add":
        raise UsageError(f"There is no verdict {verdict}.", hint="Known: accept, reject, correct, flag.")
    if values and verdict != "correct":
        raise UsageError(f"Values go with correct, not with {verdict}.", hint="Say correct, or leave them out.")
    cleaned = clean(kind, values, report.text)
    if verdict == "correct" and not cleaned:
        raise UsageError("Nothing was corrected.", hint="Accept the record if it is right as it is.")
    _check_seen(connection, record.id, who, seen, blind=blind)
    fields = _fields(cleaned, note, final=final)
    decision = Decision(record.id, verdict, fields, who, review.now(), anchor_of(kind, record, report))
    number = review.append(connection, decision)
    settling.settle(connection, record.id)
    return number


def add(connection: Connection, report: Report, kind: str, who: str, values: Mapping[str, Any], note: str = "") -> str:
    """Write down a record that the readers missed; its id.

    Raises:
        UsageError: if a value makes no sense, or it has no words of the report.

    """
    if kind not in KINDS:
        raise UsageError(f"There is no kind of record {kind}.", hint=f"Known: {', '.join(KINDS)}.")
    where = values.get("span") or values.get("mentions")
    named = {name: value for name, value in values.items() if name not in {"span", "mentions"}}
    cleaned = clean(kind, named, report.text)
    cleaned |= _places(kind, where, report.text)
    identity = new_id(kind, cleaned, report.digest)
    made = _added(kind, identity, cleaned, report)
    if identity in {one.id for one in getattr(report, kind)} or on_record(connection, identity):
        raise UsageError("This record is there already.", hint="Correct it instead.", where=identity)
    decision = Decision(identity, "add", _fields(cleaned, note), who, review.now(), anchor_of(kind, made, report))
    review.append(connection, decision)
    settling.settle(connection, identity)
    return identity


def _places(kind: str, where: Any, text: str) -> dict[str, Any]:
    """The words at which a time, figure or actor stands, which no correction changes."""
    if kind not in {"times", "figures", "actors"}:
        return {}
    [(_, span)] = clean("positions", {"condition": where}, text).items()
    if span is None:
        raise UsageError("Which words of the report is it?", hint="Give their first and last character as span.")
    return {"mentions": [span]} if kind == "actors" else {"span": span}


def _added(kind: str, identity: str, values: Mapping[str, Any], report: Report) -> Any:
    from depesche.store.overlay import make  # noqa: PLC0415 (next to its only use)

    if not spans_in(values):
        raise UsageError("A record needs words of the report.", hint="Give content or evidence as stretches of it.")
    try:
        return make(kind, identity, Ruled(kind, "added", values), report.text)
    except TypeError as error:
        missing = str(error).rpartition(":")[2].strip() or "a field"
        raise UsageError(f"A record of this kind needs {missing}.", where=kind) from error


def _fields(values: Mapping[str, Any], note: str, *, final: bool = False) -> dict[str, Any]:
    made: dict[str, Any] = {"values": dict(values)} if values else {}
    if note.strip():
        made["note"] = note.strip()[:_LONGEST_NOTE]
    return made | ({"final": True} if final else {})


def _check_seen(connection: Connection, record: str, who: str, seen: int | None, *, blind: bool) -> None:
    if seen is None:
        return
    newer = [one for one in on_record(connection, record) if one.number > seen and (not blind or one.who == who)]
    if newer:
        last = newer[-1]
        raise ConflictError(
            f"{last.who} ruled on this record meanwhile: {last.verdict}.",
            where=f"{record}, {last.when}",
            hint="Nothing of yours was written. Look at it again, and decide anew.",
        )


def take_back(connection: Connection, who: str) -> tuple[int, Decision] | None:
    """Take back a person's last decision on a record that still stands; it, with its number, or None if there is none."""
    gone = {
        int(row.fields["number"])
        for row in connection.execute(
            select(decisions.c.fields).where(decisions.c.who == who, decisions.c.verdict == TAKE_BACK)
        )
    }
    asked = (
        select(decisions)
        .where(decisions.c.who == who, decisions.c.verdict.in_(_ALL))
        .order_by(decisions.c.number.desc())
        .limit(len(gone) + 1)
    )
    last = next((row for row in connection.execute(asked) if row.number not in gone), None)
    if last is None:
        return None
    review.append(connection, Decision(last.target, TAKE_BACK, {"number": last.number}, who, review.now(), {}))
    settling.settle(connection, last.target)
    return int(last.number), _decision(last)


def attach(connection: Connection, number: int, record: str, who: str) -> None:
    """Say for which record a ruling holds that lost its own.

    Raises:
        UsageError: if there is no such ruling or record, or one is of another kind.

    """
    ruling = _unmatched(connection, number)
    if settling.home(connection, ruling.kind, record) is None:
        raise UsageError(f"There is no such record among the {ruling.kind} of the case: {record}.")
    fields = {"number": number, "record": record}
    review.append(connection, Decision(ruling.target, ATTACH, fields, who, review.now(), {}))
    settling.settle(connection, ruling.target)


def dismiss(connection: Connection, number: int, who: str) -> None:
    """Let go of a ruling that lost its record.

    Raises:
        UsageError: if there is no such ruling.

    """
    ruling = _unmatched(connection, number)
    review.append(connection, Decision(ruling.target, DISMISS, {"number": number}, who, review.now(), {}))
    settling.settle(connection, ruling.target)


def _unmatched(connection: Connection, number: int) -> Row[Any]:
    found = connection.execute(select(rulings).where(rulings.c.number == number, rulings.c.record.is_(None)))
    row = found.one_or_none()
    if row is None:
        raise UsageError(f"No ruling of this number waits for a record: {number}.")
    return row


def counts(connection: Connection, who: str | None = None) -> dict[tuple[str, str], int]:
    """How many records of each kind got which verdict, by one person or by anybody."""
    asked = select(rulings.c.kind, rulings.c.verdict, func.count(func.distinct(rulings.c.record)))
    asked = asked.where(rulings.c.record.is_not(None), *(() if who is None else (rulings.c.who == who,)))
    found = connection.execute(asked.group_by(rulings.c.kind, rulings.c.verdict))
    return {(str(kind), str(verdict)): int(number) for kind, verdict, number in found}
