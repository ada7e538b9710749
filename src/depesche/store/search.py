"""Searches reports and statements: what a query means, what fits it, and where in the words it does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Select, bindparam, column, func, select, text, true

from depesche.records import Act, Mode, Statement
from depesche.store import finding, finding_postgres, query
from depesche.store.rows import ReportRow
from depesche.store.schema import KINDS, findable, reports

Sort = Literal["report", "statement"]
FIELDS = ("actor", "act", "mode", "outlet", "report", "kind", "since", "until")
_PIECE = re.compile(r'(-)?(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
_LONGEST = 500  # characters of a query
_MOST_WORDS = 24
_FACETED = 1_500  # hits of which facets are counted
_CHECKED = 300  # hits whose words are looked at, of a phrase
_VALUES = 12  # of each facet
_BEFORE, _AROUND = 60, 240  # characters of a snippet
_STATEMENT = ("actor", "act", "mode")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query means.

    groups: alternatives, each of words that must all be there; a word ends with * for a prefix, a phrase begins with a quotation mark.

    phrases: words as they are written; without: what must not be there; notes: pieces that make no sense.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Whether only reports or statements are meant; what only statements have means statements."""
        return "statement" if any(name in self.filters for name in _STATEMENT) else self.filters.get("kind", "")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that fits. statement: None for a report as a whole. snippet: words of the report in one line; marks: what fits in them.

    start, end: where the snippet stands in the report's text, at: of its first match, all in code points.
    """

    row: ReportRow
    statement: Statement | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    start: int
    end: int
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave. facets: for each field its values with how many hits have them, the most frequent first."""

    asked: Asked
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]


def parse(words: str) -> Asked:
    """What a query means; whatever it is, it means something.

    >>> parse('treffen "in Genf" -Wien actor:Hallvik OR absage*').groups
    (('treffen', '"in Genf'), ('absage*',))
    >>> parse("act:sing since:gestern").notes
    ('act:sing', 'since:gestern')
    """
    groups: list[list[str]] = [[]]
    phrases: list[str] = []
    without: list[str] = []
    notes: list[str] = []
    filters: dict[str, str] = {}
    for minus, name, phrase, word in _PIECE.findall(words[:_LONGEST]):
        if word == "OR" and not (minus or name):
            groups.append([])
        elif name in FIELDS:
            value = " ".join((phrase or word).split())
            if not minus and _fits(name, value):
                filters[name] = value
            else:
                notes.append(f"{minus}{name}:{phrase or word}")
        elif minus:
            without += finding.WORD.findall(f"{name} {phrase} {word}")
        elif phrase:
            if any(finding.words_in(phrase)):
                phrases.append(" ".join(phrase.split()))
                groups[-1].append(f'"{phrases[-1]}')
        else:
            plain = finding.WORD.findall(f"{name} {word}")
            if not plain and (name or word):
                notes.append(word)
            groups[-1] += [*plain[:-1], *(f"{one}*" if word.endswith("*") else one for one in plain[-1:])]
    kept = tuple(tuple(group[:_MOST_WORDS]) for group in groups[:_MOST_WORDS] if group)
    return Asked(kept, tuple(filter(None, phrases)), tuple(without[:_MOST_WORDS]), filters, tuple(notes))


def _fits(name: str, value: str) -> bool:
    known: dict[str, Sequence[str]] = {"act": get_args(Act), "mode": get_args(Mode), "kind": get_args(Sort)}
    if name in known:
        return value in known[name]
    return bool(_DAY.fullmatch(value)) if name in {"since", "until"} else bool(value)


def search(connection: Connection, asked: Asked, offset: int, limit: int) -> Found:
    """Find what fits a query, the best first."""
    terms = _terms(connection, asked)
    on_postgres = connection.dialect.name == "postgresql"
    expression = (_expression_on_postgres if on_postgres else _expression)(asked, terms)
    if expression is None and not asked.filters:
        return Found(asked, 0, (), {})
    where = _conditions(connection, asked)
    given: dict[str, Any] = {"match": expression} if expression else {}
    counted, numbers = (_of(expression, where, ranked, on_postgres) for ranked in (False, True))
    total = int(connection.execute(counted, given).scalar_one())
    given |= finding_postgres.given(asked.groups, terms) if expression and on_postgres else {}
    rows = list(connection.execute(numbers.limit(max(_FACETED, offset + limit)), given))
    if asked.phrases:  # stems stand in this order; whether the very words do is looked up
        kept = [row for row in rows[:_CHECKED] if _has_phrases(connection, row, asked.phrases)]
        total -= len(rows[:_CHECKED]) - len(kept)
        rows = [*kept, *rows[_CHECKED:]]
    marked = {term for some in terms.values() for term in some}
    hits = [hit for row in rows[offset : offset + limit] if (hit := _hit(connection, row, marked))]
    return Found(asked, total, tuple(hits), _facets(connection, rows[:_FACETED]))


def _terms(connection: Connection, asked: Asked) -> dict[str, list[str]]:
    """The stems that each word of a query means."""
    words = {word for group in asked.groups for word in group if not word.startswith('"')}
    phrases = {word: list(finding.words_in(word)) for group in asked.groups for word in group if word.startswith('"')}
    return phrases | {
        word: finding.terms_for(connection, word.rstrip("*"), prefix=word.endswith("*")) for word in sorted(words)
    }


def _expression(asked: Asked, terms: Mapping[str, Sequence[str]]) -> str | None:
    """The query as FTS5 takes it, None where it has no words."""
    groups = [
        " AND ".join(finding.phrase(word) if word.startswith('"') else finding.any_of(terms[word]) for word in group)
        for group in asked.groups
    ]
    if not groups:
        return None
    whole = " OR ".join(f"({group})" for group in groups)
    if asked.without:
        whole = f"({whole}) NOT {finding.any_of(finding.stem(word) for word in asked.without)}"
    return whole


def _expression_on_postgres(asked: Asked, terms: Mapping[str, Sequence[str]]) -> str | None:
    return finding_postgres.expression(asked.groups, terms, [finding.stem(word) for word in asked.without])


def _of(expression: str | None, where: Sequence[ColumnElement[bool]], ranked: bool, on_postgres: bool) -> Select[Any]:
    """The entries that fit, the best first; without words the newest first. ranked: else only how many there are."""
    if not ranked:
        return _fitting((func.count(),), expression, where, _COUNTED[on_postgres])
    asked = _fitting(
        (findable.c.number, findable.c.report_id, findable.c.record), expression, where, _RANKED[on_postgres]
    )
    if expression is None:
        return asked.order_by(reports.c.published.desc(), reports.c.name, findable.c.number)
    return asked.order_by(text("ranked.score"), findable.c.number)


# Of very many only the best are looked at more closely; how many there are is counted without putting them in order. The second is of
# PostgreSQL.
_COUNTED = ("SELECT rowid AS number FROM finding WHERE finding MATCH :match", finding_postgres.COUNTED)
_RANKED = (
    "SELECT rowid AS number, rank AS score FROM finding WHERE finding MATCH :match ORDER BY rank LIMIT 20000",
    finding_postgres.RANKED,
)


def _fitting(
    columns: Sequence[Any], expression: str | None, where: Sequence[ColumnElement[bool]], words: str
) -> Select[Any]:
    asked = select(*columns).select_from(findable).join(reports, reports.c.id == findable.c.report_id)
    asked = asked.where(reports.c.current, *where)
    if expression is None:
        return asked
    number: Any = column("number")
    found = text(words).columns(number, *((column("score"),) if words in _RANKED else ()))
    best = found.subquery("ranked")
    return asked.join(best, best.c.number == findable.c.number)


def _conditions(connection: Connection, asked: Asked) -> list[ColumnElement[bool]]:
    filters, found = asked.filters, []
    if asked.kind:
        found.append(findable.c.record == "" if asked.kind == "report" else findable.c.record != "")
    if "outlet" in filters:
        found.append(func.lower(reports.c.outlet).contains(filters["outlet"].lower(), autoescape=True))
    if "report" in filters:
        found.append(reports.c.name.contains(filters["report"], autoescape=True))
    if "since" in filters:
        found.append(reports.c.published >= filters["since"])
    if "until" in filters:
        found.append(reports.c.published <= f"{filters['until']}~")
    if any(name in filters for name in _STATEMENT):
        found.append(_statement(connection, filters))
    return found


def _statement(connection: Connection, filters: Mapping[str, str]) -> ColumnElement[bool]:
    """Whether an entry is a statement of an actor, act or mode."""
    table = KINDS["statements"].table
    where: list[ColumnElement[bool]] = [table.c[name] == filters[name] for name in ("act", "mode") if name in filters]
    if "actor" in filters:
        in_case, in_reports = query.actors_called(connection, filters["actor"])
        names = sorted(in_reports | in_case)
        where += [table.c.actor.in_(names), query.is_called(table.c.report_id, table.c.actor, in_case)]
    return findable.c.record.in_(select(table.c.id).where(*where))


def _has_phrases(connection: Connection, row: Any, phrases: Sequence[str]) -> bool:
    """Whether the words of an entry have all phrases as they are written, in any case of letters."""
    words = " ".join(_words(connection, row.report_id, row.record)[0].split()).casefold()
    return all(_phrase(one).search(words) for one in phrases)


def _phrase(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words.casefold())}(?!\w)")


def _words(connection: Connection, report_id: str, record: str) -> tuple[str, Statement | None]:
    """The text of an entry; of a statement its content, with the statement."""
    if not record:
        return query.text_of(connection, report_id), None
    whole = query.text_of(connection, report_id)
    table = KINDS["statements"].table
    [statement] = query.records(connection, "statements", report_id, whole, table.c.id == record)
    return " … ".join(span.text for span in statement.content), statement


def _hit(connection: Connection, row: Any, terms: set[str]) -> Hit | None:
    found = query.rows_of_ids(connection, [row.report_id])
    if not found:
        return None
    whole = query.text_of(connection, row.report_id)
    statement, first, last = None, 0, len(whole)
    if row.record:
        statement = query.ruled_record(connection, "statements", row.report_id, row.record)
        if statement is None:
            return None
        spans = statement.content or statement.cue or statement.frame
        first, last = min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)
    places = list(_places(whole, first, last, terms))
    start, end = _window(whole, places, first, last)
    inside = [(a, b) for a, b in places if start <= a and b <= end]
    snippet, marks = _in_line(whole, start, end, inside)
    return Hit(
        found[0], statement, snippet, tuple(marks), start, end, inside[0] if inside else (first, min(last, first + 1))
    )


def _places(whole: str, first: int, last: int, terms: set[str]) -> Iterator[tuple[int, int]]:
    """Where words stand that fit."""
    for match in finding.WORD.finditer(whole, first, last):
        if finding.stem(match[0]) in terms:
            yield match.span()


def _window(whole: str, places: Sequence[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """The stretch of a text that has most of the matches, cut at words."""
    if last - first <= _AROUND or not places:
        return first, min(last, first + _AROUND) if last - first > _AROUND else last
    best = max(places, key=lambda one: (sum(one[0] <= a < one[0] + _AROUND for a, _ in places), -one[0]))
    start = max(first, best[0] - _BEFORE)
    start = start if start == first else whole.find(" ", start, best[0]) + 1 or best[0]
    end = min(last, start + _AROUND)
    return start, end if end == last else max(whole.rfind(" ", start, end), best[1])


def _in_line(whole: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """A stretch of a text in one line, with the places moved along."""
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    length, at = 0, start
    for a, b in [*places, (end, end)]:
        gap = re.sub(r"\s+", " ", whole[at:a])
        word = whole[a:b]
        pieces += [gap, word]
        length += len(gap)
        if word:
            marks.append((length, length + len(word)))
        length += len(word)
        at = b
    return "".join(pieces), marks


def _facets(connection: Connection, rows: Sequence[Any]) -> dict[str, tuple[tuple[str, int], ...]]:
    """How often each value is among the hits."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("kind", "outlet", "month", *_STATEMENT)}
    counts["kind"].update("statement" if row.record else "report" for row in rows)
    numbers = [row.number for row in rows]
    table = KINDS["statements"].table
    said = (table.c.report_id == findable.c.report_id) & (table.c.id == findable.c.record)
    columns = (
        reports.c.outlet,
        func.substr(reports.c.published, 1, 7).label("month"),
        *(table.c[n] for n in _STATEMENT),
    )
    asked = select(*columns).join(reports, reports.c.id == findable.c.report_id).outerjoin(table, said)
    asked = asked.select_from(findable).where(findable.c.number.in_(bindparam("some", expanding=True)), true())
    for at in range(0, len(numbers), 900):
        for row in connection.execute(asked, {"some": numbers[at : at + 900]}):
            for name in ("outlet", "month", *_STATEMENT):
                if (value := getattr(row, name)) is not None:
                    counts[name][value] += 1
    return {
        name: tuple(sorted(some.items(), key=lambda one: (-one[1], one[0]))[:_VALUES])
        for name, some in counts.items()
        if some
    }


def narrowed(words: str, name: str, value: str) -> str:
    """A query that asks for a value of a facet too, in the place of another of this field.

    >>> narrowed("treffen outlet:x", "outlet", "Der Bote")
    'treffen outlet:"Der Bote"'
    """
    kept = [
        match[0]
        for match in _PIECE.finditer(words)
        if match[2] != name and not (name == "month" and match[2] in {"since", "until"})
    ]
    shown = f'"{value}"' if re.search(r"\s", value) else value
    added = [f"since:{value}", f"until:{value}"] if name == "month" else [f"{name}:{shown}"]
    return " ".join([*kept, *added])


def without(words: str, name: str) -> str:
    """A query that does not ask for a field any more.

    >>> without("treffen actor:Hallvik", "actor")
    'treffen'
    """
    return " ".join(match[0] for match in _PIECE.finditer(words) if match[2] != name)


def given(words: str, filters: Mapping[str, str | None]) -> Asked:
    """What a query means together with filters that are given by name; those that make no sense are noted."""
    asked = parse(words)
    fit = {name: value for name, value in filters.items() if value and _fits(name, value)}
    odd = tuple(f"{name}:{value}" for name, value in filters.items() if value and name not in fit)
    return replace(asked, filters={**asked.filters, **fit}, notes=(*asked.notes, *odd))
