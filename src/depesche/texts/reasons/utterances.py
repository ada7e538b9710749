"""Why: utterances."""

from __future__ import annotations

from depesche.texts.table import Words

REASONS: dict[str, Words] = {
    "utterances.verbatim": Words(
        "{q0} has the same words as {q1}",
        "{q0} hat dieselben Worte wie {q1}",
    ),
    "utterances.words": Words(
        "{q0} and {q1} say the same in: {v0}",
        "{q0} und {q1} sagen dasselbe in: {v0}",
    ),
    "utterances.actor": Words("all of it is said by {v0}", "alles sagt {v0}"),
    "utterances.spoken-for": Words("{v0} speaks for {v1}", "{v0} spricht für {v1}"),
    "utterances.days": Words(
        "{v0} and {v1} can tell of the same day",
        "{v0} und {v1} können vom selben Tag berichten",
    ),
    "utterances.undated": Words(
        "the day of {v0} or {v1} is not known, but both tell the same in other places",
        "der Tag von {v0} oder {v1} ist nicht bekannt, doch berichten beide auch sonst dasselbe",
    ),
    "utterances.month": Words(
        "both name the same month for it: {v0}",
        "beide nennen dafür denselben Monat: {v0}",
    ),
    "utterances.retold": Words(
        "a later report looks back; between the days named lie {v0}",
        "ein späterer Bericht blickt zurück; zwischen den genannten Tagen liegen {v0}",
    ),
    "utterances.occasion": Words(
        "the same occasion: {q0} and {q1}",
        "derselbe Anlass: {q0} und {q1}",
    ),
    "utterances.other-occasion": Words(
        "against it stands that the occasion is told otherwise: {q0} and {q1}",
        "dagegen spricht, dass der Anlass anders genannt ist: {q0} und {q1}",
    ),
    "utterances.denial": Words(
        "to be looked at: one of {q0} and {q1} denies what the other says",
        "zu prüfen: von {q0} und {q1} verneint eines, was das andere sagt",
    ),
    "utterances.numbers": Words(
        "to be looked at: the numbers differ in {q0} and {q1}",
        "zu prüfen: die Zahlen gehen auseinander in {q0} und {q1}",
    ),
    "utterances.changed": Words(
        "{v0} has {q0} where {v1} has {q1}",
        "{v0} hat {q0}, wo {v1} {q1} hat",
    ),
    "utterances.only": Words("only {v0} has {q0}", "nur {v0} hat {q0}"),
}
