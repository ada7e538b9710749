"""The codebook as a file for version control: TOML, one table for each issue, the same book always in the same words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from depesche.errors import DepescheError, UsageError
from depesche.relate.codebook_patterns import pattern
from depesche.relations import Issue

FORMAT = 1
_HEAD = f"# A codebook of issues; depesche issues CASE import FILE lays it over a case.\ncodebook = {FORMAT}\n"
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ID = re.compile(r"[^\x00-\x20\x7f]{1,120}")
_ODD = re.compile(r'["\\\x00-\x1f\x7f]')
_SURROGATE = re.compile("[\ud800-\udfff]")
_LISTS = ("covers", "patterns")
_KEYS: Mapping[str, type] = {
    "name": str,
    "covers": list,
    "patterns": list,
    "hidden": bool,
    "note": str,
    "by": str,
    "topic": str,
}
_LINE = re.compile(r"line (\d+)")


def write(issues: Iterable[Issue]) -> str:
    """The codebook as TOML, by id; what is empty is left out.

    >>> print(write([Issue("port-closure", "closure of the port", ("Schließung des Hafens",))]), end="")
    # A codebook of issues; depesche issues CASE import FILE lays it over a case.
    codebook = 1
    <BLANKLINE>
    [issue.port-closure]
    name = "closure of the port"
    covers = [
        "Schließung des Hafens",
    ]
    """
    return "\n".join([_HEAD, *(_table(issue) for issue in sorted(issues, key=lambda issue: issue.id))])


def _table(issue: Issue) -> str:
    identity = issue.id if _BARE.fullmatch(issue.id) else _string(issue.id)
    lines = [f"[issue.{identity}]", f"name = {_string(issue.name)}"]
    if issue.topic:
        lines.append(f"topic = {_string(issue.topic)}")
    if issue.by != "proposed":
        lines.append(f"by = {_string(issue.by)}")
    if issue.hidden:
        lines.append("hidden = true")
    if issue.note:
        lines.append(f"note = {_string(issue.note)}")
    for key, values in (("patterns", issue.patterns), ("covers", tuple(sorted(issue.covers)))):
        if values:
            lines += [f"{key} = [", *(f"    {_string(value)}," for value in values), "]"]
    return "\n".join(lines) + "\n"


def _string(words: str) -> str:
    """A basic string of TOML; half characters, which no file can hold, are replaced."""
    plain = _SURROGATE.sub("\ufffd", words)
    return (
        '"'
        + _ODD.sub(lambda found: f"\\u{ord(found[0]):04X}" if found[0] not in '"\\' else f"\\{found[0]}", plain)
        + '"'
    )


def read(text: str, where: str) -> tuple[Issue, ...]:
    """The entries of a codebook file, in its order.

    Args:
        text: what the file holds.
        where: its name, for what is said of faults.

    Raises:
        UsageError: with the line, for what is no codebook.

    """
    try:
        found = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = f"{where}:{line[1]}" if line else where
        hint = "It must be TOML, as depesche issues CASE export FILE writes it."
        raise UsageError(f"The codebook cannot be read: {error}", where=place, hint=hint) from error
    except RecursionError as error:
        raise UsageError("The codebook cannot be read: it is nested too deeply.", where=where) from error
    return _Reader(text, where).issues(found)


class _Reader:
    """Checks what a file says, and finds the lines of what is wrong."""

    def __init__(self, text: str, where: str) -> None:
        self._lines = text.splitlines()
        self._where = where
        self._heads = self._tables()

    def _tables(self) -> list[tuple[int, str]]:
        found = []
        for number, line in enumerate(self._lines, start=1):
            if line.lstrip().startswith("[issue."):
                found.append((number, line.strip()[len("[issue.") :].partition("]")[0].strip("\"' ")))
        return found

    def _fault(self, what: str, line: int | None, hint: str) -> UsageError:
        return UsageError(what, where=f"{self._where}:{line}" if line else self._where, hint=hint)

    def _line(self, identity: str, key: str = "", value: str = "") -> int | None:
        """Where an entry, one of its keys, or a value behind that key stands."""
        start = next((number for number, called in self._heads if called == identity), None)
        if start is None or not key:
            return start
        end = next((number for number, _ in self._heads if number > start), len(self._lines) + 1)
        at = next((n for n in range(start, end) if re.match(rf"\s*{re.escape(key)}\s*=", self._lines[n - 1])), start)
        sought = (_string(value), value) if value else ()
        return next((n for one in sought for n in range(at, end) if one in self._lines[n - 1]), at)

    def issues(self, found: Mapping[str, Any]) -> tuple[Issue, ...]:
        """Every entry, checked."""
        if found.get("codebook") != FORMAT or isinstance(found.get("codebook"), bool):
            hint = "A codebook begins with: codebook = 1. depesche issues CASE export FILE writes one."
            raise self._fault("This file does not say that it is a codebook.", None, hint)
        odd = sorted(set(found) - {"codebook", "issue"})
        if odd or not isinstance(found.get("issue", {}), dict):
            line = next((n for n, one in enumerate(self._lines, 1) if odd and odd[0] in one), None)
            raise self._fault(
                f"There is no {odd[0] if odd else 'such issue'} in a codebook.", line, "Write [issue.ID]."
            )
        issues = tuple(self._issue(identity, told) for identity, told in found.get("issue", {}).items())
        self._check_covers(issues)
        return issues

    def _issue(self, identity: str, told: Any) -> Issue:
        if not isinstance(told, dict) or not _ID.fullmatch(identity):
            raise self._fault(
                f"{identity!r} is no entry.", self._line(identity), "Write [issue.ID], an ID without blanks."
            )
        for key, value in told.items():
            self._check(identity, key, value)
        if not told.get("name", "").strip():
            raise self._fault(f"The issue {identity} has no name.", self._line(identity), 'Write name = "...".')
        lists = {key: tuple(dict.fromkeys(told.get(key, ()))) for key in _LISTS}
        return Issue(identity, told["name"], lists["covers"], lists["patterns"], **self._rest(told))

    @staticmethod
    def _rest(told: Mapping[str, Any]) -> dict[str, Any]:
        return {key: told[key] for key in ("hidden", "note", "by", "topic") if told.get(key)}

    def _check(self, identity: str, key: str, value: Any) -> None:
        kind = _KEYS.get(key)
        if kind is None:
            line = self._line(identity, key)
            raise self._fault(f"An issue has no {key}.", line, f"Known: {', '.join(_KEYS)}.")
        members: Sequence[Any] = value if isinstance(value, list) else ()
        if not isinstance(value, kind) or not all(isinstance(one, str) for one in members):
            kinds = {str: 'words in quotation marks: "..."', list: 'a list: ["...", "..."]', bool: "true or false"}
            line = self._line(identity, key)
            raise self._fault(f"{key} of {identity} is of the wrong kind.", line, f"It must be {kinds[kind]}.")
        if key == "patterns":
            self._check_patterns(identity, members)

    def _check_patterns(self, identity: str, written: Iterable[str]) -> None:
        for one in written:
            try:
                pattern(one)
            except DepescheError as error:
                raise self._fault(error.what, self._line(identity, "patterns", one), error.hint or "") from error

    def _check_covers(self, issues: Sequence[Issue]) -> None:
        """A name belongs to one issue."""
        owner: dict[str, str] = {}
        for issue in issues:
            for cover in issue.covers:
                first = owner.setdefault(cover.casefold(), issue.id)
                if first != issue.id:
                    line = self._line(issue.id, "covers", cover)
                    raise self._fault(
                        f"{cover} stands below two issues: {first} and {issue.id}.", line, "Keep one of them."
                    )
