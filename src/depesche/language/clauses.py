"""Clauses of a German sentence by its topological fields, without a parser.

A sentence is cut at commas, colons, dashes, brackets and quotations into segments. Each segment opens a clause (by a
subordinator, a relative or question word, an infinitive with zu, or a finite verb of its own) or goes on with one that is
still open (a main clause whose field before the verb was interrupted, a subordinate clause whose verb is still to come).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

from depesche.language.segments import FINITE, INFINITIVE, PARTICIPLE, Segment, coordinated, segments
from depesche.records import Token

_SUBORDINATORS = frozenset(
    """dass daß ob weil wenn da nachdem bevor ehe während obwohl obgleich obschon damit sodass falls sofern solange sobald seit
    seitdem indem wonach wobei womit wodurch weshalb weswegen woraufhin zumal soweit soviel wiewohl""".split()  # noqa: SIM905 (a word list)
)
_AMBIGUOUS = frozenset(["da", "seit", "während", "seitdem", "ehe", "damit"])
_WH = frozenset(
    """was wer wen wem wessen wie wo wohin woher wann warum wieso weshalb wieviel welche welcher welches welchen welchem
    worüber worauf woran wofür wogegen wovon wovor wozu womit inwieweit inwiefern""".split()  # noqa: SIM905 (a word list)
)
_RELATIVE = frozenset(
    "der die das den dem deren dessen denen welche welcher welches welchen welchem".split()  # noqa: SIM905 (a word list)
)
_PURPOSE = frozenset(["um", "ohne", "statt", "anstatt"])
_MARKS = frozenset('„“”»«"')
_NOMINAL = frozenset(["ART", "PIAT", "PPOSAT", "PDAT", "NN", "NE", "ADJA", "CARD", "APPR", "APPRART"])
# How far behind an interrupted `wie` its verb is looked for, in tokens.
_REACH = 40
# What the tagger takes an infinitive behind zu for, where it does not know the verb.
_UNKNOWN = frozenset(["ADV", "ADJD", "ADJA"])
# How many words may close the bracket of a clause that another has interrupted: behind any verb, and behind an auxiliary or modal.
_SHORT, _BRACKET = 4, 16


@dataclass(slots=True)
class Clause:
    """A clause: the indices of its own tokens (embedded clauses left out), its finite verb, and what opens it.

    kind: main, dass, ob, wh, rel, sub, inf (with zu), um (um ... zu), quote (a quotation taken as one block). tail: what was
    added to it last behind a comma, as an apposition or a member of a list.
    """

    kind: str
    own: list[int] = field(default_factory=list)
    finite: int | None = None
    opener: int | None = None
    parent: int | None = None
    tail: list[int] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Index of its first token."""
        return self.own[0]

    @property
    def last(self) -> int:
        """Index of its last token."""
        return self.own[-1]


def clauses(tokens: tuple[Token, ...], blocks: tuple[tuple[int, int], ...] = ()) -> list[Clause]:
    """Cut a sentence into clauses in the order in which they begin.

    blocks: ranges of token indices (end exclusive) that are whole quotations and are not looked into.
    """
    found: list[Clause] = []
    for segment in segments(tokens, blocks):
        for part in coordinated(tokens, segment):
            _place(tokens, part, found)
    return [c for c in found if c.own]


def _place(tokens: tuple[Token, ...], segment: Segment, found: list[Clause]) -> None:
    parent = len(found) - 1 if found else None
    if segment.quote:
        found.append(Clause("quote", segment.words, parent=parent))
        return
    finite = _finite(tokens, segment.words)
    opener, kind = _opening(tokens, segment, finite)
    if opener is not None:
        if finite is None and _ends_verbal(tokens, segment.words):
            finite = [i for i in segment.words if tokens[i].tag[0] != "$"][-1]
        found.append(Clause(kind, segment.words, finite, opener, parent))
    elif finite is not None:
        _place_finite(tokens, segment, finite, found, parent)
    elif _has_zu(tokens, segment.words):
        kind = "um" if _plain(tokens, segment.words) in _PURPOSE else "inf"
        found.append(Clause(kind, segment.words, None, None, parent))
    elif (host := _waiting_for_infinitive(tokens, segment.words, found)) is not None:
        host.own += segment.words
    elif not found or found[-1].kind == "quote" or segment.before in {":", ";"}:
        found.append(Clause("main", segment.words, None, None, parent))
    else:
        _append(_host_of_rating(tokens, segment.words, found), segment.words)


def _host_of_rating(tokens: tuple[Token, ...], words: list[int], found: list[Clause]) -> list[Clause]:
    """`bezeichnete die Worte, die fielen, als falsch`: a phrase with als goes on with the main clause, over what interrupts it."""
    if tokens[words[0]].text.lower() != "als":
        return found
    mains = [n for n, c in enumerate(found) if c.kind == "main" and c.finite is not None and c.finite > c.first]
    return found[: mains[-1] + 1] if mains else found


def _waiting_for_infinitive(tokens: tuple[Token, ...], words: list[int], found: list[Clause]) -> Clause | None:
    """The main clause whose bracket a lone infinitive or participle closes (`könnten im Rat, der morgen tagt, stattfinden`)."""
    content = [i for i in words if tokens[i].tag[0] != "$"]
    if not content or len(content) > _BRACKET or tokens[content[-1]].tag not in PARTICIPLE | INFINITIVE | {"PTKVZ"}:
        return None
    for clause in reversed(found):
        if clause.kind == "main" and clause.finite is not None and not _closed(tokens, clause):
            open_for_long = tokens[clause.finite].tag[:2] in {"VA", "VM"} and clause is not found[-1]
            return clause if len(content) <= _SHORT or open_for_long else None
    return None


def _closed(tokens: tuple[Token, ...], clause: Clause) -> bool:
    return any(tokens[i].tag in PARTICIPLE | INFINITIVE | {"PTKVZ"} for i in clause.own)


def _append(found: list[Clause], words: list[int]) -> None:
    """An enumeration or apposition belongs to the clause before it."""
    last = found[-1]
    joined = last.tail and last.tail[-1] + 2 == words[0]
    last.own += words
    last.tail = [*last.tail, *words] if joined else list(words)


def _plain(tokens: tuple[Token, ...], words: list[int]) -> str:
    """The first word that is no conjunction or particle, in lower case."""
    for i in words:
        if tokens[i].tag not in {"KON", "ADV", "PTKNEG"} or tokens[i].text.lower() in _SUBORDINATORS | _WH:
            return tokens[i].text.lower()
    return ""


def _finite(tokens: tuple[Token, ...], words: list[int]) -> int | None:
    verbs = [i for i in words if tokens[i].tag[-3:] == "FIN"]
    if len(verbs) > 1:
        verbs = _outside_marks(tokens, words, verbs) or verbs
    if not verbs:
        verbs = [i for i in words[:2] if tokens[i].tag in FINITE]
    return verbs[0] if verbs else None


def _outside_marks(tokens: tuple[Token, ...], words: list[int], verbs: list[int]) -> list[int]:
    """The verbs that stand outside quotation marks, in whose words the tagger errs more often (`wie „heise online“ berichtet`)."""
    marks = [i for i in words if tokens[i].text in _MARKS]
    inside = bool(marks) and tokens[marks[0]].text in "“”"
    out = []
    for i in words:
        if i in marks:
            inside = not inside
        elif i in verbs and not inside:
            out.append(i)
    return out


def _has_zu(tokens: tuple[Token, ...], words: list[int]) -> bool:
    for i in words:
        if tokens[i].tag == "VVIZU":
            return True
        if tokens[i].text.lower() == "zu" and i + 1 <= words[-1] and i + 1 < len(tokens):
            after = tokens[i + 1]
            last = i + 1 == words[-1] or tokens[words[-1]].tag[0] == "$"
            if after.tag in INFINITIVE or (
                after.text.endswith("n") and (after.tag in {"VVFIN", "VVPP"} or (after.tag in _UNKNOWN and last))
            ):
                return True
    return False


def _opening(tokens: tuple[Token, ...], segment: Segment, finite: int | None) -> tuple[int | None, str]:
    """Which word, if any, makes the segment a subordinate clause, and of what kind."""
    for position, i in enumerate([w for w in segment.words if tokens[w].tag != "$("][:4]):
        token = tokens[i]
        word = token.text.lower()
        if word in {"dass", "daß"}:
            return i, "sub" if i and tokens[i - 1].text.lower() in {"so", "ohne", "statt", "anstatt"} else "dass"
        if word == "ob" and (finite is None or finite > i + 1):
            return i, "ob"
        if word in _SUBORDINATORS and _subordinates(tokens, segment, i, finite):
            return i, "sub"
        if position <= 1 and _is_wh(tokens, segment, i, finite):
            return i, "wh"
        if position <= 1 and _is_relative(tokens, segment, position, finite):
            return i, "rel"
        if (
            word == "als"
            and position == 0
            and segment.before in {"", ","}
            and _verb_last(tokens, segment.words, finite)
        ):
            return i, "sub"
        if token.tag not in {"KON", "ADV", "APPR", "ADJD", "PTKNEG", "KOUI"}:
            break
    return None, ""


def _subordinates(tokens: tuple[Token, ...], segment: Segment, i: int, finite: int | None) -> bool:
    if tokens[i].text.lower() not in _AMBIGUOUS:
        return finite is None or finite != i + 1
    return tokens[i].tag == "KOUS" or _verb_last(tokens, segment.words, finite)


def _takes_up_noun(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a word stands behind a noun and a comma, and before no noun of its own."""
    if i < 2 or i + 1 >= len(tokens) or tokens[i - 2].tag not in {"NN", "NE"}:
        return False
    return tokens[i + 1].tag not in {"NN", "ADJA", "CARD"}


def _next_word(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i + 1].text.lower() if i + 1 < len(tokens) else ""


def _is_wh(tokens: tuple[Token, ...], segment: Segment, i: int, finite: int | None) -> bool:
    word = tokens[i].text.lower()
    if word.startswith("welche") and _takes_up_noun(tokens, i):
        return False  # `das Amt, welches daraufhin …` is a relative clause
    if word == "wie" and ((i and tokens[i - 1].text.lower() == "nach") or _next_word(tokens, i) == "folgt"):
        return False  # nach wie vor, wie folgt
    if word == "wie" and finite is None:
        return segment.before in {"", ","} and _closes_later(tokens, segment.words[-1] + 1)
    if word == "wie" and not segment.before:
        return i <= 1 and _verb_last(tokens, segment.words, finite)
    if word not in _WH or segment.before not in {",", "und", ":", "–", "-", "—"}:
        return False
    return finite is None or finite > i + 1 or finite == segment.words[-1]


def _closes_later(tokens: tuple[Token, ...], start: int) -> bool:
    """`wie X, Leiter des Amtes, mitteilte`: the verb of a clause that an apposition or a relative clause cuts in two."""
    begin = start + 1
    for k in range(start, min(start + _REACH, len(tokens))):
        if tokens[k].text == ",":
            begin = k + 1
        elif tokens[k].tag[-3:] == "FIN":
            ends = k + 1 == len(tokens) or tokens[k + 1].tag[0] == "$"
            opening = {tokens[i].tag for i in range(begin, min(begin + 2, k))}
            if ends and not opening & {"PRELS", "PRELAT", "KOUS"} and tokens[begin].text.lower() not in _RELATIVE:
                return True
            if not ends:
                return False
    return False


def _is_relative(tokens: tuple[Token, ...], segment: Segment, position: int, finite: int | None) -> bool:
    content = [w for w in segment.words if tokens[w].tag != "$("]
    i = content[position]
    word = tokens[i].text.lower()
    if word not in _RELATIVE or segment.before not in {",", "und", "–", "-", "—"}:
        return False
    if position == 1 and tokens[content[0]].tag not in {"APPR", "KON"}:
        return False
    if finite is None:
        return _ends_verbal(tokens, segment.words)
    if finite == i + 1 and finite != segment.words[-1]:
        return False
    if tokens[finite].mood == "sub" and _one_phrase(tokens, i, finite):
        return False  # `sagte, die Zusage gelte`
    return _verb_last(tokens, segment.words, finite) or (
        tokens[i].tag in {"PRELS", "PRELAT"} and _extraposed(tokens, segment.words, finite)
    )


def _one_phrase(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    """Whether an article and a noun are all that stands before the verb."""
    tags = [tokens[k].tag for k in range(start + 1, end)]
    return bool(tags) and tags[-1] in {"NN", "NE"} and set(tags[:-1]) <= {"ADJA", "CARD", "NN"}


def _ends_verbal(tokens: tuple[Token, ...], words: list[int]) -> bool:
    """A clause whose finite verb the tagger took for a participle or an infinitive (`die er vertritt`, `die kommen`)."""
    content = [i for i in words if tokens[i].tag[0] != "$"]
    return bool(content) and tokens[content[-1]].tag in PARTICIPLE | INFINITIVE and not _has_zu(tokens, words)


def _extraposed(tokens: tuple[Token, ...], words: list[int], finite: int) -> bool:
    """Whether what follows the verb of a relative clause is only a phrase moved behind it (`die er traf in Genf`)."""
    after = [i for i in words if i > finite and tokens[i].tag[0] != "$"]
    if not after or tokens[after[0]].tag not in {"APPR", "APPRART", "KON", "KOKOM"}:
        return False
    if any(tokens[i].tag in PARTICIPLE | INFINITIVE for i in after):
        return False
    before = [tokens[i].tag for i in words if i < finite]
    return not (before[-1] in {"NN", "NE"} and set(before[1:-1]) <= {"ADJA", "CARD", "ADV", "NN", "NE"})


def _verb_last(tokens: tuple[Token, ...], words: list[int], finite: int | None) -> bool:
    """Whether the finite verb closes the clause: nothing of weight follows it."""
    if finite is None:
        return False
    after = [i for i in words if i > finite and tokens[i].tag[0] != "$"]
    if not after:
        return finite > words[0] + 1
    before = [i for i in words if i < finite]
    verbal = [i for i in before if tokens[i].tag in PARTICIPLE | INFINITIVE]
    return bool(verbal and verbal[-1] == finite - 1) and len(before) > 2


def _enumeration_ends(
    tokens: tuple[Token, ...], segment: Segment, finite: int, found: list[Clause], waiting: list[Clause]
) -> bool:
    """`Slowenien, Kroatien und Mazedonien haben …`: the last member of a list brings the verb."""
    if not waiting or waiting[-1] is not found[-1] or waiting[-1].kind != "main" or segment.before != ",":
        return False
    nominal = {"NN", "NE", "ART", "ADJA", "CARD", "KON", "PPOSAT", "PIAT", "FM", "$,"}
    before = [tokens[i].tag for i in segment.words if i < finite]
    return "KON" in before and set(before) <= nominal and {tokens[i].tag for i in waiting[-1].own} <= nominal


def _resumed(tokens: tuple[Token, ...], segment: Segment, finite: int, found: list[Clause]) -> int | None:
    """`sagte, alle Kinder, die dort lebten, sollten …`: which clause took the field before this verb for an apposition of its own."""
    if finite != segment.words[0] or segment.before != "," or tokens[finite].mood not in {"sub", "both"}:
        return None
    number = len(found) - 1
    while number >= 0 and found[number].kind in {"rel", "inf", "um", "sub"}:
        number -= 1
    if number < 0 or found[number].kind != "main" or found[number].finite is None or not found[number].tail:
        return None
    tail = found[number].tail
    parted = number < len(found) - 1 or any(b - a > 1 for a, b in itertools.pairwise(tail))
    nominal = tokens[tail[0]].tag in _NOMINAL
    return number if parted and nominal and tail[0] > (found[number].finite or 0) else None


def _part(found: list[Clause], number: int, segment: Segment, finite: int) -> None:
    """Give the tail of a clause to a new one, whose verb has come."""
    host = found[number]
    new = Clause("main", [*host.tail, *segment.words], finite, None, number)
    host.own = [i for i in host.own if i < host.tail[0]]
    host.tail = []
    found.insert(number + 1, new)


def _place_finite(
    tokens: tuple[Token, ...], segment: Segment, finite: int, found: list[Clause], parent: int | None
) -> None:
    early = finite <= segment.words[0] + 1 or tokens[segment.words[0]].tag == "KON"
    waiting = [c for c in found if c.finite is None and c.kind not in {"quote", "inf", "um"}]
    subordinate = [c for c in waiting if c.kind != "main"]
    goes_on = finite == segment.words[0] and waiting and waiting[-1].kind == "main" and segment.before != "und"
    if not waiting and (host := _resumed(tokens, segment, finite, found)) is not None:
        _part(found, host, segment, finite)
        return
    if goes_on or _enumeration_ends(tokens, segment, finite, found, waiting):
        target = waiting[-1]
    elif subordinate and _verb_last(tokens, segment.words, finite):
        target = subordinate[-1]
    elif len(segment.words) <= 2 and waiting and segment.before == ",":
        target = waiting[-1]
    else:
        below = found and found[-1].kind in {"dass", "ob", "sub", "rel", "wh"}
        behind = finite > segment.words[0] + 1 and _verb_last(tokens, segment.words, finite)
        if segment.before == "und" and below and (behind or not early):
            found.append(Clause(found[-1].kind, segment.words, finite, None, found[-1].parent))
            return
        found.append(Clause("main", segment.words, finite, None, parent))
        return
    target.own += segment.words
    target.finite = finite
