"""What the words around a person's name say: role, rank, gender, state, party."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.read.cast import Cast, Entity
from depesche.read.describe import many
from depesche.read.lookup import Lookup
from depesche.records import Token

_REACH, _FAR = 10, 16  # words before a name, and behind it
_LISTED = 12  # names in a row that share a role; a list without end is no list of ministers
_JOINS = frozenset([",", "und", "sowie"])
_RELATING = frozenset(["von", "vom", "für", "im", "in", "der", "des", "beim", "bei", "aus", "zur", "zum"])
_ARTICLES = frozenset(["der", "die", "das", "den", "dem", "ein", "eine", "einem", "einen"])
TITLES = {"Herr": "m", "Herrn": "m", "Frau": "f"}
_OPENS = frozenset(["ART", "NN", "ADJA", "PPOSAT"])


def describe(cast: Cast, person: Entity, tokens: Sequence[Token], words: list[str], start: int, end: int) -> None:
    """Take role, state, party and gender from the words around a name (`Russlands Vize-Außenminister Sergej Rjabkow`)."""
    tables = cast.tables
    governed = _governed(person, tokens, words, end)  # `der Sprecher Ida Lunds`
    before = [] if governed else _left_context(tokens, words, tables, _enumerated(cast, tokens, words, start))
    for i in [*reversed(before), *_right_context(tokens, words, tables, end)]:
        role = tables.role(words[i]) if words[i][0].isupper() else None  # `geistlich` is no cleric
        if role is not None:
            if role not in person.roles:
                person.roles.append(role)
            person.titles.setdefault(tables.titled(words, i, role))
            person.gender = role.gender if role.gender and role.level != "plural" else person.gender
        _belongs(person, tables, words, i)
    title = words[start - 1] if start else ""
    person.gender = person.gender or TITLES.get(title, "")
    for i in _members_context(tokens, words, end):
        large = words[i].isupper() and len(words[i]) > 1  # `(GRÜNE)`
        found = tables.name_at(words, i) or (tables.name_at([words[i].capitalize()], 0) if large else None)
        if found is not None and found[1].kind == "organisation":
            person.bodies.setdefault(found[1].name)


def _enumerated(cast: Cast, tokens: Sequence[Token], words: list[str], start: int) -> int:
    """Where the list of names begins that this one stands in, if a role in the plural opens it (`die Minister Lund und Tamsen`)."""
    first = start
    for _ in range(_LISTED):
        if first < 2 or words[first - 1] not in _JOINS:
            break
        end = first - 2
        if words[end] == ")":
            end = next((k - 1 for k in range(end, max(end - 6, 0), -1) if words[k] == "("), end)
        named = cast.at(tokens[max(end - 6, 0)].start, tokens[end].end)
        if not named or named[-1][1] != tokens[end].end or named[-1][2].kind != "person":
            return start
        first = next(k for k in range(end, -1, -1) if tokens[k].start == named[-1][0])
    left = _left_context(tokens, words, cast.tables, first) if first < start else []
    plural = any(cast.tables.role(words[i]) and many(tokens, cast.tables, min(left), i) for i in left)
    return first if plural else start


def gender_before(words: Sequence[str], i: int, tables: Lookup) -> str:
    """The gender that a role or title right before a name tells."""
    before = words[i - 1] if i else ""
    role = tables.role(before)
    return TITLES.get(before, "") or (role.gender if role else "")


def _governed(person: Entity, tokens: Sequence[Token], words: list[str], end: int) -> bool:
    """Whether a name stands in the genitive behind a noun, whose role is another's; not where a noun follows (`Präsident Lunds Rede`)."""
    last = words[end - 1]
    if not last.endswith("s") or last == person.surname or last[:-1] != person.surname:
        return False
    return end >= len(tokens) or tokens[end].tag not in {"NN", "ADJA"}


def _belongs(person: Entity, tables: Lookup, words: list[str], i: int) -> None:
    """Whom a word beside the name says it acts for: a state, or a body (`Nato-Generalsekretär`)."""
    codes = codes_at(tables, words, i)
    person.codes |= codes
    found = tables.name_at(words, i)
    body = found[1] if found else tables.compound(words[i])
    if body is not None and body.kind == "organisation":
        person.bodies.setdefault(body.name)
        codes = codes - {body.code}  # a member of the CDU is German, but acts for the CDU
    person.votes.update(codes)


def codes_at(tables: Lookup, words: list[str], i: int) -> set[str]:
    """The states that a word points at: an adjective, a name, a genitive, a compound's first part."""
    word = words[i]
    found = {named.code for named in (tables.nationality(word), tables.compound(word)) if named and named.code}
    if word in tables.demonyms:
        found.add(tables.demonyms[word][0].code)
    named_at = tables.name_at(words, i)
    new = i > 0 and words[i - 1][:1].isupper() and tables.part(words[i - 1], "first") == "place"  # `New Mexico`
    if named_at and named_at[1].code and not new:
        found.add(named_at[1].code)
    if word.startswith("Bundes") and not found and (tables.role(word) or tables.body(word)):
        found.add("DE")
    return found


def _left_context(tokens: Sequence[Token], words: list[str], tables: Lookup, start: int) -> list[int]:
    """The words before a name that are about it, back to its article; none behind `von` (`der Anwalt von Ida Lund`)."""
    out: list[int] = []
    comma = held = False
    start = before_titles(words, tables, start)
    if start and (words[start - 1].lower() in {"von", "vom"} or tables.part(words[start - 1], "before") == "family"):
        return out  # `ein Minister im Kabinett Lund`
    for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
        tag, word = tokens[i].tag, words[i]
        if _parts(tokens, words, tables, i, held=held, apart=comma):
            break
        if word == ",":
            if comma or i != start - 1:
                break
            comma = True
        relating = tag in {"APPR", "APPRART"}
        if relating and (held or word not in _RELATING):
            break  # behind a role nobody else's is meant: `der Sprecher von Präsident Lund`
        out.append(i)
        held = held or tables.role(word) is not None
        if tag == "ART" and (held or word.lower() in _ARTICLES) and _names_one(tokens, i, start):
            whose = not held and word in {"der", "des"} and i > 0 and tokens[i - 1].tag == "NN"
            if not (whose and tables.role(words[i - 1]) is not None):  # `die Sprecherin der Fraktion Ida Lund`
                break
    return out


def before_titles(words: list[str], tables: Lookup, start: int) -> int:
    """Where a name begins with its titles (`der Minister, | Dr. Karl Tamsen`)."""
    while start > 1 and (words[start - 1] == "." or words[start - 1] in tables.titles):
        dotted = words[start - 1] == "." and words[start - 2] + "." in tables.titles
        if words[start - 1] == "." and not dotted:
            break
        if tables.role(words[start - 1]) is not None:
            break  # `Prinzessin` is a role too
        start -= 2 if dotted else 1
    return start


def _parts(tokens: Sequence[Token], words: list[str], tables: Lookup, i: int, *, held: bool, apart: bool) -> bool:
    """Whether a word parts a name from what stands before: a verb, a mark, `und` but for a second office of the same person."""
    tag = tokens[i].tag
    if tag == "KON" and i:
        office = held and tables.role(words[i - 1]) is not None  # `Kanzler und Parteichef Karl Tamsen`
        field = apart and not held and tokens[i - 1].tag == "NN" and i + 1 < len(words) and tokens[i + 1].tag == "NN"
        return tokens[i - 1].tag != "TRUNC" and not office and not field  # `der Minister für Umwelt und Energie,`
    return tag[0] == "V" or tag == "KON" or (tag[0] == "$" and words[i] not in {",", "-"})


def _names_one(tokens: Sequence[Token], i: int, start: int) -> bool:
    return all(tokens[k].tag in {"ADJA", "NN", "TRUNC", "KON", "NE"} for k in range(i + 1, start))


def _right_context(tokens: Sequence[Token], words: list[str], tables: Lookup, end: int) -> list[int]:
    """An apposition behind the name: `Wendy Sherman, die stellvertretende Außenministerin der USA,`."""
    out: list[int] = []
    end = _behind_brackets(words, end)
    if end + 3 < len(words) and words[end] == "," == words[end + 2] and words[end + 1].isdigit():
        end += 2  # `Ida Lund, 58, Chefin der Bahn,`
    if end + 1 >= len(tokens) or words[end] != "," or not _opens(tokens, words, tables, end + 1):
        return out
    for i in range(end + 1, min(end + _FAR, len(tokens))):
        tag = tokens[i].tag
        if tag == "VVPP" and any(tables.role(words[k]) for k in out):
            return out  # `wurde von Ida Lund, der Bürgermeisterin von Posen eröffnet`
        second = (
            tag == "KON" and i + 1 < len(tokens) and tables.role(words[i + 1]) is not None and tokens[i + 1].tag == "NN"
        )
        if tag[0] in "V$" or tag in {"PRELS", "KOUS"} or (tag == "KON" and not second):
            break
        out.append(i)  # `Ida Lund, Juristin und Gesandte des Bundes,`
    else:
        return []
    return out if out and tokens[out[-1] + 1].tag[0] == "$" else []


def _opens(tokens: Sequence[Token], words: list[str], tables: Lookup, i: int) -> bool:
    """Whether an apposition can begin here: with an article, a noun, or the genitive of a name (`Ida Lund, Norwegens Ministerin`)."""
    genitive = tokens[i].tag == "NE" and words[i].endswith("s") and i + 1 < len(tokens)
    return tokens[i].tag in _OPENS or (genitive and tables.role(words[i + 1]) is not None)


def _behind_brackets(words: list[str], end: int) -> int:
    """Where the words go on behind `(58)` or `(SPD)`."""
    if end < len(words) and words[end] == "(":
        close = next((i for i in range(end + 1, min(end + 6, len(words))) if words[i] == ")"), None)
        return end if close is None else close + 1
    return end


def _members_context(tokens: Sequence[Token], words: list[str], end: int) -> range:
    """Where a party or house may stand behind a name: `(SPD)`, `von den Grünen`."""
    if end >= len(words):
        return range(0)
    if words[end] == "(":
        return range(end + 1, max(end + 1, _behind_brackets(words, end) - 1))
    if words[end] in {"von", "vom", "aus"}:
        first = end + 1 + (end + 1 < len(words) and tokens[end + 1].tag == "ART")
        return range(first, min(first + 1, len(words)))
    return range(0)
