"""A case as RDF in Turtle: reports, their records and what relates them, in a vocabulary on PROV-O and schema.org.

`vocabulary.ttl` beside this file, and docs/vocabulary.md, tell what each term means. Nothing but this file is needed to write it, and
one report at a time is held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any

import depesche
from depesche.export.casting import Cast, Casts
from depesche.export.registry import Written, exporter
from depesche.records import Figure, Report, Span, digest
from depesche.relations import Discrepancy, Lineage, Meeting, Member, Quote, Utterance
from depesche.store.coded import carried, name_of
from depesche.store.columns import KINDS, day_of

if TYPE_CHECKING:
    from depesche.store.case import Case

Pair = tuple[str, str]
PREFIXES = {
    "": "urn:depesche:terms:",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_RECORDS = KINDS[1:-2]
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# What the property of a field is called where it is not called as the field.
_NAMED = {
    "acts_for": "actsFor",
    "issue_text": "issueText",
    "mentions": "mention",
    "names": "form",
    "participants": "participant",
    "span": "words",
    "end": "until",
}
_NAMES = frozenset({"actor", "actsFor", "addressee", "participant"})
_LEFT_OUT = frozenset({"anchor", "since", "until"})


@exporter("ttl", suffix=".ttl", about="RDF in Turtle, on PROV-O and schema.org, for triple stores")
def write_ttl(case: Case, out: IO[str]) -> Written:
    """Write reports, records and relations; return how many of these that made."""
    out.writelines(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    number = 0
    told: set[str] = set()
    casts = Casts(case)
    out.write(block(_reader(), "prov:SoftwareAgent", [("schema:name", literal(f"Depesche {depesche.__version__}"))]))
    for report in case.reports():
        for words, counts in _report(casts, report, told):
            out.write(words)
            number += counts
    for words in _relations(case, told):
        out.write(words)
        number += 1
    return Written(number)


def vocabulary() -> str:
    """The terms, as Turtle.

    >>> ":Statement a owl:Class" in vocabulary()
    True
    """
    return files("depesche.export").joinpath("vocabulary.ttl").read_text(encoding="utf-8")


def literal(words: str, kind: str = "") -> str:
    r"""Words as Turtle has them; characters that XML cannot hold become U+FFFD, so that offsets stay.

    >>> print(literal('Genf "am\nSee"'), literal("2031-05-05", "date"))
    "Genf \"am\nSee\"" "2031-05-05"^^xsd:date
    """
    made = "".join(_ESCAPES.get(letter, letter) for letter in carried(words))
    return f'"{made}"{f"^^xsd:{kind}" if kind else ""}'


def block(subject: str, kind: str, pairs: Iterable[Pair]) -> str:
    """A thing with what is told of it, in the order given."""
    lines = [f"a {kind}", *(f"{name} {value}" for name, value in pairs)]
    told = " ;\n  ".join(lines)
    return f"\n{subject} {told} .\n"


def _reader() -> str:
    return f"<urn:depesche:reader:{depesche.__version__}>"


def _report_iri(report_id: str) -> str:
    return f"<urn:depesche:report:{report_id}>"


def _record_iri(report_id: str, kind: str, record: str) -> str:
    return f"<urn:depesche:record:{report_id}:{digest(f'{kind}|{record}')[:16]}>"


def _passage_iri(report_id: str, start: int, end: int) -> str:
    return f"<urn:depesche:report:{report_id}#char={start},{end}>"


def _report(casts: Casts, report: Report, told: set[str]) -> Iterator[tuple[str, int]]:
    """A report with its records, then the actors and stretches of text that these lead to."""
    yield block(_report_iri(report.id), ":Report", _head(report)), 1
    cast, spans = casts.of(report), dict[Pair, Span]()
    for kind in _RECORDS:
        for record in getattr(report, kind):
            pairs = list(_fields(record, report, cast, spans, told))
            where = [("prov:wasDerivedFrom", _report_iri(report.id)), ("prov:wasAttributedTo", _reader())]
            name = "Naming" if kind == "actors" else name_of(kind)
            actors = "".join(value for name, value in pairs if name == "+")
            told_of = [pair for pair in pairs if pair[0] != "+"]
            yield actors + block(_record_iri(report.id, kind, record.id), f":{name}", [*where, *told_of]), 1
    for span in sorted(spans.values()):
        yield _passage(report.id, span.start, span.end, span.text), 0


def _passage(report_id: str, start: int, end: int, words: str) -> str:
    pairs = [
        ("schema:isPartOf", _report_iri(report_id)),
        (":start", str(start)),
        (":end", str(end)),
        ("schema:text", literal(words)),
    ]
    return block(_passage_iri(report_id, start, end), ":Passage", pairs)


def _head(report: Report) -> Iterator[Pair]:
    header = report.header
    yield "schema:name", literal(report.name)
    yield ":id", literal(report.id)
    yield ":digest", literal(report.digest)
    day = day_of(header.published.value)
    if day:
        yield "schema:datePublished", literal(day.isoformat(), "date")
    simple = (
        ("schema:inLanguage", report.language),
        ("schema:headline", header.title),
        (":outlet", header.outlet),
        (":basis", header.published.basis),
        (":unread", report.unread),
    )
    yield from ((name, literal(value)) for name, value in simple if value)
    for name, several in ((":agency", header.agencies), (":byline", header.byline), (":dateline", header.dateline)):
        yield from ((name, literal(value)) for value in several)
    yield "schema:articleBody", literal(report.text)


def _fields(record: Any, report: Report, cast: Cast, spans: dict[Pair, Span], told: set[str]) -> Iterator[Pair]:
    """What is told of a record, in the order of its fields; `+` comes with the actors that were not told of before."""
    kind = type(record).__name__
    for field in record.__dataclass_fields__:
        value = getattr(record, field)
        if value in (None, "", ()) or field in _LEFT_OUT:
            continue
        name = _NAMED.get(field, field)
        if isinstance(record, Figure) and field == "value":
            ends = value if isinstance(value, tuple) else (value, value)
            yield from ((f":{end}", _double(float(one))) for end, one in zip(("low", "high"), ends, strict=True))
        elif name in _NAMES and not isinstance(value, Span):
            for one in value if isinstance(value, tuple) else (value,):
                iri, words = _actor(one, cast, told)
                yield from ([("+", words)] if words else [])
                yield f":{name}", iri
        elif kind == "Actor" and field == "name":
            iri, words = _actor(value, cast, told)
            yield from ([("+", words)] if words else [])
            yield from ((":actor", iri), ("schema:name", literal(value)))
        else:
            name = ":toWhom" if name == "addressee" else "schema:name" if name == "name" else f":{name}"
            yield from ((name, one) for one in _values(value, report, spans))


def _values(value: Any, report: Report, spans: dict[Pair, Span]) -> Iterator[str]:
    """A value as Turtle has it; the stretches of text that it leads to are kept."""
    if isinstance(value, Span):
        iri = _passage_iri(report.id, value.start, value.end)
        spans[iri, ""] = value
        yield iri
    elif isinstance(value, tuple):
        for one in value:
            yield from _values(one, report, spans)
    elif isinstance(value, float):
        yield _double(value)
    else:
        yield literal(str(value))


def _double(value: float) -> str:
    return literal(repr(value), "double")


def _actor(name: str, cast: Cast, told: set[str]) -> Pair:
    """The name of an actor, and what is told of it unless that was done."""
    known: dict[str, Any] = next(iter(cast.told(name)), {"name": name, "id": None, "kind": None})
    iri = f"<urn:depesche:actor:{known['id'] or digest(known['name'])[:16]}>"
    if iri in told:
        return iri, ""
    told.add(iri)
    pairs = [("schema:name", literal(known["name"]))]
    pairs += [(":kind", literal(known["kind"]))] if known["kind"] else []
    return iri, block(iri, ":Actor", pairs)


def _relations(case: Case, told: set[str]) -> Iterator[str]:
    ids = {row.name: row.id for row in case.rows()}
    names: dict[str, str] = {}
    for one in case.cast():
        iri = f"<urn:depesche:actor:{one.id}>"
        names[one.name] = one.id
        if iri not in told:
            told.add(iri)
            yield block(iri, ":Actor", [("schema:name", literal(one.name)), (":kind", literal(one.kind))])
    for kind in ("utterances", "meetings", "lineage", "discrepancies"):
        for found in getattr(case, kind)():
            yield _relation(found, ids, names)


def _relation(one: Any, ids: dict[str, str], names: dict[str, str]) -> str:
    pairs, besides = _OWN[type(one)](one, ids, names)
    about = [(":id", literal(one.id)), *pairs, (":confidence", _double(one.confidence))]
    about += [(":why", literal(one.why))] if one.why else []
    return block(f"<urn:depesche:relation:{one.id}>", f":{type(one).__name__}", about) + besides


def _members(kind: str, members: Iterable[Member], ids: dict[str, str]) -> list[Pair]:
    return [(":member", _record_iri(ids[one.report], kind, one.record)) for one in members if one.report in ids]


def _who(name: str, names: dict[str, str]) -> str:
    return f"<urn:depesche:actor:{names.get(name) or digest(name)[:16]}>"


def _utterance(one: Utterance, ids: dict[str, str], names: dict[str, str]) -> tuple[list[Pair], str]:
    day = day_of(one.day)
    when = [(":day", literal(day.isoformat(), "date"))] if day else []
    iri = _who(one.actor, names)
    besides = "" if one.actor in names else block(iri, ":Actor", [("schema:name", literal(one.actor))])
    return [(":actor", iri), *when, *_members("statements", one.members, ids)], besides


def _meeting(one: Meeting, ids: dict[str, str], _: dict[str, str]) -> tuple[list[Pair], str]:
    pairs = [("schema:name", literal(one.name)), (":status", literal(one.status))]
    for name in ("date", "place", "forum", "duration"):
        pairs += [(f":{name}", literal(told.value)) for told in getattr(one, name)[:1]]
    return [*pairs, *_members("talks", one.members, ids)], ""


def _lineage(one: Lineage, ids: dict[str, str], _: dict[str, str]) -> tuple[list[Pair], str]:
    pairs = [(":kind", literal(one.kind))]
    pairs += [(":between", _report_iri(ids[name])) for name in one.reports if name in ids]
    return pairs + ([(":earlier", _report_iri(ids[one.source]))] if one.source in ids else []), ""


def _discrepancy(one: Discrepancy, ids: dict[str, str], _: dict[str, str]) -> tuple[list[Pair], str]:
    told = ("kind", "grade", "scope", "about")
    pairs = [(f":{name}", literal(getattr(one, name))) for name in told if getattr(one, name)]
    sides: list[Quote] = [side for side in (one.a, one.b) if side.report in ids]
    pairs += [(":side", _passage_iri(ids[side.report], side.start, side.end)) for side in sides]
    return pairs, "".join(_passage(ids[side.report], side.start, side.end, side.text) for side in sides)


_OWN: dict[type, Callable[[Any, dict[str, str], dict[str, str]], tuple[list[Pair], str]]] = {
    Utterance: _utterance,
    Meeting: _meeting,
    Lineage: _lineage,
    Discrepancy: _discrepancy,
}
