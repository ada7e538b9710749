"""Why: issues, and the positions on them."""

from __future__ import annotations

from depesche.texts.table import Words

REASONS: dict[str, Words] = {
    "issues.moved": Words(
        "On {v0}: {q0}. On {v1}: {q1}. Both speak of {v2}.",
        "Am {v0}: {q0}. Am {v1}: {q1}. Beide sprechen von {v2}.",
    ),
    "issues.escalated": Words(
        "On {v0} it was milder: {q0}. On {v1}: {q1}. Both speak of {v2}.",
        "Am {v0} war es milder: {q0}. Am {v1}: {q1}. Beide sprechen von {v2}.",
    ),
    "issues.silent": Words(
        "Said last on {v0}: {q0}. {v1} later reports, from {v2} on, have the actor on other things only.",
        "Zuletzt am {v0}: {q0}. {v1} spätere Berichte ab {v2} nennen den Akteur nur zu anderem.",
    ),
    "issues.agree": Words("Both are {v0}: {q0} and {q1}.", "Beide sind {v0}: {q0} und {q1}."),
    "issues.conflict": Words(
        "One is {v0}, the other {v1}: {q0} and {q1}.", "Einer ist {v0}, der andere {v1}: {q0} und {q1}."
    ),
    "issues.denied": Words(
        "One says it, the other denies it: {q0} and {q1}.", "Einer sagt es, der andere bestreitet es: {q0} und {q1}."
    ),
}
