"""Why: discrepancies, oddities and silences."""

from __future__ import annotations

from depesche.texts.table import Words

REASONS: dict[str, Words] = {
    "discrepancies.unit": Words(
        "{q0} is about {v2} {v1}, not {q1}: the one does not convert into the other.",
        "{q0} und {q1} lassen sich nicht ineinander umrechnen: es wären etwa {v2} ({v0} in {v1}).",
    ),
    "discrepancies.weekday": Words(
        "{v3} was a {v4}, no {v2}: {q0} and {q1} do not go together.",
        "Der {v3} war ein {v4}, kein {v2}: {q0} und {q1} passen nicht zusammen.",
    ),
    "discrepancies.gender": Words(
        "{q0} is said of {v0}, who goes on as {q1}: one of the two does not fit.",
        "{q0} steht für {v0}, danach heißt es {q1}: eines von beiden passt nicht.",
    ),
    "discrepancies.meeting_day": Words(
        "Both reports tell of the meeting as held, one on {v0} ({q0}), the other on {v1} ({q1}).",
        "Beide Berichte erzählen das Treffen als abgehalten, einer am {v0} ({q0}), der andere am {v1} ({q1}).",
    ),
    "discrepancies.meeting_moved": Words(
        "The meeting is told for {v0} ({q0}) and for {v1} ({q1}); one of the two is a plan, or was told earlier.",
        "Das Treffen wird für {v0} ({q0}) und für {v1} ({q1}) erzählt; eines davon ist ein Plan oder der ältere Stand.",
    ),
    "discrepancies.meeting_day_closer": Words(
        "One report tells more exactly when the meeting was: {q0} ({v0}), {q1} ({v1}).",
        "Ein Bericht sagt genauer, wann das Treffen war: {q0} ({v0}), {q1} ({v1}).",
    ),
    "discrepancies.meeting_length": Words(
        "The same meeting is told to have lasted {q0} and {q1}.",
        "Dasselbe Treffen soll {q0} und {q1} gedauert haben.",
    ),
    "discrepancies.meeting_length_closer": Words(
        "The length of the meeting is told more or less exactly: {q0} and {q1}.",
        "Die Dauer des Treffens wird verschieden genau angegeben: {q0} und {q1}.",
    ),
    "discrepancies.meeting_place": Words(
        "The same meeting is told to have been in {v0} and in {v1}.",
        "Dasselbe Treffen soll in {v0} und in {v1} gewesen sein.",
    ),
    "discrepancies.meeting_status": Words(
        "The meeting is told as held ({q0}) and as called off ({q1}), or the other way round.",
        "Das Treffen wird als abgehalten und als abgesagt erzählt: {q0} und {q1}.",
    ),
    "discrepancies.number": Words(
        "The sentences tell of the same and count it otherwise: {q0} and {q1}.",
        "Die Sätze erzählen dasselbe und zählen verschieden: {q0} und {q1}.",
    ),
    "discrepancies.number_closer": Words(
        "The same number told more or less exactly: {q0} and {q1}.",
        "Dieselbe Zahl, verschieden genau: {q0} und {q1}.",
    ),
    "discrepancies.number_vague": Words(
        "One report tells how many, the other only loosely: {q0} and {q1}.",
        "Ein Bericht sagt, wie viele, der andere nur ungefähr: {q0} und {q1}.",
    ),
    "discrepancies.number_grown": Words(
        "The count differs, and days lie between the reports: {q0} ({v0}), {q1} ({v1}). The later one may know better.",
        "Die Zahl ist verschieden, und Tage liegen zwischen den Berichten: {q0} ({v0}), {q1} ({v1}). Der spätere mag es besser wissen.",
    ),
    "discrepancies.event_day": Words(
        "The sentences tell of the same, one for {v0} ({q0}), the other for {v1} ({q1}).",
        "Die Sätze erzählen dasselbe, einer für den {v0} ({q0}), der andere für den {v1} ({q1}).",
    ),
    "discrepancies.event_length": Words(
        "The sentences tell of the same, one of {q0}, the other of {q1}.",
        "Die Sätze erzählen dasselbe, einer mit der Dauer {q0}, der andere mit {q1}.",
    ),
    "discrepancies.scope": Words(
        "Only one report names the limit: {q0} and {q1}.",
        "Nur ein Bericht nennt die Einschränkung: {q0} und {q1}.",
    ),
    "discrepancies.turned": Words(
        "Nearly the same words, but one side is negated: {q0} and {q1}.",
        "Fast dieselben Worte, doch eine Seite ist verneint: {q0} und {q1}.",
    ),
    "discrepancies.acts": Words(
        "The same words are told as another act, {v0} and {v1}: {q0} and {q1}.",
        "Dieselben Worte werden als anderes Tun erzählt, {v0} und {v1}: {q0} und {q1}.",
    ),
    "discrepancies.firmer_must": Words(
        "Only one side says that it has to be (“{v0}”): {q0} and {q1}.",
        "Nur eine Seite sagt, dass es sein muss („{v0}“): {q0} und {q1}.",
    ),
    "discrepancies.firmer_may": Words(
        "Only one side leaves it open (“{v0}”): {q0} and {q1}.",
        "Nur eine Seite lässt es offen („{v0}“): {q0} und {q1}.",
    ),
    "discrepancies.shortened": Words(
        "One side is the shorter; it lacks: {v0}.",
        "Eine Seite ist kürzer; ihr fehlt: {v0}.",
    ),
    "discrepancies.other_words": Words(
        "The same utterance in other words. Only on one side: {v0}. Only on the other: {v1}.",
        "Dieselbe Äußerung in anderen Worten. Nur auf der einen Seite: {v0}. Nur auf der anderen: {v1}.",
    ),
    "discrepancies.selection": Words(
        "Both list demands of which one is {v0}; beside it one has {q0}, the other {q1}.",
        "Beide zählen Forderungen auf, darunter {v0}; daneben nennt einer {q0}, der andere {q1}.",
    ),
    "discrepancies.office": Words(
        "One office, two names within two weeks: {q0} and {q1}.",
        "Ein Amt, zwei Namen innerhalb von zwei Wochen: {q0} und {q1}.",
    ),
    "discrepancies.spelling": Words(
        "One name is written in two ways: {v0} and {v1}.",
        "Ein Name ist auf zwei Arten geschrieben: {v0} und {v1}.",
    ),
    "discrepancies.source": Words(
        "Nearly the same words, quoted from {v0} in one report and from {v1} in the other.",
        "Fast dieselben Worte, in einem Bericht von {v0}, im anderen von {v1}.",
    ),
    "discrepancies.source_closer": Words(
        "The same words, told of {v0} and of {v1}, of whom one speaks for the other or relays.",
        "Dieselben Worte, erzählt von {v0} und von {v1}; einer spricht für den anderen oder gibt weiter.",
    ),
    "discrepancies.source_other": Words(
        "Nearly the same is told of {v0} in one report and of {v1} in the other.",
        "Fast dasselbe wird in einem Bericht von {v0} erzählt, im anderen von {v1}.",
    ),
    "discrepancies.denied": Words(
        "One report tells as a fact what the other says is denied: {q0} and {q1}.",
        "Ein Bericht erzählt als Tatsache, was laut dem anderen bestritten wird: {q0} und {q1}.",
    ),
    "discrepancies.silence_heard": Words(
        "{v0} has other words of {v2} from the same occasion, but not {q0}. Reports that have it: {v1}.",
        "{v0} hat andere Worte von {v2} vom selben Anlass, aber nicht {q0}. Berichte, die es haben: {v1}.",
    ),
    "discrepancies.silence_met": Words(
        "{v0} tells of the same meeting, but not {q0}. Reports that have it: {v1}.",
        "{v0} erzählt von demselben Treffen, aber nicht {q0}. Berichte, die es haben: {v1}.",
    ),
}
