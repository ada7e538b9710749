"""The part of a case that is searched."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from depesche.store import finding, search
from depesche.store.search import Found

T = TypeVar("T")
P = ParamSpec("P")


class Searched(ABC):
    """What `Case` finds by words."""

    _taken: int | None = None

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes."""

    @abstractmethod
    def _read(self, ask: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask something in a transaction that reads."""

    def search(self, words: str, *, offset: int = 0, limit: int = 20, **filters: str | None) -> Found:
        """Reports and statements with some words, the best first.

        What was read since the last build is taken in first.

        Args:
            words: words that must all be there, `"as written"`, `-without`, `prefix*`, `OR`, and `actor:`, `act:`, `mode:`, `outlet:`,
                `report:`, `kind:`, `since:`, `until:`; anything else is a word, and nothing is an error.
            offset: how many hits are left out.
            limit: how many are given.
            filters: the same fields by name.

        """
        newest = self._read(finding.newest)
        if newest != self._taken:
            self.index_words()
            self._taken = newest
        return self._read(search.search, search.given(words, filters), offset, limit)

    def index_words(self) -> int:
        """Take the words of all reports in that are new or read anew; how many those were."""
        number = 0
        while ids := self._read(finding.unindexed):
            with self._writing() as connection:
                if number == 0 and finding.is_stale(connection):
                    finding.empty(connection)
                    ids = finding.unindexed(connection)
                finding.index(connection, ids)
            number += len(ids)
        return number
