"""Timeline, positions and network."""

from __future__ import annotations

from depesche.texts.table import Words

WORDS: dict[str, Words] = {
    "way.timeline": Words("Timeline", "Zeitleiste"),
    "way.positions": Words("Positions", "Positionen"),
    "way.network": Words("Network", "Netzwerk"),
    "chart.timeline": Words("What there is on each day", "Was es an jedem Tag gibt"),
    "chart.timeline.about": Words(
        "Drag over the lowest strip to choose a stretch of days; a click beside it shows all.",
        "Ziehen Sie über den untersten Streifen, um Tage auszuwählen; ein Klick daneben zeigt alle.",
    ),
    "chart.matrix": Words("Who stands where", "Wer wo steht"),
    "chart.kind": Words("Kind", "Art"),
    "chart.count": Words("How many", "Wie viele"),
    "chart.choose": Words("drag here to choose days", "hier ziehen, um Tage zu wählen"),
    "chart.as table": Words("As a table", "Als Tabelle"),
    "chart.as chart": Words("As a picture", "Als Bild"),
    "chart.no days": Words("No report of the case has a day.", "Kein Bericht des Falls hat einen Tag."),
    "positions.until": Words("As it stood on", "Stand vom"),
    "positions.moved": Words("a stand that moved", "eine Haltung, die sich änderte"),
    "positions.left out": Words(
        "not shown: {actors} actors, {issues} issues", "nicht gezeigt: {actors} Akteure, {issues} Streitpunkte"
    ),
    "positions.none": Words("The case has no positions yet.", "Der Fall hat noch keine Positionen."),
    "lineage.about": Words(
        "An arrow leads from the report that was there first; from left to right by day.",
        "Ein Pfeil führt vom Bericht, der zuerst da war; von links nach rechts nach Tagen.",
    ),
    "network.mode": Words("Network of", "Netzwerk aus"),
    "network.kind.two-mode": Words("actors and issues", "Akteuren und Streitpunkten"),
    "network.kind.congruence": Words("actors who stand alike", "Akteuren mit gleicher Haltung"),
    "network.kind.conflict": Words("actors opposed", "Akteuren mit Gegenhaltung"),
    "network.kind.subtract": Words("alike less opposed", "gleich minus gegen"),
    "network.normalise": Words("Weights by", "Gewichte nach"),
    "network.by.none": Words("count", "Zahl"),
    "network.by.activity": Words("average activity", "mittlerer Aktivität"),
    "network.by.jaccard": Words("Jaccard", "Jaccard"),
    "network.by.cosine": Words("cosine", "Kosinus"),
    "network.least": Words("Least weight", "Mindestgewicht"),
    "network.about": Words(
        "Actors are discs, issues squares; every one keeps its place whatever is chosen.",
        "Akteure sind Scheiben, Streitpunkte Quadrate; alle behalten ihren Platz, was auch gewählt wird.",
    ),
    "network.with": Words("for it, or alike", "dafür oder gleich"),
    "network.against": Words("against it, or opposed", "dagegen oder entgegengesetzt"),
    "network.ties": Words("The ties", "Die Verbindungen"),
    "network.weight": Words("Weight", "Gewicht"),
}
