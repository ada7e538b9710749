"""Home and runs."""

from __future__ import annotations

from depesche.texts.table import Words

WORDS: dict[str, Words] = {
    "way.runs": Words("Runs", "Läufe"),
    "home.running": Words("A run is going on", "Ein Lauf ist im Gange"),
    "across.utterances": Words("Same words", "Gleiche Worte"),
    "across.meetings": Words("Talks of the case", "Gespräche des Falls"),
    "across.discrepancies": Words("Discrepancies", "Widersprüche"),
    "across.silences": Words("Left out", "Weggelassen"),
    "across.lineage": Words("Copied", "Abgeschrieben"),
    "home.go on": Words("Go on where you stopped", "Weitermachen, wo Sie aufhörten"),
    "home.begin review": Words("Begin to review", "Mit dem Prüfen beginnen"),
    "home.newest": Words("Newest reports", "Neueste Berichte"),
    "home.out": Words("Take it with you", "Mitnehmen"),
    "home.out.about": Words(
        "with everything that was decided; depesche export has more formats",
        "mit allem, was entschieden wurde; depesche export hat mehr Formate",
    ),
    "home.what": Words(
        "Add reports as text or saved web pages: who said what, when and to whom is read out of them, on this machine.",
        "Fügen Sie Berichte als Text oder gespeicherte Webseiten hinzu: Wer was wann zu wem sagte, wird auf diesem Rechner gelesen.",
    ),
    "home.add": Words("Add reports", "Berichte hinzufügen"),
    "home.drop": Words("Drop files here, or choose them", "Dateien hierher ziehen oder auswählen"),
    "home.read": Words("Read them", "Lesen"),
    "home.no files": Words("No files were chosen.", "Es wurden keine Dateien gewählt."),
    "home.sample": Words("Open the sample", "Beispiel öffnen"),
    "home.sample.about": Words(
        "nine invented reports on a negotiation", "neun erfundene Berichte über eine Verhandlung"
    ),
    "home.all failures": Words("All that could not be read", "Alles, was nicht gelesen wurde"),
    "home.recent": Words("Other cases", "Andere Fälle"),
    "runs.none": Words(
        "Nothing was run since the workbench was opened.", "Seit dem Öffnen der Werkbank lief noch nichts."
    ),
    "runs.progress": Words("Progress", "Fortschritt"),
    "runs.stop": Words("Stop", "Anhalten"),
    "runs.look": Words("Look again", "Neu ansehen"),
    "runs.again": Words("Look for changes", "Nach Änderungen sehen"),
    "runs.again.about": Words(
        "reads what is new or changed, and relates the case anew with everything that was decided",
        "liest, was neu oder geändert ist, und vergleicht den Fall neu mit allem, was entschieden wurde",
    ),
    "runs.one again": Words("One source again", "Eine Quelle noch einmal"),
    "runs.retry": Words("Again", "Noch einmal"),
    "runs.added": Words("Added: {n}", "Hinzugefügt: {n}"),
    "runs.nothing": Words("None of the sources is there any more.", "Keine der Quellen ist mehr da."),
    "runs.nothing.hint": Words(
        "Add reports on the first page, or with depesche build.",
        "Fügen Sie Berichte auf der ersten Seite hinzu oder mit depesche build.",
    ),
    "run.waiting": Words("waiting", "wartet"),
    "run.running": Words("running", "läuft"),
    "run.done": Words("done", "fertig"),
    "run.failed": Words("failed", "gescheitert"),
    "run.stopped": Words("stopped", "angehalten"),
    "outcome.new": Words("new", "neu"),
    "outcome.changed": Words("changed", "geändert"),
    "outcome.again": Words("read again", "neu gelesen"),
    "outcome.same": Words("unchanged", "unverändert"),
    "outcome.unread": Words("kept unread", "ungelesen behalten"),
    "outcome.failed": Words("failed", "gescheitert"),
    "phase.sketch": Words("sketching", "skizziert"),
    "phase.part": Words("finding stories", "sucht Zusammengehöriges"),
    "phase.name": Words("naming actors", "benennt Akteure"),
    "phase.actors": Words("merging actors", "führt Akteure zusammen"),
    "phase.compare": Words("comparing", "vergleicht"),
    "phase.meetings": Words("merging talks", "führt Gespräche zusammen"),
    "phase.stands": Words("following positions", "verfolgt Positionen"),
}
