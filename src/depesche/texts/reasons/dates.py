"""Why: dates."""

from __future__ import annotations

from depesche.texts.table import Words

REASONS: dict[str, Words] = {
    # What the header gives.
    "dates.header": Words("{q0} stands at its head", "{q0} steht an seinem Anfang"),
    "dates.stated": Words("stated only as {v0}", "nur als {v0} angegeben"),
    "dates.known": Words("{v0} is of {v1}", "{v0} ist vom {v1}"),
    "dates.year": Words("the year is told in {v0}: {q0}", "das Jahr steht in {v0}: {q0}"),
    "dates.year.known": Words("the year is that of {v0}, which is of {v1}", "das Jahr ist das von {v0}, vom {v1}"),
    # Days that are named with their year.
    "dates.whole.past": Words("{q0} is told as past", "{q0} wird als vergangen erzählt"),
    "dates.whole.ahead": Words("{q0} is still to come", "{q0} steht noch bevor"),
    "dates.whole.open": Words("{q0} is named", "{q0} wird genannt"),
    "dates.stretch.past": Words("{q0} is told as past", "{q0} wird als vergangen erzählt"),
    "dates.stretch.ahead": Words("{q0} is still to come", "{q0} steht noch bevor"),
    "dates.stretch.open": Words("{q0} is named", "{q0} wird genannt"),
    "dates.counted.past": Words("{q0} is counted from its day", "{q0} ist von seinem Tag aus gezählt"),
    "dates.anniversary.past": Words("{q0} is told as past", "{q0} wird als vergangen erzählt"),
    "dates.anniversary.ahead": Words("{q0} is still to come", "{q0} steht noch bevor"),
    # Days without their year.
    "dates.month-day.past": Words(
        "{q0} is told as past, without its year", "{q0} wird ohne Jahr als vergangen erzählt"
    ),
    "dates.month-day.ahead": Words("{q0} is still to come, without its year", "{q0} steht noch bevor, ohne Jahr"),
    "dates.month-day.open": Words("{q0} is near, without its year", "{q0} ist nah, ohne Jahr"),
    "dates.month.past": Words("{q0} is told as past, without its year", "{q0} wird ohne Jahr als vergangen erzählt"),
    "dates.month.ahead": Words("{q0} is still to come, without its year", "{q0} steht noch bevor, ohne Jahr"),
    "dates.month.open": Words("{q0} is near, without its year", "{q0} ist nah, ohne Jahr"),
    "dates.pair.past": Words(
        "{q0} is told as past, and weekday and day go together in few years",
        "{q0} wird als vergangen erzählt, und Wochentag und Tag passen nur in wenigen Jahren zusammen",
    ),
    "dates.pair.ahead": Words(
        "{q0} is still to come, and weekday and day go together in few years",
        "{q0} steht noch bevor, und Wochentag und Tag passen nur in wenigen Jahren zusammen",
    ),
    "dates.pair.open": Words(
        "{q0}: weekday and day go together in few years",
        "{q0}: Wochentag und Tag passen nur in wenigen Jahren zusammen",
    ),
    # Days that hang on the report's own.
    "dates.weekday.past": Words("{q0} is less than a week ago", "{q0} liegt keine Woche zurück"),
    "dates.weekday.ahead": Words("{q0} is less than a week ahead", "{q0} liegt keine Woche voraus"),
    "dates.weekday.open": Words("{q0} is less than a week away", "{q0} liegt keine Woche entfernt"),
    "dates.week.past": Words("{q0} is counted from its day", "{q0} ist von seinem Tag aus gezählt"),
    "dates.week.ahead": Words("{q0} is counted from its day", "{q0} ist von seinem Tag aus gezählt"),
    "dates.week.open": Words("{q0} is counted from its day", "{q0} ist von seinem Tag aus gezählt"),
    "dates.today.past": Words("{q0} is counted from its day", "{q0} ist von seinem Tag aus gezählt"),
    "dates.today.ahead": Words("{q0} is counted from its day", "{q0} ist von seinem Tag aus gezählt"),
    "dates.phase": Words(
        "{q0} lies behind it and {q1} ahead, in one week", "{q0} liegt zurück und {q1} voraus, in einer Woche"
    ),
    "dates.behind": Words(
        "{q0} lies behind it, as do the other weekdays named", "{q0} liegt zurück wie die anderen genannten Wochentage"
    ),
    "dates.before": Words(
        "{q0} lies ahead of it, as do the other weekdays named",
        "{q0} liegt voraus wie die anderen genannten Wochentage",
    ),
    # What other reports tell.
    "dates.shared.past": Words(
        "{q0} is told as past, which is {q1} in {v0}", "{q0} wird als vergangen erzählt, das ist {q1} in {v0}"
    ),
    "dates.shared.ahead": Words(
        "{q0} is still to come, which is {q1} in {v0}", "{q0} steht noch bevor, das ist {q1} in {v0}"
    ),
    "dates.shared.open": Words("{q0} is near, which is {q1} in {v0}", "{q0} ist nah, das ist {q1} in {v0}"),
    "dates.words": Words(
        "{q0} is quoted within days in {v0} too: {q1}", "{q0} wird um dieselben Tage in {v0} zitiert: {q1}"
    ),
    "dates.text": Words("{v0} has the same text: {q0}", "{v0} hat denselben Text: {q0}"),
    # Why a day soon after an event is meant.
    "dates.near.today": Words("{q0} tells the day itself", "{q0} nennt den Tag selbst"),
    "dates.near.link": Words("it is made from a text of {q0}", "er ist nach einem Text vom {q0} gemacht"),
    "dates.near.weekday": Words(
        "{q0} has its weekday, as the news of the day has", "{q0} hat seinen Wochentag, wie es Neues hat"
    ),
    "dates.near.others": Words("{q0} and {q1} are near each other", "{q0} und {q1} liegen nah beieinander"),
    "dates.near.year": Words("{q0} is the first such day after {q1}", "{q0} ist der erste solche Tag nach {q1}"),
    "dates.near.story": Words(
        "the nearest day of the story: {v0} is of {v1}", "der nächste Tag der Geschichte: {v0} ist vom {v1}"
    ),
    "dates.near.years": Words(
        "the latest year that the reports name is in {v0}: {q0}",
        "das späteste Jahr, das die Berichte nennen, steht in {v0}: {q0}",
    ),
    "dates.near.lead": Words("it begins with {q0}", "er beginnt mit {q0}"),
    "dates.latest": Words(
        "the latest event told as past is of {v0}: {q0}",
        "das letzte als vergangen erzählte Ereignis ist vom {v0}: {q0}",
    ),
}
