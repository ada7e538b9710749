"""Search."""

from __future__ import annotations

from depesche.texts.table import Words

WORDS: dict[str, Words] = {
    "way.search": Words("Search", "Suchen"),
    "search.words": Words("What to look for", "Wonach gesucht wird"),
    "search.find": Words("Search", "Suchen"),
    "search.how": Words("How to ask", "Wie man fragt"),
    "search.how.about": Words(
        "Words are found in every form and inside compounds, and all must be there.",
        "Wörter werden in jeder Form und in Zusammensetzungen gefunden, und alle müssen da sein.",
    ),
    "search.as written": Words("as it is written", "wie geschrieben"),
    "search.without": Words("without", "ohne"),
    "search.beginning": Words("beginning", "Anfang"),
    "search.notes": Words("Not understood:", "Nicht verstanden:"),
    "search.drop": Words("no longer by {name}", "nicht mehr nach {name}"),
    "search.narrow": Words("Narrow down", "Eingrenzen"),
    "hit.one": Words("{n} hit", "{n} Treffer"),
    "hit.many": Words("{n} hits", "{n} Treffer"),
    "facet.kind": Words("Kind", "Art"),
    "facet.outlet": Words("Outlet", "Medium"),
    "facet.month": Words("Month", "Monat"),
    "facet.actor": Words("Actor", "Akteur"),
    "facet.act": Words("Act", "Handlung"),
    "facet.mode": Words("Mode", "Form"),
    "sort.report": Words("reports", "Berichte"),
    "sort.statement": Words("statements", "Aussagen"),
    "key.search": Words("search", "suchen"),
}
