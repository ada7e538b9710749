"""The imprint line above an article: `TAGESBOTE · Nr. 10 · 7. Januar 2022`."""

from __future__ import annotations

import re

from depesche.clean.credits import Credits, patterns
from depesche.clean.days import find_days
from depesche.clean.names import known
from depesche.clean.published import is_day_line
from depesche.packs import Pack

_PARTS = re.compile(r"\s*[·•|]\s*|\s+[-–—]\s+")
_LONGEST = 120


def read_imprint(words: str, pack: Pack) -> Credits | None:
    """Read a line of parts of which one is a day; the outlet is the part that is known, or that numbers its issues.

    >>> from depesche.packs import load
    >>> read_imprint("TAGESBOTE · Nr. 10 · 7. Januar 2022", load("de"))
    Credits(agencies=(), byline=(), outlet='TAGESBOTE', day='2022-01-07')
    >>> read_imprint("Politik | 7. Januar 2022", load("de")).outlet is None
    True
    """
    parts = _PARTS.split(words) if len(words) <= _LONGEST else []
    dated = [part for part in parts if is_day_line(part, pack)]
    others = [part for part in parts if part and part not in dated]
    if not dated or not others:
        return None
    issues = [part for part in others if patterns(pack)["issue"].fullmatch(part)]
    names = [part for part in others if part not in issues]
    outlet = next((named for part in others if (named := known(pack).outlet(part))), None)
    if outlet is None and issues and names:
        outlet = names[0]
    return Credits(outlet=outlet, day=find_days(dated[0], pack)[0].value)
