"""The full-text index: stems of the words of reports and statements, in SQLite's FTS5 or in PostgreSQL (`finding_postgres`).

Stems go in, not texts, so that the index holds nothing twice. A word is found inside compounds by looking its stem up among all stems that
the index has: `Treffen` leads to `Ministertreffen` and to `Treffenserie`, and nothing has to know beforehand how words are made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import Stemmer
from sqlalchemy import Connection, delete, func, insert, select, text

from depesche.store import finding_postgres, query
from depesche.store.schema import endings, findable, reports

WORD = re.compile(r"[^\W_]+", re.UNICODE)
_STEMMER = Stemmer.Stemmer("german")
_LONGEST = 60  # letters of a word
_BATCH = 200  # reports of one transaction
_LONG = 8  # letters of a stem that may be a compound
_PART = 4  # letters that a stem must have to be looked for inside compounds
_COMPOUNDS = 120  # of a stem, the most frequent ones
_STALE = 2  # times as many entries as are of any use, before all are made anew


def words_in(words: str) -> Iterator[str]:
    """The stems of the words of a text, in their order; umlauts and accents count as the plain letters.

    >>> list(words_in("Die Außenminister verhandelten über Café-Häuser."))
    ['die', 'aussenminist', 'verhandelt', 'uber', 'caf', 'haus']
    """
    return (stem(match[0]) for match in WORD.finditer(words))


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """The stem of one word, in ASCII letters and digits where it is written in Latin ones."""
    folded = unicodedata.normalize("NFKD", word.casefold()[:_LONGEST])
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return str(_STEMMER.stemWord(plain)) or plain


def newest(connection: Connection) -> int:
    """A number that grows when reports are put into the case."""
    asked = finding_postgres.NEWEST if _on_postgres(connection) else text("SELECT coalesce(max(rowid), 0) FROM reports")
    return int(connection.execute(asked).scalar() or 0)


def _on_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _last(connection: Connection) -> int:
    """The greatest number of an entry; on PostgreSQL entries go with what they are of."""
    if _on_postgres(connection):
        return 0
    return int(connection.execute(text("SELECT coalesce(max(rowid), 0) FROM finding")).scalar() or 0)


def unindexed(connection: Connection, limit: int = _BATCH) -> list[str]:
    """The ids of current reports whose words, as they were read last, the index does not have."""
    have = select(findable.c.number).where(
        findable.c.report_id == reports.c.id, findable.c.record == "", findable.c.content == reports.c.content
    )
    asked = select(reports.c.id).where(reports.c.current, ~have.exists()).order_by(reports.c.id).limit(limit)
    return list(connection.execute(asked).scalars())


def index(connection: Connection, ids: Sequence[str]) -> None:
    """Take the words of some reports and their statements in."""
    connection.execute(delete(findable).where(findable.c.report_id.in_(ids)))
    last = int(connection.execute(select(func.max(findable.c.number))).scalar() or 0)
    last = max(last, _last(connection))
    rows: list[dict[str, Any]] = []
    asked = select(reports.c.id, reports.c.content).where(reports.c.id.in_(ids))
    contents = {str(row.id): str(row.content) for row in connection.execute(asked)}
    for report_id in ids:
        report = query.report_of(connection, report_id, kinds=("statements",), ruled=False)
        whole = [("", f"{report.header.title or ''} {report.text}")]
        said = (
            (one.id, f"{one.actor or ''} {' '.join(span.text for span in one.content)}") for one in report.statements
        )
        for record, words in (*whole, *said):
            last += 1
            stems = " ".join(words_in(words))
            rows.append(
                {
                    "number": last,
                    "report_id": report_id,
                    "record": record,
                    "content": contents[report_id],
                    "stems": stems,
                }
            )
    if rows:
        long = {one[::-1] for row in rows for one in row["stems"].split() if len(one) >= _LONG}
        if long:
            fresh = text("INSERT INTO endings (word) VALUES (:word) ON CONFLICT DO NOTHING")
            connection.execute(fresh, [{"word": one} for one in sorted(long)])
        kept = [{name: value for name, value in row.items() if name != "stems"} for row in rows]
        connection.execute(insert(findable), kept)
        if _on_postgres(connection):
            finding_postgres.put(connection, [(row["number"], row["stems"]) for row in rows])
        else:
            connection.execute(text("INSERT INTO finding (rowid, words) VALUES (:number, :stems)"), rows)


def is_stale(connection: Connection) -> bool:
    """Whether most of the index is of readings that are gone."""
    live = connection.execute(select(func.count()).select_from(findable)).scalar_one()
    return _last(connection) > _STALE * int(live) + 1_000


def empty(connection: Connection) -> None:
    """Begin the index anew."""
    connection.execute(delete(findable))
    connection.execute(delete(endings))
    if not _on_postgres(connection):
        connection.execute(text("INSERT INTO finding (finding) VALUES ('delete-all')"))


def terms_for(connection: Connection, word: str, *, prefix: bool) -> list[str]:
    """The stems of the index that a word of a query means: its own, and the compounds that begin or end with it.

    prefix: everything that begins with the word as it was typed.
    """
    mine = stem(word)
    if prefix:
        folded = stem(word)[: max(1, len(word))]
        found = _matching(connection, "term >= :low AND term < :high", low=folded, high=folded + "\U0010ffff")
        return found or [folded]
    if len(mine) < _PART:
        return [mine]
    ahead = _matching(connection, "term >= :low AND term < :high", low=mine, high=mine + "\U0010ffff")
    back = mine[::-1]
    ending = (endings.c.word >= back) & (endings.c.word < back + "\U0010ffff")
    asked = select(endings.c.word).where(ending).order_by(func.length(endings.c.word), endings.c.word).limit(_COMPOUNDS)
    behind = (str(one)[::-1] for one in connection.execute(asked).scalars())
    return list(dict.fromkeys([mine, *ahead, *behind]))


def _matching(connection: Connection, where: str, **given: str) -> list[str]:
    if _on_postgres(connection):
        return finding_postgres.matching(connection, given["low"], given["high"], _COMPOUNDS)
    asked = text(f"SELECT term FROM finding_terms WHERE {where} ORDER BY doc DESC, term LIMIT {_COMPOUNDS}")  # noqa: S608 (ours alone)
    return [str(one) for one in connection.execute(asked, given).scalars()]


def phrase(words: str) -> str:
    """An expression that stems fit which stand behind one another as those of some words do."""
    stems = " ".join(words_in(words))
    return f'"{stems}"'


def any_of(terms: Iterable[str]) -> str:
    """An expression of FTS5 that one of some stems fits; stems are letters and digits, and quoted."""
    quoted = " OR ".join('"' + term.replace('"', "") + '"' for term in terms)
    return f"({quoted})"
