"""What a file's name says of the report: `2022-01-10_outlet.txt`."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from depesche.ingest.days import day
from depesche.ingest.kinds import suffix
from depesche.records import Fact

_DAY = re.compile(r"(?<!\d)(?:\d{4}-\d\d-\d\d|\d{4}_\d\d_\d\d|(?:19|20)\d{6}|\d{1,2}\.\d{1,2}\.\d{4})(?!\d)")
# One word, perhaps of two parts: more of them are a headline, or an outlet whose name the pack knows.
_WORD = re.compile(r"[^\W\d_][\w.&+]*(?:-[\w.&+]+)?")
_HEX = re.compile(r"[0-9a-f]{8,}", re.IGNORECASE)
BASIS = "file name"


def facts(name: str) -> tuple[Fact, ...]:
    """The day and the outlet that a file name states.

    The outlet is what stands alone beside the day, or between underscores next to it; of several words after a
    space or hyphen nobody can tell whether they are an outlet or a headline, so they are left to those who know
    the outlets.

    >>> [fact.value for fact in facts("funk/20220110-Tagesbote.txt")]
    ['2022-01-10', 'Tagesbote']
    """
    stem = PurePosixPath(name).name
    stem = stem[: len(stem) - len(suffix(stem))]
    days = list(_DAY.finditer(stem))
    stated = {day(found.group().replace("_", "-")) for found in days} - {None}
    if len(days) != 1 or len(stated) != 1:
        return ()
    published = Fact("published", str(stated.pop()), BASIS)
    outlet = _outlet(stem[: days[0].start()], stem[days[0].end() :])
    return (published, Fact("outlet", outlet, BASIS)) if outlet else (published,)


def _outlet(before: str, after: str) -> str | None:
    """The one name beside the day: after it, or before it where nothing comes after."""
    before, after = before.strip(" _-."), after.strip(" .")
    if before and after.strip("_- "):
        return None
    rest = after or before
    if rest.startswith("_"):
        word = rest.strip("_").split("_")[0]
    else:
        word = rest.strip(" -")
        if "-" in word:
            return None
    return word if _WORD.fullmatch(word) and not _HEX.fullmatch(word) else None
