"""Clauses by their topological fields."""

from __future__ import annotations

import pytest
from tests.conftest import a_report

from depesche.language.analysis import analyse
from depesche.language.clauses import clauses
from depesche.packs import load

DE = load("de")


def parted(text, blocks=()):
    [sentence] = analyse(a_report(text), DE).sentences
    words = [t.text for t in sentence.tokens]
    return [(c.kind, " ".join(words[i] for i in c.own).removesuffix(" .")) for c in clauses(sentence.tokens, blocks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Fähre legt ab.", [("main", "Die Fähre legt ab")]),
        ("Er sagte, dass die Frist läuft.", [("main", "Er sagte"), ("dass", "dass die Frist läuft")]),
        ("Er sagte, daß die Frist läuft.", [("main", "Er sagte"), ("dass", "daß die Frist läuft")]),
        ("Er fragte, ob die Frist läuft.", [("main", "Er fragte"), ("ob", "ob die Frist läuft")]),
        ("Er fragte, wann die Frist abläuft.", [("main", "Er fragte"), ("wh", "wann die Frist abläuft")]),
        ("Er sagte, er komme später.", [("main", "Er sagte"), ("main", "er komme später")]),
        ("Er drohte, die Brücke zu sperren.", [("main", "Er drohte"), ("inf", "die Brücke zu sperren")]),
        ("Er bat darum, vorzutreten.", [("main", "Er bat darum"), ("inf", "vorzutreten")]),
        ("Er kam, um zu verhandeln.", [("main", "Er kam"), ("um", "um zu verhandeln")]),
        ("Weil die Frist abläuft, reist sie ab.", [("sub", "Weil die Frist abläuft"), ("main", "reist sie ab")]),
        ("Sie bleibt, wenn alle bleiben.", [("main", "Sie bleibt"), ("sub", "wenn alle bleiben")]),
        (
            "Der Minister, der den Plan vorstellte, reiste ab.",
            [("main", "Der Minister reiste ab"), ("rel", "der den Plan vorstellte")],
        ),
        (
            "Die Gespräche, die am Montag begannen, gehen weiter.",
            [("main", "Die Gespräche gehen weiter"), ("rel", "die am Montag begannen")],
        ),
        (
            "Der Minister, mit dem sie sprach, reiste ab.",
            [("main", "Der Minister reiste ab"), ("rel", "mit dem sie sprach")],
        ),
        (
            "Sie sagte, alle Kinder, die dort lebten, sollten gehen.",
            [("main", "Sie sagte"), ("main", "alle Kinder sollten gehen"), ("rel", "die dort lebten")],
        ),
        (
            "Der Damm hält, wie Ida Lund, Leiterin der Werft, mitteilte.",
            [("main", "Der Damm hält"), ("wh", "wie Ida Lund Leiterin der Werft mitteilte")],
        ),
        ("Sie sprach lange und er schwieg.", [("main", "Sie sprach lange"), ("main", "und er schwieg")]),
        ("Die Delegation (alle aus Genf) reiste ab.", [("main", "Die Delegation ( alle aus Genf ) reiste ab")]),
        ("Der Minister - ein Norweger - reiste ab.", [("main", "Der Minister ein Norweger reiste ab")]),
        (
            "Er drohte, die Brücke zu sperren, wenn die Truppen bleiben.",
            [("main", "Er drohte"), ("inf", "die Brücke zu sperren"), ("sub", "wenn die Truppen bleiben")],
        ),
        (
            "Er sagte, dass er halte, was er verspreche.",
            [("main", "Er sagte"), ("dass", "dass er halte"), ("wh", "was er verspreche")],
        ),
        ("Ob der Vertrag hält, ist offen.", [("ob", "Ob der Vertrag hält"), ("main", "ist offen")]),
        ("Keine Einigung am Hafen", [("main", "Keine Einigung am Hafen")]),
    ],
    ids=[
        "main", "dass", "old spelling", "ob", "question word", "verb second", "infinitive with zu", "zu inside the verb", "purpose",
        "before its main clause", "condition", "relative clause inside", "plural relative clause", "relative with preposition",
        "field before an interrupted verb", "interrupted wie",
        "coordinated", "bracket stays", "apposition in dashes", "three deep", "dass and what", "ob in front", "no verb",
    ],
)  # fmt: skip
def test_clauses_are_told_by_what_opens_and_closes_them(text, expected):
    """A subordinator, a relative or question word, zu, or a finite verb of its own opens a clause; an interrupted one goes on."""
    assert expected == parted(text)


def test_a_quotation_is_one_block():
    """What stands in quotation marks is not looked into: the finite verbs in it open no clause."""
    assert parted("„Wir gehen, wenn ihr bleibt“, sagte er.", ((0, 8),)) == [
        ("quote", "„ Wir gehen , wenn ihr bleibt “"),
        ("main", "sagte er"),
    ]
