"""Words that lost their quotation marks, as in `Wir gehen, sagte Lund. Wir haben es beschlossen.`."""

from __future__ import annotations

from collections.abc import Sequence

from depesche.language.quotes import Quotation
from depesche.language.segments import FINITE
from depesche.read.carried import introduced_by
from depesche.read.content import trimmed
from depesche.read.draft import Draft, Range
from depesche.read.reading import Reading, span_of
from depesche.read.sources import carried_by
from depesche.read.view import View

# Shorter quotations are titles and single words, which a text keeps in marks where its speech has lost them.
_WORDS = 40  # characters
_SELVES = frozenset(["ich", "wir"])
_RULE = "first person without marks"


def keeps_marks(quotes: Sequence[Quotation]) -> bool:
    """Whether somebody's words stand in quotation marks: then the first person outside them is the reporter's."""
    return any(q.closed and q.end - q.start > _WORDS for q in quotes)


def first_person(reading: Reading, found: View, before: int) -> None:
    """Read a sentence in the first person that nobody's cue holds, in a report whose speech has no quotation marks."""
    speaking = _speaking(found)
    if reading.marked or speaking is None:
        reading.waiting = [] if reading.marked or not _before_its_cue(reading, before) else _settled(reading, before)
        return
    own = [d for d in reading.drafts[before:] if d.source and reading.text[slice(*d.source)].lower() in _SELVES]
    if len(reading.drafts) > before + len(own):
        reading.waiting = _settled(reading, before) if _before_its_cue(reading, before) else []
        return
    content = trimmed(reading.text, found.tokens[found.opening()].start, found.tokens[-1].end)
    draft = _behind_colon(reading, found, speaking) or _going_on(reading, found, content)
    if draft is not None:  # what the speaker wants or thinks is part of it: `Wir fordern mehr Geld.`
        reading.drafts[before:] = []
        reading.waiting = []
        reading.add(draft)
    elif not own:
        reading.waiting.append(content)


def _going_on(reading: Reading, found: View, content: Range) -> Draft | None:
    near = reading.sentence - reading.said_in <= 1 and reading.said_paragraph == reading.paragraph
    if not (near and reading.said_words):
        return None
    return _draft(content, Draft(_RULE, "indirect", [], entities=carried_by(reading, found)))


def _speaking(found: View) -> int | None:
    """The word of the sentence by which the speaker speaks of themselves, in a sentence with a finite verb."""
    stated = any(t.tag in FINITE for t in found.tokens)
    return found.self_spoken(0, len(found.tokens) - 1) if stated else None


def _behind_colon(reading: Reading, found: View, speaking: int) -> Draft | None:
    """`Der Minister blieb hart: Wir haben gewählt.`: words behind a colon are the subject's of the clause before it."""
    colon = next((i for i in range(speaking) if found.tokens[i].text == ":"), None)
    if colon is None:
        return None
    source, _ = introduced_by(reading, found, colon + 1)
    entities = reading.resolver.actors(found.tokens, *source) if source else carried_by(reading, found)
    if not entities:
        return None
    content = trimmed(reading.text, found.tokens[colon].end, found.tokens[-1].end)
    return _draft(content, Draft(_RULE, "indirect", [], source=span_of(reading, found, source), entities=entities))


def _draft(content: Range, draft: Draft) -> Draft:
    draft.content, draft.act, draft.weight = [content], "inform", 0.7
    return draft


def _before_its_cue(reading: Reading, before: int) -> bool:
    return any(d.outer and d.rule.startswith("clause before its cue") for d in reading.drafts[before:])


def _settled(reading: Reading, before: int) -> list[Range]:
    """`Wir hatten Glück. Es war knapp, sagte Lund.`: the sentences that waited are by whoever speaks in this one."""
    voice = next(d for d in reading.drafts[before:] if d.outer and d.rule.startswith("clause before its cue"))
    for content in reading.waiting:
        draft = Draft(_RULE, "indirect", [content], entities=list(voice.entities[:1]), act="inform", weight=0.7)
        reading.drafts.insert(before, draft)
    return []
