"""Talks, actors and issues."""

from __future__ import annotations

from depesche.texts.table import Words

WORDS: dict[str, Words] = {
    "way.talks": Words("Talks", "Gespräche"),
    "way.actors": Words("Actors", "Akteure"),
    "way.issues": Words("Issues", "Streitpunkte"),
    "position.one": Words("{n} position", "{n} Position"),
    "position.many": Words("{n} positions", "{n} Positionen"),
    "talks.months": Words("Months", "Monate"),
    "talks.none": Words("No report tells of talks.", "Kein Bericht spricht von Gesprächen."),
    "actors.words": Words("Words of a name", "Wörter eines Namens"),
    "actors.none": Words("The case has no actors yet.", "Der Fall hat noch keine Akteure."),
    "actors.choose": Words("Choose {name}", "{name} auswählen"),
    "actors.choose two": Words("Choose two actors or more.", "Wählen Sie zwei oder mehr Akteure."),
    "actors.called": Words("Name of what they are together", "Name für beide zusammen"),
    "actors.merge": Words("Merge the chosen", "Gewählte zusammenführen"),
    "actors.undo": Words("Take back the last edit", "Letzte Änderung zurücknehmen"),
    "actors.rule": Words("Who this is", "Wer das ist"),
    "actors.new name": Words("New name", "Neuer Name"),
    "actors.rename": Words("Rename", "Umbenennen"),
    "actors.form": Words("Called so is somebody else", "So genannt ist jemand anderes"),
    "actors.split": Words("Split off", "Abtrennen"),
    "issues.words": Words("Words of a name", "Wörter eines Namens"),
    "issues.hidden": Words("hidden", "verborgen"),
    "issues.hidden too": Words(
        "hidden ones and those without a position too", "auch verborgene und solche ohne Position"
    ),
    "issues.hide": Words("Hide", "Verbergen"),
    "issues.unhide": Words("Show again", "Wieder zeigen"),
    "issues.choose one": Words("Choose an issue.", "Wählen Sie einen Streitpunkt."),
    "issues.no words": Words("Some words are needed.", "Dafür braucht es Worte."),
    "issues.file": Words("The codebook as a file", "Das Codebuch als Datei"),
    "issues.export": Words("Download", "Herunterladen"),
    "issues.import": Words("A file", "Eine Datei"),
    "issues.lay over": Words("Lay it over the case", "Über den Fall legen"),
    "issues.edit": Words("Edit", "Bearbeiten"),
    "issues.topic": Words("Topic", "Thema"),
    "issues.pattern": Words("Pattern", "Muster"),
    "issues.pattern.about": Words(
        "Words that make a position its own: * for any ending, & between what must all be there.",
        "Wörter, die eine Position hierher holen: * für jede Endung, & zwischen allem, was da sein muss.",
    ),
    "issues.add": Words("Add", "Hinzufügen"),
    "issues.remove": Words("Remove", "Entfernen"),
    "issues.covers": Words("What it covers", "Was es umfasst"),
}
