"""States and regions that no table knows, learned from the report itself.

`Karvelien` beside `die karvelische Marine` shows that a name is one of a state or region: German forms the adjective from it. This finds
regions (`Schlesien`, `schlesisch`) and states too new or too small for the tables.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence

from depesche.read.lookup import Lookup, Named
from depesche.read.once import Once
from depesche.read.unheard import unheard
from depesche.records import Sentence

_ENDINGS = ("e", "er", "es", "en", "em")
_NAME_ENDINGS = frozenset(["ien", "en", "ia", "a", "ein", "land", "e", "ei", "stan", "istan"])
_ROOT = 4


_LEARNED = Once[Lookup]()


def learned(tables: Lookup, sentences: Sequence[Sentence]) -> Lookup:
    """The tables, with the states that this report teaches; the tables themselves if it teaches none."""
    return _LEARNED.get(tables, sentences, lambda: _learned(tables, sentences))


def _learned(tables: Lookup, sentences: Sequence[Sentence]) -> Lookup:
    roots = _adjective_roots(tables, sentences)
    names = sorted(set(_unknown_names(tables, sentences))) if roots else []
    found = {name: root for name in names if (root := _root_of(name, roots))}
    local = _with_states(tables, found) if found else tables
    states, towns = unheard(local, sentences)
    if not found and not states and not towns:
        return tables
    local = _with_states(local, {name: name[:-3].lower() if name.endswith("ien") else "" for name in states})
    seats = dict(_capitals(local, sentences))
    for seat, state in seats.items():
        named = Named(state.name, "state", state.code, gender="n", seat=True)
        local.names[seat] = [*local.names.get(seat, []), ((seat,), named)]
    local.towns = frozenset(town for town in towns if town not in seats)
    local.places = tables.places | dict.fromkeys(sorted(local.towns), "?")
    return local


def _with_states(tables: Lookup, found: dict[str, str]) -> Lookup:
    """A copy of the tables with states by their names and the roots of their adjectives."""
    local = copy.copy(tables)
    local.names = dict(tables.names)
    local.adjectives = dict(tables.adjectives)
    local.demonyms = dict(tables.demonyms)
    local.states = dict(tables.states)
    for name, root in sorted(found.items()):
        _add(local, name, root)
    return local


def _adjective_roots(tables: Lookup, sentences: Sequence[Sentence]) -> set[str]:
    """The roots of unknown adjectives in -isch: `karvel` of `karvelische`."""
    roots = set()
    for sentence in sentences:
        for token in sentence.tokens:
            if token.tag != "ADJA":
                continue
            word = token.text.lower()
            at = word.rfind("isch")
            if at >= _ROOT and word[at + 4 :] in _ENDINGS and word not in tables.adjectives:
                roots.add(word[:at])
    return roots


def _unknown_names(tables: Lookup, sentences: Sequence[Sentence]) -> Iterator[str]:
    for sentence in sentences:
        for token in sentence.tokens:
            if token.tag in {"NE", "NN"} and token.text[0].isupper() and len(token.text) > _ROOT:
                bare = token.text.removesuffix("s")
                if bare not in tables.names and bare.isalpha():
                    yield bare


def _root_of(name: str, roots: set[str]) -> str:
    """The longest of the roots that a name can be made of; empty if it is made of none."""
    low = name.lower()
    ends = [end for end in _NAME_ENDINGS if low.endswith(end) and low[: -len(end)] in roots]
    return low[: -len(min(ends, key=len))] if ends else ""


def _add(local: Lookup, name: str, root: str) -> None:
    state = Named(name, "state", f"x-{name}", gender="n")
    local.states[state.code] = state
    local.names[name] = [((name,), state)]
    for ending in _ENDINGS if root else ():
        for form in (f"{root}isch{ending}", f"{root}isch{ending}".capitalize()):
            local.adjectives.setdefault(form, state)
    if not root:
        return  # `Ostland`: what its people are called is anybody's guess
    stem = name[:-2] if name.endswith("ien") else root.capitalize()
    for suffix, gender in (("er", "m"), ("ers", "m"), ("ern", "pl"), ("erin", "f"), ("erinnen", "f")):
        local.demonyms.setdefault(stem + suffix, (state, gender))


def _capitals(local: Lookup, sentences: Sequence[Sentence]) -> Iterator[tuple[str, Named]]:
    """`die karvelische Hauptstadt Lubrina`: a name, and the state that stands before it; else the one learned state of the sentence."""
    for sentence in sentences:
        for before, noun, name in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
            if noun.text == "Hauptstadt" and name.tag == "NE":
                state = local.adjectives.get(before.text) or _only_state(local, sentence)
                if state is not None:
                    yield name.text, state


def _only_state(local: Lookup, sentence: Sentence) -> Named | None:
    """The one state, a learned one, that a sentence speaks of."""
    words = [token.text for token in sentence.tokens]
    named = (local.name_at(words, i) for i in range(len(words)))
    found = {hit[1].code: hit[1] for hit in named if hit and hit[1].kind == "state" and hit[1].code}
    found |= {state.code: state for word in words if (state := local.adjectives.get(word)) is not None}
    state = next(iter(found.values())) if len(found) == 1 else None
    return state if state is not None and state.code.startswith("x-") else None
