"""Why: talks. Values: who meets, the day, the place, the forum."""

from __future__ import annotations

from depesche.texts.table import Words

REASONS: dict[str, Words] = {
    "talks.words": Words("both reports have the same words: {q1}", "beide Berichte haben dieselben Wörter: {q1}"),
    "talks.parties day place": Words(
        "{q0} and {q1}: the same parties ({v0}) on the same day ({v1}) in the same place ({v2})",
        "{q0} und {q1}: dieselben Teilnehmer ({v0}) am selben Tag ({v1}) am selben Ort ({v2})",
    ),
    "talks.parties day": Words(
        "{q0} and {q1}: the same parties ({v0}) on the same day ({v1})",
        "{q0} und {q1}: dieselben Teilnehmer ({v0}) am selben Tag ({v1})",
    ),
    "talks.party day place": Words(
        "{q0} and {q1}: one party in common, on the same day ({v1}) in the same place ({v2})",
        "{q0} und {q1}: ein gemeinsamer Teilnehmer, am selben Tag ({v1}) am selben Ort ({v2})",
    ),
    "talks.forum day": Words(
        "{q0} and {q1}: the same forum ({v3}) on the same day ({v1})",
        "{q0} und {q1}: dasselbe Forum ({v3}) am selben Tag ({v1})",
    ),
    "talks.forum place": Words(
        "{q0} and {q1}: the same forum ({v3}) in the same place ({v2}), at a time that fits",
        "{q0} und {q1}: dasselbe Forum ({v3}) am selben Ort ({v2}), zu einer Zeit, die passt",
    ),
    "talks.parties place": Words(
        "{q0} and {q1}: the same parties ({v0}) in the same place ({v2}), at a time that fits",
        "{q0} und {q1}: dieselben Teilnehmer ({v0}) am selben Ort ({v2}), zu einer Zeit, die passt",
    ),
    "talks.forum week": Words(
        "{q0} and {q1}: the same forum ({v3}) in the same days",
        "{q0} und {q1}: dasselbe Forum ({v3}) in denselben Tagen",
    ),
    "talks.parties week": Words(
        "{q0} and {q1}: the same parties ({v0}) in the same days",
        "{q0} und {q1}: dieselben Teilnehmer ({v0}) in denselben Tagen",
    ),
    "talks.forum story": Words(
        "{q0} and {q1}: the same forum ({v3}) in one story, at a time that fits",
        "{q0} und {q1}: dasselbe Forum ({v3}) in einer Geschichte, zu einer Zeit, die passt",
    ),
    "talks.called for": Words(
        "{q0} and {q1}: talks of the same parties ({v0}) called for in one story",
        "{q0} und {q1}: Gespräche derselben Teilnehmer ({v0}), gefordert in einer Geschichte",
    ),
    "talks.persons story": Words(
        "{q0} and {q1}: the same persons ({v0}) in one story",
        "{q0} und {q1}: dieselben Personen ({v0}) in einer Geschichte",
    ),
    "talks.parties story": Words(
        "{q0} and {q1}: the same parties ({v0}) in one story, at a time that fits; no other meeting of theirs does",
        "{q0} und {q1}: dieselben Teilnehmer ({v0}) in einer Geschichte, zu einer Zeit, die passt; kein anderes Treffen passt so",
    ),
    "talks.week on": Words(
        "{q0} tells a weekday only, and what is planned lies ahead of its report: {v0}",
        "{q0} nennt nur einen Wochentag, und Geplantes liegt nicht vor seinem Bericht: {v0}",
    ),
    "talks.status held": Words("held, as {v0} tells: {q0}", "abgehalten laut {v0}: {q0}"),
    "talks.status under way": Words("under way, as {v0} tells: {q0}", "im Gange laut {v0}: {q0}"),
    "talks.status planned": Words("planned, as {v0} tells last: {q0}", "geplant, zuletzt laut {v0}: {q0}"),
    "talks.status proposed": Words("called for, as {v0} tells last: {q0}", "gefordert, zuletzt laut {v0}: {q0}"),
    "talks.status cancelled": Words("cancelled, as {v0} tells: {q0}", "abgesagt laut {v0}: {q0}"),
    "talks.status broken off": Words("broken off, as {v0} tells: {q0}", "abgebrochen laut {v0}: {q0}"),
    "talks.disputed": Words(
        "{v0} and {v1} are of one day, and only one of them has it held",
        "{v0} und {v1} sind von einem Tag, und nur bei einem hat es stattgefunden",
    ),
}
