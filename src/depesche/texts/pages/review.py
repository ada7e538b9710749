"""Review: queues, one record at a time, and what several people made of the same."""

from __future__ import annotations

from depesche.texts.table import Words

WORDS: dict[str, Words] = {
    "way.review": Words("Review", "Prüfen"),
    "review.about": Words(
        "One record after another, the least sure first: accept it, reject it, or put it right. What you decide lies over what was "
        "read, and follows it when reports change.",
        "Ein Eintrag nach dem anderen, die unsichersten zuerst: annehmen, verwerfen oder richtigstellen. Was Sie entscheiden, gilt "
        "statt des Gelesenen und bleibt bei ihm, wenn sich Berichte ändern.",
    ),
    "review.done": Words("{n} of {total} decided", "{n} von {total} entschieden"),
    "review.choose": Words("Choose which", "Auswählen"),
    "review.kind": Words("Kind", "Art"),
    "review.issue": Words("Issue", "Streitpunkt"),
    "review.blind": Words("without seeing what others decided", "ohne zu sehen, was andere entschieden"),
    "review.begin": Words("Begin", "Anfangen"),
    "review.flagged": Words("{n} flagged", "{n} vorgemerkt"),
    "review.unmatched": Words("{n} decisions without their record", "{n} Entscheidungen ohne ihren Eintrag"),
    "review.agreement": Words("Agreement", "Übereinstimmung"),
    "review.last": Words("Last decisions of {who}", "Letzte Entscheidungen von {who}"),
    "review.none yet": Words("You have not decided anything yet.", "Sie haben noch nichts entschieden."),
    "review.undo": Words("Take back the last one", "Letzte zurücknehmen"),
    "review.carried": Words("carried over", "übernommen"),
    "review.place": Words("{n} of {total}", "{n} von {total}"),
    "review.minutes": Words("about {n} minutes left", "noch etwa {n} Minuten"),
    "review.settles": Words("your decision settles it", "Ihre Entscheidung schlichtet"),
    "review.accept": Words("Accept", "Annehmen"),
    "review.reject": Words("Reject", "Verwerfen"),
    "review.skip": Words("Later", "Später"),
    "review.flag": Words("Flag", "Vormerken"),
    "review.fields": Words("What was read", "Was gelesen wurde"),
    "review.note": Words("Note", "Notiz"),
    "review.save": Words("Save correction", "Richtigstellung sichern"),
    "review.spans": Words(
        "Select words in the text and press q for the content, s for the source, c for the cue; Shift and an arrow move the end, "
        "with Ctrl the start.",
        "Worte im Text auswählen und q für den Inhalt drücken, s für die Quelle, c für die Redeanzeige; Umschalt und Pfeil verschieben "
        "das Ende, mit Strg den Anfang.",
    ),
    "review.others": Words("What others decided", "Was andere entschieden"),
    "review.history": Words("History ({n})", "Verlauf ({n})"),
    "review.end": Words("That was all.", "Das war alles."),
    "review.end.about": Words("{n} records are decided.", "{n} Einträge sind entschieden."),
    "review.end.next": Words("Next queue", "Nächste Reihe"),
    "review.nothing to undo": Words("There is nothing to take back.", "Es gibt nichts zurückzunehmen."),
    "review.nothing to undo.hint": Words(
        "Only your own decisions on records can be taken back here.",
        "Hier lassen sich nur eigene Entscheidungen über Einträge zurücknehmen.",
    ),
    "unmatched.title": Words("Decisions without their record", "Entscheidungen ohne ihren Eintrag"),
    "unmatched.about": Words(
        "These were made on records that the reports do not have any more. Say for which they hold now, or let them go.",
        "Sie galten Einträgen, die die Berichte nicht mehr haben. Sagen Sie, für welche sie jetzt gelten, oder lassen Sie sie fallen.",
    ),
    "unmatched.none": Words("Every decision has its record.", "Jede Entscheidung hat ihren Eintrag."),
    "unmatched.attach": Words("Holds for this", "Gilt für diesen"),
    "unmatched.dismiss": Words("Let go", "Fallen lassen"),
    "unmatched.choose": Words("Record", "Eintrag"),
    "agreement.none": Words(
        "Agreement can be told once two people decided on the same records. Choose another name under “Language, colours, name” for "
        "the second one.",
        "Übereinstimmung lässt sich sagen, sobald zwei Personen über dieselben Einträge entschieden haben. Wählen Sie für die zweite "
        "unter „Sprache, Farben, Name“ einen anderen Namen.",
    ),
    "agreement.about": Words(
        "Krippendorff’s alpha for nominal values: 1 is full agreement, 0 what chance would give.",
        "Krippendorffs Alpha für nominale Werte: 1 ist volle Übereinstimmung, 0 so viel wie Zufall.",
    ),
    "agreement.field": Words("Field", "Feld"),
    "agreement.units": Words("Records", "Einträge"),
    "agreement.share": Words("Same", "Gleich"),
    "agreement.disputes": Words("Where they differ", "Wo sie abweichen"),
    "agreement.settle": Words("Settle", "Schlichten"),
    "agreement.settled": Words("settled", "geschlichtet"),
    "agreement.agreed": Words("Everybody agrees.", "Alle stimmen überein."),
    "field.verdict": Words("Verdict", "Entscheidung"),
    "verdict.accept": Words("accepted", "angenommen"),
    "verdict.reject": Words("rejected", "verworfen"),
    "verdict.correct": Words("corrected", "richtiggestellt"),
    "verdict.flag": Words("flagged", "vorgemerkt"),
    "verdict.add": Words("added", "ergänzt"),
    "verdict.take back": Words("taken back", "zurückgenommen"),
    "verdict.attach": Words("attached", "zugeordnet"),
    "verdict.dismiss": Words("dismissed", "fallen gelassen"),
    "key.accept": Words("accept", "annehmen"),
    "key.reject": Words("reject", "verwerfen"),
    "key.skip": Words("later", "später"),
    "key.flag": Words("flag with a note", "mit einer Notiz vormerken"),
    "key.undo": Words("take back the last decision", "letzte Entscheidung zurücknehmen"),
}
