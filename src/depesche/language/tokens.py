"""Words and marks, as spans of the report's own text."""

from __future__ import annotations

import re
from functools import lru_cache

from depesche.packs import Pack

# A word may hold hyphens, apostrophes and the German gender marks inside (`US-Seite`, `Minister:innen`, `geht's`); a hyphen may
# end it where a part is left out (`mittel- und osteuropäisch`). A number keeps its inner stops and commas (`3.400`, `20.30`).
# Soft hyphens and accents that follow their letter belong to the word they stand in.
_WITHIN = r"[\xad\u0300-\u036f]*+"
_LETTERS, _ALPHANUMERICS = rf"(?:[^\W\d_]++{_WITHIN})++", rf"(?:[^\W_]++{_WITHIN})++"
_WORD = rf"{_LETTERS}(?:[-‐‑'’*:]{_ALPHANUMERICS})*[-‐‑]?"
_NUMBER = rf"\d+(?:[.,:/]\d+)*(?:[-‐‑]?{_LETTERS}(?:-{_ALPHANUMERICS})*)?(?:-(?!\w))?"
# A stop behind a short number belongs to it (`12. Januar`) unless it ends the stretch.
_ORDINAL = r"\d{1,2}\.(?=\s[\s\S])"
_LINK = r"(?:https?://|www\.)[^\s<>\"„“»«]+|[\w.+-]+@[\w-]+\.[\w.-]+"
_ELLIPSIS = r"\.{2,}|…"
_SIGN = r"[^\w\s]|_"


@lru_cache(maxsize=8)
def _pattern(pack: Pack) -> re.Pattern[str]:
    shortened = sorted((w for w in pack.words("abbreviations")), key=len, reverse=True)
    dotted = "|".join(r"\.\s?".join(re.escape(part) for part in w.rstrip(".").split(".")) + r"\." for w in shortened)
    return re.compile(rf"{_LINK}|(?<!\w)(?:{dotted})|{_WORD}|{_ORDINAL}|{_NUMBER}|{_ELLIPSIS}|{_SIGN}")


def tokenise(text: str, start: int, end: int, pack: Pack) -> list[tuple[int, int]]:
    """Cut a stretch of text into tokens; white space is none. Offsets are those of the whole text.

    >>> from depesche.packs import load
    >>> text = "Die US-Seite sagte z. B. am 12. Januar: „Nein!“"
    >>> [text[a:b] for a, b in tokenise(text, 0, len(text), load("de"))]
    ['Die', 'US-Seite', 'sagte', 'z. B.', 'am', '12.', 'Januar', ':', '„', 'Nein', '!', '“']
    """
    return [match.span() for match in _pattern(pack).finditer(text, start, end)]
