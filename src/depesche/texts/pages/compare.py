"""Pages that compare reports."""

from __future__ import annotations

from depesche.texts.table import Words

WORDS: dict[str, Words] = {
    "way.utterances": Words("Same words", "Gleiche Worte"),
    "way.discrepancies": Words("Discrepancies", "Widersprüche"),
    "way.silences": Words("Left out", "Weggelassen"),
    "way.lineage": Words("Who copied", "Wer abschrieb"),
    "asked.actor": Words("Actor", "Akteur"),
    "asked.report": Words("Report", "Bericht"),
    "asked.kind": Words("Kind", "Art"),
    "download": Words("Download", "Herunterladen"),
    "utterance.title": Words(
        "{actor}: the same words in several reports", "{actor}: dieselben Worte in mehreren Berichten"
    ),
    "utterances.none": Words(
        "No two reports have the same words of somebody.", "Keine zwei Berichte haben dieselben Worte von jemandem."
    ),
    "utterances.gone": Words(
        "The reports changed since; relate the case anew with depesche build.",
        "Die Berichte haben sich seither geändert; depesche build vergleicht den Fall neu.",
    ),
    "within one": Words("within one report", "in einem Bericht"),
    "silent.utterance": Words("utterance", "Äußerung"),
    "silent.demand": Words("demand", "Forderung"),
    "silent.figure": Words("figure", "Zahl"),
    "kinship.one.near-duplicate": Words("nearly the same text", "fast derselbe Text"),
    "kinship.one.shared passage": Words("shared passages", "gemeinsame Passagen"),
    "kinship.one.same wire": Words("same wire", "dieselbe Agentur"),
    "kinship.one.translated twin": Words("translated twin", "übersetzter Zwilling"),
}
