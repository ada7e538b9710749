"""What the words of a match add to a value: each field of `times_rules.tsv` is one small function.

A field that cannot be filled makes the rule not fit, so that the next rule has its turn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from depesche.read.times_amounts import AMOUNT_FIELDS
from depesche.read.times_dates import DATE_FIELDS, LEAP, day_of
from depesche.read.times_rules import DoesNotFitError, Match

# Which halves and weeks lie where in their month.
PARTS = {
    "hälfte": {"1": "START", "2": "END", "-1": "END"},
    "woche": {"1": "START", "2": "MID", "3": "MID", "4": "END", "-1": "END"},
}
FIELDS = DATE_FIELDS | AMOUNT_FIELDS


@dataclass(frozen=True, slots=True)
class Filled:
    """What a rule's columns become with the words filled in. offset and direction as in `records.Anchor`."""

    open: str
    anchor: tuple[str, ...]
    mod: str | None


def fill(match: Match) -> Filled:
    """Fill the columns of a rule from the words that it matched.

    Raises:
        DoesNotFitError: if a field cannot be filled or the value is none.

    """
    open_ = _filled(match.rule.open, match)
    _check(open_)
    hangs = "X" in open_ or "_REF" in open_ or match.rule.type == "DURATION"
    anchor = tuple(_filled(match.rule.anchor, match).split()) if hangs else ()
    return Filled(open_, anchor, _mod(match))


def _filled(template: str, match: Match) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: FIELDS[name.group(1)](match), template)


def _check(open_: str) -> None:
    """Refuse months, days, hours and minutes that do not exist."""
    found = re.fullmatch(r"(?:\d{4}|XXXX)-(\d\d|XX)(?:-(\d\d|XX))?(?:T(?:(\d\d):(\d\d)|[A-Z]{2}))?", open_)
    if not found:
        return
    month, day, hour, minute = found.groups()
    if month != "XX" and not 1 <= int(month) <= 12:
        raise DoesNotFitError(open_)
    if hour and (int(hour) > 24 or int(minute) > 59):
        raise DoesNotFitError(open_)
    if month != "XX" and day and day != "XX":
        year = int(open_[:4]) if open_[:4].isdigit() and open_[:4] != "0000" else LEAP
        day_of(year, int(month), int(day))


def _mod(match: Match) -> str | None:
    """What restricts the value: Anfang, Mitte, Ende, rund, mehr als ..."""
    if part := match.value("MONPART"):
        return PARTS[part[3:]].get((match.value("ORD", "ORDW", "REL") or "").rstrip("."))
    inside = {w.kind: w.value for w in reversed(match.inside())}
    value = (
        inside.get("BEG") or inside.get("EARLY") or inside.get("BEGUNIT", inside.get("SEASON", "")).partition(" ")[2]
    )
    if value:
        return value
    if match.rule.name == "time.clock":
        return _clock_mod(match)
    over = () if match.rule.name == "duration.bare" else ("UEBER",)  # `über drei Jahre`, but `über Jahre`
    less = ("LESS",) if match.words("ALS") else ()  # `weniger als drei Tage`, but `binnen weniger Tage`
    mods = [w.value for w in match.words("MODW", *over, "GEGEN", *less) if w.value]
    if not mods and match.rule.type == "DURATION" and match.words("BIS"):
        return "EQUAL_OR_LESS" if match.words("ZU") else "EQUAL_OR_MORE"  # `bis zu zwei Wochen`, `zwei bis drei Wochen`
    return mods[0] if mods else None


def _clock_mod(match: Match) -> str | None:
    if match.words("KURZ"):
        return "BEFORE" if match.words("VOR") else "AFTER" if match.words("NACH") else "APPROX"
    return "APPROX" if match.words("GEGEN", "MODW", "UEBER") else None
