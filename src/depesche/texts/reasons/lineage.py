"""Why: lineage."""

from __future__ import annotations

from depesche.texts.table import Words

REASONS: dict[str, Words] = {
    "lineage.same text": Words(
        "{v0} of 100 words of {v2} stand in {v3} in the same order, {v1} of 100 the other way round",
        "{v0} von 100 Wörtern von {v2} stehen in derselben Folge in {v3}, umgekehrt sind es {v1} von 100",
    ),
    "lineage.passage": Words(
        "the longest shared passage has {v0} equal words, of {v1} in all: {q0}; {q1}",
        "die längste gemeinsame Stelle hat {v0} gleiche Wörter, insgesamt sind es {v1}: {q0}; {q1}",
    ),
    "lineage.translated quotation": Words(
        "only a quotation is shared, but from another language: {v0} words are translated alike: {q0}; {q1}",
        "gemeinsam ist nur ein Zitat, doch aus einer anderen Sprache: {v0} Wörter sind gleich übersetzt: {q0}; {q1}",
    ),
    "lineage.long quotation": Words(
        "only a quotation is shared, but at {v0} equal words it is longer than two reporters would write down alike: {q0}; {q1}",
        "gemeinsam ist nur ein Zitat, doch mit {v0} gleichen Wörtern ist es länger, als zwei es gleich mitschreiben: {q0}; {q1}",
    ),
    "lineage.agency": Words("both credit {v0}", "beide nennen als Quelle {v0}"),
    "lineage.order": Words(
        "{v0} things, {v1} of 100 in the shorter report, are told alike and in the same order, as {q0} and {q1}",
        "{v0} Angaben, {v1} von 100 des kürzeren Berichts, stehen in derselben Reihenfolge in beiden, so {q0} und {q1}",
    ),
    "lineage.credits": Words(
        "{v0} credits {v1}, and {v2} is a report of that agency",
        "{v0} nennt als Quelle {v1}, und {v2} ist ein Bericht dieser Agentur",
    ),
    "lineage.names": Words("{v0} refers to {v1}: {q0}", "{v0} beruft sich auf {v1}: {q0}"),
    "lineage.earlier": Words("{v0} is of {v1}, {v2} of {v3}", "{v0} ist vom {v1}, {v2} vom {v3}"),
    "lineage.cut": Words("{v0} has nearly all of {v1} and more", "{v0} hat fast alles aus {v1} und mehr"),
}
