"""The table behind `depesche.texts`: one line a key, both languages side by side, so that none can lack a word."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """One thing said in both languages."""

    en: str
    de: str


TABLE: dict[str, Words] = {
    # What is counted.
    "report.one": Words("{n} report", "{n} Bericht"),
    "report.many": Words("{n} reports", "{n} Berichte"),
    "statement.one": Words("{n} statement", "{n} Aussage"),
    "statement.many": Words("{n} statements", "{n} Aussagen"),
    "issue.one": Words("{n} issue", "{n} Streitpunkt"),
    "issue.many": Words("{n} issues", "{n} Streitpunkte"),
    "position.one": Words("{n} position", "{n} Position"),
    "position.many": Words("{n} positions", "{n} Positionen"),
    "actor.one": Words("{n} actor", "{n} Akteur"),
    "actor.many": Words("{n} actors", "{n} Akteure"),
    "day.one": Words("{n} day", "{n} Tag"),
    "day.many": Words("{n} days", "{n} Tage"),
    "outlet.one": Words("{n} outlet", "{n} Medium"),
    "outlet.many": Words("{n} outlets", "{n} Medien"),
    # Headings of the briefing and the page.
    "briefing": Words("Briefing", "Lagebild"),
    "contents": Words("Contents", "Inhalt"),
    "statements": Words("Statements", "Aussagen"),
    "by issue": Words("Who wants what", "Wer was will"),
    "issue": Words("Issue", "Streitpunkt"),
    "actor": Words("Who", "Wer"),
    "addressee": Words("to whom", "gegenüber"),
    "condition": Words("on condition: {words}", "unter der Bedingung: {words}"),
    "no positions": Words("No positions were found.", "Es wurden keine Positionen gefunden."),
    "stance.pro": Words("in favour", "dafür"),
    "stance.contra": Words("against", "dagegen"),
    "stance.neutral": Words("neutral", "neutral"),
    "by actor": Words("Who said what", "Wer was gesagt hat"),
    "by day": Words("Day by day", "Tag für Tag"),
    "the reports": Words("The reports", "Die Berichte"),
    "the texts": Words("The reports and their evidence", "Die Berichte und ihre Belege"),
    "not read": Words("Not read", "Nicht gelesen"),
    "without a day": Words("Without a day", "Ohne Datum"),
    # Columns and facts.
    "report": Words("Report", "Bericht"),
    "outlet": Words("Outlet", "Medium"),
    "day": Words("Day", "Tag"),
    "language": Words("Language", "Sprache"),
    "agencies": Words("Agencies", "Agenturen"),
    "byline": Words("By", "Von"),
    "dateline": Words("Dateline", "Ort"),
    "source": Words("Source", "Quelle"),
    "unknown": Words("unknown", "unbekannt"),
    "undated": Words("undated", "ohne Datum"),
    "unspecified": Words("Nobody named", "Ohne Nennung"),
    "between": Words("between {first} and {last}", "zwischen {first} und {last}"),
    "paragraph n": Words("para.\u00a0{n}", "Abs.\u00a0{n}"),
    "double of": Words("same text as {name}", "gleicher Text wie {name}"),
    "unread because": Words("not read: {why}", "nicht gelesen: {why}"),
    "via": Words("via {name}", "über {name}"),
    "replaced": Words("{n} characters could not be decoded", "{n} Zeichen waren nicht lesbar"),
    # How facts are known: the kinds of evidence, and the signs in a text.
    "stated by": Words("stated by {who}", "angegeben von {who}"),
    "basis.person": Words("stated by a person", "von Hand angegeben"),
    "basis.table": Words("from the side table", "aus der Beitabelle"),
    "basis.file name": Words("from the file name", "aus dem Dateinamen"),
    "basis.page": Words("from the page's metadata", "aus den Metadaten der Seite"),
    "basis.text": Words("from the text", "aus dem Text"),
    "detail.dateline": Words("dateline", "Ortsmarke"),
    "detail.sign-off": Words("sign-off", "Kürzelzeile"),
    "detail.before the article": Words("before the article", "vor dem Artikel"),
    "detail.stated as published": Words("stated as published", "als Erscheinungstag genannt"),
    "detail.stated as of": Words("stated as of", "als Stand genannt"),
    "detail.stated as updated": Words("stated as updated", "als Aktualisierung genannt"),
    "detail.a line of its own": Words("a line of its own", "in einer eigenen Zeile"),
    "encoding.valid UTF-8": Words("valid UTF-8", "gültiges UTF-8"),
    "encoding.byte order mark": Words("byte order mark", "Bytereihenfolge-Marke"),
    "encoding.declared by meta charset": Words("declared by meta charset", "laut meta charset"),
    "encoding.declared by XML declaration": Words("declared by XML declaration", "laut XML-Deklaration"),
    "encoding.guessed by charset-normalizer": Words("guessed by charset-normalizer", "geraten von charset-normalizer"),
    # Whole sentences.
    "lead": Words(
        "{reports} by {outlets}, {statements} by {actors}", "{reports} aus {outlets}, {statements}, {actors}"
    ),
    "span of days": Words("{first} to {last}", "{first} bis {last}"),
    "no statements": Words("No statements were found.", "Es wurden keine Aussagen gefunden."),
    "no reports": Words("The case holds no reports yet.", "Der Fall enthält noch keine Berichte."),
    "nothing failed": Words("Every report was read.", "Alle Berichte wurden gelesen."),
    "all dated": Words("Every report has a day.", "Alle Berichte haben ein Datum."),
    "state a day": Words(
        "A day is stated with: depesche set CASE REPORT published=2022-01-31",
        "Ein Datum gibt man an mit: depesche set FALL BERICHT published=2022-01-31",
    ),
    "legend": Words(
        "A number stands before the words of each statement. It leads to the statement and back.",
        "Vor den Worten jeder Aussage steht eine Nummer. Sie führt zur Aussage und zurück.",
    ),
    "legend overlap": Words(
        "Where statements overlap, their underlines lie below one another.",
        "Wo sich Aussagen überschneiden, liegen ihre Linien untereinander.",
    ),
    "legend clutter": Words(
        "Pale text is no part of the article.",
        "Blasser Text gehört nicht zum Artikel.",
    ),
    "legend hidden": Words(
        "Characters that cannot be seen or that turn the direction of writing are shown as names: ⟦RLO⟧.",
        "Unsichtbare Zeichen und solche, die die Schreibrichtung drehen, erscheinen als Namen: ⟦RLO⟧.",
    ),
    "made by machine": Words(
        "Read by machine from the reports' own words. Check a line against its report before you print it.",
        "Maschinell aus den Berichten gelesen. Vor dem Druck jede Zeile am Bericht prüfen.",
    ),
    "to text": Words("to the place in the report", "zur Stelle im Bericht"),
    "to statement": Words("to the statement", "zur Aussage"),
    # Marks in the text: name and letter.
    "mark.content": Words("what was said", "das Gesagte"),
    "mark.source": Words("who says it", "wer es sagt"),
    "mark.cue": Words("the reporting words", "das Redezeichen"),
    "mark.addressee": Words("to whom", "zu wem"),
    "mark.occasion": Words("on what occasion", "zu welchem Anlass"),
    "mark.via": Words("relayed by", "übermittelt durch"),
    "mark.time": Words("a time", "eine Zeitangabe"),
    "letter.content": Words("", ""),
    "letter.source": Words("s", "q"),
    "letter.cue": Words("c", "r"),
    "letter.addressee": Words("a", "z"),
    "letter.occasion": Words("o", "a"),
    "letter.via": Words("v", "ü"),
    "letter.time": Words("t", "t"),
    # Values of the guidelines.
    "mode.direct": Words("verbatim", "wörtlich"),
    "mode.indirect": Words("indirect", "indirekt"),
    "mode.mixed": Words("partly verbatim", "teils wörtlich"),
    "mode.reported": Words("reported", "berichtet"),
    "act.demand": Words("demands", "fordert"),
    "act.offer": Words("offers", "bietet an"),
    "act.accept": Words("accepts", "nimmt an"),
    "act.refuse": Words("refuses", "lehnt ab"),
    "act.threaten": Words("threatens", "droht"),
    "act.warn": Words("warns", "warnt"),
    "act.deny": Words("denies", "bestreitet"),
    "act.accuse": Words("accuses", "wirft vor"),
    "act.commit": Words("promises", "sagt zu"),
    "act.assess": Words("judges", "bewertet"),
    "act.call": Words("appeals", "ruft auf"),
    "act.inform": Words("informs", "teilt mit"),
    "lang.de": Words("German", "Deutsch"),
    "lang.en": Words("English", "Englisch"),
    "lang.fr": Words("French", "Französisch"),
    "lang.es": Words("Spanish", "Spanisch"),
    "lang.it": Words("Italian", "Italienisch"),
    "lang.nl": Words("Dutch", "Niederländisch"),
    "lang.pl": Words("Polish", "Polnisch"),
    "lang.ru": Words("Russian", "Russisch"),
    "lang.uk": Words("Ukrainian", "Ukrainisch"),
    "kind.text": Words("plain text", "Textdatei"),
    "kind.page": Words("web page", "Webseite"),
    # What `depesche explain` says.
    "explained.report": Words("Report", "Bericht"),
    "explained.paragraph": Words("paragraph", "Absatz"),
    "explained.sentence": Words("Where it stands", "Wo es steht"),
    "explained.fields": Words("What was read", "Was gelesen wurde"),
    "explained.rule": Words("The rule", "Die Regel"),
    "explained.rows": Words("What the tables say", "Was die Tabellen sagen"),
    "explained.confidence": Words("Confidence", "Vertrauen"),
    "explained.actor record": Words("The actor", "Der Akteur"),
    "explained.content": Words("what was said, cut out by the rule", "das Gesagte, von der Regel ausgeschnitten"),
    "explained.cue": Words("the words that mark the reporting", "die Worte, die das Berichten anzeigen"),
    "explained.frame": Words("the reporting clause without the content", "der Redesatz ohne das Gesagte"),
    "explained.source": Words(
        "whom the grammar makes the speaker: subject, agent or genitive",
        "wen die Grammatik zum Sprecher macht: Subjekt, Urheber oder Genitiv",
    ),
    "explained.mode": Words(
        "by the quotation marks and the kind of clause", "nach den Anführungszeichen und der Art des Satzes"
    ),
    "explained.act": Words("by the row of the cue tables", "nach der Zeile der Redetabellen"),
    "explained.actor.named": Words("the source names the actor", "die Quelle nennt den Akteur"),
    "explained.actor.pronoun": Words(
        "the nearest who fits in gender and number, the last speaker first",
        "der nächste, der in Geschlecht und Zahl passt, zuerst der letzte Sprecher",
    ),
    "explained.actor.described": Words(
        "the description fits this actor best: role, state, gender, how near",
        "die Beschreibung passt am besten auf ihn: Amt, Staat, Geschlecht, Nähe",
    ),
    "explained.actor.carried": Words(
        "no source is named: whoever spoke before goes on", "keine Quelle ist genannt: Wer zuvor sprach, spricht weiter"
    ),
    "explained.actor.nobody": Words("nobody is named as speaking", "niemand ist als Sprecher genannt"),
    "explained.names": Words("forms met in the report, under one name", "Formen im Bericht, unter einem Namen"),
    "explained.mentions": Words("where the report names the actor", "wo der Bericht den Akteur nennt"),
    "explained.value": Words("what was read, on the day of the report", "das Gelesene, am Tag des Berichts"),
    "explained.open": Words("as far as the text alone tells", "soweit der Text allein es sagt"),
    "explained.anchor": Words("how it hangs on the day of the report", "wie es am Tag des Berichts hängt"),
    "explained.day": Words("the day of the report", "der Tag des Berichts"),
    "explained.from rule": Words(
        "a fixed weight of the rule, not measured", "ein festes Gewicht der Regel, nicht gemessen"
    ),
    "explained.from share": Words(
        "the share of this rule's finds that was right on data read by hand",
        "der Anteil der Funde dieser Regel, der an von Hand gelesenen Daten richtig war",
    ),
    "explained.sum": Words("a calibrated sum of what is known", "eine geeichte Summe aus dem, was bekannt ist"),
    "explained.no rule": Words("made by a rule that has no description", "von einer Regel ohne Beschreibung"),
    # What a confidence is made of.
    "feature.always": Words("any statement", "jede Aussage"),
    "feature.verb strong": Words("the verb nearly always reports", "das Verb berichtet fast immer"),
    "feature.verb medium": Words("the verb reports with a clause", "das Verb berichtet mit einem Satz"),
    "feature.verb weak": Words("the verb seldom reports", "das Verb berichtet selten"),
    "feature.mode direct": Words("words in quotation marks", "Worte in Anführungszeichen"),
    "feature.mode indirect": Words("rendered in other words", "in anderen Worten wiedergegeben"),
    "feature.mode mixed": Words("partly in quotation marks", "teils in Anführungszeichen"),
    "feature.mode reported": Words("the act alone is named", "nur die Handlung ist genannt"),
    "feature.source none": Words("no source is named", "keine Quelle ist genannt"),
    "feature.source pronoun": Words("the source is a pronoun", "die Quelle ist ein Pronomen"),
    "feature.source phrase": Words("the source is a short phrase", "die Quelle ist eine kurze Fügung"),
    "feature.source long": Words("the source is a long phrase", "die Quelle ist eine lange Fügung"),
    "feature.content in pieces": Words("the words stand in pieces", "die Worte stehen in Stücken"),
    "feature.content short": Words("few words", "wenige Worte"),
    "feature.content long": Words("many words", "viele Worte"),
    "feature.rule": Words("how it was found", "wie es gefunden wurde"),
    "feature.actor": Words("how the actor was found", "wie der Akteur gefunden wurde"),
}

WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "de": (
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
}  # fmt: skip
DAY_FORMS: dict[tuple[str, str], str] = {
    ("en", "long"): "{weekday} {day} {month} {year}",
    ("en", "short"): "{day} {month:.3} {year}",
    ("de", "long"): "{weekday}, {day}. {month} {year}",
    ("de", "short"): "{day:02}.{number:02}.{year}",
}
