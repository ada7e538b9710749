"""Why: actors."""

from __future__ import annotations

from depesche.texts.table import Words

REASONS: dict[str, Words] = {
    "actors.spelling": Words(
        "{v0} and {v1} are one name in two spellings.", "{v0} und {v1} sind ein Name in zwei Schreibungen."
    ),
    "actors.genitive": Words("{v0} is {v1} in the genitive.", "{v0} ist {v1} im Genitiv."),
    "actors.longer": Words(
        "{v0} is {v1} with fewer first names, and nobody else fits.",
        "{v0} ist {v1} mit weniger Vornamen; niemand sonst passt.",
    ),
    "actors.initial": Words(
        "{v0} has the initials of {v1}, the same story or office, and nobody else fits.",
        "{v0} hat die Anfangsbuchstaben von {v1}, dazu dieselbe Geschichte oder dasselbe Amt; niemand sonst passt.",
    ),
    "actors.slip-first": Words(
        "{v0} and {v1} differ by a letter of the first name, and share a story or an office.",
        "{v0} und {v1} unterscheiden sich um einen Buchstaben des Vornamens und haben eine Geschichte oder ein Amt gemeinsam.",
    ),
    "actors.slip": Words(
        "{v0} differs from {v1} by a letter of the surname; both are {v2} in one story.",
        "{v0} unterscheidet sich von {v1} um einen Buchstaben des Nachnamens; beide sind in einer Geschichte {v2}.",
    ),
    "actors.surname": Words(
        "{v0} stands for {v1}, the only one of that surname in the story who fits.",
        "{v0} steht für {v1}, in der Geschichte der Einzige dieses Nachnamens, der passt.",
    ),
    "actors.surname-office": Words(
        "{v0} stands for {v1}, in the whole case the only one of that surname who is {v2}.",
        "{v0} steht für {v1}, im ganzen Fall der Einzige dieses Nachnamens, der {v2} ist.",
    ),
    "actors.surname-rules": Words(
        "{v0} stands for {v1}, in the whole case the only one of that surname at the head of {v3}.",
        "{v0} steht für {v1}, im ganzen Fall der Einzige dieses Nachnamens an der Spitze von {v3}.",
    ),
    "actors.surname-for": Words(
        "{v0} stands for {v1}, in the whole case the only one of that surname who acts for {v3}.",
        "{v0} steht für {v1}, im ganzen Fall der Einzige dieses Nachnamens, der für {v3} handelt.",
    ),
    "actors.surname-known": Words(
        "{v0} stands for {v1}: the report says no more, and the case knows nobody else of that surname, or hardly anybody.",
        "{v0} steht für {v1}: Der Bericht sagt nicht mehr, und der Fall kennt niemanden sonst dieses Nachnamens oder kaum jemanden.",
    ),
    "actors.office": Words(
        "{q0} is {v0}: another report of the story says that {v0} is {v1} ({v2}), and names nobody else in this office.",
        "{q0} ist {v0}: Ein anderer Bericht der Geschichte nennt {v0} als {v1} ({v2}) und niemand sonst in diesem Amt.",
    ),
    "actors.first-word": Words(
        "{v0} is the beginning of {v1}, and of nobody else's name in the story.",
        "{v0} ist der Anfang von {v1} und in der Geschichte von keinem anderen Namen.",
    ),
    "actors.kind": Words(
        "{q0} is no person: another report of the story knows {v0} as a body.",
        "{q0} ist keine Person: Ein anderer Bericht der Geschichte kennt {v0} als Einrichtung.",
    ),
    "actors.short": Words(
        "{v0} is short for {v1}, as another report of the story explains.",
        "{v0} ist die Abkürzung von {v1}, wie ein anderer Bericht der Geschichte erklärt.",
    ),
    "actors.placed": Words(
        "{v0} is short for {v1}: the story has no other of that name.",
        "{v0} steht für {v1}: Die Geschichte kennt keine andere dieses Namens.",
    ),
    "actors.whose": Words(
        "{q0} is that of {v1}, as all other reports of the story that have it say.",
        "{q0} gehört zu {v1}, wie alle anderen Berichte der Geschichte sagen, die es nennen.",
    ),
    "actors.table": Words("{v0} is {v1} in the tables.", "{v0} ist nach den Tabellen {v1}."),
    "actors.house": Words("{v0} is what the tables call {v1}.", "{v0} ist, was die Tabellen {v1} nennen."),
    "actors.form": Words("{v0} is a form of {v1}.", "{v0} ist eine Form von {v1}."),
    "actors.ruled-merge": Words(
        "{v0}: one actor, {v1} (ruled by {v2}, {v3}).", "{v0}: ein Akteur, {v1} (entschieden von {v2}, {v3})."
    ),
    "actors.ruled-split": Words(
        "{v0} is somebody else than {v1} (ruled by {v3}, {v4}).",
        "{v0} ist jemand anders als {v1} (entschieden von {v3}, {v4}).",
    ),
    "actors.ruled-rename": Words(
        "{v0} is called {v2} (ruled by {v3}, {v4}).", "{v0} heißt {v2} (entschieden von {v3}, {v4})."
    ),
}
