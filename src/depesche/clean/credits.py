"""Credits: what bylines, datelines, sign-offs and lists of contributors say about who made a report, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from depesche.clean.days import find_days
from depesche.clean.names import Known, initials, known, person, words_of
from depesche.packs import Pack

_APART = re.compile(r"\s*[,;/|&+]\s*|\s+[-–—]\s+|\s+(?:und|sowie|and)\s+")
_ROLE = re.compile(r"^[A-ZÄÖÜ][\w-]{2,20}:\s*")
_LONGEST = 120
# Initials alone, as editors sign: nobody else strings such words together with nothing but strokes.
_SLASHED = re.compile(r"[a-zäöüß.]{2,6}(?:/[a-zäöüß.]{2,6}){1,4}")
_CODE = re.compile(r"\bdpa:(\d\d)(\d\d)(\d\d)-")


@dataclass(frozen=True, slots=True)
class Credits:
    """What a credit says; days are ISO dates."""

    agencies: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    outlet: str | None = None
    day: str | None = None

    def __or__(self, other: Credits) -> Credits:
        return Credits(
            tuple(dict.fromkeys(self.agencies + other.agencies)),
            tuple(dict.fromkeys(self.byline + other.byline)),
            self.outlet or other.outlet,
            self.day or other.day,
        )


@dataclass(slots=True)
class _Found:
    """What the parts of a credit turned out to be; unclear counts those that are nothing we know."""

    credits: Credits = field(default_factory=Credits)
    initials: int = 0
    people: int = 0
    own: int = 0
    unclear: int = 0


@lru_cache(maxsize=8)
def patterns(pack: Pack) -> dict[str, re.Pattern[str]]:
    """The lead-ins of credits by kind: `byline`, `list`, `sources`, `published`, `status`, `updated`."""
    return {kind: re.compile(rf"{one}(?!\w)\s*", re.IGNORECASE) for kind, one in words_of(pack).items()}


def sign_off(words: str, pack: Pack) -> Credits | None:
    """Read a line that signs a report off, such as `asc/dpa/AFP`, `(APA, red, 10.1.2022)` or `Quelle: dpa`.

    None if it holds anything that is no credit: `(nach Verlängerung)` is none.
    """
    words = words.strip()
    code = (
        _CODE.search(words) if len(words) <= _LONGEST and words.startswith(("©", "dpa", "(dpa", "Copyright")) else None
    )
    if code:
        return Credits(agencies=("dpa",), day=f"20{code[1]}-{code[2]}-{code[3]}")
    inner = words.strip("()[] ")
    if not words or len(words) > _LONGEST or patterns(pack)["picture"].match(inner):
        return None
    lead = patterns(pack)["sources"].match(inner)
    found = _parts(inner[lead.end() if lead else 0 :].strip(" ."), pack)
    if lead:
        return found.credits if found.credits.agencies else None
    return found.credits if not found.unclear and _signs(found, words) else None


def _signs(found: _Found, words: str) -> bool:
    """Whether what is known in a line is enough to take it for a sign-off; in brackets less will do."""
    said, bracketed = found.credits, words.startswith("(")
    # Out of brackets, a person beside an agency is a photographer: `Anna Beispiel / dpa`.
    if (said.agencies and (bracketed or not found.people)) or (said.outlet and said.day):
        return True
    return (bracketed and (bool(said.day) or found.initials + found.own > 1)) or bool(_SLASHED.fullmatch(words))


def agencies(words: str, pack: Pack) -> tuple[str, ...] | None:
    """The agencies in the brackets of a dateline, or None if something else stands there too.

    >>> from depesche.packs import load
    >>> agencies("dpa/AFP", load("de")), agencies("dpa, gestern", load("de"))
    (('dpa', 'AFP'), None)
    """
    found = _parts(words, pack)
    return found.credits.agencies if found.credits.agencies and not found.unclear else None


def people(words: str, pack: Pack) -> tuple[str, ...]:
    """The people in a list of names; places, roles, agencies and outlets are left out.

    >>> from depesche.packs import load
    >>> people("Anna Beispiel und Karl Muster, Genf", load("de"))
    ('Anna Beispiel', 'Karl Muster')
    """
    who = known(pack)
    names = [person(_ROLE.sub("", part), who) for part in _APART.split(words)]
    return tuple(dict.fromkeys(name for name in names if name and not who.agency(name) and not who.outlet(name)))


def byline(words: str, pack: Pack) -> tuple[str, ...]:
    """The people whom a line such as `Von Anna Beispiel, Genf` names as its authors; none if it is no such line.

    >>> from depesche.packs import load
    >>> byline("Ein Bericht von Anna Beispiel", load("de")), byline("Von Genf nach Wien", load("de"))
    (('Anna Beispiel',), ())
    """
    lead = patterns(pack)["byline"].match(words) if len(words) <= _LONGEST else None
    return people(words[lead.end() :], pack) if lead else ()


def credit_list(words: str, pack: Pack) -> tuple[str, ...]:
    """The people in a list of credits in brackets.

    >>> from depesche.packs import load
    >>> credit_list("(Weitere Berichte von Anna Beispiel in Genf; Bearbeitung von Karl Muster)", load("de"))
    ('Anna Beispiel', 'Karl Muster')
    """
    inner = words.strip().removeprefix("(").removesuffix(")")
    lead = patterns(pack)["list"]
    if not lead.match(inner):
        return ()
    names: list[str] = []
    for part in inner.split(";"):
        found = lead.match(part.strip())
        names += people(part.strip()[found.end() if found else 0 :], pack)
    return tuple(dict.fromkeys(names))


def _parts(words: str, pack: Pack) -> _Found:
    """Sort the parts of a credit; days come out first, since they hold the marks that part the rest."""
    found = _Found()
    days = find_days(words, pack)
    if len(days) == 1:
        found.credits = replace(found.credits, day=days[0].value)
        words = f"{words[: days[0].start]},{words[days[0].end :]}"
    elif days:
        found.unclear = 1
    whole = known(pack).agency(words.strip(" ,"))
    pieces = [words] if whole else _APART.split(re.sub(r"[()\[\]]", ",", words))
    for piece in pieces:
        if piece.strip(" .,–-"):
            _sort(_ROLE.sub("", piece.strip(" ,")), known(pack), found)
    return found


def _sort(piece: str, who: Known, found: _Found) -> None:
    agency, outlet, name = who.agency(piece), who.outlet(piece), person(piece, who)
    short = initials(piece, who)
    if agency:
        found.credits |= Credits(agencies=(agency,))
    elif piece.casefold() in who.own:
        found.own += 1
    elif outlet:
        found.credits |= Credits(outlet=outlet)
    elif name or short:
        found.initials += 1 if short else 0
        found.people += 1 if name else 0
        found.credits |= Credits(byline=(name or short or "",))
    else:
        found.unclear += 1
