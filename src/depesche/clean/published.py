"""The day of publication, where a report's text states it."""

from __future__ import annotations

import re

from depesche.clean.credits import Credits, byline, credit_list, patterns, sign_off
from depesche.clean.datelines import Dateline
from depesche.clean.days import find_days, month
from depesche.clean.units import Unit
from depesche.packs import Pack
from depesche.records import Published

# A key and a date that some tool wrote before the text; often the day is cut off.
PREFIX = re.compile(
    r"\s*(?:date|datum|published|pubdate|timestamp)\s?[:=]?\s?(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?=[\sT])",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_LABELS = {"published": "stated as published", "status": "stated as of", "updated": "stated as updated"}
_LONGEST = 90


def read_published(
    text: str, lines: tuple[Unit, ...], *, signed: Credits, imprint: Credits, dateline: Dateline, pack: Pack
) -> Published:
    """Take the day from the surest of its signs; a half date before the text gives an interval."""
    prefix = PREFIX.match(text)
    before = find_days(prefix[0], pack) if prefix else []
    labelled = _labelled(lines, pack)
    for day, basis in (
        (before[0].value if before else None, "before the article"),
        labelled.get("published", (None, "")),
        (dateline.day, "dateline"),
        (signed.day, "sign-off"),
        (imprint.day, "imprint"),
        labelled.get("alone", (None, "")),
        labelled.get("status", (None, "")),
        labelled.get("updated", (None, "")),
    ):
        if day:
            return Published(value=day, basis=f"text ({basis})")
    if prefix:
        days = month(int(prefix["y"]), int(prefix["m"]))
        return Published(interval=days, basis=f"text (month in {prefix[0].strip()!r} before the article)")
    return Published()


def is_day_line(words: str, pack: Pack) -> bool:
    """Whether a line holds a day and a clock time, perhaps with what they mean, and nothing else.

    >>> from depesche.packs import load
    >>> is_day_line("Stand: 10.01.2022, 14:30 Uhr", load("de")), is_day_line("Am 10.01.2022 in Genf", load("de"))
    (True, False)
    """
    return len(words) <= _LONGEST and bool(find_days(words, pack)) and _meaning(words, pack) is not None


def is_credit(words: str, pack: Pack) -> bool:
    """Whether a line belongs to the head or foot of the report itself: sign-off, byline, day, list of contributors."""
    return bool(sign_off(words, pack) or byline(words, pack) or is_day_line(words, pack) or credit_list(words, pack))


def _labelled(lines: tuple[Unit, ...], pack: Pack) -> dict[str, tuple[str | None, str]]:
    """The days on lines of their own, by what the line says they are."""
    found: dict[str, tuple[str | None, str]] = {}
    for unit in lines:
        if is_day_line(unit.text, pack):
            kind = _meaning(unit.text, pack) or "alone"
            words = f"{_LABELS.get(kind, 'a line of its own')}: {unit.text!r}"
            found.setdefault(kind, (find_days(unit.text, pack)[0].value, words))
    return found


def _meaning(words: str, pack: Pack) -> str | None:
    """`published`, `status`, `updated`, an empty string for a bare day, or None where other words stand there too."""
    kinds = ((kind, patterns(pack)[kind].match(words)) for kind in _LABELS)
    kind, match = next(((kind, match) for kind, match in kinds if match), ("", None))
    rest = words[match.end() if match else 0 :]
    for day in reversed(find_days(rest, pack)):
        rest = rest[: day.start] + rest[day.end :]
    rest = _CLOCK.sub(" ", rest)
    # Two days on one line are `published, updated`; the first label tells what the first day is.
    for label in _LABELS:
        rest = patterns(pack)[label].sub(" ", rest)
    weekdays = {name.casefold() for name in pack.words("weekdays")}
    beside = patterns(pack)["beside"]
    left = [word for word in re.findall(r"[^\W\d_]+", rest) if word.casefold() not in weekdays]
    return None if any(not beside.fullmatch(word) for word in left) else kind
