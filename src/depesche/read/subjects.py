"""The subject of a clause: who utters, in the active voice."""

from __future__ import annotations

from depesche.language.clauses import Clause
from depesche.read.attached import apposition, phrases_behind
from depesche.read.fields import Field, actor_like
from depesche.read.lookup import Lookup
from depesche.read.nominative import agrees, subject_weight
from depesche.read.phrases import Phrase, coordinated, may_be_subject
from depesche.read.view import View

_LONGEST_NAME = 5  # words
_HE = frozenset(["dieser", "jener"])


def subject(found: View, clause: Clause, field: Field, tables: Lookup) -> tuple[int, int] | None:
    """The token range of the subject: who utters, in the active voice."""
    tokens = found.tokens
    finite = clause.finite if clause.finite is not None else clause.last
    verbal = clause.finite is not None and tokens[clause.finite].text.lower().endswith(("en", "n"))
    best: tuple[float, int, Phrase] | None = None
    for order, phrase in enumerate(field.nouns):
        if not may_be_subject(tokens, phrase) or _set_off(found, field, phrase):
            continue
        if phrase.start and tokens[phrase.start - 1].tag == "KOKOM":
            continue  # `ebenso wie andere Länder argumentierte Indien`
        weight = subject_weight(found, clause, phrase, tables) - 0.45 * order
        if verbal and tokens[phrase.head].text.lower() == "es":
            weight -= 2
        if (
            tokens[phrase.head].text == "sie"
            and phrase.start > finite
            and _somebody_ahead(found, field, finite, tables)
        ):
            weight -= 2.5
        if best is None or weight > best[0]:
            best = (weight, order, phrase)
    if best is None:
        return _noble(found, field, finite)
    phrase = _first_of_two(found, clause, field, best[2], tables)
    if tokens[phrase.head].tag == "PRF" or tokens[phrase.head].text.lower() == "sich":
        return None
    return _widened(found, clause, _from_the_left(found, field, phrase, finite, tables), finite, tables)


def _first_of_two(found: View, clause: Clause, field: Field, phrase: Phrase, tables: Lookup) -> Phrase:
    """`Im Mai hatte das Außenamt die Hafengarde eingestuft`: of two behind the verb whose case does not tell, the first is the subject."""
    finite = clause.finite
    if clause.kind != "main" or finite is None or phrase.start < finite or not _open_case(found, phrase):
        return phrase
    for before in field.nouns:
        if before.start >= phrase.start:
            break
        if before.start < finite or not may_be_subject(found.tokens, before):
            continue
        if found.tokens[before.head].tag == "PDS" and found.tokens[before.start].text in _HE:
            return before  # `beschuldigte dieser die Behörde`
        if not _open_case(found, before):
            continue
        if actor_like(found, before, tables) and agrees(found, clause, before, tables):
            return before
    return phrase


def _open_case(found: View, phrase: Phrase) -> bool:
    """Whether a phrase can be a nominative and an accusative alike: no pronoun, and without `der`."""
    return found.tokens[phrase.head].tag in {"NN", "NE", "NNA"} and found.tokens[phrase.start].text.lower() != "der"


def _from_the_left(found: View, field: Field, phrase: Phrase, finite: int, tables: Lookup) -> Phrase:
    """`Jan Pell, Leiter der Behörde, sagte`, `Das Amt und die Polizei warnten`: the source begins where its first member does."""
    tokens = found.tokens
    for before in reversed(field.nouns):
        if before.start >= phrase.start or not may_be_subject(tokens, before) or before.start < finite < phrase.start:
            continue
        mark = phrases_behind(tokens, before.end, phrase.start, tables)
        if mark != phrase.start - 1 or not _joins(found, mark, finite):
            break
        if not actor_like(found, before, tables):
            break
        phrase = Phrase(before.start, phrase.end, before.head)
    return _name_before(found, phrase)


def _name_before(found: View, phrase: Phrase) -> Phrase:
    """`Jan Pell, Leiter der Behörde sagte`: a name before a comma that would be a clause of its own, but has no verb."""
    tokens = found.tokens
    if (
        phrase.start < 2
        or tokens[phrase.start - 1].text != ","
        or tokens[phrase.start].tag not in {"ART", "NN", "NNA", "ADJA"}
    ):
        return phrase
    for clause in found.clauses:
        if clause.last == phrase.start - 2 and clause.kind == "main" and clause.finite is None:
            words = [i for i in clause.own if tokens[i].tag not in {"KON", "ADV"}]
            if words and all(tokens[i].tag == "NE" for i in words) and len(words) <= _LONGEST_NAME:
                return Phrase(words[0], phrase.end, words[-1])
    return phrase


def _joins(found: View, mark: int, finite: int) -> bool:
    """A comma, or `und` if the verb is in the plural."""
    word = found.tokens[mark].text.lower()
    return word == "," or (word in {"und", "sowie"} and found.tokens[finite].text.lower().endswith(("en", "n")))


def _somebody_ahead(found: View, field: Field, finite: int, tables: Lookup) -> bool:
    """`Die Behörde hatte sie aufgefordert`: somebody in one, named ahead of the verb, is the subject rather than `sie` behind it."""
    for phrase in field.nouns:
        if phrase.start >= finite or not may_be_subject(found.tokens, phrase):
            continue
        head = found.tokens[phrase.head].text
        named = tables.name_at([head], 0)
        one = named is None or named[1].gender != "pl"
        return one and any((named, tables.role(head), tables.body(head)))
    return False


def _noble(found: View, field: Field, finite: int) -> tuple[int, int] | None:
    """`sagte von Notz`: what looks like a phrase with `von` right behind the verb is a name when nothing else is the subject."""
    for phrase in field.preps:
        name = found.tokens[phrase.start].text == "von" and found.tokens[phrase.start + 1].tag == "NE"
        if name and phrase.start == finite + 1:
            return phrase.start, phrase.end
    return None


def _set_off(found: View, field: Field, phrase: Phrase) -> bool:
    """`Anna Weiß, Ministerin des Landes, sagte`: an apposition is no subject of its own, the name before it is."""
    comma = phrase.start - 1
    if comma < 1 or found.tokens[comma].text != ",":
        return False
    return any(p.end == comma and found.tokens[p.end - 1].tag == "NE" for p in field.nouns)


def _widened(found: View, clause: Clause, phrase: Phrase, finite: int, tables: Lookup) -> tuple[int, int]:
    """The whole constituent: all of the field before the verb, or in the middle field joined members, `von` phrases and a name set off."""
    tokens = found.tokens
    own = set(clause.own)
    end = phrase.end
    if clause.kind == "main" and phrase.start <= _field_start(found, clause) and phrase.start < finite:
        end = finite
        while end - 1 > phrase.head and (end - 1 not in own or tokens[end - 1].tag in {"ADV", "$,", "ADJD", "PROAV"}):
            end -= 1
        if not any(tokens[i].tag[0] == "V" for i in range(phrase.start, end) if i in own):
            return phrase.start, end
        end = phrase.end
    members = coordinated(tokens, phrase, min(clause.last + 1, finite if finite > phrase.start else clause.last + 1))
    end = members[-1].end if all(m.start in own for m in members) else end
    end = phrases_behind(tokens, end, _run_end(own, end), tables)
    if end + 1 in own:
        end = apposition(tokens, end, _run_end(own, end + 1), tables, ends_at_verb=True)
    return phrase.start, end


def _run_end(own: set[int], i: int) -> int:
    while i in own:
        i += 1
    return i


def _field_start(found: View, clause: Clause) -> int:
    for i in clause.own:
        if found.tokens[i].tag not in {"KON", "$("} or found.tokens[i].text == "(":
            return i
    return clause.first
