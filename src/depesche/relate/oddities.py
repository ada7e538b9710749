"""What does not go together inside one report: a day that is not that weekday, a gender, two numbers of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from depesche.packs import Pack
from depesche.records import Actor, Report, Statement
from depesche.relate.discrepancies_figures import inside
from depesche.relate.discrepancies_made import entry
from depesche.relate.discrepancies_story import Story, marks
from depesche.relate.discrepancies_units import misconverted
from depesche.relations import Discrepancy, Member

_NEAR = 90  # days from the report's own within which a date without a year is taken to lie
_FIRST = 1900  # the year from which the calendar is everywhere the same
_AFTER = 500  # characters behind a noun in which the pronoun stands that does not fit
_LEVELS = frozenset(["head", "minister", "politician"])
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def find_oddities(story: Story) -> Iterator[Discrepancy]:
    """Everything in one report that cannot both be so."""
    yield from misconverted(story)
    yield from weekdays(story)
    yield from genders(story)
    yield from inside(story)


def weekdays(story: Story) -> Iterator[Discrepancy]:
    """A weekday beside a date that falls on another day of the week."""
    for name, report in story.reports.items():
        pattern, days, months = _dates(story.pack(name))
        for found in pattern.finditer(report.text):
            day = found["day"] or found["late"]
            number, month, year = (found[key] or found[f"{key}2"] for key in ("number", "month", "year"))
            real = _date(int(number), months[month], year, report)
            if real is None or days[real.weekday()] == day:
                continue
            where = "day" if found["day"] else "late"
            until = "year" if found["year"] else "month"
            end = found.end(until) if found["day"] else found.end("year2" if found["year2"] else "month2")
            begin = found.start("number") if found["day"] else found.start("number2")
            sides = [story.quote(name, *found.span(where)), story.quote(name, begin, end)]
            values = ("", "", day, real.isoformat(), days[real.weekday()])
            about = f"weekday of {real.isoformat()}"
            yield entry("weekday", "conflict", about, sides, "weekday", 0.9 if year else 0.8, values)


def _date(number: int, month: int, year: str | None, report: Report) -> date | None:
    """The date, in the year nearest to the report's day where the text names none."""
    try:
        if year:
            return date(int(year), month, number) if int(year) >= _FIRST else None
        own = date.fromisoformat(report.header.published.value or "")
        near = [date(own.year + by, month, number) for by in (-1, 0, 1)]
    except ValueError:
        return None
    best = min(near, key=lambda one: abs((one - own).days))
    return best if abs((best - own).days) <= _NEAR else None


@lru_cache(maxsize=4)
def _dates(pack: Pack) -> tuple[re.Pattern[str], tuple[str, ...], dict[str, int]]:
    """Weekday and date beside one another, the weekdays from Monday on, and the numbers of the months."""
    days = pack.words("weekdays")
    months = {
        form: int(row["number"]) for row in pack.table("months") for form in (row["month"], *row["other"].split())
    }
    day, month = "|".join(days), "|".join(sorted(months, key=len, reverse=True))
    parts = "|".join(sorted(pack.words("day_parts"), key=len, reverse=True))
    pattern = re.compile(
        rf"\b(?P<day>{day})(?:{parts})?,?\s(?:\(|de[nmr]\s)?(?P<number>\d{{1,2}})\.\s?(?P<month>{month})\b\.?(?:\s(?P<year>\d{{4}})\b)?"
        rf"|\b(?P<number2>\d{{1,2}})\.\s?(?P<month2>{month})\b\.?(?:\s(?P<year2>\d{{4}})\b)?\s\((?P<late>{day})\)"
    )
    return pattern, days, months


def genders(story: Story) -> Iterator[Discrepancy]:
    """A woman's noun for somebody who has a man's first name and goes on as `er`, or the other way round."""
    for name, report in story.reports.items():
        pack = story.pack(name)
        people = {actor.name: actor for actor in report.actors if actor.kind == "person"}
        said = sorted(report.statements, key=lambda one: (one.source.start if one.source else -1, one.id))
        for at, statement in enumerate(said):
            actor = people.get(statement.actor or "")
            odd = _odd(pack, report, statement, actor) if actor else ""
            pronoun = _goes_on(pack, said[at + 1 : at + 6], statement, odd) if odd else None
            if actor and pronoun and statement.source and pronoun.source:
                sides = [story.quoted(name, one.source) for one in (statement, pronoun) if one.source]
                members = [Member(name, one.id, one.content[0].text) for one in (statement, pronoun)]
                about = f"gender of {actor.name}"
                yield entry("gender", "conflict", about, sides, "gender", 0.7, (actor.name,), members)


def _odd(pack: Pack, report: Report, statement: Statement, actor: Actor) -> str:
    """The actor's own gender where the noun has the other and no one else of that gender is near whom it could mean."""
    if statement.source is None or actor.name in statement.source.text:
        return ""
    words = _WORD.findall(statement.source.text)
    noun, state = _gendered(pack).get(words[-1] if words else "", ("", ""))
    mine = _gender(pack, actor)
    if not noun or mine not in {"m", "f"} or mine == noun or len(words) > 3:
        return ""
    others = [one for one in report.actors if one.kind == "person" and one.name != actor.name]
    side = state or actor.acts_for
    meant = [one for one in others if _gender(pack, one) != mine and one.acts_for in {side, None}]
    return "" if meant else mine


def _goes_on(pack: Pack, after: list[Statement], statement: Statement, gender: str) -> Statement | None:
    """The next statement of the same actor that names nobody but says `er`, or `sie`."""
    pronouns = marks(pack)["he" if gender == "m" else "she"]
    for one in after:
        if one.source is None or statement.source is None or one.source.start - statement.source.end > _AFTER:
            return None
        if one.actor == statement.actor and one.source.text.lower() in pronouns:
            return one
        if one.source != statement.source:
            return None
    return None


@lru_cache(maxsize=4)
def _gendered(pack: Pack) -> dict[str, tuple[str, str]]:
    """Nouns for a man or a woman: the gender, and the state whose people they are."""
    found: dict[str, tuple[str, str]] = {}
    for row in pack.table("roles"):
        if row["level"] in _LEVELS and row["m"] and row["f"]:
            found |= {row["m"]: ("m", ""), row["f"]: ("f", "")}
    for row in pack.table("states"):
        women = row["demonym_f"].split("|")[:1]
        men = [form for form in row["demonym_m"].split("|")[:1] if form not in row["demonym_pl"].split("|")]
        found |= {form: ("f", row["name_en"]) for form in women if form}
        found |= {form: ("m", row["name_en"]) for form in men if form}
    return found


@lru_cache(maxsize=4)
def _firstnames(pack: Pack) -> dict[str, str]:
    return {row["name"]: row["gender"] for row in pack.table("firstnames")}


def _gender(pack: Pack, actor: Actor) -> str:
    """The gender of a first name: m, f, or another letter where nothing tells."""
    parts = actor.name.split()
    return _firstnames(pack).get(parts[0], "u") if len(parts) > 1 else "u"
