"""What frames every page: the ways through the workbench, wishes, errors, help."""

from __future__ import annotations

from depesche.texts.table import Words

WORDS: dict[str, Words] = {
    "skip": Words("Skip to the page", "Zum Inhalt springen"),
    "menu": Words("Menu", "Menü"),
    "ways": Words("Pages", "Seiten"),
    "way.home": Words("Home", "Start"),
    "way.help": Words("Help", "Hilfe"),
    "group.work": Words("Work", "Arbeit"),
    "group.reports": Words("Compare reports", "Berichte vergleichen"),
    "group.record": Words("The record", "Der Verlauf"),
    "group.about": Words("About", "Über"),
    "wishes": Words("Language, colours, name", "Sprache, Farben, Name"),
    "wish.lang": Words("Language", "Sprache"),
    "wish.theme": Words("Colours", "Farben"),
    "wish.who": Words("Your name, for what you decide", "Ihr Name, für Ihre Entscheidungen"),
    "theme.auto": Words("as the system has them", "wie im System"),
    "theme.light": Words("light", "hell"),
    "theme.dark": Words("dark", "dunkel"),
    "lang.en": Words("English", "Englisch"),
    "lang.de": Words("German", "Deutsch"),
    "keep": Words("Keep", "Übernehmen"),
    "error.title": Words("That did not work", "Das ging nicht"),
    "error.where": Words("Where", "Wo"),
    "error.hint": Words("What to do", "Was hilft"),
    "error.back": Words("Back to the start", "Zurück zum Start"),
    "error.missing": Words("There is no page here.", "Hier ist keine Seite."),
    "error.method": Words("This address is not to be asked so.", "Diese Adresse ist so nicht zu erreichen."),
    "error.entry": Words("This address lacks the key to the case.", "Dieser Adresse fehlt der Schlüssel zum Fall."),
    "error.entry.hint": Words(
        "Open the whole address that `depesche serve` printed; it ends with ?token=…",
        "Öffnen Sie die ganze Adresse, die `depesche serve` ausgegeben hat; sie endet mit ?token=…",
    ),
    "error.ours": Words("This is a mistake in Depesche, not yours.", "Das ist ein Fehler in Depesche, nicht Ihrer."),
    "error.ours.hint": Words(
        "Nothing of the case was changed. Please report it with what you did and the lines in the terminal.",
        "Am Fall wurde nichts geändert. Bitte melden Sie es mit dem, was Sie getan haben, und den Zeilen im Terminal.",
    ),
    "error.given": Words(
        "The address or form asks for something that makes no sense.", "Adresse oder Formular ergeben so keinen Sinn."
    ),
    "help.keys": Words("Keys", "Tasten"),
    "help.keys.about": Words(
        "Keys work wherever you are not typing. They are matched by the character, so they are the same on every keyboard.",
        "Die Tasten wirken überall, wo Sie nicht gerade tippen. Es zählt das Zeichen, sie sind also auf jeder Tastatur gleich.",
    ),
    "help.key": Words("Key", "Taste"),
    "help.does": Words("Does", "Wirkung"),
    "help.versions": Words("Versions", "Versionen"),
    "help.guidelines": Words("What counts", "Was zählt"),
    "help.guidelines.about": Words(
        "What a statement, a time or a position is, is said in the guidelines that come with Depesche (docs/guidelines.md).",
        "Was eine Aussage, eine Zeit oder eine Position ist, steht in den Richtlinien, die mit Depesche kommen (docs/guidelines.md).",
    ),
    "help.api": Words("For programs", "Für Programme"),
    "help.api.about": Words(
        "Everything here is also to be had as JSON below /api/v1, described in",
        "Alles hier gibt es auch als JSON unter /api/v1, beschrieben in",
    ),
    "none yet": Words("No reports yet", "Noch keine Berichte"),
    "none yet.hint": Words(
        "Build the case from a folder of reports:", "Bauen Sie den Fall aus einem Ordner mit Berichten:"
    ),
    "kind.reports": Words("Reports", "Berichte"),
    "kind.statements": Words("Statements", "Aussagen"),
    "kind.talks": Words("Talks", "Gespräche"),
    "kind.positions": Words("Positions", "Positionen"),
    "kind.figures": Words("Figures", "Zahlen"),
    "kind.times": Words("Times", "Zeiten"),
    "kind.actors": Words("Actors", "Akteure"),
    "key.help": Words("show all keys", "alle Tasten zeigen"),
    "key.home": Words("go to the start", "zum Start"),
    "failures": Words("Not read", "Nicht gelesen"),
}
