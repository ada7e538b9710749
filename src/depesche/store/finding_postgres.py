"""The full-text index on PostgreSQL: what fits by tsvector, in the order of the same bm25 that FTS5 goes by.

`finding` has the stems of an entry, `postings` how often each stands in which entry. ts_rank knows nothing of how rare a word is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, text

from depesche.store.dialects import put_rows

_metadata = MetaData()  # beside the tables that both engines have
_finding = Table(
    "finding",
    _metadata,
    Column("number", Integer),
    Column("length", Integer),
    Column("stems", Text),
    Column("words", Text),
)
_postings = Table("postings", _metadata, Column("term", Text), Column("number", Integer), Column("times", Integer))

_LAST = 16_383  # the last place that a tsvector knows
_PLACES = 255  # of a word
_LARGEST = 900_000  # bytes; a tsvector holds a megabyte

NEWEST = text('SELECT coalesce(max("row"), 0) FROM reports')
COUNTED = "SELECT number FROM finding WHERE words @@ CAST(:match AS tsquery)"
# k1 = 1.2 and b = 0.75 are FTS5's; rounded, because equal entries must be equal whatever order their words are summed up in.
RANKED = """
SELECT number, score FROM (
  WITH size AS (SELECT CAST(count(*) AS float8) AS entries, CAST(avg(length) AS float8) AS mean FROM finding),
  hit AS MATERIALIZED (SELECT number, length FROM finding WHERE words @@ CAST(:match AS tsquery)),
  wanted AS (
    SELECT term, count(*) AS asked, (SELECT count(*) FROM postings p WHERE p.term = w.term) AS held
    FROM unnest(CAST(:terms AS text[])) AS w(term) GROUP BY term),
  phrased AS (
    SELECT phrase, query, (SELECT count(*) FROM finding f WHERE f.words @@ CAST(query AS tsquery)) AS held
    FROM unnest(CAST(:phrases AS text[]), CAST(:queries AS text[])) AS w(phrase, query)),
  part AS (
    SELECT p.number, CAST(p.times AS float8) AS times, w.held, w.asked
    FROM wanted w JOIN postings p ON p.term = w.term JOIN hit ON hit.number = p.number
    UNION ALL
    SELECT f.number, CAST((length(f.stems) - length(replace(f.stems, w.phrase, ''))) / length(w.phrase) AS float8), w.held, 1
    FROM phrased w JOIN finding f ON f.words @@ CAST(w.query AS tsquery) JOIN hit ON hit.number = f.number),
  weighed AS (
    SELECT part.*, CASE WHEN entries > 2 * held THEN ln((entries - held + 0.5) / (held + 0.5)) ELSE 1e-6 END AS rare
    FROM part, size)
  SELECT hit.number AS number, -round(CAST(coalesce(sum(
    asked * rare * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * hit.length / size.mean))), 0) AS numeric), 9) AS score
  FROM size, hit LEFT JOIN weighed ON weighed.number = hit.number GROUP BY hit.number
) AS scored ORDER BY score, number LIMIT 20000"""


def put(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Take in the stems of entries, parted by spaces, by their numbers."""
    split = [(number, stems.split()) for number, stems in rows]
    put_rows(
        connection,
        _finding,
        [(number, len(stems), "".join(f" {one} " for one in stems), vector(stems)) for number, stems in split],
    )
    postings = [(term, number, times) for number, stems in split for term, times in sorted(Counter(stems).items())]
    put_rows(connection, _postings, postings)


def vector(stems: Sequence[str]) -> str:
    """Stems with their places, as a tsvector is written; of more than it holds those that stand first.

    >>> vector(["varnia", "und", "varnia"])
    "'und':2 'varnia':1,3"
    """
    places: dict[str, list[int]] = {}
    for place, one in enumerate(stems, 1):
        known = places.setdefault(one, [])
        if place <= _LAST and len(known) < _PLACES:
            known.append(place)
    written, left = [], _LARGEST
    for one, at in places.items():
        left -= len(one.encode()) + 4 + 2 * len(at)
        if left > 0:
            written.append(f"{quoted(one)}:{','.join(map(str, at))}" if at else quoted(one))
    return " ".join(sorted(written))


def quoted(term: str) -> str:
    """A stem as tsvector and tsquery take it."""
    return "'" + term.replace("\\", "").replace("'", "") + "'"


def matching(connection: Connection, low: str, high: str, limit: int) -> list[str]:
    """The stems of the index from one up to another, those of the most entries first."""
    asked = text(
        "SELECT term FROM postings WHERE term >= :low AND term < :high"
        " GROUP BY term ORDER BY count(*) DESC, term LIMIT :most"
    )
    return [str(one) for one in connection.execute(asked, {"low": low, "high": high, "most": limit}).scalars()]


def expression(
    groups: Sequence[Sequence[str]], terms: Mapping[str, Sequence[str]], without: Sequence[str]
) -> str | None:
    """A query as tsquery takes it, None where it has no words. groups, terms: as `store.search` has them; without: stems."""
    whole = " | ".join(f"({' & '.join(_one(word, terms[word]) for word in group)})" for group in groups)
    if not whole:
        return None
    return f"({whole}) & !({' | '.join(map(quoted, without))})" if without else whole


def _one(word: str, stems: Sequence[str]) -> str:
    return f"({(' <-> ' if word.startswith(QUOTE) else ' | ').join(map(quoted, stems))})"


QUOTE = '"'


def given(groups: Sequence[Sequence[str]], terms: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What hits are put in order by: every stem that is asked for, and every phrase."""
    words = [word for group in groups for word in group]
    phrases = [terms[word] for word in words if word.startswith(QUOTE) and len(terms[word]) > 1]
    return {
        "terms": [
            one for w in words if not w.startswith(QUOTE) or len(terms[w]) == 1 for one in dict.fromkeys(terms[w])
        ],
        "phrases": ["".join(f" {one} " for one in stems) for stems in phrases],
        "queries": [_one(QUOTE, stems) for stems in phrases],
    }
