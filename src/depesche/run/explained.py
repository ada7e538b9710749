"""The path from sentence to record: what is told of a record of any kind, at a terminal and in the workbench."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from depesche.errors import PackError, UsageError
from depesche.paragraphs import number_at, paragraphs
from depesche.records import Actor, Report, Span, Statement, Time
from depesche.texts import name_of
from depesche.texts.rules import rule_name, rule_of

if TYPE_CHECKING:
    from depesche.store.case import Case
    from depesche.store.rows import ReportRow

_SHORTEST = 4
_ASIDE = frozenset({"id", "confidence", "why"})
_PRONOUNS = frozenset(
    ("er", "sie", "ich", "wir", "man", "ihm", "ihr", "ihn", "beide", "der", "die", "das", "seiner", "ihrer")
)
# Which tables of a pack hold the word that a rule met, and in which column.
_TABLES = {"noun": ("cue_nouns", "noun")}
_VERBS = ("cues", "lemma")
_MENTIONS = 8
_FAR = 1000  # characters from the first to the last span, beyond which only the first sentence is shown


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its value in words, the spans it points at, and what it comes from."""

    name: str
    value: str
    spans: tuple[Span, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that leads to a record.

    page: of its source, for what has pages. rows: what the tables say of the word the rule met, as table name and cells.
    """

    row: ReportRow
    kind: str
    record: Any
    paragraph: int
    page: int | None
    sentence: Span
    fields: tuple[Field, ...]
    rule: str
    words: str
    rows: tuple[tuple[str, dict[str, str]], ...]
    confidence: tuple[tuple[str, float | None], ...]
    actor: Actor | None


def find(case: Case, called: str) -> tuple[ReportRow, str, Any]:
    """The one record whose id begins so.

    Raises:
        UsageError: if there is none, or more than one.

    """
    if len(called) < _SHORTEST:
        raise UsageError(f"{called!r} is too short for the id of a record.", hint="Four characters are the least.")
    found = list(case.recorded(called))
    if len({record.id for _, _, record in found}) > 1:
        ids = ", ".join(sorted(record.id for _, _, record in found)[:5])
        raise UsageError(f"{len(found)} records have an id that begins with {called}.", hint=f"Which one? {ids}")
    if not found:
        hint = "The lines of depesche show CASE statements --json begin with ids."
        raise UsageError(f"There is no record {called} in the case.", hint=hint)
    return found[0]


def _with_report(case: Case, called: str) -> tuple[ReportRow, str, Any, Report]:
    """A record with its report; where the whole id is given, without looking for others that begin so."""
    try:
        kind, _, name = case.located(called)
    except UsageError:
        row, kind, record = find(case, called)
        return row, kind, record, case.report(row.id)
    report = case.with_rejected(name)
    return case.row(name), kind, next(one for one in getattr(report, kind) if one.id == called), report


def explain(case: Case, called: str, lang: str = "en") -> Explanation:
    """Gather all that leads to a record."""
    row, kind, record, report = _with_report(case, called)
    rule = rule_of(record.why)
    start = min((span.start for field in _pointing(record) for span in field[1]), default=0)
    actor = _actor_of(report, record)
    return Explanation(
        row,
        kind.removesuffix("s"),
        record,
        number_at(paragraphs(report.text), start),
        report.page_at(start),
        _sentence(report, record, start),
        tuple(_fields(row, record, actor, lang)),
        rule_name(record.why),
        getattr(rule.words, lang) if rule else name_of("explained", "no rule", lang),
        tuple(_rows(report.language, record)),
        tuple(_confidence(report.language, record, lang)),
        actor,
    )


def _pointing(record: Any) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The fields of a record that are spans."""
    for one in fields(record):
        value = getattr(record, one.name)
        spans = (value,) if isinstance(value, Span) else value if isinstance(value, tuple) else ()
        kept = tuple(span for span in spans if isinstance(span, Span))
        if kept:
            yield one.name, kept


def _sentence(report: Report, record: Any, start: int) -> Span:
    """The sentences that hold what a record points at; of an actor, or where it lies far apart, the first alone."""
    from depesche.language.sentences import sentences  # noqa: PLC0415 (weighs something)

    spans = [span for _, some in _pointing(record) for span in some]
    end = max((span.end for span in spans), default=start)
    if isinstance(record, Actor) or end - start > _FAR:
        end = min((span.end for span in spans), default=start)
    inside = [(a, b) for a, b in paragraphs(report.text) if a < max(end, start + 1) and b > start]
    cut = [one for a, b in inside for one in sentences(report.text, a, b, report.language or "de")]
    held = [(a, b) for a, b in cut if a < max(end, start + 1) and b > start] or [(start, end)]
    return report.span(held[0][0], held[-1][1])


def _fields(row: ReportRow, record: Any, actor: Actor | None, lang: str) -> Iterator[Field]:
    """Every field that holds something, each with what it comes from."""
    pointing = dict(_pointing(record))
    for one in fields(record):
        value = getattr(record, one.name)
        if one.name in _ASIDE or value in (None, (), ""):
            continue
        yield Field(one.name, _put(value), pointing.get(one.name, ()), _because(record, one.name, actor, lang))
    if isinstance(record, Time) and row.published:
        yield Field("day", row.published, (), name_of("explained", "day", lang))


def _put(value: Any) -> str:
    """A value in words: the words of spans, the members of a list, an anchor by its parts."""
    if isinstance(value, Span):
        return value.text
    if isinstance(value, tuple):
        shown = [_put(one) for one in value[:_MENTIONS]]
        more = [f"+{len(value) - _MENTIONS}"] if len(value) > _MENTIONS else []
        return " | ".join([*shown, *more])
    told = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    if isinstance(told, dict):
        return ", ".join(f"{key} {part}" for key, part in told.items() if part not in (None, ""))
    return str(told)


def _because(record: Any, name: str, actor: Actor | None, lang: str) -> str:
    """What a field comes from: words for this kind of record, or else for all kinds."""
    key = f"actor.{_known_by(record, actor)}" if name == "actor" and isinstance(record, Statement) else name
    for one in (f"{type(record).__name__.lower()}.{key}", key):
        if (told := name_of("explained", one, lang)) != one:
            return told
    return ""


def _known_by(statement: Statement, actor: Actor | None) -> str:
    """By what the actor of a statement is known: a name in the source, a pronoun, a description, or speech that goes on."""
    if actor is None:
        return "nobody" if statement.actor in {None, "unspecified"} else "described"
    if statement.source is None:
        return "carried"
    words = statement.source.text
    if any(name in words for name in (actor.name, *actor.names)):
        return "named"
    return "pronoun" if words.lower() in _PRONOUNS else "described"


def _actor_of(report: Report, record: Any) -> Actor | None:
    """The actor that a record names, as the report knows it."""
    name = getattr(record, "actor", None)
    return next((actor for actor in report.actors if name and actor.name == name), None)


def _rows(language: str | None, record: Any) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of the pack's tables that the rule went by: those of the word it met, or of the rule itself."""
    from depesche import packs  # noqa: PLC0415 (start-up)

    try:
        pack = packs.load(language or "")
    except PackError:
        return
    rule, _, word = (part.strip() for part in record.why.partition(":"))
    if isinstance(record, Time):
        wanted = [("times_rules", row) for row in pack.table("times_rules") if f"times.{row['rule']}" == rule]
    elif isinstance(record, Statement) and word:
        table, column = _TABLES.get(rule, _VERBS)
        wanted = [(table, row) for row in pack.table(table) if row[column] == word.partition("+")[0]]
    else:
        wanted = []
    yield from ((table, {key: cell for key, cell in row.items() if cell}) for table, row in wanted)


def _confidence(language: str | None, record: Any, lang: str) -> Iterator[tuple[str, float | None]]:
    """What a confidence is made of, in words, each with its weight where it has one."""
    parts = _weights(language, record)
    if parts:
        yield name_of("explained", "sum", lang), None
        yield from ((_feature(name, lang), weight) for name, weight in parts)
        return
    event = isinstance(record, Statement) and record.why.startswith("event")
    source = "from share" if isinstance(record, Time) else "from model" if event else "from rule"
    yield name_of("explained", source, lang), None


def _weights(language: str | None, record: Any) -> list[tuple[str, float]]:
    """The weights of what is known of a statement or an actor, if the table of its language knows its rule."""
    from depesche import packs  # noqa: PLC0415 (start-up)
    from depesche.read.confidence import actor_features, features, weights  # noqa: PLC0415 (start-up)
    from depesche.read.lexicon import lexicon  # noqa: PLC0415 (start-up)

    try:
        pack = packs.load(language or "")
    except PackError:
        return []
    if isinstance(record, Statement):
        found = features(record, lexicon(pack))
    elif isinstance(record, Actor):
        found = actor_features(record)
    else:
        return []
    table = weights(pack)
    known = any(name in table for name in found if name.startswith(("rule ", "actor ")))
    return [(name, table[name]) for name in found if name in table] if known else []


def _feature(name: str, lang: str) -> str:
    """A feature in words; of a rule or a way of finding actors also which one."""
    group, _, rest = name.partition(" ")
    return (
        f"{name_of('feature', group, lang)}: {rest}" if group in {"rule", "actor"} else name_of("feature", name, lang)
    )
