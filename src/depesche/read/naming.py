"""What an actor is called who has no name of its own: the report's words, in the nominative, without the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from depesche.read.cast import Entity
from depesche.read.lookup import Lookup
from depesche.records import Token

_SINGULAR = frozenset(
    "des dem eines einem einen vom zum beim im seines seinem ihres ihrem dieses diesem unseres unserem ein eine der das".split()  # noqa: SIM905
)
MARKS = '„“”»«"'
_ADJECTIVE = re.compile(r"(?:en|er|em|es|e)$")


def canonical(tokens: Sequence[Token], tables: Lookup, start: int, end: int) -> str:
    """The phrase as it would stand alone in the nominative (`des russischen Außenministeriums`: `russisches Außenministerium`)."""
    words = [t.text for t in tokens[start:end]]
    head = next((i for i, t in enumerate(tokens[start:end]) if t.tag in {"NN", "NNA"}), None)
    if head is None:
        return _joined(tokens, words, start)
    prefix, hyphen, last = words[head].rpartition("-")
    role, body = tables.role(words[head]), tables.body(words[head])
    if not _singular(tokens, start, last):
        if start and tokens[start - 1].text.lower() == "die":
            words = [
                w[:-1] if i < head and t.tag == "ADJA" and w.endswith("en") else w
                for i, (w, t) in enumerate(zip(words, tokens[start:end], strict=True))
            ]
        return _joined(tokens, words, start)
    gender = role.gender if role is not None else body.gender if body is not None else ""
    if role is not None and role.gender == "m":
        last = _stem_form(last, role.base)
    elif role is None and body is not None:
        last = _stem_form(last, body.base)
    words[head] = prefix + hyphen + last
    ending = {"m": "er", "f": "e", "n": "es", "pl": "e"}.get(gender, "")
    for i in range(head):
        town = words[i][0].isupper() and words[i].endswith("er")  # `Potsdamer` never changes
        if tokens[start + i].tag == "ADJA" and ending and not town:
            words[i] = _ADJECTIVE.sub("", words[i]) + ending
    return _joined(tokens, words, start)


def ministry(tables: Lookup, minister: Entity) -> str:
    """What the house of a minister is called, with the adjective of the state (`norwegisches Außenministerium`); empty if nothing tells."""
    bases = [role.base for role in minister.roles if role.base.endswith("minister")]
    noun = f"{bases[0]}ium" if bases else ""
    if not noun or tables.body(noun) is None:
        return ""
    fit = (
        word
        for word, state in tables.adjectives.items()
        if word.islower() and word.endswith("sches") and state.code in minister.codes
    )
    return f"{next(fit, '') if len(minister.codes) == 1 else ''} {noun}".strip()


def _joined(tokens: Sequence[Token], words: list[str], start: int) -> str:
    """Words with the spaces that the report has between them."""
    parts = [words[0]]
    for i, word in enumerate(words[1:], start=start + 1):
        parts.append(word if tokens[i - 1].end == tokens[i].start else " " + word)
    return _unmarked("".join(parts))


def _unmarked(name: str) -> str:
    """A name without quotation marks, and without what stands behind a comma or in a bracket that nothing closes."""
    name = "".join(letter for letter in name if letter not in MARKS).strip() or name
    cut = min((at for at in (name.find(","), name.find("(") if ")" not in name else -1) if at > 0), default=len(name))
    return name[:cut].rstrip() or name


def _singular(tokens: Sequence[Token], start: int, head: str) -> bool:
    """Whether the word before the phrase, or the ending of its head, says that it is one; a plural stays as it stands."""
    before = tokens[start - 1].text.lower() if start else ""
    return before in _SINGULAR or (before not in {"die", "den"} and head.endswith("s"))


def _stem_form(word: str, base: str) -> str:
    """The word with its inflection taken back to the table's nominative: `Außenministeriums` with `Ministerium`."""
    at = word.lower().rfind(base.lower())
    return word[: at + len(base)] if at >= 0 else word
