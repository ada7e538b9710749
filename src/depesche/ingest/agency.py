"""What news items of agencies have in common, whatever format they come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from depesche.ingest.days import day
from depesche.ingest.office import line
from depesche.ingest.pieces import Piece
from depesche.records import Fact


@dataclass(slots=True)
class Item:
    """A version of a news item: its text or page, and what is stated about it by the name of the fact.

    key: the item's own name, which all its versions share. as_of: when this version was made.
    """

    kind: str
    key: str = ""
    version: str = ""
    as_of: str = ""
    text: str = ""
    html: str = ""
    stated: dict[str, list[str]] = field(default_factory=dict)

    def state(self, what: str, *values: str) -> None:
        """Note what is stated; empty values are not."""
        kept = self.stated.setdefault(what, [])
        kept += [said for said in map(line, values) if said and said not in kept]

    def piece(self) -> Piece:
        """The item as a piece; one that was called back may have nothing left but its note."""
        facts = tuple(self._facts())
        version = f"version {self.version or '1'}"
        as_of = line(self.as_of)[:40] or None
        if self.text.strip():
            return Piece(
                key=self.key,
                text=self.text,
                facts=facts,
                kind=self.kind,
                extractor=f"{self.kind} 1",
                basis=version,
                as_of=as_of,
            )
        if self.html.strip():
            raw = self.html.encode("utf-8", "replace")
            return Piece(
                key=self.key,
                raw=raw,
                suffix=".html",
                facts=facts,
                kind=self.kind,
                extractor=f"{self.kind} 1",
                as_of=as_of,
            )
        if "canceled" in self.stated.get("pub_status", []):
            note = "\n\n".join([*self.stated.get("title", []), *self.stated.get("ed_note", [])]) or "canceled"
            return Piece(key=self.key, text=note, facts=facts, kind=self.kind, extractor=f"{self.kind} 1", as_of=as_of)
        return Piece(
            key=self.key, error="The news item has no text.", hint="Its text may lie in a file that it only names."
        )

    def _facts(self) -> Iterator[Fact]:
        when = day(line(self.as_of)) or day(line(self.as_of)[:10])
        if when:
            yield Fact("published", when, f"{self.kind} (version created)")
        for what, values in self.stated.items():
            yield from (Fact(what, value, self.kind) for value in values)
        if self.version:
            yield Fact("version", line(self.version)[:20], self.kind)
        if self.key and self.version.isdecimal() and self.version not in {"0", "1"}:
            yield Fact("replaces", self.key, self.kind)


def status(value: str) -> str:
    """The status of publication without the name of its list; items that state none are usable.

    >>> status("stat:cancelled"), status(""), status("http://cv.iptc.org/newscodes/pubstatusg2/withheld")
    ('canceled', 'usable', 'withheld')
    """
    said = line(value).lower().rpartition("/")[2].rpartition(":")[2]
    return {"cancelled": "canceled"}.get(said, said or "usable")
