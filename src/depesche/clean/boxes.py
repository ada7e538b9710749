"""The lines that are clutter by their own words: boxes, buttons, photo credits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from depesche.clean.credits import sign_off
from depesche.clean.names import known, person, words_of
from depesche.packs import Pack

# A box is short, a photo credit shorter.
_BOX, _CREDIT, _BARE_CREDIT = 400, 160, 90
_PICTURE_OF = re.compile(r"(?P<who>[^/\n]{2,60}?)\s?/\s?(?P<whose>[^\n]{2,60})")


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of a pack by how they apply.

    start: before the text. line, box, tail: as in `clutter.tsv`. credit: a line that is a photo credit.
    credit_at_end: a caption's credit. within: a credit in brackets inside of a paragraph.
    """

    start: re.Pattern[str]
    line: re.Pattern[str]
    box: re.Pattern[str]
    tail: re.Pattern[str]
    credit: re.Pattern[str]
    credit_at_end: re.Pattern[str]
    within: re.Pattern[str]


@lru_cache(maxsize=8)
def rules(pack: Pack) -> Rules:
    """Compile the patterns of a pack."""
    kinds: dict[str, list[str]] = {}
    for row in pack.table("clutter"):
        kinds.setdefault(row["how"], []).append(f"(?:{row['pattern']})")
    start, line, box, tail = (f"(?:{'|'.join(kinds[how])})" for how in ("start", "line", "box", "tail"))
    picture = words_of(pack)["picture"]
    forms = (
        rf"\s*{start}",
        line,
        box,
        tail,
        rf"[(\[]?{picture}\s?[:|©/]\s?\S[^\n]{{1,150}}",
        rf"(?<=\s){picture}\s?:\s?\S[^!?\n]{{1,80}}$",
        rf"[(\[]{picture}\s?:\s?[^()\[\]\n]{{2,120}}[)\]]",
    )
    return Rules(*(re.compile(form, re.IGNORECASE) for form in forms))


def is_clutter(words: str, pack: Pack) -> bool:
    """Whether a line is clutter whatever stands around it."""
    if len(words) > _BOX:
        return False
    by = rules(pack)
    if by.credit.fullmatch(words):
        return len(words) <= _CREDIT
    if by.line.fullmatch(words.rstrip(" .:!…»›>→")) or by.line.fullmatch(words) or by.box.match(words):
        return sign_off(words, pack) is None
    return _names_picture(words, pack)


def _names_picture(words: str, pack: Pack) -> bool:
    """A photo credit without a word that says so: a person's name and an agency, or a photo agency."""
    match = _PICTURE_OF.fullmatch(words)
    if not match or len(words) > _BARE_CREDIT or (sign_off(words, pack) and not person(match["who"], known(pack))):
        return False
    pictures = known(pack).pictures
    owners = [part.strip().casefold() for part in re.split(r"[/,]", match["whose"])]
    return bool(person(match["who"], known(pack)) or match["who"].casefold() in pictures) and any(
        one in pictures for one in owners
    )
