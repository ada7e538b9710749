"""How long an ISO 8601 duration is."""

from __future__ import annotations

import re

_SHAPE = re.compile(
    r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(.*))?", re.ASCII
)
_CLOCK = re.compile(r"(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?", re.ASCII)
_HOURS = (365.25 * 24, 30.44 * 24, 7 * 24, 24)


def hours(value: str) -> float | None:
    """The hours of a duration, None where it is open.

    >>> hours("PT8H"), hours("P3W") == hours("P21D"), hours("PXM")
    (8.0, True, None)
    """
    found = _SHAPE.fullmatch(value)
    clock = _CLOCK.fullmatch(found[5] or "") if found else None
    if found is None or clock is None:
        return None
    days = sum(float(number) * each for number, each in zip(found.groups()[:4], _HOURS, strict=True) if number)
    whole = days + sum(
        float(number) / each for number, each in zip(clock.groups(), (1, 60, 3600), strict=True) if number
    )
    return whole or None
