"""What a report of an occasion leaves out."""

from __future__ import annotations

from tests.relate.told_story import PACKS, meetings, story, utterance

from depesche.relate.silences import MOST, find_silences
from depesche.texts.reasons import told

HARBOURS = "„Wir werden die Häfen im Norden niemals schließen“, sagte Ida Berg."
MONEY = " „Wir verlangen 400 Millionen Kronen“, fügte sie hinzu."
TARIFFS = " Berg drohte Norwegen mit Zöllen auf Fisch."


def silences(*texts: str, said: tuple[tuple[str, ...], ...], days: tuple[str | None, ...] = (), day: str | None = None):
    """What the reports leave out, given their utterances."""
    reports = story(*texts, days=days)
    some = [utterance(reports, *words, actor="Ida Berg", day=day) for words in said]
    return find_silences(reports, some, meetings(reports), PACKS)


HEARD = ("Wir werden", "Wir werden", "Wir werden")
PAID = ("Wir verlangen", "Wir verlangen", "")


def test_an_utterance_that_two_others_have():
    """Who has other words from the same occasion is silent about what two others quote."""
    [silence] = silences(HARBOURS + MONEY, HARBOURS + MONEY, HARBOURS, said=(HEARD, PAID))

    assert (silence.report, silence.kind) == ("c", "figure")
    assert [quote.report for quote in silence.others] == ["a", "b"]
    assert silence.others[0].text == "Wir verlangen 400 Millionen Kronen"


def test_a_demand_that_others_have_outside_the_utterances():
    """A threat that two others tell of the same speaker is left out by the third."""
    [silence] = silences(HARBOURS + TARIFFS, HARBOURS + TARIFFS, HARBOURS, said=(HEARD,))

    assert (silence.report, silence.kind) == ("c", "demand")


RAIN = " „Der Regen hat uns müde gemacht“, fügte sie hinzu."


def test_a_demand_that_only_one_other_has():
    """Who shares two utterances with another report was there, and is silent about a threat that only that one has."""
    [silence] = silences(
        HARBOURS + RAIN + TARIFFS, HARBOURS + RAIN, said=(("Wir werden", "Wir werden"), ("Der Regen", "Der Regen"))
    )

    assert (silence.report, silence.kind, len(silence.others)) == ("b", "demand", 1)


def test_one_shared_utterance_is_not_enough_where_only_one_has_it():
    """One quotation may have come by another way than the occasion."""
    assert silences(HARBOURS + TARIFFS, HARBOURS, said=(("Wir werden", "Wir werden"),)) == ()


def test_a_reason_is_told_in_both_languages():
    """A silence says who has it, and in which words."""
    [silence] = silences(HARBOURS + MONEY, HARBOURS + MONEY, HARBOURS, said=(HEARD, PAID))

    assert all("400 Millionen Kronen" in told(silence.reasons[0], lang) for lang in ("en", "de"))


def test_who_was_not_there_is_not_silent():
    """A report without a word of the occasion leaves nothing out."""
    assert (
        silences(HARBOURS + MONEY, HARBOURS + MONEY, "Auf Runde hat es geregnet.", said=((*HEARD[:2], ""), PAID)) == ()
    )


def test_who_came_before_is_not_silent():
    """A report that appeared before the words were said cannot leave them out."""
    days = ("2031-05-06", "2031-05-06", "2031-05-04")

    assert silences(HARBOURS + MONEY, HARBOURS + MONEY, HARBOURS, said=(HEARD, PAID), days=days) == ()


def test_who_says_it_in_other_words_is_not_silent():
    """Whoever has most of the words in a sentence of their own has it."""
    told = HARBOURS + " Berg will 400 Millionen Kronen verlangen."

    assert silences(HARBOURS + MONEY, HARBOURS + MONEY, told, said=(HEARD, PAID)) == ()


def test_small_talk_is_no_silence():
    """What is neither verbatim nor a demand nor has a number may be left out by anyone."""
    small = " Sie sei müde, sagte Berg."

    assert silences(HARBOURS + small, HARBOURS + small, HARBOURS, said=(HEARD, ("Sie sei", "Sie sei", ""))) == ()


def test_what_more_others_have_comes_first():
    """The silence that most others break stands first; there are at most so many."""
    full = HARBOURS + MONEY + " „Unsere Fischer brauchen endlich Ruhe“, sagte sie."
    found = silences(
        full, full, full[:-55] + ".", HARBOURS,
        said=((*HEARD, "Wir werden"), ("Wir verlangen", "Wir verlangen", "Wir verlangen", ""), ("Unsere", "Unsere", "", "")),
    )  # fmt: skip

    assert len(found) <= MOST
    assert [len(one.others) for one in found if one.report == "d"] == sorted(
        (len(one.others) for one in found if one.report == "d"), reverse=True
    )
    assert {one.report for one in found} == {"c", "d"}


def test_the_order_of_the_reports_does_not_matter():
    """Silences are the same whatever order the reports and utterances come in."""
    reports = story(HARBOURS + MONEY + TARIFFS, HARBOURS + MONEY + TARIFFS, HARBOURS)
    some = [utterance(reports, *words, actor="Ida Berg") for words in (HEARD, PAID)]
    found = find_silences(reports, some, (), PACKS)

    assert found
    assert found == find_silences(reports[::-1], some[::-1], (), PACKS)
